"""What stands on the terminal, so that only what differs is sent: Textual draws all of a screen, often thrice, to change a part of it.

A reader would get wrong: what is not known for sure (after a resize, an editor, a character of two cells) is sent whole; and each text between
two moves of the cursor begins and ends without a style, as Textual makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, groupby
from operator import itemgetter, ne

from rich.cells import get_character_cell_size

from planner.tui.sparing import STYLE

Cell = tuple[str, str]
"""A character of one cell and the codes of its style."""

MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
QUIET = re.compile(r"(?:\x1b\[\?(?:2026|25)[hl])*")
"""What draws nothing: the begin and the end of a frame, the cursor shown and hidden."""
NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2500-\u259f]*")
"""Characters that every terminal draws in one cell."""
APART = 8
"""So many cells that stay the same cost more than another move of the cursor."""


class Shown:
    """What was sent to each cell of a terminal since all of it was last forgotten."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell | None]] = {}
        self._last: dict[int, tuple[str, str]] = {}
        """The last text put on each line, and where."""

    def forget(self) -> None:
        """Know nothing of the terminal any more."""
        self._lines.clear()
        self._last.clear()

    def changes(self, data: str) -> str:
        """Return what of ``data`` draws something else than stands there, and note that it stands there now."""
        before, *rest = MOVE.split(data)
        if not QUIET.fullmatch(before):
            self.forget()
            return data
        sent = [before]
        for place in range(0, len(rest), 3):
            row, column, text = int(rest[place]), int(rest[place + 1]), rest[place + 2]
            body = text.rstrip("\r\n")
            if QUIET.fullmatch(body):
                sent.append(f"\x1b[{row};{column}H{body}")
                continue
            if self._last.get(row) == (rest[place + 1], body):
                continue
            cells = cells_of(body)
            self._last[row] = (rest[place + 1], body)
            if cells is None:
                del self._last[row]
                sent.append(f"\x1b[{row};{column}H{body}")
                del self._lines.setdefault(row, [])[column - 1 :]
            else:
                sent.extend(self._put(row, column, cells))
        return "".join(sent)

    def _put(self, row: int, column: int, cells: Sequence[Cell]) -> Iterator[str]:
        """Note that ``cells`` stand there, and yield what has to be sent for that."""
        line = self._lines.setdefault(row, [])
        first, end = column - 1, column - 1 + len(cells)
        line.extend([None] * (end - len(line)))
        for start, stop in _spans(line[first:end], cells):
            yield f"\x1b[{row};{column + start}H"
            for style, run in groupby(cells[start:stop], itemgetter(1)):
                text = "".join(map(itemgetter(0), run))
                yield f"\x1b[{style}m{text}\x1b[0m" if style else text
        line[first:end] = cells


def _spans(old: Sequence[Cell | None], new: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield from where to where ``new`` differs, two places in one where they are near to each other."""
    differing = compress(range(len(new)), map(ne, old, new))
    begun = last = next(differing, -1)
    for place in differing:
        if place - last > APART:
            yield begun, last + 1
            begun = place
        last = place
    if begun >= 0:
        yield begun, last + 1


class _Styled(dict[str, Cell]):
    """The cells of a style by their characters, each made once: a line is as many addresses then, not as many values."""

    def __init__(self, style: str) -> None:
        self._style = style

    def __missing__(self, char: str) -> Cell:
        cell = self[char] = (char, self._style)
        return cell


_styled = lru_cache(maxsize=256)(_Styled)


@lru_cache(maxsize=512)
def cells_of(text: str) -> tuple[Cell, ...] | None:
    """Return what a text draws, cell by cell; None where that is not known: other controls, characters of two cells or of none."""
    parts = STYLE.split(text)
    cells: list[Cell] = []
    style = ""
    for place, part in enumerate(parts):
        if place % 2:
            style = "" if part in ("", "0") else f"{style};{part}" if style else part
        elif NARROW.fullmatch(part) or all(map(_is_narrow, part)):
            cells.extend(map(_styled(style).__getitem__, part))
        else:
            return None
    return None if style else tuple(cells)


@lru_cache(maxsize=4096)
def _is_narrow(char: str) -> bool:
    return char >= " " and get_character_cell_size(char) == 1
