"""Edits as values: ``apply`` is pure and returns the calendar after *and* the way back.

A reader would get wrong: fields are the model's (``Pause.start``), not the file's keys (``from``); ``storage.codec`` knows both.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping

from planner.core import ids
from planner.core.model import Calendar, Frozen, Item, time_key
from planner.core.values import dataclass, replace

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

SINGLE_TABLES = ("calendar", "objective", "coverage", "relevance", "csv", "filters", "limits")
"""Tables of which there is one; their ``key`` is ``""``. ``filters`` and ``limits`` take any names, None removes one."""


@dataclass(frozen=True, slots=True)
class Add:
    """Put ``entry`` into the array ``table`` at index ``at`` (None: last). ``raw`` is its text when it is put back after a removal."""

    table: str
    entry: Any
    at: int | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Set fields of one entry: ``key`` is its id, its index where entries have no id (pauses, accepted), or ``""`` for a single table."""

    table: str
    key: str | int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the entry ``key`` (id, or index where there is none) out of ``table``."""

    table: str
    key: str | int


@dataclass(frozen=True, slots=True)
class Batch:
    """Several edits, one after the other, as one step of undo; all or none."""

    edits: tuple[Edit, ...]


Edit = Add | Change | Remove | Batch


class GoneError(Exception):
    """The entry that an edit names is not there, or one of the same id is: ``args`` are table and key."""


def flat(edit: Edit) -> Iterator[Add | Change | Remove]:
    """Yield the single edits, in order."""
    if isinstance(edit, Batch):
        for one in edit.edits:
            yield from flat(one)
    else:
        yield edit


def locate(calendar: Calendar, table: str, key: str | int) -> int:
    """Return the index of entry ``key`` in array ``table``. Raises GoneError."""
    entries = getattr(calendar, table)
    if isinstance(key, int):
        if 0 <= key < len(entries):
            return key
        raise GoneError(table, key)
    if table == "items":
        if key in calendar.places:
            return calendar.places[key]
        raise GoneError(table, key)
    for index, entry in enumerate(entries):
        if entry.id == key:
            return index
    raise GoneError(table, key)


def apply(calendar: Calendar, edit: Edit) -> tuple[Calendar, Edit]:
    """Return the calendar after ``edit`` and the edit that takes it back. Raises GoneError; then nothing happened."""
    match edit:
        case Batch(edits):
            backward: list[Edit] = []
            rest = list(edits)
            while rest:
                count = _run(rest)
                if count > 1:
                    calendar, inverses = _apply_run(calendar, rest[:count])
                else:
                    calendar, inverse = apply(calendar, rest[0])
                    inverses = [inverse]
                backward += inverses
                del rest[:count]
            return calendar, Batch(tuple(reversed(backward)))
        case Add(table, entry, at):
            return _add(calendar, table, entry, at)
        case Remove(table, key):
            index = locate(calendar, table, key)
            entries = getattr(calendar, table)
            after = _with(calendar, table, (*entries[:index], *entries[index + 1 :]))
            return after, Add(table, entries[index], index)
        case Change(table, key, values):
            if table in SINGLE_TABLES:
                return _change_single(calendar, table, values)
            index = locate(calendar, table, key)
            entries = getattr(calendar, table)
            old = entries[index]
            new = replace(old, **values)
            if getattr(new, "id", "") != getattr(old, "id", ""):
                _refuse_twin(calendar, table, new, index)
            after = _with(calendar, table, (*entries[:index], new, *entries[index + 1 :]), new)
            if table == "items" and new.id == old.id:
                _carry_over(calendar, after, new)
                _carry_days_over(calendar, after, old, new)
            back = {name: getattr(old, name) for name in values}
            return after, Change(table, getattr(after, table)[index].id if hasattr(new, "id") else index, Frozen(back))


def _run(edits: list[Edit]) -> int:
    """Return how many of the first edits can be applied at once: of one kind, and of items with ids of their own."""
    first = edits[0]
    count = 0
    for edit in edits:
        if type(edit) is not type(first) or isinstance(edit, Batch) or edit.table != "items":
            break
        ident = edit.entry.id if isinstance(edit, Add) else str(edit.key)
        if not ident or ident.startswith("~") or (isinstance(edit, Change) and "id" in edit.values):
            break
        count += 1
    return max(count, 1)


def _apply_run(calendar: Calendar, run: list[Edit]) -> tuple[Calendar, list[Edit]]:
    """Apply edits of one kind to items in time that grows with the plan and the edits, not with their product. Raises GoneError."""
    items = list(calendar.items)
    if isinstance(run[0], Add):
        inverses = _put_in(items, [edit for edit in run if isinstance(edit, Add)])
    elif isinstance(run[0], Remove):
        inverses = _take_out(items, [str(edit.key) for edit in run if isinstance(edit, Remove)])
    else:
        inverses = _set(items, [edit for edit in run if isinstance(edit, Change)])
    return _with(calendar, "items", tuple(items)), inverses


def _put_in(items: list[Item], run: list[Add]) -> list[Edit]:
    taken = {item.id for item in items}
    for edit in run:
        if edit.entry.id in taken:
            raise GoneError("items", edit.entry.id)
        taken.add(edit.entry.id)
        items.insert(len(items) if edit.at is None else min(max(edit.at, 0), len(items)), edit.entry)
    return [Remove("items", edit.entry.id) for edit in run]


def _take_out(items: list[Item], idents: list[str]) -> list[Edit]:
    places = {item.id: place for place, item in enumerate(items)}
    gone: list[int] = []
    inverses: list[Edit] = []
    for ident in idents:
        place = places.pop(ident, None)
        if place is None:
            raise GoneError("items", ident)
        inverses.append(Add("items", items[place], place - bisect_left(gone, place)))
        insort(gone, place)
    left = iter([*gone, -1])
    following = next(left)
    kept = []
    for place, item in enumerate(items):
        if place == following:
            following = next(left)
        else:
            kept.append(item)
    items[:] = kept
    return inverses


def _set(items: list[Item], run: list[Change]) -> list[Edit]:
    places = {item.id: place for place, item in enumerate(items)}
    inverses: list[Edit] = []
    for edit in run:
        if edit.key not in places:
            raise GoneError("items", edit.key)
        old = items[places[str(edit.key)]]
        items[places[str(edit.key)]] = replace(old, **edit.values)
        inverses.append(Change("items", edit.key, Frozen({name: getattr(old, name) for name in edit.values})))
    return inverses


def _add(calendar: Calendar, table: str, entry: Any, at: int | None) -> tuple[Calendar, Edit]:
    entries = getattr(calendar, table)
    index = len(entries) if at is None else min(max(at, 0), len(entries))
    _refuse_twin(calendar, table, entry, -1)
    after = _with(calendar, table, (*entries[:index], entry, *entries[index:]), entry)
    placed = getattr(after, table)[index]
    return after, Remove(table, placed.id if hasattr(placed, "id") else index)


def _refuse_twin(calendar: Calendar, table: str, entry: Any, index: int) -> None:
    ident = getattr(entry, "id", "")
    if not ident or ident.startswith("~"):
        return
    if table == "items":
        other = calendar.by_id.get(ident)
        if other is not None and (index < 0 or calendar.items[index] is not other):
            raise GoneError(table, ident)
    elif any(other.id == ident and place != index for place, other in enumerate(getattr(calendar, table))):
        raise GoneError(table, ident)


def _with(calendar: Calendar, table: str, entries: tuple[Any, ...], new: Any = None) -> Calendar:
    """Return the calendar with these entries, of which ``new`` (if any) is the only one that may lack an id of its own."""
    named = table != "items" or (calendar.all_named and (new is None or (new.id and new.has_own_id)))
    if not named and any(item.id.startswith("~") for item in entries):
        entries = ids.named(entries)
    changed: dict[str, Any] = {table: entries}
    after = replace(calendar, **changed)
    if named and table == "items":
        vars(after)["all_named"] = True
    return after


def _carry_days_over(before: Calendar, after: Calendar, old: Item, new: Item) -> None:
    """Spare ``after`` the look at every item for its day, where ``before`` has taken it already; only ``old`` has become ``new``."""
    known = vars(before).get("by_day")
    if known is None or not before.all_named or not vars(after).get("all_named"):
        return
    places = before.places
    days = dict(known)
    if old.date is not None:
        left = tuple(item for item in days[old.date] if item is not old)
        days[old.date] = left
        if not left:
            del days[old.date]
    if new.date is not None:
        there = (*days.get(new.date, ()), new)
        days[new.date] = tuple(sorted(there, key=lambda item: (*time_key(item), places[item.id])))
    vars(after)["by_day"] = days


def _carry_over(before: Calendar, after: Calendar, item: Item) -> None:
    """Spare ``after`` the look-ups by id that ``before`` has made already; only ``item`` is another, in its place and with its id."""
    if before.all_named and "by_id" in vars(before):
        vars(after).update(places=before.places, by_id={**before.by_id, item.id: item})


def _change_single(calendar: Calendar, table: str, values: Mapping[str, Any]) -> tuple[Calendar, Edit]:
    if table == "calendar":
        back = {name: getattr(calendar, name) for name in values}
        return replace(calendar, **values), Change(table, "", Frozen(back))
    old = getattr(calendar, table)
    if table in ("filters", "limits"):
        back = {name: old.get(name) for name in values}
        merged = {name: value for name, value in {**old, **values}.items() if value is not None}
        changed: dict[str, Any] = {table: Frozen(merged)}
        return replace(calendar, **changed), Change(table, "", Frozen(back))
    back = {name: getattr(old, name) for name in values}
    changed = {table: replace(old, **values)}
    return replace(calendar, **changed), Change(table, "", Frozen(back))
