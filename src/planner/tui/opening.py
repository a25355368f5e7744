"""Opens the calendars that the program begins with, or that are asked for on the screen.

A reader would get wrong: of several files, one that does not load keeps the others from nothing; it is told in one line.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from planner.errors import InvalidFileError, PlannerError, SpreadsheetError
from planner.i18n import _
from planner.storage import paths
from planner.workspace import Workspace

Today = Callable[[], dt.date | None] | dt.date | None
"""The day that was asked for with ``--today``, or nothing: then it is the clock's in each calendar's zone."""


def open_workspace(path: Path, today: Today, now: Callable[[], dt.datetime]) -> Workspace:
    """Open the calendar at ``path``. Raises PlannerError."""
    return Workspace.open(path, today=today, now=now, choose=random.choice)


def open_together(
    opened: Sequence[Path], today: Today, now: Callable[[], dt.datetime]
) -> tuple[list[Workspace], list[str]]:
    """Open calendars, each file once, and return what opened, and of each that did not one line that says why.

    Raises PlannerError where not one of them opens.
    """
    workspaces: list[Workspace] = []
    closed: list[tuple[Path, PlannerError]] = []
    for path in paths.distinct(opened):
        try:
            workspaces.append(open_workspace(path, today, now))
        except PlannerError as error:
            closed.append((path, error))
    if closed and not workspaces:
        raise closed[0][1]
    return workspaces, [_closed(path, error) for path, error in closed]


def _closed(path: Path, error: PlannerError) -> str:
    if isinstance(error, SpreadsheetError):
        return f"{error} {error.hint}"
    problems = error.problems if isinstance(error, InvalidFileError) else ()
    why = problems[0].said(path.name) if problems else f"{path.name}: {error}"
    return _("Not opened: {problem}").format(problem=why)


def sample_copy(today: dt.date, name: str = "") -> Path:
    """Write a throw-away copy of a sample, moved to the present, and return its path."""
    from planner.settings import samples

    name = name or samples.preferred()
    folder = Path(tempfile.mkdtemp(prefix="planner-sample-"))
    path = folder / f"{name}.toml"
    path.write_bytes(samples.load(name, today))
    return path
