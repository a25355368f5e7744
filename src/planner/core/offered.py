"""What can follow a sign (``@``, ``#``…) at the end of a line that is being typed: the names there are, and the line completed.

A reader would get wrong: a name of several words is offered and completed by its id, since a line is read up to the next space.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from planner.core import spoken
from planner.core.fold import fold, plain
from planner.core.model import STEPS, Calendar, Item
from planner.core.quick_add import TABLES
from planner.i18n import _

SURE = 3
"""Letters after which a name is guessed."""
_DAYS = frozenset((*spoken.ENGLISH_DAYS, *spoken.FRENCH_DAYS)) | {
    *("tomorrow", "today", "fri", "thu", "tue", "wed", "demain", "aujourdhui", "ven", "jeu")
}
"""Words that are days and hardly anything else, folded."""
_TWO = re.compile(r"(?:\d\d?(?:er|st|nd|rd|th)? [a-z]{3,}|[a-z]{3,} \d\d?|next [a-z]{3,}|[a-z]{3,} prochain)")
_FIGURES = re.compile(r"\d{1,4}[-/]\d\d?(?:[-/]\d{1,4})?")
"""A day in two words, and one in figures; those that are none are refused afterwards."""
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


def left_over(item: Item, calendar: Calendar, today: dt.date, *, dated: bool, timed: bool) -> str:
    """Return how the days, times and names in the title would be written to be ones (``fri → =fri · 9:30 → =9:30``), or an empty string.

    They stay in the title. Where the item is not ``dated`` a time needs a day before it; what it has already is not looked for.
    """
    parts = item.title.split()
    words = [word.strip(".,;!?") for word in parts] if len(parts) > 1 else []
    days = [] if item.date else _days(words, today)
    found = [(place, day, "=" + day) for place, day in days]
    in_days = {place + more for place, day in days for more in range(len(day.split()))}
    for place, word in enumerate(words):
        if place in in_days:
            continue
        if spoken.clock(word) is not None:
            if not timed:
                found.append((place, word, f"={word}" if dated or days else "=" + _("fri") + f" {word}"))
            continue
        written = _named(word, item, calendar)
        found += [(place, word, written)] if written else []
    told = " · ".join(f"{word} → {written}" for _place, word, written in sorted(found)[:MOST])
    return _("left in the title: {words}").format(words=told) if told else ""


def _days(words: Sequence[str], today: dt.date) -> list[tuple[int, str]]:
    """Return what of the words is a day and hardly anything else, with its place."""
    found, place = [], 0
    while place < len(words):
        two = " ".join(words[place : place + 2])
        said = fold(words[place])
        begun = place == len(words) - 1 and len(said) > SURE and any(day.startswith(said) for day in _DAYS)
        if _TWO.fullmatch(plain(two)) and isinstance(spoken.understand(two, today, lone_day=False), dt.date):
            found.append((place, two))
            place += 1
        elif begun or said in _DAYS or (_FIGURES.fullmatch(words[place]) and spoken.understand(words[place], today)):
            found.append((place, words[place]))
        place += 1
    return found


def _named(word: str, item: Item, calendar: Calendar) -> str:
    """Return ``word`` with the sign of the name that it is, of what the item has not yet; an empty string where it is none."""
    wanted = fold(word)
    has = {"personas": item.personas, "formats": item.format, "channels": item.channels, "pillars": item.pillar}
    for sign, table in TABLES.items():
        for one in getattr(calendar, table) if wanted and not has[table] else ():
            if wanted in (fold(one.id), fold(one.name)):
                return f"{sign}{one.id}"
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
