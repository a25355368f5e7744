"""The board: a column a status, a card an item.

A reader would get wrong: the board shows the month's items and all undated ones; `[` and `]` turn the month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual.strip import Strip

from planner.core.dates import Month, month_name, short_date, short_day_month
from planner.core.model import Item
from planner.core.views import Card, Column, short_name
from planner.i18n import _
from planner.tui.clients import Drawn
from planner.tui.widgets.cards import STEP_NAMES, items_text, lead, signs
from planner.tui.widgets.lines import GLYPHS, Span, fit, joined, length, wrap
from planner.tui.widgets.panel import Panel

ROOMY = 16
"""Cells of a column from which on signs stand beside the title, not below it."""
CARD = 3
"""Lines of a card: two of its title, one of its date and channel."""


class Board(Panel):
    """Columns by status; told by ``present``, asked by ``item``."""

    PANEL: ClassVar[str] = "board"

    def __init__(self) -> None:
        super().__init__(id="board", classes="main")
        self._columns: tuple[Column, ...] = ()
        self._drawn: Drawn | None = None
        self._marks: AbstractSet[str] = frozenset()
        self._column = 0
        self._places = [0] * 16

    def present(self, columns: tuple[Column, ...], drawn: Drawn, month: Month, marks: AbstractSet[str]) -> None:
        """Show ``columns`` of ``month``; the cursor stays on its item where that is still there."""
        kept = self._card
        self._columns, self._drawn, self._marks = columns, drawn, marks
        self.titled(
            _("Board · {month}").format(month=f"{month_name(month.number)} {month.year}"),
            items_text(sum(len(column.cards) for column in columns)),
        )
        self._settle()  # columns beside the cursor's may have become shorter, too
        if kept is not None:
            self.put(kept.ref)
        self.refresh()

    def _settle(self) -> None:
        for index, column in enumerate(self._columns):
            self._places[index] = min(self._places[index], max(len(column.cards) - 1, 0))
        if self._columns and not self._columns[self._column].cards:
            filled = [index for index, column in enumerate(self._columns) if column.cards]
            if filled:
                self._column = min(filled, key=lambda index: abs(index - self._column))

    @property
    def _card(self) -> Card | None:
        if not self._columns:
            return None
        cards = self._columns[self._column].cards
        place = self._places[self._column]
        return cards[place] if place < len(cards) else None

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        card = self._card
        return card.item if card else None

    @property
    def client(self) -> int | None:
        """Whose item that is."""
        card = self._card
        return card.client if card else None

    @property
    def day(self) -> dt.date | None:
        """The date of the item under the cursor."""
        item = self.item
        return item.date if item else None

    def put(self, wanted: str) -> bool:
        """Stand on the item of that ref; returns whether it is here."""
        for index, column in enumerate(self._columns):
            for place, card in enumerate(column.cards):
                if card.ref == wanted:
                    self._column, self._places[index] = index, place
                    self.refresh()
                    return True
        return False

    def step(self, across: int, down: int) -> None:
        """Move between columns that hold something, and in a column."""
        if across:
            way = 1 if across > 0 else -1
            index = self._column + way
            while 0 <= index < len(self._columns):
                if self._columns[index].cards:
                    self._column = index
                    break
                index += way
        if down and self._columns:
            cards = len(self._columns[self._column].cards)
            self._places[self._column] = min(max(self._places[self._column] + down, 0), max(cards - 1, 0))
        self.refresh()

    def forget(self, *indexes: int) -> None:
        """Draw the board again; it is redrawn line by line as it is asked for."""
        del indexes
        self.refresh()

    def _into_view(self) -> bool:
        return False

    def beyond(self) -> tuple[int, int]:
        """Each column says it by itself."""
        return 0, 0

    def _widths(self) -> list[int]:
        width, number = self.room.width, max(len(self._columns), 1)
        return [width * (index + 1) // number - width * index // number for index in range(number)]

    @property
    def _in_view(self) -> int:
        return max((self.height - 3) // CARD, 1)

    def _first(self, index: int) -> int:
        return max(0, self._places[index] - self._in_view + 1)

    def render_line(self, y: int) -> Strip:
        """Return line ``y``: the headings, a rule, then cards."""
        width = self.room.width
        if not self._columns:
            return Strip.blank(width, self.palette.blank)
        parts = []
        for index, (column, wide) in enumerate(zip(self._columns, self._widths(), strict=True)):
            if y == 0:
                parts.append(self.line(wide, self._head(index, column, wide)))
            elif y == 1:
                above = f" +{self._first(index)} " if self._first(index) else ""
                parts.append(
                    self.line(wide, [("──", "rule"), (above, "strong"), ("─" * (wide - 3 - len(above)), "rule")])
                )
            else:
                parts.append(self._line_of(index, y - 2, wide))
        return joined(parts, width)

    def _head(self, index: int, column: Column, wide: int) -> list[Span]:
        """Return what stands above a column; its count is never cut off."""
        style, count = "strong" if index == self._column else "muted", f" {len(column.cards)}"
        sign = f"{GLYPHS[column.step]} " if wide < ROOMY else f" {GLYPHS[column.step]} "
        name = fit(_(STEP_NAMES[column.step]), wide - 1 - len(sign) - len(count))
        return [(sign, f"status-{column.step}"), (name + count, style)]

    def _line_of(self, index: int, line: int, wide: int) -> Strip:
        column = self._columns[index]
        first = self._first(index)
        place, part = first + line // CARD, line % CARD
        below = len(column.cards) - first - self._in_view
        if below > 0 and line == self._in_view * CARD:
            return self.line(wide, [(f"   +{below}", "strong")])
        if place >= len(column.cards) or place >= first + self._in_view:
            return Strip.blank(wide, self.palette.blank)
        card = column.cards[place]
        here = index == self._column and place == self._places[index]
        after = signs(card, words=False, count=wide >= ROOMY)
        if part == CARD - 1:
            last = after if wide < ROOMY else []
            assert self._drawn is not None
            client = self._drawn.mark(card.client)
            if client and last:  # no room for more than whose it is
                return self.line(wide - 1, [("  ", ""), (client[0][0].strip(), client[0][1])], last).extend_cell_length(
                    wide, self.palette.blank
                )
            return self.line(
                wide - 1, [("  ", ""), *client, (self._under(card, short=bool(last or client)), "muted")], last
            ).extend_cell_length(wide, self.palette.blank)
        after = after if wide >= ROOMY else []
        ground = ("cursor" if self.has_focus else "rest") if here else ""
        before = lead(card, cursor=here, marked=card.ref in self._marks)[:2]
        texts = wrap(card.item.title, wide - 3 - (length(after) + 1 if after else 0), CARD - 1)
        text = texts[part] if part < len(texts) else ""
        return self.line(
            wide - 1, [*(before if part == 0 else [("  ", "")]), (text, "")], after if part == 0 else [], ground
        ).extend_cell_length(wide, self.palette.blank)

    def _under(self, card: Card, *, short: bool) -> str:
        assert self._drawn is not None
        date = card.item.date
        parts = [short_day_month(date) if short else short_date(date)] if date else []
        parts += [short_name(self._drawn.calendar(card.client), "channels", name) for name in card.item.channels[:1]]
        return " ".join(parts)

    def point(self, x: int, y: int) -> bool | None:
        """Stand on the card at that place; whether the cursor was there, None where there is none."""
        if y < 2:
            return None
        edge = 0
        for index, wide in enumerate(self._widths()):
            edge += wide
            if x < edge:
                place = self._first(index) + (y - 2) // CARD
                if place < len(self._columns[index].cards):
                    again = (index, place) == (self._column, self._places[self._column])
                    self._column, self._places[index] = index, place
                    self.refresh()
                    return again
                return None
        return None
