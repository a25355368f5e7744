"""What is remembered of a large file that was found sound, so that it need not be read whole again: a cache, named by the file's digest.

A reader would get wrong: nothing here replaces validation; an entry is only made of bytes that ``codec.decode`` took in whole, is only used
for exactly these bytes, and whatever is odd about file or entry means that there is none.
"""

from __future__ import annotations

import contextlib
import json
import re
import struct
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from planner import __version__, i18n
from planner.errors import InvalidFileError, Problem
from planner.storage import codec, paths, seen_items
from planner.storage.document import Document

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from planner.core.model import Calendar

SMALLEST = 100_000
"""Bytes; a smaller file is read faster than its cache is worth."""
KEPT = 8
"""How many files' entries stay; the oldest go."""
_MAGIC = f"planner {__version__} seen 2\n".encode()
_ALWAYS = 0xFFFFFFFF
_HEADER = re.compile(rb"\n\[\[items\]\](\r?\n)")
_OTHER_SPELLING = re.compile(rb"\n[ \t]*\[\[(?:[ \t]*['\"]|[ \t]+items)")
_OTHER_TABLE = re.compile(rb"\n[ \t]*\[(?!items\.|\[items\]\]\r?\n)")


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the items' headers start in the file's bytes, the day of each (its ordinal; 0 for an idea), and the file's warnings.

    A block that may hold more than its item (another table follows it, or a text with a line that begins with a bracket) has a day beyond
    all days: it is always read.
    """

    starts: tuple[int, ...]
    days: tuple[int, ...]
    warnings: tuple[Problem, ...]

    def part(self, data: bytes, first: int, last: int) -> bytes:
        """Return the file without the items that are not dated ``first`` to ``last`` (ordinals)."""
        ends = (*self.starts[1:], len(data))
        kept = [data[: self.starts[0]]]
        for start, end, day in zip(self.starts, ends, self.days, strict=True):
            if first <= day <= last or day == _ALWAYS:
                kept.append(data[start:end])
        return b"".join(kept)


def of_days(data: bytes, digest: str, path: str, first: dt.date | None, last: dt.date | None) -> codec.Decoded | None:
    """Return what the file says, with the items of these days (both included) and perhaps others, or None where it was never seen."""
    seen = _index(data, digest)
    if seen is None:
        return None
    ends = (first.toordinal() if first else 1, last.toordinal() if last else _ALWAYS)
    try:
        part = codec.decode(seen.part(data, *ends), path)
    except InvalidFileError:
        return None
    return codec.Decoded(part.calendar, Document(data), [], seen.warnings)


def knows(digest: str) -> bool:
    """Whether all that can be remembered of these bytes is."""
    return all(_read(_folder() / f"{digest[:32]}.{kind}") is not None for kind in ("index", "items"))


def decode(data: bytes, digest: str, path: str) -> codec.Decoded:
    """Return what the file's bytes say, from the cache where it knows them. Raises InvalidFileError."""
    return _remembered(data, digest, path) or codec.decode(data, path)


def _remembered(data: bytes, digest: str, path: str) -> codec.Decoded | None:
    seen = _index(data, digest)
    body = _read(_folder() / f"{digest[:32]}.items") if seen else None
    if seen is None or body is None:
        return None
    try:
        items = seen_items.load(json.loads(str(body, "utf-8")))
        head = codec.decode(seen.part(data, 1, 0), path).calendar
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, InvalidFileError):
        return None
    if len(items) != len(seen.starts):
        return None
    calendar = replace(head, items=items)
    return codec.Decoded(calendar, Document(data, calendar=calendar), [], seen.warnings)


def note(data: bytes, digest: str, decoded: codec.Decoded, *, items: bool) -> None:
    """Remember these bytes, which ``decoded`` is what they say; with ``items`` also what every item says. Where it cannot be, it is not."""
    if len(data) < SMALLEST:
        return
    index = _made(data, decoded.calendar, decoded.warnings)
    if index is None:
        return
    with contextlib.suppress(OSError):
        place = _folder()
        _write(place / f"{digest[:32]}.index", index)
        if items:
            columns = seen_items.dump(decoded.calendar.items)
            if columns is not None:
                _write(place / f"{digest[:32]}.items", _json(columns))
        _prune(place)


def _made(data: bytes, calendar: Calendar, warnings: tuple[Problem, ...]) -> bytes | None:
    """Return the index of the file, or None where its items' headers cannot be told from the rest by looking at lines.

    A line ``[[items]]`` inside a text would be taken for a header, were it not that headers are as many as items then only if a real one
    is spelled otherwise; and of such spellings there must be none.
    """
    headers = list(_HEADER.finditer(data))
    count = len(calendar.items)
    if not count or len(headers) != count or data.count(b"[[items]]") != count or _OTHER_SPELLING.search(data):
        return None
    if not all(item.has_own_id for item in calendar.items):
        return None
    starts = [match.start() + 1 for match in headers]
    try:
        if "items" in codec.parse(data[: starts[0]], ""):
            return None
    except InvalidFileError:
        return None
    days = [item.date.toordinal() if item.date else 0 for item in calendar.items]
    number = 0
    for match in _OTHER_TABLE.finditer(data, starts[0]):
        while number + 1 < count and starts[number + 1] <= match.start():
            number += 1
        days[number] = _ALWAYS
    told = {"language": i18n.language(), "warnings": [list(problem) for problem in warnings], "count": count}
    head = _json(told)
    return struct.pack(f"<I{len(head)}s{2 * count}I", len(head), head, *starts, *days)


def _index(data: bytes, digest: str) -> Seen | None:
    if len(data) < SMALLEST:
        return None
    body = _read(_folder() / f"{digest[:32]}.index")
    if body is None:
        return None
    try:
        (size,) = struct.unpack_from("<I", body)
        told = json.loads(str(body[4 : 4 + size], "utf-8"))
        count = told["count"]
        numbers = struct.unpack_from(f"<{2 * count}I", body, 4 + size)
        warnings = tuple(Problem(*problem) for problem in told["warnings"])
    except (struct.error, ValueError, KeyError, TypeError):
        return None
    if not count or (warnings and told.get("language") != i18n.language()):
        return None
    return Seen(numbers[:count], numbers[count:], warnings)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _folder() -> Path:
    return paths.cache_dir() / "seen"


def _write(path: Path, body: bytes) -> None:
    paths.private_file(path, _MAGIC + struct.pack("<I", zlib.crc32(body)) + body)


def _read(path: Path) -> memoryview | None:
    """Return what ``_write`` was given, or None where there is none, it is of another version, or it is damaged."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    body = memoryview(whole)[len(_MAGIC) + 4 :]
    if whole[: len(_MAGIC)] != _MAGIC or whole[len(_MAGIC) : len(_MAGIC) + 4] != struct.pack("<I", zlib.crc32(body)):
        return None
    return body


def _prune(place: Path) -> None:
    """Take away the entries of all but the files noted last."""
    made = {file.stem: file.stat().st_mtime_ns for file in place.glob("*.index")}
    kept = sorted(made, key=lambda stem: made[stem])[-KEPT:]
    for file in place.iterdir():
        if file.suffix in (".index", ".items") and file.stem not in kept:
            file.unlink(missing_ok=True)
