"""Kills, refuses and cuts the power at every system call of every kind of save, and looks at what is left.

A reader would get wrong: what must hold is that the file is byte-equal to before or after, that what was said to be saved is, and that the
next ordinary save leaves nothing beside the file; a killed process cannot take its own half-written file away.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import tracing

from planner import versions
from planner.core.edits import Add, Batch, Change, Remove
from planner.core.model import Item
from planner.errors import PlannerError
from planner.exchange import client_csv
from planner.storage import files
from planner.workspace import Workspace

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
ITEMS = 40
TEXT = '# a calendar to be tortured\n[calendar]\ntitle = "Torture"\n' + "".join(
    f'\n# comment {number}\n[[items]]\nid = "{"bcdfghjklm"[number // 10]}{"bcdfghjklm"[number % 10]}bbbb"\ntitle = "Item {number}"\nextra = {{ x = 1 }}\n'
    for number in range(ITEMS)
)
FIRST = "bbbbbb"
Do = Callable[[], None]


def opened(path: Path) -> Workspace:
    return Workspace.open(path, now=lambda: NOON, choose=random.Random(1).choice, sleep=lambda _seconds: None)


def _add(path: Path) -> Do:
    workspace = opened(path)
    return lambda: workspace.do(Add("items", Item("zzzzzz", "New", copy="One\nTwo")), "add")


def _edit(path: Path) -> Do:
    workspace = opened(path)
    return lambda: workspace.do(Change("items", FIRST, {"title": "Changed", "date": dt.date(2026, 12, 24)}), "edit")


def _delete(path: Path) -> Do:
    workspace = opened(path)
    return lambda: workspace.do(Remove("items", FIRST), "delete")


def _import(path: Path) -> Do:
    workspace = opened(path)
    rows = tuple(Add("items", Item(f"row{number:03d}", f"Row {number}", notes="x" * 40)) for number in range(500))
    return lambda: workspace.do(Batch(rows), "import")


def _undo(path: Path) -> Do:
    workspace = opened(path)
    workspace.do(Remove("items", FIRST), "delete")
    return workspace.undo


def _restore(path: Path) -> Do:
    workspace = opened(path)
    workspace.do(Remove("items", FIRST), "delete")
    workspace.do(Change("items", "bcbbbb", {"title": "Changed"}), "edit")
    return lambda: versions.restore(workspace, 2)


def _merge(path: Path) -> Do:
    workspace = opened(path)
    copy = path.with_name(path.stem + ".sync-conflict-20261201-090000-ABCDEFG.toml")
    copy.write_text(TEXT.replace('"Item 3"', '"Theirs"'))
    workspace.do(Change("items", FIRST, {"title": "Mine"}), "edit")
    return lambda: versions.take_in(workspace, copy)


def _export(path: Path) -> Do:
    """An export over an older one: the file that must be old or new is the spreadsheet."""
    source = path.with_name("source.toml")
    source.write_text(TEXT)
    workspace = opened(source)
    path.write_bytes(client_csv.export(workspace.calendar, list(workspace.calendar.items)) * 2)
    data = client_csv.export(workspace.calendar, list(workspace.calendar.items))
    return lambda: files.create(path, data, force=True)


ACTS = {
    "add": _add, "edit": _edit, "delete": _delete, "import of 500": _import, "undo": _undo, "restore": _restore,
    "merge of a copy": _merge, "export": _export,
}  # fmt: skip


@dataclass
class Score:
    """What was found: how many runs, and in how many of them something was wrong, by kind; ``bad`` are a few in words."""

    count: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def note(self, kind: str, words: str) -> None:
        self.wrong[kind] += 1
        self.bad.append(f"{kind}: {words}")

    def __iadd__(self, other: Score) -> Self:
        self.count += other.count
        self.wrong += other.wrong
        self.bad += other.bad
        return self


class Place:
    """A folder with one calendar in it, made anew before each run, and the state folder beside it."""

    def __init__(self, folder: Path, *, weak: bool = False, sync: bool = False, careless: bool = False) -> None:
        self.sync = sync
        self.careless = careless
        self.folder = folder
        self.path = folder / "work" / "plan.toml"
        self.weak = weak

    def fresh(self) -> None:
        for part in ("work", "state"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
        os.environ["XDG_STATE_HOME"] = str(self.folder / "state")
        self.path.parent.mkdir(parents=True)
        self.path.write_text(TEXT)

    def both(self, act: str) -> tuple[bytes, bytes]:
        """Return the file's bytes before and after ``act``, undisturbed; everything it needs is loaded then."""
        self.fresh()
        do = ACTS[act](self.path)
        before = self.path.read_bytes()
        do()
        return before, self.path.read_bytes()

    def child(self, act: str, *, retry: bool = False) -> Callable[[Callable[[bytes], None]], None]:
        """Return what the child does: get ready, mark, do it, and say how that went."""

        def run(say: Callable[[bytes], None]) -> None:
            do = ACTS[act](self.path)
            before = self.path.read_bytes()
            if self.sync:
                os.sync()
            if self.weak:  # the check that this harness bites
                os.fsync = lambda _handle: None
            if self.careless:
                files.replace = _in_place
            tracing.mark()
            try:
                do()
            except PlannerError as error:
                tracing.end()
                say(f"REFUSED {error.status} {error}".encode())
                if retry:
                    say(b" OLD" if self.path.read_bytes() == before else b" MOVED")
                    do()
                    say(b" RETRIED")
            else:
                tracing.end()
                say(b"SAVED")

        return run

    def left(self) -> list[str]:
        return [one.name for one in self.path.parent.iterdir() if one.name.endswith(".tmp")] + [
            one.name for one in (self.folder / "state").rglob("*.tmp")
        ]

    def state(self, before: bytes, after: bytes) -> str:
        try:
            data = self.path.read_bytes()
        except OSError:
            return "missing"
        return "old" if data == before else "new" if data == after else f"torn ({len(data)} bytes)"


def _in_place(path: Path, data: bytes, expected: files.Fingerprint, **_options: object) -> files.Fingerprint:
    """What a program does that thinks little of files; only to see that the harness minds."""
    with path.open("wb", buffering=0) as stream:
        stream.write(data[:10_000])
        stream.write(data[10_000:])
    return expected


def _judge(score: Score, place: Place, words: str, ended: tracing.Ended, before: bytes, after: bytes) -> str:
    score.count += 1
    state = place.state(before, after)
    if state == "missing" or (ended.saved and state == "old"):
        score.note("lost", f"{words}: {state}" + (", though said to be saved" if ended.saved else ""))
    elif state.startswith("torn"):
        score.note("torn", f"{words}: {state}")
    if b"Traceback" in ended.said:
        score.note("tracebacks", f"{words}: {ended.said.decode(errors='replace').strip().splitlines()[-1][:120]}")
    return state


def points(place: Place, act: str) -> tuple[list[int], bytes, bytes]:
    """Return the system calls of ``act`` from the mark to its end, and the file's bytes before and after."""
    before, after = place.both(act)
    place.fresh()
    ended = tracing.run(place.child(act), None)
    if not ended.saved or place.state(before, after) != "new":
        raise SystemExit(f"{act} does not work undisturbed: {ended.said!r} {place.state(before, after)}")
    return ended.calls, before, after


def kills(place: Place, acts: list[str], every: int = 1) -> Score:
    """SIGKILL at every call; then an ordinary save must work and leave nothing."""
    score = Score()
    for act in acts:
        calls, before, after = points(place, act)
        for number in range(0, len(calls), every):
            place.fresh()
            ended = tracing.run(place.child(act), number)
            words = f"{act}, killed at {tracing.name_of(calls[number])} ({number})"
            _judge(score, place, words, ended, before, after)
            try:
                if act == "export":
                    files.create(place.path, after, force=True)
                else:
                    opened(place.path).do(Add("items", Item("", "Afterwards")), "add")
            except PlannerError as error:
                score.note("lost", f"{words}: no save after it: {error}")
            if place.left():
                score.note("left over", f"{words}: {place.left()}")
    return score


def refusals(place: Place, acts: list[str], every: int = 1) -> Score:
    """Each call refused with each errno: told with path and reason, nothing left over, and the next try works."""
    score = Score()
    for act in acts:
        calls, before, after = points(place, act)
        for number in range(0, len(calls), every):
            for code in tracing.ERRNOS:
                place.fresh()
                ended = tracing.run(place.child(act, retry=True), number, code)
                words = f"{act}, {os.strerror(code)} at {tracing.name_of(calls[number])} ({number})"
                state = _judge(score, place, words, ended, before, after)
                if b"REFUSED" in ended.said:
                    if b" RETRIED" not in ended.said or state != "new":
                        score.note("lost", f"{words}: the next try did not work: {ended.said!r}")
                    if b" OLD" not in ended.said:
                        score.note("lost", f"{words}: told that nothing happened, but it did: {ended.said!r}")
                    if not ended.said.startswith((b"REFUSED 74", b"REFUSED 75", b"REFUSED 73", b"REFUSED 66")):
                        score.note("lost", f"{words}: {ended.said!r}")
                elif not ended.saved and b"Traceback" not in ended.said:
                    score.note("lost", f"{words}: failed without a word")
                if place.left():
                    score.note("left over", f"{words}: {place.left()}")
    return score
