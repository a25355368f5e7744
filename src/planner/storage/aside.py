"""Has something done by another thread while this one goes on, such as the digest of a large file.

A reader would get wrong: what is done aside only gains where it runs without the interpreter, as digests do; it must touch nothing that
others change.
"""

from __future__ import annotations

from _thread import allocate_lock, start_new_thread  # threading itself would cost start-up time

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")


def begun(act: Callable[[], T]) -> Callable[[], T]:
    """Begin ``act``; return what waits until it is done and returns what it returned, or does it where that did not come to an end."""
    found: list[T] = []
    running = allocate_lock()

    def run() -> None:
        try:
            found.append(act())
        except (MemoryError, OSError):
            return  # it is tried again by whom it concerns
        finally:
            running.release()

    running.acquire()
    try:
        start_new_thread(run, ())
    except RuntimeError:  # no thread can be had
        running.release()

    def waited() -> T:
        with running:
            return found[0] if found else act()

    return waited
