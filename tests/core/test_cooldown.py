"""How soon the same title may come again."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from planner.core import cooldown, relevance
from planner.core.model import Calendar, Item

DAY = dt.date(2026, 11, 23)


def plan(*items: Item, days: int = 60) -> Calendar:
    return Calendar("Plan", items=items, repeat_days=days)


def test_the_first_day_is_counted_from_the_last_of_the_same_title_and_never_past():
    old = Item("a", "Été : prix", "published", date=dt.date(2026, 10, 1))
    later = Item("b", "ETE prix", "draft", date=dt.date(2026, 12, 1))
    assert cooldown.earliest(plan(old), old, DAY) == dt.date(2026, 12, 1)
    assert cooldown.earliest(plan(old, later), old, DAY) == dt.date(2027, 1, 31)
    ancient = Item("c", "Prix", date=dt.date(2020, 1, 1))
    assert cooldown.earliest(plan(ancient), ancient, DAY) == DAY


def test_a_dropped_one_and_an_idea_are_no_time():
    old = Item("a", "Prix", "published", date=dt.date(2026, 1, 1))
    others = Item("b", "Prix", "dropped", date=dt.date(2026, 11, 20)), Item("c", "Prix")
    assert cooldown.earliest(plan(old, *others), old, DAY) == DAY


@given(st.integers(0, 90), st.integers(-120, 200))
def test_what_is_not_too_near_is_not_flagged_as_a_repeat(days, distance):
    old = Item("a", "Prix", "published", date=DAY)
    calendar = plan(old, days=days)
    day = DAY + dt.timedelta(days=distance)
    copy = Item("b", "Prix", "draft", date=day)
    with_copy = plan(old, copy, days=days)
    flagged = bool(relevance.repeats(with_copy, copy)) or bool(relevance.repeats(with_copy, old))
    near = cooldown.too_near(calendar, old, day)
    if flagged:
        assert near is old
    elif day != DAY:
        assert near is None
