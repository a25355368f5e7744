"""Which ideas would close a gap, and what each placing of an idea does to every open gap of the month (CALENDAR.md §3, Filling).

A reader would get wrong: an idea already feeds its channel's supply, so dating it into a week that is full, or beyond four weeks, can *open*
a supply gap; and a quiet run that is cut in two is the old gap made smaller, not a new one.
A little over the ceiling: ranking and what is ranked are one rule of the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterable, Iterator
from typing import NamedTuple

from planner.core import dates
from planner.core.dates import Month
from planner.core.idea_groups import Group, groups, kinds, order, signature
from planner.core.model import WEEKDAYS, Calendar, Channel, Item
from planner.core.shortfall import Shortfall, matching
from planner.core.supply import paused
from planner.core.tally import Finding, Key, MonthlyRules, Tally
from planner.core.values import replace


class Effect(NamedTuple):
    """What one placing does: the open gaps it closes, those it lowers (closed ones too), and whether it opens a new one."""

    closed: frozenset[Key]
    lowered: frozenset[Key]
    opens: bool


class Fit(NamedTuple):
    """How well a day fits a channel: 2 one of its ``days``, 1 it has none, 0 another day, -1 a paused day; then whether the time is free."""

    weekday: int
    free: bool


class Spot(NamedTuple):
    """A day as a place for an idea: whether it lies outside the idea's window, what it does, how it fits, and on which channel."""

    outside: bool
    effect: Effect
    fit: Fit
    channel: str
    day: dt.date


Rank = tuple[bool, int, int, int, bool, bool, dt.date]


def _rank(spot: Spot) -> Rank:
    """Return what sorts places, the best first."""
    closed, lowered, opens = spot.effect
    return (spot.outside, -len(closed), -len(lowered), -spot.fit.weekday, not spot.fit.free, opens, spot.day)


class Filling:
    """What placings would do to the month as it stands; ``place`` does one, and everything is looked at anew."""

    def __init__(self, state: Shortfall, found: list[Finding] | None = None) -> None:
        self.state = state
        self.calendar = state.calendar
        self._channels: dict[str, Channel] = {channel.id: channel for channel in self.calendar.channels}
        self._neighbours: dict[Month, _Neighbour] = {}
        self._first, self._last = state.month.first, state.month.last
        self._look(state.findings() if found is None else found)

    def _look(self, found: list[Finding]) -> None:
        self.open: dict[Key, Finding] = {one.key: one for one in found if self.state.is_open(one)}
        self._swaying = {one.key: one.short for one in self.state.rules.find_swaying(self.state.tally)}
        self._runs = [one for one in self.open.values() if one.rule == "quiet"]
        self._accepted_runs = [one for one in found if one.rule == "quiet" and self.state.accepted(one.key)]
        self._monthly: dict[tuple[object, ...], Effect] = {}
        self._daily: dict[tuple[tuple[str, ...], frozenset[str], dt.date], Effect] = {}
        self._spots: dict[tuple[object, ...], Spot] = {}
        self._spans: dict[tuple[object, ...], Spot | None] = {}
        self._candidates: dict[Key, tuple[str, ...]] = {}
        self._could: dict[Key, tuple[str, ...]] = {}
        self._bests: dict[Key, dict[object, Best | None]] = {}
        self._kinds: dict[object, int] = {}
        self._numbers: dict[int, int] = {}

    def place(self, item: Item, day: dt.date, fed: frozenset[str]) -> None:
        """Put ``item`` on ``day``: from here on everything is said of the plan with it."""
        self.state.add(item, day, fed_as_idea=fed)
        if not self.in_month(day):
            self._neighbour(day).add(item)
        self._look(self.state.findings())

    def in_month(self, day: dt.date) -> bool:
        """Whether ``day`` is one of the month's own."""
        return self._first <= day <= self._last

    def monthly(self, item: Item) -> Effect:
        """Return what ``item`` does to the gaps of the month as a whole, on any of its days."""
        known = signature(item)
        effect = self._monthly.get(known)
        if effect is None:
            tally, rules = self.state.tally, self.state.rules
            lowered = {key for key in rules.counted(item, tally) if key in self.open}
            closed = {key for key in lowered if self.open[key].short == 1}
            tally.count(item)
            after = {one.key: one.short for one in rules.find_swaying(tally)}
            tally.count(item, -1)
            for key, short in self._swaying.items():
                if key in self.open and after.get(key, 0) < short:
                    lowered.add(key)
                    closed.update(() if key in after else {key})
            opens = any(key not in self._swaying and not self.state.accepted(key) for key in after)
            effect = self._monthly[known] = Effect(frozenset(closed), frozenset(lowered), opens)
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
            opens = self._supplied(channels, fed, day, closed, lowered) or self._reopens(day)
            effect = self._daily[known] = Effect(frozenset(closed), frozenset(lowered), opens)
        return effect

    def _still_quiet(self, run: Finding, day: dt.date) -> bool:
        """Whether a piece of ``run`` stays an open gap once something is on ``day``; a piece that ends before today is past."""
        step = dt.timedelta(days=1)
        return any(
            end >= self.state.today
            and self.state.too_quiet(start, end)
            and not self.state.accepted(("quiet", "", start, end))
            for start, end in ((run.start, day - step), (day + step, run.end))
        )

    def _reopens(self, day: dt.date) -> bool:
        """Whether something on ``day`` cuts an accepted quiet run so that its end begins on a day that nobody accepted."""
        after = day + dt.timedelta(days=1)
        return any(
            run.start <= day < run.end
            and self.state.too_quiet(after, run.end)
            and not self.state.accepted(("quiet", "", after, run.end))
            for run in self._accepted_runs
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
        return self._neighbour(day).opened_by(item)

    def _neighbour(self, day: dt.date) -> _Neighbour:
        month = Month.of(day)
        if month not in self._neighbours:
            self._neighbours[month] = _Neighbour(self.calendar, month)
        return self._neighbours[month]

    def spot(self, group: Group, channels: tuple[str, ...], day: dt.date) -> Spot:
        """Return ``day`` as a place for ideas like ``group``'s on ``channels``; the month as a whole is not looked at."""
        known = (channels, group.fed, group.window, day)
        found = self._spots.get(known)
        if found is None:
            fit, channel = self.fit(channels, day)
            effect = self.daily(channels, group.fed, day)
            found = self._spots[known] = Spot(not group.in_window(day), effect, fit, channel, day)
        return found

    def spot_in_month(self, group: Group, channels: tuple[str, ...]) -> Spot | None:
        """Return the best of the month's days from today for ideas like ``group``'s on ``channels``, or None where none is left."""
        known = (channels, group.fed, group.window)
        if known not in self._spans:
            days = self.days_in(self._first, self._last)
            self._spans[known] = min((self.spot(group, channels, day) for day in days), key=_rank, default=None)
        return self._spans[known]

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

    @property
    def groups(self) -> list[Group]:
        """The ideas, those alike together."""
        return groups(self.calendar)

    def days_in(self, start: dt.date, end: dt.date) -> list[dt.date]:
        """Return the days of a gap on which something can be placed: none before today."""
        return list(dates.days(max(start, self.state.today), end))

    def candidates(self, key: Key) -> tuple[str, ...]:
        """Return the ids of the ideas that would lower the open gap ``key`` as they are, best first."""
        for _step in self._foresee_candidates(key):
            pass
        return self._candidates[key]

    def could(self, key: Key) -> tuple[str, ...]:
        """Return the ids of the ideas that would lower the open gap ``key`` once something missing is set, best first."""
        for _step in self.foresee(key):
            pass
        return self._could[key]

    def count(self, key: Key) -> int:
        """Return how many ideas ``candidates`` and ``could`` name together, without ranking them."""
        alike = kinds(self.calendar, key[0]) if key in self.open else ()
        return sum(count for group, count in alike if self._fills(key, group))

    def _fills(self, key: Key, group: Group) -> bool:
        if self._lowers(key, group, group.sample):
            return True
        completed = self.completed(key, group.sample)
        return any(self._lowers(key, group, item, always=key[0] == "supply") for item in completed)

    def _lowers(self, key: Key, group: Group, item: Item, *, always: bool = False) -> bool:
        """Whether there is a day on which ``item`` lowers the gap ``key``."""
        _rule, _subject, start, end = key
        if self._is_of_the_month(key):
            return key in self.monthly(item).lowered and end >= self.state.today
        days = self.days_in(start, end)
        return any(always or key in self.daily(item.channels, group.fed, day).lowered for day in days)

    def foresee(self, key: Key) -> Iterator[None]:
        """Work out what ``candidates`` and ``could`` are asked for, one small step after the other."""
        yield from self._foresee_candidates(key)
        if key not in self._could:
            ready = set(self._candidates[key])
            lacking = (group for group in self.groups if group.sample.id not in ready)
            offers = ((group, tuple(self.completed(key, group.sample))) for group in lacking)
            self._could[key] = yield from self._ranked(key, offers, always=key[0] == "supply")

    def _foresee_candidates(self, key: Key) -> Iterator[None]:
        if key not in self._candidates:
            rule, channel = key[:2]
            asked = (group for group in self.groups if rule != "cadence" or channel in group.sample.channels)
            self._candidates[key] = yield from self._ranked(key, ((group, (group.sample,)) for group in asked))

    def _ranked(
        self, key: Key, offers: Iterable[tuple[Group, tuple[Item, ...]]], *, always: bool = False
    ) -> Generator[None, None, tuple[str, ...]]:
        """Return the ids of the ideas that lower the gap ``key``, best first, after a step for each group."""
        ranked: dict[tuple[object, ...], list[int]] = {}
        idents, places = order(self.calendar)
        known = self._bests.setdefault(key, {})  # what was worked out before it was left half-way
        for group, items in offers:
            yield
            if not items:
                continue
            # two groups of the same channels and window, that do the same to the month, have the same days and ranks
            alike = self._alike(group, items)
            if alike not in known:
                known[alike] = self.best(key, group, items, always=always)
            best = known[alike]
            if best is not None:
                # whether a day lies in the idea's window, or opens a gap, chooses among days and not among ideas
                place = (group.refused, *best.rank[1:5])
                ranked.setdefault(place, []).extend(places[id(group)])
        self._bests.pop(key, None)
        return tuple(idents[number] for place in sorted(ranked) for number in sorted(ranked[place]))

    def _alike(self, group: Group, items: tuple[Item, ...]) -> object:
        """Return what is equal for offers of the same days and ranks: a number for each group as it is, worked out once."""
        if len(items) != 1 or items[0] is not group.sample:
            return (group.fed, group.window, *((item.channels, self.monthly(item)) for item in items))
        number = self._numbers.get(id(group))
        if number is None:
            what = (group.fed, group.window, group.sample.channels, self.monthly(group.sample))
            number = self._numbers[id(group)] = self._kinds.setdefault(what, len(self._kinds))
        return number

    def best(self, key: Key, group: Group, items: tuple[Item, ...], *, always: bool = False) -> Best | None:
        """Return the best day for one of ``items`` (the same idea, completed in several ways) to lower the gap ``key``, or None."""
        gap = self.open.get(key)
        found: Best | None = None
        for item in items if gap else ():
            for spot in self._spots_in(key, group, item):
                effect = self._whole(item, spot)
                if key in effect.lowered or always:
                    rank = _rank(spot._replace(effect=effect))[:-1]
                    if found is None or rank < found.rank:
                        found = Best(rank, item, spot.day, spot.channel, effect.closed)
        return found

    def _spots_in(self, key: Key, group: Group, item: Item) -> Iterator[Spot]:
        """Yield the days that are to be compared for the gap ``key``: one where each of them would do as much for it."""
        _rule, _subject, start, end = key
        if self._is_of_the_month(key):
            spot = self.spot_in_month(group, item.channels) if key in self.monthly(item).lowered else None
            if spot is not None:
                yield spot
            return
        for day in self.days_in(start, end):
            yield self.spot(group, item.channels, day)

    def _is_of_the_month(self, key: Key) -> bool:
        """Whether a gap is of the month as a whole, so that any day of it is as good."""
        return key[2:] == (self._first, self._last) and key[0] not in ("quiet", "supply")

    def _whole(self, item: Item, spot: Spot) -> Effect:
        daily = spot.effect
        if not self.in_month(spot.day):
            return daily
        monthly = self.monthly(item)
        return Effect(daily.closed | monthly.closed, daily.lowered | monthly.lowered, daily.opens or monthly.opens)

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

    rank: tuple[bool, int, int, int, bool, bool]
    item: Item
    day: dt.date
    channel: str
    closed: frozenset[Key]


class _Neighbour:
    """The month next door, of which only this is asked: does an item open a gap there?"""

    def __init__(self, calendar: Calendar, month: Month) -> None:
        self._rules = MonthlyRules(calendar, month)
        self._accepted = matching(calendar, month)
        days = (item for day in month.days() for item in calendar.by_day.get(day, ()))
        self._tally = Tally(calendar, (item for item in days if calendar.on_plan(item)))
        self._known: dict[tuple[object, ...], bool] = {}

    def add(self, item: Item) -> None:
        """Count ``item`` there from here on."""
        self._tally.count(item)
        self._known.clear()

    def opened_by(self, item: Item) -> bool:
        """Whether one more ``item`` opens a gap there."""
        known = signature(item)
        if known not in self._known:
            before = {one.key for one in self._rules.find_swaying(self._tally)}
            self._tally.count(item)
            after = {one.key for one in self._rules.find_swaying(self._tally)}
            self._tally.count(item, -1)
            new = after - before
            self._known[known] = any(not {key[:3], (*key[:2], None)} & self._accepted for key in new)
        return self._known[known]
