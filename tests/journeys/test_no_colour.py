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
            seen += read_until(terminal, b"quit", 15)
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
    pairs = {match[1] for match in SGR.finditer(walked(tmp_path, TERM="xterm")) if match[1] not in (b"", b"0")}
    grounds = {pair for pair in pairs if not re.search(rb"(?:^|;)49$", pair)}
    cursor, moving, thumb = {b"1;30;47", b"1;2;30;47"}, {b"1;30;45"}, {b"44"}
    assert grounds <= cursor | moving | thumb, (
        "black on white is the cursor; what is read stands on the terminal's own ground"
    )
    assert {codes[-2] for pair in pairs if len(codes := pair.split(b";")) > 1} <= {
        b"30", b"31", b"32", b"33", b"34", b"35", b"36", b"39", b"90", b"94",
    }  # fmt: skip
