"""Carries an edit of the plan over into the text, and compares what the touched blocks say with the plan before anybody writes.

A reader would get wrong: fields go into the text one by one; a block is never written anew, so its comments and unknown keys stay.
"""

from __future__ import annotations

from collections.abc import Mapping

import planner.core.edits as core
from planner.core import ids
from planner.core.edits import SINGLE_TABLES, Add, Batch, Change, Edit, Remove, flat
from planner.core.steps import each
from planner.core.values import replace
from planner.errors import UsageError
from planner.i18n import N_
from planner.storage import verify, writing
from planner.storage.blocks import place_for
from planner.storage.schema import TABLE_PATHS, keys, plain, plain_value
from planner.storage.splice import Splicer

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

    from planner.core.model import Calendar
    from planner.storage.document import Document

_TABLES = ("relevance", "results", "exported", "extra", "formats")
"""Fields that are tables: they change answer by answer, number by number."""


def rewrite(document: Document, edit: Edit, before: Calendar, after: Calendar) -> Document:
    """Return ``document`` with ``edit`` in it; see ``Document.apply``."""
    splicer = Splicer(document.index, _newline(document))
    steps = list(flat(edit))
    current = before
    while steps:
        splicer.refresh()
        if _exchanged(splicer, steps, current):
            current = core.apply(current, Batch(tuple(steps[:2])))[0]
            del steps[:2]
            continue
        run = _run(steps, current)
        if isinstance(run[0], Add):
            _add(splicer, [step for step in run if isinstance(step, Add)], current)
        else:
            for step, index in each(_bottom_up(run, current)):
                _one(splicer, step, index, current)
        del steps[: len(run)]
        current = _after(current, run) if steps else after
    result = document.with_sections(splicer.sections, after, splicer.refresh())
    faults = verify.compare(result, before, after, {step.table for step in flat(edit)})
    if faults:
        raise UsageError(faults[0])
    return result


def _newline(document: Document) -> str:
    return next((section.newline for section in document.sections if section.newline), "\n")


def _run(steps: list[Add | Change | Remove], current: Calendar) -> list[Add | Change | Remove]:
    """Return the first steps, as many as can be carried over at once: additions at the end, changes or removals of different entries."""
    first = steps[0]
    run = [first]
    for step in steps[1:]:
        if step.table != first.table or type(step) is not type(first):
            break
        if isinstance(step, Add) and isinstance(first, Add):
            if not (_at_end(first, current) and step.at is None and not step.raw):
                break
        elif isinstance(step, Change) and isinstance(first, Change):
            if (
                step.table in SINGLE_TABLES
                or "~" in f"{step.key}{first.key}"
                or "id" in step.values
                or "id" in first.values
            ):
                break
        elif isinstance(step, Remove) and isinstance(first, Remove):
            if any(isinstance(key, int) or "~" in key for key in (step.key, first.key)):
                break
        else:
            break
        run.append(step)
    if not isinstance(first, Add) and len({step.key for step in run if not isinstance(step, Add)}) < len(run):
        return run[:1]
    return run


def _at_end(step: Add, current: Calendar) -> bool:
    return not step.raw and (step.at is None or step.at >= len(getattr(current, step.table)))


def _after(current: Calendar, run: list[Add | Change | Remove]) -> Calendar:
    first = run[0]
    if len(run) == 1:
        return core.apply(current, first)[0]
    entries = list(getattr(current, first.table))
    if isinstance(first, Add):
        entries += [step.entry for step in run if isinstance(step, Add)]
    elif isinstance(first, Remove):
        gone = {place for _step, place in _bottom_up(run, current)}
        entries = [entry for place, entry in enumerate(entries) if place not in gone]
    else:
        for change, place in _bottom_up(run, current):
            if isinstance(change, Change) and place is not None:
                entries[place] = replace(entries[place], **change.values)
    named = ids.named(entries) if first.table == "items" else tuple(entries)
    changed: dict[str, Any] = {first.table: named}
    return replace(current, **changed)


def _bottom_up(run: list[Add | Change | Remove], current: Calendar) -> list[tuple[Change | Remove, int | None]]:
    """Return the steps with the places of their entries, the last first, so that no place moves under a later step."""
    steps = [step for step in run if not isinstance(step, Add)]
    if steps[0].table in SINGLE_TABLES:
        return [(step, None) for step in steps]
    if len(steps) == 1:
        return [(steps[0], core.locate(current, steps[0].table, steps[0].key))]
    places = {
        entry.id if hasattr(entry, "id") else place: place
        for place, entry in enumerate(getattr(current, steps[0].table))
    }
    return [
        (step, place)
        for place, _number, step in sorted(
            ((places[step.key], number, step) for number, step in enumerate(steps)), reverse=True
        )
    ]


def _add(splicer: Splicer, adds: list[Add], current: Calendar) -> None:
    """Put one entry (with the text it had, if that is known), or several, where the first of them goes."""
    table, raw, line = adds[0].table, adds[0].raw, splicer.newline
    entries = [plain(step.entry, table) for step in each(adds)]
    count = len(getattr(current, table))
    index = count if adds[0].at is None else min(max(adds[0].at, 0), count)
    if splicer.add_entry(table, index, count, entries[0], raw):
        for offset, entry in enumerate(entries[1:], start=1):
            splicer.add_entry(table, index + offset, count + offset, entry, "")
        return
    if raw and not raw.startswith("{"):
        block = _with_line_ends(raw, line)
    else:
        block = line.join(writing.block(table, entry, line) for entry in each(entries, N_("Items written down:")))
    blocks = splicer.index.blocks.get(table, [])
    if not blocks:
        splicer.add_after(place_for(splicer.index, table), block)
    elif index == 0:
        splicer.add_before(blocks[0][0], block)
    else:
        splicer.add_after(blocks[index - 1][-1], block)


def _exchanged(splicer: Splicer, steps: list[Add | Change | Remove], current: Calendar) -> bool:
    """Put an entry's new text in the place of its old one, where the first two steps are that; return whether they are.

    Taken out and put in one after the other, it would change places with the detached comments above it.
    """
    if len(steps) < 2:
        return False
    out, into = steps[:2]
    if not (isinstance(out, Remove) and isinstance(into, Add) and into.raw and out.table == into.table):
        return False
    index = core.locate(current, out.table, out.key)
    numbers = splicer.index.blocks.get(out.table, [])[index : index + 1]
    if into.at != index or not numbers or into.raw.startswith("{"):
        return False
    if numbers[0] != list(range(numbers[0][0], numbers[0][-1] + 1)):
        return False
    splicer.exchange(numbers[0], _with_line_ends(into.raw, splicer.newline_of(numbers[0][0])))
    return True


def _with_line_ends(raw: str, line: str) -> str:
    block = raw if raw.endswith("\n") else raw + line
    return block.replace("\n", line) if line != "\n" and line not in block else block


def _one(splicer: Splicer, step: Change | Remove, index: int | None, current: Calendar) -> None:
    if isinstance(step, Remove):
        assert index is not None
        splicer.drop_entry(step.table, index)
        return
    if step.table in SINGLE_TABLES:
        _change_single(splicer, step, current)
        return
    assert index is not None
    old = getattr(current, step.table)[index]
    new = replace(old, **step.values)
    path = splicer.at(step.table, index)
    for key in keys(step.table).values():
        if key.field in step.values:
            _change_field(splicer, (*path, key.name), key, getattr(old, key.field), getattr(new, key.field))


def _change_single(splicer: Splicer, step: Change, current: Calendar) -> None:
    splicer.at(TABLE_PATHS[step.table][0], None)
    path = TABLE_PATHS[step.table]
    if step.table in ("filters", "limits"):
        old = getattr(current, step.table)
        for name, value in step.values.items():
            if value is None:
                splicer.remove((*path, name))
            elif name not in old or old[name] != value:
                splicer.set((*path, name), value)
        return
    entry = current if step.table == "calendar" else getattr(current, step.table)
    for key in keys(step.table).values():
        if key.field in step.values:
            _change_field(splicer, (*path, key.name), key, getattr(entry, key.field), step.values[key.field])


def _change_field(splicer: Splicer, path: tuple[str | int, ...], key: Any, old: Any, new: Any) -> None:
    if old == new and type(old) is type(new):
        return
    if key.kind == "columns":
        splicer.remove(path)
    if key.field == "id" and new.startswith("~"):
        if not old.startswith("~"):
            splicer.remove(path)
        return
    if key.field in _TABLES and isinstance(new, Mapping):
        _change_table(splicer, path, plain_value(key, old), plain_value(key, new))
    elif new is None or (not new and new == key.default):
        splicer.remove(path)
    else:
        splicer.set(path, plain_value(key, new))


def _change_table(
    splicer: Splicer, path: tuple[str | int, ...], old: Mapping[str, Any], new: Mapping[str, Any]
) -> None:
    for name in old:
        if name not in new:
            splicer.remove((*path, name))
    for name, value in new.items():
        if name not in old:
            splicer.set((*path, name), value)
        elif isinstance(value, Mapping) and isinstance(old[name], Mapping):
            _change_table(splicer, (*path, name), old[name], value)
        elif old[name] != value or type(old[name]) is not type(value):
            splicer.set((*path, name), value)
