"""Values are what the standard frozen dataclass with slots would be."""

from __future__ import annotations

import copy
import dataclasses

import pytest

from planner.core import model, values


@values.dataclass(frozen=True, slots=True)
class Ours:
    """A value."""

    a: int
    b: str = "x"
    c: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.a}{self.b}"


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """A value."""

    a: int
    b: str = "x"
    c: tuple[int, ...] = ()


@values.dataclass(frozen=True, slots=True)
class One:
    """A value of one field."""

    number: float


def test_they_are_made_shown_and_compared_alike():
    one, other = Ours(1, c=(2,)), Theirs(1, c=(2,))
    assert repr(one) == repr(other).replace("Theirs", "Ours")
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert one == Ours(1, "x", (2,))
    assert one != Ours(2)
    assert one != other
    assert hash(one) == hash(Ours(1, c=(2,)))
    assert Ours.__match_args__ == Theirs.__match_args__
    assert one.both == "1x"
    nan = float("nan")
    assert One(nan) == One(nan)
    for wrong in ((), (1, 2, 3, 4)):
        with pytest.raises(TypeError):
            Ours(*wrong)


def test_they_are_frozen_and_have_no_room_for_more():
    one = Ours(1)
    for act in (lambda: setattr(one, "a", 2), lambda: setattr(one, "d", 2), lambda: delattr(one, "a")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            act()
    assert not hasattr(one, "__dict__")


def test_they_are_replaced_and_copied():
    one = Ours(1, "y")
    assert dataclasses.replace(one, a=3) == Ours(3, "y")
    assert copy.copy(one) == copy.deepcopy(one) == one
    match one:
        case Ours(a, b):
            assert (a, b) == (1, "y")


def test_every_entry_of_a_calendar_keeps_its_defaults():
    for kind in model.ENTRY_TYPES.values():
        needed = [spec.name for spec in dataclasses.fields(kind) if spec.default is dataclasses.MISSING]
        made = kind(**dict.fromkeys(needed, "x"))
        assert all(
            getattr(made, spec.name) is spec.default for spec in dataclasses.fields(kind) if spec.name not in needed
        )
