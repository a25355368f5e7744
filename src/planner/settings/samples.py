"""The sample calendars, moved to the present by whole weeks so that each is a plan in full swing on any day.

A reader would get wrong: only dates of the file's own data move; a date inside a text or a comment stays, as do all other bytes.
"""

from __future__ import annotations

import datetime as dt
import re

import tomli

from planner.core.fold import nearest
from planner.core.model import WEEKDAYS
from planner.errors import UsageError
from planner.i18n import _, pgettext
from planner.storage import paths

ANCHOR = dt.date(2026, 11, 23)
"""A day of the week that is "this week" in the samples as they are stored."""
_FIRST, _LAST = dt.date(1970, 1, 1), dt.date(2999, 12, 31)
_DATES = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}'
    rb'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*'
    rb"|(?<![0-9A-Za-z_.+-])(?P<date>\d{4}-\d{2}-\d{2})(?![0-9-])",
    re.DOTALL,
)
"""Strings and comments, which are skipped, or a TOML date (https://toml.io/en/v1.0.0#local-date)."""


def names() -> tuple[str, ...]:
    """Return the names of the shipped samples, in alphabetical order."""
    return tuple(sorted(path.stem for path in paths.shipped("sample_calendars").glob("*.toml")))


def preferred() -> str:
    """Return the name of the sample that a reader of the current language is shown when none is named."""
    known = names()
    wanted = pgettext("name of the sample shown first", "consultant")
    return wanted if wanted in known else known[0]


def load(name: str, today: dt.date) -> bytes:
    """Return the sample ``name`` as a file's bytes, with its weeks moved so that the anchor's week is today's.

    Raises UsageError for a name that is no sample's, and for a day that would put a date outside 1970-2999.
    """
    known = names()
    if name not in known:
        near = nearest(name, known)
        advice = _("Did you mean {near}?").format(near=near) if near else ""
        text = _("There is no sample {name}; there are {names}.").format(name=name, names=", ".join(known))
        raise UsageError(text, advice)
    data = (paths.shipped("sample_calendars") / f"{name}.toml").read_bytes()
    begins = WEEKDAYS.index(tomli.loads(data.decode("utf-8"))["calendar"].get("week_starts", "monday"))
    return moved(data, (_week(today, begins) - _week(ANCHOR, begins)) // 7)


def _week(day: dt.date, begins: int) -> int:
    """Return the ordinal of the first day of the week of ``day``; ``begins`` is 0 for Monday."""
    return day.toordinal() - (day.weekday() - begins) % 7


def moved(data: bytes, weeks: int) -> bytes:
    """Return the TOML text ``data`` with every date value ``weeks`` later. Raises UsageError when one leaves 1970-2999."""

    def later(match: re.Match[bytes]) -> bytes:
        text = match["date"]
        if text is None:
            return match[0]
        try:
            day = dt.date.fromisoformat(text.decode("ascii")) + dt.timedelta(weeks=weeks)
        except (ValueError, OverflowError):
            day = None
        if day is None or not _FIRST <= day <= _LAST:
            raise UsageError(_("The sample cannot be moved to that day; choose one between 1971 and 2998."))
        return day.isoformat().encode("ascii")

    return data if weeks == 0 else _DATES.sub(later, data)
