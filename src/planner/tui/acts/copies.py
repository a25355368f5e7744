"""Taking a copy of items and putting it elsewhere: on another day, in the inbox, in another calendar.

A reader would get wrong: what is put is as it was when it was taken, without results and without what was sent, and a draft at most.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from planner.core import elsewhere
from planner.core.dates import shift
from planner.core.edits import Add, Batch
from planner.core.model import Calendar, Frozen, Item
from planner.core.values import replace
from planner.desk import Piece
from planner.i18n import _, ngettext
from planner.tui.acts.shared import DAYS, nothing

if TYPE_CHECKING:
    from textual.app import App

    from planner.tui.context import Host
    from planner.workspace import Workspace

_taken: WeakKeyDictionary[App[Any], dict[int, tuple[Item, ...]]] = WeakKeyDictionary()
"""What was taken, by running program and by whose it is."""


def take(host: Host) -> None:
    """Take the item, or the marked ones, to put copies of them elsewhere."""
    taken = host.selected_of_all()
    if not taken:
        host.say(nothing(host))
        return
    _taken[host.app] = taken
    items = [item for own in taken.values() for item in own]
    host.say(
        ngettext(
            "Took “{title}”; {key} puts a copy here or in another calendar.",
            "Took {count} items; {key} puts copies of them.",
            len(items),
        ).format(title=items[0].title, count=len(items), key=host.keys.sign("item.put", "V"))
    )


async def put(host: Host) -> None:
    """Put copies of what was taken: the first on the cursor's day and the others as far from it as they were; in the inbox, as ideas.

    What was taken from one calendar goes to the one under the cursor; from several, each goes to its own where they are shown together.
    """
    taken = _taken.get(host.app, {})
    items = [item for own in taken.values() for item in own]
    if not items:
        host.say(
            _("Nothing was taken yet: {key} takes the item under the cursor.").format(
                key=host.keys.sign("item.take", "y")
            )
        )
        return
    on_day = host.panel in DAYS
    dates = [item.date for item in items if item.date]
    first = min(dates) if dates else host.day
    owned = {client: [(client, item) for item in own] for client, own in taken.items()}
    if len(taken) == 1 or not host.together:
        owned = {host.workspaces.index(host.workspace): [pair for own in owned.values() for pair in own]}
    pieces = []
    for client, pairs in owned.items():
        workspace, edits, ids = host.workspaces[client], [], set[str]()
        for whose, item in pairs:
            day = shift(host.day, (item.date - first).days if item.date else 0) if on_day else None
            copy = copied(item, fresh(workspace, ids), day, host.workspaces[whose].calendar)
            if whose != client:
                copy = elsewhere.fitted(copy, host.workspaces[whose].calendar, workspace.calendar)
            edits.append(Add("items", copy))
        label = ngettext("put a copy of “{title}”", "put {count} copies", len(pairs)).format(
            title=pairs[0][1].title, count=len(pairs)
        )
        pieces.append(Piece(client, edits[0] if len(edits) == 1 else Batch(tuple(edits)), label))
    await host.do_all(pieces)


def copied(item: Item, ident: str, day: dt.date | None, calendar: Calendar) -> Item:
    """Return a copy of ``item`` of ``calendar`` for ``day``: a draft at most, without results and without what was sent."""
    done = calendar.step(item) in ("approved", "scheduled", "published")
    return replace(
        item,
        id=ident,
        date=day,
        time=item.time if day else None,
        status="draft" if done else item.status,
        results=Frozen(),
        exported=Frozen(),
    )


def fresh(workspace: Workspace, taken: set[str]) -> str:
    """Return a new id of a calendar that is not among ``taken``, and put it there."""
    ident = workspace.new_id()
    while ident in taken:
        ident = workspace.new_id()
    taken.add(ident)
    return ident
