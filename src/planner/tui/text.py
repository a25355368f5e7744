"""The one door through which a user's text goes to a widget: never markup, no control characters.

A reader would get wrong: Textual reads a ``str`` given to a widget, a toast or a border title as markup, and lets ESC and C1 through to the
terminal raw; Content that was made here does neither. Nor does a line break at a no-break space, as rich would have it: in French one stands
before a colon.
"""

from __future__ import annotations

import re

import rich._wrap
from textual.content import Content

from planner.core.visible import visible

_SPACE = "[^\\S\u00a0\u202f]"
WORD = re.compile(f"{_SPACE}*(?:\\S|[\u00a0\u202f])+{_SPACE}*")
"""A word and the spaces around it; a no-break space is part of it."""
rich._wrap.re_word = WORD  # noqa: SLF001 - there is no other way to tell it


def show(text: str, style: str = "", *, lines: bool = False) -> Content:
    """Return ``text`` ready for any widget: controls made visible, nothing in it is markup; line feeds stay with ``lines``."""
    shown = visible(text, lines=lines)
    return Content.styled(shown, style) if style else Content(shown)


def begun(text: str) -> str:
    """Return ``text`` as a sentence begins: what is done is called in small letters in the middle of one, and in a large one here."""
    return text[:1].upper() + text[1:]
