"""khal and ikhal with the same plan, where they are installed: what a reader of calendars in a terminal is used to.

A reader would get wrong: khal reads from a database that it makes once; making it is not measured.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Self

from bench import Bench
from generate import TODAY
from terminal import Program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//measuring//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261101T000000Z
DTSTART{when}
SUMMARY:{title}
DESCRIPTION:{copy}
END:VEVENT
END:VCALENDAR
"""
_CONFIG = """\
[calendars]
[[plan]]
path = {folder}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[default]
default_calendar = plan
[sqlite]
path = {database}
"""


class Khal:
    """khal over the dated items of the 10,000."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.config = bench.folder / "khal.conf"
        events = bench.folder / "vdir"
        if not self.config.exists():
            events.mkdir(exist_ok=True)
            _write_events(bench.calendar(10_000).read_text(encoding="utf-8"), events)
            self.config.write_text(_CONFIG.format(folder=events, database=bench.folder / "khal.db"))
            self._run("list", str(TODAY), "1d")

    @classmethod
    def of(cls, bench: Bench) -> Self | None:
        """Return the khal of this bench, or None where it is not installed or does not run."""
        return _known(cls, bench.folder, bench.rounds) if shutil.which("khal") else None

    @property
    def env(self) -> Mapping[str, str]:
        """Its environment: without our sources, and with a locale that every machine has."""
        ours = {name: value for name, value in self.bench.env.items() if name != "PYTHONPATH"}
        return ours | {"LANG": "C", "PYTHONUTF8": "1"}

    def _run(self, *words: str) -> float:
        return self.bench.run(["khal", "-c", str(self.config), *words], self.env)

    def list_month(self) -> float:
        """Seconds to list the month."""
        return self._run("list", f"{TODAY:%Y-%m}-01", "30d")

    def list_all(self) -> float:
        """Seconds to list everything."""
        return self._run("list", "2000-01-01", "12000d")

    def new(self) -> float:
        """Seconds to add an event."""
        return self._run("new", "2026-11-27", "Un titre de plus")

    def screen(self) -> Program | None:
        """Start ikhal in a terminal, or None where it is not installed."""
        if not shutil.which("ikhal"):
            return None
        return Program(["ikhal", "-c", str(self.config)], self.env, self.bench.folder)


@cache
def _known(cls: type[Khal], folder: Path, rounds: int) -> Khal | None:
    try:
        return cls(Bench(rounds, folder))
    except (RuntimeError, OSError, subprocess.SubprocessError) as problem:
        print(f"khal is left out: {problem}")
        return None


def _write_events(plan: str, folder: Path) -> None:
    for block in plan.split("\n[[items]]\n")[1:]:
        found = dict(re.findall(r'^(id|title|date|time) = "?([^"\n]*)"?$', block, re.MULTILINE))
        if "date" not in found:
            continue
        day = found["date"].replace("-", "")
        when = f":{day}T{found['time'].replace(':', '')}" if "time" in found else f";VALUE=DATE:{day}"
        copy = (
            block.partition('copy = """\n')[2]
            .partition('"""')[0]
            .replace("\n", "\\n")
            .replace(",", "\\,")
            .replace(";", "\\;")
        )
        event = _EVENT.format(uid=found["id"], when=when, title=found["title"], copy=copy)
        (folder / f"{found['id']}.ics").write_text(event.replace("\n", "\r\n"), encoding="utf-8", newline="")
