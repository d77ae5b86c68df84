"""Scores of all bodies in the order of the list, with levels, and the mean, the greatest and the least of the group;
then a summary with a row an element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compiler.model.indicators import Element, Level
from compiler.model.types import Kind, Type
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import SheetDraft
from compiler.workbook.formula import (
    BLANK,
    NOT_APPLICABLE,
    ONE,
    ZERO,
    Arithmetic,
    Cell,
    Comparison,
    Tree,
    call,
    equal,
    when,
)
from compiler.workbook.groups import top_groups
from compiler.workbook.rating.kind import FIRST, PRESENT, KindDraft, Ranked, category_of, label_of
from compiler.workbook.rating.matrix import LEFT, Head, open_matrix
from compiler.workbook.rating.order import WORD
from compiler.workbook.rating.standing import highlight_category
from compiler.workbook.scaffold import header_row, title_row
from compiler.workbook.styles import CELL, CELL_CENTRED, ELEMENT, SCORE, SMALL, TOTAL, Style, formatted

MOST = 26
"""Columns of one sheet; more are divided by criterion."""
SHOWN, COUNT, MEAN, MOST_OF, LEAST_OF, SHARE = "#shown", "#count", "#mean", "#most_of", "#least_of", "#share"
"""What stands behind the code of a score."""
FIGURES = (COUNT, MEAN, MOST_OF, LEAST_OF, SHARE)


@dataclass(frozen=True, slots=True)
class _Column:
    element: Element
    source: str
    level: bool
    head: Head
    style: Style


def shown_elements(kind: KindDraft) -> tuple[Element, ...]:
    """The root, its children and theirs, where they have scores; the whole before its parts."""
    root = kind.methodology.root
    found = [root]
    for top in root.children:
        found += [top, *top.children]
    return tuple(element for element in found if element.score is not None)


def plan_scores(kind: KindDraft) -> None:
    """The sheets with the scores of all parts, a row a body, a column a part."""
    parts = _parts(kind)
    texts = kind.book.texts
    for number, elements in enumerate(parts, 1):
        columns = [column for element in elements for column in _columns(kind, element)]
        title = texts("rating_scores_title", body=kind.book.text(kind.methodology.body.label))
        if number > 1:
            title = f"{title}. {_group(kind, elements[0])}"
        name = texts("rating_scores_sheet") + kind.mark + (f" {number}" if len(parts) > 1 else "")
        captions = (texts("col_maximum"), "")
        heads = [column.head for column in columns]
        sheet = open_matrix(kind, name, SheetRole.RESULT, title, heads, captions)
        for place, column in enumerate(columns, LEFT):
            here = when(equal(kind.cell(PRESENT), ONE), kind.cell(column.source), BLANK)
            sheet.block(FIRST, place, kind.rows, here, column.style, kind.key(column.source + SHOWN))
            if column.level:
                subject = Ranked(column.element, column.element.score or "", "", ())
                highlight_category(kind, sheet, subject, place, FIRST)
        _figures(kind, sheet, columns)


def _parts(kind: KindDraft) -> list[tuple[Element, ...]]:
    """Elements of each sheet: all on one; else totals and criteria, then a sheet for each group of indicators."""
    elements = shown_elements(kind)
    if sum(len(_columns(kind, element)) for element in elements) <= MOST:
        return [elements]
    root = kind.methodology.root
    tops = {root.code, *(top.code for top in root.children)}
    parts = [tuple(element for element in elements if element.code in tops)]
    for group in top_groups(kind.book):
        below = tuple(child for top in group.tops for child in top.children if child in elements)
        if below:
            parts.append(below)
    return parts


def _columns(kind: KindDraft, element: Element) -> list[_Column]:
    """The score, and the level that it reaches where there are levels."""
    book, model = kind.book, kind.methodology
    assert element.score is not None
    value = model.values[element.score]
    root = element is model.root
    style = formatted(
        SCORE if element.level in (Level.TOTAL, Level.DIRECTION, Level.CRITERION) else CELL_CENTRED, value.type
    )
    style = replace(style, horizontal="center")
    group = _group(kind, element)
    label = book.text(element.label) if root else f"{element.number} {label_of(book, element)}".strip()
    maximum: Tree | None = None
    if element.maximum is not None and element.maximum in model.parameters:
        maximum = kind.cell(element.maximum)
    unit, clause = book.texts.unit(value.type), element.citation.clause
    head = Head(group, label, unit, clause, element.code, maximum, together=element.code)
    found = [_Column(element, element.score, False, head, style)]
    category = category_of(model, element)
    if category is not None:
        options = tuple(book.text(option.label) for option in category.type.options)
        clause = category.citation.clause
        words = Head(group, book.text(category.label), "", clause, category.code, words=options, together=element.code)
        found.append(_Column(element, category.code + WORD, True, words, CELL_CENTRED))
    return found


def _group(kind: KindDraft, element: Element) -> str:
    """The top element above it; what stands over one of these would only repeat its label."""
    for top in kind.methodology.root.children:
        if element in top.children:
            return f"{top.number} {kind.book.text(top.label)}".strip()
    return ""


def _figures(kind: KindDraft, sheet: SheetDraft, columns: Sequence[_Column]) -> None:
    """Below the bodies: how many have a score, and the mean, the greatest and the least of these."""
    texts = kind.book.texts
    for offset, figure in enumerate(FIGURES):
        row = FIRST + kind.rows + offset
        sheet.put(row, 0, None, TOTAL)
        sheet.put(row, 1, texts("rating" + figure.replace("#", "_")), TOTAL)
        for place, column in enumerate(columns, LEFT):
            tree = None if column.level else _figure(kind, column, figure)
            if tree is None:
                sheet.put(row, place, None, TOTAL)
                continue
            style = formatted(replace(TOTAL, horizontal="center"), kind.methodology.values[column.source].type)
            style = replace(style, number_format=_format(figure, style))
            sheet.put(row, place, tree, style, code=kind.key(column.source + figure))


def _format(figure: str, style: Style) -> str:
    """Means of points show as many decimals as each other."""
    if figure == MEAN and style.number_format == formatted(CELL, Type(Kind.POINTS)).number_format:
        return "0.00"
    return {COUNT: "0", SHARE: "0.00%"}.get(figure, style.number_format)


def _figure(kind: KindDraft, column: _Column, figure: str) -> Tree | None:
    scores = kind.whole(column.source + SHOWN)
    counted = Cell(kind.key(column.source + COUNT))
    mean = Cell(kind.key(column.source + MEAN))
    if figure == COUNT:
        there = (Comparison("<>", scores, BLANK), Comparison("<>", scores, NOT_APPLICABLE))
        return call("SUMPRODUCT", Arithmetic("*", *there))
    if figure == SHARE:
        maximum = column.element.maximum
        known = kind.methodology.parameters.get(maximum) if maximum is not None else None
        if known is None or known.value <= 0:
            return None
        return when(equal(mean, BLANK), BLANK, Arithmetic("/", mean, kind.cell(known.code)))
    function = {MEAN: "AVERAGE", MOST_OF: "MAX", LEAST_OF: "MIN"}[figure]
    return when(equal(counted, ZERO), BLANK, call(function, scores))


@dataclass(frozen=True, slots=True)
class Summary:
    """Where the summary stands, for charts: from its first row with a share of the maximum."""

    sheet: SheetDraft
    first_row: int
    rows: int
    name_column: int
    share_column: int


_HEADERS = ("col_number", "col_what", "col_maximum", "rating_mean", "rating_most_of", "rating_least_of",
            "rating_share", "rating_count", "col_clause")  # fmt: skip
_WIDTHS = [8.0, 62.0, 12.0, 13.0, 13.0, 13.0, 15.0, 13.0, 36.0]


def plan_summary(kind: KindDraft) -> Summary:
    """A row an element: what the group as a whole has reached."""
    book, texts, model = kind.book, kind.book.texts, kind.methodology
    title = texts("rating_summary_title", body=book.text(model.body.label))
    sheet = book.sheet(texts("rating_summary_sheet") + kind.mark, SheetRole.RESULT, title, list(_WIDTHS))
    sheet.landscape = sheet.whole = True
    row = header_row(sheet, title_row(sheet), tuple(texts(key) for key in _HEADERS))
    shares: list[int] = []
    for element in shown_elements(kind):
        assert element.score is not None
        if kind.key(element.score + SHARE) in book.addresses:
            shares.append(row)
        whole = element.level in (Level.TOTAL, Level.DIRECTION, Level.CRITERION, Level.PENALTY)
        type_ = model.values[element.score].type
        look = formatted(replace(CELL_CENTRED, bold=whole), type_)
        sheet.put(row, 0, element.number or None, CELL_CENTRED)
        sheet.put(row, 1, label_of(book, element), ELEMENT if whole else CELL)
        given = element.maximum is not None and element.maximum in model.parameters
        sheet.put(row, 2, kind.cell(element.maximum) if given and element.maximum else None, CELL_CENTRED)
        for column, figure in ((3, MEAN), (4, MOST_OF), (5, LEAST_OF), (6, SHARE), (7, COUNT)):
            code = kind.key(element.score + figure)
            style = replace(look, number_format=_format(figure, look))
            content = Cell(code) if code in book.addresses else None
            sheet.put(row, column, content, style, code=f"{code}#summary" if content is not None else "")
        sheet.put(row, 8, element.citation.clause, SMALL)
        row += 1
    first = min(shares, default=row)
    return Summary(sheet, first, row - first, 1, 6)
