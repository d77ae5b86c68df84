"""The planner of the rating workbook: all kinds of body of an edition, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from compiler.model.consolidated import consolidated
from compiler.model.methodology import AssessedBody, Edition, Methodology
from compiler.model.texts import Language
from compiler.workbook.book import Column, DefinedName, SheetRole, Workbook
from compiler.workbook.draft import BookDraft
from compiler.workbook.emit import emit
from compiler.workbook.emit_inputs import ascii_name, list_name
from compiler.workbook.formula import Address
from compiler.workbook.identity import Build
from compiler.workbook.lists_sheet import plan_lists
from compiler.workbook.program import Program
from compiler.workbook.properties import properties_of
from compiler.workbook.rating import checks
from compiler.workbook.rating.calculation import plan_calculation
from compiler.workbook.rating.categories import category_name
from compiler.workbook.rating.charts import plan_charts
from compiler.workbook.rating.inputs import plan_inputs
from compiler.workbook.rating.kind import BLANK_ROWS, KindDraft, category_of, ranked, short_mark
from compiler.workbook.rating.levels import plan_levels
from compiler.workbook.rating.margins import with_margins
from compiler.workbook.rating.order import plan_order
from compiler.workbook.rating.pages import plan_pages
from compiler.workbook.rating.parameters import plan_rating_parameters
from compiler.workbook.rating.peers import with_peers
from compiler.workbook.rating.scores import plan_scores, plan_summary, shown_elements
from compiler.workbook.rating.standing import plan_standing
from compiler.workbook.rating.start import RATING, WIDTHS, fill_rating_start
from compiler.workbook.start_sheet import open_start
from compiler.workbook.texts import Texts


@dataclass(frozen=True, slots=True)
class RatingSource:
    """The consolidated methodologies of an edition with their programs, and the bodies of each kind: none, where names
    are typed in, which then has `blank_rows`."""

    methodologies: tuple[Methodology, ...]
    programs: tuple[Program, ...]
    bodies: Mapping[str, tuple[AssessedBody, ...]]
    blank_rows: int = BLANK_ROWS


def prepare_rating(
    edition: Edition, methodologies: Sequence[Methodology], assessed: Sequence[AssessedBody] | None = None
) -> RatingSource:
    """`methodologies` of the edition that take part; `assessed`: other bodies than those that the edition names."""
    models = tuple(consolidated(methodology).methodology for methodology in methodologies)
    programs: list[Program] = []
    for model in models:
        programs.append(emit(model, lists=dict(programs[-1].lists) if programs else None))
    listed = edition.assessed if assessed is None else assessed
    bodies = {model.body.name: tuple(body for body in listed if body.kind == model.body.name) for model in models}
    return RatingSource(models, tuple(programs), bodies)


def plan_rating(source: RatingSource, language: Language, build: Build) -> Workbook:
    """The workbook of all bodies, those of each kind on sheets of their own."""
    first, program = source.methodologies[0], source.programs[0]
    book = BookDraft(first, language, program, Texts(language))
    for one in source.programs:
        book.lists.update(one.lists)
    start = open_start(book, RATING, WIDTHS)
    kinds = [_kind(book, source, number) for number in range(len(source.methodologies))]
    inputs = [plan_inputs(kind) for kind in kinds]
    plan_rating_parameters(book, kinds)
    for kind in kinds:
        plan_calculation(kind)
    for kind in kinds:
        plan_order(kind)
    for kind in kinds:
        _plan_results(kind)
    plan_pages({kind.methodology.body.name: kind for kind in kinds})
    for kind, sheets in zip(kinds, inputs, strict=True):
        checks.plan_kind_checks(kind, sheets)
    checks.plan_summary(book, kinds, inputs)
    plan_lists(book)
    _arrange(book)
    fill_rating_start(book, start, kinds, build)
    for kind in kinds:
        kind.pin()
    return _finish(book, kinds, build)


def _kind(book: BookDraft, source: RatingSource, number: int) -> KindDraft:
    methodology = source.methodologies[number]
    # Sheets, places and lists are shared; methodology and program are the kind's own.
    view = replace(book, methodology=methodology, program=source.programs[number])
    bodies = source.bodies[methodology.body.name]
    mark = short_mark(book, methodology) if len(source.methodologies) > 1 else ""
    kind = KindDraft(view, mark, bodies, len(bodies) or source.blank_rows)
    view.program = with_margins(kind, with_peers(kind, source.programs[number]))
    return kind


def _plan_results(kind: KindDraft) -> None:
    standings = tuple(plan_standing(kind, subject) for subject in ranked(kind.methodology))
    if not shown_elements(kind):
        return
    plan_scores(kind)
    summary, levels = plan_summary(kind), plan_levels(kind)
    plan_charts(kind, standings, summary, levels)


_ORDER = (
    SheetRole.START,
    SheetRole.RESULT,
    SheetRole.INPUTS,
    SheetRole.PARAMETERS,
    SheetRole.CALCULATION,
    SheetRole.CHECKS,
    SheetRole.LISTS,
)


def _arrange(book: BookDraft) -> None:
    """What readers look for comes first, then what is filled in, then how it is computed."""
    book.sheets.sort(key=lambda sheet: _ORDER.index(sheet.role))


def _finish(book: BookDraft, kinds: Sequence[KindDraft], build: Build) -> Workbook:
    for kind in kinds:
        _name_columns(kind)
        for element in kind.methodology.root.walk():
            category = category_of(kind.methodology, element)
            if category is not None:
                _name_options(book, list_name(book.lists, category.type), len(category.type.options))
    properties = properties_of(book, RATING, " ".join(kind.methodology.body.name for kind in kinds), build)
    return Workbook(
        tuple(sheet.finish() for sheet in book.sheets),
        tuple(book.names.values()),
        book.addresses,
        properties,
        book.formulas,
        book.constants,
        book.columns,
    )


def _name_columns(kind: KindDraft) -> None:
    """A name for the column of each input (`in_…`) and of each element's score (`v_…`)."""
    book, taken = kind.book, {name.casefold() for name in kind.book.names}
    scores = [element.score for element in shown_elements(kind) if element.score is not None]
    typed = [code for code in kind.methodology.inputs if code not in kind.methodology.peers]
    for prefix, codes in (("in", typed), ("v", scores)):
        for code in codes:
            wanted = name = f"{prefix}_{ascii_name(kind.methodology.body.name)}_{ascii_name(code)}"
            number = 1
            while name.casefold() in taken:
                number += 1
                name = f"{wanted}_{number}"
            taken.add(name.casefold())
            book.name_range(name, *ends(book.columns[kind.key(code)]))


def ends(column: Column) -> tuple[Address, Address]:
    """First and last cell of a column of bodies."""
    last = column.row + column.rows - 1
    return Address(column.sheet, column.row, column.column), Address(column.sheet, last, column.column)


def _name_options(book: BookDraft, name: str, count: int) -> None:
    words: DefinedName = book.names[name]
    for position in range(1, count + 1):
        place = words.first._replace(row=words.first.row + position - 1)
        book.name_range(category_name(name, position), place)
