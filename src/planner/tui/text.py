"""The one door through which a user's text goes to a widget: never markup, no control characters.

A reader would get wrong: Textual reads a ``str`` given to a widget, a toast or a border title as markup, and lets ESC and C1 through to the
terminal raw; Content that was made here does neither.
"""

from __future__ import annotations

from textual.content import Content

from planner.core.visible import visible


def show(text: str, style: str = "", *, lines: bool = False) -> Content:
    """Return ``text`` ready for any widget: controls made visible, nothing in it is markup; line feeds stay with ``lines``."""
    shown = visible(text, lines=lines)
    return Content.styled(shown, style) if style else Content(shown)
