"""``dataclass`` as of the standard library, made faster: what a class does not use is not written for it when it is imported.

A reader would get wrong: the standard one compiles six methods for each class at import, a third of the time in which the program's own
modules load; here ``__init__`` is compiled when the first value is made, and the rest are shared. ``fields``, ``replace`` and
``is_dataclass`` work as ever. There is no ``order``, ``__post_init__`` or ``kw_only``: such a class takes the standard one.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass

    __all__ = ["dataclass"]
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False) -> Any:
        """Return the class with a constructor, equality and representation of its fields; ``frozen``, its values are hashed and never change."""

        def decorate(cls: type) -> type:
            own = set(cls.__dict__)
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            methods = {
                "__init__": _first_made,
                "__repr__": _told,
                "__eq__": _equal,
                "__hash__": _hashed if frozen else None,
            }
            if frozen:
                methods |= {"__setattr__": _refused, "__delattr__": _refused}
            if frozen and slots:
                methods |= {"__getstate__": _state, "__setstate__": _restored}
            for name, method in methods.items():
                if name not in own:
                    setattr(made, name, method)
            return made

        return decorate if cls is None else decorate(cls)


_keys: dict[type, Callable[[Any], Any]] = {}
_write = object.__setattr__


def _first_made(self: Any, *words: Any, **named: Any) -> None:
    """Write the constructor of the value's class, and make this value with it."""
    kind: Any = next(cls for cls in type(self).__mro__ if cls.__dict__.get("__init__") is _first_made)
    kind.__init__ = _constructor(kind)
    kind.__init__(self, *words, **named)


def _constructor(kind: Any) -> Any:
    frozen = kind.__setattr__ is _refused
    given: dict[str, Any] = {"_write": _write, "_none": dataclasses.MISSING}
    taken, lines = [], []
    for spec in dataclasses.fields(kind):
        name = spec.name
        value = name
        if spec.default is not dataclasses.MISSING:
            given[f"_default_{name}"] = spec.default
            taken.append(f"{name}=_default_{name}")
        elif spec.default_factory is not dataclasses.MISSING:
            given[f"_make_{name}"] = spec.default_factory
            taken.append(f"{name}=_none")
            value = f"_make_{name}() if {name} is _none else {name}"
        else:
            taken.append(name)
        lines.append(f' _write(self, "{name}", {value})' if frozen else f" self.{name} = {value}")
    exec(f"def __init__(self, {', '.join(taken)}):\n" + "\n".join(lines or [" pass"]), given)  # noqa: S102 - of names of fields
    return given["__init__"]


def _key(kind: type) -> Callable[[Any], Any]:
    """Return what takes the values of the compared fields out of an instance."""
    if kind not in _keys:
        names = [spec.name for spec in dataclasses.fields(kind) if spec.compare]
        _keys[kind] = attrgetter(*names) if names else (lambda _self: ())
    return _keys[kind]


def _equal(self: Any, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    key = _key(self.__class__)
    return key(self) == key(other)


def _hashed(self: Any) -> int:
    return hash(_key(self.__class__)(self))


def _told(self: Any) -> str:
    said = ", ".join(f"{spec.name}={getattr(self, spec.name)!r}" for spec in dataclasses.fields(self) if spec.repr)
    return f"{self.__class__.__qualname__}({said})"


def _refused(self: Any, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{self.__class__.__qualname__}.{name} never changes")


def _state(self: Any) -> list[Any]:
    return [getattr(self, spec.name) for spec in dataclasses.fields(self)]


def _restored(self: Any, state: list[Any]) -> None:
    for spec, value in zip(dataclasses.fields(self), state, strict=True):
        _write(self, spec.name, value)
