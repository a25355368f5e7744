"""How an item is told to a reader outside the program: its facts under their headings, in the language being spoken.

A reader would get wrong: these are the client CSV's columns, and like there ``notes`` and the answers to relevance questions are not
among them; nothing here is escaped for any format yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from planner.core.model import Calendar, Item
from planner.i18n import N_, _

STATUS_NAMES: Mapping[str, str] = {
    "idea": N_("Idea"),
    "draft": N_("Draft"),
    "review": N_("Review"),
    "approved": N_("Approved"),
    "scheduled": N_("Scheduled"),
    "published": N_("Published"),
    "parked": N_("Parked"),
    "dropped": N_("Dropped"),
}
_LINE_ENDS = "\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_CONTROLS = "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufffe\uffff]"


def printable(text: str) -> str:
    """Return ``text`` with line feeds as its only line ends and without the control characters that no document may hold; tabs stay."""
    if text.isprintable():
        return text
    return re.sub(_CONTROLS, "", re.sub(_LINE_ENDS, "\n", text)).encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """Return ``printable`` text as one line, every run of blanks a space."""
    return " ".join(printable(text).split())


def status_name(calendar: Calendar, item: Item) -> str:
    """Return what the status of ``item`` is called: by the calendar itself, else in the language being spoken."""
    own = calendar.name_of("statuses", item.status)
    if own != item.status:
        return own
    return _(STATUS_NAMES[item.status]) if item.status in STATUS_NAMES else item.status


def facts(calendar: Calendar, item: Item) -> list[tuple[str, str]]:
    """Return (heading, value) of what a reader wants to know beside title, date and text; empty values are left out."""
    named = calendar.name_of
    rows = (
        (_("Channel"), ", ".join(named("channels", ident) for ident in item.channels)),
        (_("Format"), named("formats", item.format) if item.format else ""),
        (_("Persona"), "; ".join(named("personas", ident) for ident in item.personas)),
        (_("Pillar"), named("pillars", item.pillar) if item.pillar else ""),
        (_("Owner"), named("people", item.owner) if item.owner else ""),
        (_("Status"), status_name(calendar, item)),
        (_("Call to action"), item.call_to_action),
        (_("Hashtags"), " ".join("#" + tag.lstrip("#") for tag in item.hashtags if tag.strip("# "))),
        (_("Visuals"), ", ".join(item.assets)),
    )
    return [(heading, one_line(value)) for heading, value in rows if value.strip()]
