"""The theme: chosen while it is seen, and kept in the user's settings.

A reader would get wrong: where NO_COLOR is set, the theme is ``plain`` and none is chosen; what stands in the settings stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from planner.i18n import _, language

if TYPE_CHECKING:
    from planner.settings.themes import Theme
    from planner.tui.context import Host


class Shows(Protocol):
    """What of the app is needed here."""

    theme: str
    our_themes: tuple[Theme, ...]

    def show_theme(self, name: str) -> None:
        """Draw everything in that theme."""


async def choose_theme(host: Host) -> None:
    """Choose a theme while it is shown; Esc puts back the one before."""
    from planner.tui.screens.theme_pick import ThemePick

    app = cast("Shows", host.app)
    if host.app.no_color:
        host.say(_("NO_COLOR is set, so the theme is plain."))
        return
    before = app.theme
    chosen = await host.ask(ThemePick(listed(host), before, app.show_theme))
    if chosen is None:
        app.show_theme(before)
        return
    keep_theme(host, chosen)


def listed(host: Host) -> list[tuple[str, str]]:
    """Return the program's and the user's themes, name and title in the reader's language; Textual's own are not offered."""
    return [(theme.name, theme.title(language())) for theme in getattr(host.app, "our_themes", ())]


def keep_theme(host: Host, name: str) -> None:
    """Show the theme of that name and keep it in the settings. Raises UnkeptError, FileAccessError; then it is shown until the end."""
    from planner.settings import keeping
    from planner.storage import paths

    app = cast("Shows", host.app)
    app.show_theme(name)
    path = paths.config_dir() / "config.toml"
    keeping.keep(path, {("theme",): name}, heading=_("Settings: each one is described in docs/guide.md."))
    host.say(_("Theme {name}: kept in {path}").format(name=dict(listed(host)).get(name, name), path=path))
