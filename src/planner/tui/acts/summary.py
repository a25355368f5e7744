"""The last page of the weekly review: what was done, what stands open, and until when each channel is fed.

A reader would get wrong: what was done is told as it was counted on the way, over all sittings of the week; what stands open is worked out now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core import coverage, relevance
from planner.core.dates import Month, day_month, month_name
from planner.i18n import _, ngettext

if TYPE_CHECKING:
    from collections import Counter

    from planner.tui.context import Host


async def summary(host: Host, counts: Counter[str]) -> None:
    """Say in one screen what was done and what stands open."""
    from planner.tui.screens.pages import Page

    calendar, today = host.calendar, host.today
    texts = {
        "ideas": ngettext("{count} idea noted", "{count} ideas noted", counts["ideas"]),
        "published": ngettext("{count} item published", "{count} items published", counts["published"]),
        "results": ngettext("{count} result noted", "{count} results noted", counts["results"]),
        "answers": ngettext("{count} question answered", "{count} questions answered", counts["answers"]),
        "planned": ngettext("{count} idea dated", "{count} ideas dated", counts["planned"]),
        "gaps": ngettext("{count} gap seen to", "{count} gaps seen to", counts["gaps"]),
        "accepted": ngettext("{count} suggestion accepted", "{count} suggestions accepted", counts["accepted"]),
        "parked": ngettext("{count} item parked", "{count} items parked", counts["parked"]),
    }
    lines = [f"  ✓ {text.format(count=counts[name])}" for name, text in texts.items() if counts[name]] or [
        _("  nothing was changed")
    ]
    this, most = Month.of(today), 4 if host.app.size.height >= 36 else 1
    for month in (this, this.shift(1)):
        left = [gap for gap in coverage.gaps(calendar, month, today) if gap.open]
        head = ngettext("{month}: {count} gap left", "{month}: {count} gaps left", len(left)).format(
            month=month_name(month.number), count=len(left)
        )
        lines += ["", head, *(f"  ⚠ {coverage.sentence(gap, calendar, today)}" for gap in left[:most])]
        if left[most:]:
            more = len(left) - most
            lines.append("    " + ngettext("and {count} more", "and {count} more", more).format(count=more))
    asked = sum(1 for question in relevance.questions(calendar, today) if question.question)
    lines += ["", ngettext("{count} question open", "{count} questions open", asked).format(count=asked)]
    for one in coverage.supply(calendar, today):
        lines.append(
            _("{channel}: ready until {ready}, planned until {planned}, with the ideas until {ideas}").format(
                channel=calendar.name_of("channels", one.channel),
                ready=day_month(one.ready_until),
                planned=day_month(one.planned_until),
                ideas=day_month(one.lasts_until),
            )
        )
    await host.ask(Page(_("The week is reviewed: {title}").format(title=calendar.title), "\n".join(lines)))
