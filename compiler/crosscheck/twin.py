"""The small twin of a methodology: the same rules with short tables, so that its workbook calculates quickly."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.methodology import Methodology

ROWS = 4
"""Rows of a table of the twin: what cases need for a gap between filled rows, and for a first, a middle and a last."""


def small_twin(methodology: Methodology) -> Methodology:
    """With no table longer than a few rows, nor shorter than it must at least be filled. All else, bounds of values
    among it, stays as it is for the long tables. The methodology itself when no table is longer."""
    tables = {
        code: replace(table, max_rows=min(table.max_rows, max(ROWS, table.min_rows)))
        for code, table in methodology.tables.items()
    }
    return methodology if tables == methodology.tables else replace(methodology, tables=tables)
