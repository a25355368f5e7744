"""An edit made on one state of a plan, carried out on another: nothing of either side is lost without being asked about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import clashes, edits
from planner.core.clashes import WHOLE, fit, settle
from planner.core.edits import Add, Batch, Change, Remove
from planner.core.model import Answer, Calendar, Frozen, Item, Persona

DAY = dt.date(2026, 11, 23)
ITEMS = (Item("aaaaaa", "a", date=DAY, time=dt.time(9)), Item("bbbbbb", "b"), Item("cccccc", "c"))
SEEN = Calendar("t", items=ITEMS, personas=(Persona("p", "P"),), filters=Frozen(x="1"))


def now(ident: str = "aaaaaa", **values: object) -> Calendar:
    return edits.apply(SEEN, Change("items", ident, values))[0]


def test_what_only_one_side_changed_is_kept_of_both():
    fitted = fit(Change("items", "aaaaaa", {"title": "mine"}), SEEN, now(status="review"))
    assert fitted == clashes.Fitted((Change("items", "aaaaaa", Frozen(title="mine")),), ())


def test_the_same_change_on_both_sides_is_no_clash():
    assert not fit(Change("items", "aaaaaa", {"title": "x"}), SEEN, now(title="x")).clashes


def test_answers_are_fitted_question_by_question():
    mine, theirs = Answer("yes", DAY), Answer("no", DAY)
    plan = now(relevance=Frozen(popular=theirs))
    fitted = fit(Change("items", "aaaaaa", {"relevance": Frozen(timely=mine)}), SEEN, plan)
    assert fitted.edit.values["relevance"] == {"popular": theirs, "timely": mine}
    assert fit(Change("items", "aaaaaa", {"relevance": Frozen(popular=mine)}), SEEN, plan).clashes


@pytest.mark.parametrize("keep", [frozenset({"title"}), frozenset(), None])
def test_a_clash_is_settled_as_was_decided(keep):
    plan = now(title="theirs", status="review")
    fitted = fit(Change("items", "aaaaaa", {"title": "mine", "notes": "n"}), SEEN, plan)
    assert [clash.fields for clash in fitted.clashes] == [("title",)]
    after, _back = edits.apply(plan, settle(fitted, [keep], lambda: "dddddd"))
    item = after.by_id["aaaaaa"]
    assert item.status == "review"
    if keep is None:
        assert (item.title, item.notes) == ("theirs", "")
        assert after.by_id["dddddd"] == replace(ITEMS[0], id="dddddd", title="mine", notes="n")
    else:
        assert (item.title, item.notes) == ("mine" if keep else "theirs", "n")


def test_what_they_removed_comes_back_only_as_decided():
    plan = edits.apply(SEEN, Remove("items", "aaaaaa"))[0]
    fitted = fit(Change("items", "aaaaaa", {"title": "mine"}), SEEN, plan)
    assert fitted.clashes[0].fields == (WHOLE,)
    assert settle(fitted, [frozenset()], lambda: "x") == Batch(())
    back = settle(fitted, [frozenset({WHOLE})], lambda: "x")
    assert edits.apply(plan, back)[0].by_id["aaaaaa"].title == "mine"


def test_what_they_changed_is_not_removed_unasked_and_what_they_removed_too_is_no_question():
    fitted = fit(Remove("items", "aaaaaa"), SEEN, now(title="theirs"))
    assert settle(fitted, [frozenset()], lambda: "x") == Batch(())
    assert settle(fitted, [frozenset({WHOLE})], lambda: "x") == Remove("items", "aaaaaa")
    gone = edits.apply(SEEN, Remove("items", "aaaaaa"))[0]
    assert fit(Remove("items", "aaaaaa"), SEEN, gone) == clashes.Fitted((), ())


def test_a_time_never_stands_without_its_day():
    undated = now(date=None, time=None)
    fitted = fit(Change("items", "aaaaaa", {"time": dt.time(10)}), SEEN, undated)
    mine = settle(fitted, [frozenset(fitted.clashes[0].fields)], lambda: "x")
    item = edits.apply(undated, mine)[0].by_id["aaaaaa"]
    assert (item.date, item.time) == (DAY, dt.time(10))
    later = now(time=dt.time(11))
    fitted = fit(Change("items", "aaaaaa", {"date": None, "time": None}), SEEN, later)
    item = edits.apply(later, fitted.edit)[0].by_id["aaaaaa"]
    assert (item.date, item.time, fitted.clashes) == (None, None, ())


def test_an_item_that_was_given_an_id_meanwhile_is_known_again():
    nameless = replace(SEEN, items=(Item("~made", "a", date=DAY),))
    named = replace(SEEN, items=(Item("eeeeee", "a", date=DAY, status="review"),))
    assert fit(Change("items", "~made", {"title": "mine"}), nameless, named).edit.key == "eeeeee"


def test_single_tables_and_twins_of_a_new_id():
    plan = edits.apply(SEEN, Change("filters", "", {"x": "theirs", "y": "2"}))[0]
    fitted = fit(Change("filters", "", {"x": "mine", "z": "3"}), SEEN, plan)
    assert (fitted.clashes[0].fields, fitted.edit.values) == (("x",), {"z": "3"})
    twin = replace(SEEN, items=(*ITEMS, Item("dddddd", "theirs")))
    fitted = fit(Add("items", Item("dddddd", "mine")), SEEN, twin)
    after = edits.apply(twin, settle(fitted, [None], lambda: "ffffff"))[0]
    assert [item.title for item in after.items[-2:]] == ["theirs", "mine"]


VALUES = {
    "title": st.sampled_from("xyz"),
    "status": st.sampled_from(["idea", "draft", "review"]),
    "notes": st.sampled_from(["", "n", "m"]),
    "channels": st.sampled_from([(), ("a",), ("b",)]),
    "results": st.dictionaries(st.sampled_from("vw"), st.integers(0, 2)).map(Frozen),
}
CHANGES = st.tuples(
    st.sampled_from([item.id for item in ITEMS]), st.fixed_dictionaries({}, optional=VALUES).filter(bool)
).map(lambda pair: Change("items", pair[0], Frozen(pair[1])))
STEPS = st.lists(CHANGES, min_size=1, max_size=4).map(lambda steps: Batch(tuple(steps)))


@settings(max_examples=150, deadline=None)
@given(STEPS, STEPS)
def test_theirs_is_never_overwritten_without_a_clash(mine, theirs):
    plan = edits.apply(SEEN, theirs)[0]
    fitted = fit(mine, SEEN, plan)
    after = edits.apply(plan, fitted.edit)[0]
    wanted = edits.apply(SEEN, mine)[0]
    asked = {(clash.now, name) for clash in fitted.clashes for name in clash.fields}
    for item in ITEMS:
        for name in ("title", "status", "notes", "channels"):
            was, their, own, result = (getattr(one.by_id[item.id], name) for one in (SEEN, plan, wanted, after))
            if their != was and own != was and their != own:
                assert (item.id, name) in asked or result == own
            elif (item.id, name) not in asked:
                assert result == (own if own != was else their)
