"""A planner in a terminal of its own: keys go in, the screen as a person sees it comes out.

A reader would get wrong: the terminal is tmux, on a server that is this run's own; a person's sessions and settings are not touched.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ENDED = re.compile(r"\bended (\d{1,3})")
FLAGS = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{bracket_paste_flag}"
PLAIN = ("0 1 0", "0 1 0 0")
"""What a terminal says of itself that no program has changed; older ones say nothing of pasting."""


def possible() -> str:
    return "" if shutil.which("tmux") else "needs tmux"


class Terminal:
    """One window of ``size`` columns and rows, on a server in ``folder``; planners are started in it one after the other."""

    def __init__(self, name: str, folder: Path, size: tuple[int, int]) -> None:
        self.server, self.name, self.folder = str(folder / "tmux"), name, folder
        self.size = size
        self._before = ""
        width, height = map(str, size)
        self._tmux("new-session", "-d", "-s", name, "-x", width, "-y", height, "sh", alone=True)
        self._tmux("set-option", "-t", name, "status", "off")
        self._tmux("set-option", "-s", "escape-time", "5")

    def _tmux(self, *words: str, alone: bool = False) -> str:
        told = subprocess.run(
            ["tmux", "-S", self.server, *(["-f", "/dev/null"] if alone else []), *words],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "SHELL": "/bin/sh"},  # some users have one that starts nothing
        )
        return told.stdout

    def start(self, *words: str) -> None:
        """Start a planner with ``words``; the screen is its once it shows something."""
        note = self.folder / f"{self.name}.pid"
        note.unlink(missing_ok=True)
        inner = f"echo $$ > {shlex.quote(str(note))}; exec {shlex.join([sys.executable, '-m', 'planner', *words])}"
        outer = f'clear; stty -g; sh -c {shlex.quote(inner)}; status=$?; echo; echo "ended $status"; stty -g; exec cat'
        width, height = map(str, self.size)
        self._tmux("resize-window", "-t", self.name, "-x", width, "-y", height)
        self._tmux("respawn-pane", "-k", "-t", self.name, "sh", "-c", outer)

    @property
    def pid(self) -> int:
        """The planner's process."""
        return int((self.folder / f"{self.name}.pid").read_text())

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, such as Enter and C-s, as fast as a quick hand."""
        for key in keys:
            self._tmux("send-keys", "-t", self.name, key)
            time.sleep(0.04)

    def type(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-t", self.name, "-l", "--", text)

    def screen(self) -> str:
        """What is on the screen."""
        return self._tmux("capture-pane", "-p", "-t", self.name)

    def still(self, seconds: float = 3) -> str:
        """The screen once it has been the same for a moment."""
        end = time.monotonic() + seconds
        seen = self.screen()
        while time.monotonic() < end:
            time.sleep(0.12)
            now = self.screen()
            if now == seen:
                return now
            seen = now
        return seen

    def status(self) -> int | None:
        """With what the planner ended; None while it runs."""
        found = ENDED.search(self.screen())
        return int(found[1]) if found else None

    def ended(self, seconds: float = 10) -> int | None:
        """Wait until the planner has ended; None where it does not."""
        end = time.monotonic() + seconds
        while (status := self.status()) is None and time.monotonic() < end:
            time.sleep(0.1)
        return status

    def restored(self) -> str:
        """What of the terminal is not as it was before the planner; call it after the end."""
        flags = self._tmux("display-message", "-p", "-t", self.name, FLAGS).strip()
        modes = re.findall(
            r"^[0-9a-f]+(?::[0-9a-f]+){10,}$", re.sub(r"\n(?=[0-9a-f:]{20,}$)", "\n", self.screen()), re.MULTILINE
        )
        told = "" if flags in PLAIN else f"modes {flags}"
        if len(set(modes)) > 1:
            told += f" stty {modes}"
        return told

    def close(self) -> None:
        """End the server, and whatever runs in its windows."""
        self._tmux("kill-server")
