"""The planning screen: it runs acts for keys and for the mouse, and is their ``Host``.

A reader would get wrong: all keys come through ``on_key`` and the table of actions, not through bindings. What acts ask of their host stands in
the classes below this one, each in a module of its own: ``Standing``, ``Sheet``, ``Going``, ``Saying``, ``Looking``, ``Changing``, ``Carrying``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import inspect
from collections.abc import Mapping
from typing import TypeVar

from textual import events

from planner.core.model import Frozen
from planner.core.values import replace
from planner.errors import PlannerError
from planner.i18n import _
from planner.tui import actions, ahead, working
from planner.tui.actions import Action, Keys
from planner.tui.dragging import Drag
from planner.tui.moving import MANY
from planner.tui.screens import over
from planner.tui.screens.carrying import Carrying
from planner.tui.widgets.bars import KeyBar
from planner.tui.widgets.coverage_panel import CoveragePanel
from planner.tui.widgets.mini_month import MiniMonthPanel
from planner.tui.widgets.panel import Panel

T = TypeVar("T")
WATCH_SECONDS = 0.7
"""What is too young to be believed when it is looked at stands on the screen within a second all the same."""
UNFINISHED_AFTER = 0.6
STEPS = ("cursor.", "item.mark", "date.", "period.")
"""Acts after which what was said last is still to be read."""
HOLIDAYS_AFTER = 0.2
"""Seconds for which the first frame has the machine to itself."""


class PlanningScreen(Carrying):
    """The plan on screen; see ``planner.tui.context.Host`` for what acts call."""

    async def on_mount(self) -> None:
        """Lay out for the window, show the week, stand on today, and look at the file from now on."""
        await ahead.first(self)
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
        self.call_after_refresh(self._look_ahead)

    def _look_ahead(self) -> None:
        """From now on, be beforehand with what the next keys show; not with what would be thrown away once the holidays are there."""
        coverage, dates_panel = self.query_one(CoveragePanel), self.query_one(MiniMonthPanel)
        self._foresight = ahead.Ahead(self, lambda: ahead.beside(self, self._main, coverage, dates_panel))
        if self.clients.with_holidays:
            self._foresight.moved(ahead.place(self, self._main))

    def on_unmount(self) -> None:
        """Do no more."""
        if self._foresight is not None:
            self._foresight.stop()

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
        if not self._standing:
            return
        self.clients.know_holidays()
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
        self.clients.forget()  # what is said of the month names keys, too
        self.redraw()

    # keys ------------------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Do what the key is for, here and now; while an act has yet to ask, its question gets the key when it stands."""
        if self.app.ends:  # type: ignore[attr-defined]
            event.stop()
            return
        if self._takes_keys or (self.has_class("-tiny") and event.key not in ("q", "escape")):
            return
        if self._question is not None:
            event.stop()
            self._answer(event.key)
            return
        if self._acting:
            event.stop()
            event.prevent_default()
            self.queue(event)
            return
        if self._drag.begun:
            self._drag.give_up()
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
        self.draw_now()

    def _say_elsewhere(self, key: str) -> None:
        """Say where a key would do something that does nothing in the focused panel."""
        action = self.keys.elsewhere(key)
        if action is not None and action.where >= actions.ITEMS:
            self.say(
                _("{key}: {act}. Stand on an item first: {plan} goes to the plan, {ideas} to the ideas.").format(
                    key=actions.sign(action.keys[0]),
                    act=action.said,
                    plan=self.keys.sign("panel.1", "1"),
                    ideas=self.keys.sign("panel.4", "4"),
                )
            )

    def act(self, action: Action) -> None:
        """Run an act; one that asks something goes on in the background, and no other is begun meanwhile."""
        self._note_seen()
        if action.id in over.TAKES_MARKS and len(self.marks) > MANY:
            self._aside(self._act_on_many(action))
            return
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

    async def _act_on_many(self, action: Action) -> None:
        """Run an act to its end once a thread has read what it asks of very many items."""
        items = [item for own in self.selected_of_all().values() for item in own]
        await working.beside(lambda: sum(bool(item.personas) for item in items))
        self._note_seen()
        await self.perform(action)

    async def _over(self, action: Action, clients: list[int]) -> None:
        """Do an act to the marks of several calendars, as one step."""
        marks, rest = frozenset(self.marks), self.clients.rest_of(self.marks, clients)
        self._answers = answers = over.Answers(marks, rest, gathers=action.id not in over.AT_ONCE)
        try:
            with self.one_step():
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
        if answers.pieces:
            await self.do_all(answers.pieces)
        elif answers.labels:
            said = _("; ").join(dict.fromkeys(answers.labels))
            self.say_done(said)

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
        of_all = action.id in over.TAKES_ALL or (
            action.id == "questions.answer" and not self.marks and self.cursor is None
        )
        if of_all and self.together:
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

    def on_panel_pointed(self, event: Panel.Pointed) -> None:
        """Follow the mouse; a second click on the same row is Enter."""
        event.stop()
        self._stand_in(event.panel)
        enter = self.keys.find("enter", self.panel) if event.again else None
        if enter is not None and self._moving is None and not self._acting:
            self.act(enter)

    def _stand_in(self, panel: Panel) -> None:
        """Take the place the mouse chose in a panel as the cursor's: its day, and whose it is."""
        if panel.PANEL == "dates" and panel.day is not None:
            self.go(panel.day)
        elif panel is self._main and panel.day is not None:
            self._day = panel.day
        self._moved()

    def on_panel_dragged(self, event: Panel.Dragged) -> None:
        """Show the item on the day under the pointer."""
        event.stop()
        if not self._acting:
            if not self._drag.begun:
                self._stand_in(event.panel)  # an item of another client is looked for in its own calendar
            self._drag.to(event.panel, event.x, event.y)

    def on_panel_dropped(self, event: Panel.Dropped) -> None:
        """Keep it there."""
        event.stop()
        self._drag.drop(event.panel, event.x, event.y)

    def on_panel_scrolled(self, event: Panel.Scrolled) -> None:
        """Step with the wheel."""
        event.stop()
        if self._drag.begun:
            return  # nothing moves under the pointer
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
