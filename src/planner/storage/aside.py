"""Has something done by another thread while this one goes on: a large file read, its digest made.

A reader would get wrong: that only gains where it takes no interpreter, as reading and digests do not, and it must touch nothing that
others change; what goes wrong there is done again here, where it is told.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock, start_new_thread  # threading itself would cost start-up time

from planner.errors import PlannerError

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

USUAL = sys.getswitchinterval()
"""Seconds after which a thread lets another have the interpreter, where nobody asked for less."""
_SHORT = 0.0001
"""Seconds after which who works with the interpreter lets another thread have it, which needs it for an instant between two system calls."""


def begun(act: Callable[[], T]) -> Callable[[], T]:
    """Begin ``act``; return what waits until it is done and returns what it returned, or does it where that did not come to an end."""
    found: list[T] = []
    running = allocate_lock()

    def run() -> None:
        try:
            found.append(act())
        except (MemoryError, OSError, PlannerError):
            return  # it is tried again by whom it concerns
        finally:
            sys.setswitchinterval(USUAL)
            running.release()

    running.acquire()
    sys.setswitchinterval(_SHORT)
    try:
        start_new_thread(run, ())
    except RuntimeError:  # no thread can be had
        sys.setswitchinterval(USUAL)
        running.release()

    def waited() -> T:
        with running:
            return found[0] if found else act()

    return waited
