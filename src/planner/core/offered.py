"""What can follow a sign (``@``, ``#``…) at the end of a line that is being typed: the names there are, and the line completed.

A reader would get wrong: a name of several words is offered and completed by its id, since a line is read up to the next space.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.core import spoken
from planner.core.fold import fold
from planner.core.model import STEPS, Calendar
from planner.core.quick_add import TABLES
from planner.i18n import _

SURE = 3
"""Letters after which a name is guessed."""
_DAYS = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "tomorrow",
        "today",
        "fri",
        "thu",
        "tue",
        "wed",
    }
    | {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "demain", "aujourdhui", "ven", "jeu"}
)
"""Words that are days and hardly anything else, folded."""
MOST = 8
"""So many names are offered at once."""


def _end(line: str) -> tuple[str, str]:
    """Return the sign that the last word of ``line`` begins with and what follows it; empty where it begins with none."""
    word = line[line.rfind(" ") + 1 :]
    return (word[:1], word[1:]) if word[:1] and word[0] in "@#!*^=" else ("", "")


def _fitting(part: str, entries: Sequence[Any]) -> list[Any]:
    """Return the entries whose id or name begins with ``part``."""
    wanted = fold(part)
    return [one for one in entries if fold(one.id).startswith(wanted) or fold(one.name).startswith(wanted)]


def offered(line: str, calendar: Calendar, *, brief: bool = False) -> str:
    """Return what can follow the sign that ``line`` ends in: ``@dana Dana, owner · @ravi``; ids alone where it is to be ``brief``.

    Empty where it ends in none, or where what follows it leaves nothing to choose.
    """
    sign, part = _end(line)
    if not sign:
        return ""
    table = TABLES.get(sign)
    if table is None:
        return (
            _("{sign} a day: {sign}25, {sign}fri, {sign}tomorrow, {sign}+2w, {sign}15 march").format(sign=sign)
            if not part
            else ""
        )
    found = _fitting(part, getattr(calendar, table))
    if len(found) < 2 and part:
        return ""
    if not found:
        return {
            "personas": _("there is no persona in this calendar yet"),
            "formats": _("there is no format in this calendar yet"),
            "channels": _("there is no channel in this calendar yet"),
            "pillars": _("there is no pillar in this calendar yet"),
        }[table]
    names = [
        f"{sign}{one.id}" if brief or fold(one.name) in ("", fold(one.id)) else f"{sign}{one.id} {one.name}"
        for one in found[:MOST]
    ]
    return (" " if brief else " · ").join(names) + (" …" if len(found) > MOST else "")


def left_over(title: str, *, dated: bool) -> str:
    """Return how the time or the day that ``title`` ends in would be written to be one, or an empty string; it stays in the title.

    Where the item is not ``dated`` a time needs a day before it.
    """
    word = title[title.rfind(" ") + 1 :].strip(".,;!?")
    if word == title.strip() or not word:
        return ""
    said = fold(word)
    if spoken.clock(word) is not None:
        said = _("“{word}” is in the title; as the time it is written ={word}")
        return (said if dated else _("“{word}” is in the title; a time is written =fri {word}")).format(word=word)
    if said in _DAYS or (len(said) > SURE and any(day.startswith(said) for day in _DAYS)):
        return _("“{word}” is in the title; as the day it is written ={word}").format(word=word)
    return ""


def step_word(step: str) -> str:
    """Return a step of the ladder as the filter takes it in the reader's language: one word, ``à-approuver``."""
    return "-".join(_(step.capitalize()).lower().split())


def meant(line: str, calendar: Calendar) -> str:
    """Return how the name that ``line`` ends in is written with its sign (``!linkedin``), or an empty string where it is none."""
    word = line[line.rfind(" ") + 1 :]
    if len(fold(word)) < SURE or not word[0].isalnum():
        return ""
    for sign, table in TABLES.items():
        for one in _fitting(word, getattr(calendar, table)):
            return f"{sign}{one.id}"
    wanted = fold(word)
    for step in STEPS:
        if any(fold(name).startswith(wanted) for name in (step, _(step.capitalize()))):
            return _("status:") + step_word(step)
    return ""


def completed(line: str, calendar: Calendar) -> str | None:
    """Return ``line`` with the name after its last sign completed, or None; a name of several words is completed to its id."""
    start = max(
        line.rfind(" " + sign) + 1 if line.rfind(" " + sign) >= 0 else (0 if line.startswith(sign) else -1)
        for sign in TABLES
    )
    if start < 0 or len(line) < start + 2 or line[start] not in TABLES:
        return None
    part = line[start + 1 :]
    wanted = fold(part)
    if not wanted or " " in part:
        return None
    for entry in getattr(calendar, TABLES[line[start]]):
        words: tuple[str, str] = (entry.id, entry.name)
        for word in words:
            if word and " " not in word and len(word) > len(part) and fold(word[: len(part)]) == wanted:
                return line + word[len(part) :]
    return None
