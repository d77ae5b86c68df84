"""The rating as a report prints it: bodies by place, with total, category, margin to the next one, and what makes up
the total. It sorts itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from compiler.workbook.book import Content, Highlight, SheetRole
from compiler.workbook.draft import SheetDraft
from compiler.workbook.emit_inputs import list_name
from compiler.workbook.formula import BLANK, Comparison, Tree, call, equal, when
from compiler.workbook.formula import ZERO as EXACT_MATCH
from compiler.workbook.metrics import text_width
from compiler.workbook.rating.categories import category_name, category_styles
from compiler.workbook.rating.kind import BODY, PRESENT, KindDraft, Ranked, category_of, label_of
from compiler.workbook.rating.margins import MARGIN, has_margin
from compiler.workbook.rating.matrix import CODE_HEADER, SMALL_HEADER, cut, name_width
from compiler.workbook.rating.order import PLACE, POSITION, WORD
from compiler.workbook.scaffold import title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, HEADER, HELPER, NOTE, SCORE, Style, formatted

NOTES, LABEL, MAXIMUM, CODE, TOP = 2, 3, 4, 5, 6
"""Rows of the notes and the heading; the first row of the rating."""
TURN, WHICH, PLACED, NAME, TOTAL = range(5)
"""The first columns: turn, number in the list, place, name, total."""
_PART = 110


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the rating stands, for charts: the sheet, its first row, and the columns of the total and of its parts."""

    sheet: SheetDraft
    subject: Ranked
    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    code: str
    source: str
    label: str
    width: float
    style: Style
    maximum: Content | Tree = None


def plan_standing(kind: KindDraft, subject: Ranked) -> Standing:
    """The list of bodies from the best down, by the total or by the score of one part."""
    book, texts = kind.book, kind.book.texts
    columns = _columns(kind, subject)
    widths = [5.0, 7.0, 8.0, name_width(kind), *(column.width for column in columns)]
    title = texts("rating_title", body=book.text(kind.methodology.body.label))
    if subject.element is not kind.methodology.root:
        title = f"{title}: {book.text(subject.element.label)}"
    sheet = book.sheet(texts("rating_sheet") + kind.mark + subject.mark, SheetRole.RESULT, title, widths)
    sheet.landscape = sheet.whole = True
    title_row(sheet)
    sheet.put(NOTES, 0, f"{texts('rating_ties')} {texts('rating_unranked')}", NOTE, columns=len(widths))
    _headings(kind, sheet, columns)
    _rows(kind, sheet, subject, columns)
    sheet.frozen_rows, sheet.frozen_columns = TOP, NAME + 1
    sheet.repeat_rows = (LABEL, CODE)
    names = [column.code for column in columns]
    parts = tuple(NAME + 1 + names.index(_part_code(subject, part.code)) for part in subject.parts)
    return Standing(sheet, subject, TOTAL, parts)


def _part_code(subject: Ranked, code: str) -> str:
    return f"#rating.{subject.element.code}.{code}"


def _columns(kind: KindDraft, subject: Ranked) -> list[_Column]:
    """What the list of places shows of a body besides place and name."""
    book, model = kind.book, kind.methodology
    texts = book.texts
    stem = f"#rating.{subject.element.code}"
    type_ = model.values[subject.score].type
    label = texts("rating_total") if subject.element is model.root else book.text(subject.element.label)
    found = [
        _Column(
            f"{stem}#total",
            subject.score,
            label,
            max(12.0, _of_words(label)),
            formatted(SCORE, type_),
            _maximum(kind, subject.element.maximum),
        )
    ]
    category = category_of(model, subject.element)
    if category is not None:
        label = book.text(category.label)
        words = max((text_width(book.text(option.label), bold=True) for option in category.type.options), default=0.0)
        width = max(14.0, words + 2.5)
        found.append(_Column(f"{stem}#category", category.code + WORD, label, width, CELL_CENTRED))
        if has_margin(category):
            style = formatted(CELL_CENTRED, type_)
            found.append(_Column(f"{stem}#margin", category.code + MARGIN, texts("rating_margin"), 13.0, style))
    for part in subject.parts:
        assert part.score is not None
        style = formatted(CELL_CENTRED, model.values[part.score].type)
        label = f"{part.number} {label_of(book, part)}".strip()
        width = max(13.0, _of_words(label))
        maximum = _maximum(kind, part.maximum)
        found.append(_Column(_part_code(subject, part.code), part.score, label, min(width, 22.0), style, maximum))
    return found


def _of_words(label: str) -> float:
    """The width of a column whose heading breaks only between words."""
    return max(text_width(word, bold=True) for word in label.split()) + 1.5


def _maximum(kind: KindDraft, code: str | None) -> Tree | None:
    """The act's own number; a maximum that depends on the body has no place in a heading."""
    return kind.cell(code) if code is not None and code in kind.methodology.parameters else None


def _headings(kind: KindDraft, sheet: SheetDraft, columns: list[_Column]) -> None:
    texts = kind.book.texts
    keys = ("col_number", "rating_which", "rating_place", "rating_body")
    for place, key in enumerate(keys):
        sheet.put(LABEL, place, texts(key), HEADER)
        sheet.put(MAXIMUM, place, texts("col_maximum") if place == NAME else None, SMALL_HEADER)
        sheet.put(CODE, place, None, CODE_HEADER)
    for place, column in enumerate(columns, NAME + 1):
        sheet.put(LABEL, place, cut(column.label, _PART), HEADER)
        sheet.put(MAXIMUM, place, column.maximum, SMALL_HEADER)
        sheet.put(CODE, place, column.source.partition("#")[0], CODE_HEADER)


def _rows(kind: KindDraft, sheet: SheetDraft, subject: Ranked, columns: list[_Column]) -> None:
    stem, score = f"#rating.{subject.element.code}", subject.score
    for number in range(kind.rows):
        sheet.put(TOP + number, TURN, Fraction(number + 1), replace(HELPER, horizontal="center"))
    kind.constants(f"{stem}#turn", sheet.name, TURN, TOP)
    turn, which = kind.cell(f"{stem}#turn"), kind.cell(f"{stem}#which")
    match = call("MATCH", turn, kind.whole(score + POSITION), EXACT_MATCH)
    enough = Comparison(">=", call("SUM", kind.whole(PRESENT)), turn)
    style = replace(HELPER, horizontal="center", number_format="0")
    sheet.block(TOP, WHICH, kind.rows, when(enough, match, BLANK), style, kind.key(f"{stem}#which"))

    def picked(source: str) -> Tree:
        return when(equal(which, BLANK), BLANK, call("INDEX", kind.whole(source), which))

    place_style = replace(SCORE, horizontal="center", number_format="0")
    sheet.block(TOP, PLACED, kind.rows, picked(score + PLACE), place_style, kind.key(f"{stem}#placed"))
    sheet.block(TOP, NAME, kind.rows, picked(BODY), replace(CELL, wrap=False), kind.key(f"{stem}#name"))
    for place, column in enumerate(columns, NAME + 1):
        sheet.block(TOP, place, kind.rows, picked(column.source), column.style, kind.key(column.code))
        if column.code == f"{stem}#category":
            highlight_category(kind, sheet, subject, place, TOP)


def highlight_category(kind: KindDraft, sheet: SheetDraft, subject: Ranked, column: int, first: int) -> None:
    """Each category its colour, best to worst, beside its word."""
    category = category_of(kind.methodology, subject.element)
    if category is None:
        return
    name = list_name(kind.book.lists, category.type)
    for position, style in enumerate(category_styles(len(category.type.options)), 1):
        criterion = category_name(name, position)
        sheet.highlights.append(Highlight(first, column, first + kind.rows - 1, column, criterion, style))
