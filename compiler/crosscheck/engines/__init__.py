"""Spreadsheet engines behind one protocol: `formulas`, IronCalc and LibreOffice, one module each."""
