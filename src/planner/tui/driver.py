"""How Textual meets a terminal: in few bytes, and where a frame stands on it already.

A reader would get wrong: Textual's first word empties the screen in some terminals, and the attributes that it would put back at the end are
those of the frame; both are held back here. Unix only.
"""

from __future__ import annotations

import contextlib
from typing import IO, Any

from textual.drivers.linux_driver import LinuxDriver

from planner.tui import instant
from planner.tui.shown import Shown
from planner.tui.sparing import sparing


class Patient:
    """The terminal as a file that also takes what nobody is there to see; else the thread that writes ends, and what comes next waits for it."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, if the terminal is there."""
        with contextlib.suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Send what was written, if the terminal is there."""
        with contextlib.suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """Return the terminal's number among the open files."""
        return self._file.fileno()


class Sparing(LinuxDriver):
    """Textual's driver, with a fourth of the bytes: it draws what stands there already, and says every style anew for every text."""

    _shown: Shown | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._file: Any = Patient(self._file)

    def forget(self) -> None:
        """Send all of the next frame: what stands on the terminal is not known any more."""
        if self._shown is not None:
            self._shown.forget()

    def write(self, data: str) -> None:
        """Write what draws the same."""
        self._shown = self._shown or Shown()
        super().write(sparing(self._shown.changes(data)))


class TakingOver(Sparing):
    """The driver on a screen that is not to change before its first frame."""

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
