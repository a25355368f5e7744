"""What is known of a large file without looking through it: from what was noted of its bytes, or from what was known before an edit.

A reader would get wrong: what is taken over was proved by ``storage.usual`` once, of the same bytes; blocks that were not proved by their
shape are read from the file again, each time.
"""

from __future__ import annotations

import datetime as dt

from planner.core.model import Calendar, Item
from planner.core.values import fields
from planner.storage import codec, shape, usual
from planner.storage.difference import stretch
from planner.storage.document import BOM
from planner.storage.unseen import NONE, TEXTS

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from planner.storage.document import Document
    from planner.storage.seen import Seen
    from planner.storage.window import Layout

MOST_LOOSE = 100
"""So many blocks are read again one by one; beyond that, looking through the whole file is as good."""


def recalled(data: bytes, noted: Seen) -> codec.Decoded | None:
    """Return what a file says of which ``noted`` was noted, or None where it does not say that after all."""
    if not shape.EXACT:
        return None
    reader = _Recaller(_Noted(data, noted))
    try:
        reader.recall(noted)
    except (usual.OddError, ValueError, IndexError):
        return None
    decoded = codec.of_usual(reader.usual, noted.warnings)
    if decoded is not None:
        decoded.noted = noted
        vars(decoded.calendar)["all_named"] = not reader.nameless()
    return decoded


class _Noted(usual.Usual):
    """Items of which the days, times, statuses and parents are set when one of them is first asked for."""

    def __init__(self, data: bytes, noted: Seen) -> None:
        super().__init__(data, b"\r\n" if b"\r" in data else b"\n")
        self.starts, self.ends = noted.starts, noted.ends
        self._noted: Seen | None = noted

    def fill(self, item: Item, field: str) -> None:
        """Set what ``item`` says and what all of them say of the fields that were noted, or of the others."""
        if self._noted is None or field not in usual.AT_ONCE:
            super().fill(item, field)
            return
        noted, self._noted = self._noted, None
        items = list(self.items)
        for place in noted.odd:  # it says all already
            items[place] = object.__new__(Item)
        days = {0: None} | {day: dt.date.fromordinal(day) for day in set(noted.days) - {0}}
        said: dict[str, Iterable[Any]] = {"date": map(days.__getitem__, noted.days)}
        for name, text in zip(TEXTS[1:], noted.texts[1:], strict=True):
            known: dict[bytes | None, Any] = {NONE.encode(): usual.DEFAULT[name]}
            said[name] = usual.said_of(name, text.split(b"\n"), known)
        usual.put(items, said)


class _Recaller(usual.Reader):
    """Makes the items of a file without looking at all of it."""

    def recall(self, noted: Seen) -> None:
        """Take over what was noted. Raises OddError, ValueError, IndexError."""
        self.take_around(noted.around(self.data, len(BOM) * self.data.startswith(BOM)))
        idents = noted.texts[0].decode().split("\n")
        self.items = usual.make(self.usual, 0, len(noted.starts), {"id": idents})
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

    laid, was, items = document.laid, before.calendar, calendar.items
    if laid is None or before.unknown or len(laid.starts) != len(items) or before.warnings:
        return None
    if any(getattr(was, name) is not getattr(calendar, name) for name in _OTHERS):
        return None
    first, old_end, end = stretch(was.items, items)
    noted = before.noted.spliced(laid, (first, old_end), items[first:end]) if before.noted else None
    places = list(noted.odd) if noted else loose(items)
    if len(places) > MOST_LOOSE or not _sound(document, laid, [(place, items[place]) for place in places]):
        return None
    kept = {item.id for item in items[first:end]}
    if any(item.id not in kept for item in was.items[first:old_end]):  # others may name it
        places += [place for place, item in enumerate(items) if item.parent and item.parent not in calendar.by_id]
    if warnings(calendar, (), places):
        return None
    decoded = codec.Decoded(calendar, document, [], ())
    decoded.noted = noted
    return decoded


_OTHERS = [spec.name for spec in fields(Calendar) if spec.name != "items"]


def _sound(document: Document, laid: Layout, items: Sequence[tuple[int, Item]]) -> bool:
    """Whether the blocks of these items, by their places, are read as they should be, and hold nothing that the program does not know."""
    reader = usual.Reader(usual.Usual(b"", b"\n"))
    try:
        for place, item in items:
            raw = usual.loads(document.data[laid.starts[place] : laid.ends[place]])
            if raw is None or reader.parsed(raw, place).id not in ("", item.id):
                return False
    except usual.OddError:
        return False
    return not reader.usual.unknown
