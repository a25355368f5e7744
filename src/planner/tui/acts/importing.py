"""Takes a client's spreadsheet in: read, the first day asked for where days are numbers, shown change by change, one step of undo.

A reader would get wrong: items missing in a returned file are asked about and kept unless a mark parks them; nothing is ever deleted here.
"""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, Any

from planner.core.dates import clock, long_date, short_date
from planner.core.edits import Batch, Change
from planner.core.model import Frozen
from planner.core.steps import each
from planner.errors import PlannerError, UsageError
from planner.i18n import N_, _, language, ngettext
from planner.tui.acts.shared import sentence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from planner.core.model import Calendar, Item
    from planner.exchange.csv_import import ImportPlan
    from planner.tui.context import Host
    from planner.tui.screens.import_review import Proposal

MOST_TOLD = 8
"""Rows left out that are told by line on screen; the others are counted."""
TABLES = {
    "personas": N_("personas"),
    "formats": N_("formats"),
    "channels": N_("channels"),
    "pillars": N_("pillars"),
    "people": N_("people"),
    "statuses": N_("statuses"),
}
"""What an import may have to declare, as people call it."""


async def run(host: Host, path: Path, *, ideas: bool = False) -> str:
    """Show what importing ``path`` would change, and do what is taken of it; ``ideas`` reads it as suggestions for the inbox.

    Return why the file could not be read; an empty string where it could.
    """
    from planner.tui.screens.confirm import Answer, Choose
    from planner.tui.screens.import_review import ImportReview

    try:
        plan = await (_read_ideas(host, path) if ideas else _read(host, path))
    except PlannerError as error:
        return sentence(error)
    if plan is None:
        return ""
    calendar = host.calendar
    shown = await host.work(_("Import: {name}").format(name=path.name), lambda: listed(plan, calendar))
    if shown is None:
        return ""
    keys, proposals = shown
    told = "\n".join(told_of(plan, host.calendar))
    if not proposals:
        await host.ask(
            Choose(
                _("Nothing in {name} is new or different.").format(name=path.name),
                (Answer(("enter",), _("go on"), "on"),),
                details=told,
                title=_("Import"),
            )
        )
        return ""
    title = _("Import: {name}").format(name=path.name)
    marks = await host.ask(ImportReview(title, proposals, summary_of(plan), details=told))
    if not marks:
        host.say(_("Nothing was imported."))
        return ""
    parked = [proposals[index].group for index in sorted(marks) if proposals[index].gone]
    picks = {keys[index] for index in marks if not proposals[index].gone}
    count = len({key if isinstance(key, str) else key[0] for key in (keys[index] for index in marks)})

    def edit() -> Batch:
        taken = plan.edit(picks) if picks else Batch(())
        return Batch((*taken.edits, *(Change("items", ident, Frozen(status="parked")) for ident in parked)))

    made = await host.work(title, edit)
    if made is None:
        return ""
    await host.do_asking(
        made,
        ngettext("imported {count} item from {name}", "imported {count} items from {name}", count).format(
            count=count, name=path.name
        ),
    )
    return ""


async def _read(host: Host, path: Path) -> ImportPlan | None:
    from planner.storage import files

    day_one: dt.date | None = None
    data = files.read(path).data
    calendar, today = host.calendar, host.today
    while True:
        read = partial(_planned, data, calendar, day_one=day_one, today=today, name=path.name)
        plan = await host.work(_("Import: {name}").format(name=path.name), read)
        if plan is None or not plan.needs_day_one:
            return plan
        day_one = await _day_one(host)
        if day_one is None:
            return None


def _planned(data: bytes, calendar: Calendar, **settings: Any) -> ImportPlan:
    from planner.exchange import csv_import  # loaded where nobody waits for it

    return csv_import.plan_import(data, calendar, choose=random.choice, ask=True, **settings)


async def _read_ideas(host: Host, path: Path) -> ImportPlan | None:
    from planner.storage import files

    def planned() -> ImportPlan:
        from planner.exchange import suggestions  # loaded where nobody waits for it

        return suggestions.plan_suggestions(data, calendar, choose=random.choice, name=path.name)

    data, calendar = files.read(path).data, host.calendar
    return await host.work(_("Import: {name}").format(name=path.name), planned)


async def _day_one(host: Host) -> dt.date | None:
    """Ask which date day 1 is; None when it was left."""
    from planner.core.spoken import when

    def said(text: str) -> str:
        try:
            return long_date(when(text, host.today, language(), host.calendar.week_starts)) if text.strip() else ""
        except UsageError as error:
            return str(error)

    while True:
        about = _(
            "The file says Day 1, Day 2 … instead of dates. Give the date of day 1, such as 2026-12-01 or monday."
        )
        text = await host.prompt(_("This plan counts its days. Which date is day 1?"), echo=said, about=about)
        if text is None or not text.strip():
            return None
        try:
            return when(text, host.today, language(), host.calendar.week_starts)
        except UsageError as error:
            host.say(sentence(error), severity="warning")


def listed(plan: ImportPlan, calendar: Calendar) -> tuple[list[str | tuple[str, str]], list[Proposal]]:
    """Return the picks and, beside each, what is shown of it: changes of items, then new items, then those that the file lacks."""
    from planner.tui.screens.import_review import Proposal

    keys: list[str | tuple[str, str]] = []
    proposals: list[Proposal] = []
    for ident, fields in each(plan.updated.items(), N_("Changes:")):
        item = calendar.by_id.get(ident)
        title = item.title if item is not None else ident
        for name, (before, after) in fields.items():
            keys.append((ident, name))
            proposals.append(
                Proposal(
                    ident,
                    title,
                    label_of(name),
                    value_text(calendar, name, before, after),
                    value_text(calendar, name, after, before),
                )
            )
    for item in each(plan.added, N_("New items:")):
        keys.append(item.id)
        proposals.append(Proposal(item.id, item.title, after=_facts(calendar, item)))
    for item in _gone(plan, calendar):
        keys.append(item.id)
        proposals.append(Proposal(item.id, item.title, after=_facts(calendar, item), taken=False, gone=True))
    return keys, proposals


def _gone(plan: ImportPlan, calendar: Calendar) -> list[Item]:
    """Return what the file lacks and could be parked: not what is scheduled or out already."""
    items = [calendar.by_id[ident] for ident in plan.missing if ident in calendar.by_id]
    return [item for item in items if calendar.step(item) not in ("scheduled", "published")]


def label_of(name: str) -> str:
    """Return what a field is called in the form."""
    from planner.tui.screens.fields import FIELDS

    others = {"extra": _("other columns"), "relevance": _("relevance")}
    return _(FIELDS[name].label) if name in FIELDS else others.get(name, name)


def value_text(calendar: Calendar, name: str, value: Any, other: Any = None) -> str:
    """Return a field's value for people; of a table only what differs from ``other``."""
    from planner.tui.widgets.cards import status_name

    tables = {
        "personas": "personas",
        "channels": "channels",
        "format": "formats",
        "pillar": "pillars",
        "owner": "people",
        "suggested_by": "people",
    }
    if value is None:
        return ""
    if name == "date":
        return long_date(value)
    if name == "status":
        return status_name(calendar, value)
    if name in tables:
        idents = value if isinstance(value, tuple) else (value,)
        return ", ".join(calendar.name_of(tables[name], ident) for ident in idents)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        known: Mapping[str, Any] = other if isinstance(other, dict) else {}
        return " · ".join(
            _("{label}: ").format(label=key) + str(part) for key, part in value.items() if known.get(key) != part
        )
    return clock(value) if name == "time" else str(value)


def _facts(calendar: Calendar, item: Item) -> str:
    when = short_date(item.date) + (f" {clock(item.time)}" if item.time else "") if item.date else _("idea")
    parts = [
        when,
        value_text(calendar, "channels", item.channels),
        value_text(calendar, "format", item.format),
        value_text(calendar, "personas", item.personas),
    ]
    return " · ".join(part for part in parts if part)


def summary_of(plan: ImportPlan) -> str:
    """Return the counts of the rows, which add up to all that were read."""
    return _("{rows} rows: {added} new, {updated} changed, {unchanged} the same, {skipped} left out").format(
        rows=plan.rows,
        added=len(plan.added),
        updated=len(plan.updated),
        unchanged=len(plan.unchanged),
        skipped=len(plan.skipped),
    )


def told_of(plan: ImportPlan, calendar: Calendar) -> list[str]:
    """Return the sentences about the file: how it was read, what was left out and why, and what it no longer holds."""
    lines = [
        _("New in the calendar, {table}: {names}").format(
            table=_(TABLES[table]), names=", ".join(getattr(entry, "name", "") or entry.id for entry in entries)
        )
        for table, entries in plan.declared.items()
    ]
    lines += plan.notes
    lines += [
        _("line {line} is left out: {reason}").format(line=skip.line, reason=skip.reason)
        for skip in plan.skipped[:MOST_TOLD]
    ]
    more = len(plan.skipped) - MOST_TOLD
    if more > 0:
        lines.append(ngettext("and {count} line more", "and {count} lines more", more).format(count=more))
    asked = {item.id for item in _gone(plan, calendar)}
    gone = [ident for ident in plan.missing if ident in calendar.by_id and ident not in asked]
    lines += [
        _("missing in the file, and kept: {title}").format(title=calendar.by_id[ident].title)
        for ident in gone[:MOST_TOLD]
    ]
    more = len(gone) - MOST_TOLD
    if more > 0:
        lines.append(ngettext("and {count} item more", "and {count} items more", more).format(count=more))
    return lines
