"""Which calendars are open and shown, and what others do to their files meanwhile.

A reader would get wrong: what is wrong with a file is said once, and again only when it is wrong in another way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from planner.errors import InvalidFileError, MissingFileError, PlannerError
from planner.i18n import _, ngettext
from planner.storage import paths
from planner.tui import working
from planner.tui.acts import typed
from planner.tui.screens.saying import Saying

if TYPE_CHECKING:
    from planner.core.model import Calendar
    from planner.core.views import Sight
    from planner.tui.context import Host
    from planner.workspace import Outside, Workspace

TOLD_ITEMS = 2000
"""Of a calendar with more items it is not said what somebody else changed in it: comparing takes longer than a key may."""


class Looking(Saying):
    """The plan on screen, with its calendars and their files."""

    def open_calendar(self, path: Path) -> None:
        """Open another calendar and show it alone; one that is open already, by whatever path, is shown."""
        for index, workspace in enumerate(self.workspaces):
            if paths.same(workspace.path, path):
                self.switch_calendar(index)
                return
        try:
            workspace = self.app.open_workspace(path)  # type: ignore[attr-defined]
        except PlannerError as error:
            self.complain(error)
            return
        index = self.clients.desk.add(workspace)
        self.app.remember([one.path for one in self.workspaces])  # type: ignore[attr-defined]
        self.switch_calendar(index)
        unfinished = typed.waiting(cast("Host", self), index)
        if unfinished:
            self.say(unfinished)

    def switch_calendar(self, index: int) -> None:
        """Show the open calendar of that index alone."""
        self.clients.only = index
        self._switched()
        self.say(_("{title}: {path}").format(title=self.calendar.title, path=self.workspace.path))

    def attend(self, index: int) -> None:
        """Make another open calendar the current one, until the act is over."""
        self.clients.current = index

    def show_together(self) -> None:
        """Show all open calendars together."""
        self.clients.only = None
        self._switched()
        count = len(self.workspaces)
        self.say(ngettext("{count} calendar", "{count} calendars together", count).format(count=count))

    def _switched(self) -> None:
        self.marks.clear()
        self._anchor = None
        self.clients.filter, self._saved = "", ""
        self.refreshed()
        self._note_seen()
        self.go(self._day)  # the same week of one client after the other is what one plans

    def look(self, *, wait: bool = False) -> None:
        """See whether somebody else changed a file, and whether a new day has begun.

        Without ``wait``, a file that may be half-written is looked at again the next time, and a large one once a thread has read it.
        """
        self._look(wait=wait)

    def _look(self, *, wait: bool = False, read: Mapping[Workspace, Outside | None] | None = None) -> None:
        """Look at the files, of which some were ``read`` already."""
        if self._busy:
            return
        today = self.workspaces[self._drawn.clients[0]].today()
        if today != self._today:
            stay = self._day != self._today
            self._today = today
            self.refreshed()
            self.go(self._day if stay else today)
        if self._moving is not None:
            return
        before = {workspace.path: workspace.calendar for workspace in self.workspaces}
        changed = []
        for workspace in self.workspaces:
            if not wait and workspace not in (read or ()) and self._reads_aside(workspace):
                continue
            if self._reloaded(workspace, (read or {}).get(workspace), wait=wait):
                changed.append(workspace)
        if changed:
            here = self._cursor_ref
            current = self.clients.current
            self.refreshed()
            self.go(self._day, item=here)
            if self._acting:
                self.clients.current = current  # an act that waits for an answer stays with its calendar
            for screen in self.app.screen_stack if self.workspace in changed else ():
                renewed = getattr(screen, "renewed", None)
                if renewed is not None:
                    renewed(self.calendar)
            if len(self.workspaces) == 1:
                self.say(_changed_outside(before[changed[0].path], changed[0].calendar))
            else:
                names = ", ".join(workspace.path.name for workspace in changed)
                self.say(_("Changed outside: {names}; this is how it is now.").format(names=names))

    def _reads_aside(self, workspace: Workspace) -> bool:
        """Whether a thread reads what somebody else wrote to a large file; it is taken in afterwards."""
        if workspace in self._reading:
            return True
        if working.weight(workspace) <= working.LARGE or not workspace.is_behind:
            return False
        self._reading.add(workspace)
        self.run_worker(self._read_aside(workspace), group="outside")
        return True

    async def _read_aside(self, workspace: Workspace) -> None:
        """Read what somebody else wrote while keys are obeyed, and take it in."""
        client, month = self.workspaces.index(workspace), self.month

        def read() -> tuple[Outside, Sight | None] | None:
            outside = workspace.outside()
            if outside is None:
                return None
            calendar = outside.decoded.calendar if outside.decoded else None
            texts = self.clients.texts(client)
            if calendar and texts:  # whoever filters goes on filtering
                texts.take(calendar.items)
            return outside, self.clients.sight_ahead(client, calendar, month) if calendar else None

        found = None
        try:
            with working.giving_way():
                found = await asyncio.to_thread(read)
        except PlannerError:
            pass  # said below, by whoever looks at it once more
        else:
            if found is None:  # it may be half-written; the next look begins anew
                return
        finally:
            self._reading.discard(workspace)
        if not self._standing:
            return
        if found and found[1]:
            self.clients.expect(client, found[1])
        self._look(read={workspace: found[0] if found else None})

    def _reloaded(self, workspace: Workspace, read: Outside | None, *, wait: bool) -> bool:
        """Take in what somebody else wrote to one file; whether there was anything. What is wrong is said once."""
        try:
            changed = workspace.reload(wait=wait, read=read)
        except InvalidFileError as error:
            first = error.problems[0].said(workspace.path.name) if error.problems else error.path
            if first != self._broken.get(workspace.path):
                self._broken[workspace.path] = first
                self.say(
                    _("The file was changed outside and does not read now: {problem}").format(problem=first),
                    severity="warning",
                )
            return False
        except PlannerError as error:
            if str(error) != self._broken.get(workspace.path):
                self._broken[workspace.path] = str(error)
                if isinstance(error, MissingFileError):
                    gone = _(
                        "{path} is not there any more. The plan on the screen is whole; the next change can write it there again."
                    )
                    self.say(gone.format(path=workspace.path), severity="warning")
                else:
                    self.complain(error)
            return False
        if self._broken.pop(workspace.path, None) is not None:
            self.app.clear_notifications()
            if not changed:
                self.say(_("The file can be read again; it is as it was."))
        return changed


def _changed_outside(before: Calendar, after: Calendar) -> str:
    """Return what is said of a file that somebody else changed."""
    if max(len(before.items), len(after.items)) > TOLD_ITEMS:
        return _("The file was changed outside; this is how it is now.")
    from planner.core import changes

    told = changes.summary(changes.between(before, after))
    return _("The file was changed outside: {changes}").format(changes=told)
