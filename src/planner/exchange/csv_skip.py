"""Rows of a spreadsheet that are no items: titles above the header, the header again, group rows, legends, blank rows.

A reader would get wrong: a row of one cell is an item if that cell stands in the column of titles and is no heading such as ``Week 5``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.core.steps import each
from planner.core.values import dataclass
from planner.exchange.csv_header import Column
from planner.exchange.csv_rows import Draft, Reader
from planner.exchange.csv_sniff import Row
from planner.exchange.csv_words import GROUP, LEGEND, MONTHS, words
from planner.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not taken: the line on which it starts, from 1, and a reason in the reader's language."""

    line: int
    reason: str


def above(rows: Iterable[Row]) -> list[Skipped]:
    """Return the rows that stand above the header."""
    return [Skipped(row.line, _("blank") if row.blank else _("it stands above the header row")) for row in rows]


def sort_out(
    rows: Sequence[Row], header: Row | None, reader: Reader, columns: Sequence[Column]
) -> tuple[list[Draft], list[Skipped]]:
    """Return what the rows below the header say, and those that are no items."""
    known = {words(cell) for cell in header.cells if cell.strip()} if header else set()
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    titled = {column.index for column in columns if column.field in ("title", "copy")}
    legend = False
    refs: set[str] = set()  # an emptied title changes nothing: the reference says which item the row is
    for row in each(rows, N_("Rows read:")):
        filled = [index for index, cell in enumerate(row.cells) if cell.strip()]
        reason = _reason(row, filled, known, titled, alone=len(columns) < 2)
        legend = (legend or reason is _LEGEND) and len(filled) <= 2
        if not reason and not legend:
            draft = reader.read(row)
            known_ref = draft.ref in reader.calendar.by_id and draft.ref not in refs
            if draft.title or known_ref:
                refs.add(draft.ref)
                drafts.append(draft)
                continue
            reason = _NO_TITLE
        skipped.append(Skipped(row.line, _said(reason or _LEGEND)))
    return drafts, skipped


_BLANK, _AGAIN, _GROUP, _LEGEND, _NO_TITLE = "blank", "again", "group", "legend", "no title"


def _said(reason: str) -> str:
    return {
        _BLANK: _("blank"),
        _AGAIN: _("the header row again"),
        _GROUP: _("it heads a group of rows, or explains them"),
        _LEGEND: _("part of a legend"),
        _NO_TITLE: _("it has no title and no text"),
    }[reason]


def _reason(row: Row, filled: Sequence[int], known: set[str], titled: set[int], *, alone: bool) -> str:
    """Return why a row is no item, or an empty string; ``alone`` where the file has one column only."""
    if not filled:
        return _BLANK
    if (len(filled) > 1 or alone) and any(words(row.cells[index]) in known for index in filled[:2]):
        same = sum(words(row.cells[index]) in known for index in filled)
        if known and same * 10 >= len(filled) * 6 and (same > 1 or alone):
            return _AGAIN
    first = words(row.cells[filled[0]])
    if (
        len(filled) <= 2
        and (row.cells[filled[0]].strip().endswith(":") or len(filled) == 1)
        and LEGEND.fullmatch(first)
    ):
        return _LEGEND
    if len(filled) == 1 and not alone and (filled[0] not in titled or _heads(first)):
        return _GROUP
    return ""


def _heads(text: str) -> bool:
    return GROUP.fullmatch(text) is not None or (
        text.split(" ", 1)[0] in MONTHS and len(text.split()) <= 2 and (" " not in text or text[-4:].isdigit())
    )
