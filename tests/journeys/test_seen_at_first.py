"""What somebody sees who has read nothing: that there is more below, the way out of not knowing, and which month is counted."""

from __future__ import annotations

import pytest

from journeys.harness import PLAN, planner
from planner.tui import signs
from planner.tui.screens.help import PANELS
from planner.tui.widgets.framed import more_texts
from planner.tui.widgets.lines import GLYPHS, width_of
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
        assert "↓" not in drive.screen
        assert "↑" not in drive.screen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_way_out_of_not_knowing_is_always_in_the_last_line(tmp_path, size):
    async with planner(tmp_path, size=size) as drive:
        for key in ("j", "j", "j", "4", "1", "L", "B", "M", "3"):
            await drive.press(key)
            await drive.settle()
            assert ": commands  ? help  q quit" in drive.lines[-1]


async def test_a_long_word_leaves_the_last_line_to_shorter_ones(tmp_path):
    async with planner(tmp_path, size=(80, 24), more=(BARE,), language="fr") as drive:
        assert "espace marquer" not in drive.lines[-1]
        assert "m déplacer  r réponse ?1  : commandes  ? aide  q quitter" in drive.lines[-1]
        await drive.press("right_square_bracket")
        assert "m déplacer  0 clients  : commandes  ? aide  q quitter" in drive.lines[-1]


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
        assert await drive.until(lambda: "[Excel in English]" in drive.screen)
        assert "commas between the columns · as the calendar's language" in drive.screen


async def test_the_history_numbers_its_states(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("j", "greater_than_sign")
        await drive.settle()
        await drive.press("H")
        assert await drive.until(lambda: any(line.strip("│ ").startswith("1 ") for line in drive.lines))


OLD = BARE + '\n[[items]]\ntitle = "Long ago"\ndate = 2025-03-04\n'


async def test_an_empty_inbox_says_what_waits_and_how_to_fill_it(tmp_path):
    async with planner(tmp_path, OLD, size=(120, 40)) as drive:
        said = " ".join(" ".join(line[1:28].strip() for line in drive.lines if line.startswith(("│", "┃"))).split())
        assert "1 past item not published (“: past dates” lists it)" in said
        assert "No ideas: a here adds one; “: import” brings some in." in said
        await drive.press("colon", *"past dates", "enter")
        assert await drive.until(lambda: "1 List" in drive.screen)
        assert "Long ago" in drive.screen
        assert "marks all" in drive.screen


@pytest.mark.parametrize(("panel", "sign"), [("1", "◔ Draft"), ("2", "• one item"), ("3", "✗1/3"), ("4", "◔ Draft")])
async def test_help_begins_with_the_signs_of_the_panel(tmp_path, panel, sign):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press(panel, "question_mark")
        assert await drive.until(lambda: "Signs" in drive.screen)
        assert sign in drive.screen
        assert drive.app.screen.current.value is not None  # Enter does an act, never a sign
        found = drive.app.screen.rows("▒" if panel in "12" else "⚠")
        assert len(found) == 1


@pytest.mark.parametrize(
    ("language", "word"), [("en", "legend"), ("en", "symbols"), ("fr", "légende"), ("fr", "signes")]
)
async def test_the_palette_finds_what_the_signs_mean(tmp_path, language, word):
    async with planner(tmp_path, size=(80, 24), language=language) as drive:
        await drive.press("colon", *word)
        await drive.settle()
        assert drive.app.screen.current.value.value == "program.signs"
        await drive.press("enter")
        assert await drive.until(lambda: "○" in drive.screen and "?2" in drive.screen)
        await drive.press("escape")


def test_every_status_and_every_panel_has_its_signs():
    assert {one.sign for one in signs.of("week")} >= set(GLYPHS.values())
    assert all(signs.of(panel) for panel in PANELS)
    assert all(width_of(line) <= 50 or "   " not in line for line in signs.packed(signs.of("week"), 50))


async def test_panels_with_room_explain_their_signs(tmp_path):
    async with planner(tmp_path, size=(120, 60)) as drive:
        assert "• one  : more  ▒ gap" in drive.screen
        assert "✗ too few  ◌ ideas for it" in drive.screen
