"""Buffer's bulk file: four columns with a header (CALENDAR.md §6, after Buffer's "Bulk upload" help page).

A reader would get wrong: there is no column for a link, so a link has to stand in the text; and ``Tags`` are Buffer's own labels, which
must exist there, not hashtags.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.exchange.preflight import Row, Tool, csv_field

HEADER = "Text,Image URL,Tags,Posting Time"


def write(rows: Sequence[Row]) -> bytes:
    """Return the header and the rows as ``"text",image,,YYYY-MM-DD HH:mm``: UTF-8 without BOM, CRLF."""
    lines = [HEADER + "\r\n"]
    for row in rows:
        when = row.when
        stamp = f"{when.year:04d}-{when.month:02d}-{when.day:02d} {when.hour:02d}:{when.minute:02d}"
        lines.append(f"{csv_field(row.text, quoted=True)},{csv_field(row.image)},,{stamp}\r\n")
    return "".join(lines).encode("utf-8", "replace")


TOOL = Tool("buffer", "Buffer", 100, takes_link=False, write=write)
