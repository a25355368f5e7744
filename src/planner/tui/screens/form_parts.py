"""The parts of the item form: a row with its label, a line that completes, and texts in which words to avoid are underlined.

A reader would get wrong: the copy is drawn with signs for control characters, one for one, and kept as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.style import Style
from rich.text import Text
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, TextArea

from planner.i18n import _
from planner.tui.screens.dialog import Plain, one_to_one
from planner.tui.screens.fields import Field
from planner.tui.text import show
from planner.tui.widgets.lines import fit, width_of

Jargon = Callable[[str], tuple[tuple[int, int], ...]]
"""Finds the words to avoid in a text: (start, end) of each."""
RIGHT = 17 + 22 + 1
"""Where what is said of a date begins: behind the label, the editor of a date and a blank."""
_UNDERLINED = Style(underline=True, bold=True)


class Completes(Suggester):
    """Completes a name from what the calendar knows."""

    def __init__(self, complete: Callable[[str], str | None]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` completed, or None."""
        return self._complete(value)


class Words(Plain):
    """Underlines the words to avoid."""

    def __init__(self, jargon: Jargon) -> None:
        self._jargon = jargon

    def highlight(self, text: Text) -> None:
        """Underline what ``avoid`` names."""
        for start, end in self._jargon(text.plain):
            text.stylize(_UNDERLINED, start, end)


class Copy(TextArea):
    """A text of several lines in which no control character reaches the terminal and words to avoid are underlined."""

    def __init__(self, jargon: Jargon, **kwargs: Any) -> None:
        super().__init__(compact=True, tab_behavior="focus", soft_wrap=True, show_line_numbers=False, **kwargs)
        self._jargon = jargon

    def get_line(self, line_index: int) -> Text:
        """Return one line as it is drawn."""
        line = super().get_line(line_index)
        if not line.plain.isprintable():
            line.plain = one_to_one(line.plain)
        for start, end in self._jargon(line.plain):
            line.stylize(_UNDERLINED, start, end)
        return line


class FieldRow(Widget):
    """A field's label, drawn by the row itself, and its editor; fewer widgets make the form open sooner."""

    DEFAULT_CSS = """
    FieldRow { layout: horizontal; height: 1; color: $text-muted; }
    FieldRow.-long { height: 5; }
    FieldRow:focus-within { color: $text; text-style: bold; }
    FieldRow > * { margin: 0 0 0 17; width: 1fr; }
    FieldRow.-date > * { width: 22; }
    """

    def __init__(self, field: Field, editor: Input | TextArea) -> None:
        super().__init__(editor, id=f"row-{field.name}", classes=f"-{field.kind}")
        self._label = field.label
        self._said = ("", "")

    def say(self, text: str, brief: str) -> None:
        """Say how a date is understood, at the right of its editor; ``brief`` is for where there is little room."""
        if (text, brief) != self._said:
            self._said = (text, brief)
            self.refresh()

    def render(self) -> Content:
        """Return the label, at the left of the editor, and what is said at its right."""
        label = show(_(self._label))
        text, brief = self._said
        if not text:
            return label
        room = self.size.width - RIGHT
        said = text if width_of(text) <= room else fit(brief, room)
        return label + show(" " * (RIGHT - label.cell_length)) + show(said)
