"""What the program says of a month is what the page says, read naively, on calendars nobody has seen."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core import naive, random_calendars
from planner.core import coverage, planning, relevance
from planner.core.dates import Month
from planner.core.edits import apply

SEEDS = st.integers(0, 10**9)


def sortable(found):
    return sorted(found, key=repr)


@given(SEEDS)
@settings(max_examples=120, deadline=None)
def test_gaps_are_those_of_the_page(seed):
    made, month, today = random_calendars.calendar(seed)
    got = coverage.gaps(random_calendars.model(made), Month(*month), today)
    told = [
        {
            "rule": gap.rule,
            "subject": gap.subject,
            "from": gap.start,
            "to": gap.end,
            "need": gap.need,
            "have": gap.have,
            "past": gap.past,
            "accepted": gap.accepted,
        }
        for gap in got
    ]
    assert sortable(told) == sortable(naive.gaps(made, *month, today))


@given(SEEDS)
@settings(max_examples=80, deadline=None)
def test_supply_is_that_of_the_page(seed):
    made, _month, today = random_calendars.calendar(seed)
    told = [
        {
            "channel": one.channel,
            "need": one.need,
            "have": one.have,
            "lasts_until": one.lasts_until,
            "planned_until": one.planned_until,
            "ready_until": one.ready_until,
        }
        for one in coverage.supply(random_calendars.model(made), today)
    ]
    assert told == naive.supply(made, today)


@given(SEEDS, st.booleans())
@settings(max_examples=80, deadline=None)
def test_questions_are_those_of_the_page(seed, whole_month):
    made, month, today = random_calendars.calendar(seed)
    asked = relevance.questions(random_calendars.model(made), today, Month(*month) if whole_month else None)
    told = [(one.item_id, one.question, one.state) for one in asked]
    assert sortable(told) == sortable(naive.questions(made, today, month if whole_month else None))


@given(SEEDS, st.integers(0, 100))
@settings(max_examples=40, deadline=None)
def test_candidates_are_the_ideas_that_lower_the_shortfall_on_some_day(seed, pick):
    made, month, today = random_calendars.calendar(seed, dated=14, ideas=4)
    got = [gap for gap in coverage.gaps(random_calendars.model(made), Month(*month), today) if gap.open]
    if not got:
        return
    gap = got[pick % len(got)]
    plain = next(
        one
        for one in naive.gaps(made, *month, today)
        if (one["rule"], one["subject"], one["from"], one["to"]) == (gap.rule, gap.subject, gap.start, gap.end)
    )
    ideas = [item for item in made["items"] if "date" not in item and naive.on_plan(made, item)]
    assert set(gap.candidates) == {idea["id"] for idea in ideas if naive.lowers(made, plain, idea, *month, today)}


@given(SEEDS, st.integers(-1, 1))
@settings(max_examples=80, deadline=None)
def test_ideas_are_as_many_when_they_are_counted_as_when_they_are_ranked(seed, away):
    made, month, today = random_calendars.calendar(seed, dated=14, ideas=12)
    for number, idea in enumerate(item for item in made["items"] if "date" not in item):
        if number % 3 == 0:  # what lacks something could fill a gap
            idea.pop(("format", "pillar", "channels", "personas")[seed % 4], None)
    for gap in coverage.gaps(random_calendars.model(made), Month(*month).shift(away), today):
        assert gap.ideas == len(gap.candidates) + len(gap.could)


def test_past_and_accepted_gaps_have_neither_candidates_nor_could():
    made, month, today = random_calendars.calendar(7)
    for gap in coverage.gaps(random_calendars.model(made), Month(*month).shift(-1), today):
        if not gap.open:
            assert (gap.candidates, gap.could, gap.ideas) == ((), (), 0)


def new_gaps(before, after):
    def known(gap):
        if gap.rule == "quiet":
            return any(old.rule == "quiet" and old.start <= gap.start and gap.end <= old.end for old in before)
        return any(old.key == gap.key for old in before)

    return [gap for gap in after if gap.open and not known(gap)]


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_a_plan_closes_what_it_says_opens_nothing_and_leaves_dated_items_alone(seed):
    made, of, today = random_calendars.calendar(seed, ideas=12)
    calendar, month = random_calendars.model(made), Month(*of)
    runs = {gap.key for gap in coverage.gaps(calendar, month, today) if gap.open and gap.rule == "quiet"}
    for placing in planning.plan_month(calendar, month, today):
        before = coverage.gaps(calendar, month, today)
        assert calendar.by_id[placing.item].date is None
        assert placing.date >= today
        after, _back = apply(calendar, placing.edit)
        left = coverage.gaps(after, month, today)
        assert not new_gaps([gap for gap in before if gap.open], left)
        assert {gap.key for gap in placing.closes} <= {gap.key for gap in before if gap.open} | runs
        still = {gap.key for gap in left}
        assert not still & {gap.key for gap in placing.closes}
        shut = {gap.key for gap in before if gap.open and gap.rule != "quiet"} - still
        assert shut <= {gap.key for gap in placing.closes}
        calendar = after


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_a_plan_stops_only_when_no_idea_in_its_window_lowers_anything(seed):
    made, of, today = random_calendars.calendar(seed, dated=12, ideas=3)
    calendar, month = random_calendars.model(made), Month(*of)
    for placing in planning.plan_month(calendar, month, today):
        calendar, _back = apply(calendar, placing.edit)
    assert planning.plan_month(calendar, month, today) == ()


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_filling_a_gap_with_what_is_offered_makes_it_smaller(seed):
    made, of, today = random_calendars.calendar(seed, dated=16, ideas=5)
    for idea in made["items"]:
        if "date" not in idea and seed % 2:
            idea.pop("format", None)
            idea["personas"] = []
    calendar, month = random_calendars.model(made), Month(*of)
    for gap in coverage.gaps(calendar, month, today):
        assert not set(gap.candidates) & set(gap.could)
        for ident in (*gap.candidates, *gap.could):
            placing = planning.fill(calendar, month, gap, ident, today)
            assert placing is not None
            assert max(gap.start, today) <= placing.date <= gap.end
            before = calendar.by_id[ident]
            assert all(not getattr(before, name) for name in placing.edit.values)
            after, _back = apply(calendar, placing.edit)
            inside = [
                one
                for one in coverage.gaps(after, month, today)
                if (one.rule, one.subject) == gap.key[:2] and gap.start <= one.start and one.end <= gap.end
            ]
            left = next((one for one in inside if one.key == gap.key), None)
            if gap.rule == "supply":
                assert left is None or left.have >= gap.have
            elif gap.rule == "quiet":
                assert all(one.have < gap.have for one in inside)
            elif gap.rule in {"promotion", "one-owner"}:
                assert left is None or left.have <= gap.have
            elif gap.rule in {"pillar", "conversation", "customers"}:
                assert left is None or left.have >= gap.have
            else:
                assert left is None or left.have > gap.have
