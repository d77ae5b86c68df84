"""`dataclass(frozen=True, slots=True)`: what the standard library's decorator makes, in a fraction of its time.

The standard one compiles each method of each class by itself, for some two hundred classes a third of the start of
`esep`. Here those that must be fast are compiled together, and all classes share the others.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False):  # noqa: ANN201 (mypy reads the import above)
        """The decorator; classes of another kind are left to the standard library."""
        return _made if frozen and slots else dataclasses.dataclass(slots=slots, frozen=frozen)


def _made(plain: type) -> type:
    """The class with slots and every method that the standard library gives a frozen one, unless it has its own."""
    own = set(vars(plain))
    cls: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    methods = {
        **_compiled(cls),
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__reduce__": _reduced,
    }
    for name, method in methods.items():
        if name not in own:
            setattr(cls, name, method)
    return cls


def _compiled(cls: type) -> dict[str, Any]:
    """`__init__`, which fills the slots directly since plain assignment is refused; `__eq__` and `__hash__`."""
    known: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = ["self"], []
    for field in dataclasses.fields(cls):
        name = field.name
        known[f"set_{name}"] = getattr(cls, name).__set__
        value, default = name, ""
        if field.default is not MISSING:
            known[f"default_{name}"] = field.default
            default = f"=default_{name}"
        elif field.default_factory is not MISSING:
            known[f"make_{name}"] = field.default_factory
            value, default = f"make_{name}() if {name} is MISSING else {name}", "=MISSING"
        parameters.append(name + default)
        lines.append(f" set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    compared = [field.name for field in dataclasses.fields(cls) if field.compare]
    mine, other = ("".join(f"{owner}.{name}," for name in compared) for owner in ("self", "other"))
    made: dict[str, Any] = {}
    text = [
        f"def __init__({', '.join(parameters)}):",
        *(lines or [" pass"]),
        "def __eq__(self, other):",
        " if self.__class__ is not other.__class__:",
        "  return NotImplemented",
        f" return ({mine}) == ({other})",
        "def __hash__(self):",
        f" return hash(({mine}))",
    ]
    exec("\n".join(text), known, made)
    return made


def _shown(self: Any) -> str:  # noqa: ANN401 (an instance of a class made here)
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _reduced(self: Any) -> tuple[type, tuple[object, ...]]:  # noqa: ANN401 (an instance of a class made here)
    """For pickle and copy."""
    return self.__class__, tuple(getattr(self, field.name) for field in dataclasses.fields(self))
