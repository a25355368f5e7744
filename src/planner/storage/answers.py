"""What ``list`` answered about days of a calendar, kept to be said again while the file's bytes are the same.

A reader would get wrong: like ``storage.frames`` this runs before anything else is imported, and imports next to nothing. Whatever is odd
(another word on the command line, a terminal, a changed file, a damaged entry) means that there is no such answer.
"""

# ruff: noqa: PTH113, PTH118, PTH123, PTH202, PTH208 - pathlib would take as long as the rest
from __future__ import annotations

import os
import sys
import zlib

from planner import __version__
from planner.storage import frames, places

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

KEPT = 64
"""How many answers stay; the oldest go."""
LARGEST = 1_000_000
SMALLEST = 100_000
"""Bytes of a calendar; a smaller one is read as fast."""
_MAGIC = f"planner {__version__} answer 1\n".encode()
_FLAGS = ("list", "--plain")
_WITH_VALUE = ("-c", "--calendar", "--today", "--month", "--from", "--to")
_LANGUAGE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def question(argv: Sequence[str], environ: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the calendar that ``list`` is asked about, and all that the answer depends on besides its bytes; None for anything else."""
    given: dict[str, str] = {}
    words = iter(argv)
    for word in words:
        value = next(words, None) if word in _WITH_VALUE else ""
        if value is None or word in given or word not in (*_FLAGS, *_WITH_VALUE):
            return None
        given[word] = value
    path = given.get("-c") or given.get("--calendar") or ""
    dated = any(word in given for word in ("--month", "--from", "--to"))
    if "list" not in given or not dated or not os.path.isfile(path) or os.path.getsize(path) < SMALLEST:
        return None
    if sys.stdout is None or sys.stderr is None or sys.stdout.isatty():
        return None
    states = [frames.state_of(folder) for folder in frames.settings()]
    return path, "\0".join([*argv, "", *(environ.get(name, "") for name in _LANGUAGE), *states])


def tell(argv: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Say what was said before to these words about these bytes; return whether that is known."""
    if "list" not in argv:
        return False
    try:
        asked = question(argv, environ)
        if asked is None or not _was_asked(asked[1]):
            return False
        found = _read(_place(asked[1], frames.state_of(asked[0])))
        if not found:
            return False
        for stream, text in zip((sys.stderr, sys.stdout), found, strict=True):
            _write(stream, text)
    except (OSError, ValueError):
        return False
    return True


def _write(stream: TextIO, text: str) -> None:
    """Write text as the program does; nothing of it, or all (what is too much for a broken pipe is as little missed)."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    stream.write(text)
    try:
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def note(argv: Sequence[str], environ: Mapping[str, str], digest: str, said: tuple[str, str]) -> None:
    """Keep what was said on standard error and output about the bytes of ``digest``. Where it cannot be kept, it is not."""
    try:
        asked = question(argv, environ)
        if asked is None or sum(map(len, said)) > LARGEST:
            return
        from planner.storage import beside

        body = "\0".join(said).encode("utf-8", "surrogatepass")
        beside.private(_place(asked[1], digest), _MAGIC + frames.digest(body).encode() + body, durable=False)
        with os.scandir(_folder()) as entries:
            found = list(entries)
        if len(found) > KEPT:
            for entry in sorted(found, key=lambda entry: entry.stat().st_mtime_ns)[:-KEPT]:
                beside.away(entry.path)
    except (OSError, ValueError):
        return


def _was_asked(asked: str) -> bool:
    """Whether there is an answer to this, about whatever bytes: looking costs less than a digest of the calendar."""
    name = _name(asked)
    return any(entry.startswith(name) for entry in os.listdir(_folder()))


def _folder() -> str:
    return os.path.join(places.folder("cache"), "answers")


def _name(asked: str) -> str:
    return f"{zlib.crc32(asked.encode('utf-8', 'surrogateescape')):08x}-"


def _place(asked: str, digest: str) -> str:
    name = frames.digest(f"{asked}\0{digest}".encode("utf-8", "surrogateescape"))
    return os.path.join(_folder(), f"{_name(asked)}{name[:40]}.txt")


def _read(path: str) -> list[str] | None:
    try:
        with open(path, "rb") as file:
            whole = file.read(LARGEST * 8)
    except OSError:
        return None
    start = len(_MAGIC) + 64
    if not whole.startswith(_MAGIC) or whole[len(_MAGIC) : start] != frames.digest(whole[start:]).encode():
        return None
    said = whole[start:].decode("utf-8", "surrogatepass").split("\0")
    return said if len(said) == 2 else None
