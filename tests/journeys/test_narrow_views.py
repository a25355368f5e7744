"""What little room leaves of the views: counts, signs and cursors stay, words are cut."""

from __future__ import annotations

import pytest
from rich.style import Style

from journeys.harness import PLAN, planner
from planner.settings import themes
from planner.storage import paths
from planner.tui.screens.dialog import Rows
from planner.tui.widgets.lines import beside, width_of, wrap

FULL = PLAN.replace("[[items]]", '[[items]]\ntitle = "Another"\ndate = 2026-11-23\n\n[[items]]', 1)


async def test_today_in_a_small_cell_gives_way_to_what_does_not_fit(tmp_path):
    async with planner(tmp_path, FULL, size=(80, 24)) as drive:
        await drive.press("M")
        assert await drive.until(lambda: any("[23]" in line for line in drive.lines))
        assert any("[23] +1" in line for line in drive.lines)
        assert "today…" not in drive.screen
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("M")
        assert await drive.until(lambda: any("[23]today" in line for line in drive.lines))


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_number_of_a_day_stands_whole_beside_the_count_of_what_it_hides(tmp_path, size):
    many = "".join(
        f'[[items]]\ntitle = "Another {day}"\ndate = 2026-11-{day:02}\n\n' for day in range(23, 31) for _ in range(3)
    )
    async with planner(tmp_path, PLAN.replace("[[items]]", many + "[[items]]", 1), size=size) as drive:
        await drive.press("M")
        assert await drive.until(lambda: any("[23]" in line for line in drive.lines))
        if size == (80, 24):  # the coverage takes more of the room when it is in the focus
            await drive.press("3")
            assert await drive.until(lambda: "┏━ 3 " in drive.screen)
        weeks = [line for line in drive.lines if any(f" {day} " in line and "+" in line for day in (25, 26, 27))]
        assert len(weeks) == 1
        for day in range(24, 30):
            assert f" {day} +" in weeks[0] or f" {day}  +" in weeks[0]
        assert "[23]" in weeks[0]


async def test_a_narrow_board_keeps_its_counts_and_the_beginnings_of_titles(tmp_path):
    text = PLAN.replace("Pricing mistakes", "Letter: planning the year").replace("approved", "scheduled")
    async with planner(tmp_path, text, size=(80, 24)) as drive:
        await drive.press("B")
        assert await drive.until(lambda: "Draft 1" in drive.screen)
        assert "◆ Schedul… 1" in drive.screen
        assert "Letter:" in drive.screen
        assert "plannin" in drive.screen
        assert any("23 Nov" in line and "?" in line for line in drive.lines)


@pytest.mark.parametrize("keys", [("s",), ("c",), ("colon",), ("question_mark",)])
async def test_the_cursor_of_a_list_is_seen_without_colours(tmp_path, monkeypatch, keys):
    monkeypatch.setenv("NO_COLOR", "1")
    chosen, _problems = themes.load(paths.shipped("themes"), None)
    async with planner(tmp_path, size=(80, 24), chosen=chosen) as drive:
        assert drive.app.theme == "plain"
        await drive.press(*keys)
        assert await drive.until(lambda: drive.app.screen.query(Rows))
        await drive.press("down")
        rows = drive.app.screen.query_one(Rows)
        place = rows.highlighted
        assert place is not None
        drawn = [
            all((segment.style or Style()).reverse for segment in rows.render_line(y)) for y in range(rows.size.height)
        ]
        assert [y for y, reverse in enumerate(drawn) if reverse] == [place - rows.scroll_offset.y]


@pytest.mark.parametrize("width", range(3, 24))
def test_a_word_broken_at_its_hyphen_is_not_torn_apart_where_lines_are_joined(width):
    text = "Hours: the two-minute well-known half-price rule"
    lines = wrap(text, width, 2)
    assert len(lines) <= 2
    assert all(width_of(line) <= width for line in lines)
    assert "- " not in " ".join(lines[1:])


@pytest.mark.parametrize(
    ("text", "lines", "at"),
    [
        ("Pricing mistakes", ["Pricing", "mistakes"], 0),
        ("Quotations made", ["Quotatio-", "ns made"], 1),
        ("Short", ["Short"], 0),
        ("Eightlet Eightlet Eightlet", ["Eightlet", "Eightlet", "Eightl…"], 2),
    ],
)
def test_signs_stand_after_the_first_line_that_leaves_them_room_else_after_the_last(text, lines, at):
    assert beside(text, 9, 3, 2) == (lines, at)
