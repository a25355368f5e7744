"""Gaps on the screen, key by key: told, filled, started from, accepted, planned in one go; and a calendar that asks nothing or holds nothing."""

from __future__ import annotations

import datetime as dt

import pytest
import tomli

from journeys.harness import EMPTY, MONDAY, PLAN, planner
from planner.settings import samples, template
from planner.tui.screens.dialog import Line
from planner.tui.screens.item_form import ItemForm
from planner.tui.screens.quick_add import QuickAdd
from planner.tui.widgets.coverage_panel import CoveragePanel

ASKING = (
    PLAN
    + """
[coverage]
max_quiet_days = 4

[[moments]]
id = "fair"
name = "Trade fair"
date = 2026-11-28
lead_days = 14
"""
).replace('relation = "customer"', 'relation = "customer"\nproblems = ["Cannot say no", "Late payers"]')
HOSTILE = ("[/b]", "[@click=app.quit]x[/]")


def panel(drive) -> CoveragePanel:
    return drive.host.query_one(CoveragePanel)


def walk(drive, rule: str) -> list[str]:
    """The keys that lead from the first gap of the panel to the first of a rule."""
    lines = panel(drive)._lines
    here = panel(drive).place
    there = next(n for n, line in enumerate(lines) if n >= here and line.gap and line.gap.rule == rule)
    return ["down"] * sum(line.stands for line in lines[here + 1 : there + 1])


async def test_panel_three_opens_on_the_first_gap_and_says_it_in_full_below(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        assert "LinkedIn 23–29 1/2" in drive.screen, "a few words where the sentence does not fit"
        await drive.press("3")
        assert drive.host.gap.rule == "cadence"
        assert "LinkedIn: 1 item of 2 in the week of 23 to 29 November." in drive.lines[-4]
        assert "Enter: what would close it." in drive.lines[-3]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_every_gap_is_reached_at_every_size(tmp_path, size):
    async with planner(tmp_path, ASKING, size=size) as drive:
        await drive.press("3")
        seen = set()
        for _index in range(30):
            if drive.host.gap is not None:
                seen.add((drive.host.gap.rule, drive.host.gap.subject, drive.host.gap.start))
                place = panel(drive).place - panel(drive).top
                assert 0 <= place < panel(drive).height
            await drive.press("down")
        assert {(gap.rule, gap.subject, gap.start) for gap in drive.host.sight.open_gaps(drive.host.month)} <= seen
        assert all(len(line) <= size[0] for line in drive.lines)


async def test_a_wide_panel_says_the_sentences(tmp_path):
    async with planner(tmp_path, ASKING, size=(200, 60)) as drive:
        assert "⚠ Chris: 1 item of 2 in November." in drive.screen
        assert "48█░" in drive.screen
        assert "Supply" in drive.screen


async def test_enter_places_the_best_idea_and_one_key_takes_it_back(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        before = drive.text
        await drive.press("3", "enter")
        assert "Fill the gap" in drive.screen
        assert "Year-end checklist  Thu 26 Nov · closes 1 gap" in drive.screen
        await drive.press("enter")
        placed = drive.on_disk["fghjkm"]
        assert (placed["date"], placed["time"]) == (dt.date(2026, 11, 26), dt.time(9))
        await drive.press("u")
        assert drive.text == before


async def test_a_gap_drawn_in_the_week_opens_the_same(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        while drive.host.gap is None:
            await drive.press("down")
        assert drive.host.panel == "week"
        await drive.press("enter")
        assert "Fill the gap" in drive.screen
        assert "Year-end checklist" in drive.screen
        await drive.press("escape")
        assert drive.text == ASKING


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_gap_drawn_in_the_month_can_be_stood_on_and_filled(tmp_path, size):
    async with planner(tmp_path, ASKING, size=size) as drive:
        await drive.press("M")
        assert await drive.until(lambda: drive.host.view == "month")
        assert "LinkedIn 1/2" in drive.screen or "⚠ 1/2" in drive.screen, "it is drawn on its week"
        await drive.press(*["right"] * 6)
        assert drive.host.day == dt.date(2026, 11, 29)
        while drive.host.gap is None or drive.host.gap.rule != "cadence":
            await drive.press("down")
            assert drive.host.day == dt.date(2026, 11, 29), "the gaps of a week are rows of its last day"
        assert "LinkedIn: 1 item of 2" in drive.screen
        await drive.press("enter")
        assert "Fill the gap" in drive.screen
        await drive.press("enter")
        assert drive.on_disk["fghjkm"]["date"] == dt.date(2026, 11, 26)
        await drive.press("u")
        assert drive.text == ASKING


async def test_a_quiet_run_in_the_month_is_accepted_where_it_stands(tmp_path):
    async with planner(tmp_path, ASKING, size=(80, 24)) as drive:
        await drive.press("M")
        assert await drive.until(lambda: drive.host.view == "month")
        while drive.host.gap is None:
            await drive.press("right")
        assert drive.host.gap.rule == "quiet"
        assert f"▸▒ {(drive.host.gap.end - drive.host.gap.start).days + 1} days" in drive.screen
        start = drive.host.gap.start
        await drive.press("A")
        await drive.type("away")
        await drive.press("enter")
        assert drive.calendar.accepted[0].rule == "quiet"
        assert drive.calendar.accepted[0].start == start
        assert "▸▒" not in drive.screen


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (119, 40), (120, 40), (200, 60)])
@pytest.mark.parametrize("view", ["W", "M", "B", "L"])
async def test_the_coverage_is_in_sight_in_every_view(tmp_path, size, view):
    async with planner(tmp_path, ASKING, size=size) as drive:
        await drive.press(view)
        names = {"W": "week", "M": "month", "B": "board", "L": "list"}
        assert await drive.until(lambda: drive.host.view == names[view])
        assert "3 Coverage" in drive.screen
        assert any("Chris" in line and "1/2" in line for line in drive.lines), "personas against what is asked"
        assert "✗" in drive.screen or "⚠" in drive.screen
        await drive.press("3")
        assert drive.host.gap.rule == "cadence"
        await drive.press("1")
        assert drive.host.panel == names[view]
        assert "3 Coverage" in drive.screen


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_the_mouse_points_at_a_gap_of_the_month(tmp_path, size):
    async with planner(tmp_path, ASKING, size=size) as drive:
        await drive.press("M")
        assert await drive.until(lambda: drive.host.view == "month")
        row, text = next((y, line) for y, line in enumerate(drive.lines) if "⚠ 1/2" in line or "⚠ W48" in line)
        await drive.pilot.click(offset=(text.index("⚠") + 1, row))
        await drive.settle()
        assert drive.host.gap.rule == "cadence"
        assert drive.host.gap.start == MONDAY


async def test_an_idea_that_could_gets_what_it_lacks(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        await drive.press("3", "enter")
        await drive.type("retainers")
        assert "+LinkedIn" in drive.screen
        await drive.press("enter")
        assert drive.on_disk["dfghjk"]["channels"] == ["linkedin"]
        assert "date" in drive.on_disk["dfghjk"]


async def test_a_new_item_starts_with_what_is_missing(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        await drive.press("3", "enter", "up", "up")
        assert "a new item, filled in" in drive.screen
        await drive.press("enter")
        await drive.type("Rates for 2027")
        await drive.press("enter")
        item = drive.item("Rates for 2027")
        assert (item.channels, item.date, item.time) == (("linkedin",), dt.date(2026, 11, 26), dt.time(9))


async def test_a_persona_that_no_idea_fits_shows_problems_and_one_starts_an_item(tmp_path):
    text = ASKING.replace(
        'id = "dfghjk"\ntitle = "Why retainers fail"\npersonas = ["cfo"]\n',
        'id = "dfghjk"\ntitle = "Why"\npersonas = ["founder"]\n',
    )
    async with planner(tmp_path, text) as drive:
        await drive.press("3", *walk(drive, "persona"), "enter")
        assert "Cannot say no" in drive.screen
        await drive.type("say no")
        await drive.press("enter", "enter")
        item = drive.item("Cannot say no")
        assert item.solves == "Cannot say no"
        assert item.personas == ("cfo",)


async def test_an_accepted_gap_is_quiet_and_keeps_its_reason(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        count = len(drive.host.sight.open_gaps(drive.host.month))
        await drive.press("3", "A")
        await drive.type("A quiet week")
        await drive.press("enter")
        entry = tomli.loads(drive.text)["accepted"]
        assert entry == [
            {"rule": "cadence", "subject": "linkedin", "from": MONDAY, "month": "2026-11", "reason": "A quiet week"}
        ]
        assert len(drive.host.sight.open_gaps(drive.host.month)) == count - 1
        assert "past or accepted: " in drive.screen
        await drive.press("u")
        assert len(drive.host.sight.open_gaps(drive.host.month)) == count


async def test_an_accepted_supply_stays_accepted_tomorrow(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        await drive.press("3", *walk(drive, "supply"), "enter")
        assert "derive several from one" in drive.screen
        await drive.press("A")
        await drive.press("enter")
        entry = tomli.loads(drive.text)["accepted"][0]
        assert entry["rule"] == "supply"
        assert "from" not in entry


async def test_gaps_of_one_kind_fold_and_unfold(tmp_path):
    async with planner(tmp_path, ASKING, today=dt.date(2026, 11, 2)) as drive:
        assert "▸ LinkedIn: 4 weeks short" in drive.screen
        await drive.press("3")
        assert drive.host.gap is None
        assert "Enter unfolds it" in drive.screen
        await drive.press("enter")
        assert "▾ LinkedIn: 4 weeks short" in drive.screen
        await drive.press("down")
        assert drive.host.gap.start == dt.date(2026, 11, 2)


async def test_a_moment_is_offered_in_time_and_starts_an_item(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        assert "☆ Trade fair" in drive.screen
        await drive.press("3")
        while panel(drive).occasion is None:
            await drive.press("down")
        assert "Trade fair, 28 Nov (in 5 days)" in drive.screen
        await drive.press("enter")
        await drive.type("Meet us")
        await drive.press("enter")
        item = drive.item("Meet us")
        assert (item.moment, item.date) == ("fair", dt.date(2026, 11, 28))
        assert not any(line.occasion for line in panel(drive)._lines), "somebody saw to it"
    async with planner(tmp_path, ASKING, today=dt.date(2026, 11, 2)) as drive:
        assert "☆ Trade fair" not in drive.screen.split("3 Coverage")[1].split("4 Ideas")[0], "too early"


async def test_the_month_is_seen_before_it_is_kept_and_is_one_step(tmp_path):
    async with planner(tmp_path, samples.load("consultant", MONDAY).decode()) as drive:
        before = drive.text
        ideas = len(drive.calendar.ideas)
        await drive.press("F")
        assert "4 ideas would get a day." in drive.screen
        assert drive.text == before
        assert "▔" not in drive.screen
        await drive.press("space")
        assert "3 ideas would get a day." in drive.screen
        await drive.press("enter")
        assert len(drive.calendar.ideas) == ideas - 3
        await drive.press("u")
        assert drive.text == before


async def test_an_empty_calendar_opens_on_one_sentence_not_on_gaps(tmp_path):
    text = template.new_calendar("Fresh", language="en", timezone="Europe/London", today=MONDAY).decode()
    async with planner(tmp_path, text) as drive:
        assert "gap" not in drive.screen
        assert "⚠" not in drive.screen
        assert "aims at" in drive.screen
        assert "a adds the first item" in " ".join(drive.screen.split())
        await drive.press("a")
        await drive.type("First")
        await drive.press("enter")
        assert "gap" in drive.bar("header")


async def test_a_calendar_without_targets_says_how_to_ask_in_one_key(tmp_path):
    async with planner(tmp_path, EMPTY) as drive:
        assert "T asks for" in drive.screen
        await drive.press("T")
        assert tomli.loads(drive.text)["coverage"]["max_quiet_days"] == 7
        await drive.press("u")
        assert drive.text == EMPTY


@pytest.mark.parametrize("title", HOSTILE)
async def test_hostile_names_are_shown_and_run_nothing(tmp_path, title):
    text = (
        ASKING.replace('"LinkedIn"', f'"{title}"')
        .replace('"Chris, CFO"', f'"{title}"')
        .replace("Year-end checklist", title)
    )
    async with planner(tmp_path, text) as drive:
        await drive.press("3", "enter")
        assert title in drive.screen
        await drive.press("escape", "F")
        await drive.press("escape", "I")
        await drive.press("escape", "N")
        await drive.press("escape")
        assert drive.app.is_running


@pytest.mark.parametrize("language", ["fr"])
async def test_short_words_of_every_rule_in_both_languages(language):
    from planner.core.coverage import Gap
    from planner.core.model import Calendar
    from planner.core.tally import RULES
    from planner.i18n import speaking
    from planner.tui.widgets.gap_words import short

    for tongue in ("en", language):
        with speaking(tongue):
            for rule in RULES:
                gap = Gap(rule, "linkedin", MONDAY, MONDAY + dt.timedelta(days=6), 3, 2, False, False)
                assert "2" in short(gap, Calendar("T"))
                assert len(short(gap, Calendar("T"))) < 40


async def test_a_calendar_with_only_a_title_says_what_the_usual_targets_ask(tmp_path):
    async with planner(tmp_path, '[calendar]\ntitle = "Bare"\n') as drive:
        await drive.press("T", "3")
        for text in ("formats ≥ 3", "quiet ≤ 7 d", "customers ≥ 50%", "adds the first item"):
            assert text in drive.screen


async def test_the_supply_is_found_by_its_name(tmp_path):
    async with planner(tmp_path, samples.load("consultant", MONDAY).decode()) as drive:
        await drive.press("colon")
        await drive.type("supply")
        await drive.press("enter")
        assert "LinkedIn" in drive.screen
        assert "Supply" in drive.screen
        await drive.press("escape")


async def test_on_a_wide_and_high_terminal_the_supply_is_in_sight(tmp_path):
    async with planner(tmp_path, samples.load("consultant", MONDAY).decode(), size=(200, 60)) as drive:
        assert "ready · planned · with ideas" in drive.screen
        assert "1 idea without a channel" in drive.screen


@pytest.mark.parametrize("personas", [True, False])
async def test_nothing_stands_twice_where_figures_and_gaps_stand_side_by_side(tmp_path, personas):
    plan = (
        (PLAN + "\n[coverage]\nmin_formats = 1\n")
        .replace("per_month = 2", "per_month = 1")
        .replace("per_week = 2", "per_week = 0")
    )
    if not personas:
        plan = "\n\n".join(part for part in plan.split("\n\n") if "[[personas]]" not in part)
        plan = plan.replace('personas = ["cfo"]\n', "").replace('personas = ["founder"]\n', "")
    async with planner(tmp_path, plan, size=(80, 24)) as drive:
        await drive.press("M")
        rows = list(drive.lines[drive.lines.index(next(x for x in drive.lines if "Coverage" in x)) :])
        below = "\n".join(rows)
        assert below.count("nothing is missing") == 1
        assert below.count("Chris") == personas


async def test_f2_in_a_gaps_add_line_opens_the_whole_form(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        await drive.press("3", "enter")
        await drive.type("Kiln opens")
        await drive.press("enter")
        assert isinstance(drive.app.screen, QuickAdd)
        await drive.press("f2")
        assert await drive.until(lambda: isinstance(drive.app.screen, ItemForm))
        assert drive.text == ASKING
        assert "LinkedIn" in drive.screen
        await drive.press("ctrl+s")
        assert await drive.until(lambda: drive.app.screen is drive.host)
        assert drive.item("Kiln opens").channels == ("linkedin",)


async def test_a_line_left_elsewhere_outlives_a_gap_that_is_looked_at(tmp_path):
    async with planner(tmp_path, ASKING) as drive:
        await drive.press("a")
        await drive.type("Half a thought")
        await drive.press("escape", "3", "enter")
        await drive.type("Kiln")
        await drive.press("enter")
        assert "Kiln" in drive.screen
        await drive.press("escape", "enter")
        new = [row.value.kind for row in drive.app.screen._shown].index("new")
        await drive.press(*["down"] * new, "enter")
        assert "Half a thought" in drive.screen, "as with every other add line"
        await drive.press("escape")
        assert "Your line is kept" in drive.status
        await drive.press("1", "a")
        assert drive.app.screen.query_one(Line).value == "Half a thought"
