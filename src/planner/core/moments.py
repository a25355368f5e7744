"""Dates that the audience cares about: the calendar's own moments, and its country's holidays where the library for them is installed.

A reader would get wrong: ``holidays`` is optional; without it there are simply no holidays, and a country it does not know has none.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from planner.core import dates
from planner.core.model import Calendar, Moment
from planner.core.values import dataclass
from planner.i18n import language


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """One day of a moment or a holiday; ``kind`` says which, ``lead_days`` from how many days before it is worth planning for.

    ``id`` is the moment's, and empty for a holiday.
    """

    date: dt.date
    name: str
    kind: str
    lead_days: int = 0
    id: str = ""


def occurrences(calendar: Calendar, first: dt.date, last: dt.date) -> tuple[Occasion, ...]:
    """Return the moments and holidays from ``first`` to ``last``, both included, by date; holidays in the reader's language."""
    first, last = max(first, dates.FIRST), min(last, dates.LAST)
    if first > last:
        return ()
    found = [
        Occasion(day, moment.name or moment.id, "moment", moment.lead_days, moment.id)
        for moment in calendar.moments
        for day in days_of(moment, first, last)
    ]
    found += [Occasion(day, name, "holiday") for day, name in holidays(calendar.holidays, first, last)]
    return tuple(sorted(found))


def days_of(moment: Moment, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return a moment's days from ``first`` to ``last``: its date, its rule's days, or both."""
    own = {moment.date} if moment.date is not None and first <= moment.date <= last else set()
    ruled: tuple[dt.date, ...] = ()
    try:
        if moment.rule and dates.may_recur(moment.rule, first, last):
            ruled = dates.occurrences(moment.rule, first, last)
    except ValueError:
        ruled = ()
    return tuple(sorted(own | set(ruled)))


def offered(calendar: Calendar, today: dt.date) -> tuple[Occasion, ...]:
    """Return the moments that are worth planning for on ``today``: not past, and not further away than their ``lead_days``."""
    return tuple(
        sorted(
            Occasion(day, moment.name or moment.id, "moment", moment.lead_days, moment.id)
            for moment in calendar.moments
            for day in days_of(moment, today, min(dates.shift(today, moment.lead_days), dates.LAST))
        )
    )


def holidays(place: str, first: dt.date, last: dt.date) -> tuple[tuple[dt.date, str], ...]:
    """Return (day, name) of the holidays of ``place`` (``CA-QC``, ``FR``) from ``first`` to ``last``, in the reader's language."""
    if not place:
        return ()
    return tuple(
        (day, name)
        for year in range(first.year, last.year + 1)
        for day, name in _holidays(place, year, language())
        if first <= day <= last
    )


@lru_cache(maxsize=256)
def _holidays(place: str, year: int, speech: str) -> tuple[tuple[dt.date, str], ...]:
    try:
        import holidays as library
    except ImportError:
        return ()
    country, _dash, subdivision = place.partition("-")
    try:
        known = library.country_holidays(country, subdiv=subdivision or None, years=year, observed=False)
        codes = (known.default_language or "", *known.supported_languages)
        code = next((code for code in codes if code.partition("_")[0] == speech), None)
        if code:
            known = library.country_holidays(country, subdivision or None, year, observed=False, language=code)
    except NotImplementedError:
        return ()
    return tuple(sorted(known.items()))
