"""What a panel keeps of what it drew is what it would draw now: after any steps, marks, edits and filters."""

from __future__ import annotations

import random

import pytest
from textual.geometry import Region

from journeys.harness import PLAN, Drive, planner
from journeys.walk import DAY, VIEWS, sample, walk
from planner.tui import ahead
from planner.tui.app import load_themes
from planner.tui.bridge import textual_theme
from planner.tui.widgets.coverage_panel import CoveragePanel
from planner.tui.widgets.mini_month import MiniMonthPanel
from planner.tui.widgets.once import Lasting
from planner.tui.widgets.panel import Panel

STEPS = ["right", "left", "down", "up", "]", "[", "space", ">", "<", "u", "pagedown", "t", "4", "3", "2", "1"]


def lines(drive: Drive) -> list[list[tuple[str, str]]]:
    main = drive.host._main
    return [[(part.text, str(part.style)) for part in main.render_line(y)] for y in range(main.room.height)]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
@pytest.mark.parametrize("view", ["M", "W", "L"])
async def test_what_was_kept_is_what_would_be_drawn(tmp_path, view, size):
    rng = random.Random(f"{view}{size}")
    async with planner(tmp_path, size=size) as drive:
        await drive.press(view)
        for _turn in range(30):
            await drive.press(rng.choice(STEPS))
            shown = lines(drive)
            drive.host._main.forget()
            assert shown == lines(drive)
        await drive.press("escape")


def given(widget: Lasting) -> list[list[tuple[str, str]]]:
    whole = Region(0, 0, *widget.outer_size)
    return [[(part.text, str(part.style)) for part in strip.simplify()] for strip in widget.render_lines(whole)]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 60)], ids=str)
@pytest.mark.parametrize("view", ["M", "W", "L"])
async def test_lines_given_again_are_those_textual_would_finish_now(tmp_path, view, size):
    rng = random.Random(f"{size}{view}")
    async with planner(tmp_path, size=size) as drive:
        await drive.press(view)
        for _turn in range(20):
            for _piece in ahead.beside(
                drive.host,
                drive.host._main,
                drive.host.query_one(CoveragePanel),
                drive.host.query_one(MiniMonthPanel),
            ):
                pass  # all that was worked out beforehand is right, too
            await drive.press(rng.choice(STEPS))
            for widget in drive.host.query(Lasting):
                if widget.display and widget.region.area:
                    before = given(widget)
                    widget.notify_style_update()
                    if isinstance(widget, Panel):
                        widget.forget()
                    widget.refresh()
                    assert before == given(widget), (widget, _turn)
        await drive.press("escape")


async def test_lines_follow_the_theme(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("down", "right")
        before = given(drive.host._main)
        light = next(theme for theme in load_themes()[0] if theme.name == "light")
        drive.app.register_theme(textual_theme(light))
        drive.app.show_theme("light")
        await drive.press("left", "right")
        after = given(drive.host._main)
        assert [[text for text, _style in line] for line in before] == [
            [text for text, _style in line] for line in after
        ]
        assert before != after


async def test_what_lies_beside_is_worked_out_while_the_hands_rest(tmp_path):
    async with planner(tmp_path, size=(120, 40)) as drive:
        following = drive.host.month.shift(1)
        await drive.press("right")
        assert await drive.until(lambda: following in drive.host.clients.sight()._gaps)
        assert await drive.until(lambda: drive.host._foresight._next is None)  # and then no more is done
        await drive.press("right")
        assert drive.host._foresight._next is None


async def test_it_is_worked_out_in_every_place_without_a_word(tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "REST", 0)
    monkeypatch.setattr(ahead, "PAUSE", 0)
    async with planner(tmp_path, sample("en"), more=(PLAN,), size=(120, 40), today=DAY) as drive:
        places = 0
        async for _place in walk(drive, *VIEWS):
            drive.host._foresight.moved(object())
            await drive.settle()
            places += drive.host._foresight._done_for is not None
        assert places == len(VIEWS)
