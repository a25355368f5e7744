"""Moments, the dates that the audience cares about: added, changed and taken out on the screen.

A reader would get wrong: a moment of a rule (``FREQ=YEARLY…``) keeps its rule; only a single day is changed here (CALENDAR.md §2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.dates import in_range, long_date, shift
from planner.core.edits import Add, Batch, Change, Edit, Remove
from planner.core.fold import slug
from planner.core.model import Frozen, Moment, may_say
from planner.core.moments import days_of
from planner.i18n import _, ngettext
from planner.tui.acts.view import ask_date, ask_number

if TYPE_CHECKING:
    import datetime as dt

    from planner.core.model import Calendar, Item
    from planner.tui.context import Host

LEAD = 21
"""Days before a new moment from which on it is worth planning for: three weeks, as in CALENDAR.md's example."""
AHEAD = 400
"""Days in which the next day of a rule is looked for: a year and some."""
MOST_LEAD = 366
"""Days; more than a year before is a slip of the hand."""


async def show(host: Host) -> None:
    """List the moments; add the one whose name is typed, change or take out the chosen one, until it is left."""
    from planner.tui.screens.pick import Choice, Pick

    while True:
        moments = host.calendar.moments
        choices = [Choice(one.id, one.name or one.id, _told(one, host.today)) for one in moments]
        title = _("Moments: the dates your audience cares about")
        picked = await host.ask(Pick(title, choices, add=_("add “{name}”, a new moment"), of_one=True))
        if picked is None:
            return
        if picked.new:
            await _add(host, picked.new)
        elif picked.values:
            chosen = next((one for one in moments if one.id == picked.values[0]), None)
            if chosen is not None:
                await _change(host, chosen)


def _told(moment: Moment, today: dt.date) -> str:
    """Return the day of a moment, the next one of a rule, and from when on it is planned for."""
    coming = days_of(moment, today, shift(today, AHEAD)) if in_range(shift(today, AHEAD)) else ()
    day = coming[0] if coming else moment.date
    if day is None:
        return moment.rule
    days = moment.lead_days
    return ngettext(
        "{day} · planned for from {count} day before", "{day} · planned for from {count} days before", days
    ).format(day=long_date(day), count=days)


async def _add(host: Host, name: str) -> None:
    day = await ask_date(host, _("{name}, which day?").format(name=name), host.day)
    if day is None:
        return
    ident = slug(name, {one.id for one in host.calendar.moments}, fallback="moment")
    added = Add("moments", Moment(id=ident, name=name, date=day, lead_days=LEAD))
    label = _("{name}: {day}").format(name=name, day=long_date(day))
    await host.do_asking(added, label)


async def _change(host: Host, moment: Moment) -> None:
    from planner.tui.screens.confirm import Answer, Choose

    name = moment.name or moment.id
    used = _made_for(host.calendar, moment)
    answers = [] if moment.rule else [Answer(("d",), _("another day"), "day")]
    answers += [
        Answer(("l",), _("planned for from how many days before"), "lead"),
        Answer(("t",), _("take it out of the calendar"), "out"),
    ]
    said = _told(moment, host.today)
    if used:
        said += "\n" + ngettext("{count} item is made for it.", "{count} items are made for it.", len(used)).format(
            count=len(used)
        )
    chosen = await host.ask(Choose(said, answers, title=name))
    if chosen == "day":
        day = await ask_date(host, _("{name}, which day?").format(name=name), moment.date or host.day)
        if day is not None and day != moment.date:
            edit = Change("moments", moment.id, Frozen({"date": day}))
            await host.do_asking(edit, _("{name}: {day}").format(name=name, day=long_date(day)))
    elif chosen == "lead":
        await _ask_lead(host, moment, name)
    elif chosen == "out":
        freed: list[Edit] = [Change("items", item.id, Frozen({"moment": ""})) for item in used]
        out = Remove("moments", moment.id)
        label = _("took {name} out").format(name=name)
        await host.do_asking(Batch((*freed, out)) if freed else out, label)


def _made_for(calendar: Calendar, moment: Moment) -> list[Item]:
    """Return the items that are made for a moment; few are, and the others are not read for that."""
    return [item for item in calendar.items if may_say(item, "moment") and item.moment == moment.id]


async def _ask_lead(host: Host, moment: Moment, name: str) -> None:
    about = _("From how many days before on the day is worth planning for. Enter takes it, Esc leaves it as it is.")

    def said(count: int) -> str:
        return ngettext("{count} day before", "{count} days before", count).format(count=count)

    label = _("{name}, planned for from how many days before?").format(name=name)
    days = await ask_number(host, label, said, about, now=moment.lead_days, most=MOST_LEAD)
    if days is not None:
        edit = Change("moments", moment.id, Frozen({"lead_days": days}))
        await host.do_asking(edit, _("{name}: {target}").format(name=name, target=said(days)))
