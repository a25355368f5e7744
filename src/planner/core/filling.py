"""Which ideas would close a gap, and what each placing of an idea does to every open gap of the month (CALENDAR.md §3, Filling).

A reader would get wrong: an idea already feeds its channel's supply, so dating it into a week that is full, or beyond four weeks, can *open*
a supply gap; and a quiet run that is cut in two is the old gap made smaller, not a new one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from planner.core import dates
from planner.core.dates import Month
from planner.core.model import WEEKDAYS, Calendar, Channel, Item
from planner.core.relevance import refused
from planner.core.shortfall import Shortfall, matching
from planner.core.supply import paused
from planner.core.tally import Finding, Key, MonthlyRules, Tally

NOTHING_FED: frozenset[str] = frozenset()


class Effect(NamedTuple):
    """What one placing does: the open gaps it closes, those it lowers (closed ones too), and whether it opens a new one."""

    closed: frozenset[Key]
    lowered: frozenset[Key]
    opens: bool


class Fit(NamedTuple):
    """How well a day fits a channel: 2 one of its ``days``, 1 it has none, 0 another day, -1 a paused day; then whether the time is free."""

    weekday: int
    free: bool


@dataclass(frozen=True)
class Group:
    """Ideas that do the same wherever they are placed, by title; ``fed`` are the channels they feed while they wait."""

    sample: Item
    refused: bool
    fed: frozenset[str]
    ideas: tuple[Item, ...]

    def in_window(self, day: dt.date) -> bool:
        """Whether ``day`` lies in the window in which the ideas make sense."""
        first, last = self.sample.not_before, self.sample.not_after
        return (first is None or first <= day) and (last is None or day <= last)


def groups(calendar: Calendar) -> list[Group]:
    """Return the ideas on the plan, those alike together."""
    found: dict[tuple[object, ...], list[Item]] = {}
    for item in calendar.ideas:
        said_no = refused(calendar, item)
        who = (item.personas, item.owner, item.suggested_by)
        what = (item.format, item.pillar, item.intent, item.not_before, item.not_after)
        found.setdefault((item.channels, who, what, said_no), []).append(item)
    return [
        Group(
            ideas[0],
            bool(key[-1]),
            NOTHING_FED if key[-1] else frozenset(ideas[0].channels),
            tuple(sorted(ideas, key=_title)),
        )
        for key, ideas in found.items()
    ]


def _title(item: Item) -> str:
    return item.title


class Filling:
    """What placings would do to the month as it stands; ``place`` does one, and everything is looked at anew."""

    def __init__(self, state: Shortfall, found: list[Finding] | None = None) -> None:
        self.state = state
        self.calendar = state.calendar
        self._channels: dict[str, Channel] = {channel.id: channel for channel in self.calendar.channels}
        self._neighbours: dict[Month, _Neighbour] = {}
        self._look(state.findings() if found is None else found)

    def _look(self, found: list[Finding]) -> None:
        month = self.state.month
        self.open: dict[Key, Finding] = {one.key: one for one in found if self.state.is_open(one)}
        self._monthly_before: dict[Key, Finding] = {
            one.key: one for one in found if (one.start, one.end) == (month.first, month.last) and one.rule != "quiet"
        }
        self._runs = [one for one in self.open.values() if one.rule == "quiet"]
        self._monthly: dict[tuple[object, ...], Effect] = {}
        self._daily: dict[tuple[tuple[str, ...], frozenset[str], dt.date], Effect] = {}

    def place(self, item: Item, day: dt.date, fed: frozenset[str]) -> None:
        """Put ``item`` on ``day``: from here on everything is said of the plan with it."""
        self.state.add(item, day, fed_as_idea=fed)
        if not self.in_month(day) and (neighbour := self._neighbours.get(Month.of(day))):
            neighbour.tally.count(item)
        self._look(self.state.findings())

    def in_month(self, day: dt.date) -> bool:
        """Whether ``day`` is one of the month's own."""
        return self.state.month.first <= day <= self.state.month.last

    def monthly(self, item: Item) -> Effect:
        """Return what ``item`` does to the gaps of the month as a whole, on any of its days."""
        who = (item.personas, item.owner, item.suggested_by)
        signature = (item.channels, who, item.format, item.pillar, item.intent)
        effect = self._monthly.get(signature)
        if effect is None:
            tally = self.state.tally
            tally.count(item)
            after = {one.key: one.short for one in self.state.rules.find(tally)}
            tally.count(item, -1)
            before = self._monthly_before
            mine = [key for key in before if key in self.open]
            closed = frozenset(key for key in mine if key not in after)
            lowered = closed.union(key for key in mine if key in after and after[key] < before[key].short)
            opens = any(key not in before and not self.state.accepted(key) for key in after)
            effect = self._monthly[signature] = Effect(closed, lowered, opens)
        return effect

    def daily(self, channels: tuple[str, ...], fed: frozenset[str], day: dt.date) -> Effect:
        """Return what an item on ``channels`` does to the gaps of weeks, quiet runs and supply when it is placed on ``day``."""
        known = (channels, fed, day)
        effect = self._daily.get(known)
        if effect is None:
            closed: set[Key] = set()
            lowered: set[Key] = set()
            week = dates.week_of(day, self.calendar.week_starts)
            for channel in channels:
                key = ("cadence", channel, week, week + dt.timedelta(days=6))
                if (one := self.open.get(key)) is not None:
                    lowered.add(key)
                    closed.update({key} if one.short == 1 else ())
            for run in self._runs:
                if run.start <= day <= run.end:
                    lowered.add(run.key)
                    closed.update(() if self._still_quiet(run, day) else {run.key})
            opens = self._supplied(channels, fed, day, closed, lowered)
            effect = self._daily[known] = Effect(frozenset(closed), frozenset(lowered), opens)
        return effect

    def _still_quiet(self, run: Finding, day: dt.date) -> bool:
        step = dt.timedelta(days=1)
        too_quiet = self.state.too_quiet
        return (day > run.start and too_quiet(run.start, day - step)) or (
            day < run.end and too_quiet(day + step, run.end)
        )

    def _supplied(
        self, channels: tuple[str, ...], fed: frozenset[str], day: dt.date, closed: set[Key], lowered: set[Key]
    ) -> bool:
        opens = False
        for channel in {*channels, *fed} & self.state.supply_asks.keys():
            key = self.state.supply_key(channel)
            need, before = sum(self.state.supply_asks[channel]), self.state.supply_fed(channel)
            place = self.state.supply_place(day) if channel in channels else None
            after = self.state.supply_fed(channel, place=place, ideas=-1 if channel in fed else 0)
            if before >= need:
                opens = opens or (after < need and not self.state.accepted(key))
            elif after > before and key in self.open:
                lowered.add(key)
                closed.update({key} if after >= need else ())
        return opens

    def effect(self, item: Item, fed: frozenset[str], day: dt.date) -> Effect:
        """Return everything that ``item`` does when it is placed on ``day``."""
        daily = self.daily(item.channels, fed, day)
        if not self.in_month(day):
            return daily._replace(opens=daily.opens or self.opens_next_door(item, day))
        monthly = self.monthly(item)
        return Effect(daily.closed | monthly.closed, daily.lowered | monthly.lowered, daily.opens or monthly.opens)

    def opens_next_door(self, item: Item, day: dt.date) -> bool:
        """Whether ``item`` on ``day`` opens a gap in the neighbouring month that holds the day."""
        month = Month.of(day)
        if month not in self._neighbours:
            self._neighbours[month] = _Neighbour(self.calendar, month)
        return self._neighbours[month].opened_by(item)

    def fit(self, channels: tuple[str, ...], day: dt.date) -> tuple[Fit, str]:
        """Return how well ``day`` fits the best of ``channels``, and which one that is (empty: it has none)."""
        if paused(self.calendar, day):
            return Fit(-1, free=False), channels[0] if channels else ""
        if not channels:
            return Fit(1, day not in self.state.busy), ""
        best: tuple[Fit, str] | None = None
        for channel in channels:
            known = self._channels.get(channel)
            weekday = 1
            if known is not None and known.days:
                weekday = 2 if WEEKDAYS[day.weekday()] in known.days else 0
            fit = Fit(weekday, not self.state.on_channel[channel, day])
            if best is None or fit > best[0]:
                best = (fit, channel)
        assert best is not None
        return best

    @cached_property
    def groups(self) -> list[Group]:
        """The ideas, those alike together."""
        return groups(self.calendar)

    def days_in(self, start: dt.date, end: dt.date) -> list[dt.date]:
        """Return the days of a gap on which something can be placed: none before today."""
        return list(dates.days(max(start, self.state.today), end))

    def candidates(self, key: Key) -> tuple[str, ...]:
        """Return the ids of the ideas that would lower the open gap ``key`` as they are, best first."""
        return self._ranked(key, [(group, (group.sample,)) for group in self.groups])

    def could(self, key: Key) -> tuple[str, ...]:
        """Return the ids of the ideas that would lower the open gap ``key`` once something missing is set, best first."""
        ready = set(self.candidates(key))
        offers = [
            (group, tuple(self.completed(key, group.sample))) for group in self.groups if group.sample.id not in ready
        ]
        return self._ranked(key, [(group, items) for group, items in offers if items], always=key[0] == "supply")

    def _ranked(
        self, key: Key, offers: list[tuple[Group, tuple[Item, ...]]], *, always: bool = False
    ) -> tuple[str, ...]:
        ranked = []
        order = {item.id: place for place, item in enumerate(self.calendar.ideas)}
        for group, items in offers:
            best = self.best(key, group, items, always=always)
            if best is not None:
                ranked += [((group.refused, best.rank), idea.title, order[idea.id], idea.id) for idea in group.ideas]
        return tuple(one[-1] for one in sorted(ranked))

    def best(self, key: Key, group: Group, items: tuple[Item, ...], *, always: bool = False) -> Best | None:
        """Return the best day for one of ``items`` (the same idea, completed in several ways) to lower the gap ``key``, or None."""
        gap = self.open.get(key)
        if gap is None:
            return None
        found: Best | None = None
        for item in items:
            for day in self.days_in(gap.start, gap.end):
                effect = self.effect(item, group.fed, day)
                if key in effect.lowered or always:
                    fit, channel = self.fit(item.channels, day)
                    rank = (
                        not group.in_window(day),
                        -len(effect.closed),
                        -len(effect.lowered),
                        effect.opens,
                        -fit.weekday,
                        not fit.free,
                    )
                    if found is None or rank < found.rank:
                        found = Best(rank, item, day, channel, effect.closed)
        return found

    def completed(self, key: Key, item: Item) -> Iterator[Item]:
        """Yield ``item`` with what it lacks for the gap ``key`` set, in each way there is; never against what it has."""
        rule, subject, _start, _end = key
        if rule in ("cadence", "supply") and not item.channels:
            yield replace(item, channels=(subject,))
        elif rule == "persona" and not item.personas:
            yield replace(item, personas=(subject,))
        elif rule == "persona-format" and not (item.personas and item.format):
            yield from self._paired(subject, item)
        elif rule == "format" and not item.format:
            yield replace(item, format=subject)
        elif rule == "variety" and not item.format:
            for form in self.calendar.formats:
                yield replace(item, format=form.id)
        elif rule == "pillar" and not item.pillar:
            yield replace(item, pillar=subject)
        elif rule == "customers" and not item.personas:
            for persona in self.calendar.personas:
                if persona.relation == "customer":
                    yield replace(item, personas=(persona.id,))

    def _paired(self, subject: str, item: Item) -> Iterator[Item]:
        for persona in self.calendar.personas:
            for form in persona.formats:
                if f"{persona.id}:{form}" != subject:
                    continue
                if item.personas and persona.id not in item.personas:
                    continue
                if item.format in ("", form):
                    yield replace(item, personas=item.personas or (persona.id,), format=form)


class Best(NamedTuple):
    """The best placing of an idea in a gap: ``rank`` sorts, smallest first; ``item`` has what it lacked."""

    rank: tuple[bool, int, int, bool, int, bool]
    item: Item
    day: dt.date
    channel: str
    closed: frozenset[Key]


class _Neighbour:
    """The month next door, of which only this is asked: does an item open a gap there?"""

    def __init__(self, calendar: Calendar, month: Month) -> None:
        self.rules = MonthlyRules(calendar, month)
        self._accepted = matching(calendar, month)
        days = (item for day in month.days() for item in calendar.by_day.get(day, ()))
        self.tally = Tally(calendar, (item for item in days if calendar.on_plan(item)))

    def opened_by(self, item: Item) -> bool:
        before = {one.key for one in self.rules.find(self.tally)}
        self.tally.count(item)
        after = {one.key for one in self.rules.find(self.tally)}
        self.tally.count(item, -1)
        return any(not {key[:3], (key[0], key[1], None)} & self._accepted for key in after - before)
