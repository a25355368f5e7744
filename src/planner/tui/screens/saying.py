"""What acts may ask in order to say something and to ask the person: the status line, a dialog, yes or no, one line of text.

A reader would get wrong: what is typed before a question stands is kept and typed into it, so nobody has to wait for the screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import events
from textual.screen import ModalScreen

from planner.errors import PlannerError
from planner.i18n import _
from planner.tui import actions
from planner.tui.acts.shared import sentence
from planner.tui.screens import over
from planner.tui.screens.going import Going
from planner.tui.text import begun

if TYPE_CHECKING:
    from planner.core.model import Calendar
    from planner.tui.context import Host

T = TypeVar("T")
TOLD = 8
"""For how many seconds a message stands."""


class Saying(Going):
    """The plan on screen, able to say and to ask."""

    def say(self, text: str, *, severity: str = "information") -> None:
        """Say ``text`` on the status line, and in a toast when something is wrong."""
        self._said = (text, severity)
        if severity in ("warning", "error"):
            level: Any = severity
            self.app.notify(text, severity=level, markup=False, timeout=TOLD)
            # of two messages the second may be taken away without what it covered being drawn (two, and a dialog opened and left)
            self.set_timer(TOLD + 1, self.refresh)
        self._show_status()

    def say_done(self, label: str) -> None:
        """Say what was done and which key undoes it."""
        self.say(_("{done} — {key} undoes").format(done=begun(label), key=self.keys.sign("edit.undo", "u")))

    def complain(self, error: PlannerError) -> None:
        """Say what is wrong and what to do."""
        self.say(sentence(error), severity="error")

    async def ask(self, screen: ModalScreen[T]) -> T | None:
        """Show a dialog and return what it gives back."""
        from planner.tui.screens.dialog import Dialog

        kind = over.kind_of(screen) if self._answers else ""
        if self._answers and kind:
            known, given = self._answers.known(kind, screen)
            if known:
                return cast("T", given)
            self.clients.say_whose(screen)
            if isinstance(screen, Dialog):
                screen.rest = self._answers.rest
        elif self.together and getattr(screen, "of_one", False):
            self.clients.say_whose(screen)
        if isinstance(screen, Dialog):
            screen.within = self.within
        self._note_seen()
        future = self.app.push_screen(screen, wait_for_dismiss=True)
        self.queues = True  # what comes before it has its focus would reach nobody
        screen.call_after_refresh(self._type_ahead)
        answer: T | None = await asyncio.shield(future)
        if self._answers and kind:
            self._answers.keep(kind, answer, screen)
        elif self._answers and getattr(answer, "left", False):
            self._answers.left = True  # who stops asking means it for the clients to come, too
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
        *,
        keep: Callable[[str], None] | None = None,
        at_once: str = "",
        anew: bool = False,
    ) -> str | None:
        """Ask for one line at the bottom; ``at_once`` is a text that is taken without Enter, ``anew`` lets typing replace ``text``."""
        from planner.tui.acts.typed import kept_at_the_end
        from planner.tui.screens.prompt import PromptLine

        if self._answers:
            known, given = self._answers.known("prompt")
            if known:
                return str(given)
        future: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        label = self.within.format(text=label) if self.within else label
        prompt = PromptLine(
            label, text, echo, future, about=about, choices=choices, keep=keep, at_once=at_once, anew=anew
        )
        status = self.query_one("#status")
        await self.mount(prompt, after=status)
        status.display = False
        self._prompt = prompt
        self._show_keys()
        self.queues = bool(self._ahead)
        prompt.call_after_refresh(self._type_ahead)
        try:
            with kept_at_the_end(cast("Host", self), prompt.kept.now):
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

    def echo_again(self) -> None:
        """Let the line that asks say anew what its text is taken for."""
        if self._prompt is not None and self._prompt.is_mounted:
            self._prompt.say()

    @property
    def _takes_keys(self) -> bool:
        """Whether the line that asks for one text has the focus."""
        return self._prompt is not None and self.focused is not None and self._prompt in self.focused.ancestors

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Give the line that asks the focus again that a click or Tab has moved to a panel; else no key would reach it."""
        if self._prompt is None:
            return
        if self._prompt in event.widget.ancestors:
            self._type_ahead()
        else:
            event.prevent_default()
            self._prompt.stand()

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

    def _aside(self, asking: Awaitable[Any]) -> None:
        """Ask something that no act waits for; meanwhile no other act is begun."""
        self._acting += 1
        self.run_worker(self._await(asking), group="acts")

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
            return  # until it has the focus, which may be long: not while the terminal itself has none
        ahead, self._ahead, self.queues = self._ahead, [], False
        self.app.type_first(ahead)  # type: ignore[attr-defined]

    def queue(self, event: events.Key) -> None:
        """Keep a key until what asks stands, behind those that were typed before it."""
        self._ahead.append(events.Key(event.key, event.character))

    def _note_seen(self) -> None:
        """Keep in mind what the hands have before them now: what they do next is meant for that."""
        self._seen = {workspace: workspace.calendar for workspace in self.workspaces}

    @property
    def seen(self) -> Calendar:
        """The plan on which the act that runs was begun, or that was there when it last asked something."""
        return self._seen.get(self.workspace) or self.calendar
