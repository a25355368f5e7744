"""Which items an export takes, and in which order.

A reader would get wrong: with a month, a range or one end of it only dated items are meant; without, the inbox comes last.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from planner.core.dates import Month
from planner.core.model import Calendar, Item


class Filter(Protocol):
    """What ``core.filters.compile`` gives."""

    def matches(self, item: Item, /) -> bool:
        """Whether the item is wanted."""
        ...


def select(
    calendar: Calendar,
    *,
    month: Month | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    filter: Filter | None = None,  # noqa: A002 - the word users type
    ideas: bool = True,
    off_plan: bool = False,
) -> tuple[Item, ...]:
    """Return the items of an export by date, time (none first) and place in the file, ideas last (CALENDAR.md §6).

    Those on the plan, unless ``off_plan`` asks for parked and dropped ones too. ``first`` and ``last`` are both included; a month and a
    range together mean the days that lie in both.
    """
    ranged = month is not None or first is not None or last is not None
    if month is not None:
        first = max(first, month.first) if first else month.first
        last = min(last, month.last) if last else month.last
    dated: list[Item] = []
    undated: list[Item] = []
    for item in calendar.items:
        if not off_plan and not calendar.on_plan(item):
            continue
        if item.date is None:
            if not ideas or ranged:
                continue
        elif (first is not None and item.date < first) or (last is not None and item.date > last):
            continue
        if filter is None or filter.matches(item):
            (undated if item.date is None else dated).append(item)
    return (*sorted(dated, key=by_time), *undated)


def by_time(item: Item) -> tuple[dt.date, bool, dt.time]:
    """Return what orders dated items: the day, those without a time first, the time."""
    return (item.date or dt.date.max, item.time is not None, item.time or dt.time.min)


def months(items: tuple[Item, ...] | list[Item]) -> list[Month]:
    """Return the months that hold a dated item, in order."""
    return sorted({Month.of(item.date) for item in items if item.date is not None})
