"""Compares what edited text says with the plan it should say, block by block, before it is written.

A reader would get wrong: only what was touched is read again; the other sections are the very objects they were.
"""

from __future__ import annotations

from planner.core.edits import SINGLE_TABLES
from planner.core.model import CALENDAR_FIELDS, Calendar, Item
from planner.core.values import replace
from planner.storage import codec
from planner.storage.difference import stretch
from planner.storage.findings import Findings
from planner.storage.schema import TABLE_PATHS

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

    from planner.storage.document import Document


class SpliceError(AssertionError):
    """The edited text would not say what the plan says; the program is at fault, and nothing was written."""


def compare(document: Document, before: Calendar, after: Calendar, tables: set[str]) -> list[str]:
    """Return why the program would refuse to read the text again, as sentences; none when it says ``after``. Raises SpliceError."""
    faults: list[str] = []
    for table in tables:
        if table in SINGLE_TABLES:
            faults += _single(document, table, after)
        elif table in document.index.blocks:
            faults += _blocks(document, table, before, after)
        else:
            faults += _inline(document, table, after)
    return faults


def _raw(document: Document, numbers: list[int]) -> dict[str, Any]:
    import tomli

    text = "".join(document.sections[number].text for number in numbers)
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise SpliceError(str(error)) from error


def _single(document: Document, table: str, after: Calendar) -> list[str]:
    name = TABLE_PATHS[table][0]
    raw = _raw(document, [number for number, _base in document.index.root(name)])
    found = Findings()
    fields = codec.single(name, raw.get(name, {}), found)
    if found.faults:
        return [fault.message for fault in found.faults]
    if table == "calendar":
        said: Any = {field: getattr(Calendar(**fields), field) for field in CALENDAR_FIELDS}
        wanted: Any = {field: getattr(after, field) for field in CALENDAR_FIELDS}
    else:
        said, wanted = fields.get(table, getattr(Calendar(title=""), table)), getattr(after, table)
    _same(said, wanted)
    return []


def _blocks(document: Document, table: str, before: Calendar, after: Calendar) -> list[str]:
    blocks = document.index.blocks[table]
    entries = getattr(after, table)
    if len(blocks) != len(entries):
        raise SpliceError(f"{table}: {len(blocks)} blocks for {len(entries)} entries")
    was = getattr(before, table)
    start, old_end, end = stretch(was, entries)
    untouched = {id(entry) for entry in was[start:old_end]}
    faults = []
    for numbers, entry in zip(blocks[start:end], entries[start:end], strict=True):
        if id(entry) not in untouched:
            found = Findings()
            said = codec.entries(table, _raw(document, numbers).get(table), found)
            if found.faults:
                faults += [fault.message for fault in found.faults]
            else:
                _same(said, (entry,))
    return faults


def _inline(document: Document, table: str, after: Calendar) -> list[str]:
    raw = _raw(document, [number for number, _base in document.index.root(table)])
    found = Findings()
    said = codec.entries(table, raw.get(table, []), found)
    if found.faults:
        return [fault.message for fault in found.faults]
    _same(said, getattr(after, table))
    return []


def _same(said: Any, wanted: Any) -> None:
    if isinstance(wanted, tuple):
        if len(said) == len(wanted):
            for one, other in zip(said, wanted, strict=True):
                _same(one, other)
            return
    elif isinstance(wanted, Item) and wanted.id.startswith("~"):
        said = replace(said, id=wanted.id) if said.id.startswith("~") else said
    if said != wanted and repr(said) != repr(wanted):  # “nan” is not equal to itself
        raise SpliceError(f"{said!r} where {wanted!r} was to be written"[:500])
