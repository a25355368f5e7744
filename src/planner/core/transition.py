"""The edit that leads from one state of a plan to another, so that an earlier or a merged state is one ordinary step of undo.

A reader would get wrong: entries keep their place and are changed field by field where they can be; only what is out of order is taken
out and put in again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from planner.core import edits
from planner.core.edits import SINGLE_TABLES, Add, Batch, Change, Edit, GoneError, Remove
from planner.core.model import CALENDAR_FIELDS, ENTRY_TYPES, Calendar, Frozen, differs

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any


def leading(before: Calendar, after: Calendar) -> Batch:
    """Return the edit that makes ``after`` of ``before``: entries that stay are changed field by field, in the later plan's order."""
    steps: list[Edit] = []
    for table in ENTRY_TYPES:
        steps += _array_steps(table, getattr(before, table), getattr(after, table))
    for table in SINGLE_TABLES:
        values = _single_values(table, before, after)
        if values:
            steps.append(Change(table, "", Frozen(values)))
    edit = Batch(tuple(steps))
    try:
        exact = edits.apply(before, edit)[0].items == after.items
    except GoneError:
        exact = False
    if exact:
        return edit
    # twins without ids change their names under each other's edits; then all items are put anew
    others = [step for step in steps if getattr(step, "table", "") != "items"]
    removed: list[Edit] = [Remove("items", item.id) for item in reversed(before.items)]
    return Batch((*others, *removed, *(Add("items", item, at) for at, item in enumerate(after.items))))


def _array_steps(table: str, old: Sequence[Any], new: Sequence[Any]) -> list[Edit]:
    if old == new:
        return []
    keys_old, keys_new = _keys(old), _keys(new)
    staying = set(_in_order(keys_old, keys_new))
    steps: list[Edit] = [
        Remove(table, getattr(entry, "id", place))
        for place, (key, entry) in reversed(list(enumerate(zip(keys_old, old, strict=True))))
        if key not in staying
    ]
    was = dict(zip(keys_old, old, strict=True))
    adds: list[Edit] = []
    for place, (key, entry) in enumerate(zip(keys_new, new, strict=True)):
        if key not in staying:
            adds.append(Add(table, entry, place))
        elif entry != was[key] or repr(entry) != repr(was[key]):
            values = {name: now for name, (_was, now) in differs(was[key], entry).items()}
            steps.append(Change(table, entry.id, Frozen(values)))
    return steps + adds


def _keys(entries: Sequence[Any]) -> list[Any]:
    """Return what each entry goes by: its id, or what it says and how many before it say the same."""
    seen: dict[Any, int] = {}
    result = []
    for entry in entries:
        key = getattr(entry, "id", None) or repr(entry)
        result.append((key, seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return result


def _in_order(old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    """Return the longest run of keys that both have in the same order."""
    places = {key: place for place, key in enumerate(old)}
    tops: list[int] = []
    chain: list[tuple[int, int]] = []
    ends: list[int] = []
    for key in new:
        if key not in places:
            continue
        place = places[key]
        at = bisect_left(tops, place)
        chain.append((place, ends[at - 1] if at else -1))
        tops[at : at + 1] = [place]
        ends[at : at + 1] = [len(chain) - 1]
    result = []
    link = ends[-1] if ends else -1
    while link >= 0:
        place, link = chain[link]
        result.append(old[place])
    return result


def _single_values(table: str, before: Calendar, after: Calendar) -> dict[str, Any]:
    if table == "calendar":
        return {
            name: getattr(after, name)
            for name in CALENDAR_FIELDS
            if repr(getattr(before, name)) != repr(getattr(after, name))
        }
    old, new = getattr(before, table), getattr(after, table)
    if isinstance(old, Mapping):
        return {name: new.get(name) for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)}
    return {name: now for name, (_was, now) in differs(old, new).items()}
