"""The lines at the edges: what is shown (top), what happened (below), and the keys that work here (last).

A reader would get wrong: the last line leaves out what does not fit beside `:`, `?` and `q`, a shorter one after it may stand; those three are never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.strip import Strip

from planner.tui.widgets.framed import Framed
from planner.tui.widgets.lines import Palette, Span, length, strip

AFTER = 2
"""Blanks after an entry; those of the last one need no room."""


class Bar(Framed):
    """One line of spans, left and right."""

    DEFAULT_CSS = """
    Bar { height: 1; background: $background; color: $foreground; }
    """
    ALLOW_SELECT: ClassVar[bool] = False
    MOST_KEPT: ClassVar[int] = 8

    def __init__(self, *, id: str, ground: str = "background") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._ground = ground
        self._left: Sequence[Span] = ()
        self._right: Sequence[Span] = ()

    def present(self, left: Sequence[Span], right: Sequence[Span] = ()) -> None:
        """Show ``left``, and ``right`` at the end of the line; nothing is drawn when both are as before."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    @property
    def text(self) -> str:
        """What it says, without styles."""
        return "".join(text for text, _name in [*self._left, (" ", ""), *self._right])

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        del y
        palette: Palette = self.app.palette(self._ground)  # type: ignore[attr-defined]
        return strip(
            palette, self.room.width, [(" ", ""), *self._left], [*self._right, (" ", "")] if self._right else ()
        )


class KeyBar(Framed):
    """The keys that work here; a click on one presses it."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; }
    """
    ALLOW_SELECT: ClassVar[bool] = False
    MOST_KEPT: ClassVar[int] = 8

    class Chosen(Message):
        """An entry was clicked: the act's id."""

        def __init__(self, ident: str) -> None:
            super().__init__()
            self.ident = ident

    def __init__(self) -> None:
        super().__init__(id="footer")
        self._entries: Sequence[tuple[str, str, str]] = ()
        self._fixed: Sequence[tuple[str, str, str]] = ()
        self._made: dict[tuple[tuple[str, str, str], ...], Strip] = {}
        """Lines by what they show: there are few."""
        self._made_for: tuple[Palette, int] | None = None

    def present(self, entries: Sequence[tuple[str, str, str]], fixed: Sequence[tuple[str, str, str]] = ()) -> None:
        """Show (act's id, key, label) entries; those of ``fixed`` stand at the end and are never cut."""
        if (entries, fixed) != (self._entries, self._fixed):
            self._entries, self._fixed = entries, fixed
            self.refresh()

    def fitting(self, width: int) -> list[tuple[str, str, str]]:
        """Return the entries that fit into ``width`` cells: of those that are left, the first that does."""
        room = width - 1 - sum(_wide(entry) for entry in self._fixed) + AFTER
        shown = []
        for entry in self._entries:
            if _wide(entry) <= room:
                room -= _wide(entry)
                shown.append(entry)
        return [*shown, *self._fixed]

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        del y
        palette: Palette = self.app.palette("panel")  # type: ignore[attr-defined]
        made_for = (palette, self.room.width)
        if made_for != self._made_for or len(self._made) >= self.MOST_KEPT:
            self._made_for = made_for
            self._made.clear()
        shown = (*self._entries, *self._fixed)
        if shown not in self._made:
            spans: list[Span] = [(" ", "")]
            for _ident, key, label in self.fitting(self.room.width):
                spans += [(key, "key"), (f" {label}" + " " * AFTER, "")]
            spans[-1] = (spans[-1][0].rstrip(), "")
            self._made[shown] = strip(palette, self.room.width, spans)
        return self._made[shown]

    def on_click(self, event: events.Click) -> None:
        """Tell which entry was clicked."""
        edge = 1
        for entry in self.fitting(self.size.width):
            edge += _wide(entry)
            if event.x < edge:
                if entry[0]:
                    self.post_message(self.Chosen(entry[0]))
                return


def _wide(entry: tuple[str, str, str]) -> int:
    return length([(entry[1], ""), (f" {entry[2]}", "")]) + AFTER
