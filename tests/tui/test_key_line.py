"""The line of keys of a dialog: no key apart from what it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.tui.screens.key_line import BETWEEN, broken
from planner.tui.widgets.lines import width_of

KEYS = "y yes · n no · - unsure · Tab note · ← → back, pass · Esc stops · F1 help"


@pytest.mark.parametrize("width", [20, 40, 60, 72, 100])
def test_a_key_is_never_parted_from_what_it_does(width):
    lines = broken(KEYS, width)
    assert all(width_of(line) <= width for line in lines)
    assert BETWEEN.join(line.removesuffix(" ·") for line in lines) == KEYS


@given(st.lists(st.text("abé ", min_size=1, max_size=12), min_size=1, max_size=9), st.integers(1, 60))
def test_nothing_is_lost(entries, width):
    text = BETWEEN.join(entries)
    lines = broken(text, width)
    assert BETWEEN.join(line[:-2] if number < len(lines) - 1 else line for number, line in enumerate(lines)) == text
