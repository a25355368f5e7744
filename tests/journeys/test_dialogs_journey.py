"""The dialogs in the running program: each key, then the screen and the file."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import shlex
import sys

import pytest
from textual.widgets import Input

from journeys.harness import PLAN, planner
from planner.storage import paths
from planner.tui.acts import files as acts_files
from planner.tui.app import PlannerApp

HOSTILE = "[/b] [@click=app.quit]x[/] \\ \x1b]0;pwned\x07"


async def test_an_item_is_added_on_the_day_under_the_cursor(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("l", "l", "a")
        assert "Wed 25 Nov" in drive.screen
        await drive.type("Prix [/b] @cfo !blog")
        assert "Blog · Chris, CFO — Prix [/b]" in drive.screen
        await drive.press("enter")
        item = drive.item("Prix [/b]")
        assert (item.date, item.personas, item.channels) == (dt.date(2026, 11, 25), ("cfo",), ("blog",))
        assert len(item.id) == 6
        assert drive.on_disk[item.id]["title"] == "Prix [/b]"
        assert drive.at == "Prix [/b]"
        assert "Added “Prix [/b]”" in drive.status
        await drive.press("u")
        assert drive.text == PLAN


async def test_an_open_slot_fills_in_channel_and_time(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("l", "l", "l")
        assert drive.host.slot is not None
        await drive.press("enter")
        assert "LinkedIn" in drive.screen
        await drive.type("Rates")
        await drive.press("enter")
        item = drive.item("Rates")
        assert (item.date, item.time, item.channels) == (dt.date(2026, 11, 26), dt.time(9), ("linkedin",))


async def test_a_line_that_was_left_is_taken_up_again(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("a")
        await drive.type("Half a thought")
        await drive.press("escape", "a")
        assert "Half a thought" in drive.screen
        assert await drive.sees("your last line")
        await drive.press("enter", "a")
        assert "Half a thought @" not in drive.screen
        assert "your last line" not in drive.screen


async def test_the_whole_form_can_be_asked_for_while_adding(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("a")
        await drive.type("A long one")
        await drive.press("f2")
        assert await drive.sees("What and when")
        await drive.press("tab", "ctrl+u")
        await drive.type("draft")
        await drive.press("ctrl+s")
        assert drive.item("A long one").status == "draft"


async def test_an_edit_changes_only_the_lines_of_its_fields(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        assert drive.at == "Pricing mistakes"
        await drive.press("e")
        await drive.press("end")
        await drive.type("!")
        await drive.press("tab", "tab", "ctrl+u")
        await drive.type("wed")
        assert "Wednesday 25 November 2026" in drive.screen
        await drive.press("ctrl+s")
        before, after = PLAN.splitlines(), drive.text.splitlines()
        assert len(before) == len(after)
        changed = [line for old, line in zip(before, after, strict=True) if old != line]
        assert changed == ['title = "Pricing mistakes!"', "date = 2026-11-25"]
        assert drive.at == "Pricing mistakes!"
        await drive.press("u")
        assert drive.text == PLAN


async def test_the_form_is_kept_and_shows_the_next_item(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e")
        first = drive.app.screen
        await drive.press("escape", "down", "e")
        assert drive.app.screen is first
        assert "A video on rates" in drive.screen
        assert "Pricing mistakes" not in drive.lines[1]
        await drive.press("escape")
        assert drive.text == PLAN


async def test_the_form_is_opened_again_in_its_title_with_a_cursor_that_stands(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("down", "e", "tab", "tab")
        form = drive.app.screen
        assert form.focused.id == "field-date"
        await drive.press("escape")
        assert drive.app.screen is drive.host
        title = form.query_one("#field-title", Input)
        assert form.focused is title
        assert not title.cursor_blink
        await drive.press("e")
        assert drive.app.screen is form
        assert form.focused is title
        assert title._cursor_visible
        assert await drive.until(lambda: title.cursor_blink)
        await drive.press("escape", "e", "tab")
        assert await drive.until(lambda: title.cursor_blink)
        assert form.focused.id == "field-status"


async def test_a_form_that_was_left_is_offered_again(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e", "end")
        await drive.type(" [/b]")
        await drive.press("escape")
        assert await drive.sees("What you typed is kept", status=True)
        assert drive.text == PLAN
        kept = list((paths.state_dir() / "drafts").glob("*.json"))
        assert len(kept) == 1
        assert kept[0].stat().st_mode & 0o077 == 0
        assert json.loads(kept[0].read_text())["texts"] == {"title": "Pricing mistakes [/b]"}
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e")
        assert await drive.sees("unsaved draft")
        assert "Title: Pricing mistakes [/b]" in drive.screen
        await drive.press("enter", "ctrl+s")
        assert drive.item("Pricing mistakes [/b]")
        assert not list((paths.state_dir() / "drafts").glob("*.json"))


async def test_what_is_typed_is_on_disk_when_the_program_is_told_to_end(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e", "end")
        await drive.type("?")
        drive.app.leave(143)
        kept = list((paths.state_dir() / "drafts").glob("*.json"))
        assert json.loads(kept[0].read_text())["texts"] == {"title": "Pricing mistakes?"}


async def test_a_write_that_fails_is_told_and_can_be_tried_again_or_left(tmp_path, monkeypatch):
    from planner.errors import FileAccessError
    from planner.workspace import Workspace

    async with planner(tmp_path, size=(80, 24)) as drive:

        def fail(*_args: object, **_kwargs: object):
            raise FileAccessError("plan.toml", "no space left")

        await drive.press("e", "end")
        await drive.type("!")
        with monkeypatch.context() as patch:
            patch.setattr(Workspace, "do", fail)
            await drive.press("ctrl+s")
            assert await drive.sees("no space left")
            await drive.press("r")
            assert await drive.sees("no space left")
            await drive.press("escape")
            assert await drive.sees("What you typed is kept", status=True)
        assert drive.text == PLAN
        await drive.press("e")
        assert await drive.sees("unsaved draft")
        await drive.press("enter", "ctrl+s")
        assert drive.item("Pricing mistakes!")


async def test_one_key_each_for_persona_format_channel_pillar_and_status(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        for keys, field, value in (
            (("p", "f", "r", "a", "n", "enter"), "personas", ["founder"]),
            (("p", "space", "1", "enter"), "personas", ["cfo"]),
            (("f", "v", "i", "d", "enter"), "format", "video"),
            (("c", "2"), "channels", ["blog"]),
            (("P", "enter"), "pillar", "pricing"),
            (("s", "a", "p", "p", "enter"), "status", "approved"),
        ):
            await drive.press(*keys)
            assert drive.on_disk["bcdfgh"].get(field) == value, keys


async def test_marked_items_are_set_in_one_step(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("space", "space")
        assert len(drive.host.marks) == 2
        await drive.press("P")
        assert await drive.sees("2 marked items")
        await drive.press("enter")
        assert drive.on_disk["bcdfgh"]["pillar"] == drive.on_disk["cdfghj"]["pillar"] == "pricing"
        assert "2 items: Pricing" in drive.status
        await drive.press("u")
        assert drive.text == PLAN


async def test_a_new_name_is_declared_and_set_in_one_step(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("P")
        await drive.type("Après-vente")
        assert "add “Après-vente”" in drive.screen
        await drive.press("enter")
        assert drive.item("Pricing mistakes").pillar == "apres-vente"
        assert drive.calendar.name_of("pillars", "apres-vente") == "Après-vente"
        await drive.press("u")
        assert drive.text == PLAN


async def test_a_copy_is_put_on_another_day_as_a_draft(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("V")
        assert await drive.sees("Nothing was taken", status=True)
        await drive.press("l", "y", "l", "l", "l", "V")
        copies = [item for item in drive.calendar.items if item.title == "A video on rates"]
        assert [(item.date.day, item.status) for item in copies] == [(24, "approved"), (27, "draft")]
        assert copies[0].id != copies[1].id


async def test_the_text_goes_to_the_clipboard(tmp_path):
    text = PLAN.replace('title = "Pricing mistakes"', 'title = "Pricing mistakes"\ncopy = """\nOne\nTwo [/b]"""')
    async with planner(tmp_path, text) as drive:
        await drive.press("Y")
        assert drive.app.clipboard == "One\nTwo [/b]"
        await drive.press("l", "Y")
        assert drive.app.clipboard == "A video on rates"


LINKS = (
    ("https://example.org/?a=[/b]&q=$(id)", True),
    ("mailto:ana@example.org", True),
    ("javascript:alert(1)", False),
    ("file:///etc/passwd", False),
    ("--help", False),
    ("https://", False),
    ("", False),
)


@pytest.mark.parametrize(("link", "opened"), LINKS)
async def test_a_link_is_shown_whole_and_opened_as_one_word(tmp_path, monkeypatch, link, opened):
    started = []
    monkeypatch.setattr(acts_files, "start", started.append)
    monkeypatch.setattr(acts_files, "opener", lambda: ["opens"])
    text = PLAN.replace('title = "Pricing mistakes"', f'title = "Pricing mistakes"\nlink = "{link}"')
    async with planner(tmp_path, text) as drive:
        await drive.press("O")
        if opened:
            assert link in drive.screen
            assert started == []
            await drive.press("n")
            assert started == []
            await drive.press("O", "o")
        assert started == ([["opens", link]] if opened else [])


async def test_help_finds_an_act_and_does_it(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("question_mark")
        assert "Here:" in drive.screen
        await drive.type("delete")
        await drive.press("enter")
        assert "Pricing mistakes" in drive.status
        await drive.press("n")
        assert drive.text == PLAN


async def test_the_palette_goes_to_an_item_a_filter_and_a_theme(tmp_path):
    text = PLAN.replace("[[personas]]", '[filters]\nvideos = "rates"\n\n[[personas]]', 1).replace(
        "A video on rates", "La façade rates"
    )
    async with planner(tmp_path, text, size=(80, 24)) as drive:
        await drive.press("colon")
        await drive.type("facade")
        await drive.press("enter")
        assert drive.at == "La façade rates"
        await drive.press("ctrl+p")
        await drive.type("videos")
        await drive.press("enter")
        assert drive.host.filter == "rates"
        await drive.press("escape", "colon")
        await drive.type("month")
        await drive.press("enter")
        assert drive.host.view == "month"


async def test_an_export_shows_path_and_rows_and_asks_before_writing_over(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        target = tmp_path / "out.csv"
        await drive.press("x")
        assert "2 rows" in drive.screen
        await drive.press("up", "up")
        await drive.press("down", "down")
        await drive.press("tab", "tab", "tab", "ctrl+u")
        await drive.type(str(target))
        assert target.name in drive.screen.replace("\n", "")
        await drive.press("enter")
        assert await drive.sees("Wrote", status=True)
        first = target.read_bytes()
        assert first.startswith("\ufeff".encode())
        assert b"Pricing mistakes" in first
        target.write_bytes(b"mine")
        await drive.press("x", "tab", "tab", "tab", "ctrl+u")
        await drive.type(str(target))
        assert await drive.sees("exists")
        await drive.press("enter")
        assert await drive.sees("Write over it?")
        await drive.press("enter")
        await drive.press("n")
        assert target.read_bytes() == b"mine"
        await drive.press("enter", "y")
        assert target.read_bytes() == first


async def test_an_export_never_takes_the_calendars_own_place(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        path = drive.host.workspace.path
        before = path.read_bytes()
        await drive.press("x", "tab", "tab", "tab", "ctrl+u")
        await drive.type(str(path))
        await drive.press("enter")
        assert await drive.sees("it is the calendar itself")
        await drive.press("escape")
        assert path.read_bytes() == before


async def test_a_folder_that_is_not_there_is_told_and_the_screen_stays(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("x", "tab", "tab", "tab", "ctrl+u")
        await drive.type(str(tmp_path / "none" / "out.csv"))
        await drive.press("enter")
        assert await drive.sees("there is no folder")
        await drive.press("escape")


async def test_hootsuite_lists_what_breaks_a_rule_and_then_offers_scheduled(tmp_path):
    text = PLAN.replace('title = "A video on rates"', 'title = "A video on rates"\ncopy = "Our rates"').replace(
        'status = "draft"', 'status = "approved"'
    )
    async with planner(tmp_path, text, size=(80, 24)) as drive:
        await drive.press("x", "right", "right")
        assert await drive.sees("no text to post")
        await drive.press("enter")
        assert await drive.sees("Nothing was written")
        await drive.press("f3")
        await drive.press("enter")
        assert "scheduled" in drive.screen
        assert list(tmp_path.glob("*MMDDYYYY.csv"))
        await drive.press("y")
        item = drive.item("A video on rates")
        assert item.status == "scheduled"
        assert item.exported["hootsuite"].on == dt.date(2026, 11, 23)
        assert drive.item("Pricing mistakes").status == "approved"


async def test_a_returned_file_is_reviewed_change_by_change_and_taken_in_one_step(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        rows = "Title,Date,Status,Ref. (do not change)\n"
        rows += "Pricing mistakes [/b],2026-11-23,Approved,bcdfgh\nA video on rates,2026-11-26,Approved,cdfghj\nNew one,2026-11-27,Draft,\n"
        (tmp_path / "back.csv").write_text(rows, encoding="utf-8")
        await drive.press("colon")
        await drive.type("import a spread")
        await drive.press("enter")
        await drive.type("back")
        await drive.press("enter")
        assert await drive.sees("Pricing mistakes [/b]")
        assert "New one" in drive.screen
        assert drive.text == PLAN
        await drive.press("down", "space", "enter")
        assert await drive.sees("Imported", status=True)
        assert drive.on_disk["bcdfgh"]["title"] == "Pricing mistakes"
        assert drive.on_disk["bcdfgh"]["status"] == "approved"
        assert str(drive.on_disk["cdfghj"]["date"]) == "2026-11-26"
        assert drive.item("New one").date == dt.date(2026, 11, 27)
        await drive.press("u")
        assert drive.text == PLAN


async def test_an_item_that_the_returned_file_lacks_is_kept_unless_a_mark_parks_it(tmp_path):
    rows = "Title,Date,Status,Ref. (do not change)\nPricing mistakes [/b],2026-11-23,Approved,bcdfgh\n"
    for marked in (False, True):
        folder = tmp_path / str(marked)
        folder.mkdir()
        (tmp_path / "back.csv").write_text(rows, encoding="utf-8")
        async with planner(folder, size=(80, 24)) as drive:
            await drive.press("colon")
            await drive.type("import a spread")
            await drive.press("enter")
            await drive.type("back")
            await drive.press("enter")
            assert await drive.sees("not in the file")
            await drive.press("n", *(["space"] if marked else []), "enter")
            assert await drive.sees("Imported", status=True)
            assert drive.item("A video on rates").status == ("parked" if marked else "approved")
            assert drive.on_disk["bcdfgh"]["status"] == "approved"
            await drive.press("u")
            assert drive.text == PLAN


async def test_ideas_of_others_go_to_the_inbox_with_their_names(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        (tmp_path / "ideas.txt").write_text(
            "- Ana: A tour of the archive [/b]\n- Bob: Why retainers fail\n", encoding="utf-8"
        )
        await drive.press("colon")
        await drive.type("suggested")
        await drive.press("enter")
        await drive.type("ideas")
        await drive.press("enter")
        assert await drive.sees("A tour of the archive [/b]")
        assert "Why retainers fail" in drive.screen
        await drive.press("enter")
        item = drive.item("A tour of the archive [/b]")
        assert item.date is None
        assert item.suggested_by
        assert len(drive.calendar.items) == 5


async def test_another_calendar_is_opened_beside_this_one(tmp_path):
    (tmp_path / "other.toml").write_text('[calendar]\ntitle = "Another one"\n', encoding="utf-8")
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("colon")
        await drive.type("open another")
        await drive.press("enter")
        await drive.type("other")
        await drive.press("enter")
        assert drive.calendar.title == "Another one"


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    """Files without a folder go to the working folder, since these calendars lie in a temporary one."""
    monkeypatch.chdir(tmp_path)


# the editor

SCRIPT = """\
import pathlib, sys
steps = pathlib.Path({steps!r})
todo = steps.read_text(encoding="utf-8").split("=====")
steps.write_text("=====".join(todo[1:]), encoding="utf-8")
path = pathlib.Path(sys.argv[-1])
log = pathlib.Path({log!r})
log.write_text((log.read_text() if log.exists() else "") + " ".join(sys.argv[1:-1]) + "|", encoding="utf-8")
old, new = todo[0].split("=>")
text = path.read_bytes().decode("utf-8")
assert old in text, (old, text)
path.write_bytes(text.replace(old, new).encode("utf-8"))
"""


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Make the next runs of $EDITOR replace ``old=>new`` in the file, one step a run."""
    folder = tmp_path / "my editor"
    folder.mkdir()
    script, steps, log = folder / "vim", tmp_path / "steps", tmp_path / "log"
    script.write_text(f"#!{sys.executable}\n" + SCRIPT.format(steps=str(steps), log=str(log)), encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.quote(str(script)) + " --flag")
    monkeypatch.setattr(PlannerApp, "suspend", lambda self: contextlib.nullcontext())

    def plan(*todo: str):
        steps.write_text("=====".join(todo), encoding="utf-8")
        return log

    return plan


async def test_the_editor_gets_the_items_own_lines_and_gives_them_back(tmp_path, editor):
    text = PLAN.replace('format = "article"', 'format = "article"   # a remark\nmood = "odd"', 1)
    async with planner(tmp_path, text, size=(80, 24)) as drive:
        log = editor('"Pricing mistakes"=>"Pricing, mistakes" # better\nnotes = "x"')
        await drive.press("E")
        assert log.read_text() == "--flag|"
        assert drive.text == text.replace('"Pricing mistakes"', '"Pricing, mistakes" # better\nnotes = "x"')
        assert drive.at == "Pricing, mistakes"
        await drive.press("u")
        assert drive.text == text


async def test_the_editor_moves_no_comment_that_is_not_the_items_own(tmp_path, editor):
    text = PLAN.replace("\n# the first of the week\n", "\n# --- this week ---\n\n# its own\n").replace(
        'id = "cdfghj"', '# in it\nid = "cdfghj"'
    )
    text = text.replace('[[items]]\nid = "dfghjk"', '# --- ideas ---\n\n[[items]]\nid = "dfghjk"')
    async with planner(tmp_path, text) as drive:
        editor("Pricing mistakes=>PRICING", "A video=>A FILM")
        await drive.press("E")
        await drive.host.workers.wait_for_complete()
        first = text.replace("Pricing mistakes", "PRICING")
        assert drive.text == first
        await drive.press("l", "E")
        assert drive.text == first.replace("A video", "A FILM")
        await drive.press("u", "u")
        assert drive.text == text


async def test_bad_toml_leads_back_to_the_editor_at_that_line_and_drops_nothing(tmp_path, editor):
    async with planner(tmp_path, size=(80, 24)) as drive:
        log = editor('status = "draft"=>status = "draft', 'status = "draft=>status = "review"')
        await drive.press("E")
        assert await drive.sees("cannot be read")
        assert "line " in drive.screen
        assert drive.text == PLAN
        await drive.press("enter")
        assert log.read_text().startswith("--flag|--flag +")
        assert drive.on_disk["bcdfgh"]["status"] == "review"
        assert not list((paths.state_dir() / "drafts").glob("*.toml"))


async def test_text_kept_for_later_is_offered_again(tmp_path, editor):
    async with planner(tmp_path, size=(80, 24)) as drive:
        editor('status = "draft"=>status = ', "status = =>status = 'review'")
        await drive.press("E", "k")
        assert await drive.sees("is kept", status=True)
        assert drive.text == PLAN
        await drive.press("E")
        assert await drive.sees("There is text for")
        await drive.press("enter")
        assert drive.on_disk["bcdfgh"]["status"] == "review"


async def test_what_somebody_else_changed_meanwhile_is_merged_with_the_editors_text(tmp_path, editor):
    async with planner(tmp_path, size=(80, 24)) as drive:
        editor('status = "draft"=>status = "review" # mine')
        drive.path.write_text(PLAN.replace('"Pricing mistakes"', '"Theirs"'), encoding="utf-8")
        await drive.press("E")
        assert await drive.until(lambda: 'status = "review" # mine' in drive.text)
        assert 'title = "Theirs"' in drive.text
        await drive.press("u")
        assert drive.text == PLAN.replace('"Pricing mistakes"', '"Theirs"')


@pytest.mark.parametrize(("key", "status"), [("m", "review"), ("t", "approved"), ("b", "approved")])
async def test_what_both_changed_is_asked_after_the_editor(tmp_path, editor, key, status):
    async with planner(tmp_path, size=(80, 24)) as drive:
        editor('status = "draft"=>status = "review" # mine\nmood = "odd"')
        drive.path.write_text(PLAN.replace('status = "draft"', 'status = "approved"'), encoding="utf-8")
        await drive.press("E")
        assert await drive.sees("Both changed")
        await drive.press(key)
        assert await drive.until(lambda: 'mood = "odd"' in drive.text)
        assert drive.on_disk["bcdfgh"]["status"] == status
        assert len(drive.on_disk) == (5 if key == "b" else 4)
        assert not list((paths.state_dir() / "drafts").glob("*.toml*"))


async def test_a_clash_left_undecided_keeps_the_editors_text(tmp_path, editor):
    async with planner(tmp_path, size=(80, 24)) as drive:
        editor('status = "draft"=>status = "review"', '"review"=>"review"')
        theirs = PLAN.replace('status = "draft"', 'status = "approved"')
        drive.path.write_text(theirs, encoding="utf-8")
        await drive.press("E")
        assert await drive.sees("Both changed")
        await drive.press("escape")
        assert await drive.sees("is kept", status=True)
        assert drive.text == theirs
        await drive.press("E")
        assert await drive.sees("There is text for")
        await drive.press("enter")
        assert await drive.sees("Both changed")
        await drive.press("m")
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["status"] == "review")


async def test_an_editor_that_is_not_there_is_told(tmp_path, monkeypatch):
    terminal = []

    @contextlib.contextmanager
    def suspend(_self: PlannerApp):
        terminal.append("away")
        yield
        terminal.append("back")  # only where nothing is raised inside, as in Textual

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(PlannerApp, "suspend", suspend)
    async with planner(tmp_path, size=(80, 24)) as drive:
        monkeypatch.setenv("EDITOR", "/no/such/editor")
        await drive.press("E")
        assert await drive.sees("could not be started", status=True)
        assert terminal == ["away", "back"]
        monkeypatch.setenv("EDITOR", "vi 'unbalanced")
        await drive.press("E")
        assert await drive.sees("unbalanced", status=True)
        assert drive.text == PLAN


async def test_no_word_of_a_title_reaches_the_editors_command_line(tmp_path, editor):
    text = PLAN.replace('id = "bcdfgh"\n', "").replace("Pricing mistakes", "-c :!id; $(id) [/b]")
    async with planner(tmp_path, text, size=(80, 24)) as drive:
        log = editor('status = "draft"=>status = "review"')
        await drive.press("E")
        assert log.read_text() == "--flag|"
        item = drive.item("-c :!id; $(id) [/b]")
        assert item.status == "review"
        assert item.has_own_id


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_hostile_titles_go_through_every_dialog(tmp_path, language):
    toml = json.dumps(HOSTILE)
    text = PLAN.replace('"Pricing mistakes"', toml + f"\nnotes = {toml}\nlink = {toml}\ncopy = {toml}").replace(
        '"Chris, CFO"', toml
    )
    async with planner(tmp_path, text, size=(80, 24), language=language) as drive:
        for key in ("e", "p", "s", "f", "x", "question_mark", "colon", "a", "O", "d", "y", "V", "u"):
            await drive.press(key)
            assert "\x1b" not in drive.screen
            assert "\x07" not in drive.screen
            await drive.press("f1", "escape")
        assert drive.app.is_running
        assert drive.text == text
