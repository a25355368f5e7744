"""Who takes part: what was said up to today and what comes, and names that hold a comma."""

from __future__ import annotations

import datetime as dt

from planner.core import voices
from planner.core.model import Calendar, Item, Person

TODAY = dt.date(2026, 11, 23)


def test_a_planned_item_is_the_next_and_not_the_last():
    items = (
        Item("a", "Old", owner="ana", date=dt.date(2026, 1, 5)),
        Item("b", "Ahead", owner="ana", date=dt.date(2027, 1, 12)),
    )
    (one,) = voices.voices(Calendar("T", people=(Person("ana", "Ana"),), items=items), TODAY)
    assert (one.last, one.next, one.silent) == (dt.date(2026, 1, 5), dt.date(2027, 1, 12), False)
    (one,) = voices.voices(Calendar("T", people=(Person("ana", "Ana"),), items=items[:1]), TODAY)
    assert (one.last, one.next, one.silent) == (dt.date(2026, 1, 5), None, True)


def test_people_are_greeted_by_what_stands_before_the_comma():
    people = (Person("j", "Jeanne, libraire jeunesse"), Person("o", "Odile, à la caisse"), Person("m", "Malik"))
    calendar = Calendar("T", people=people)
    assert voices.asking_text(calendar, voices.voices(calendar, TODAY)).startswith("Hello Jeanne, Odile, Malik,\n")
