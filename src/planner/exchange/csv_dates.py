"""Dates and times as spreadsheets write them; the order of day and month is one decision for a whole column.

A reader would get wrong: a single cell cannot be read on its own (``3/4/26``). Collect what each cell could be with ``look``, let
``Order.of`` decide for the column, and read each cell with that. What is no absolute date (``T-2_Mon``, ``Month 1 (Jan 2026)``, 31/02/2026)
gives None and stays text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from planner.core.dates import in_range
from planner.core.fold import plain
from planner.core.values import dataclass
from planner.exchange.csv_words import MONTHS, WEEKDAYS, words

_TIME = (
    r"(?P<hour>\d{1,2})(?:\s?[:.h]\s?(?P<minute>\d{2}))?(?:\s?:\s?(?P<second>\d{2})(?:[.,]\d+)?)?\s*"
    r"(?P<half>[ap]\.?\s?m\.?|h|uhr|o'clock)?"
)
_ZONE = r"\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
_CLOCK = re.compile(_TIME + _ZONE)
_ISO = re.compile(r"(?P<y>[12]\d{3})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?P<rest>(?:t|,|\s).*)?", re.DOTALL)
_COMPACT = re.compile(r"(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})(?P<rest>t.*)?")
_CHINESE = re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日?(?P<rest>.*)")
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})(?:\s?(?P=s)\s?(?P<y>\d{4}|\d{2}))?(?P<rest>[,\s].*)?"
)
_SERIAL = re.compile(r"[3-7]\d{4}(?:[.,]0+)?")
_DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s\-/.]*(?:(?:of|de)\s+|d')?[\s\-/.]*(?P<name>[^\W\d_]+)\.?[\s\-/.,']*(?:de[l]?\s+)?(?P<y>\d{4}|\d{2})?(?P<rest>[,\s].*)?"
)
_NAME_FIRST = re.compile(
    r"(?P<name>[^\W\d_]+)\.?[\s\-/.]*(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:[\s,\-/.']+(?P<y>\d{4}|\d{2}(?!\d|:|\s?[ap]m|h)))?(?P<rest>[,\s].*)?"
)
_WEEKDAY = re.compile(r"([^\W\d_]+)(?:-feira)?\.?,?\s+(?=\S)")
_DAY_NUMBER = re.compile(r"(?:day|jour|dia|tag|hari|d|j|#)?\s*[-+.:#]?\s*(\d{1,3})", re.IGNORECASE)
_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cell could be: ``first`` and ``second`` numbers where the order is open, else ``day`` and ``month``; ``year`` 0 when unsaid."""

    year: int
    first: int = 0
    second: int = 0
    day: int = 0
    month: int = 0
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that was read, its time if the cell gives one, and its offset from UTC if it gives that."""

    date: dt.date
    time: dt.time | None = None
    offset: dt.timedelta | None = None
    assumed_year: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """How a column writes its dates; ``reason`` is ``proved``, ``weekdays``, ``language`` or empty where no cell leaves it open."""

    day_first: bool
    reason: str = ""

    @classmethod
    def of(cls, cells: Sequence[str], language: str, weekdays: Sequence[str] = ()) -> Order:
        """Decide for a column: by a number over 12, else by the weekdays beside it, else by ``language`` (``fr`` day first)."""
        open_ = [(seen, place) for place, cell in enumerate(cells) if (seen := look(cell)) is not None and seen.first]
        if not open_:
            return cls(day_first=True)
        day = sum(seen.first > 12 >= seen.second for seen, _place in open_)
        month = sum(seen.second > 12 >= seen.first for seen, _place in open_)
        if day != month:
            return cls(day > month, "proved")
        if day:
            return cls(language == "fr", "language")
        agree = {True: 0, False: 0}
        for seen, place in open_:
            number = weekday(weekdays[place]) if place < len(weekdays) else None
            for order in agree:
                found = _date(seen, day_first=order, today=None)
                agree[order] += number is not None and found is not None and found.weekday() == number
        if agree[True] != agree[False] and max(agree.values()) * 5 >= len(open_) * 4:
            return cls(agree[True] > agree[False], "weekdays")
        return cls(language == "fr", "language")


@lru_cache(maxsize=8192)
def look(text: str) -> Seen | None:
    """Return what ``text`` could be, or None where it is no date by its form."""
    text = plain(text).strip().strip("'").strip()
    if not text or len(text) > 60:
        return None
    for pattern in (_ISO, _COMPACT, _CHINESE):
        if match := pattern.fullmatch(text):
            return _kept(Seen(int(match["y"]), day=int(match["d"]), month=int(match["m"]), rest=_rest(match)))
    if _SERIAL.fullmatch(text):
        found = _EPOCH + dt.timedelta(days=int(text[:5]))
        return Seen(found.year, day=found.day, month=found.month)
    leading = _WEEKDAY.match(text)
    if leading and (leading.group(1) == "le" or words(leading.group(1)) in WEEKDAYS):
        rest = text[leading.end() :].removeprefix("le ").removeprefix("den ").strip()
        return _look(rest) or _look(text)
    return _look(text)


def _look(text: str) -> Seen | None:
    if match := _NUMERIC.fullmatch(text):
        if not match["y"] and match["s"] != "/":
            return None
        return _kept(Seen(_year(match["y"]), first=int(match["a"]), second=int(match["b"]), rest=_rest(match)))
    for pattern in (_DAY_FIRST, _NAME_FIRST):
        match = pattern.fullmatch(text)
        if match and match["name"] in MONTHS:
            return _kept(
                Seen(_year(match["y"]), day=int(match["d"]), month=int(MONTHS[match["name"]]), rest=_rest(match))
            )
    return None


def _kept(seen: Seen) -> Seen | None:
    """A date may be followed by a time and a zone, by nothing else."""
    return seen if not seen.rest or _CLOCK.fullmatch(seen.rest) else None


def _rest(match: re.Match[str]) -> str:
    text = (match["rest"] or "").strip(" ,").removeprefix("t").strip()
    for word in ("at ", "a ", "as ", "um ", "kl ", "- "):
        text = text.removeprefix(word)
    return text.strip()


def _year(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if len(text) == 4 else 2000 + int(text)


def read(text: str, order: Order, today: dt.date) -> Moment | None:
    """Return the date of ``text`` in a column of that ``order``, or None. A year left out is the one that brings it nearest to ``today``."""
    seen = look(text)
    if seen is None:
        return None
    found = _date(seen, day_first=order.day_first, today=today)
    if found is None or not in_range(found):
        return None
    if not seen.rest:
        return Moment(found, assumed_year=not seen.year)
    clock = _CLOCK.fullmatch(seen.rest)
    time = _clock(clock) if clock else None
    if time is None:
        return None
    return Moment(found, time, _offset(clock["zone"] if clock else None), not seen.year)


def _date(seen: Seen, *, day_first: bool, today: dt.date | None) -> dt.date | None:
    day, month = (
        (seen.day, seen.month) if seen.day else (seen.first, seen.second) if day_first else (seen.second, seen.first)
    )
    try:
        if seen.year:
            return dt.date(seen.year, month, day)
        if today is None:
            return None
        near = [
            dt.date(year, month, day)
            for year in (today.year - 1, today.year, today.year + 1)
            if _exists(year, month, day)
        ]
        return min(near, key=lambda one: (abs((one - today).days), one < today)) if near else None
    except ValueError:
        return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _offset(zone: str | None) -> dt.timedelta | None:
    if not zone:
        return None
    if zone in ("z", "utc", "gmt"):
        return dt.timedelta()
    digits = zone[1:].replace(":", "")
    size = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if size > dt.timedelta(hours=18):  # no clock on earth; and from 24 hours on no offset that Python takes
        return None
    return -size if zone[0] == "-" else size


def read_time(text: str) -> dt.time | None:
    """Return the time of day that ``text`` writes (``10:00 AM``, ``09:30``, ``9h30``, ``9 h``), or None: a bare number is none."""
    text = plain(text).strip()
    if text in ("noon", "midi", "mediodia", "mittag"):
        return dt.time(12)
    match = _CLOCK.fullmatch(text)
    if match is None or match["zone"] or not (match["minute"] or match["half"] or re.fullmatch(r"\d{1,2}\s?h", text)):
        return None
    return _clock(match)


def _clock(match: re.Match[str]) -> dt.time | None:
    hour, half = int(match["hour"]), (match["half"] or "")[:1]
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return dt.time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def weekday(text: str) -> int | None:
    """Return the weekday that ``text`` names, Monday 0, or None."""
    number = WEEKDAYS.get(words(text))
    return int(number) if number is not None else None


def day_number(text: str) -> int | None:
    """Return the number of a day of a plan, 1 to 400 (``3``, ``Day 3``, ``J3``), or None."""
    match = _DAY_NUMBER.fullmatch(text.strip())
    number = int(match.group(1)) if match else 0
    return number if 1 <= number <= 400 else None


def share(cells: Iterable[str], test: Callable[[str], object]) -> float:
    """Return the part of ``cells`` (0 to 1) for which ``test`` gives something; 0 where there are none."""
    found = [test(cell) not in (None, "", False) for cell in cells]
    return sum(found) / len(found) if found else 0.0
