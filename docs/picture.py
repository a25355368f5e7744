"""Draws the pictures of the README: the week, the coverage and the weekly review of a sample. Run by ``make docs``."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from planner.settings import samples
from planner.settings.config import Config
from planner.tui.app import PlannerApp, load_themes
from planner.tui.opening import open_workspace

TODAY = dt.date(2026, 11, 23)
FONTS = "font-family: 'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace;"


@dataclass(frozen=True)
class Picture:
    """A file's name, the size of the window, and the keys pressed before it is drawn."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]


PICTURES = (
    Picture("week", (110, 32), ("j",)),
    Picture("coverage", (79, 24), ("3",)),
    Picture("review", (90, 26), ("R", "enter")),
)


async def draw(folder: Path, picture: Picture) -> str:
    """Return the picture as SVG, without fonts from outside."""
    path = folder / "consultant.toml"
    path.write_bytes(samples.load("consultant", TODAY))

    def now() -> dt.datetime:
        return dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)

    def today() -> dt.date:
        return TODAY

    themes, _problems = load_themes()
    app = PlannerApp(
        [open_workspace(path, today, now)], today=today, now=now, config=Config(theme="dark"), chosen=themes
    )
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        for key in picture.keys:
            await pilot.press(key)
            for _turn in range(10):
                await pilot.pause()
        text = app.export_screenshot(title="planner")
    text = re.sub(r"@font-face \{.*?\}", "", text, flags=re.DOTALL)
    text = text.replace("font-family: Fira Code, monospace;", FONTS)
    return re.sub(r"terminal-\d+-", f"{picture.name}-", text)


if __name__ == "__main__":
    for one in PICTURES:
        with tempfile.TemporaryDirectory() as home:
            Path(__file__).with_name(f"{one.name}.svg").write_text(asyncio.run(draw(Path(home), one)), encoding="utf-8")
