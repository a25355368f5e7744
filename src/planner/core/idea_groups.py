"""Ideas that are alike for every rule stand together, so that what a placing does is worked out once for all of them.

A reader would get wrong: titles do not matter here; they only decide which idea of a group goes first.
"""

from __future__ import annotations

import datetime as dt

from planner.core.model import Calendar, Item
from planner.core.relevance import refused
from planner.core.values import dataclass

NOTHING_FED: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """Ideas that do the same wherever they are placed, by title; ``fed`` are the channels they feed while they wait."""

    sample: Item
    refused: bool
    fed: frozenset[str]
    ideas: tuple[Item, ...]

    @property
    def window(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day on which the ideas make sense."""
        return (self.sample.not_before, self.sample.not_after)

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


def signature(item: Item) -> tuple[object, ...]:
    """Return all of an item that the rules of a month look at."""
    who = (item.personas, item.owner, item.suggested_by)
    return (item.channels, who, item.format, item.pillar, item.intent)
