"""Decline one item, or the calendar's message, into several: a grid of personas and formats where empty cells can be filled.

A reader would get wrong: for one item the grid has a single row, its own personas; for a message a row per persona.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from planner.core.values import dataclass
from planner.core.visible import visible
from planner.i18n import _, ngettext
from planner.tui.screens.dialog import Dialog
from planner.tui.text import show
from planner.tui.widgets.lines import pad

NAME, CELL = 18, 9
NARROW_NAME, LEAST_CELL = 13, 6
"""Cells of a name and of a column at least, where all columns would not fit."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One persona or format: its id and the short name shown."""

    id: str
    name: str


class Derive(Dialog[tuple[tuple[str, str], ...]]):
    """Comes back with the (persona, format) pairs to make; ``there`` counts what each pair has already."""

    of_one = True
    DEFAULT_CSS = """
    Derive > .box { width: 100%; max-width: 120; }
    Derive ScrollableContainer { height: auto; max-height: 14; margin: 1 0 0 0; scrollbar-size: 1 1; }
    Derive #grid { width: auto; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"step({across},{down})", show=False)
            for keys, across, down in (("left,h", -1, 0), ("right,l", 1, 0), ("up,k", 0, -1), ("down,j", 0, 1))
            for key in keys.split(",")
        ),
        Binding("space", "mark", show=False),
        Binding("asterisk", "row", show=False),
        Binding("enter", "make", show=False),
    ]

    def __init__(
        self, what: str, told: str, rows: Sequence[Axis], columns: Sequence[Axis], there: Mapping[tuple[str, str], int]
    ) -> None:
        super().__init__()
        self._what = what
        self._told = told
        self._rows = tuple(rows)
        self._columns = tuple(columns)
        self._there = there
        self._at = (0, 0)
        self._marks: set[tuple[int, int]] = set()

    @property
    def heading(self) -> str:
        """The title."""
        return _("Derive")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("arrows · Space marks · * the whole row · Enter makes the marked ones (or this one) · Esc leaves")

    @property
    def about(self) -> str:
        """What deriving is."""
        return _(
            "Each mark becomes an idea in the inbox in that format, with its parent, persona, pillar and message. A number is how many there are "
            "already."
        )

    def parts(self) -> ComposeResult:
        """Yield what is derived, its yield, and the grid."""
        yield Static(show(self._what, "bold"), classes="said", markup=False)
        yield Static(show(self._told), classes="quiet", markup=False)
        with ScrollableContainer(can_focus=False):
            yield Static(id="grid", markup=False)
        yield Static(id="count", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Draw the grid."""
        self._draw()

    def on_resize(self) -> None:
        """Draw the grid for the room that there is."""
        self.call_after_refresh(self._draw)

    def _sizes(self) -> tuple[int, int]:
        """Return the cells of a name and of a column."""
        room, count = self.query_one(ScrollableContainer).content_size.width, len(self._columns)
        if room >= NAME + CELL * count or not room:
            return NAME, CELL
        return NARROW_NAME, min(max((room - NARROW_NAME) // max(count, 1), LEAST_CELL), CELL)

    def _draw(self) -> None:
        name, cell = self._sizes()
        lines = [
            show(pad("", name), "")
            + Content.assemble(*(show(" " + pad(visible(column.name), cell - 1), "dim") for column in self._columns))
        ]
        for down, row in enumerate(self._rows):
            line = show(pad(row.name, name))
            for across, column in enumerate(self._columns):
                have = self._there.get((row.id, column.id), 0)
                sign = "[x]" if (across, down) in self._marks else (f" {have} " if have else " · ")
                here = (across, down) == self._at
                line += show(
                    ("▸" if here else " ") + sign.ljust(cell - 1),
                    "reverse" if here else ("bold" if sign == "[x]" else ""),
                )
            lines.append(line)
        self.query_one("#grid", Static).update(show("\n", lines=True).join(lines))
        self.query_one(ScrollableContainer).scroll_to_region(
            Region(name + self._at[0] * cell, self._at[1], cell, 2), animate=False
        )
        count = len(self._marks)
        self.query_one("#count", Static).update(
            show(ngettext("{count} idea to make", "{count} ideas to make", count).format(count=count) if count else "")
        )

    def action_step(self, across: int, down: int) -> None:
        """Move the cursor, and stop at the edges."""
        self._at = (
            min(max(self._at[0] + across, 0), len(self._columns) - 1),
            min(max(self._at[1] + down, 0), len(self._rows) - 1),
        )
        self._draw()

    def action_mark(self) -> None:
        """Mark the cell, or take its mark away, and step on."""
        self._marks ^= {self._at}
        self.action_step(1, 0)

    def action_row(self) -> None:
        """Mark the empty cells of the row, or take all its marks away."""
        row = self._rows[self._at[1]]
        cells = {
            (across, self._at[1])
            for across, column in enumerate(self._columns)
            if not self._there.get((row.id, column.id))
        }
        self._marks = self._marks - cells if cells <= self._marks else self._marks | cells
        self._draw()

    def action_make(self) -> None:
        """Come back with the marked cells, or the one under the cursor."""
        chosen = sorted(self._marks, key=lambda cell: (cell[1], cell[0])) or [self._at]
        self.dismiss(tuple((self._rows[down].id, self._columns[across].id) for across, down in chosen))
