"""Small workbooks with live formulas, written with xlsxwriter, to try the engines on."""

from __future__ import annotations

import io

import xlsxwriter

INPUT, CALC, SCALE = "Есеп", "Есептеу", "Шкала 1"


def workbook(cells: dict[str, dict[str, str | float | None]], names: dict[str, str] | None = None) -> bytes:
    """Sheets with cells: "=…" a formula (its cached value is wrong), None a blank cell with a style."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    unlocked = book.add_format({"locked": False})
    for title, content in cells.items():
        sheet = book.add_worksheet(title)
        for cell, value in content.items():
            match value:
                case None:
                    sheet.write_blank(cell, None, unlocked)
                case str() if value.startswith("="):
                    sheet.write_formula(cell, value, None, 77)
                case str():
                    sheet.write_string(cell, value)
                case _:
                    sheet.write_number(cell, value)
    for name, area in (names or {}).items():
        book.define_name(name, area)
    book.close()
    return target.getvalue()


def bands() -> bytes:
    """A share of two inputs, its points by bands at 80 % and 60 %, a sum over a column with blanks, and a choice."""
    return workbook(
        {
            INPUT: {"B1": None, "B2": None, "B3": None, "C1": None, "C2": None, "C3": None, "A1": "Бөлігі"},
            SCALE: {"A1": 0.8, "A2": 0.6, "B1": 2, "B2": 1, "C1": "Иә", "C2": "Жоқ"},
            CALC: {
                "A1": f'=IF(OR({INPUT}!B1="",{INPUT}!B2=""),"",IF({INPUT}!B2=0,"-",{INPUT}!B1/{INPUT}!B2))',
                "A2": f"=IF(OR(A1=\"\",A1=\"-\"),A1,IF(ROUND(A1,10)>=ROUND('{SCALE}'!$A$1,10),'{SCALE}'!$B$1,"
                f"IF(ROUND(A1,10)>=ROUND('{SCALE}'!$A$2,10),'{SCALE}'!$B$2,0)))",
                "A3": f"=SUM({INPUT}!C1:C3)",
                "A4": f'=IF({INPUT}!B3="","",2-MATCH({INPUT}!B3,yes_no,0))',
                "A5": f"=ROUND({INPUT}!C1,2)",
            },
        },
        {"yes_no": f"='{SCALE}'!$C$1:$C$2"},
    )


SETTABLE = [(INPUT, cell) for cell in ("B1", "B2", "B3", "C1", "C2", "C3")] + [(CALC, "A1")]
READABLE = [(CALC, f"A{row}") for row in range(1, 6)]
