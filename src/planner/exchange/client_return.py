"""The client's CSV on its way back: what the client changed, decided and said, item by item.

A reader would get wrong: a cell is compared with what the export *writes* for that item, and only what differs is read; so a name with ``+``
in it, a guarded formula or a tag of two words comes back as it went out. What the file has no column for stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from planner.core.dates import Month
from planner.core.model import STEPS, Calendar, Item
from planner.exchange import client_csv, csv_dates, csv_values
from planner.exchange.csv_header import EXTRA, Column
from planner.exchange.csv_rows import Draft, unguarded
from planner.i18n import _, speaking

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

_EMPTY: dict[str, Any] = {
    **dict.fromkeys(
        ("format", "pillar", "owner", "suggested_by", "copy", "notes", "link", "call_to_action", "keyword", "message"),
        "",
    ),
    **dict.fromkeys(("channels", "personas", "hashtags", "assets"), ()),
    "date": None,
    "time": None,
    "intent": "",
    "solves": "",
}
"""What an emptied cell sets; a title and a status cannot be emptied."""
_TEXTS = ("title", "copy", "notes", "call_to_action", "keyword")
_NEVER = ("ref", "weekday", "decision", "client comments", "id", "record", "results")


def changes(calendar: Calendar, item: Item, draft: Draft, columns: Sequence[Column], today: dt.date) -> dict[str, Any]:
    """Return the new value of each field that the returned row changes; the client's decision and comment among them."""
    found: dict[str, Any] = {}
    extra = dict(item.extra)
    for column in columns:
        if column.field in _NEVER:
            continue
        cell = draft.cells[column.header]
        names = (column.field,) if column.field != EXTRA else (column.header, column.concept)
        written = [client_csv.cell(calendar, item, name) for name in names]
        if any(_same(cell, one) or (column.field in _TEXTS and _made_of(cell, one)) for one in written):
            continue
        if column.field == "title":
            found.update({"title": draft.title} if cell.strip() else {})
        elif column.field in draft.values and column.header not in draft.extra:
            found[column.field] = draft.values[column.field]
        elif not cell.strip():
            found.update({column.field: _EMPTY[column.field]} if column.field in _EMPTY else {})
        if column.header in draft.extra:
            extra[column.header] = draft.extra[column.header]
            if column.field in draft.values:
                found[column.field] = draft.values[column.field]
    if extra != item.extra:
        found["extra"] = extra
    found |= answered(calendar, item, draft, today, found)
    found |= _keep_time_with_date(item, found)
    return {name: value for name, value in found.items() if getattr(item, name) != value}


def _keep_time_with_date(item: Item, found: dict[str, Any]) -> dict[str, Any]:
    date = found.get("date", item.date)
    return {"time": None} if date is None and found.get("time", item.time) is not None else {}


def _same(cell: str, written: str) -> bool:
    """Whether a cell says what was written, guard or not; spreadsheets change line ends and blanks at the ends."""
    wanted = (_even(written), _even(client_csv.guarded(written)))  # of a guarded blank, the guard is left
    return any(_even(text) in wanted for text in (cell, unguarded(cell), unguarded(cell.strip())))


def _made_of(cell: str, written: str) -> bool:
    """Whether a spreadsheet made ``cell`` of a text that looked like a date or a number to it: ``1/2`` is shown as 01/02/2026."""
    number = csv_values.number(written)
    if number is not None:
        return number == csv_values.number(cell)
    before, after = csv_dates.look(written), csv_dates.look(cell)
    if before is None or after is None or before.year or not after.year:
        return False
    return _day_and_month(before) == _day_and_month(after)


def _day_and_month(seen: csv_dates.Seen) -> set[int]:
    return {seen.day or seen.first, seen.month or seen.second}


def _even(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def answered(
    calendar: Calendar, item: Item | None, draft: Draft, today: dt.date, changed: dict[str, Any]
) -> dict[str, Any]:
    """Return what the columns for the client's decision and comments change: OK approves, a no goes back to review, words go to the notes.

    What is already approved or further stays there, and a no takes nothing back that is handed over or out: its words are kept; the same answer read twice changes nothing. ``item`` is None for a new row.
    """
    decided = csv_values.decision_of(draft.decision) if draft.decision else None
    found: dict[str, Any] = {}
    step = calendar.step(item) if item else ""
    if decided is True and (step not in STEPS or STEPS.index(step) < STEPS.index("approved")):
        found["status"] = "approved"
    elif decided is False and step not in ("review", "scheduled", "published"):
        found["status"] = "review"
    said = [text for text in (draft.decision if decided is not True else "", draft.comment) if text]
    notes = str(changed.get("notes", item.notes if item else draft.values.get("notes", "")))
    text = " – ".join(said)
    if text and text not in notes:
        with speaking(calendar.language):
            line = _("Client, {date}: {text}").format(date=today.isoformat(), text=text)
        found["notes"] = f"{notes.rstrip()}\n{line}" if notes.strip() else line
    return found


def missing(calendar: Calendar, matched: Sequence[Item]) -> tuple[str, ...]:
    """Return the ids of items that the returned file could have held and does not; the file may hold a part only, so nothing is deleted.

    With ideas and dated items it was a whole calendar, for a range holds no ideas: then all count, unless that would be more than the
    file has. Otherwise the months that it spans, and ideas where it has some.
    """
    here = {item.id for item in matched}
    rest = [item for item in calendar.items if item.id not in here and calendar.on_plan(item)]
    months = {Month.of(item.date) for item in matched if item.date is not None}
    ideas = any(item.date is None for item in matched)
    if ideas and months and len(rest) <= len(matched):
        return tuple(item.id for item in rest)
    first, last = (min(months), max(months)) if months else (None, None)
    return tuple(
        item.id
        for item in rest
        if (ideas if item.date is None else first and last and first <= Month.of(item.date) <= last)
    )
