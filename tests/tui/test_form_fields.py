"""What the form writes into its lines reads back as the same values, whatever names and words a calendar holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.model import Calendar, Channel, Format, Frozen, Item, Person, Persona
from planner.core.offered import completed
from planner.errors import UsageError
from planner.tui.drafts import Drafts
from planner.tui.screens.field_texts import read_numbers, read_time
from planner.tui.screens.fields import FIELDS, Reader, together

TODAY = dt.date(2026, 11, 23)
NAMES = st.text(st.sampled_from('aAéb ,;"[]/#@\\-1'), min_size=1, max_size=8)
IDS = st.text("abc", min_size=1, max_size=4)


def reader(**tables: object) -> Reader:
    return Reader(Calendar("T", **tables), TODAY, "en")


@given(st.dictionaries(IDS, NAMES, min_size=1, max_size=4), st.data())
@settings(max_examples=150, deadline=None)
def test_names_with_commas_and_twins_read_back(names, data):
    entries = tuple(Persona(ident, name) for ident, name in names.items())
    chosen = tuple(data.draw(st.lists(st.sampled_from(sorted(names)), unique=True)))
    read = reader(
        personas=entries,
        people=tuple(Person(one.id, one.name) for one in entries),
        formats=tuple(Format(one.id, one.name) for one in entries),
    )
    item = Item("x", "X", personas=chosen, format=chosen[0] if chosen else "", owner=chosen[-1] if chosen else "")
    for name in ("personas", "format", "owner"):
        field = FIELDS[name]
        assert read.read(field, read.written(field, item), item) == getattr(item, name)


@given(st.lists(NAMES.map(str.strip).filter(bool)))
@settings(max_examples=150, deadline=None)
def test_lists_read_back(words):
    item = Item("x", "X", assets=tuple(words))
    assert reader().read(FIELDS["assets"], reader().written(FIELDS["assets"], item), item) == tuple(words)


@given(
    st.dictionaries(
        st.text("ab é", min_size=1).filter(lambda text: text.strip() == text),
        st.integers() | st.floats(-1e6, 1e6).map(lambda n: round(n, 3)),
    )
)
@settings(max_examples=100, deadline=None)
def test_numbers_read_back(numbers):
    item = Item("x", "X", results=Frozen(numbers))
    assert dict(read_numbers(reader().written(FIELDS["results"], item))) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("120 views", {"views": 120}),
        ("1200 views and 3 customers", {"views": 1200, "customers": 3}),
        ("views=7 likes=2", {"views": 7, "likes": 2}),
    ],
)
def test_results_are_taken_as_people_say_them(text, numbers):
    assert dict(read_numbers(text)) == numbers


@pytest.mark.parametrize("text", ["went well", "3 views and went well", "views=many"])
def test_results_that_are_no_numbers_are_refused(text):
    with pytest.raises(UsageError):
        read_numbers(text)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("9", 9, 0),
        ("9:00", 9, 0),
        ("9h30", 9, 30),
        ("0930", 9, 30),
        ("2pm", 14, 0),
        ("14:05", 14, 5),
        ("09:00:00", 9, 0),
        ("9 h 30", 9, 30),
    ],
)
def test_a_time_of_day_in_the_ways_people_write_it(text, hour, minute):
    assert read_time(text) == dt.time(hour, minute)


@pytest.mark.parametrize("text", ["25", "9:75", "noon", "9:0:0:0", "-1"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(UsageError):
        read_time(text)


def test_an_unknown_name_offers_the_nearest():
    read = reader(channels=(Channel("linkedin", "LinkedIn"),))
    with pytest.raises(UsageError, match="LinkedIn"):
        read.read(FIELDS["channels"], "linkdin", Item("x", "X"))
    assert read.read(FIELDS["channels"], "old", Item("x", "X", channels=("old",))) == ("old",)


def test_values_that_do_not_go_together_are_told():
    item = Item("x", "X")
    assert set(together({"time": dt.time(9)}, item)) == {"time"}
    assert set(together({"not_before": TODAY, "not_after": TODAY - dt.timedelta(1)}, item)) == {"not_after"}
    assert not together({"date": TODAY, "time": dt.time(9)}, item)


def test_the_add_line_completes_the_name_after_its_last_sign():
    plan = Calendar("T", personas=(Persona("camille", "Camille, lectrice"),), formats=(Format("video", "Vidéo"),))
    assert completed("Prix @cam", plan) == "Prix @camille"
    assert completed("Prix @camille #vi", plan) == "Prix @camille #video"
    assert completed("mail@cam", plan) is None
    assert completed("Prix @cam again", plan) is None


def test_drafts_are_private_and_a_damaged_one_is_no_draft(tmp_path):
    drafts = Drafts(tmp_path / "plan.toml", tmp_path / "drafts")
    assert drafts.keep("bcdfgh", {"title": "[/b] \ud800"}) == ""
    assert drafts.load("bcdfgh") == {"title": "[/b] \ud800"}
    assert drafts.load("other") == {}
    file = next((tmp_path / "drafts").glob("*.json"))
    assert file.stat().st_mode & 0o077 == 0
    for damage in (b"", b"[]", b"{", b"[" * 100_000, b'{"format": 1, "key": "bcdfgh", "texts": 3}'):
        file.write_bytes(damage)
        assert drafts.load("bcdfgh") == {}
    drafts.keep("bcdfgh", {})
    assert not file.exists()


def test_a_draft_that_cannot_be_written_says_why(tmp_path):
    (tmp_path / "drafts").write_text("a file is in the way")
    assert Drafts(tmp_path / "plan.toml", tmp_path / "drafts").keep("a", {"title": "x"})
