"""How Textual meets a terminal: in few bytes, and where a frame stands on it already.

A reader would get wrong: Textual's first word empties the screen in some terminals, and the attributes that it would put back at the end are
those of the frame; both are held back here. Unix only.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from typing import IO, Any

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.strip import Strip

from planner.tui import instant
from planner.tui.shown import Shown

LONGEST = 0.5
"""Seconds that the end waits for a terminal to take the rest."""


class Patient:
    """The terminal as a file that takes all at once, to be sent as it is read there, or to nobody where it is gone.

    Else a line that hangs would hold up the whole program, and a signal found nobody to obey it.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._parts: SimpleQueue[str | threading.Event] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def write(self, text: str) -> None:
        """Have it sent."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._send, daemon=True, name="terminal")
            self._thread.start()
        self._parts.put(text)

    def flush(self) -> None:
        """Do nothing: what was written is being sent."""

    def fileno(self) -> int:
        """Return the terminal's number among the open files."""
        return self._file.fileno()

    def sent(self, seconds: float) -> bool:
        """Wait so long for all to be sent; whether it was."""
        if self._thread is None:
            return True
        done = threading.Event()
        self._parts.put(done)
        return done.wait(seconds)

    def _send(self) -> None:
        while True:
            part = self._parts.get()
            with contextlib.suppress(OSError):  # the terminal is gone
                if not isinstance(part, str):
                    part.set()
                    continue
                self._file.write(part)
                if self._parts.empty():
                    self._file.flush()


class Differing(CompositorUpdate):
    """What of some strips does not stand on the terminal; said by the strips themselves, it need not be made into text and read again."""

    def __init__(self, strips: Iterable[tuple[int, int, Strip]], shown: Shown) -> None:
        self._strips = strips
        self._shown = shown

    def render_segments(self, console: Console) -> str:
        """Return what to send."""
        return self._shown.drawing(self._strips, _colours(console))


def _strips(update: ChopsUpdate | LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield the strips of an update with the line and the column where each begins, from 0."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for whole in line:
                yield y, x, whole
                x += whole.cell_length
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < last and end > first:
                yield y, x, strip


def _colours(console: Console) -> ColorSystem:
    return COLOR_SYSTEMS[console.color_system or "truecolor"]


class Sparing(LinuxDriver):
    """Textual's driver, with a fourth of the bytes: it draws what stands there already, and says every style anew for every text."""

    _shown: Shown | None = None
    _stops = False
    """Whether the program is being stopped, and not only lends the terminal to an editor, after which it goes on by itself."""
    hangs = False
    """Whether the terminal did not take the last of it: whoever writes to it now waits for ever."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._file: Any = Patient(self._file)

    def close(self) -> None:
        """Let go of the terminal once it has read all, or does not read any more."""
        super().close()
        self.hangs = not self._file.sent(LONGEST)

    def _sigtstp_application(self, *given: Any) -> None:
        self._stops = True
        try:
            super()._sigtstp_application(*given)
        finally:
            self._stops = False

    def suspend_application_mode(self) -> None:
        """Give the terminal back; where the program is about to stop, say there how it is brought back."""
        super().suspend_application_mode()
        said = getattr(self._app, "said_when_suspended", None)
        if self._stops and said is not None:
            self._file.write(f"{said()}\n")
            self._file.sent(LONGEST)

    def forget(self) -> None:
        """Send all of the next frame: what stands on the terminal is not known any more."""
        if self._shown is not None:
            self._shown.forget()

    def expect(self, strip: Strip, console: Console) -> None:
        """Make ready what a strip draws."""
        if self._shown is not None:
            self._shown.drawn_by(strip, _colours(console))

    def differing(self, update: ChopsUpdate | LayoutUpdate) -> CompositorUpdate:
        """Return an update that draws what of this one does not stand there."""
        return self.laying(_strips(update))

    def laying(self, strips: Iterable[tuple[int, int, Strip]]) -> CompositorUpdate:
        """Return an update that draws what of these strips does not stand there; each with its line and column, from 0."""
        self._shown = self._shown or Shown()
        return Differing(strips, self._shown)

    def send_message(self, message: Message) -> None:
        """Hand on what was typed; Textual makes a task of its own for each key."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def write(self, data: str) -> None:
        """Write what draws the same; not by Textual's thread, which would only hand it on to the terminal's own."""
        self._shown = self._shown or Shown()
        self._file.write(self._shown.changes(data))


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
