"""What each channel has to eat: the four weeks from today's, and until when ideas, dates and ready items last (CALENDAR.md §3).

A reader would get wrong: surplus in one week does not feed the next; only undated ideas flow from week to week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from planner.core.dates import week_of
from planner.core.idea_groups import kinds
from planner.core.model import Calendar, Item
from planner.core.values import dataclass

WEEKS = 4
HORIZON = 26
READY = ("approved", "scheduled", "published")
_WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Supply:
    """One channel's supply: ``need`` what four weeks ask, ``have`` what feeds them, and the last day that is fed in full three ways."""

    channel: str
    need: int
    have: int
    ready_until: dt.date
    planned_until: dt.date
    lasts_until: dt.date


def paused(calendar: Calendar, day: dt.date) -> bool:
    """Whether nothing is asked of ``day``: it lies in a pause (both ends in) or before ``starts``."""
    if calendar.starts is not None and day < calendar.starts:
        return True
    return any(pause.start <= day <= pause.end for pause in calendar.pauses)


def working_days(calendar: Calendar, week: dt.date) -> int:
    """Return how many days of the week that starts on ``week`` are not paused, 0 to 7."""
    if calendar.starts is None and not calendar.pauses:
        return 7
    return sum(not paused(calendar, week + index * _DAY) for index in range(7))


def asked(per_week: int, days: int) -> int:
    """Return what a week with so many days not paused asks of a channel."""
    return per_week * days // 7


def coming_weeks(calendar: Calendar, today: dt.date, count: int = HORIZON) -> list[dt.date]:
    """Return the first days of ``count`` weeks from the one that holds ``today``."""
    first = week_of(today, calendar.week_starts)
    return [first + index * _WEEK for index in range(count)]


def feeding(calendar: Calendar) -> dict[str, int]:
    """Return how many undated ideas can feed each channel: on the plan and without an answer ``no``."""
    counts: dict[str, int] = {}
    for group, count in kinds(calendar, "supply"):
        for channel in group.fed:
            counts[channel] = counts.get(channel, 0) + count
    return counts


def ideas_without_channel(calendar: Calendar) -> tuple[Item, ...]:
    """Return the ideas that feed no channel because they name none, in the file's order."""
    return tuple(item for item in calendar.ideas if not item.channels)


def fed(asks: Iterable[int], dated: Iterable[int], ideas: int) -> int:
    """Return how many items feed the weeks: dated ones up to what their week asks, then ideas up to what all ask."""
    pairs = list(zip(asks, dated, strict=True))
    return min(sum(ask for ask, _ in pairs), sum(min(ask, number) for ask, number in pairs) + ideas)


def lasts(weeks: Sequence[dt.date], asks: Sequence[int], dated: Sequence[int], ideas: int) -> dt.date:
    """Return the last day before the first week that is not fed in full, or the last day of all of them."""
    for week, ask, number in zip(weeks, asks, dated, strict=True):
        ideas -= max(ask - number, 0)
        if ideas < 0:
            return week - _DAY
    return weeks[-1] + 6 * _DAY


def counts_by_week(calendar: Calendar, weeks: Sequence[dt.date]) -> tuple[list[dict[str, int]], list[dict[str, int]]]:
    """Return for each week the counted items by channel, and of these the ready ones by channel."""
    all_dated: list[dict[str, int]] = []
    all_ready: list[dict[str, int]] = []
    for week in weeks:
        dated: dict[str, int] = {}
        ready: dict[str, int] = {}
        for index in range(7):
            for item in calendar.by_day.get(week + index * _DAY, ()):
                if calendar.counts(item):
                    is_ready = calendar.step(item) in READY
                    for channel in set(item.channels):
                        dated[channel] = dated.get(channel, 0) + 1
                        if is_ready:
                            ready[channel] = ready.get(channel, 0) + 1
        all_dated.append(dated)
        all_ready.append(ready)
    return all_dated, all_ready


def supply(calendar: Calendar, today: dt.date) -> tuple[Supply, ...]:
    """Return the supply of every channel with ``per_week``, in the file's order, as of ``today``."""
    channels = [channel for channel in calendar.channels if channel.per_week]
    if not channels:
        return ()
    weeks = coming_weeks(calendar, today)
    days = [working_days(calendar, week) for week in weeks]
    all_dated, all_ready = counts_by_week(calendar, weeks)
    ideas = feeding(calendar)
    result = []
    for channel in channels:
        asks = [asked(channel.per_week, number) for number in days]
        dated = [week.get(channel.id, 0) for week in all_dated]
        ready = [week.get(channel.id, 0) for week in all_ready]
        pool = ideas.get(channel.id, 0)
        result.append(
            Supply(
                channel=channel.id,
                need=sum(asks[:WEEKS]),
                have=fed(asks[:WEEKS], dated[:WEEKS], pool),
                ready_until=lasts(weeks, asks, ready, 0),
                planned_until=lasts(weeks, asks, dated, 0),
                lasts_until=lasts(weeks, asks, dated, pool),
            )
        )
    return tuple(result)
