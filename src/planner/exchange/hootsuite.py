"""Hootsuite's bulk file: three columns without a header (CALENDAR.md §6, after Hootsuite's "Bulk schedule posts" help page).

A reader would get wrong: nothing is guarded against formulas here, because the text is posted as it stands; and there is no BOM, which
would become part of the first date.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.exchange.preflight import Row, Tool, csv_field


def write(rows: Sequence[Row]) -> bytes:
    """Return the rows as ``MM/DD/YYYY HH:MM,"message",link``: UTF-8 without BOM, CRLF."""
    lines = []
    for row in rows:
        when = row.when
        stamp = f"{when.month:02d}/{when.day:02d}/{when.year:04d} {when.hour:02d}:{when.minute:02d}"
        lines.append(f"{stamp},{csv_field(row.text, quoted=True)},{csv_field(row.link)}\r\n")
    return "".join(lines).encode("utf-8", "replace")


TOOL = Tool("hootsuite", "Hootsuite", 350, takes_link=True, write=write)
