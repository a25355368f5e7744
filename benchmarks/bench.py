"""What the measures share: a calendar of each size, pairs timed in turn, and a row of the table.

A reader would get wrong: only ratios are compared with a limit, since both sides of one were taken in turn in the same run; the
milliseconds beside them are of this machine, as busy as it was.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generate import IDEAS, TODAY, calendar_text
from terminal import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "src"


_COMMAND = "import sys; from planner.__main__ import main; sys.exit(main())"
"""What the installed command ``planner`` does."""


class Taken(float):
    """The median of what a measure took, with all of it."""

    values: tuple[float, ...] = ()

    @classmethod
    def of(cls, values: Sequence[float]) -> Taken:
        """Return the median of these."""
        made = cls(statistics.median(values))
        made.values = tuple(values)
        return made

    def over(self, other: Taken, what: str, must: float | None, aim: float | None, detail: str = "") -> Row:
        """Return the row of this beside ``other``, which was taken in turn with it."""
        ratios = [one / base for one, base in zip(self.values, other.values, strict=True)]
        return Row(what, self / other, must, aim, detail or f"{ms(self)} : {ms(other)}", p95=percentile(ratios))


@dataclass(frozen=True)
class Row:
    """One line of the table. ``measured`` is a ratio, or milliseconds where ``unit`` says so; None where it could not be measured.

    ``p95`` is the 95th percentile of what ``measured`` is the median of, in the same unit.
    """

    what: str
    measured: float | None
    must: float | None = None
    aim: float | None = None
    detail: str = ""
    unit: str = "×"
    p95: float | None = None

    @property
    def met(self) -> bool:
        """Whether it is within what must be; a row without a limit, or not measured, is."""
        return self.measured is None or self.must is None or self.measured <= self.must


@dataclass
class Bench:
    """Where measures are taken: a folder with calendars, a home of its own, and how many rounds there are; ``plot`` is where a drawing goes."""

    rounds: int
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="planner-bench-")))
    plot: str | None = None
    _synced: int = 0

    @property
    def env(self) -> dict[str, str]:
        """The environment programs run in: English, true colour, and nothing of this user's own."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "PYTHONPATH": str(SOURCE),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }

    def calendar(self, count: int, name: str = "", *, ideas: int = IDEAS) -> Path:
        """Return the calendar of so many items, made when it is first asked for; each ``name`` is a copy of its own."""
        path = self.folder / f"{name or 'plan'}-{count}-{ideas}.toml"
        if not path.exists():
            path.write_text(calendar_text(count, ideas=ideas), encoding="utf-8", newline="\n")
        return path

    def never_seen(self) -> None:
        """Throw away what earlier runs left in the cache folder."""
        shutil.rmtree(self.folder / "home" / "cache", ignore_errors=True)

    def planner(self, *words: str | Path) -> list[str]:
        """Return the command line of the program, on the day of measuring."""
        return [sys.executable, "-c", _COMMAND, "--today", str(TODAY), *map(str, words)]

    def run(self, argv: Sequence[str | Path], env: Mapping[str, str] | None = None) -> float:
        """Run a command and return the seconds it took. Raises RuntimeError with what it said where it fails."""
        before = time.perf_counter()
        done = subprocess.run(
            list(map(str, argv)), env=dict(env or self.env), cwd=self.folder, capture_output=True, check=False
        )
        spent = time.perf_counter() - before
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, argv))}: {done.stderr.decode(errors='replace')[-1000:]}")
        return spent

    def screen(self, *words: str | Path) -> Program:
        """Start the program in a terminal."""
        return Program(self.planner(*words), self.env, self.folder)

    def bare(self) -> Program:
        """Start the Textual app of one ``Static`` in a terminal."""
        return Program([sys.executable, str(HERE / "bare.py")], self.env, self.folder)

    def in_turn(self, *acts: Callable[[], float], rounds: int = 0) -> list[Taken]:
        """Do the acts in turn, once to warm up and then ``rounds`` times; the median of what each returns."""
        taken: list[list[float]] = [[] for _ in acts]
        for number in range((rounds or self.rounds) + 1):
            for act, kept in zip(acts, taken, strict=True):
                spent = act()
                if number:
                    kept.append(spent)
        return [Taken.of(kept) for kept in taken]

    def write_and_sync(self, data: bytes) -> float:
        """Seconds to write these bytes to a new file of this folder and wait until the disk has them.

        The last fifty such files are kept, as the program keeps what it replaces: pages that were just given back are quicker to get.
        """
        self._synced += 1
        before = time.perf_counter()
        with (self.folder / f"synced-{self._synced}").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        spent = time.perf_counter() - before
        (self.folder / f"synced-{self._synced - 50}").unlink(missing_ok=True)
        return spent

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def percentile(values: Sequence[float], part: float = 0.95) -> float:
    """Return the value below which ``part`` of them lie."""
    ordered = sorted(values)
    return ordered[min(round(part * (len(ordered) - 1)), len(ordered) - 1)]


def ms(seconds: float) -> str:
    """Return seconds as people compare them: ``41 ms``."""
    return f"{seconds * 1000:.3g} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"
