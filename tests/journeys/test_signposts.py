"""What the screen says of a way on: a key where something lacks, where the next question waits, whom else a dialog is about."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.journeys.harness import PLAN, planner

BARE = PLAN.replace('channels = ["blog"]\n', "")
SOUTH = PLAN.replace("Studio North", "Studio South")


async def test_a_dated_item_without_a_channel_names_the_key_for_it(tmp_path):
    async with planner(tmp_path, BARE) as drive:
        assert drive.at == "Pricing mistakes"
        assert "no channel (c) yet" in drive.screen
        await drive.press("c")
        await drive.type("blog")
        await drive.press("enter")
        assert "no channel" not in drive.screen


async def test_what_an_item_to_come_is_counted_by_and_lacks_names_its_keys(tmp_path):
    loose = '\n[[items]]\nid = "loose1"\ntitle = "Loose"\ndate = 2026-12-01\n'
    asked = PLAN.replace("[[formats]]\n", "[[formats]]\nper_month = 1\n", 1)
    async with planner(tmp_path, asked + loose) as drive:
        drive.host.focus_item("loose1")
        await drive.settle()
        assert "no channel (c), persona (p), format (f) yet" in drive.screen
        await drive.press("p", "1")
        assert "no channel (c), format (f) yet" in drive.screen
        await drive.press("i")
        assert "no channel (c)" not in drive.screen


async def test_open_questions_name_the_key_that_answers_them(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("down")
        assert "?1 question: open (r)" in drive.screen


async def test_where_nothing_is_asked_it_is_said_where_the_next_question_is(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("]", "]", "]", "r")
        assert "No question is open here; the next is about “Pricing mistakes”, Mon 23 Nov." in drive.status


async def test_away_from_today_the_header_names_the_key_that_leads_back(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        assert "t today" not in drive.bar("header")
        for way, away in (("]", True), ("[", False), ("[", True)):
            await drive.press(way)
            assert ("t today" in drive.bar("header")) is away
        await drive.press("M", "]")
        assert "t today" in drive.bar("header")
        await drive.press("t")
        assert "t today" not in drive.bar("header")


async def test_a_range_leaves_the_marks_that_stood(tmp_path):
    later = "".join(f'\n[[items]]\ntitle = "Later {n}"\ndate = 2026-12-0{n}\n' for n in range(1, 5))
    async with planner(tmp_path, PLAN + later) as drive:
        await drive.press("L")
        drive.host.go(dt.date(2026, 12, 1))
        await drive.press("space", "down", "v", "down")
        marked = {drive.calendar.by_id[ref].title for ref in drive.host.marks}
        assert marked == {"Later 1", "Later 3", "Later 4"}
        await drive.press("up")
        marked = {drive.calendar.by_id[ref].title for ref in drive.host.marks}
        assert marked == {"Later 1", "Later 3"}, "the range shrinks, the mark before it stays"


async def test_a_dialog_for_marks_of_two_clients_says_whom_else_it_is_about(tmp_path):
    async with planner(tmp_path, PLAN, more=(SOUTH,)) as drive:
        await drive.press("L", "asterisk", "c")
        assert "and " in drive.screen.partition("Channels:")[2].partition("\n")[0]
        assert "St" in drive.screen


async def test_who_opens_another_calendar_is_told_that_a_new_name_makes_one(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.command("new client")
        assert "or a new name to make one" in drive.screen


async def test_back_from_the_past_dates_leads_to_the_view_they_were_asked_from(tmp_path):
    async with planner(tmp_path, PLAN.replace("date = 2026-11-23", "date = 2026-11-02", 1)) as drive:
        for view in ("week", "month"):
            await drive.command("past dates")
            assert drive.host.view == "list"
            assert "Pricing mistakes" in drive.screen
            await drive.press("escape")
            assert drive.host.view == view
            assert not drive.host.filter
            await drive.press("M")
        await drive.press("L", "slash")
        await drive.type("rates")
        await drive.press("enter", "escape")
        assert drive.host.view == "list", "a filter of one's own leaves one where one is"


async def test_no_sign_is_cut_in_the_help_of_a_wider_window(tmp_path):
    async with planner(tmp_path, language="fr", size=(100, 32)) as drive:
        await drive.press("question_mark")
        said = drive.screen.partition("Signes")[2].partition("Ici")[0]
        assert "✓ Publié" in said
        assert "sans contenu" in said
        assert "…" not in said


async def test_a_list_that_has_nothing_of_what_is_typed_says_so_at_once(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("s")
        await drive.type("qqq")
        assert "Nothing here is called “qqq”." in drive.screen
        await drive.press("backspace", "backspace", "backspace")
        assert "Nothing here" not in drive.screen


async def test_the_words_of_an_empty_inbox_take_the_room_there_is(tmp_path):
    async with planner(tmp_path, PLAN.split("[[items]]")[0], size=(200, 60)) as drive:
        assert "No ideas: a here adds one; “: import”" in drive.screen


async def test_a_spreadsheet_that_cannot_be_read_is_asked_for_again(tmp_path):
    """What is typed next is still a file's name, and no keys of the plan."""
    (tmp_path / "rows.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    async with planner(tmp_path) as drive:
        before = drive.text
        await drive.command("import a spreadsheet")
        await drive.type(str(tmp_path / "rows.xlsx"))
        await drive.press("enter")
        assert await drive.sees("this is no CSV but a file of the kind Excel")
        assert "Excel" in str(
            drive.app.screen.query_one(".problem").render()
        )  # in the box: a notice would cover its keys
        await drive.type("sv")
        assert "Import a spreadsheet (CSV)" in drive.screen
        await drive.press("escape")
        assert "Import a spreadsheet (CSV)" not in drive.screen
        assert drive.text == before


async def test_a_client_is_found_by_the_name_of_its_file(tmp_path):
    async with planner(tmp_path, more=(SOUTH,)) as drive:
        await drive.press("o")
        await drive.type(drive.host.workspaces[1].path.name)
        await drive.press("enter")
        assert "Studio South" in drive.bar("header")


@pytest.mark.parametrize("words", ["targets", "moments"])
async def test_what_is_asked_of_one_client_among_several_says_of_whom(tmp_path, words):
    async with planner(tmp_path, PLAN, more=(SOUTH,)) as drive:
        await drive.command(words)
        assert f"Studio North · {words.capitalize()}: " in drive.screen
