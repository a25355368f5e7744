"""What acts may ask in order to change the plan: do, do again, take back, and move mode.

A reader would get wrong: an edit is meant for the plan that was seen when its act began (``seen``); what somebody else did since is asked
about, never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeVar, cast

from planner.core import clashes, edits
from planner.core.views import ref
from planner.errors import PlannerError
from planner.i18n import _
from planner.tui import repeating, working
from planner.tui.acts import settling
from planner.tui.moving import Moving
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

    def do(self, edit: Edit, label: str, *, quiet: bool = False) -> Changed | None:
        """Change the calendar and its file, and say so."""
        before, seen = self.calendar, self.seen
        if working.is_long(edit) and not self.workspace.order.is_held:
            self._aside(self.do_asking(edit, label, seen=seen, quiet=quiet))
            return None
        try:
            changed = self.workspace.do(edit, label, seen=seen)
        except PlannerError as error:
            if settling.can_be_settled(error):
                whose = self.workspace
                self._aside(settling.settle(self._host, edit, label, seen, error, quiet=quiet, workspace=whose))
            else:
                self.complain(error)
                self.look(wait=True)
            return None
        self._done(before, edit, changed, quiet=quiet)
        return changed

    async def do_asking(self, edit: Edit, label: str, *, seen: Calendar | None = None, quiet: bool = False) -> bool:
        """Change the calendar and its file, and ask where that does not go as it is."""
        before, made_on = self.calendar, seen or self.seen
        workspace = self.workspace
        try:
            if working.is_long(edit):
                done = await self.work(label, lambda: workspace.do(edit, label, seen=made_on))
                if done is None:
                    return False
                changed = done
            else:
                changed = workspace.do(edit, label, seen=made_on)
        except PlannerError as error:
            return await settling.settle(self._host, edit, label, made_on, error, quiet=quiet, workspace=workspace)
        self._done(before, edit, changed, quiet=quiet)
        return True

    async def work(self, title: str, run: Callable[[], T]) -> T | None:
        """Return what ``run`` returns, which a thread does meanwhile."""
        self._busy += 1
        try:
            return await working.work(self._host, title, run)
        finally:
            self._busy -= 1

    def _done(self, before: Calendar, edit: Edit, changed: Changed, *, quiet: bool) -> None:
        """Show what was carried out, and keep in mind that it was seen."""
        if self.seen is before:
            self._seen[self.workspace] = changed.calendar
        elif self._acting:
            try:
                seen = edits.apply(self.seen, clashes.fit(edit, before, self.seen).edit)[0]
            except edits.GoneError:
                seen = self.calendar
            self._seen[self.workspace] = seen
        if not working.is_long(edit):
            self._repeat = repeating.repeat_of(before, edit) or self._repeat
        if self._answers:
            self._answers.labels.append(changed.label)
        self.adopt(changed)
        if not quiet:
            self.say(_("{done} — {key} undoes").format(done=changed.label, key=self.keys.sign("edit.undo", "u")))

    def again(self) -> None:
        """Do the last change to the selected items too."""
        items = self.selected()
        edit = self._repeat.edit(items) if self._repeat else None
        if edit is None:
            self.say(_("Nothing to do again here."))
        else:
            self.do(edit, repeating.label(self.calendar, items, edit))

    def adopt(self, changed: Changed, client: int | None = None) -> None:
        """Show what the workspace (the current one, or another) has done."""
        client = self.clients.current if client is None else client
        self._saved = f"{self._now():%H:%M}"
        self.refreshed()
        if changed.focus:
            self.focus_ref(ref(client, changed.focus))

    def take_back(self, *, again: bool = False) -> None:
        """Undo the last step of the hands, wherever it was made, or do it again; say so, and what could not be."""
        desk = self.clients.desk
        run = desk.redo if again else desk.undo
        if any(working.is_long(edit) for edit in desk.on_top(undone=again)):
            self._aside(self._take_back_aside(run, again=again))
        else:
            self._taken_back(run(), again=again)

    async def _take_back_aside(self, run: Callable[[], Taken], *, again: bool) -> None:
        self._busy += 1
        try:
            taken = await working.work(self._host, _("Redo") if again else _("Undo"), run, stops=False)
        finally:
            self._busy -= 1
        if taken is not None:
            self._taken_back(taken, again=again)

    def _taken_back(self, taken: Taken, *, again: bool) -> None:
        """Show what was taken back, and say so."""
        if self.clients.only is not None:
            self.clients.only = taken.changes[0][0]
        for client, changed in taken.changes:
            self.adopt(changed, client)
        if again:
            said = _("Done again: {label}").format(label=taken.label)
        else:
            key = self.keys.sign("edit.redo", "U")
            said = _("Undone: {label} — {key} does it again").format(label=taken.label, key=key)
        for client, error in taken.problems:
            title = self.workspaces[client].calendar.title
            said += " " + _("Not in {title}: {problem}").format(title=title, problem=error)
        self.say(said, severity="warning" if taken.problems else "information")

    # move mode -------------------------------------------------------------------------------------------------------

    def carry(self, moving: Moving) -> None:
        """Show where the items would go."""
        if self._answers and self._moving is not None:
            self._also[self.clients.current] = moving
            moving = self._moving
        if self._moving is None:
            self._lead = self.clients.current
        self._moving = moving
        self._also = {client: other.beside(moving) for client, other in self._also.items()}
        self.clients.preview({client: edit for client, (edit, _label) in self._edits().items()})
        self._lists.clear()
        self._side_key = ()
        self.go(moving.target, item=ref(self._lead, moving.items[0].id))
        self._show_status()

    def _edits(self) -> dict[int, tuple[Edit, str]]:
        """Return what keeping all that is moved comes to, by client, each with what it is called."""
        moving = {self._lead: self._moving, **self._also}
        return {
            client: (one.edit, one.label) for client, one in moving.items() if one is not None and one.edit is not None
        }

    def step(self, across: int, down: int) -> None:
        """Move the cursor of the focused panel, or what is being moved."""
        if self._moving is not None:
            self.carry(self._moving.by(across + down * (7 if self._view == "month" else 1)))
        else:
            super().step(across, down)

    def settle(self, *, keep: bool) -> None:
        """End move mode: keep where things are now, or put them back."""
        kept = self._edits() if keep else {}
        moving, self._moving, self._also = self._moving, None, {}
        if moving is None:
            return
        self.clients.preview({})
        self._lists.clear()
        self._side_key = ()
        self.clients.current = self._lead
        if kept:
            if self._keep_all(kept):
                return
        elif keep:
            self.say(_("It is where it was."))
        else:
            self.say(_("Put back."))
        self.redraw()
        first = moving.items[0]
        self.go(first.date or moving.start, item=self.ref(first))

    def _keep_all(self, kept: dict[int, tuple[Edit, str]]) -> bool:
        """Carry out what was moved, client by client, as one step; whether all of it was."""
        done = []
        with self.clients.desk.one_step() if len(kept) > 1 else nullcontext():
            for client, (edit, label) in kept.items():
                self.clients.current = client
                self._note_seen()
                done.append(self.do(edit, label) is not None)
        if len(done) > 1:
            said = _("; ").join(label for _edit, label in kept.values())
            self.say(_("{done} — {key} undoes").format(done=said, key=self.keys.sign("edit.undo", "u")))
        return all(done)
