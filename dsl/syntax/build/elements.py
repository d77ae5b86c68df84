"""Elements, inputs, values, tables and columns (`grammar/elements.lark`)."""

from __future__ import annotations

from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.build.context import Context, Parts


class Elements:
    """Each method gets the parts of its rule and the rule's span."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def on_level(self, parts: Parts, _: Span) -> tree.LevelWord:
        return tree.LevelWord(parts[0].terminal.lower())

    def on_maximum(self, parts: Parts, span: Span) -> tree.MaximumClause:
        return tree.MaximumClause(span, parts[0], parts[1] is not None)

    def on_element(self, parts: Parts, span: Span) -> tree.ElementDecl:
        level, name, maximum, times = parts
        return tree.ElementDecl(span, level, self._context.name(name), maximum, (), times)

    def on_times(self, parts: Parts, _: Span) -> tree.NumberLiteral:
        number: tree.NumberLiteral = parts[0]
        return number

    def on_type(self, parts: Parts, _: Span) -> tree.TypeWord:
        return tree.TypeWord(parts[0].terminal.removeprefix("TYPE_").lower())

    def on_clauses(self, parts: Parts, _: Span) -> tuple[tree.Clause, ...]:
        return tuple(parts)

    def on_range(self, parts: Parts, span: Span) -> tree.Range:
        return tree.Range(span, *parts)

    def on_at_least(self, parts: Parts, span: Span) -> tree.AtLeast:
        return tree.AtLeast(span, parts[0])

    def on_at_most(self, parts: Parts, span: Span) -> tree.AtMost:
        return tree.AtMost(span, parts[0])

    def on_flag(self, parts: Parts, span: Span) -> tree.Flag:
        return tree.Flag(span, tree.FlagWord(parts[0].terminal.lower()))

    def on_input(self, parts: Parts, span: Span) -> tree.InputDecl:
        name, kind, clauses, label = parts
        return tree.InputDecl(span, self._context.name(name), kind, clauses, label or ())

    def on_option(self, parts: Parts, span: Span) -> tree.OptionDecl:
        return tree.OptionDecl(span, self._context.name(parts[0]), parts[1] or ())

    def on_option_with_points(self, parts: Parts, span: Span) -> tree.OptionDecl:
        name, label, points = parts
        return tree.OptionDecl(span, self._context.name(name), label, points=points)

    def on_constant(self, parts: Parts, span: Span) -> tree.ConstantDecl:
        return tree.ConstantDecl(span, self._context.name(parts[0]), parts[1], parts[2] or ())

    def on_value(self, parts: Parts, span: Span) -> tree.ValueDecl:
        name, kind, expression, label = parts
        return tree.ValueDecl(span, self._context.name(name), kind, expression, label or ())

    def on_version(self, parts: Parts, span: Span) -> tree.VersionDecl:
        return tree.VersionDecl(span, self._context.name(parts[0]), parts[1] or ())

    def on_each_item(self, _: Parts, span: Span) -> tree.EachItem:
        return tree.EachItem(span, ())

    def on_equal_weights(self, _: Parts, span: Span) -> tree.EqualWeights:
        return tree.EqualWeights(span)

    def on_row_limit(self, parts: Parts, _: Span) -> tuple[str, tree.NumberLiteral]:
        return parts[0].terminal, parts[1]

    def on_row_limits(self, parts: Parts, _: Span) -> dict[str, tree.NumberLiteral]:
        return dict(parts)

    def on_table(self, parts: Parts, span: Span) -> tree.TableDecl:
        name, limits = parts
        return tree.TableDecl(span, self._context.name(name), limits.get("AT_LEAST"), limits.get("AT_MOST"), ())

    def on_column(self, parts: Parts, span: Span) -> tree.ColumnDecl:
        name, kind, formula, clauses, label = parts
        return tree.ColumnDecl(span, self._context.name(name), kind, clauses, formula, label or ())
