"""What a line begins with is replaced by typing and kept by →, and nothing that was typed earlier is lost by that."""

from __future__ import annotations

import datetime as dt

import pytest

from journeys.harness import PLAN, planner


def line(drive):
    return drive.app.screen.query_one("#typed").value


async def test_a_kept_line_is_replaced_by_typing_and_comes_back(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("a")
        await drive.type("Half a thought")
        await drive.press("escape", "a")
        assert "→ keeps it" in drive.screen
        await drive.type("New")
        assert line(drive) == "New"
        await drive.press("up")
        assert line(drive) == "Half a thought"
        await drive.press("up")
        assert line(drive) == "New"
        await drive.press("escape", "a")
        assert line(drive) == "New"
        await drive.press("right")
        await drive.type(" one")
        await drive.press("enter")
        assert drive.item("New one")


async def test_a_line_typed_over_is_offered_once_more(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("a")
        await drive.type("Half a thought")
        await drive.press("escape", "a")
        await drive.type("New")
        await drive.press("enter")
        assert drive.item("New")
        await drive.press("a")
        assert line(drive) == ""
        assert "↑ brings back an earlier line" in drive.screen
        await drive.press("up")
        assert line(drive) == "Half a thought"
        await drive.press("enter")
        assert drive.item("Half a thought")
        await drive.press("a")
        assert "↑" not in drive.screen.split("Add", 1)[1]
        await drive.press("escape")


async def test_a_line_emptied_on_purpose_is_gone(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("a")
        await drive.type("Half a thought")
        await drive.press("escape", "a", "backspace", "escape", "a")
        assert line(drive) == ""
        assert "brings" not in drive.screen


@pytest.mark.parametrize(("keys", "left"), [((), "video"), (("end",), "ratesvideo"), (("right",), "ratesvideo")])
async def test_the_filter_is_replaced_by_typing(tmp_path, keys, left):
    async with planner(tmp_path) as drive:
        await drive.press("/")
        await drive.type("rates")
        await drive.press("enter", "/", *keys)
        await drive.type("video")
        assert drive.host.filter == left
        await drive.press("escape")
        assert drive.host.filter == "rates"


async def test_the_day_proposed_for_an_evergreen_is_replaced_by_typing(tmp_path):
    text = PLAN.replace('status = "draft"\n', 'status = "draft"\nkind = "evergreen"\n')
    async with planner(tmp_path, text) as drive:
        await drive.press("b")
        await drive.type("2027-03-15")
        await drive.press("enter")
        assert any(item.date == dt.date(2027, 3, 15) for item in drive.calendar.items)


async def test_a_time_alone_is_that_of_the_day_under_the_cursor(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("j", "a")
        day = drive.host.day
        await drive.type("Rates =10:00")
        assert "10:00 — Rates" in drive.screen
        await drive.press("enter")
        assert (drive.item("Rates").date, drive.item("Rates").time) == (day, dt.time(10))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Rates 10:00", "left in the title: 10:00 → =10:00"),
        ("Rates on friday", "left in the title: friday → =friday"),
        ("Rates friday 10:30, linkedin", "friday → =friday · 10:30 → =10:30 · linkedin → !linkedin"),
    ],
)
async def test_times_days_and_names_in_a_title_are_told(tmp_path, typed, said):
    async with planner(tmp_path) as drive:
        await drive.press("a")
        await drive.type(typed)
        assert said in drive.screen
        if "Rates 10:00" in typed:
            await drive.press("home", "backspace")
            assert "10:00 → =fri 10:00" in drive.screen
        await drive.press("enter")
        assert drive.item(typed)


async def test_whose_the_new_item_is_is_said(tmp_path):
    async with planner(tmp_path, more=(PLAN.replace("Studio North", "Bureau South"),)) as drive:
        await drive.press("a", "tab")
        await drive.type("Theirs")
        await drive.press("enter")
        assert "Added “Theirs” for Bureau South" in drive.status
