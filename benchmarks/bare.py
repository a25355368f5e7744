"""A Textual app of one ``Static``: what any program of this kind costs before it does anything."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text; ``q`` ends it."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - Textual reads it as it stands

    def compose(self) -> ComposeResult:
        """Return the one widget."""
        yield Static("BARE IS READY")


if __name__ == "__main__":
    Bare().run()
