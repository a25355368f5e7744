"""Ideas that are alike for every rule stand together, so that what a placing does is worked out once for all of them.

A reader would get wrong: titles do not matter here; they only decide which idea of a group goes first. To a single rule more ideas are the
same than to all of them: how many would fill a gap is counted by ``kinds``, which are few.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from planner.core.model import Calendar, Item, read_together
from planner.core.relevance import refused
from planner.core.values import dataclass

_SOME = 200
"""So many ideas are read at once: two milliseconds."""
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
    for _step in foresee(calendar):
        pass
    found: list[Group] = calendar.alike["groups"]
    return found


def order(calendar: Calendar) -> Order:
    """Return the order of the ideas; worked out once for a plan."""
    if "order" not in calendar.alike:
        idents = [item.id for item in sorted(calendar.ideas, key=_title)]
        number = {ident: number for number, ident in enumerate(idents)}
        numbers = {id(one): [number[idea.id] for idea in one.ideas] for one in groups(calendar)}
        calendar.alike["order"] = Order(idents, numbers)
    found: Order = calendar.alike["order"]
    return found


_LOOKED_AT = {
    "cadence": ("channels",),
    "persona": ("personas",),
    "persona-format": ("personas", "format"),
    "format": ("format",),
    "variety": ("format",),
    "pillar": ("pillar",),
    "promotion": ("intent",),
    "conversation": ("intent",),
    "customers": ("personas",),
    "one-owner": ("owner",),
    "voices": ("owner", "suggested_by"),
    "supply": ("channels",),
}
"""What of an idea each rule looks at; that of quiet days at nothing, that of supply also at an answer ``no``."""


def kinds(calendar: Calendar, rule: str) -> list[tuple[Group, int]]:
    """Return the ideas as ``rule`` sees them: a group with one idea of each kind, and how many are like it; worked out once for a plan."""
    fields = _LOOKED_AT.get(rule, ())
    name = "kinds of " + ", ".join(fields) if rule != "supply" else "kinds fed"
    if name not in calendar.alike:
        read_together(calendar.ideas, brief=True)
        columns: list[Iterable[object]] = [map(attrgetter(field), calendar.ideas) for field in fields]
        if rule == "supply":
            columns.append([refused(calendar, idea) for idea in calendar.ideas])
        said = list(zip(*columns, strict=True)) if columns else [()] * len(calendar.ideas)
        samples = dict(zip(said, calendar.ideas, strict=True))
        counts = Counter(said)
        calendar.alike[name] = [
            (_group([idea], said_no=refused(calendar, idea)), counts[kind]) for kind, idea in samples.items()
        ]
    found: list[tuple[Group, int]] = calendar.alike[name]
    return found


def foresee(calendar: Calendar) -> Iterator[None]:
    """Put ideas that are alike together, in small steps."""
    found: dict[tuple[object, ...], list[Item]] = {}
    for place in range(0, len(calendar.ideas) if "groups" not in calendar.alike else 0, _SOME):
        some = calendar.ideas[place : place + _SOME]
        read_together(some)
        for item in some:
            found.setdefault(_kind(calendar, item), []).append(item)
        yield
    if "groups" not in calendar.alike:
        calendar.alike["groups"] = [_group(ideas, said_no=bool(key[-1])) for key, ideas in found.items()]


def alone(calendar: Calendar, idents: Iterable[str]) -> list[Group]:
    """Return the ideas among these items, those alike together, as if there were no others."""
    found: dict[tuple[object, ...], list[Item]] = {}
    for ident in idents:
        item = calendar.by_id.get(ident)
        if item is not None and item.date is None and calendar.on_plan(item):
            found.setdefault(_kind(calendar, item), []).append(item)
    return [_group(alike, said_no=bool(key[-1])) for key, alike in found.items()]


def _kind(calendar: Calendar, item: Item) -> tuple[object, ...]:
    """Return what is equal for ideas that are alike; last, whether it was refused."""
    who = (item.personas, item.owner, item.suggested_by)
    what = (item.format, item.pillar, item.intent, item.not_before, item.not_after)
    return (item.channels, who, what, refused(calendar, item))


def _group(ideas: list[Item], *, said_no: bool) -> Group:
    fed = NOTHING_FED if said_no else frozenset(ideas[0].channels)
    return Group(ideas[0], said_no, fed, tuple(sorted(ideas, key=_title)))


_title = attrgetter("title")


def signature(item: Item) -> tuple[object, ...]:
    """Return all of an item that the rules of a month look at."""
    who = (item.personas, item.owner, item.suggested_by)
    return (item.channels, who, item.format, item.pillar, item.intent)
