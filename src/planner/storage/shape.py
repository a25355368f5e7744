"""What the block of an item looks like when it is written as usual, as one expression that also says what stands where.

A reader would get wrong: the keys may come in any order, but each of them once; and ``(?(5)(?!))`` in an expression fails where group 5 was
met before.
"""

from __future__ import annotations

import codecs
import re
import sys

from planner.core.model import ANSWERS, INTENTS, KINDS, QUESTIONS, STATUSES
from planner.storage.schema import keys

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

EXACT = sys.version_info >= (3, 11, 5)
"""Whether this Python matches the expression as it is meant: before, what is possessive and holds a choice is matched wrongly (CPython's gh-106052)."""
MOST_NAMES = 200
"""Of one kind that a pattern lists."""
_PIECE = 65_000
"""Bytes that are decoded at once: in two bytes a character still less than what malloc maps by itself, after which it keeps more for good."""
_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
_MONTH_DAY = r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_DATE = rf"(?:19[7-9][0-9]|2[0-9]{{3}})-{_MONTH_DAY}"  # 29 February is left to tomli
_DAY = r"(?:19[7-9]|2[0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}"  # whether there is such a day is seen when it is read
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_LINE = r'[^"\n]*+'
_LONG = r'""[^"]*+(?:"{1,2}+(?!")[^"]*+)*+""'
_NAMES: Mapping[str, str] = {
    "status": "statuses", "format": "formats", "pillar": "pillars", "message": "messages", "moment": "moments",
    "owner": "people", "suggested_by": "people", "channels": "channels", "personas": "personas",
}  # fmt: skip
"""Fields that name an entry, and the table that should declare it; ``parent`` is looked at apart."""
LISTS = ("channels", "personas", "assets", "hashtags")
LONG_TEXTS = ("solves", "copy", "notes", "call_to_action")
DATES = ("not_before", "not_after")


def is_text(data: bytes, start: int, end: int) -> bool:
    """Whether these bytes are UTF-8 without control characters; looked at piece by piece, since a copy of the whole would stay in memory."""
    view = memoryview(data)
    try:
        while start < end:
            stop = min(start + _PIECE, end)
            for character in _CONTROL:  # each time as fast as the bytes come out of the nearest memory
                if data.find(character, start, stop) >= 0:
                    return False
            start += codecs.utf_8_decode(view[start:stop], "strict", stop == end)[1]
    except UnicodeDecodeError:
        return False
    return True


def pattern(names: Mapping[str, Sequence[str]], newline: bytes) -> re.Pattern[bytes]:
    """Return what a block must look like; ``names`` are the words that a field may hold, any where it is not there."""
    simple = [key for key in keys("items").values() if key.kind in ("text", "texts", "date", "time", "choice")]
    fields = "|".join(
        f"{key.name} = (?({number})(?!))" + _shape(key.field, names.get(key.field))
        for number, key in enumerate(simple, start=2)
    )
    space = r"(?:(?:#[^\n]*+)?NL)*+"
    dated = {
        r"relevance\.": (QUESTIONS, rf'answer = "(?:{"|".join(ANSWERS)})"NLon = {_DATE}NL(?:note = "{_LINE}"NL)?+'),
        r"exported\.": (_TOOLS, rf'on = {_DATE}NL(?:digest = "{_LINE}"NL)?+'),
    }
    amount = r"[A-Za-z0-9_-]++ = -?(?:0|[1-9][0-9]{0,13})(?:\.[0-9]{1,9})?+NL"
    column = rf'(?:[A-Za-z0-9_-]++|"{_LINE}") = "{_LINE}"NL'
    number = len(simple) + 2
    tables = []
    for start, (words, body) in dated.items():
        met = "|".join(f"{word}(?({count})(?!))()" for count, word in enumerate(words, start=number))
        tables.append(rf"{start}(?:{met})\]NL{body}")
        number += len(words)
    for name, line in (("results", amount), ("extra", column)):
        tables.append(rf"{name}\](?({number})(?!))(?P<{name}>NL(?:{line})*+)")
        number += 1
    whole = (
        rf"\[\[items\]\]NL(?P<keys>(?:(?:{fields}|#[^\n]*+|)NL)*+)(?:\[items\.(?:{'|'.join(tables)}){space})*+(?P<rest>)(?=\[|\Z)"
        r"(?(title)|(?!))(?(id)|(?!))(?(time)(?(date)|(?!)))"
    )
    return re.compile(whole.replace("NL", r"\r\n" if newline == b"\r\n" else r"\n").encode())


_TOOLS = ("hootsuite", "buffer")


def _shape(field: str, words: Sequence[str] | None) -> str:
    """Return what stands after ``field =``, with a group of its name around what it says."""
    if field in LISTS:
        one = f'"(?:{_any(words)})"' if words is not None else f'"{_LINE}"'
        return rf"\[(?P<{field}>(?:{one}(?:, {one})*+)?+)\]"
    if field == "date" or field in DATES:
        return f"(?P<{field}>{_DAY if field == 'date' else _DATE})"
    if field == "time":
        return f"(?P<time>{_TIME})"
    if field in ("kind", "intent"):
        return f'"(?P<{field}>{_any(KINDS if field == "kind" else INTENTS)})"'
    if field == "id":
        return r'"(?P<id>[^"~\n][^"\n]*+)"'
    if field == "title":
        return r'"(?P<title>[^"\n]++)"'
    if field in LONG_TEXTS:
        return f'"(?P<{field}>{_LONG}|{_LINE})"'
    return f'"(?P<{field}>{_any(words) if words is not None else _LINE})"'


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def declared(raw: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """Return the words that fields may hold without a warning, for the fields of which there are not too many."""
    result: dict[str, Sequence[str]] = {}
    for field, table in _NAMES.items():
        entries = raw.get(table, ())
        words = [entry.get("id") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
        if table == "statuses":
            words += STATUSES
        texts = {word for word in words if isinstance(word, str) and not any(mark in word for mark in '"\\\n\r')}
        if len(texts) <= MOST_NAMES:
            result[field] = sorted(texts if field in LISTS else {*texts, ""})
    return result
