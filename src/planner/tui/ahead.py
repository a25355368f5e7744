"""Works out, while the hands rest, what the next keys may show: the months beside this one, the next page of a list.

A reader would get wrong: nothing of it is needed, it is only sooner there; a key puts an end to it, and each piece is small, since a key that
comes meanwhile waits for it.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from planner.core import coverage, dates

if TYPE_CHECKING:
    from textual.screen import Screen

    from planner.tui.screens.sheet import Sheet
    from planner.tui.widgets.coverage_panel import CoveragePanel
    from planner.tui.widgets.mini_month import MiniMonthPanel
    from planner.tui.widgets.panel import Panel

REST = 0.06
"""Seconds without a key after which the hands rest; a held key repeats sooner."""
A_PIECE = 0.003
"""Seconds after which a piece of work ends with the step it is at."""
A_LONG_PIECE = 0.02
"""The same, while nobody can have typed anything yet."""
PAUSE = 0.004
"""Seconds between two pieces, for whatever else is to be done."""
MUCH = 10
"""After so many rounds of the older objects the garbage collector looks through all of them."""


class Ahead:
    """Does pieces of work one after the other until the next ``moved``."""

    def __init__(self, screen: Screen[Any], work: Callable[[], Iterator[None]]) -> None:
        self._screen = screen
        self._work = work
        self._left: Iterator[None] | None = None
        self._next: asyncio.TimerHandle | None = None
        self._place: object = None
        self._done_for: object = None

    def moved(self, place: object) -> None:
        """Begin anew once the hands have rested, unless all was done for this place; equal places have the same beside them."""
        self.stop()
        if place != self._done_for:
            self._place = place
            self._wait(REST)

    def stop(self) -> None:
        """Do no more."""
        self._left = None
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _wait(self, seconds: float) -> None:
        # a Textual timer is a task, which takes longer to make than a key should; through the screen, so that what goes wrong is told
        self._next = asyncio.get_running_loop().call_later(seconds, self._screen.call_later, self._piece)

    def _piece(self) -> None:
        """Do one piece, unless a key came meanwhile."""
        if self._next is None or not self._screen.is_current:
            return
        if self._left is None:
            self._left = self._work()
        end = time.perf_counter() + A_PIECE
        for _step in self._left:
            if time.perf_counter() > end:
                self._wait(PAUSE)
                return
        self._done_for = self._place
        self.stop()
        if gc.get_count()[2] >= MUCH:  # much was made since; looked through now, no key waits for it
            gc.collect()


def place(sheet: Sheet, main: Panel) -> object:
    """Return what ``beside`` depends on."""
    week = dates.week_of(sheet.day, sheet.clients.drawn.starts) if sheet.view == "week" else None
    return (sheet.clients.drawn, sheet.month, sheet.panel, sheet.view, week, main.top if sheet.view == "list" else 0)


async def first(sheet: Sheet) -> None:
    """Work out what the first frame shows; of a large calendar in pieces, since the program answers to nothing during one."""
    for sight, _accept in sheet.clients.drawn.parts:
        await in_pieces(sight.foresee(sheet.month))


async def in_pieces(work: Iterator[None]) -> None:
    """Do all steps of a work, with a turn for whatever comes between two pieces; a key that comes then is for who waits for this."""
    end = time.perf_counter() + A_LONG_PIECE
    for _step in work:
        if time.perf_counter() > end:
            for _turn in range(2):  # what is due by now has its turn after the first
                await asyncio.sleep(0)
            end = time.perf_counter() + A_LONG_PIECE


def beside(sheet: Sheet, main: Any, panel: CoveragePanel, dates_panel: MiniMonthPanel) -> Iterator[None]:
    """Work out what lies beside what the sheet shows: the next lines of panel 1 (``main``), the weeks and months before and after."""
    drawn, month, day = sheet.clients.drawn, sheet.month, sheet.day
    yield from main.foresee()
    for way in (1, -1) if sheet.view == "week" else ():
        week = drawn.week(dates.shift(day, 7 * way))
        yield
        yield from main.foresee_week(week)
    for sight, _accept in drawn.parts:
        yield from coverage.foresee(sight.calendar, sight.open_gaps(month))
    others = [month.shift(way) for way in (1, -1) if dates.FIRST.year <= month.shift(way).year <= dates.LAST.year]
    for other in others:
        for sight, _accept in drawn.parts:
            yield from sight.foresee(other)
        yield from dates_panel.foresee_month(drawn.mini_month(other))
        if sheet.view == "month":
            drawn.month(other)
            yield
        yield from panel.foresee_month(drawn.sight(sheet.clients.current), other)
