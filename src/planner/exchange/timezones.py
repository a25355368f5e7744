"""A VTIMEZONE for the years that a calendar covers, from the zone's own changes of clocks (RFC 5545 §3.6.5).

A reader would get wrong: an onset is written in the wall clock *before* the change, and the first block starts before the first event,
because a reader knows nothing of the time before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

_WEEK = dt.timedelta(days=7)
_MARGIN = dt.timedelta(days=400)

_State = tuple[dt.timedelta, bool, str]
"""Offset from UTC, whether it is summer time, and its abbreviation."""


def vtimezone(name: str, first: dt.date, last: dt.date) -> list[str]:
    """Return the lines of the VTIMEZONE ``name``, right from before ``first`` to after ``last``. Raises ZoneInfoNotFoundError."""
    zone = ZoneInfo(name)
    start = max(dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime.combine(first, dt.time(), dt.UTC) - _MARGIN)
    end = dt.datetime.combine(last, dt.time(), dt.UTC) + _MARGIN
    state = _state(zone, start)
    blocks: dict[tuple[_State, dt.timedelta], list[dt.datetime]] = {
        (state, state[0]): [(start + state[0]).replace(tzinfo=None)]
    }
    for moment, before, after in _changes(zone, start, end):
        blocks.setdefault((after, before[0]), []).append((moment + before[0]).replace(tzinfo=None))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    for (after, offset_before), onsets in blocks.items():
        kind = "DAYLIGHT" if after[1] else "STANDARD"
        lines += [f"BEGIN:{kind}", f"DTSTART:{onsets[0]:%Y%m%dT%H%M%S}"]
        lines += [f"RDATE:{onset:%Y%m%dT%H%M%S}" for onset in onsets[1:]]
        lines += [
            f"TZOFFSETFROM:{_offset(offset_before)}",
            f"TZOFFSETTO:{_offset(after[0])}",
            f"TZNAME:{after[2]}",
            f"END:{kind}",
        ]
    return [*lines, "END:VTIMEZONE"]


def _state(zone: ZoneInfo, moment: dt.datetime) -> _State:
    local = moment.astimezone(zone)
    return local.utcoffset() or dt.timedelta(), bool(local.dst()), local.tzname() or "UTC"


def _changes(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> Iterator[tuple[dt.datetime, _State, _State]]:
    """Yield (UTC instant, before, after) of each change of clocks; no zone has two within a week that cancel out."""
    moment, state = start, _state(zone, start)
    while moment < end:
        later = moment + _WEEK
        following = _state(zone, later)
        if following != state:
            low, high = moment, later
            while high - low > dt.timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if _state(zone, middle) == state else (low, middle)
            # Two changes in one week: go on from the first, with what held right after it.
            later, following = high, _state(zone, high)
            yield high, state, following
        moment, state = later, following


def _offset(value: dt.timedelta) -> str:
    seconds = int(value.total_seconds())
    sign, seconds = "-" if seconds < 0 else "+", abs(seconds)
    text = f"{sign}{seconds // 3600:02d}{seconds // 60 % 60:02d}"
    return f"{text}{seconds % 60:02d}" if seconds % 60 else text
