"""Figures over bodies: in place of an input cell, a formula over the column of what the figure is taken of."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from compiler.model.peers import PeerFunction, Peers
from compiler.workbook.emit_inputs import checked_copy
from compiler.workbook.formula import (
    BLANK,
    NOT_APPLICABLE,
    ONE,
    ZERO,
    Arithmetic,
    Cell,
    Comparison,
    Span,
    Tree,
    call,
    equal,
    rounded,
    when,
)
from compiler.workbook.program import Draft, Line, LineRole, Program, input_key
from compiler.workbook.rating.kind import PRESENT, KindDraft


def with_peers(kind: KindDraft, program: Program) -> Program:
    """The program with a formula for each figure. Absent bodies count as not applicable."""
    lines = dict(program.lines)
    draft = Draft(kind.methodology, lists=kind.book.lists)
    for code, peers in kind.methodology.peers.items():
        source = peers.of
        if peers.of in kind.methodology.inputs:
            source = input_key(peers.of)
            if source not in lines:
                copy = checked_copy(draft, Cell(peers.of), kind.methodology.inputs[peers.of].type)
                lines[source] = Line(source, copy, LineRole.INPUT, peers.of, (peers.of,))
        seen = f"{peers.of}#over.{peers.digits}" if peers.function is PeerFunction.RANK else f"{peers.of}#over"
        if seen not in lines:
            lines[seen] = Line(seen, _present(Cell(source), peers), LineRole.PEER, code, (source, PRESENT))
        figure = _figure(kind, peers.function, seen)
        lines[input_key(code)] = Line(input_key(code), figure, LineRole.PEERS, code, (seen,))
    by_owner: dict[str, list[Line]] = {}
    for line in lines.values():
        by_owner.setdefault(line.owner, []).append(line)
    # The copy of what a figure is taken of stands before the figure itself.
    owned = {owner: tuple(sorted(own, key=lambda line: line.role is LineRole.PEERS)) for owner, own in by_owner.items()}
    return replace(program, lines=lines, by_owner=owned)


def _present(source: Cell, peers: Peers) -> Tree:
    """What the figure sees of a body: "-" of one that is absent; for ranks, at the precision of comparisons."""
    tree: Tree = source
    if peers.function is PeerFunction.RANK:
        tree = when(call("ISNUMBER", source), rounded(source, peers.digits), source)
    return when(equal(Cell(PRESENT), ONE), tree, NOT_APPLICABLE)


def _figure(kind: KindDraft, function: PeerFunction, seen: str) -> Tree:
    """Codes are those of the program: the kind of body is added with all others."""
    kind.wholes.add(seen)
    column = Span(f"{seen}#first", f"{seen}#last")
    own = Cell(seen)
    match function:
        case PeerFunction.MEAN:
            tree: Tree = call("AVERAGE", column)
        case PeerFunction.GREATEST:
            tree = call("MAX", column)
        case PeerFunction.LEAST:
            tree = call("MIN", column)
        case PeerFunction.RANK:
            tree = call("RANK", own, column, ZERO)
        case _:
            assert_never(function)
    missing = Comparison(">", call("COUNTBLANK", column), ZERO)
    if function is PeerFunction.RANK:
        return when(call("ISNUMBER", own), when(missing, BLANK, tree), own)
    counted = call("SUMPRODUCT", Arithmetic("*", Comparison("<>", column, NOT_APPLICABLE), ONE))
    return when(missing, BLANK, when(equal(counted, ZERO), NOT_APPLICABLE, tree))
