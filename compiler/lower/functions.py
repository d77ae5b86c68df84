"""Functions of several numbers (means, goalposts, rounding to a step, missing values) written out in what the model
has; only roots and reciprocals of many numbers are functions of their own there."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial, reduce

from compiler.lower.draft import Context, Draft
from compiler.model import expressions as model
from compiler.model.types import Kind
from compiler.numbers import DEFAULT_DIGITS
from dsl.syntax import tree

Lowered = tuple[model.Expression, ...]

_DECIMALS = model.Number(Fraction(DEFAULT_DIGITS))
"""Near zero a root magnifies the last digits: it sees its numbers at the precision of comparisons."""
_ZERO, _ONE = model.Number(Fraction(0)), model.Number(Fraction(1))

_STEPPED = {
    tree.FunctionWord.ROUND_STEP: model.Function.ROUND,
    tree.FunctionWord.ROUND_UP_STEP: model.Function.ROUND_UP,
    tree.FunctionWord.ROUND_DOWN_STEP: model.Function.ROUND_DOWN,
}


def written_out(
    draft: Draft, call: tree.FunctionCall, context: Context, lower: Callable[[tree.Expression], model.Expression]
) -> model.Expression | None:
    """The meaning of the call; None for a function that the model has as it is. `lower` serves the arguments."""
    if call.function in _STEPPED:
        number, step = (lower(argument) for argument in call.arguments)
        return rounded_to_step(call.function, number, step)
    match call.function:
        case tree.FunctionWord.NORMALISE:
            number, low, high = (lower(argument) for argument in call.arguments)
            return _normalised(number, low, high)
        case tree.FunctionWord.SUM:
            return _sum(_all(call, lower))
        case tree.FunctionWord.MEAN:
            return _quotient(_sum(_all(call, lower)), _how_many(draft, call, context))
        case tree.FunctionWord.GEOMETRIC_MEAN:
            arguments = (_how_many(draft, call, context), *_all(call, lower))
            return model.Call(model.Function.GEOMETRIC_MEAN, arguments)
        case tree.FunctionWord.HARMONIC_MEAN:
            arguments = (_how_many(draft, call, context), *_all(call, lower))
            return model.Call(model.Function.HARMONIC_MEAN, arguments)
        case tree.FunctionWord.WEIGHTED_MEAN:
            numbers, weights = _weighted(call, lower)
            products = tuple(map(partial(model.Binary, model.Operator.MULTIPLY), numbers, weights))
            return _quotient(_sum(products), _sum(weights))
        case tree.FunctionWord.WEIGHTED_GEOMETRIC_MEAN:
            numbers, weights = _weighted(call, lower)
            shares = tuple(_quotient(weight, _sum(weights)) for weight in weights)
            seen = (model.Call(model.Function.ROUND, (one, _DECIMALS), DEFAULT_DIGITS) for one in numbers)
            powers = map(partial(model.Binary, model.Operator.POWER), seen, shares)
            return reduce(partial(model.Binary, model.Operator.MULTIPLY), powers)
        case tree.FunctionWord.FIRST_FILLED:
            return _first_filled(_all(call, lower))
        case tree.FunctionWord.MEAN_OF_FILLED:
            return model.mean_of_filled(_quantities(call, lower))
        case tree.FunctionWord.SUM_OF_FILLED:
            return model.sum_of_filled(_quantities(call, lower))
        case _:
            return None


def _all(call: tree.FunctionCall, lower: Callable[[tree.Expression], model.Expression]) -> Lowered:
    return tuple(lower(argument) for argument in call.arguments)


def _weighted(call: tree.FunctionCall, lower: Callable[[tree.Expression], model.Expression]) -> tuple[Lowered, Lowered]:
    lowered = _all(call, lower)
    return lowered[::2], lowered[1::2]


def _quantities(
    call: tree.FunctionCall, lower: Callable[[tree.Expression], model.Expression]
) -> tuple[model.Ref | model.ColumnRef, ...]:
    """Names; a fault in one has been reported, and the others stand for it."""
    found = tuple(one for one in _all(call, lower) if isinstance(one, (model.Ref, model.ColumnRef)))
    return found or (model.Ref(""),)


def _how_many(draft: Draft, call: tree.FunctionCall, context: Context) -> model.Expression:
    """The number of numbers, as a labelled parameter like every other number."""
    return model.Ref(draft.literal("items", Fraction(len(call.arguments)), Kind.COUNT, context, call.span))


def _sum(items: Lowered) -> model.Expression:
    return reduce(partial(model.Binary, model.Operator.ADD), items)


def _quotient(above: model.Expression, below: model.Expression) -> model.Expression:
    return model.Binary(model.Operator.DIVIDE, above, below)


def rounded_to_step(word: tree.FunctionWord, number: model.Expression, step: model.Expression) -> model.Expression:
    """The number rounded to a multiple of the step, as this rounding to a step does it."""
    steps = model.Call(_STEPPED[word], (_quotient(number, step), _ZERO), model.UNSET)
    return model.Binary(model.Operator.MULTIPLY, steps, step)


def _normalised(number: model.Expression, low: model.Expression, high: model.Expression) -> model.Expression:
    """(x - low) / (high - low) within 0…1; where low is above high, less is better."""
    way = partial(model.Binary, model.Operator.SUBTRACT)
    share = _quotient(way(number, low), way(high, low))
    return model.Call(model.Function.MIN, (model.Call(model.Function.MAX, (share, _ZERO)), _ONE))


def _first_filled(items: Lowered) -> model.Expression:
    *earlier, found = items
    for item in reversed(earlier):
        if isinstance(item, (model.Ref, model.ColumnRef)):
            found = model.If(model.Filled(item), item, found)
    return found
