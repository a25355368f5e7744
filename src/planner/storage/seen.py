"""What is remembered of a large file that was found sound, so that it need not be read whole again: a cache, named by the file's digest.

A reader would get wrong: nothing here replaces validation; an entry is only made of bytes that ``codec.decode`` took in whole, is only used
for exactly these bytes, and whatever is odd about file or entry means that there is none.
"""

from __future__ import annotations

import contextlib
import json
import struct
import zlib
from typing import TYPE_CHECKING, Any

from planner import __version__, i18n
from planner.core.values import dataclass
from planner.errors import InvalidFileError, Problem
from planner.storage import codec, paths
from planner.storage.document import Document

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from planner.storage.usual import Usual

SMALLEST = 100_000
"""Bytes; a smaller file is read faster than its cache is worth."""
KEPT = 8
"""How many files' entries stay; the oldest go."""
_MAGIC = f"planner {__version__} seen 3\n".encode()
_LAST = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the items' blocks start and end in the file's bytes, the day of each (its ordinal; 0 for an idea), and the file's warnings."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    days: tuple[int, ...]
    warnings: tuple[Problem, ...]

    def part(self, data: bytes, first: int, last: int) -> bytes:
        """Return the file without the items that are not dated ``first`` to ``last`` (ordinals)."""
        kept = []
        position = 0
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
    ends = (first.toordinal() if first else 1, last.toordinal() if last else _LAST)
    try:
        part = codec.decode(seen.part(data, *ends), path)
    except InvalidFileError:
        return None
    return codec.Decoded(part.calendar, Document(data), [], seen.warnings)


def knows(digest: str) -> bool:
    """Whether these bytes are remembered."""
    return _read(_folder() / f"{digest[:32]}.index") is not None


def note(data: bytes, digest: str, decoded: codec.Decoded) -> None:
    """Remember these bytes, which ``decoded`` is what they say. Where that cannot be, it is not."""
    if len(data) < SMALLEST or decoded.usual is None:
        return
    index = _made(decoded.usual, decoded.warnings)
    with contextlib.suppress(OSError):
        place = _folder()
        _write(place / f"{digest[:32]}.index", index)
        _prune(place)


def _made(usual: Usual, warnings: tuple[Problem, ...]) -> bytes:
    """Return the index of a file."""
    days = [item.date.toordinal() if item.date else 0 for item in usual.items]
    told = {"language": i18n.language(), "warnings": [list(problem) for problem in warnings], "count": len(days)}
    head = _json(told)
    return struct.pack(f"<I{len(head)}s{3 * len(days)}I", len(head), head, *usual.starts, *usual.ends, *days)


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
        numbers = struct.unpack_from(f"<{3 * count}I", body, 4 + size)
        warnings = tuple(Problem(*problem) for problem in told["warnings"])
    except (struct.error, ValueError, KeyError, TypeError):
        return None
    if not count or (warnings and told.get("language") != i18n.language()):
        return None
    return Seen(numbers[:count], numbers[count : 2 * count], numbers[2 * count :], warnings)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _folder() -> Path:
    return paths.cache_dir() / "seen"


def _write(path: Path, body: bytes) -> None:
    paths.private_file(path, _MAGIC + struct.pack("<I", zlib.crc32(body)) + body, durable=False)


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
