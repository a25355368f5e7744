"""Prints the history of a calendar: what each write changed, and what one state lacks or has more than the file as it is now.

A reader would get wrong: the changes beside a state are those of the write that replaced it, so that restoring it takes them back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from planner import versions
from planner.cli import out
from planner.core import changes
from planner.core.changes import EntryChange
from planner.i18n import _
from planner.storage import files, history

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any


def list_(path: Path, *, json: bool) -> None:
    """Print the earlier states, the newest first."""
    past = versions.earlier(path)
    if json:
        out.as_json([_state_json(one) for one in past])
        return
    rows = [(str(one.state.number), _when(one.state.when), one.told) for one in past]
    out.table(("N", _("when"), _("what changed then")), rows)
    if rows:
        out.chatter(_("One of them in full: planner history N. Back to it: planner history --restore N [--item ID]"))
    else:
        out.chatter(_("No earlier state is kept yet."))


def show(path: Path, number: int, *, json: bool) -> None:
    """Print all that changed since state ``number``, entry by entry."""
    found = versions.since(path, number)
    if json:
        out.as_json([_change_json(one) for one in found])
        return
    if not found:
        same = history.load(path, number) == files.read(path).data
        out.line(
            _("The file says the same as state {number}.").format(number=number) if same else changes.summary(found)
        )
    for one in found:
        out.line(" ".join(part for part in (_SIGNS[one.kind], one.key or one.former, one.named) if part))
        for field in one.fields:
            out.line(f"    {field}")
    if found:
        out.chatter(changes.counts(found))


_SIGNS = {changes.ADDED: "+", changes.CHANGED: "~", changes.REMOVED: "-"}


def _when(moment: dt.datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _state_json(past: versions.Past) -> dict[str, Any]:
    return {
        "number": past.state.number,
        "when": past.state.when.isoformat(timespec="seconds"),
        "size": past.state.size,
        "changes": _changes_json(past.changes),
        **({"problem": past.problem} if past.problem else {}),
    }


def _changes_json(found: Iterable[EntryChange]) -> list[dict[str, Any]]:
    return [_change_json(one) for one in found]


def _change_json(change: EntryChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "table": change.table,
        "id": change.key,
        "former": change.former,
        "title": change.title,
        "fields": [{"field": one.field, "before": one.before, "after": one.after} for one in change.fields],
        "message": str(change),
    }
