"""The themes while the program runs: one shown, one kept in the settings, and the user's own read again when a file of theirs is saved.

A reader would get wrong: a file with a mistake changes nothing: the theme stays as it was when it last read well, and the mistake is told once.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from planner.settings import themes
from planner.tui.bridge import textual_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.theme import Theme as TextualTheme

    from planner.settings.config import Config

Stamp = tuple[tuple[str, int, int], ...]


class Shows(Protocol):
    """What this module needs of the app."""

    config: Config
    our_themes: tuple[themes.Theme, ...]
    theme: str
    no_color: bool

    def register_theme(self, theme: TextualTheme) -> None:
        """Offer a theme, in the place of one of the same name."""

    def show_theme(self, name: str) -> None:
        """Draw everything in that theme, even if it is shown already."""

    def tell(self, problem: object) -> None:
        """Say what is wrong."""


class ThemeFolder:
    """The folder of the user's themes, looked at now and then."""

    def __init__(self, shipped: Path, folder: Path, told: Sequence[object] = ()) -> None:
        self._shipped = shipped
        self._folder = folder
        self._stamp = stamp_of(folder)
        self._told = {str(problem) for problem in told}

    def look(self, app: Shows) -> None:
        """Take in what was saved there since the last look; costs one listing of the folder where nothing was."""
        stamp = stamp_of(self._folder)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        loaded, problems = themes.load(self._shipped, self._folder)
        before = {theme.name: theme for theme in app.our_themes}
        now = {theme.name: theme for theme in loaded}
        app.our_themes = (*loaded, *(theme for name, theme in before.items() if name not in now))
        for name, theme in now.items():
            if theme != before.get(name):
                app.register_theme(textual_theme(theme))
                if name == app.theme or (name == app.config.theme and name not in before and not app.no_color):
                    app.show_theme(name)
        for problem in problems:
            if str(problem) not in self._told:
                app.tell(problem)
        self._told = {str(problem) for problem in problems}


def stamp_of(folder: Path) -> Stamp:
    """Return the names, times and sizes of the theme files in ``folder``; nothing where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".toml")]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found))
