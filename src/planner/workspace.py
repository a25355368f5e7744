"""The open calendar: the one place where the plan changes, on disk first and then here.

A reader would get wrong: nothing here moves before the file is safely written, so after an error the plan, its text and the undo stack
are what they were; and what somebody else wrote meanwhile is taken in, never overwritten. Over the ceilings: all ways in which the plan
changes are to be seen in one place.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import time
from collections.abc import Callable

from planner.core import edits, ids, steps
from planner.core.edits import Add, Batch, Change, Edit, GoneError
from planner.core.values import dataclass, replace
from planner.errors import CannotUndoError, ConflictError, InvalidFileError, RefusedError, UsageError
from planner.i18n import _
from planner.order import Order
from planner.storage import codec, files, history, rebase, seen, window
from planner.storage.schema import MAX_BYTES

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from pathlib import Path

    from planner.core.model import Calendar, Item
    from planner.errors import Problem
    from planner.storage.document import Document
    from planner.storage.files import Fingerprint
    from planner.storage.window import Splice

STEPS = 1000
"""How many steps can be undone."""
RETRIES = 10


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change did: the plan after it, its label, and the id of the item to look at (None: none).

    ``was_so`` says that nothing was to be done: somebody else had taken it back, or done it again, before.
    """

    calendar: Calendar
    label: str
    focus: str | None = None
    was_so: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A step as it was carried out, and its way back: as an edit, and as the bytes that stood in place of others."""

    label: str
    done: Edit
    inverse: Edit
    focus: str | None
    generation: int
    splice: Splice
    number: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    """What stands on disk: the plan, its text, and the fingerprint it was seen under."""

    calendar: Calendar
    document: Document
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Outside:
    """What somebody else wrote to the file that said what stands ``before``: its bytes, and what they say, or why they do not read."""

    before: _State
    snapshot: files.Snapshot
    decoded: codec.Decoded | None
    error: InvalidFileError | None = None


class Workspace:
    """One open calendar. ``do``, ``put``, ``undo``, ``redo`` and ``reload`` are the only ways in which it changes."""

    def __init__(
        self,
        path: Path,
        decoded: codec.Decoded,
        fingerprint: Fingerprint,
        *,
        now: Callable[[], dt.datetime],
        today: Callable[[], dt.date | None] | dt.date | None,
        choose: Callable[[str], str],
        sleep: Callable[[float], None],
    ) -> None:
        self.path = path
        self.order = Order()
        self.now = now
        self._decoded = decoded
        self._state = _State(decoded.calendar, decoded.document, fingerprint)
        self._today = today
        self._choose = choose
        self._sleep = sleep
        self._unreadable: tuple[Fingerprint, InvalidFileError] | None = None
        """The file as it was when it did not read, so that it is not read again and again."""
        self._generation = 0
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._undone_after = 0
        """The number of the order that was the last when those were undone."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        now: Callable[[], dt.datetime],
        today: Callable[[], dt.date | None] | dt.date | None = None,
        choose: Callable[[str], str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        reading: Callable[[], files.Snapshot] | None = None,
    ) -> Workspace:
        """Read the calendar at ``path``.

        ``today`` forces the day (a date, or what gives one); without it, it is the day of ``now()`` in the calendar's time zone. ``choose``
        picks one letter of a string, for new ids; without it, that is left to chance. ``reading`` is what ``files.reading`` returned, where
        the file is being read already.
        Raises MissingFileError, FileAccessError, InvalidFileError.
        """
        snapshot = reading() if reading else files.read_settled(path, clock=lambda: now().timestamp(), sleep=sleep)
        decoded = seen.whole(snapshot.data, snapshot.fingerprint.digest) or codec.decode(snapshot.data, str(path))
        return cls(path, decoded, snapshot.fingerprint, now=now, today=today, choose=choose or _any, sleep=sleep)

    # -- what stands

    @property
    def calendar(self) -> Calendar:
        """The plan, as it is on disk."""
        return self._state.calendar

    @property
    def document(self) -> Document:
        """The plan's text."""
        return self._state.document

    @property
    def fingerprint(self) -> Fingerprint:
        """Of the file as it was last read or written here."""
        return self._state.fingerprint

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the file is warned about, as it stands now."""
        return self._as_read().warnings

    def _as_read(self) -> codec.Decoded:
        """Return what the file says now, read again where it was changed here since it was read."""
        if not self._is_known():
            self._decoded = codec.decode(self._state.document.data, str(self.path))
            self._decoded.document = (
                self._state.document
            )  # of the same text, and with the places that are known already
        return self._decoded

    def _is_known(self) -> bool:
        """Whether what the file says now is known without looking through it."""
        if self._decoded.document is not self._state.document:
            from planner.storage.recall import after_edits

            known = after_edits(self._decoded, self._state.document, self._state.calendar)
            self._decoded = known or self._decoded
        return self._decoded.document is self._state.document

    def note_seen(self, *, at_hand: bool = False) -> None:
        """Remember the file as it stands, so that it opens faster the next time; what cannot be remembered is not.

        With ``at_hand``, only if the file need not be looked through for that.
        """
        if len(self.document.data) < seen.SMALLEST or seen.knows(self.fingerprint.digest):
            return
        if not at_hand or self._is_known():
            with contextlib.suppress(InvalidFileError):
                seen.note(self.document.data, self.fingerprint.digest, self._as_read())

    def today(self) -> dt.date:
        """Return the day it is: the one forced, or else the clock's in the calendar's time zone (the machine's where it has none)."""
        forced = self._today() if callable(self._today) else self._today
        if forced is not None:
            return forced
        moment = self.now()
        if not self.calendar.timezone:
            return (moment.astimezone() if moment.tzinfo else moment).date()
        import zoneinfo

        aware = moment if moment.tzinfo else moment.astimezone()
        return aware.astimezone(zoneinfo.ZoneInfo(self.calendar.timezone)).date()

    def as_of(self, today: Callable[[], dt.date]) -> Workspace:
        """Return this calendar as it is seen on another day, to be looked at and not to be changed."""
        import copy

        then = copy.copy(self)
        then._today = today  # noqa: SLF001 - its own
        return then

    def item(self, ident: str) -> Item:
        """Return the item of that id. Raises KeyError."""
        return self.calendar.by_id[ident]

    def new_id(self) -> str:
        """Return an id that no item has."""
        return ids.new_id(self.calendar.by_id, self._choose)

    # -- changes

    def do(self, edit: Edit, label: str, *, seen: Calendar | None = None) -> Changed:
        """Carry ``edit`` out, on disk and here, as one step of undo.

        ``seen`` is the plan that the edit was made on, where that may be older than the present one: what somebody else changed since is
        kept. An item that had no id of its own gets one when it is changed or added. Raises UsageError (what the edit names is gone, or the
        file would not be read back), ConflictError (somebody else changed the same), FileAccessError; then nothing moved.
        """
        if seen is not None and seen is not self.calendar:
            edit = self._fitted(edit, seen)
        named, focus = rebase.with_ids(edit, self.calendar, self._choose)
        return self._did(self._perform(named, label, focus))

    def put(self, data: bytes, label: str, *, name: str = "") -> Changed:
        """Make the file say ``data`` (an earlier state, a merged one) as one step of undo; BOM or none stays as it is in the file.

        ``name`` is what ``data`` is called where it does not read. Raises InvalidFileError (it does not), UsageError (it says what stands
        here), ConflictError (somebody else wrote meanwhile), FileAccessError; then nothing moved.
        """
        decoded = codec.decode(data, name or str(self.path))
        before = self._state
        document = before.document.saying(decoded.document, decoded.calendar)
        if document.data == before.document.data:
            raise UsageError(_("The calendar says that already; nothing was written."))
        from planner.core import transition

        edit = transition.leading(before.calendar, decoded.calendar)
        _after, inverse = self._applied(edit, before)
        return self._did(self._write(before, decoded.calendar, document, (edit, inverse, label, rebase.focus_of(edit))))

    def _did(self, step: _Step) -> Changed:
        self._done.append(replace(step, number=self.order.next()))
        del self._done[:-STEPS]
        self._undone.clear()
        return Changed(self.calendar, step.label, step.focus)

    def rendered(self, edit: Edit) -> bytes:
        """Return the file as ``edit`` would leave it; nothing moves. Raises UsageError."""
        named, _focus = rebase.with_ids(edit, self.calendar, self._choose)
        after, _inverse = self._applied(named, self._state)
        return _rewritten(self._state, named, after).data

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step to do again: not once something else was done, here or in a calendar open beside this one."""
        return bool(self._undone) and self._undone_after == self.order.last

    @property
    def last_done(self) -> int:
        """The number of the step that ``undo`` would take back, 0 for none."""
        return self._done[-1].number if self._done else 0

    @property
    def last_undone(self) -> int:
        """The number of the step that ``redo`` would do again, 0 for none."""
        return self._undone[-1].number if self.can_redo else 0

    def on_top(self, *, undone: bool) -> Edit | None:
        """Return the edit that undo (with ``undone``: redo) would take next, or None."""
        if undone:
            return self._undone[-1].done if self.can_redo else None
        return self._done[-1].done if self._done else None

    @property
    def undo_label(self) -> str:
        """What ``undo`` would undo, or an empty string."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What ``redo`` would do again, or an empty string."""
        return self._undone[-1].label if self.can_redo else ""

    def undo(self) -> Changed:
        """Take the last step back.

        Raises CannotUndoError (none, or somebody else changed the same since), FileAccessError, and what ``reload`` raises.
        """
        changed = self._back(self._done, self._undone, _("There is nothing to undo."))
        if self._undone_after != self.order.last:
            del self._undone[:-1]
            self._undone_after = self.order.last
        return changed

    def withdraw(self) -> None:
        """Take the last step back as if it had not been made: it is not there to be done again. Raises what ``undo`` raises."""
        self.undo()
        self._undone.pop()

    def redo(self) -> Changed:
        """Do the step undone last again. Raises what ``undo`` raises."""
        if not self.can_redo:
            raise CannotUndoError(_("There is nothing to redo."))
        return self._back(self._undone, self._done, _("There is nothing to redo."))

    @property
    def is_behind(self) -> bool:
        """Whether the file does not look as it did when it was last read here, or when it last could not be."""
        known = [self.fingerprint] + ([self._unreadable[0]] if self._unreadable else [])
        return not any(files.unchanged(self.path, one) for one in known)

    def outside(self) -> Outside | None:
        """Read what somebody else wrote, for ``reload`` to take in; None where there is nothing, or it may be half-written.

        Nothing moves here, so that a thread may do it. Raises MissingFileError, FileAccessError.
        """
        before = self._state
        if not self.is_behind:
            return None
        snapshot = files.read(self.path, clock=self._clock)
        if not snapshot.settled:
            return None
        return self._read(snapshot, before)

    def reload(self, *, wait: bool = True, read: Outside | None = None) -> bool:
        """Take in what somebody else wrote; return whether there was anything. Without ``wait``, a file that may be half-written waits.

        What ``outside`` has ``read`` is not read again, unless the file changed since.
        Raises InvalidFileError (it does not read; the plan stays as it was), MissingFileError, FileAccessError.
        """
        if files.unchanged(self.path, self.fingerprint):
            return False
        if self._unreadable is not None and files.unchanged(self.path, self._unreadable[0]):
            raise self._unreadable[1].with_traceback(None)
        if read is not None and read.before is self._state and files.unchanged(self.path, read.snapshot.fingerprint):
            return self._take_in(read)
        if not wait and not files.read(self.path, clock=self._clock).settled:
            return False
        return self._take_in()

    def _clock(self) -> float:
        return self.now().timestamp()

    def _take_in(self, read: Outside | None = None) -> bool:
        if read is None:
            snapshot = files.read_settled(self.path, self.fingerprint, clock=self._clock, sleep=self._sleep)
            read = self._read(snapshot, self._state)
        if read.decoded is None:
            if read.error is not None:
                self._unreadable = (read.snapshot.fingerprint, read.error)
                raise read.error
            self._state = _State(self.calendar, self.document, read.snapshot.fingerprint)
            return False
        self._decoded = read.decoded
        self._state = _State(self._decoded.calendar, self._decoded.document, read.snapshot.fingerprint)
        self._generation += 1
        return True

    def _read(self, snapshot: files.Snapshot, before: _State) -> Outside:
        """Return what a file says that is not as it was ``before``, which is kept."""
        if snapshot.fingerprint.same_content(before.fingerprint):
            return Outside(before, snapshot, None)
        try:
            decoded = codec.decode(snapshot.data, str(self.path))
        except InvalidFileError as error:
            return Outside(before, snapshot, None, error)
        # what somebody else wrote over is kept as well as what a save here replaces
        history.keep_overwritten(self.path, before.document.data, before.fingerprint)
        return Outside(before, snapshot, decoded)

    def _back(self, source: list[_Step], target: list[_Step], empty: str) -> Changed:
        if not source:
            raise CannotUndoError(empty)
        step = source[-1]
        if not files.unchanged(self.path, self.fingerprint):
            self._take_in()
        exact = step if step.generation == self._generation else None
        inverse = step.inverse
        if exact is None and rebase.is_so(inverse, self.calendar):
            source.pop()
            target.append(replace(step, done=inverse, inverse=step.done, generation=-1))
            return Changed(self.calendar, step.label, rebase.focus_of(inverse), was_so=True)
        if exact is None and not rebase.agrees(inverse, step.done, self.calendar):
            raise CannotUndoError(
                _("This cannot be taken back, somebody else changed the same since: {label}.").format(label=step.label)
            )
        if exact is None:
            inverse = rebase.upon(inverse, step.done, self.calendar)
        try:
            back = self._perform(inverse, step.label, rebase.focus_of(inverse), exact)
        except (ConflictError, UsageError) as error:
            raise CannotUndoError(str(error)) from error
        source.pop()
        target.append(replace(back, number=step.number))
        return Changed(self.calendar, step.label, back.focus)

    def _perform(self, edit: Edit, label: str, focus: str | None, exact: _Step | None = None) -> _Step:
        """Write ``edit`` and move; where somebody else wrote meanwhile, take that in and carry the edit out on top of it."""
        with contextlib.ExitStack() as alone:
            for _attempt in range(RETRIES):
                before = self._state
                after, inverse = self._applied(edit, before)
                document = (
                    before.document.spliced(exact.splice.back(), after) if exact else _rewritten(before, edit, after)
                )
                try:
                    return self._write(before, after, document, (edit, inverse, label, focus))
                except ConflictError:
                    # others write a lot: let them wait until this is on top of theirs
                    alone.enter_context(files.alone(self.path, self._sleep))
                    edit = self._meet(edit)
                    exact = None
        raise ConflictError(str(self.path))

    def _fitted(self, edit: Edit, seen: Calendar) -> Edit:
        """Return ``edit`` as it fits the present plan. Raises ConflictError, which tells what does not."""
        from planner.core import clashes  # only where two wrote at once

        fitted = clashes.fit(edit, seen, self.calendar)
        if fitted.clashes or not fitted.steps:
            raise ConflictError(str(self.path), rebase.name_of(edit, seen), fitted)
        return fitted.edit

    def _applied(self, edit: Edit, state: _State) -> tuple[Calendar, Edit]:
        try:
            after, inverse = edits.apply(state.calendar, edit)
        except GoneError as error:
            table, key = error.args
            sentence = _("There is no “{key}” in [[{table}]] any more, or there is one already.")
            raise UsageError(sentence.format(key=key, table=table), _("Look at the plan as it is now.")) from None
        return after, rebase.with_text(inverse, edit, state.document)

    def _write(
        self, before: _State, after: Calendar, document: Document, what: tuple[Edit, Edit, str, str | None]
    ) -> _Step:
        data = document.data
        if len(data) > MAX_BYTES:
            raise RefusedError(
                _("The calendar would be larger than {limit} megabytes.").format(limit=MAX_BYTES // 1_000_000)
            )
        steps.stage()  # the last look whether this is to be stopped
        splice = document.splice or window.between(before.document.data, data)
        keep = history.keeper(self.path, before.document.data, before.fingerprint.digest)
        fingerprint = files.replace(
            self.path, data, before.fingerprint, old=before.document.data, keep=keep, sleep=self._sleep
        )
        before.document.release()
        self._state = _State(after, document, fingerprint)
        edit, inverse, label, focus = what
        return _Step(label, edit, inverse, focus, self._generation, splice)

    def _meet(self, edit: Edit) -> Edit:
        """Take in what somebody else wrote, and return ``edit`` as it fits that. Raises ConflictError; then nothing moved."""
        before, decoded, generation = self._state, self._decoded, self._generation
        try:
            self._take_in()
            return self._fitted(edit, before.calendar)
        except InvalidFileError:
            raise ConflictError(str(self.path)) from None
        except ConflictError:
            self._state, self._decoded, self._generation = before, decoded, generation
            raise


def _any(letters: str) -> str:
    return letters[int.from_bytes(os.urandom(8), "big") % len(letters)]  # random would cost start-up time


def _rewritten(state: _State, edit: Edit, after: Calendar) -> Document:
    return state.document.apply(edit, state.calendar, after)


__all__ = ["Add", "Batch", "Change", "Changed", "Workspace"]
