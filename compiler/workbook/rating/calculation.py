"""Calculation sheets: the program of a kind of body along a row, in the act's order, nothing before what it reads."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compiler.model.bands import BandTable
from compiler.model.indicators import Element, StepRole
from compiler.model.quantities import Total, Value
from compiler.model.texts import Citation
from compiler.workbook.book import SheetRole
from compiler.workbook.formula import BLANK, ONE, ZERO, equal, when
from compiler.workbook.groups import top_groups
from compiler.workbook.placement import row_order
from compiler.workbook.program import Line, LineRole
from compiler.workbook.rating.inputs import group_text
from compiler.workbook.rating.kind import BODY, FIRST, PRESENT, KindDraft
from compiler.workbook.rating.matrix import LEFT, Head, open_matrix
from compiler.workbook.schedule import Homes
from compiler.workbook.styles import CELL_CENTRED, HELPER, PARAMETER, SCORE, STEP, Style, formatted

MOST = 200
"""Columns of one sheet."""


@dataclass(frozen=True, slots=True)
class _Column:
    line: Line
    head: Head
    style: Style


def plan_calculation(kind: KindDraft) -> None:
    """The sheets with every step of every body, a column a step, in parts that a screen can hold."""
    homes = Homes(kind.methodology, kind.book.program)
    parts = _parts(kind, homes)
    texts = kind.book.texts
    for number, elements in enumerate(parts, 1):
        blocks = homes.schedule(elements)
        columns = [found for element in elements for found in _columns(kind, element, blocks[element.code])]
        heads = [column.head for column in columns]
        if number == 1:
            heads.insert(0, Head("", texts("rating_present"), "", "", PRESENT))
        sheet = open_matrix(
            kind,
            texts("calc_sheet") + kind.mark + (f" {number}" if len(parts) > 1 else ""),
            SheetRole.CALCULATION,
            texts("calc_title", name=kind.book.text(kind.methodology.body.label)),
            heads,
            (texts("col_maximum"), texts("col_reason")),
        )
        start = LEFT
        if number == 1:
            present = when(equal(kind.cell(BODY), BLANK), ZERO, ONE)
            sheet.block(FIRST, LEFT, kind.rows, present, CELL_CENTRED, kind.key(PRESENT))
            start += 1
        for place, column in enumerate(columns, start):
            tree = kind.keyed(column.line.tree)
            sheet.block(FIRST, place, kind.rows, tree, column.style, kind.key(column.line.code))


def _parts(kind: KindDraft, homes: Homes) -> list[tuple[Element, ...]]:
    """Elements of each sheet, parts before the whole; the root closes the last one."""
    program, root = kind.book.program, kind.methodology.root
    parts: list[list[Element]] = [[]]
    count = 0
    for top in (*(top for group in top_groups(kind.book) for top in group.tops), root):
        for element in _children_first(top) if top is not root else (root,):
            size = sum(len(program.by_owner.get(code, ())) for code in homes.of(element))
            if parts[-1] and count + size > MOST:
                parts.append([])
                count = 0
            parts[-1].append(element)
            count += size
    return [tuple(part) for part in parts]


def _children_first(element: Element) -> list[Element]:
    return [*(found for child in element.children for found in _children_first(child)), element]


def _columns(kind: KindDraft, element: Element, codes: list[str]) -> list[_Column]:
    program = kind.book.program
    finals = {step.code for step in element.steps if step.role is StepRole.FINAL}
    group = group_text(kind, element)
    found: list[_Column] = []
    for code in row_order(program, tuple(codes)):
        line = program.lines[code]
        owner = kind.methodology.quantity(line.owner)
        final = line.code in finals
        label, citation = _described(kind, line)
        # A number that neither the calculation nor the rating needs has no cell.
        known = final and element.maximum is not None and kind.key(element.maximum) in kind.book.addresses
        maximum = kind.cell(element.maximum) if known and element.maximum is not None else None
        head = Head(
            group,
            label,
            kind.book.texts.unit(owner.type) if line.role in (LineRole.STEP, LineRole.INPUT, LineRole.PEERS) else "",
            citation.clause,
            line.code,
            maximum,
            kind.book.texts.provenance(citation)[:40] or None,
            number_style=replace(formatted(PARAMETER, owner.type), size=8),
        )
        found.append(_Column(line, head, _style(kind, line, final)))
    return found


def _described(kind: KindDraft, line: Line) -> tuple[str, Citation]:
    """What a column is called, and the clause that it rests on."""
    book, model = kind.book, kind.methodology
    owner = model.quantity(line.owner)
    number = line.code.rsplit(".", 1)[-1]
    citation = owner.citation
    match line.role:
        case LineRole.STEP:
            text = book.text(owner.label)
        case LineRole.INPUT | LineRole.PEERS:
            text = book.text(model.inputs[line.owner].label)
        case LineRole.ITEM if isinstance(owner, Value) and isinstance(owner.rule, Total):
            text = book.text(model.quantity(owner.rule.items[int(number) - 1]).label)
        case LineRole.REACHED | LineRole.LOW | LineRole.HIGH | LineRole.POINTS if isinstance(
            owner, Value
        ) and isinstance(owner.rule, BandTable):
            band = owner.rule.bands[int(number) - 1]
            citation = band.citation
            heading = book.texts("line_band", number=number)
            text = heading if line.role is LineRole.REACHED else f"{heading}: {book.texts('col_' + line.role.value)}"
        case LineRole.GAP:
            text = book.texts("line_gap", number=number)
        case LineRole.OPERAND if isinstance(owner, Value) and isinstance(owner.rule, BandTable):
            text = book.texts("line_operand", name=book.text(model.quantity(owner.rule.operand).label))
        case _:
            text = book.texts("line_" + line.role.value)
    return text, citation


def _style(kind: KindDraft, line: Line, final: bool) -> Style:
    owner = kind.methodology.quantity(line.owner)
    match line.role:
        case LineRole.STEP:
            return formatted(SCORE if final else STEP, owner.type)
        case LineRole.INPUT | LineRole.PEERS | LineRole.ITEM | LineRole.REST:
            return formatted(replace(HELPER, size=10), owner.type)
        case LineRole.LOW | LineRole.HIGH | LineRole.OPERAND | LineRole.GAP | LineRole.MARGIN if isinstance(
            owner, Value
        ) and isinstance(owner.rule, BandTable):
            return formatted(HELPER, kind.methodology.quantity(owner.rule.operand).type)
        case _:
            return HELPER
