"""What is measured without a screen: start-up, verbs, an edit on its way to the disk, and the judgement of a month.

A reader would get wrong: a verb is timed as a shell would see it, from before the process to after it.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sys
import time
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import tomli
from bench import Bench, Row, ms, percentile
from generate import TODAY
from peers import Khal

from planner.core import filters
from planner.core.coverage import gaps
from planner.core.dates import Month
from planner.core.edits import Change
from planner.core.relevance import questions
from planner.storage import codec
from planner.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planner.core.model import Calendar


def start_up(bench: Bench) -> Iterator[Row]:
    """``--help`` and ``--version`` beside a Python that does nothing."""
    base, help_, version = bench.in_turn(
        lambda: bench.run([sys.executable, "-c", "pass"]),
        lambda: bench.run([sys.executable, "-m", "planner", "--help"]),
        lambda: bench.run([sys.executable, "-m", "planner", "--version"]),
        rounds=bench.rounds * 3,
    )
    yield help_.over(base, "planner --help", 3.3, 3, f"{ms(help_)} beside {ms(base)} of python -c pass")
    yield version.over(base, "planner --version", 3.3, 3)


def listing(bench: Bench) -> Iterator[Row]:
    """A month out of 10,000 items, with the file seen before and not."""
    path = bench.calendar(10_000)
    words = bench.planner("list", "-c", path, "--month", f"{TODAY:%Y-%m}")
    khal = Khal.of(bench)

    def unseen() -> float:
        bench.never_seen()
        return bench.run(words)

    def another() -> float:
        month = next(months)
        return bench.run(bench.planner("list", "-c", path, "--month", f"{2000 + month // 12}-{month % 12 + 1:02d}"))

    months = count(20 * 12)
    base, seen, other, never, peer = bench.in_turn(
        lambda: bench.run([sys.executable, "-c", "pass"]),
        lambda: bench.run(words),
        another,
        unseen,
        khal.list_month if khal else lambda: 0.0,
        rounds=bench.rounds * 3,
    )
    beside = f"; khal list {ms(peer)}" if khal else "; khal is not installed"
    for name, spent, must, aim in (
        ("never seen", never, 0.5, 0.37),
        ("seen before", seen, 0.3, 0.25),
        ("seen before, a month never asked for", other, 0.3, 0.25),
    ):
        detail = f"{ms(spent)}, {spent / base:.1f} × python -c pass{beside}"
        what = f"list of a month, 10,000 items, file {name} : khal list"
        yield spent.over(peer, what, must, aim, detail) if khal else Row(what, None, must, aim, detail)


def calendar_file(bench: Bench) -> Iterator[Row]:
    """All 10,000 items as ICS."""
    path, khal = bench.calendar(10_000), Khal.of(bench)
    out = bench.folder / "all.ics"
    spent, peer = bench.in_turn(
        lambda: bench.run(bench.planner("export", "ics", "-c", path, "-o", out, "--force")),
        khal.list_all if khal else lambda: 0.0,
        rounds=3,
    )
    beside = f"; khal list of all {ms(peer)}" if khal else "; khal is not installed"
    what = "ICS of all 10,000 : khal list of all"
    yield spent.over(peer, what, 0.15, 0.1) if khal else Row(what, None, 0.15, 0.1, ms(spent) + beside)


def add(bench: Bench) -> Iterator[Row]:
    """One edit by a verb in 10,000 items."""
    path = bench.folder / "added.toml"
    shutil.copy(bench.calendar(10_000), path)
    khal = Khal.of(bench)
    spent, peer, small = bench.in_turn(
        lambda: bench.run(bench.planner("add", "-c", path, "Un titre de plus @camille !linkedin ^fri")),
        khal.new if khal else lambda: 0.0,
        lambda: bench.run(bench.planner("list", "-c", bench.calendar(10), "--ideas")),
    )
    beside = f"; khal new {ms(peer)}" if khal else "; khal is not installed"
    detail = f"{ms(spent)}, {spent / small:.1f} × a list of ten items{beside}"
    what = "add by a verb, 10,000 items : khal new"
    yield spent.over(peer, what, 0.8, 0.5, detail) if khal else Row(what, None, 0.8, 0.5, detail)


def edit(bench: Bench) -> Iterator[Row]:
    """One change through the Workspace, in this process, beside writing and fsyncing the same bytes."""
    path = bench.folder / "edited.toml"
    shutil.copy(bench.calendar(10_000), path)
    now = dt.datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=dt.UTC)
    workspace = Workspace.open(path, now=lambda: now, today=TODAY, choose=random.Random(1).choice)
    idents = [item.id for item in workspace.calendar.items]
    rng = random.Random(2)

    def change() -> float:
        item = workspace.item(rng.choice(idents))
        before = time.perf_counter()
        workspace.do(Change("items", item.id, {"title": item.title + " !"}), "measure")
        return time.perf_counter() - before

    spent, base = bench.in_turn(change, lambda: bench.write_and_sync(path.read_bytes()), rounds=bench.rounds * 3)
    detail = f"{ms(spent)} beside {ms(base)} for the bytes"
    yield spent.over(base, "one edit through Workspace, 10,000 items", 4, 2.2, detail)


def judgement(bench: Bench) -> Iterator[Row]:
    """Gaps and questions of a month: what ten times as many items cost."""
    month = Month.of(TODAY)

    def judge(*calendars: Calendar) -> float:
        before = time.perf_counter()
        for calendar in calendars:
            gaps(calendar, month, TODAY)
            questions(calendar, TODAY, month)
        return (time.perf_counter() - before) / len(calendars)

    calendars = []
    for size in (1_000, 10_000):
        path = bench.calendar(size)
        calendars.append(codec.decode(path.read_bytes(), str(path)).calendar)
    small, large, fresh_small, fresh = bench.in_turn(
        *(lambda calendar=calendar: judge(*[calendar] * 50) for calendar in calendars),
        *(lambda calendar=calendar: judge(*[replace(calendar) for _copy in range(5)]) for calendar in calendars),
        rounds=bench.rounds * 3,
    )
    yield large.over(small, "gaps and questions of a month, 10,000 : 1,000 items", 1.2, 1.0)
    yield fresh.over(fresh_small, "the same just after an edit", None, None)


def filtering(bench: Bench) -> Iterator[Row]:
    """What passes a filter of 20,000 ideas, at a key: with the texts known, and how long they take to be made."""
    path = bench.calendar(20_000, ideas=19_000)
    calendar = codec.decode(path.read_bytes(), str(path)).calendar
    texts = filters.Texts()

    def timed(act: Callable[[], object]) -> float:
        before = time.perf_counter()
        act()
        return time.perf_counter() - before

    made = timed(lambda: [texts.take(calendar.items[first : first + 200]) for first in range(0, 20_000, 200)])
    lines = ("h", "hiver", "hiver l'été", "é", "zz", "@cam", "#lect", "hiver @cam s:app", "-hiver", "date:2026")
    found = bench.in_turn(
        *(
            lambda line=line: timed(lambda: filters.compile(line, calendar, texts=texts).among(calendar.items))
            for line in lines
        )
    )
    slowest, line = max(zip(found, lines, strict=True))
    detail = f"the slowest of {len(lines)} lines: {line}; the texts, made while keys are obeyed: {made * 1000:.0f} ms"
    yield Row(
        "filter of 20,000 ideas, a key", slowest * 1000, 50, 25, detail, "ms", p95=percentile(slowest.values) * 1000
    )


def loading(bench: Bench) -> Iterator[Row]:
    """The file read whole, beside the bare TOML parser."""
    data = bench.calendar(10_000).read_bytes()
    text = data.decode()

    def timed(act: Callable[[], object]) -> Callable[[], float]:
        def taken() -> float:
            before = time.perf_counter()
            act()
            return time.perf_counter() - before

        return taken

    spent, base = bench.in_turn(timed(lambda: codec.decode(data, "x.toml")), timed(lambda: tomli.loads(text)))
    yield spent.over(base, "reading 10,000 items : tomli alone", None, None)


MEASURES = (start_up, listing, calendar_file, add, edit, judgement, filtering, loading)
