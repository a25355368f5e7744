"""A new calendar where a name was given that no file has: asked for first, then made as ``planner new`` makes it.

A reader would get wrong: no folder is made, and nothing is written over; what stands at the path by the time of the answer is refused.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from planner.i18n import _, language
from planner.tui.acts.shared import exists

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from planner.tui.screens.confirm import Confirm


async def is_there(ask: Callable[[Confirm], Awaitable[str | None]], path: Path, today: dt.date) -> bool:
    """Return whether there is a file at ``path``, or one was wanted and made that starts ``today``. Raises PlannerError."""
    from planner.tui.screens.confirm import Confirm

    if exists(path):
        return True
    question = Confirm(
        _("There is no calendar of that name yet. Make a new one?"),
        yes=_("make it and open it"),
        details=str(path),
        title=_("New calendar"),
        enter=True,
    )
    if await ask(question) != "yes":
        return False
    make(path, today)
    return True


def make(path: Path, today: dt.date) -> None:
    """Write a calendar without items, called by its file's name. Raises PlannerError."""
    from planner.settings import template
    from planner.storage import files

    zone = template.machine_timezone(os.environ)
    files.create(path, template.new_calendar(template.title_of(path), language(), zone, today))
