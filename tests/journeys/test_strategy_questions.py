"""The relevance questions, key by key: which are asked, what an answer writes, what follows a no, and what is shown where."""

from __future__ import annotations

import datetime as dt

import pytest

from journeys.harness import MONDAY, PLAN, planner
from planner.i18n import _catalogue
from planner.tui.screens.questions import Asked, Questions

ALL = PLAN.replace('questions = ["interesting"]', 'questions = ["interesting", "competitors"]').replace(
    '[[personas]]\nid = "cfo"',
    """[[competitors]]
id = "big"
name = "Big Four"
link = "https://example.org/"

[[personas]]
id = "cfo"
""".rstrip()
    + "\n",
    1,
)
ANSWERED = """
[items.relevance.interesting]
answer = "yes"
on = {on}
"""


async def test_r_asks_the_item_and_each_answer_is_dated_and_saved_at_once(tmp_path):
    async with planner(tmp_path, ALL) as drive:
        await drive.press("r")
        assert "question 1 of 2" in drive.screen
        assert "not answered yet" in drive.screen
        await drive.press("y")
        assert drive.on_disk["bcdfgh"]["relevance"] == {"interesting": {"answer": "yes", "on": MONDAY}}
        assert "question 2 of 2" in drive.screen


async def test_competitors_are_a_note_first_and_then_whether_ours_differs(tmp_path):
    async with planner(tmp_path, ALL) as drive:
        await drive.press("r", "y")
        assert "First: what do they do with it?" in drive.screen
        assert "↗ Big Four" in drive.screen
        await drive.type("yn they sell")
        await drive.press("enter")
        assert "Now: is our angle different?" in drive.screen
        await drive.press("y")
        answer = drive.on_disk["bcdfgh"]["relevance"]["competitors"]
        assert answer == {"answer": "yes", "on": MONDAY, "note": "yn they sell"}
        assert "2 questions answered" in drive.status


async def test_unsure_and_a_note_written_by_tab(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("r", "tab")
        await drive.type("ask Ana")
        await drive.press("enter", "-")
        answer = drive.on_disk["bcdfgh"]["relevance"]["interesting"]
        assert answer == {"answer": "unsure", "on": MONDAY, "note": "ask Ana"}
        assert "?1" in drive.screen, "unsure still wants an answer"
        assert "1 question answered · ?1 stays: unsure" in drive.status


async def test_escape_keeps_what_was_answered(tmp_path):
    async with planner(tmp_path, ALL) as drive:
        await drive.press("r", "y", "escape")
        assert "Now: is our angle different?" in drive.screen, "the first Esc leaves the note, an empty one too"
        await drive.press("escape")
        assert set(drive.on_disk["bcdfgh"]["relevance"]) == {"interesting"}
        assert "1 question answered" in drive.status


async def test_after_a_no_the_item_is_parked(tmp_path):
    async with planner(tmp_path, ALL) as drive:
        await drive.press("r", "n")
        assert "Park it, move it, or keep it?" in drive.screen
        await drive.press("p")
        assert drive.on_disk["bcdfgh"]["status"] == "parked"
        assert "Is it relevant?" not in drive.screen, "what is parked is asked no more"


async def test_after_a_no_the_item_is_kept(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("r", "n", "k")
        assert drive.on_disk["bcdfgh"]["relevance"]["interesting"]["answer"] == "no"
        assert drive.on_disk["bcdfgh"]["status"] == "draft"
        assert "?1" in drive.screen, "a no stays a mark"


async def test_after_a_no_the_item_is_moved_with_the_arrows(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("r", "n", "m")
        assert "Moving" in drive.status
        await drive.press("right", "enter")
        assert drive.on_disk["bcdfgh"]["date"] == dt.date(2026, 11, 24)


async def test_marks_are_asked_one_after_the_other(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("space", "space", "r")
        assert "question 1 of 2" in drive.screen
        await drive.press("y", "y")
        assert all("relevance" in drive.on_disk[ident] for ident in ("bcdfgh", "cdfghj"))


async def test_the_week_is_asked_from_an_empty_day_and_by_w(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("l", "l", "r")
        assert "question 1 of 2" in drive.screen
        await drive.press("escape", "w")
        assert "question 1 of 2" in drive.screen


async def test_an_idea_can_be_asked_too(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("4", "r")
        assert "idea · question 1 of 1" in drive.screen
        await drive.press("y")
        assert drive.on_disk["fghjkm"]["relevance"]["interesting"]["answer"] == "yes"


async def test_an_item_by_hand_without_an_id_gets_one_and_keeps_its_answers(tmp_path):
    text = ALL.replace('id = "bcdfgh"\n', "")
    async with planner(tmp_path, text) as drive:
        await drive.press("r", "y")
        await drive.press("enter", "y")
        item = drive.item("Pricing mistakes")
        assert item.has_own_id
        assert set(item.relevance) == {"interesting", "competitors"}


async def test_a_moved_item_is_asked_again_when_its_answer_goes_stale(tmp_path):
    text = PLAN.replace(
        'personas = ["cfo"]\nformat = "article"\n',
        'personas = ["cfo"]\nformat = "article"\n' + ANSWERED.format(on="2026-11-10"),
    )
    async with planner(tmp_path, text) as drive:
        assert "Pricing mistakes  " in drive.screen
        assert "?1" not in next(line for line in drive.lines if "Pricing mistakes" in line)
        await drive.press("m", "]", "right", "right", "enter")
        assert drive.on_disk["bcdfgh"]["date"] == dt.date(2026, 12, 2)
        assert "?1" in next(line for line in drive.lines if "Pricing mistakes" in line)
        await drive.press("r")
        assert "last answer: yes, 13 days ago" in drive.screen


@pytest.mark.parametrize("key", ["W", "M", "B", "L"])
async def test_the_mark_stands_in_every_view(tmp_path, key):
    async with planner(tmp_path, size=(200, 50)) as drive:
        await drive.press(key)
        assert any("?1" in line or "Pricing ?" in line for line in drive.lines if "Pricing" in line), (
            "a narrow cell counts nothing"
        )


async def test_early_repeat_and_jargon_are_shown_where_they_are(tmp_path):
    text = (
        PLAN.replace('title = "Studio North"', 'title = "Studio North"\navoid = ["rates"]').replace(
            'id = "bcdfgh"\ntitle = "Pricing mistakes"',
            'id = "bcdfgh"\ntitle = "Pricing mistakes"\nnot_before = 2026-12-01',
        )
        + '\n[[items]]\nid = "ghjkmn"\ntitle = "A video on RATES!"\ndate = 2026-11-27\n'
    )
    async with planner(tmp_path, text) as drive:
        assert "⚠ early" in next(line for line in drive.lines if "Pricing mistakes" in line)
        assert "repeat, jargon" in next(line for line in drive.lines if "RATES!" in line)


async def test_hostile_titles_and_notes(tmp_path):
    text = PLAN.replace("Pricing mistakes", "[@click=app.quit]x[/] [/b]")
    async with planner(tmp_path, text) as drive:
        await drive.press("r", "tab")
        assert "[@click=app.quit]x[/] [/b]" in drive.screen
        await drive.type("[/b]")
        await drive.press("enter", "y")
        assert drive.item("[@click=app.quit]x[/] [/b]").relevance["interesting"].note == "[/b]"


@pytest.mark.skipif(_catalogue("fr").gettext("yes") == "yes", reason="the catalogue is not compiled here")
async def test_in_french_o_is_yes(tmp_path):
    async with planner(tmp_path, language="fr") as drive:
        await drive.press("r")
        assert "Le sujet intéresse-t-il Chris en ce moment" in drive.screen
        await drive.press("o")
        assert drive.on_disk["bcdfgh"]["relevance"]["interesting"]["answer"] == "yes"


async def test_the_cursor_stands_at_the_end_of_a_note_that_is_there(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        asked = [
            Asked("a", "A", "", "competitors", "?", note="x"),
            Asked("b", "B", "", "competitors", "?", note="Two people"),
        ]
        dialog = Questions(asked, on_answer=lambda _given: None, on_park=lambda _ident: None)
        await drive.app.push_screen(dialog)
        await drive.press("enter", "y")
        await drive.type("!")
        assert dialog.query_one("#note").value == "Two people!"


async def test_at_eighty_columns_the_strip_names_the_warning(tmp_path):
    text = PLAN.replace('id = "bcdfgh"', 'id = "bcdfgh"\nnot_after = 2026-11-01', 1)
    async with planner(tmp_path, text, size=(80, 24)) as drive:
        drive.host.focus_item("bcdfgh")
        await drive.press("escape")
        assert "⚠ late" in drive.screen


async def test_an_answer_for_an_item_that_is_gone_is_told(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("r")
        head, *items = drive.text.split("[[items]]")
        await drive.written("[[items]]".join([head, *(one for one in items if "Pricing mistakes" not in one)]))
        await drive.press("y")
        assert await drive.over()
        assert "not in the plan any more" in drive.screen
