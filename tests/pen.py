"""A terminal, for tests: its cells, and its pen, which is what a character is drawn in after the styles that were sent (ECMA-48).

A reader would get wrong: bold and dim have one end.
"""

from __future__ import annotations

import re

from rich.cells import get_character_cell_size

PIECE = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([0-9;]*)m|\x1b\[\?[0-9]+[hl]|\x1b\[2J|(.)", re.DOTALL)
ENDS = {"22": ("1", "2"), "23": ("3",), "24": ("4",), "25": ("5",), "27": ("7",), "29": ("9",)}


class Pen:
    """Words such as bold, and the two colours, empty where they are the terminal's own."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.front = self.back = ""

    @property
    def style(self) -> tuple[frozenset[str], str, str]:
        """What the next character is drawn in."""
        return frozenset(self.words), self.front, self.back

    def take(self, codes: str) -> None:
        """Obey one sequence of styles."""
        left = (codes or "0").split(";")[::-1]
        while left:
            code = left.pop()
            if code in ("38", "48"):
                rest = [left.pop() for _part in range(2 if left[-1] == "5" else 4)]
                self._colour(code[0], ";".join(rest))
            elif code == "0":
                self.words, self.front, self.back = set(), "", ""
            elif code in ENDS:
                self.words -= {*ENDS[code]}
            elif code in ("39", "49"):
                self._colour(code[0], "")
            elif len(code) > 1:
                self._colour("3" if code[0] in "39" else "4", code)
            else:
                self.words.add(code)

    def _colour(self, ground: str, colour: str) -> None:
        if ground == "3":
            self.front = colour
        else:
            self.back = colour


class Terminal:
    """Characters of one and of two cells, where they were put and in which style."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, object]] = {}
        self.at = (1, 1)
        self.pen = Pen()

    def take(self, data: str) -> None:
        for match in PIECE.finditer(data):
            row, column, codes, char = match.groups()
            if row:
                self.at = (int(row), int(column))
            elif codes is not None:
                self.pen.take(codes)
            elif match.group() == "\x1b[2J":
                self.cells.clear()
            elif char and char not in "\r\n":
                self._put(char)

    def _put(self, char: str) -> None:
        row, column = self.at
        width = get_character_cell_size(char)
        for place in range(column, column + width):
            if self.cells.get((row, place), ("",))[0] == "right half":
                self.cells[row, place - 1] = (" ", Pen().style)
            if (row, place + 1) in self.cells and self.cells[row, place + 1][0] == "right half":
                self.cells[row, place + 1] = (" ", Pen().style)
        self.cells[row, column] = (char, self.pen.style)
        if width == 2:
            self.cells[row, column + 1] = ("right half", self.pen.style)
        self.at = (row, column + width)
