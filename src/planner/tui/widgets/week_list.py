"""The week as a list: a heading a day, items with their titles, open slots, and gaps on the days they concern.

A reader would get wrong: a day's heading can be stood on only when the day has nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual.strip import Strip

from planner.core.dates import short_date, short_day, span
from planner.core.views import Row, Week, week_rows
from planner.i18n import _, ngettext, pgettext
from planner.tui.clients import Drawn
from planner.tui.widgets.cards import (
    ROOMY,
    Columns,
    columns,
    gap_text,
    in_marked,
    items_text,
    lead,
    signs,
    slot_text,
    title,
    where,
)
from planner.tui.widgets.lines import AIM, CURSOR, SLOT, WARN, Span
from planner.tui.widgets.panel import Panel

NARROW = 44
"""Cells under which a line has a title only."""
MOST_KEPT = 50
"""So many weeks are kept as rows."""


class WeekList(Panel):
    """Seven days, one under the other; told by ``present``, asked by ``row`` and ``day``."""

    PANEL: ClassVar[str] = "week"

    def __init__(self) -> None:
        super().__init__(id="week", classes="main")
        self._rows: tuple[Row, ...] = ()
        self._arranged: dict[int, tuple[Week, tuple[Row, ...], Columns]] = {}
        """The rows of weeks as they were arranged for this room, and the columns beside titles, by the identity of the week."""
        self._week: Week | None = None
        self._drawn: Drawn | None = None
        self._today = dt.date.min
        self._marks: AbstractSet[str] = frozenset()
        self._moving: AbstractSet[str] = frozenset()

    def present(self, week: Week, drawn: Drawn, marks: AbstractSet[str], moving: AbstractSet[str]) -> None:
        """Show ``week``; ``moving`` are items that move mode shows where they would go."""
        marks = frozenset(marks)
        same = week is self._week or (drawn, marks, moving) != (self._drawn, self._marks, self._moving)
        leaves = self.place
        self._week, self._drawn, self._today, self._marks, self._moving = week, drawn, drawn.today, marks, moving
        if same:
            self._arranged.clear()
        self._arrange()
        name = _("Week {number}").format(number=week.number)
        self.titled(f"{name} · {span(week.start, week.end)}", items_text(week.count))
        self._into_view()
        if same:
            self.forget()
        else:
            self.turn(self._rows, leaves=leaves, enters=self.place)

    def _arrange(self) -> None:
        """Take the rows of the week, the cursor on one of them."""
        assert self._week is not None
        self._rows = self._rows_of(self._week)
        self.place = min(self.place, len(self._rows) - 1)

    def _rows_of(self, week: Week) -> tuple[Row, ...]:
        """Return the lines of a week, an empty one between days where there is room for all of them."""
        found = self._arranged.get(id(week))
        if found is None or found[0] is not week:
            if len(self._arranged) > MOST_KEPT:
                self._arranged.clear()
            rows = week_rows(week)
            if len(rows) + 6 <= self.height - len(self.hint) and self.is_mounted:
                rows = tuple(
                    one
                    for index, row in enumerate(rows)
                    for one in (
                        (Row("blank", row.day, selectable=False), row) if row.kind == "day" and index else (row,)
                    )
                )
            found = self._arranged[id(week)] = (week, rows, self._columns_of(rows))
        return found[1]

    def _columns_of(self, rows: tuple[Row, ...]) -> Columns:
        drawn, width = self._drawn, self.room.width
        if drawn is None or width < NARROW:
            return 0, 0
        return columns(width, ((drawn.calendar(row.client), row.card.item) for row in rows if row.card is not None))

    def foresee_week(self, week: Week) -> Iterator[None]:
        """Draw the lines of a week that may be shown next, a few at a time."""
        width = self.room.width
        if self.hint or self._made_for != (self.palette, width) or not week.count:
            return
        rows = self._rows_of(week)
        strips = self.page(rows)
        for index, row in enumerate(rows[: self.height]):
            if index not in strips:
                strips[index] = self._line(row, width, "", here=False, beside=self._arranged[id(week)][2])
                self.frame_ahead(strips[index])
                yield

    def fit(self) -> None:
        """Arrange the days for the height there is, with the cursor where it was."""
        row = self.row
        self._arranged.clear()
        if self._week is not None and row is not None:
            self._arrange()
            same = [index for index, one in enumerate(self._rows) if one == row]
            self.place = same[0] if same else self.place
        self._tear()
        super().fit()

    def put(self, day: dt.date, item: str = "", *, last: bool = False) -> None:
        """Stand on ``item`` (a ref), else on the first (or last) row of ``day`` that can be stood on."""
        rows = [
            index
            for index, row in enumerate(self._rows)
            if row.day.date == day and row.selectable and not _of_week(self, row)
        ]
        chosen = [index for index in rows if (card := self._rows[index].card) is not None and card.ref == item]
        if chosen or rows:
            self.stand(chosen[0] if chosen else rows[-1 if last else 0])

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.place] if 0 <= self.place < len(self._rows) else None

    @property
    def day(self) -> dt.date | None:
        """The day under the cursor."""
        row = self.row
        return row.day.date if row else None

    def count(self) -> int:
        """Return how many lines the week has."""
        return len(self._rows)

    def selectable(self, index: int) -> bool:
        """Whether row ``index`` can be stood on."""
        return 0 <= index < len(self._rows) and self._rows[index].selectable

    def lead(self, index: int) -> int:
        """Return the row of the day's heading if ``index`` is just below it."""
        return index - 1 if 0 < index < len(self._rows) and self._rows[index - 1].kind == "day" else index

    def step(self, across: int, down: int) -> dt.date | None:
        """Move by days or rows; returns a day outside of the week when that is where it leads."""
        row = self.row
        if row is None or self._week is None:
            return None
        if across:
            target = row.day.date + dt.timedelta(days=across)
            if not self._week.start <= target <= self._week.end:
                return target
            self.put(target)
            return None
        found = self.nearest(self.place + down, 1 if down > 0 else -1)
        if found is None:
            return self._week.end + dt.timedelta(days=1) if down > 0 else self._week.start - dt.timedelta(days=1)
        self.stand(found)
        return None

    def day_at(self, x: int, y: int) -> dt.date | None:
        """Return the day drawn there."""
        del x
        index = self.top + y
        return self._rows[index].day.date if 0 <= index < len(self._rows) else None

    def draw(self, index: int, width: int) -> Strip:
        """Return a line of the week."""
        assert self._week is not None
        beside = self._arranged[id(self._week)][2]
        return self._line(self._rows[index], width, self.ground(index), here=index == self.place, beside=beside)

    def _line(self, row: Row, width: int, ground: str, *, here: bool, beside: Columns) -> Strip:
        drawn = self._drawn
        assert drawn is not None
        calendar, client = drawn.calendar(row.client), drawn.mark(row.client)
        if row.kind == "day":
            return self._heading(row, width, here=here, ground=ground)
        if row.kind == "blank":
            return self.line(width, [])
        cursor: Span = (CURSOR if here else " ", "strong")
        if row.card is not None:
            card = row.card
            moving = card.ref in self._moving
            left = [
                (" ", ""),
                *lead(card, cursor=here, marked=card.ref in self._marks),
                *client,
                *title(card, time=width >= 60),
            ]
            right = signs(card, words=width >= ROOMY) + where(calendar, card.item, beside)
            return self.line(width, left, right, "moving" if moving else ground)
        if row.slot is not None:
            return self.line(
                width,
                [
                    ("  ", ""),
                    cursor,
                    *in_marked(client, SLOT),
                    (slot_text(calendar, row.slot, sign=not client), "slot"),
                ],
                [(pgettext("slot", "open"), "slot")],
                ground,
            )
        assert row.gap is not None
        style = "muted" if row.gap.past else "gap"
        text = (gap_text(calendar, row.gap, self._today, sign=not client), style)
        before = in_marked(client, "·" if row.gap.past else WARN, style)
        return self.line(width, [("  ", ""), cursor, *before, text], (), ground)

    def _heading(self, row: Row, width: int, *, here: bool, ground: str) -> Strip:
        day = row.day
        is_today = day.date == self._today
        past = day.date < self._today
        left: list[Span] = [
            (CURSOR if here else " ", "strong"),
            (
                short_date(day.date) if day.date.day == 1 else f"{short_day(day.date)} {day.date.day}",
                "today" if is_today else "muted" if past else "strong",
            ),
        ]
        if is_today:
            left.append((" " + _("today"), "today"))
        if day.date == self.aimed:
            left.append((" " + AIM, "mark"))
            ground = "moving"
        if day.gaps and any(gap.open for gap in day.gaps):
            left.append((" ▒", "gap"))
        left.extend((f"  ☆ {occasion.name}", "mark") for occasion in day.occasions)
        if day.pause is not None:
            left.append(("  " + (_("pause: {reason}").format(reason=day.pause) if day.pause else _("pause")), "muted"))
        elif row.selectable:
            left.append(("  –", "muted"))
        right: list[Span] = []
        if day.hidden:
            right.append(
                (ngettext("{count} filtered out", "{count} filtered out", day.hidden).format(count=day.hidden), "muted")
            )
        return self.line(width, left, right, ground)


def _of_week(panel: WeekList, row: Row) -> bool:
    return row.gap is not None and row.gap.rule == "cadence" and panel is not None
