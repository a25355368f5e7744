"""A page of text to read above the plan: the report, the voices, a summary.

A reader would get wrong: ``Y`` gives the text to the clipboard as it was handed in, not as it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from planner.i18n import _
from planner.tui.screens.dialog import Dialog
from planner.tui.text import show

BESIDE, WIDEST = 6, 105
"""Cells of a window that are not the text's, and of the widest text."""


class Page(Dialog[None]):
    """Shows ``text`` under ``title``, drawn anew for each width (in cells) where it is a function of one.

    ``copy`` is what ``Y`` puts on the clipboard (nothing: the whole text).
    """

    of_one = True
    DEFAULT_CSS = """
    Page > .box { width: 100%; max-width: 110; }
    Page VerticalScroll { height: auto; max-height: 78vh; scrollbar-size-vertical: 1; }
    Page #text { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", show=False),
        Binding("Y", "copy", show=False),
        Binding("down,j", "scroll(1)", show=False, priority=True),
        Binding("up,k", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(10)", show=False, priority=True),
        Binding("pageup", "scroll(-10)", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str | Callable[[int], str], *, copy: str = "", about: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._copy = copy or (text if isinstance(text, str) else "")
        self._about = about

    @property
    def heading(self) -> str:
        """The title."""
        return self._title

    @property
    def keys(self) -> str:
        """The keys."""
        return _("↑ ↓ scroll · Y copies · Enter or Esc closes")

    @property
    def about(self) -> str:
        """The help given."""
        return self._about or _("This page is for reading; Y puts its text on the clipboard.")

    def parts(self) -> ComposeResult:
        """Yield the text."""
        with VerticalScroll():
            yield Static(show(self._drawn(self.app.size.width), lines=True), id="text", markup=False)

    def on_resize(self) -> None:
        """Draw for the new width."""
        if not isinstance(self._text, str):
            self.query_one("#text", Static).update(show(self._drawn(self.app.size.width), lines=True))

    def _drawn(self, window: int) -> str:
        return self._text if isinstance(self._text, str) else self._text(min(window - BESIDE, WIDEST))

    def action_scroll(self, lines: int) -> None:
        """Scroll at once."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_copy(self) -> None:
        """Put the text on the clipboard."""
        self.app.copy_to_clipboard(self._copy)
        self.complain("")
        self.query_one(".keys", Static).update(
            show(_("Copied. Where the terminal does not take it, use: planner report"))
        )
