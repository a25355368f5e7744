"""Draws docs/week.svg: the week of a sample calendar, as the README shows it. Run by ``make docs``."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import tempfile
from pathlib import Path

from planner.settings import samples
from planner.settings.config import Config
from planner.tui.app import PlannerApp, load_themes, open_workspace

TODAY = dt.date(2026, 11, 23)
FONTS = "font-family: 'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace;"
TARGET = Path(__file__).with_name("week.svg")


async def draw(folder: Path) -> str:
    """Return the first screen of the sample as SVG, without fonts from outside."""
    path = folder / "consultant.toml"
    path.write_bytes(samples.load("consultant", TODAY))

    def now() -> dt.datetime:
        return dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)

    def today() -> dt.date:
        return TODAY

    themes, _problems = load_themes()
    app = PlannerApp([open_workspace(path, today, now)], today=today, now=now, config=Config(), chosen=themes)
    async with app.run_test(size=(110, 32)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        picture = app.export_screenshot(title="planner")
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("font-family: Fira Code, monospace;", FONTS)
    return re.sub(r"terminal-\d+-", "week-", picture)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        TARGET.write_text(asyncio.run(draw(Path(folder))), encoding="utf-8")
