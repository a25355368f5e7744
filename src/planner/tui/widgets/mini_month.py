"""The month in small: week numbers, days, and a dot for one item, a colon for more.

A reader would get wrong: it has a cursor of its own only while it has the focus; else it shows where panel 1 stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from textual.strip import Strip

from planner.core.dates import Month, month_name, short_day
from planner.core.views import MiniMonth
from planner.i18n import _
from planner.tui.widgets.lines import AIM, Span
from planner.tui.widgets.panel import Panel


class MiniMonthPanel(Panel):
    """A month of at most six lines; told by ``present`` and ``put``, asked by ``day``."""

    PANEL: ClassVar[str] = "dates"
    NUMBER: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__(id="dates", classes="side")
        self._view: MiniMonth | None = None
        self._day = dt.date.min
        self._today = dt.date.min

    def present(self, view: MiniMonth, day: dt.date, today: dt.date) -> None:
        """Show ``view`` with the cursor on ``day``."""
        same, leaves = view is self._view, self._line_of(self._day)
        self._view, self._day, self._today = view, day, today
        self.titled(f"{month_name(view.month.number).capitalize()} {view.month.year}")
        if same:
            self.forget()
        else:
            self.turn(view, leaves=leaves, enters=self._line_of(day))

    def put(self, day: dt.date) -> None:
        """Put the cursor on ``day`` of the month that is shown."""
        before, self._day = self._day, day
        if before != day:
            self.forget(*{self._line_of(before), self._line_of(day)})

    @property
    def day(self) -> dt.date:
        """The day under the cursor."""
        return self._day

    def _line_of(self, day: dt.date) -> int:
        return 1 + (day - self._view.weeks[0][0]).days // 7 if self._view else 0

    def count(self) -> int:
        """Return how many lines the month has."""
        return 1 + len(self._view.weeks) if self._view else 0

    def selectable(self, index: int) -> bool:
        """Every week can be pointed at."""
        return 0 < index < self.count()

    def step(self, across: int, down: int) -> dt.date | None:
        """Return the day that the step leads to; the screen goes there."""
        return self._day + dt.timedelta(days=across + 7 * down)

    def legend(self) -> str:
        """Return what the signs beside the days mean; that of a gap where there is one."""
        return _("• one  : more  ▒ gap") if self._view and self._view.short else _("• one  : more")

    def draw(self, index: int, width: int) -> Strip:
        """Return the weekdays, or one week."""
        assert self._view is not None
        return self._line(self._view, index, width, self._day)

    def foresee_month(self, view: MiniMonth) -> Iterator[None]:
        """Draw the lines of a month that may be shown next."""
        width = self.room.width
        if self._made_for != (self.palette, width):
            return
        strips = self.page(view)
        for index in range(min(1 + len(view.weeks), self.height)):
            if index not in strips:
                strips[index] = self._line(view, index, width, None)
                self.frame_ahead(strips[index])
                yield

    def _line(self, view: MiniMonth, index: int, width: int, cursor: dt.date | None) -> Strip:
        if index == 0:
            days = [view.weeks[0][0] + dt.timedelta(days=number) for number in range(7)]
            return self.line(
                width, [("    " + "".join(f" {short_day(day)[:2].capitalize()}" for day in days), "muted")]
            )
        first, number = view.weeks[index - 1]
        spans: list[Span] = [
            (f" {number:2}", "gap-strong" if first in view.short else "muted"),
            ("▒" if first in view.short else " ", "gap"),
        ]
        after = " "
        for offset in range(7):
            day = first + dt.timedelta(days=offset)
            inside = Month.of(day) == view.month
            here = day == cursor
            spans.append(("[" if here else after, "strong"))
            style = "today" if day == self._today else "strong" if here else "" if inside else "muted"
            spans.append((f"{day.day:2}" if inside else "  " if not here else f"{day.day:2}", style))
            count = view.counts.get(day, 0)
            after = (
                AIM if inside and day == self.aimed else "]" if here else ":" if count > 1 else "•" if count else " "
            )
        spans.append((after, "strong"))
        return self.line(width, spans)

    def day_at(self, x: int, y: int) -> dt.date | None:
        """Return the day drawn there."""
        if self._view is None or not 1 <= y <= len(self._view.weeks) or x < 4:
            return None
        return self._view.weeks[y - 1][0] + dt.timedelta(days=min((x - 4) // 3, 6))

    def point(self, x: int, y: int) -> bool | None:
        """Stand on the day at that place; never counts as a second click."""
        day = self.day_at(x, y)
        if day is None:
            return None
        self.put(day)
        return False
