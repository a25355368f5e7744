"""The month in one key: where its ideas would go, seen before it is kept; and the usual targets for a calendar that asks nothing.

A reader would get wrong: the whole plan is one step, so one undo takes all of it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core import coverage
from planner.core.dates import Month, month_name, short_date
from planner.core.edits import Change
from planner.core.model import Frozen
from planner.core.views import ref
from planner.desk import Piece
from planner.i18n import _, ngettext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from planner.core.model import Calendar
    from planner.core.planning import Placing
    from planner.tui.context import Host

USUAL = Frozen(
    {"max_quiet_days": 7, "min_formats": 3, "max_promotional": 20, "min_conversation": 10, "min_customers": 50}
)
"""The targets that a new calendar has (CALENDAR.md §2)."""


async def plan_month(host: Host) -> None:
    """Show where ideas would go in the month, and do what is kept."""
    await fill_month(host, host.month)


async def fill_month(host: Host, month: Month) -> int:
    """Show the plan of ``month``, of all calendars that are drawn, and do what is kept as one step; return how many ideas were dated."""
    from planner.tui.screens.gap import PlanPreview, Proposed

    lead = host.workspaces.index(host.workspace)
    clients = sorted(host.drawn_clients if host.together else (lead,), key=lambda client: (client != lead, client))
    plans = {client: (host.workspaces[client].calendar, host.workspaces[client].today()) for client in clients}
    name = f"{month_name(month.number)} {month.year}"

    def plan() -> list[tuple[int, Placing]]:
        from planner.core import planning  # loaded where nobody waits for it

        return [
            (client, one)
            for client, (calendar, today) in plans.items()
            for one in planning.plan_month(calendar, month, today)
        ]

    placings = await host.work(_("Fill {month}").format(month=name), plan)
    if placings is None:
        return 0
    if not placings:
        said = await host.work(_("Fill {month}").format(month=name), lambda: _why_nothing(plans.values(), month))
        if said is not None:
            host.say(said.format(month=name))
        return 0
    shown = []
    for client, one in placings:
        calendar, today = plans[client]
        mark = f"{host.client_marks[client]} " if len(clients) > 1 else ""
        closes, lowers = (
            tuple(coverage.sentence(gap, calendar, today) for gap in some) for some in (one.closes, one.lowers)
        )
        shown.append(Proposed(short_date(one.date, today), mark + calendar.by_id[one.item].title, closes, lowers))
    kept = await host.ask(PlanPreview(_("Fill {month}").format(month=name), shown))
    if not kept:
        return 0
    from planner.core import planning

    chosen: dict[int, list[Placing]] = {}
    for client, one in (placings[index] for index in kept):
        chosen.setdefault(client, []).append(one)
    pieces = []
    for client, own in chosen.items():
        label = ngettext("planned {count} idea", "planned {count} ideas", len(own)).format(count=len(own))
        pieces.append(Piece(client, planning.as_edit(plans[client][0], own), label, plans[client][0]))
    if not await host.do_all(pieces):
        return 0
    first = min((one.date, client, one.item) for client, own in chosen.items() for one in own)
    _stand_on(host, *first, plans[first[1]][0])
    return len(kept)


def _why_nothing(plans: Iterable[tuple[Calendar, dt.date]], month: Month) -> str:
    """Return why no idea goes into ``{month}``, although a gap may offer some: what the plan may not do, a person may."""
    from planner.core import planning

    found = [planning.hindrance(calendar, month, today) for calendar, today in plans]
    if any(one.opens for one in found):
        return _("Nothing is placed in {month}: what fits a gap would open another. Each gap shows its ideas.")
    if any(one.outside for one in found):
        return _("Nothing is placed in {month}: ideas that fit have another window. Each gap shows them.")
    if any(one.lacks for one in found):
        return _("Nothing is placed in {month}: ideas that fit lack a format, a persona… Each gap shows them.")
    if any(one.ideas for one in found):
        return _("Nothing is placed in {month} by itself; each gap shows its ideas.")
    return _("No idea of the inbox would close a gap in {month}.")


def _stand_on(host: Host, day: dt.date, client: int, ident: str, before: Calendar) -> None:
    """Go to an idea that was dated; one without an id of its own has got one with that."""
    title = before.by_id[ident].title
    now = host.workspaces[client].calendar
    item = now.by_id.get(ident) or next((one for one in now.by_day.get(day, ()) if one.title == title), None)
    if item is None:
        host.go(day)
    else:
        host.focus_ref(ref(client, item.id))


async def ask_usual(host: Host) -> None:
    """Give a calendar that asks nothing the usual targets; show and change those of any other."""
    table = coverage.month_table(host.calendar, host.month, host.today)
    if table.demands:
        from planner.tui.acts import targets

        await targets.change(host)
        return
    host.do(Change("coverage", "", USUAL), _("asked for the usual targets of a month"))
