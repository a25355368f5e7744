"""How Textual meets a terminal on which a frame stands already.

A reader would get wrong: Textual's first word empties the screen in some terminals, and the attributes that it would put back at the end are
those of the frame; both are held back here. Unix only, imported only where a frame stands.
"""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

from planner.tui import instant


class TakingOver(LinuxDriver):
    """Textual's driver, on a screen that is not to change before its first frame."""

    _standing = False

    def start_application_mode(self) -> None:
        """Begin without emptying the screen where a frame stands on it; as ever when it begins again, after an editor."""
        before = instant.taken()
        self._standing = before is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._standing = False
        if before is not None:
            self.attrs_before = before

    def write(self, data: str) -> None:
        """Write, but for the word that would empty the frame."""
        if not (self._standing and data == instant.ENTER):
            super().write(data)
