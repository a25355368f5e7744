"""What a newcomer types by habit does what they mean, or says at once what it does."""

from __future__ import annotations

import datetime as dt

import pytest

from journeys.harness import PLAN, planner


async def test_a_weekday_is_one_of_the_week_that_is_shown(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("]", "]", "g")
        await drive.type("thu")
        assert "Thursday 10 December 2026" in drive.screen
        await drive.press("enter")
        assert drive.host.day == dt.date(2026, 12, 10)
        await drive.press("a")
        await drive.type("Prices =fri")
        assert "Fri 11 Dec 2026" in drive.screen
        await drive.press("enter")
        assert drive.item("Prices").date == dt.date(2026, 12, 11)
        await drive.press("m", "g")
        await drive.type("mon")
        assert "Monday 7 December 2026" in drive.screen
        await drive.press("enter", "enter")
        assert drive.item("Prices").date == dt.date(2026, 12, 7)
        await drive.press("e", "tab")
        while drive.app.focused.id != "field-date":
            await drive.press("tab")
        await drive.press("ctrl+u")
        await drive.type("wed")
        await drive.press("ctrl+s")
        assert drive.item("Prices").date == dt.date(2026, 12, 9)


@pytest.mark.parametrize(
    ("view", "first", "last"), [("W", "2026-12-07", "2026-12-13"), ("M", "2026-12-01", "2026-12-31")]
)
async def test_gg_is_the_first_and_capital_g_the_last(tmp_path, view, first, last):
    async with planner(tmp_path) as drive:
        await drive.press("]", "]", view, "G")
        assert drive.host.day == dt.date.fromisoformat(last)
        await drive.press("g")
        assert "g: first" in drive.screen
        await drive.press("g")
        assert drive.host.day == dt.date.fromisoformat(first)
        await drive.press("j", "end", "home")
        assert drive.host.day == dt.date.fromisoformat(first)
        await drive.pilot.press("G", "g", "g")
        await drive.settle()
        assert drive.host.day == dt.date.fromisoformat(first)


async def test_gg_is_the_first_of_a_list(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        await drive.press("L", "G")
        assert drive.at == "Year-end checklist"
        await drive.press("g", "g")
        assert drive.at == "Pricing mistakes"


COMPETING = PLAN.replace('questions = ["interesting"]', 'questions = ["competitors"]')


@pytest.mark.parametrize(
    ("key", "answer", "said"), [("y", "yes", "yes"), ("o", "yes", "yes"), ("minus", "unsure", "unsure")]
)
async def test_an_answer_key_typed_where_the_note_is_asked_for_answers(tmp_path, key, answer, said):
    async with planner(tmp_path, COMPETING, size=(80, 24)) as drive:
        await drive.press("r")
        assert "write it here" in drive.screen
        await drive.press(key)
        assert f"Enter answers “{said}”" in drive.screen
        await drive.press("enter")
        assert drive.on_disk["bcdfgh"]["relevance"]["competitors"]["answer"] == answer
        assert "note" not in drive.on_disk["bcdfgh"]["relevance"]["competitors"]
        assert "1 question answered" in drive.status


async def test_a_lone_no_leads_on_to_what_follows_a_no(tmp_path):
    async with planner(tmp_path, COMPETING) as drive:
        await drive.press("r", "n", "enter")
        assert "Park it, move it, or keep it" in drive.screen
        await drive.press("k")
        assert drive.on_disk["bcdfgh"]["relevance"]["competitors"]["answer"] == "no"


async def test_a_note_that_begins_like_an_answer_is_a_note(tmp_path):
    async with planner(tmp_path, COMPETING) as drive:
        await drive.press("r")
        await drive.type("no prices")
        assert "Enter answers" not in drive.screen
        await drive.press("enter", "y")
        assert drive.on_disk["bcdfgh"]["relevance"]["competitors"]["note"] == "no prices"


async def test_every_box_of_the_review_says_the_step_that_it_is(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        await drive.press("R", "enter", "escape", "y")
        assert "Weekly review 4 of 6: Fill November 2026" in drive.screen
        await drive.press("escape")
        assert "Weekly review 4 of 6: gaps in November" in drive.screen
        await drive.press("down", "enter")
        assert "Weekly review 4 of 6: Fill the gap" in drive.screen
        await drive.press("A")
        assert "Weekly review 4 of 6: Accept the gap" in drive.screen
        await drive.press("escape", "escape")
        assert "The review waits at this step" in drive.status
        await drive.press("a")
        assert "Weekly review" not in drive.screen


async def test_a_sign_alone_lists_what_there_is(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        await drive.press("a")
        await drive.type("Prices @")
        assert "@cfo Chris, CFO · @founder Fran, founder" in drive.screen
        await drive.type("cf ")
        assert "@founder" not in drive.screen
        await drive.type("!")
        assert "!linkedin · !blog" in drive.screen
        await drive.press("escape", "slash", "@")
        assert "4 items · @cfo @founder" in drive.screen
        await drive.press("backspace")
        await drive.type("s:")
        assert "idea draft review" in drive.screen


async def test_the_filter_tells_of_what_matches_elsewhere(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        await drive.press("]", "slash")
        await drive.type("rates")
        assert "1 item · 1 elsewhere, L lists all" in drive.screen
        await drive.press("enter")
        assert "1 item · 1 elsewhere, L lists all" in drive.status
        await drive.press("L")
        assert drive.at == "A video on rates"
        await drive.press("slash", "ctrl+u")
        await drive.type("linked")
        assert "0 items · perhaps !linkedin?" in drive.screen


async def test_who_goes_down_a_list_by_j_is_told_how(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        await drive.press("p")
        assert "type to narrow, ↑ ↓ to go" in drive.screen
        await drive.press("j")
        assert "↑ ↓ or Ctrl+P Ctrl+N go through it" in drive.screen
        await drive.press("backspace", "ctrl+n", "enter")
        assert drive.item("Pricing mistakes").personas == ("founder",)
        await drive.press("p", "ctrl+p", "enter")
        assert drive.item("Pricing mistakes").personas == ("cfo",)


async def test_an_idea_put_on_an_open_slot_takes_it_as_one_that_fills_a_gap_does(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        await drive.press("4", "m", "enter")  # of LinkedIn's Thursday
        assert "Thu 26 Nov · LinkedIn 9:00" in drive.status
        placed = drive.item("Year-end checklist")
        assert (placed.date, placed.time, placed.channels) == (dt.date(2026, 11, 26), dt.time(9), ("linkedin",))
        await drive.press("u")
        assert drive.text == PLAN
        assert drive.at == "Year-end checklist"
        await drive.press("G")
        assert drive.at == "Why retainers fail"
        await drive.press("m", "g")
        await drive.type("2026-12-01")
        await drive.press("enter", "enter")  # without a channel of its own it takes the only slot of the day
        placed = drive.item("Why retainers fail")
        assert (placed.date, placed.time, placed.channels) == (dt.date(2026, 12, 1), dt.time(9), ("linkedin",))
        await drive.press("u", "m", "g")
        await drive.type("2026-12-02")
        await drive.press("enter", "enter")
        placed = drive.item("Why retainers fail")
        assert (placed.date, placed.time, placed.channels) == (dt.date(2026, 12, 2), None, ())


async def test_two_ideas_do_not_take_one_slot_and_the_next_is_put_on_the_day_alone(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        await drive.press("4", "*", "m", "g")
        await drive.type("2026-11-26")
        await drive.press("enter", "enter")
        first, second = drive.item("Year-end checklist"), drive.item("Why retainers fail")
        assert {(first.time, first.channels), (second.time, second.channels)} == {
            (dt.time(9), ("linkedin",)),
            (None, ()),
        }
        await drive.press("u", "escape", "4", "m", "enter")
        assert drive.at == "Why retainers fail"
        await drive.press(".")
        again = drive.item("Why retainers fail")
        assert (again.date, again.time, again.channels) == (dt.date(2026, 11, 26), None, ())
