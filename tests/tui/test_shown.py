"""Only what differs is sent: a terminal that gets the differences shows what one shows that gets everything."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from planner.tui.shown import Shown

PIECE = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([0-9;]*)m|\x1b\[\?[0-9]+[hl]|\x1b\[2J|(.)", re.DOTALL)


class Terminal:
    """Characters of one and of two cells, where they were put and in which style."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}
        self.at = (1, 1)

    def take(self, data: str) -> None:
        style = ""
        for match in PIECE.finditer(data):
            row, column, codes, char = match.groups()
            if row:
                self.at = (int(row), int(column))
            elif codes is not None:
                style = "" if codes in ("", "0") else f"{style};{codes}" if style else codes
            elif match.group() == "\x1b[2J":
                self.cells.clear()
            elif char and char not in "\r\n":
                self._put(char, style)

    def _put(self, char: str, style: str) -> None:
        row, column = self.at
        width = get_character_cell_size(char)
        for place in range(column, column + width):
            if self.cells.get((row, place), ("",))[0] == "right half":
                self.cells[row, place - 1] = (" ", "")
            if (row, place + 1) in self.cells and self.cells[row, place + 1][0] == "right half":
                self.cells[row, place + 1] = (" ", "")
        self.cells[row, column] = (char, style)
        if width == 2:
            self.cells[row, column + 1] = ("right half", style)
        self.at = (row, column + width)


STYLE = st.sampled_from(["", "1", "38;5;254", "38;5;254;48;5;17"])
TEXT = st.text("ab é│⚠日", min_size=1, max_size=20)
RUN = st.builds(lambda style, text: f"\x1b[{style}m{text}\x1b[0m" if style else text, STYLE, TEXT)
CHUNK = st.builds(
    lambda row, column, runs, end: f"\x1b[{row};{column}H{''.join(runs)}{end}",
    st.integers(1, 3),
    st.integers(1, 6),
    st.lists(RUN, max_size=4),
    st.sampled_from(["", "\r\n"]),
)
FRAME = st.one_of(
    st.lists(CHUNK, max_size=8).map("".join),
    st.lists(CHUNK, max_size=3).map(lambda chunks: "\x1b[?2026h" + "".join(chunks) + "\x1b[1;1H\x1b[?2026l"),
    st.sampled_from(["\x1b[2J", "\x1b[?1049h\x1b[2J"]),
)


@settings(max_examples=300)
@given(st.lists(FRAME, max_size=8))
def test_the_differences_show_what_everything_shows(frames):
    everything, differences, shown = Terminal(), Terminal(), Shown()
    for frame in frames:
        everything.take(frame)
        differences.take(shown.changes(frame))
        assert differences.cells == everything.cells


def test_what_stands_there_is_not_sent_again_until_it_is_forgotten():
    shown = Shown()
    frame = "\x1b[1;1H\x1b[1mhello\x1b[0m\r\n\x1b[2;1Hworld\x1b[1;1H"
    assert "hello" in shown.changes(frame)
    assert shown.changes(frame) == "\x1b[1;1H"
    assert shown.changes(frame.replace("world", "words")) == "\x1b[2;4Hds\x1b[1;1H"
    shown.forget()
    assert "hello" in shown.changes(frame)


def test_a_line_with_wide_characters_is_sent_whole():
    shown = Shown()
    shown.changes("\x1b[1;1Ha日b")
    assert shown.changes("\x1b[1;1Ha日c") == "\x1b[1;1Ha日c"
