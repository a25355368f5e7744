"""Earlier states of an open calendar and copies that others left beside it: what they say, and how they come back.

A reader would get wrong: whatever comes back is an ordinary step of undo, and what it replaces goes to the history like any other save.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from planner.core import changes
from planner.core.changes import EntryChange
from planner.core.edits import Add, Change
from planner.core.model import Frozen, differs
from planner.core.values import dataclass, replace
from planner.errors import ConflictError, InvalidFileError, PlannerError, UsageError
from planner.i18n import _
from planner.storage import ancestor, apart, codec, files, history, merge

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from planner.core.model import Calendar, Item
    from planner.storage.history import State
    from planner.storage.merge import Conflict
    from planner.workspace import Changed, Workspace

RETRIES = 5


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier state with what the write that replaced it changed; ``problem`` is a sentence where one of the two cannot be read.

    ``reads`` says whether the state itself is a calendar that reads.
    """

    state: State
    reads: bool
    changes: tuple[EntryChange, ...]
    problem: str = ""

    @property
    def told(self) -> str:
        """What changed, in one line."""
        return self.problem or changes.summary(self.changes)


def earlier(path: Path) -> Iterator[Past]:
    """Yield the earlier states of the calendar at ``path``, the newest first; each is only read when it is asked for."""
    later = _bytes(lambda: files.read(path).data)
    for state in history.states(path):
        found = _bytes(state.file.read_bytes)
        if isinstance(found, str):
            yield Past(state, reads=False, changes=(), problem=found)
        elif isinstance(later, str):
            problem = _problem(found)
            yield Past(state, reads=not problem, changes=(), problem=problem or later)
        else:
            yield _past(state, found, later)
        later = found


def _past(state: State, found: bytes, later: bytes) -> Past:
    try:
        return Past(state, reads=True, changes=_between(found, later))
    except InvalidFileError:
        problem = _problem(found)
        return Past(state, reads=not problem, changes=(), problem=problem or _problem(later))


def _between(found: bytes, later: bytes) -> tuple[EntryChange, ...]:
    """Return what differs, reading no more of large versions than that. Raises InvalidFileError."""
    parts = apart.apart(found, later)
    if parts != (found, later):
        try:
            told = changes.between(*(codec.decode(part, "").calendar for part in parts))
        except InvalidFileError:
            told = ()
        # a name made from a title counts its equals, and a parent is named by its title: for these all items are needed
        if told and not any(map(_needs_all, told)):
            return told
    return changes.between(*(codec.decode(part, "").calendar for part in (found, later)))


def _needs_all(change: EntryChange) -> bool:
    named = change.key.startswith("~") or change.former.startswith("~")
    return named or any(one.field == "parent" for one in change.fields)


def since(path: Path, number: int) -> tuple[EntryChange, ...]:
    """Return all that changed from state ``number`` until now. Raises UsageError (there is none), InvalidFileError, FileAccessError."""
    before = history.load(path, number)
    codec.decode(before, _name(number))
    later = files.read(path).data
    codec.decode(later, str(path))
    return _between(before, later)


def _bytes(load: Callable[[], bytes]) -> bytes | str:
    try:
        return load()
    except PlannerError as error:
        return str(error)
    except OSError as error:
        return files.reason(error)


def _problem(data: bytes) -> str:
    """Return why a version does not read, or an empty string."""
    try:
        codec.decode(data, "")
    except InvalidFileError as error:
        return _("does not read as a calendar: {reason}").format(reason=error.problems[0].message)
    return ""


def _name(number: int) -> str:
    return _("state {number}").format(number=number)


# -- coming back


def restore(workspace: Workspace, number: int) -> Changed:
    """Make the calendar what state ``number`` was. Raises UsageError, InvalidFileError, ConflictError, FileAccessError; then nothing moved."""
    data = history.load(workspace.path, number)
    workspace.reload()
    return workspace.put(data, _("back to state {number}").format(number=number), name=_name(number))


def restore_item(workspace: Workspace, number: int, ident: str) -> Changed:
    """Bring one item back as it was in state ``number``; ``ident`` is its id then or now.

    A removed one comes with its comments; of one that is still there the fields go back. Raises UsageError (the state has no such item, or it
    is as it was), InvalidFileError, ConflictError, FileAccessError; then nothing moved.
    """
    then = codec.decode(history.load(workspace.path, number), _name(number))
    workspace.reload()
    known = changes.paired(then.calendar, workspace.calendar)
    old = then.calendar.by_id.get(ident) or then.calendar.by_id.get(known.get(ident, ""))
    if old is None:
        raise UsageError(
            _("State {number} has no item {id}.").format(number=number, id=ident),
            _("See what it has with: planner history {number}").format(number=number),
        )
    label = _("“{title}” back as in state {number}").format(title=old.title, number=number)
    now = next((new for new, was in known.items() if was == old.id), None)
    if now is None:
        raw = then.document.block_text("items", old.id)
        entry = old if raw.strip() else replace(old, id=workspace.new_id() if not old.has_own_id else old.id)
        return workspace.do(Add("items", entry, _place(workspace.calendar, then.calendar, old, known), raw), label)
    values = {field: was for field, (was, _now) in differs(old, workspace.calendar.by_id[now]).items() if field != "id"}
    if not values:
        raise UsageError(_("“{title}” is as it was then.").format(title=old.title))
    return workspace.do(Change("items", now, Frozen(values)), label)


def _place(calendar: Calendar, then: Calendar, item: Item, known: dict[str, str]) -> int | None:
    """Return the place right after the nearest item above it then that is still there."""
    now = {was: new for new, was in known.items()}
    above = then.items[: then.places[item.id]]
    for one in reversed(above):
        if one.id in now:
            return calendar.places[now[one.id]] + 1
    return 0


# -- copies


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A copy that was merged: the step (None where the copy had nothing new), and where both changed the same.

    Of each conflict the calendar's own value stands, and the copy's in a comment above it. ``kept`` counts entries that stay although the
    copy lacks them.
    """

    changed: Changed | None
    conflicts: tuple[Conflict, ...]
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Proposed:
    """What merging a copy would make of the calendar: the file, what changes, and where both changed the same; nothing is written yet."""

    data: bytes
    changes: tuple[EntryChange, ...]
    conflicts: tuple[Conflict, ...]
    kept: int
    over: bytes
    """The calendar's bytes that it was made from."""

    @property
    def is_new(self) -> bool:
        """Whether the copy has anything that the calendar has not."""
        return self.data != self.over


def propose(workspace: Workspace, copy: Path, decided: Mapping[int, bool] | None = None) -> Proposed:
    """Return what merging the copy at ``copy`` into the calendar as it is now would make of it.

    ``decided`` says of conflicts of an earlier proposal over the same file, by their place there, whether the copy's value is to stand.

    Both are compared with the state of the history from which they parted, as far as can be told; so what the copy lacks is not removed here.
    Raises InvalidFileError (the copy does not read), MissingFileError, FileAccessError.
    """
    theirs = files.read_settled(copy).data
    codec.decode(theirs, str(copy))
    workspace.reload()
    ours = workspace.document.data
    base = ancestor.of(ours, theirs, history.contents(workspace.path))
    names = (_("before"), str(workspace.path), copy.name)
    merged = merge.merge(base, ours, theirs, names, removing=False, decided=decided)
    found = () if merged.data == ours else changes.between(workspace.calendar, codec.decode(merged.data, "").calendar)
    left = tuple(conflict for number, conflict in enumerate(merged.conflicts) if number not in (decided or ()))
    return Proposed(merged.data, found, left, merged.kept, ours)


def take_in(workspace: Workspace, copy: Path) -> TakenIn:
    """Merge the copy at ``copy`` into the calendar as one step of undo; the copy stays where it is.

    Raises InvalidFileError (the copy does not read), MissingFileError, FileAccessError, ConflictError; then nothing moved.
    """
    for _attempt in range(RETRIES):
        proposed = propose(workspace, copy)
        if not proposed.is_new:
            return TakenIn(None, proposed.conflicts, proposed.kept)
        try:
            changed = workspace.put(proposed.data, _("merged {name}").format(name=copy.name), name=copy.name)
        except ConflictError:
            continue
        return TakenIn(changed, proposed.conflicts, proposed.kept)
    raise ConflictError(str(workspace.path))
