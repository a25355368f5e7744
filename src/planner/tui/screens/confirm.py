"""A question with a few answers, one key each.

A reader would get wrong: Enter answers only where the caller says so, and never a question that destroys something.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from planner.core.values import dataclass
from planner.i18n import _
from planner.tui.actions import says_yes, sign, yes_key
from planner.tui.screens.dialog import Dialog
from planner.tui.text import show


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the ``keys`` that give it (the first is shown), its ``label`` and the ``value`` that comes back."""

    keys: tuple[str, ...]
    label: str
    value: str

    @property
    def key(self) -> str:
        """The key that is shown: the first, or yes in the reader's language."""
        return yes_key() if self.says_yes else self.keys[0]

    @property
    def says_yes(self) -> bool:
        """Whether any key that says yes gives it."""
        return self.keys[0] == "y" and "o" in self.keys


class Choose(Dialog[str]):
    """Ask ``question``; comes back with the value of the answer given, or None on Esc."""

    DEFAULT_CSS = """
    Choose VerticalScroll { height: auto; max-height: 12; }
    Choose #details { height: auto; }
    Choose #answers { height: auto; margin: 1 0 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
    ]

    def __init__(
        self, question: str, answers: Sequence[Answer], *, details: str = "", title: str = "", about: str = ""
    ) -> None:
        super().__init__()
        self._question = question
        self._answers = tuple(answers)
        self._details = details
        self._title = title
        self._about = about

    @property
    def heading(self) -> str:
        """The title given."""
        return self._title

    @property
    def about(self) -> str:
        """The help given, or how to answer."""
        return self._about or _("Press the key of your answer, or Esc to leave everything as it is.")

    @property
    def keys(self) -> str:
        """How to leave."""
        return _("Esc leaves · F1 help")

    def parts(self) -> ComposeResult:
        """Yield the question, the details and the answers."""
        yield Static(show(self._question, lines=True), classes="said", markup=False)
        if self._details:
            with VerticalScroll(can_focus=False):
                yield Static(show(self._details, "dim", lines=True), id="details", markup=False)
        lines = [show(f" {sign(answer.key):<4} ", "bold $text-accent") + show(answer.label) for answer in self._answers]
        yield Static(show("\n", lines=True).join(lines), id="answers", markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll the details."""
        for scroll in self.query(VerticalScroll):
            scroll.scroll_relative(y=lines, animate=False)

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        pressed = event.character if event.is_printable and event.character else event.key
        for answer in self._answers:
            if (
                pressed in answer.keys
                or event.key in (key.lower() for key in answer.keys)
                or (answer.says_yes and says_yes(pressed))
            ):
                event.stop()
                self.dismiss(answer.value)
                return


class Confirm(Choose):
    """A question of yes or no: ``y`` or ``o`` is yes, ``n`` is no; comes back with ``"yes"``, ``"no"`` or None."""

    def __init__(
        self, question: str, *, yes: str, no: str = "", details: str = "", title: str = "", enter: bool = False
    ) -> None:
        agree = ("y", "o", "Y", "O", "enter") if enter else ("y", "o", "Y", "O")
        super().__init__(
            question,
            (Answer(agree, yes, "yes"), Answer(("n", "N", "-"), no or _("no"), "no")),
            details=details,
            title=title,
        )
