"""The month in one key: where its ideas would go, seen before it is kept; and the usual targets for a calendar that asks nothing.

A reader would get wrong: the whole plan is one step, so one undo takes all of it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core import coverage
from planner.core.dates import Month, month_name, short_date
from planner.core.edits import Change
from planner.core.model import Frozen
from planner.i18n import _, ngettext

if TYPE_CHECKING:
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
    """Show the plan of ``month`` and do what is kept; return how many ideas were dated."""
    from planner.tui.screens.gap import PlanPreview, Proposed

    calendar = host.calendar
    name = f"{month_name(month.number)} {month.year}"
    today = host.today

    def plan() -> tuple[Placing, ...]:
        from planner.core import planning  # loaded where nobody waits for it

        return tuple(planning.plan_month(calendar, month, today))

    placings = await host.work(_("Fill {month}").format(month=name), plan)
    if placings is None:
        return 0
    if not placings:
        host.say(_("No idea of the inbox would close a gap in {month}.").format(month=name))
        return 0
    shown = [
        Proposed(
            short_date(one.date),
            calendar.by_id[one.item].title,
            tuple(coverage.sentence(gap, calendar, host.today) for gap in one.closes),
        )
        for one in placings
    ]
    kept = await host.ask(PlanPreview(_("Fill {month}").format(month=name), shown))
    if not kept:
        return 0
    chosen = [placings[index] for index in kept]
    label = ngettext("planned {count} idea", "planned {count} ideas", len(chosen)).format(count=len(chosen))
    from planner.core import planning

    if not await host.do_asking(planning.as_edit(calendar, chosen), label):
        return 0
    host.go(min(one.date for one in chosen))
    return len(chosen)


def ask_usual(host: Host) -> None:
    """Give a calendar that asks nothing the usual targets."""
    table = coverage.month_table(host.calendar, host.month, host.today)
    if table.demands:
        host.say(_("This calendar has its own targets; they stand in its file under [coverage]."))
        return
    host.do(Change("coverage", "", USUAL), _("asked for the usual targets of a month"))
