"""Items as columns of plain JSON values and back: ten times as fast as TOML, for the cache only.

A reader would get wrong: items are made here without their constructor, slot by slot, which is most of the speed; every slot of ``Item``
must therefore be set, and is.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import fields
from itertools import repeat
from typing import TYPE_CHECKING, Any

from planner.core.model import EMPTY, Answer, Frozen, Item, Sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_DATES = frozenset({"date", "not_before", "not_after"})
_LISTS = frozenset({"channels", "personas", "assets", "hashtags"})
_SHARED = frozenset({"status", "format", "pillar", "message", "kind", "intent", "owner", "suggested_by", "moment"})
"""Fields whose values are few: equal ones become the same object, which spares memory."""
_PLAIN = (str, int, float, bool)


def dump(items: Sequence[Item]) -> dict[str, Any] | None:
    """Return the items by field, or None where one holds what JSON does not say exactly (a date among its extra columns)."""
    columns: dict[str, Any] = {"id": [item.id for item in items]}
    for spec in fields(Item):
        values = [getattr(item, spec.name) for item in items]
        if all(value == spec.default for value in values):
            columns[spec.name] = None
        elif spec.default is EMPTY:
            sparse = [[place, _mapping(value)] for place, value in enumerate(values) if value]
            if any(value is None for _place, value in sparse):
                return None
            columns[spec.name] = sparse
        elif spec.name in _DATES:
            columns[spec.name] = [value and value.toordinal() for value in values]
        elif spec.name == "time":
            columns[spec.name] = [value and value.isoformat() for value in values]
        else:
            columns[spec.name] = values
    return columns


def _mapping(value: Frozen) -> dict[str, Any] | None:
    result: dict[str, Any] = {}
    for name, one in value.items():
        if type(one) is Answer:
            result[name] = [one.answer, one.on.toordinal(), one.note]
        elif type(one) is Sent:
            result[name] = [one.on.toordinal(), one.digest]
        elif type(one) in _PLAIN:
            result[name] = one
        else:
            return None
    return result


def load(columns: dict[str, Any]) -> tuple[Item, ...]:
    """Return the items that ``dump`` was given. Raises ValueError, KeyError, TypeError, IndexError for anything else."""
    count = len(columns["id"])
    new = object.__new__
    items = tuple([new(Item) for _number in range(count)])
    for spec in fields(Item):
        column = columns[spec.name]
        values: Iterable[Any]
        if column is None:
            values = repeat(spec.default, count)
        elif spec.default is EMPTY:
            values = _filled(spec.name, column, count)
        elif len(column) != count:
            raise ValueError(spec.name)
        elif spec.name in _DATES:
            values = _mapped(column, dt.date.fromordinal)
        elif spec.name == "time":
            values = _mapped(column, dt.time.fromisoformat)
        elif spec.name in _LISTS:
            values = _same(map(tuple, column))
        else:
            values = _same(column) if spec.name in _SHARED else column
        deque(map(getattr(Item, spec.name).__set__, items, values), maxlen=0)
    return items


def _filled(name: str, sparse: list[Any], count: int) -> list[Any]:
    values: list[Any] = [EMPTY] * count
    for place, value in sparse:
        if name == "relevance":
            inner: dict[str, Any] = {
                key: Answer(one[0], dt.date.fromordinal(one[1]), one[2]) for key, one in value.items()
            }
        elif name == "exported":
            inner = {key: Sent(dt.date.fromordinal(one[0]), one[1]) for key, one in value.items()}
        else:
            inner = value
        values[place] = Frozen(inner)
    return values


def _mapped(column: list[Any], read: Callable[[Any], Any]) -> Iterable[Any]:
    """Return the column with each value read once, None staying None."""
    known = {value: read(value) for value in set(column) if value is not None}
    known[None] = None
    return map(known.__getitem__, column)


def _same(values: Iterable[Any]) -> Iterable[Any]:
    """Return the values, equal ones as one object."""
    known: dict[Any, Any] = {}
    return (known.setdefault(value, value) for value in values)
