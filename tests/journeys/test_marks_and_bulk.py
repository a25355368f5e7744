"""Marks and what is done to all that is marked, as one step; copies, evergreens again, filters kept under a name."""

from __future__ import annotations

import datetime as dt

import tomli

from journeys.harness import MONDAY, PLAN, planner

EVERGREEN = PLAN.replace(
    'title = "Pricing mistakes"\nstatus = "draft"\ndate = 2026-11-23',
    'title = "Pricing mistakes"\nstatus = "published"\nkind = "evergreen"\ndate = 2026-11-23\nresults = { views = 12 }\n'
    'relevance.interesting = { answer = "yes", on = 2026-11-20 }',
)


def day(number: int, month: int = 11) -> dt.date:
    return dt.date(2026, month, number)


def dates(drive) -> list[dt.date | None]:
    return [drive.item(title).date for title in ("Pricing mistakes", "A video on rates")]


async def test_the_last_line_tells_what_is_done_to_the_marks(tmp_path):
    async with planner(tmp_path) as drive:
        assert "add" in drive.footer
        await drive.press("space", "space")
        assert "2 marked" in drive.status
        assert all(word in drive.footer for word in ("m move", "s status", "d delete", "x export", "? help"))
        await drive.press("escape")
        assert "marked" not in drive.status
        assert "a add" in drive.footer


async def test_where_there_is_nothing_to_mark_it_is_said(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("g")
        await drive.type("+4d")
        await drive.press("enter")
        assert drive.host.cursor is None
        await drive.press("space")
        assert "Stand on an item first." in drive.status
        assert "marked" not in drive.status


async def test_marks_are_shifted_by_a_distance_that_is_typed(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("space", "space", "m", "g")
        await drive.type("+7d")
        assert "Monday 30 November" in drive.screen
        assert "the first of 2" in drive.screen
        await drive.press("enter")
        assert drive.text == PLAN, "a preview writes nothing"
        await drive.press("enter")
        assert dates(drive) == [day(30), day(1, 12)]
        await drive.press("m", "g")
        await drive.type("-1w")
        await drive.press("enter", "enter")
        assert dates(drive) == [day(23), day(24)]
        await drive.press("u", "u")
        assert drive.text == PLAN


async def test_marks_all_come_to_a_day_that_is_named(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("space", "space", "m", "g")
        await drive.type("to friday")
        assert "all 2 on that day" in drive.screen
        await drive.press("enter", "right", "enter")
        assert dates(drive) == [day(28), day(28)]
        await drive.press("u")
        assert drive.text == PLAN, "one step"


async def test_what_is_no_day_is_told_and_asked_again(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("m", "g")
        await drive.type("+7x")
        assert "not a date" in drive.screen
        await drive.press("enter")
        assert "Move to" in drive.screen
        await drive.press("escape", "escape")
        assert drive.text == PLAN


async def test_marks_are_derived_from_in_one_grid(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("space", "space", "D")
        assert "2 marked" in drive.screen
        await drive.press("right", "space", "down", "left", "asterisk")
        assert "3 ideas to make" in drive.screen
        await drive.press("enter")
        children = [(item.parent, item.format) for item in drive.calendar.items if item.parent]
        assert children == [("bcdfgh", "video"), ("cdfghj", "article"), ("cdfghj", "video")]
        await drive.press("u")
        assert drive.text == PLAN


async def test_marks_are_exported_and_copied(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("down", "space", "x")
        assert "[1 marked]" in drive.screen
        assert "1 row" in drive.screen
        await drive.press("escape", "Y")
        assert drive.app.clipboard == "A video on rates"
        await drive.press("k", "k", "space", "Y")
        assert drive.app.clipboard == "Pricing mistakes\n\nA video on rates"


async def test_copies_of_marks_keep_their_distance(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("space", "space", "y", "escape", "]", "V")
        assert "Put 2 copies" in drive.status
        assert [item.date for item in drive.calendar.items if item.date and item.date > day(28)] == [
            day(2, 12),
            day(3, 12),
        ]
        await drive.press("u")
        assert drive.text == PLAN


async def test_an_evergreen_comes_again_once_it_is_no_repeat(tmp_path):
    async with planner(tmp_path, EVERGREEN) as drive:
        await drive.press("b")
        assert "Repeat “Pricing mistakes” on" in drive.screen
        assert "2027-01-23" in drive.screen, "61 days on: sixty are still a repeat"
        await drive.press("enter")
        copy = next(item for item in drive.calendar.items if item.date == dt.date(2027, 1, 23))
        assert (copy.title, copy.status, copy.personas) == ("Pricing mistakes", "draft", ("cfo",))
        assert not copy.results
        assert not copy.relevance
        await drive.press("u")
        assert drive.text == EVERGREEN


async def test_too_soon_is_said_and_asked_about(tmp_path):
    async with planner(tmp_path, EVERGREEN) as drive:
        await drive.press("b", "ctrl+u")
        await drive.type("+10d")
        assert "Too soon: 10 days" in drive.screen
        await drive.press("enter")
        assert "Repeat it all the same?" in drive.status
        await drive.press("n")
        assert drive.text == EVERGREEN
        await drive.press("b", "ctrl+u")
        await drive.type("+10d")
        await drive.press("enter", "y")
        assert [item.date for item in drive.calendar.items if item.title == "Pricing mistakes"] == [MONDAY, day(3, 12)]


async def test_an_evergreen_brought_back_in_another_year_is_told_with_it(tmp_path):
    async with planner(tmp_path, EVERGREEN) as drive:
        await drive.press("b", "ctrl+u")
        await drive.type("2027-02-09")
        await drive.press("enter")
        assert "“Pricing mistakes” again on Tue 9 Feb 2027" in drive.status


async def test_what_is_no_evergreen_is_not_repeated(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("b")
        assert "Only an evergreen is repeated: e, Kind, makes it one." in drive.status
        await drive.press("4", "b")
        assert "no date yet" in drive.status


async def test_a_filter_is_kept_recalled_and_forgotten(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("K")
        assert "no filter to keep" in drive.status
        await drive.press("/")
        await drive.type("@cfo")
        await drive.press("enter", "K")
        assert "Keep “@cfo” as" in drive.screen
        await drive.type("Chris only")
        await drive.press("enter")
        assert tomli.loads(drive.text)["filters"] == {"Chris only": "@cfo"}
        assert (
            drive.text.replace('[filters]\n"Chris only" = "@cfo"\n', "").replace("\n\n\n", "\n\n").strip()
            == PLAN.strip()
        )
        await drive.press("escape")
        assert not drive.host.filter
        await drive.press("/")
        assert "↓ 1 kept" in drive.screen
        await drive.press("down")
        assert drive.host.filter == ":Chrisonly"
        assert "2 items" in drive.screen
        await drive.press("down")
        assert not drive.host.filter, "past the last stands what was typed"
        await drive.press("up", "enter")
        assert [item.title for item in drive.host.shown()] == ["Pricing mistakes"]
        await drive.press("escape", ":")
        await drive.type("chris o")
        await drive.press("enter")
        assert drive.host.filter == "@cfo"
        await drive.press("u")
        assert drive.text == PLAN, "one step, and every byte as before"


async def test_a_name_that_is_there_is_asked_about(tmp_path):
    async with planner(tmp_path, PLAN + '\n[filters]\nurgent = "status:draft" # mine\n') as drive:
        await drive.press("/")
        await drive.type("rates")
        await drive.press("enter", "K")
        await drive.type("Urgent")
        assert "there is one: status:draft" in drive.screen
        await drive.press("enter")
        assert "Put this one in its place?" in drive.status
        await drive.press("y")
        assert drive.text == PLAN + '\n[filters]\nurgent = "rates" # mine\n'
        await drive.command("forget a filter")
        assert "Forget which filter?" in drive.screen
        await drive.press("enter")
        assert not drive.calendar.filters


async def test_what_is_done_is_said_as_a_sentence_begins_and_undone_in_the_middle_of_one(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("space", "space", "y", "escape", "]", "V")
        assert drive.status.strip().startswith("Put ")
        await drive.press("u")
        assert "Undone: put " in drive.status
