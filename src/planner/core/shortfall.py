"""Where one month falls short, all rules together, on a state that placings can be tried on (CALENDAR.md §3).

A reader would get wrong: a week is counted whole though a day of it lies in the neighbouring month, and a quiet run may begin and end outside
the month; only the other rules look at the month's own days.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from planner.core import dates
from planner.core.dates import Month
from planner.core.model import Calendar, Item
from planner.core.supply import WEEKS, asked, coming_weeks, counts_by_week, fed, feeding, paused, working_days
from planner.core.tally import RULES, Finding, Key, MonthlyRules, Tally

_DAY = dt.timedelta(days=1)
SUPPLY_DAYS = 27
"""A supply gap runs from today to so many days on."""


def matching(calendar: Calendar, month: Month) -> frozenset[tuple[str, str, dt.date | None]]:
    """Return the accepted gaps that can hold in ``month``, as (rule, subject, first day or None for every such gap)."""
    name = str(month)
    return frozenset(
        (one.rule, one.subject, one.start) for one in calendar.accepted if one.start is not None or one.month == name
    )


class Shortfall:
    """What a month counts and lacks. ``add`` puts an item on a day; ``findings`` are then those of the plan with it."""

    def __init__(self, calendar: Calendar, month: Month, today: dt.date) -> None:
        self.calendar = calendar
        self.month = month
        self.today = today
        self.rules = MonthlyRules(calendar, month)
        self._accepted = matching(calendar, month)
        self.weeks = month.weeks(calendar.week_starts)
        self.asks = self._week_asks()
        self.quiet_limit = calendar.coverage.max_quiet_days
        reach = self.quiet_limit
        self.window = (dates.shift(month.first, -reach), dates.shift(month.last, reach))
        self.tally = Tally(calendar, self._counted(month.first, month.last))
        self.week_counts: Counter[tuple[str, dt.date]] = Counter()
        self.on_channel: Counter[tuple[str, dt.date]] = Counter()
        self.busy: set[dt.date] = set()
        self._read_days()
        self._read_supply()

    def _counted(self, first: dt.date, last: dt.date) -> Iterator[Item]:
        by_day = self.calendar.by_day
        for day in dates.days(first, last):
            for item in by_day.get(day, ()):
                if self.calendar.on_plan(item):
                    yield item

    def _week_asks(self) -> dict[tuple[str, dt.date], int]:
        working = {week: working_days(self.calendar, week) for week in self.weeks}
        return {
            (channel.id, week): asked(channel.per_week, working[week])
            for week in self.weeks
            for channel in self.calendar.channels
            if channel.per_week
        }

    def _read_days(self) -> None:
        first = min(self.window[0], self.weeks[0], self.month.first)
        last = max(self.window[1], self.weeks[-1] + 6 * _DAY, self.month.last)
        for item in self._counted(first, last):
            if item.date is not None:
                self._note(item, item.date)

    def _note(self, item: Item, day: dt.date) -> None:
        self.busy.add(day)
        week = dates.week_of(day, self.calendar.week_starts)
        for channel in set(item.channels):
            self.week_counts[channel, week] += 1
            self.on_channel[channel, day] += 1

    def _read_supply(self) -> None:
        channels = [channel for channel in self.calendar.channels if channel.per_week]
        self.supply_weeks: list[dt.date] = []
        self.supply_asks: dict[str, list[int]] = {}
        self.supply_dated: dict[str, list[int]] = {}
        self.ideas: dict[str, int] = {}
        if not channels or not self.month.first <= self.today <= self.month.last:
            return
        self.supply_weeks = coming_weeks(self.calendar, self.today, WEEKS)
        days = [working_days(self.calendar, week) for week in self.supply_weeks]
        counts, _ready = counts_by_week(self.calendar, self.supply_weeks)
        self.supply_asks = {channel.id: [asked(channel.per_week, number) for number in days] for channel in channels}
        self.supply_dated = {name: [week.get(name, 0) for week in counts] for name in self.supply_asks}
        self.ideas = feeding(self.calendar)

    def add(self, item: Item, day: dt.date, *, fed_as_idea: frozenset[str] = frozenset()) -> None:
        """Put ``item`` (with the fields it will have) on ``day``; ``fed_as_idea`` names the channels that it fed as an idea."""
        if self.month.first <= day <= self.month.last:
            self.tally.count(item)
        self._note(item, day)
        if not self.supply_weeks:
            return
        for channel in fed_as_idea:
            self.ideas[channel] = self.ideas.get(channel, 0) - 1
        place = self.supply_place(day)
        if place is not None:
            for channel in set(item.channels) & self.supply_asks.keys():
                self.supply_dated[channel][place] += 1

    def supply_place(self, day: dt.date) -> int | None:
        """Return which of the four weeks from today's holds ``day``, from 0, or None."""
        if not self.supply_weeks:
            return None
        place = (day - self.supply_weeks[0]).days // 7
        return place if 0 <= place < WEEKS else None

    def supply_fed(self, channel: str, *, place: int | None = None, ideas: int = 0) -> int:
        """Return what feeds a channel's four weeks, with one more dated item in week ``place`` and so many more ideas."""
        dated = self.supply_dated[channel]
        if place is not None:
            dated = [number + (index == place) for index, number in enumerate(dated)]
        return fed(self.supply_asks[channel], dated, self.ideas.get(channel, 0) + ideas)

    def findings(self) -> list[Finding]:
        """Return every place where the month falls short, by rule, first day and the subject's place in the file."""
        found = [*self.rules.find(self.tally), *self.weekly(), *self.quiet(), *self.supply()]
        place = {rule: index for index, rule in enumerate(RULES)}
        channels = {channel.id: index for index, channel in enumerate(self.calendar.channels)}
        found.sort(
            key=lambda one: (place[one.rule], one.start, channels.get(one.subject, 0) if one.rule == "cadence" else 0)
        )
        return found

    def weekly(self) -> Iterator[Finding]:
        """Yield the channels that fall short in a week of the month; ``need`` is the file's target, ``short`` what the week lacks."""
        targets = {channel.id: channel.per_week for channel in self.calendar.channels}
        for (channel, week), asks in self.asks.items():
            have = self.week_counts[channel, week]
            if have < asks:
                yield Finding("cadence", channel, week, week + 6 * _DAY, targets[channel], have, asks - have)

    def quiet(self) -> Iterator[Finding]:
        """Yield the runs of quiet days that are longer than the calendar allows."""
        if self.quiet_limit:
            for start, end in self.quiet_runs():
                length = (end - start).days + 1
                yield Finding("quiet", "", start, end, self.quiet_limit, length, length - self.quiet_limit)

    def quiet_runs(self) -> Iterator[tuple[dt.date, dt.date]]:
        """Yield the first and last days of the runs that are too long and hold a day of the month."""
        start: dt.date | None = None
        end = self.window[0]
        for day in (*dates.days(*self.window), None):
            if day is not None and day not in self.busy and not paused(self.calendar, day):
                start, end = start or day, day
                continue
            if start is not None and self.too_quiet(start, end):
                yield start, end
            start = None

    def too_quiet(self, start: dt.date, end: dt.date) -> bool:
        """Whether a run of quiet days from ``start`` to ``end`` is a gap of the month."""
        return (end - start).days + 1 > self.quiet_limit and start <= self.month.last and end >= self.month.first

    def supply(self) -> Iterator[Finding]:
        """Yield the channels that have not enough for four weeks; only where the month holds today."""
        for channel, asks in self.supply_asks.items():
            need, have = sum(asks), self.supply_fed(channel)
            if have < need:
                rule, subject, start, end = self.supply_key(channel)
                yield Finding(rule, subject, start, end, need, have, need - have)

    def supply_key(self, channel: str) -> Key:
        """Return what a channel's supply gap is known by."""
        return ("supply", channel, self.today, self.today + SUPPLY_DAYS * _DAY)

    def accepted(self, key: Key) -> bool:
        """Whether the gap ``key`` was seen and accepted."""
        rule, subject, start, _end = key
        return (rule, subject, start) in self._accepted or (rule, subject, None) in self._accepted

    def is_open(self, one: Finding) -> bool:
        """Whether a finding is neither past nor accepted."""
        return one.end >= self.today and not self.accepted(one.key)
