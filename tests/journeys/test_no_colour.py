"""The colours in the bytes that reach the terminal: none with ``NO_COLOR``, the terminal's own pairs where it has sixteen."""

from __future__ import annotations

import os
import re
import signal
import sys

import pytest

from journeys.test_endings import finish, read_until, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
COLOURS = {*range(30, 40), *range(40, 50), *range(90, 98), *range(100, 108)} - {39, 49}
"""ECMA-48 select graphic rendition: foreground and background, 38 and 48 for those of larger palettes, 90 to 107 for bright ones."""
ESCAPE = b"\x1b[27u"
"""Esc as the keyboard protocol of kitty writes it: one key for certain, whatever follows."""
VIEWS = (b"M", b"B", b"L", b"W", b"3", b"1")
WALK = (
    (b"M", b"November"), (b"B", b"Board"), (b"L", b"List"), (b"W", b"Week"), (b"3", b"fill"), (b"1", b"edit"),
    (b"?", b"Here: week"), (b":", b"Commands"), (b"a", b"Add"), (b"e", b"What and when"), (b"s", b"Scheduled"), (b"x", b"Export"),
    (b"r", b"relevant"), (b"I", b"scroll"), (b"m", b"Moving"),
)  # fmt: skip


def colours(seen: bytes) -> set[int]:
    """Return the colour codes in ``seen``."""
    codes = set()
    for match in SGR.finditer(seen):
        codes |= {int(part) for part in re.split(rb"[;:]", match[1]) if part}
    return codes & COLOURS


def stood(seen: bytes) -> set[tuple[int, int]]:
    """Return the pairs of colours, front and back, that stood one after the other; 39 and 49 are the terminal's own."""
    front, back, pairs = 39, 49, set()
    for match in SGR.finditer(seen):
        for code in (int(part or 0) for part in match[1].split(b";")):
            if code == 0:
                front, back = 39, 49
            elif 30 <= code <= 39 or 90 <= code <= 97:
                front = code
            elif 40 <= code <= 49 or 100 <= code <= 107:
                back = code
        pairs.add((front, back))
    return pairs


def walked(tmp_path, **variables: str) -> bytes:
    child, terminal = start(tmp_path, **variables)
    seen = read_until(terminal, b"Pricing")
    for key, sign in WALK:
        for _attempt in range(12):  # what is typed in the instant in which a dialog goes is the dialog's
            os.write(terminal, key)
            shown = read_until(terminal, sign, 1.5)
            seen += shown
            if sign in shown:
                break
        else:
            pytest.fail(f"{key!r} opened nothing")
        seen += read_until(terminal, b"\0never", 0.1)  # the rest of the picture
        if key not in VIEWS:
            os.write(terminal, ESCAPE)
            seen += read_until(terminal, b"m", 15) + read_until(
                terminal, b"\0never", 0.1
            )  # what stood behind it is drawn again
    os.kill(child, signal.SIGTERM)
    code, rest = finish(child, terminal)
    assert code == 143
    return seen + rest


def test_no_color_writes_no_colour_at_all(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    seen = walked(tmp_path)
    assert b"\x1b[7m" in seen or b";7m" in seen or b"[7;" in seen, "the cursor is told by reverse"
    assert colours(seen) == set()


def test_without_it_there_are_colours(tmp_path):
    child, terminal = start(tmp_path)
    seen = read_until(terminal, b"Pricing")
    os.write(terminal, b"q")
    assert finish(child, terminal)[0] == 0
    assert colours(seen)


def test_sixteen_colours_are_the_terminals_own_on_its_own_ground(tmp_path, monkeypatch):
    monkeypatch.delenv("COLORTERM", raising=False)
    pairs = stood(walked(tmp_path, TERM="xterm"))
    grounds = {(front, back) for front, back in pairs if back != 49}
    cursor, moving, thumb = (30, 47), (30, 45), (39, 44)
    assert grounds <= {cursor, moving, thumb}, (
        "black on white is the cursor; what is read stands on the terminal's own ground"
    )
    assert {front for front, _back in pairs} <= {30, 31, 32, 33, 34, 35, 36, 39, 90, 94}
