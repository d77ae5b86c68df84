"""Expressions: tree to model. Numbers become parameters, names become codes, conditions become comparisons."""

from __future__ import annotations

import datetime
from fractions import Fraction

from compiler.check import Place
from compiler.lower.draft import Context, Draft
from compiler.lower.functions import written_out
from compiler.lower.labels import joined, standard
from compiler.lower.peers import figure_over_bodies
from compiler.lower.repeat_figures import lower_figure
from compiler.model import expressions as model
from compiler.model.expressions import UNSET
from compiler.model.quantities import Formula, Parameter, Total, Value
from compiler.model.tables import Column
from compiler.model.types import Kind, Type
from compiler.resolve import Symbol, SymbolKind
from dsl.diagnostics import diagnose
from dsl.source import Span
from dsl.syntax import tree

_FREE = (Fraction(0), Fraction(1), Fraction(100))
"""Numbers that may stand in a formula as they are."""

NOTHING = model.Number(Fraction(0))
"""Stands for an expression whose fault has been reported."""


def serial(iso: str) -> Fraction:
    """The Excel serial number of a date (1900 system)."""
    return Fraction((datetime.date.fromisoformat(iso) - datetime.date(1899, 12, 30)).days)


def constant(draft: Draft, expression: tree.Expression, element: str) -> Fraction | None:
    """The value of an expression of literals, constants and declared maxima; None when it depends on anything else."""
    match expression:
        case tree.NumberLiteral(_, value):
            return value
        case tree.DateLiteral(_, iso):
            return serial(iso)
        case tree.Minus(_, operand):
            inner = constant(draft, operand, element)
            return None if inner is None else -inner
        case tree.Property(_, tree.PropertyWord.MAXIMUM, None):
            return highest_of(draft, element)
        case tree.NameRef(name):
            decl = constant_named(draft, name, element)
            return None if decl is None else decl.value.value
        case _:
            return None


def highest_of(draft: Draft, element: str) -> Fraction | None:
    """The number that an element's maximum is: as declared, over its versions, or an equal share of its parent's."""
    parameter = draft.parameters.get(f"{element}.maximum")
    if parameter is not None:
        return parameter.value
    match draft.values.get(f"{element}.maximum"):
        case Value(rule=Total(items=parts)):
            return sum((draft.parameters[part].value for part in parts), Fraction(0))
        case Value(rule=Formula(model.Binary(model.Operator.DIVIDE, model.Ref(whole), model.Ref(count)))):
            shared = highest_of(draft, whole.removesuffix(".maximum"))
            return None if shared is None else shared / draft.parameters[count].value
        case _:
            return None


def constant_named(draft: Draft, name: tree.Name, element: str) -> tree.ConstantDecl | None:
    """The declaration of the constant that `name` means, if it means one."""
    symbol = draft.typing.scopes.find(name.text, element)
    if symbol is None or symbol.kind is not SymbolKind.CONSTANT:
        return None
    owner = draft.program.elements[symbol.owner]
    return next(s for s in owner.statements if isinstance(s, tree.ConstantDecl) and s.name.text == symbol.name)


def lower_expression(
    draft: Draft, expression: tree.Expression, context: Context, purpose: str = "number"
) -> model.Expression:
    """The model expression; `purpose` names the parameters made of the numbers that stand in it."""
    match expression:
        case tree.NumberLiteral(span, value, unit):
            if value in _FREE:
                return model.Number(value)
            kind = Kind(unit.value) if unit is not None else (Kind.POINTS if purpose == "points" else Kind.NUMBER)
            return model.Ref(draft.literal(purpose, value, kind, context, span))
        case tree.TextLiteral():
            raise AssertionError("a text that is compared with something other than a choice or a category")
        case tree.DateLiteral(span, iso):
            return model.Ref(draft.literal("threshold", serial(iso), Kind.DATE, context, span))
        case tree.NameRef(name):
            return _name(draft, name, context)
        case tree.Property():
            return _property(draft, expression, context)
        case tree.Minus(_, operand):
            return model.Negate(lower_expression(draft, operand, context, purpose))
        case tree.Arithmetic(_, sign, left, right):
            operator = model.Operator(sign.value)
            factors = operator in (model.Operator.MULTIPLY, model.Operator.DIVIDE)
            inner = "number" if factors and purpose == "points" else purpose  # the 2 of "maximum / 2" is no points
            return model.Binary(
                operator,
                lower_expression(draft, left, context, inner),
                lower_expression(draft, right, context, inner),
            )
        case tree.Comparison() | tree.Conjunction() | tree.Disjunction() | tree.Negation():
            return lower_condition(draft, expression, context)
        case tree.Conditional(_, condition, then, other):
            return model.If(
                lower_condition(draft, condition, context),
                lower_expression(draft, then, context, purpose),
                lower_expression(draft, other, context, purpose),
            )
        case tree.FunctionCall():
            return _call(draft, expression, context, purpose)
        case tree.OverBodies(_, _, operand):
            return figure_over_bodies(draft, expression, lower_expression(draft, operand, context), context)
        case tree.Aggregate():
            return _aggregate(draft, expression, context)
        case tree.RepeatFigure():
            return lower_figure(draft, expression, context)


def lower_condition(draft: Draft, expression: tree.Expression, context: Context) -> model.Expression:
    """A condition: only comparisons, Filled, and their combinations; a yes/no name is compared with 1."""
    match expression:
        case tree.Comparison(_, relation, left, right):
            return _comparison(draft, relation, left, right, context)
        case tree.Conjunction(_, items):
            return model.And(tuple(lower_condition(draft, item, context) for item in items))
        case tree.Disjunction(_, items):
            return model.Or(tuple(lower_condition(draft, item, context) for item in items))
        case tree.Negation(_, operand):
            return model.Not(lower_condition(draft, operand, context))
        case tree.FunctionCall(_, tree.FunctionWord.FILLED, _):
            return lower_expression(draft, expression, context)
        case _:
            value = lower_expression(draft, expression, context)
            return model.Compare(model.Comparison.EQUAL, value, model.Number(Fraction(1)), UNSET)


def _comparison(
    draft: Draft, relation: tree.Relation, left: tree.Expression, right: tree.Expression, context: Context
) -> model.Expression:
    comparison = model.Comparison(relation.value)
    for choice, option in ((left, right), (right, left)):
        found = draft.typing.option(choice, option, context.place)
        if found is not None:
            symbol, position = found
            value = lower_expression(draft, choice, context)
            return model.Compare(comparison, value, _option(draft, symbol, position), UNSET)
    return model.Compare(
        comparison,
        lower_expression(draft, left, context, "threshold"),
        lower_expression(draft, right, context, "threshold"),
        UNSET,
    )


def _option(draft: Draft, symbol: Symbol, position: int) -> model.Expression:
    if symbol.kind is SymbolKind.VALUE:  # a category makes the cells of its positions itself
        return model.Ref(f"{symbol.code}.option_{position}")
    return model.Number(Fraction(1)) if position == 1 else model.Ref(option_number(draft, symbol, position))


def option_number(draft: Draft, symbol: Symbol, position: int) -> str:
    """The parameter that holds the position of an option: a labelled cell, not a number in a formula."""
    decl = symbol.options[position - 1]
    owner = f"{symbol.owner}.{symbol.code}" if symbol.kind is SymbolKind.COLUMN else symbol.code
    code = f"{owner}.option_{position}"
    if code not in draft.parameters:
        columns = draft.tables[symbol.owner].columns if symbol.owner in draft.tables else []
        choice = draft.inputs.get(symbol.code) or next(c for c in columns if c.name == symbol.code)
        label, citation = joined(choice.label, draft.label(decl.label, standard("number"))), choice.citation
        draft.add_parameter(Parameter(code, label, Type(Kind.NUMBER), Fraction(position), citation), decl.span)
    return code


def _name(draft: Draft, name: tree.Name, context: Context) -> model.Expression:
    symbol = draft.typing.find(name, context.place)
    if symbol is None:
        return NOTHING
    if symbol.kind is SymbolKind.COLUMN:
        return model.ColumnRef(symbol.code)
    if symbol.code not in draft.present:
        draft.missing(name)
        return NOTHING
    if symbol.kind is SymbolKind.ELEMENT:
        return score_ref(draft, symbol.code, name.span)
    return model.Ref(symbol.code)


def _property(draft: Draft, prop: tree.Property, context: Context) -> model.Expression:
    code = context.element
    if prop.name is not None:
        symbol = draft.typing.find(prop.name, context.place)
        if symbol is not None and symbol.kind is SymbolKind.VERSION:
            return maximum_ref(draft, f"{code}.{symbol.code.rpartition('.')[2]}", prop)
        if symbol is None or symbol.kind is not SymbolKind.ELEMENT:
            return NOTHING
        code = symbol.code
        if code not in draft.present:
            draft.missing(prop.name)
            return NOTHING
    match prop.word:
        case tree.PropertyWord.MAXIMUM:
            return maximum_ref(draft, code, prop)
        case tree.PropertyWord.SCORE:
            return score_ref(draft, code, prop.span)
        case tree.PropertyWord.WEIGHT:
            return model.Ref(f"{code}.weight") if code in draft.moves else maximum_ref(draft, code, prop)
        case tree.PropertyWord.SUM_OF_ITEMS | tree.PropertyWord.MEAN_OF_ITEMS:
            return _over_items(draft, code, prop, context)


def maximum_ref(draft: Draft, element: str, prop: tree.Property) -> model.Expression:
    """The maximum of an element (or version) as an expression; NOTHING after a report that it has none."""
    code = f"{element}.maximum"
    if code not in draft.parameters and code not in draft.values:
        draft.bag.add(diagnose("no-maximum", prop.span, name=draft.written(element)))
        return NOTHING
    return model.Ref(code)


def _over_items(draft: Draft, element: str, prop: tree.Property, context: Context) -> model.Expression:
    mean = prop.word is tree.PropertyWord.MEAN_OF_ITEMS
    stem = "items_mean" if mean else "items_sum"
    code = f"{element}.{stem}"
    if code not in draft.values:
        rule = total_of_children(draft, element, mean=mean)
        if not rule.items:
            draft.bag.add(diagnose("no-items", prop.span, name=element))
            return NOTHING
        draft.add_value(code, standard(stem), rule, context.citation, prop.span)
    return model.Ref(code)


def total_of_children(draft: Draft, element: str, *, mean: bool = False) -> Total:
    """The sum (mean) of the scores of the children that the body has; penalties count negative."""
    node = draft.program.elements[element]
    children = [child for child in node.children if child.code in draft.present and draft.is_scored(child)]
    signs = tuple(-1 if c.decl is not None and c.decl.level is tree.LevelWord.PENALTY else 1 for c in children)
    return Total(tuple(f"{child.code}.score" for child in children), signs, mean)


def score_ref(draft: Draft, element: str, span: Span) -> model.Expression:
    """The score of an element as an expression; NOTHING after a report that the repeat holds data only."""
    if not draft.is_scored(draft.program.elements[element]):
        draft.bag.add(diagnose("repeat-without-score", span, name=element))
        return NOTHING
    return model.Ref(f"{element}.score")


_FUNCTIONS = {
    tree.FunctionWord.MIN: model.Function.MIN,
    tree.FunctionWord.MAX: model.Function.MAX,
    tree.FunctionWord.ABS: model.Function.ABS,
    tree.FunctionWord.ROUND: model.Function.ROUND,
    tree.FunctionWord.ROUND_UP: model.Function.ROUND_UP,
    tree.FunctionWord.ROUND_DOWN: model.Function.ROUND_DOWN,
    tree.FunctionWord.SQRT: model.Function.SQRT,
    tree.FunctionWord.LN: model.Function.LN,
    tree.FunctionWord.EXP: model.Function.EXP,
    tree.FunctionWord.LOG_TEN: model.Function.LOG_TEN,
    tree.FunctionWord.TRUNCATE: model.Function.ROUND_DOWN,
}
_ROUNDINGS = (model.Function.ROUND, model.Function.ROUND_UP, model.Function.ROUND_DOWN)


def _call(draft: Draft, call: tree.FunctionCall, context: Context, purpose: str) -> model.Expression:
    if call.function is tree.FunctionWord.FILLED:
        operand = lower_expression(draft, call.arguments[0], context)
        return model.Filled(operand) if isinstance(operand, (model.Ref, model.ColumnRef)) else NOTHING
    written = written_out(draft, call, context, lambda part: lower_expression(draft, part, context, purpose))
    if written is not None:
        return written
    function = _FUNCTIONS[call.function]
    first = lower_expression(draft, call.arguments[0], context, purpose)
    if function in _ROUNDINGS:
        digits = call.arguments[1]
        decimals = digits.value if isinstance(digits, tree.NumberLiteral) else Fraction(0)
        return model.Call(function, (first, model.Number(decimals)), UNSET)
    rest = (lower_expression(draft, argument, context, purpose) for argument in call.arguments[1:])
    return model.Call(function, (first, *rest))


_ROW_FUNCTIONS = {
    tree.AggregateWord.COUNT: model.RowFunction.COUNT,
    tree.AggregateWord.SUM: model.RowFunction.SUM,
    tree.AggregateWord.MEAN: model.RowFunction.MEAN,
    tree.AggregateWord.LEAST: model.RowFunction.MIN,
    tree.AggregateWord.GREATEST: model.RowFunction.MAX,
}


def _aggregate(draft: Draft, aggregate: tree.Aggregate, context: Context) -> model.Expression:
    symbol = draft.typing.find(aggregate.target, Place(context.element))
    if symbol is None or symbol.kind not in (SymbolKind.TABLE, SymbolKind.COLUMN):
        return NOTHING
    table = symbol.code if symbol.kind is SymbolKind.TABLE else symbol.owner
    if table not in draft.present:
        draft.missing(aggregate.target)
        return NOTHING
    column = symbol.code if symbol.kind is SymbolKind.COLUMN else None
    where = None if aggregate.where is None else _picking_column(draft, aggregate.where, table, context)
    return model.RowAggregate(_ROW_FUNCTIONS[aggregate.function], table, column, where)


def _picking_column(draft: Draft, where: tree.Expression, table: str, context: Context) -> str:
    """The yes/no column that picks rows: an existing one by its name, else a computed one made for the condition."""
    node = draft.program.tables[table]
    if isinstance(where, tree.NameRef) and where.name.text in node.columns:
        return node.columns[where.name.text].code
    inner = Context(Place(context.element, node), context.citation, context.label)
    formula = lower_condition(draft, where, inner)
    columns = draft.tables[table].columns
    for column in columns:
        if column.formula == formula:
            return column.name
    made = Column(
        name=f"pick_{sum(c.name.startswith('pick_') for c in columns) + 1}",
        label=joined(context.label, standard("pick")),  # of several conditions on a table, each says what it is for
        type=Type(Kind.YES_NO),
        citation=context.citation,
        formula=formula,
    )
    columns.append(made)
    return made.name
