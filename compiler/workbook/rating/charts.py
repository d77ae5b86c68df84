"""Charts that a reader of the rating would want: totals by place, what they are made of, how far the group has come."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from compiler.model.indicators import Level
from compiler.workbook.book import Area, Chart, ChartKind, Series, SheetRole
from compiler.workbook.groups import numbered_sheet
from compiler.workbook.rating.kind import KindDraft
from compiler.workbook.rating.levels import Levels
from compiler.workbook.rating.matrix import cut
from compiler.workbook.rating.scores import Summary
from compiler.workbook.rating.standing import NAME, TOP, Standing
from compiler.workbook.scaffold import title_row
from compiler.workbook.styles import NOTE

COLORS = ("1F4E79", "C55A11", "548235", "7F6000", "7030A0", "A50021", "2F7F8F", "595959", "BF8F00", "3B3838")
"""Told apart in print without colour too, by their darkness."""
_BEST_TO_WORST = ("1E6B34", "9BCB9B", "F2C14E", "E07B39", "8B1A1A")
"""The best level dark green, the worst dark red, lighter between them: told apart in grey too."""
_WIDTH = 900
_BAR, _FRAME = 20, 130
_ROW_PIXELS = 20
_COLUMNS = 12
_LEGEND = 60


def plan_charts(kind: KindDraft, standings: tuple[Standing, ...], summary: Summary, levels: Levels | None) -> None:
    """A sheet for each chart: one page each."""
    for standing in standings:
        _totals(kind, standing)
        if len(standing.parts) > 1:
            _parts(kind, standing)
    if summary.rows:
        _shares(kind, summary)
    if levels is not None and levels.rows > 1:
        _levels(kind, levels)


def _put(kind: KindDraft, chart: Chart, source: str, note: str = "") -> None:
    """The chart under its title, then where its numbers stand and what else is to be known."""
    book = kind.book
    name = numbered_sheet(book, book.texts("rating_chart_sheet") + kind.mark)
    sheet = book.sheet(name, SheetRole.RESULT, chart.title, [11.0] * _COLUMNS)
    row = title_row(sheet)
    sheet.frozen_rows = row
    sheet.charts.append(replace(chart, row=row))
    end = row + ceil(chart.height / _ROW_PIXELS) + 1
    text = f"{book.texts('rating_chart_source', sheet=source)} {note}".strip()
    sheet.put(end, 0, text, NOTE, columns=_COLUMNS)


def _height(bars: int) -> int:
    return _FRAME + _BAR * bars


def _totals(kind: KindDraft, standing: Standing) -> None:
    texts, model = kind.book.texts, kind.methodology
    label = kind.book.text(standing.subject.element.label)
    title = texts("rating_chart_totals", body=kind.book.text(model.body.label))
    if standing.subject.element is not model.root:
        title = f"{title}: {label}"
    names, totals = (_down(standing, column, kind.rows) for column in (NAME, standing.total))
    series = (Series(cut(label, 60), names, totals, COLORS[0]),)
    description = texts("rating_chart_alt", title=title, sheet=standing.sheet.name)
    chart = Chart(
        ChartKind.BARS, title, texts("rating_body"), texts("unit_points"), series, 0, 0, _WIDTH,
        _height(kind.rows), description, "0.00", "0",
    )  # fmt: skip
    _put(kind, chart, standing.sheet.name)


def _parts(kind: KindDraft, standing: Standing) -> None:
    texts, book = kind.book.texts, kind.book
    title = texts("rating_chart_parts", body=book.text(kind.methodology.body.label))
    if standing.subject.element is not kind.methodology.root:
        title = f"{title}: {book.text(standing.subject.element.label)}"
    names = _down(standing, NAME, kind.rows)
    # What is taken off has no place among what adds up.
    added = [
        (part, column)
        for part, column in zip(standing.subject.parts, standing.parts, strict=True)
        if part.level is not Level.PENALTY
    ]
    series = tuple(
        Series(cut(f"{part.number} {book.text(part.label)}".strip(), 60), names, _down(standing, column, kind.rows),
               COLORS[number % len(COLORS)])
        for number, (part, column) in enumerate(added)
    )  # fmt: skip
    description = texts("rating_chart_alt", title=title, sheet=standing.sheet.name)
    height = _height(kind.rows) + _LEGEND + 8 * len(series)
    chart = Chart(
        ChartKind.STACKED_BARS, title, texts("rating_body"), texts("unit_points"), series, 0, 0, _WIDTH,
        height, description, "0.00", "0",
    )  # fmt: skip
    taken_off = len(added) < len(standing.parts)
    _put(kind, chart, standing.sheet.name, texts("rating_chart_penalties") if taken_off else "")


def _shares(kind: KindDraft, summary: Summary) -> None:
    texts = kind.book.texts
    title = texts("rating_chart_shares", body=kind.book.text(kind.methodology.body.label))
    name = summary.sheet.name
    last = summary.first_row + summary.rows - 1
    labels = Area(name, summary.first_row, summary.name_column, last, summary.name_column)
    shares = Area(name, summary.first_row, summary.share_column, last, summary.share_column)
    series = (Series(texts("rating_share"), labels, shares, COLORS[2]),)
    description = texts("rating_chart_alt", title=title, sheet=name)
    chart = Chart(
        ChartKind.BARS, title, texts("col_what"), texts("rating_share"), series, 0, 0, _WIDTH,
        _height(summary.rows) + _BAR * summary.rows // 2, description, "0%", "0%",
    )  # fmt: skip
    _put(kind, chart, name)


def _levels(kind: KindDraft, levels: Levels) -> None:
    """How many bodies are on which level, element by element."""
    texts, name = kind.book.texts, levels.sheet.name
    title = texts("rating_levels_title", body=kind.book.text(kind.methodology.body.label))
    first, last = levels.first_row, levels.first_row + levels.rows - 1
    labels = Area(name, first, levels.name_column, last, levels.name_column)
    steps = max(len(levels.words) - 1, 1)
    series = tuple(
        Series(cut(word, 60), labels, Area(name, first, column, last, column),
               _BEST_TO_WORST[number * (len(_BEST_TO_WORST) - 1) // steps])
        for number, (word, column) in enumerate(
            zip(levels.words, range(levels.first_column, levels.first_column + len(levels.words)), strict=True)
        )
    )  # fmt: skip
    description = texts("rating_chart_alt", title=title, sheet=name)
    chart = Chart(
        ChartKind.STACKED_BARS, title, texts("col_what"), texts("rating_bodies_axis"), series, 0, 0, _WIDTH,
        _height(levels.rows) + _BAR * levels.rows // 2 + _LEGEND, description, "0", "0",
    )  # fmt: skip
    _put(kind, chart, name)


def _down(standing: Standing, column: int, rows: int) -> Area:
    return Area(standing.sheet.name, TOP, column, TOP + rows - 1, column)
