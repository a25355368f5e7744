"""What is told of how a spreadsheet was read: encoding, header, order of dates, and what could not be understood, with its lines.

A reader would get wrong: these sentences are about the whole file; why one row was left out is in ``csv_skip``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.core.model import Calendar
from planner.exchange import csv_dates
from planner.exchange.csv_header import EXTRA, Column
from planner.exchange.csv_rows import Reader, Told
from planner.exchange.csv_sniff import Row, Sheet
from planner.i18n import _, ngettext

_SHOWN = 5


def sentences(sheet: Sheet, header: Row | None, reader: Reader) -> list[str]:
    """Return everything worth telling, a sentence each."""
    columns, told = reader.columns, reader.told
    names = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": "|"}
    result = [
        *_unread(columns),
        _("Encoding {encoding}, delimiter {delimiter}.").format(
            encoding=sheet.encoding, delimiter=names.get(sheet.delimiter, sheet.delimiter)
        ),
    ]
    result += sheet.notes
    if header is None:
        result.append(_("No header row was found; the columns are told by what they hold."))
    elif not any(column.concept for column in columns):
        result.append(_("No header is known here; line {line} was taken for the header row.").format(line=header.line))
    else:
        result.append(_("The header row is line {line}.").format(line=header.line))
    result += _dates(told, columns, reader.order)
    result += _hours(told, columns, reader.calendar)
    if reader.catalogue.unknown_statuses:
        listed = ", ".join(_("“{text}”").format(text=word) for word in reader.catalogue.unknown_statuses)
        result.append(_("Status words that are not known here count as draft: {words}.").format(words=listed))
    return result


def _unread(columns: Sequence[Column]) -> list[str]:
    """Return which columns the plan has no place for, and how they get one."""
    names = [column.header for column in columns if column.said == EXTRA and not column.concept and column.cells]
    if not names:
        return []
    listed = ", ".join(_("“{text}”").format(text=name) for name in names[:_SHOWN]) + (
        " …" if len(names) > _SHOWN else ""
    )
    text = ngettext(
        "The heading {headers} is not known: its column is kept with each item as it is, but not read. Call it "
        "Persona, Format, Pillar or Notes and import again to have it read.",
        "The headings {headers} are not known: their columns are kept with each item as they are, but not read. "
        "Call them Persona, Format, Pillar or Notes and import again to have them read.",
        len(names),
    )
    return [text.format(headers=listed)]


def _dates(told: Told, columns: Sequence[Column], order: csv_dates.Order) -> list[str]:
    column = next((one for one in columns if one.field == "date"), None)
    if column is None:
        return []
    result = []
    shape = _("day, month") if order.day_first else _("month, day")
    if order.reason == "language":
        text = _(
            "The dates in “{header}” could be read in two ways; they were read as {order}, as the calendar's language has it."
        )
    elif order.reason == "weekdays":
        text = _("The dates in “{header}” were read as {order}: so they fall on the weekdays beside them.")
    else:
        text = _("The dates in “{header}” are written as {order}.") if order.reason else ""
    if text:
        result.append(text.format(header=column.header, order=shape))
    if column.concept == "week":
        result.append(_("“{header}” gives weeks: the date is the first day of the week.").format(header=column.header))
    if told.bad_dates:
        text = ngettext(
            "{count} row has no date that exists and became an idea; the text is kept: {examples}.",
            "{count} rows have no date that exists and became ideas; the text is kept: {examples}.",
            len(told.bad_dates),
        )
        result.append(text.format(count=len(told.bad_dates), examples=_examples(told.bad_dates)))
    if told.years:
        text = _("Dates without a year got the one that brings them nearest to today, from line {line} on.")
        result.append(text.format(line=told.years[0]))
    if told.wrong_days:
        result.append(_("The weekday does not fit the date: {examples}.").format(examples=_examples(told.wrong_days)))
    return result


def _hours(told: Told, columns: Sequence[Column], calendar: Calendar) -> list[str]:
    result = []
    if told.zones["moved"]:
        result.append(_("Times with a zone were moved to {zone}.").format(zone=calendar.timezone))
    if told.zones["kept"]:
        result.append(_("Times with a zone were kept as they stand: the calendar has no zone of its own."))
    elsewhere = next(
        (one for one in columns if one.concept == "time" and one.field == "extra" and "(" in one.header and one.cells),
        None,
    )
    if elsewhere:
        text = _("“{header}” is a clock of another zone; its times are kept and not used.")
        result.append(text.format(header=elsewhere.header))
    return result


def _examples(found: Iterable[tuple[int, str]]) -> str:
    found = list(found)
    listed = [
        _("line {line}: “{text}”").format(line=line, text=" ".join(text.split())[:40]) for line, text in found[:_SHOWN]
    ]
    return "; ".join(listed) + ("…" if len(found) > _SHOWN else "")
