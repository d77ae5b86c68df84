"""Classes of `dsl.frozen` behave like the standard library's frozen dataclasses with slots."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any

import pytest

from dsl import frozen


@frozen.dataclass(frozen=True, slots=True)
class Point:
    """A point."""

    x: int
    y: int = 2
    names: Mapping[str, int] = field(default_factory=dict, compare=False)


@frozen.dataclass(frozen=True, slots=True)
class Other:
    x: int
    y: int = 2
    names: Mapping[str, int] = field(default_factory=dict, compare=False)


@frozen.dataclass(frozen=True, slots=True)
class Empty:
    pass


@frozen.dataclass(frozen=True, slots=True)
class Checked:
    least: int
    most: int

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise ValueError("turned round")

    def __hash__(self) -> int:
        return 7


@dataclass(frozen=True, slots=True)
class Standard:
    x: int
    y: int = 2
    names: Mapping[str, int] = field(default_factory=dict, compare=False)


def test_values_defaults_and_fields_are_those_of_the_standard_library() -> None:
    for arguments, named in (((1,), {}), ((1, 3), {}), ((), {"x": 1, "names": {"a": 1}})):
        made, standard = Point(*arguments, **named), Standard(*arguments, **named)  # type: ignore[arg-type]
        assert dataclasses.asdict(made) == dataclasses.asdict(standard)
        assert repr(made) == repr(standard).replace("Standard", "Point")
        assert hash(made) == hash(standard)
    assert Point.__match_args__ == Standard.__match_args__
    assert Point(1).names is not Point(1).names
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_equal_are_equal_fields_of_one_class() -> None:
    assert Point(1) == Point(1, 2, {"not": 1})
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert Point(1) != (1, 2)
    assert Empty() == Empty() and hash(Empty()) == hash(Empty())
    assert len({Point(1), Point(1), Point(1, 3)}) == 2


@pytest.mark.parametrize(
    "change", [lambda p: setattr(p, "x", 2), lambda p: delattr(p, "x"), lambda p: setattr(p, "z", 2)]
)
def test_nothing_can_be_changed(change: Any) -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        change(point)
    assert point == Point(1) and not hasattr(point, "__dict__")


def test_copies_and_pickles() -> None:
    point = Point(1, 5, {"a": 1})
    for made in (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point)), replace(point)):
        assert made == point and made.names == {"a": 1}
    assert replace(point, y=6) == Point(1, 6)


def test_own_methods_stand() -> None:
    assert hash(Checked(1, 2)) == 7
    with pytest.raises(ValueError, match="turned round"):
        Checked(2, 1)
