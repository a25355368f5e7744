"""Somebody else writes the file while the program runs: what differs appears by itself, what clashes is asked about, nothing is lost."""

from __future__ import annotations

import json
from typing import Any

from journeys.harness import PLAN, planner
from planner.storage import paths
from planner.tui.drafts import Drafts


def outside(drive, old: str, new: str) -> None:
    """Change the file as an editor would, and let the program look."""
    text = drive.text
    assert old in text
    drive.path.write_text(text.replace(old, new), encoding="utf-8")


async def look(drive) -> None:
    drive.host.look(wait=True)
    await drive.settle()


async def clash_of_a_status(drive) -> None:
    """Choose a status while somebody else writes another one."""
    await drive.press("s")
    assert await drive.sees("Approved")
    outside(drive, 'status = "draft"', 'status = "review"')
    await look(drive)
    await drive.type("appr")
    await drive.press("enter")
    assert await drive.sees("Both changed")


async def test_what_only_they_changed_is_in_the_open_form_at_once(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("e", "end", "!")
        outside(drive, 'status = "draft"', 'status = "review"')
        await look(drive)
        assert "Review" in drive.screen
        await drive.press("ctrl+s")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["title"] == "Pricing mistakes!")
        assert drive.on_disk["bcdfgh"]["status"] == "review"
        await drive.press("u")
        assert drive.on_disk["bcdfgh"] == {
            **drive.on_disk["bcdfgh"],
            "title": "Pricing mistakes",
            "status": "review",
        }


async def clash(drive) -> None:
    """Change the title in the form, and its title and status outside."""
    await drive.press("e", "end", "!")
    outside(drive, '"Pricing mistakes"', '"Pricing errors"')
    outside(drive, 'status = "draft"', 'status = "review"')
    await look(drive)
    assert "changed elsewhere meanwhile to “Pricing errors”" in drive.screen
    await drive.press("ctrl+s")
    assert await drive.sees("Both changed “Pricing errors”")
    assert "Pricing mistakes!" in drive.screen


async def test_mine_stands_and_one_step_takes_it_back(tmp_path):
    async with planner(tmp_path) as drive:
        await clash(drive)
        await drive.press("m")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["title"] == "Pricing mistakes!")
        assert drive.on_disk["bcdfgh"]["status"] == "review"
        assert not list((paths.state_dir() / "drafts").glob("*.json"))
        await drive.press("u")
        assert (drive.on_disk["bcdfgh"]["title"], drive.on_disk["bcdfgh"]["status"]) == ("Pricing errors", "review")


async def test_theirs_stands_and_the_draft_is_gone(tmp_path):
    async with planner(tmp_path) as drive:
        await clash(drive)
        text = drive.text
        await drive.press("t")
        assert await drive.until(lambda: "as they left it" in drive.status)
        assert drive.text == text
        assert not list((paths.state_dir() / "drafts").glob("*.json"))


async def test_both_stand_as_two_items(tmp_path):
    async with planner(tmp_path) as drive:
        await clash(drive)
        await drive.press("b")
        assert await drive.until(lambda: "Pricing mistakes!" in drive.text)
        assert {"Pricing errors", "Pricing mistakes!"} <= {item["title"] for item in drive.on_disk.values()}
        assert drive.on_disk["bcdfgh"]["title"] == "Pricing errors"


async def test_the_texts_side_by_side_and_then_decided_later(tmp_path):
    async with planner(tmp_path) as drive:
        await clash(drive)
        text = drive.text
        await drive.press("l")
        assert await drive.sees("Side by side")
        assert "▌ Pricing mistakes!" in drive.screen
        assert "▌ Pricing errors" in drive.screen
        await drive.press("escape")
        assert await drive.until(lambda: "Side by side" not in drive.screen)
        await drive.press("escape")
        assert await drive.until(lambda: " is kept; " in drive.status)
        assert drive.text == text
        await drive.press("e")
        assert await drive.sees("unsaved draft")
        await drive.press("enter")
        assert await drive.sees("changed elsewhere meanwhile to “Pricing errors”")
        await drive.press("ctrl+s")
        assert await drive.sees("Both changed")
        await drive.press("space")
        assert "● theirs" in drive.screen
        await drive.press("space", "enter")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["title"] == "Pricing mistakes!")


async def test_a_clash_of_one_key_is_asked_too(tmp_path):
    async with planner(tmp_path) as drive:
        await clash_of_a_status(drive)
        assert drive.on_disk["bcdfgh"]["status"] == "review"
        await drive.press("m")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["status"] == "approved")
        await drive.press("u")
        assert drive.on_disk["bcdfgh"]["status"] == "review"


async def test_a_write_between_two_looks_is_not_overwritten(tmp_path):
    async with planner(tmp_path) as drive:
        outside(drive, 'status = "draft"', 'status = "approved"')
        await drive.press("S")
        assert await drive.sees("Both changed")
        await drive.press("t")
        assert await drive.until(lambda: drive.item("Pricing mistakes").status == "approved")


async def test_an_item_that_they_deleted_comes_back_only_when_asked(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("e", "end", "!")
        block = drive.text[drive.text.index("# the first of the week") : drive.text.index('[[items]]\nid = "cdfghj"')]
        outside(drive, block, "")
        await look(drive)
        assert "deleted this item" in drive.screen
        await drive.press("ctrl+s")
        assert await drive.sees("removed")
        await drive.press("m")
        assert await drive.until(lambda: drive.on_disk.get("bcdfgh", {}).get("title") == "Pricing mistakes!")
        assert drive.on_disk["bcdfgh"]["channels"] == ["blog"]


async def test_one_that_they_changed_is_not_deleted_unasked(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("d")
        outside(drive, 'status = "draft"', 'status = "approved"')
        await drive.press("y")
        assert await drive.sees("Both changed")
        await drive.press("t")
        assert await drive.until(lambda: "as they left it" in drive.status)
        assert drive.on_disk["bcdfgh"]["status"] == "approved"


async def test_two_answers_to_two_questions_of_one_item_do_not_clash(tmp_path):
    text = PLAN.replace('questions = ["interesting"]', 'questions = ["interesting", "popular"]')
    async with planner(tmp_path, text) as drive:
        await drive.press("r")
        assert await drive.sees("question 1 of 2")
        answer = 'relevance = { popular = { answer = "no", on = 2026-11-22 } }\n'
        outside(drive, 'id = "bcdfgh"\n', 'id = "bcdfgh"\n' + answer)
        await look(drive)
        await drive.press("y")
        assert set(drive.on_disk["bcdfgh"]["relevance"]) == {"interesting", "popular"}
        await drive.press("y")
        assert await drive.sees("Both changed")
        await drive.press("t")
        assert drive.on_disk["bcdfgh"]["relevance"]["popular"]["answer"] == "no"


async def test_the_conflict_is_still_on_disk_when_the_program_is_killed(tmp_path):
    async with planner(tmp_path) as drive:
        await clash(drive)
        kept = json.loads(next((paths.state_dir() / "drafts").glob("*.json")).read_text())
        assert kept["texts"] == {"title": "Pricing mistakes!"}
        assert kept["was"] == {"title": "Pricing mistakes"}


async def test_a_disk_that_is_full_offers_another_place(tmp_path, monkeypatch):
    from planner.errors import FileAccessError
    from planner.storage import files

    real = files.replace

    def full(path, *args: Any, **kwargs: Any):
        if path.name == "plan.toml":
            raise FileAccessError(str(path), "No space left on device")
        return real(path, *args, **kwargs)

    async with planner(tmp_path) as drive:
        monkeypatch.setattr(files, "replace", full)
        monkeypatch.setenv("HOME", str(tmp_path))
        await drive.press("S")
        assert await drive.sees("No space left on device")
        assert "plan.toml" in drive.screen
        await drive.press("s")
        assert await drive.sees("plan-2.toml")
        await drive.press("enter")
        other = tmp_path / "plan-2.toml"
        assert await drive.until(other.exists)
        assert 'status = "review"' in other.read_text(encoding="utf-8")
        assert await drive.until(lambda: drive.host.workspace.path == other)
        assert drive.text == PLAN
        await drive.press("S")
        assert await drive.until(lambda: 'status = "approved"' in other.read_text(encoding="utf-8"))


async def test_a_file_that_is_gone_is_written_again_when_asked(tmp_path):
    async with planner(tmp_path) as drive:
        drive.path.unlink()
        await drive.press("S")
        assert await drive.sees("write it there again")
        await drive.press("w")
        assert await drive.until(drive.path.exists)
        assert drive.on_disk["bcdfgh"]["status"] == "review"
        await look(drive)
        assert drive.item("Pricing mistakes").status == "review"


async def test_a_file_that_is_gone_and_one_that_is_back_are_said_once(tmp_path):
    async with planner(tmp_path) as drive:
        text = drive.text
        drive.path.unlink()
        await look(drive)
        assert "is not there any more" in drive.status
        drive.path.write_text(text, encoding="utf-8")
        await look(drive)
        assert "read again" in drive.status
        drive.path.write_text(text + "broken = [\n", encoding="utf-8")
        await look(drive)
        assert "does not read now" in drive.status
        drive.path.write_text(text.replace("Pricing mistakes", "Mended"), encoding="utf-8")
        await look(drive)
        assert "title Pricing mistakes → Mended" in drive.status


async def test_what_was_taken_back_elsewhere_is_not_called_undone(tmp_path):
    async with planner(tmp_path) as drive:
        text = drive.text
        await drive.press("S")
        assert drive.text != text
        drive.path.write_text(text, encoding="utf-8")
        await look(drive)
        await drive.press("u")
        assert "It is so already, and nothing was written: “Pricing mistakes”" in drive.status
        assert drive.text == text


async def test_as_long_as_a_file_does_not_read_nothing_is_called_saved(tmp_path):
    async with planner(tmp_path) as drive:
        text = drive.text
        drive.path.write_text(text + "broken = [\n", encoding="utf-8")
        await look(drive)
        await drive.press("S")
        assert await drive.sees("it does not read now")
        await drive.press("escape")
        assert await drive.until(lambda: "Nothing was saved" in drive.status)
        await drive.press("W")
        assert "plan.toml · cannot be read now; this is how it was" in drive.status
        drive.path.write_text(text, encoding="utf-8")
        await look(drive)
        await drive.press("W")
        assert "all saved" in drive.status


async def test_a_file_that_does_not_read_is_told_with_its_line_and_tried_again_once_it_is_mended(tmp_path):
    async with planner(tmp_path) as drive:
        text = drive.text
        drive.path.write_text(text + "broken = [\n", encoding="utf-8")
        await drive.press("S")
        assert await drive.sees("Somebody else changed the file, and it does not read now")
        assert "plan.toml, line" in drive.screen
        assert ", line " in drive.screen
        drive.path.write_text(text.replace("Why retainers fail", "Theirs"), encoding="utf-8")
        await drive.press("r")
        assert await drive.until(lambda: 'status = "review"' in drive.text)
        assert "Theirs" in drive.text


async def test_an_undecided_key_is_kept_too_and_offered_again(tmp_path):
    async with planner(tmp_path) as drive:
        await clash_of_a_status(drive)
        (kept,) = (paths.state_dir() / "drafts").glob("*.json")
        assert json.loads(kept.read_text(encoding="utf-8"))["key"] == "bcdfgh"
        await drive.press("escape")
        assert await drive.until(lambda: " is kept; " in drive.status)
        assert drive.on_disk["bcdfgh"]["status"] == "review"
        await drive.press("e")
        assert await drive.sees("unsaved draft")
        await drive.press("enter")
        assert await drive.sees("changed elsewhere meanwhile")
        await drive.press("ctrl+s")
        assert await drive.sees("Both changed")
        await drive.press("m")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["status"] == "approved")
        assert not list((paths.state_dir() / "drafts").glob("*.json"))


async def test_a_key_that_was_decided_leaves_no_draft(tmp_path):
    for choice, status in (("m", "approved"), ("t", "review")):
        folder = tmp_path / choice
        folder.mkdir()
        async with planner(folder) as drive:
            await drive.press("s")
            assert await drive.sees("Approved")
            outside(drive, 'status = "draft"', 'status = "review"')
            await look(drive)
            await drive.type("appr")
            await drive.press("enter")
            assert await drive.sees("Both changed")
            await drive.press(choice)
            assert await drive.until(lambda: "Both changed" not in drive.screen)
            assert drive.on_disk["bcdfgh"]["status"] == status
            assert not list((paths.state_dir() / "drafts").glob("*.json"))


def kept_drafts() -> dict[str, dict[str, str]]:
    """Return the texts of every draft on disk by the name it goes by."""
    read = [json.loads(file.read_text(encoding="utf-8")) for file in (paths.state_dir() / "drafts").glob("*.json")]
    return {one["key"]: one["texts"] for one in read}


async def clash_beside_a_draft(drive) -> None:
    """Leave a draft of the title, then choose a status that somebody else changes meanwhile."""
    await drive.press("e", "end", "!", "escape")
    assert await drive.until(lambda: " is kept; " in drive.status)
    await clash_of_a_status(drive)


async def test_a_key_undecided_beside_an_older_draft_keeps_both(tmp_path):
    async with planner(tmp_path) as drive:
        await clash_beside_a_draft(drive)
        assert kept_drafts() == {"bcdfgh": {"title": "Pricing mistakes!"}, "wanted:bcdfgh": {"status": "Approved"}}
        await drive.press("escape")
        assert await drive.until(lambda: " is kept; " in drive.status)
        await drive.press("e")
        assert await drive.sees("Title: Pricing mistakes!")
        await drive.press("n")
        assert await drive.sees("Status: Approved")
        await drive.press("enter")
        assert await drive.sees("What and when")
        await drive.press("ctrl+s")
        assert await drive.sees("Both changed")
        await drive.press("m")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["status"] == "approved")
        assert kept_drafts() == {}


async def test_a_key_decided_beside_an_older_draft_leaves_that_draft(tmp_path):
    async with planner(tmp_path) as drive:
        await clash_beside_a_draft(drive)
        await drive.press("m")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["status"] == "approved")
        assert kept_drafts() == {"bcdfgh": {"title": "Pricing mistakes!"}}


async def test_a_draft_of_an_item_that_they_deleted_is_taken_up_as_a_new_one(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("e", "end", "!")
        block = drive.text[drive.text.index("# the first of the week") : drive.text.index('[[items]]\nid = "cdfghj"')]
        outside(drive, block, "")
        await look(drive)
        await drive.press("ctrl+s")
        assert await drive.sees("removed")
        await drive.press("escape")
        assert await drive.until(lambda: "kept; a takes it up" in drive.status)
        await drive.press("a")
        assert await drive.sees("an item that is not in the plan any more")
        assert "Title: Pricing mistakes!" in drive.screen
        await drive.press("enter")
        assert await drive.sees("What and when")
        await drive.press("ctrl+s")
        assert await drive.until(lambda: "Pricing mistakes!" in drive.text)
        assert drive.item("Pricing mistakes!").format == "article"
        assert kept_drafts() == {}


async def test_all_that_is_unfinished_is_told_at_the_start(tmp_path):
    path = tmp_path / "plan.toml"
    drafts = Drafts(path)
    for key in (
        "add",
        "filter",
        "bcdfgh",
        "wanted:bcdfgh",
        "gone",
        "note:cdfghj:interesting",
        "gap:format:x:2026-11-01",
    ):
        drafts.keep(key, {"text": "typed"})
    drafts.keep("review:idea", {"text": "typed"})
    drafts.keep("review", {"week": "2026-W48", "step": "1"})
    async with planner(tmp_path, size=(300, 40)) as drive:
        assert await drive.until(lambda: "Unfinished" in drive.status)
        told = drive.status.partition("kept: ")[2].strip()
        assert set(told.split(", ")) == {
            "a new item (a)",
            "the name of a filter (K)",
            "“Pricing mistakes” (e)",
            "an item that is not in the plan any more (a)",
            "a note to “A video on rates” (r)",
            "why a gap is all right (A)",
            "a line of the weekly review (R)",
        }


async def test_the_name_of_a_filter_is_kept_while_it_is_typed(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("slash", *"video", "enter", "K")
        await drive.type("moving")
        assert await drive.until(lambda: kept_drafts() == {"filter": {"text": "moving"}})
        await drive.press("escape", "K")
        assert await drive.sees("moving")
        await drive.press("enter")
        assert await drive.until(lambda: drive.calendar.filters == {"moving": "video"})
        assert kept_drafts() == {}
