"""Proves a large file sound and notes where its items stand and on which days, for a verb that reads a few of them.

A reader would get wrong: this looks at each byte as ``usual`` does and makes no items; of a file that would be warned about anything, or
that holds a block written in another way, it knows nothing. Where there are two processors, two processes look at one piece after the
other, each at the next as soon as it is through with one: a line that looks like an item's header begins one if all that stands before it
is sound, so a piece is sound beside its neighbours if its blocks lead from its start to the next one's.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from array import array
from codecs import BOM_UTF8
from itertools import accumulate, chain, count, pairwise

from planner.storage import usual
from planner.storage.schema import MAX_BYTES
from planner.storage.unseen import NONE, TEXTS

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

SHARED = 1_000_000
"""Bytes from which on another process is worth its while."""
_PIECES = 16
"""One takes some two milliseconds, the longest that one process waits for the other."""


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
        self._bounds = [0]
        self._other: tuple[int, int, int] | None = None

    @classmethod
    def begun(cls, data: bytes) -> Self | None:
        """Return what has begun to look through a file, or None where that must be read in the usual way.

        Another process goes on with it while something else is done; then ``finish`` is to be called.
        """
        survey = cls.over(data) if len(data) <= MAX_BYTES else None
        try:
            if survey:
                survey.set_out(len(BOM_UTF8) * data.startswith(BOM_UTF8))
        except usual.OddError:
            return None
        return survey

    def run(self, position: int) -> None:
        """Take the file in from ``position`` on. Raises OddError."""
        self.set_out(position)
        self.finish()

    def set_out(self, position: int) -> None:
        """Take in what stands before the items, and have another process begin with these. Raises OddError."""
        self._bounds = self._starts(self.begin(position))
        self._other = self._other_process() if len(self._bounds) > 2 else None
        if not self._other:
            self._bounds[1:-1] = ()

    def finish(self) -> None:
        """Take in all items. Raises OddError."""
        process, out, turns = self._other or (0, -1, -1)
        try:
            found = self._pieces(0, turns)
        finally:
            rest = _written(process, out, turns) if process else b""
        found |= self._told(rest)
        if sorted(found) != list(range(len(self._bounds) - 1)):
            raise usual.OddError
        columns = list(zip(*(found[number] for number in range(len(found))), strict=True))
        for numbers, parts in zip((self.usual.starts, self.usual.ends, self.days), columns, strict=False):
            numbers.frombytes(b"".join(parts))
        self.said = [b"\n".join(parts) for parts in columns[3:]]
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

    def _starts(self, position: int) -> list[int]:
        """Return where each piece starts, and where the last ends: there is one alone where one process does it all."""
        end = len(self.data)
        if end < SHARED or not hasattr(os, "fork") or _processors() < 2 or _threads() > 1:
            return [position, end]
        begun, size = self.usual.newline + self.header, (end - position) // _PIECES
        found = {self.data.find(begun, position + number * size) for number in range(1, _PIECES)} - {-1}
        return [position, *sorted(start + len(self.usual.newline) for start in found), end]

    def _piece(self, number: int) -> list[bytes]:
        """Take one piece in and return what it says: the starts and ends of its items, their days, and the columns TEXTS. Raises OddError."""
        start, self.end = self._bounds[number : number + 2]
        self.take(start)
        numbers, texts = (self.usual.starts, self.usual.ends, self.days), self._columns.values()
        parts = [*(part.tobytes() for part in numbers), *(b"\n".join(column) for column in texts)]
        for part in numbers:
            del part[:]
        for column in texts:
            column.clear()
        return parts

    def _pieces(self, number: int, turns: int) -> dict[int, list[bytes]]:
        """Take in a piece and then those whose turn it is by ``turns`` (-1: there are none); return what each says. Raises OddError."""
        found = {}
        try:
            found[number] = self._piece(number)
            while turns >= 0 and (turn := os.read(turns, 1)):
                found[turn[0]] = self._piece(turn[0])
        finally:
            if turns >= 0:
                os.read(turns, _PIECES)  # where something is wrong, nobody need look at the rest
        return found

    def _other_process(self) -> tuple[int, int, int] | None:
        """Have another process begin with the last piece: its id, where it writes what it found, and where turns are; None: there is none."""
        ends: list[int] = []
        try:
            ends += os.pipe()
            ends += os.pipe()
            out, into, turns, left = ends
            os.write(left, bytes(range(1, len(self._bounds) - 2)))
            process = os.fork()
        except OSError:
            for end in ends:
                os.close(end)
            return None
        os.close(left)
        if process:
            os.close(into)
            return process, out, turns
        try:
            last = len(self._bounds) - 2
            found = self._pieces(last, turns)
            told = [(array("I", (number, *map(len, parts))).tobytes(), *parts) for number, parts in found.items()]
            whole = memoryview(b"".join(chain.from_iterable(told)))
            while whole:
                whole = whole[os.write(into, whole) :]
            os.close(into)
        finally:
            os._exit(0)  # whatever went wrong, the first process sees that something is missing

    def _told(self, rest: bytes) -> dict[int, list[bytes]]:
        """Return what the other process found in its pieces. Raises OddError where that is not all."""
        found, position = {}, 0
        while position < len(rest):
            begun = position + 4 * (4 + len(TEXTS))
            if begun > len(rest):
                raise usual.OddError
            number, *sizes = array("I", rest[position:begun])
            *ends, position = accumulate(sizes, initial=begun)
            if position > len(rest):
                raise usual.OddError
            found[number] = [rest[start:end] for start, end in pairwise((*ends, position))]
            self._idents.update(found[number][3].split(b"\n"))
        return found

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


def _written(process: int, out: int, turns: int) -> bytes:
    """Return what a process writes until it ends."""
    parts = []
    try:
        while part := os.read(out, 1 << 20):
            parts.append(part)
    finally:
        os.close(out)
        os.close(turns)
        os.waitpid(process, os.WNOHANG)  # its end is not waited for
    return b"".join(parts)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _threads() -> int:
    threading = sys.modules.get("threading")
    return threading.active_count() if threading else 1
