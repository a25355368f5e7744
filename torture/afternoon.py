"""An afternoon of two planners, an editor and git on one file: random acts, and after each of them a look at everything.

A reader would get wrong: every title and note that anybody writes holds a word of its own (``T0042``), and a word may go only when the act
itself took it away (deleted it, typed over it, undid it, checked another state out); which ones that may be is read off the screen, as the
person who did it would.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import known
import terminal
import tomli
from hands import Hands
from saves import Score
from terminal import Terminal
from world import GivenUpError


def possible() -> str:
    """Return what this machine lacks for it, or an empty string."""
    if reason := terminal.possible():
        return reason
    return "" if shutil.which("git") else "needs git"


class Afternoon(Hands):
    """Acts by chance, and after each of them a look at everything."""

    def one_act(self) -> None:
        one = self.choose.choice(self.planners)
        act = self.choice_of(
            add=5, retitle=5, small=8, delete=3, back=7, look=3, restore=1, again=2, edit=7, vim=1, verb=1, broken=1, gitted=4, together=3, clash=6, key_clash=3,
        )  # fmt: skip
        if act in ("edit", "vim", "verb", "broken", "gitted", "together"):
            getattr(self, act)()
        else:
            self.at_rest(one)
            getattr(self, act)(one)

    def step(self) -> None:
        """One act, and a look at everything."""
        self.score.count += 1
        self.allowed = set()
        before = self.there()
        first = self.words
        try:
            self.one_act()
            made = {f"{letter}{number:04d}" for letter in "TN" for number in range(first + 1, self.words + 1)}
            before |= made & self.there()
            if self.choose.random() < 0.85:
                for one in self.planners:
                    self.at_rest(one)
        except GivenUpError:
            for one in self.planners:
                one.press("Escape")
            return
        self.check(before)

    def check(self, before: set[str]) -> None:
        """Everything that was there and that nobody took away is there, the file is whole, and who looks sees it."""
        text = self.text()
        try:
            tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            self.told("torn", f"the file does not read: {error}")
            return
        if gone := before - self.there() - self.allowed:
            self.told("lost", f"{sorted(gone)} are gone")
        if beside := self.beside():
            self.told("left over", f"beside the file: {sorted(beside)}")
            for name in beside:
                self.path.with_name(name).unlink()
        for one in self.planners:
            if one.status() is not None:
                self.told("tracebacks", f"{one.name} ended by itself with {one.status()}", one.screen())
                self.start(one)
        self.shown()
        if self.score.count % 12 == 0:
            with contextlib.suppress(GivenUpError):
                self.compare()

    def beside(self) -> set[str]:
        """Return what lies beside the file for longer than any save takes: a planner may be at one."""
        end = time.monotonic() + 20
        while True:
            found = {file.name for file in self.path.parent.iterdir()} - {"plan.toml", ".git"}
            if not found or time.monotonic() > end:
                return found
            time.sleep(0.2)

    def shown(self) -> None:
        """Within a second an idle planner shows the titles of the file, and no others."""
        end = time.monotonic() + 1.6
        while True:
            wrong = [told for one in self.planners if (told := self._stale(one))]
            if not wrong:
                return
            if time.monotonic() > end:
                self.told("left over", "; ".join(wrong))
                return
            time.sleep(0.15)

    def _stale(self, one: Terminal) -> str:
        screen = one.screen()
        if known.kind_of(screen) != "view" or known.has_toast(screen) or "┏━ 1 List" not in screen:
            return ""
        drawn = {
            word for line in screen.split("\n") if "┃" in line for word in re.findall(r"T\d{4}", line.split("┃")[1])
        }
        wanted = {word for item in self.items() for word in re.findall(r"T\d{4}", str(item.get("title", "")))}
        return (
            "" if drawn == wanted else f"{one.name} shows {sorted(drawn - wanted)} too and not {sorted(wanted - drawn)}"
        )

    def compare(self) -> None:
        """A planner that is started now shows what one that has stood there all the time does."""
        self.start(self.third)
        for one in self.planners:
            self.at_rest(one)
        key = self.choose.choice("WLBM")
        end = time.monotonic() + 12
        wrong = ""
        while time.monotonic() < end:
            screens = []
            for one in (*self.planners, self.third):
                one.press("Escape")
                time.sleep(0.2)  # at once, the next key would be Alt with it
                first = ["Left"] * 6 if key == "B" else []  # a board keeps its column
                one.press("4", "Home", "3", "Home", "1", "W", "t", key, *first, "Home")
                time.sleep(0.2)
                screens.append(_plan(one.still()))
            if screens[0] == screens[1] == screens[2]:
                break
            time.sleep(1)
        else:
            wrong = "\n===\n".join(
                "\n".join(difflib.unified_diff(screens[2].split("\n"), one.split("\n"), n=0)) for one in screens[:2]
            )
        if wrong:
            self.told("left over", f"a planner started now shows something else ({key})", wrong)
        self.third.press("q")
        if self.third.ended() != 0:
            self.told("left over", "the third planner did not end", self.third.screen())

    def end(self) -> None:
        """Leave both planners; their terminals are as they were."""
        for one in self.planners:
            with contextlib.suppress(GivenUpError):
                self.at_rest(one)
            one.press("q")
            status = one.ended()
            if status != 0 or (left := one.restored()):
                self.told("left over", f"at the end: {status} {left if status == 0 else ''}", one.screen())

    def close(self) -> None:
        self.third.close()


def _plan(screen: str) -> str:
    """Return the screen without the status line and without where one stands: a board keeps its column."""
    lines = screen.rstrip("\n").split("\n")
    drawn = [line for line in lines if "▸" in line and "1 Board" in screen]
    return "\n".join(line.replace("▸", " ") if drawn else line for line in lines[: -4 if drawn else -2])


def spent(minutes: float, seed: int | None = None, keep: Path | None = None) -> Score:
    """Let it go on for so many minutes, or until it makes no sense to go on; return what was found."""
    score = Score()
    seed = int(time.time()) if seed is None else seed
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    old = {
        name: os.environ.get(name) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    }
    os.environ.update({name: str(folder / name) for name in old}, LANG="C.UTF-8")
    afternoon = None
    try:
        end = time.monotonic() + minutes * 60
        afternoon = Afternoon(folder, seed, score, keep)
        while time.monotonic() < end and len(score.bad) < 200:
            afternoon.step()
            if keep is not None and score.count % 50 == 0:
                print(score.count, dict(score.wrong), dict(afternoon.kinds), dict(afternoon.answers), flush=True)
            time.sleep(0.2)
        afternoon.end()
    finally:
        if afternoon is not None:
            afternoon.close()
        for name, value in old.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
        shutil.rmtree(folder, ignore_errors=True)
    return score


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--keep", type=Path, help="where the screens of what is found are kept")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    found = spent(options.minutes, options.seed, options.keep)
    print(f"{found.count} acts: {dict(found.wrong) or 'nothing wrong'}")
    for bad in found.bad:
        print(bad)
    sys.exit(bool(found.bad))
