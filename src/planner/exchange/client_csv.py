"""The calendar as a client opens it in a spreadsheet: one row an item, headings in the calendar's language, a column to answer in.

A reader would get wrong: in the two Excel dialects a cell that a spreadsheet would run gets a leading ``'``, and so does one that already looks
guarded, however often, so that taking one off always gives the text back; ``plain`` guards nothing (CALENDAR.md §6).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping

from planner.core import dates
from planner.core.model import Calendar, Item
from planner.core.steps import each
from planner.core.values import dataclass
from planner.errors import UsageError
from planner.exchange.csv_words import DAY_NAMES, STATUS_NAMES
from planner.i18n import N_, _, speaking

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

FIELDS = (
    *(
        "date",
        "day",
        "time",
        "channels",
        "format",
        "title",
        "copy",
        "personas",
        "pillar",
        "owner",
        "status",
        "link",
        "call_to_action",
    ),
    *("hashtags", "assets", "decision", "comments", "ref"),
)
"""The columns in their order, as ``[export.csv] columns`` names them (CALENDAR.md §6)."""

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "en": dict(
        zip(
            FIELDS,
            (
                "Date",
                "Day",
                "Time",
                "Channel",
                "Format",
                "Title",
                "Copy",
                "Persona",
                "Pillar",
                "Owner",
                "Status",
                "Link",
                "Call to action",
                "Hashtags",
                "Assets",
                "Your decision",
                "Your comments",
                "Ref. (do not change)",
            ),
            strict=True,
        )
    )
    | {
        "notes": "Notes",
        "relevance": "Relevance",
        "keyword": "Keyword",
        "message": "Key message",
        "kind": "Kind",
        "intent": "Intent",
    },
    "fr": dict(
        zip(
            FIELDS,
            (
                "Date",
                "Jour",
                "Heure",
                "Canal",
                "Format",
                "Titre",
                "Texte",
                "Persona",
                "Pilier",
                "Responsable",
                "Statut",
                "Lien",
                "Appel à l'action",
                "Mots-clics",
                "Visuels",
                "Votre décision",
                "Vos commentaires",
                "Réf. (ne pas modifier)",
            ),
            strict=True,
        )
    )
    | {
        "notes": "Notes",
        "relevance": "Pertinence",
        "keyword": "Mot-clé",
        "message": "Message clé",
        "kind": "Nature",
        "intent": "Intention",
    },
}
_ALIASES = {
    "channel": "channels",
    "persona": "personas",
    "id": "ref",
    "text": "copy",
    "cta": "call_to_action",
    "comment": "comments",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a spreadsheet wants its bytes: delimiter, whether a BOM says UTF-8, and whether formulas are guarded."""

    delimiter: str
    bom: bool
    guarded: bool


DIALECTS: Mapping[str, Dialect] = {
    "excel-fr": Dialect(";", bom=True, guarded=True),
    "excel": Dialect(",", bom=True, guarded=True),
    "plain": Dialect(",", bom=False, guarded=False),
}
DEFAULT_DIALECT = {"fr": "excel-fr", "en": "excel"}
_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
_NAMES = re.compile(r"%%|%[AaBb]")
_NAMED: Mapping[str, Callable[[dt.date], str]] = {
    "%A": dates.day_name,
    "%a": dates.short_day,
    "%B": lambda day: dates.month_name(day.month),
    "%b": lambda day: dates.short_month(day.month),
}
_CUTS = re.compile(r'[,;\t|"\r\n]')
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def columns(calendar: Calendar, *, notes: bool = False, relevance: bool = False) -> tuple[tuple[str, str], ...]:
    """Return ``(field, heading)`` of each column, ``ref`` last; ``[export.csv] columns`` of the calendar replaces the usual ones."""
    headings = HEADINGS.get(calendar.language, HEADINGS["en"])
    chosen = [(_ALIASES.get(name, name), heading) for name, heading in calendar.csv.columns] or [
        (name, "") for name in FIELDS
    ]
    asked = [
        name for name, wanted in (("notes", notes), ("relevance", relevance)) if wanted and name not in dict(chosen)
    ]
    chosen = (
        [one for one in chosen if one[0] != "ref"]
        + [(name, "") for name in asked]
        + [one for one in chosen if one[0] == "ref"]
    )
    if not any(name == "ref" for name, _heading in chosen):
        chosen.append(("ref", ""))
    return tuple((name, heading or headings.get(name, name)) for name, heading in chosen)


def headings_of(calendar: Calendar) -> dict[str, str]:
    """Return the concept (see ``csv_columns``) by heading, for the columns that this calendar renames."""
    concepts = {"comments": "client comments"}
    return {
        heading: concepts.get(name, name) for name, heading in columns(calendar, notes=True) if calendar.csv.columns
    }


def cell(calendar: Calendar, item: Item, name: str) -> str:
    """Return what the column ``name`` holds for ``item``, not guarded; NUL and lone surrogates, which no spreadsheet takes, are left out."""
    shown = _SHOWN.get(name)
    text = shown(calendar, item) if shown else _other(item, name)
    return _UNWRITABLE.sub("", text)


def export(
    calendar: Calendar,
    items: Iterable[Item],
    *,
    dialect: str | None = None,
    notes: bool = False,
    relevance: bool = False,
) -> bytes:
    """Return the file for ``items`` in the order given; ``dialect`` is ``excel-fr``, ``excel`` or ``plain``, by default the language's.

    Notes and relevance are in it only when asked for. Raises UsageError for another dialect.
    """
    name = dialect or DEFAULT_DIALECT.get(calendar.language, "excel")
    if name not in DIALECTS:
        raise UsageError(
            _("There is no dialect {name}.").format(name=name),
            _("Choose one of: {names}").format(names=", ".join(DIALECTS)),
        )
    form = DIALECTS[name]
    shown = columns(calendar, notes=notes, relevance=relevance)
    guard = guarded if form.guarded else str
    lines = [form.delimiter.join(quoted(guard(heading)) for _field, heading in shown)]
    lines += [
        form.delimiter.join(quoted(guard(cell(calendar, item, field))) for field, _heading in shown)
        for item in each(items, N_("Items:"))
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig" if form.bom else "utf-8")


def quoted(text: str) -> str:
    """Return ``text`` as one field of RFC 4180, in quotes where it holds *any* usual delimiter, not only that of the file.

    LibreOffice opens a CSV with comma, semicolon and tab all ticked, and would cut ``Camille, lectrice`` in two.
    """
    return '"' + text.replace('"', '""') + '"' if _CUTS.search(text) or text != text.strip() else text


def guarded(text: str) -> str:
    """Return ``text`` so that a spreadsheet shows it instead of running it; ``csv_rows.unguarded`` takes it back."""
    return "'" + text if _RISKY.match(text) else text


def day_text(calendar: Calendar, item: Item) -> str:
    """Return the item's date in the calendar's ``date_format``, ISO by default: Excel and LibreOffice read that in every locale."""
    if item.date is None:
        return ""
    if calendar.csv.date_format:
        day = item.date
        with speaking(calendar.language):
            # strftime would write the names in the machine's language
            names = {code: name(day) for code, name in _NAMED.items()}
        form = _NAMES.sub(lambda found: names.get(found[0], found[0]), calendar.csv.date_format)
        try:
            return day.strftime(form)
        except ValueError:
            return item.date.isoformat()
    return item.date.isoformat()


def _weekday(calendar: Calendar, item: Item) -> str:
    return DAY_NAMES.get(calendar.language, DAY_NAMES["en"])[item.date.weekday()] if item.date else ""


def _time(_calendar: Calendar, item: Item) -> str:
    if item.time is None:
        return ""
    return item.time.isoformat("seconds" if item.time.second else "minutes")


def _status(calendar: Calendar, item: Item) -> str:
    own = calendar.name_of("statuses", item.status)
    if own != item.status or item.status in {status.id for status in calendar.statuses}:
        return own
    return STATUS_NAMES.get(calendar.language, STATUS_NAMES["en"]).get(item.status, item.status)


def _names(table: str, field: str, glue: str) -> Callable[[Calendar, Item], str]:
    def names(calendar: Calendar, item: Item) -> str:
        value = getattr(item, field)
        return glue.join(
            calendar.name_of(table, one) for one in (value if isinstance(value, tuple) else (value,) if value else ())
        )

    return names


def _message(calendar: Calendar, item: Item) -> str:
    found = next((one for one in calendar.messages if one.id == item.message), None)
    return (found.text or found.name or found.id) if found else item.message


def _relevance(_calendar: Calendar, item: Item) -> str:
    return "\n".join(
        f"{question}: {answer.answer} ({answer.on.isoformat()}){' – ' + answer.note if answer.note else ''}"
        for question, answer in item.relevance.items()
    )


def _other(item: Item, name: str) -> str:
    """Return a field that is not shown by default, or a column of an earlier import by its header."""
    value: Any = getattr(item, name, None) if name in Item.__dataclass_fields__ else item.extra.get(name)
    if value is None or isinstance(value, dict):
        return ""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _nothing(_calendar: Calendar, _item: Item) -> str:
    return ""


_SHOWN: Mapping[str, Callable[[Calendar, Item], str]] = {
    "date": day_text,
    "day": _weekday,
    "time": _time,
    "channels": _names("channels", "channels", " + "),
    "format": _names("formats", "format", ""),
    "personas": _names("personas", "personas", "; "),
    "pillar": _names("pillars", "pillar", ""),
    "owner": _names("people", "owner", ""),
    "suggested_by": _names("people", "suggested_by", ""),
    "status": _status,
    "hashtags": lambda _calendar, item: " ".join(f"#{tag}" for tag in item.hashtags),
    "assets": lambda _calendar, item: "; ".join(item.assets),
    "message": _message,
    "relevance": _relevance,
    "decision": _nothing,
    "comments": _nothing,
    "ref": lambda _calendar, item: item.id,
}
