"""Checks every expression of a program: names exist, dimensions fit, declared types agree with formulas."""

from __future__ import annotations

from compiler.check.dimensions import Dimension, dimension_of, joined
from compiler.check.expressions import Place, Typing
from compiler.resolve import ElementNode, Program, Scopes, TableNode
from dsl.diagnostics import DiagnosticBag, Term, diagnose
from dsl.syntax import tree


def check_program(program: Program, bag: DiagnosticBag) -> Typing:
    """Reports every fault of names and dimensions; the returned typing answers the lowering pass."""
    typing = Typing(Scopes(program), bag)
    checker = _Checker(typing, program)
    for node in program.root.walk():
        checker.element(node)
    return typing


class _Checker:
    def __init__(self, typing: Typing, program: Program) -> None:
        self.typing = typing
        self.bodies = {body.name.text for body in program.bodies}

    def element(self, node: ElementNode) -> None:
        place = Place(node.code)
        for statement in node.statements:
            self._statement(statement, place)
        for table in node.tables:
            self._table(table, node)

    def _table(self, table: TableNode, node: ElementNode) -> None:
        place = Place(node.code, table)
        self._bodies(table.decl.block)
        for statement in table.decl.block:
            if isinstance(statement, tree.ColumnDecl):
                self._clauses(statement.clauses, place)
                if statement.formula is not None:
                    self._expect(statement.formula, dimension_of(statement.type), place)

    def _statement(self, statement: tree.Statement, place: Place) -> None:
        self._bodies((statement, *statement.block))
        typing = self.typing
        match statement:
            case tree.InputDecl():
                self._clauses(statement.clauses, place)
            case tree.ValueDecl():
                self._expect(statement.expression, dimension_of(statement.type), place)
            case tree.ScoreFormula():
                self._expect(statement.expression, Dimension.POINTS, place)
            case tree.ScoreBands():
                operand = typing.dimension(statement.operand, place)
                for row in statement.block:
                    if isinstance(row, tree.BandRow):
                        self._band(row, operand, place)
            case tree.WhenRule():
                typing.condition(statement.condition, place)
                if statement.score is not None:
                    self._expect(statement.score, Dimension.POINTS, place)
                if statement.move is not None:
                    self._move(statement.move, place)
            case tree.OtherBodiesMove():
                self._move(statement.move, place)
            case tree.Adjustment():
                self._adjustment(statement, place)
            case tree.ExampleDecl():
                for given in statement.given:
                    typing.find(given.name, place)
                if statement.target is not None:
                    typing.find(statement.target, place)
            case tree.Acknowledge():
                if statement.name is not None:
                    typing.find(statement.name, place)
            case _:
                pass

    def _bodies(self, block: tree.Block) -> None:
        for statement in block:
            if isinstance(statement, tree.ForBodies):
                for name in statement.names:
                    if name.text not in self.bodies:
                        self.typing.bag.add(diagnose("unknown-body", name.span, name=name.text))

    def _clauses(self, clauses: tuple[tree.Clause, ...], place: Place) -> None:
        for clause in clauses:
            match clause:
                case tree.Range(_, low, high):
                    self.typing.dimension(low, place)
                    self.typing.dimension(high, place)
                case tree.AtLeast(_, value) | tree.AtMost(_, value):
                    self.typing.dimension(value, place)
                case tree.Flag():
                    pass

    def _band(self, row: tree.BandRow, operand: Dimension, place: Place) -> None:
        for limit in row.limits:
            found = self.typing.dimension(limit.value, place)
            if joined(operand, found) is None:
                fault = diagnose(
                    "not-comparable", limit.span, left=Term(f"unit-{operand.value}"), right=Term(f"unit-{found.value}")
                )
                self.typing.bag.add(fault)
        self._expect(row.result, Dimension.POINTS, place)

    def _move(self, move: tree.WeightMove, place: Place) -> None:
        self.typing.find(move.target, place)
        if move.less is not None:
            self._expect(move.less, Dimension.POINTS, place)

    def _adjustment(self, statement: tree.Adjustment, place: Place) -> None:
        typing = self.typing
        if statement.word is tree.AdjustmentWord.ROUNDING:
            if not isinstance(statement.amount, tree.NumberLiteral):
                typing.bag.add(diagnose("digits-expected", statement.amount.span))
            return
        wanted = Dimension.PLAIN if statement.word is tree.AdjustmentWord.COEFFICIENT else Dimension.POINTS
        self._expect(statement.amount, wanted, place)
        if statement.each is not None:
            typing.dimension(statement.each, place)
        if statement.condition is not None:
            typing.condition(statement.condition, place)
        if statement.limit is not None:
            self._expect(statement.limit, Dimension.POINTS, place)

    def _expect(self, expression: tree.Expression, wanted: Dimension, place: Place) -> None:
        found = self.typing.dimension(expression, place)
        both_plain = {found, wanted} <= {Dimension.PLAIN, Dimension.POINTS}
        if joined(found, wanted) is None and not both_plain:
            fault = diagnose(
                "type-differs", expression.span, wanted=Term(f"unit-{wanted.value}"), found=Term(f"unit-{found.value}")
            )
            self.typing.bag.add(fault)
