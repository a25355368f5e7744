"""What a new start would draw, taken down for the instant frame when the program is left.

A reader would get wrong: nothing here looks at what was on the screen; the program is run again, on paper, so that view, cursor and panels
are those of a start, for today and the days that follow.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.drivers.headless_driver import HeadlessDriver

from planner.core.visible import visible
from planner.storage import frames
from planner.tui.app import PlannerApp

if TYPE_CHECKING:
    from pathlib import Path

    from planner.storage.frames import Row
    from planner.workspace import Workspace

DAYS = 4
"""Days for which a frame is kept, from today: over a weekend."""
_PIECE = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[([0-9;]*)m|(\x1b\[[?0-9;]*[a-zA-Z]|\x1b\].*?(?:\x07|\x1b\\)|[\r\n])|([^\x1b\r\n]+)"
)


class Paper(HeadlessDriver):
    """A terminal that takes down what is written to it."""

    def __init__(self, *words: Any, **names: Any) -> None:
        super().__init__(*words, **names)
        self.pages: list[str] = []

    @property
    def is_headless(self) -> bool:
        """Say no, or nothing would be written."""
        return False

    def write(self, data: str) -> None:
        """Take it down."""
        self.pages.append(data)


def rows_of(page: str, width: int, height: int) -> list[Row] | None:
    """Return the lines that a page draws, or None where it does not draw all of them from end to end."""
    rows: dict[int, Row] = {}
    row, style = None, ""
    for found in _PIECE.finditer(page):
        line, column, numbers, _other, text = found.groups()
        if line is not None:
            row = rows.setdefault(int(line), []) if column == "1" else None
        elif numbers is not None:
            style = "" if numbers == "0" else numbers
        elif text and row is not None:
            row.append((style, text))
    found_rows = [rows.get(number, []) for number in range(1, height + 1)]
    whole = all(
        sum(cell_len(text) for _style, text in one) == width and all(visible(text) == text for _style, text in one)
        for one in found_rows
    )
    return found_rows if whole else None


class Still(PlannerApp):
    """The program on paper: draws its first frame for one day after the other, and ends."""

    def __init__(self, workspaces: Sequence[Workspace], days: Sequence[dt.date], **named: Any) -> None:
        self.days = list(days)
        self.taken: list[list[Row] | None] = []
        """The lines for each day so far; None for what could not be taken down."""
        seen = [workspace.as_of(self._day_now) for workspace in workspaces]
        super().__init__(seen, today=self._day_now, driver_class=Paper, **named)

    def _day_now(self) -> dt.date:
        return self.days[min(len(self.taken), len(self.days) - 1)]

    def remember(self, opened: Sequence[Path]) -> None:
        """Remember nothing: nobody opened this."""

    def on_ready(self) -> None:
        """Take the first frame down once it is whole."""
        self.call_after_refresh(self._take_down)

    def _take_down(self) -> None:
        assert isinstance(self._driver, Paper)
        assert self.planning is not None
        whole = (rows_of(page, *self.size) for page in reversed(self._driver.pages))
        self.taken.append(next((rows for rows in whole if rows is not None), None))
        if len(self.taken) == len(self.days):
            self.exit()
            return
        self._driver.pages.clear()
        self.planning.look()
        self.screen.refresh()
        self.call_after_refresh(self._take_down)


def keep(app: PlannerApp, today: dt.date | None, now: Callable[[], dt.datetime], settings: Mapping[str, str]) -> None:
    """Draw and keep what the next start will show of the calendars that ``app`` was started with, unless that is kept already.

    ``settings`` are the states of the settings that it was started with; where they are others now, nothing is kept. Raises OSError.
    """
    workspaces = app.begun_with()
    paths = [os.path.abspath(workspace.path) for workspace in workspaces]  # noqa: PTH100 - as frames are named
    if not paths or not settings or min(app.size) < 1 or frames.states(frames.settings()) != settings:
        return
    name = frames.identity(paths, app.size, str(today or ""), os.environ)
    clock = now().timestamp()
    ahead = (clock,) if today else (clock, clock + 86_400)
    if all(frames.known(paths, name, at, time.strftime("%Y-%m-%d", time.localtime(at))) for at in ahead):
        return
    first = workspaces[0].today()
    days = [first] if today else [first + dt.timedelta(days=number) for number in range(DAYS)]
    pages = drawn(app, workspaces, days, now)
    kept = [
        (*when(day, workspaces, forced=today is not None), rows) for day, rows in zip(days, pages, strict=False) if rows
    ]
    if kept:
        states = dict(zip(paths, (workspace.fingerprint.digest for workspace in workspaces), strict=True))
        frames.keep(paths, name, kept, {**states, **settings})


def drawn(
    app: PlannerApp, workspaces: Sequence[Workspace], days: Sequence[dt.date], now: Callable[[], dt.datetime]
) -> list[list[Row] | None]:
    """Return what a start in the window of ``app`` would draw on each of these days; None for what could not be taken down."""
    still = Still(workspaces, days, now=now, config=app.config, chosen=app.our_themes)
    still.run(size=(app.size.width, app.size.height))
    return still.taken if still.failure is None else []


def when(day: dt.date, workspaces: Sequence[Workspace], *, forced: bool) -> tuple[int, int, str]:
    """Return from which instant to which it is that day in every calendar, and the machine's date, where one has no zone of its own."""
    since, until, local = 0, 1 << 62, ""
    if forced:
        return since, until, local
    for workspace in workspaces:
        if not workspace.calendar.timezone:
            local = str(day)
            continue
        import zoneinfo

        zone = zoneinfo.ZoneInfo(workspace.calendar.timezone)
        begins, ends = (dt.datetime.combine(one, dt.time(), zone) for one in (day, day + dt.timedelta(days=1)))
        since, until = max(since, int(begins.timestamp())), min(until, int(ends.timestamp()))
    return since, until, local
