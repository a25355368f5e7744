"""A week planned with the keyboard alone: what each key does, on screen and in the file."""

from __future__ import annotations

import datetime as dt

import pytest

from journeys.harness import EMPTY, MONDAY, PLAN, planner
from planner.i18n import _catalogue


async def test_opens_on_today_with_the_focus_in_panel_one(tmp_path):
    async with planner(tmp_path) as drive:
        assert drive.host.view == drive.host.panel == "week"
        assert drive.at == "Pricing mistakes"
        assert "Studio North" in drive.bar("header")
        assert "Week 48" in drive.screen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_every_size_shows_the_week_and_the_way_to_help(tmp_path, size):
    async with planner(tmp_path, size=size) as drive:
        assert "Pricing mistakes" in drive.screen
        assert "? help" in drive.lines[-1]
        assert "q quit" in drive.lines[-1]
        assert all(len(line) <= size[0] for line in drive.lines)


async def test_a_window_too_small_says_so(tmp_path):
    async with planner(tmp_path, size=(50, 18)) as drive:
        assert "50 × 18" in drive.screen
        assert "Pricing" not in drive.screen
        await drive.pilot.resize_terminal(80, 24)
        await drive.settle()
        assert "Pricing mistakes" in drive.screen


async def test_arrows_and_letters_walk_rows_and_days(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("down")
        assert drive.at == "A video on rates"
        await drive.press("l")
        assert drive.at == "2026-11-25"
        await drive.press("h", "h")
        assert drive.at == "Pricing mistakes"
        await drive.press("k")
        assert drive.host.day == dt.date(2026, 11, 22)
        await drive.press("t")
        assert drive.host.day == MONDAY


async def test_periods_by_three_pairs_of_keys(tmp_path):
    async with planner(tmp_path) as drive:
        for forward, backward in (("right_square_bracket", "left_square_bracket"), ("pagedown", "pageup"), (")", "(")):
            await drive.press(forward)
            assert drive.host.day == dt.date(2026, 11, 30)
            await drive.press(backward)
            assert drive.host.day == MONDAY


async def test_the_31st_clamps_and_is_remembered(tmp_path):
    async with planner(tmp_path, today=dt.date(2026, 10, 31)) as drive:
        await drive.press("M")
        await drive.press("]")
        assert drive.host.day == dt.date(2026, 11, 30)
        await drive.press("]")
        assert drive.host.day == dt.date(2026, 12, 31)


async def test_an_item_is_moved_with_a_preview_and_kept(tmp_path):
    async with planner(tmp_path) as drive:
        before = drive.text
        await drive.press("m", "right", "right")
        assert "Wednesday 25 November" in drive.status
        assert drive.text == before, "a preview writes nothing"
        assert drive.host.day == dt.date(2026, 11, 25)
        await drive.press("enter")
        assert drive.on_disk["bcdfgh"]["date"] == dt.date(2026, 11, 25)
        assert drive.at == "Pricing mistakes"
        assert "u undoes" in drive.status
        await drive.press("u")
        assert drive.text == before
        assert "Undone" in drive.status
        await drive.press("U")
        assert drive.on_disk["bcdfgh"]["date"] == dt.date(2026, 11, 25)


async def test_a_move_is_put_back_with_escape(tmp_path):
    async with planner(tmp_path) as drive:
        before = drive.text
        await drive.press("m", "j", "escape")
        assert drive.text == before
        assert drive.at == "Pricing mistakes"
        assert drive.host.day == MONDAY


async def test_only_the_lines_of_the_moved_item_change(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press(">")
        changed = [pair for pair in zip(PLAN.splitlines(), drive.text.splitlines(), strict=True) if pair[0] != pair[1]]
        assert changed == [("date = 2026-11-23", "date = 2026-11-24")]
        await drive.press("<")
        assert drive.text == PLAN


async def test_an_idea_starts_at_an_open_slot_of_its_channel(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("4")
        assert drive.at == "Year-end checklist"
        await drive.press("m")
        assert drive.host.day == dt.date(2026, 11, 26), "LinkedIn's Tuesday is taken, its Thursday is open"
        await drive.press("enter")
        assert drive.item("Year-end checklist").date == dt.date(2026, 11, 26)
        assert drive.host.panel == "ideas"
        assert drive.at == "Why retainers fail"


async def test_a_date_is_understood_while_it_is_typed(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("g")
        await drive.type("3 dec")
        assert "Thursday 3 December 2026" in drive.screen
        await drive.press("enter")
        assert drive.host.day == dt.date(2026, 12, 3)
        assert drive.host.panel == "week"


async def test_an_ambiguous_date_is_refused_with_both_readings(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("g")
        await drive.type("03/04/2026")
        await drive.press("enter")
        assert drive.host.day == MONDAY
        assert "2026-04-03" in drive.status or "3 April" in drive.status


async def test_the_filter_narrows_live_and_escape_takes_it_away(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("/")
        await drive.type("@fran")
        assert "Pricing mistakes" not in drive.screen
        assert "A video on rates" in drive.screen
        await drive.press("enter")
        assert "filter: @fran" in drive.status
        await drive.press("escape")
        assert "Pricing mistakes" in drive.screen


@pytest.mark.parametrize("key", ["W", "M"])
async def test_a_filter_leaves_the_cursor_on_its_item_and_never_between_the_lines(tmp_path, key):
    async with planner(tmp_path) as drive:
        await drive.press(key, "l")
        assert drive.at == "A video on rates"
        await drive.press("/")
        await drive.type("@fran")
        assert drive.at == "A video on rates"
        await drive.type("x")
        assert drive.at == "2026-11-24"
        await drive.press("backspace")
        assert drive.at == "A video on rates", "it is shown again"
        await drive.press("enter", "escape")
        assert drive.at == "A video on rates"
        await drive.press("h", "/")
        await drive.type("rates")
        assert drive.host.day == MONDAY
        await drive.press("l", "escape")
        assert drive.at == "Pricing mistakes"


async def test_deleting_asks_and_only_y_or_o_says_yes(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("d")
        assert "Delete “Pricing mistakes”?" in drive.status
        await drive.press("enter", "d", "j")
        assert "bcdfgh" in drive.on_disk
        await drive.press("n")
        assert "bcdfgh" in drive.on_disk
        await drive.press("d", "y")
        assert "bcdfgh" not in drive.on_disk
        assert "# the first of the week" not in drive.text
        await drive.press("u")
        assert drive.text == PLAN


async def test_marks_take_every_verb(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("space", "space")
        assert "2 marked" in drive.status
        await drive.press(">")
        assert [drive.item(title).date for title in ("Pricing mistakes", "A video on rates")] == [
            dt.date(2026, 11, 24),
            dt.date(2026, 11, 25),
        ]
        await drive.press("u")
        assert drive.text == PLAN
        await drive.press("escape")
        assert not drive.host.marks


async def test_a_range_and_all(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("v", "down")
        assert drive.host.marks == {"bcdfgh", "cdfghj"}
        await drive.press("v", "escape")
        assert not drive.host.marks
        await drive.press("*")
        assert drive.host.marks == {"bcdfgh", "cdfghj"}


async def test_next_status_and_again(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("S")
        assert drive.on_disk["bcdfgh"]["status"] == "review"
        await drive.press("down", ".")
        assert drive.on_disk["cdfghj"]["status"] == "review"


async def test_views_keep_the_day_and_the_item(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("down")
        for key, view in (("M", "month"), ("B", "board"), ("L", "list"), ("W", "week")):
            await drive.press(key)
            assert (drive.host.view, drive.host.panel) == (view, view)
            assert drive.at == "A video on rates"


async def test_numbers_focus_panels_and_below_80_columns_show_them_alone(tmp_path):
    async with planner(tmp_path, size=(70, 24)) as drive:
        assert "4 Ideas" not in drive.screen
        await drive.press("4")
        assert "Year-end checklist" in drive.screen
        assert "Pricing mistakes" not in drive.screen
        await drive.press("2")
        assert "Mo Tu We" in drive.screen
        await drive.press("5")
        assert "5 Item" in drive.screen
        await drive.press("1")
        assert "Pricing mistakes" in drive.screen


async def test_the_month_grid_steps_by_days_rows_and_weeks(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("M", "l")
        assert drive.at == "A video on rates"
        await drive.press("j")
        assert drive.host.day == dt.date(2026, 12, 1)
        await drive.press("k")
        assert drive.at == "A video on rates"
        await drive.press("m", "j")
        assert "Tuesday 1 December" in drive.status
        await drive.press("escape")


async def test_what_is_open_is_drawn_in_place(tmp_path):
    async with planner(tmp_path) as drive:
        assert "○ LinkedIn 9:00" in drive.screen
        assert "LinkedIn: 1 item of 2" in drive.screen
        assert "gap" in drive.bar("header")
        assert "question" in drive.bar("header")


async def test_an_empty_calendar_week_and_inbox_say_which_key_fills_them(tmp_path):
    async with planner(tmp_path, EMPTY) as drive:
        assert "a adds the first item" in drive.screen
        assert "No ideas: a here adds" in drive.screen
    async with planner(tmp_path) as drive:
        await drive.press("]", "]")
        assert "An empty week: a adds an item" in drive.screen


async def test_the_file_changed_outside_is_taken_in(tmp_path):
    async with planner(tmp_path) as drive:
        drive.path.write_text(PLAN.replace("Pricing mistakes", "Price tags"), encoding="utf-8")
        drive.host.look(wait=True)
        await drive.settle()
        assert drive.at == "Price tags"
        assert "changed outside" in drive.status


async def test_a_file_broken_outside_is_told_and_the_plan_stays(tmp_path):
    async with planner(tmp_path) as drive:
        drive.path.write_text(PLAN + "\n[[items]\n", encoding="utf-8")
        drive.host.look(wait=True)
        await drive.settle()
        assert drive.at == "Pricing mistakes"
        assert "plan.toml, line" in drive.screen


async def test_q_leaves_without_a_question(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("q")
        assert drive.app.return_value == 0


@pytest.mark.skipif(_catalogue("fr").gettext("Monday") == "Monday", reason="the catalogue is not compiled here")
async def test_french(tmp_path):
    async with planner(tmp_path, language="fr") as drive:
        assert "lun 23" in drive.screen
        assert "novembre" in drive.screen.lower()


async def test_several_calendars(tmp_path):
    async with planner(tmp_path, more=(EMPTY,)) as drive:
        assert "2 clients" in drive.bar("header")
        drive.host.switch_calendar(1)
        await drive.settle()
        assert "Nothing yet 2/2" in drive.bar("header")


async def test_clients_are_switched_by_name(tmp_path):
    async with planner(tmp_path, more=(EMPTY,)) as drive:
        await drive.press("o")
        assert "Nov 3 gaps · 2 questions" in drive.screen
        assert "nothing open" in drive.screen
        await drive.press("down", "down", "enter")
        assert "Nothing yet" in drive.bar("header")


async def test_the_mouse_points_and_presses(tmp_path):
    async with planner(tmp_path) as drive:
        y = next(number for number, line in enumerate(drive.lines) if "A video on rates" in line)
        await drive.pilot.click(offset=(60, y))
        await drive.settle()
        assert drive.at == "A video on rates"
        x = drive.lines[-1].index("move")
        await drive.pilot.click(offset=(x, 39))
        await drive.settle()
        assert "Moving" in drive.status


async def test_leaving_with_a_question_open_is_no_accident(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("g", "3")
        drive.app.leave(0)
    async with planner(tmp_path) as drive:
        await drive.press("d")
        drive.app.leave(0)


async def test_a_month_takes_the_whole_width_of_80_columns_until_a_panel_is_wanted(tmp_path):
    async with planner(tmp_path, size=(80, 30)) as drive:
        await drive.press("M")
        assert "4 Ideas" not in drive.screen
        await drive.press("4")
        assert drive.at == "Year-end checklist"
        assert "4 Ideas" in drive.screen
        await drive.press("1")
        assert "4 Ideas" not in drive.screen
