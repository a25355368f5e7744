"""What the views show, as values: rows, slots, gaps in place, filters that hide and count."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import views
from planner.core.dates import Month, week_of
from planner.core.model import WEEKDAYS, Calendar, Channel, Coverage, Item, Moment, Pause, Relevance
from planner.core.views import Sight

TODAY = dt.date(2026, 11, 23)
LINKEDIN = Channel("linkedin", "LinkedIn, the page", per_week=2, days=("tuesday", "thursday"), time=dt.time(9))
CALENDAR = Calendar(
    "T",
    relevance=Relevance(questions=("interesting", "timely")),
    channels=(LINKEDIN,),
    items=(
        Item("a", "Late one", date=dt.date(2026, 11, 24), time=dt.time(15), channels=("linkedin",)),
        Item("b", "Any time", date=dt.date(2026, 11, 24)),
        Item("c", "First idea"),
        Item("d", "Second idea", status="draft"),
        Item("e", "Parked", status="parked", date=dt.date(2026, 11, 26), channels=("linkedin",)),
        Item("f", "Parked idea", status="parked"),
        Item("g", "Past", date=dt.date(2026, 11, 20), channels=("linkedin",)),
    ),
)
SIGHT = Sight(CALENDAR, TODAY)


def kinds(rows):
    return [(row.kind, row.card.item.id if row.card else "") for row in rows]


def test_a_week_has_headings_items_by_time_slots_and_what_falls_short():
    rows = views.week_rows(views.week(SIGHT, TODAY))
    assert kinds(rows) == [
        ("day", ""),
        ("day", ""),
        ("item", "b"),
        ("item", "a"),
        ("day", ""),
        ("day", ""),
        ("item", "e"),
        ("slot", ""),
        ("day", ""),
        ("day", ""),
        ("day", ""),
        ("gap", ""),
    ]
    assert [row.selectable for row in rows[:4]] == [True, False, True, True]
    assert rows[-1].gap.rule == "cadence"


def test_a_slot_is_open_until_an_item_on_the_plan_takes_it():
    assert [slot.channel.id for slot in SIGHT.slots(dt.date(2026, 11, 26))] == ["linkedin"], (
        "a parked item takes no slot"
    )
    assert SIGHT.slots(dt.date(2026, 11, 24)) == ()
    assert SIGHT.slots(dt.date(2026, 11, 19)) == (), "the past is over"
    paused = replace(CALENDAR, pauses=(Pause(dt.date(2026, 11, 26), dt.date(2026, 11, 27), "Closed"),))
    assert Sight(paused, TODAY).slots(dt.date(2026, 11, 26)) == ()
    assert Sight(paused, TODAY).pause(dt.date(2026, 11, 27)) == "Closed"
    starts = replace(CALENDAR, starts=dt.date(2026, 12, 1))
    assert Sight(starts, TODAY).slots(dt.date(2026, 11, 26)) == ()


def test_a_filter_hides_items_and_nothing_else():
    day = views.week(SIGHT, TODAY, lambda item: item.id == "a").days[1]
    assert [card.item.id for card in day.cards] == ["a"]
    assert day.hidden == 1
    assert views.week(SIGHT, TODAY, lambda _item: False).gaps == views.week(SIGHT, TODAY).gaps


def test_a_quiet_run_is_known_to_each_of_its_days():
    calendar = replace(CALENDAR, coverage=Coverage(max_quiet_days=4))
    sight = Sight(calendar, TODAY)
    day = next(day for day in views.week(sight, dt.date(2026, 11, 30)).days if day.gaps)
    assert day.gaps[0].rule == "quiet"
    rows = [
        row for day in views.week(sight, day.gaps[0].start).days for row in views.day_rows(day) if row.kind == "gap"
    ]
    assert len(rows) == 1, "it is told where it begins"


def test_a_quiet_run_begun_before_is_told_on_the_first_day_shown_and_can_be_stood_on():
    calendar = replace(CALENDAR, coverage=Coverage(max_quiet_days=4))
    sight = Sight(calendar, TODAY)
    shown = next(
        week for start in range(0, 90, 7) if (week := views.week(sight, TODAY + dt.timedelta(days=start))).days[0].gaps
    )
    first = shown.days[0]
    assert first.begins
    assert {*first.begins} <= {*first.gaps}
    assert all(not day.begins for day in shown.days[1:] if day.gaps == first.gaps)
    rows = views.cell_rows(first, views.below(shown))
    assert [row.gap for row in rows if row.kind == "gap"] == [*first.begins, *shown.gaps]


def test_cards_know_their_questions_and_flags():
    item = replace(CALENDAR.items[0], not_after=dt.date(2026, 11, 1))
    card = Sight(CALENDAR.with_item(item), TODAY).card(item)
    assert card.asks == 2
    assert card.flags == ("late",)
    assert SIGHT.card(CALENDAR.items[2]).asks == 0


def test_inbox_list_and_board():
    assert [item.id for item in views.ideas(CALENDAR)] == ["d", "c"]
    assert [item.id for item in views.listed(CALENDAR)] == ["g", "b", "a", "e", "c", "d", "f"]
    columns = {column.step: [card.item.id for card in column.cards] for column in views.board(SIGHT, Month(2026, 11))}
    assert columns["idea"] == ["g", "b", "a", "c"]
    assert columns["draft"] == ["d"]


def test_moments_stand_on_their_day():
    calendar = replace(CALENDAR, moments=(Moment("m", "Fair", date=dt.date(2026, 11, 25)),))
    day = views.week(Sight(calendar, TODAY), TODAY).days[2]
    assert [occasion.name for occasion in day.occasions] == ["Fair"]


def test_short_names():
    assert views.short_name(CALENDAR, "channels", "linkedin") == "LinkedIn"
    assert views.short_name(CALENDAR, "channels", "unknown") == "unknown"


@settings(max_examples=60, deadline=None)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_month_is_whole_weeks_around_all_its_days(day, starts):
    sight = Sight(replace(CALENDAR, week_starts=starts), TODAY)
    month = Month.of(day)
    view = views.month(sight, month)
    shown = [one.date for week in view.weeks for one in week.days]
    assert len(shown) == 7 * len(view.weeks)
    assert set(month.days()) <= set(shown)
    assert all(week.start == week_of(week.start, starts) for week in view.weeks)
    assert view.weeks[0].start <= month.first <= view.weeks[0].end
    assert view.weeks[-1].start <= month.last <= view.weeks[-1].end
    small = views.mini_month(sight, month)
    assert [week for week, _number in small.weeks] == [week.start for week in view.weeks]


def test_the_ends_of_time_can_be_shown():
    for day in (dt.date(1970, 1, 1), dt.date(2999, 12, 31)):
        assert views.week(SIGHT, day).days
        assert views.month(SIGHT, Month.of(day)).weeks


def test_holidays_come_later_and_nothing_else_is_worked_out_again():
    calendar = Calendar("A", holidays="CA-QC")
    before = Sight(calendar, dt.date(2026, 12, 1), holidays=False)
    gaps = before.gaps(Month(2026, 12))
    after = before.with_holidays()
    assert after.gaps(Month(2026, 12)) is gaps
    christmas = dt.date(2026, 12, 25)
    assert not before.occasions(christmas, christmas)
    assert after.occasions(christmas, christmas)
