"""The calendar's own text: an edit changes the bytes of what it edits and no others.

A reader would get wrong: nothing is scanned until somebody asks for a place or edits; opening a clean file costs nothing here.
"""

from __future__ import annotations

import io
from functools import cached_property
from itertools import accumulate

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.core.edits import Edit
    from planner.core.model import Calendar
    from planner.storage.locate import Index, Where
    from planner.storage.scanner import Section
    from planner.storage.window import Layout, Splice

BOM = b"\xef\xbb\xbf"
_PIECE = 1 << 20


class Document:
    """The text of one calendar, never changed in place; ``calendar`` is what it says, once it has been read."""

    def __init__(
        self,
        data: bytes | None,
        *,
        sections: Sequence[Section] = (),
        bom: bool = False,
        calendar: Calendar | None = None,
        layout: Layout | None = None,
    ) -> None:
        self._layout = layout
        self._unlaid = False
        self.splice: Splice | None = None
        """How this one was made from another, where that is known."""
        self._data = data
        self._given = sections
        self.bom = data.startswith(BOM) if data is not None else bom
        self.calendar = calendar
        self._base: Document | None = None
        """What this one was made from, of the same BOM, until the bytes are made."""

    @property
    def layout(self) -> Layout | None:
        """Where the items of a large file stand, if that can be told without cutting it at its headers."""
        if self._unlaid:
            from planner.storage import usual, window

            read = usual.read(self.data, len(BOM) * self.bom)
            self._layout = window.Layout(read.starts, read.ends) if read else None
            self._unlaid = False
        return self._layout

    @property
    def laid(self) -> Layout | None:
        """The same where it need not be looked for first."""
        return None if self._unlaid else self._layout

    @property
    def data(self) -> bytes:
        """The whole file."""
        if self._data is None:
            self._data = self._patched()
            self._base = None
        return self._data

    @property
    def at_hand(self) -> bytes | None:
        """The whole file where its bytes need not be made first."""
        return self._data

    def _patched(self) -> bytes:
        """Return the whole file: the bytes of the document that this one was made from, and only what differs made anew."""
        base = self._base
        given = base.at_hand if base is not None else None
        if base is None or given is None:
            return (BOM if self.bom else b"") + "".join(section.text for section in self._given).encode()
        from planner.storage.difference import stretch  # what only lists needs none of this

        start, old_end, end = stretch(base.sections, self._given)
        new = [section.text.encode() for section in self._given[start:end]]
        self.sizes = [*base.sizes[:start], *map(len, new), *base.sizes[old_end:]]
        before = sum(base.sizes[:start]) + len(BOM) * self.bom
        behind = before + sum(base.sizes[start:old_end])
        view = memoryview(given)
        return joined((view[:before], *new, view[behind:]))

    @cached_property
    def sizes(self) -> list[int]:
        """How many bytes each section is long."""
        return [len(section.text.encode()) for section in self.sections]

    def release(self) -> None:
        """Let go of the bytes, where sections hold them as text; ``data`` makes them again."""
        if self._given or "sections" in vars(self):
            self._given = self.sections
            self._data = None

    def with_sections(self, sections: Sequence[Section], calendar: Calendar, index: Index | None = None) -> Document:
        """Return a document of these sections, which says ``calendar``; ``index`` is theirs, if it is known."""
        document = Document(None, sections=sections, bom=self.bom, calendar=calendar)
        document._base = self
        if index is not None:
            document.index = index
        return document

    def spliced(self, splice: Splice, calendar: Calendar) -> Document:
        """Return a document that differs from this one by ``splice``, and says ``calendar``."""
        view = memoryview(self.data)
        data = joined((view[: splice.start], splice.new, view[splice.start + len(splice.old) :]))
        layout = self.layout.spliced(splice) if self.layout is not None and splice.first >= 0 else None
        document = Document(data, calendar=calendar, layout=layout)
        document._unlaid = self.layout is not None and layout is None
        document.splice = splice
        return document

    def saying(self, other: Document, calendar: Calendar) -> Document:
        """Return a document with the text of ``other``, in which the sections that both have at either end are those of this one."""
        mine, theirs = self.sections, list(other.sections)
        shortest = min(len(mine), len(theirs))
        start = 0
        while start < shortest and mine[start].text == theirs[start].text:
            theirs[start] = mine[start]
            start += 1
        end = 1
        while end <= shortest - start and mine[-end].text == theirs[-end].text:
            theirs[-end] = mine[-end]
            end += 1
        return self.with_sections(theirs, calendar)

    @cached_property
    def sections(self) -> Sequence[Section]:
        """The text cut at its headers."""
        if self._data is None or self._given:
            return self._given
        from planner.storage import scanner  # its expressions cost start-up time

        return scanner.sections(self._data[len(BOM) * self.bom :].decode())

    @cached_property
    def index(self) -> Index:
        """Which section belongs to what."""
        from planner.storage.locate import Index

        return Index(self.sections)

    @cached_property
    def _offsets(self) -> list[int]:
        return [0, *accumulate(len(section.text) for section in self.sections)]

    @cached_property
    def _lines(self) -> list[int]:
        starts = [0]
        base = 0
        for section in self.sections:
            position = section.text.find("\n")
            while position >= 0:
                starts.append(base + position + 1)
                position = section.text.find("\n", position + 1)
            base += len(section.text)
        return starts

    def position(self, path: Where, *, on_key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at ``path`` (of its key with ``on_key``), or of the nearest thing around it."""
        spot = self.index.nearest(path) if path else None
        if spot is None:
            return 1, 1
        offset = self._offsets[spot.section] + (spot.start if on_key or spot.value_end < 0 else spot.value_start)
        from bisect import bisect_right

        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def line_of(self, table: str, key: str | int) -> int:
        """Return the line of an entry's header, from 1. Raises ``GoneError``."""
        return self.position((table, self._place(table, key)))[0]

    def block_text(self, table: str, key: str | int) -> str:
        """Return the text of an entry: its own comments, header, keys and sub-tables. Raises ``GoneError``."""
        index = self._place(table, key)
        if table == "items" and self.layout is not None:
            from planner.storage import window

            found = window.around(self, index)
            if found is not None:
                return found[0].text_of(table, found[1])
        return self.text_of(table, index)

    def text_of(self, table: str, index: int) -> str:
        """Return the text of entry ``index`` of an array."""
        if table not in self.index.blocks:
            spot = self.index.find((table, index))
            return self.sections[spot.section].text[spot.start : spot.value_end] if spot else ""
        numbers = self.index.blocks[table][index]
        return "".join(self.sections[number].text[: self.sections[number].body_end] if number == numbers[-1] else
                       self.sections[number].text for number in numbers)  # fmt: skip

    def apply(self, edit: Edit, before: Calendar, after: Calendar) -> Document:
        """Return the document that says ``after``: ``edit`` applied to ``before``, what this one says.

        Raises UsageError where the file would not be read back (a text too long, a time without a date), and SpliceError where the
        result would not say ``after``: a fault of the program, and nothing is to be written then.
        """
        from planner.storage import window
        from planner.storage.rewrite import rewrite

        if self.layout is None:
            return rewrite(self, edit, before, after)
        quick = window.edited(self, edit, before, after)
        if quick is not None:
            return quick
        document = Document(rewrite(self, edit, before, after).data, calendar=after)
        document._unlaid = True
        return document

    def _place(self, table: str, key: str | int) -> int:
        from planner.core import edits

        if self.calendar is None:
            raise edits.GoneError(table, key)
        return edits.locate(self.calendar, table, key)


def joined(parts: Iterable[bytes | memoryview]) -> bytes:
    """Return the parts as one, copied in pieces: between two of them another thread has its turn, which waits for one large copy."""
    buffer = io.BytesIO()
    for part in parts:
        for start in range(0, len(part), _PIECE):
            buffer.write(part[start : start + _PIECE])
    return buffer.getvalue()
