"""What differs between two plans is said in words, and the edit from one to the other is exact."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import random_calendars
from planner.core import changes, edits, transition
from planner.core.ids import named
from planner.core.model import Answer, Calendar, Channel, Frozen, Item, Pause
from planner.i18n import speaking

PLAN = Calendar(
    "Plan",
    channels=(Channel("linkedin", "LinkedIn"),),
    items=named(
        (
            Item("aaaaaa", "First", date=dt.date(2026, 12, 3)),
            Item("bbbbbb", "Second", copy="one\ntwo"),
            Item("", "By hand", notes="n"),
        )
    ),
)


def with_items(*items: Item) -> Calendar:
    return replace(PLAN, items=named(items))


def said(before: Calendar, after: Calendar) -> list[str]:
    return [str(change) for change in changes.between(before, after)]


def test_the_same_plan_has_no_changes():
    assert changes.between(PLAN, PLAN) == ()
    assert "comments" in changes.summary(())


def test_what_was_added_changed_and_removed_is_said_in_words():
    first, second, third = PLAN.items
    after = with_items(
        replace(
            first,
            status="approved",
            date=dt.date(2026, 12, 4),
            time=dt.time(9),
            channels=("linkedin",),
            relevance=Frozen(timely=Answer("yes", dt.date(2026, 12, 1), "asked")),
            results=Frozen(views=12.0),
        ),
        replace(second, copy="one"),
        Item("cccccc", "New"),
        third,
    )
    assert said(PLAN, after) == [
        "“First”: status Idea → Approved, date Thu 3 Dec → Fri 4 Dec, time – → 9:00, channel – → LinkedIn, answers – → the right time yes (asked), results – → views 12",
        "“Second”: copy rewritten",
        "“New” added",
    ]
    assert said(after, PLAN)[-1] == "“New” removed"
    assert changes.counts(changes.between(PLAN, after)) == "1 added, 2 changed"
    assert changes.summary(changes.between(PLAN, after), 1).endswith("; and 2 more")


def test_days_of_another_year_are_told_apart():
    first = PLAN.items[0]
    day = dt.date(2020, 12, 3)  # a Thursday, too
    assert "3 December 2020" in said(PLAN, with_items(replace(first, date=day), *PLAN.items[1:]))[0]


def test_a_hand_written_item_that_gets_a_title_a_day_or_an_id_is_still_the_same():
    first, second, third = PLAN.items
    for changed in (
        replace(third, id="", title="By hand, again"),
        replace(third, id="", date=dt.date(2026, 12, 9)),
        replace(third, id="dddddd"),
        replace(third, id="dddddd", title="Renamed and named"),
    ):
        found = changes.between(PLAN, with_items(first, second, changed))
        assert [change.kind for change in found] in ([changes.CHANGED], [])


def test_other_tables_are_told_by_name():
    after = replace(
        PLAN,
        title="Other",
        channels=(Channel("linkedin", "LinkedIn", per_week=2), Channel("blog")),
        pauses=(Pause(dt.date(2026, 12, 24), dt.date(2026, 12, 26), "Closed"),),
        filters=Frozen(mine="@a"),
    )
    assert said(PLAN, after) == [
        "channel LinkedIn: per_week 0 → 2",
        "channel blog added",
        "pause Thu 24 Dec – Sat 26 Dec Closed added",
        "calendar: title Plan → Other",
        "kept filters: mine – → @a",
    ]


def test_french_is_spoken():
    with speaking("fr"):
        assert said(PLAN, with_items(replace(PLAN.items[0], status="draft"), PLAN.items[1])) == [
            "«\u00a0First\u00a0»\u00a0: statut Idée → Brouillon",
            "retrait\u00a0: «\u00a0By hand\u00a0»",
        ]
        answer = Frozen(
            timely=Answer("yes", dt.date(2026, 12, 1)), competitors=Answer("yes", dt.date(2026, 12, 1), "or")
        )
        assert said(
            PLAN, replace(with_items(replace(PLAN.items[0], relevance=answer), *PLAN.items[1:]), filters=Frozen(a="x"))
        ) == [
            "«\u00a0First\u00a0»\u00a0: réponses – → le bon moment oui, ce qu'en font les concurrents oui (or)",
            "filtres gardés\u00a0: a – → x",
        ]


SEEDS = st.integers(0, 10_000)


@settings(max_examples=60, deadline=None)
@given(SEEDS, SEEDS, st.booleans())
def test_the_edit_from_one_plan_to_another_is_exact_and_so_is_its_way_back(one: int, other: int, twins: bool):
    before, after = (random_calendars.model(random_calendars.calendar(seed)[0]) for seed in (one, other))
    if twins:  # hand-written items of which some are equals
        before, after = (
            replace(
                plan,
                items=named(replace(item, id="" if place % 2 else item.id) for place, item in enumerate(plan.items)),
            )
            for plan in (before, after)
        )
    edit = transition.leading(before, after)
    found, back = edits.apply(before, edit)
    assert found == after
    assert edits.apply(found, back)[0] == before
    assert all(str(change) for change in changes.between(before, after))


def test_what_stays_is_not_taken_out_and_put_in_again():
    first, second, third = PLAN.items
    edit = transition.leading(PLAN, with_items(first, Item("cccccc", "New"), replace(second, title="2"), third))
    assert [type(step).__name__ for step in edit.edits] == ["Change", "Add"]
    edit = transition.leading(PLAN, with_items(third, first, second))
    assert [type(step).__name__ for step in edit.edits] == ["Remove", "Add"]


@pytest.mark.parametrize("value", [float("nan"), 1e300, -0.0])
def test_odd_numbers_are_told(value: float):
    after = with_items(replace(PLAN.items[0], results=Frozen(views=value)), *PLAN.items[1:])
    assert "results" in said(PLAN, after)[0]


def test_results_are_told_in_the_words_of_the_form():
    after = with_items(replace(PLAN.items[0], results=Frozen(views=12.5, customers=3.0, demos=1.0)), *PLAN.items[1:])
    assert said(PLAN, after) == ["“First”: results – → views 12.5, customers 3, demos 1"]
    with speaking("fr"):
        assert said(PLAN, after) == ["«\xa0First\xa0»\xa0: résultats – → vues 12,5, clients 3, demos 1"]
