"""Which keys the file knows, table by table, and what each must be (CALENDAR.md §2).

A reader would get wrong: ``Key.name`` is the file's word and ``Key.field`` the model's; they differ in pauses and accepted gaps only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from planner.core.model import (
    ANSWERS,
    CALENDAR_FIELDS,
    ENTRY_TYPES,
    INTENTS,
    KINDS,
    LANGUAGES,
    NAMED_TABLES,
    QUESTIONS,
    RELATIONS,
    STATUSES,
    TABLE_TYPES,
    WEEKDAYS,
    Answer,
    Calendar,
    CsvExport,
    Item,
    Sent,
)
from planner.core.values import MISSING, dataclass, fields

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

MAX_BYTES = 20_000_000
MAX_TEXT = 100_000
MAX_DEPTH = 100
MAX_COUNT = 1_000_000
MAX_DAYS = 365_000
"""A thousand years: a calculation with it stays among dates that Python knows."""

RULES = (
    "cadence", "persona", "persona-format", "format", "variety", "quiet", "pillar", "promotion", "conversation", "customers",
    "one-owner", "voices", "supply",
)  # fmt: skip

ARRAYS = tuple(ENTRY_TYPES)
"""Arrays of tables, in the file's order of sections; ``items`` and ``accepted`` last."""

TABLE_PATHS: Mapping[str, tuple[str, ...]] = {
    "calendar": ("calendar",),
    "objective": ("objective",),
    "coverage": ("coverage",),
    "relevance": ("relevance",),
    "csv": ("export", "csv"),
    "limits": ("limits",),
    "filters": ("filters",),
}
"""Where the tables of which there is one stand in the file, in its order of sections."""

TOP_LEVEL = (*(path[0] for path in TABLE_PATHS.values()), *ARRAYS)


@dataclass(frozen=True, slots=True)
class Key:
    """One known key: ``kind`` names the reader in ``storage.reading``; ``choices`` or ``top`` limit what it may say."""

    name: str
    field: str
    kind: str
    choices: tuple[str, ...] = ()
    top: int = 0
    required: bool = False
    default: Any = ""


_TEXTS = ("channels", "personas", "assets", "hashtags", "problems", "avoid")
_DATES = ("date", "not_before", "not_after", "by", "starts", "start", "end", "on")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "intent": INTENTS,
    "relation": RELATIONS,
    "step": STATUSES,
    "week_starts": WEEKDAYS,
    "language": LANGUAGES,
    "rule": RULES,
    "answer": ANSWERS,
}
_COUNTS = ("per_month", "per_week", "min_formats", "min_voices")
_DAYS = ("max_quiet_days", "lead_days", "ahead_days", "fresh_days", "repeat_days")
_PERCENT = ("share", "max_promotional", "min_conversation", "min_customers", "max_one_owner", "pillar_tolerance")
_AMOUNTS = ("hourly", "effort", "value", "target")
_OWN = {
    "relevance": "answers",
    "results": "numbers",
    "exported": "sent",
    "extra": "anything",
    "coordinator": "truth",
    "timezone": "timezone",
    "holidays": "holidays",
    "version": "version",
    "columns": "columns",
    "month": "month",
    "time": "time",
}
_REQUIRED = {
    Answer: ("answer", "on"),
    Sent: ("on",),
    Item: ("title",),
    Calendar: ("title",),
    ENTRY_TYPES["pauses"]: ("start", "end"),
    ENTRY_TYPES["accepted"]: ("rule",),
}
_FILE_WORDS = {"start": "from", "end": "to"}


def _key(owner: type, field: str, default: Any) -> Key:
    name = _FILE_WORDS.get(field, field)
    required = field in _REQUIRED.get(owner, ("id",))
    if field == "rule" and owner is ENTRY_TYPES["moments"]:
        return Key(name, field, "text", default=default)
    if field == "formats":
        return Key(name, field, "counts", default=default)
    if field == "date":
        return Key(name, field, "date", top=1, default=default)
    if field in _CHOICES:
        return Key(name, field, "choice", _CHOICES[field], required=required, default=default)
    if field in {"days", "questions"}:
        return Key(name, field, "choices", WEEKDAYS if field == "days" else QUESTIONS, default=default)
    for kind, named in (("texts", _TEXTS), ("date", _DATES), ("percent", _PERCENT), ("amount", _AMOUNTS)):
        if field in named:
            return Key(name, field, kind, required=required, default=default)
    if field in _COUNTS:
        return Key(name, field, "whole", top=MAX_COUNT, default=default)
    if field in _DAYS:
        return Key(name, field, "whole", top=MAX_DAYS, default=default)
    return Key(name, field, _OWN.get(field, "text"), required=required, default=default)


def _keys(owner: type, names: tuple[str, ...] = ()) -> Mapping[str, Key]:
    found = {}
    for spec in fields(owner):
        if not names or spec.name in names:
            default = None if spec.default is MISSING else spec.default
            key = _key(owner, spec.name, default)
            found[key.name] = key
    return {name: found[name] for name in names} if names else found


@cache
def keys(table: str) -> Mapping[str, Key]:
    """Return the keys of an array's entries or of a single table, by the file's name, in the order in which they are written.

    ``answers`` and ``sent`` are the tables inside an item. ``filters`` and ``limits`` take any key and are not here.
    """
    if table == "calendar":
        return _keys(Calendar, CALENDAR_FIELDS)
    inner: Mapping[str, type] = {"csv": CsvExport, "answers": Answer, "sent": Sent}
    return _keys(inner.get(table) or TABLE_TYPES.get(table) or ENTRY_TYPES[table])


def plain(entry: Any, table: str = "items") -> dict[str, Any]:
    """Return an entry (or single table's value, or the calendar for ``calendar``) as the file's keys and TOML values.

    Defaults, empties and ``~`` ids are left out; dates stay dates, lists are lists, in the order in which the file is written.
    """
    if table in ("filters", "limits"):
        return dict(entry)
    result: dict[str, Any] = {}
    for key in keys(table).values():
        value = getattr(entry, key.field)
        if value == key.default and not key.required:
            continue
        if value is None or (key.field == "id" and value.startswith("~")) or value in ("", (), {}):
            continue
        result[key.name] = plain_value(key, value)
    return result


def plain_value(key: Key, value: Any) -> Any:
    """Return one field's value as TOML has it: lists, tables by key, ``columns`` as names or as headings by name."""
    if key.kind == "columns":
        if not any(heading for _, heading in value):
            return [field for field, _ in value]
        if len({field for field, _ in value}) == len(value):
            return dict(value)
        return [f"{field}={heading}" if heading else field for field, heading in value]
    if isinstance(value, tuple):
        return list(value)
    if key.kind in ("answers", "sent"):
        return {name: plain(inner, key.kind) for name, inner in value.items()}
    return dict(value) if isinstance(value, Mapping) else value


def jsonable(item: Item) -> dict[str, Any]:
    """Return the file's keys with ISO texts for dates and times; ``id`` comes first and is always there, a ``~`` id too."""
    result = {"id": item.id, **plain(item)}
    return {name: _json_value(value) for name, value in result.items()}


def _json_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _json_value(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json_value(inner) for inner in value]
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, float) and value - value != 0:
        return str(value)
    return value


__all__ = ["ARRAYS", "NAMED_TABLES", "TABLE_PATHS", "TOP_LEVEL", "Key", "jsonable", "keys", "plain"]
