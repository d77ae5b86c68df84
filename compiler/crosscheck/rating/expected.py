"""What a rating must show, from the evaluator's results for all bodies; order and figures of the group are computed
here from the results alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from compiler.evaluate import NOT_APPLICABLE, NOT_FILLED, Cell, Given, Result, State
from compiler.evaluate.bodies import evaluate_bodies
from compiler.evaluate.places import places, precision_of
from compiler.model.bands import BandTable
from compiler.model.indicators import Element, Level
from compiler.model.methodology import Methodology
from compiler.model.quantities import Input, Value
from compiler.model.texts import Language
from compiler.model.types import WHOLE, Kind
from compiler.numbers import snap
from compiler.workbook.program import input_key

Cells = Sequence[Cell | None]
"""A column from the first body on; None where nothing is expected."""


def expected_cells(
    model: Methodology,
    givens: Sequence[Given | None],
    names: Sequence[str],
    language: Language,
    rubbish: bool = False,
) -> Mapping[str, Cells]:
    """By the code of the column, without its kind of body. Figures of the group have one cell. With `rubbish`, what is
    not filled holds a word that is no entry."""
    present = [given for given in givens if given is not None]
    results = iter(evaluate_bodies(model, present))
    rows = [None if given is None else next(results) for given in givens]
    found: dict[str, Cells] = {}
    for code in model.values:
        found[code] = [None if row is None else row.values[code] for row in rows]
    for code in model.inputs:
        found[input_key(code)] = [None if row is None else row.quantities[code] for row in rows]
    faults = [
        0 if given is None or row is None else _faults(model, given, row, rubbish)
        for given, row in zip(givens, rows, strict=True)
    ]
    found["#faults"] = [Fraction(count) for count in faults]
    found["#named"] = [Fraction(len(present))]
    done = sum(given is not None and count == 0 for given, count in zip(givens, faults, strict=True))
    found["#done"] = [Fraction(done)]
    for element in _shown(model):
        _scores(found, model, element, rows, language)
    for element in _ranked(model):
        _rating(found, model, element, rows, names, language)
    return found


def _ranked(model: Methodology) -> tuple[Element, ...]:
    if model.root.score is not None:
        return (model.root,)
    directions = (child for child in model.root.children if child.level is not Level.PENALTY)
    return tuple(child for child in directions if child.score is not None)


def _shown(model: Methodology) -> tuple[Element, ...]:
    upper = (model.root, *model.root.children, *(low for top in model.root.children for low in top.children))
    return tuple(element for element in upper if element.score is not None)


def _category(model: Methodology, element: Element) -> Value | None:
    for value in model.values.values():
        own = any(step.code == value.code for step in element.steps)
        is_category = value.type.kind is Kind.CHOICE and isinstance(value.rule, BandTable)
        if own and is_category and isinstance(value.rule, BandTable) and value.rule.operand == element.score:
            return value
    return None


def _word(category: Value, outcome: Cell, language: Language) -> Cell:
    if isinstance(outcome, Fraction):
        return category.type.options[int(outcome) - 1].label.text(language)
    return outcome


def _scores(
    found: dict[str, Cells],
    model: Methodology,
    element: Element,
    rows: Sequence[Result | None],
    language: Language,
) -> None:
    assert element.score is not None
    score = element.score
    outcomes = [NOT_FILLED if row is None else row.values[score] for row in rows]
    numbers = [outcome for outcome in outcomes if isinstance(outcome, Fraction)]
    found[f"{score}#shown"] = outcomes
    found[f"{score}#count"] = [Fraction(len(numbers))]
    mean: Cell = sum(numbers, Fraction(0)) / len(numbers) if numbers else NOT_FILLED
    found[f"{score}#mean"] = [mean]
    found[f"{score}#most_of"] = [max(numbers) if numbers else NOT_FILLED]
    found[f"{score}#least_of"] = [min(numbers) if numbers else NOT_FILLED]
    if element.maximum in model.parameters and element.maximum is not None:
        most = model.parameters[element.maximum].value
        if most > 0:
            found[f"{score}#share"] = [mean / most if isinstance(mean, Fraction) else NOT_FILLED]
    category = _category(model, element)
    if category is not None:
        code = category.code
        words: list[Cell] = [
            NOT_FILLED if row is None else _word(category, row.quantities[code], language) for row in rows
        ]
        found[f"{code}#word#shown"] = words
        options = [option.label.text(language) for option in category.type.options]
        for number, option in enumerate(options, 1):
            found[f"{code}#level.{number}"] = [Fraction(sum(word == option for word in words))]
        found[f"{code}#levelled"] = [Fraction(sum(word in options for word in words))]


def _rating(
    found: dict[str, Cells],
    model: Methodology,
    element: Element,
    rows: Sequence[Result | None],
    names: Sequence[str],
    language: Language,
) -> None:
    assert element.score is not None
    score = element.score
    digits = precision_of(model, score)
    seen = {
        number: snap(outcome, digits)
        for number, row in enumerate(rows)
        if row is not None and isinstance(outcome := row.values[score], Fraction)
    }
    order = sorted(seen, key=lambda number: (-seen[number], number))
    order += [number for number, row in enumerate(rows) if row is not None and number not in seen]
    stem = f"#rating.{element.code}"

    def column(cell_of: Mapping[int, Cell]) -> list[Cell]:
        listed: list[Cell] = [cell_of[number] for number in order]
        return listed + [NOT_FILLED] * (len(rows) - len(order))

    there = {number: row for number, row in enumerate(rows) if row is not None}
    found[f"{stem}#which"] = column({number: Fraction(number + 1) for number in there})
    placed = places([row.values[score] for row in there.values()], digits)
    found[f"{stem}#placed"] = column(dict(zip(there, placed, strict=True)))
    found[f"{stem}#name"] = column({number: names[number] for number in there})
    found[f"{stem}#total"] = column({number: row.values[score] for number, row in there.items()})
    category = _category(model, element)
    if category is not None:
        words = {number: _word(category, row.quantities[category.code], language) for number, row in there.items()}
        found[f"{stem}#category"] = column(words)
        found[f"{stem}#margin"] = column({number: _margin(category, row) for number, row in there.items()})
    for part in element.children:
        if part.score is not None:
            parts: dict[int, Cell] = {number: row.values[part.score] for number, row in there.items()}
            found[f"{stem}.{part.code}"] = column(parts)


def _margin(category: Value, result: Result) -> Cell:
    """To the nearest threshold above with another category behind it."""
    assert isinstance(category.rule, BandTable)
    rule, reached = category.rule, result.quantities[category.code]
    operand = result.quantities[rule.operand]
    if any(result.quantities[code] == 1 for code in category.unless):
        return NOT_APPLICABLE
    if not isinstance(operand, Fraction):
        return operand
    own = snap(operand, rule.digits)
    lows = [
        result.quantities[band.low.parameter]
        for band in rule.bands
        if band.low is not None and result.quantities[band.result] != reached
    ]
    above = [low - own for low in lows if isinstance(low, Fraction) and snap(low, rule.digits) > own]
    return min(above) if above else NOT_APPLICABLE


def _faults(model: Methodology, given: Given, result: Result, rubbish: bool) -> int:
    """Cells of the body's row that are to be mended, and elements that none of their optional inputs gives a score."""
    typed = (item for code, item in model.inputs.items() if code not in model.peers)
    cells = sum(_faults_of(item, given, rubbish) for item in typed)
    unscored = sum(
        element.score is not None
        and bool(element.inputs)
        and all(code not in model.peers and model.inputs[code].optional for code in element.inputs)
        and result.values[element.score] is NOT_FILLED
        for element in model.root.walk()
    )
    return cells + unscored


def _faults_of(item: Input, given: Given, rubbish: bool) -> int:
    cell = given.inputs.get(item.code, NOT_FILLED)
    if isinstance(cell, State):
        if rubbish and cell is NOT_FILLED and item.type.kind not in (Kind.TEXT, Kind.LINK):
            return 1
        allowed = item.optional if cell is NOT_FILLED else item.declinable
        return 0 if allowed else 1
    if not isinstance(cell, Fraction) or not (item.type.numeric or item.type.kind is Kind.DATE):
        return 0
    low = None if item.bounds is None else item.bounds.low
    high = None if item.bounds is None else item.bounds.high
    outside = (low is not None and cell < low) or (high is not None and cell > high)
    broken = item.type.kind in WHOLE and cell.denominator != 1
    limit = given.inputs.get(item.at_most, NOT_FILLED) if item.at_most is not None else NOT_FILLED
    excess = isinstance(limit, Fraction) and cell > limit
    return int(outside) + int(broken) + int(excess)
