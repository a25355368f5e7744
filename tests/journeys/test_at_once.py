"""What a key changes is drawn at once by the panels alone, and is what Textual would draw."""

from __future__ import annotations

import pytest
from rich.console import Console
from tests.journeys.harness import EMPTY, PLAN, planner
from tests.pen import Terminal
from textual._compositor import CompositorUpdate
from textual.widgets import Static

from planner.tui.app import PlannerApp
from planner.tui.driver import Differing
from planner.tui.shown import Shown

CONSOLE = Console(color_system="truecolor", force_terminal=True)
WALKS = {
    "week": [
        "right",
        "right",
        "down",
        "]",
        "[",
        "right",
        "right",
        "right",
        "right",
        "right",
        "right",
        "left",
        "up",
        "3",
        "j",
        "4",
        "j",
        "1",
        "t",
        "space",
        "v",
        "escape",
    ],
    "month": ["M", "right", "down", "]", "]", "[", "end", "home", "ctrl+d", "2", "right", "1", "W", "left"],
    "list": ["L", "down", "down", "end", "home", "/", "r", "e", "escape", "W", "right"],
    "acts": [
        "m",
        "right",
        "right",
        "enter",
        "u",
        "ctrl+r",
        ">",
        "<",
        "s",
        "?",
        "escape",
        ":",
        "escape",
        "a",
        "x",
        "escape",
        "escape",
        "right",
        "z",
    ],
}


class Picture:
    """What stands on a terminal that is told everything that the program draws."""

    def __init__(self) -> None:
        self.terminal = Terminal()
        self.at_once = 0

    def take(self, update: object) -> None:
        if isinstance(update, CompositorUpdate):
            self.terminal.take(update.render_segments(CONSOLE))

    def is_whole(self, app: PlannerApp) -> bool:
        whole = Terminal()
        whole.take(app.screen._compositor.render_update(full=True).render_segments(CONSOLE))
        return {place: cell for place, cell in self.terminal.cells.items() if cell != whole.cells.get(place)} == {}


@pytest.fixture
def picture(monkeypatch):
    drawn = Picture()

    def lay(app, screen, strips):
        drawn.take(Differing(strips, Shown()))
        drawn.at_once += 1
        assert drawn.is_whole(app), "all that the key changed is drawn"

    monkeypatch.setattr(PlannerApp, "lays", True)
    monkeypatch.setattr(PlannerApp, "lay", lay)
    monkeypatch.setattr(PlannerApp, "_display", lambda _app, _screen, update: drawn.take(update))
    return drawn


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("walk", WALKS)
async def test_what_is_drawn_at_once_is_the_whole_picture(tmp_path, picture, walk, size):
    async with planner(tmp_path, PLAN, size=size, more=(EMPTY,)) as drive:
        for key in WALKS[walk]:
            await drive.press(key)
            assert picture.is_whole(drive.app), key
    assert picture.at_once


async def test_the_key_of_a_day_is_drawn_by_the_panels_alone(tmp_path, picture, monkeypatch):
    async with planner(tmp_path) as drive:
        for key in ["right"] * 9:
            before = picture.at_once
            await drive.press(key)
            assert picture.at_once == before + 1


async def test_where_anything_lies_over_the_panels_textual_draws(tmp_path, picture):
    async with planner(tmp_path) as drive:
        over = Static("over the panels")
        over.styles.position, over.styles.offset, over.styles.width = "absolute", (40, 4), 20
        await drive.host.mount(over)
        await drive.settle()
        assert "over the panels" in drive.screen
        await drive.press("right", "down", "right")
        assert picture.at_once == 0
        assert picture.is_whole(drive.app)
        await over.remove()
        await drive.settle()
        await drive.press("right")
        assert picture.at_once == 1
