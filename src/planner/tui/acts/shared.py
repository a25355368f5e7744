"""What several acts need: what is said where there is no item or one is early, the folder that files go to, and writing one.

A reader would get wrong: the calendar of a sample lies in a throw-away folder, so what is made from it goes to the working folder.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from planner.core.dates import short_date
from planner.errors import InvalidFileError, NoTableError
from planner.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.core.model import Item
    from planner.errors import PlannerError
    from planner.tui.context import Host

DAYS = frozenset({"week", "month", "dates"})
"""Panels whose cursor stands on a day."""


def nothing(host: Host) -> str:
    """Return what is said when an act needs an item and none is under the cursor."""
    return _("No item is under the cursor. {key} adds one.").format(key=host.keys.sign("item.add", "a"))


def sentence(error: PlannerError) -> str:
    """Return what is wrong and what to do, on one line."""
    text = " ".join(_located(error)) if isinstance(error, InvalidFileError) else str(error)
    return " ".join(part for part in (text, error.hint) if part)


def _located(error: InvalidFileError) -> list[str]:
    """Return the problems in the reader's language, each a sentence; of a file that is no table there is no line to look at."""
    name = Path(error.path).name
    if type(error) not in (InvalidFileError, NoTableError):
        return [str(error)]
    if isinstance(error, NoTableError) and error.advice:
        said = [_("{heading}: {value}").format(heading=name, value=problem.message) for problem in error.problems]
    else:
        said = [problem.said(name) for problem in error.problems]
    return [text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in said]


def before_their_day(host: Host, given: Iterable[tuple[Item, str]], *, alone: bool) -> str:
    """Return the clause on items (each with its new status) that are published now though their day is to come; empty where none is.

    Of one that is ``alone`` the day is told, of several how many.
    """
    plan = host.calendar
    early = [
        item.date
        for item, status in given
        if item.date is not None and item.date > host.today and plan.steps.get(status, status) == "published"
    ]
    if early and alone:
        return _(", though its day ({day}) is still to come").format(day=short_date(early[0], host.today))
    text = ngettext(", {count} of them before its day", ", {count} of them before their day", len(early))
    return text.format(count=len(early)) if early else ""


def default_folder(calendar: Path) -> Path:
    """Return the folder of the calendar, from the root on, or the working folder for a throw-away copy."""
    folder = Path(os.path.abspath(calendar)).parent  # noqa: PTH100 - resolve() would follow a link away from where the user is
    return Path.cwd() if folder.is_relative_to(tempfile.gettempdir()) else folder


def exists(path: Path) -> bool:
    """Whether something is at ``path``; a path that cannot be is nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def write(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file whole; over an existing one only with ``force``. Raises CannotCreateError, FileAccessError."""
    from planner.storage import files

    files.create(path, data, force=force)
