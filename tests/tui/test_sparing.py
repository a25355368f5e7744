"""Fewer bytes draw the same: what a terminal makes of both is compared character by character."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pen import Pen

from planner.tui.sparing import sparing

PIECE = re.compile(r"\x1b\[([0-9;]*)([mHK])|(.)", re.DOTALL)


def drawn(data: str) -> tuple[list[tuple[str, object]], object]:
    """Return every character (and every move and erasure) with the style it is drawn in, and the style that is left."""
    pen = Pen()
    found: list[tuple[str, object]] = []
    for codes, kind, char in PIECE.findall(data):
        if kind == "m":
            pen.take(codes)
        else:
            shown = char not in "\r\n" if char else kind == "K"
            found.append((char or codes + kind, pen.style if shown else None))
    return found, pen.style


COLOUR = st.sampled_from(["", "31", "39", "49", "97", "38;5;254", "38;2;1;2;3", "44", "107", "48;5;16", "48;2;0;0;9"])
WORDS = st.lists(st.sampled_from("1234579"), max_size=3)
CODES = st.builds(lambda words, *colours: ";".join([*words, *filter(None, colours)]), WORDS, COLOUR, COLOUR)
TEXT = st.text("ab é\n", max_size=4)
PART = st.one_of(
    st.builds(lambda codes, text: f"\x1b[{codes}m{text}\x1b[0m", CODES.filter(bool), TEXT),
    st.builds(lambda codes, text: f"\x1b[{codes}m{text}", CODES.filter(bool), TEXT),
    st.sampled_from(["\x1b[3;4H", "\r\n", "plain", "\x1b[K", "\x1b[m"]),
)


@settings(max_examples=300)
@given(st.lists(PART, max_size=12).map("".join))
def test_the_same_is_drawn_and_never_in_more_bytes(data):
    spared = sparing(data)
    assert drawn(spared) == drawn(data)
    assert len(spared) <= len(data)


def test_one_style_is_sent_once_and_of_another_what_changes():
    blue = "\x1b[38;5;254;48;5;17m"
    assert sparing(f"{blue}a\x1b[0m\r\n\x1b[2;1H{blue}b\x1b[0m") == f"{blue}a\r\n\x1b[2;1Hb\x1b[m"
    assert sparing(f"{blue}a\x1b[0m\x1b[1;38;5;209;48;5;17mb\x1b[0m") == f"{blue}a\x1b[1;38;5;209mb\x1b[m"
