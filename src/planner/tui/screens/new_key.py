"""One key, pressed: what it does now is told, and taken from there only when that is agreed to.

A reader would get wrong: Esc always leaves, so Esc itself cannot be given to anything here; Enter, arrows and letters can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from planner.i18n import _
from planner.settings.keymap import canonical
from planner.tui.actions import says_yes, sign, yes_key
from planner.tui.screens.dialog import Dialog
from planner.tui.text import show

RESERVED = ("escape", "ctrl+c", "ctrl+q", "f1")
"""What leaves, interrupts or helps everywhere."""
SPELT = {",": "comma", " ": "space"}
"""Keys that a keymap spells out, since their sign parts one key from the next there."""


class NewKey(Dialog[str]):
    """Asks for a key for ``label``; ``clash`` returns what else it does (labels) and why it cannot be had. Comes back with the key."""

    def __init__(self, label: str, clash: Callable[[str], tuple[Sequence[str], str]]) -> None:
        super().__init__()
        self._label = label
        self._clash = clash
        self._pressed = ""

    @property
    def heading(self) -> str:
        """The title."""
        return _("A key for: {act}").format(act=self._label)

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Esc leaves")

    def parts(self) -> ComposeResult:
        """Yield what is asked."""
        yield Static(show(_("Press the key.")), id="asked", classes="said", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key, or the answer to whether it may be taken from what has it."""
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        if self._pressed and says_yes(event.key):
            self.dismiss(self._pressed)
            return
        if self._pressed and event.key in ("n", "N"):
            self.dismiss(None)
            return
        key = written(event)
        if not key or event.key in RESERVED:
            self.complain(_("{key} cannot be given to anything.").format(key=sign(event.key)))
            return
        others, refused = self._clash(key)
        if refused:
            self.complain(refused)
        elif not others:
            self.dismiss(key)
        else:
            self._pressed = key
            self.complain("")
            text = _("{key} does something already: {acts}.").format(key=sign(key), acts=", ".join(others))
            ask = _("Take it from there? {yes} yes, n no, or press another key.").format(yes=yes_key())
            self.query_one("#asked", Static).update(show(text + "\n" + ask, lines=True))


def written(event: events.Key) -> str:
    """Return the key as a keymap writes it: ``?``, ``U``, ``ctrl+r``, ``comma``; empty where it has no name there."""
    char = event.character if event.is_printable and event.character else ""
    key = SPELT.get(char) or char or event.key
    return key if canonical(key) is not None else ""
