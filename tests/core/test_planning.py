"""Filling a gap and planning a month: what is offered, in which order, and what an edit then sets."""

import datetime as dt
import time

from planner.core import coverage, filling, planning
from planner.core.dates import Month
from planner.core.edits import apply
from planner.core.ids import named
from planner.core.model import Answer, Calendar, Channel, Coverage, Format, Frozen, Item, Pause, Persona, Pillar

DEC = Month(2026, 12)
TODAY = dt.date(2026, 12, 1)
NO = Frozen({"interesting": Answer("no", TODAY)})
LINKEDIN = Channel("linkedin", per_week=2, days=("tuesday", "thursday"), time=dt.time(9))


def day(number):
    return dt.date(2026, 12, number)


def gap_of(calendar, rule, start=None, today=TODAY):
    return next(gap for gap in coverage.gaps(calendar, DEC, today) if gap.rule == rule and start in (None, gap.start))


def test_candidates_come_by_what_they_close_then_title_and_refused_ones_last():
    calendar = Calendar(
        "C",
        channels=(LINKEDIN,),
        personas=(Persona("ada", per_month=1),),
        items=(
            Item("z", "Zebra", channels=("linkedin",)),
            Item("no", "Aardvark", channels=("linkedin",), relevance=NO),
            Item("best", "Yak", channels=("linkedin",), personas=("ada",)),
            Item("b", "Bee", channels=("linkedin",)),
            Item("off", "Cat", channels=("linkedin",), status="parked"),
        ),
    )
    gap = gap_of(calendar, "cadence", day(7))
    assert gap.candidates == ("best", "b", "z", "no")
    assert gap.could == ()


def test_could_sets_what_is_missing_and_never_goes_against_what_is_there():
    calendar = Calendar(
        "C",
        channels=(LINKEDIN, Channel("blog")),
        personas=(Persona("ada", "Ada", "customer", formats=Frozen({"video": 2})), Persona("bob")),
        formats=(Format("video"), Format("text")),
        items=(
            Item("bare", "Bare"),
            Item("half", "Half", personas=("ada",)),
            Item("other", "Other", personas=("bob",)),
            Item("text", "Text", format="text", channels=("blog",)),
            Item("right", "Right", personas=("ada",), format="video"),
        ),
    )
    gap = gap_of(calendar, "persona-format")
    assert gap.candidates == ("right",)
    assert gap.could == ("bare", "half")
    placing = planning.fill(calendar, DEC, gap, "bare", TODAY)
    assert placing is not None
    assert placing.edit.values["personas"] == ("ada",)
    assert placing.edit.values["format"] == "video"
    assert planning.fill(calendar, DEC, gap, "text", TODAY) is None


def test_what_several_ideas_do_is_what_each_does_and_no_other_idea_is_looked_at(monkeypatch):
    items = tuple(
        Item(
            f"i{number}",
            f"Title {number % 7}",
            channels=(("linkedin",), ("blog",), ())[number % 3],
            personas=(("ada",), ())[number % 2],
        )
        for number in range(40)
    )
    items += (Item("off", "Off", status="dropped", channels=("linkedin",), personas=("ada",)),)
    items += (Item("dated", "Dated", date=day(8), channels=("linkedin",), personas=("ada",)),)
    calendar = Calendar("C", channels=(LINKEDIN, Channel("blog")), personas=(Persona("ada", per_month=3),), items=items)
    for gap in coverage.gaps(calendar, DEC, TODAY):
        offered = (*gap.candidates, *gap.could, "no such idea")
        each = {one: planning.fill(calendar, DEC, gap, one, TODAY) for one in offered}
        with monkeypatch.context() as patched:
            patched.setattr(filling, "groups", None)
            at_once = planning.fills(calendar, DEC, gap, offered, TODAY)
        assert at_once == {one: placing for one, placing in each.items() if placing is not None}


def test_filling_a_channels_week_sets_day_time_and_channel():
    calendar = Calendar("C", channels=(LINKEDIN,), items=(Item("bare", "Bare"),))
    gap = gap_of(calendar, "cadence", day(7))
    assert gap.could == ("bare",)
    placing = planning.fill(calendar, DEC, gap, "bare", TODAY)
    assert placing is not None
    assert dict(placing.edit.values) == {"date": day(8), "time": dt.time(9), "channels": ("linkedin",)}
    after, _back = apply(calendar, placing.edit)
    assert gap_of(after, "cadence", day(7)).have == 1


def test_variety_could_be_an_idea_without_a_format_only_where_another_format_is_declared():
    made = {
        "coverage": Coverage(min_formats=2),
        "items": (Item("d", "D", date=day(2), format="text"), Item("bare", "Bare")),
    }
    assert gap_of(Calendar("C", formats=(Format("text"),), **made), "variety").could == ()
    assert gap_of(Calendar("C", formats=(Format("text"), Format("video")), **made), "variety").could == ("bare",)


def test_supply_could_are_the_ideas_without_a_channel_and_dating_one_that_feeds_helps_nothing():
    calendar = Calendar(
        "C", channels=(LINKEDIN,), items=(Item("bare", "Bare"), Item("fed", "Fed", channels=("linkedin",)))
    )
    gap = gap_of(calendar, "supply")
    assert (gap.have, gap.candidates, gap.could) == (1, (), ("bare",))


def test_a_month_plan_puts_ideas_on_the_channels_days_and_closes_weeks():
    ideas = tuple(Item(f"i{n}", f"Idea {n:02}", channels=("linkedin",)) for n in range(12))
    calendar = Calendar("C", channels=(LINKEDIN,), items=ideas)
    placings = planning.plan_month(calendar, DEC, TODAY)
    assert len(placings) == 10
    assert {placing.date.weekday() for placing in placings} == {1, 3}
    assert len({placing.date for placing in placings}) == 10
    assert sum(len([gap for gap in placing.closes if gap.rule == "cadence"]) for placing in placings) == 5
    assert all(placing.date >= TODAY for placing in placings)


def test_a_plan_leaves_windows_and_pauses_alone_and_takes_refused_ideas_last():
    calendar = Calendar(
        "C",
        coverage=Coverage(max_quiet_days=3),
        pauses=(Pause(day(20), dt.date(2027, 2, 1)),),
        items=(
            Item("late", "A", not_after=dt.date(2026, 11, 1)),
            Item("no", "B", relevance=NO),
            Item("later", "C", not_before=day(10)),
            Item("free", "D"),
        ),
    )
    placings = planning.plan_month(calendar, DEC, TODAY)
    assert [placing.item for placing in placings][-1] == "no"
    assert "late" not in [placing.item for placing in placings]
    assert all(placing.date < day(20) for placing in placings)
    assert next(placing for placing in placings if placing.item == "later").date >= day(10)


def test_a_plan_never_opens_a_gap_by_completing_a_set_of_five():
    kept = tuple(Item(f"k{n}", f"K{n}", date=day(2 + n), intent="promote") for n in range(4))
    calendar = Calendar(
        "C",
        coverage=Coverage(max_promotional=20, max_quiet_days=6),
        items=(*kept, Item("p", "P", intent="promote"), Item("plain", "Plain")),
    )
    placed = [placing.item for placing in planning.plan_month(calendar, DEC, TODAY)]
    assert placed
    assert "p" not in placed


def test_a_plan_keeps_what_feeds_the_coming_weeks():
    ideas = tuple(Item(f"i{n}", f"I{n}", channels=("l",), format="video") for n in range(4))
    calendar = Calendar(
        "C",
        channels=(Channel("l", per_week=1),),
        formats=(Format("video", per_month=4),),
        items=ideas,
        pauses=(Pause(dt.date(2027, 1, 1), dt.date(2027, 12, 31)),),
    )
    state = calendar
    for placing in planning.plan_month(calendar, DEC, TODAY):
        state, _back = apply(state, placing.edit)
    assert not [gap for gap in coverage.gaps(state, DEC, TODAY) if gap.rule == "supply"]


def test_a_plan_of_the_past_is_empty():
    calendar = Calendar("C", channels=(LINKEDIN,), items=(Item("i", "I", channels=("linkedin",)),))
    assert planning.plan_month(calendar, Month(2026, 10), TODAY) == ()


def test_placings_of_twins_without_ids_can_be_done_as_one_step():
    twins = named([Item("", "Twin", channels=("linkedin",)) for _ in range(3)])
    calendar = Calendar("C", channels=(LINKEDIN,), items=twins)
    placings = planning.plan_month(calendar, DEC, TODAY)
    assert len(placings) == 3
    after, back = apply(calendar, planning.as_edit(calendar, placings))
    assert {item.date for item in after.items} == {placing.date for placing in placings}
    assert apply(after, back)[0] == calendar


def test_plan_json_has_the_shape_of_the_page():
    calendar = Calendar(
        "C", channels=(Channel("l", per_week=1, days=("friday",)),), items=(Item("i", "I", channels=("l",)),)
    )
    assert planning.plan_json(planning.plan_month(calendar, DEC, TODAY)) == {
        "placings": [
            {
                "item": "i",
                "date": "2026-12-04",
                "channel": "l",
                "closes": [{"rule": "cadence", "subject": "l", "from": "2026-11-30"}],
            }
        ]
    }


def test_a_full_month_with_two_hundred_ideas_is_planned_while_one_waits():
    words = ("inform", "converse", "promote", "")
    ideas = tuple(
        Item(
            f"i{n}",
            f"Idea {n}",
            channels=(("linkedin",), ("blog",), (), ("linkedin", "blog"))[n % 4],
            personas=((f"p{n % 5}",), ())[n % 3 == 0],
            format=f"f{n % 7}",
            pillar=("tips", "news", "")[n % 3],
            intent=words[n % 4],
            owner=f"o{n % 6}",
        )
        for n in range(200)
    )
    dated = tuple(
        Item(f"d{n}", f"D{n}", date=day(1 + n % 10), channels=("blog",), format="f1", intent="promote", pillar="news")
        for n in range(10)
    )
    calendar = Calendar(
        "C",
        coverage=Coverage(3, 6, 30, 20, 50, 40, 3),
        channels=(Channel("linkedin", per_week=7, days=("tuesday", "thursday")), Channel("blog", per_week=5)),
        personas=tuple(
            Persona(f"p{n}", relation="customer", per_month=8, formats=Frozen({"f1": 2, "f2": 1})) for n in range(5)
        ),
        formats=tuple(Format(f"f{n}", per_month=4) for n in range(7)),
        pillars=(Pillar("tips", share=50), Pillar("news", share=30)),
        items=(*dated, *ideas),
    )
    start = time.perf_counter()
    placings = planning.plan_month(calendar, DEC, TODAY)
    took = time.perf_counter() - start
    assert len(placings) > 40
    assert took < 10  # a second on an idle machine; ten say that something went quadratic
