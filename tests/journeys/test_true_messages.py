"""What is said agrees with what is on the screen: of a filtered day, of items that lose their date, of several calendars, of shares."""

from __future__ import annotations

import datetime as dt

import pytest

from journeys.harness import MONDAY, PLAN, planner
from planner.settings import samples, template
from planner.tui.acts import gaps
from planner.tui.screens import editor
from planner.tui.widgets.coverage_panel import CoveragePanel

SHARES = (
    PLAN.replace("[relevance]", "[coverage]\nmin_conversation = 10\nmax_one_owner = 80\n\n[relevance]")
    + "".join(
        f'\n[[items]]\nid = "nn{letter}nnn"\ntitle = "Shared {letter}"\ndate = 2026-11-2{5 + number}\n'
        f'owner = "Zoé"\nintent = "inform"\n'
        for number, letter in enumerate("bcdfg")
    )
).replace("2026-11-210", "2026-11-30")
OTHER = '[calendar]\ntitle = "Second client"\ntimezone = "Europe/London"\n'


async def test_a_day_whose_items_are_filtered_out_is_not_called_empty(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        await drive.press("/")
        await drive.type("rates")
        await drive.press("enter")
        drive.host.go(drive.host.today)
        await drive.settle()
        assert "1 filtered out" in drive.screen
        assert "1 item here does not match the filter; Esc shows it." in drive.screen
        assert "Nothing planned" not in drive.screen


async def test_an_item_that_loses_its_date_keeps_its_status_and_it_is_said(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        drive.host.focus_item("cdfghj")
        await drive.press("i")
        assert "“A video on rates” has no date any more: in the ideas, still Approved" in drive.status
        await drive.press("u")
        await drive.press("*", "i")
        assert "their status stays" in drive.status


async def test_the_last_line_says_how_to_come_back_to_all_and_the_one_above_it_how_many_are_open(tmp_path):
    async with planner(tmp_path, PLAN, more=(OTHER,), size=(120, 40)) as drive:
        assert "2 calendars together · all saved" in drive.status
        assert "0 clients" in drive.footer
        drive.host.switch_calendar(0)
        await drive.settle()
        assert "calendars" not in drive.status
        assert "0 clients" in drive.footer
    async with planner(tmp_path, PLAN, size=(120, 40)) as drive:
        assert "0 clients" not in drive.footer, "of one calendar there is no overview"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_share_in_short_says_what_is_so(tmp_path, size):
    async with planner(tmp_path, SHARES, size=size) as drive:
        await drive.press("3")
        assert "Zoé 100% > 80" in drive.screen
        assert "conversation 0% < 10" in drive.screen
        assert "≥" not in drive.screen
        assert "≤" not in drive.screen


async def test_where_nothing_is_placed_it_is_said_why_though_gaps_have_ideas(tmp_path):
    async with planner(tmp_path, samples.load("consultant", MONDAY).decode(), size=(120, 40)) as drive:
        drive.host.go(dt.date(2026, 12, 1))
        await drive.press("F", "enter")
        assert await drive.over()
        await drive.press("F")
        assert await drive.sees("Nothing is placed in December 2026: what fits a gap would open another.", status=True)
        gap = next(one for one in drive.host.sight.open_gaps(drive.host.month) if one.candidates)
        assert "closes 1 gap · opens another" in gaps.offers(drive.host, gap)[0].detail
    without_ideas = PLAN.split('[[items]]\nid = "dfghjk"')[0]
    async with planner(tmp_path, without_ideas) as drive:
        await drive.press("F")
        assert await drive.sees("No idea of the inbox would close a gap in November 2026.", status=True)


async def test_a_placing_that_closes_nothing_says_what_it_makes_smaller(tmp_path):
    plan = samples.load("studio", dt.date(2026, 12, 1)).decode()
    async with planner(tmp_path, plan, today=dt.date(2026, 12, 1), size=(120, 50)) as drive:
        await drive.press("F")
        assert "lowers · Instagram: " in drive.screen
        assert "lowers a gap" not in drive.screen


FRESH = template.new_calendar("Fresh", language="en", timezone="Europe/London", today=dt.date(2026, 11, 1)).decode()
MINE = '\n[[items]]\nid = "bcdfgh"\ntitle = "Mine"\ndate = 2026-11-24\nchannels = ["linkedin"]\n'


def line_with(drive, text: str) -> int:
    lines = drive.host.query_one(CoveragePanel)._lines
    return next(n for n, line in enumerate(lines) if text in "".join(part for part, _style in line.spans))


async def test_aims_of_a_new_file_say_what_they_are_and_are_taken_out_or_opened_in_the_editor(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(editor, "run", lambda _app, words, path, line: opened.append((words[0], path, line)))
    monkeypatch.setenv("VISUAL", "vi")
    async with planner(tmp_path, FRESH + MINE, size=(120, 40)) as drive:
        await drive.press("3")
        drive.host.query_one(CoveragePanel).stand(line_with(drive, "aims to confirm"))
        await drive.press("enter")
        assert "Newsletter, A customer, A prospect: aims that came with the new file" in " ".join(drive.screen.split())
        await drive.press("e")
        assert opened == [("vi", drive.path, drive.text[: drive.text.index('id = "newsletter"')].count("\n"))]
        await drive.press("enter", "d")
        assert "Took 3 aims out" in drive.status
        assert [one.id for one in drive.calendar.channels] == ["linkedin"]
        assert "to confirm" not in drive.screen
        await drive.press("u")
        assert drive.text == FRESH + MINE


async def test_a_line_that_falls_short_in_the_past_is_not_said_to_miss_nothing(tmp_path):
    plan = PLAN.replace("per_week = 2", "per_week = 1")
    async with planner(tmp_path, plan, size=(120, 40)) as drive:
        await drive.press("3")
        panel = drive.host.query_one(CoveragePanel)
        panel.stand(next(n for n, line in enumerate(panel._lines) if line.closed))
        assert drive.host.gap is None
        await drive.press("enter")
        assert (
            "Past: what is missing cannot be filled any more. LinkedIn: nothing in the week of 16 to 22 November"
            in drive.status
        )


async def test_a_date_of_another_year_is_told_with_its_year(tmp_path):
    plan = PLAN.replace("date = 2026-11-24", "date = 2025-11-21")
    async with planner(tmp_path, plan, size=(120, 40)) as drive:
        await drive.press(":")
        await drive.type("rates")
        assert await drive.sees("A video on rates  Fri 21 Nov 2025")
        await drive.press("enter")
        assert await drive.sees("Fri 21 Nov 2025 9:00")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_a_sign_for_questions_is_no_question_mark_of_the_title_in_the_month(tmp_path, size):
    async with planner(tmp_path, PLAN.replace("Pricing mistakes", "What a day brings to you"), size=size) as drive:
        await drive.press("M")
        grid = drive.host.query_one("#month")
        rows = [strip.text for strip in (grid.render_line(y) for y in range(grid.size.height))]
        assert any("?1" in row for row in rows)
        assert not any("? " in row for row in rows)


async def test_the_overview_says_that_each_client_needs_as_much(tmp_path):
    async with planner(tmp_path, PLAN, more=(PLAN.replace("Studio North", "Studio South"),), size=(120, 40)) as drive:
        await drive.press("0")
        assert "each needs as much" in drive.screen
        assert "nothing more" not in drive.screen


async def test_who_publishes_before_the_day_is_told_so(tmp_path):
    async with planner(tmp_path, PLAN.replace('status = "draft"', 'status = "scheduled"')) as drive:
        await drive.press("S")
        assert "“Pricing mistakes”: Published —" in drive.status
        await drive.press("u", "down", "s")
        await drive.type("publ")
        await drive.press("enter")
        assert "status Published, though its day (Tue 24 Nov) is still to come —" in drive.status
        assert drive.item("A video on rates").status == "published"
        await drive.press("u", "*", "s")
        await drive.type("publ")
        await drive.press("enter")
        assert "items: status Published, 1 of them before its day —" in drive.status
        await drive.press("u", "S")
        assert "before its day" not in drive.status
        await drive.press("S")
        assert "“A video on rates”: Published, though its day" in drive.status
