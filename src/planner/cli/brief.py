"""Reads the words of a command that are written in full and in the usual way, as argparse would, without the time that argparse takes to load.

A reader would get wrong: whatever is odd here (an option shortened, joined by ``=``, twice, or unknown; a value that is no date) is no
mistake yet: ``read`` returns None, and argparse reads the words, or says what is wrong with them.
"""

from __future__ import annotations

from types import SimpleNamespace

from planner.errors import UsageError
from planner.i18n import _

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any


def day(text: str) -> Any:
    """Return the date that an option says. Raises UsageError."""
    import datetime as dt

    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text or not 1970 <= day.year <= 2999:
        raise UsageError(_("“{text}” is no date.").format(text=text), _("Write it as YYYY-MM-DD, such as 2026-12-03."))
    return day


def month(text: str) -> Any:
    """Return the month that an option says. Raises UsageError."""
    from planner.core.dates import Month

    try:
        return Month.parse(text)
    except ValueError:
        raise UsageError(
            _("“{text}” is no month.").format(text=text), _("Write it as YYYY-MM, such as 2026-12.")
        ) from None


_COMMON: dict[str, tuple[str, Callable[[str], Any]]] = {
    "-c": ("calendar", str),
    "--calendar": ("calendar", str),
    "--today": ("today", day),
}
_LIST: dict[str, tuple[str, Callable[[str], Any]]] = {
    "--from": ("first", day),
    "--to": ("last", day),
    "--month": ("month", month),
    "--filter": ("filter", str),
}
_VERBS: dict[str, tuple[str, Mapping[str, str], Mapping[str, tuple[str, Callable[[str], Any]]]]] = {
    "add": ("text", {"--json": "json"}, _COMMON),
    "": ("files", {}, _COMMON),
    "list": ("", {"--ideas": "ideas", "--plain": "plain", "--json": "json"}, _COMMON | _LIST),
}
"""Verb → what its other words are (nothing: there are none), its options, and those that take a value: what each is called, and reads it.

Without a verb, calendars are opened: those that are named, if any are."""


def read(verb: str, words: Sequence[str]) -> SimpleNamespace | None:
    """Return the options of a verb (empty: none was named) as its parser would return them, or None where that one is to read them."""
    if verb not in _VERBS:
        return None
    texts, flags, values = _VERBS[verb]
    found: dict[str, Any] = {}
    name, before = "", ""
    value: Any
    rest = iter(words)
    for word in rest:
        if word in flags:
            name, value = flags[word], True
        elif word in values:
            name, value = values[word][0], _made(values[word][1], next(rest, "-"))
        elif texts and not word.startswith("-"):
            name, value = texts, [*(found.pop(texts, ()) if before == texts else ()), word]
        else:
            return None
        if name in found or value is None:
            return None
        found[name] = value
        before = name
    if texts and texts not in found:
        if verb:
            return None
        found[texts] = []
    return SimpleNamespace(**dict.fromkeys(flags.values(), False) | dict.fromkeys(_names(values)) | found)


def _names(values: Mapping[str, tuple[str, Callable[[str], Any]]]) -> list[str]:
    return [name for name, _reads in values.values()]


def _made(reads: Callable[[str], Any], text: str) -> Any:
    """Return what an option's value says, or None where argparse is to look at it."""
    try:
        return None if text.startswith("-") else reads(text)
    except UsageError:
        return None
