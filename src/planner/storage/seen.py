"""What is remembered of a large file that was found sound, so that it need not be read whole again: a cache, named by the file's digest.

A reader would get wrong: nothing here replaces validation; an entry is only made of bytes that ``codec.decode`` took in whole, is only used
for exactly these bytes, and whatever is odd about file or entry means that there is none.
"""

# ruff: noqa: PTH118, PTH123 - pathlib would cost start-up time
from __future__ import annotations

import contextlib
import os
import sys
import zlib
from array import array

from planner import __version__, i18n
from planner.core.values import dataclass
from planner.errors import InvalidFileError, Problem
from planner.storage import beside, codec, later, unseen
from planner.storage.document import BOM, Document
from planner.storage.schema import MAX_BYTES
from planner.storage.unseen import NONE, TEXTS

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from planner.core.model import Item
    from planner.storage.survey import Survey
    from planner.storage.usual import Usual
    from planner.storage.window import Layout

SMALLEST = 100_000
"""Bytes; a smaller file is read faster than its cache is worth."""
KEPT = 8
"""How many files' entries stay; the oldest go."""
_MAGIC = f"planner {__version__} seen 5 {sys.byteorder}\n".encode()
_LAST = 0xFFFFFFFF
_LAST_DAY = 3_652_059
"""The ordinal of 31 December 9999."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the items' blocks start and end in the file's bytes, the day of each (its ordinal; 0 for an idea), and the file's warnings.

    ``texts`` are the columns TEXTS, each item's on a line. ``odd`` are the places of items that are read from their blocks instead.
    """

    starts: array[int]
    ends: array[int]
    days: array[int]
    warnings: tuple[Problem, ...]
    texts: Sequence[bytes] = ()
    odd: Sequence[int] = ()

    @property
    def unbroken(self) -> bool:
        """Whether one item stands directly behind the other, as nearly always."""
        return self.ends[:-1] == self.starts[1:]

    def part(self, data: bytes, first: int, last: int) -> bytes:
        """Return the file without the items that are not dated ``first`` to ``last`` (ordinals)."""
        return self._cut(data, 0, first, last)

    def around(self, data: bytes, start: int) -> bytes:
        """Return the file's text, which begins at ``start``, without any item."""
        return self._cut(data, start, 1, 0)

    def spliced(self, laid: Layout, old: tuple[int, int], new: Sequence[Item]) -> Seen:
        """Return what is to be noted once ``new`` items stand in the places ``old`` (the second is excluded) and the blocks as ``laid``."""
        first, end = old
        moved = len(new) - (end - first)
        days = self.days[:first] + _ordinals(new) + self.days[end:]
        texts = []
        for text in self.texts:
            lines = text.split(b"\n") if first < len(self.days) else [text]  # what is added stands behind all others
            lines[min(first, len(lines)) : end] = [NONE.encode()] * len(new)
            texts.append(b"\n".join(lines))
        odd = [place + moved * (place >= end) for place in self.odd if not first <= place < end]
        return Seen(laid.starts, laid.ends, days, (), texts, sorted([*odd, *range(first, first + len(new))]))

    def _cut(self, data: bytes, position: int, first: int, last: int) -> bytes:
        if self.unbroken:
            places = [place for place, day in enumerate(self.days) if first <= day <= last]
            kept = [data[self.starts[place] : self.ends[place]] for place in places]
            return b"".join((data[position : self.starts[0]], *kept, data[self.ends[-1] :]))
        kept = []
        for start, end, day in zip(self.starts, self.ends, self.days, strict=True):
            if start != position:
                kept.append(data[position:start])
            if first <= day <= last:
                kept.append(data[start:end])
            position = end
        kept.append(data[position:])
        return b"".join(kept)


def of_days(data: bytes, digest: str, path: str, first: dt.date | None, last: dt.date | None) -> codec.Decoded | None:
    """Return what the file says, with the items of these days (both included) and perhaps others, or None where it was never seen."""
    seen = _index(data, digest)
    if seen is None:
        return None
    return _part(seen, data, path, (first, last))


def at_first_sight(
    data: bytes, digest: str, path: str, first: dt.date | None, last: dt.date | None
) -> codec.Decoded | None:
    """Return what ``of_days`` does of a file never seen, once all of it is proved sound, and remember it.

    None where nothing is sure before the file is read whole: it is small, or there is something to be said about it.
    """
    if not SMALLEST <= len(data) <= MAX_BYTES:
        return None
    from planner.storage.survey import Survey

    survey = Survey.of(data, len(BOM) * data.startswith(BOM))
    return _proved(survey, lambda: digest, path, (first, last)) if survey else None


def surveyed(
    survey: Survey, named: Callable[[], str], path: str, first: dt.date | None, last: dt.date | None
) -> codec.Decoded | None:
    """Return what ``at_first_sight`` does, of a file that was begun to be looked through; ``named`` returns the digest."""
    from planner.storage import usual

    try:
        survey.finish()
    except usual.OddError:
        return None
    return _proved(survey, named, path, (first, last))


def _proved(
    survey: Survey, named: Callable[[], str], path: str, days: tuple[dt.date | None, dt.date | None]
) -> codec.Decoded | None:
    """Return what a file says that was proved sound, and remember it; None where there is something to be said about it."""
    if not survey.days:
        return None
    from planner.storage import checks

    data = survey.data
    seen = Seen(survey.usual.starts, survey.usual.ends, survey.days, (), survey.said)
    if seen.unbroken and seen.ends[-1] == len(data):  # all else stands above them, and is read
        calendar, unknown = codec.calendar_of(survey.part(*_ordinals_of(*days)))
    else:
        part = _part(seen, data, path, days)
        calendar, unknown = (part.calendar, part.unknown) if part else (None, [])
    if calendar is None or checks.warnings(calendar, unknown, ()):
        return None
    later.afterwards(lambda: _noted(_made(seen), named()), long=True)
    return codec.Decoded(calendar, Document(data), unknown, ())


def _part(seen: Seen, data: bytes, path: str, days: tuple[dt.date | None, dt.date | None]) -> codec.Decoded | None:
    try:
        part = codec.decode(seen.part(data, *_ordinals_of(*days)), path)
    except InvalidFileError:
        return None
    return codec.Decoded(part.calendar, Document(data), part.unknown, seen.warnings)


def _ordinals_of(first: dt.date | None, last: dt.date | None) -> tuple[int, int]:
    return first.toordinal() if first else 1, last.toordinal() if last else _LAST


def whole(data: bytes, digest: str) -> codec.Decoded | None:
    """Return what ``codec.decode`` does of these bytes, or None where they were never seen."""
    seen = _index(data, digest)
    if seen is None:
        return None
    from planner.storage.recall import recalled

    return recalled(data, seen)


def knows(digest: str) -> bool:
    """Whether these bytes are remembered."""
    return _read(_place(digest)) is not None


def note(data: bytes, digest: str, decoded: codec.Decoded) -> None:
    """Remember these bytes, which ``decoded`` is what they say. Where that cannot be, it is not."""
    laid: Usual | Layout | None = decoded.usual or decoded.document.laid
    if len(data) < SMALLEST or laid is None or len(laid.starts) != len(decoded.calendar.items):
        return
    if any("\0" in problem.message for problem in decoded.warnings):
        return
    if decoded.noted is not None:
        _noted(_made(decoded.noted), digest)
        return
    from planner.storage.recall import loose

    items = decoded.usual.items if decoded.usual else decoded.calendar.items
    odd = loose(items)
    texts = _texts(items, odd)
    _noted(_made(Seen(laid.starts, laid.ends, _ordinals(items), decoded.warnings, texts, odd)), digest)


def _texts(items: Sequence[Item], odd: Sequence[int]) -> list[bytes]:
    """Return the columns TEXTS of these items; of odd ones, nothing."""
    times = [item.time for item in items]
    clock = {time: time.isoformat() if time else NONE for time in set(times)}
    columns = [
        [item.id for item in items],
        [item.status for item in items],
        [clock[time] for time in times],
        [item.parent for item in items],
    ]
    for column in columns:
        for place in odd:
            column[place] = NONE
    return ["\n".join(column).encode() for column in columns]


def _ordinals(items: Sequence[Item]) -> array[int]:
    dates = [item.date for item in items]
    known = {date: date.toordinal() if date else 0 for date in set(dates)}
    return array("I", map(known.__getitem__, dates))


def _noted(index: bytes, digest: str) -> None:
    with contextlib.suppress(OSError):
        _write(_place(digest), index)
        _prune(unseen.folder())


def _made(seen: Seen) -> bytes:
    """Return the index of a file: how long each part is, and the parts."""
    told = [i18n.language(), *(str(part) for problem in seen.warnings for part in problem)]
    numbers = [part.tobytes() for part in (seen.starts, seen.ends, seen.days, array("I", seen.odd))]
    parts = ["\0".join(told).encode("utf-8", "surrogatepass"), *numbers, *seen.texts]
    return b"".join((array("I", map(len, parts)).tobytes(), *parts))


_PARTS = 5 + len(TEXTS)


def _index(data: bytes, digest: str) -> Seen | None:
    if len(data) < SMALLEST:
        return None
    body = _read(_place(digest))
    if body is None:
        return None
    try:
        parts = []
        position = 4 * _PARTS
        for size in array("I", bytes(body[:position])):
            parts.append(bytes(body[position : position + size]))
            position += size
        language, *told = str(parts[0], "utf-8", "surrogatepass").split("\0")
        starts, ends, days, odd = (array("I", part) for part in parts[1:5])
        warnings = tuple(
            Problem(int(line), int(column), severity, message)
            for line, column, severity, message in zip(told[::4], told[1::4], told[2::4], told[3::4], strict=True)
        )
    except (ValueError, IndexError):
        return None
    sound = len(starts) == len(ends) == len(days) > 0 and position == len(body) and ends[-1] <= len(data)
    sound = sound and max(days) <= _LAST_DAY and all(text.count(b"\n") + 1 == len(days) for text in parts[5:])
    if not sound or (warnings and language != i18n.language()):
        return None
    return Seen(starts, ends, days, warnings, parts[5:], odd)


def _place(digest: str) -> str:
    return os.path.join(unseen.folder(), f"{digest[:32]}.index")


def _write(path: str, body: bytes) -> None:
    beside.private(path, _MAGIC + _sum(body) + body, durable=False)


def _read(path: str) -> memoryview | None:
    """Return what ``_write`` was given, or None where there is none, it is of another version, or it is damaged."""
    try:
        with open(path, "rb", buffering=0) as file:
            whole = file.readall()
    except OSError:
        return None
    body = memoryview(whole)[len(_MAGIC) + 4 :]
    if whole[: len(_MAGIC)] != _MAGIC or whole[len(_MAGIC) : len(_MAGIC) + 4] != _sum(body):
        return None
    return body


def _sum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(4, "little")


def _prune(place: str) -> None:
    """Take away the entries of all but the files noted last."""
    with os.scandir(place) as entries:
        found = [entry for entry in entries if entry.name.endswith((".index", ".items"))]
    made = sorted(
        (entry for entry in found if entry.name.endswith(".index")), key=lambda entry: entry.stat().st_mtime_ns
    )
    kept = {entry.name for entry in made[-KEPT:]}
    for entry in found:
        if entry.name not in kept:
            beside.away(entry.path)
