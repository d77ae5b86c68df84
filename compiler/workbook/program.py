"""A methodology as cells with formulas, before any cell has a place: code → line, in dependency order.

Helper cells of a quantity `x` are called `x#ready`, `x#item.3` …; an input `x` is read through its checked copy `x#in`,
which holds a number, "" or "-".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from compiler.model.methodology import Methodology
from compiler.model.types import Type
from compiler.workbook.formula import Cell, Tree, codes_read, renamed


class LineRole(Enum):
    """What a computed cell holds."""

    INPUT = "input"
    """Checked copy of an input: a number, a position in a list, "" or "-"."""
    STEP = "step"
    """A value of the model."""
    APPLIES = "applies"
    """1, or why the value is not computed because of applicability: "-" or ""."""
    READY = "ready"
    """1 when all that a rule reads is there, else "" or "-"."""
    PART = "part"
    """A part of a longer expression."""
    CHOICE = "choice"
    """An "if … then … else" whose condition and branches stand in cells of their own: CONDITION, THEN, ELSE."""
    CONDITION = "condition"
    THEN = "then"
    ELSE = "else"
    OPERAND = "operand"
    """What bands look at: the operand at the precision of comparisons."""
    LOW = "low"
    HIGH = "high"
    POINTS = "points"
    REACHED = "reached"
    ITEM = "item"
    """One summand of a total, with its sign."""
    REST = "rest"
    """Result of the cases from this one on."""
    PRESENT = "present"
    COMPLETE = "complete"
    FAULT = "fault"
    """1 for a row that is begun and not finished."""
    MISREAD = "misread"
    """1 for a row in which something stands that its cell does not take."""
    COLUMN = "column"
    """Computed cell of a table row."""
    PICKED = "picked"
    """Cell of a column when its row is picked, else ""."""
    STATE = "state"
    """1 when a table can be aggregated, else ""."""
    AGGREGATE = "aggregate"
    PEER = "peer"
    """What a figure over bodies sees of one body: "-" where it is left out."""
    PEERS = "peers"
    """A figure over bodies, in place of an input."""
    GAP = "gap"
    """How far the next band is, if it is a higher one of another category."""
    MARGIN = "margin"
    EXCESS = "excess"
    """1 where a cell of a row exceeds the cell that it may not exceed."""


@dataclass(frozen=True, slots=True)
class State:
    """What a cell may hold besides a number: "" (blank), "-" (na). Proven by static analysis, never too narrow."""

    blank: bool = False
    na: bool = False

    def either(self, other: State) -> State:
        """What a result may be that reads both."""
        return State(self.blank or other.blank, self.na or other.na)


@dataclass(frozen=True, slots=True)
class Line:
    """One computed cell. `owner` is the value, input or table it serves."""

    code: str
    tree: Tree
    role: LineRole
    owner: str
    reads: tuple[str, ...]
    """Codes that the tree names, as `codes_read` gives them."""


@dataclass(frozen=True, slots=True)
class Program:
    """All computed cells of a methodology. `by_owner` lists the lines of each owner in the order to lay them out."""

    lines: Mapping[str, Line]
    states: Mapping[str, State]
    by_owner: Mapping[str, tuple[Line, ...]]
    lists: Mapping[str, Type]
    """Defined name of a list → the choice type whose options it holds."""


YES_NO_LIST = "list_yes_no"
YES_NO_CODES = "yes_no_codes"


@dataclass(slots=True)
class Draft:
    """The program while it is being built; lives only inside `emit`."""

    methodology: Methodology
    lines: dict[str, Line] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    lists: dict[str, Type] = field(default_factory=dict)
    applies: dict[tuple[str, ...], Cell] = field(default_factory=dict)
    """Conditions under which values do not apply → the cell that says so."""

    assumed: frozenset[str] = frozenset()
    """Conditions known not to hold where the value in hand is computed."""
    na_inside: dict[str, bool] = field(default_factory=dict)
    """Value with conditions → whether it can be "-" even where none of them holds."""

    def seen(self, code: str) -> State:
        """What a cell may hold as far as the value in hand can see: a "-" that comes only from conditions which it has
        itself is out of the question."""
        state = self.states[code]
        value = self.methodology.values.get(code)
        if state.na and value is not None and value.unless and self.assumed.issuperset(value.unless):
            return State(state.blank, self.na_inside[code])
        return state

    def add(self, code: str, tree: Tree, role: LineRole, owner: str, state: State) -> Cell:
        """Enters a line of the program, a cell that computes `tree`. ValueError for a code that has one already."""
        if code in self.lines:
            raise ValueError(f"{code} is computed twice")
        self.lines[code] = Line(code, tree, role, owner, codes_read(tree))
        self.states[code] = state
        return Cell(code)

    def repeat(self, line: Line, rename: Callable[[str], str]) -> None:
        """Adds the same line over other cells."""
        code = rename(line.code)
        if code in self.lines:
            raise ValueError(f"{code} is computed twice")
        reads = tuple([rename(read) for read in line.reads])
        self.lines[code] = Line(code, renamed(line.tree, rename), line.role, line.owner, reads)
        self.states[code] = self.states[line.code]

    def finish(self) -> Program:
        """Copies of inputs that no rule reads are left out."""
        read = {code for line in self.lines.values() for code in line.reads}
        kept = {
            code: line
            for code, line in self.lines.items()
            if line.role is not LineRole.INPUT or line.owner in self.methodology.tables or code in read
        }
        by_owner: dict[str, list[Line]] = {}
        for line in kept.values():
            by_owner.setdefault(line.owner, []).append(line)
        return Program(kept, self.states, {k: tuple(v) for k, v in by_owner.items()}, self.lists)


def input_key(code: str) -> str:
    """The cell through which rules read the input `code`."""
    return f"{code}#in"


def row_code(table: str, row: int, column: str) -> str:
    """Code of a table cell; rows from 1."""
    return f"{table}[{row}].{column}"
