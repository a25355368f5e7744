"""Collects what is wrong with a file, and says it: which key, what it is, and what it must be.

A reader would get wrong: a finding holds a path, not a place; lines and columns are looked up once something was found.
"""

from __future__ import annotations

import datetime as dt

from planner.core.values import dataclass, field
from planner.core.visible import visible
from planner.i18n import N_, _

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at ``path``: of the key itself where ``on_key``, else of its value. ``line_of`` fills ``{line}`` of the message."""

    path: Where
    message: str
    on_key: bool = False
    line_of: Where = ()


@dataclass(slots=True)
class Findings:
    """What was found so far: ``faults`` keep the file from loading, ``unknown`` are paths of keys the program does not know."""

    faults: list[Finding] = field(default_factory=list)
    unknown: list[tuple[Where, tuple[str, ...]]] = field(default_factory=list)

    def fault(self, path: Where, message: str, *, on_key: bool = False, line_of: Where = ()) -> None:
        """Note a fault."""
        self.faults.append(Finding(path, message, on_key, line_of))


def shown(value: object) -> str:
    """Return ``value`` for a message: printable, and not too long."""
    try:
        text = visible(str(value))
    except ValueError:  # a whole number of more digits than Python writes out
        text = "…"
    return text if len(text) <= 60 else text[:57] + "…"


_TYPES: tuple[tuple[type, str], ...] = (
    (bool, N_("true or false")),
    (str, N_("a text")),
    (int, N_("a whole number")),
    (float, N_("a decimal number")),
    (dt.datetime, N_("a date with a time")),
    (dt.date, N_("a date")),
    (dt.time, N_("a time")),
    (list, N_("a list")),
    (dict, N_("a table")),
)
WANTED = {
    "text": N_("a text in quotes"),
    "texts": N_('a list of texts, such as ["one", "two"]'),
    "whole": N_("a whole number, such as 4"),
    "number": N_("a number, such as 4 or 2.5"),
    "date": N_("a date without quotes, such as 2026-12-03"),
    "time": N_("a time without quotes, such as 09:00:00"),
    "truth": N_("true or false"),
    "table": N_("a table"),
    "entries": N_("a list of tables, each under a header in double brackets"),
}


def wrong_type(name: str, wanted: str, value: object) -> str:
    """Return the sentence for a value of the wrong type."""
    found = next((_(word) for kind, word in _TYPES if isinstance(value, kind)), type(value).__name__)
    return _("“{key}” is {found}; it must be {wanted}").format(key=shown(name), found=found, wanted=_(WANTED[wanted]))
