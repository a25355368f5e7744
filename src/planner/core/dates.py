"""Weeks and months of a calendar, and how dates are said; the only importer of dateutil.

A reader would get wrong: a week belongs to the month that holds at least four of its days (CALENDAR.md §3), and weeks start on the
calendar's own weekday; the number shown beside a week is the ISO number of the week's fourth day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from planner.core.model import WEEKDAYS
from planner.core.values import dataclass
from planner.i18n import N_, _, pgettext

FIRST = dt.date(1970, 1, 1)
LAST = dt.date(2999, 12, 31)
"""Dates outside these are an error in ``date`` and are never calculated with elsewhere."""

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
DAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
SHORT_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year, written ``YYYY-MM``."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """Return the month that holds ``day``."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Return the month written ``YYYY-MM``. Raises ValueError."""
        year, dash, number = text.partition("-")
        if (
            not dash
            or len(year) != 4
            or len(number) != 2
            or not (year + number).isascii()
            or not (year + number).isdigit()
        ):
            raise ValueError(text)
        if not FIRST.year <= int(year) <= LAST.year or not 1 <= int(number) <= 12:
            raise ValueError(text)
        return cls(int(year), int(number))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        following = self.shift(1)
        return dt.date(following.year, following.number, 1) - dt.timedelta(days=1)

    def shift(self, months: int) -> Month:
        """Return the month so many months on (or back)."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1)

    def days(self) -> Iterator[dt.date]:
        """Yield its days in order."""
        return days(self.first, self.last)

    def weeks(self, starts: str) -> list[dt.date]:
        """Return the first days of the weeks that belong to it: those with at least four days in it."""
        week = week_of(self.first, starts)
        result = []
        while week <= self.last:
            if Month.of(week + dt.timedelta(days=3)) == self:
                result.append(week)
            week += dt.timedelta(days=7)
        return result

    def clamp(self, day: int) -> dt.date:
        """Return its day ``day``, or its last where it is shorter."""
        return self.first.replace(day=min(day, self.last.day))


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield every day from ``first`` to ``last``, both included."""
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield dt.date.fromordinal(number)


def week_of(day: dt.date, starts: str) -> dt.date:
    """Return the first day of the week that holds ``day``; ``starts`` is a weekday name as in the file."""
    return day - dt.timedelta(days=(day.weekday() - WEEKDAYS.index(starts)) % 7)


def week_number(week: dt.date) -> int:
    """Return the ISO number (1 to 53) to show beside the week that starts on ``week``: that of its fourth day."""
    return (week + dt.timedelta(days=3)).isocalendar().week


def shift(day: dt.date, days_on: int) -> dt.date:
    """Return ``day`` so many days on, kept inside 1970 to 2999."""
    number = day.toordinal() + days_on
    return dt.date.fromordinal(min(max(number, FIRST.toordinal()), LAST.toordinal()))


def in_range(day: dt.date) -> bool:
    """Whether ``day`` is one that is calculated with."""
    return FIRST <= day <= LAST


def day_name(day: dt.date) -> str:
    """Return its weekday in the reader's language: Monday, lundi."""
    return _(DAYS[day.weekday()])


def month_name(number: int) -> str:
    """Return the name of month 1 to 12 in the reader's language: March, mars."""
    return _(MONTHS[number - 1])


def short_day(day: dt.date) -> str:
    """Return its weekday in three or four characters: Mon, lun."""
    return _(SHORT_DAYS[day.weekday()])


def short_month(number: int) -> str:
    """Return a month's short name: Mar, mars."""
    return pgettext("short", "May") if number == 5 else _(SHORT_MONTHS[number - 1])


def _ordinal(day: dt.date) -> str:
    return pgettext("first day of a month", "1") if day.day == 1 else str(day.day)


def long_date(day: dt.date, *, weekday: bool = True, year: bool = True) -> str:
    """Return a date as people write it: ``Thursday 3 December 2026``, ``jeudi 3 décembre 2026``."""
    parts = [day_name(day)] if weekday else []
    parts += [_ordinal(day), month_name(day.month)]
    return " ".join([*parts, str(day.year)] if year else parts)


def short_date(day: dt.date, today: dt.date | None = None) -> str:
    """Return a date in little room: ``Thu 3 Dec``, ``jeu 3 déc``; with its year where that is not the year of ``today``."""
    year = "" if today is None or day.year == today.year else f" {day.year}"
    return f"{short_day(day)} {_ordinal(day)} {short_month(day.month)}{year}"


def short_day_month(day: dt.date) -> str:
    """Return ``3 Dec``, ``1er déc``."""
    return f"{_ordinal(day)} {short_month(day.month)}"


def day_number(day: dt.date) -> str:
    """Return the number of a day as people write it: ``1``, ``1er``."""
    return _ordinal(day)


def day_month(day: dt.date) -> str:
    """Return ``3 December``, ``1er décembre``."""
    return f"{_ordinal(day)} {month_name(day.month)}"


def span(first: dt.date, last: dt.date) -> str:
    """Return a range in words: ``7 to 13 December``, ``du 28 novembre au 4 décembre``."""
    if first == last:
        return _("on {day}").format(day=day_month(first))
    start = _ordinal(first) if (first.year, first.month) == (last.year, last.month) else day_month(first)
    return pgettext("range of days", "{first} to {last}").format(first=start, last=day_month(last))


def clock(value: dt.time | None) -> str:
    """Return a time of day as ``9:00`` (``9 h`` stays out: it must align in columns), or an empty string."""
    return f"{value.hour}:{value.minute:02d}" if value is not None else ""


_DAILY_AND_UP = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_NO_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND", "UNTIL", "COUNT", "DTSTART")
_CYCLE = 400
"""Years after which the Gregorian calendar repeats itself, weekdays included."""
_FAR = 9900
"""dateutil looks for a next day until year 9999; a rule that never matches is given up soon when it begins near the end."""


@lru_cache(maxsize=1024)
def occurrences(rule: str, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the days from ``first`` to ``last`` that an RFC 5545 recurrence rule names, in order.

    Intervals count from 1 January 1970 (weeks from that Thursday on). ``UNTIL`` holds; ``COUNT`` has no start to count from and is refused,
    as is what recurs more often than daily. Raises ValueError for a rule that is not understood.
    """
    from dateutil import rrule

    parts = _rule_parts(rule)
    if "UNTIL" in parts:
        last = min(last, _until(parts["UNTIL"]))
    first, last = max(first, FIRST), min(last, LAST)
    if first > last:
        return ()
    start = _in_phase(parts["FREQ"], int(parts.get("INTERVAL", "1")), first)
    years = 0 if "BYEASTER" in parts else (_FAR - last.year) // _CYCLE * _CYCLE
    text = ";".join(f"{name}={value}" for name, value in parts.items() if name not in _NO_PARTS)
    try:
        found = rrule.rrulestr(text, dtstart=dt.datetime(start.year + years, start.month, start.day))  # noqa: DTZ001 - days
        moved = found.between(_far(first, years), _far(last, years), inc=True)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, OverflowError) as error:
        raise ValueError(rule) from error
    return tuple(dict.fromkeys(day.date().replace(year=day.year - years) for day in moved))


def may_recur(rule: str, first: dt.date, last: dt.date) -> bool:
    """Whether a recurrence rule may name a day from ``first`` to ``last``: not, where it names months and none of these days is in one.

    Most rules name a month, and most days are looked at in others; dateutil takes long to load.
    """
    for part in rule.strip().upper().split(";"):
        name, _equals, value = part.partition("=")
        if name.removeprefix("RRULE:") == "BYMONTH" and value.isascii() and value.replace(",", "").isdecimal():
            count = min((last.year - first.year) * 12 + last.month - first.month, 11)
            looked_at = {(first.month - 1 + month) % 12 + 1 for month in range(count + 1)}
            return any(int(word or "0") in looked_at for word in value.split(","))
    return True


def _far(day: dt.date, years: int) -> dt.datetime:
    return dt.datetime(day.year + years, day.month, day.day)  # noqa: DTZ001 - a day, and dateutil wants it as midnight


def _rule_parts(rule: str) -> dict[str, str]:
    parts = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise ValueError(rule)
        parts[name] = value
    interval = parts.get("INTERVAL", "1")
    if (
        parts.get("FREQ") not in _DAILY_AND_UP
        or "COUNT" in parts
        or not interval.isdecimal()
        or not 1 <= int(interval[:9]) < 10_000
    ):
        raise ValueError(rule)
    return parts


def _until(text: str) -> dt.date:
    return dt.datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day, the time of which does not matter


def _in_phase(frequency: str, interval: int, first: dt.date) -> dt.date:
    """Return the last start of a period not after ``first`` that an interval counted from 1970 falls on."""
    if frequency == "YEARLY":
        return dt.date(first.year - (first.year - FIRST.year) % interval, 1, 1)
    if frequency == "MONTHLY":
        months = (first.year - FIRST.year) * 12 + first.month - 1
        month = Month.of(FIRST).shift(months - months % interval)
        return month.first
    step = interval * (7 if frequency == "WEEKLY" else 1)
    return first - dt.timedelta(days=(first - FIRST).days % step)
