"""The portable list: the only Excel functions that a generated formula may call.

Each is in Excel 2010 and gives the same result in LibreOffice, IronCalc and the `formulas` library (measured).
"""

from __future__ import annotations

PORTABLE_FUNCTIONS = frozenset(
    {
        "ABS",
        "AND",
        "AVERAGE",
        "CHOOSE",
        "COUNTA",
        "COUNTBLANK",
        "COUNTIF",
        "EXP",
        "IF",
        "INDEX",
        "INT",
        "ISNUMBER",
        "LARGE",
        "LN",
        "LOG10",
        "MATCH",
        "MAX",
        "MEDIAN",
        "MIN",
        "MOD",
        "NOT",
        "OR",
        "RANK",
        "ROUND",
        "SIGN",
        "SMALL",
        "SQRT",
        "SUM",
        "SUMIF",
        "SUMPRODUCT",
    }
)
