"""Does to the planner what the world does to files, and prints one line a promise: how often, and how often something went wrong.

A reader would get wrong: the figures are counts of runs with a fault, so every column but the first is to be 0; and ``--weak`` takes the syncs
away, to show that the power cuts would tell: it ends with 0 when they do.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
if "LANG" not in os.environ:
    os.environ["LANG"] = "C.UTF-8"

import afternoon
import endings
import machine
import matrices
import power
import saves
import texts
import tracing
import writers
from saves import Score

KINDS = ("lost", "torn", "left over", "tracebacks", "surprising")
ACTS = list(saves.ACTS)
MINUTES = 5.0
"""How long the afternoon is in a whole run; ``make torture-afternoon MINUTES=240`` spends a real one."""
TYPED = ["tests/journeys/test_hostile_fields.py"]
ENDINGS = [
    "tests/journeys/test_interrupted.py::test_a_signal_on_any_screen",
    "tests/tui/test_instant.py::test_each_signal_before_the_first_screen",
]
Line = tuple[str, str, Callable[[], str], Callable[[bool], Score | None]]


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _kills(quick: bool) -> Score:
    with _folder() as folder:
        return saves.kills(saves.Place(folder), ACTS, 3 if quick else 1)


def _refusals(quick: bool) -> Score:
    with _folder() as folder:
        return saves.refusals(saves.Place(folder), ["edit"] if quick else ACTS, 2 if quick else 1)


def _cuts(kind: str, options: str = "") -> Callable[[bool], Score]:
    return lambda quick: power.cuts(kind, ACTS[:2] if quick else ACTS, options, 8 if quick else 1)


def _always() -> str:
    return ""


def _forking() -> str:
    return "" if hasattr(os, "fork") else "needs fork"


LINES: tuple[Line, ...] = (
    ("P1", "killed at every system call of a save", tracing.possible, _kills),
    ("P2", "power cut at every system call, ext4", lambda: power.possible("ext4"), _cuts("ext4")),
    ("P2", "the same, data=writeback", lambda: power.possible("ext4"), _cuts("ext4", "data=writeback")),
    ("P2", "the same, xfs", lambda: power.possible("xfs"), _cuts("xfs")),
    ("P3", "each call refused, six errnos; then tried again", tracing.possible, _refusals),
    ("P4", "saved by another user than the owner", matrices.possible, lambda quick: matrices.matrix("tests/storage/test_another_user.py", quick=quick)),
    ("P5", "planners adding at once beside an editor", _forking, lambda quick: writers.together(*((4, 20) if quick else (8, 100)), editor=10 if quick else 60)),
    ("P6", "an editor that looks at nothing beside planners", _forking, lambda quick: writers.together(*((4, 20) if quick else (8, 100)), editor=30 if quick else 300, careless=True)),
    ("P8", "edits, undo, restarts, others' edits, any order", _always, lambda quick: machine.sequences(*((20, 15) if quick else (2000, 60)))),
    ("P8", "an afternoon of two planners, an editor and git", afternoon.possible, lambda quick: afternoon.spent(0.5 if quick else MINUTES)),
    ("P13", "each signal on each screen", endings.possible, lambda quick: endings.signals(list(endings.SCREENS)[: 2 if quick else None])),
    ("P13", "the same by what each shows, and before the first", matrices.possible, lambda quick: matrices.matrix(*ENDINGS, quick=quick)),
    ("P17", "any bytes as the calendar", _always, lambda quick: texts.calendars(60 if quick else 5000)),
    ("P19", "naughty strings in every field", _always, lambda _quick: texts.strings()),
    ("P19", "the same typed into every field of every screen", matrices.possible, lambda quick: matrices.matrix(*TYPED, quick=quick)),
    ("P20", "any bytes as a spreadsheet", _always, lambda quick: texts.sheets(60 if quick else 5000)),
)  # fmt: skip


def _row(promise: str, what: str, score: Score, seconds: float) -> str:
    figures = "".join(f"{score.wrong[kind]:>11}" for kind in KINDS)
    return f"{promise:<4} {what:<50} {score.count:>7}{figures} {seconds:>8.0f} s"


def _all(quick: bool, only: list[str], words: int) -> bool:
    """Run the lines and print them; return whether all is well."""
    print(f"{'':<55} {'count':>7}" + "".join(f"{kind:>11}" for kind in KINDS))
    well = True
    for promise, what, possible, run in LINES:
        if only and promise not in only:
            continue
        if reason := possible():
            print(f"{promise:<4} {what:<50} skipped: {reason}", flush=True)
            continue
        began = time.monotonic()
        score = run(quick)
        if score is None:
            print(f"{promise:<4} {what:<50} in the ordinary tests", flush=True)
            continue
        print(_row(promise, what, score, time.monotonic() - began), flush=True)
        for bad in score.bad[:words]:
            print(f"       {bad}", flush=True)
        well = well and not score.bad
    return well


def _bites() -> bool:
    """Whether the harness notices a planner that syncs nothing, one that writes in place, and one that hides errors."""
    found = True
    if reason := power.possible("ext4"):
        print(f"without syncs: skipped: {reason}")
    else:
        score = power.cuts("ext4", ["add"], every=4, weak=True)
        print(f"without syncs: {score.count} power cuts, {len(score.bad)} told")
        found = bool(score.bad)
    if reason := tracing.possible():
        print(f"in place: skipped: {reason}")
        return found
    with _folder() as folder:
        score = saves.kills(saves.Place(folder, careless=True), ["import of 500"])
    print(f"written in place: {score.count} kills, {len(score.bad)} told")
    return found and bool(score.bad)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a minute's worth of each")
    parser.add_argument("--only", action="append", default=[], metavar="P1", help="only this promise")
    parser.add_argument("--weak", action="store_true", help="check that the harness notices what it should")
    parser.add_argument("--words", type=int, default=5, metavar="N", help="how many faults of a line are told")
    options = parser.parse_args()
    with _folder() as state:
        for name in ("STATE", "CONFIG", "CACHE", "DATA"):
            os.environ[f"XDG_{name}_HOME"] = str(state / name)
        well = _bites() if options.weak else _all(options.quick, options.only, options.words)
    return 0 if well else 1


if __name__ == "__main__":
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # ignored in the background of a shell, and so by all it starts
    multiprocessing.set_start_method("fork")
    sys.exit(main())
