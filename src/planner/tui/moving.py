"""Move mode as a value: which items, by how many days, and the edit that this comes to.

A reader would get wrong: several items keep their distance from one another as long as they are shifted; a day that is named gathers them
all on it. An idea has no date yet, and starts on the day it is given; it takes
the open slot of that day, as one does that a gap is filled with.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Iterable, Sequence

from planner.core import dates
from planner.core.edits import Batch, Change, Edit
from planner.core.model import Calendar, Frozen, Item
from planner.core.values import dataclass, replace
from planner.core.views import Sight, Slot
from planner.i18n import _, ngettext
from planner.tui.widgets.cards import status_name

_DISTANCE = re.compile(r"\s*[+-]\s*\d")
_TOWARDS = re.compile(r"\s*(?:to|au|à|a|vers)\s+(?:le\s+|the\s+)?", re.IGNORECASE)

MANY = 300
"""Of more items than this, not all are drawn at each step where they would go."""
NEAR = 70
"""Days around the one they are taken to: more than any view shows of a month."""


@dataclass(frozen=True, slots=True)
class Moving:
    """``items`` on their way; ``start`` is where ideas are put, ``days`` how far all have been taken since.

    ``gathered`` when all of them are to come to one day, which is then ``start``.
    """

    items: tuple[Item, ...]
    start: dt.date
    days: int = 0
    gathered: bool = False
    slots: Callable[[dt.date], Sequence[Slot]] | None = None
    """The open slots of a day, as the plan was when it began: an idea that comes to one is given its channel and time."""

    @property
    def idents(self) -> frozenset[str]:
        """The ids of what is moved."""
        return frozenset(item.id for item in self.items)

    @property
    def target(self) -> dt.date:
        """The day that the first of them would come to."""
        return self.date_of(self.items[0])

    def date_of(self, item: Item) -> dt.date:
        """Return the day that ``item`` would come to, kept inside 1970 to 2999."""
        return dates.shift(self.start if self.gathered else item.date or self.start, self.days)

    def by(self, days: int) -> Moving:
        """Return the same, so many days further."""
        return replace(self, days=self.days + days)

    def beside(self, lead: Moving) -> Moving:
        """Return the same, taken as far as ``lead`` has been, or to where that is gathered."""
        return replace(self, start=lead.start if lead.gathered else self.start, days=lead.days, gathered=lead.gathered)

    def to(self, day: dt.date) -> Moving:
        """Return the same, with every item on ``day``."""
        return replace(self, start=day, days=0, gathered=True)

    def spoken(self, text: str, today: dt.date, language: str, week_starts: str) -> Moving:
        """Return the same, where ``text`` says: a distance (``+7d``, ``-1w``) from where they are now, else a day for all of them.

        A weekday is that of the week where they are now.

        Raises UsageError where ``text`` is neither.
        """
        from planner.core.spoken import when

        if not _DISTANCE.match(text):
            return self.to(when(_TOWARDS.sub("", text, count=1), today, language, week_starts, self.target))
        day = when(text.replace(" ", ""), self.target, language, week_starts)
        return self.by((day - self.target).days)

    def _values(self) -> Iterable[tuple[Item, Frozen]]:
        """Yield what each item is given: its day, and of an idea what the open slot gives that it comes to on that day."""
        taken: set[tuple[dt.date, str]] = set()
        of: dict[str, Slot] = {}
        ideas = [item for item in self.items if item.date is None]
        for item in sorted(ideas, key=lambda one: not one.channels):  # first those whose slot it is
            slot = self._slot_of(item, taken)
            if slot is not None:
                taken.add((slot.date, slot.channel.id))
                of[item.id] = slot
        for item in self.items:
            values: dict[str, object] = {"date": self.date_of(item)}
            slot = of.get(item.id)
            if slot is not None:
                if not item.channels:
                    values["channels"] = (slot.channel.id,)
                if item.time is None and slot.time is not None:
                    values["time"] = slot.time
            yield item, Frozen(values)

    def _slot_of(self, item: Item, taken: Container[tuple[dt.date, str]]) -> Slot | None:
        """Return the open slot that an idea comes to: one of its own channels, or the only one there is where it has none."""
        if item.date is not None or self.slots is None:
            return None
        slots = [slot for slot in self.slots(self.date_of(item)) if (slot.date, slot.channel.id) not in taken]
        if not item.channels:
            return slots[0] if len(slots) == 1 else None
        return next((slot for slot in slots if slot.channel.id in item.channels), None)

    @property
    def edit(self) -> Edit | None:
        """The edit that keeps it, or None when everything is where it was."""
        return _given(self._values())

    @property
    def seen(self) -> Edit | None:
        """What of it there is to see meanwhile: of very many items, those that are near to the day they are taken to."""
        if len(self.items) <= MANY:
            return self.edit
        first, last = dates.shift(self.target, -NEAR), dates.shift(self.target, NEAR)
        days = ((item, self.date_of(item)) for item in self.items)
        return dated((item, day) for item, day in days if first <= day <= last or first <= (item.date or first) <= last)

    @property
    def slot(self) -> Slot | None:
        """The open slot that a single idea would take."""
        return self._slot_of(self.items[0], ()) if len(self.items) == 1 else None

    @property
    def slot_name(self) -> str:
        """The channel and time of that slot, or nothing."""
        slot = self.slot
        if slot is None:
            return ""
        name = slot.channel.name or slot.channel.id
        return f"{name} {dates.clock(slot.time)}" if slot.time else name

    @property
    def label(self) -> str:
        """What it will be called when it is done."""
        said = moved_label(self.items, self.target, gathered=self.gathered)
        return f"{said} · {self.slot_name}" if self.slot_name else said


def offered(sight: Sight, *, together: bool) -> Callable[[dt.date], Sequence[Slot]]:
    """Return what tells the open slots of a day, as they are shown: of several clients, without those that only came with a new file."""
    return sight.chosen_slots if together else sight.slots


def dated(days: Iterable[tuple[Item, dt.date]]) -> Edit | None:
    """Return the edit that dates the items so, or None when they are dated so already."""
    return _given((item, Frozen({"date": day})) for item, day in days)


def _given(values: Iterable[tuple[Item, Frozen]]) -> Edit | None:
    changes = tuple(Change("items", item.id, given) for item, given in values if item.date != given["date"])
    if not changes:
        return None
    return changes[0] if len(changes) == 1 else Batch(changes)


def moved_label(items: tuple[Item, ...], day: dt.date, *, gathered: bool = False) -> str:
    """Return ``“Pricing post” moved to Thu 3 Dec``, or the count of several, with the day where they are ``gathered`` on it."""
    if len(items) == 1:
        return _("“{title}” moved to {day}").format(title=items[0].title, day=dates.short_date(day))
    if gathered:
        return ngettext("{count} item moved to {day}", "{count} items moved to {day}", len(items)).format(
            count=len(items), day=dates.short_date(day)
        )
    return ngettext("{count} item moved", "{count} items moved", len(items)).format(count=len(items))


def undated_label(calendar: Calendar, items: Sequence[Item]) -> str:
    """Return what is said of items that lost their date: an item keeps its status, and is in the ideas whatever that is."""
    first, count = items[0], len(items)
    fresh = all(calendar.step(item) == "idea" for item in items)
    if count > 1 and fresh:
        return ngettext("{count} item is an idea again", "{count} items are ideas again", count).format(count=count)
    if count > 1:
        text = ngettext(
            "{count} item has no date any more; its status stays",
            "{count} items have no date any more; their status stays",
            count,
        )
        return text.format(count=count)
    if fresh:
        return _("“{title}” is an idea again").format(title=first.title)
    status = status_name(calendar, first.status)
    if not calendar.on_plan(first):
        return _("“{title}” has no date any more, still {status}").format(title=first.title, status=status)
    return _("“{title}” has no date any more: in the ideas, still {status}").format(title=first.title, status=status)
