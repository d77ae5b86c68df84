"""Model to workbook as data: formulas, placement, sheets, styles."""
