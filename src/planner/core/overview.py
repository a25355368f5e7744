"""What each client needs, side by side: gaps of this month and the next, open questions, supply, and what is next; most to do first.

A reader would get wrong: clients are compared by how much is open, nothing else; a tie is broken by whose supply ends first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from planner.core import coverage, dates
from planner.core.dates import Month
from planner.core.model import Item
from planner.core.values import dataclass
from planner.core.views import Sight


@dataclass(frozen=True, slots=True)
class Need:
    """One client: open ``gaps`` of this month and of the next, open ``questions``, and the channel whose supply ends first (if any is asked).

    ``week`` are its items on the plan from today to the end of the week, ``following`` the first one after them.
    """

    client: int
    title: str
    gaps: tuple[int, int]
    questions: int
    channel: str
    until: dt.date | None
    week: tuple[Item, ...]
    following: Item | None

    @property
    def open(self) -> int:
        """How much is to be done."""
        return sum(self.gaps) + self.questions


def needs(sights: Iterable[Sight]) -> tuple[Need, ...]:
    """Return what each client needs, the one who needs most first."""
    found = [need_of(sight) for sight in sights]
    return tuple(sorted(found, key=lambda need: (-need.open, need.until or dt.date.max, need.client)))


def need_of(sight: Sight) -> Need:
    """Return what one client needs."""
    calendar, today = sight.calendar, sight.today
    month = Month.of(today)
    own = (one for one in coverage.supply(calendar, today) if one.channel not in sight.untouched)
    short = min(own, key=lambda one: one.lasts_until, default=None)
    last = dates.week_of(today, calendar.week_starts) + dt.timedelta(days=6)
    ahead = [item for day in dates.days(today, last) for item in calendar.by_day.get(day, ()) if calendar.counts(item)]
    after = (day for day in sorted(calendar.by_day) if day > last)
    following = (item for day in after for item in calendar.by_day[day] if calendar.counts(item))
    return Need(
        sight.client,
        calendar.client or calendar.title,
        (len(sight.open_gaps(month)), len(sight.open_gaps(month.shift(1)))),
        sight.asked,
        calendar.name_of("channels", short.channel) if short else "",
        short.lasts_until if short else None,
        tuple(ahead),
        next(following, None),
    )
