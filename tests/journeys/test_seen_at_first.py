"""What somebody sees who has read nothing: that there is more below, the way out of not knowing, and which month is counted."""

from __future__ import annotations

import pytest

from journeys.harness import PLAN, planner
from planner.tui.widgets.framed import more_texts
from planner.tui.widgets.week_list import WeekList

MANY = PLAN + "".join(f'\n[[items]]\ntitle = "More {n}"\ndate = 2026-11-2{3 + n % 6}\n' for n in range(24))
BARE = """\
[calendar]
title = "Bare"
timezone = "Europe/London"

[[channels]]
id = "linkedin"
name = "LinkedIn"
"""
LONG = "How to say what a thing costs without a blush"


def test_what_is_beyond_is_said_in_words_where_there_is_room():
    assert more_texts(0, 5) == (" ↓ 5 more ", " ↓5 ")
    assert more_texts(2, 0) == (" ↑ 2 more ", " ↑2 ")
    assert more_texts(2, 5) == (" ↑ 2  ↓ 5 ", " ↑2 ↓5 ")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_rows_that_do_not_fit_are_counted_in_the_border(tmp_path, size):
    async with planner(tmp_path, MANY, size=size) as drive:
        week = drive.app.screen.query_one(WeekList)
        above, below = week.beyond()
        assert above == 0
        assert below > 0
        assert any(f"↓ {below} more" in line for line in drive.lines)
        for _step in range(40):
            await drive.press("down")
            if week.beyond()[1] == 0:
                break
        above, below = week.beyond()
        assert below == 0
        assert any(f"↑ {above} more" in line for line in drive.lines)
        assert "↓" not in drive.screen.split("╭")[0]


async def test_where_everything_fits_no_sign_stands(tmp_path):
    async with planner(tmp_path, size=(120, 60)) as drive:
        assert "more" not in drive.screen
        assert "↓" not in drive.screen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_way_out_of_not_knowing_is_always_in_the_last_line(tmp_path, size):
    async with planner(tmp_path, size=size) as drive:
        for key in ("j", "j", "j", "4", "1", "L", "B", "M", "3"):
            await drive.press(key)
            await drive.settle()
            assert ": commands  ? help  q quit" in drive.lines[-1]


async def test_a_title_has_the_columns_that_nobody_needs(tmp_path):
    item = f'\n[[items]]\ntitle = "{LONG}"\ndate = 2026-11-24\n'
    async with planner(tmp_path, BARE + item, size=(80, 24)) as drive:
        assert LONG[:36] in drive.screen
    async with planner(tmp_path, BARE + item + 'channels = ["linkedin"]\n', size=(80, 24)) as drive:
        assert LONG[:24] in drive.screen
        assert " LinkedIn┃" in drive.screen
        await drive.press("L")
        assert await drive.until(lambda: "1 List" in drive.screen)
        assert "LinkedIn┃" in drive.screen


async def test_the_header_says_which_month_its_gaps_are_of(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        assert "Nov 3 gaps" in drive.bar("header")
        await drive.press("right_square_bracket", "right_square_bracket")
        assert await drive.until(lambda: "Dec " in drive.bar("header"))


async def test_the_export_says_what_its_dialect_is_for(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("x")
        assert await drive.until(lambda: "Excel in English: commas" in drive.screen)
        assert "as the calendar's language" in drive.screen


async def test_the_history_numbers_its_states(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("j", "greater_than_sign")
        await drive.settle()
        await drive.press("H")
        assert await drive.until(lambda: any(line.strip("│ ").startswith("1 ") for line in drive.lines))
