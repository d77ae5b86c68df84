"""Rounding up and down, in functions that all engines compute alike."""

from __future__ import annotations

from fractions import Fraction

from compiler.model.expressions import Function
from compiler.workbook.formula import Arithmetic, Negative, Num, Tree, call, rounded


def rounded_one_way(operand: Tree, decimals: int, digits: int, function: Function) -> Tree:
    """Away from zero or towards it, by INT: ROUNDUP and ROUNDDOWN of LibreOffice look at 12 significant digits only."""
    scale = Num(Fraction(10) ** abs(decimals))
    size: Tree = call("ABS", operand)
    if decimals:
        size = Arithmetic("*" if decimals > 0 else "/", size, scale)
    size = rounded(size, digits - decimals)
    whole: Tree = call("INT", size) if function is Function.ROUND_DOWN else Negative(call("INT", Negative(size)))
    # No IF: where bounds rule a sign out, it would have a branch that nothing reaches.
    signed = Arithmetic("*", call("SIGN", rounded(operand, digits)), whole)
    return Arithmetic("/" if decimals > 0 else "*", signed, scale) if decimals else signed
