"""A finding about a returned workbook: which file and body, where in it, and the diagnostic that says what and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from dsl.diagnostics import Argument, Diagnostic, Severity, Term, Terms, diagnose
from dsl.source import Span

UNSAID = "…"


@dataclass(frozen=True, slots=True)
class Finding:
    """`body` is the code of the body, `input` of the input; sheet, cell and input are empty where none is meant."""

    file: str
    body: str
    diagnostic: Diagnostic
    sheet: str = ""
    cell: str = ""
    input: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the return cannot be accepted as it is."""
        return self.diagnostic.severity is Severity.ERROR

    @property
    def where(self) -> dict[str, Any]:
        """Everything but the diagnostic, as plain data."""
        return {
            "file": self.file,
            "body": self.body,
            "sheet": self.sheet,
            "cell": self.cell,
            "input": self.input,
        }


def file_place(name: str) -> Span:
    """A diagnostic about a file as a whole."""
    return Span(name, 1, 1, 1, 1)


def unsaid(finding: Finding) -> Finding:
    """The same finding without what was found in the cell: what a respondent has answered stands in no list."""
    diagnostic = finding.diagnostic
    if not finding.cell:
        return finding
    told = {"found", "most"} if diagnostic.slug == "input-exceeds" else {"found"}  # there `most` is another answer
    arguments = tuple((name, UNSAID if name in told else value) for name, value in diagnostic.arguments)
    return replace(finding, diagnostic=replace(diagnostic, arguments=arguments))


def to_record(finding: Finding) -> dict[str, Any]:
    """Plain data from which `from_record` makes the same finding."""
    return {
        **finding.where,
        "slug": finding.diagnostic.slug,
        "arguments": {name: _argument(value) for name, value in finding.diagnostic.arguments},
    }


def from_record(record: Mapping[str, Any]) -> Finding:
    """Raises KeyError when the record is none of `to_record`'s."""
    arguments: dict[str, Argument] = {name: _restored(value) for name, value in record["arguments"].items()}
    diagnostic = diagnose(record["slug"], file_place(record["file"]), labels=(), fix=None, **arguments)
    return Finding(record["file"], record["body"], diagnostic, record["sheet"], record["cell"], record["input"])


def _argument(value: Argument) -> object:
    match value:
        case str() | int():
            return value
        case Fraction():
            return {"number": str(value)}
        case Term(key):
            return {"term": key}
        case Terms(items):
            return {"terms": [{"term": item.key} if isinstance(item, Term) else item for item in items]}


def _restored(value: Any) -> Argument:  # noqa: ANN401 (plain data)
    match value:
        case {"number": str(text)}:
            return Fraction(text)
        case {"term": str(key)}:
            return Term(key)
        case {"terms": list(items)}:
            return Terms(tuple(Term(item["term"]) if isinstance(item, dict) else str(item) for item in items))
        case str() | int():
            return value
        case _:
            raise KeyError("argument")
