"""From client to client: one alone, all together, one that was open lately, and the overview of what each needs.

A reader would get wrong: a calendar that is opened beside the others stays open; showing one alone closes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.dates import Month, short_month
from planner.i18n import _, ngettext
from planner.tui.acts.files import open_file

if TYPE_CHECKING:
    from pathlib import Path

    from planner.core.views import Sight
    from planner.tui.context import Host

ALL = "all"
OTHER = "other"


async def switch(host: Host) -> None:
    """Choose one of the open calendars, all of them together, or one that was open lately; with nothing to choose from, open another."""
    from planner.tui.screens.pick import Choice, Pick

    month = Month.of(host.today)
    choices = [Choice(ALL, _("all together"), "")] if len(host.workspaces) > 1 else []
    choices += [
        Choice(str(one.client), one.calendar.title, open_text(one, month), workspace.path.name)
        for one, workspace in zip(host.sights(), host.workspaces, strict=True)
    ]
    others = lately(host)
    choices += [Choice(str(path), path.stem, str(path.parent)) for path in others]
    if len(choices) == 1:
        await open_file(host)
        return
    choices.append(Choice(OTHER, _("open or make another"), ""))
    picked = await host.ask(Pick(_("Clients"), choices, [_current(host)], loose=True))
    if picked is not None and picked.values == (OTHER,):
        await open_file(host)
    elif picked is not None and picked.values:
        _go(host, picked.values[0], others)


async def overview(host: Host) -> None:
    """Show what each client needs, who needs most first, and go to the one chosen."""
    from planner.core.overview import needs
    from planner.tui.screens.overview import Overview

    others = lately(host)
    marks = {sight.client: mark for sight, mark in zip(host.sights(), host.client_marks, strict=True)}
    listed = [(str(path), path.stem, str(path.parent)) for path in others]
    screen = Overview(needs(host.sights()), marks, host.today, others=listed, current=_current(host))
    chosen = await host.ask(screen)
    if chosen is not None:
        _go(host, chosen, others)


def _current(host: Host) -> str:
    return ALL if host.together else str(host.workspaces.index(host.workspace))


def _go(host: Host, chosen: str, others: list[Path]) -> None:
    if chosen == ALL:
        host.show_together()
    elif chosen.isdigit():
        host.switch_calendar(int(chosen))
    else:
        host.open_calendar(next(path for path in others if str(path) == chosen))


def lately(host: Host) -> list[Path]:
    """Return the calendars that were open lately and are not now, the last one first."""
    from planner.storage import paths

    return [path for path in paths.known() if not any(paths.same(path, one.path) for one in host.workspaces)]


def open_text(sight: Sight, month: Month) -> str:
    """Return ``Nov 3 gaps · 2 questions``, or that nothing is open."""
    gaps, parts = len(sight.open_gaps(month)), []
    if gaps:
        said = ngettext("{count} gap", "{count} gaps", gaps).format(count=gaps)
        parts.append(_("{month} {gaps}").format(month=short_month(month.number), gaps=said))
    if sight.asked:
        parts.append(ngettext("{count} question", "{count} questions", sight.asked).format(count=sight.asked))
    return " · ".join(parts) or _("nothing open")
