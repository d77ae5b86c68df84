"""Which names an expression reads."""

from __future__ import annotations

from dsl.syntax import tree


def names_in(expression: tree.Expression) -> tuple[tree.Name, ...]:
    """The names that an expression reads, in order; the options of choices among them, conditions of figures not."""
    match expression:
        case tree.NameRef(name):
            return (name,)
        case tree.Minus(_, operand) | tree.Negation(_, operand) | tree.OverBodies(_, _, operand):
            return names_in(operand)
        case tree.Arithmetic(_, _, left, right) | tree.Comparison(_, _, left, right):
            return (*names_in(left), *names_in(right))
        case tree.Conjunction(_, items) | tree.Disjunction(_, items):
            return tuple(name for item in items for name in names_in(item))
        case tree.Conditional(_, condition, then, other):
            return (*names_in(condition), *names_in(then), *names_in(other))
        case tree.FunctionCall(_, _, arguments):
            return tuple(name for argument in arguments for name in names_in(argument))
        case (
            tree.NumberLiteral()
            | tree.DateLiteral()
            | tree.TextLiteral()
            | tree.Property()
            | tree.Aggregate()
            | tree.RepeatFigure()
        ):
            return ()
