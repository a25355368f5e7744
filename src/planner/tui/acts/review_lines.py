"""What a line typed in the weekly review means: an idea and who it is credited to, or the results of an item.

A reader would get wrong: whatever is not understood is kept as it was typed; nothing is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from planner.core.fold import fold
from planner.core.model import Calendar, Item
from planner.core.sentences import metric_key

_CREDIT = re.compile(
    r"^(?P<idea>.+?)\s*(?:\((?P<round>[^()]{1,40})\)|\s[—–-]\s*(?P<dash>[^—–\d-]{1,40}))\s*$", re.DOTALL
)
_NUMBER = r"(?:\d{1,3}(?:\s\d{3})+(?!\d)(?:[.,]\d+)?|\d[\d.,]*)"
_WORDS = r"[^\W\d]\w*"
_PART = re.compile(r"\s*(?:[;\n]|,(?!\d)|(?<!\d),)\s*|\s+(?:and|et|&|\+)\s+", re.IGNORECASE)
_NAMED = re.compile(rf"(?P<name>{_WORDS}(?: {_WORDS})*?)\s*[=:]\s*(?P<value>{_NUMBER})(?![\w%])")
_BEFORE = re.compile(rf"(?P<name>{_WORDS}(?: {_WORDS})?)\s+(?P<value>{_NUMBER})(?![\w%])")
_AFTER = re.compile(rf"(?<![\w=:])(?P<value>{_NUMBER})\s*(?!k\b)(?P<name>{_WORDS})")


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


def results_in(text: str, used: Collection[str] = ()) -> tuple[dict[str, float], str]:
    """Return the numbers of ``views=1200, customers 3`` or ``1200 views and 3 customers`` by name, and the parts not wholly understood.

    French names of usual results become the names in the file, except where ``used``, the names that the calendar has, holds them.
    Spaces and no-break spaces group thousands; a comma or point before one or two digits at the end is a decimal mark.
    """
    numbers: dict[str, float] = {}
    rest = []
    for part in _PART.split(text.strip()):
        found, left = _read(part)
        for name, value in found:
            key = metric_key(name, used)
            numbers[name.lower() if key == name and name not in used else key] = value
        if left:
            rest.append(part)
    return numbers, (", ".join(rest) if numbers else text)


def _read(part: str) -> tuple[list[tuple[str, float]], bool]:
    """Return the pairs in one part of a line, and whether anything but pairs stands in it."""
    found = list(_NAMED.finditer(part))
    left = _NAMED.sub("", part)
    for pattern in (_BEFORE, _AFTER):
        if not left.strip(" .!"):
            break
        if pattern is _BEFORE and pattern.sub("", left).strip(" .!"):
            continue  # words before a number are a name only where nothing else is said
        found += pattern.finditer(left)
        left = pattern.sub("", left)
    return [(one["name"].strip(), _number(one["value"])) for one in found], bool(left.strip(" .!"))


def _number(text: str) -> float:
    raw = re.sub(r"\s", "", text).rstrip(".,")
    whole, mark, part = raw.rpartition("," if "," in raw else ".")
    digits = re.sub(r"[.,]", "", whole)
    decimal = bool(mark) and len(part) <= 2
    number = float(f"{digits}.{part}") if decimal else float(re.sub(r"[.,]", "", raw))
    return int(number) if number.is_integer() else number
