"""Turns what tomli read into the model, and notes every fault on the way with the path that leads to it.

A reader would get wrong: a fault does not stop the reading; ``None`` comes back for an entry that has one, and the caller collects all.
"""

from __future__ import annotations

import datetime as dt

from planner.core.dates import FIRST, LAST, Month
from planner.core.model import QUESTIONS, VERSION, Answer, Frozen, Sent
from planner.i18n import N_, _
from planner.storage import regions
from planner.storage.findings import Findings, Where, shown, wrong_type
from planner.storage.schema import MAX_DEPTH, MAX_TEXT, Key, keys

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def _text(value: Any, key: Key, at: Where, found: Findings) -> str | None:
    if type(value) is not str:
        found.fault(at, wrong_type(key.name, "text", value))
        return None
    if len(value) > MAX_TEXT:
        sentence = _("“{key}” holds {count} characters; the limit is {limit} characters a text")
        found.fault(at, sentence.format(key=shown(key.name), count=len(value), limit=MAX_TEXT))
        return None
    return value


def _texts(value: Any, key: Key, at: Where, found: Findings) -> tuple[str, ...]:
    if type(value) is not list:
        found.fault(at, wrong_type(key.name, "texts", value))
        return ()
    for index, one in enumerate(value):
        if type(one) is not str or len(one) > MAX_TEXT:
            _text(one, key, (*at, index), found)
    return tuple(value)


def _choice(value: Any, key: Key, at: Where, found: Findings) -> str | None:
    if value in key.choices and type(value) is str:
        return value
    if type(value) is not str:
        found.fault(at, wrong_type(key.name, "text", value))
    else:
        sentence = _("“{key}” is “{value}”; it must be one of: {choices}")
        found.fault(at, sentence.format(key=key.name, value=shown(value), choices=", ".join(key.choices)))
    return None


def _choices(value: Any, key: Key, at: Where, found: Findings) -> tuple[str, ...]:
    texts = _texts(value, key, at, found)
    for index, one in enumerate(texts):
        if type(one) is str:
            _choice(one, key, (*at, index), found)
    return texts


def _date(value: Any, key: Key, at: Where, found: Findings) -> dt.date | None:
    if type(value) is not dt.date:
        found.fault(at, wrong_type(key.name, "date", value))
        return None
    if key.top and not FIRST <= value <= LAST:
        sentence = _("“{key}” is {value}; it must lie between {first} and {last}")
        found.fault(at, sentence.format(key=key.name, value=value.isoformat(), first=FIRST, last=LAST))
        return None
    return value


def _time(value: Any, key: Key, at: Where, found: Findings) -> dt.time | None:
    if type(value) is not dt.time:
        found.fault(at, wrong_type(key.name, "time", value))
        return None
    return value


def _whole(value: Any, key: Key, at: Where, found: Findings) -> int | None:
    if type(value) is not int:
        found.fault(at, wrong_type(key.name, "whole", value))
        return None
    if not 0 <= value <= key.top:
        sentence = _("“{key}” is {value}; it must be a whole number from 0 to {top}")
        found.fault(at, sentence.format(key=shown(key.name), value=shown(value), top=key.top))
        return None
    return value


_RANGES: Mapping[str, tuple[float, float, str]] = {
    "percent": (0, 100, N_("“{key}” is {value}; it must be a percentage from 0 to 100")),
    "amount": (0, 1e15, N_("“{key}” is {value}; it must be a number from 0 up")),
    "number": (-1e15, 1e15, N_("“{key}” is {value}; it must be a number")),
}


def _number(value: Any, key: Key, at: Where, found: Findings) -> int | float | None:
    if type(value) is not int and type(value) is not float:
        found.fault(at, wrong_type(key.name, "number", value))
        return None
    low, high, sentence = _RANGES[key.kind]
    if not low <= value <= high:  # true of “nan” as well
        found.fault(at, _(sentence).format(key=shown(key.name), value=shown(value)))
        return None
    return value


def _truth(value: Any, key: Key, at: Where, found: Findings) -> bool:
    if type(value) is not bool:
        found.fault(at, wrong_type(key.name, "truth", value))
    return bool(value)


def _table(value: Any, key: Key, at: Where, found: Findings) -> dict[str, Any]:
    if type(value) is not dict:
        found.fault(at, wrong_type(key.name, "table", value))
        return {}
    return value


def _counts(value: Any, key: Key, at: Where, found: Findings) -> Frozen:
    inner = {name: _whole(one, Key(name, name, "whole", top=1_000_000), (*at, name), found)
             for name, one in _table(value, key, at, found).items()}  # fmt: skip
    return Frozen(inner)


def _numbers(value: Any, key: Key, at: Where, found: Findings) -> Frozen:
    inner = {name: _number(one, Key(name, name, "number"), (*at, name), found)
             for name, one in _table(value, key, at, found).items()}  # fmt: skip
    return Frozen(inner)


def texts_by_name(value: Any, key: Key, at: Where, found: Findings) -> Frozen:
    """Return a table of texts, as ``[filters]`` is."""
    return Frozen(
        {
            name: _text(one, Key(name, name, "text"), (*at, name), found)
            for name, one in _table(value, key, at, found).items()
        }
    )


def _inner(kind: str, build: Callable[..., Any]) -> Callable[[Any, Key, Where, Findings], Frozen]:
    def read(value: Any, key: Key, at: Where, found: Findings) -> Frozen:
        result = {}
        for name, one in _table(value, key, at, found).items():
            if kind == "answers" and name not in QUESTIONS:
                found.unknown.append(((*at, name), QUESTIONS))
            elif type(one) is not dict:
                found.fault((*at, name), wrong_type(name, "table", one))
            else:
                fields = fields_of(one, kind, (*at, name), found)
                if fields is not None:
                    result[name] = build(**fields)
        return Frozen(result)

    return read


def _anything(value: Any, key: Key, at: Where, found: Findings) -> Frozen:
    table = _table(value, key, at, found)
    for name, one in table.items():
        check_depth(one, name, (*at, name), found)
        if type(one) is str and len(one) > MAX_TEXT:
            _text(one, Key(name, name, "text"), (*at, name), found)
        if type(one) is int and not -(2**63) <= one < 2**63:
            found.fault((*at, name), _("“{key}” is a larger number than TOML allows").format(key=shown(name)))
    return Frozen(table)


def check_depth(value: Any, name: str, at: Where, found: Findings) -> None:
    """Note a fault where ``value`` is nested deeper than the program follows."""
    level = [value]
    for _depth in range(MAX_DEPTH):
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return
    found.fault(
        at,
        _("“{key}” is nested too deep; the limit is {limit} levels").format(key=shown(name), limit=MAX_DEPTH),
        on_key=True,
    )


def _timezone(value: Any, key: Key, at: Where, found: Findings) -> str | None:
    text = _text(value, key, at, found)
    if text and not _is_zone(text):
        import zoneinfo

        try:
            zoneinfo.ZoneInfo(text)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            sentence = _(
                "“{key}” is “{value}”, which is no known time zone; it must be a name such as America/Montreal or Europe/Paris"
            )
            found.fault(at, sentence.format(key=key.name, value=shown(text)))
            return None
    return text


_ZONES = "/usr/share/zoneinfo/"


def _is_zone(text: str) -> bool:
    """Whether the system has a zone of that name for certain; ``zoneinfo`` knows others too, but costs start-up time."""
    if not text.replace("/", "").replace("_", "").replace("-", "").replace("+", "").isalnum() or "//" in f"/{text}/":
        return False
    try:
        with open(_ZONES + text, "rb") as file:  # noqa: PTH123 - as little as it takes
            return file.read(4) == b"TZif"
    except OSError:
        return False


def _holidays(value: Any, key: Key, at: Where, found: Findings) -> str | None:
    text = _text(value, key, at, found)
    if text and not regions.known(text):
        sentence = _(
            "“{key}” is “{value}”, which is no known country or part of one; it must be a code such as CA, CA-QC or FR"
        )
        found.fault(at, sentence.format(key=key.name, value=shown(text)))
        return None
    return text


def _version(value: Any, key: Key, at: Where, found: Findings) -> int | None:
    if type(value) is not int:
        found.fault(at, wrong_type(key.name, "whole", value))
    elif value > VERSION:
        sentence = _(
            "this file is of version {version} of the format, and this program reads version {known}; a newer program is needed"
        )
        found.fault(at, sentence.format(version=shown(value), known=VERSION))
    elif value < 1:
        found.fault(
            at, _("“{key}” is {value}; it must be {known}").format(key=key.name, value=shown(value), known=VERSION)
        )
    else:
        return value
    return None


def _month(value: Any, key: Key, at: Where, found: Findings) -> str | None:
    text = _text(value, key, at, found)
    if text:
        try:
            Month.parse(text)
        except ValueError:
            sentence = _("“{key}” is “{value}”; it must be a year and a month, such as “2026-12”")
            found.fault(at, sentence.format(key=key.name, value=shown(text)))
    return text


def _columns(value: Any, key: Key, at: Where, found: Findings) -> tuple[tuple[str, str], ...]:
    if type(value) is dict:
        return tuple(
            (name, _text(one, Key(name, name, "text"), (*at, name), found) or "") for name, one in value.items()
        )
    texts = _texts(value, key, at, found)
    pairs = (one.partition("=") for one in texts if type(one) is str)
    return tuple((name.strip(), heading.strip()) for name, _sign, heading in pairs)


READERS: Mapping[str, Callable[[Any, Key, Where, Findings], Any]] = {
    "text": _text, "texts": _texts, "choice": _choice, "choices": _choices, "date": _date, "time": _time, "whole": _whole,
    "percent": _number, "amount": _number, "truth": _truth, "counts": _counts, "numbers": _numbers, "anything": _anything,
    "answers": _inner("answers", Answer), "sent": _inner("sent", Sent), "timezone": _timezone, "holidays": _holidays,
    "version": _version, "month": _month, "columns": _columns,
}  # fmt: skip


def fields_of(raw: Mapping[str, Any], table: str, at: Where, found: Findings) -> dict[str, Any] | None:
    """Return the model's fields of one table of the file, or None where it has a fault; ``at`` is the table's own path."""
    known = keys(table)
    before = len(found.faults)
    fields: dict[str, Any] = {}
    for name, value in raw.items():
        key = known.get(name)
        if key is None:
            found.unknown.append(((*at, name), tuple(known)))
            if type(value) is dict or type(value) is list:
                check_depth(value, name, (*at, name), found)
        elif key.kind == "text" and type(value) is str and len(value) <= MAX_TEXT:
            fields[key.field] = value
        else:
            fields[key.field] = READERS[key.kind](value, key, (*at, name), found)
    for key in _required(table):
        if key.name not in raw:
            found.fault(at, _("“{key}” is missing; it must be given here").format(key=key.name))
        elif fields.get(key.field) == "":
            found.fault((*at, key.name), _("“{key}” is empty; it must say something").format(key=key.name))
    if table == "items" and "time" in raw and "date" not in raw:
        found.fault((*at, "time"), _("“time” without “date”; it must have a date, or go"), on_key=True)
    if table == "pauses" and len(found.faults) == before and fields["end"] < fields["start"]:
        found.fault((*at, "to"), _("“to” is before “from”; it must be the last day of the pause"))
    return fields if len(found.faults) == before else None


_REQUIRED_KEYS: dict[str, tuple[Key, ...]] = {}


def _required(table: str) -> tuple[Key, ...]:
    if table not in _REQUIRED_KEYS:
        _REQUIRED_KEYS[table] = tuple(key for key in keys(table).values() if key.required)
    return _REQUIRED_KEYS[table]
