"""Deriving, and the pages to read, key by key."""

from __future__ import annotations

import pytest

from journeys.harness import EMPTY, MONDAY, PLAN, planner
from planner.settings import samples
from planner.tui.acts.reading import bar

MESSAGE = (
    PLAN
    + """
[[messages]]
id = "worth"
text = "Price what it is worth"

[[items]]
id = "ghjkmn"
title = "An article on worth"
message = "worth"
personas = ["cfo"]
format = "article"
"""
)


async def test_several_formats_at_once_from_one_item(tmp_path):
    async with planner(tmp_path, MESSAGE) as drive:
        before = drive.text
        await drive.press("D")
        assert "derived 0, planned 0, published 0" in drive.screen
        await drive.press("space", "space")
        assert "2 ideas to make" in drive.screen
        await drive.press("enter")
        children = [item for item in drive.calendar.items if item.parent == "bcdfgh"]
        assert [item.format for item in children] == ["article", "video"]
        assert all((item.date, item.personas, item.pillar) == (None, ("cfo",), "") for item in children)
        await drive.press("1", "D")
        assert "derived 2, planned 0, published 0" in drive.screen
        await drive.press("escape", "u")
        assert drive.text == before, "one step"


async def test_from_an_item_without_an_id(tmp_path):
    async with planner(tmp_path, MESSAGE.replace('id = "bcdfgh"\n', "")) as drive:
        await drive.press("D")
        await drive.press("enter")
        child = next(item for item in drive.calendar.items if item.parent)
        assert drive.item("Pricing mistakes").id == child.parent
        assert not child.parent.startswith("~")


async def test_a_message_becomes_a_matrix_whose_empty_cells_are_filled(tmp_path):
    async with planner(tmp_path, MESSAGE) as drive:
        await drive.press("l", "l", "D")
        assert "Price what it is worth" in drive.screen
        row = next(line for line in drive.lines if "Chris " in line and "▸" in line)
        assert " 1 " in row
        await drive.press("*")
        assert "1 idea to make" in drive.screen
        await drive.press("enter")
        made = drive.item("Price what it is worth (video)")
        assert (made.message, made.personas, made.format) == ("worth", ("cfo",), "video")


async def test_without_a_message_the_item_is_chosen(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("l", "l", "D")
        assert "Derive from which item?" in drive.screen
        await drive.press("enter")
        await drive.press("enter")
        assert any(item.parent for item in drive.calendar.items)


async def test_nothing_to_derive_from_is_said(tmp_path):
    async with planner(tmp_path, EMPTY) as drive:
        await drive.press("D")
        assert "no format yet" in drive.status


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_report_has_bars_columns_and_its_formula(tmp_path, size):
    async with planner(tmp_path, samples.load("consultant", MONDAY).decode(), size=size) as drive:
        await drive.press("I")
        assert "100%  6 of 6 retainers signed" in drive.screen
        assert "value = customers × the persona's value − hours × the hourly rate" in drive.screen
        head = next(line for line in drive.lines if "By persona" in line)
        row = next(line for line in drive.lines if "│   Dana, runs" in line)
        assert "█" in row
        assert row[head.index("items") + 3 : head.index("items") + 5] == "10", "numbers stand under their heading"
        assert "scroll" in drive.screen, "the keys are never pushed out"
        await drive.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert "Newsletter: " in drive.screen
        await drive.press("escape")
        assert "What it brings" not in drive.screen


async def test_the_report_of_an_empty_calendar(tmp_path):
    async with planner(tmp_path, EMPTY) as drive:
        await drive.press("I")
        assert "Nothing was published yet" in drive.screen


async def test_voices_and_the_text_to_ask_them(tmp_path):
    text = PLAN + '\n[[people]]\nid = "ana"\nname = "Ana"\n'
    async with planner(tmp_path, text) as drive:
        await drive.press("N")
        assert "○ Ana: 0 items, silent for 60 days" in drive.screen
        assert "Hello Ana," in drive.screen


@pytest.mark.parametrize(
    ("part", "drawn"), [(0, "    "), (4, "████"), (2, "██  "), (0.01, "█   "), (-2, "▒▒  "), (9, "████")]
)
def test_a_bar_is_as_long_as_its_part(part, drawn):
    assert bar(part, 4, 4) == drawn
