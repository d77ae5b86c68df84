"""Which values wait for figures over all bodies whatever the body itself fills in."""

from __future__ import annotations

from compiler.model.bands import BandTable
from compiler.model.expressions import Expression, Filled, If, Ref, RowAggregate, children
from compiler.model.methodology import Methodology
from compiler.model.quantities import Cases, Formula, Rule, Total


def waiting_for_all(methodology: Methodology) -> frozenset[str]:
    """Codes of the values that need such a figure. A score that only some bodies get from the others is not among
    them: its condition decides first."""
    found: set[str] = set(methodology.peers)
    for value in methodology.values.values():
        if any(code in found for code in value.unless) or _needs(methodology, value.rule, found):
            found.add(value.code)
    return frozenset(found - methodology.peers.keys())


def _needs(methodology: Methodology, rule: Rule, found: set[str]) -> bool:
    match rule:
        case Formula(expression):
            return _reads(methodology, expression, found)
        case BandTable(operand, bands, _):
            return operand in found or all(band.result in found for band in bands)
        case Cases(cases, otherwise):
            results = [*(case.result for case in cases), otherwise]
            return cases[0].condition in found or all(result in found for result in results)
        case Total(items, _, _):
            return any(item in found for item in items)


def _reads(methodology: Methodology, expression: Expression, found: set[str]) -> bool:
    match expression:
        case Ref(code):
            return code in found
        case Filled():
            return False
        case RowAggregate(_, table, _, _):
            formulas = (column.formula for column in methodology.tables[table].columns)
            return any(_reads(methodology, formula, found) for formula in formulas if formula is not None)
        case If(condition, then, other):
            branches = all(_reads(methodology, branch, found) for branch in (then, other))
            return branches or _reads(methodology, condition, found)
        case _:
            return any(_reads(methodology, child, found) for child in children(expression))
