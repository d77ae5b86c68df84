"""Checks every expression of a program: names exist, dimensions fit, declared types agree with formulas."""

from __future__ import annotations

from compiler.check.dimensions import WORDS, Dimension, dimension_of, joined
from compiler.check.expressions import Place, Typing
from compiler.check.names import names_in
from compiler.check.whole import is_whole
from compiler.resolve import ElementNode, Program, Scopes, SymbolKind, TableNode
from compiler.resolve.choices import own_points, points_by_option
from compiler.resolve.program import ROOT
from dsl.diagnostics import DiagnosticBag, Fix, SecondPlace, Term, diagnose, suggest
from dsl.syntax import tree


def check_program(program: Program, bag: DiagnosticBag) -> Typing:
    """Reports every fault of names and dimensions; the returned typing answers the lowering pass."""
    typing = Typing(Scopes(program), bag)
    checker = _Checker(typing, program)
    for statement in program.head.block:
        if isinstance(statement, tree.PrecisionDecl):
            typing.digits(statement.number)
    for node in program.root.walk():
        checker.element(node)
    for node in program.root.walk():
        checker.idle_points(node)
    return typing


class _Checker:
    def __init__(self, typing: Typing, program: Program) -> None:
        self.typing = typing
        self.bodies = {body.name.text for body in program.bodies}
        self._taken: set[str] = set()
        """Codes of choices whose options' own points some rule takes."""

    def element(self, node: ElementNode) -> None:
        place = Place(node.code)
        if node.decl is not None and node.decl.maximum is not None:
            self._expect(node.decl.maximum.value, Dimension.POINTS, place)
        for statement in node.statements:
            self._statement(statement, place)
        for table in node.tables:
            self._table(table, node)

    def idle_points(self, node: ElementNode) -> None:
        """Points beside options that no rule takes; called when all rules have been seen."""
        choices = [symbol for symbol in node.symbols.values() if symbol.code not in self._taken]
        columns = [column for table in node.tables for column in table.columns.values()]
        for symbol in (*choices, *columns):
            for option in symbol.options:
                if option.points is not None:
                    fault = diagnose("option-points-idle", option.span, name=option.name.text, choice=symbol.name)
                    self.typing.bag.add(fault)
                    break

    def _table(self, table: TableNode, node: ElementNode) -> None:
        place = Place(node.code, table)
        self._bodies(table.decl.block)
        for statement in table.decl.block:
            if isinstance(statement, tree.ColumnDecl):
                self._clauses(statement.clauses, dimension_of(statement.type), place)
                if statement.formula is not None:
                    self._computed(statement.name, statement.type, statement.formula, place)
        self._columns_in_order(table)

    def _statement(self, statement: tree.Statement, place: Place) -> None:
        self._bodies((statement, *statement.block))
        typing = self.typing
        self._total(statement, place)
        match statement:
            case tree.InputDecl():
                self._clauses(statement.clauses, dimension_of(statement.type), place)
            case tree.ValueDecl():
                self._computed(statement.name, statement.type, statement.expression, place)
            case tree.ScoreFormula():
                self._expect(statement.expression, Dimension.POINTS, place)
            case tree.ScoreBands():
                operand = typing.dimension(statement.operand, place)
                for row in statement.block:
                    if isinstance(row, tree.BandRow):
                        self._band(row, operand, place)
            case tree.ScoreByChoice():
                self._choice(statement, place)
            case tree.CategoryDecl():
                operand = typing.dimension(statement.operand, place)
                for row in statement.block:
                    if isinstance(row, tree.CategoryBand):
                        self._limits(row.limits, operand, place)
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
                if (statement.prints is None) != (statement.reason is None):
                    slug = "misprint-without-reason" if statement.reason is None else "reason-without-misprint"
                    typing.bag.add(diagnose(slug, statement.span))
                for given in statement.given:
                    if isinstance(given.what, tree.OverBodies):
                        typing.dimension(given.what, place)
                    else:
                        typing.find(given.what, place)
                if statement.target is not None:
                    typing.find(statement.target, place)
            case tree.Acknowledge():
                if statement.name is not None:
                    typing.find(statement.name, place)
            case _:
                pass

    def _total(self, statement: tree.Statement, place: Place) -> None:
        """A rule of the overall score where the methodology has none."""
        if place.element != ROOT or self.typing.scopes.program.total:
            return
        of_total = isinstance(statement, tree.ExampleDecl) and statement.target is None
        if of_total or isinstance(statement, tree.Adjustment | tree.ScoreFormula):
            self.typing.bag.add(diagnose("total-not-given", statement.span))

    def _choice(self, statement: tree.ScoreByChoice, place: Place) -> None:
        """Each option of the choice has its points, and nothing else has."""
        bag = self.typing.bag
        symbol = self.typing.find(statement.choice, place)
        if symbol is None:
            return
        if symbol.type is not tree.TypeWord.CHOICE or symbol.kind is SymbolKind.VALUE:
            bag.add(diagnose("choice-expected", statement.choice.span, name=statement.choice.text))
            return
        names = [option.name.text for option in symbol.options]
        given: dict[str, tree.OptionPoints] = {}
        if not own_points(statement):
            self._taken.add(symbol.code)
        for row in points_by_option(statement, symbol.options):
            self._expect(row.points, Dimension.POINTS, place)
            name = row.option
            if name.text not in names:
                nearest = suggest(name.text, names)
                fix = None if nearest is None else Fix(name.span, nearest)
                bag.add(diagnose("unknown-option", name.span, fix=fix, name=name.text, choice=symbol.name))
            elif name.text in given:
                first = SecondPlace(given[name.text].span, "first-given-here")
                bag.add(diagnose("given-twice", row.span, labels=(first,)))
            given.setdefault(name.text, row)
        for option in symbol.options:
            if option.name.text not in given:
                bag.add(diagnose("option-without-points", statement.choice.span, name=option.name.text))

    def _bodies(self, block: tree.Block) -> None:
        for statement in block:
            if isinstance(statement, tree.ForBodies):
                for name in statement.names:
                    if name.text not in self.bodies:
                        self.typing.bag.add(diagnose("unknown-body", name.span, name=name.text))

    def _computed(self, name: tree.Name, word: tree.TypeWord, formula: tree.Expression, place: Place) -> None:
        """A formula gives a number, a date or a yes/no: workbook cells and the evaluator compute nothing else."""
        wanted = dimension_of(word)
        if wanted in WORDS:
            self.typing.bag.add(diagnose("not-computable", name.span, name=name.text))
            return
        if not self._expect(formula, wanted, place):
            symbol = self.typing.lookup(name, place)
            if symbol is not None:
                self.typing.doubtful.add((symbol.owner, symbol.code))

    def _columns_in_order(self, table: TableNode) -> None:
        """A computed column reads columns that people fill, and computed ones written above it."""
        place = Place(table.owner, table)
        formulas = {s.name.text: s.formula for s in table.decl.block if isinstance(s, tree.ColumnDecl)}
        ready = {name for name, formula in formulas.items() if formula is None}
        for name, formula in formulas.items():
            for read in () if formula is None else names_in(formula):
                symbol = self.typing.lookup(read, place)
                own = symbol is not None and symbol.kind is SymbolKind.COLUMN and symbol.owner == table.code
                if symbol is not None and own and symbol.name not in ready:
                    self.typing.bag.add(diagnose("column-not-ready", read.span, name=read.text))
            ready.add(name)

    def _clauses(self, clauses: tuple[tree.Clause, ...], wanted: Dimension, place: Place) -> None:
        for clause in clauses:
            match clause:
                case tree.Range(_, low, high):
                    self._comparable(wanted, low, place)
                    self._comparable(wanted, high, place)
                case tree.AtLeast(_, value) | tree.AtMost(_, value):
                    self._comparable(wanted, value, place)
                case tree.Flag():
                    pass

    def _comparable(self, wanted: Dimension, limit: tree.Expression, place: Place) -> None:
        found = self.typing.dimension(limit, place)
        if joined(wanted, found) is None or wanted in WORDS:
            fault = diagnose(
                "not-comparable", limit.span, left=Term(f"unit-{wanted.value}"), right=Term(f"unit-{found.value}")
            )
            self.typing.bag.add(fault)

    def _band(self, row: tree.BandRow, operand: Dimension, place: Place) -> None:
        self._limits(row.limits, operand, place)
        self._expect(row.result, Dimension.POINTS, place)

    def _limits(self, limits: tuple[tree.BandLimit, ...], operand: Dimension, place: Place) -> None:
        for limit in limits:
            self._comparable(operand, limit.value, place)

    def _move(self, move: tree.WeightMove, place: Place) -> None:
        self.typing.find(move.target, place)
        if move.less is not None:
            self._expect(move.less, Dimension.POINTS, place)

    def _adjustment(self, statement: tree.Adjustment, place: Place) -> None:
        typing = self.typing
        if statement.word is tree.AdjustmentWord.ROUNDING and statement.rounding not in tree.STEPPED.values():
            typing.digits(statement.amount)
            return
        wanted = Dimension.PLAIN if statement.word is tree.AdjustmentWord.COEFFICIENT else Dimension.POINTS
        self._expect(statement.amount, wanted, place)
        if statement.each is not None:
            typing.amount(statement.each, place)
        if statement.condition is not None:
            typing.condition(statement.condition, place)
        if statement.limit is not None:
            self._expect(statement.limit, Dimension.POINTS, place)

    def _expect(self, expression: tree.Expression, wanted: Dimension, place: Place) -> bool:
        """Whether the expression measures what is wanted; reported when it does not."""
        found = self.typing.dimension(expression, place)
        both_plain = {found, wanted} <= {Dimension.PLAIN, Dimension.POINTS}
        fraction = not is_whole(expression, self.typing, place)
        ratio = wanted is Dimension.PLAIN and found is Dimension.COUNT and fraction  # a mean, a count out of a number
        if joined(found, wanted) is None and not both_plain and not ratio:
            fault = diagnose(
                "type-differs", expression.span, wanted=Term(f"unit-{wanted.value}"), found=Term(f"unit-{found.value}")
            )
            self.typing.bag.add(fault)
            return False
        if wanted is Dimension.COUNT and found is not Dimension.POISON and fraction:
            self.typing.bag.add(diagnose("count-not-whole", expression.span))
            return False
        return True
