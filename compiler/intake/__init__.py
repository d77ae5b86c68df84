"""Returned workbooks: a filled .xlsx is checked before anything parses it, then its input cells are read exactly."""
