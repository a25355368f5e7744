"""A gap in a few cells, for where its sentence does not fit: ``Blog 1/2``, ``LinkedIn 23–29 Nov 2/3``, ``conversation 6.7% < 15``.

A reader would get wrong: the sign says what is so, and what follows it is where the rule passes, not the target; for a pillar the tolerance
is taken off.
"""

from __future__ import annotations

import datetime as dt

from planner.core.coverage import Gap
from planner.core.dates import Month, day_number, short_day_month, short_month
from planner.core.model import Calendar
from planner.core.relevance import short_name as persona_name
from planner.core.sentences import decimal, percents
from planner.core.views import short_name
from planner.i18n import _


def short(gap: Gap, calendar: Calendar, month: Month | None = None) -> str:
    """Return the gap in as few words as still say which it is; days of ``month`` go without its name."""
    rule, subject = gap.rule, gap.subject
    count = f"{gap.have:g}/{gap.need:g}"
    match rule:
        case "cadence":
            name = short_name(calendar, "channels", subject)
            weekly = (gap.end - gap.start).days == 6
            return f"{name} {range_of(gap.start, gap.end, month)} {count}" if weekly else f"{name} {count}"
        case "persona":
            return f"{persona_name(calendar, subject)} {count}"
        case "persona-format":
            who, form = pair_of(calendar, subject)
            return f"{persona_name(calendar, who)} · {short_name(calendar, 'formats', form)} {count}"
        case "format":
            return f"{short_name(calendar, 'formats', subject)} {count}"
        case "quiet":
            days = range_of(gap.start, gap.end, month)
            return _("quiet {days} {number} d").format(days=days, number=f"{gap.have:g}")
        case "supply":
            return _("supply {name} {count}").format(name=short_name(calendar, "channels", subject), count=count)
    return _of_month(gap, calendar, count)


def _of_month(gap: Gap, calendar: Calendar, count: str) -> str:
    have, under, over = percents(gap.have), f"< {decimal(gap.need)}", f"> {decimal(gap.need)}"
    match gap.rule:
        case "pillar":
            least = max(gap.need - calendar.coverage.pillar_tolerance, 0)
            return f"{short_name(calendar, 'pillars', gap.subject)} {have} < {decimal(least)}"
        case "promotion":
            return _("promotion {figures}").format(figures=f"{have} {over}")
        case "conversation":
            return _("conversation {figures}").format(figures=f"{have} {under}")
        case "customers":
            return _("customers {figures}").format(figures=f"{have} {under}")
        case "one-owner":
            return f"{short_name(calendar, 'people', gap.subject)} {have} {over}"
        case "voices":
            return _("voices {count}").format(count=count)
        case "variety":
            return _("formats {count}").format(count=count)
    return f"{gap.rule} {count}"


def pair_of(calendar: Calendar, subject: str) -> tuple[str, str]:
    """Return the persona and the format of ``persona:format``; ids may hold a colon."""
    pairs = ((one.id, form) for one in calendar.personas for form in one.formats)
    return next(((who, form) for who, form in pairs if f"{who}:{form}" == subject), (subject, ""))


def range_of(first: dt.date, last: dt.date, month: Month | None = None) -> str:
    """Return ``23–29 Nov``, ``30 Nov–6 Dec``, and only ``23–29`` where both lie in ``month``."""
    if Month.of(first) != Month.of(last):
        return f"{short_day_month(first)}–{short_day_month(last)}"
    days = day_number(first) if first == last else f"{day_number(first)}–{last.day}"
    return days if Month.of(first) == month else f"{days} {short_month(last.month)}"
