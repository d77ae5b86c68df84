"""Input sheets: a row a body, a column an input; names of bodies that the methodology does not name are typed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from compiler.model.indicators import Element
from compiler.model.quantities import Input
from compiler.model.texts import Citation, Label, Translation
from compiler.model.types import Kind, Type
from compiler.workbook.book import Highlight, SheetRole, Validation
from compiler.workbook.cell_names import cell_name
from compiler.workbook.draft import SheetDraft
from compiler.workbook.fields import Field, field_of, validate
from compiler.workbook.formula import BLANK, ZERO, Name, equal, when
from compiler.workbook.groups import top_groups
from compiler.workbook.rating.kind import BODY, FIRST, KindDraft
from compiler.workbook.rating.matrix import LEFT, Head, cut, open_matrix
from compiler.workbook.styles import CELL, CELL_CENTRED, MET, NOT_MET, formatted, input_style

MOST, LARGEST = 30, 45
"""Inputs that may stand on one sheet together; more are divided by criterion, and a criterion with still more by its
parts."""
FAULTS = "#faults"
"""How many cells of the body are to be mended."""
_TITLE = 160


@dataclass(frozen=True, slots=True)
class Placed:
    """One input and the element that it belongs to."""

    item: Input
    element: Element | None


@dataclass(frozen=True, slots=True)
class InputSheet:
    """A sheet of the matrix: its name and its inputs in the order of columns."""

    sheet: SheetDraft
    inputs: tuple[Placed, ...]


def plan_inputs(kind: KindDraft) -> tuple[InputSheet, ...]:
    """All inputs but the figures over bodies, which are computed."""
    parts = _parts(kind)
    found: list[InputSheet] = []
    for number, part in enumerate(parts, 1):
        mark = kind.mark + (f" {number}" if len(parts) > 1 else "")
        found.append(_plan_sheet(kind, mark, part, first=not found))
    return tuple(found)


def _parts(kind: KindDraft) -> list[tuple[Placed, ...]]:
    """The inputs of each sheet. Small criteria share one."""
    groups = _groups(kind)
    if sum(len(group) for group in groups) <= MOST:
        return [tuple(placed for group in groups for placed in group)]
    parts: list[tuple[Placed, ...]] = []
    for group in groups:
        if parts and len(parts[-1]) + len(group) <= MOST:
            parts[-1] = (*parts[-1], *group)
        elif group:
            parts.extend(_divided(group))
    return parts


def _divided(group: tuple[Placed, ...]) -> list[tuple[Placed, ...]]:
    """The inputs of a large criterion, element by element."""
    if len(group) <= LARGEST:
        return [group]
    parts: list[tuple[Placed, ...]] = []
    for _, own in groupby(group, key=lambda placed: placed.element):
        inputs = tuple(own)
        if parts and len(parts[-1]) + len(inputs) <= MOST:
            parts[-1] = (*parts[-1], *inputs)
        else:
            parts.append(inputs)
    return parts


def _groups(kind: KindDraft) -> list[tuple[Placed, ...]]:
    """Inputs of no element and of the root, then those of each top element."""
    model = kind.methodology
    claimed = {code for element in model.root.walk() for code in element.inputs}
    typed = [code for code in model.inputs if code not in model.peers]
    general = [Placed(model.inputs[code], None) for code in typed if code not in claimed]
    general += [Placed(model.inputs[code], model.root) for code in model.root.inputs if code not in model.peers]
    groups = [tuple(general)]
    for group in top_groups(kind.book):
        groups.append(
            tuple(
                Placed(model.inputs[code], element)
                for element in group.elements()
                for code in element.inputs
                if code not in model.peers
            )
        )
    return groups


def _plan_sheet(kind: KindDraft, mark: str, part: tuple[Placed, ...], first: bool) -> InputSheet:
    book, texts = kind.book, kind.book.texts
    heads = [_head(kind, placed) for placed in part]
    if first:
        heads.insert(0, Head("", texts("col_state"), "", "", ""))
    title = texts("rating_inputs_title", body=book.text(kind.methodology.body.label))
    if mark != kind.mark:
        title = f"{title}. {_about(kind, part)}"
    captions = (texts("col_low"), texts("col_high"))
    sheet = open_matrix(kind, texts("inputs_sheet") + mark, SheetRole.INPUTS, title, heads, captions)
    start = LEFT
    if first:
        _plan_names(kind, sheet)
        _plan_states(kind, sheet)
        start += 1
    # A bound by another input of the same body, on the same sheet, is written for the first row.
    book_names = {placed.item.code: cell_name(FIRST, column) for column, placed in enumerate(part, start)}
    view = replace(book, code_names=book_names)
    for column, placed in enumerate(part, start):
        field = field_of(placed.item)
        style = replace(input_style(placed.item.type), border="hair")
        sheet.block(
            FIRST,
            column,
            kind.rows,
            None,
            style,
            kind.key(placed.item.code),
            validate(view, field, FIRST, column),
        )
    return InputSheet(sheet, part)


def _about(kind: KindDraft, part: tuple[Placed, ...]) -> str:
    """The top elements whose inputs these are."""
    tops = {element.code: top for top in kind.methodology.root.children for element in top.walk()}
    found = (tops.get(placed.element.code) if placed.element is not None else None for placed in part)
    names = (group_text(kind, top) for top in dict.fromkeys(found))
    return cut("; ".join(names), _TITLE)


def _head(kind: KindDraft, placed: Placed) -> Head:
    item, texts = placed.item, kind.book.texts
    bounded = item.type.numeric or item.type.kind is Kind.DATE
    unit = texts.unit(item.type) + (f", {texts('rating_optional')}" if item.optional else "")
    style = replace(formatted(CELL_CENTRED, item.type), size=8, wrap=False)
    return Head(
        group_text(kind, placed.element),
        kind.book.text(item.label),
        unit,
        item.citation.clause,
        item.code,
        kind.cell(f"{item.code}#least") if bounded else None,
        kind.cell(f"{item.code}#most") if bounded else None,
        number_style=style,
    )


def group_text(kind: KindDraft, element: Element | None) -> str:
    """Number and label of an element, as the heading over its columns."""
    if element is None:
        return kind.book.texts("general_inputs")
    return f"{element.number} {kind.book.text(element.label)}".strip()


def _plan_names(kind: KindDraft, sheet: SheetDraft) -> None:
    if kind.bodies:
        for number, body in enumerate(kind.bodies):
            sheet.put(FIRST + number, 1, kind.book.text(body.label), replace(CELL, wrap=False))
        kind.constants(BODY, sheet.name, 1)
        return
    style = replace(input_style(Type(Kind.TEXT)), name="input name", border="hair", wrap=False)
    sheet.block(FIRST, 1, kind.rows, None, style, kind.key(BODY), _name_validation(kind))


def _name_validation(kind: KindDraft) -> Validation:
    identity = kind.methodology.identity
    label = Label((Translation(kind.book.language, kind.book.texts("rating_body")),))
    hint = Label((Translation(kind.book.language, kind.book.texts("rating_name_hint")),))
    field = Field(label, Type(Kind.TEXT), None, Citation(identity.id), True, False, hint, None)
    return validate(kind.book, field, FIRST, 1)


def _plan_states(kind: KindDraft, sheet: SheetDraft) -> None:
    """Beside each name, whether the body is filled in."""
    state = when(equal(kind.cell(FAULTS), ZERO), Name("ready"), Name("not_ready"))
    tree = when(equal(kind.cell(BODY), BLANK), BLANK, state)
    sheet.block(FIRST, LEFT, kind.rows, tree, CELL_CENTRED, kind.key("#state"))
    for criterion, look in (("ready", MET), ("not_ready", NOT_MET)):
        sheet.highlights.append(Highlight(FIRST, LEFT, FIRST + kind.rows - 1, LEFT, criterion, look))
