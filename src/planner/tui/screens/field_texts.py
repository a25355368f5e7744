"""Times, numbers and lists as they are typed in one line, and read back.

A reader would get wrong: a list is parted like a row of a CSV file, so that a word may hold a comma.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable

from planner.core.model import EMPTY, Frozen
from planner.core.spoken import clock as spoken_clock
from planner.errors import UsageError
from planner.i18n import _

_NUMBER = re.compile(r'\s*(?:"([^"]+)"|([^\s="]+))\s*=\s*([-+]?[\d.,]+)\s*[,;]?')


def read_time(text: str) -> dt.time:
    """Return the time of day in ``text``: 9:00, 9h30, 0930, 2pm, 9 and what the file writes. Raises UsageError."""
    if re.fullmatch(r"\d{1,2}", text):
        text += "h"
    elif re.fullmatch(r"\d{4}", text):
        text = text[:2] + ":" + text[2:]
    found = spoken_clock(text.replace(" ", "").removesuffix(":00") if text.count(":") == 2 else text.replace(" ", ""))
    if found is not None:
        return found
    raise UsageError(_("“{text}” is no time of day. Write it as 9:00 or 14:30.").format(text=text))


def read_numbers(text: str) -> Frozen:
    """Return the numbers of ``text``: ``views=1200`` or, as the review takes them too, ``1200 views and 3 customers``. Raises UsageError."""
    result: dict[str, float] = {}
    place = 0
    while text[place:].strip():
        match = _NUMBER.match(text, place)
        if not match:
            from planner.tui.acts.review_lines import results_in

            told, rest = results_in(text)
            if told and not rest:
                return Frozen(told)
            raise UsageError(_("Write results as name=number, such as views=1200 customers=3."))
        digits = match[3].strip(",")
        try:
            number: float = int(digits) if re.fullmatch(r"[-+]?\d+", digits) else float(digits.replace(",", "."))
        except ValueError as error:
            raise UsageError(_("“{text}” is no number.").format(text=match[3])) from error
        result[match[1] or match[2]] = number
        place = match.end()
    return Frozen(result) if result else Frozen(EMPTY)


def key_text(key: str) -> str:
    """Return the name of a number as it is typed, in quotes where it holds a blank or a sign."""
    return f'"{key}"' if re.search(r'[\s="]', key) else key


class _Row:
    """Catches the one row that a csv writer writes."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text


def joined(values: Iterable[str]) -> str:
    """Return words as one line with commas; a word that holds one is quoted as in a CSV file."""
    values = list(values)
    if not any("," in value or '"' in value or value != value.strip() for value in values):
        return ", ".join(values)
    row = _Row()
    csv.writer(row, lineterminator="").writerow(values)
    return row.text


def parted(text: str) -> list[str]:
    """Return the words of a line with commas, quotes taken off."""
    if '"' not in text:
        return text.split(",")
    try:
        return next(csv.reader([text], skipinitialspace=True, strict=True), [])
    except csv.Error:
        return text.split(",")
