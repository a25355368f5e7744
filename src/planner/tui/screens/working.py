"""The bar of what is being worked on; Esc stops it.

A reader would get wrong: the bar is looked at ten times a second, not told at each step, so that the work costs no drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from planner.i18n import _
from planner.tui.screens.dialog import Dialog
from planner.tui.text import show

if TYPE_CHECKING:
    from planner.tui.working import Job

LOOKS = 0.1
"""Seconds between two looks."""
WIDTH = 40


class Working(Dialog[None]):
    """What is done, a bar and how to stop it; the one who waits for the job calls ``finish``."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._turn = 0

    @property
    def heading(self) -> str:
        """The job's title."""
        return self._job.title

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Esc stops it; nothing is changed then") if self._job.stops else ""

    def parts(self) -> ComposeResult:
        """Yield the bar."""
        yield Static(id="bar", classes="said", markup=False)

    def on_mount(self) -> None:
        """Begin to look."""
        self._look()
        self.set_interval(LOOKS, self._look)

    def _look(self) -> None:
        self._turn += 1
        self.query_one("#bar", Static).update(show(bar(self._job, self._turn), lines=True))

    def action_leave(self) -> None:
        """Stop the job; the screen goes when it has stopped."""
        if not self.hide_about():
            if self._job.stops:
                self._job.stop()
            self._look()

    def finish(self) -> None:
        """Go away."""
        if self.is_attached:
            self.dismiss(None)


def bar(job: Job, turn: int) -> str:
    """Return the line and the bar: how much of it is full where that is known, else a piece that wanders."""
    if job.stopped:
        return _("Stopping …") + "\n" + "░" * WIDTH
    done, total = job.done, job.total
    if total:
        full = min(done * WIDTH // total, WIDTH)
        text = _("{done} of {total}").format(done=done, total=total)
        line = "█" * full + "░" * (WIDTH - full) + f" {min(done * 100 // total, 100)} %"
    else:
        at = turn * 2 % WIDTH
        text = ""
        line = "".join("█" if (place - at) % WIDTH < 6 else "░" for place in range(WIDTH))
    return " ".join(part for part in (_(job.what) or _("Working …"), text) if part) + "\n" + line
