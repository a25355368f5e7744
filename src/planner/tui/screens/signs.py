"""Every sign of the screen with its meaning, once, those of the focused panel first; type to search.

A reader would get wrong: there is nothing to choose; Enter leaves as Esc does.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.core.fold import fold
from planner.i18n import _
from planner.tui import signs
from planner.tui.screens.dialog import ListDialog, Row, narrowed
from planner.tui.screens.help import PANELS
from planner.tui.text import show
from planner.tui.widgets.lines import pad


class Signs(ListDialog[str]):
    """The signs, ``panel``'s first. Comes back with None."""

    DEFAULT_CSS = """
    Signs OptionList { max-height: 100%; height: 1fr; }
    Signs > .box { height: 100%; max-height: 40; }
    """

    def __init__(self, panel: str) -> None:
        super().__init__()
        self._panel = panel

    @property
    def heading(self) -> str:
        """The title."""
        return _("What the signs mean")

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        return _("type to search: a word or a sign")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("↑ ↓ scroll · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to read the list."""
        return _(
            "Each sign with its meaning, by panel: the one you came from first. The same sign may mean something else in another."
        )

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the signs that are meant by what is typed; headings stand only where nothing is typed."""
        result: list[Row] = []
        sought, seen = typed.strip(), set()
        for panel in sorted(PANELS, key=lambda name: name != self._panel):
            part = [one for one in signs.of(panel) if one not in seen]
            seen |= set(part)
            rows = [_row(one) for one in part]
            if not sought and rows:
                result += [Row(show(_(PANELS[panel]), "bold $text-accent"), "", None), *rows]
            elif fold(sought):
                result += narrowed(rows, typed)
            else:
                result += [row for one, row in zip(part, rows, strict=True) if sought in one.sign]
        return result

    def taken(self, row: Row | None, typed: str) -> None:
        """Leave, or say that nothing was found."""
        if row is None:
            self.complain(_("No sign means “{words}”.").format(words=typed))
        else:
            self.dismiss(None)


def _row(one: signs.Sign) -> Row:
    return Row(show(f"  {pad(one.sign, 5)} ", "bold $text-accent") + show(one.said), fold(one.said), one.sign)
