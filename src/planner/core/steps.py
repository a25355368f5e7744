"""Long loops that tell how far they are and can be stopped between two steps.

A reader would get wrong: unless somebody is told (``reporting``), ``each`` is the loop's own items and costs nothing; who is told belongs to the
thread that works, so two works never mix.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")
Report = Callable[[str, int, int], None]
"""Is told what is being done, how many steps of it are done, and how many there are (0: not known); may raise StoppedError."""
EVERY = 32
_report: ContextVar[Report | None] = ContextVar("planner_report", default=None)


class StoppedError(Exception):
    """The work was stopped by who waited for it; nothing of it counts."""


@contextmanager
def reporting(report: Report) -> Iterator[None]:
    """Tell ``report`` inside the ``with`` block."""
    token = _report.set(report)
    try:
        yield
    finally:
        _report.reset(token)


@contextmanager
def unstopped() -> Iterator[None]:
    """Go through the ``with`` block to its end: nobody is told how far it is, so nobody stops it."""
    token = _report.set(None)
    try:
        yield
    finally:
        _report.reset(token)


def each(items: Iterable[T], what: str = "") -> Iterable[T]:
    """Return ``items``, telling how far the loop over them is; ``what`` is what is done to them, for people. Raises StoppedError."""
    report = _report.get()
    return items if report is None else _told(items, what, report)


def stage(what: str = "", done: int = 0, total: int = 0) -> None:
    """Tell that something begins, or how far it is; without a ``total`` its length is not known. Raises StoppedError."""
    report = _report.get()
    if report is not None:
        report(what, done, total)


def _told(items: Iterable[T], what: str, report: Report) -> Iterator[T]:
    total = len(items) if isinstance(items, Sized) else 0
    for number, item in enumerate(items):
        if number % EVERY == 0:
            report(what, number, total)
        yield item
