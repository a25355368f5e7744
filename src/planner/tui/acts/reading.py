"""Pages to read: what the plan brings, with bars, and whose voices are heard in it.

A reader would get wrong: the figures are the report verb's, worked out in the core; only the bars are made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core import coverage, voices
from planner.core import report as core_report
from planner.core.dates import day_month
from planner.i18n import _, ngettext, speaking
from planner.tui.acts.deriving import told

if TYPE_CHECKING:
    from planner.tui.context import Host


async def report(host: Host) -> None:
    """Show results, effort and value."""
    from planner.tui.screens.pages import Page

    answer_ = core_report.report(host.calendar)
    lines = core_report.lines(answer_, host.calendar)
    supply = [coverage.supply_sentence(one, host.calendar) for one in coverage.supply(host.calendar, host.today)]
    messages = [
        _("{name}: {figures}").format(name=one.text or one.id, figures=told(host.calendar, one.id))
        for one in host.calendar.messages
    ]
    parts = ["\n".join(lines)]
    if messages:
        parts.append(_("Messages") + "\n" + "\n".join(f"  {line}" for line in messages))
    if supply:
        parts.append(_("Supply") + "\n" + "\n".join(f"  {line}" for line in supply))
    await host.ask(Page(_("What it brings"), "\n\n".join(parts), copy="\n".join(lines)))


async def show_voices(host: Host) -> None:
    """Show who contributes, who has been silent, and a text to ask them for ideas."""
    from planner.tui.screens.pages import Page

    people = voices.voices(host.calendar, host.today)
    if not people:
        host.say(_("Nobody owns or suggested anything yet."))
        return
    lines = []
    for one in people:
        last = _("last {day}").format(day=day_month(one.last)) if one.last else _("nothing dated")
        count = ngettext("{count} item", "{count} items", one.items).format(count=one.items)
        lines.append(
            ("○ " if one.silent else "● ")
            + _("{name}: {figures}").format(name=one.name, figures=f"{count}, {last}")
            + (f"  ({_('silent for 60 days')})" if one.silent else "")
        )
    silent = [one for one in people if one.silent] or list(people)
    with speaking(host.calendar.language):
        text = voices.asking_text(host.calendar, silent)
    await host.ask(
        Page(
            _("Voices"),
            "\n".join(lines) + "\n\n" + _("A text to ask for ideas; Y copies it:") + "\n\n" + text,
            copy=text,
        )
    )
