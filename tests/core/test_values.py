"""Our ``dataclass`` is the standard one, only made faster."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core import values
from planner.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A value."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = ()
    found: list[str] = values.field(default_factory=list, compare=False, repr=False)

    @property
    def doubled(self) -> int:
        return self.count * 2


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """A value."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = ()
    found: list[str] = dataclasses.field(default_factory=list, compare=False, repr=False)


@dataclass(slots=True)
class Open:
    name: str
    count: int = 0


@dataclass(frozen=True)
class Child(Ours):
    more: Any = None


@given(st.text(), st.integers(), st.tuples(st.text()), st.text())
def test_it_behaves_as_the_standard_one(name, count, parts, other):
    ours, theirs = Ours(name, count, parts=parts), Standard(name, count, parts=parts)
    assert repr(ours) == repr(theirs).replace("Standard", "Ours")
    assert hash(ours) == hash(theirs)
    assert dataclasses.astuple(ours) == dataclasses.astuple(theirs)
    assert ours == Ours(name, count, parts)
    assert (ours == Ours(other, count, parts)) is (theirs == Standard(other, count, parts))
    assert dataclasses.replace(ours, name=other) == Ours(other, count, parts)
    assert ours != theirs
    assert ours.doubled == count * 2


def test_a_default_is_made_for_each_value():
    assert Ours("a").found is not Ours("a").found
    assert Ours("a", found=["x"]) == Ours("a")


def test_a_frozen_value_never_changes_and_can_be_copied():
    value = Ours("a", 1, ("b",))
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value


def test_an_open_value_changes_and_is_not_hashed():
    value = Open("a")
    value.count = 5
    assert value == Open("a", 5)
    with pytest.raises(TypeError):
        hash(value)


@pytest.mark.parametrize("words", [(), ("a", 1, (), [], "too many")])
def test_what_is_missing_or_too_much_is_refused(words):
    with pytest.raises(TypeError):
        Ours(*words)
    with pytest.raises(TypeError):
        Ours("a", unknown=1)


def test_the_first_values_are_made_as_the_later_ones_are():
    @dataclass(frozen=True, slots=True)
    class Late:
        one: int
        two: tuple[int, ...] = ()
        three: list[int] = values.field(default_factory=list)

    for number in range(values.FEW + 3):
        assert Late(number, (1,)) == Late(one=number, two=(1,)) == Late(number, two=(1,), three=[])
        for words, named in (((), {}), ((1, (), [], 4), {}), ((1,), {"one": 2}), ((1,), {"four": 4})):
            with pytest.raises(TypeError):
                Late(*words, **named)


def test_a_class_that_builds_on_another_has_its_fields_too():
    assert Child("a", more=1) == Child("a", 3, (), more=1)
    assert [spec.name for spec in dataclasses.fields(Child)] == ["name", "count", "parts", "found", "more"]
    assert repr(Child("a")) == "Child(name='a', count=3, parts=(), more=None)"
    assert dataclasses.is_dataclass(Child)


def test_it_is_matched_by_place():
    match Ours("a", 4):
        case Ours(name, count):
            assert (name, count) == ("a", 4)
        case _:
            raise AssertionError


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    one: int
    other: int = values.field(default=2)


@given(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
def test_values_in_order_are_compared_field_by_field(one, other, third, fourth):
    left, right = Pair(one, other), Pair(third, fourth)
    assert (left < right, left <= right) == ((one, other) < (third, fourth), (one, other) <= (third, fourth))
    assert (left > right, left >= right) == ((one, other) > (third, fourth), (one, other) >= (third, fourth))
    with pytest.raises(TypeError):
        assert left < one


def test_our_own_look_at_fields_is_the_standard_one():
    value = Child("a", more=1)
    assert [spec.name for spec in values.fields(value)] == [spec.name for spec in dataclasses.fields(value)]
    assert values.replace(value, more=2) == dataclasses.replace(value, more=2)
    assert values.is_dataclass(value)
    assert not values.is_dataclass("text")
    with pytest.raises(TypeError):
        values.replace(value, nothing=2)


def test_a_standard_class_is_no_base_of_ours():
    with pytest.raises(TypeError):
        dataclass(type("Mixed", (Standard,), {}))


def test_two_threads_may_make_the_first_value_at_once():
    @dataclass(frozen=True)
    class Fresh:
        name: str

    first = Fresh.__init__  # what the slower of two threads has in hand already
    Fresh("one")
    late = object.__new__(Fresh)
    first(late, "two")
    assert late == Fresh("two")
