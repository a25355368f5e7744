"""The form is gone through with arrows and pages, and what is typed in it is in sight."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll

from journeys.harness import PLAN, planner
from planner.tui.screens.fields import FIELDS
from planner.tui.screens.item_form import ItemForm

NAMES = list(FIELDS)


def focused(drive):
    return drive.app.screen.focused.id.removeprefix("field-")


def in_sight(drive):
    form = drive.app.screen
    assert isinstance(form, ItemForm)
    return form.query_one(VerticalScroll).region.contains_region(form.focused.region)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_arrows_go_from_field_to_field_and_stay_in_sight(tmp_path, size):
    async with planner(tmp_path, size=size) as drive:
        await drive.press("e", "up")
        assert focused(drive) == "title"
        for name in NAMES[1:]:
            await drive.press("down")
            assert focused(drive) == name
            assert in_sight(drive)
        await drive.press("down")
        assert focused(drive) == "results"
        for name in reversed(NAMES[:-1]):
            await drive.press("up")
            assert focused(drive) == name
            assert in_sight(drive)


async def test_arrows_leave_a_text_of_several_lines_at_its_ends_only(tmp_path):
    async with planner(tmp_path, PLAN.replace('format = "article"\n', 'copy = "one\\ntwo"\n'), size=(80, 24)) as drive:
        await drive.press("e", *["down"] * NAMES.index("copy"))
        assert focused(drive) == "copy"
        await drive.press("down")
        assert focused(drive) == "copy"
        await drive.press("down")
        assert focused(drive) == "link"
        await drive.press("up")
        assert focused(drive) == "copy"
        await drive.press("up")
        assert focused(drive) == "copy"
        await drive.press("up")
        assert focused(drive) == "pillar"


async def test_pages_take_the_focus_along(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e")
        seen = [focused(drive)]
        while seen[-1] != "results":
            await drive.press("pagedown")
            assert in_sight(drive)
            assert NAMES.index(focused(drive)) > NAMES.index(seen[-1])
            seen.append(focused(drive))
        assert len(seen) < 8
        while focused(drive) != "title":
            await drive.press("pageup")
            assert in_sight(drive)


async def test_typing_brings_its_field_into_view_wherever_a_wheel_left_it(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e")
        drive.app.screen.query_one(VerticalScroll).scroll_end(animate=False)
        await drive.settle()
        assert not in_sight(drive)
        await drive.type("x")
        assert in_sight(drive)
        assert "Pricing mistakesx" in drive.screen


async def test_help_covers_no_field_and_goes_with_the_next_key(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e", *["down"] * (len(NAMES) - 1), "f1")
        assert "views=1200" in drive.screen
        assert "Esc closes this help." in drive.screen
        assert in_sight(drive)
        assert not drive.app.screen.query_one(".about").region.overlaps(drive.app.screen.focused.region)
        await drive.type("clicks=3")
        assert "views=1200" not in drive.screen
        await drive.press("up", "f1")
        assert "For yourselves" in drive.screen
        await drive.press("escape")
        assert isinstance(drive.app.screen, ItemForm)
        await drive.press("ctrl+s")
        assert drive.on_disk["bcdfgh"]["results"] == {"clicks": 3}


async def test_results_are_understood_in_the_language_of_the_reader(tmp_path):
    async with planner(tmp_path, size=(80, 24), language="fr") as drive:
        await drive.press("e", *["down"] * (len(NAMES) - 1), "f1")
        assert "vues=1200 clients=3" in drive.screen
        await drive.type("vues=1200 clients=3 essais=2")
        await drive.press("ctrl+s")
        assert drive.on_disk["bcdfgh"]["results"] == {"views": 1200, "customers": 3, "essais": 2}
        await drive.press("I")
        assert "vues=1200 clients=3" in drive.screen


async def test_a_name_that_the_calendar_has_already_stays_its_own(tmp_path):
    text = PLAN.replace('format = "article"\n', 'format = "article"\nresults = { vues = 5 }\n')
    async with planner(tmp_path, text, size=(80, 24), language="fr") as drive:
        await drive.press("e", *["down"] * (len(NAMES) - 1))
        await drive.type(" clics=2")
        await drive.press("ctrl+s")
        assert drive.on_disk["bcdfgh"]["results"] == {"vues": 5, "clicks": 2}


@pytest.mark.parametrize(("language", "said"), [("en", "Monday 23 November 2026"), ("fr", "lundi 23 novembre 2026")])
async def test_a_date_is_said_beside_it(tmp_path, language, said):
    async with planner(tmp_path, size=(80, 24), language=language) as drive:
        await drive.press("e")
        assert said in drive.screen
        await drive.press("down", "down", "ctrl+u")
        assert said not in drive.screen
        await drive.type("2026-11-24")
        assert said.split()[1] not in next(line for line in drive.lines if "2026-11-24" in line).split()
        assert "24 " in next(line for line in drive.lines if "2026-11-24" in line).split("2026-11-24")[1]


@pytest.mark.parametrize(("name", "none"), [("status", False), ("kind", False), ("pillar", True)])
async def test_a_status_is_never_none(tmp_path, name, none):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e", *["down"] * NAMES.index(name), "f2")
        assert ("∅" in drive.screen) is none


async def test_a_list_says_what_enter_does_once_something_is_marked(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("p")
        assert "Enter only this one" in drive.screen
        await drive.press("space")
        assert "Enter only this one" not in drive.screen
        assert "Enter keeps all that are marked" in drive.screen
        await drive.press("escape", "s")
        assert "→ Draft" in drive.screen
        assert "● Draft" not in drive.screen


async def test_a_draft_is_shown_as_french_is_written(tmp_path):
    async with planner(tmp_path, size=(80, 24), language="fr") as drive:
        await drive.press("e")
        await drive.type("XZ")
        await drive.press("escape", "e")
        assert "Titre\u00a0: Pricing mistakesXZ" in drive.screen


async def test_a_date_that_somebody_else_changes_is_said_anew(tmp_path):
    async with planner(tmp_path, size=(60, 20)) as drive:
        await drive.press("e")
        assert "Mon 23 Nov 2026" in drive.screen
        await drive.written(PLAN.replace("2026-11-23", "2026-11-25"))
        assert "Wed 25 Nov 2026" in drive.screen
        assert "Mon 23 Nov 2026" not in drive.screen
