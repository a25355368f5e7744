"""Gives the items of three versions that were written by hand without an id the same one, where either side has given them one since.

A reader would get wrong: two planners that each edit the same hand-written item give it two ids; ours stays, and what names the other by its
id in their version (the items derived from it) is changed along.
"""

from __future__ import annotations

from planner.core import edits
from planner.core.changes import paired
from planner.core.edits import Batch, Change
from planner.core.model import Calendar, Frozen
from planner.storage import codec


def alike(versions: tuple[bytes, bytes, bytes], names: tuple[str, str, str]) -> tuple[bytes, bytes, bytes]:
    """Return base, ours and theirs with one id for each item that is the same one. Raises InvalidFileError."""
    read = [codec.decode(data, name) for data, name in zip(versions, names, strict=True)]
    base = read[0].calendar
    if base.all_named:
        return versions
    ours, theirs = ({was: now for now, was in paired(base, one.calendar).items()} for one in read[1:])
    renames: tuple[dict[str, str], ...] = ({}, {}, {})
    for item in base.items:
        mine, other = ours.get(item.id), theirs.get(item.id)
        if item.has_own_id or mine is None or other is None:
            continue
        name = next((ident for ident in (mine, other) if not ident.startswith("~")), None)
        for place, ident in enumerate((item.id, mine, other)):
            if name is not None and ident != name and name not in read[place].calendar.by_id:
                renames[place][ident] = name
    return (
        _renamed(read[0], renames[0]),
        _renamed(read[1], renames[1]),
        _renamed(read[2], renames[2]),
    )


def _renamed(version: codec.Decoded, renames: dict[str, str]) -> bytes:
    if not renames:
        return version.document.data
    before = version.calendar
    steps = [
        Change("items", item.id, Frozen(parent=renames[item.parent])) for item in before.items if item.parent in renames
    ]
    # the last first: names of those without an id count equals from the top
    steps += [
        Change("items", item.id, Frozen(id=renames[item.id])) for item in reversed(before.items) if item.id in renames
    ]
    edit = Batch(tuple(steps))
    after: Calendar = edits.apply(before, edit)[0]
    return version.document.apply(edit, before, after).data
