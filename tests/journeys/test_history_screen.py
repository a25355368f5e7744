"""Back to what the calendar was, whole or one item, and merging copies; each an ordinary step that u takes back."""

from __future__ import annotations

import pytest

from journeys.harness import PLAN, planner


async def test_an_empty_history_says_how_it_begins(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("H")
        assert await drive.sees("No earlier state is kept yet")
        await drive.press("escape")


async def test_one_item_and_then_everything_comes_back(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("S", "S")
        await drive.press("j", "i")
        assert "date" not in drive.on_disk["cdfghj"]
        changed = drive.text
        await drive.press("H")
        assert await drive.sees("3 earlier states")
        assert "status Draft → Review" in drive.screen
        await drive.press("down", "down", "enter")
        assert await drive.sees("2 differences from now")
        assert "status Draft → Approved" in drive.screen
        await drive.press("enter")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["status"] == "draft")
        assert "date" not in drive.on_disk["cdfghj"]
        await drive.press("u")
        assert drive.text == changed
        await drive.press("H")
        assert await drive.sees("5 earlier states")
        await drive.press("end", "enter")
        assert await drive.sees("differences from now")
        await drive.press("R")
        assert await drive.until(lambda: drive.text == PLAN)
        await drive.press("u")
        assert drive.text == changed


async def test_the_history_outlives_the_program_and_has_what_was_deleted(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("d", "y")
        assert "bcdfgh" not in drive.on_disk
        text = drive.text
    async with planner(tmp_path, text, size=(80, 24)) as drive:
        await drive.press("H")
        assert await drive.sees("“Pricing mistakes” removed")
        await drive.press("enter")
        assert await drive.sees("− “Pricing mistakes”")
        await drive.press("enter")
        assert await drive.until(lambda: drive.text == PLAN)


async def test_what_was_not_there_then_is_not_brought_back(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("a")
        await drive.type("New")
        await drive.press("enter", "H")
        assert await drive.sees("“New” added")
        await drive.press("enter")
        assert await drive.sees("+ “New”")
        await drive.press("enter")
        assert await drive.sees("It was not there then")
        await drive.press("escape")
        assert await drive.sees("1 earlier state,")
        await drive.press("escape")


async def test_a_conflict_copy_is_merged_when_asked_and_put_away(tmp_path):
    copy = tmp_path / "plan.sync-conflict-20261123-091400-ABCDEFG.toml"
    async with planner(tmp_path, size=(100, 30)) as drive:
        await drive.press("S")
        copy.write_text(PLAN.replace("Why retainers fail", "Why retainers fail, told anew"), encoding="utf-8")
        before = drive.text
        await drive.command("merge a copy")
        assert await drive.sees("would bring 1 change")
        assert "told anew" in drive.screen
        await drive.press("enter")
        assert await drive.until(lambda: "told anew" in drive.text)
        assert drive.on_disk["bcdfgh"]["status"] == "review"
        assert await drive.until(lambda: "away?" in drive.status)
        await drive.press("y")
        assert await drive.until(lambda: not copy.exists())
        await drive.press("u")
        assert await drive.until(lambda: drive.text == before)


@pytest.mark.parametrize(("key", "status"), [("t", "approved"), ("m", "review"), ("escape", "review")])
async def test_what_the_copy_and_the_calendar_both_changed_is_asked(tmp_path, key, status):
    copy = tmp_path / "plan.sync-conflict-20261123-091400-ABCDEFG.toml"
    async with planner(tmp_path, size=(100, 30)) as drive:
        await drive.press("S")
        theirs = PLAN.replace('status = "draft"', 'status = "approved"')
        copy.write_text(theirs.replace("Why retainers fail", "Told anew"), encoding="utf-8")
        before = drive.text
        await drive.command("merge a copy")
        assert await drive.sees("Both changed “Pricing mistakes”")
        assert "● mine    review" in drive.screen
        assert "○ theirs  approved" in drive.screen
        await drive.press(key)
        if key == "escape":
            assert await drive.until(lambda: "Nothing was merged" in drive.status)
            assert drive.text == before
            return
        assert await drive.sees("would bring")
        assert "stands in a comment" not in drive.screen
        await drive.press("enter")
        assert await drive.until(lambda: "Told anew" in drive.text)
        assert drive.on_disk["bcdfgh"]["status"] == status
        assert "conflict" not in drive.text
        assert await drive.until(lambda: "away?" in drive.status)
        await drive.press("n")
        await drive.press("u")
        assert await drive.until(lambda: drive.text == before)


async def test_merging_can_be_left(tmp_path):
    copy = tmp_path / "plan (conflicted copy 2026-11-23).toml"
    async with planner(tmp_path, size=(100, 30)) as drive:
        copy.write_text(PLAN.replace("Why retainers fail", "Mine"), encoding="utf-8")
        await drive.command("merge a copy")
        assert await drive.sees("Both changed “Why retainers fail”")  # what both parted from is not known
        await drive.press("t")
        assert await drive.sees("would bring")
        await drive.press("escape")
        assert await drive.until(lambda: "Nothing was merged" in drive.status)
        assert drive.text == PLAN
        assert copy.exists()


async def test_a_copy_beside_a_calendar_opened_later_is_named(tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(PLAN, encoding="utf-8")
    (tmp_path / "other.sync-conflict-20261123-091400-ABCDEFG.toml").write_text(PLAN, encoding="utf-8")
    async with planner(tmp_path, size=(100, 30)) as drive:
        drive.host.open_calendar(other)
        assert await drive.until(lambda: any("sync-conflict" in told.message for told in drive.app._notifications))
