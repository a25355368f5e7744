"""Only what differs is sent: a terminal that gets the differences shows what one shows that gets everything."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from tests.pen import Terminal
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from planner.tui.driver import _strips
from planner.tui.shown import Shown

STYLE = st.sampled_from(["", "1", "38;5;254", "38;5;254;48;5;17"])
TEXT = st.text("ab é│⚠日", min_size=1, max_size=20)
RUN = st.builds(lambda style, text: f"\x1b[{style}m{text}\x1b[0m" if style else text, STYLE, TEXT)
CHUNK = st.builds(
    lambda row, column, runs, end: f"\x1b[{row};{column}H{''.join(runs)}{end}",
    st.integers(1, 3),
    st.integers(1, 6),
    st.lists(RUN, max_size=4),
    st.sampled_from(["", "\r\n"]),
)
FRAME = st.one_of(
    st.lists(CHUNK, max_size=8).map("".join),
    st.lists(CHUNK, max_size=3).map(lambda chunks: "\x1b[?2026h" + "".join(chunks) + "\x1b[1;1H\x1b[?2026l"),
    st.sampled_from(["\x1b[2J", "\x1b[?1049h\x1b[2J"]),
)


@settings(max_examples=300)
@given(st.lists(FRAME, max_size=8))
def test_the_differences_show_what_everything_shows(frames):
    everything, differences, shown = Terminal(), Terminal(), Shown()
    for frame in frames:
        everything.take(frame)
        differences.take(shown.changes(frame))
        assert differences.cells == everything.cells


def test_what_stands_there_is_not_sent_again_until_it_is_forgotten():
    shown = Shown()
    frame = "\x1b[1;1H\x1b[1mhello\x1b[0m\r\n\x1b[2;1Hworld\x1b[1;1H"
    assert "hello" in shown.changes(frame)
    assert shown.changes(frame) == "\x1b[1;1H"
    assert shown.changes(frame.replace("world", "words")) == "\x1b[2;4Hds\x1b[1;1H"
    shown.forget()
    assert "hello" in shown.changes(frame)


def test_a_line_with_wide_characters_is_sent_whole():
    shown = Shown()
    shown.changes("\x1b[1;1Ha日b")
    assert shown.changes("\x1b[1;1Ha日c") == "\x1b[1;1Ha日c"


INKS = st.sampled_from([None, Style(bold=True), Style(color="color(254)"), Style(color="#102030", bgcolor="color(17)")])
SEGMENTS = st.lists(st.tuples(TEXT, INKS).map(lambda given: Segment(*given)), min_size=1, max_size=3)


@st.composite
def _updates(draw):
    """A few strips, and updates that put some of them on three lines of twelve cells, cut at two places or at others."""
    kept = draw(st.lists(SEGMENTS, min_size=2, max_size=5))
    updates = []
    for cuts in draw(st.lists(st.sampled_from([(0, 4, 12), (0, 6, 12), (0, 12)]), max_size=8)):
        pieces = list(pairwise(cuts))
        # whole strips are used again as they are: what was put there is known by its identity
        chops = [
            {x: draw(st.sampled_from([None, *(_fitting(tuple(one), end - x) for one in kept)])) for x, end in pieces}
            for _line in range(3)
        ]
        spans = [
            (y, *sorted(draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2, unique=True))))
            for y in draw(st.lists(st.integers(0, 2), min_size=1, max_size=3))
        ]
        whole = [[_fitting(tuple(draw(st.sampled_from(kept))), end - x) for x, end in pieces] for _line in range(3)]
        strips = ChopsUpdate(chops, spans, [list(cuts[1:])] * 3), LayoutUpdate(whole, Region(0, 0, 12, 3))
        updates.append(draw(st.one_of(FRAME, st.sampled_from(strips))))
    return updates


@cache
def _fitting(segments, width):
    return Strip(segments).adjust_cell_length(width)


@settings(max_examples=300)
@given(_updates())
def test_strips_that_changed_show_what_all_of_them_show(updates):
    everything, differences, shown = Terminal(), Terminal(), Shown()
    console = Console(color_system="truecolor", force_terminal=True)
    for update in updates:
        if isinstance(update, str):
            everything.take(update)
            differences.take(shown.changes(update))
        else:
            everything.take(update.render_segments(console))
            drawing = shown.drawing(_strips(update), ColorSystem.TRUECOLOR)
            differences.take(shown.changes(drawing + "\x1b[1;1H"))
        assert differences.cells == everything.cells


def test_a_strip_that_stands_there_is_not_sent_again():
    shown = Shown()
    strip, other = Strip([Segment("hello")]), Strip([Segment("hullo")])
    colours = ColorSystem.TRUECOLOR
    assert shown.drawing([(0, 0, strip)], colours) == "\x1b[1;1Hhello"
    assert shown.changes("\x1b[1;1Hhello\x1b[1;1H") == "\x1b[1;1Hhello\x1b[1;1H"
    assert shown.drawing([(0, 0, strip)], colours) == ""
    assert shown.drawing([(0, 0, other)], colours) == "\x1b[1;2Hu"
    shown.forget()
    assert shown.drawing([(0, 0, other)], colours) == "\x1b[1;1Hhullo"
