"""The points of a score by choice: its own lines, else those that stand beside the options of the choice."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.syntax import tree


def points_by_option(rule: tree.ScoreByChoice, options: Iterable[tree.OptionDecl]) -> tuple[tree.OptionPoints, ...]:
    """The points of each option that has some, in the order of their lines or of the options."""
    own = own_points(rule)
    if own:
        return own
    return tuple(
        tree.OptionPoints(option.span, option.name, option.points) for option in options if option.points is not None
    )


def own_points(rule: tree.ScoreByChoice) -> tuple[tree.OptionPoints, ...]:
    """The lines of points below the rule itself; empty where they stand beside the options."""
    return tuple(row for row in rule.block if isinstance(row, tree.OptionPoints))
