"""The line at the bottom that asks for one text: a date to go to, a filter.

A reader would get wrong: it is no dialog; the plan stays in sight above it and changes while one types.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from planner.i18n import _
from planner.tui.screens.dialog import Line
from planner.tui.screens.kept import Kept
from planner.tui.text import show


class PromptLine(Vertical):
    """A label, a line to type in, and an echo of what it is taken for; ``answer`` is set when it is left. F1 tells ``about``.

    Up and down go through ``choices``, past their ends back to what was typed. ``keep`` is handed what was typed, in time. The text or key ``at_once``
    is taken without Enter. ``anew`` selects the text given: typing replaces it, → and End keep it.
    """

    DEFAULT_CSS = """
    PromptLine { height: auto; background: $surface; }
    PromptLine Horizontal { height: 1; }
    PromptLine .about { height: auto; padding: 0 1; display: none; }
    PromptLine .label { width: auto; color: $accent; text-style: bold; padding: 0 1; }
    PromptLine Line { width: 1fr; background: $boost; }
    PromptLine .echo { width: auto; max-width: 60%; color: $foreground; padding: 0 1; }
    """

    def __init__(
        self,
        label: str,
        text: str,
        echo: Callable[[str], str] | None,
        answer: asyncio.Future[str | None],
        *,
        about: str = "",
        choices: Sequence[str] = (),
        keep: Callable[[str], None] | None = None,
        at_once: str = "",
        anew: bool = False,
    ) -> None:
        super().__init__(id="prompt")
        self.kept = Kept(self, None if keep is None else lambda: keep(self.query_one(Line).value))
        self._label = label
        self._text = text
        self._echo = echo
        self._answer = answer
        self._about = about
        self._choices = tuple(choices)
        self._at_once = at_once
        self._anew = anew
        self._place = -1
        self._typed = text

    def compose(self) -> ComposeResult:
        """Yield the help and the three parts."""
        yield Static(show(f"{self._about} {_('Esc closes this help.')}"), classes="about", markup=False)
        with Horizontal():
            yield Static(show(self._label), classes="label", markup=False)
            yield Line(self._text)
            yield Static("", classes="echo", markup=False)

    def on_mount(self) -> None:
        """Stand at the end of the text."""
        self.stand()
        self.query_one(Line).cursor_position = len(self._text)
        if self._anew:
            self.query_one(Line).select_all()
        self.say()

    def stand(self) -> None:
        """Take the focus."""
        self.query_one(Line).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the text is taken for."""
        event.stop()
        self.query_one(".about").display = False
        self.kept.typed()
        self.say()
        if self._at_once and event.value == self._at_once:
            self.leave(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the text back."""
        event.stop()
        self.leave(event.value)

    def on_key(self, event: events.Key) -> None:
        """Leave with Esc; show or hide the help with F1, and hide it first with Esc."""
        about = self.query_one(".about")
        if event.key == "escape" and not about.display:
            event.stop()
            self.leave(None)
        elif self._at_once and event.key == self._at_once:
            event.stop()
            self.leave(event.key)
        elif event.key == "escape" or (event.key == "f1" and self._about):
            event.stop()
            about.display = not about.display
        elif event.key in ("up", "down") and self._choices:
            event.stop()
            self._choose(1 if event.key == "down" else -1)

    def _choose(self, way: int) -> None:
        """Put the next of the choices into the line; what was typed stands before the first and after the last."""
        line = self.query_one(Line)
        if self._place < 0:
            self._typed = line.value
        self._place = (self._place + 1 + way) % (len(self._choices) + 1) - 1
        line.value = self._typed if self._place < 0 else self._choices[self._place]
        line.cursor_position = len(line.value)

    def leave(self, text: str | None) -> None:
        """Give ``text`` back, once."""
        self.kept.now()
        if not self._answer.done():
            self._answer.set_result(text)

    def say(self) -> None:
        """Say what the text is taken for."""
        if self._echo is not None:
            self.query_one(".echo", Static).update(show(self._echo(self.query_one(Line).value)))
