"""The planning screen: what acts may ask in order to change and to say (``Host``), move mode, open calendars, keys.

A reader would get wrong: all keys come through ``on_key`` and the table of actions, not through bindings.
Over the ceilings: it is the changing half of ``Host``, which acts expect in one place.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import events
from textual.screen import ModalScreen

from planner.core import clashes, edits
from planner.core.model import Frozen
from planner.core.views import ref
from planner.errors import InvalidFileError, MissingFileError, PlannerError
from planner.i18n import _, ngettext
from planner.storage import paths
from planner.tui import actions, repeating, working
from planner.tui.actions import Action, Keys
from planner.tui.acts import settling
from planner.tui.dragging import Drag
from planner.tui.moving import Moving
from planner.tui.screens import over
from planner.tui.screens.going import Going
from planner.tui.widgets.bars import KeyBar
from planner.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from planner.core.edits import Edit
    from planner.core.model import Calendar
    from planner.desk import Taken
    from planner.workspace import Changed, Workspace

T = TypeVar("T")
WATCH_SECONDS = 0.5
TOLD_ITEMS = 2000
"""Of a calendar with more items it is not said what somebody else changed in it: comparing takes longer than a key may."""
UNFINISHED_AFTER = 0.6
STEPS = ("cursor.", "item.mark", "date.", "period.")
"""Acts after which what was said last is still to be read."""
HOLIDAYS_AFTER = 0.2
"""Seconds for which the first frame has the machine to itself."""


class PlanningScreen(Going):
    """The plan on screen; see ``planner.tui.context.Host`` for what acts call."""

    def on_mount(self) -> None:
        """Lay out for the window, show the week, stand on today, and look at the file from now on."""
        self.keys = Keys(actions.keyed(self.config.keys))
        self._drag = Drag(self, self)
        self._ready = True
        self._panel = self._main
        self._lay_out()
        self.redraw()
        self.go(self._today)
        self._watch = self.set_interval(WATCH_SECONDS, self._look_around)
        self.app.app_resume_signal.subscribe(self, lambda _app: self.look(wait=True))
        self.set_timer(UNFINISHED_AFTER, self._tell_unfinished)
        if not self.clients.with_holidays:
            self.run_worker(self._load_holidays(), group="holidays")

    def _look_around(self) -> None:
        """Look at what others may have changed: the file, the user's themes."""
        self.look()
        self.app.look_at_themes()  # type: ignore[attr-defined]

    async def _load_holidays(self) -> None:
        """Load the library of holidays once the plan is on screen, and draw them."""
        from planner.core import moments

        await asyncio.sleep(HOLIDAYS_AFTER)
        for workspace in self.workspaces:
            await asyncio.to_thread(moments.holidays, workspace.calendar.holidays, self.today, self.today)
        self.clients.with_holidays = True
        self.clients.forget()
        if self._moving is None:
            self.refreshed()

    def _tell_unfinished(self) -> None:
        """Say what was typed in an earlier sitting and is not in the plan."""
        from planner.tui.acts import typed

        text = typed.waiting(self)
        if text and not self._said[0]:
            self.say(text)

    def take_keys(self, keys: Mapping[str, str]) -> None:
        """Let these be the user's keys."""
        self.config = replace(self.config, keys=Frozen(keys))
        self.keys = Keys(actions.keyed(self.config.keys))
        self.redraw()

    # what acts ask: change and say -----------------------------------------------------------------------------------

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
                self._aside(settling.settle(self, edit, label, seen, error, quiet=quiet, workspace=whose))
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
            return await settling.settle(self, edit, label, made_on, error, quiet=quiet, workspace=workspace)
        self._done(before, edit, changed, quiet=quiet)
        return True

    async def work(self, title: str, run: Callable[[], T]) -> T | None:
        """Return what ``run`` returns, which a thread does meanwhile."""
        self._busy += 1
        try:
            return await working.work(self, title, run)
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

    def _note_seen(self) -> None:
        """Keep in mind what the hands have before them now: what they do next is meant for that."""
        self._seen = {workspace: workspace.calendar for workspace in self.workspaces}

    @property
    def seen(self) -> Calendar:
        """The plan on which the act that runs was begun, or that was there when it last asked something."""
        return self._seen.get(self.workspace) or self.calendar

    def _aside(self, asking: Awaitable[Any]) -> None:
        """Ask something that no act waits for; meanwhile no other act is begun."""
        self._acting += 1
        self.run_worker(self._await(asking), group="acts")

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
            taken = await working.work(self, _("Redo") if again else _("Undo"), run, stops=False)
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

    def say(self, text: str, *, severity: str = "information") -> None:
        """Say ``text`` on the status line, and in a toast when something is wrong."""
        self._said = (text, severity)
        if severity in ("warning", "error"):
            level: Any = severity
            self.app.notify(text, severity=level, markup=False, timeout=8)
        self._show_status()

    def complain(self, error: PlannerError) -> None:
        """Say what is wrong and what to do."""
        self.say(f"{error} {error.hint}".strip(), severity="error")

    async def ask(self, screen: ModalScreen[T]) -> T | None:
        """Show a dialog and return what it gives back."""
        kind = over.kind_of(screen) if self._answers else ""
        if self._answers and kind:
            known, given = self._answers.known(kind, screen)
            if known:
                return cast("T", given)
            self.clients.say_whose(screen)
        self._note_seen()
        future = self.app.push_screen(screen, wait_for_dismiss=True)
        screen.call_after_refresh(self._type_ahead)
        answer: T | None = await asyncio.shield(future)
        if self._answers and kind:
            self._answers.keep(kind, answer, screen)
        return answer

    async def confirm(self, question: str, about: str = "") -> bool:
        """Ask on the status line."""
        if self._answers:
            known, given = self._answers.known("confirm")
            if known:
                return bool(given)
            question = f"{question} {self._answers.rest}".strip()
        self._note_seen()
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._question, self._about = (question, future), about
        self._show_status()
        self._show_keys()
        self._type_ahead()
        try:
            answer = await future
        finally:
            self._question = None
            self._show_status()
            self._show_keys()
        if self._answers:
            self._answers.keep("confirm", answer)
        return answer

    async def prompt(
        self,
        label: str,
        text: str = "",
        echo: Callable[[str], str] | None = None,
        about: str = "",
        choices: Sequence[str] = (),
    ) -> str | None:
        """Ask for one line at the bottom."""
        from planner.tui.screens.prompt import PromptLine

        if self._answers:
            known, given = self._answers.known("prompt")
            if known:
                return str(given)
        future: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        prompt = PromptLine(label, text, echo, future, about=about, choices=choices)
        status = self.query_one("#status")
        await self.mount(prompt, after=status)
        status.display = False
        self._prompt = prompt
        self._show_keys()
        prompt.call_after_refresh(self._type_ahead)
        try:
            answer = await future
        finally:
            self._prompt = None
            if self._standing:
                status.display = True
                if (
                    self._panel is not None
                ):  # first: Textual would give the focus of what goes to the panel that is next to it
                    self._panel.focus(scroll_visible=False)
                await prompt.remove()
                self._show_keys()
        if self._answers:
            self._answers.keep("prompt", answer)
        return answer

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
            said = "; ".join(label for _edit, label in kept.values())
            self.say(_("{done} — {key} undoes").format(done=said, key=self.keys.sign("edit.undo", "u")))
        return all(done)

    # the calendars ---------------------------------------------------------------------------------------------------

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
        self.clients.filter, self._saved = "", ""
        self.refreshed()
        self._note_seen()
        self.go(self.today)

    def look(self, *, wait: bool = False) -> None:
        """See whether somebody else changed a file, and whether a new day has begun.

        Without ``wait``, a file that may be half-written is looked at again the next time.
        """
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
        changed = [workspace for workspace in self.workspaces if self._reloaded(workspace, wait=wait)]
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

    def _reloaded(self, workspace: Workspace, *, wait: bool) -> bool:
        """Take in what somebody else wrote to one file; whether there was anything. What is wrong is said once."""
        try:
            changed = workspace.reload(wait=wait)
        except InvalidFileError as error:
            first = error.problems[0].located(workspace.path.name) if error.problems else error.path
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

    # keys and mouse --------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Do what the key is for, here and now; while an act has yet to ask, its question gets the key when it stands."""
        if self._takes_keys or (self.has_class("-tiny") and event.key not in ("q", "escape")):
            return
        if self._question is not None:
            event.stop()
            self._answer(event.key)
            return
        if self._acting:
            event.stop()
            event.prevent_default()
            self._ahead.append(events.Key(event.key, event.character))
            return
        action = self.keys.find(event.key, "moving" if self._moving else self.panel)
        if self._moving is not None and (action is None or "moving" not in action.where):
            event.stop()
            return
        if action is None:
            self._say_elsewhere(event.key)
            return
        event.stop()
        event.prevent_default()
        if not action.id.startswith(STEPS):
            self._said = ("", "information")
        self.act(action)
        self._show_status()

    def _say_elsewhere(self, key: str) -> None:
        """Say where a key would do something that does nothing in the focused panel."""
        action = self.keys.elsewhere(key)
        if action is not None and action.where >= actions.ITEMS:
            self.say(
                _("{key}: {act}. Stand on an item first: {plan} goes to the plan, {ideas} to the ideas.").format(
                    key=actions.sign(action.keys[0]),
                    act=_(action.label),
                    plan=self.keys.sign("panel.1", "1"),
                    ideas=self.keys.sign("panel.4", "4"),
                )
            )

    @property
    def _takes_keys(self) -> bool:
        """Whether the line that asks for one text has the focus."""
        return self._prompt is not None and self.focused is not None and self._prompt in self.focused.ancestors

    def _answer(self, key: str) -> None:
        """Answer the question on the status line, or tell about it."""
        if self._question is None:
            return
        question, future = self._question
        if key == "f1" and self._about:
            self._question, self._about = (self._about, future), question
            self._show_status()
        elif (actions.says_yes(key) or key in ("n", "N", "escape")) and not future.done():
            future.set_result(actions.says_yes(key))

    def act(self, action: Action) -> None:
        """Run an act; one that asks something goes on in the background, and no other is begun meanwhile."""
        self._note_seen()
        clients = self._over_clients(action)
        if clients:
            self._aside(self._over(action, clients))
            return
        try:
            result = action.run(self)
        except PlannerError as error:
            self.complain(error)
            return
        if inspect.isawaitable(result):
            self._aside(result)

    async def _over(self, action: Action, clients: list[int]) -> None:
        """Do an act to the marks of several calendars, as one step."""
        self._answers = answers = over.Answers(frozenset(self.marks), self.clients.rest_of(self.marks, clients))
        try:
            with self.clients.desk.one_step():
                for client in clients:
                    self.clients.current = client
                    self._note_seen()
                    self._moved()
                    await self._run(action)
                    if answers.left:
                        break
                    answers.next_client()
        finally:
            self._answers = None
            if self._moving is not None:
                self.clients.current = self._lead
        if len(answers.labels) > 1:
            said = "; ".join(answers.labels)
            self.say(_("{done} — {key} undoes").format(done=said, key=self.keys.sign("edit.undo", "u")))

    async def perform(self, action: Action) -> None:
        """Do an act to its end, as its key would; from where another act waits for it."""
        clients = self._over_clients(action)
        if clients:
            await self._over(action, clients)
            return
        result = action.run(self)
        if inspect.isawaitable(result):
            await result

    def _over_clients(self, action: Action) -> list[int]:
        """Return the clients an act is done for one after the other; empty where it is done once, for the current one."""
        clients = self.clients.holding(self.marks) if action.id in over.TAKES_MARKS else []
        if action.id in over.TAKES_ALL and self.together:
            clients = sorted(self._drawn.clients, key=lambda client: (client != self.clients.current, client))
        return [] if clients == [self.clients.current] else clients

    async def _run(self, action: Action) -> None:
        """Run an act to its end; what goes wrong is said."""
        try:
            result = action.run(self)
            if inspect.isawaitable(result):
                await result
        except PlannerError as error:
            self.complain(error)

    async def _await(self, result: Awaitable[Any]) -> None:
        try:
            await result
        except PlannerError as error:
            self.complain(error)
        finally:
            self._acting -= 1
            if self._standing:
                self._moved()
            self._type_ahead()

    def _type_ahead(self) -> None:
        """Type what was typed while nothing stood that could take it."""
        if self._prompt is not None and not self._takes_keys:
            self.call_after_refresh(self._type_ahead)
            return
        ahead, self._ahead = self._ahead, []
        for event in ahead:
            event.set_sender(self.app)  # as from the terminal: from here, it would go no further up than here
            self.app.post_message(event)

    def on_panel_pointed(self, event: Panel.Pointed) -> None:
        """Follow the mouse; a second click on the same row is Enter."""
        event.stop()
        day = event.panel.day
        if event.panel.PANEL == "dates" and day is not None:
            self.go(day)
        elif event.panel is self._main and day is not None:
            self._day = day
        self._moved()
        enter = self.keys.find("enter", self.panel) if event.again else None
        if enter is not None and self._moving is None and not self._acting:
            self.act(enter)

    def on_panel_dragged(self, event: Panel.Dragged) -> None:
        """Show the item on the day under the pointer."""
        event.stop()
        if not self._acting:
            self._drag.to(event.panel, event.x, event.y)

    def on_panel_dropped(self, event: Panel.Dropped) -> None:
        """Keep it there."""
        event.stop()
        self._drag.drop(event.x, event.y)

    def on_panel_scrolled(self, event: Panel.Scrolled) -> None:
        """Step with the wheel."""
        event.stop()
        if event.panel is self._panel or event.panel.PANEL == "detail":
            leads = event.panel.step(0, event.down)
            if isinstance(leads, dt.date):
                self.go(leads, last=event.down < 0)
            else:
                self._moved()

    def on_key_bar_chosen(self, event: KeyBar.Chosen) -> None:
        """Do what was clicked in the last line."""
        action = self.keys.get(event.ident)
        if action is not None and not self._acting:
            self.act(action)


def _changed_outside(before: Calendar, after: Calendar) -> str:
    """Return what is said of a file that somebody else changed."""
    if max(len(before.items), len(after.items)) > TOLD_ITEMS:
        return _("The file was changed outside; this is how it is now.")
    from planner.core import changes

    told = changes.summary(changes.between(before, after))
    return _("The file was changed outside: {changes}").format(changes=told)
