"""Dimension of an expression in its place, with a diagnostic for each fault found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from compiler.check.arity import ARITY
from compiler.check.dimensions import AMOUNTS, WORDS, Dimension, combined, dimension_of, joined
from compiler.resolve import Scopes, Symbol, SymbolKind, TableNode
from compiler.resolve.program import ROOT
from dsl.diagnostics import DiagnosticBag, Fix, Term, diagnose, suggest
from dsl.source import Span
from dsl.syntax import tree


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: in an element, and perhaps among the columns of a table."""

    element: str
    table: TableNode | None = None


MOST_DIGITS = 12
"""Decimals that a methodology may ask for: a spreadsheet holds about 15 significant digits."""


def _means(written: tree.NameRef | tree.TextLiteral, option: tree.OptionDecl, choice: Symbol) -> bool:
    """Whether the option is written so; categories have no names, only texts."""
    if isinstance(written, tree.NameRef):
        return choice.kind is not SymbolKind.VALUE and option.name.text == written.name.text
    return any(" ".join(text.text.split()) == " ".join(written.text.text.split()) for text in option.label)


def _did_you_mean(name: tree.Name, candidates: list[str]) -> Fix | None:
    nearest = suggest(name.text, candidates)
    return None if nearest is None else Fix(name.span, nearest)


@dataclass(frozen=True, slots=True)
class Typing:
    """Looks names up and infers dimensions; `bag` receives the faults. `doubtful`: codes of values whose formulas are
    not what was promised, which is reported: what reads them is not to blame."""

    scopes: Scopes
    bag: DiagnosticBag
    doubtful: set[tuple[str, str]] = field(default_factory=set)

    def find(self, name: tree.Name, place: Place) -> Symbol | None:
        """The symbol, columns of the place's table first; reported when there is none."""
        if place.table is not None and name.text in place.table.columns:
            return place.table.columns[name.text]
        symbol = self.scopes.find(name.text, place.element)
        if symbol is None and self.scopes.repeats(name.text, place.element):
            self.bag.add(diagnose("repeat-needs-figure", name.span, name=name.text))
        elif symbol is None and name.text.split(".")[0] not in self.scopes.program.lost:
            names = list(self.scopes.candidates(place.element))
            if place.table is not None:
                names = [*place.table.columns, *names]
            elsewhere = self.scopes.elsewhere(name.text)
            fix = _did_you_mean(name, names) if elsewhere is None else Fix(name.span, elsewhere)
            self.bag.add(diagnose("unknown-name", name.span, fix=fix, name=name.text))
        return symbol

    def dimension(self, expression: tree.Expression, place: Place) -> Dimension:
        """What the expression measures; POISON after a reported fault."""
        match expression:
            case tree.NumberLiteral(_, _, unit):
                return Dimension.LITERAL if unit is None else dimension_of(tree.TypeWord(unit.value))
            case tree.DateLiteral():
                return Dimension.DATE
            case tree.TextLiteral():
                return Dimension.TEXT
            case tree.NameRef(name):
                return self._name(name, place)
            case tree.Property():
                return self._property(expression, place)
            case tree.OverBodies(span, function, operand):
                found = self.amount(operand, place)
                if place.table is not None:
                    self.bag.add(diagnose("bodies-inside-rows", span))
                    return Dimension.POISON
                return Dimension.COUNT if function is tree.OverBodiesWord.RANK else found
            case tree.Minus(_, operand):
                return self.amount(operand, place)
            case tree.Arithmetic(span, sign, left, right):
                return self._arithmetic(span, sign, left, right, place)
            case tree.Comparison():
                return self._comparison(expression, place)
            case tree.Conjunction(_, items) | tree.Disjunction(_, items):
                for item in items:
                    self.condition(item, place)
                return Dimension.YES_NO
            case tree.Negation(_, operand):
                self.condition(operand, place)
                return Dimension.YES_NO
            case tree.Conditional(span, condition, then, other):
                self.condition(condition, place)
                return self._together(span, (then, other), place)
            case tree.FunctionCall():
                return self._call(expression, place)
            case tree.Aggregate():
                return self._aggregate(expression, place)
            case tree.RepeatFigure():
                return self._over_repeats(expression, place)

    def digits(self, expression: tree.Expression) -> None:
        """Reports a number of decimals that is not a whole literal within what a workbook can show."""
        if isinstance(expression, tree.NumberLiteral):
            value = expression.value
            if expression.unit is None and value.denominator == 1 and 0 <= value <= MOST_DIGITS:
                return
        self.bag.add(diagnose("digits-expected", expression.span, most=MOST_DIGITS))

    def condition(self, expression: tree.Expression, place: Place) -> None:
        """Reports an expression that is not a yes/no where one is needed."""
        found = self.dimension(expression, place)
        if found not in (Dimension.YES_NO, Dimension.POISON):
            self.bag.add(diagnose("condition-expected", expression.span, found=Term(f"unit-{found.value}")))

    def option(self, left: tree.Expression, right: tree.Expression, place: Place) -> tuple[Symbol, int] | None:
        """When `left` names a choice or a category and `right` one of its options, by its name or the text that people
        read: the choice and the option's position from 1."""
        if not isinstance(left, tree.NameRef) or not isinstance(right, tree.NameRef | tree.TextLiteral):
            return None
        symbol = self.lookup(left.name, place)
        if symbol is None or symbol.type is not tree.TypeWord.CHOICE:
            return None
        for position, option in enumerate(symbol.options, start=1):
            if _means(right, option, symbol):
                return symbol, position
        return None

    def lookup(self, name: tree.Name, place: Place) -> Symbol | None:
        """The symbol as `find` sees it, silent when there is none."""
        if place.table is not None and name.text in place.table.columns:
            return place.table.columns[name.text]
        return self.scopes.find(name.text, place.element)

    def _property(self, prop: tree.Property, place: Place) -> Dimension:
        scored = prop.word is tree.PropertyWord.SCORE
        code = place.element
        if prop.name is not None:
            symbol = self.find(prop.name, place)
            if symbol is None:
                return Dimension.POINTS if not scored else Dimension.POISON
            if symbol.kind is not SymbolKind.ELEMENT and (scored or symbol.kind is not SymbolKind.VERSION):
                self.bag.add(diagnose("element-expected", prop.name.span, name=prop.name.text))
                return Dimension.POISON
            code = symbol.code
        return self._score(code, prop.span) if scored else Dimension.POINTS

    def _score(self, element: str, span: Span) -> Dimension:
        """The score of an element; a methodology without an overall total has none at the top."""
        if element == ROOT and not self.scopes.program.total:
            self.bag.add(diagnose("total-not-given", span))
            return Dimension.POISON
        if not self.scopes.program.elements[element].scored:
            self.bag.add(diagnose("repeat-without-score", span, name=element))
            return Dimension.POISON
        return Dimension.POINTS

    def _name(self, name: tree.Name, place: Place) -> Dimension:
        symbol = self.find(name, place)
        if symbol is None:
            return Dimension.POISON
        if symbol.kind is SymbolKind.ELEMENT:
            return self._score(symbol.code, name.span)
        if symbol.kind in (SymbolKind.TABLE, SymbolKind.VERSION):
            self.bag.add(diagnose("not-a-quantity", name.span, name=name.text))
            return Dimension.POISON
        if symbol.kind is SymbolKind.COLUMN and (place.table is None or symbol.owner != place.table.code):
            self.bag.add(diagnose("column-outside-rows", name.span, name=name.text))
            return Dimension.POISON
        assert symbol.type is not None
        if (symbol.owner, symbol.code) in self.doubtful:
            return Dimension.POISON
        if symbol.kind is SymbolKind.CONSTANT and symbol.type is tree.TypeWord.NUMBER:
            return Dimension.LITERAL
        return dimension_of(symbol.type)

    def amount(self, expression: tree.Expression, place: Place) -> Dimension:
        """The dimension of something that must be a number; reported when it is not."""
        found = self.dimension(expression, place)
        if found in AMOUNTS or found is Dimension.POISON:
            return found
        self.bag.add(diagnose("number-expected", expression.span, found=Term(f"unit-{found.value}")))
        return Dimension.POISON

    def _arithmetic(
        self, span: Span, sign: tree.Sign, left: tree.Expression, right: tree.Expression, place: Place
    ) -> Dimension:
        scaled = self._scaled_ratio(sign, left, right, place)
        if scaled is not None:
            return scaled
        a, b = self.dimension(left, place), self.dimension(right, place)
        found = combined(sign, a, b)
        if found is None:
            self.bag.add(
                diagnose(
                    "units-do-not-fit",
                    span,
                    sign=sign.value,
                    left=Term(f"unit-{a.value}"),
                    right=Term(f"unit-{b.value}"),
                )
            )
            return Dimension.POISON
        return found

    def _scaled_ratio(
        self, sign: tree.Sign, left: tree.Expression, right: tree.Expression, place: Place
    ) -> Dimension | None:
        """Acts write 20 points · hours / norm and mean 20 points · (hours / norm): the dimension of that, where the
        product by itself has none."""
        if sign is not tree.Sign.DIVIDE or not isinstance(left, tree.Arithmetic):
            return None
        if left.sign is not tree.Sign.MULTIPLY:
            return None
        a, b, c = (self.dimension(part, place) for part in (left.left, left.right, right))
        ratio = combined(tree.Sign.DIVIDE, b, c)
        if ratio is None or combined(tree.Sign.MULTIPLY, a, b) is not None:
            return None
        return combined(tree.Sign.MULTIPLY, a, ratio)

    def _comparison(self, comparison: tree.Comparison, place: Place) -> Dimension:
        span, left, right = comparison.span, comparison.left, comparison.right
        found = self.option(left, right, place) or self.option(right, left, place)
        if found is not None:
            if comparison.relation not in (tree.Relation.EQUAL, tree.Relation.NOT_EQUAL):
                self.bag.add(diagnose("options-without-order", span, choice=found[0].name))
            return Dimension.YES_NO
        for choice, other in ((left, right), (right, left)):
            if isinstance(choice, tree.NameRef) and isinstance(other, tree.NameRef | tree.TextLiteral):
                symbol = self.lookup(choice.name, place)
                if symbol is not None and symbol.type is tree.TypeWord.CHOICE:
                    self._unknown_option(symbol, other)
                    return Dimension.POISON
        a, b = self.dimension(left, place), self.dimension(right, place)
        truth = Dimension.YES_NO in (a, b) and Dimension.LITERAL in (a, b)
        if (joined(a, b) is None and not truth) or joined(a, b) in WORDS:
            self.bag.add(diagnose("not-comparable", span, left=Term(f"unit-{a.value}"), right=Term(f"unit-{b.value}")))
        return Dimension.YES_NO

    def _unknown_option(self, choice: Symbol, other: tree.NameRef | tree.TextLiteral) -> None:
        if isinstance(other, tree.TextLiteral) or choice.kind is SymbolKind.VALUE:
            name = other.text.text if isinstance(other, tree.TextLiteral) else other.name.text
            texts = [" ".join(text.text.split()) for option in choice.options for text in option.label]
            nearest = name if name in texts else suggest(name, texts)
            fix = None if nearest is None else Fix(other.span, f"«{nearest}»")
        else:
            fix, name = _did_you_mean(other.name, [option.name.text for option in choice.options]), other.name.text
        self.bag.add(diagnose("unknown-option", other.span, fix=fix, name=name, choice=choice.name))

    def _together(self, span: Span, items: tuple[tree.Expression, ...], place: Place) -> Dimension:
        found = Dimension.LITERAL
        for item in items:
            next_one = self.dimension(item, place)
            common = joined(found, next_one) if found is not Dimension.LITERAL or item is not items[0] else next_one
            if common is None:
                self.bag.add(
                    diagnose(
                        "units-differ", span, left=Term(f"unit-{found.value}"), right=Term(f"unit-{next_one.value}")
                    )
                )
                return Dimension.POISON
            found = common
        if found in WORDS:
            self.bag.add(diagnose("number-expected", span, found=Term(f"unit-{found.value}")))
            return Dimension.POISON
        return found

    def _amounts(self, span: Span, items: tuple[tree.Expression, ...], place: Place) -> Dimension:
        """The common dimension of numbers that are added up or averaged."""
        found = self._together(span, items, place)
        if found in AMOUNTS or found is Dimension.POISON:
            return found
        self.bag.add(diagnose("number-expected", span, found=Term(f"unit-{found.value}")))
        return Dimension.POISON

    def _call(self, call: tree.FunctionCall, place: Place) -> Dimension:
        least, most = ARITY.get(call.function, (1, 1))
        if not least <= len(call.arguments) <= most:
            expected = least if len(call.arguments) < least else most
            self.bag.add(diagnose("wrong-argument-count", call.span, expected=expected, found=len(call.arguments)))
            return Dimension.POISON
        match call.function:
            case tree.FunctionWord.FILLED:
                self.dimension(call.arguments[0], place)
                if not isinstance(call.arguments[0], tree.NameRef):
                    self.bag.add(diagnose("filled-needs-name", call.span))
                return Dimension.YES_NO
            case tree.FunctionWord.COUNT:
                return Dimension.COUNT
            case tree.FunctionWord.MIN | tree.FunctionWord.MAX:
                return self._together(call.span, call.arguments, place)
            case (
                tree.FunctionWord.SUM
                | tree.FunctionWord.MEAN
                | tree.FunctionWord.GEOMETRIC_MEAN
                | tree.FunctionWord.HARMONIC_MEAN
                | tree.FunctionWord.ROUND_STEP
                | tree.FunctionWord.ROUND_UP_STEP
                | tree.FunctionWord.ROUND_DOWN_STEP
            ):
                return self._amounts(call.span, call.arguments, place)
            case tree.FunctionWord.WEIGHTED_MEAN | tree.FunctionWord.WEIGHTED_GEOMETRIC_MEAN:
                self._amounts(call.span, call.arguments[1::2], place)
                return self._amounts(call.span, call.arguments[::2], place)
            case tree.FunctionWord.NORMALISE:
                self._together(call.span, call.arguments, place)
                return Dimension.PLAIN
            case tree.FunctionWord.FIRST_FILLED | tree.FunctionWord.MEAN_OF_FILLED | tree.FunctionWord.SUM_OF_FILLED:
                named = call.arguments[:-1] if call.function is tree.FunctionWord.FIRST_FILLED else call.arguments
                if not all(isinstance(argument, tree.NameRef) for argument in named):
                    self.bag.add(diagnose("filled-needs-name", call.span))
                return self._amounts(call.span, call.arguments, place)
            case (
                tree.FunctionWord.ROUND
                | tree.FunctionWord.ROUND_UP
                | tree.FunctionWord.ROUND_DOWN
                | tree.FunctionWord.TRUNCATE
            ):
                self.digits(call.arguments[1])
                return self.amount(call.arguments[0], place)
            case tree.FunctionWord.ABS:
                return self.amount(call.arguments[0], place)
            case tree.FunctionWord.SQRT | tree.FunctionWord.LN | tree.FunctionWord.EXP | tree.FunctionWord.LOG_TEN:
                self.amount(call.arguments[0], place)
                return Dimension.PLAIN

    def _aggregate(self, aggregate: tree.Aggregate, place: Place) -> Dimension:
        symbol = self.find(aggregate.target, Place(place.element))
        if symbol is None:
            return Dimension.POISON
        if place.table is not None:
            self.bag.add(diagnose("figure-inside-rows", aggregate.span))
            return Dimension.POISON
        counting = aggregate.function is tree.AggregateWord.COUNT
        wanted = SymbolKind.TABLE if counting else SymbolKind.COLUMN
        if symbol.kind is not wanted:
            slug = "table-expected" if counting else "column-expected"
            self.bag.add(diagnose(slug, aggregate.target.span, name=aggregate.target.text))
            return Dimension.POISON
        table = self.scopes.program.tables[symbol.code if counting else symbol.owner]
        if aggregate.where is not None:
            self.condition(aggregate.where, Place(place.element, table))
        if counting:
            return Dimension.COUNT
        assert symbol.type is not None
        found = dimension_of(symbol.type)
        if found in AMOUNTS or (found is Dimension.DATE and aggregate.function is not tree.AggregateWord.SUM):
            return found
        self.bag.add(diagnose("number-expected", aggregate.target.span, found=Term(f"unit-{found.value}")))
        return Dimension.POISON

    def _over_repeats(self, figure: tree.RepeatFigure, place: Place) -> Dimension:
        name = figure.target
        found = self.repeated(name, place)
        if not found:
            return Dimension.POISON
        if place.table is not None:
            self.bag.add(diagnose("figure-inside-rows", figure.span))
            return Dimension.POISON
        kind = found[0].kind
        if figure.function is tree.RepeatWord.COUNT:
            if kind is not SymbolKind.ELEMENT:
                self.bag.add(diagnose("repeat-expected", name.span, name=name.text))
            return Dimension.COUNT
        if kind is SymbolKind.ELEMENT:
            return self._score(found[0].code, name.span)
        summed = kind is SymbolKind.COLUMN and figure.function is tree.RepeatWord.SUM
        if kind not in (SymbolKind.INPUT, SymbolKind.VALUE) and not summed:
            self.bag.add(diagnose("not-a-quantity", name.span, name=name.text))
            return Dimension.POISON
        assert found[0].type is not None
        dimension = dimension_of(found[0].type)
        if dimension in AMOUNTS:
            return dimension
        self.bag.add(diagnose("number-expected", name.span, found=Term(f"unit-{dimension.value}")))
        return Dimension.POISON

    def repeated(self, name: tree.Name, place: Place) -> tuple[Symbol, ...]:
        """What the name means in all repeats; reported when it passes through no repeated element."""
        found = self.scopes.repeats(name.text, place.element)
        if not found:
            self.find(name, place)
        elif len(found) == 1 and self.scopes.find(name.text, place.element) == found[0]:
            self.bag.add(diagnose("repeat-expected", name.span, name=name.text))
            return ()
        return found
