"""Ideas that are alike for every rule stand together, so that what a placing does is worked out once for all of them.

A reader would get wrong: titles do not matter here; they only decide which idea of a group goes first.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

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


class Order(NamedTuple):
    """The order of titles, then of the file: ``idents`` in it, and for each group (by ``id``) the ``numbers`` that its ideas have there."""

    idents: list[str]
    numbers: dict[int, list[int]]


def groups(calendar: Calendar) -> list[Group]:
    """Return the ideas on the plan, those alike together; worked out once for a plan, whatever the month."""
    if "groups" not in calendar.alike:
        calendar.alike["groups"] = _groups(calendar)
    found: list[Group] = calendar.alike["groups"]
    return found


def order(calendar: Calendar) -> Order:
    """Return the order of the ideas; worked out once for a plan."""
    if "order" not in calendar.alike:
        ideas = sorted(((item.title, place, item.id) for place, item in enumerate(calendar.ideas)))
        number = {ident: number for number, (_title, _place, ident) in enumerate(ideas)}
        numbers = {id(one): [number[idea.id] for idea in one.ideas] for one in groups(calendar)}
        calendar.alike["order"] = Order([one[-1] for one in ideas], numbers)
    found: Order = calendar.alike["order"]
    return found


def _groups(calendar: Calendar) -> list[Group]:
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
