"""What belongs to one calendar, as another one knows it: its channels, personas and the like by id, or else by name.

A reader would get wrong: an id alone means nothing elsewhere; what the other calendar has under neither id nor name is left out, and so is
what was said of an item for its own client: answers, derivation, message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.core.fold import fold
from planner.core.model import EMPTY, Calendar, Item
from planner.core.values import replace

TABLES: Mapping[str, str] = {
    "channels": "channels", "personas": "personas", "format": "formats", "pillar": "pillars", "owner": "people", "suggested_by": "people",
    "message": "messages", "moment": "moments", "status": "statuses",
}  # fmt: skip
"""The fields of an item that hold ids, and the tables those stand in."""


def known(there: Calendar, table: str, ident: str, name: str) -> str:
    """Return the id under which ``there`` knows what is called ``ident`` and ``name`` elsewhere, or an empty string."""
    entries = getattr(there, table)
    if any(entry.id == ident for entry in entries):
        return ident
    return next((entry.id for entry in entries if name and fold(entry.name or entry.id) == fold(name)), "")


def named(here: Calendar, values: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return the names of what the fields in ``values`` hold, by (table, id); what is not declared ``here`` has none."""
    return {
        (table, ident): here.name_of(table, ident)
        for field, table in TABLES.items()
        for ident in idents(values.get(field))
        if any(entry.id == ident for entry in getattr(here, table))
    }


def idents(value: Any) -> Iterable[str]:
    """Return the ids that a field holds, one or several."""
    return value if isinstance(value, tuple) else (value,) if value else ()


def fitted(item: Item, here: Calendar, there: Calendar) -> Item:
    """Return an item of ``here`` as one of ``there``: without what that does not have, and without what was said of it for its own client."""
    values: dict[str, Any] = {}
    for field in ("channels", "personas"):
        found = (known(there, field, ident, here.name_of(field, ident)) for ident in getattr(item, field))
        values[field] = tuple(dict.fromkeys(ident for ident in found if ident))
    for field in ("format", "pillar", "owner", "suggested_by"):
        table, ident = TABLES[field], getattr(item, field)
        values[field] = known(there, table, ident, here.name_of(table, ident)) if ident else ""
    if item.status not in there.steps:
        values["status"] = here.step(item)
    return replace(item, **values, message="", moment="", parent="", solves="", relevance=EMPTY, extra=EMPTY)
