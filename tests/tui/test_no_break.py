"""A line does not break at a no-break space: no French line begins with a colon."""

from __future__ import annotations

import pytest

from planner.tui.text import show


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_colon_stays_with_its_word(space):
    text = f"inconnu bakground{space}; ceux qui existent{space}: name, title"
    for width in range(18, 60):
        lines = [line.plain for line in show(text).wrap(width)]
        assert not [line for line in lines if line[:1] in ":;"], (width, lines)
        assert " ".join(line.rstrip() for line in lines) == text


def test_what_is_broken_at_spaces_is_broken_as_ever():
    assert [line.plain.rstrip() for line in show("one two three").wrap(8)] == ["one two", "three"]
    assert [line.plain for line in show("abcdefghij").wrap(4)] == ["abcd", "efgh", "ij"]
