"""Many edits of one kind at once do what they do one after the other, and are taken back the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import edits
from planner.core.edits import Add, Batch, Change, Remove
from planner.core.model import Calendar, Frozen, Item

START = Calendar("Plan", items=tuple(Item(name, f"Title {name}") for name in "abcdef"))
IDS = st.sampled_from("abcdefghij")
STEPS = st.one_of(
    st.builds(lambda name, at: Add("items", Item(name, f"New {name}"), at), IDS, st.none() | st.integers(0, 12)),
    st.builds(lambda name: Remove("items", name), IDS),
    st.builds(lambda name, title: Change("items", name, Frozen(title=title)), IDS, st.sampled_from(["x", "y"])),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_a_batch_is_its_steps_one_after_the_other(steps):
    calendar, gone = START, False
    for step in steps:
        try:
            calendar = edits.apply(calendar, step)[0]
        except edits.GoneError:
            gone = True
            break
    try:
        after, back = edits.apply(START, Batch(tuple(steps)))
    except edits.GoneError:
        assert gone
        return
    assert not gone
    assert after == calendar
    assert edits.apply(after, back)[0] == START


def test_twenty_thousand_go_out_and_come_back_in_one_pass():
    many = tuple(Item(f"{number:05d}", "Title") for number in range(20_000))
    calendar = Calendar("Plan", items=many)
    after, back = edits.apply(calendar, Batch(tuple(Remove("items", item.id) for item in many[::2])))
    assert after.items == many[1::2]
    assert edits.apply(after, back)[0].items == many
