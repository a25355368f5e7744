"""What is known of a large file without looking through it: from what was noted of its bytes, or from what was known before an edit.

A reader would get wrong: what is taken over was proved by ``storage.usual`` once, of the same bytes; blocks that were not proved by their
shape are read from the file again, each time.
"""

from __future__ import annotations

import datetime as dt

from planner.core.values import fields
from planner.storage import codec, usual
from planner.storage.document import BOM
from planner.storage.seen import NONE, TEXTS

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from planner.core.model import Calendar, Item
    from planner.storage.document import Document
    from planner.storage.seen import Seen

MOST_LOOSE = 100
"""So many blocks are read again one by one; beyond that, looking through the whole file is as good."""


def recalled(data: bytes, noted: Seen) -> usual.Usual | None:
    """Return the items of a file of which ``noted`` was noted, or None where it does not say that after all."""
    reader = _Recaller(usual.Usual(data, b"\r\n" if b"\r" in data else b"\n"))
    try:
        reader.recall(noted)
    except (usual.OddError, ValueError, IndexError):
        return None
    return reader.usual


class _Recaller(usual.Reader):
    """Makes the items of a file without looking at all of it."""

    def recall(self, noted: Seen) -> None:
        """Take over what was noted. Raises OddError, ValueError, IndexError."""
        self.usual.starts, self.usual.ends = noted.starts, noted.ends
        self.take_around(noted.around(self.data, len(BOM) * self.data.startswith(BOM)))
        days = {0: None} | {day: dt.date.fromordinal(day) for day in set(noted.days) - {0}}
        said: dict[str, Iterable[Any]] = {"date": map(days.__getitem__, noted.days)}
        for field, text in zip(TEXTS, noted.texts, strict=True):
            known: dict[bytes | None, Any] = {NONE.encode(): usual.DEFAULT.get(field)}
            said[field] = text.decode().split("\n") if field == "id" else usual.said_of(field, text.split(b"\n"), known)
        self.items = usual.make(self.usual, 0, len(noted.starts), said)
        for place in noted.odd:
            self.items[place] = self.odd[place] = self._read(place)
        self.name(self.nameless())

    def _read(self, place: int) -> Item:
        raw = usual.loads(self.data[self.usual.starts[place] : self.usual.ends[place]])
        if raw is None:
            raise usual.OddError
        return self.parsed(raw, place)


def loose(items: Sequence[Item]) -> list[int]:
    """Return the places of the items that were not read from a block of the usual shape."""
    return [place for place, item in enumerate(items) if not hasattr(item, "source")]


def after_edits(before: codec.Decoded, document: Document, calendar: Calendar) -> codec.Decoded | None:
    """Return what ``document`` says, where it was made by changing items of what ``before`` says, and nothing is to be said about it.

    None where that is not sure before the whole file is read.
    """
    from planner.storage.checks import warnings

    laid, was = document.laid, before.calendar
    if laid is None or before.unknown or len(laid.starts) != len(calendar.items):
        return None
    others = [spec.name for spec in fields(was) if spec.name != "items"]
    if any(getattr(was, name) is not getattr(calendar, name) for name in others):
        return None
    places = loose(calendar.items)
    if len(places) > MOST_LOOSE or before.warnings:
        return None
    items, data = calendar.items, document.data
    reader = usual.Reader(usual.Usual(data, b"\n"))
    try:
        for place in places:
            raw = usual.loads(data[laid.starts[place] : laid.ends[place]])
            if raw is None or reader.parsed(raw, place).id not in ("", items[place].id):
                return None
    except usual.OddError:
        return None
    if {item.parent for item in items} - {""}:
        idents = {item.id for item in items}
        places = [*places, *(place for place, item in enumerate(items) if item.parent and item.parent not in idents)]
    if warnings(calendar, reader.usual.unknown, places):
        return None
    return codec.Decoded(calendar, document, [], ())
