"""What is measured on a screen: the first frame, keys, scrolling, an edit on its way to the disk, memory, and doing nothing.

A reader would get wrong: the time of a key ends with the last byte of what it redrew, and the disk's side of an edit when a whole new file
stands in the place of the old one.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
import time
from typing import TYPE_CHECKING

from bench import HERE, Bench, Row, ms, percentile
from peers import Khal
from terminal import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READY = "Mille Pages"
"""Stands in the first frame of every generated calendar."""
BARE = "BARE IS READY"


def _full(program: Program, text: str, *, started: bool = True) -> float:
    try:
        return program.wait_for(text, started=started)[1]
    finally:
        program.stop()


def first_frame(bench: Bench) -> Iterator[Row]:
    """From the command to the last byte of the first whole frame, beside the bare app."""

    def unseen(path: Path) -> float:
        bench.never_seen()
        return _full(bench.screen(path), READY)

    plans = {count: bench.calendar(count) for count in (1_000, 10_000)}
    base, small, large, never = bench.in_turn(
        lambda: _full(bench.bare(), BARE),
        lambda: _full(bench.screen(plans[1_000]), READY),
        lambda: _full(bench.screen(plans[10_000]), READY),
        lambda: unseen(plans[10_000]),
    )
    for what, spent, must, aim in (
        ("1,000 items", small, 1.6, 1.15),
        ("10,000 items, seen before", large, 1.7, 1.3),
        ("10,000 items, never seen", never, 2.2, 1.8),
    ):
        yield spent.over(base, f"first full frame, {what} : bare", must, aim, f"{ms(spent)}; bare {ms(base)}")
    instant, base = bench.in_turn(
        lambda: _full(bench.screen(plans[10_000]), READY, started=False), lambda: _full(bench.bare(), BARE)
    )
    yield instant.over(base, "the week on screen at all, all seen before : bare", 0.5, 0.2)


def largest(bench: Bench) -> Iterator[Row]:
    """50,000 items beside 10,000."""
    words = {count: bench.calendar(count) for count in (10_000, 50_000)}
    small, large = bench.in_turn(
        *(lambda path=path: _full(bench.screen(path), READY) for path in words.values()), rounds=3
    )
    yield large.over(small, "first full frame, 50,000 : 10,000 items", 5, 3)
    small, large = bench.in_turn(
        *(
            lambda path=path: bench.run(bench.planner("list", "-c", path, "--month", "2026-11"))
            for path in words.values()
        ),
        rounds=3,
    )
    yield large.over(small, "list of a month, 50,000 : 10,000 items", 5, 3)


def together(bench: Bench) -> Iterator[Row]:
    """Ten calendars of 1,000 items opened as one plan, beside one of them."""
    ten = [bench.calendar(1_000, f"client-{number}") for number in range(10)]
    one, all_ten = bench.in_turn(lambda: _full(bench.screen(ten[0]), READY), lambda: _full(bench.screen(*ten), READY))
    yield all_ten.over(one, "first full frame, ten calendars of 1,000 : one", 1.6, None)


def _open(bench: Bench, count: int = 10_000, *keys: str) -> Program:
    program = bench.screen(bench.calendar(count))
    program.wait_for(READY)
    program.until_quiet(0.5)
    for key in keys:
        program.press(key)
    return program


def _presses(program: Program, keys: list[str]) -> list[float]:
    rng = random.Random(3)
    taken = []
    for key in keys:
        program.read(rng.random() * 0.05)
        taken.append(program.press(key))
    return taken


def keys(bench: Bench) -> Iterator[Row]:
    """A day, a month, a line and a page on, with 10,000 items; the 95th of a hundred."""
    many = bench.rounds * 6
    program = _open(bench)
    day = _presses(program, ["right"] * 8 + ["left"] * 4)[4:] + _presses(
        program, (["right"] * 5 + ["left"] * 5) * (many // 10)
    )
    forms = []
    for _ in range(bench.rounds + 1):
        forms.append(program.press("e"))
        program.press("escape")
    program.stop()
    yield Row(
        "key to last byte, one day on, p95",
        percentile(day) * 1000,
        16,
        10,
        f"median {ms(statistics.median(day))}",
        "ms",
    )
    yield from _beside_ikhal(bench, day)
    usual = statistics.median(day)
    opened = statistics.median(forms[1:])
    yield Row("editor form opened : a day's key", opened / usual, 12, 7, f"{ms(opened)}, the first {ms(forms[0])}")
    program = _open(bench, 10_000, "M")
    new = _presses(program, ["]"] * 2 + ["["] * 12)
    seen = _presses(program, ["]"] * 12 + ["["] * 12)
    program.stop()
    yield Row("one month on, p95", percentile(seen) * 1000, 20, 16, f"median {ms(statistics.median(seen))}", "ms")
    detail = f"median {ms(statistics.median(new))}"
    yield Row("one month on, never shown before, p95", percentile(new) * 1000, 45, 33, detail, "ms")
    program = _open(bench, 10_000, "L")
    program.send("home")
    program.until_quiet(0.5)
    down, page = _presses(program, ["down"] * many), _presses(program, ["pagedown"] * many)
    program.stop()
    yield Row(
        "list of 10,000, down, p95", percentile(down) * 1000, 16, 5, f"median {ms(statistics.median(down))}", "ms"
    )
    yield Row(
        "list of 10,000, page down, p95", percentile(page) * 1000, 20, 15, f"median {ms(statistics.median(page))}", "ms"
    )


def _beside_ikhal(bench: Bench, day: list[float]) -> Iterator[Row]:
    khal = Khal.of(bench)
    program = khal.screen() if khal else None
    if program is None:
        yield Row("the same : ikhal's", None, 0.7, 0.4, "ikhal is not installed")
        return
    program.until_quiet(1.5)
    theirs = _presses(program, (["right"] * 5 + ["left"] * 5) * (len(day) // 10 + 1))
    program.stop()
    ratio = percentile(day) / percentile(theirs)
    yield Row("the same : ikhal's", ratio, 0.7, 0.4, f"{ms(percentile(day))} : {ms(percentile(theirs))}")


def edit(bench: Bench) -> Iterator[Row]:
    """A day later by one key: until the new file stands, beside writing and fsyncing the same bytes."""
    path = bench.folder / "moved.toml"
    shutil.copy(bench.calendar(10_000), path)
    program = bench.screen(path)
    program.wait_for(READY)
    program.until_quiet(0.5)
    taken, bases = [], []
    for number in range(bench.rounds * 2):
        bases.append(bench.write_and_sync(path.read_bytes()))
        taken.append(_until_changed(program, path, ">" if number % 2 == 0 else "<"))
        program.until_quiet()
    program.stop()
    spent, base = statistics.median(taken[1:]), statistics.median(bases[1:])
    yield Row("one edit, key to durable file : the bytes", spent / base, 4, 2.2, f"{ms(spent)} beside {ms(base)}")


def _until_changed(program: Program, path: Path, key: str) -> float:
    def state() -> tuple[int, int]:
        found = os.stat(path)  # noqa: PTH116 - asked ten thousand times a second
        return found.st_ino, found.st_mtime_ns

    before, begun = state(), program.clock()
    program.send(key)
    while state() == before:
        program.read(0.0002)
        if program.clock() > begun + 10:
            raise RuntimeError(f"{key!r} changed nothing")
    return program.clock() - begun


_ACTS: dict[str, tuple[str, ...]] = {
    "opening": (),
    "move, undo, redo": (">", "u", "U", "<", "right", "]", "["),
    "palette, word, Enter": (":", *"hiver", "enter", ":", *"relire", "down", "enter", ":", "escape"),
    "list and back": ("L", "end", "pageup", "home", "pagedown", "down", "M", "W"),
    "months never looked at": ("M", *"]]]]", *"[[[[[[[[", "W"),
}
"""What is done in turn while the heart of the program is listened to."""


def freezes(bench: Bench) -> Iterator[Row]:
    """How long keys wait at most with 50,000 items while the program opens, is moved in and saves: pauses of its event loop."""
    path, out = bench.folder / "frozen.toml", bench.folder / "pauses"
    shutil.copy(bench.calendar(50_000), path)
    longest: dict[str, list[tuple[float, float]]] = {name: [] for name in _ACTS}
    for _round in range(max(bench.rounds // 3, 2)):
        for name, pause in _paused(bench, path, out).items():
            longest[name].append(pause)
    for name, pauses in longest.items():
        late, worked = max(pauses)
        middle = statistics.median(pause for pause, _worked in pauses)
        worst = f"the longest of {len(pauses)} runs, {worked:.0f} ms of it work; their median {middle:.0f} ms"
        yield Row(f"longest freeze, 50,000 items: {name}", late, 100, 50, worst, "ms")


def _paused(bench: Bench, path: Path, out: Path) -> dict[str, tuple[float, float]]:
    """Do all acts in one run; return of each the longest pause, and the processor time that went into it, in milliseconds."""
    out.unlink(missing_ok=True)
    program = Program(
        [sys.executable, str(HERE / "heart.py"), str(out), *bench.planner(path)[3:]], bench.env, bench.folder
    )
    begun, spans = time.perf_counter(), {}
    for name, keys in _ACTS.items():
        if not keys:
            program.wait_for(READY)
        for key in keys:
            program.press(key)
            program.until_quiet(0.5)
        program.until_quiet(1.0)
        ended = time.perf_counter()
        spans[name], begun = (begun, ended), ended
    program.stop()
    beats = [tuple(map(float, line.split())) for line in out.read_text().splitlines()] if out.exists() else []
    found = {
        name: [(late * 1000, worked * 1000) for at, late, worked in beats if begun < at < ended]
        for name, (begun, ended) in spans.items()
    }
    if not all(found.values()):
        raise RuntimeError("the program left no beat of its heart behind")
    return {name: max(pauses) for name, pauses in found.items()}


def at_rest(bench: Bench) -> Iterator[Row]:
    """Memory with 10,000 items open, and what the program does while nobody does anything."""
    found = []
    for program, text in ((bench.bare(), BARE), (bench.screen(bench.calendar(10_000)), READY)):
        program.wait_for(text)
        program.until_quiet(1.0)
        found.append((program.resident(), *program.idle(10)))
        program.stop()
    (base, base_load, _), (memory, load, written) = found
    yield Row("resident memory, 10,000 items : bare", memory / base, 1.6, 1.3, f"{memory // 1024} : {base // 1024} MB")
    yield Row("idle: processor time : bare", load / base_load, 2, 1, f"{load:.2%} : {base_load:.2%}")
    yield Row("idle: bytes written in ten seconds", written, 0, 0, "", "bytes")


MEASURES = (first_frame, largest, together, keys, edit, freezes, at_rest)
