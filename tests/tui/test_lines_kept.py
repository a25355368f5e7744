"""What is kept of lines, so that little memory goes with each: the same lines as Textual's own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from journeys.harness import planner
from planner.tui.widgets.lines import Slim, joined
from planner.tui.widgets.once import Ground

SEGMENTS = st.lists(
    st.builds(
        Segment,
        st.text("ab é漢", min_size=1, max_size=6),
        st.sampled_from([Style(), Style(bold=True)]),
        st.none(),
    ),
    max_size=4,
)


@given(segments=SEGMENTS, start=st.integers(0, 8), width=st.integers(0, 8))
@settings(max_examples=60)
def test_a_slim_strip_is_any_strip_once_it_is_used(segments, start, width):
    uses = [
        lambda strip: strip.crop(start, start + width),
        lambda strip: list(strip.divide([start, start + width])),
        lambda strip: strip.adjust_cell_length(width),
        lambda strip: (strip.cell_length, strip.text, len(strip)),
        list,
    ]
    for use in uses:
        slim = Slim(segments)
        assert list(slim) == segments
        assert use(slim) == use(Strip(segments))
        assert list(slim) == segments
        assert not hasattr(slim, "no_such_thing")


@given(several=st.lists(SEGMENTS, max_size=3))
@settings(max_examples=30)
def test_strips_are_joined_as_textual_joins_them(several):
    whole = Strip.join(map(Strip, several))
    mixed = joined([Strip(one) if number % 2 else Slim(one) for number, one in enumerate(several)], whole.cell_length)
    assert list(mixed) == list(whole)
    assert mixed.cell_length == whole.cell_length


async def test_what_lies_beneath_has_the_lines_that_textual_would_draw(tmp_path):
    async with planner(tmp_path, size=(120, 40)) as drive:
        grounds = [drive.host, *(widget for widget in drive.host.query("*") if isinstance(widget, Ground))]
        assert len(grounds) == 4
        for widget in grounds:
            whole = Region(0, 0, *widget.outer_size)
            lines = widget.render_lines(whole)
            assert [list(line) for line in lines] == [list(line) for line in Widget.render_lines(widget, whole)]
            assert widget.render_lines(Region(0, 0, whole.width, 0)) == []
