"""Expressions: a formula of the model → an Excel tree, guarded against what it reads and split where it grows long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial, reduce
from typing import assert_never

from compiler.model.expressions import (
    MEANS,
    And,
    Binary,
    Call,
    ColumnRef,
    Compare,
    Expression,
    Filled,
    Function,
    If,
    Negate,
    Not,
    Number,
    Operator,
    Or,
    Ref,
    RowAggregate,
)
from compiler.model.expressions import Comparison as IsOrNot
from compiler.model.types import Kind
from compiler.model.whatever_typed import never_negative, never_zero
from compiler.numbers import DEFAULT_DIGITS
from compiler.workbook.emit_aggregates import aggregate_code
from compiler.workbook.emit_choices import Leaf, branches_to_ask, chosen, operands_of, stays_inside, with_choices
from compiler.workbook.emit_guards import guarded, ready_cell
from compiler.workbook.emit_rounding import rounded_one_way
from compiler.workbook.emit_split import needs_parts, split
from compiler.workbook.formula import (
    BLANK,
    NOT_APPLICABLE,
    ONE,
    ZERO,
    Arithmetic,
    Cell,
    Comparison,
    Negative,
    Num,
    Tree,
    all_of,
    any_of,
    call,
    equal,
    rounded,
    when,
)
from compiler.workbook.program import Draft, LineRole, State, input_key

DIVISOR_DIGITS = DEFAULT_DIGITS
"""A divisor that is zero at this many decimals makes the result "not filled"."""

_FUNCTIONS = {
    Function.MIN: "MIN",
    Function.MAX: "MAX",
    Function.ABS: "ABS",
    Function.ROUND: "ROUND",
    Function.SQRT: "SQRT",
    Function.LN: "LN",
    Function.EXP: "EXP",
    Function.LOG_TEN: "LOG10",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: `code` of the cell it fills, `owner` of helper cells, the row it reads columns from.

    `applies` is a cell that must be 1 first; `blank_when` are further conditions that leave the result empty.
    """

    code: str
    owner: str
    column: Callable[[str], str] | None = None
    applies: Cell | None = None
    blank_when: tuple[Tree, ...] = ()
    checked: frozenset[str] = frozenset()
    """Cells that hold numbers wherever `applies` is 1."""


@dataclass(slots=True)
class Reads:
    """What a tree under construction reads, and the conditions under which it has no result."""

    cells: dict[str, Cell] = field(default_factory=dict)
    failures: dict[Tree, None] = field(default_factory=dict)


def emit_expression(draft: Draft, expression: Expression, scope: Scope) -> tuple[Tree, State]:
    """The whole guarded tree for `scope.code` and what it may hold besides numbers; helper cells go to the draft."""
    tree, state, _ = _emitted(draft, expression, scope)
    return tree, state


def _emitted(draft: Draft, expression: Expression, scope: Scope) -> tuple[Tree, State, State]:
    """Also what the cell may hold where `scope.applies` is 1."""
    choices = _Choices(draft, scope)
    if isinstance(expression, If) and not stays_inside(expression, choices.state_of):
        return choices.emitted(expression, scope.code)
    expression = with_choices(expression, choices.state_of, choices.place)
    inner = State(blank=bool(scope.blank_when))
    if needs_parts(expression):
        looked_at = tuple(choices.state_of(leaf) for leaf in operands_of(expression))
        inner = State(inner.blank or any(s.blank for s in looked_at), any(s.na for s in looked_at))
        scope = _checked_once(draft, expression, scope)
    parts = _Parts(draft, scope)
    reads = Reads()
    tree = _numeric(split(expression, parts.place), reads, parts)
    known = scope.checked | parts.sound
    asked = tuple(cell for code, cell in reads.cells.items() if code not in known)
    failures = tuple(reads.failures)
    whole = guarded(draft, scope.code, scope.owner, tree, asked, failures, scope.applies, scope.blank_when)
    states = [draft.seen(cell.code) for cell in asked]
    inner = inner.either(State(bool(failures) or any(s.blank for s in states), any(s.na for s in states)))
    return *whole, inner


@dataclass(slots=True)
class _Choices:
    """Places the choices of an expression in helper cells of the scope."""

    draft: Draft
    scope: Scope
    placed: dict[If, str] = field(default_factory=dict)

    def state_of(self, leaf: Leaf) -> State:
        code = _cell_of(leaf, self.draft, self.scope).code
        return State() if code in self.scope.checked else self.draft.seen(code)

    def place(self, choice: If) -> Ref:
        """The choice as a cell of its own; equal ones are computed once."""
        if choice not in self.placed:
            code = f"{self.scope.code}#choice.{len(self.placed) + 1}"
            self.placed[choice] = code
            tree, _, state = self.emitted(choice, code)
            # Whoever reads the choice has looked at `applies` before.
            self.draft.add(code, tree, LineRole.CHOICE, self.scope.owner, state)
        return Ref(self.placed[choice])

    def emitted(self, choice: If, code: str) -> tuple[Tree, State, State]:
        condition, whole, inner = self._part(self._asked(choice.condition), f"{code}#if", LineRole.CONDITION)
        then, then_whole, then_inner = self._part(choice.then, f"{code}#then", LineRole.THEN)
        other, other_whole, other_inner = self._part(choice.other, f"{code}#else", LineRole.ELSE)
        assert isinstance(condition, Cell)
        tree = chosen(condition, whole, then, other)
        return tree, whole.either(then_whole).either(other_whole), inner.either(then_inner).either(other_inner)

    def _asked(self, condition: Expression) -> Expression:
        """A yes/no quantity itself, where nothing else has to be looked at first."""
        match condition:
            case Compare(IsOrNot.EQUAL, Ref(code) as answer, Number(Fraction(numerator=1, denominator=1)), _):
                values = (self.draft.methodology.inputs.get(code), self.draft.methodology.values.get(code))
                yes_no = any(found is not None and found.type.kind is Kind.YES_NO for found in values)
                alone = self.scope.applies is None and not self.scope.blank_when
                return answer if yes_no and alone else condition
            case _:
                return condition

    def _part(self, part: Expression, code: str, role: LineRole) -> tuple[Tree, State, State]:
        """What the choice reads for this part, and its states; a quantity or a literal needs no cell."""
        match part:
            case Number(value):
                return Num(value), State(), State()
            case Ref() | ColumnRef() | RowAggregate():
                state = self.state_of(part)
                return _cell_of(part, self.draft, self.scope), state, state
            case _:
                tree, whole, inner = _emitted(self.draft, part, replace(self.scope, code=code))
                return self.draft.add(code, tree, role, self.scope.owner, inner), whole, inner


def _checked_once(draft: Draft, expression: Expression, scope: Scope) -> Scope:
    """Everything that an expression of several cells reads is looked at in one place, before any part is computed:
    "not applicable" anywhere comes before a division that fails in a part."""
    cells = (_cell_of(leaf, draft, scope) for leaf in operands_of(expression))
    leaves = {cell.code: cell for cell in cells if cell.code not in scope.checked}
    ready = ready_cell(draft, scope.code, scope.owner, tuple(leaves.values()), scope.applies, scope.blank_when)
    if ready is None:
        return scope
    return replace(scope, applies=ready, blank_when=(), checked=scope.checked | leaves.keys())


def _cell_of(operand: Leaf, draft: Draft, scope: Scope) -> Cell:
    match operand:
        case ColumnRef(column):
            if scope.column is None:
                raise ValueError(f"{column} is read outside a table row")
            return Cell(scope.column(column))
        case RowAggregate():
            return Cell(aggregate_code(operand), fixed=scope.column is not None)
        case Ref(code):
            inside_row = scope.column is not None and not code.startswith(scope.code)
            key = input_key(code) if code in draft.methodology.inputs else code
            return Cell(key, fixed=inside_row)


@dataclass(slots=True)
class _Parts:
    """Places parts of an expression in helper cells of the scope."""

    draft: Draft
    scope: Scope
    placed: dict[Expression, str] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    """Parts that hold numbers wherever the scope's `applies` is 1."""

    def place(self, part: Expression) -> Ref:
        """The part as a cell of its own; equal parts are computed once."""
        if part not in self.placed:
            code = f"{self.scope.code}#part.{len(self.placed) + 1}"
            self.placed[part] = code
            inner = replace(self.scope, code=code, checked=self.scope.checked | self.sound)
            tree, _, state = _emitted(self.draft, part, inner)
            # Whoever reads the part has looked at `applies` before.
            self.draft.add(code, tree, LineRole.PART, self.scope.owner, state)
            if not (state.blank or state.na):
                self.sound.add(code)
        return Ref(self.placed[part])

    @property
    def by_code(self) -> Mapping[str, Expression]:
        """The parts that were placed, by the codes of their cells."""
        return {code: part for part, code in self.placed.items()}

    def cell(self, operand: Leaf) -> Cell:
        return _cell_of(operand, self.draft, self.scope)


def _read(cell: Cell, reads: Reads) -> Cell:
    reads.cells[cell.code] = cell
    return cell


def _numeric(expression: Expression, reads: Reads, parts: _Parts) -> Tree:
    """A tree that gives a number."""
    match expression:
        case Number(value):
            return Num(value)
        case Ref() | ColumnRef() | RowAggregate():
            return _read(parts.cell(expression), reads)
        case Negate(operand):
            return Negative(_numeric(operand, reads, parts))
        case Binary(operator, left, right):
            return _binary(operator, left, right, reads, parts)
        case Call():
            return _call(expression, reads, parts)
        case If(condition, then, other):
            # What the condition finds filled is not asked for again.
            asked = reads if then in branches_to_ask(expression) else Reads()
            return when(
                _condition(condition, reads, parts), _numeric(then, asked, parts), _numeric(other, reads, parts)
            )
        case Filled() | Compare() | And() | Or() | Not():
            return when(_condition(expression, reads, parts), ONE, ZERO)
        case _:
            assert_never(expression)


def _condition(expression: Expression, reads: Reads, parts: _Parts) -> Tree:
    """A tree that gives TRUE or FALSE."""
    match expression:
        case Filled(operand):
            cell = parts.cell(operand)
            filled = Comparison("<>", cell, BLANK)
            if parts.draft.seen(cell.code).na:
                return all_of((filled, Comparison("<>", cell, NOT_APPLICABLE)))
            return filled
        case Compare(comparison, left, right, digits):
            sides = (rounded(_numeric(side, reads, parts), digits) for side in (left, right))
            return Comparison(comparison.value, *sides)
        case And(items):
            return all_of(tuple(_condition(item, reads, parts) for item in items))
        case Or(items):
            return any_of(tuple(_condition(item, reads, parts) for item in items))
        case Not(operand):
            return call("NOT", _condition(operand, reads, parts))
        case _:
            return equal(_numeric(expression, reads, parts), ONE)


def _binary(operator: Operator, left: Expression, right: Expression, reads: Reads, parts: _Parts) -> Tree:
    if operator is Operator.POWER:
        return _power(left, right, reads, parts)
    left_tree = _numeric(left, reads, parts)
    safe = operator is not Operator.DIVIDE or never_zero(right, parts.draft.methodology, parts.by_code)
    if operator is Operator.DIVIDE and not safe:
        right = _as_cell(right, parts)
    right_tree = _numeric(right, reads, parts)
    if not safe:
        reads.failures[equal(rounded(right_tree, DIVISOR_DIGITS), ZERO)] = None
    return Arithmetic(operator.value, left_tree, right_tree)


def _power(base: Expression, exponent: Expression, reads: Reads, parts: _Parts) -> Tree:
    """No result: zero to a power that is not positive, a negative number to a power that is not whole."""
    base_tree, exponent_tree = (_numeric(_as_cell(side, parts), reads, parts) for side in (base, exponent))
    value = _constant(exponent, parts.draft)
    seen, power = rounded(base_tree, DIVISOR_DIGITS), rounded(exponent_tree, DIVISOR_DIGITS)
    not_negative = never_negative(base, parts.draft.methodology, parts.by_code)
    if value is None or value <= 0:
        zero = equal(seen, ZERO)
        reads.failures[zero if value is not None else all_of((zero, Comparison("<=", power, ZERO)))] = None
    if (value is None or value.denominator != 1) and not not_negative:
        negative = Comparison("<", seen, ZERO)
        fraction = Comparison("<>", power, call("INT", power))
        reads.failures[negative if value is not None else all_of((negative, fraction))] = None
    return Arithmetic("^", base_tree, exponent_tree)


def _constant(expression: Expression, draft: Draft) -> Fraction | None:
    match expression:
        case Number(value):
            return value
        case Ref(code) if code in draft.methodology.parameters:
            return draft.methodology.parameters[code].value
        case Binary(Operator.ADD | Operator.DIVIDE as operator, left, right):
            one, two = _constant(left, draft), _constant(right, draft)
            if one is None or two is None or (operator is Operator.DIVIDE and two == 0):
                return None
            return one + two if operator is Operator.ADD else one / two
        case _:
            return None


def _as_cell(expression: Expression, parts: _Parts) -> Expression:
    """A quantity that is read twice (computed and checked) stands in a cell of its own."""
    return expression if isinstance(expression, Number | Ref | ColumnRef | RowAggregate) else parts.place(expression)


def _call(expression: Call, reads: Reads, parts: _Parts) -> Tree:
    if expression.function in (Function.ROUND_UP, Function.ROUND_DOWN):
        operand = _numeric(_as_cell(expression.arguments[0], parts), reads, parts)
        decimals = _constant(expression.arguments[1], parts.draft)
        return rounded_one_way(operand, int(decimals or 0), expression.digits, expression.function)
    if expression.function in MEANS:
        return _mean(expression, reads, parts)
    name = _FUNCTIONS[expression.function]
    if expression.function is Function.ROUND:
        operand, places = (_numeric(argument, reads, parts) for argument in expression.arguments)
        seen = rounded(operand, expression.digits)
        return seen if places == Num(Fraction(expression.digits)) else call(name, seen, places)
    if expression.function in (Function.SQRT, Function.LN, Function.LOG_TEN):
        (argument,) = expression.arguments
        operand = _numeric(_as_cell(argument, parts), reads, parts)
        root = expression.function is Function.SQRT
        methodology, known = parts.draft.methodology, parts.by_code
        if not never_negative(argument, methodology, known) or not (root or never_zero(argument, methodology, known)):
            reads.failures[Comparison("<" if root else "<=", rounded(operand, DIVISOR_DIGITS), ZERO)] = None
        # A root that is zero in exact arithmetic may come out a hair below.
        return call(name, call("MAX", ZERO, operand) if root else operand)
    return call(name, *(_numeric(argument, reads, parts) for argument in expression.arguments))


def _mean(mean: Call, reads: Reads, parts: _Parts) -> Tree:
    """The root of the product, or the number of numbers over the sum of their reciprocals; the least of the numbers is
    looked at first."""
    count, *numbers = mean.arguments
    cells = tuple(_as_cell(number, parts) for number in numbers)
    least = rounded(_numeric(_as_cell(Call(Function.MIN, cells), parts), reads, parts), DIVISOR_DIGITS)
    many = _numeric(count, reads, parts)
    if mean.function is Function.GEOMETRIC_MEAN:
        reads.failures[Comparison("<", least, ZERO)] = None
        # Near zero a root magnifies the last digits: it sees its numbers at the precision of comparisons.
        digits = Number(Fraction(DIVISOR_DIGITS))
        seen: tuple[Expression, ...] = tuple(Call(Function.ROUND, (cell, digits), DIVISOR_DIGITS) for cell in cells)
        product = _as_cell(reduce(partial(Binary, Operator.MULTIPLY), seen), parts)
        return Arithmetic("^", _numeric(product, reads, parts), Arithmetic("/", ONE, many))
    reads.failures[Comparison("<=", least, ZERO)] = None
    one = Number(Fraction(1))
    reciprocals = reduce(partial(Binary, Operator.ADD), (Binary(Operator.DIVIDE, one, cell) for cell in cells))
    return Arithmetic("/", many, _numeric(_as_cell(reciprocals, parts), reads, parts))
