"""Reads a calendar's bytes into the model, with every problem of the file at once (CALENDAR.md §2).

A reader would get wrong: warnings are looked for when they are asked for, since a verb that only lists items shows none.
"""

from __future__ import annotations

from functools import cached_property

from planner.core import ids
from planner.core.model import ENTRY_TYPES, Calendar
from planner.core.values import replace
from planner.errors import InvalidFileError, Problem, SpreadsheetError
from planner.i18n import _
from planner.storage import reading
from planner.storage.document import BOM, Document
from planner.storage.findings import Finding, Findings, Where, shown, wrong_type
from planner.storage.schema import ARRAYS, MAX_BYTES, TABLE_PATHS, TOP_LEVEL, Key, jsonable, keys, plain

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from planner.core.model import Item
    from planner.storage.seen import Seen
    from planner.storage.usual import Usual

SPREADSHEETS = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
"""How names end of what people open for a calendar."""
SMALLEST = 60_000
"""Bytes; a smaller file is read whole in less time than it takes to get ready for anything else."""
__all__ = ["Decoded", "decode", "entry_text", "jsonable", "plain"]


class Decoded:
    """What a file says: ``calendar``, ``document``, and ``warnings``, sorted by place; ``usual`` where it was read by its shape.

    ``unknown`` are the paths of keys that the program does not know, with the keys known there.
    """

    def __init__(
        self,
        calendar: Calendar,
        document: Document,
        unknown: list[tuple[Where, tuple[str, ...]]],
        known: tuple[Problem, ...] | None = None,
        usual: Usual | None = None,
    ) -> None:
        self.calendar = calendar
        self.document = document
        self.unknown = unknown
        self._known = known
        self.usual = usual
        self.noted: Seen | None = None
        """What was noted of the file, or can be."""

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What does not keep the file from loading, in the language that is current when it is first asked for."""
        if self._known is not None:
            return self._known
        from planner.storage.checks import warnings

        suspects = self.usual.suspects if self.usual else None
        return problems(self.document, warnings(self.calendar, self.unknown, suspects), "warning")


def problems(document: Document, findings: list[Finding], severity: str) -> tuple[Problem, ...]:
    """Return the findings with their places in ``document``, sorted."""
    result = []
    for finding in findings:
        line, column = document.position(finding.path, on_key=finding.on_key)
        message = finding.message
        if finding.line_of:
            message = message.replace("{line}", str(document.position(finding.line_of, on_key=True)[0]))
        result.append(Problem(line, column, severity, message))
    return tuple(sorted(result, key=lambda problem: (problem.line, problem.column)))


def decode(data: bytes, path: str) -> Decoded:
    """Return what the file's bytes say; ``path`` is for messages. Raises InvalidFileError with all problems."""
    large = _large(data)
    if large is not None:
        return large
    raw = parse(data, path)
    found = Findings()
    calendar = _calendar(raw, found)
    document = Document(data, calendar=calendar)
    if calendar is None:
        from planner.storage.checks import unknown_keys

        wrong = problems(document, found.faults, "error")
        # a mistyped key is often what makes another one missing: it is told beside the errors
        raise InvalidFileError(path, (*wrong, *problems(document, unknown_keys(found.unknown), "warning")))
    return Decoded(calendar, document, found.unknown)


def _large(data: bytes) -> Decoded | None:
    """Return what a large file says that is sound and written as usual, or None for any other."""
    if not SMALLEST <= len(data) <= MAX_BYTES:
        return None
    from planner.storage import usual

    read = usual.read(data, len(BOM) * data.startswith(BOM))
    return of_usual(read) if read is not None else None


def of_usual(read: Usual, known: tuple[Problem, ...] | None = None) -> Decoded | None:
    """Return what a large file says that was read by its shape, or None where there is a fault in it; ``known`` are its warnings."""
    from planner.storage.window import Layout

    calendar, unknown = calendar_of(read)
    if calendar is None:
        return None
    document = Document(read.data, calendar=calendar, layout=Layout(read.starts, read.ends))
    return Decoded(calendar, document, unknown, known, usual=read)


def calendar_of(read: Usual) -> tuple[Calendar | None, list[tuple[Where, tuple[str, ...]]]]:
    """Return the plan of a large file that was read by its shape, None where there is a fault in it; and its keys that are not known."""
    found = Findings()
    return _calendar(read.raw, found, read.items), found.unknown + read.unknown


def parse(data: bytes, path: str) -> dict[str, Any]:
    """Return the bytes as TOML values. Raises InvalidFileError: too large, not UTF-8, or a syntax error (the first)."""
    if len(data) > MAX_BYTES:
        sentence = _(
            "the file is larger than {limit} megabytes, the most that is read; split it into several calendars"
        )
        raise InvalidFileError(path, (Problem(1, 1, "error", sentence.format(limit=MAX_BYTES // 1_000_000)),))
    body = data.removeprefix(BOM)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise _not_read(path, _not_text(body, error)) from None
    import tomli

    try:
        raw: dict[str, Any] = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        from planner.storage.syntax import syntax_problem

        raise _not_read(path, syntax_problem(text, error)) from None
    return raw


def _not_read(path: str, problem: Problem) -> InvalidFileError:
    """Return what is wrong with a file that is no TOML: where that is, or that it is not meant to be any."""
    kind = SpreadsheetError if path.lower().endswith(SPREADSHEETS) else InvalidFileError
    return kind(path, (problem,))


def _not_text(body: bytes, error: UnicodeDecodeError) -> Problem:
    before = body[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    if body[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in body[:100]:
        return Problem(
            line, column, "error", _("the file is not UTF-8 text but looks like UTF-16 or binary; save it as UTF-8")
        )
    sentence = _("the byte {byte} is not UTF-8 text; save the file as UTF-8")
    return Problem(line, column, "error", sentence.format(byte=f"0x{body[error.start]:02X}"))


def _calendar(raw: Mapping[str, Any], found: Findings, items: tuple[Item, ...] = ()) -> Calendar | None:
    """Return the plan; ``items`` are those that ``raw`` does not hold."""
    head = raw.get("calendar", {})
    if isinstance(head, dict) and type(head.get("version")) is int and head["version"] > 1:
        reading.READERS["version"](head["version"], keys("calendar")["version"], ("calendar", "version"), found)
        return None
    fields: dict[str, Any] = {"items": items}
    for name, value in raw.items():
        if name not in TOP_LEVEL:
            found.unknown.append(((name,), TOP_LEVEL))
            reading.check_depth(value, name, (name,), found)
        elif name in ARRAYS:
            fields[name] = entries(name, value, found)
        elif type(value) is not dict:
            found.fault((name,), wrong_type(name, "table", value))
        else:
            fields.update(single(name, value, found))
    if "calendar" not in raw:
        found.fault((), _("the table [calendar] with a “title” is missing; a calendar begins with it"))
    return None if found.faults else Calendar(**fields)


def single(name: str, value: dict[str, Any], found: Findings) -> dict[str, Any]:
    """Return the model's fields for one of the tables of which there is one."""
    if name == "calendar":
        return reading.fields_of(value, name, (name,), found) or {}
    if name == "export":
        found.unknown += [((name, inner), ("csv",)) for inner in value if inner != "csv"]
        csv = value.get("csv", {})
        if type(csv) is not dict:
            found.fault((name, "csv"), wrong_type("csv", "table", csv))
            return {}
        return _built("csv", csv, TABLE_PATHS["csv"], found)
    if name in ("filters", "limits"):
        read: Callable[..., Any] = reading.texts_by_name if name == "filters" else reading.READERS["counts"]
        return {name: read(value, Key(name, name, ""), (name,), found)}
    return _built(name, value, (name,), found)


def _built(name: str, value: dict[str, Any], at: tuple[str, ...], found: Findings) -> dict[str, Any]:
    fields = reading.fields_of(value, name, at, found)
    return {} if fields is None else {name: type(getattr(_EMPTY, name))(**fields)}


_EMPTY = Calendar(title="")


def entries(table: str, value: Any, found: Findings) -> tuple[Any, ...]:
    """Return the entries of one array of tables that are without a fault; faults, double ids among them, go to ``found``."""
    if type(value) is not list:
        found.fault((table,), wrong_type(table, "entries", value), on_key=True)
        return ()
    build = ENTRY_TYPES[table]
    result = []
    taken: dict[str, int] = {}
    for index, raw in enumerate(value):
        if type(raw) is not dict:
            found.fault((table, index), wrong_type(table, "entries", raw))
            continue
        fields = reading.fields_of(raw, table, (table, index), found)
        ident = raw.get("id")
        if type(ident) is str and ident and not (table == "items" and ident.startswith("~")):
            if ident in taken:
                sentence = _(
                    "the id “{id}” is taken: {table} has it on line {line} already; every id must be another"
                ).replace("{id}", shown(ident))
                found.fault(
                    (table, index, "id"),
                    sentence.replace("{table}", f"[[{table}]]"),
                    line_of=(table, taken[ident], "id"),
                )
            else:
                taken[ident] = index
        if fields is not None:
            if table == "items":
                fields.setdefault("id", "")
            result.append(build(**fields))
    return ids.named(result) if table == "items" and len(taken) < len(result) else tuple(result)


def decode_entry(text: str, path: str, table: str = "items") -> Any:
    """Return the entry that a block's text is, with an empty id where it gives none. Raises InvalidFileError."""
    data = text.encode()
    raw = parse(data, path)
    found = Findings()
    given = raw.get(table)
    if not isinstance(given, list) or len(given) != 1 or len(raw) != 1:
        found.fault((), _("there must be one [[{table}]] here and nothing else").format(table=table))
        given = []
    result = entries(table, given, found)
    if found.faults:
        raise InvalidFileError(path, problems(Document(data), found.faults, "error"))
    entry = result[0]
    return entry if getattr(entry, "has_own_id", True) else replace(entry, id="")


def entry_text(table: str, entry: Any, newline: str = "\n") -> str:
    """Return the block ``[[table]]`` of an entry, as it is written when it is new."""
    from planner.storage.writing import block

    return block(table, plain(entry, table), newline)
