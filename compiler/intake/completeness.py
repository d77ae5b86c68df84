"""What a filled workbook still lacks: required fields, unfinished rows, rows at least: what its checks sheet asks."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.evaluate import Result
from compiler.evaluate.states import NOT_FILLED, Given
from compiler.intake.template import Place, Template
from compiler.model.tables import Table
from dsl.diagnostics import Diagnostic, diagnose
from dsl.source import Span


def lacking(
    template: Template, given: Given, result: Result, read: frozenset[str], here: Span
) -> Iterator[tuple[Place, Diagnostic]]:
    """`read`: codes of the cells that could be read and had no fault of their own; nothing is said of the others."""
    unasked = _unbegun(template, result)
    for place in template.places:
        asked = place.row == 0 and not place.field.optional and place.code not in unasked
        if asked and place.full_code in read and place.code not in given.inputs:
            yield place, diagnose("return-required", here, place=place.name)
    for table in template.methodology.tables.values():
        places = [place for place in template.places if place.row and place.code == table.code]
        if places:
            yield from _rows(template, table, places, given, read, here)


def _unbegun(template: Template, result: Result) -> frozenset[str]:
    """Inputs of repeats that are not begun: they may stay empty."""
    return frozenset(
        code for repeat in template.methodology.repeats if result.outcome(repeat.unbegun) == 1 for code in repeat.inputs
    )


def _rows(
    template: Template,
    table: Table,
    places: list[Place],
    given: Given,
    read: frozenset[str],
    here: Span,
) -> Iterator[tuple[Place, Diagnostic]]:
    rows = given.tables.get(table.code, ())
    begun = [number for number, row in enumerate(rows, 1) if any(cell is not NOT_FILLED for cell in row.values())]
    by_place = {(place.row, place.column): place for place in places}
    for number in begun:
        for column in table.input_columns:
            place = by_place.get((number, column.name))
            if place is None or column.optional or place.full_code not in read:
                continue
            if rows[number - 1].get(column.name, NOT_FILLED) is NOT_FILLED:
                yield place, diagnose("return-row-incomplete", here, place=place.name)
    # A row that could not be read may have been filled: what stands in the way is a finding already.
    unread = {place.row for place in places if place.full_code not in read}
    if len(unread.union(begun)) < table.min_rows:  # no table of a repeat has a least number
        name = table.label.text(template.language)
        yield places[0], diagnose("return-too-few-rows", here, name=name, found=len(begun), least=table.min_rows)
