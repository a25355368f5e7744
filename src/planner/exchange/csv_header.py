"""Which row is the header, what its words say each column is about, and what stands below them.

A reader would get wrong: the header is the row with the most headings that people use, not the first one; and a heading's last words weigh more
than its first (``Blog Status`` is a status, ``Asset Owner`` an owner).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from planner.core.values import dataclass
from planner.exchange import csv_dates
from planner.exchange.csv_sniff import Row
from planner.exchange.csv_words import HEADERS, NEVER_PLANNED, words

EXTRA = "extra"
_ALONE_ONLY = frozenset(
    [
        "post",
        "content",
        "contenu",
        "contenido",
        "conteudo",
        "publication",
        "message",
        "action",
        "offer",
        "offre",
        "where",
        "who",
        "section",
        "name",
        "file",
        "material",
        "tag",
        "label",
        "art",
        "typ",
        "when",
        "schedule",
        "phase",
        "stage",
        "state",
        "stand",
        "text",
        "texte",
        "body",
        "person",
        "target",
        "media",
        "medium",
        "column",
        "no",
        "number",
        "num",
        "week",
        "month",
        "day",
        "tema",
        "idea",
        "ideas",
    ]
)
"""Words that say what a column is only where they are the whole header: ``Auto-Post`` and ``UTM_Content`` are no texts to publish."""
_SAMPLE = 2000
_HEADER_ROWS = 30
_SAID = {
    "day number": "date",
    "client comments": "notes",
    "decision": "status",
    "ref": "id",
    "record": EXTRA,
    "weekday": EXTRA,
    "id": EXTRA,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, its header as reports and ``extra`` call it, the concept of its name with how sure that is, its field."""

    index: int
    header: str
    concept: str = ""
    score: int = 0
    field: str = EXTRA
    cells: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The field as ``import --json`` says it: a field of an item, or ``extra``."""
        return _SAID.get(self.field, self.field)

    @property
    def distinct(self) -> int:
        """How many different texts it holds."""
        return len(set(self.cells))

    @property
    def length(self) -> float:
        """How long its texts are on average."""
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    def share(self, test: Callable[[str], object]) -> float:
        """Return the part of its texts that pass ``test``."""
        return csv_dates.share(self.cells, test)


def concept_of(header: str, own: Mapping[str, str] | None = None) -> tuple[str, int]:
    """Return what a header says its column is about, and how sure that is (0 to 100); ``own`` are a calendar's own headings."""
    if own and header.strip() in own:
        return own[header.strip()], 120
    bare = re.sub(r"[(\[（].*?[)\]）]", " ", header)
    for text, score in ((header, 100), (bare, 95)):
        if words(text) in HEADERS:
            return HEADERS[words(text)], score
    for part in re.split(r"[/|]| & | or | ou | - ", bare):
        if words(part) in HEADERS:
            return HEADERS[words(part)], 90
    for part in re.findall(r"[(\[（](.*?)[)\]）]", header):
        if words(part) in HEADERS and HEADERS[words(part)] not in ("id", "ref"):
            return HEADERS[words(part)], 80
    return _inside(words(bare).split())


def _inside(spoken: list[str]) -> tuple[str, int]:
    """Look for a known phrase inside a longer header: at its end first (``Blog Status``), then at its beginning (``Fecha prevista``)."""
    if not 1 < len(spoken) <= 6:
        return "", 0
    for size in range(min(3, len(spoken) - 1), 0, -1):
        for piece, score in ((spoken[-size:], 70), (spoken[:size], 60)):
            concept = HEADERS.get(" ".join(piece), "") if piece[0] not in _ALONE_ONLY or len(piece) > 1 else ""
            if concept in (
                "id",
                "ref",
                "topic",
                "product",
                "content type",
                "type",
                "intent",
                "message",
                "description",
                "week",
                "month",
            ):
                continue
            if concept in ("date", "past date", "time") and NEVER_PLANNED.intersection(spoken):
                continue
            if concept:
                return concept, score
    return "", 0


def find_header(rows: Sequence[Row], own: Mapping[str, str] | None = None) -> int | None:
    """Return the place of the header among ``rows``, or None where the file begins with content at once."""
    best, found = 0.0, None
    for place, row in enumerate(rows[:_HEADER_ROWS]):
        filled = [cell for cell in row.cells if cell.strip()]
        hits: float = sum(1.0 if score >= 90 else 0.5 for cell in filled if (score := concept_of(cell, own)[1]))
        values = sum(_is_value(cell) for cell in filled)
        worth = hits - values - 0.02 * place
        if hits >= 1 and worth > best:
            best, found = worth, place
    if found is not None:
        return found
    first = next((place for place, row in enumerate(rows) if not row.blank), None)
    if first is None:
        return None
    filled = [cell for cell in rows[first].cells if cell.strip()]
    if len(filled) < 2 or any(_is_value(cell) for cell in filled):
        return None
    return first


def _is_value(cell: str) -> bool:
    cell = cell.strip()
    return (
        len(cell) > 80 or cell.startswith(("http://", "https://")) or cell.isdigit() or csv_dates.look(cell) is not None
    )


def headers_of(row: Row, width: int) -> list[str]:
    """Return a name for each of ``width`` columns: a second one of the same name is ``Header (2)``, one without is ``Column 5``."""
    names: dict[str, int] = {}
    for place in range(width):
        name = " ".join(row.cells[place].split()) if place < len(row.cells) else ""
        name = name[:200] or f"Column {place + 1}"
        unique = name
        while unique in names:
            names[name] = names.get(name, 1) + 1
            unique = f"{name} ({names[name]})"
        names[unique] = 1
    return list(names)


def make_columns(rows: Sequence[Row], header: Row | None, own: Mapping[str, str]) -> list[Column]:
    """Return the columns of the rows below ``header`` (None: there is none), with their concepts and a sample of their texts.

    A column without a header and without a text is left out.
    """
    width = max([len(header.cells) if header else 0, *(len(row.cells) for row in rows)], default=0)
    names = headers_of(header or Row(0, ()), width)
    sample = rows if len(rows) <= _SAMPLE else rows[:: len(rows) // _SAMPLE + 1]
    columns = []
    for index, name in enumerate(names):
        cells = tuple(text for row in sample if index < len(row.cells) and (text := row.cells[index].strip()))
        named = header is not None and index < len(header.cells) and bool(header.cells[index].strip())
        if not named and not any(index < len(row.cells) and row.cells[index].strip() for row in rows):
            continue
        concept, score = concept_of(header.cells[index], own) if named and header is not None else ("", 0)
        columns.append(Column(index, name, concept, score, cells=cells))
    return columns
