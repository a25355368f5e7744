"""Which field each column is: by the header's words *and* by what stands below it.

A reader would get wrong: a name alone decides little. ``Type`` can be a format, a pillar or the kind of record, ``Day`` a weekday, a number or a
date, ``Link`` a page's slug; two columns can claim one field, and the one that fits its values best gets it. The others keep their text
under their own header.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from planner.core.values import replace
from planner.exchange import csv_dates, csv_values
from planner.exchange.csv_header import EXTRA, Column
from planner.exchange.csv_words import FORMAT_WORDS, IDEA_WORDS, PILLAR_WORDS, RECORD_WORDS, words

TITLES = ("title", "topic", "concept", "theme", "hook", "campaign", "description", "product")
"""Concepts a title is taken from, the best first."""
_SIMPLE = frozenset(
    (
        *(
            "title",
            "date",
            "time",
            "channels",
            "format",
            "pillar",
            "personas",
            "owner",
            "suggested_by",
            "call_to_action",
            "message",
        ),
        *("solves", "hashtags", "assets", "notes", "keyword", "copy", "decision", "client comments", "status", "ref"),
    )
)
"""Concepts whose field bears their name."""


_OURS = _SIMPLE | {"link", "intent", "kind"}


def resolve(columns: Sequence[Column], language: str, *, returned: bool = False) -> list[Column]:
    """Return the columns with their fields; each field but ``results`` and ``extra`` is given once."""
    claims = [claim for column in columns for claim in _claims(column, columns, language, returned=returned)]
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _score, index, name in sorted(claims, key=lambda claim: (-claim[0], claim[1])):
        if index not in given and (name not in taken or name == "results"):
            given[index] = name
            taken.add(name)
    found = [replace(column, field=given.get(column.index, EXTRA)) for column in columns]
    if returned:
        return [replace(column, field="weekday") if column.concept == "day" else column for column in found]
    if "date" not in taken or not any(column.cells for column in found if column.field == "date"):
        found = _day_numbers(found)
    return _title(_by_values(found))


def _claims(
    column: Column, columns: Sequence[Column], language: str, *, returned: bool
) -> list[tuple[float, int, str]]:
    """Return ``(score, index, field)`` for each field that the column could be; in our own file the heading is enough."""
    ours = returned and column.concept in _OURS
    name = column.concept if ours else _field_by_values(column, columns)
    if not name:
        return []
    fit = 0.0
    if column.cells:
        fit += 8.0 + (4 * len({csv_values.step_of(cell)[0] for cell in set(column.cells)}) if name == "status" else 0)
        fit -= 3.0 * (1 - len(column.cells) / max(1, *(len(other.cells) for other in columns)))
    if name == "date" and column.concept == "past date":
        fit -= 25
    if name == "date" and column.concept == "week":
        fit -= 30
    if name == "title" and re.search(rf"[ _]{language}$", column.header, re.IGNORECASE):
        fit += 5
    return [(column.score + fit, column.index, name)]


def _field_by_values(column: Column, columns: Sequence[Column]) -> str:
    """Return the field that the concept and the values agree on, or an empty string."""
    concept, cells = column.concept, column.cells
    if concept in ("date", "past date", "week"):
        dates = column.share(csv_dates.look)
        if not cells:
            return "date" if concept == "date" else ""
        return "date" if dates > (0.5 if concept == "week" else 0) else ""
    if concept in _RULES:
        return _RULES[concept](column)
    if concept == "comments":
        if column.share(csv_values.number) > 0.7:
            return "results"
        return "" if any(other.concept == "notes" for other in columns) else "notes"
    if concept == "approval":
        return (
            ""
            if any(other.concept == "status" for other in columns) or column.share(csv_dates.look) > 0.3
            else "status"
        )
    if concept == "views":
        return "results" if not cells or column.share(csv_values.number) > 0.7 else ""
    if concept == "id":
        return "id" if cells and column.distinct == len(cells) else ""
    if concept == "copy" and cells and column.length < 12 and column.distinct < 4 <= len(cells):
        return ""  # Yes and No are no texts to publish
    return concept if concept in _SIMPLE else ""


def _time(column: Column) -> str:
    zone = re.search(r"[(\[]\s*([A-Z]{2,5})\s*[)\]]", column.header)
    if zone and zone.group(1) not in ("HH", "HHMM", "HH:MM"):
        return ""  # a clock of another zone: its numbers are not the calendar's
    if column.cells and column.share(csv_dates.look) > 0.7:
        return "date"
    return "time" if not column.cells or column.share(csv_dates.read_time) > 0 else ""


def _format_or_pillar(column: Column) -> str:
    if not column.cells:
        return "format" if column.concept != "type" else ""
    spoken = [set(words(cell).split()) for cell in column.cells]
    made = sum(bool(one & FORMAT_WORDS) for one in spoken) / len(spoken)
    themed = sum(bool(one & PILLAR_WORDS) and not one & FORMAT_WORDS for one in spoken) / len(spoken)
    if column.length > 45 or (column.distinct > 12 and column.distinct > 0.7 * len(column.cells)):
        return ""
    if column.concept == "type":
        if sum(bool(one & IDEA_WORDS) and one <= RECORD_WORDS for one in spoken) and all(
            one <= RECORD_WORDS for one in spoken
        ):
            return "record"
        return "format" if made > 0.3 and made >= themed else "pillar" if themed > 0.5 else ""
    return "pillar" if themed > 0.4 and themed > made else "format"


def _intent(column: Column) -> str:
    return (
        "intent" if column.share(csv_values.intent) >= 0.5 else "kind" if column.share(csv_values.kind) >= 0.5 else ""
    )


def _link(column: Column) -> str:
    return "link" if not column.cells or column.share(csv_values.is_link) >= 0.5 else ""


def _tags(column: Column) -> str:
    return "hashtags" if column.share(lambda cell: "#" in cell) >= 0.5 else ""


def _day(column: Column) -> str:
    if not column.cells or column.share(csv_dates.weekday) > 0.5:
        return "weekday"
    if column.share(csv_dates.day_number) > 0.8:
        return ""  # numbers: _day_numbers looks at them when no column holds dates
    if column.share(csv_dates.look) > 0.5:
        return "date"
    return "hashtags" if column.share(lambda cell: cell.startswith("#")) > 0.5 else ""


def _kind(column: Column) -> str:
    return "kind" if column.share(csv_values.kind) >= 0.5 else ""


_RULES: Mapping[str, Callable[[Column], str]] = {
    "time": _time,
    "type": _format_or_pillar,
    "content type": _format_or_pillar,
    "intent": _intent,
    "link": _link,
    "tags": _tags,
    "day": _day,
    "kind": _kind,
}


def _day_numbers(columns: list[Column]) -> list[Column]:
    """Take a column of numbers that is called a day, or a date, for the days of a plan."""
    for column in columns:
        called = column.concept in ("day", "date") and column.field in (EXTRA, "date")
        if called and column.cells and column.share(csv_dates.day_number) > 0.8:
            others = [replace(one, field=EXTRA) if one.field == "date" else one for one in columns]
            return [replace(one, field="day number") if one.index == column.index else one for one in others]
    return columns


def _by_values(columns: list[Column]) -> list[Column]:
    """Give a field that no header claims to a column whose header says nothing and whose values are plain."""
    taken = {column.field for column in columns}
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("date", lambda cell: len(cell) > 5 and csv_dates.look(cell)),
        ("channels", csv_values.is_network),
        ("status", lambda cell: csv_values.step_of(cell)[0]),
        ("hashtags", lambda cell: cell.startswith("#")),
        ("link", csv_values.is_link),
        ("time", csv_dates.read_time),
    )
    for name, test in tests:
        if name in taken or (name in ("date", "time") and "day number" in taken):
            continue
        for place, column in enumerate(columns):
            if column.field == EXTRA and not column.concept and column.cells and column.share(test) >= 0.8:
                columns[place] = replace(column, field=name)
                break
    return columns


def _title(columns: list[Column]) -> list[Column]:
    """Choose a title where no column is called one; what is left of the themes becomes the pillar where that fits."""
    if not any(column.field == "title" for column in columns):
        chosen = _best_title(columns)
        columns = [replace(one, field="title") if one is chosen else one for one in columns]
    if not any(column.field == "pillar" for column in columns):
        for column in columns:
            fits = column.cells and column.length < 40 and column.distinct <= max(8, len(column.cells) // 3)
            if column.concept == "theme" and column.field == EXTRA and fits:
                return [replace(one, field="pillar") if one is column else one for one in columns]
    return columns


def _best_title(columns: list[Column]) -> Column | None:
    candidates = [
        column
        for concept in TITLES
        for column in columns
        if column.concept == concept and column.field == EXTRA and column.cells
    ]
    if candidates:
        fullest = max(len(column.cells) for column in candidates)
        candidates = [column for column in candidates if len(column.cells) * 5 >= fullest * 4]
        richest = max(column.distinct for column in candidates)
        return next(column for column in candidates if column.distinct * 3 >= richest)
    if any(column.field == "copy" for column in columns):
        return None
    unknown = [column for column in columns if column.field == EXTRA and not column.concept and _wordy(column)]
    return max(unknown, key=lambda column: (column.distinct, column.length), default=None)


def _wordy(column: Column) -> bool:
    """Whether the column holds texts of its own: not numbers, not dates, not one word again and again."""
    most = Counter(column.cells).most_common(1)
    return (
        bool(most)
        and column.share(lambda cell: any(char.isalpha() for char in cell)) > 0.5
        and column.share(csv_dates.look) < 0.5
    )
