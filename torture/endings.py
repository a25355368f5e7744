"""Sends every signal to the program on every screen, in a terminal of its own: the terminal comes back, the shell learns why, nothing is lost.

A reader would get wrong: a screen counts once it is drawn, and the key that opens it is pressed as a person would, so a screen that a release
renames only has to be renamed here.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from saves import TEXT, Score

SCREENS = {
    "week": "", "month": "M", "board": "B", "list": "L", "coverage": "3", "quick add": "a", "form": "je", "help": "?", "palette": ":",
    "filter": "/", "export": "x", "move": "jm", "open another": "o", "review": "R", "delete": "jd", "date": "g",
    "filter name": "/v\rK", "theme": "C",
}  # fmt: skip
"""The keys that lead to each screen, from the week."""
SIGNALS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}
LEFT = b"\x1b[?1049l"
_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL)


def possible() -> str:
    return "" if sys.platform.startswith("linux") else "needs Linux"


def _read(terminal: int, seconds: float, wanted: bytes = b"", quiet: float = 0.25) -> bytes:
    """Read until ``wanted`` was shown and nothing came for ``quiet`` seconds after it."""
    seen = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not select.select([terminal], [], [], quiet)[0]:
            if wanted in (seen if wanted == LEFT else _ESCAPES.sub(b"", seen)):
                break
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    return seen


def _start(folder: Path) -> tuple[int, int]:
    path = folder / "plan.toml"
    path.write_text(TEXT.replace("[[items]]\n", "[[items]]\ndate = 2026-11-24\n", 3))
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        environ = {
            **os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8",
            **{f"XDG_{name}_HOME": str(folder / name) for name in ("STATE", "CONFIG", "CACHE", "DATA")},
        }  # fmt: skip
        words = [sys.executable, "-m", "planner", "--today", "2026-11-23", str(path)]
        os.execve(sys.executable, words, environ)
    return child, terminal


def signals(screens: list[str]) -> Score:
    """One run for each signal on each screen."""
    score = Score()
    for screen in screens:
        for number, status in SIGNALS.items():
            folder = Path(tempfile.mkdtemp(prefix="torture-"))
            child, terminal = _start(folder)
            before = (folder / "plan.toml").read_bytes()
            words = f"{signal.Signals(number).name} on {screen}"
            try:
                seen = _read(terminal, 30, b"Item 0")
                for key in SCREENS[screen]:
                    os.write(terminal, key.encode())
                    seen += _read(terminal, 1.5)  # a blinking cursor is never silent
                if screen == "form":
                    os.write(terminal, b"typed")
                    seen += _read(terminal, 1.5)  # a blinking cursor is never silent
                began = time.monotonic()
                os.kill(child, number)
                after = _read(terminal, 10, LEFT)  # a busy machine may be silent for a while before the end
                _pid, raw = os.waitpid(child, 0)
                took = time.monotonic() - began
            finally:
                with contextlib.suppress(OSError):
                    os.close(terminal)
            _judge(score, words, (status, os.waitstatus_to_exitcode(raw), took), seen + after, folder, before)
            shutil.rmtree(folder, ignore_errors=True)
    return score


def _judge(score: Score, words: str, ended: tuple[int, int, float], seen: bytes, folder: Path, before: bytes) -> None:
    score.count += 1
    wanted, found, took = ended
    if (folder / "plan.toml").read_bytes() != before:
        score.note("lost", f"{words}: the file changed")
    if "form" in words and not list((folder / "STATE").rglob("drafts/*.json")):
        score.note("lost", f"{words}: no draft of the form")
    if found != wanted:
        score.note("left over", f"{words}: ended with {found}")
    if took > 2:
        score.note("left over", f"{words}: took {took:.1f} s")
    if LEFT not in seen:
        score.note("left over", f"{words}: the terminal was not given back")
    if b"Traceback" in seen:
        score.note("tracebacks", words)
