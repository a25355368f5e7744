"""What panel 3 says of a month while nothing is planned yet: what it aims at.

A reader would get wrong: these are the calendar's demands as they stand in the file, not what this month falls short of.
"""

from __future__ import annotations

from planner.core.dates import Month, month_name
from planner.core.model import Calendar
from planner.core.relevance import short_name as persona_name
from planner.core.sentences import percents
from planner.core.views import short_name
from planner.i18n import _, ngettext
from planner.tui.widgets.lines import fit, wrap


def aims(calendar: Calendar, month: Month, width: int, key: str) -> list[str]:
    """Return what a month asks for, while nothing is planned yet: a heading, a line each, and the ``key`` that adds the first item."""
    lines = wrap(_("{month} aims at:").format(month=month_name(month.number).capitalize()), width)
    for channel in calendar.channels:
        name = short_name(calendar, "channels", channel.id)
        if channel.per_week:
            text = ngettext("{name} {count} a week", "{name} {count} a week", channel.per_week)
            lines.append("  " + text.format(name=name, count=channel.per_week))
        elif channel.per_month:
            text = ngettext("{name} {count} a month", "{name} {count} a month", channel.per_month)
            lines.append("  " + text.format(name=name, count=channel.per_month))
    for persona in calendar.personas:
        if persona.per_month:
            text = ngettext("{name} {count} a month", "{name} {count} a month", persona.per_month)
            lines.append("  " + text.format(name=persona_name(calendar, persona.id), count=persona.per_month))
    lines += [f"  {text}" for text in _shares(calendar)]
    return [fit(line, width) for line in lines] + wrap(_("{key} adds the first item.").format(key=key), width)


def _shares(calendar: Calendar) -> list[str]:
    """Return what a month asks for beyond counts of channels and personas."""
    asked, pairs = (
        calendar.coverage,
        [(one.id, form, need) for one in calendar.personas for form, need in one.formats.items()],
    )
    found = [
        f"{persona_name(calendar, who)} · {short_name(calendar, 'formats', form)} {need}"
        for who, form, need in pairs
        if need
    ]
    found += [f"{short_name(calendar, 'formats', one.id)} {one.per_month}" for one in calendar.formats if one.per_month]
    found += [
        f"{short_name(calendar, 'pillars', one.id)} {percents(one.share)}" for one in calendar.pillars if one.share
    ]
    limits = (
        (asked.min_formats, _("formats {count}").format(count=f"≥ {asked.min_formats}")),
        (asked.max_quiet_days, _("quiet {number} d").format(number=f"≤ {asked.max_quiet_days}")),
        (asked.max_promotional, _("promotion {figures}").format(figures=f"≤ {percents(asked.max_promotional)}")),
        (asked.min_conversation, _("conversation {figures}").format(figures=f"≥ {percents(asked.min_conversation)}")),
        (asked.min_customers, _("customers {figures}").format(figures=f"≥ {percents(asked.min_customers)}")),
        (asked.max_one_owner, _("one owner {figures}").format(figures=f"≤ {percents(asked.max_one_owner)}")),
        (asked.min_voices, _("voices {count}").format(count=f"≥ {asked.min_voices}")),
    )
    return [*found, *(text for number, text in limits if number)]
