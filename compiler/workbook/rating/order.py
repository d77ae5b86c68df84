"""The order of bodies: places that equal bodies share, a position for each row of the rating; categories in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compiler.model.quantities import Value
from compiler.numbers import DEFAULT_DIGITS, digits_for
from compiler.workbook.book import SheetRole
from compiler.workbook.emit_inputs import list_name
from compiler.workbook.formula import (
    BLANK,
    HUNDRED,
    ONE,
    ZERO,
    Arithmetic,
    Cell,
    Comparison,
    Name,
    Tree,
    call,
    equal,
    rounded,
    when,
)
from compiler.workbook.rating.kind import FIRST, NUMBER, PRESENT, KindDraft, Ranked, category_of, ranked
from compiler.workbook.rating.matrix import LEFT, Head, open_matrix
from compiler.workbook.styles import HELPER, SCORE, STEP, Style, formatted

WITHOUT, SEEN, AHEAD, OPEN = "#without", "#seen", "#ahead", "#open"
PLACE, POSITION = "#place", "#position"
"""What stands behind the code of a ranked score."""
WORD = "#word"
"""What stands behind the code of a category."""


@dataclass(frozen=True, slots=True)
class _Column:
    code: str
    tree: Tree
    label: str
    group: str
    style: Style
    words: tuple[str, ...] = ()


def plan_order(kind: KindDraft) -> None:
    """One sheet; nothing when no element has a score."""
    columns: list[_Column] = []
    for subject in ranked(kind.methodology):
        columns.extend(_places(kind, subject))
    for element in kind.methodology.root.walk():
        category = category_of(kind.methodology, element)
        if category is not None:
            columns.append(_word(kind, category))
    if not columns:
        return
    texts = kind.book.texts
    title = texts("rating_order_title", body=kind.book.text(kind.methodology.body.label))
    heads = [Head(column.group, column.label, "", "", column.code, words=column.words) for column in columns]
    sheet = open_matrix(kind, texts("rating_order_sheet") + kind.mark, SheetRole.CALCULATION, title, heads, ("", ""))
    for place, column in enumerate(columns, LEFT):
        sheet.block(FIRST, place, kind.rows, column.tree, column.style, kind.key(column.code))


def _places(kind: KindDraft, subject: Ranked) -> list[_Column]:
    """Bodies with a score are ahead of those without one, these of rows without a body. While the score of one body is
    not filled all places are open, though the order is there already."""
    texts = kind.book.texts
    value = kind.methodology.values[subject.score]
    group = kind.book.text(subject.element.label)
    code = subject.score
    score, number = kind.cell(code), kind.cell(NUMBER)
    without, seen, ahead = (kind.cell(code + end) for end in (WITHOUT, SEEN, AHEAD))
    all_without, all_seen = kind.whole(code + WITHOUT), kind.whole(code + SEEN)
    here = when(equal(kind.cell(PRESENT), ONE), when(call("ISNUMBER", score), ZERO, ONE), HUNDRED)
    digits = digits_for(value.bounds) or DEFAULT_DIGITS
    better = Arithmetic("*", equal(all_without, ZERO), Comparison(">", all_seen, seen))
    # Equal bodies keep the order of the list.
    tied = Arithmetic("*", equal(all_without, without), equal(all_seen, seen))
    earlier = Arithmetic("*", tied, Comparison("<", kind.whole(NUMBER), number))
    groups_ahead = call("SUMPRODUCT", Arithmetic("*", Comparison("<", all_without, without), ONE))
    has_score = equal(without, ZERO)
    missing = Arithmetic("*", equal(all_without, ONE), equal(kind.whole(code), BLANK))
    settled = when(equal(kind.cell(code + OPEN), ZERO), Arithmetic("+", ONE, ahead), BLANK)
    place = when(has_score, settled, when(equal(kind.cell(PRESENT), ONE), score, BLANK))
    position = Arithmetic("+", Arithmetic("+", ONE, groups_ahead), ahead)
    step = replace(HELPER, number_format="0")
    return [
        _Column(code + WITHOUT, here, texts("rating_without"), group, step),
        _Column(code + SEEN, when(has_score, rounded(score, digits), ZERO), texts("rating_seen"), group,
                formatted(HELPER, value.type)),
        _Column(code + AHEAD, when(has_score, call("SUMPRODUCT", better), ZERO), texts("rating_ahead"), group, step),
        _Column(code + OPEN, call("SUMPRODUCT", missing), texts("rating_open"), group, step),
        _Column(code + PLACE, place, texts("rating_place"), group, replace(SCORE, number_format="0")),
        _Column(code + POSITION, Arithmetic("+", position, call("SUMPRODUCT", earlier)), texts("rating_position"),
                group, step),
    ]  # fmt: skip


def _word(kind: KindDraft, category: Value) -> _Column:
    words = Name(list_name(kind.book.lists, category.type))
    cell: Cell = kind.cell(category.code)
    tree = when(call("ISNUMBER", cell), call("INDEX", words, cell), cell)
    group = kind.book.texts("rating_categories")
    style = replace(STEP, horizontal="center")
    options = tuple(kind.book.text(option.label) for option in category.type.options)
    return _Column(category.code + WORD, tree, kind.book.text(category.label), group, style, options)
