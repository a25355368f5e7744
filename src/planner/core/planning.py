"""Places ideas on the days of a month so that its gaps close, and says what each placing closes (CALENDAR.md §3).

A reader would get wrong: a month's plan sets a date, the channel's time and, where an idea has none, a channel; persona, format and pillar are
set only where a person fills a gap with an idea that lacks them. Ideas that were refused come last, and no idea leaves its window.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from planner.core.coverage import Gap, gap_of, gaps
from planner.core.dates import Month, days
from planner.core.edits import Batch, Change
from planner.core.filling import Effect, Filling, Spot
from planner.core.idea_groups import Group, alone
from planner.core.model import Calendar, Frozen, Item
from planner.core.shortfall import Shortfall
from planner.core.steps import stage
from planner.core.supply import paused
from planner.core.tally import Finding
from planner.core.values import dataclass, replace
from planner.i18n import N_

_WEEK = dt.timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Placing:
    """One idea on a day: ``item`` is its id, ``edit`` what puts it there, ``closes`` the gaps that are gone with it.

    A quiet run that earlier placings cut into pieces is closed, as it was at first, by the placing that ends its last piece. ``lowers`` are
    the gaps that are smaller with it. Where one idea is put in one gap, it may open another (``opens``) or leave its window (``outside``).
    """

    item: str
    date: dt.date
    channel: str
    closes: tuple[Gap, ...]
    edit: Change
    lowers: tuple[Gap, ...] = ()
    opens: bool = False
    outside: bool = False


class _Choice(NamedTuple):
    """A placing that is being compared: the smallest ``rank`` is the best."""

    rank: tuple[int, int, int, bool, dt.date, str, int]
    number: int
    item: Item
    channel: str


def plan_month(calendar: Calendar, month: Month, today: dt.date) -> tuple[Placing, ...]:
    """Return where ideas go in ``month``, one after the other; nothing before ``today``, no new gap, no dated item moved."""
    if month.last < today - 7 * dt.timedelta(days=1):
        return ()
    return tuple(_Planner(calendar, month, today).placings())


class _Planner:
    """One run: ``waiting`` are the ideas not placed yet, by group, best title first."""

    def __init__(self, calendar: Calendar, month: Month, today: dt.date) -> None:
        self._calendar = calendar
        self._state = Shortfall(calendar, month, today)
        self._filling = Filling(self._state)
        self._asked = len(self._filling.open)
        self._quiet = [one for one in self._filling.open.values() if one.rule == "quiet"]
        self._order = {item.id: place for place, item in enumerate(calendar.ideas)}
        self._waiting = {number: list(group.ideas) for number, group in enumerate(self._filling.groups)}
        weeks = self._state.weeks
        first = max(min(month.first, weeks[0]), today)
        last = max(month.last, weeks[-1] + _WEEK)
        self._days = [day for day in days(first, last) if not paused(calendar, day)] if first <= last else []
        self._ranked: dict[tuple[object, ...], tuple[Spot | None, list[Spot]]] = {}

    def placings(self) -> Iterator[Placing]:
        """Yield the placings until nothing lowers an open gap."""
        while self._filling.open and self._days:
            choice = self._choose(refused=False) or self._choose(refused=True)
            if choice is None:
                return
            group = self._filling.groups[choice.number]
            idea = self._waiting[choice.number].pop(0)
            day = choice.rank[4]
            item = replace(choice.item, id=idea.id, title=idea.title)
            effect = self._filling.effect(item, group.fed, day)
            closed = [one for key, one in self._filling.open.items() if key in effect.closed and one.rule != "quiet"]
            lowered = _only_lowered(self._filling, effect)
            self._filling.place(item, day, group.fed)
            self._ranked.clear()
            closed += self._quiet_no_more()
            yield _placing(self._state, idea, item, (day, choice.channel), (closed, lowered))

    def _quiet_no_more(self) -> list[Finding]:
        """Return the quiet runs, as they were at first, of which nothing is left that is too quiet."""
        left = [one for one in self._filling.open.values() if one.rule == "quiet"]
        closed = [run for run in self._quiet if not any(run.start <= one.start <= run.end for one in left)]
        self._quiet = [run for run in self._quiet if run not in closed]
        return closed

    def _choose(self, *, refused: bool) -> _Choice | None:
        best: _Choice | None = None
        for number, group in enumerate(self._filling.groups):
            stage(N_("Gaps closed:"), self._asked - len(self._filling.open), self._asked)
            if group.refused is not refused or not self._waiting[number]:
                continue
            idea = self._waiting[number][0]
            for item in self._ways(group.sample):
                for one in self._spots_for(group, item):
                    rank = (*_rank(one), idea.title, self._order[idea.id])
                    if one.effect.lowered and (best is None or rank < best.rank):
                        best = _Choice(rank, number, item, one.channel)
        return best

    def _ways(self, item: Item) -> Iterator[Item]:
        """Yield ``item``, and where it has no channel, the item on each channel that something is missing on."""
        yield item
        if not item.channels:
            short = {key[1] for key in self._filling.open if key[0] in ("cadence", "supply")}
            for channel in self._calendar.channels:
                if channel.id in short:
                    yield replace(item, channels=(channel.id,))

    def _spots_for(self, group: Group, item: Item) -> Iterator[Spot]:
        """Yield the best day of the month, and outside it the best that helps one of its weeks, with all that ``item`` does there."""
        filling = self._filling
        inside, outside = self._best_spots(group, item)
        if inside is not None:
            monthly, daily = filling.monthly(item), inside.effect
            if not monthly.opens:
                whole = Effect(daily.closed | monthly.closed, daily.lowered | monthly.lowered, opens=False)
                yield inside._replace(effect=whole)
        for spot in outside:
            if not filling.opens_next_door(item, spot.day):
                yield spot
                return

    def _best_spots(self, group: Group, item: Item) -> tuple[Spot | None, list[Spot]]:
        known = (item.channels, group.fed, group.window)
        found = self._ranked.get(known)
        if found is None:
            spots = [self._filling.spot(group, item.channels, day) for day in self._days if group.in_window(day)]
            spots = sorted((spot for spot in spots if not spot.effect.opens), key=_rank)
            inside = next((spot for spot in spots if self._filling.in_month(spot.day)), None)
            of_weeks = [
                spot
                for spot in spots
                if not self._filling.in_month(spot.day) and any(key[0] == "cadence" for key in spot.effect.lowered)
            ]
            found = self._ranked[known] = (inside, of_weeks)
        return found


def _rank(spot: Spot) -> tuple[int, int, int, bool, dt.date]:
    """Return what sorts placings: what they close, what they lower, how they fit, then the earlier day."""
    closed, lowered, _opens = spot.effect
    return (-len(closed), -len(lowered), -spot.fit.weekday, not spot.fit.free, spot.day)


def _placing(
    state: Shortfall,
    idea: Item,
    item: Item,
    where: tuple[dt.date, str],
    done: tuple[Iterable[Finding], Iterable[Finding]],
) -> Placing:
    """Return the placing of ``idea`` on the day and channel ``where``; ``item`` is the idea with what it lacked, ``done`` closed and lowered."""
    day, channel = where
    values: dict[str, Any] = {"date": day}
    time = next((one.time for one in state.calendar.channels if one.id == channel), None)
    if time is not None and idea.time is None:
        values["time"] = time
    for name in ("channels", "personas", "format", "pillar"):
        if getattr(item, name) != getattr(idea, name):
            values[name] = getattr(item, name)
    closes, lowers = (tuple(gap_of(one, state) for one in some) for some in done)
    return Placing(idea.id, day, channel, closes, Change("items", idea.id, Frozen(values)), lowers)


def _only_lowered(filling: Filling, effect: Effect) -> list[Finding]:
    return [one for key, one in filling.open.items() if key in effect.lowered and key not in effect.closed]


class Hindrance(NamedTuple):
    """Why ideas that fit a gap are not placed: they would open another, leave their window, or lack something; ``ideas``: there are any."""

    opens: bool
    outside: bool
    lacks: bool
    ideas: bool


def hindrance(calendar: Calendar, month: Month, today: dt.date) -> Hindrance:
    """Return why a plan of ``month`` that places nothing does not place the ideas that its gaps offer; the best of each gap is looked at."""
    opens = outside = lacks = ideas = False
    for gap in gaps(calendar, month, today):
        for ident in gap.candidates[:1]:
            found = fill(calendar, month, gap, ident, today)
            opens |= found is not None and found.opens
            outside |= found is not None and found.outside
        lacks |= bool(gap.could)
        ideas |= bool(gap.ideas)
    return Hindrance(opens, outside, lacks, ideas)


def fill(calendar: Calendar, month: Month, gap: Gap, item_id: str, today: dt.date) -> Placing | None:
    """Return the best placing of one idea in one gap of ``month``, what it lacks for it set; None where it would not help."""
    return fills(calendar, month, gap, (item_id,), today).get(item_id)


def fills(calendar: Calendar, month: Month, gap: Gap, idents: Iterable[str], today: dt.date) -> Mapping[str, Placing]:
    """Return what ``fill`` returns for each of these ideas that would help, by id; the month is looked at once."""
    state = Shortfall(calendar, month, today)
    filling = Filling(state)
    found: dict[str, Placing] = {}
    for group in alone(calendar, idents):
        best = filling.best(gap.key, group, (group.sample,))
        if best is None:
            ways = tuple(filling.completed(gap.key, group.sample))
            best = filling.best(gap.key, group, ways, always=gap.rule == "supply")
        if best is None:
            continue
        closed = [one for key, one in filling.open.items() if key in best.closed]
        effect = filling.effect(best.item, group.fed, best.day)
        lowered = _only_lowered(filling, effect)
        for idea in group.ideas:
            item = replace(best.item, id=idea.id)
            placing = _placing(state, idea, item, (best.day, best.channel), (closed, lowered))
            found[idea.id] = replace(placing, opens=effect.opens, outside=not group.in_window(best.day))
    return found


def candidates(calendar: Calendar, month: Month, gap: Gap, today: dt.date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (candidates, could) of ``gap`` anew, for a plan that has changed since it was found; ids, best first."""
    filling = Filling(Shortfall(calendar, month, today))
    return filling.candidates(gap.key), filling.could(gap.key)


def as_edit(calendar: Calendar, placings: Iterable[Placing]) -> Batch:
    """Return all placings as one step of undo.

    Later items come first: an idea without an id of its own goes by its rank among equals, which changes when an earlier one gets a date.
    """
    place = {item.id: index for index, item in enumerate(calendar.items)}
    last_first = sorted(placings, key=lambda placing: place[placing.item], reverse=True)
    return Batch(tuple(placing.edit for placing in last_first))


def plan_json(placings: Iterable[Placing]) -> dict[str, Any]:
    """Return the object of ``plan --json``."""
    return {
        "placings": [
            {
                "item": placing.item,
                "date": placing.date.isoformat(),
                "channel": placing.channel,
                "closes": [
                    {"rule": gap.rule, "subject": gap.subject, "from": gap.start.isoformat()} for gap in placing.closes
                ],
            }
            for placing in placings
        ]
    }
