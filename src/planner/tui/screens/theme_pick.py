"""Choose a theme and see it meanwhile: the arrows show, Enter keeps, Esc puts back the one before.

A reader would get wrong: this screen shows the theme on the running program, but writes nothing; the caller keeps what comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import OptionList

from planner.core.fold import fold
from planner.i18n import _
from planner.tui.screens.dialog import NOW, ListDialog, Row, narrowed
from planner.tui.text import show


class ThemePick(ListDialog[str]):
    """Comes back with the name of one of ``themes`` (name, title); ``preview`` shows one on the program."""

    DEFAULT_CSS = """
    ThemePick { align: right bottom; background: transparent; }
    ThemePick > .box { width: 46; max-width: 100%; margin: 0 0 1 0; }
    ThemePick OptionList { max-height: 10; }
    """

    def __init__(self, themes: Sequence[tuple[str, str]], now: str, preview: Callable[[str], None]) -> None:
        super().__init__()
        self._themes = tuple(themes)
        self._now = now
        self._preview = preview

    @property
    def heading(self) -> str:
        """The title."""
        return _("Theme")

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        return _("type to narrow, ↑ ↓ to go")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("↑ ↓ show it · Enter keeps it · Esc puts back · F1 help")

    @property
    def about(self) -> str:
        """How to choose."""
        return _(
            "The arrows show each theme on the plan behind. Enter keeps it in config.toml. One of your own is a file in the themes folder "
            "(`planner paths`); it is read again whenever it is saved."
        )

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the themes that hold what is typed, the one in use marked."""
        return narrowed([self._row(name, title) for name, title in self._themes], typed)

    def _row(self, name: str, title: str) -> Row:
        mark = NOW if name == self._now else " "
        return Row(show(f" {mark} ") + show(title), f"{fold(title)} {fold(name)}", name)

    def first(self, rows: Sequence[Row], typed: str) -> int:
        """Stand on the theme in use, as long as nothing is typed."""
        if typed:
            return 0
        return next((index for index, row in enumerate(rows) if row.value == self._now), 0)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the theme under the cursor."""
        event.stop()
        row = self.current
        if row is not None:
            self._preview(str(row.value))

    def taken(self, row: Row | None, _typed: str) -> None:
        """Come back with the theme."""
        if row is None:
            self.complain(self.nothing())
        else:
            self.dismiss(str(row.value))
