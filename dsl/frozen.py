"""`dataclass(frozen=True, slots=True)`: what the standard library's decorator makes, in a fraction of its time.

The standard one compiles six methods for each class: with some two hundred classes a third of the start of `esep`.
Here a method that has to be fast is compiled when it is first called, and all classes share the others.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
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

    def initialize(self: object, *arguments: object, **named: object) -> None:
        cls.__init__ = _initializer(cls)
        cls.__init__(self, *arguments, **named)

    def equal(self: object, other: object) -> bool:
        cls.__eq__ = _equality(cls)
        return cls.__eq__(self, other)  # type: ignore[no-any-return]  # a bool or NotImplemented

    def hashed(self: object) -> int:
        cls.__hash__ = _hashing(cls)
        return cls.__hash__(self)  # type: ignore[no-any-return]  # an int

    methods = {
        "__init__": initialize,
        "__eq__": equal,
        "__hash__": hashed,
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__reduce__": _reduced,
    }
    plain.__doc__ = plain.__doc__ or plain.__name__  # or the standard library works one out, slowly
    own = dict(vars(dataclasses.dataclass(init=False, repr=False, eq=False)(plain)))
    slots = tuple(own.get("__annotations__", ()))
    for name in (*slots, "__dict__", "__weakref__"):
        own.pop(name, None)
    cls: Any = type(plain)(plain.__name__, plain.__bases__, {**methods, **own, "__slots__": slots})
    cls.__qualname__ = plain.__qualname__
    return cls  # type: ignore[no-any-return]  # a class


def _initializer(cls: type) -> Callable[..., None]:
    """Fills the slots directly, since plain assignment is refused."""
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
    return _compiled(f"__init__({', '.join(parameters)})", lines or [" pass"], known)


def _equality(cls: type) -> Callable[..., bool]:
    """Equal: of one class, with equal fields."""
    lines = [
        " if self.__class__ is not other.__class__: return NotImplemented",
        f" return {_contents(cls, 'self')} == {_contents(cls, 'other')}",
    ]
    return _compiled("__eq__(self, other)", lines, {})


def _hashing(cls: type) -> Callable[..., int]:
    return _compiled("__hash__(self)", [f" return hash({_contents(cls, 'self')})"], {})


def _contents(cls: type, owner: str) -> str:
    """The fields that count, as the text of a tuple."""
    return "(" + "".join(f"{owner}.{field.name}, " for field in dataclasses.fields(cls) if field.compare) + ")"


def _compiled(head: str, lines: list[str], known: dict[str, Any]) -> Callable[..., Any]:
    made: dict[str, Any] = {}
    exec("\n".join([f"def {head}:", *lines]), known, made)
    function: Callable[..., Any] = made.popitem()[1]
    return function


def _shown(self: Any) -> str:  # noqa: ANN401 (an instance of a class made here)
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _reduced(self: Any) -> tuple[type, tuple[object, ...]]:  # noqa: ANN401 (an instance of a class made here)
    """For pickle and copy."""
    return self.__class__, tuple(getattr(self, field.name) for field in dataclasses.fields(self))
