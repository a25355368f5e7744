"""Brings the text of an item from the editor together with what somebody else did to the item meanwhile.

A reader would get wrong: the editor's text stays as it was written, comments and unknown keys too, and what the other side set comes into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core import clashes, edits
from planner.core.clashes import WHOLE, Clash, Fitted
from planner.core.edits import Add, Change
from planner.core.model import Calendar, Frozen, Item, differs
from planner.i18n import _

if TYPE_CHECKING:
    from planner.storage.codec import Decoded
    from planner.tui.context import Host
    from planner.tui.screens.conflict import Kept

_HEAD = '[calendar]\ntitle = "-"\n\n'


async def rejoined(host: Host, item: Item, original: str, text: str, now: str) -> str | None:
    """Return the text that is to stand, empty where theirs does as it is; None when it was left undecided.

    ``original`` is what the editor was given, ``text`` what came out of it, ``now`` what stands in the file. Raises InvalidFileError.
    """
    from planner.tui.acts.settling import decide
    from planner.tui.screens.editor import with_id

    if item.id not in host.calendar.by_id:
        mine = _read(text).calendar.items[0]
        kept = await decide(host, Fitted((), (Clash("items", item.id, item.id, item, mine, None, (WHOLE,)),)))
        return None if kept is None else text if kept == (frozenset({WHOLE}),) else ""
    ident = item.id if item.has_own_id else host.workspace.new_id()
    texts = [one if _read(one).calendar.items[0].has_own_id else with_id(one, ident) for one in (original, text, now)]
    base, mine_read, theirs = map(_read, texts)
    values = {name: new for name, (_old, new) in differs(_item(base), _item(mine_read)).items()}
    if "id" in values:
        return None
    fitted = clashes.fit(Change("items", ident, Frozen(values)), base.calendar, theirs.calendar)
    chosen: tuple[Kept, ...] | None = ()
    if fitted.clashes:
        chosen = await decide(host, fitted)
        if chosen is None:
            return None
        if chosen == (None,):
            copy = _set(mine_read, {"id": host.workspace.new_id()})
            entry = _read(copy).calendar.items[0]
            label = _("added “{title}”").format(title=entry.title)
            return "" if await host.do_asking(Add("items", entry, None, copy), label) else None
    return _merged(host, texts, fitted, (chosen or (frozenset(),))[0] or frozenset())


def _merged(host: Host, texts: list[str], fitted: Fitted, kept: frozenset[str]) -> str:
    """Return both texts as one, with mine in the fields of ``kept`` and theirs in the others that both changed."""
    from planner.storage import merge

    mine, theirs = _read(texts[1]), _read(texts[2])
    asked = fitted.clashes[0].fields if fitted.clashes else ()
    own = {name: getattr(_item(mine), name) for name in asked if name in kept}
    other = {name: getattr(_item(theirs), name) for name in asked if name not in kept}
    sides = [_HEAD + one for one in (texts[0], _set(theirs, own), _set(mine, other))]
    names = (_("before"), _("editor"), host.workspace.path.name)
    base, other_side, edited = (side.encode() for side in sides)
    whole = _decode(merge.merge(base, edited, other_side, names).data)
    return whole.document.block_text("items", whole.calendar.items[0].id)


def _read(text: str) -> Decoded:
    """Return one item's text as a calendar of its own. Raises InvalidFileError."""
    return _decode((_HEAD + text).encode())


def _decode(data: bytes) -> Decoded:
    from planner.storage import codec

    return codec.decode(data, "-")


def _item(decoded: Decoded) -> Item:
    return decoded.calendar.items[0]


def _set(decoded: Decoded, values: dict[str, object]) -> str:
    """Return the item's text with these values, and everything else in it as it is."""
    calendar: Calendar = decoded.calendar
    ident = calendar.items[0].id
    if not values:
        return decoded.document.block_text("items", ident)
    edit = Change("items", ident, Frozen(values))
    after = edits.apply(calendar, edit)[0]
    return decoded.document.apply(edit, calendar, after).block_text("items", after.items[0].id)
