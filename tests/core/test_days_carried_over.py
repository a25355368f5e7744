"""After a change of one item, each day holds what it would hold if all items were looked at again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import edits
from planner.core.edits import Change
from planner.core.model import Calendar, Frozen, Item

DAYS = [None, *(dt.date(2026, 11, day) for day in (23, 24, 25))]
TIMES = [None, dt.time(9), dt.time(10, 30)]
WHEN = st.tuples(st.sampled_from(DAYS), st.sampled_from(TIMES)).map(
    lambda when: (when[0], when[1] if when[0] else None)
)
CHANGES = st.lists(st.tuples(st.integers(0, 7), WHEN), max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(WHEN, min_size=8, max_size=8), CHANGES, st.booleans())
def test_days_are_those_of_the_items(dates, changes, named):
    items = tuple(
        Item(f"{'' if named else '~'}i{place}", f"Item {place}", date=date, time=time)
        for place, (date, time) in enumerate(dates)
    )
    calendar = Calendar("Plan", items=items)
    for place, (date, time) in changes:
        assert calendar.by_day is not None
        change = Change("items", calendar.items[place].id, Frozen(date=date, time=time))
        calendar, inverse = edits.apply(calendar, change)
        assert calendar.by_day == replace(calendar).by_day
        assert edits.apply(calendar, inverse)[0].by_day == replace(edits.apply(calendar, inverse)[0]).by_day
