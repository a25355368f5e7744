"""Hands what is typed in a dialog to whoever keeps it, a second after the first key that is not kept yet.

A reader would get wrong: it waits from the first key, not the last, so that somebody who never pauses is kept too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planner.tui.screens.dialog import Line

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget


class Again(Line):
    """A line that may begin with what was typed earlier, all of it selected: typing replaces it, and ``again`` brings back what was."""

    def __init__(self, value: str = "", *, earlier: str = "", **kwargs: Any) -> None:
        super().__init__(value, **kwargs)
        self._was = earlier
        self.replaced = earlier
        """The line that was typed over; empty where it was taken away on purpose."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part; where that is the whole line, keep it in mind."""
        if self.value.strip() and end - start == len(self.value):
            self._was, self.replaced = self.value, self.value if text else ""
        super().replace(text, start, end)

    def again(self) -> None:
        """Bring back the line that was replaced; this one is then brought back the next time."""
        if self._was:
            was, self._was = self._was, self.value
            self.replaced = self.value
            self.value = was
            self.cursor_position = len(was)


AFTER = 1.0
"""Seconds; a draft has to be on disk within two."""


class Kept:
    """Calls ``save`` in time; ``now`` also stands among what is called before the program ends."""

    def __init__(self, screen: Widget, save: Callable[[], None] | None) -> None:
        self._screen = screen
        self._save = save
        self._timer: Timer | None = None

    def typed(self) -> None:
        """Note that something was typed."""
        if self._timer is None and self._save is not None:
            self._timer = self._screen.set_timer(AFTER, self.now)

    def now(self) -> None:
        """Save what stands there, if the dialog still stands."""
        self.stop()
        if self._save is not None and self._screen.is_attached:
            self._save()

    def stop(self) -> None:
        """Save no more of what was typed until now: it was answered."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
