"""When the program has done what it was asked: nothing is left to run, nothing is left to draw, and no thread is at work.

A reader would get wrong: Textual's own wait sleeps 20 ms at least, four times a key, and looks at the processor's time; this one asks the event
loop, so it is over at once and says the same on a busy machine. What a timer is to do later is not waited for: a test that wants it asks for
it with ``Drive.until``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from textual._context import active_app

A_WHILE = 0.2
"""Seconds that a thread is given; one that takes longer works without end, or is held up on purpose."""
_at_work: set[asyncio.Future[Any]] = set()
_in_executor = asyncio.base_events.BaseEventLoop.run_in_executor


def _noted(loop: asyncio.AbstractEventLoop, *words: Any) -> asyncio.Future[Any]:
    """Hand something to a thread, and know of it until it is done."""
    work = _in_executor(loop, *words)
    _at_work.add(work)
    work.add_done_callback(_at_work.discard)
    return work


def _draw() -> bool:
    """Do now what Textual puts off to the next frame: take in a new size, draw; return whether there was anything."""
    app = active_app.get(None)
    if app is None:
        return False
    if app._resize_event is not None:
        app._check_resize()
        return True
    late = [screen for screen in app._screen_stack if screen._update_timer._active.is_set()]
    for screen in late:
        screen._on_timer_update()
    return bool(late)


async def rest(_least: float = 0, longest: float = 1) -> None:
    """Return once the program rests, or after ``longest`` seconds, as Textual's own does."""
    loop = asyncio.get_running_loop()
    end = time.monotonic() + longest
    while time.monotonic() < end:
        await asyncio.sleep(0)
        if loop._ready or _draw():
            continue
        if _at_work and (await asyncio.wait(_at_work, timeout=A_WHILE, return_when=asyncio.FIRST_COMPLETED))[0]:
            continue
        return


@contextmanager
def at_once() -> Iterator[None]:
    """Let Textual's pilot wait in this way."""
    with (
        mock.patch("textual.app.wait_for_idle", rest),
        mock.patch("textual.pilot.wait_for_idle", rest),
        mock.patch("asyncio.base_events.BaseEventLoop.run_in_executor", _noted),
    ):
        yield
