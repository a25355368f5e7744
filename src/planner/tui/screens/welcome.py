"""The first screen without a file: start mine, look at a sample, open another. No wizard.

A reader would get wrong: nothing is written until one of the three is chosen, and the sample is a throw-away copy.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.i18n import _
from planner.tui.screens.confirm import Answer, Choose


class Welcome(Choose):
    """Three choices. Comes back with ``mine``, ``sample`` or ``open``, or None to quit; ``mine`` is the path that would be written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", show=False)]

    def __init__(self, mine: str) -> None:
        answers = (
            Answer(("enter", "m"), _("start my plan, in {path}").format(path=mine), "mine"),
            Answer(("s", "S", "d"), _("look at a sample month (a copy; none of your files is touched)"), "sample"),
            Answer(("o", "O"), _("open another file"), "open"),
        )
        super().__init__(
            _("What is published, when, for whom and why: one file of text, on your machine."),
            answers,
            title="planner",
            about=_("A calendar is one file that you may also edit by hand. Nothing is written before you choose."),
        )

    @property
    def keys(self) -> str:
        """How to leave."""
        return _("q or Esc quits · F1 help")
