"""The pen of a terminal, for tests: what a character is drawn in after the styles that were sent (ECMA-48).

A reader would get wrong: bold and dim have one end.
"""

from __future__ import annotations

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
