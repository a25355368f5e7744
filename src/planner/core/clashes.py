"""Whether an edit made on one state of a plan still fits another one: field by field, and what both sides changed.

A reader would get wrong: mappings (answers, results, what was sent) are fitted key by key, so two people who answer different questions of
one item do not clash; lists are values, and two different ones do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planner.core.edits import SINGLE_TABLES, Add, Batch, Change, Edit, Remove, flat
from planner.core.model import Calendar, Frozen, Item, differs
from planner.core.values import dataclass, field, fields, is_dataclass, replace

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

WHOLE = ""
"""Stands for the entry itself, where one side removed it, among the names of fields."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One entry that both sides changed: as it was (None: not there), as the edit wants it and as it is now (None: removed).

    ``fields`` are those that both changed to different values; ``WHOLE`` alone where one side removed the entry. ``key`` is what the edit
    calls it and ``now`` what the present plan calls it.
    """

    table: str
    key: str | int
    now: str | int
    base: Any
    mine: Any
    theirs: Any
    fields: tuple[str, ...]

    @property
    def title(self) -> str:
        """What people call the entry; empty for a table of which there is one."""
        for entry in (self.theirs, self.mine, self.base):
            for name in ("title", "name", "id"):
                word = "" if isinstance(entry, (Mapping, Calendar)) else getattr(entry, name, "")
                if word:
                    return str(word)
        return ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What of an edit fits without a question, and what does not."""

    steps: tuple[Add | Change | Remove, ...]
    clashes: tuple[Clash, ...] = field(default=())

    @property
    def edit(self) -> Edit:
        """The part that fits."""
        return self.steps[0] if len(self.steps) == 1 else Batch(self.steps)


def fit(edit: Edit, seen: Calendar, now: Calendar) -> Fitted:
    """Return ``edit``, which was made on the plan ``seen``, as it fits the plan ``now``, on which somebody else has worked since."""
    if seen is now:
        return Fitted(tuple(flat(edit)))
    steps: list[Add | Change | Remove] = []
    clashes: list[Clash] = []
    own: set[tuple[str, str | int]] = set()
    for step in flat(edit):
        if isinstance(step, Add):
            found = _twin(step, seen, now) if (step.table, getattr(step.entry, "id", "")) not in own else None
            own.add((step.table, getattr(step.entry, "id", "")))
        elif (step.table, step.key) in own:
            found = None
        elif isinstance(step, Change):
            found = _changed(step, seen, now)
        else:
            own.add((step.table, step.key))
            found = _removed(step, seen, now)
        fitted, clash = (step, None) if found is None else found
        if fitted is not None:
            steps.append(fitted)
        if clash is not None:
            clashes.append(clash)
            own.discard((step.table, getattr(step, "key", "")))
    return Fitted(tuple(steps), tuple(clashes))


_Found = tuple[Add | Change | Remove | None, Clash | None] | None


def _twin(step: Add, seen: Calendar, now: Calendar) -> _Found:
    """Look at an entry whose id somebody else has given meanwhile."""
    ident = getattr(step.entry, "id", "")
    if not ident or str(ident).startswith("~"):
        return None
    theirs = entry_of(now, step.table, ident)
    if theirs is None or entry_of(seen, step.table, ident) is not None:
        return None
    names = tuple(differs(step.entry, theirs))
    return None, Clash(step.table, ident, ident, None, step.entry, theirs, names) if names else None


def _changed(step: Change, seen: Calendar, now: Calendar) -> _Found:
    base = entry_of(seen, step.table, step.key)
    if base is None:
        return None
    key = _key_now(step.table, step.key, base, now)
    theirs = None if key is None else entry_of(now, step.table, key)
    mine = _with(base, step.values)
    if theirs is None or key is None:
        return None, Clash(step.table, step.key, step.key, base, mine, None, (WHOLE,))
    values, clashing = {}, []
    for name, wanted in step.values.items():
        was, found = _value(base, name), _value(theirs, name)
        merged = _merged(was, wanted, found)
        if merged is _CLASH and name != "id":
            clashing.append(name)
        else:
            values[name] = wanted if merged is _CLASH else merged
    if isinstance(theirs, Item):
        _day_and_time(mine, theirs, values, clashing)
    left = Change(step.table, key, Frozen(values)) if values or not clashing else None
    if not clashing:
        return left, None
    return left, Clash(step.table, step.key, key, base, mine, theirs, tuple(clashing))


def _day_and_time(mine: Item, theirs: Item, values: dict[str, Any], clashing: list[str]) -> None:
    """Keep a time with its day: one goes nowhere without the other."""
    if mine.date is None and "date" in values:
        if "time" in clashing:
            clashing.remove("time")
        values["time"] = None
    elif values.get("date", theirs.date) is None and (values.get("time") is not None or "time" in clashing):
        values.pop("time", None)
        clashing[:] = dict.fromkeys((*clashing, "date", "time"))


def _removed(step: Remove, seen: Calendar, now: Calendar) -> _Found:
    base = entry_of(seen, step.table, step.key)
    if base is None:
        return None
    key = _key_now(step.table, step.key, base, now)
    if key is None:
        return None, None
    theirs = entry_of(now, step.table, key)
    if theirs == base or (is_dataclass(theirs) and set(differs(base, theirs)) <= {"id"}):
        return Remove(step.table, key), None
    return None, Clash(step.table, step.key, key, base, None, theirs, (WHOLE,))


_CLASH: Any = object()


def _merged(was: Any, wanted: Any, found: Any) -> Any:
    """Return the value in which both changes are, or ``_CLASH``."""
    if found in (was, wanted):
        return wanted
    if wanted == was:
        return found
    if not all(isinstance(value, Mapping) for value in (was, wanted, found)):
        return _CLASH
    result = dict(found)
    for key in dict.fromkeys((*was, *wanted)):
        if wanted.get(key) == was.get(key):
            continue
        if found.get(key) not in (was.get(key), wanted.get(key)):
            return _CLASH
        result.pop(key, None)
        if key in wanted:
            result[key] = wanted[key]
    return Frozen(result)


def entry_of(calendar: Calendar, table: str, key: str | int) -> Any:
    """Return the entry that an edit names, or None; a table of which there is one is its own entry."""
    if table in SINGLE_TABLES:
        return calendar if table == "calendar" else getattr(calendar, table)
    if table == "items":
        return calendar.by_id.get(str(key))
    entries = getattr(calendar, table)
    if isinstance(key, int):
        return entries[key] if 0 <= key < len(entries) else None
    return next((entry for entry in entries if entry.id == key), None)


def _key_now(table: str, key: str | int, base: Any, now: Calendar) -> str | int | None:
    """Return what ``now`` calls the entry ``base``, or None where it is gone; an item without an id may have been given one."""
    if isinstance(key, int):
        entries = getattr(now, table)
        return entries.index(base) if base in entries else None
    if entry_of(now, table, key) is not None:
        return key
    if isinstance(base, Item) and not base.has_own_id:
        same = [item.id for item in now.items if (item.title, item.date) == (base.title, base.date)]
        return same[0] if len(same) == 1 else None
    return None


def _value(entry: Any, name: str) -> Any:
    return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name)


def _with(entry: Any, values: Mapping[str, Any]) -> Any:
    return Frozen({**entry, **values}) if isinstance(entry, Mapping) else replace(entry, **values)


def value_of(entry: Any, name: str) -> Any:
    """Return a field of an entry, None where there is no entry or no such name."""
    return None if entry is None else _value(entry, name)


# -- what was decided

Kept = frozenset[str] | None
"""Of one clash, the fields of which mine is kept; None: both, mine as an item of its own."""


def settle(fitted: Fitted, kept: Sequence[Kept], new_id: Callable[[], str]) -> Edit:
    """Return the edit that does what fits and what was decided of each clash; it may be empty."""
    steps = list(fitted.steps)
    for clash, mine in zip(fitted.clashes, kept, strict=True):
        if mine is None and clash.table == "items" and clash.mine is not None:
            if clash.theirs is not None:
                steps = [step for step in steps if not _about(step, clash)]
                steps.append(Add("items", replace(clash.mine, id=new_id())))
                continue
            mine = frozenset({WHOLE})  # noqa: PLW2901 - only one of the two is left, so it is both
        steps += _decided(clash, mine or frozenset(), new_id)
    return steps[0] if len(steps) == 1 else Batch(tuple(steps))


def _about(step: Add | Change | Remove, clash: Clash) -> bool:
    return not isinstance(step, Add) and step.table == clash.table and step.key == clash.now


def _decided(clash: Clash, mine: frozenset[str], new_id: Callable[[], str]) -> list[Add | Change | Remove]:
    if clash.fields == (WHOLE,):
        if WHOLE not in mine:
            return []
        if clash.mine is None:
            return [Remove(clash.table, clash.now)]
        entry = clash.mine
        if isinstance(entry, Item) and not entry.has_own_id:
            entry = replace(entry, id=new_id())
        return [Add(clash.table, entry)]
    values = {name: _value(clash.mine, name) for name in clash.fields if name in mine}
    if not values:
        return []
    if isinstance(clash.theirs, Item) and values.get("date", clash.theirs.date) is None:
        values["time"] = None  # a time without a day says nothing
    return [Change(clash.table, clash.now, Frozen(values))]


def whole_fields(clash: Clash) -> tuple[str, ...]:
    """Return the names of the fields in which the two sides of a clash differ at all, those that clash first."""
    if clash.mine is None or clash.theirs is None or not is_dataclass(clash.mine):
        return clash.fields
    names = [spec.name for spec in fields(clash.mine) if spec.name != "id"]
    other = [name for name in names if _value(clash.mine, name) != _value(clash.theirs, name)]
    return tuple(dict.fromkeys((*clash.fields, *other)))
