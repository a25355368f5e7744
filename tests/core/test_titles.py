"""Titles are found by their parts as if each were looked at: those that begin with what is typed first, all in their order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.fold import fold
from planner.core.model import Item
from planner.core.titles import Titles

TITLES = st.lists(st.text("ab é\n-Z", max_size=7), max_size=12)
WORDS = st.lists(st.text("abez", min_size=1, max_size=3), min_size=1, max_size=3)


def one_by_one(titles, words):
    """What looking at each title finds."""
    whole = "".join(words)
    folded = [fold(title) for title in titles]
    begin = [number for number, title in enumerate(folded) if title.startswith(whole)]
    hold = [number for number, title in enumerate(folded) if all(word in title for word in words)]
    return [*begin, *(number for number in hold if number not in begin)]


@settings(max_examples=150, deadline=None)
@given(TITLES, WORDS, st.integers(1, 15), st.integers(0, 12))
def test_what_is_found_is_what_looking_at_each_title_finds(titles, words, most, first):
    items = [Item(f"i{number}", title) for number, title in enumerate(titles)]
    found = Titles()
    found.take(items[:first])
    assert found.find(words, most) == one_by_one(titles[:first], words)[:most]
    found.take(items[first:])
    assert found.find(words, most) == one_by_one(titles, words)[:most]
