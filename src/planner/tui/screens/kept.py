"""Hands what is typed in a dialog to whoever keeps it, a second after the first key that is not kept yet.

A reader would get wrong: it waits from the first key, not the last, so that somebody who never pauses is kept too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

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
