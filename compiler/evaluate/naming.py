"""How rules are written for a person: by the names of the text, with the act's numbers and options in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from compiler.evaluate.notation import written_number
from compiler.model.expressions import (
    ColumnRef,
    Compare,
    Comparison,
    Expression,
    Number,
    Ref,
    RowAggregate,
    children,
    rebuilt,
)
from compiler.model.methodology import Methodology
from compiler.model.texts import Label, Language
from compiler.model.types import Kind, Type
from dsl.words import word

_OPTION = re.compile(r"(?P<choice>.+)\.option_(?P<position>\d+)")
"""Codes of the options of choices."""
_MADE_FOR_ONE_CONDITION = "pick_"


@dataclass(frozen=True, slots=True)
class Naming:
    """`names`: code → name as it was written. `numbers`: whether inputs are known; without them only rules are told."""

    methodology: Methodology
    names: Mapping[str, str]
    language: Language
    numbers: bool = True

    def inside(self, element: str) -> Callable[[str], str]:
        """Names as the element `element` (a code, empty for none) knows them."""
        prefix, own = f"{self.names.get(element, element)}.", f"{element}.score"
        return lambda code: word("score", self.language.value) if code == own else self._name(code).removeprefix(prefix)

    def _name(self, code: str) -> str:
        owner, _, last = code.rpartition(".")
        if code in self.names or not owner:
            return self.names.get(code, code)
        whole = self.names.get(owner, owner)
        match last:
            case "score":
                return whole
            case "maximum":
                return f"{whole}.{word('maximum', self.language.value)}"
            case _:
                return f"{whole}.{last}"

    def constant(self, code: str) -> str | None:
        """A number of the act that the text gives no name, or an option, as a person writes it; else None."""
        option = self.option(code)
        if option is not None:
            return option
        parameter = None if code in self.names else self.methodology.parameters.get(code)
        if parameter is None or code.endswith(".maximum") or parameter.type.kind is Kind.DATE:
            return None
        return written_number(parameter.value, self.language)

    def option(self, code: str) -> str | None:
        """The words of the option whose code this is; None for any other code."""
        label = None if code in self.names else option_label(self.methodology, code)
        return None if label is None else f"«{' '.join(label.text(self.language).split())}»"


def option_label(methodology: Methodology, code: str) -> Label | None:
    """What the option says whose code this is; None for any other code."""
    option = _OPTION.fullmatch(code)
    type_ = None if option is None else _type(methodology, option["choice"])
    position = 0 if option is None else int(option["position"])
    return type_.options[position - 1].label if type_ is not None and 0 < position <= len(type_.options) else None


def plain(expression: Expression, methodology: Methodology, table: str = "") -> Expression:
    """Conditions as they are said: a yes/no quantity without its "= 1", a choice compared with the option, not with its
    number. `table`: whose columns a ColumnRef means."""
    if isinstance(expression, Compare) and isinstance(expression.right, Number):
        code = _choice_code(expression.left, table)
        type_ = _type(methodology, code)
        kind, number = None if type_ is None else type_.kind, expression.right.value
        if kind is Kind.YES_NO and number == 1 and expression.comparison is Comparison.EQUAL:
            return expression.left
        if kind is Kind.CHOICE and number.denominator == 1:
            return rebuilt(expression, (expression.left, Ref(f"{code}.option_{number}")))
    return rebuilt(expression, tuple(plain(operand, methodology, table) for operand in children(expression)))


def picking(methodology: Methodology, aggregate: RowAggregate) -> Expression | None:
    """The condition that picks the rows, where the text has written it out; None for a column that it names."""
    if aggregate.where is None or not aggregate.where.startswith(_MADE_FOR_ONE_CONDITION):
        return None
    formula = methodology.tables[aggregate.table].column(aggregate.where).formula
    return None if formula is None else plain(formula, methodology, aggregate.table)


def _choice_code(operand: Expression, table: str) -> str:
    match operand:
        case Ref(code):
            return code
        case ColumnRef(column):
            return f"{table}.{column}"
        case _:
            return ""


def _type(methodology: Methodology, code: str) -> Type | None:
    """The type of a quantity or, `table.column`, of a column."""
    table, _, column = code.rpartition(".")
    if table in methodology.tables:
        return next((one.type for one in methodology.tables[table].columns if one.name == column), None)
    if code in methodology.inputs:
        return methodology.inputs[code].type
    return methodology.values[code].type if code in methodology.values else None
