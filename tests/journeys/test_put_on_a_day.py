"""An idea is put among the days that are shown; the line below tells where it comes to, and what it gets there."""

from __future__ import annotations

import datetime as dt

from tests.journeys.harness import PLAN, planner

from planner.core.dates import Month, days
from planner.core.views import Sight
from planner.storage import codec

LOOSE = """\
[calendar]
title = "Loose ends"
client = "Loose"

[coverage]
max_quiet_days = 7

[[items]]
id = "aaaaaa"
title = "First"

[[items]]
id = "bbbbbb"
title = "Second"

[[items]]
id = "cccccc"
title = "Long ago"
date = 2026-10-01
"""


async def test_an_idea_stays_in_the_week_that_is_shown_on_a_free_day(tmp_path):
    async with planner(tmp_path, LOOSE) as drive:
        await drive.press("]", "right", "4", "m")
        assert "→ Tuesday 1 December · no channel yet" in drive.status
        await drive.press("enter")
        assert drive.item("Second").date == dt.date(2026, 12, 1)
        await drive.press("m")
        assert "“First” → Wednesday 2 December" in drive.status


async def test_in_the_week_of_today_it_is_not_put_on_a_day_that_is_past(tmp_path):
    async with planner(tmp_path, LOOSE, today=dt.date(2026, 11, 26)) as drive:
        await drive.press("left", "left", "4", "m")
        assert "→ Thursday 26 November" in drive.status
        await drive.press("left")
        assert "→ Wednesday 25 November · past" in drive.status
        await drive.press("enter")
        assert "“Second” moved to Wed 25 Nov · past — u undoes" in drive.status


async def test_the_slot_it_would_take_is_named_before_it_is_kept(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        await drive.press("4", "m")
        assert "“Year-end checklist” → Thursday 26 November · LinkedIn 9:00" in drive.status
        assert "← → a day" in drive.footer


async def test_what_is_moved_is_told_of_though_the_cursor_of_the_ideas_is_at_another_clients(tmp_path):
    async with planner(tmp_path, LOOSE, more=(PLAN,)) as drive:
        await drive.press("4", "m", "enter", "m")
        assert "“First”" in drive.status
        assert "Tue 24 Nov · Idea" in drive.screen
        assert "no date · Idea" not in drive.screen


def test_a_run_of_quiet_days_that_two_months_see_is_told_once():
    sight = Sight(codec.decode(LOOSE.encode(), "plan.toml").calendar, dt.date(2026, 11, 23))
    seen = [gap for month in (Month(2026, 11), Month(2026, 12)) for gap in sight.gaps(month) if gap.rule == "quiet"]
    assert len(seen) > 1
    for first in days(dt.date(2026, 11, 16), dt.date(2026, 12, 20)):
        week = sight.days(first, first + dt.timedelta(days=6))
        told = [gap for day in week for gap in day.begins]
        assert len(told) <= 1
        assert bool(told) == any(day.gaps for day in week)
