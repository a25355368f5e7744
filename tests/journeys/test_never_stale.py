"""The cursor, panel 5 and a range of marks after what they stood on was changed, moved or taken away, here or elsewhere."""

from __future__ import annotations

import datetime as dt

from journeys.harness import planner
from planner.tui.widgets.detail import ItemDetail
from planner.tui.widgets.week_list import WeekList

TUESDAY = dt.date(2026, 11, 24)
OTHER = """\
[calendar]
title = "Cafe South"

[[items]]
id = "zxwvts"
title = "Menu"
date = 2026-11-25
"""


def without(text: str, title: str) -> str:
    """Return the file without the item of that title."""
    head, *items = text.split("[[items]]")
    return "[[items]]".join([head, *(item for item in items if f'title = "{title}"' not in item)])


async def test_the_cursor_stays_on_its_day_when_the_item_under_it_is_deleted(tmp_path):
    async with planner(tmp_path) as drive:
        week = drive.host.query_one(WeekList)
        assert drive.at == "Pricing mistakes"
        await drive.press("d", "y")
        assert (week.day, drive.host.day) == (dt.date(2026, 11, 23), dt.date(2026, 11, 23))
        assert week.selectable(week.place)
        await drive.press("a")
        await drive.type("Tea")
        await drive.press("enter")
        assert drive.item("Tea").date == dt.date(2026, 11, 23)


async def test_a_column_beside_that_became_shorter_still_has_a_cursor(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("B", "h", "j")
        assert drive.at == "Year-end checklist"
        await drive.press("l")
        await drive.written(without(drive.text, "Year-end checklist"))
        await drive.press("h")
        assert drive.at == "Why retainers fail"


async def test_panel_5_shows_what_was_just_changed(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("5", "S")
        assert drive.item("Pricing mistakes").status == "review"
        assert drive.host.cursor is drive.item("Pricing mistakes")
        assert "Review" in drive.screen
        await drive.written(drive.text.replace("Pricing mistakes", "Pricing follies"))
        assert "Pricing follies" in drive.screen


async def test_panel_5_shows_no_item_that_is_gone(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("5", "d", "y")
        assert drive.host.cursor is None
        assert "Pricing mistakes" not in "\n".join(drive.lines[:-2])
        assert "No item is under the cursor" in drive.screen
        await drive.press("1", "j", "j", "5")
        title = drive.at
        await drive.written(without(drive.text, title))
        assert title not in "\n".join(drive.lines[:-2])


async def test_panel_5_goes_where_the_day_goes(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("5", "g")
        await drive.type("24")
        await drive.press("enter")
        assert drive.host.panel == "detail"
        assert drive.host.cursor is drive.item("A video on rates")
        assert "A video on rates" in drive.screen


async def test_panel_5_keeps_its_client_while_others_change(tmp_path):
    async with planner(tmp_path, more=(OTHER,)) as drive:
        await drive.press("g")
        await drive.type("25")
        await drive.press("enter", "5")
        assert drive.at == "Menu"
        await drive.written(drive.text.replace("Pricing mistakes", "Pricing follies"))
        await drive.press("S")
        assert drive.host.query_one(ItemDetail).client == 1
        assert drive.host.workspaces[1].calendar.by_id["zxwvts"].status == "draft"


async def test_a_range_whose_beginning_is_gone_begins_anew(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("L", "v")
        assert len(drive.host.marks) == 1
        await drive.written(without(drive.text, drive.at))
        assert not drive.host.marks
        await drive.press("v")
        assert len(drive.host.marks) == 1
        await drive.press("j")
        assert len(drive.host.marks) == 2


async def test_a_range_ends_with_the_calendar_it_was_begun_in(tmp_path):
    async with planner(tmp_path, more=(OTHER,)) as drive:
        await drive.press("v")
        drive.host.switch_calendar(1)
        await drive.settle()
        drive.host.focus_item("zxwvts")
        await drive.press("v")
        assert drive.host.marks == {drive.host.ref(drive.host.workspaces[1].calendar.by_id["zxwvts"])}
