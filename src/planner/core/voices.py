"""Who takes part in the plan and who has gone silent, and which problems of a persona nothing has answered lately.

A reader would get wrong: an idea has no date, so when it came in is not known; whoever has one waiting in the inbox is not called silent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from planner.core import dates
from planner.core.fold import fold
from planner.core.model import Calendar, Item
from planner.core.steps import each
from planner.core.values import dataclass
from planner.i18n import _

SILENT_DAYS = 60


@dataclass(frozen=True, slots=True)
class Voice:
    """One person: items owned or suggested, the date of the latest up to today, of the ``next`` one ahead, and how many of their ideas wait."""

    person: str
    name: str
    declared: bool
    items: int
    last: dt.date | None
    waiting: int
    silent: bool
    next: dt.date | None = None


def voices(calendar: Calendar, today: dt.date) -> tuple[Voice, ...]:
    """Return everybody: the people of the file in its order, then whoever else owns or suggested something, by name.

    Silent is who has no counted item dated in the last 60 days or ahead, and no idea waiting.
    """
    given: dict[str, list[Item]] = {person.id: [] for person in calendar.people}
    declared = set(given)
    for item in each(calendar.items):
        if calendar.on_plan(item):
            for person in sorted({item.owner, item.suggested_by} - {""}):
                given.setdefault(person, []).append(item)
    order = [*(person.id for person in calendar.people), *sorted(given.keys() - declared)]
    return tuple(_voice(calendar, person, given[person], today, declared=person in declared) for person in order)


def _voice(calendar: Calendar, person: str, items: list[Item], today: dt.date, *, declared: bool) -> Voice:
    dated = [item.date for item in items if item.date is not None]
    last = max((day for day in dated if day <= today), default=None)
    ahead = min((day for day in dated if day > today), default=None)
    waiting = sum(item.date is None for item in items)
    silent = waiting == 0 and ahead is None and (last is None or (today - last).days > SILENT_DAYS)
    return Voice(person, calendar.name_of("people", person), declared, len(items), last, waiting, silent, ahead)


def asking_text(calendar: Calendar, people: Iterable[Voice]) -> str:
    """Return a text, ready to send, that asks ``people`` for ideas; in the current language, signed by the coordinator if there is one."""
    names = ", ".join(voice.name.partition(",")[0].strip() or voice.name for voice in people)
    coordinator = next((person.name or person.id for person in calendar.people if person.coordinator), "")
    text = _(
        "Hello {names},\n\n"
        "We are looking for ideas for the content of {client}. What have customers asked you lately? "
        "What have you come across that they should know? One line is one idea; it will carry your name.\n\n"
        "Thank you!"
    ).format(names=names, client=calendar.client or calendar.title)
    return f"{text}\n{coordinator}" if coordinator else text


def unsolved_problems(calendar: Calendar, persona: str, today: dt.date) -> tuple[str, ...]:
    """Return the problems of ``persona`` that no item on the plan solves, in the file's order.

    An item solves a problem lately when it is dated at most ``repeat_days`` days back, or ahead, or is an idea that waits; what was said longer
    ago may be said again.
    """
    since = dates.shift(today, -calendar.repeat_days)
    solved = {
        fold(item.solves)
        for item in calendar.items
        if item.solves and calendar.on_plan(item) and (item.date is None or item.date >= since)
    }
    known = next((one for one in calendar.personas if one.id == persona), None)
    return tuple(problem for problem in known.problems if fold(problem) not in solved) if known else ()
