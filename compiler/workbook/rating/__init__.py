"""The rating workbook: all bodies of all kinds in one, inputs and calculation as matrices, a body a row.

Every body has the same row on every matrix sheet. Codes carry the kind of body before them (`central:total.score`) and
name a whole column; formulas are laid down once for a column.
"""
