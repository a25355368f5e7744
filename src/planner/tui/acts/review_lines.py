"""What a line typed in the weekly review means: an idea and who it is credited to, or the results of an item.

A reader would get wrong: whatever is not understood is kept as it was typed; nothing is refused here.
"""

from __future__ import annotations

import re

from planner.core.fold import fold
from planner.core.model import Calendar, Item

_CREDIT = re.compile(
    r"^(?P<idea>.+?)\s*(?:\((?P<round>[^()]{1,40})\)|\s[—–-]\s*(?P<dash>[^—–\d-]{1,40}))\s*$", re.DOTALL
)
_NUMBER = r"(?:\d{1,3}(?:\s\d{3})+(?!\d)(?:[.,]\d+)?|\d[\d.,]*)"
_RESULT = re.compile(
    rf"(?:(?P<name>[^\W\d][\w ]*?)\s*[=:]\s*(?P<value>{_NUMBER}))|(?:(?P<number>{_NUMBER})\s*(?P<what>[^\W\d]\w*))"
)


def credited(calendar: Calendar, text: str, ident: str) -> Item:
    """Return an idea to converse about: ``Why so dear? (Ana)`` is credited to the person of that name, or to the name as it stands."""
    found = _CREDIT.match(text)
    who = (found["round"] or found["dash"] or "").strip() if found else ""
    known = next(
        (person.id for person in calendar.people if who and fold(who) in (fold(person.id), fold(person.name))), ""
    )
    if found and (known or found["round"]):
        return Item(ident, found["idea"].strip(), intent="converse", suggested_by=known or who)
    return Item(ident, text, intent="converse")


def results_in(text: str) -> tuple[dict[str, float], str]:
    """Return the numbers of ``views=1200, 3 customers`` by name, and what is left of the text when it holds none.

    Spaces and no-break spaces group thousands; a comma or point before one or two digits at the end is a decimal mark.
    """
    numbers: dict[str, float] = {}
    for found in _RESULT.finditer(text):
        name = (found["name"] or found["what"]).strip().lower()
        raw = re.sub(r"\s", "", found["value"] or found["number"]).rstrip(".,")
        whole, mark, part = raw.rpartition("," if "," in raw else ".")
        if mark and len(part) <= 2:
            number = float(f"{re.sub(r'[.,]', '', whole)}.{part}")
        else:
            number = float(re.sub(r"[.,]", "", raw))
        numbers[name] = int(number) if number.is_integer() else number
    return numbers, "" if numbers else text
