"""``dataclass`` as of the standard library, made faster: what a class does not use is not written for it when it is imported.

A reader would get wrong: the standard module itself imports half a dozen others, and compiles six methods for each class at import: half the
time in which the program's own modules load. Here ``__init__`` is compiled when the first value is made, and the rest are shared. ``fields``,
``replace`` and ``is_dataclass`` of the standard module work as ever on these classes. There is no ``__post_init__``, ``kw_only`` or ``InitVar``: such a class takes the standard one.
"""

from __future__ import annotations

from operator import attrgetter
from types import MemberDescriptorType

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
    from typing import Any

    __all__ = ["MISSING", "dataclass", "field", "fields", "is_dataclass", "replace"]
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, order: bool = False) -> Any:
        """Return the class with a constructor, equality and representation of its fields.

        ``frozen``, its values are hashed and never change; ``order``, they are compared field by field.
        """

        def decorate(cls: type) -> type:
            own = set(cls.__dict__)
            specs = _specs_of(cls)
            made = _slotted(cls, [spec.name for spec in specs]) if slots else cls
            made.__specs__ = specs
            methods = {
                "__init__": _first(made),
                "__repr__": _told,
                "__eq__": _equal,
                "__hash__": _hashed if frozen else None,
                "__match_args__": tuple(spec.name for spec in specs),
            }
            if frozen:
                methods |= {"__setattr__": _refused, "__delattr__": _refused}
            if order:
                methods |= {"__lt__": _under, "__le__": _up_to, "__gt__": _over, "__ge__": _from}
            if frozen and slots:
                methods |= {"__getstate__": _state, "__setstate__": _restored}
            for name, method in methods.items():
                if name not in own:
                    setattr(made, name, method)
            for name in ("__dataclass_fields__", "__dataclass_params__"):
                setattr(made, name, _Standard(name))
            return made

        return decorate if cls is None else decorate(cls)

    MISSING = ...

    def field(**said: Any) -> Any:
        """Return what stands for a field's default in a class, as the standard function does."""
        usual = {"default": MISSING, "default_factory": MISSING, "repr": True, "compare": True, "metadata": {}}
        return Spec(**usual | said)

    def fields(kind: Any) -> Sequence[Spec]:
        """Return the fields of a class or value, in order."""
        return kind.__specs__

    def is_dataclass(kind: Any) -> bool:
        """Whether this is a class or value of this module's ``dataclass``."""
        return hasattr(kind, "__specs__")

    def replace(value: Any, /, **changes: Any) -> Any:
        """Return the value with other fields."""
        for spec in value.__specs__:
            if spec.name not in changes:
                changes[spec.name] = getattr(value, spec.name)
        return value.__class__(**changes)


class Spec:
    """One field: ``default`` and ``default_factory`` are ``MISSING`` where there is none."""

    __slots__ = ("compare", "default", "default_factory", "metadata", "name", "repr", "type")

    def __init__(self, **said: Any) -> None:
        for name, value in said.items():
            setattr(self, name, value)


class _Standard:
    """What the standard module knows a class by, made when that module first asks."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, _value: object, kind: type) -> Any:
        import dataclasses

        owner: Any = next(cls for cls in kind.__mro__ if "__specs__" in cls.__dict__)
        given = []
        for spec in owner.__specs__:
            default = {"default": spec.default} if spec.default is not MISSING else {}
            made_by = {"default_factory": spec.default_factory} if spec.default_factory is not MISSING else {}
            known: Any = dataclasses.field(
                repr=spec.repr, compare=spec.compare, metadata=spec.metadata, **default, **made_by
            )
            given.append((spec.name, spec.type, known))
        frozen = owner.__setattr__ is _refused
        twin: Any = dataclasses.make_dataclass("Twin", given, init=False, repr=False, eq=False, frozen=frozen)
        owner.__dataclass_params__ = twin.__dataclass_params__
        owner.__dataclass_fields__ = twin.__dataclass_fields__
        return getattr(owner, self.name)


def _specs_of(cls: type) -> list[Spec]:
    """Return the fields of a class, those of the classes it is made of first. A default that says more gives way to what it says."""
    found: dict[str, Spec] = {}
    for base in cls.__mro__[:0:-1]:
        if "__dataclass_fields__" in base.__dict__ and "__specs__" not in base.__dict__:
            raise TypeError(f"{base.__qualname__} is a standard data class; so must {cls.__qualname__} be")
        found |= {spec.name: spec for spec in base.__dict__.get("__specs__", ())}
    for name, kind in cls.__annotations__.items():
        if "ClassVar" in kind:
            continue
        default = cls.__dict__.get(name, MISSING)
        spec: Any = default if isinstance(default, Spec) else field()
        spec.name, spec.type = name, kind
        if spec is not default:
            spec.default = MISSING if isinstance(default, MemberDescriptorType) else default
        elif spec.default is MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, spec.default)
        found[name] = spec
    return list(found.values())


def _slotted(cls: type, names: list[str]) -> type:
    """Return the class anew with a slot for each field."""
    there = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    space = {name: value for name, value in cls.__dict__.items() if name not in (*names, "__dict__", "__weakref__")}
    space["__slots__"] = tuple(name for name in names if name not in there)
    made = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    return made


_keys: dict[type, Callable[[Any], Any]] = {}
_write = object.__setattr__


FEW = 12
"""So many values of a class are made without a constructor of its own: writing one takes as long as that."""


def _first(kind: Any) -> Callable[..., None]:
    """Return what makes the first values of a class, and then its constructor, which makes the others; threads may do so at once."""
    count = 0

    def made(self: Any, *words: Any, **named: Any) -> None:
        nonlocal count
        count += 1
        if count <= FEW and _set_each(self, kind, words, named):
            return
        constructor = _constructor(kind)
        kind.__init__ = constructor
        constructor(self, *words, **named)

    return made


def _set_each(self: Any, kind: Any, words: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Set the fields; return False where what is given does not fit them, which a constructor says better."""
    specs = kind.__specs__
    values = {spec.name: value for spec, value in zip(specs, words, strict=False)} | named
    if len(values) < len(words) + len(named):  # too many, or one of them twice
        return False
    for spec in specs:
        if spec.name not in values:
            if spec.default is not MISSING:
                values[spec.name] = spec.default
            elif spec.default_factory is not MISSING:
                values[spec.name] = spec.default_factory()
            else:
                return False
    if len(values) > len(specs):
        return False
    write = _write if kind.__setattr__ is _refused else setattr
    for name, value in values.items():
        write(self, name, value)
    return True


def _constructor(kind: Any) -> Any:
    frozen = kind.__setattr__ is _refused
    given: dict[str, Any] = {"_write": _write, "_none": MISSING}
    taken, lines = [], []
    for spec in kind.__specs__:
        name = spec.name
        value = name
        if spec.default is not MISSING:
            given[f"_default_{name}"] = spec.default
            taken.append(f"{name}=_default_{name}")
        elif spec.default_factory is not MISSING:
            given[f"_make_{name}"] = spec.default_factory
            taken.append(f"{name}=_none")
            value = f"_make_{name}() if {name} is _none else {name}"
        else:
            taken.append(name)
        lines.append(f' _write(self, "{name}", {value})' if frozen else f" self.{name} = {value}")
    exec(f"def __init__(self, {', '.join(taken)}):\n" + "\n".join(lines or [" pass"]), given)  # noqa: S102 - of names of fields
    return given["__init__"]


def _key(kind: Any) -> Callable[[Any], Any]:
    """Return what takes the values of the compared fields out of an instance."""
    if kind not in _keys:
        names = [spec.name for spec in kind.__specs__ if spec.compare]
        _keys[kind] = attrgetter(*names) if names else (lambda _self: ())
    return _keys[kind]


def _equal(self: Any, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    key = _key(self.__class__)
    return key(self) == key(other)


def _under(self: Any, other: object) -> Any:
    key = _key(self.__class__)
    return key(self) < key(other) if other.__class__ is self.__class__ else NotImplemented


def _up_to(self: Any, other: object) -> Any:
    key = _key(self.__class__)
    return key(self) <= key(other) if other.__class__ is self.__class__ else NotImplemented


def _over(self: Any, other: object) -> Any:
    key = _key(self.__class__)
    return key(self) > key(other) if other.__class__ is self.__class__ else NotImplemented


def _from(self: Any, other: object) -> Any:
    key = _key(self.__class__)
    return key(self) >= key(other) if other.__class__ is self.__class__ else NotImplemented


def _hashed(self: Any) -> int:
    return hash(_key(self.__class__)(self))


def _told(self: Any) -> str:
    said = ", ".join(f"{spec.name}={getattr(self, spec.name)!r}" for spec in self.__specs__ if spec.repr)
    return f"{self.__class__.__qualname__}({said})"


def _refused(self: Any, name: str, *_value: object) -> None:
    import dataclasses

    raise dataclasses.FrozenInstanceError(f"{self.__class__.__qualname__}.{name} never changes")


def _state(self: Any) -> list[Any]:
    return [getattr(self, spec.name) for spec in self.__specs__]


def _restored(self: Any, state: list[Any]) -> None:
    for spec, value in zip(self.__specs__, state, strict=True):
        _write(self, spec.name, value)
