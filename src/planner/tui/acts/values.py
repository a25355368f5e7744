"""One key, one value: personas, channels, format, pillar and status of the item under the cursor or of all that are marked.

A reader would get wrong: a name that the calendar does not have yet is declared in the same step that sets it, so one undo takes both back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.core.edits import Add, Batch, Change, Edit
from planner.core.fold import slug
from planner.core.model import ENTRY_TYPES, STATUSES, Calendar, Frozen, Item
from planner.i18n import N_, _, ngettext
from planner.tui.acts.shared import before_their_day, nothing
from planner.tui.widgets.cards import status_name
from planner.tui.widgets.lines import GLYPHS

if TYPE_CHECKING:
    from planner.tui.context import Host


async def persona(host: Host) -> None:
    """Choose the personas."""
    await _several(host, "personas", N_("Personas"), N_("no persona"))


async def channel(host: Host) -> None:
    """Choose the channels."""
    await _several(host, "channels", N_("Channels"), N_("no channel"))


async def format_(host: Host) -> None:
    """Choose the format."""
    await _one(host, "format", "formats", N_("Format"), N_("no format"))


async def pillar(host: Host) -> None:
    """Choose the pillar."""
    await _one(host, "pillar", "pillars", N_("Pillar"), N_("no pillar"))


def _counts(plan: Calendar, word: str) -> str:
    step = plan.steps[word]
    return _("counts as {step}").format(step=status_name(plan, step)) if step != word else ""


async def status(host: Host) -> None:
    """Choose the status."""
    from planner.tui.screens.pick import Choice, Pick

    items = host.selected()
    if not items:
        host.say(nothing(host))
        return
    plan = host.calendar
    own = [entry.id for entry in plan.statuses]
    words = [word for word in STATUSES if word not in own]
    for word in own:  # an own word stands behind the step that it counts as
        step = plan.steps[word]
        words.insert(words.index(step) + 1 if step in words else len(words), word)
    words += sorted({item.status for item in items} - set(words))
    choices = [
        Choice(
            word,
            status_name(plan, word),
            f"{GLYPHS.get(plan.steps.get(word, word), '')}  {_counts(plan, word) if word in own else ''}".strip(),
        )
        for word in words
    ]
    picked = await host.ask(Pick(_titled(_("Status"), items), choices, sorted({item.status for item in items})))
    if picked is not None and picked.values:
        value = picked.values[0]
        given = ((item, value) for item in items if item.status != value)
        early = before_their_day(host, given, alone=len(items) == 1)
        _set(host, items, "status", value, _("status {value}").format(value=status_name(plan, value)) + early)


async def _several(host: Host, table: str, title: str, none: str) -> None:
    from planner.tui.screens.pick import Pick

    items = host.selected()
    if not items:
        host.say(nothing(host))
        return
    common = [ident for ident in getattr(items[0], table) if all(ident in getattr(item, table) for item in items)]
    used = list(dict.fromkeys(ident for item in items for ident in getattr(item, table)))
    add_text = _("add “{name}” to the calendar")
    picked = await host.ask(
        Pick(
            _titled(_(title), items),
            _choices(host.calendar, table, used),
            common,
            several=True,
            none=_(none),
            add=add_text,
        )
    )
    if picked is None:
        return
    before, values = _declare(host.calendar, table, picked.new, picked.values)
    names = ", ".join(_name(host.calendar, table, ident, picked.new) for ident in values) or _(none)
    _set(host, items, table, values, names, before=before)


async def _one(host: Host, field: str, table: str, title: str, none: str) -> None:
    from planner.tui.screens.pick import Pick

    items = host.selected()
    if not items:
        host.say(nothing(host))
        return
    used = list(dict.fromkeys(getattr(item, field) for item in items if getattr(item, field)))
    add_text = _("add “{name}” to the calendar")
    picked = await host.ask(
        Pick(_titled(_(title), items), _choices(host.calendar, table, used), used, none=_(none), add=add_text)
    )
    if picked is None:
        return
    before, values = _declare(host.calendar, table, picked.new, picked.values)
    value = values[0] if values else ""
    _set(host, items, field, value, _name(host.calendar, table, value, picked.new) if value else _(none), before=before)


def _choices(calendar: Calendar, table: str, used: Sequence[str]) -> list[Any]:
    from planner.tui.screens.pick import Choice

    entries = getattr(calendar, table)
    known = {entry.id for entry in entries}
    return [Choice(entry.id, entry.name or entry.id) for entry in entries] + [
        Choice(ident, ident, _("not declared in the calendar")) for ident in used if ident not in known
    ]


def _declare(calendar: Calendar, table: str, new: str, values: tuple[str, ...]) -> tuple[list[Edit], tuple[str, ...]]:
    """Return the edit that declares ``new`` (none if it is empty) and the ids with it."""
    if not new:
        return [], values
    ident = slug(new, {entry.id for entry in getattr(calendar, table)}, fallback=table.rstrip("s"))
    return [Add(table, ENTRY_TYPES[table](id=ident, name=new))], (*values, ident)


def _name(calendar: Calendar, table: str, ident: str, new: str) -> str:
    name = calendar.name_of(table, ident)
    return new if new and name == ident else name


def _set(host: Host, items: Sequence[Item], field: str, value: Any, said: str, *, before: Sequence[Edit] = ()) -> None:
    changes = [Change("items", item.id, Frozen({field: value})) for item in items if getattr(item, field) != value]
    if not changes and not before:
        host.say(_("Nothing changed."))
        return
    parts = (*before, *changes)
    whole = parts[0] if len(parts) == 1 else Batch(parts)
    if len(items) == 1:
        label = _("“{title}”: {value}").format(title=items[0].title, value=said)
    else:
        label = ngettext("{count} item: {value}", "{count} items: {value}", len(changes)).format(
            count=len(changes), value=said
        )
    host.do(whole, label)


def _titled(what: str, items: Sequence[Item]) -> str:
    if len(items) == 1:
        return _("{what}: {title}").format(what=what, title=items[0].title)
    return _("{what}: {count} marked items").format(what=what, count=len(items))
