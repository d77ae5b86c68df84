"""The published figures of a methodology (`cases/*.csv`) as a part of the report of a cross-check."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from compiler.crosscheck.report import Printed, PublishedReport
from compiler.evaluate import Cell, State
from compiler.evaluate.published import PublishedFigure, Verdict, published_figures
from compiler.model.methodology import Edition
from dsl.diagnostics import DiagnosticBag

_DECIMALS = 6


def check_published(
    edition: Edition, folder: Path, bag: DiagnosticBag, editions: Sequence[str] = ()
) -> PublishedReport:
    """Every figure of the folder's cases that belong to the edition; faults of the files go to the bag, and these
    figures are left out."""
    figures = published_figures(edition, folder, bag, editions)
    return PublishedReport(
        sum(figure.verdict is Verdict.AGREES for figure in figures),
        tuple(_printed(figure) for figure in figures if figure.verdict is Verdict.PRINTED_DIFFERENTLY),
        tuple(_printed(figure) for figure in figures if figure.verdict is Verdict.DIFFERS),
    )


def _printed(figure: PublishedFigure) -> Printed:
    place = f"{Path(figure.file).name}:{figure.line}"
    printed = figure.expected if figure.printed is None else figure.printed
    return Printed(place, figure.body, figure.code, figure.expected, printed, _shown(figure.found))


def _shown(cell: Cell) -> str:
    match cell:
        case Fraction():
            text = f"{float(cell):.{_DECIMALS}f}".rstrip("0").rstrip(".")
            return text.replace(".", ",")
        case State():
            return cell.sign
        case _:
            return cell
