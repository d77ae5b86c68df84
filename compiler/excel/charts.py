"""Charts → XlsxWriter."""

from __future__ import annotations

from typing import Any

import xlsxwriter

from compiler.excel.worksheet import PlainWorksheet
from compiler.workbook.book import Area, Chart, ChartKind
from compiler.workbook.styles import FONT

_GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.75}}


def write_chart(book: xlsxwriter.Workbook, page: PlainWorksheet, chart: Chart) -> None:
    """Draws the chart at its place on the page, with title, axis names and alternative text."""
    kind = {ChartKind.BARS: {"type": "bar"}, ChartKind.STACKED_BARS: {"type": "bar", "subtype": "stacked"}}[chart.kind]
    drawn = book.add_chart(kind)
    for series in chart.series:
        options: dict[str, Any] = {
            "name": series.name,
            "categories": _range(series.categories),
            "values": _range(series.values),
            "fill": {"color": f"#{series.color}"},
            "gap": 40,
        }
        if chart.kind is ChartKind.BARS:
            options["data_labels"] = {"value": True, "num_format": chart.number_format, "font": _font(8)}
        drawn.add_series(options)
    drawn.set_title({"name": chart.title, "name_font": _font(12, bold=True), "overlay": False})
    drawn.set_y_axis({"name": chart.category_axis, "reverse": True, "num_font": _font(8), "name_font": _font(9)})
    value_axis: dict[str, Any] = {
        "name": chart.value_axis,
        "num_format": chart.axis_format,
        "num_font": _font(8),
        "name_font": _font(9),
        "major_gridlines": _GRID,
        "label_position": "high",
    }
    if chart.most is not None:
        value_axis["max"] = chart.most
    drawn.set_x_axis(value_axis)
    if len(chart.series) > 1:
        drawn.set_legend({"position": "bottom", "font": _font(8)})
    else:
        drawn.set_legend({"none": True})
    drawn.set_size({"width": chart.width, "height": chart.height})
    page.insert_chart(chart.row, chart.column, drawn, {"description": chart.description, "object_position": 2})


def _font(size: int, bold: bool = False) -> dict[str, Any]:
    return {"name": FONT, "size": size, "bold": bold}


def _range(area: Area) -> list[Any]:
    return [area.sheet, area.first_row, area.first_column, area.last_row, area.last_column]
