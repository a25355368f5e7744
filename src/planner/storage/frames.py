"""Frames that were drawn before, kept so that the next start can show one at once: text and colours of what a new start would draw.

A reader would get wrong: a frame is shown only for exactly the bytes, day, window, terminal and settings it was drawn from, and what is
read here is not trusted: a style is digits, a text is one that could stand in a calendar, and the escapes between them are made anew.
This is read before all else, so it imports next to nothing: no pathlib, dataclasses, json or re, each slower than the rest together.
"""

# ruff: noqa: PTH108, PTH112, PTH116, PTH118, PTH123, PTH208 - see above
from __future__ import annotations

import os

from planner import __version__
from planner.storage import places

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from io import FileIO

Row = list[tuple[str, str]]
"""One line of the screen: texts, each after the numbers of its style (``38;2;230;230;230``; nothing for the terminal's own)."""
Frame = tuple[int, int, str, list[Row]]
"""The first and the last instant (seconds since 1970; the last not included) at which it is true, the machine's date it is true on (empty
where each calendar has a time zone of its own), and its lines."""
KEPT = 16
"""How many calendars' frames stay; the oldest go."""
LARGEST = 4_000_000
"""Bytes of a file of frames; a larger one is none of ours."""
_MAGIC = f"planner {__version__} frames 1\n".encode()
_ENVIRONMENT = (
    *(
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "TZ",
        "TERM",
        "TERM_PROGRAM",
        "COLORTERM",
        "NO_COLOR",
        "FORCE_COLOR",
    ),
    *("TTY_COMPATIBLE", "TTY_INTERACTIVE", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME"),
)
"""What the look depends on besides files, size and day."""


def identity(paths: Sequence[str], size: tuple[int, int], today: str, environ: Mapping[str, str]) -> str:
    """Return a name for what is asked: these calendars, a window of columns and lines, the day forced (or ""), terminal and language."""
    said = [
        *paths,
        "",
        f"{size[0]}x{size[1]}",
        today,
        places.folder("config"),
        *(f"{name}={environ.get(name)}" for name in _ENVIRONMENT),
    ]
    return digest("\0".join(said).encode("utf-8", "surrogateescape"))


def settings() -> list[str]:
    """Return what frames depend on besides their calendars: the folders of the user's settings and keys, and of the themes."""
    config = places.folder("config")
    return [config, os.path.join(config, "themes")]


def states(paths: Sequence[str]) -> dict[str, str]:
    """Return the state of each; of none where one cannot be read."""
    try:
        return {path: state_of(path) for path in paths}
    except OSError:
        return {}


def state_of(path: str) -> str:
    """Return a text that is the same only where the file's bytes are (or the folder's TOML files and their bytes). Raises OSError."""
    try:
        if os.path.isdir(path):
            names = sorted(name for name in os.listdir(path) if name.endswith(".toml"))
            return digest(
                "\0".join(f"{name} {state_of(os.path.join(path, name))}" for name in names).encode(
                    "utf-8", "surrogateescape"
                )
            )
        with open(path, "rb", buffering=0) as file:
            return _digest_of(file)
    except FileNotFoundError:
        return "none"


def load(paths: Sequence[str], wanted: str, now: float, date: str) -> list[Row] | None:
    """Return the lines to show at the instant ``now``, on the machine's ``date``, or None where none are true or the cache is odd in any way."""
    found = _read(paths)
    if found is None or found[0] != wanted:
        return None
    _identity, witnesses, frames = found
    for since, until, local, rows in frames:
        if since <= now < until and local in ("", date):
            return rows if _true(witnesses) and all(map(_safe, rows)) else None
    return None


def known(paths: Sequence[str], wanted: str, now: float, date: str) -> bool:
    """Whether a start at that instant would find a frame."""
    return load(paths, wanted, now, date) is not None


def keep(paths: Sequence[str], name: str, frames: Sequence[Frame], witnesses: Mapping[str, str]) -> None:
    """Keep the frames drawn for ``name`` (an identity) while the witnesses were in these states. Raises OSError."""
    from planner.storage import beside

    parts = [name, str(len(witnesses))]
    for path, state in witnesses.items():
        parts += [path, state]
    for since, until, local, rows in frames:
        parts += [
            str(since),
            str(until),
            local,
            "\n".join("\t".join(f"{style}m{text}" for style, text in row) for row in rows),
        ]
    body = _pack(parts)
    beside.private(_place(paths), _MAGIC + digest(body).encode() + body, durable=False)
    _prune()


def painted(rows: Sequence[Row]) -> bytes:
    """Return what draws the lines on a terminal's screen, from its top."""
    drawn = []
    for number, row in enumerate(rows, 1):
        drawn.append(
            f"\x1b[{number};1H" + "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in row)
        )
    return "".join(drawn).encode()


def _true(witnesses: Mapping[str, str]) -> bool:
    """Whether every witness is as it was; what was read stays to be compared, not what the clock says of it."""
    return all(states([path]) == {path: state} for path, state in witnesses.items())


def _safe(row: Row) -> bool:
    """Whether a line can do nothing to a terminal but be read."""
    for style, text in row:
        if style.strip("0123456789;") or len(style) > 64:
            return False
        if not text.isprintable():  # most texts; the door itself costs the import of re
            from planner.core.visible import visible

            if visible(text) != text:
                return False
    return True


def _read(paths: Sequence[str]) -> tuple[str, dict[str, str], list[Frame]] | None:
    """Return identity, witnesses and frames as they were kept; None where there are none, or they are of another version, or damaged."""
    try:
        with open(_place(paths), "rb") as file:
            whole = file.read(LARGEST)
    except (OSError, ValueError):
        return None
    start = len(_MAGIC) + 64
    if not whole.startswith(_MAGIC) or whole[len(_MAGIC) : start] != digest(whole[start:]).encode():
        return None
    try:
        parts = list(_unpack(whole[start:]))
        count = int(parts[1])
        witnesses = dict(zip(parts[2 : 2 + 2 * count : 2], parts[3 : 3 + 2 * count : 2], strict=True))
        frames = []
        for at in range(2 + 2 * count, len(parts), 4):
            rows = [[_split(part) for part in line.split("\t")] for line in parts[at + 3].split("\n")]
            frames.append((int(parts[at]), int(parts[at + 1]), parts[at + 2], rows))
    except (ValueError, IndexError):
        return None
    return (parts[0], witnesses, frames) if witnesses.keys() >= {*paths, *settings()} else None


def _split(part: str) -> tuple[str, str]:
    style, _m, text = part.partition("m")
    return style, text


def _pack(parts: Sequence[str]) -> bytes:
    """Return the texts one after the other, each after its length: a path may hold any character."""
    packed = bytearray()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        packed += len(data).to_bytes(4, "little") + data
    return bytes(packed)


def _unpack(data: bytes) -> Iterator[str]:
    at = 0
    while at < len(data):
        end = at + 4 + int.from_bytes(data[at : at + 4], "little")
        if end > len(data):
            raise ValueError("cut short")
        yield data[at + 4 : end].decode("utf-8", "surrogateescape")
        at = end


def digest(data: bytes) -> str:
    """Return a name for these bytes that no others have."""
    from planner.storage import digests

    return digests.sha256(data).hexdigest()


def _digest_of(file: FileIO) -> str:
    from planner.storage import digests

    found, piece = digests.sha256(), memoryview(bytearray(1 << 18))
    while size := file.readinto(piece):
        found.update(piece[:size])
    return found.hexdigest()


def _place(paths: Sequence[str]) -> str:
    name = digest("\0".join(paths).encode("utf-8", "surrogateescape"))[:24]
    return os.path.join(places.folder("cache"), "frames", f"{name}.frames")


def _prune() -> None:
    """Take away the frames of all but the calendars that were left last."""
    place = os.path.join(places.folder("cache"), "frames")
    found = [os.path.join(place, name) for name in os.listdir(place) if name.endswith(".frames")]
    for path in sorted(found, key=lambda path: os.stat(path).st_mtime_ns)[:-KEPT]:
        os.unlink(path)
