"""Several calendars drawn as one: their weeks, months, boards, lists and ideas merged by day and column, as values.

A reader would get wrong: nothing is judged across calendars; each keeps its own slots, gaps and questions, and they only stand side by side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import count, repeat

from planner.core import dates, views
from planner.core.dates import Month
from planner.core.model import STEPS, Item
from planner.core.values import replace
from planner.core.views import Accept, Column, Day, MiniMonth, MonthView, Sight, Week

Part = tuple[Sight, Accept]
"""A calendar, and what the filter lets through of it."""
Entry = tuple[Sight, Item]
"""An item, and the sight of the calendar that it is in."""


def week(parts: Sequence[Part], day: dt.date, starts: str) -> Week:
    """Return the week that holds ``day`` and begins on ``starts``, of all calendars."""
    if len(parts) == 1 and parts[0][0].calendar.week_starts == starts:
        return views.week(parts[0][0], day, parts[0][1])
    return _week([_own_week(part, dates.week_of(day, starts)) for part in parts])


def month(parts: Sequence[Part], of: Month, starts: str) -> MonthView:
    """Return every week that touches the month, of all calendars."""
    if len(parts) == 1 and parts[0][0].calendar.week_starts == starts:
        return views.month(parts[0][0], of, parts[0][1])
    first, weeks = dates.week_of(of.first, starts), []
    while first <= of.last:
        weeks.append(_week([_own_week(part, first) for part in parts]))
        first += dt.timedelta(days=7)
    return MonthView(of, tuple(weeks))


def _own_week(part: Part, start: dt.date) -> Week:
    """Return seven days of one calendar; what falls short is told of its own week that has most of its days among them.

    What only came with the new file, and nobody uses, is left out: of several clients the week is full of it, and it is no one's plan.
    """
    sight, accept = part
    own = dates.week_of(start + dt.timedelta(days=3), sight.calendar.week_starts)
    days, gaps = sight.days(start, start + dt.timedelta(days=6), accept), sight.week_gaps(own)
    if sight.untouched:
        days = tuple(replace(day, slots=sight.chosen_slots(day.date)) for day in days)
        gaps = tuple(gap for gap in gaps if gap.subject not in sight.untouched)
    return Week(start, dates.week_number(start), days, gaps, sight.client)


def _week(parts: Sequence[Week]) -> Week:
    days = tuple(_day(days) for days in zip(*(part.days for part in parts), strict=True))
    gaps = tuple(gap for part in parts for gap in part.gaps)
    return Week(parts[0].start, parts[0].number, days, gaps, parts[0].client, tuple(parts))


def _day(parts: Sequence[Day]) -> Day:
    """Return one day of all calendars; it is paused where it is for all, and a holiday of several is told once."""
    occasions = {one.name: one for part in parts for one in part.occasions}
    reasons = [part.pause for part in parts]
    paused = [reason for reason in reasons if reason is not None]
    return Day(
        parts[0].date,
        tuple(card for part in parts for card in part.cards),
        tuple(slot for part in parts for slot in part.slots),
        tuple(gap for part in parts for gap in part.gaps),
        tuple(gap for part in parts for gap in part.begins),
        tuple(occasions.values()),
        ", ".join(dict.fromkeys(filter(None, paused))) if len(paused) == len(reasons) else None,
        sum(part.hidden for part in parts),
        parts[0].client,
        tuple(parts),
    )


def mini_month(parts: Sequence[Part], of: Month, starts: str) -> MiniMonth:
    """Return the month in small: the items of all calendars counted, a week short where one of them falls short."""
    if len(parts) == 1 and parts[0][0].calendar.week_starts == starts:
        return views.mini_month(parts[0][0], of, parts[0][1])
    first, weeks = dates.week_of(of.first, starts), []
    while first <= of.last:
        weeks.append((first, dates.week_number(first)))
        first += dt.timedelta(days=7)
    counts: dict[dt.date, int] = {}
    short: set[dt.date] = set()
    for sight, accept in parts:
        view = views.mini_month(sight, of, accept)
        for day, number in view.counts.items():
            counts[day] = counts.get(day, 0) + number
        short |= {dates.week_of(start + dt.timedelta(days=3), starts) for start in view.short}
    return MiniMonth(of, tuple(weeks), counts, frozenset(short))


def board(parts: Sequence[Part], of: Month) -> tuple[Column, ...]:
    """Return a column for each step: the month's items of all calendars by date and time, and the undated ones after them."""
    if len(parts) == 1:
        return views.board(parts[0][0], of, parts[0][1])
    boards = [views.board(sight, of, accept) for sight, accept in parts]
    return tuple(
        Column(
            step,
            tuple(sorted((card for column in columns for card in column.cards), key=lambda card: _when(card.item))),
        )
        for step, columns in zip(STEPS, _lanes(boards), strict=False)
    )


def _lanes(boards: Iterable[tuple[Column, ...]]) -> Iterable[tuple[Column, ...]]:
    return zip(*boards, strict=True)


def listed(parts: Sequence[Part]) -> tuple[Entry, ...]:
    """Return every item of all calendars by date and time, undated ones last."""
    return _merged(parts, lambda sight, accept: views.listed(sight.calendar, accept))


def _merged(parts: Sequence[Part], make: Callable[[Sight, Accept], Iterable[Item]]) -> tuple[Entry, ...]:
    lists = [zip(repeat(sight), make(sight, accept), strict=False) for sight, accept in parts]
    return tuple(lists[0]) if len(lists) == 1 else tuple(merge(*lists, key=lambda entry: _when(entry[1])))


def ideas(parts: Sequence[Part]) -> tuple[Entry, ...]:
    """Return the inboxes one after the other, each with its newest first."""
    return tuple((sight, item) for sight, accept in parts for item in views.ideas(sight.calendar, accept))


def on_days(parts: Sequence[Part], days: Iterable[dt.date]) -> tuple[Entry, ...]:
    """Return what the filters let through on ``days``, day by day, calendar by calendar."""
    return tuple(
        (sight, item)
        for day in days
        for sight, accept in parts
        for item in sight.calendar.by_day.get(day, ())
        if accept(item)
    )


def _when(item: Item) -> tuple[bool, dt.date, bool, dt.time]:
    return (item.date is None, item.date or dt.date.max, item.time is not None, item.time or dt.time.min)


def marks(titles: Sequence[str], width: int = 2) -> tuple[str, ...]:
    """Return a short mark for each title, all different: letters of its words, else of the first, else a number."""
    given: list[str] = []
    for place, title in enumerate(titles, 1):
        given.append(next(option for option in _options(title, place, width) if option and option not in given))
    return tuple(given)


def _options(title: str, place: int, width: int) -> Iterator[str]:
    """Yield what a title could be marked with, best first, without end."""
    parts = title.replace("’", " ").replace("'", " ").split()
    words = [word for part in parts if (word := "".join(char for char in part if char.isalnum()))]
    whole = "".join(words)
    if len(words) >= width:
        yield "".join(word[0] for word in words[:width]).upper()
    yield from ((whole[0] + other).title() for other in whole[1:])
    yield from (f"{whole[:1].upper()}{number}" for number in count(place))
