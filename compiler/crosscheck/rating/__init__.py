"""The rating workbook under test: cases fill in all bodies at once, and everything that its sheets show is compared."""
