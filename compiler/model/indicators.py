"""The tree of an assessment: directions, criteria, indicators, parameters, groups, items and penalties."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from compiler.model.texts import Citation, Label


class Level(Enum):
    TOTAL = "total"
    DIRECTION = "direction"
    CRITERION = "criterion"
    INDICATOR = "indicator"
    PARAMETER = "parameter"
    GROUP = "group"
    ITEM = "item"
    PENALTY = "penalty"
    """Its score is subtracted from its parent's."""


class StepRole(Enum):
    """What a step of an element's score does, in the order in which steps apply."""

    LET = "let"
    """An intermediate value."""
    WEIGHT = "weight"
    """The element's weight after weights moved to it."""
    CONDITION = "condition"
    """A yes/no value that decides applicability or another rule."""
    BASE = "base"
    """The score before adjustments."""
    ALTERNATIVE = "alternative"
    """A score that a condition puts in place of the base ("nothing to assess: full marks")."""
    COEFFICIENT = "coefficient"
    BONUS = "bonus"
    DEDUCTION = "deduction"
    FLOOR = "floor"
    CAP = "cap"
    ROUNDING = "rounding"
    FINAL = "final"
    """The score itself."""
    CATEGORY = "category"
    """A category by the score or by another quantity: may stand after the score."""


@dataclass(frozen=True, slots=True)
class Step:
    """One computed value on the way to the score: `code` names a Value. A deduction's or bonus's amount is a LET; the
    step itself is the running score after it."""

    role: StepRole
    code: str


@dataclass(frozen=True, slots=True)
class Element:
    """One node of the assessment tree.

    `score` is the code of its final Value; None for an element that only groups others. `maximum` is the code of the
    quantity that holds the declared maximum (None when the act gives none); `steps` end with the FINAL step and
    the categories; without a score they are intermediate values and categories.
    """

    code: str
    level: Level
    number: str
    label: Label
    citation: Citation
    maximum: str | None
    score: str | None
    steps: tuple[Step, ...]
    inputs: tuple[str, ...]
    """Codes of the inputs declared in this element, in order."""
    tables: tuple[str, ...]
    children: tuple[Element, ...]
    description: Label | None = None
    scoring: Label | None = None
    """The act's own words on how points are given."""
    note: Label | None = None

    @property
    def categories(self) -> tuple[str, ...]:
        """Codes of its categories, in order."""
        return tuple(step.code for step in self.steps if step.role is StepRole.CATEGORY)

    def walk(self) -> tuple[Element, ...]:
        """This element and all below, in the order of the act."""
        found: list[Element] = [self]
        for child in self.children:
            found.extend(child.walk())
        return tuple(found)
