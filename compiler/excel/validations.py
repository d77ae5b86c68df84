"""Validations → XlsxWriter; equal ones share one rule over all their cells."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from compiler.excel.worksheet import PlainWorksheet
from compiler.workbook.book import ValidatedCell, Validation, ValidationKind

_WORDS = {
    ValidationKind.WHOLE: "integer",
    ValidationKind.DECIMAL: "decimal",
    ValidationKind.DATE: "date",
    ValidationKind.LENGTH: "length",
}


def write_validations(page: PlainWorksheet, validated: tuple[ValidatedCell, ...]) -> None:
    """Writes the rules of input; cells with the same rule share one."""
    groups: dict[Validation, list[ValidatedCell]] = {}
    for item in validated:
        groups.setdefault(item.validation, []).append(item)
    for validation, cells in groups.items():
        runs = _runs(cells)
        options = _options(validation)
        if len(runs) > 1:
            options["other_cells"] = [list(run) for run in runs[1:]]
        page.data_validation(*runs[0], options)


def _runs(cells: list[ValidatedCell]) -> list[tuple[int, int, int, int]]:
    """Vertical runs of neighbouring cells: first row, column, last row, column."""
    runs: list[tuple[int, int, int, int]] = []
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        last = cell.row + cell.rows - 1
        if runs and runs[-1][1] == cell.column and runs[-1][2] == cell.row - 1:
            runs[-1] = (runs[-1][0], cell.column, last, cell.column)
        else:
            runs.append((cell.row, cell.column, last, cell.column))
    return runs


def _options(validation: Validation) -> dict[str, Any]:
    options: dict[str, Any] = {
        "ignore_blank": True,
        "input_title": validation.prompt_title,
        "input_message": validation.prompt,
        "error_title": validation.error_title,
        "error_message": validation.error,
        "error_type": "stop",
        "show_error": True,
        "show_input": True,
    }
    if validation.kind is ValidationKind.LIST:
        return options | {"validate": "list", "source": f"={validation.formula}"}
    if validation.kind is ValidationKind.CUSTOM:
        return options | {"validate": "custom", "value": f"={validation.formula}"}
    high: Any = f"={validation.high_formula}" if validation.high_formula else _plain(validation.high)
    return options | {
        "validate": _WORDS[validation.kind],
        "criteria": "between",
        "minimum": _plain(validation.low),
        "maximum": high,
    }


def _plain(value: Fraction | None) -> float | int:
    if value is None:
        raise ValueError("a validation of numbers needs both bounds")
    return value.numerator if value.denominator == 1 else float(value)
