"""Dimensions of quantities and how operators combine them. Two counts give a ratio; points and counts never add up."""

from __future__ import annotations

from enum import Enum

from dsl.syntax.tree import Sign, TypeWord


class Dimension(Enum):
    """What an expression measures. LITERAL is a bare number, which takes the dimension of its neighbour; POISON stands
    for an expression with a reported fault, and is silent from then on."""

    LITERAL = "literal"
    PLAIN = "plain"
    """A number or a share: no unit."""
    COUNT = "count"
    POINTS = "points"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    POISON = "poison"


_OF_WORD = {
    TypeWord.NUMBER: Dimension.PLAIN,
    TypeWord.SHARE: Dimension.PLAIN,
    TypeWord.COUNT: Dimension.COUNT,
    TypeWord.POINTS: Dimension.POINTS,
    TypeWord.HOURS: Dimension.HOURS,
    TypeWord.DAYS: Dimension.DAYS,
    TypeWord.MONTHS: Dimension.MONTHS,
    TypeWord.MONEY: Dimension.MONEY,
    TypeWord.DATE: Dimension.DATE,
    TypeWord.YES_NO: Dimension.YES_NO,
    TypeWord.CHOICE: Dimension.CHOICE,
    TypeWord.TEXT: Dimension.TEXT,
    TypeWord.LINK: Dimension.TEXT,
}

AMOUNTS = frozenset(
    {
        Dimension.LITERAL,
        Dimension.PLAIN,
        Dimension.COUNT,
        Dimension.POINTS,
        Dimension.HOURS,
        Dimension.DAYS,
        Dimension.MONTHS,
        Dimension.MONEY,
    }
)
"""Dimensions that arithmetic works on (dates only subtract)."""


WORDS = frozenset({Dimension.CHOICE, Dimension.TEXT})
"""Dimensions that are no numbers: nothing is computed from them, a choice is only compared with its options."""


def dimension_of(word: TypeWord) -> Dimension:
    """What a declared type measures; shares, like plain numbers, are ratios."""
    return _OF_WORD[word]


def joined(left: Dimension, right: Dimension) -> Dimension | None:
    """The common dimension of two things that are added, compared or chosen between; None when they do not go
    together. A plain ratio goes with points: acts subtract a share from points."""
    if Dimension.POISON in (left, right):
        return Dimension.POISON
    if left is right:
        return left
    if left is Dimension.LITERAL and right in AMOUNTS:
        return right
    if right is Dimension.LITERAL and left in AMOUNTS:
        return left
    if {left, right} == {Dimension.PLAIN, Dimension.POINTS}:
        return Dimension.POINTS
    return None


def combined(sign: Sign, left: Dimension, right: Dimension) -> Dimension | None:
    """The dimension of `left sign right`; None when the operation has no meaning."""
    if Dimension.POISON in (left, right):
        return Dimension.POISON
    match sign:
        case Sign.ADD:
            return Dimension.DATE if _moves_date(left, right) or _moves_date(right, left) else _amount(left, right)
        case Sign.SUBTRACT:
            if left is right is Dimension.DATE:
                return Dimension.DAYS
            return Dimension.DATE if _moves_date(left, right) else _amount(left, right)
        case Sign.MULTIPLY:
            return _product(left, right)
        case Sign.DIVIDE:
            return _ratio(left, right)
        case Sign.POWER:
            bare = (Dimension.LITERAL, Dimension.PLAIN)
            return left if left in bare and right in bare else None


def _moves_date(date: Dimension, days: Dimension) -> bool:
    return date is Dimension.DATE and days in (Dimension.DAYS, Dimension.LITERAL)


def _amount(left: Dimension, right: Dimension) -> Dimension | None:
    return joined(left, right) if left in AMOUNTS and right in AMOUNTS else None


_NEUTRAL = (Dimension.LITERAL, Dimension.PLAIN, Dimension.COUNT)
"""Factors that keep the other factor's dimension, the weakest first."""


def _product(left: Dimension, right: Dimension) -> Dimension | None:
    if left not in AMOUNTS or right not in AMOUNTS:
        return None
    for factor in _NEUTRAL:
        if left is factor:
            return right
        if right is factor:
            return left
    return left if left is right is Dimension.POINTS else None


def _ratio(left: Dimension, right: Dimension) -> Dimension | None:
    if left not in AMOUNTS or right not in AMOUNTS:
        return None
    if left is right:
        return left if left is Dimension.LITERAL else Dimension.PLAIN
    if right in _NEUTRAL:
        return left if left is not Dimension.LITERAL else Dimension.PLAIN
    return Dimension.PLAIN if left in _NEUTRAL else None
