"""What both pages for reading show: months as weeks of days, then the list by day, then the ideas.

A reader would get wrong: a month that is asked for is drawn although nothing is in it; months between two items are not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from planner.core.dates import Month, clock, month_name, week_of
from planner.core.model import Calendar, Item
from planner.core.values import dataclass
from planner.exchange import names, selection

SCHEMES = ("http", "https", "mailto")
"""What a page for reading may link to."""


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page: months with their weeks (None for days of other months), items by day, and ideas."""

    months: tuple[tuple[Month, tuple[tuple[dt.date | None, ...], ...]], ...]
    by_day: dict[dt.date, tuple[Item, ...]]
    ideas: tuple[Item, ...]


def page(calendar: Calendar, items: Iterable[Item], month: Month | None = None) -> Page:
    """Return what a page of ``items`` shows; ``month`` is drawn even when it is empty."""
    chosen = tuple(items)
    by_day: dict[dt.date, list[Item]] = {}
    for item in sorted((item for item in chosen if item.date is not None), key=selection.by_time):
        if item.date is not None:
            by_day.setdefault(item.date, []).append(item)
    wanted = sorted({*selection.months(chosen), *([month] if month else [])})
    return Page(
        tuple((one, weeks(one, calendar.week_starts)) for one in wanted),
        {day: tuple(group) for day, group in by_day.items()},
        tuple(item for item in chosen if item.date is None),
    )


def weeks(month: Month, starts: str) -> tuple[tuple[dt.date | None, ...], ...]:
    """Return the rows of a month's grid: seven days each from the calendar's first weekday, None outside the month."""
    first = week_of(month.first, starts)
    rows = []
    while first <= month.last:
        row = [first + dt.timedelta(days=number) for number in range(7)]
        rows.append(tuple(day if Month.of(day) == month else None for day in row))
        first += dt.timedelta(days=7)
    return tuple(rows)


def month_title(month: Month) -> str:
    """Return ``December 2026``, ``décembre 2026``."""
    return f"{month_name(month.number)} {month.year}"


def time_of(item: Item) -> str:
    """Return the item's time of day, or an empty string."""
    return clock(item.time)


def link_of(item: Item) -> str:
    """Return the item's link where it may be followed, else an empty string."""
    return item.link if names.web_address(item.link, SCHEMES) else ""


def short_marks(texts: Sequence[str], least: int = 1) -> list[str]:
    """Return a short mark for each text, all different: as many first letters as tell it from the others, else a number too."""
    letters = ["".join(char for char in text if char.isalnum()).title() for text in texts]
    marks: list[str] = []
    for place, word in enumerate(letters):
        others = [*letters[:place], *letters[place + 1 :]]
        options = (word[:length] for length in range(least, least + 3) if word)
        unlike = (
            option
            for option in options
            if option not in marks and not any(other.startswith(option) for other in others)
        )
        mark = next(unlike, f"{word[:1]}{place + 1}")
        while mark in marks:
            mark += "+"
        marks.append(mark)
    return marks
