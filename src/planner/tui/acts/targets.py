"""How many items a week or month are asked for, changed on the screen.

A reader would get wrong: these are the demands of channels, personas and formats; shares and limits of the month stay in the file (CALENDAR.md §2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.core.edits import Change
from planner.core.model import Frozen
from planner.i18n import _, ngettext
from planner.tui.acts.view import ask_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.core.model import Calendar
    from planner.tui.context import Host

MOST = 99
"""More items a week or month are a slip of the hand."""


class Target(NamedTuple):
    """How many items are asked for: ``field`` of an entry of a table, 0 for none."""

    table: str
    ident: str
    field: str
    name: str
    items: int

    @property
    def said(self) -> str:
        """What is asked for, in words."""
        if not self.items:
            return _("nothing asked for")
        if self.field == "per_week":
            return ngettext("{count} a week", "{count} a week", self.items).format(count=self.items)
        return ngettext("{count} a month", "{count} a month", self.items).format(count=self.items)


def targets(calendar: Calendar) -> Iterator[Target]:
    """Yield what is, or could be, asked for of each channel, persona and format; a channel's week unless only its month is given."""
    for channel in calendar.channels:
        if channel.per_week or not channel.per_month:
            yield Target("channels", channel.id, "per_week", channel.name or channel.id, channel.per_week)
        if channel.per_month:
            yield Target("channels", channel.id, "per_month", channel.name or channel.id, channel.per_month)
    for table in ("personas", "formats"):
        for entry in getattr(calendar, table):
            yield Target(table, entry.id, "per_month", entry.name or entry.id, entry.per_month)


async def change(host: Host) -> None:
    """Show what is asked for, and change what is chosen, one after the other, until it is left."""
    from planner.tui.screens.pick import Choice, Pick

    while True:
        found = list(targets(host.calendar))
        choices = [Choice(str(number), one.name, one.said) for number, one in enumerate(found)]
        picked = await host.ask(Pick(_("Targets: how many items are asked for?"), choices, of_one=True))
        if picked is None or not picked.values:
            return
        await _ask(host, found[int(picked.values[0])])


async def _ask(host: Host, target: Target) -> None:
    weekly = target.field == "per_week"
    label = (_("{name}, a week") if weekly else _("{name}, a month")).format(name=target.name)
    about = _("How many items are asked for; 0 asks for none. Enter takes it, Esc leaves it as it is.")

    def said(count: int) -> str:
        return target._replace(items=count).said

    count = await ask_number(host, label, said, about, now=target.items, most=MOST)
    if count is not None:
        edit = Change(target.table, target.ident, Frozen({target.field: count}))
        await host.do_asking(edit, _("{name}: {target}").format(name=target.name, target=said(count)))
