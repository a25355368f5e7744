"""Drives the program key by key on a calendar of its own, on a fixed day and in a window of a fixed size."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import tomli
from textual.pilot import Pilot

from idle import rest
from planner import i18n
from planner.core.model import Calendar, Item
from planner.settings.config import Config
from planner.settings.themes import FALLBACK, Theme
from planner.tui.app import PlannerApp
from planner.tui.opening import open_workspace
from planner.tui.screens.planning import PlanningScreen
from planner.tui.widgets.bars import Bar, KeyBar

MONDAY = dt.date(2026, 11, 23)
"""The day it is in every journey; ISO week 48."""

PLAN = """\
# A plan to be driven through
[calendar]
title = "Studio North"
timezone = "Europe/London"

[relevance]
questions = ["interesting"]

[[personas]]
id = "cfo"
name = "Chris, CFO"
relation = "customer"
per_month = 2

[[personas]]
id = "founder"
name = "Fran, founder"

[[formats]]
id = "article"
name = "Article"

[[formats]]
id = "video"
name = "Video"

[[channels]]
id = "linkedin"
name = "LinkedIn"
per_week = 2
days = ["tuesday", "thursday"]
time = 09:00:00

[[channels]]
id = "blog"
name = "Blog"

[[pillars]]
id = "pricing"
name = "Pricing"

# the first of the week
[[items]]
id = "bcdfgh"
title = "Pricing mistakes"
status = "draft"
date = 2026-11-23
channels = ["blog"]
personas = ["cfo"]
format = "article"

[[items]]
id = "cdfghj"
title = "A video on rates"
status = "approved"
date = 2026-11-24
time = 09:00:00
channels = ["linkedin"]
personas = ["founder"]

[[items]]
id = "dfghjk"
title = "Why retainers fail"
personas = ["cfo"]

[[items]]
id = "fghjkm"
title = "Year-end checklist"
channels = ["linkedin"]
"""

LONGEST_WAIT = 20.0
"""Seconds after which what was waited for does not come."""
A_MOMENT = 0.005
"""Seconds between two looks for it."""

EMPTY = '[calendar]\ntitle = "Nothing yet"\ntimezone = "Europe/London"\n'


class Drive:
    """A running program: press keys, then look at the plan, the file and the screen."""

    def __init__(self, app: PlannerApp, pilot: Pilot[int], path: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.path = path

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        names = {" ": "space"}
        await self.press(*(names.get(char, char) for char in text))

    async def settle(self) -> None:
        await rest()

    async def until(self, comes_true: Callable[[], object]) -> bool:
        """Whether something comes true once what was started has run; a thread or a timer is given its time."""
        end = time.monotonic() + LONGEST_WAIT
        await self.pilot.pause()
        while not comes_true():
            if time.monotonic() > end:
                return False
            await self.pilot.pause(A_MOMENT)
        return True

    async def sees(self, text: str, *, status: bool = False) -> bool:
        """Whether a text comes to stand on the screen (or the status line) once what was started has run."""
        return await self.until(lambda: text in (self.status if status else self.screen))

    async def over(self) -> bool:
        """Whether whatever is at work, or asks, comes to its end."""
        host = self.host
        return await self.until(lambda: not host._busy and not host._acting and self.app.screen is host)

    async def command(self, words: str) -> None:
        """Do what the palette finds by these words."""
        await self.press(":")
        await self.type(words)
        await self.press("enter")

    async def written(self, text: str) -> None:
        """Let somebody else write the file, and take it in."""
        self.path.write_text(text, encoding="utf-8")
        self.host.look(wait=True)
        await self.settle()

    @property
    def host(self) -> PlanningScreen:
        assert self.app.planning is not None
        return self.app.planning

    @property
    def calendar(self) -> Calendar:
        return self.host.calendar

    @property
    def text(self) -> str:
        """The path of the file read again from disk, as text."""
        return self.path.read_text(encoding="utf-8")

    @property
    def on_disk(self) -> dict[str, dict[str, object]]:
        """Items on disk by id."""
        return {item.get("id", item["title"]): item for item in tomli.loads(self.text).get("items", [])}

    def item(self, title: str) -> Item:
        return next(item for item in self.calendar.items if item.title == title)

    @property
    def lines(self) -> list[str]:
        """What is on the screen, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def screen(self) -> str:
        return "\n".join(self.lines)

    def bar(self, name: str) -> str:
        return self.host.query_one(f"#{name}", Bar).text

    @property
    def status(self) -> str:
        return self.bar("status")

    @property
    def footer(self) -> str:
        bar = self.host.query_one(KeyBar)
        return "  ".join(f"{key} {label}" for _ident, key, label in bar.fitting(self.app.size.width))

    @property
    def at(self) -> str:
        """The title under the cursor, or else the day."""
        item = self.host.cursor
        return item.title if item else self.host.day.isoformat()


@asynccontextmanager
async def planner(
    folder: Path,
    text: str = PLAN,
    *,
    size: tuple[int, int] = (120, 40),
    today: dt.date = MONDAY,
    language: str = "en",
    config: Config | None = None,
    more: tuple[str, ...] = (),
    chosen: tuple[Theme, ...] = (FALLBACK,),
    problems: tuple[str, ...] = (),
) -> AsyncIterator[Drive]:
    """Run the program on a calendar file of that text in ``folder`` (and on ``more``), and leave it at the end."""
    paths = []
    for number, content in enumerate((text, *more)):
        path = folder / ("plan.toml" if number == 0 else f"plan{number}.toml")
        path.write_bytes(content.encode("utf-8"))
        paths.append(path)
    now = dt.datetime.combine(today, dt.time(9, 14), dt.UTC)
    with i18n.speaking(language):
        app = PlannerApp(
            [open_workspace(path, today, lambda: now) for path in paths],
            today=today,
            now=lambda: now,
            config=config or Config(),
            chosen=chosen,
            problems=problems,
        )
        async with app.run_test(size=size) as pilot:
            drive = Drive(app, pilot, paths[0])
            await drive.settle()
            yield drive
