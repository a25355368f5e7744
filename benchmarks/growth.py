"""How cost grows with a calendar: time and memory from 100 to 50,000 items, as rows of the table and as a plot.

A reader would get wrong: both axes of the plot are logarithmic, so that what is linear rises at the angle of the grey lines, and what does
not depend on the size lies flat.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
import random
import shutil
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench import Bench, Row, ms
from generate import TODAY
from screens import READY

from planner.core.edits import Change
from planner.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COUNTS = (100, 300, 1_000, 3_000, 10_000, 30_000, 50_000)
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#222222", "#8a6d00")
_ROUNDS = 3
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM, _LEGEND = 900, 520, 70, 40, 60, 190


def growth(bench: Bench) -> Iterator[Row]:
    """Frames, keys, edits, verbs and memory from 100 to 50,000 items, with a plot."""
    found: dict[str, dict[int, float]] = {}
    for count in COUNTS:
        for name, value in _of(bench, count):
            found.setdefault(name, {})[count] = value
    low, high = 1_000, COUNTS[-1]
    for name, values in found.items():
        must = 2.0 if name in _OF_A_MONTH else high / low * 1.1
        unit = "MB" if name.startswith("memory") else "ms"
        detail = ", ".join(f"{count:,}: {value * 1000:.3g}" for count, value in values.items())
        yield Row(
            f"{name}, {high:,} : {low:,} items", values[high] / values[low], must, None, f"{unit} by items: {detail}"
        )
    if bench.plot:
        Path(bench.plot).write_text(_drawn(found), encoding="utf-8")


_OF_A_MONTH = ("key, a day on",)
"""What concerns one month must not grow with the file; the rest no faster than it does."""


def _of(bench: Bench, count: int) -> Iterator[tuple[str, float]]:
    path = bench.calendar(count)

    def median(words: list[str]) -> float:
        return statistics.median(bench.run(words) for _ in range(_ROUNDS))

    yield from _on_screen(bench, path)
    yield "edit, to the disk", _edit(bench, path)
    yield "check", median(bench.planner("check", "-c", path))
    yield "export csv", median(bench.planner("export", "csv", "-c", path, "-o", bench.folder / "out.csv", "--force"))
    yield "export ics", median(bench.planner("export", "ics", "-c", path, "-o", bench.folder / "out.ics", "--force"))
    sheet = _sheet(bench, count)
    yield "import --dry-run", median(bench.planner("import", "-c", bench.calendar(10), sheet, "--dry-run"))


def _on_screen(bench: Bench, path: Path) -> Iterator[tuple[str, float]]:
    frames, pressed, memory = [], [], []
    for _ in range(_ROUNDS):
        program = bench.screen(path)
        frames.append(program.wait_for(READY)[1])
        program.until_quiet(0.5)
        pressed += [program.press(key) for key in ("right", "left", "right", "left", "right")][2:]
        memory.append(program.resident())
        program.stop()
    yield "first frame", statistics.median(frames)
    yield "key, a day on", statistics.median(pressed)
    yield "memory", statistics.median(memory) / 1024 / 1000  # drawn on the scale of milliseconds: 1 MB beside 1 ms


def _edit(bench: Bench, path: Path) -> float:
    copy = bench.folder / "grown.toml"
    shutil.copy(path, copy)
    now = dt.datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=dt.UTC)
    workspace = Workspace.open(copy, now=lambda: now, today=TODAY, choose=random.Random(1).choice)
    items, taken = workspace.calendar.items, []
    for number in range(_ROUNDS * 3):
        item = items[number * 7 % len(items)]
        before = time.perf_counter()
        workspace.do(Change("items", item.id, {"title": f"{item.title} {number}"}), "measure")
        taken.append(time.perf_counter() - before)
    return statistics.median(taken[1:])


def _sheet(bench: Bench, count: int) -> Path:
    path = bench.folder / f"sheet-{count}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Date", "Title", "Channel", "Text"])
        for number in range(count):
            day = TODAY + dt.timedelta(days=number % 700)
            rows.writerow([day.isoformat(), f"Title {number}", "linkedin", "A text of some length, as they are."])
    return path


# -- the plot


def _drawn(found: Mapping[str, Mapping[int, float]]) -> str:
    """Return the plot as SVG: seconds against items, both logarithmic."""
    values = [value for line in found.values() for value in line.values()]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    right, bottom = _WIDTH - _LEGEND, _HEIGHT - _BOTTOM

    def across(count: float) -> float:
        span = math.log10(COUNTS[-1]) - math.log10(COUNTS[0])
        return _LEFT + (right - _LEFT) * (math.log10(count) - math.log10(COUNTS[0])) / span

    def up(value: float) -> float:
        return bottom - (bottom - _TOP) * (math.log10(value) - low) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="22" font-size="16">How cost grows with a calendar (both axes logarithmic)</text>',
        f'<text x="{_LEFT - 8}" y="{_TOP - 14}" text-anchor="end">ms, MB</text>',
        f'<clipPath id="inside"><rect x="{_LEFT}" y="{_TOP}" width="{right - _LEFT}" height="{bottom - _TOP}"/></clipPath>',
    ]
    for power in range(low, high + 1):
        y = up(10**power)
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power * 1000:,.0f}</text>')
    for count in COUNTS:
        x = across(count)
        parts.append(f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{bottom}" stroke="#eeeeee"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{count:,}</text>')
    for power in range(low - 3, high):
        ends = (up(10**power), up(10**power * COUNTS[-1] / COUNTS[0]))
        line = f'x1="{_LEFT}" y1="{ends[0]:.1f}" x2="{right}" y2="{ends[1]:.1f}"'
        parts.append(f'<line {line} stroke="#bbbbbb" stroke-dasharray="2 4" clip-path="url(#inside)"/>')
    parts.append(f'<text x="{(_LEFT + right) / 2}" y="{bottom + 45}" text-anchor="middle">items; dotted: linear</text>')
    places = _apart([up(line[COUNTS[-1]]) for line in found.values()])
    for (name, line), colour, place in zip(found.items(), _COLOURS, places, strict=False):
        points = " ".join(f"{across(count):.1f},{up(value):.1f}" for count, value in line.items())
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        said = f"{line[COUNTS[-1]] * 1000:.0f} MB" if name == "memory" else ms(line[COUNTS[-1]])
        parts.append(f'<text x="{right + 8}" y="{place + 4:.1f}" fill="{colour}">{name}, {said}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _apart(places: list[float]) -> list[float]:
    """Return the places of labels moved apart, in the same order, so that none covers another."""
    order = sorted(range(len(places)), key=places.__getitem__)
    result, floor = list(places), 0.0
    for index in order:
        result[index] = max(places[index], floor)
        floor = result[index] + 16
    return result
