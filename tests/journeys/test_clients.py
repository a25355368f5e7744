"""Several calendars at once: one week across all clients, every edit in its own file, one way back."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest

from journeys.harness import MONDAY, PLAN, planner
from planner.core.steps import each
from planner.errors import InvalidFileError
from planner.tui.opening import open_together
from planner.tui.screens.working import Working

PLAN_B = """\
# Bakery's own words
[calendar]
title = "Brown Bakery"
timezone = "Europe/London"

[[channels]]
id = "instagram"
name = "Instagram"

[[items]]
id = "bcdfgh"
title = "Bread at dawn"
status = "draft"
date = 2026-11-23
channels = ["instagram"]

[[items]]
id = "ghjkmn"
title = "A cake in an hour"
"""
PLAN_C = """\
[calendar]
title = "Café Célestin"
client = "Célestin"
timezone = "Europe/London"

[[items]]
id = "hjkmnp"
title = "Why our coffee is slow"
date = 2026-11-24
"""


def three(folder, size=(120, 40)):
    return planner(folder, PLAN, more=(PLAN_B, PLAN_C), size=size)


@pytest.fixture
def paths(tmp_path):
    return [tmp_path / name for name in ("plan.toml", "plan1.toml", "plan2.toml")]


async def test_one_week_across_all_clients_each_item_marked_with_its_own(tmp_path):
    async with three(tmp_path) as drive:
        assert "SN Pricing mistakes" in drive.screen
        assert "BB Bread at dawn" in drive.screen
        assert "Cé Why our coffee is slow" in drive.screen
        assert "3 clients" in drive.bar("header")
        assert "Studio North" in drive.bar("header"), "the client under the cursor"
        await drive.press("down")
        assert drive.at == "Bread at dawn"
        assert "Brown Bakery" in drive.bar("header")
        assert drive.host.calendar.title == "Brown Bakery"


@pytest.mark.parametrize("view", ["M", "B", "L"])
async def test_every_view_shows_them_together(tmp_path, view):
    async with three(tmp_path, size=(200, 60)) as drive:
        await drive.press(view)
        for mark, title in (("SN", "Pricing"), ("BB", "Bread"), ("Cé", "Why")):
            assert mark in drive.screen
            assert title in drive.screen
        await drive.press("2")
        assert "24" in drive.screen
        await drive.press("4")
        assert drive.at == "Year-end checklist"
        await drive.press("down", "down")
        assert drive.at == "A cake in an hour"
        assert drive.host.calendar.title == "Brown Bakery"


async def test_an_edit_goes_to_its_own_file_and_undo_follows_the_hands(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        await drive.press(">")
        assert [path.read_bytes() == was for path, was in zip(paths, before, strict=True)] == [False, True, True]
        assert drive.at == "Pricing mistakes"
        await drive.press("t")
        assert drive.at == "Bread at dawn"
        await drive.press("S")
        assert b'status = "review"' in paths[1].read_bytes(), (
            "the same id as in the first file, and not mistaken for it"
        )
        assert paths[2].read_bytes() == before[2]
        await drive.press("u")
        assert "Bread at dawn" in drive.status
        assert [path.read_bytes() == was for path, was in zip(paths, before, strict=True)] == [False, True, True]
        await drive.press("u")
        assert [path.read_bytes() for path in paths] == before
        assert drive.at == "Pricing mistakes"
        await drive.press("u")
        assert "nothing to undo" in drive.screen
        await drive.press("U")
        assert paths[0].read_bytes() != before[0]
        assert paths[1].read_bytes() == before[1]
        await drive.press("U")
        assert paths[1].read_bytes() != before[1]
        await drive.press("u", "t", "S")
        await drive.press("U")
        assert "nothing to redo" in drive.screen, "what was done since is not thrown into disorder"


async def test_a_filter_of_one_client_shows_that_client(tmp_path):
    async with three(tmp_path) as drive:
        await drive.press("/")
        await drive.type("&brown")
        assert "Bread at dawn" in drive.screen
        assert "Pricing mistakes" not in drive.screen
        assert "LinkedIn" not in "\n".join(line for line in drive.lines if "open" in line), "nor its open slots"
        await drive.press("enter")
        assert "1 client" in drive.bar("header")
        await drive.press("escape")
        assert "Pricing mistakes" in drive.screen
        await drive.press("/")
        await drive.type("-&cé,brown")
        await drive.press("enter")
        assert "Bread at dawn" not in drive.screen
        assert "Why our coffee" not in drive.screen
        assert "Pricing mistakes" in drive.screen
        await drive.press("escape", "/")
        await drive.type("&nobody")
        assert "Nothing here matches" in drive.screen


async def test_o_shows_one_alone_and_all_together_again(tmp_path):
    async with three(tmp_path) as drive:
        await drive.press("o")
        assert "all together" in drive.screen
        await drive.type("cfe")
        await drive.press("enter")
        assert "Café Célestin" in drive.bar("header")
        assert "Bread at dawn" not in drive.screen
        assert "Cé Why" not in drive.screen, "one alone needs no mark"
        await drive.press("o")
        await drive.type("all tog")
        await drive.press("enter")
        assert "BB Bread at dawn" in drive.screen


async def test_copies_of_one_file_are_told_apart(tmp_path, paths):
    async with planner(tmp_path, PLAN, more=(PLAN.replace("Studio North", "Studio South"),)) as drive:
        assert "SS Pricing mistakes" in drive.screen
        await drive.press("down")
        assert drive.host.calendar.title == "Studio South"
        before = paths[0].read_bytes()
        await drive.press("space")
        assert len(drive.host.marks) == 1
        await drive.press("t", "down", ">")
        assert paths[0].read_bytes() == before
        assert b'2026-11-24\nchannels = ["blog"]' in paths[1].read_bytes()


async def _marked(drive):
    """Mark an item of each of the first two clients."""
    await drive.press("t", "space")
    await drive.until(lambda: drive.at == "Bread at dawn")
    await drive.press("space")
    assert "2 marked" in drive.status


async def test_marks_of_several_clients_change_in_one_step(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        await _marked(drive)
        await drive.press("S")
        assert b'status = "review"' in paths[0].read_bytes()
        assert b'status = "review"' in paths[1].read_bytes()
        assert "“Pricing mistakes”: Review; “Bread at dawn”: Review" in drive.status
        await drive.press("u")
        assert [path.read_bytes() for path in paths] == before, "one step"
        await drive.press("U")
        assert [path.read_bytes() == was for path, was in zip(paths, before, strict=True)] == [False, False, True]


async def test_marks_of_several_clients_are_moved_together(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        await _marked(drive)
        await drive.press("m")
        assert "2 items" in drive.status
        await drive.press("right", "right")
        assert [path.read_bytes() for path in paths] == before
        await drive.press("enter")
        assert drive.on_disk["bcdfgh"]["date"].isoformat() == "2026-11-25"
        assert b"date = 2026-11-25" in paths[1].read_bytes()
        await drive.press("u")
        assert [path.read_bytes() for path in paths] == before
        await drive.press("escape")
        await _marked(drive)
        await drive.press("m", "g")
        await drive.type("fri")
        await drive.press("enter", "escape")
        assert [path.read_bytes() for path in paths] == before
        assert "Put back" in drive.status


async def test_deleting_across_clients_names_them_all(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        await _marked(drive)
        await drive.press("d")
        assert "(and 1 more: BB)" in drive.status
        await drive.press("n")
        assert [path.read_bytes() for path in paths] == before
        await drive.press("d", "y")
        assert b"Pricing mistakes" not in paths[0].read_bytes()
        assert b"Bread at dawn" not in paths[1].read_bytes()
        await drive.press("u")
        assert [path.read_bytes() for path in paths] == before


async def test_a_choice_is_asked_once_where_it_is_in_every_calendar(tmp_path, paths):
    shared = PLAN_B + '\n[[channels]]\nid = "li"\nname = "LinkedIn"\n'
    async with planner(tmp_path, PLAN, more=(shared,)) as drive:
        await _marked(drive)
        await drive.press("c")
        await drive.type("linked")
        await drive.press("enter")
        assert drive.on_disk["bcdfgh"]["channels"] == ["linkedin"]
        assert b'channels = ["li"]' in paths[1].read_bytes(), "the same by its name"
        await drive.press("t", "g")
        await drive.type("23 nov")
        await drive.press("enter", "up", "p")
        assert "Studio North · Personas" in drive.screen
        await drive.press("enter")
        assert await drive.until(lambda: "Brown Bakery · Personas" in drive.screen), (
            "what is not in its calendar is asked for itself"
        )
        await drive.press("escape")


async def test_the_overview_leads_to_who_needs_most(tmp_path):
    async with three(tmp_path) as drive:
        await drive.press("0")
        lines = drive.screen
        assert "Clients · Monday 23 November 2026" in lines
        assert lines.rindex("SN Studio North") < lines.rindex("BB Brown Bakery")
        assert "Nov 3 gaps" in lines
        assert "next Mon 23 Nov: Pricing mistakes" in lines
        await drive.press("enter")
        assert "Studio North 1/3" in drive.bar("header")
        await drive.press("0")
        await drive.type("cel")
        await drive.press("enter")
        assert "Café Célestin 3/3" in drive.bar("header")
        await drive.press("0", "up", "enter")
        assert "3 clients" in drive.bar("header")


async def test_who_goes_from_client_to_client_stays_in_the_week(tmp_path):
    async with three(tmp_path) as drive:
        await drive.press("]", "right")
        day = drive.host.day
        for keys in (("0", "enter"), ("0", "up", "enter"), ("o", "down", "enter")):
            await drive.press(*keys)
            assert drive.host.day == day


async def test_tab_in_the_add_line_changes_the_client(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        await drive.press("a")
        assert "SN Studio North · Add" in drive.screen
        await drive.press("tab")
        assert "BB Brown Bakery · Add" in drive.screen
        await drive.type("Rye !insta")
        await drive.press("right")
        assert "Instagram" in drive.screen, "names are those of the client"
        await drive.press("enter")
        assert [path.read_bytes() == was for path, was in zip(paths, before, strict=True)] == [True, False, True]
        assert b'title = "Rye"' in paths[1].read_bytes()
        assert b"date = 2026-11-23" in paths[1].read_bytes()
        assert drive.at == "Rye"
        await drive.press("u")
        assert paths[1].read_bytes() == before[1]
        await drive.press("a", "shift+tab")
        assert "Studio North · Add" in drive.screen
        await drive.press("shift+tab")
        assert "Cé Célestin · Add" in drive.screen
        await drive.press("escape")


async def test_a_slot_of_one_client_is_not_taken_to_another(tmp_path, paths):
    async with three(tmp_path) as drive:
        await drive.press("g")
        await drive.type("26 nov")
        await drive.press("enter", "a")
        assert "LinkedIn" in drive.screen
        await drive.press("tab")
        await drive.type("Buns")
        await drive.press("enter")
        assert b'title = "Buns"' in paths[1].read_bytes()
        assert b"date = 2026-11-26" in paths[1].read_bytes()
        assert b"linkedin" not in paths[1].read_bytes()


async def test_an_export_writes_one_file_per_client(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        await drive.press("x")
        line = drive.app.screen.query_one("#path")
        out = tmp_path / "out"
        out.mkdir()
        line.value = f"{out}/"
        await drive.settle()
        assert "4 rows" in drive.screen
        await drive.press("enter")
        assert await drive.until(lambda: len(list(out.iterdir())) == 3)
        assert sorted(path.name for path in out.iterdir()) == [
            "brown-bakery-2026-11-23-2026-11-23.csv",
            "célestin-2026-11-24-2026-11-24.csv",
            "studio-north-2026-11-23-2026-11-24.csv",
        ]
        bakery = (out / "brown-bakery-2026-11-23-2026-11-23.csv").read_text("utf-8-sig")
        assert "Bread at dawn" in bakery
        assert "Pricing" not in bakery
        assert [path.read_bytes() for path in paths] == before


async def test_an_export_takes_one_client_of_several(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    south = PLAN.replace("Studio North", "Studio South").replace("[calendar]", '[calendar]\nlanguage = "fr"', 1)
    async with planner(tmp_path, PLAN, more=(south,)) as drive:
        await drive.press("x")
        assert "[all 2, a file each]  Studio North  Studio South" in drive.screen
        assert "[shown: 4 items of the week]" in drive.screen
        await drive.press("down", "right", "right")
        assert "all 2, a file each  Studio North  [Studio South]" in drive.screen
        assert "[shown: 2 items of the week]" in drive.screen
        assert "[Excel in French]" in drive.screen
        assert "semicolons between the columns · as the calendar's language" in drive.screen
        line = drive.app.screen.query_one("#path")
        assert line.value.endswith("studio-south-2026-11-23-2026-11-24.csv")
        await drive.press("down", "down", "right")
        await drive.press("enter")
        out = tmp_path / "studio-south-2026-11-23-2026-11-24.csv"
        assert await drive.until(out.exists)
        assert "Pricing mistakes" in out.read_text("utf-8-sig")
        assert ";" not in out.read_text("utf-8-sig").splitlines()[0]
        assert not list(tmp_path.glob("studio-north*.csv"))


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_keys_of_an_export_are_seen_in_the_least_terminal(tmp_path, language):
    async with planner(tmp_path, PLAN, more=(PLAN_B, PLAN_C), size=(60, 20), language=language) as drive:
        await drive.press("x")
        assert "Célestin" in drive.screen
        assert ("Enter writes" if language == "en" else "Entrée écrire") in drive.screen
        assert "F1" in drive.screen


async def test_an_export_of_the_marks_leaves_out_who_has_none(tmp_path):
    async with three(tmp_path) as drive:
        await _marked(drive)
        await drive.press("x")
        drive.app.screen.query_one("#path").value = str(tmp_path / "plan.md")
        await drive.settle()
        assert "plan-studio-north.md" in drive.screen
        assert "plan-brown-bakery.md" in drive.screen
        await drive.press("escape")


async def test_what_goes_to_a_tool_is_noted_in_each_calendar_as_one_step(tmp_path, paths):
    ready = PLAN_B.replace('status = "draft"', 'status = "approved"\ncopy = "Fresh."\ntime = 09:00:00')
    ready = ready.replace("2026-11-23", "2026-11-25")
    first = PLAN.replace('status = "approved"', 'status = "approved"\ncopy = "Look."')
    async with planner(tmp_path, first, more=(ready,)) as drive:
        before = [path.read_bytes() for path in paths[:2]]
        await drive.press("x")
        drive.app.screen.query_one("#path").value = f"{tmp_path / 'up'}/"
        (tmp_path / "up").mkdir()
        await drive.press("tab")
        drive.app.screen.query_one("#format").value = "hootsuite"
        drive.app.screen._renew()
        await drive.settle()
        assert "2 rows" in drive.screen
        await drive.press("enter")
        assert await drive.until(lambda: "Set the status of these 2 items" in drive.screen)
        assert all(b"exported.hootsuite" in path.read_bytes() for path in paths[:2])
        await drive.press("n")
        await drive.press("u")
        assert [path.read_bytes() for path in paths[:2]] == before


async def test_the_review_goes_client_by_client_and_ends_with_all_together(tmp_path):
    async with three(tmp_path) as drive:
        await drive.press("R")
        assert await drive.until(lambda: "Studio North 1/3" in drive.bar("header"))
        await drive.press("escape")
        assert await drive.until(lambda: "3 clients" in drive.bar("header"))
        assert "The review waits" in drive.status


async def test_the_palette_finds_items_of_every_client(tmp_path):
    async with three(tmp_path) as drive:
        await drive.command("coffee")
        assert drive.at == "Why our coffee is slow"
        assert await drive.until(lambda: drive.host.calendar.title == "Café Célestin")
        await _marked(drive)
        await drive.command("next status")
        assert await drive.until(lambda: "“Pricing mistakes”: Review; “Bread at dawn”: Review" in drive.status)


async def test_a_change_made_outside_is_seen_in_whichever_file(tmp_path, paths):
    async with three(tmp_path) as drive:
        paths[2].write_text(PLAN_C.replace("slow", "hot"), "utf-8")
        drive.host.look(wait=True)
        await drive.settle()
        assert "Why our coffee is hot" in drive.screen
        assert "plan2.toml" in drive.status
        paths[1].write_text("[calendar\n", "utf-8")
        drive.host.look(wait=True)
        await drive.settle()
        assert "plan1.toml, line 1" in drive.screen, "the wrong one is named, the others go on"
        await drive.press(">")
        assert b"2026-11-24" in paths[0].read_bytes()


def test_the_same_file_opens_once_and_a_wrong_one_says_why(tmp_path):
    good, link, wrong, gone = (tmp_path / name for name in ("good.toml", "link.toml", "wrong.toml", "gone.toml"))
    good.write_text(PLAN, "utf-8")
    link.symlink_to(good)
    wrong.write_text('[calendar]\ntitle = "X"\n[[items]]\nid = "b"\n', "utf-8")
    now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    opened, closed = open_together([good, link, wrong, good, gone], MONDAY, lambda: now)
    assert [workspace.path for workspace in opened] == [good]
    assert len(closed) == 2
    assert "wrong.toml, line 3" in closed[0]
    assert "gone.toml" in closed[1]
    with pytest.raises(InvalidFileError):
        open_together([wrong, gone], MONDAY, lambda: now)


async def test_the_last_line_and_the_filter_tell_of_the_clients(tmp_path):
    async with three(tmp_path) as drive:
        assert "0 clients" in drive.footer
        await drive.press("/", "f1")
        assert "&name is a client" in drive.screen
        await drive.press("escape", "escape")
        drive.host.switch_calendar(0)
        await drive.settle()
        assert "0 clients" in drive.footer, "the way back to all of them"


async def test_the_weeks_questions_are_asked_client_by_client(tmp_path, paths):
    asked = PLAN_B.replace("[[channels]]", '[relevance]\nquestions = ["popular"]\n\n[[channels]]', 1)
    async with planner(tmp_path, PLAN, more=(asked,)) as drive:
        await drive.press("w")
        assert await drive.until(lambda: "question 1 of 2" in drive.screen)
        await drive.press("y", "y")
        assert await drive.until(lambda: "Bread at dawn" in drive.screen and "question 1 of 1" in drive.screen)
        await drive.press("y")
        assert await drive.until(lambda: all(b"relevance." in path.read_bytes() for path in paths[:2]))


async def test_undo_says_where_it_could_not_take_a_step_back(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = paths[0].read_bytes()
        await _marked(drive)
        await drive.press("S")
        text = paths[1].read_text("utf-8")
        paths[1].write_text(text.replace('status = "review"', 'status = "approved"'), "utf-8")
        drive.host.look(wait=True)
        await drive.press("u")
        assert paths[0].read_bytes() == before
        assert b'status = "approved"' in paths[1].read_bytes(), "theirs stays"
        assert "Not in Brown Bakery" in drive.screen.replace("\n", " ") or "Not in Brown Bakery" in drive.status


async def test_hostile_names_of_clients_run_nothing(tmp_path):
    hostile = '[calendar]\ntitle = "[@click=app.quit]x[/]\\u001b[31m"\nclient = "[/b]"\ntimezone = "Europe/London"\n'
    async with planner(tmp_path, PLAN, more=(hostile, '[calendar]\ntitle = "🎄\\u202e"\n')) as drive:
        for keys in (
            ("0",),
            ("escape",),
            ("o",),
            ("escape",),
            ("a", "tab"),
            ("tab",),
            ("escape",),
            (":",),
            ("escape",),
        ):
            await drive.press(*keys)
        assert "\x1b" not in drive.screen
        drive.host.switch_calendar(1)
        await drive.settle()
        assert "[@click=app.quit]x[/]" in drive.bar("header")


async def test_a_narrow_board_says_whose_each_item_is(tmp_path):
    async with three(tmp_path, size=(60, 20)) as drive:
        await drive.press("B")
        assert "SN" in drive.screen
        assert "BB" in drive.screen


async def test_who_stops_the_weeks_questions_is_asked_for_no_other_client(tmp_path, paths):
    asked = PLAN_B.replace("[[channels]]", '[relevance]\nquestions = ["popular"]\n\n[[channels]]', 1)
    async with planner(tmp_path, PLAN, more=(asked,)) as drive:
        await drive.press("w")
        assert await drive.until(lambda: "Studio North · Is it relevant?" in drive.screen), "whose they are"
        await drive.press("y", "y")
        assert await drive.until(lambda: "Brown Bakery · Is it relevant?" in drive.screen)
        assert drive.bar("header").startswith("BB Brown Bakery · 2 clients"), "its mark beside its name"
    async with planner(tmp_path, PLAN, more=(asked,)) as drive:
        await drive.press("w")
        assert await drive.until(lambda: "question 1 of 2" in drive.screen)
        await drive.press("escape")
        assert await drive.until(lambda: drive.app.screen is drive.host and not drive.host._acting)
        assert b"relevance." not in paths[1].read_bytes()
        assert drive.bar("header").startswith("SN Studio North")


async def test_a_dialog_about_one_of_several_clients_names_it(tmp_path):
    async with three(tmp_path) as drive:
        await drive.press("I")
        assert await drive.until(lambda: "Studio North · What it brings" in drive.screen)
        await drive.press("escape")
        drive.host.switch_calendar(0)
        await drive.press("I")
        assert await drive.until(lambda: "─ What it brings" in drive.screen)


def many(plan, letter):
    """The plan with sixty items more."""
    return plan + "".join(
        f'\n[[items]]\nid = "{letter}{number:03d}"\ntitle = "Number {letter}{number}"\ndate = 2026-11-{1 + number % 28:02d}\n'
        for number in range(60)
    )


async def test_many_marks_of_several_clients_change_beside_the_screen_as_one_step(tmp_path, paths):
    async with planner(tmp_path, many(PLAN, "n"), more=(many(PLAN_B, "p"), PLAN_C)) as drive:
        before = [path.read_bytes() for path in paths]
        await drive.press("L", "asterisk", "greater_than_sign")
        assert await drive.over()
        assert "SN: 62 items moved; BB: 61 items moved" in drive.status
        assert all(path.read_bytes() != was for path, was in zip(paths, before, strict=True))
        await drive.press("u")
        assert await drive.over()
        assert [path.read_bytes() for path in paths] == before, "one step"
        await drive.press("full_stop")
        assert await drive.over()
        assert b"date = 2026-11-25" in paths[2].read_bytes(), "what was done to many is done again, too"
        await drive.press("u", "m", "right", "enter")
        assert await drive.over()
        assert all(path.read_bytes() != was for path, was in zip(paths, before, strict=True))
        await drive.press("u")
        assert await drive.over()
        assert [path.read_bytes() for path in paths] == before


async def test_what_is_stopped_in_the_second_client_is_undone_in_the_first(tmp_path, paths, monkeypatch):
    async with planner(tmp_path, many(PLAN, "n"), more=(many(PLAN_B, "p"),)) as drive:
        before = [path.read_bytes() for path in paths[:2]]

        def endless(*_parts, **_names):  # noqa: ANN003 - whatever it is asked
            for _number in each(count(), "Rows read:"):
                pass

        monkeypatch.setattr(drive.host.workspaces[1], "do", endless)
        await drive.press("L", "asterisk", "S")
        assert await drive.until(lambda: isinstance(drive.app.screen, Working) and "Rows read:" in drive.screen)
        assert paths[0].read_bytes() != before[0]
        await drive.press("escape")
        assert await drive.over()
        assert "Stopped; nothing was changed." in drive.status
        assert [path.read_bytes() for path in paths[:2]] == before
        await drive.press("u")
        assert "nothing to undo" in drive.screen
        await drive.press("U")
        assert "nothing to redo" in drive.screen


async def test_a_conflict_in_one_client_is_asked_about_and_the_others_are_done(tmp_path, paths):
    async with three(tmp_path) as drive:
        await _marked(drive)
        await drive.press("m", "right")
        paths[1].write_text(PLAN_B.replace("date = 2026-11-23", "date = 2026-11-27"), encoding="utf-8")
        await drive.press("enter")
        assert await drive.until(lambda: "Bread at dawn" in drive.screen and "theirs" in drive.screen)
        await drive.press("m")
        assert await drive.over()
        assert drive.on_disk["bcdfgh"]["date"].isoformat() == "2026-11-24"
        assert b"date = 2026-11-24" in paths[1].read_bytes()


async def test_what_is_taken_from_several_clients_is_put_into_each_its_own(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        await _marked(drive)
        await drive.press("y")
        assert "Took 2 items" in drive.status
        await drive.press("escape", "]", "V")
        assert await drive.over()
        assert paths[0].read_text().count("Pricing mistakes") == 2
        assert paths[1].read_text().count("Bread at dawn") == 2
        await drive.press("u")
        assert [path.read_bytes() for path in paths] == before, "one step"


async def test_a_copy_stays_with_its_client_whoevers_line_the_cursor_stands_on(tmp_path, paths):
    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        drive.host.focus_ref("bcdfgh")
        await drive.press("y")
        assert "puts a copy here, for the same client" in drive.status
        drive.host.focus_ref("2\0hjkmnp")
        await drive.press("V")
        assert "Put a copy of “Pricing mistakes” for Studio North — u undoes" in drive.status
        assert [path.read_bytes() for path in paths[1:]] == before[1:]
        assert paths[0].read_text().count("Pricing mistakes") == 2
        await drive.press("u")
        assert [path.read_bytes() for path in paths] == before


async def test_the_texts_of_marks_in_several_clients_are_copied(tmp_path):
    async with three(tmp_path) as drive:
        await _marked(drive)
        await drive.press("Y")
        assert drive.app.clipboard == "Pricing mistakes\n\nBread at dawn"


async def test_one_alone_takes_what_was_taken_from_several(tmp_path, paths):
    async with three(tmp_path) as drive:
        await _marked(drive)
        await drive.press("y", "escape", "o")
        await drive.type("cfe")
        await drive.press("enter", "V")
        assert await drive.over()
        assert paths[2].read_text().count("[[items]]") == 3


FED = PLAN_B.replace('name = "Instagram"', 'name = "Instagram"\nper_week = 2') + 'channels = ["instagram"]\n'


async def test_the_month_is_filled_for_all_clients_that_are_drawn(tmp_path, paths):
    async with planner(tmp_path, PLAN, more=(FED,)) as drive:
        before = [path.read_bytes() for path in paths[:2]]
        await drive.press("F")
        assert await drive.until(lambda: "would get a day" in drive.screen)
        assert "SN Year-end checklist" in drive.screen
        assert "BB A cake in an hour" in drive.screen
        await drive.press("enter")
        assert await drive.over()
        assert "SN: planned" in drive.status
        assert all(path.read_bytes() != was for path, was in zip(paths, before, strict=False))
        assert drive.at in ("Year-end checklist", "Why retainers fail", "A cake in an hour"), "on one that was placed"
        await drive.press("u")
        assert [path.read_bytes() for path in paths[:2]] == before, "one step"


async def test_r_without_an_item_asks_the_week_of_every_client(tmp_path, paths):
    asking = PLAN_B.replace("[[channels]]", '[relevance]\nquestions = ["interesting"]\n\n[[channels]]', 1)
    async with planner(tmp_path, PLAN, more=(asking,)) as drive:
        await drive.press("2", "r")
        assert await drive.until(lambda: "Studio North · Is it relevant?" in drive.screen)
        await drive.press("y", "y")
        assert await drive.until(lambda: "Brown Bakery · Is it relevant?" in drive.screen)
        await drive.press("y")
        assert await drive.over()
        assert b"[items.relevance" in paths[0].read_bytes() or b"relevance" in paths[0].read_bytes()
        assert b"answer" in paths[1].read_bytes()


async def test_marks_of_several_clients_are_dragged_together(tmp_path, paths):
    from journeys.test_mouse_drag import Hand, where

    async with three(tmp_path) as drive:
        before = [path.read_bytes() for path in paths]
        await _marked(drive)
        hand = Hand(drive)
        await hand.down(where(drive, "Pricing mistakes", "week"))
        place = where(drive, "Wed 25", "week")
        await hand.to(place)
        assert "2 items" in drive.status
        await hand.up(place)
        assert await drive.over()
        assert drive.on_disk["bcdfgh"]["date"].isoformat() == "2026-11-25"
        assert b"date = 2026-11-25" in paths[1].read_bytes()
        await drive.press("u")
        assert [path.read_bytes() for path in paths] == before


ACROSS = """\
[calendar]
title = "Chris at home"

[[personas]]
id = "chief"
name = "Chris, CFO"

[[items]]
id = "zxwvts"
title = "Menu"
date = 2026-11-25
"""
ANSWERED = PLAN.replace(
    'title = "Pricing mistakes"',
    'title = "Pricing mistakes"\nparent = "dfghjk"\nrelevance.interesting = { answer = "yes", on = 2026-11-20 }',
)


async def test_a_copy_for_another_client_brings_nothing_that_is_not_there(tmp_path, paths):
    async with planner(tmp_path, ANSWERED, more=(ACROSS,)) as drive:
        await drive.press("y")
        drive.host.focus_ref("1\0zxwvts")
        drive.host.clients.only = 1
        drive.host.refreshed()
        drive.host.focus_ref("1\0zxwvts")
        await drive.press("V")
        copy = next(item for item in drive.host.workspaces[1].calendar.items if item.title == "Pricing mistakes")
        assert (copy.date, copy.personas, copy.channels, copy.format, copy.parent) == (
            dt.date(2026, 11, 25),
            ("chief",),
            (),
            "",
            "",
        )
        assert not copy.relevance
        assert not drive.host.workspaces[1].warnings


async def test_the_last_change_again_goes_by_name_to_another_client(tmp_path):
    async with planner(tmp_path, PLAN, more=(ACROSS,)) as drive:
        await drive.press("p")
        await drive.type("chris")
        await drive.press("enter")
        await drive.press("S", "u", "p", "2")
        assert drive.item("Pricing mistakes").personas == ("founder",)
        drive.host.focus_ref("1\0zxwvts")
        await drive.press(".")
        assert "not in Chris at home" in drive.status
        assert drive.host.workspaces[1].calendar.by_id["zxwvts"].personas == ()
        drive.host.focus_ref("bcdfgh")
        await drive.press("p", "1")
        drive.host.focus_ref("1\0zxwvts")
        await drive.press(".")
        assert drive.host.workspaces[1].calendar.by_id["zxwvts"].personas == ("chief",)


async def test_a_client_begins_inside_the_program_once_it_is_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "America/Montreal")
    monkeypatch.chdir(tmp_path)  # where the calendar of a throw-away folder has its exports and neighbours
    async with planner(tmp_path) as drive:
        await drive.press("o", *"boreal-nord", "enter")
        assert "There is no calendar of that name yet" in drive.screen
        await drive.press("n")
        assert sorted(path.name for path in tmp_path.glob("*.toml")) == [drive.path.name]
        await drive.press("o", *"boreal-nord", "enter", "y")
        assert await drive.until(lambda: len(drive.host.workspaces) == 2)
        assert "Boreal nord" in drive.screen
        new = tmp_path / "boreal-nord.toml"
        assert 'title = "Boreal nord"' in new.read_text("utf-8")
        before = new.read_bytes()
        await drive.press("o")
        assert "open or make another" in drive.screen
        await drive.press(*"or make", "enter", *"boreal", "enter")
        assert await drive.until(lambda: "Boreal nord" in drive.screen)
        assert len(drive.host.workspaces) == 2
        assert new.read_bytes() == before
        await drive.press("o", *"or make", "enter", *"no-folder/x", "enter")
        assert "There is no" in drive.screen
        assert not (tmp_path / "no-folder").exists()
