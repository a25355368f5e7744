"""The last change as something that can be done to other items too.

A reader would get wrong: a move is repeated as a distance where both ends were dates, and as a date where an idea got its first, or where
several items came to one day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planner.core import dates, elsewhere
from planner.core.edits import Batch, Change, Edit
from planner.core.model import EMPTY, Calendar, Frozen, Item
from planner.core.values import dataclass, replace
from planner.i18n import _, ngettext
from planner.tui.moving import moved_label

SINGULAR = frozenset({"title", "copy", "notes", "link"})
"""What belongs to one item alone and is not carried over to another."""
PLACED = frozenset({"date", "time", "channels"})
"""What an idea is given that is put on a day."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is set, and by how many days dates are shifted (0: not); ``names`` are those of what is set, in the calendar it was set in."""

    values: Mapping[str, Any]
    days: int = 0
    names: Mapping[Any, str] = EMPTY

    def meant_in(self, calendar: Calendar) -> Repeat | None:
        """Return the same for a calendar that may call it by other ids; None where it does not have that."""
        values = dict(self.values)
        for field, table in elsewhere.TABLES.items():
            found = []
            for ident in elsewhere.idents(values.get(field)):
                name = self.names.get((table, ident))
                there = ident if name is None else elsewhere.known(calendar, table, ident, name)
                if not there:
                    return None
                found.append(there)
            if found:
                values[field] = tuple(found) if isinstance(values[field], tuple) else found[0]
        return replace(self, values=Frozen(values))

    def edit(self, items: Iterable[Item]) -> Edit | None:
        """Return the edit that does the same to ``items``, or None where it changes nothing."""
        changes = []
        for item in items:
            values = dict(self.values)
            if self.days and item.date is not None:
                values["date"] = dates.shift(item.date, self.days)
            if item.date is None and "date" not in values:
                values.pop("time", None)
            values = {name: value for name, value in values.items() if getattr(item, name) != value}
            if values:
                changes.append(Change("items", item.id, Frozen(values)))
        if not changes:
            return None
        return changes[0] if len(changes) == 1 else Batch(tuple(changes))


def label(calendar: Calendar, items: Sequence[Item], edit: Edit) -> str:
    """Return what it is called to do ``edit``, a repeated change, to ``items``: where one goes, or what it is given."""
    first = edit.edits[0] if isinstance(edit, Batch) else edit
    values = first.values if isinstance(first, Change) else {}
    if len(items) == 1 and set(values) == {"date"} and values["date"] is not None:
        return moved_label(tuple(items), values["date"])
    if set(values) == {"date"} and values["date"] is not None and isinstance(edit, Batch):
        days = {change.values.get("date") for change in edit.edits if isinstance(change, Change)}
        return moved_label(tuple(items), values["date"], gathered=len(days) == 1)
    said = ", ".join(_said(calendar, name, value) for name, value in values.items())
    if len(items) == 1:
        return _("“{title}”: {value}").format(title=items[0].title, value=said)
    return ngettext("{count} item: {value}", "{count} items: {value}", len(items)).format(count=len(items), value=said)


def _said(calendar: Calendar, name: str, value: Any) -> str:
    from planner.tui.acts.importing import label_of, value_text

    if isinstance(value, dt.date):
        return dates.short_date(value)
    return value_text(calendar, name, value) or _("no {field}").format(field=label_of(name).lower())


def repeat_of(before: Calendar, edit: Edit) -> Repeat | None:
    """Return how ``edit`` can be repeated, or None where it cannot: it adds, removes, or sets different things on different items."""
    changes = edit.edits if isinstance(edit, Batch) else (edit,)
    found: set[tuple[tuple[str, Any], ...]] = set()
    days: set[int] = set()
    ends: set[dt.date] = set()
    for change in changes:
        if not isinstance(change, Change) or change.table != "items" or SINGULAR & change.values.keys():
            return None
        values = dict(change.values)
        item = before.by_id.get(str(change.key))
        day = values.get("date")
        if isinstance(day, dt.date) and item is not None and item.date is not None:
            days.add((day - item.date).days)
            ends.add(day)
            del values["date"]
        elif isinstance(day, dt.date) and values.keys() <= PLACED:
            values = {"date": day}  # the rest came of the slot it was put on, and another item has its own
        try:
            found.add(tuple(sorted(values.items(), key=lambda pair: pair[0])))
        except TypeError:
            return None
    if len(found) != 1:
        return None
    first = dict(found.pop())
    names = Frozen(elsewhere.named(before, first))
    if len(days) > 1:
        return Repeat(Frozen({**first, "date": ends.pop()}), 0, names) if len(ends) == 1 else None
    return Repeat(Frozen(first), days.pop() if days else 0, names)
