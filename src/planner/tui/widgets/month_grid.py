"""The month as a grid of days; each week is a block of lines, built when it is first seen.

A reader would get wrong: the cursor is a day *and* a row in it (an item, an open slot or a gap); down goes through the rows of the day
first, then to the day a week below. What falls short in a whole week is a row of its last day, wherever it is drawn. A little over the
ceiling: what is drawn and what the mouse points at are worked out from the same heights.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual.geometry import Region
from textual.strip import Strip

from planner.core.dates import Month, day_name, month_name, short_day, short_day_month
from planner.core.views import Day, MonthView, Row, Week, cell_rows, short_name, told
from planner.i18n import _
from planner.tui.clients import Drawn
from planner.tui.widgets.cards import gap_entry, gap_short, in_marked, items_text, signs, slot_text, title
from planner.tui.widgets.lines import (
    AIM,
    CURSOR,
    GLYPHS,
    MARK,
    QUIET,
    SLOT,
    WARN,
    Span,
    beside,
    cut,
    fit,
    joined,
    length,
)
from planner.tui.widgets.panel import Panel

COUNTED = 10
"""Cells of a day from which its questions are counted; a lone ``?`` would pass for one of the title's, but leaves more of it."""
NAMED = 5
"""Cells from which a day's number is set apart from its signs, and the first of a month names it."""
EARLIER = 24
"""How many months are kept as they were drawn."""
Line = tuple[list[Span], str]
"""The spans of one line of a cell, and what lies under them."""


class MonthGrid(Panel):
    """Weeks as rows and days as columns; told by ``present``, asked by ``row`` and ``day``."""

    PANEL: ClassVar[str] = "month"

    def __init__(self) -> None:
        super().__init__(id="month", classes="main")
        self._view: MonthView | None = None
        self._drawn: Drawn | None = None
        self._today = dt.date.min
        self._marks: AbstractSet[str] = frozenset()
        self._moving: AbstractSet[str] = frozenset()
        self._day = dt.date.min
        self._row = 0
        self._blocks: dict[int, Sequence[Strip]] = {}
        self._earlier: dict[int, tuple[MonthView, dict[int, Sequence[Strip]]]] = {}
        """Months shown before and the weeks drawn of them, by the identity of what was shown; going back draws nothing again."""

    def present(self, view: MonthView, drawn: Drawn, marks: AbstractSet[str], moving: AbstractSet[str]) -> None:
        """Show ``view``; ``moving`` are items that move mode shows where they would go."""
        marks = frozenset(marks)
        if drawn is not self._drawn or (marks, moving) != (self._marks, self._moving) or len(self._earlier) >= EARLIER:
            self._earlier.clear()
        self._blocks.pop(self._index(self._day) or 0, None)  # drawn with the cursor
        self._view, self._drawn, self._today, self._marks, self._moving = view, drawn, drawn.today, marks, moving
        self._blocks = self._earlier.setdefault(id(view), (view, {}))[1]
        self.titled(f"{month_name(view.month.number).capitalize()} {view.month.year}", items_text(view.count))
        self._clamp()
        self.refresh()

    # the cursor ------------------------------------------------------------------------------------------------------

    @property
    def day(self) -> dt.date | None:
        """The day under the cursor."""
        return self._day if self._view else None

    @property
    def row(self) -> Row | None:
        """The row of the day under the cursor."""
        day = self._find(self._day)
        if day is None:
            return None
        rows = self._rows(day)
        return rows[min(self._row, len(rows) - 1)]

    def _rows(self, day: Day) -> tuple[Row, ...]:
        """Return what one can stand on in a day, the gaps of the whole week on its last one."""
        index = self._index(day.date)
        week = self._view.weeks[index] if index is not None and self._view else None
        return cell_rows(day, told(week) if week is not None and week.end == day.date else ())

    def put(self, day: dt.date, item: str = "", *, last: bool = False) -> None:
        """Stand on ``item`` (a ref), else on the first (or last) row of ``day``."""
        found = self._find(day)
        if found is None:
            return
        rows = self._rows(found)
        chosen = [index for index, row in enumerate(rows) if row.card is not None and row.card.ref == item]
        self._go(day, chosen[0] if chosen else len(rows) - 1 if last else 0)

    def _go(self, day: dt.date, row: int) -> None:
        before = self._index(self._day)
        self._day, self._row = day, row
        after = self._index(day)
        if self._into_view():
            self._blocks.clear()
            self.refresh()
            return
        for index in {before, after}:
            if index is not None:
                self._blocks.pop(index, None)
                self._refresh_week(index)

    def step(self, across: int, down: int) -> dt.date | None:
        """Move by days, rows and weeks; returns a day outside of the month when that is where it leads."""
        day = self._find(self._day)
        if day is None or self._view is None:
            return None
        target, row, last = self._day, self._row, False
        if across:
            target, row = self._day + dt.timedelta(days=across), 0
        elif down:
            rows = len(self._rows(day))
            row = min(self._row, rows - 1) + down
            if not 0 <= row < rows:
                target = self._day + dt.timedelta(days=7 if down > 0 else -7)
                last = down < 0
        if Month.of(target) != self._view.month:
            return target
        if target != self._day:
            there = self._find(target)
            row = len(self._rows(there)) - 1 if last and there else 0
        self._go(target, row)
        return None

    def _find(self, day: dt.date) -> Day | None:
        index = self._index(day)
        if index is None or self._view is None:
            return None
        week = self._view.weeks[index]
        return week.days[(day - week.start).days]

    def _index(self, day: dt.date) -> int | None:
        if self._view is None:
            return None
        index = (day - self._view.weeks[0].start).days // 7
        return index if 0 <= index < len(self._view.weeks) else None

    def _clamp(self) -> None:
        day = self._find(self._day)
        if day is not None:
            self._row = min(self._row, len(self._rows(day)) - 1)
        self._into_view()

    # drawing ---------------------------------------------------------------------------------------------------------

    @property
    def _ruled(self) -> bool:
        """Whether there is room for a line under every week; otherwise the numbers of the days stand on it."""
        return (self.height - 1) // 3 >= (len(self._view.weeks) if self._view else 6)

    @property
    def _shown_weeks(self) -> int:
        weeks = len(self._view.weeks) if self._view else 6
        return max(min(weeks, (self.height - 1) // (3 if self._ruled else 2)), 1)

    def _heights(self) -> list[int]:
        """Lines of each week in view; what is left over goes to the first ones."""
        shown = self._shown_weeks
        each, over = divmod(max(self.height - 1, 2 * shown), shown)
        return [each + (1 if index < over else 0) for index in range(shown)]

    def _locate(self, y: int) -> tuple[int, int] | None:
        """Return the week and the line in it that are drawn at content line ``y``, or None."""
        line = y - 1
        for index, height in enumerate(self._heights()):
            if 0 <= line < height:
                return self.top + index, line
            line -= height
        return None

    def _into_view(self) -> bool:
        if self.held:
            return False
        index, top = self._index(self._day), self.top
        if index is not None:
            shown = self._shown_weeks
            self.top = min(max(self.top, index - shown + 1), index)
            self.top = max(0, min(self.top, len(self._view.weeks) - shown if self._view else 0))
        return self.top != top

    def beyond(self) -> tuple[int, int]:
        """Return how many weeks are above and below those in view."""
        return self.top, max(len(self._view.weeks) - self.top - self._shown_weeks, 0) if self._view else 0

    def _refresh_week(self, index: int) -> None:
        heights, place = self._heights(), index - self.top
        if 0 <= place < len(heights):
            self.refresh(Region(0, 1 + sum(heights[:place]), self.room.width, heights[place]))

    def fit(self) -> None:
        """Make the weeks anew for another size."""
        self._clear()
        super().fit()

    def forget(self, *indexes: int) -> None:
        """Draw the cursor's week again, or all weeks."""
        if indexes:
            here = self._index(self._day)
            if here is not None:
                self._blocks.pop(here, None)
                self._refresh_week(here)
            return
        self._clear()
        self.refresh()

    def _clear(self) -> None:
        for _view, blocks in self._earlier.values():
            blocks.clear()

    def _columns(self) -> list[int]:
        width = self.room.width
        return [width * (column + 1) // 7 - width * column // 7 for column in range(7)]

    def render_line(self, y: int) -> Strip:
        """Return line ``y``: the weekdays, or a line of a week's block."""
        width = self.room.width
        if self._made_for != (self.palette, width):
            self._clear()
            self._made_for = (self.palette, width)
        if self._view is None:
            return Strip.blank(width, self.palette.blank)
        if y == 0:
            return self._weekdays(width)
        place = self._locate(y)
        if place is None or place[0] >= len(self._view.weeks):
            return Strip.blank(width, self.palette.blank)
        index, line = place
        height = self._heights()[index - self.top]
        block = self._blocks.get(index, ())
        if len(block) != height:
            block = self._blocks[index] = self._block(self._view.weeks[index], width, height)
        return block[line]

    def _weekdays(self, width: int) -> Strip:
        assert self._view is not None
        spans: list[Span] = []
        columns = self._columns()
        in_full = min(columns) >= 12
        for day, wide in zip(self._view.weeks[0].days, columns, strict=True):
            name = day_name(day.date) if in_full else short_day(day.date)
            spans.append(
                ((" " + name).ljust(wide)[:wide], "strong" if day.date.weekday() == self._today.weekday() else "muted")
            )
        return self.line(width, spans)

    def _parts(self, week: Week, height: int) -> tuple[tuple[Row, ...], int]:
        """Return the gaps that have a line of their own under the days of a week of so many lines, and the lines left for the days."""
        body = height - 1 if self._ruled else height
        foot = told(week) if self._ruled and body >= 3 else ()
        return foot, body - (1 if foot else 0)

    def _block(self, week: Week, width: int, height: int) -> list[Strip]:
        foot, room = self._parts(week, height)
        columns = self._columns()
        cells = [
            [line for _row, line in self._cell(day, wide, room, foot)]
            for day, wide in zip(week.days, columns, strict=True)
        ]
        strips: list[Strip] = []
        for line in range(room):
            parts = [
                self.line(
                    wide, cell[line][0] if line < len(cell) else [], (), cell[line][1] if line < len(cell) else ""
                )
                for cell, wide in zip(cells, columns, strict=True)
            ]
            strips.append(joined(parts, width))
        if foot:
            strips.append(self._foot(foot, week, width))
        if self._ruled:
            strips.append(self.line(width, [("┈" * width, "rule")]))
        return strips

    def _foot(self, rows: tuple[Row, ...], week: Week, width: int) -> Strip:
        """Return the line that tells what falls short in a whole week, client by client."""
        assert self._drawn is not None
        here = self.row if week.end == self._day else None
        opens = rows[0].gap is not None and rows[0].gap.open
        sign, style = (WARN, "gap") if opens else ("·", "muted")
        said: list[Span] = []
        for index, row in enumerate(rows):
            new = not index or row.client != rows[index - 1].client
            said += [(", " if index else "", style), *(self._drawn.mark(row.client) if new else [])]
            assert row.gap is not None
            said.append(((CURSOR if row == here else "") + gap_short(self._drawn.calendar(row.client), row.gap), style))
        before, after = _("W{number}: {gaps}").format(number=week.number, gaps="\0").split("\0")
        spans: list[Span] = [(f" {sign} {before}", style), *said, (after, style)]
        return self.line(width, spans, (), self.ground(self.place) if here in rows else "")

    def _cell(self, day: Day, wide: int, room: int, foot: tuple[Row, ...]) -> list[tuple[int, Line]]:
        """Return the lines of a day, each with the number of the row that a click on it stands on; ``foot`` is drawn below the week."""
        here = day.date == self._day
        standing = self.row if here else None
        shown = [(number, row) for number, row in enumerate(self._rows(day)) if row.kind != "day" and row not in foot]
        rows = [row for _number, row in shown]
        space = max(room - 1, 1)
        over = f" +{len(rows) - 1}" if len(rows) > space == 1 else ""
        bare = standing is not None and standing.kind == "day"
        under = "moving" if day.date == self.aimed else self.ground(self.place) if bare else ""
        head: Line = (self._head(day, wide, over, here=here), under)
        lines = [(shown[0][0] if shown and not bare else 0, head)]
        at = rows.index(standing) if standing in rows else -1
        if len(rows) <= space:
            each = min(space // max(len(rows), 1), 3)
            for index, (number, row) in enumerate(shown):
                lines.extend((number, line) for line in self._entry(row, wide, each, cursor=index == at))
            return lines[:room]
        fits = max(space - 1, 1)
        first = max(0, at - fits + 1)
        for index, (number, row) in enumerate(shown[first : first + fits], first):
            lines.extend((number, line) for line in self._entry(row, wide, 1, cursor=index == at))
        if space > 1:
            hidden = shown[first + fits][0] if first + fits < len(shown) else shown[0][0]
            lines.append((hidden, ([(f"   +{len(rows) - fits}", "strong")], "")))
        return lines[:room]

    def _head(self, day: Day, wide: int, over: str, *, here: bool) -> list[Span]:
        """Return the first line of a day; where no line is drawn between weeks, it is that line."""
        room, least = (
            wide - 1 - len(over),
            len(str(day.date.day)) + (2 if here else 1) + any(gap.open for gap in day.gaps),
        )
        if over and room < least:
            over = over.lstrip()
            room = min(least, wide - len(over))
        spans = [*self._number(day, room, here=here), (over, "strong")]
        rule = " " * bool(over) + "┈" * (wide - length(spans) - 1)
        return spans if self._ruled else [*spans, (rule[: max(wide - length(spans), 0)], "rule")]

    def _number(self, day: Day, room: int, *, here: bool) -> list[Span]:
        """Return the day's number and what is said of the day, in so many cells; the number itself is never cut: 2… may be any of eleven days."""
        assert self._view is not None
        date, narrow = day.date, room < NAMED
        number = short_day_month(date) if date.day == 1 and not narrow else str(date.day)
        inside = Month.of(date) == self._view.month
        style = (
            "today" if date == self._today else "strong" if here else "" if inside and date >= self._today else "muted"
        )
        spans: list[Span] = [(f"[{number}]" if here else f" {number}" if narrow else f" {number} ", style)]
        if date == self.aimed:
            spans.append((AIM, "mark"))
        word: Span = (_("today"), "today")
        if date == self._today and length([*spans, word]) <= room:
            spans.append(word)
        if any(gap.open for gap in day.gaps):
            spans.append((QUIET if narrow else f" {QUIET}", "gap"))
        if day.pause is not None:
            spans.append((" ‖ " + day.pause, "muted"))
        spans.extend((f" ☆ {occasion.name}", "mark") for occasion in day.occasions)
        return [spans[0], *cut(spans[1:], max(room - length(spans[:1]), 0))] if narrow else cut(spans, room)

    def _entry(self, row: Row, wide: int, each: int, *, cursor: bool) -> list[Line]:
        assert self._drawn is not None
        calendar, client = self._drawn.calendar(row.client), self._drawn.mark(row.client)
        ground = self.ground(self.place) if cursor else ""
        if row.card is None:
            at: list[Span] = [(CURSOR if cursor else " ", "strong")]
            if row.slot is not None:
                text, style = slot_text(calendar, row.slot, sign=not client), "slot"
                at += in_marked(client, SLOT)
            else:
                assert row.gap is not None
                sign, text = gap_entry(calendar, row.gap)
                style = "gap" if row.gap.open else "muted"
                at += [(sign + " ", style), *client]
            return [([*at, (fit(text, wide - 1 - length(at)), style)], ground)]
        card = row.card
        if card.ref in self._moving:
            ground = "moving"
        here = (CURSOR, "strong") if cursor else (MARK, "mark") if card.ref in self._marks else (" ", "")
        before: list[Span] = [here, (GLYPHS[card.step] + " ", f"status-{card.step}")]
        after = signs(card, words=False, count=wide >= COUNTED)
        spans = title(card, time=wide >= 24)
        whose = "".join(part for part, _name in client)
        text = whose + "".join(part for part, _name in spans)
        room = wide - 1 - length(before)
        texts, last = beside(text, room, each, length(after))
        lines: list[Line] = []
        for place, line in enumerate(texts):
            lead = before if place == 0 else [("   ", "")]
            under = ground if place == 0 or cursor else ""
            if place == 0 and client:
                lead, line = [*before, *client], line[len(whose) :]  # noqa: PLW2901 - its mark has a style of its own
            lines.append(([*lead, (line, spans[-1][1]), *(after if place == last else [])], under))
        if len(lines) < each and wide >= 16:
            names = [short_name(calendar, "channels", name) for name in card.item.channels[:1]]
            names += [short_name(calendar, "personas", name) for name in card.item.personas[:1]]
            lines.append(([("   " + " · ".join(names), "muted")], ground if cursor else ""))
        return lines

    # the mouse -------------------------------------------------------------------------------------------------------

    def _at(self, x: int, y: int) -> tuple[int, int, int] | None:
        """Return the week, the line in it and the column at a place of the content."""
        place = self._locate(y) if self._view is not None and y >= 1 else None
        if place is None or self._view is None or place[0] >= len(self._view.weeks):
            return None
        columns = self._columns()
        return (*place, next(at for at in range(7) if x < sum(columns[: at + 1]) or at == 6))

    def day_at(self, x: int, y: int) -> dt.date | None:
        """Return the day drawn there."""
        found = self._at(x, y)
        return self._view.weeks[found[0]].days[found[2]].date if found and self._view is not None else None

    def point(self, x: int, y: int) -> bool | None:
        """Stand on the day, and on the row, at that place; whether the cursor was there, None where there is no day."""
        found = self._at(x, y)
        if found is None or self._view is None:
            return None
        index, line, column = found
        week = self._view.weeks[index]
        foot, room = self._parts(week, self._heights()[index - self.top])
        if foot and line == room:
            day, row = week.days[-1], len(self._rows(week.days[-1])) - len(foot)
        else:
            day = week.days[column]
            drawn = self._cell(day, self._columns()[column], room, foot)
            row = drawn[min(line, len(drawn) - 1)][0]
        again = (day.date, row) == (self._day, self._row)
        self._go(day.date, row)
        return again
