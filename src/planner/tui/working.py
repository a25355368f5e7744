"""Work that takes longer than a frame: in a thread of its own, with a bar, and stopped with Esc.

A reader would get wrong: what is stopped has changed nothing; the thread looks whether it is stopped between two steps, and the last look is
before anything is written.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from planner.core import steps
from planner.core.steps import StoppedError
from planner.i18n import _
from planner.storage import aside

if TYPE_CHECKING:
    from planner.core.edits import Edit
    from planner.tui.context import Host
    from planner.workspace import Workspace

T = TypeVar("T")
UNSEEN = 0.15
"""Seconds after which a bar is shown; what is done by then needs none."""
TURN = 0.0005
"""Seconds after which the thread that works gives way to the one that draws."""
DRAWN = 0.2
"""Seconds that a screen takes to be drawn at most."""
STEP = 0.4
"""Seconds that are waited for a work to come to its next step."""
LOOK = 0.002
"""Seconds between two looks whether it has."""
LONG = 40
"""An edit of more steps than this is carried out in a thread of its own."""
LARGE = 8_000_000
"""Bytes of a calendar: to write so many and wait for the disk takes longer than a frame, so that any edit has its own thread."""

IDEAS = 2000
"""Where more of them wait, what is said of the month after an edit takes longer than a frame, too."""


class Job:
    """How far a piece of work is, and whether it is to stop; written by one thread and read by the other."""

    def __init__(self, title: str, *, stops: bool = True) -> None:
        self.title = title
        self.stops = stops
        self.what = ""
        self.done = 0
        self.total = 0
        self.stopped = False
        self._free = threading.Event()
        self._free.set()
        self._rests = threading.Event()

    def report(self, what: str, done: int, total: int) -> None:
        """Take in how far it is. Raises StoppedError."""
        if self.stopped and self.stops:
            raise StoppedError
        self.what, self.done, self.total = what, done, total
        time.sleep(0)  # lets the thread that draws have its turn now
        if not self._free.is_set():
            self._rests.set()
            self._free.wait(DRAWN)
            self._rests.clear()

    async def rest(self) -> None:
        """Let it wait at its next step, at most for the time a screen takes to be drawn, until ``go_on``; return when it does, or soon after."""
        self._free.clear()
        end = time.monotonic() + STEP
        while not self._rests.is_set() and time.monotonic() < end:  # noqa: ASYNC110 - it is set by another thread
            await asyncio.sleep(LOOK)

    def go_on(self) -> None:
        """Let it go on."""
        self._free.set()

    def stop(self) -> None:
        """Let it end at its next step."""
        self.stopped = True


async def work(host: Host, title: str, run: Callable[[], T], *, stops: bool = True) -> T | None:
    """Return what ``run`` returns, which a thread does meanwhile; None when it was stopped, which is said. Raises what ``run`` raises.

    Without ``stops`` it cannot be: it is half done where it would end. ``run`` must not touch a widget. No other work is begun meanwhile: the caller is an act, and acts wait for one another.
    """
    from planner.tui.screens.working import Working

    job = Job(title, stops=stops)

    def inside() -> T:
        with steps.reporting(job.report):
            return run()

    hooks: list[Callable[[], None]] = getattr(host.app, "before_leaving", [])
    hooks.append(job.stop)
    asking: asyncio.Task[None] | None = None
    try:
        with giving_way():
            task = asyncio.create_task(asyncio.to_thread(inside))
            finished, _pending = await asyncio.wait({task}, timeout=UNSEEN)
            if not finished:
                await job.rest()  # the screen is drawn in half the time where nobody else wants the processor
                screen = Working(job)
                screen.call_after_refresh(job.go_on)
                asking = asyncio.create_task(host.ask(screen))
                await asyncio.wait({task})
                screen.finish()
                await asking
        return task.result()
    except StoppedError:
        host.say(_("Stopped; nothing was changed."))
        return None
    finally:
        job.stop()
        hooks.remove(job.stop)


async def beside(run: Callable[[], T]) -> T:
    """Return what ``run`` returns, which a thread does meanwhile, too soon for a bar. Raises what it raises; it must not touch a widget."""
    with giving_way():
        return await asyncio.to_thread(run)


@contextmanager
def giving_way() -> Iterator[None]:
    """Let the thread that draws have its turn often, and let no collection of garbage hold up both."""
    collected = gc.isenabled()
    sys.setswitchinterval(TURN)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(
            aside.USUAL
        )  # not what was found: another work, begun before and ended since, had asked for less
        if collected:
            gc.freeze()  # what the work made is the plan from now on, and is not looked through again
            gc.enable()


def weight(workspace: Workspace) -> int:
    """Return the bytes of a calendar, or more than ``LARGE`` where as much is to be worked out after an edit of it."""
    size = workspace.fingerprint.size
    return max(size, LARGE + 1) if len(workspace.calendar.ideas) > IDEAS else size


def is_long(*edits: Edit, size: int = 0) -> bool:
    """Whether carrying these edits out would hold up the screen: they have many steps, or a calendar of many bytes is written."""
    from planner.core.edits import Batch

    return size > LARGE or sum(len(edit.edits) if isinstance(edit, Batch) else 1 for edit in edits) > LONG
