"""Deriving ("décliner"): from one item several formats at once, from one message a month of ideas.

A reader would get wrong: what is derived is an idea without a channel or a date; it gets both when it is placed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core import relevance, yields
from planner.core.dates import short_date
from planner.core.edits import Add, Batch, Edit
from planner.core.model import Calendar, Item
from planner.core.views import listed, short_name
from planner.i18n import _, ngettext
from planner.tui.acts.copies import fresh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.tui.context import Host

MOST_ROWS = 40
"""So many marked items are derived from in one grid."""


async def derive(host: Host) -> None:
    """From the item under the cursor several formats at once, or from each that is marked; without one, from the calendar's message."""
    item = host.cursor
    if not host.calendar.formats:
        told = _("This calendar has no format yet; a format is made with {key} on an item.")
        host.say(told.format(key=host.keys.sign("item.format", "f")))
        return
    if host.marks:
        await _derive_items(host, host.selected())
    elif item is not None:
        await _derive_item(host, item)
    else:
        await derive_from_any(host)


async def derive_from_any(host: Host) -> bool:
    """Derive from the calendar's message; where there is none, from an item that is chosen. Whether anything was derived."""
    from planner.tui.screens.pick import Choice, Pick

    calendar = host.calendar
    if calendar.messages and calendar.personas:
        return await derive_message(host)
    there = [item for item in reversed(listed(calendar)) if calendar.on_plan(item)]
    if not there or not calendar.formats:
        host.say(_("There is nothing to derive from yet."))
        return False
    picked = await host.ask(
        Pick(
            _("Derive from which item?"),
            [Choice(one.id, one.title, short_date(one.date, host.today) if one.date else _("idea")) for one in there],
        )
    )
    if picked is None or not picked.values:
        return False
    return await _derive_item(host, calendar.by_id[picked.values[0]])


async def _derive_item(host: Host, item: Item) -> bool:
    from planner.tui.screens.derive import Axis, Derive

    calendar = host.calendar
    name = ", ".join(relevance.short_name(calendar, persona) for persona in item.personas) or _("everybody")
    children = [calendar.by_id[ident] for ident in yields.yield_of(calendar, item.id).items]
    there = {("", form.id): _there(item, children, form.id) for form in calendar.formats}
    columns = [Axis(form.id, short_name(calendar, "formats", form.id)) for form in calendar.formats]
    cells = await host.ask(Derive(item.title, told(calendar, item.id), (Axis("", name),), columns, there))
    if not cells:
        return False
    return await _derived(host, children_of(host, [(item, form) for _persona, form in cells]), len(cells))


async def _derive_items(host: Host, items: Sequence[Item]) -> bool:
    """From several items several formats, in one grid with a row an item and as one step."""
    from planner.tui.screens.derive import Axis, Derive

    calendar = host.calendar
    if len(items) > MOST_ROWS:
        host.say(_("That is too many to derive from at once: {most} at most.").format(most=MOST_ROWS))
        return False
    there: dict[tuple[str, str], int] = {}
    for item in items:
        children = [calendar.by_id[ident] for ident in yields.yield_of(calendar, item.id).items]
        there |= {(item.id, form.id): _there(item, children, form.id) for form in calendar.formats}
    columns = [Axis(form.id, short_name(calendar, "formats", form.id)) for form in calendar.formats]
    title = ngettext("{count} marked", "{count} marked", len(items)).format(count=len(items))
    cells = await host.ask(Derive(title, "", [Axis(item.id, item.title) for item in items], columns, there))
    if not cells:
        return False
    return await _derived(host, children_of(host, [(calendar.by_id[ident], form) for ident, form in cells]), len(cells))


def _there(item: Item, children: Sequence[Item], form: str) -> int:
    """Return how many of one format the item and what was derived from it are."""
    return sum(child.format == form for child in children) + (item.format == form)


def children_of(host: Host, pairs: Sequence[tuple[Item, str]]) -> list[Edit]:
    """Return the edits that add an idea for each pair of a parent and a format; the workspace gives a parent without an id one of its own."""
    taken: set[str] = set()
    return [
        Add(
            "items",
            Item(
                fresh(host.workspace, taken),
                derived_title(host.calendar, item.title, form),
                format=form,
                personas=item.personas,
                pillar=item.pillar,
                message=item.message,
                kind=item.kind,
                parent=item.id,
            ),
        )
        for item, form in pairs
    ]


def derived_title(calendar: Calendar, title: str, form: str) -> str:
    """Return the title that a derived idea starts with: its parent's, and the format's name."""
    return _("{title} ({format})").format(title=title, format=short_name(calendar, "formats", form).lower())


def told(calendar: Calendar, ident: str) -> str:
    """Return the yield of an item or message in a few words."""
    gave = yields.yield_of(calendar, ident)
    return _("derived {derived}, planned {planned}, published {published}").format(
        derived=gave.derived, planned=gave.planned, published=gave.published
    )


async def derive_message(host: Host) -> bool:
    """From one message a month of ideas: personas by formats, empty cells are filled."""
    from planner.tui.screens.derive import Axis, Derive
    from planner.tui.screens.pick import Choice, Pick

    calendar = host.calendar
    if not calendar.messages or not calendar.personas:
        host.say(_("Write the message into the file first, under [[messages]] with id and text; personas too."))
        return False
    message = calendar.messages[0]
    if len(calendar.messages) > 1:
        picked = await host.ask(
            Pick(
                _("Derive from which message?"),
                [Choice(one.id, one.text or one.id, told(calendar, one.id)) for one in calendar.messages],
            )
        )
        if picked is None or not picked.values:
            return False
        message = next(one for one in calendar.messages if one.id == picked.values[0])
    rows = [Axis(persona.id, relevance.short_name(calendar, persona.id)) for persona in calendar.personas]
    columns = [Axis(form.id, short_name(calendar, "formats", form.id)) for form in calendar.formats]
    there = {pair: len(items) for pair, items in yields.matrix(calendar, message.id).items()}
    cells = await host.ask(Derive(message.text or message.id, told(calendar, message.id), rows, columns, there))
    if not cells:
        return False
    taken: set[str] = set()
    edits: list[Edit] = [
        Add(
            "items",
            Item(
                fresh(host.workspace, taken),
                derived_title(calendar, message.text or message.id, form),
                format=form,
                personas=(persona,),
                message=message.id,
            ),
        )
        for persona, form in cells
    ]
    return await _derived(host, edits, len(cells))


async def _derived(host: Host, edits: list[Edit], count: int) -> bool:
    label = ngettext("derived {count} idea", "derived {count} ideas", count).format(count=count)
    return await host.do_asking(Batch(tuple(edits)), label)
