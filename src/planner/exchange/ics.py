"""The plan as iCalendar (RFC 5545), written by hand because ten thousand events are asked for in a blink.

A reader would get wrong: DTSTAMP and SEQUENCE say when the *plan* was last revised, not when it was exported. The calendar keeps no
revision of each item, so all of them share that of the file: an unchanged plan gives the same bytes, a changed one a higher number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from planner.core.dates import clock
from planner.core.model import Calendar, Item
from planner.core.steps import each
from planner.exchange import names
from planner.exchange.preflight import skipped
from planner.exchange.timezones import vtimezone
from planner.exchange.wording import facts, one_line, printable
from planner.i18n import N_, _, language, speaking

DURATION = "PT30M"
"""How long an item with a time lasts: a post has no length, and half an hour can be read and clicked in every program."""
_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_STATES = {
    "idea": "TENTATIVE",
    "draft": "TENTATIVE",
    "review": "TENTATIVE",
    "parked": "CANCELLED",
    "dropped": "CANCELLED",
}


def export(
    calendar: Calendar,
    items: Iterable[Item],
    *,
    now: dt.datetime,
    revised: dt.datetime | None = None,
    timezone: str = "",
) -> bytes:
    """Return the dated ``items`` as one VCALENDAR; ideas have no day and stay out.

    ``revised`` is when the calendar was last changed (its file's time), ``now`` where that is not known; both know their zone.
    ``timezone`` serves a calendar that names none; without either, times float: nine o'clock wherever one is.
    The UID is the item's id, which never changes; one by a ``~`` id lasts until its title or date changes.
    """
    stamp = (revised or now).astimezone(dt.UTC)
    zone = calendar.timezone or timezone
    dated = [item for item in items if item.date is not None]
    with speaking(calendar.language):
        lines = list(_head(calendar, zone))
        timed = [item.date for item in dated if item.date is not None and item.time is not None]
        if zone and timed:
            lines += vtimezone(zone, min(timed), max(timed))
        sequence = min(max(0, int((stamp - _EPOCH).total_seconds())), 2**31 - 1)
        common = f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}\r\nSEQUENCE:{sequence}\r\n"
        tz = ZoneInfo(zone) if zone else None
        events = [_event(calendar, item, common, tz) for item in each(dated, N_("Items:"))]
    return "".join([*map(fold, lines), *events, "END:VCALENDAR\r\n"]).encode("utf-8")


def fold(line: str) -> str:
    """Return a content line with its CRLF, folded so that no line has over 75 octets and no character is cut (RFC 5545 §3.1)."""
    if len(line) <= 75 and line.isascii():
        return line + "\r\n"
    octets = line.encode("utf-8")
    if len(octets) <= 75:
        return line + "\r\n"
    parts = []
    start, room = 0, 75
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end])
        start, room = end, 74
    parts.append(octets[start:])
    return b"\r\n ".join(parts).decode("utf-8") + "\r\n"


def escape(text: str) -> str:
    """Return ``text`` as a TEXT value: backslash, semicolon, comma and line end escaped (RFC 5545 §3.3.11), controls left out."""
    text = printable(text).replace("\\", "\\\\").replace(";", "\\;")
    return text.replace(",", "\\,").replace("\n", "\\n")


def _head(calendar: Calendar, zone: str) -> Iterator[str]:
    title = escape(one_line(calendar.title))
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//planner//content calendar//{language().upper()}",
        "CALSCALE:GREGORIAN",
    )
    yield f"NAME:{title}"
    yield f"X-WR-CALNAME:{title}"
    if zone:
        yield f"X-WR-TIMEZONE:{zone}"


def _event(calendar: Calendar, item: Item, common: str, zone: ZoneInfo | None) -> str:
    """Return one VEVENT; only the lines that may grow long go through ``fold``."""
    assert item.date is not None
    remark = ""
    if item.time is None:
        when = f"DTSTART;VALUE=DATE:{_day(item.date)}\r\nDTEND;VALUE=DATE:{_day(item.date + dt.timedelta(days=1))}\r\n"
    else:
        start = dt.datetime.combine(item.date, item.time.replace(tzinfo=None), zone)
        if zone is not None and skipped(start):
            remark = _("The clocks skip {time} on this day.").format(time=clock(item.time))
            start = start.astimezone(dt.UTC).astimezone(zone)
        stamp = f"{_day(start.date())}T{start.hour:02d}{start.minute:02d}{start.second:02d}"
        when = fold(f"DTSTART;TZID={zone.key}:{stamp}" if zone else f"DTSTART:{stamp}") + f"DURATION:{DURATION}\r\n"
    lines = [
        fold(f"UID:{escape(one_line(item.id))}@planner"),
        common,
        when,
        fold(f"SUMMARY:{escape(one_line(item.title))}"),
    ]
    description = _description(calendar, item, remark)
    if description:
        lines.append(fold(f"DESCRIPTION:{escape(description)}"))
    if item.channels:
        lines.append(
            fold(
                "CATEGORIES:" + ",".join(escape(one_line(calendar.name_of("channels", word))) for word in item.channels)
            )
        )
    if names.web_address(item.link):
        lines.append(fold(f"URL:{item.link}"))
    state = _STATES.get(calendar.step(item), "CONFIRMED")
    return f"BEGIN:VEVENT\r\n{''.join(lines)}STATUS:{state}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"


def _description(calendar: Calendar, item: Item, remark: str) -> str:
    lines = [_("{heading}: {value}").format(heading=heading, value=value) for heading, value in facts(calendar, item)]
    if remark:
        lines.append(remark)
    if item.copy.strip():
        lines += ["", item.copy.strip("\n")]
    return "\n".join(lines)


def _day(day: dt.date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"
