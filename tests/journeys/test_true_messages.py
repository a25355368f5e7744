"""What is said agrees with what is on the screen: of a filtered day, of items that lose their date, of several calendars, of shares."""

from __future__ import annotations

import pytest

from journeys.harness import PLAN, planner

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
