"""A return as plain data and back, so that a campaign that was interrupted goes on where it stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from compiler.evaluate.states import NOT_APPLICABLE, NOT_FILLED, Cell, Given, State
from compiler.intake.findings import Finding, file_place, from_record, to_record
from compiler.intake.returns import Return


def return_to_record(one: Return) -> dict[str, Any]:
    """JSON-ready; numbers as exact fractions."""
    return {
        "file": one.file,
        "sha256": one.sha256,
        "program": one.program,
        "body": one.body,
        "kind": one.kind,
        "language": one.language,
        "given": None if one.given is None else given_to_record(one.given),
        "findings": [to_record(finding) for finding in one.findings],
        "workbook": one.workbook,
    }


def nameless(one: Return) -> Return:
    """What is known of a questionnaire without the file that it came in: a respondent may have named it."""
    findings = tuple(_of_file(finding, "") for finding in one.findings)
    return replace(one, file="", sha256="", findings=findings)


def named(one: Return, file: str, sha256: str) -> Return:
    """What `nameless` took away, while the program runs."""
    return replace(one, file=file, sha256=sha256, findings=tuple(_of_file(finding, file) for finding in one.findings))


def _of_file(finding: Finding, file: str) -> Finding:
    return replace(finding, file=file, diagnostic=replace(finding.diagnostic, span=file_place(file)))


def return_from_record(record: Mapping[str, Any]) -> Return:
    """Raises KeyError, TypeError or ValueError when the record is damaged."""
    given = record["given"]
    return Return(
        record["file"],
        record["sha256"],
        record["program"],
        record["body"],
        record["kind"],
        record["language"],
        None if given is None else _restored_given(given),
        tuple(from_record(finding) for finding in record["findings"]),
        record["workbook"],
    )


def given_to_record(given: Given) -> dict[str, Any]:
    """The accepted inputs as data for JSON; numbers as exact fractions."""
    return {
        "inputs": {code: _cell(cell) for code, cell in given.inputs.items()},
        "tables": {
            code: [{name: _cell(cell) for name, cell in row.items()} for row in rows]
            for code, rows in given.tables.items()
        },
    }


def _restored_given(data: Mapping[str, Any]) -> Given:
    return Given(
        {code: _restored(cell) for code, cell in data["inputs"].items()},
        {
            code: [{name: _restored(cell) for name, cell in row.items()} for row in rows]
            for code, rows in data["tables"].items()
        },
    )


def _cell(cell: Cell) -> object:
    match cell:
        case Fraction():
            return {"number": str(cell)}
        case State():
            return {"state": cell.value}
        case str():
            return cell


def _restored(value: Any) -> Cell:  # noqa: ANN401 (plain data)
    match value:
        case {"number": str(text)}:
            return Fraction(text)
        case {"state": NOT_FILLED.value}:
            return NOT_FILLED
        case {"state": NOT_APPLICABLE.value}:
            return NOT_APPLICABLE
        case str():
            return value
        case _:
            raise ValueError("cell")
