"""Small calendars on which the page, read a second time from nothing, and the program once differed."""

import datetime as dt

from planner.core import coverage, planning
from planner.core.dates import Month
from planner.core.model import Accepted, Answer, Calendar, Channel, Coverage, Frozen, Item
from planner.storage import codec


def test_the_supply_gap_of_four_weeks_that_are_a_february_has_its_ideas():
    today = dt.date(2027, 2, 1)
    calendar = Calendar(
        "C",
        channels=(Channel("blog", per_week=1),),
        items=(
            Item("no", "Refused", channels=("blog",), relevance=Frozen({"popular": Answer("no", today)})),
            Item("bare", "Without a channel"),
        ),
    )
    gap = next(one for one in coverage.gaps(calendar, Month(2027, 2), today) if one.rule == "supply")
    assert (gap.start, gap.end) == (today, dt.date(2027, 2, 28))
    assert gap.candidates == ("no",)
    assert gap.could == ("bare",)


def test_an_idea_on_the_present_day_closes_a_run_of_which_only_past_days_stay_quiet():
    today = dt.date(2026, 12, 12)
    calendar = Calendar(
        "C",
        coverage=Coverage(max_quiet_days=3),
        items=(
            Item("far", "Later", date=dt.date(2026, 12, 16)),
            *(Item(f"x{day}", f"Item {day}", date=dt.date(2026, 12, day)) for day in range(17, 28, 2)),
            Item("idea", "Idea"),
        ),
    )
    gap = next(one for one in coverage.gaps(calendar, Month(2026, 12), today) if one.open)
    assert (gap.start, gap.end) == (dt.date(2026, 11, 28), dt.date(2026, 12, 15))
    (placing,) = planning.plan_month(calendar, Month(2026, 12), today)
    assert (placing.date, [one.rule for one in placing.closes]) == (today, ["quiet"])


def test_an_idea_that_cuts_a_run_before_a_piece_that_was_accepted_closes_it():
    today = dt.date(2026, 12, 1)
    calendar = Calendar(
        "C",
        coverage=Coverage(max_quiet_days=3),
        items=(
            Item("first", "First", date=dt.date(2026, 12, 1)),
            Item("far", "Far", date=dt.date(2026, 12, 12)),
            *(Item(f"x{day}", f"Item {day}", date=dt.date(2026, 12, day)) for day in range(14, 32, 2)),
            Item("idea", "Idea"),
        ),
        accepted=(Accepted("quiet", start=dt.date(2026, 12, 6), month="2026-12"),),
    )
    (placing,) = planning.plan_month(calendar, Month(2026, 12), today)
    assert (placing.date, [one.rule for one in placing.closes]) == (dt.date(2026, 12, 5), ["quiet"])


def test_candidates_stand_in_the_order_of_what_they_close_and_then_of_their_titles():
    text = """
[calendar]
title = "x"
[[personas]]
id = "ana"
per_month = 1
[[channels]]
id = "blog"
per_month = 1
[[items]]
id = "bbbbbb"
title = "B, only for the blog"
channels = ["blog"]
[[items]]
id = "cccccc"
title = "C, for both, outside its window"
channels = ["blog"]
personas = ["ana"]
not_before = 2027-05-01
[[items]]
id = "dddddd"
title = "A, for the blog"
channels = ["blog"]
"""
    calendar = codec.decode(text.encode(), "x.toml").calendar
    gap = next(one for one in coverage.gaps(calendar, Month(2026, 12), dt.date(2026, 12, 1)) if one.rule == "cadence")
    assert gap.candidates == ("cccccc", "dddddd", "bbbbbb")
