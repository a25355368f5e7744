"""Items as JSON, the same array that ``planner list --json`` prints.

A reader would get wrong: this is the file's own vocabulary (``not_before``, ``[items.exported]``) and holds ``notes`` and answers too; it
is for programs, not for clients.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from planner.core.model import Calendar, Item
from planner.core.steps import each
from planner.i18n import N_
from planner.storage.codec import jsonable


def export(calendar: Calendar, items: Iterable[Item]) -> bytes:  # noqa: ARG001 - every export takes the calendar
    """Return a JSON array of ``items`` in the order given, in UTF-8 with a line feed at its end; dates and times are ISO."""
    shown = json.dumps([jsonable(item) for item in each(items, N_("Items:"))], ensure_ascii=False, indent=1)
    return (shown + "\n").encode("utf-8", "replace")
