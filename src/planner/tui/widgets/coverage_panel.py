"""Panel 3: what the month counts against what the calendar asks, and its gaps, those of one kind on one line.

A reader would get wrong: a line of several gaps is a fold, no gap itself; ``gap`` is None there, and Enter opens it. While the panel has
no focus its top is in sight, and beside it the gaps where it is wide and low; with the focus, the cursor is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.strip import Strip

from planner.core.coverage import Gap
from planner.core.dates import Month, short_month
from planner.core.moments import Occasion
from planner.core.views import Sight
from planner.i18n import _, ngettext
from planner.tui.widgets.coverage_aims import aims
from planner.tui.widgets.coverage_lines import BLANK, CoverageLines, Line
from planner.tui.widgets.lines import joined, wrap
from planner.tui.widgets.panel import ALONE, Panel

if TYPE_CHECKING:
    from planner.tui.actions import Keys

FLAT = 64
"""Cells from which the gaps stand beside the figures while there are few lines and no cursor."""
FLAT_LINES = 10
MOST_KEPT = 64
"""So many months of calendars are kept as lines."""
Made = tuple[list[Line], tuple[list[Line], list[Line]], tuple[str, ...]]
"""The lines of a month, the same in two columns, and what is said where there are none."""


class CoveragePanel(Panel):
    """The month's coverage, always in sight."""

    DEFAULT_CSS = """
    CoveragePanel:focus { min-height: 9; }
    """
    PANEL: ClassVar[str] = "coverage"
    NUMBER: ClassVar[int] = 3

    def __init__(self) -> None:
        super().__init__(id="coverage")
        self._sight: Sight | None = None
        self._month: Month | None = None
        self._whose = ""
        self._alone = False
        self._open: set[str] = set()
        self._lines: list[Line] = []
        self._width = 0
        self._unplaced = False
        """Whether the cursor has no place of its own yet in the month."""
        self._columns: tuple[list[Line], list[Line]] = ([], [])
        """The same lines, of a panel in two columns."""
        self._made: dict[tuple[object, ...], Made] = {}
        """Lines that were made; going back to a month, or to another client's, draws them again."""

    def present(self, sight: Sight, month: Month, whose: str = "") -> None:
        """Show the coverage of ``month``, ``whose`` is said above it; where it is what is shown already, nothing happens."""
        alone = self.app.size.width < ALONE
        if sight is self._sight and (month, whose, alone) == (self._month, self._whose, self._alone):
            return
        self._whose, self._alone = whose, alone
        before, moved = self.place, month != self._month
        if self._month is not None and sight.calendar.title != (self._sight or sight).calendar.title:
            self._open.clear()
        self._sight, self._month, self._width = sight, month, 0
        if moved:
            self.place, self.top, self._unplaced = 0, 0, True
        count = len(sight.open_gaps(month))
        note = ngettext("{count} gap", "{count} gaps", count).format(count=count) if count else ""
        self.titled(" · ".join(filter(None, (_("Coverage") + " " + short_month(month.number), whose))), note)
        if not self.room.width:  # before the first layout: made once, when it is drawn in its width
            return
        self._fill_lines()
        if self.has_focus:
            self._into_view()
        self.turn(self._lines, leaves=before, enters=self.place)

    # the cursor ------------------------------------------------------------------------------------------------------

    @property
    def here(self) -> Line | None:
        """The line under the cursor."""
        return self._lines[self.place] if self.place < len(self._lines) else None

    @property
    def gap(self) -> Gap | None:
        """The gap under the cursor, None on any other line."""
        return self.here.gap if self.here else None

    @property
    def occasion(self) -> Occasion | None:
        """The moment under the cursor."""
        return self.here.occasion if self.here else None

    @property
    def told(self) -> str:
        """What the line under the cursor says in full; empty where that is a gap, which has a sentence."""
        return self.here.told if self.here else ""

    def unfold(self) -> bool:
        """Open or close the fold under the cursor; False where there is none."""
        line = self.here
        if line is None or not line.fold:
            return False
        self._open ^= {line.fold}
        self._width = 0
        self._fill_lines()
        self._into_view()
        self.forget()
        return True

    def first_gap(self) -> None:
        """Stand on the first line that tells of a gap."""
        if self._lines:
            self.stand(self._first())

    def _first(self) -> int:
        """Return the first line of the list of gaps, else the first that can be stood on."""
        own = (index for index, line in enumerate(self._lines) if line.fold or (line.gap and not line.told))
        found = next(own, None)
        return found if found is not None else self.nearest(0, 1) or 0

    def on_focus(self) -> None:
        """Bring the cursor into view, and as many of the gaps after it as there is room for."""
        self._show_gaps()
        self.forget()

    def _show_gaps(self) -> None:
        last = max(
            (index for index, line in enumerate(self._lines) if line.fold or (line.gap and not line.told)), default=0
        )
        self.top = max(min(last + 1 - self.height, self.place), 0)
        self._into_view()

    def on_blur(self) -> None:
        """Show the top again."""
        self.top = 0
        self.forget()

    def fit(self) -> None:
        """Keep in view what should be; with the focus the panel may just have grown."""
        self.count()
        if self.has_focus:
            self._show_gaps()
        else:
            self.top = 0

    def count(self) -> int:
        """Return how many lines there are."""
        if self._column != self._width and self._column > 0:
            self._fill_lines()
        return len(self._lines)

    def selectable(self, index: int) -> bool:
        """Whether the cursor can stand there."""
        return 0 <= index < len(self._lines) and self._lines[index].stands

    def lead(self, index: int) -> int:
        """Return the line to be in view with ``index``: the very top, where nothing above can be stood on."""
        above = self.nearest(index - 1, -1)
        return max(index - self.height + 1, 0) if above is None else index

    # drawing ---------------------------------------------------------------------------------------------------------

    @property
    def _flat(self) -> bool:
        """Whether there are two columns, figures and gaps: under a month or a board that needs the width."""
        return not self.has_focus and self.room.width >= FLAT and self.room.height <= FLAT_LINES

    @property
    def _column(self) -> int:
        """The width of a line."""
        width = self.room.width
        return width // 2 if self._flat else width

    def render_line(self, y: int) -> Strip:
        """Return line ``y``, of both columns where there are two."""
        if not self._flat or not self.count():
            return super().render_line(y)
        wide = self._column
        parts = (
            self._drawn_line(column[y], room) if y < len(column) else Strip.blank(room, self.palette.blank)
            for column, room in zip(self._columns, (wide, self.room.width - wide), strict=True)
        )
        return joined(parts, self.room.width)

    def beyond(self) -> tuple[int, int]:
        """Return how many lines that say something are above and below those in view."""
        count, end = self.count(), self.top + self.height
        columns = self._columns if self._flat and count else (self._lines,)
        return (
            sum(line is not BLANK for line in columns[0][: self.top]),
            max(sum(line is not BLANK for line in column[end:]) for column in columns),
        )

    def legend(self) -> str:
        """Return what the signs mean, where a blank line stands before it."""
        return _("✗ too few  ◌ ideas for it") if len(self._lines) < self.room.height - 1 else ""

    def draw(self, index: int, width: int) -> Strip:
        """Return a line."""
        line = self._lines[index]
        return self._drawn_line(line, width, self.ground(index) if line.stands else "")

    def _drawn_line(self, line: Line, width: int, ground: str = "") -> Strip:
        return self.line(width, [(" ", ""), *line.spans], list(line.right), ground)

    def ground(self, index: int) -> str:
        """Return what lies under a line: nothing while the panel is not focused, since nothing is done to its lines then."""
        return super().ground(index) if self.has_focus else ""

    def _fill_lines(self) -> None:
        if self._sight is None or self._month is None:
            return
        self._width = self._column
        self._lines, self._columns, self.hint = self._lines_of(self._sight, self._month)
        self.place = min(self.place, max(len(self._lines) - 1, 0))
        if self._lines and (self._unplaced or not self.selectable(self.place)):
            self.place, self._unplaced = self._first(), False

    def _lines_of(self, sight: Sight, month: Month) -> Made:
        """Return the lines of a month as they were made for this room, or made now."""
        width = max(self._column - 1, 10)
        key = (sight, month, width, self._flat, frozenset(self._open))
        if len(self._made) >= MOST_KEPT:
            self._made.clear()
        if key not in self._made:
            self._made[key] = _made(sight, month, width, self._open, self._keys, flat=self._flat)
        return self._made[key]

    def foresee_month(self, sight: Sight, month: Month) -> Iterator[None]:
        """Make and draw the lines of a month that may be shown next."""
        if self._column <= 0 or not self.display:
            return
        lines, _columns, _hint = self._lines_of(sight, month)
        yield
        width = self.room.width
        if self._flat or self.has_focus or self._made_for != (self.palette, width):
            return
        strips = self.page(lines)
        for index, line in enumerate(lines[: self.height]):
            if index not in strips:
                strips[index] = self._drawn_line(line, width)
                self.frame_ahead(strips[index])
                yield


def _made(sight: Sight, month: Month, width: int, opened: set[str], keys: Keys, *, flat: bool) -> Made:
    """Return the lines of a month, the same in two columns where it is ``flat``, or else what is said where there are none."""
    lines = CoverageLines(sight, month, width, opened, keys.named("gap.fill", "enter"))
    if not lines.table.demands:
        text = _("This calendar asks nothing of a month yet. {key} asks for the usual; {undo} takes it back.")
        text = text.format(key=keys.sign("coverage.usual", "T"), undo=keys.sign("edit.undo", "u"))
        return [], ([], []), tuple(wrap(text, width))
    if not sight.calendar.items:
        return [], ([], []), tuple(aims(sight.calendar, month, width, keys.sign("item.add", "a")))
    return lines.lines(), lines.columns() if flat else ([], []), ()
