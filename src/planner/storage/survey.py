"""Proves a large file sound and notes where its items stand and on which days, for a verb that reads a few of them.

A reader would get wrong: this looks at each byte as ``usual`` does and makes no items; of a file that would be warned about anything, or
that holds a block written in another way, it knows nothing. Where there are two processors, another process looks at the second half: a
line that looks like an item's header begins one if all that stands before it is sound.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from array import array
from codecs import BOM_UTF8
from itertools import accumulate, count, pairwise

from planner.storage import usual
from planner.storage.schema import MAX_BYTES
from planner.storage.unseen import NONE, TEXTS

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

HALVED = 1_000_000
"""Bytes from which on another process is worth its while."""
_SHARE = 0.56
"""Of the bytes, that is left to the first process: the other one begins later and has to tell what it found."""
_SHARE_EARLY = 0.48
"""The same, where the first process has other things to do before it begins."""


class Survey(usual.Reader):
    """One look through a file without making items; ``days`` are their ordinals in the file's order, 0 for an idea.

    ``said`` are the columns TEXTS of what their blocks say, each item's on a line.
    """

    def __init__(self, found: usual.Usual) -> None:
        super().__init__(found)
        self.days = array("I")
        self.said: list[bytes] = []
        self._columns: dict[str, list[bytes]] = {field: [] for field in TEXTS}
        self._ordinals: dict[bytes | None, int] = {None: 0}
        self._idents: set[bytes | None] = set()
        self._first = 0
        self._other: tuple[int, int] | None = None

    @classmethod
    def begun(cls, data: bytes) -> Self | None:
        """Return what has begun to look through a file, or None where that must be read in the usual way.

        Another process goes on with it while something else is done; then ``finish`` is to be called.
        """
        survey = cls.over(data) if len(data) <= MAX_BYTES else None
        try:
            if survey:
                survey.set_out(len(BOM_UTF8) * data.startswith(BOM_UTF8), _SHARE_EARLY)
        except usual.OddError:
            return None
        return survey

    def run(self, position: int) -> None:
        """Take the file in from ``position`` on. Raises OddError."""
        self.set_out(position, _SHARE)
        self.finish()

    def set_out(self, position: int, share: float) -> None:
        """Take in what stands before the items, and have another process begin behind a ``share`` of the bytes. Raises OddError."""
        self._first = self.begin(position)
        middle = self._middle(self._first, share)
        self._other = self._other_process(middle) if middle else None
        if self._other:
            self.end = middle

    def finish(self) -> None:
        """Take in all items. Raises OddError."""
        other = self._other
        try:
            self.take(self._first)
        finally:
            rest = _written(*other) if other else b""
        self.said = [b"\n".join(column) for column in self._columns.values()]
        if other:
            self._join(rest)
        self._finish()

    def part(self, first: int, last: int) -> usual.Usual:
        """Return what the file says, with the items of these days (ordinals) alone, once all of it was taken in."""
        found = usual.Reader(usual.Usual(self.data, self.usual.newline))
        found.usual.raw, found.usual.block = self.usual.raw, self.strict
        for place in [place for place, day in enumerate(self.days) if first <= day <= last]:
            start, end = self.usual.starts[place], self.usual.ends[place]
            found.usual.starts.append(start)
            found.usual.ends.append(end)
            match = self.strict.match(self.data, start, end)
            assert match is not None
            found.rows.append(match.group(*usual.READ))
        found._made()  # noqa: SLF001 - its own kind
        found.usual.items = tuple(found.items)
        found.usual.read(range(len(found.items)), tables=False)  # these are seldom asked for
        return found.usual

    def _middle(self, position: int, share: float) -> int:
        """Return where an item of the second half starts, 0 where one process does it all."""
        if len(self.data) < HALVED or not hasattr(os, "fork") or _processors() < 2 or _threads() > 1:
            return 0
        found = self.data.find(self.usual.newline + self.header, max(int(len(self.data) * share), position))
        return found + len(self.usual.newline) if found >= 0 else 0

    def _other_process(self, middle: int) -> tuple[int, int] | None:
        """Have what stands from ``middle`` on looked at by another process: its id, and where it writes what it found; None: there is none."""
        ends: tuple[int, ...] = ()
        try:
            ends = out, into = os.pipe()
            process = os.fork()
        except OSError:
            for end in ends:
                os.close(end)
            return None
        if process:
            os.close(into)
            return process, out
        try:
            self.take(middle)
            texts = [b"\n".join(column) for column in self._columns.values()]
            parts = [self.usual.starts.tobytes(), self.usual.ends.tobytes(), self.days.tobytes(), *texts]
            whole = memoryview(b"".join((array("I", map(len, parts)).tobytes(), *parts)))
            while whole:
                whole = whole[os.write(into, whole) :]
            os.close(into)
        finally:
            os._exit(0)  # whatever went wrong, the first process sees that something is missing

    def _join(self, rest: bytes) -> None:
        """Put what the other process found behind what this one did. Raises OddError where it found nothing sound."""
        count = 3 + len(TEXTS)
        sizes = array("I", rest[: 4 * count]) if len(rest) >= 4 * count else array("I")
        if not sizes or len(rest) != 4 * count + sum(sizes):
            raise usual.OddError
        ends = list(accumulate(sizes, initial=4 * count))
        parts = [rest[start:end] for start, end in pairwise(ends)]
        theirs = parts[3]
        if self.days:
            parts[3:] = [b"\n".join(both) for both in zip(self.said, parts[3:], strict=True)]
        self.said = parts[3:]
        self._idents.update(theirs.split(b"\n"))
        for numbers, part in zip((self.usual.starts, self.usual.ends, self.days), parts, strict=False):
            numbers.frombytes(part)

    def _block(self, _position: int, _backslash: int) -> int:
        raise usual.OddError

    def _made(self) -> None:
        if not self.rows:
            return
        columns: dict[str, Sequence[bytes | None]] = dict(zip(usual.READ, zip(*self.rows, strict=True), strict=True))
        self.rows.clear()
        usual.check_keys(columns["results"])
        usual.check_keys(columns["extra"])
        for field, column in self._columns.items():
            column.extend([NOTHING if text is None else text for text in columns[field]])
        self._idents.update(columns["id"])
        known = self._ordinals
        for month in {day[:8] for day in set(columns["date"]).difference(known) if day}:
            known.update(_days_of(month))
        try:
            self.days.extend([known[day] for day in columns["date"]])
        except KeyError:  # there is no such day
            raise usual.OddError from None

    def _finish(self) -> None:
        parents = self.said[TEXTS.index("parent")].replace(NOTHING + b"\n", b"").split(b"\n")  # most have none
        if len(self._idents) < len(self.days) or not {*parents} - {NOTHING, b""} <= self._idents:
            raise usual.OddError


NOTHING = NONE.encode()
_NUMBERS = [b"%02d" % day for day in range(1, 32)]


def _days_of(month: bytes) -> Iterable[tuple[bytes, int]]:
    """Return the days of a month, such as ``2026-12-``, as they are written, with their ordinals: one by one they would take as long."""
    year, number = int(month[:4]), int(month[5:7])
    if not 1 <= number <= 12:
        return ()
    first = dt.date(year, number, 1).toordinal()
    behind = dt.date(year + number // 12, number % 12 + 1, 1).toordinal()
    return zip(map(month.__add__, _NUMBERS[: behind - first]), count(first), strict=False)


def _written(process: int, out: int) -> bytes:
    """Return what a process writes until it ends."""
    parts = []
    try:
        while part := os.read(out, 1 << 20):
            parts.append(part)
    finally:
        os.close(out)
        os.waitpid(process, os.WNOHANG)  # its end is not waited for
    return b"".join(parts)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _threads() -> int:
    threading = sys.modules.get("threading")
    return threading.active_count() if threading else 1
