"""What stands on the terminal, so that only what differs is sent: Textual draws all of a screen, often thrice, to change a part of it.

A reader would get wrong: what is not known for sure (after a resize, an editor, a character of two cells) is sent whole; and each text between
two moves of the cursor begins and ends without a style, as Textual makes it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from textual.strip import Strip

from planner.tui.sparing import Run, joined, runs_of, sparing

MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
QUIET = re.compile(r"(?:\x1b\[\?(?:2026|25)[hl])*")
"""What draws nothing: the begin and the end of a frame, the cursor shown and hidden."""
NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2500-\u259f]*")
"""Characters that every terminal draws in one cell."""
DIFFERING = re.compile(rb"[^\0]+(?:\0{1,7}[^\0]+)*")
"""Cells, a byte each, that are not the same; eight that stay the same cost more than another move of the cursor."""
CELL = 4
"""Bytes in which a cell is noted: two for its character, two for the number of its style; zero is a cell that is not known."""
MOST_STYLES = 1 << 16
MOST_KEPT = 256
"""So many texts are kept in cells."""

PLAIN: Run = ("", "")
"""No style any more."""


class Drawn(NamedTuple):
    """A text in cells, and in its runs: each with the cell it begins in."""

    cells: bytes
    runs: tuple[tuple[int, str, str], ...]


class Shown:
    """What was sent to each cell of a terminal since all of it was last forgotten."""

    def __init__(self) -> None:
        self._lines: dict[int, bytearray] = {}
        self._strips: dict[int, dict[int, Strip]] = {}
        """What stands on each line whole, by the column it begins in."""
        self._kept: dict[int, tuple[Strip, Drawn | None]] = {}
        """What strips draw, by their identity."""
        self._inks: dict[str, int] = {}
        """The numbers of styles."""
        self._ready = ""

    def forget(self) -> None:
        """Know nothing of the terminal any more."""
        self._lines.clear()
        self._strips.clear()

    def changes(self, data: str) -> str:
        """Return what of ``data`` draws something else than stands there, in few bytes, and note that it stands there now."""
        ready, self._ready = self._ready, ""
        if ready and data.startswith(ready):
            return data
        before, *rest = MOVE.split(data)
        if not QUIET.fullmatch(before):
            self.forget()
            return sparing(data)
        sent: list[Run] = [("", before)]
        for place in range(0, len(rest), 3):
            row, column = int(rest[place]), int(rest[place + 1])
            body = rest[place + 2].rstrip("\r\n")
            if QUIET.fullmatch(body):
                sent.append(("", f"\x1b[{row};{column}H{body}"))
                continue
            self._strips.pop(row, None)
            runs = list(runs_of(body))
            sent += self._put(row, column, runs, self._drawn(runs))
        return joined([*sent, PLAIN])

    def drawing(self, strips: Iterable[tuple[int, int, Strip]], colours: ColorSystem) -> str:
        """Return the same for strips, each with its line and column from 0; it is not to be told again."""
        sent: list[Run] = []
        for y, x, strip in strips:
            sent += self._lay(y + 1, x + 1, strip, colours)
        self._ready = joined([*sent, PLAIN])
        return self._ready

    def _lay(self, row: int, column: int, strip: Strip, colours: ColorSystem) -> Iterable[Run]:
        """Note that a strip stands there, and return what has to be sent for that."""
        standing = self._strips.setdefault(row, {})
        if standing.get(column) is strip:
            return ()
        drawn = self.drawn_by(strip, colours)
        if drawn is None:
            standing.clear()
            return self._put(row, column, _runs_of(strip, colours), drawn)
        end = column + len(drawn.cells) // CELL
        for other, before in tuple(standing.items()):
            if other < end and column < other + before.cell_length:
                del standing[other]
        standing[column] = strip
        return self._put(row, column, (), drawn)

    def drawn_by(self, strip: Strip, colours: ColorSystem) -> Drawn | None:
        """Return what a strip draws, None where that is not known; worked out once for those that were asked for lately."""
        found = self._kept.get(id(strip))
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            found = self._kept[id(strip)] = (strip, self._drawn(_runs_of(strip, colours)))
        return found[1]

    def _put(self, row: int, column: int, runs: Iterable[Run], drawn: Drawn | None) -> Iterator[Run]:
        """Note that a text stands there, and yield what has to be sent for that: all of its ``runs`` where its cells are not known."""
        line = self._lines.setdefault(row, bytearray())
        first = (column - 1) * CELL
        if drawn is None:
            del line[first:]
            yield None, f"\x1b[{row};{column}H"
            yield from runs
            return
        end = first + len(drawn.cells)
        line.extend(bytes(max(end - len(line), 0)))
        old, line[first:end] = line[first:end], drawn.cells
        if old == drawn.cells:
            return
        for start, stop in _spans(old, drawn.cells):
            yield None, f"\x1b[{row};{column + start}H"
            for begun, text, style in drawn.runs:
                if begun >= stop:
                    break
                if begun + len(text) > start:
                    yield style, text[start - begun if start > begun else 0 : stop - begun]

    def _drawn(self, runs: Iterable[Run]) -> Drawn | None:
        """Return what a text draws; None where that is not known: other controls, characters of two cells or of none."""
        cells = array("I")
        parts: list[tuple[int, str, str]] = []
        style = ""
        for codes, text in runs:
            style = codes or ""
            if not (NARROW.fullmatch(text) or all(map(_is_narrow, text))):
                return None
            ink = self._inks.setdefault(style, len(self._inks))
            if ink >= MOST_STYLES:
                return None
            parts.append((len(cells), text, style))
            cells.extend(map((ink << 16).__or__, map(ord, text)))
        return None if style else Drawn(cells.tobytes(), tuple(part for part in parts if part[1]))


def _runs_of(strip: Strip, colours: ColorSystem) -> list[Run]:
    """Return the texts of a strip in the codes of their styles."""
    runs = [("" if style is None else strip.render_ansi(style, colours), text) for text, style, _control in strip]
    return [*runs, PLAIN]


def _spans(old: bytes | bytearray, new: bytes) -> Iterator[tuple[int, int]]:
    """Yield from which cell to which ``new`` differs, two places in one where they are near to each other."""
    apart = int.from_bytes(old, "little") ^ int.from_bytes(new, "little")
    apart |= apart >> 16
    apart |= apart >> 8
    for found in DIFFERING.finditer(apart.to_bytes(len(new), "little")[::CELL]):
        yield found.span()


@lru_cache(maxsize=4096)
def _is_narrow(char: str) -> bool:
    return " " <= char <= "\uffff" and get_character_cell_size(char) == 1
