"""Names in a spreadsheet to ids of the calendar: what it knows is found again, what it does not becomes a new entry.

A reader would get wrong: names are compared folded and with ids too (``LinkedIn``, ``linkedin``, ``Linked-In`` are one), and nothing is
declared until an item that is taken in names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from planner.core import lengths
from planner.core.fold import fold, slug
from planner.core.model import STATUSES, Calendar, Channel, Format, Item, Person, Persona, Pillar, Status
from planner.exchange import csv_values
from planner.exchange.csv_words import NETWORKS, STATUS_NAMES, words

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

TABLES: Mapping[str, type] = {
    "personas": Persona,
    "formats": Format,
    "channels": Channel,
    "pillars": Pillar,
    "people": Person,
    "statuses": Status,
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "personas": ("personas",),
    "formats": ("format",),
    "channels": ("channels",),
    "pillars": ("pillar",),
    "people": ("owner", "suggested_by"),
    "statuses": ("status",),
}
"""The fields of an item that name an entry of a table."""
_ONE = {"personas": "persona", "people": "person", "statuses": "status"}
_MOST_STATUSES = 15


class Catalogue:
    """The ids of one calendar and of what an import adds to it."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._known: dict[str, dict[str, str]] = {table: _index(getattr(calendar, table)) for table in TABLES}
        self._taken = {table: {entry.id for entry in getattr(calendar, table)} for table in TABLES}
        self._taken["statuses"] |= set(STATUSES)
        self._new: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
        for names in STATUS_NAMES.values():
            for step, name in names.items():
                self._known["statuses"].setdefault(_key(name), step)
        for step in STATUSES:
            self._known["statuses"].setdefault(_key(step), step)
        self.unknown_statuses: list[str] = []

    def knows(self, table: str, name: str) -> bool:
        """Whether an entry of ``table`` has this id or name."""
        return _key(name) in self._known[table]

    def find(self, table: str, name: str) -> str:
        """Return the id for ``name``, of a new entry where there is none yet."""
        name = " ".join(name.split())
        key = _key(name)
        found = self._known[table].get(key)
        if found is None:
            found = self._alias(table, name) or self._declare(table, name)
            self._known[table][key] = found
        return found

    def _alias(self, table: str, name: str) -> str:
        """``IG`` is the calendar's Instagram where it has one channel of that network."""
        network = csv_values.network_of(name)
        if table != "channels" or not network or " " in words(name):
            return ""
        every = (*self._calendar.channels, *self._new["channels"].values())
        same = [one for one in every if NETWORKS.get(words(one.name or one.id)) == network]
        return str(same[0].id) if len(same) == 1 else ""

    def _declare(self, table: str, name: str, **more: str) -> str:
        ident = slug(name, self._taken[table], _ONE.get(table, table[:-1]))
        if table == "channels" and csv_values.network_of(name) in lengths.LIMITS:
            more["network"] = csv_values.network_of(name)
        self._taken[table].add(ident)
        self._new[table][ident] = TABLES[table](id=ident, name=name, **more)
        return ident

    def status(self, word: str) -> tuple[str, bool]:
        """Return the status for a word of the file, and whether the word itself has to be kept elsewhere; empty where it is no status."""
        word = " ".join(word.split())
        key = _key(word)
        if key in self._known["statuses"]:
            return self._known["statuses"][key], False
        step, same = csv_values.step_of(word)
        if same:
            return step, not csv_values.is_plain_status(word)
        if not step and (len(word) > csv_values.LONGEST_STATUS or len(self.unknown_statuses) >= _MOST_STATUSES):
            return "", True
        if not step:
            self.unknown_statuses.append(word)
        found = self._declare("statuses", word, step=step or "draft")
        self._known["statuses"][key] = found
        return found, False

    def every_channel(self) -> tuple[str, ...]:
        """Return the ids of all channels, those of the file too."""
        return (*(channel.id for channel in self._calendar.channels), *self._new["channels"])

    def used(self, items: Iterable[Item]) -> dict[str, tuple[Any, ...]]:
        """Return the new entries that ``items`` name, by table, in the order in which the file names them."""
        named: dict[str, set[str]] = {table: set() for table in TABLES}
        for item in items:
            for table, fields in FIELDS.items():
                for field in fields:
                    value = getattr(item, field)
                    named[table].update(value if isinstance(value, tuple) else (value,))
        return {
            table: tuple(entry for ident, entry in self._new[table].items() if ident in named[table])
            for table in TABLES
            if named[table] & self._new[table].keys()
        }


def _index(entries: Iterable[Any]) -> dict[str, str]:
    result: dict[str, str] = {}
    entries = tuple(entries)
    for entry in entries:  # a name before an id: names are what a spreadsheet holds
        if entry.name:
            result.setdefault(_key(entry.name), entry.id)
    for entry in entries:
        result.setdefault(_key(entry.id), entry.id)
    return result


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return fold(name) or name.strip().casefold()
