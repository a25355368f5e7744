"""How soon an item may come again: at what distance the same title is no repeat.

A reader would get wrong: a copy that is planned already counts too, so the distance is from the last of them and not from the one that is
copied; ``repeat_days`` itself is still too soon, as the flag ``repeat`` has it (CALENDAR.md §4).
"""

from __future__ import annotations

import datetime as dt

from planner.core import dates
from planner.core.fold import fold
from planner.core.model import Calendar, Item


def dated_alike(calendar: Calendar, item: Item) -> tuple[Item, ...]:
    """Return the counted items of the same folded title, ``item`` among them, by date."""
    title = fold(item.title)
    found = [one for one in calendar.items if calendar.counts(one) and (one.id == item.id or fold(one.title) == title)]
    return tuple(sorted(found, key=lambda one: one.date or dt.date.max))


def earliest(calendar: Calendar, item: Item, today: dt.date) -> dt.date:
    """Return the first day, from today on, that lies more than ``repeat_days`` after every dated item of the same title."""
    last = max((one.date for one in dated_alike(calendar, item) if one.date is not None), default=None)
    return today if last is None else max(today, dates.shift(last, max(calendar.repeat_days, 0) + 1))


def too_near(calendar: Calendar, item: Item, day: dt.date) -> Item | None:
    """Return the dated item of the same title that is nearest to ``day`` and within ``repeat_days`` of it, before or after, or None."""
    near = [
        one for one in dated_alike(calendar, item) if one.date and abs((one.date - day).days) <= calendar.repeat_days
    ]
    return min(near, key=lambda one: abs(((one.date or day) - day).days), default=None)
