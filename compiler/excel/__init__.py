"""Workbook as data to bytes and files."""
