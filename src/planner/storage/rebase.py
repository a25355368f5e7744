"""Fits an edit to the plan it meets: ids for items that have none, and whether somebody else changed the same.

A reader would get wrong: an item written by hand without an id is known by a name made from its title and date, so every such name in an
edit is replaced before anything else in it happens.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from planner.core import edits, ids
from planner.core.edits import SINGLE_TABLES, Add, Batch, Change, Edit, GoneError, Remove, flat
from planner.core.model import Frozen
from planner.core.steps import each
from planner.core.values import fields, is_dataclass, replace
from planner.i18n import _

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

    from planner.core.model import Calendar
    from planner.storage.document import Document


def focus_of(edit: Edit) -> str | None:
    """Return the id of the first item that is there after ``edit`` because of it, or None."""
    for one in flat(edit):
        if one.table == "items" and isinstance(one, Add):
            return str(one.entry.id)
        if one.table == "items" and isinstance(one, Change):
            return str(one.values.get("id", one.key))
    return None


def name_of(edit: Edit, calendar: Calendar) -> str:
    """Return what the first part of ``edit`` is about, in words of the plan."""
    first = next(flat(edit), None)
    if first is None:
        return ""
    entry = first.entry if isinstance(first, Add) else _entry(calendar, first)
    for field in ("title", "name", "id"):
        if getattr(entry, field, ""):
            return _("“{text}”").format(text=getattr(entry, field))
    return f"[{first.table}]"


def _entry(calendar: Calendar, step: Change | Remove) -> Any:
    if step.table == "calendar":
        return calendar
    if step.table in SINGLE_TABLES:
        return getattr(calendar, step.table)
    try:
        return getattr(calendar, step.table)[edits.locate(calendar, step.table, step.key)]
    except GoneError:
        return None


def with_ids(edit: Edit, calendar: Calendar, choose: Callable[[str], str]) -> tuple[Edit, str | None]:
    """Return ``edit`` with an id for every item in it that has none, and the id to look at afterwards.

    Items that it only names as a parent get one as well, since a ``~`` name is never written.
    """
    steps = [_clean_step(step) for step in each(list(flat(edit)))]
    given = _new_ids(steps, calendar, choose)
    taken = {*calendar.by_id, *given.values()}
    first = steps[0] if len(steps) == 1 else None
    single = first.key if isinstance(first, Change) and first.key in given and len(given) == 1 else None
    result: list[Add | Change | Remove] = [
        Change("items", old, Frozen(id=new)) for old, new in given.items() if old != single
    ]
    for step in steps:
        if step.table != "items":
            result.append(step)
        elif isinstance(step, Add):
            entry = _with_parent(step.entry, given)
            if not entry.id or (not entry.has_own_id and not step.raw):
                entry = replace(entry, id=ids.new_id(taken, choose))
                taken.add(entry.id)
            result.append(replace(step, entry=entry))
        elif isinstance(step, Change):
            values = {
                **step.values,
                **({"parent": given[step.values["parent"]]} if step.values.get("parent") in given else {}),
            }
            if step.key == single:
                result.append(Change("items", step.key, Frozen({"id": given[single], **values})))
            else:
                result.append(Change("items", given.get(str(step.key), step.key), Frozen(values)))
        else:
            result.append(Remove("items", given.get(str(step.key), step.key)))
    named: Edit = result[0] if len(result) == 1 else Batch(tuple(result))
    return named, focus_of(named)


def _clean_step(step: Add | Change | Remove) -> Add | Change | Remove:
    """Return ``step`` without lone surrogates, which no UTF-8 file can hold: each becomes U+FFFD."""
    if isinstance(step, Add):
        return replace(step, entry=_clean(step.entry))
    return replace(step, values=_clean(Frozen(step.values))) if isinstance(step, Change) else step


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, tuple):
        return tuple(_clean(one) for one in value)
    if isinstance(value, Mapping):
        return Frozen({_clean(name): _clean(one) for name, one in value.items()}) if value else value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            spec.name: new
            for spec in fields(value)
            if (old := getattr(value, spec.name))
            and not isinstance(old, (int, float, dt.date, dt.time))
            and (new := _clean(old)) != old
        }
        return replace(value, **changed) if changed else value
    return [_clean(one) for one in value] if isinstance(value, list) else value


def _with_parent(entry: Any, given: dict[str, str]) -> Any:
    return replace(entry, parent=given[entry.parent]) if entry.parent in given else entry


def _new_ids(steps: list[Add | Change | Remove], calendar: Calendar, choose: Callable[[str], str]) -> dict[str, str]:
    """Return a new id for each ``~`` item that the steps change, or name as a parent, or (where names may shift) remove."""
    wanted: dict[str, None] = {}
    for step in steps:
        if step.table != "items":
            continue
        if isinstance(step, Change) and step.values and "id" not in step.values:
            wanted[str(step.key)] = None
        if isinstance(step, Remove) and len(steps) > 1:
            wanted[str(step.key)] = None
        parent = (
            step.entry.parent
            if isinstance(step, Add)
            else step.values.get("parent", "")
            if isinstance(step, Change)
            else ""
        )
        wanted[str(parent)] = None
    names = [name for name in wanted if name.startswith("~") and name in calendar.by_id]
    replaced = {str(step.key) for step in steps if isinstance(step, Remove) and step.table == "items"}
    if (
        len(names) == 1
        and names[0] in replaced
        and not any(isinstance(step, Change) and step.key == names[0] for step in steps)
    ):
        return {}  # one name alone cannot shift under its own removal
    given: dict[str, str] = {}
    for name in names:
        given[name] = ids.new_id({*calendar.by_id, *given.values()}, choose)
    return given


def with_text(inverse: Edit, edit: Edit, document: Document) -> Edit:
    """Return ``inverse`` with the text of what ``edit`` removes, so that putting it back brings its comments and unknown keys back."""
    given = {
        (one.table, one.values["id"]): one.key
        for one in flat(edit)
        if isinstance(one, Change) and set(one.values) == {"id"}
    }
    return _with_text(inverse, edit, document, given)


def _with_text(inverse: Edit, edit: Edit, document: Document, given: Mapping[Any, str | int]) -> Edit:
    """Do it; ``given`` are the names in the document of what gets an id first (``with_ids``)."""
    if isinstance(edit, Remove) and isinstance(inverse, Add):
        try:
            text = document.block_text(edit.table, given.get((edit.table, edit.key), edit.key))
            return replace(inverse, raw=text)
        except GoneError:
            return inverse
    if isinstance(edit, Batch) and isinstance(inverse, Batch):
        pairs = zip(edit.edits, reversed(inverse.edits), strict=True)
        return Batch(tuple(reversed([_with_text(back, one, document, given) for one, back in pairs])))
    return inverse


def agrees(edit: Edit, left: Edit, calendar: Calendar) -> bool:
    """Whether ``calendar`` has, wherever ``edit`` would change it, what ``left`` says should stand there.

    ``left`` is the edit of which ``edit`` is the way back: its values are what ``edit`` expects to find.
    """
    forward, backward = list(flat(edit)), list(flat(left))
    if len(forward) != len(backward):
        return False
    for step, expected in zip(forward, reversed(backward), strict=True):
        if not _agrees(step, expected, calendar):
            return False
        try:
            calendar, _back = edits.apply(calendar, step)
        except GoneError:
            return False
    return True


def _agrees(step: Add | Change | Remove, expected: Add | Change | Remove, calendar: Calendar) -> bool:
    if isinstance(step, Add):
        ident = getattr(step.entry, "id", "")
        return step.table != "items" or ident not in calendar.by_id or ident.startswith("~")
    entry = _entry(calendar, step)
    if entry is None:
        return False
    if isinstance(step, Remove) and isinstance(expected, Add):
        return _same(entry, expected.entry)
    if not isinstance(step, Change) or not isinstance(expected, Change):
        return False
    for name, value in step.values.items():
        found = entry.get(name) if step.table in ("filters", "limits") else getattr(entry, name)
        if name != "id" and not _expected(found, expected.values.get(name), value):
            return False
    return True


def _expected(found: Any, expected: Any, wanted: Any) -> bool:
    """Whether ``found`` is as expected or as wanted; of mappings only what is to change counts, the rest is somebody else's."""
    if found in (expected, wanted):
        return True
    if not all(isinstance(value, Mapping) for value in (found, expected, wanted)):
        return False
    return all(
        found.get(key) in (expected.get(key), wanted.get(key))
        for key in (*expected, *wanted)
        if expected.get(key) != wanted.get(key)
    )


def is_so(edit: Edit, calendar: Calendar) -> bool:
    """Whether ``calendar`` says already all that ``edit`` would make it say."""
    return all(_is_so(step, calendar) for step in flat(edit))


def _is_so(step: Add | Change | Remove, calendar: Calendar) -> bool:
    if isinstance(step, Add):
        there = calendar.by_id.get(step.entry.id) if step.table == "items" else None
        return there is not None and _same(there, step.entry)
    entry = _entry(calendar, step)
    if isinstance(step, Remove):
        return entry is None
    if entry is None:
        return False
    here = entry.get if step.table in ("filters", "limits") else lambda name: getattr(entry, name)
    return all(here(name) == value for name, value in step.values.items())


def upon(edit: Edit, left: Edit, calendar: Calendar) -> Edit:
    """Return ``edit``, which agrees with ``calendar``, so that of mappings it changes its own keys only; ``left`` is as for ``agrees``."""
    if isinstance(edit, Batch) and isinstance(left, Batch) and len(edit.edits) == len(left.edits):
        pairs = zip(edit.edits, reversed(left.edits), strict=True)
        return Batch(tuple(upon(one, other, calendar) for one, other in pairs))
    if not isinstance(edit, Change) or not isinstance(left, Change) or edit.table != "items":
        return edit
    entry = calendar.by_id.get(str(edit.key))
    values = {}
    for name, wanted in edit.values.items():
        found, expected = getattr(entry, name, None), left.values.get(name)
        values[name] = wanted
        if isinstance(found, Mapping) and isinstance(expected, Mapping) and found != expected:
            changed = {key for key in (*expected, *wanted) if expected.get(key) != wanted.get(key)}
            values[name] = Frozen(
                {key: value for key, value in found.items() if key not in changed}
                | {key: value for key, value in wanted.items() if key in changed}
            )
    return replace(edit, values=Frozen(values))


def _same(one: Any, other: Any) -> bool:
    return all(getattr(one, spec.name) == getattr(other, spec.name) for spec in fields(one) if spec.name != "id")
