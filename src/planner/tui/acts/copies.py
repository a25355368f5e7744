"""Taking a copy of items and putting it elsewhere: on another day, in the inbox, in another calendar.

A reader would get wrong: what is put is as it was when it was taken, without results and without what was sent, and a draft at most.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from planner.core import elsewhere, steps
from planner.core.dates import shift
from planner.core.edits import Add, Batch
from planner.core.model import Calendar, Frozen, Item
from planner.core.values import replace
from planner.desk import Piece
from planner.i18n import N_, _, ngettext
from planner.tui.acts.shared import DAYS, nothing
from planner.tui.working import LONG

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    text = ngettext(
        "Took “{title}”; {key} puts a copy here or in another calendar.",
        "Took {count} items; {key} puts copies of them.",
        len(items),
    )
    if host.together and len(items) == 1:
        text = _("Took “{title}”; {key} puts a copy here, for the same client.")
    host.say(text.format(title=items[0].title, count=len(items), key=host.keys.sign("item.put", "V")))


async def put(host: Host) -> None:
    """Put copies of what was taken: the first on the cursor's day and the others as far from it as they were; in the inbox, as ideas.

    Where several calendars are shown together, each copy stays with its own client, whoever's line the cursor stands on; what is to go to
    another one is put there while that one is shown alone.
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
    day = host.day if host.panel in DAYS else None
    dates = [item.date for item in items if item.date]
    first = min(dates) if dates else host.day
    owned = {client: [(client, item) for item in own] for client, own in taken.items()}
    if not host.together:
        owned = {host.workspaces.index(host.workspace): [pair for own in owned.values() for pair in own]}

    def copies() -> list[Piece]:
        pieces = [_copies(host.workspaces, client, pairs, day, first) for client, pairs in owned.items()]
        return [replace(one, label=_for_whom(host, one)) for one in pieces] if host.together else pieces

    label = ngettext("put a copy of “{title}”", "put {count} copies", len(items))
    title = label.format(title=items[0].title, count=len(items))
    pieces = copies() if len(items) <= LONG else await host.work(title, copies)
    if pieces is not None:
        await host.do_all(pieces)


def _for_whom(host: Host, piece: Piece) -> str:
    """Return what is said of a copy where several calendars stand side by side; of several copies it is said anyway."""
    if not isinstance(piece.edit, Add):
        return piece.label
    calendar = host.workspaces[piece.client].calendar
    return _("{done} for {client}").format(done=piece.label, client=calendar.client or calendar.title)


def _copies(
    workspaces: Sequence[Workspace],
    client: int,
    pairs: Sequence[tuple[int, Item]],
    onto: dt.date | None,
    first: dt.date,
) -> Piece:
    """Return what puts copies of items (each with whose it is) into a calendar; ``onto`` is the day of the ``first``, None for the inbox."""
    workspace, edits, ids = workspaces[client], list[Add](), set[str]()
    for whose, item in steps.each(pairs, N_("Items:")):
        day = shift(onto, (item.date - first).days if item.date else 0) if onto else None
        copy = copied(item, fresh(workspace, ids), day, workspaces[whose].calendar)
        if whose != client:
            copy = elsewhere.fitted(copy, workspaces[whose].calendar, workspace.calendar)
        edits.append(Add("items", copy))
    label = ngettext("put a copy of “{title}”", "put {count} copies", len(pairs)).format(
        title=pairs[0][1].title, count=len(pairs)
    )
    return Piece(client, edits[0] if len(edits) == 1 else Batch(tuple(edits)), label)


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
