"""Questionnaires as lists: how many came, the answers of each body, what was answered how often, and the quantities of
the methodology that rest on the answers. No list names a file or a respondent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from compiler.campaign.answers import Answers, Gathered, with_room
from compiler.campaign.files import write_table
from compiler.campaign.inputs import written_cell
from compiler.campaign.scores import written
from compiler.campaign.texts import say
from compiler.evaluate import Given, evaluate
from compiler.evaluate.notation import spreadsheet_number
from compiler.evaluate.states import NOT_FILLED
from compiler.model.expressions import Expression, RowAggregate, children
from compiler.model.quantities import Formula, Value
from compiler.model.tables import Column, Table
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.workbook.program import row_code
from compiler.workbook.survey import answer_tables
from compiler.workbook.texts import Texts

Line = tuple[str, ...]


def write_surveys(folder: Path, found: Gathered, language: Language) -> None:
    """`summary.csv`, `tally.csv`, `indices.csv`, and `<body>.<questionnaire>.csv`, which `esep eval --inputs` reads.
    Nothing where there are no questionnaires."""
    if not found.answers:
        return
    spoken = language.value

    def header(*names: str) -> list[str]:
        return [say(f"column_{name}", spoken) for name in names]

    summary = [
        (one.body.code, one.body.name, one.form.title.text(language), str(one.taken), str(one.refused), str(one.twice))
        for one in found.answers
    ]
    columns = header("body", "name", "questionnaire", "taken", "refused", "twice")
    write_table(folder / "summary.csv", columns, summary)
    tally = [line for one in found.answers for line in _tally(one, language)]
    columns = header("body", "questionnaire", "question_code", "question", "answer", "count", "share")
    write_table(folder / "tally.csv", columns, tally)
    indices = [line for one in found.answers for line in _indices(one, language)]
    columns = header("body", "questionnaire", "index_code", "index", "respondents", "value", "exact", "clause")
    write_table(folder / "indices.csv", columns, indices)
    for one in found.answers:
        write_table(folder / f"{one.body.code}.{one.name}.csv", ("code", "value"), _entries(one))


def _entries(one: Answers) -> Iterator[Line]:
    for table, rows in one.tables.items():
        columns = one.methodology.tables[table].input_columns
        for number, row in enumerate(rows, 1):
            for column in columns:
                if row.get(column.name, NOT_FILLED) is not NOT_FILLED:
                    yield row_code(table, number, column.name), written_cell(row[column.name], column.type)


def _tally(one: Answers, language: Language) -> Iterator[Line]:
    """Each question with each of its answers: how often it was given, and by what share of those who answered."""
    for table in answer_tables(one.methodology, one.form):
        for column in table.input_columns:
            cells = [row[column.name] for row in one.tables[table.code] if column.name in row]
            question = (row_code(table.code, 1, column.name).replace("[1]", ""), column.label.text(language))
            counts = Counter(cell for cell in cells if isinstance(cell, Fraction))
            for answer, number in _options(column, language) or ((say("answer_written", language.value), None),):
                count = len(cells) if number is None else counts[Fraction(number)]
                share = spreadsheet_number(Fraction(count, len(cells)), language) if cells else ""
                yield one.body.code, one.form.title.text(language), *question, answer, str(count), share


def _options(column: Column, language: Language) -> Sequence[tuple[str, int]]:
    """The answers among which one is chosen, with what stands for each; none where people write."""
    match column.type.kind:
        case Kind.CHOICE:
            return [(option.label.text(language), number) for number, option in enumerate(column.type.options, 1)]
        case Kind.YES_NO:
            texts = Texts(language)
            return [(texts("yes"), 1), (texts("no"), 0)]
        case _:
            return ()


def _indices(one: Answers, language: Language) -> Iterator[Line]:
    """What the methodology computes from the answers, whatever else its rules add to it: over all respondents."""
    tables = answer_tables(one.methodology, one.form)
    given = Given({}, one.tables)
    result = evaluate(with_room(one.methodology, [given]), given)
    for value in one.methodology.values.values():
        if not _rests_on(value, tables):
            continue
        outcome = result.outcome(value.code)
        shown = spreadsheet_number(outcome, language) if isinstance(outcome, Fraction) else outcome.sign
        title, label = one.form.title.text(language), value.label.text(language)
        clause = value.citation.clause
        yield one.body.code, title, value.code, label, str(one.taken), shown, written(outcome), clause


def _rests_on(value: Value, tables: Sequence[Table]) -> bool:
    if not isinstance(value.rule, Formula):
        return False
    codes = {table.code for table in tables}
    waiting: list[Expression] = [value.rule.expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, RowAggregate) and node.table in codes:
            return True
        waiting.extend(children(node))
    return False
