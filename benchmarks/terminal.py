"""Runs a program in a pseudo-terminal and says when it drew what.

A reader would get wrong: a frame ends with the last byte before a silence, and one that a program shows before its screen library has
started (told by the library's question about synchronized output) is a frame of its own, the ``instant`` one. Linux only.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS, ROWS = 120, 40
QUIET = 0.15
"""Seconds without a byte after which a redraw is over."""
LONGEST = 30.0
KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "escape": "\x1b",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
}
_STARTED = b"\x1b[?2026$p"
"""What Textual asks the terminal when its driver starts."""
_ANSWERS = {
    _STARTED: b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[?u": b"\x1b[?0u",
}
_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL)


class Program:
    """One run of a program; times are seconds since just before it was started."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        self._tail = b""
        self._begun = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.chdir(folder)
                os.execvpe(argv[0], list(argv), dict(env))
            finally:
                os._exit(127)
        self.ended = False

    def clock(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._begun

    def read(self, wait: float) -> bool:
        """Take what the program writes within ``wait`` seconds, one piece; whether there was one."""
        if self.ended or not select.select([self._fd], [], [], max(wait, 0))[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return False
        self.chunks.append((self.clock(), data))
        self._answer(data)
        return True

    def _answer(self, data: bytes) -> None:
        text = self._tail + data
        for question, answer in _ANSWERS.items():
            for _ in range(text.count(question) - self._tail.count(question)):
                os.write(self._fd, answer)
        self._tail = text[-16:]

    def until_quiet(self, quiet: float = QUIET, longest: float = LONGEST) -> float | None:
        """Read until nothing came for ``quiet`` seconds; the time of the last byte, or None where none came."""
        first, end = len(self.chunks), self.clock() + longest
        while self.clock() < end and self.read(quiet):
            pass
        return self.chunks[-1][0] if len(self.chunks) > first else None

    def wait_for(self, text: str, *, started: bool = True) -> tuple[float, float]:
        """Read until ``text`` is shown and the redraw it came in is over: the times of both.

        With ``started``, what is shown before the screen library runs does not count. Raises RuntimeError where it never comes.
        """
        wanted, shown, place = text.encode(), b"", 0
        running = not started
        while self.clock() < LONGEST and not self.ended:
            if not self.read(LONGEST):
                break
            shown += self.chunks[-1][1]
            if not running and _STARTED in shown:
                running, shown = True, shown[shown.index(_STARTED) :]
            if running and wanted in _ESCAPES.sub(b"", shown[place:]):
                at = self.chunks[-1][0]
                return at, self.until_quiet() or at
        raise RuntimeError(f"{text!r} was not shown: {_ESCAPES.sub(b'', shown)[-2000:].decode(errors='replace')}")

    def send(self, key: str) -> None:
        """Type a key: a name of KEYS, or the text itself."""
        os.write(self._fd, KEYS.get(key, key).encode())

    def press(self, key: str) -> float:
        """Type a key and return the seconds until the last byte of what it redrew. Raises RuntimeError where it redraws nothing."""
        before = self.clock()
        self.send(key)
        while self.clock() < before + 5 and not self.read(5):
            pass
        last = self.until_quiet() or (self.chunks[-1][0] if self.chunks else 0.0)
        if last <= before:
            raise RuntimeError(f"{key!r} redrew nothing")
        return last - before

    def resident(self) -> int:
        """Kilobytes of memory that are its own or shared and in use now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]

    def spent(self) -> float:
        """Seconds of processor time so far, all threads."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def idle(self, seconds: float) -> tuple[float, int]:
        """Leave it alone for so long: the share of one processor that it used, and the bytes that it wrote, to screen and disk."""
        before, pieces = self.spent(), len(self.chunks)
        disk = self._written()
        end = self.clock() + seconds
        while self.clock() < end:
            self.read(end - self.clock())
        drawn = sum(len(data) for _at, data in self.chunks[pieces:])
        return (self.spent() - before) / seconds, drawn + max(self._written() - disk - drawn, 0)

    def _written(self) -> int:
        found = re.search(r"wchar: (\d+)", Path(f"/proc/{self.pid}/io").read_text())
        return int(found[1]) if found else 0

    def stop(self, key: str = "q") -> None:
        """Ask it to end, then see to it."""
        for act in (
            lambda: self.send(key),
            lambda: os.kill(self.pid, signal.SIGTERM),
            lambda: os.kill(self.pid, signal.SIGKILL),
        ):
            with contextlib.suppress(OSError):
                act()
            end = self.clock() + 2
            while self.clock() < end:
                self.read(0.02)
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self._fd)
                    return
