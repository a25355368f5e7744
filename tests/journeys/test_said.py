"""What the status line says, for how long, and that its end is seen in little room."""

from __future__ import annotations

import pytest

from journeys.harness import EMPTY, PLAN, planner
from planner.tui.drafts import Drafts
from planner.tui.widgets.lines import shortened, width_of

LONG = PLAN.replace("Pricing mistakes", "Year-end: the one price to change before January, and why it is that one")


async def test_a_long_title_is_cut_and_not_what_is_said_of_it(tmp_path):
    async with planner(tmp_path, LONG, size=(80, 24)) as drive:
        await drive.press("m", "l")
        assert drive.lines[-2].rstrip().endswith("→ Tuesday 24 November")
        assert "Moving “Year-end: " in drive.lines[-2]
        await drive.press("enter")
        assert drive.lines[-2].rstrip().endswith("…” moved to Tue 24 Nov — u undoes")
        await drive.press("u")
        assert drive.lines[-2].rstrip().endswith("…” moved to Tue 24 Nov — U does it again")
        await drive.press("d")
        assert drive.lines[-2].rstrip().endswith("…”? y/n")


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("“A long title here” moved", 20, "“A long titl…” moved"),
        ("« Un long titre ici » déplacé", 22, "« Un long t… » déplacé"),
        ("“Short” and “a much longer one” — u undoes", 34, "“Short” and “a much l…” — u undoes"),
        ("no title in it at all", 10, "no title in it at all"),
        ("Accepted: five items short of the month — u undoes", 30, "Accepted: five ite… — u undoes"),
        ("“A long title here” by “Another” — u undoes", 32, "“A long…” by “Anothe… — u undoes"),
        ("“fits”", 6, "“fits”"),
    ],
)
def test_the_longest_title_gives_way(text, width, short):
    assert shortened(text, width) == short
    assert width_of(short) <= width or short == text


async def test_again_says_what_it_does(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press(">")
        drive.host.focus_item("cdfghj")
        await drive.press(".")
        assert "“A video on rates” moved to Wed 25 Nov — u undoes" in drive.status
        await drive.press("S", "4", ".")
        assert "“Year-end checklist”: Scheduled — u undoes" in drive.status
        assert "the same again" not in drive.status


async def test_what_was_said_goes_with_the_next_act_and_stays_while_one_looks_about(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press(">")
        assert "u undoes" in drive.status
        await drive.press("j", "k", "]", "t")
        assert "u undoes" in drive.status
        await drive.press("3")
        assert drive.status.startswith("plan.toml")


async def test_a_key_that_does_nothing_here_says_where_it_does(tmp_path):
    async with planner(tmp_path) as drive:
        for key in ("p", "s", "m", "space"):
            await drive.press("1", "3", key)
            assert "Stand on an item first: 1 goes to the plan, 4 to the ideas." in drive.status
        await drive.press("1", "Z")
        assert drive.status.startswith("plan.toml")
        assert drive.text == PLAN


@pytest.mark.parametrize("key", ["a", "e", "s", "x", "colon", "question_mark", "slash"])
async def test_esc_hides_the_help_before_it_leaves(tmp_path, key):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press(key)
        assert await drive.until(lambda: drive.app.screen is not drive.host or drive.host._prompt)
        await drive.press("f1", "escape")
        assert drive.app.screen is not drive.host or drive.host._prompt
        await drive.press("escape")
        assert drive.app.screen is drive.host
        assert await drive.until(lambda: drive.host._prompt is None)


@pytest.mark.parametrize("count", [1, 2, 3, 9])
async def test_all_that_is_wrong_with_the_settings_is_told(tmp_path, count):
    problems = tuple(f"unknown setting number{number}" for number in range(count))
    async with planner(tmp_path, size=(80, 24), problems=problems) as drive:
        toasts = " ".join(toast.message for toast in drive.app._notifications)
        assert await drive.until(lambda: all(problem in drive.screen + toasts for problem in problems))
        if drive.app.screen is not drive.host:
            await drive.press("enter")
        assert drive.app.screen is drive.host


async def test_what_is_unfinished_in_any_open_calendar_is_named(tmp_path):
    text = EMPTY.replace("Nothing yet", "Corner shop")
    async with planner(tmp_path, PLAN, more=(text,)) as drive:
        Drafts(drive.host.workspaces[1].path).keep("add", {"text": "Half a thought"})
        Drafts(drive.host.workspaces[1].path).keep("gap:add:Late payers", {"text": "Late payers, again"})
        drive.host._tell_unfinished()
        assert drive.status.strip() == "Unfinished, and kept: CS a new item (a), CS a line for a gap (z)"


async def test_what_is_unfinished_in_a_calendar_is_named_when_it_is_opened(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        other = tmp_path / "other.toml"
        other.write_text(EMPTY, encoding="utf-8")
        Drafts(other).keep("add", {"text": "Half a thought"})
        drive.host.open_calendar(other)
        await drive.settle()
        assert drive.status.strip() == "Unfinished, and kept: a new item (a)"
