"""Dates as people say them, in English and French at once, whatever the language.

A reader would get wrong: a weekday is the next one *after* today (on a Friday, ``fri`` is in a week; today itself is ``today``), while
``25`` and ``15 march`` may be today. ``next fri`` is the Friday of the next calendar week, ``vendredi prochain`` the first one to come,
as each language has it; ``vendredi en huit`` is a week after that. Who looks at another week or month than today's (``around``) means its
Friday and its 25th. ``quinze jours`` are two weeks and ``huit jours`` are one; ``15 jours``
are fifteen. What can be read in two ways is refused, and both are offered. Callers say the date back, with its weekday.
All that is a date stands here, a little over the usual length, since each reading is tried after the one before it.
"""

from __future__ import annotations

import datetime as dt
import re

from planner.core.dates import DAYS, FIRST, LAST, MONTHS, Month, day_name, in_range, long_date, month_name, week_of
from planner.core.fold import plain
from planner.errors import UsageError
from planner.i18n import _

MOST_WORDS = 6
"""No date that is understood has more words: ``le vendredi 27 novembre 2026`` has five."""

FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_FRENCH_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_DAYS_ON = {
    "today": 0,
    "aujourdhui": 0,
    "auj": 0,
    "tomorrow": 1,
    "tom": 1,
    "demain": 1,
    "day after tomorrow": 2,
    "apres demain": 2,
    "yesterday": -1,
    "hier": -1,
    "day before yesterday": -2,
    "avant hier": -2,
}
_END_OF_MONTH = {"eom", "month end", "end of month", "end of the month", "end of this month"} | {
    *("fin du mois", "fin de mois", "fin de ce mois"),
}
_END_OF_NEXT = {"end of next month", "fin du mois prochain"}
_END_OF_YEAR = {"eoy", "end of year", "end of the year", "end of this year", "fin de lannee", "fin dannee"}
_NEXT_WEEK = {"next week", "semaine prochaine", "la semaine prochaine"}
_NEXT_MONTH = {"next month", "mois prochain"}
_UNITS = {
    "d": {"", "d", "j", "day", "days", "jour", "jours"},
    "w": {"w", "s", "sem", "wk", "week", "weeks", "semaine", "semaines"},
    "m": {"m", "mo", "month", "months", "mois"},
    "y": {"y", "a", "year", "years", "an", "ans"},
}
_NUMBERS = (
    {"un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}
    | {"cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10}
    | {"ten": 10, "quinze": 15, "fifteen": 15, "vingt": 20, "twenty": 20, "trente": 30, "thirty": 30}
)
_ISO = r"([12]\d{3})([-/.]?)(\d\d?)\2(\d\d?)"
_NUMERIC = r"(\d\d?)([-/.])(\d\d?)(?:\2(\d\d|\d{4}))?"
_OFFSET = r"([+-])(\d{1,4})(?: ?([a-z]{2,})|([a-z]?))"
_DAY = r"(\d\d?)(?:er|e|eme|st|nd|rd|th)?"
_CLOCK = r"(\d\d?)(?:(?::|h)(\d\d)|h)?([ap]m)?"


def when(
    text: str, today: dt.date, language: str = "en", week_starts: str = "monday", around: dt.date | None = None
) -> dt.date:
    """Return the date that ``text`` means on ``today``, to somebody who looks at the day ``around``.

    ``language`` (``en``, ``fr``) settles only ``mar 15``, March or mardi; ``week_starts`` (a weekday as in the file) settles what week is
    the next one. Raises UsageError where it is no date, can be two dates (both are offered), does not exist, or is outside 1970 to 2999.
    """
    found = understand(text, today, language, week_starts, around=around)
    if found is None:
        text = text.strip()
        raise UsageError(
            _("“{text}” is not a date.").format(text=text[:60]) if text else _("A date is missing."),
            _("Write for example 2026-12-03, fri, tomorrow, +2w, 15 march or end of month."),
        )
    if isinstance(found, UsageError):
        raise found
    return found


def understand(
    text: str,
    today: dt.date,
    language: str = "en",
    week_starts: str = "monday",
    *,
    lone_day: bool = True,
    around: dt.date | None = None,
) -> dt.date | UsageError | None:
    """Return the date, the refusal where it is a date that cannot be taken, or None where ``text`` is no date at all.

    A lone weekday is that of the week of ``around``, and a lone day of the month that of its month, where that is not the week or month of
    ``today``. Without ``lone_day``, a number after a weekday is not the day of the month: of ``fri 5 tips`` only ``fri`` is the date.
    """
    try:
        found = _figures(plain(text).strip(), text, today)
        if found is None:
            words = re.sub(r"[\s,-]+", " ", plain(text).replace("'", "")).strip().split(" ")
            while len(words) > 1 and words[0] in {"le", "the", "on", "ce", "this"}:
                del words[0]
            words = [
                word.removesuffix(".") for word in words if word not in {"of", "de"} or words[0] in {"end", "fin"}
            ] or [""]
            found = (
                _phrase(" ".join(words), today, week_starts)
                or _shown(words, today, week_starts, around)
                or _weekday(words, today, week_starts)
                or _day_and_month(words, text, today, language)
                or _named_day(words, text, today, lone_day=lone_day)
            )
    except (ValueError, OverflowError):
        return _outside()
    if isinstance(found, dt.date) and not in_range(found):
        return _outside()
    return found


def clock(text: str) -> dt.time | None:
    """Return the time of day written ``9:00``, ``9h``, ``9h30``, ``14h``, ``9am`` or ``9:30pm``, else None; a lone number is none."""
    match = re.fullmatch(_CLOCK, plain(text))
    if match is None or text.isdigit():
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _figures(text: str, typed: str, today: dt.date) -> dt.date | UsageError | None:
    if match := re.fullmatch(_ISO, text):
        if not match[2] and len(text) != 8:
            return None
        return _exact(int(match[1]), int(match[3]), int(match[4]))
    if match := re.fullmatch(_OFFSET, text):
        count = int(match[1] + match[2])
        return _later(today, count, match[3] or match[4])
    match = re.fullmatch(_NUMERIC, text)
    if match is None or (match[4] is None and match[2] != "/"):
        return None
    one, two, year = int(match[1]), int(match[3]), match[4]
    if year is not None and len(year) == 2:
        return UsageError(
            _("“{text}” has a year of two digits.").format(text=typed.strip()), _("Write the year with four digits.")
        )

    def read(day: int, month: int) -> dt.date | UsageError:
        return _exact(int(year), month, day) if year else _next(day, month, today)

    if one > 12 or one == two:
        return read(one, two)
    if two > 12:
        return read(two, one)
    return _either(typed, read(one, two), read(two, one))


def _phrase(phrase: str, today: dt.date, week_starts: str) -> dt.date | None:
    month = Month.of(today)
    if phrase in _DAYS_ON:
        return today + dt.timedelta(days=_DAYS_ON[phrase])
    if phrase in _END_OF_MONTH:
        return month.last
    if phrase in _END_OF_NEXT:
        return month.shift(1).last
    if phrase in _END_OF_YEAR:
        return dt.date(today.year, 12, 31)
    if phrase in _NEXT_WEEK:
        return week_of(today, week_starts) + dt.timedelta(days=7)
    if phrase in _NEXT_MONTH:
        return month.shift(1).first
    first, _space, rest = phrase.partition(" ")
    if first in {"in", "dans"}:
        number, _space, unit = rest.partition(" ")
        if rest in {"huit jours", "quinze jours"}:
            return today + dt.timedelta(days=7 if number == "huit" else 14)
        count = int(number) if re.fullmatch(r"\d{1,4}", number) else _NUMBERS.get(number)
        return _later(today, count, unit) if count is not None and len(unit) > 1 else None
    if first in {"end", "fin"}:
        words = [word for word in rest.split(" ") if word not in {"of", "de", "du", "mois"}]
        return _end_of(words, today)
    return None


def _end_of(words: list[str], today: dt.date) -> dt.date | None:
    number = _month(words[0]) if words else None
    if number is None or len(words) > 2:
        return None
    if len(words) == 2:
        return Month(int(words[1]), number).last if re.fullmatch(r"\d{4}", words[1]) else None
    end = Month(today.year, number).last
    return end if end >= today else Month(today.year + 1, number).last


def _shown(words: list[str], today: dt.date, week_starts: str, around: dt.date | None) -> dt.date | None:
    """The weekday of the week that is looked at, or the day of its month; None where that is today's, or another date is meant."""
    if around is None or len(words) > 1:
        return None
    number = _day(words[0])
    if number is not None:
        week = week_of(around, week_starts)
        return None if week == week_of(today, week_starts) else week + dt.timedelta(days=(number - week.weekday()) % 7)
    day, month = _ordinal(words[0]), Month.of(around)
    if day is None or month == Month.of(today) or not 1 <= day <= month.last.day:
        return None
    return month.clamp(day)


def _weekday(words: list[str], today: dt.date, week_starts: str) -> dt.date | None:
    before = words[0] if words[0] in {"next", "last"} else ""
    names = words[1:] if before else words
    number = _day(names[0]) if names else None
    if number is None:
        return None
    coming = today + dt.timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    match before, names[1:]:
        case ("next", []):
            week = week_of(today, week_starts) + dt.timedelta(days=7)
            return week + dt.timedelta(days=(number - week.weekday()) % 7)
        case ("last", []) | ("", ["dernier" | "passe"]):
            return today - dt.timedelta(days=(today.weekday() - number - 1) % 7 + 1)
        case ("", [] | ["prochain"]):
            return coming
        case ("", ["en", "huit"] | ["week"]):
            return coming + dt.timedelta(days=7)
        case ("", ["en", "quinze"]):
            return coming + dt.timedelta(days=14)
    return None


def _day_and_month(words: list[str], typed: str, today: dt.date, language: str) -> dt.date | UsageError | None:
    if not 1 <= len(words) <= 3:
        return None
    day = _ordinal(words[0])
    if len(words) == 1:
        return _next_day(day, today) if day is not None else None
    month = _month(words[1]) if day is not None else _month(words[0])
    if day is None:
        day = _ordinal(words[1])
    if day is None or month is None:
        return None
    if len(words) == 3:
        return _exact(int(words[2]), month, day) if re.fullmatch(r"\d{4}", words[2]) else None
    march = _next(day, month, today)
    if words[0] == "mar" and language == "fr":
        other = _next_day(day, today)
        if isinstance(other, dt.date) and other.weekday() == 1:
            return _either(typed, other, march)
    return march


def _named_day(words: list[str], typed: str, today: dt.date, *, lone_day: bool) -> dt.date | UsageError | None:
    number = _day(words[0])
    if number is None or len(words) < 2 or (len(words) == 2 and not lone_day):
        return None
    found = _day_and_month(words[1:], typed, today, "en")
    if isinstance(found, dt.date) and found.weekday() != number:
        return UsageError(
            _("{date} is a {weekday}.").format(date=long_date(found, weekday=False), weekday=day_name(found)),
            _("Leave the weekday out, or mend the date."),
        )
    return found


def _later(today: dt.date, count: int, unit: str) -> dt.date | None:
    kind = next((kind for kind, words in _UNITS.items() if unit in words), "")
    match kind:
        case "d":
            return today + dt.timedelta(days=count)
        case "w":
            return today + dt.timedelta(weeks=count)
        case "m" | "y":
            return Month.of(today).shift(count if kind == "m" else 12 * count).clamp(today.day)
    return None


def _exact(year: int, month: int, day: int) -> dt.date | UsageError:
    if not FIRST.year <= year <= LAST.year:
        return _outside()
    if not 1 <= month <= 12:
        return UsageError(_("There is no month {number}.").format(number=month))
    days = Month(year, month).last.day
    if 1 <= day <= days:
        return dt.date(year, month, day)
    name = month_name(month)
    return UsageError(
        _("{month} {year} has {days} days.").format(month=name[:1].upper() + name[1:], year=year, days=days)
    )


def _next(day: int, month: int, today: dt.date) -> dt.date | UsageError:
    """The next such date, today included; the 29th of February may be eight years away."""
    coming = today.year + ((month, day) < (today.month, today.day))
    for year in range(coming, coming + 9):
        found = _exact(year, month, day)
        if isinstance(found, dt.date):
            return found
    return _exact(coming, month, day)


def _next_day(day: int, today: dt.date) -> dt.date | UsageError:
    if not 1 <= day <= 31:
        return UsageError(_("No month has a day {number}.").format(number=day))
    month = Month.of(today) if day >= today.day else Month.of(today).shift(1)
    while day > month.last.day:
        month = month.shift(1)
    return month.clamp(day)


def _either(typed: str, one: dt.date | UsageError, two: dt.date | UsageError) -> UsageError:
    for found in (one, two):
        if isinstance(found, UsageError):
            return found
    assert isinstance(one, dt.date)
    assert isinstance(two, dt.date)
    return UsageError(
        _("“{text}” could be {first} ({first_iso}) or {second} ({second_iso}).").format(
            text=typed.strip(), first=long_date(one), first_iso=one, second=long_date(two), second_iso=two
        ),
        _("Write {first_iso} or {second_iso}.").format(first_iso=one, second_iso=two),
    )


def _outside() -> UsageError:
    return UsageError(_("Dates run from 1970 to 2999."))


def _ordinal(word: str) -> int | None:
    if word in {"premier", "first"}:
        return 1
    match = re.fullmatch(_DAY, word)
    return int(match[1]) if match else None


def _named(word: str, least: int, *names: tuple[str, ...]) -> int | None:
    """The index that every name beginning with ``word`` has; None where there is no such name, or where two have not the same."""
    if len(word) < least:
        return None
    found = {index for series in names for index, name in enumerate(series) if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _day(word: str) -> int | None:
    return _named(word, 2, ENGLISH_DAYS, FRENCH_DAYS)


def _month(word: str) -> int | None:
    index = _named(word, 3, _ENGLISH_MONTHS, _FRENCH_MONTHS)
    return None if index is None else index + 1


ENGLISH_DAYS = tuple(name.lower() for name in DAYS)
_ENGLISH_MONTHS = tuple(name.lower() for name in MONTHS)
