"""What a new calendar asks for before anybody decided anything: told apart, so that it does not pass for the strategy of a client.

A reader would get wrong: its gaps are gaps like all others; only where several calendars stand together are its rows left out of the days.
"""

from __future__ import annotations

from planner.core.model import Calendar, may_say

CHANNELS = frozenset({
    ("linkedin", "LinkedIn", 2, 0, ("tuesday", "thursday")),
    ("newsletter", "Newsletter", 0, 2, ("wednesday",)),
    ("infolettre", "Infolettre", 0, 2, ("wednesday",)),
})  # fmt: skip
"""Channels as ``settings.template`` writes them: id, name, a week, a month, days."""
PERSONAS = frozenset({
    ("customer", "A customer", 4),
    ("prospect", "A prospect", 2),
    ("fidele", "Une cliente fidèle", 4),
    ("futur", "Un futur client", 2),
})  # fmt: skip
"""Personas as it writes them: id, name, a month."""
MOST = 2000
"""A calendar of more items is somebody's own, and they are not all asked."""


def untouched(calendar: Calendar) -> tuple[str, ...]:
    """Return the channels, then the personas that stand as a new calendar has them, in a plan with items of which none is for them."""
    if not 0 < len(calendar.items) <= MOST:
        return ()
    channels = [
        one.id
        for one in calendar.channels
        if (one.id, one.name, one.per_week, one.per_month, tuple(one.days)) in CHANNELS
    ]
    personas = [one.id for one in calendar.personas if (one.id, one.name, one.per_month) in PERSONAS]
    if not channels and not personas:
        return ()
    used = {name for item in calendar.items if may_say(item, "channels") for name in item.channels}
    used |= {name for item in calendar.items if may_say(item, "personas") for name in item.personas}
    return tuple(one for one in (*channels, *personas) if one not in used)
