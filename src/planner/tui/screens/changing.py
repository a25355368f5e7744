"""What acts may ask in order to change the plan: do, in one calendar or in several, do it again, and take it back.

A reader would get wrong: an edit is meant for the plan that was seen when its act began (``seen``); what somebody else did since is asked
about, never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from planner.core import clashes, edits
from planner.core.views import ref
from planner.desk import Piece
from planner.errors import PlannerError
from planner.i18n import _
from planner.tui import repeating, working
from planner.tui.screens.looking import Looking

if TYPE_CHECKING:
    from planner.core.edits import Edit
    from planner.core.model import Calendar
    from planner.desk import Taken
    from planner.tui.context import Host
    from planner.workspace import Changed

T = TypeVar("T")


class Changing(Looking):
    """The plan on screen, able to change."""

    @property
    def _host(self) -> Host:
        """The whole screen, of which this is a part."""
        return cast("Host", self)

    def _is_long(self, edit: Edit) -> bool:
        return working.is_long(edit, size=working.weight(self.workspace))

    def do(self, edit: Edit, label: str, *, quiet: bool = False, at_once: bool = False) -> Changed | None:
        """Change the calendar and its file, and say so."""
        before, seen = self.calendar, self.seen
        if self._answers and self._answers.gathers:
            self._answers.pieces.append(Piece(self.clients.current, edit, label, seen))
            return None
        if not at_once and self._is_long(edit) and not self.workspace.order.is_held:
            self._aside(self.do_asking(edit, label, seen=seen, quiet=quiet))
            return None
        try:
            changed = self.workspace.do(edit, label, seen=seen)
        except PlannerError as error:
            from planner.tui.acts import settling

            if settling.can_be_settled(error):
                whose = self.workspace
                self._aside(settling.settle(self._host, edit, label, seen, error, quiet=quiet, workspace=whose))
            else:
                self.complain(error)
                self.look(wait=True)
            return None
        self._done(before, edit, changed, repeating.repeat_of(before, edit), quiet=quiet)
        return changed

    async def do_asking(self, edit: Edit, label: str, *, seen: Calendar | None = None, quiet: bool = False) -> bool:
        """Change the calendar and its file, and ask where that does not go as it is."""
        before, made_on = self.calendar, seen or self.seen
        workspace = self.workspace

        client, month = self.clients.current, self.month

        def run() -> tuple[Changed, repeating.Repeat | None]:
            return workspace.do(edit, label, seen=made_on), repeating.repeat_of(before, edit)

        def run_aside() -> tuple[Changed, repeating.Repeat | None]:
            done = run()
            self.clients.look_through([client], month)
            return done

        try:
            done = await self.work(label, run_aside) if self._is_long(edit) else run()
        except PlannerError as error:
            from planner.tui.acts import settling

            return await settling.settle(self._host, edit, label, made_on, error, quiet=quiet, workspace=workspace)
        if done is None:
            return False
        self._done(before, edit, *done, quiet=quiet)
        return True

    async def do_all(self, pieces: Sequence[Piece], *, quiet: bool = False) -> bool:
        """Change several calendars as one step, which is stopped as one; ask where that does not go as it is."""
        desk, month, before = (
            self.clients.desk,
            self.month,
            [self.workspaces[piece.client].calendar for piece in pieces],
        )
        said = self._said_of(pieces)

        def run() -> tuple[Taken, repeating.Repeat | None]:
            taken = desk.do(pieces)
            repeats = (repeating.repeat_of(plan, piece.edit) for plan, piece in zip(before, pieces, strict=True))
            return taken, next((one for one in repeats if one), None)

        def run_aside() -> tuple[Taken, repeating.Repeat | None]:
            done = run()
            self.clients.look_through([client for client, _changed in done[0].changes], month)
            return done

        size = max(working.weight(self.workspaces[piece.client]) for piece in pieces)
        is_long = working.is_long(*(piece.edit for piece in pieces), size=size)
        done = await self.work(said, run_aside) if is_long else run()
        if done is None:
            return False
        taken, repeat = done
        self._repeat = repeat or self._repeat
        for plan, piece in zip(before, pieces, strict=True):
            if piece.client not in dict(taken.problems):
                self._note_done(piece.client, plan, piece.edit)
        self._adopt_all(taken.changes, pieces[0].client)
        if taken.changes and not quiet:
            labels = self._said_of([piece for piece in pieces if piece.client not in dict(taken.problems)])
            self.say_done(labels)
        whole = True
        for client, error in taken.problems:
            piece, workspace = next(one for one in pieces if one.client == client), self.workspaces[client]
            seen = piece.seen or workspace.calendar
            from planner.tui.acts import settling

            settled = settling.settle(
                self._host, piece.edit, piece.label, seen, error, quiet=quiet, workspace=workspace
            )
            whole = await settled and whole
        return whole

    def _said_of(self, pieces: Sequence[Piece]) -> str:
        """Return what is done in several calendars; whose it is where it is only counted."""
        labels = []
        for piece in pieces:
            label, mark = piece.label, self.clients.marks[piece.client]
            counted = isinstance(piece.edit, edits.Batch) and len(pieces) > 1
            labels.append(_("{client}: {done}").format(client=mark, done=label) if counted else label)
        return _("; ").join(labels)

    async def work(self, title: str, run: Callable[[], T]) -> T | None:
        """Return what ``run`` returns, which a thread does meanwhile."""
        self._busy += 1
        try:
            return await working.work(self._host, title, run)
        finally:
            self._busy -= 1

    def _note_done(self, client: int, before: Calendar, edit: Edit) -> None:
        """Keep in mind that what was carried out was seen."""
        workspace = self.workspaces[client]
        seen = self._seen.get(workspace) or workspace.calendar
        if seen is before:
            self._seen[workspace] = workspace.calendar
        elif self._acting:
            try:
                seen = edits.apply(seen, clashes.fit(edit, before, seen).edit)[0]
            except edits.GoneError:
                seen = workspace.calendar
            self._seen[workspace] = seen

    def _done(
        self, before: Calendar, edit: Edit, changed: Changed, repeat: repeating.Repeat | None, *, quiet: bool
    ) -> None:
        """Show what was carried out, and keep in mind that it was seen."""
        self._note_done(self.clients.current, before, edit)
        self._repeat = repeat or self._repeat
        if self._answers:
            self._answers.labels.append(changed.label)
        self.adopt(changed)
        if not quiet:
            self.say_done(changed.label)

    def again(self) -> None:
        """Do the last change to the selected items too."""
        items = self.selected()
        meant = self._repeat.meant_in(self.calendar) if self._repeat else None
        edit = meant.edit(items) if meant else None
        if self._repeat and not meant:
            title = self.calendar.title
            self.say(
                _("What was set last is not in {title}; the keys for it choose among what is there.").format(
                    title=title
                )
            )
        elif edit is None:
            self.say(_("Nothing to do again here."))
        else:
            self.do(edit, repeating.label(self.calendar, items, edit))

    def adopt(self, changed: Changed, client: int | None = None) -> None:
        """Show what the workspace (the current one, or another) has done."""
        client = self.clients.current if client is None else client
        self._adopt_all([(client, changed)], client)

    def _adopt_all(self, changes: Sequence[tuple[int, Changed]], lead: int) -> None:
        """Show what was done, in one drawing, and go to what was done in the calendar ``lead``, or else in the first."""
        if not changes:
            return
        self._saved = f"{self._now():%H:%M}"
        self.refreshed()
        client, changed = next((one for one in changes if one[0] == lead), changes[0])
        if changed.focus:
            self.focus_ref(ref(client, changed.focus))

    def take_back(self, *, again: bool = False) -> None:
        """Undo the last step of the hands, wherever it was made, or do it again; say so, and what could not be."""
        desk = self.clients.desk
        run = desk.redo if again else desk.undo
        size = max(working.weight(workspace) for workspace in self.workspaces)
        if any(working.is_long(edit, size=size) for edit in desk.on_top(undone=again)):
            self._aside(self._take_back_aside(run, again=again))
        else:
            self._taken_back(run(), again=again)

    async def _take_back_aside(self, run: Callable[[], Taken], *, again: bool) -> None:
        self._busy += 1
        month = self.month

        def run_aside() -> Taken:
            taken = run()
            self.clients.look_through([client for client, _changed in taken.changes], month)
            return taken

        try:
            taken = await working.work(self._host, _("Redo") if again else _("Undo"), run_aside, stops=False)
        finally:
            self._busy -= 1
        if taken is not None:
            self._taken_back(taken, again=again)

    def _taken_back(self, taken: Taken, *, again: bool) -> None:
        """Show what was taken back, and say so."""
        if self.clients.only is not None:
            self.clients.only = taken.changes[0][0]
        self._adopt_all(taken.changes, self.clients.current)
        if all(changed.was_so for _client, changed in taken.changes):
            said = _("It is so already, and nothing was written: {label}").format(label=taken.label)
        elif again:
            said = _("Done again: {label}").format(label=taken.label)
        else:
            key = self.keys.sign("edit.redo", "U")
            said = _("Undone: {label} — {key} does it again").format(label=taken.label, key=key)
        for client, error in taken.problems:
            title = self.workspaces[client].calendar.title
            said += " " + _("Not in {title}: {problem}").format(title=title, problem=error)
        self.say(said, severity="warning" if taken.problems else "information")
