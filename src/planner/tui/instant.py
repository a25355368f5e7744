"""The instant frame: what the program showed last, on the screen before Textual is imported.

A reader would get wrong: nothing is read from the terminal here; it only stops echoing, so that what is typed waits for Textual to read
it. Whatever is odd (no terminal, another window, a changed file) means that there is no such frame, and the start is the usual one.
Like ``storage.frames`` it imports next to nothing.
"""

# ruff: noqa: PTH100, PTH113, PTH118, PTH123, PTH208 - pathlib would take as long as the rest
from __future__ import annotations

import os
import sys
import time

from planner.storage import frames, places

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

ENTER = "\x1b[?1049h"
"""Switches to the other screen, empty; Textual's first word, not to be said twice: some terminals empty the screen again."""
_LEAVE = "\x1b[?1049l\x1b[?25h\x1b[?7h"
_HEAD = 20_000
"""Bytes in which a calendar's header is looked for, as in ``cli.find``."""
_held: list[Any] = []
"""The terminal's attributes from before the frame, while it stands and nobody has taken them over."""


def show(argv: Sequence[str], environ: Mapping[str, str]) -> None:
    """Draw the frame kept for this command line, if there is a true one; ``taken`` or ``leave`` ends its time."""
    try:
        asked = calendars(argv, environ)
        if asked is None:
            return
        import termios

        if (
            "COLUMNS" in environ
            or "LINES" in environ
            or not all(map(os.isatty, (0, 1, 2)))
            or sys.stderr.encoding.lower() != "utf-8"
        ):
            return
        paths, today = asked
        size = os.get_terminal_size(1)
        name = frames.identity(paths, size, today, environ)
        rows = frames.load(paths, name, time.time(), time.strftime("%Y-%m-%d"))
        if rows is None or len(rows) != size.lines:
            return
        before = termios.tcgetattr(0)
    except (ImportError, OSError, ValueError, AttributeError):
        return
    _held.append(before)
    _catch()
    _quiet(before)
    _write((ENTER + "\x1b[?25l\x1b[?7l").encode() + frames.painted(rows))


def stands() -> bool:
    """Whether a frame stands that nobody has taken over."""
    return bool(_held)


def taken() -> Any:
    """Return the terminal's attributes from before the frame, for whoever gives them back from here on; None where no frame stands."""
    return _held.pop() if _held else None


def leave() -> None:
    """Take the frame away and leave the terminal as it was; does nothing where none stands."""
    before = taken()
    if before is not None:
        import termios

        try:
            _write(_LEAVE.encode())
            termios.tcsetattr(0, termios.TCSANOW, before)
        except (OSError, termios.error):
            return


def calendars(argv: Sequence[str], environ: Mapping[str, str]) -> tuple[list[str], str] | None:
    """Return the absolute paths of the calendars that the command line opens, and its ``--today``; None where that is not plain to see.

    What it returns is what ``cli.verbs_open`` finds; it may see less.
    """
    words, named, today, rest = [], "", "", list(argv)
    while rest:
        word = rest.pop(0)
        if word in ("--today", "-c", "--calendar"):
            if not rest:
                return None
            value = rest.pop(0)
            named, today = (named, value) if word == "--today" else (value, today)
        elif word.startswith("-"):
            return None
        else:
            words.append(word)
    words = words or ([named] if named else []) or _usual(environ)
    # What holds neither is a verb or a part of a calendar's name, even where a file is called so.
    if not words or not all(("." in word or "/" in word) and word[0] != "~" and os.path.isfile(word) for word in words):
        return None
    return [os.path.abspath(word) for word in words], today


def _usual(environ: Mapping[str, str]) -> list[str]:
    """Return the calendar that is meant where none is named: the variable's, else the folder's only one, else those that were open together last."""
    if environ.get("PLANNER_CALENDAR"):
        return [environ["PLANNER_CALENDAR"]]
    heads = {name: head for name in os.listdir() if name.endswith(".toml") and b"calendar" in (head := _head(name))}
    if heads:
        plain = len(heads) == 1 and b"\n[calendar]" in b"\n" + next(iter(heads.values()))
        return list(heads) if plain else []
    together = [path for path in _noted("together") if os.path.isfile(path)]
    return together if len(together) > 1 else _noted("opened")[:1]


def _noted(name: str) -> list[str]:
    try:
        with open(os.path.join(places.folder("state"), name), "rb") as file:
            return [os.fsdecode(one) for one in file.read().split(b"\0") if one]
    except FileNotFoundError:
        return []


def _head(name: str) -> bytes:
    if not os.path.isfile(name):  # a pipe would never end
        return b""
    with open(name, "rb") as file:
        return file.read(_HEAD)


def _quiet(before: list[Any]) -> None:
    """Let what is typed wait unechoed, as Textual wants it; without flushing, since what was typed already is meant for the program."""
    import termios

    attributes = list(before)
    attributes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    attributes[6] = list(before[6])
    attributes[6][termios.VMIN], attributes[6][termios.VTIME] = 1, 0
    termios.tcsetattr(0, termios.TCSANOW, attributes)


def _catch() -> None:
    """Leave the terminal as it was when the system ends the program while only the frame stands."""
    import signal

    def end(number: int, _frame: object) -> None:
        leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, end)


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(2, data) :]
