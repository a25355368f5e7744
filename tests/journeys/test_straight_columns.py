"""Wide, joined, combining and right-to-left text keeps every column straight, in every view and dialog, at every size."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from journeys.harness import Drive, planner
from journeys.test_hostile_views import hostile_plan
from planner.tui.screens.dialog import Dialog
from planner.tui.widgets.lines import Palette, beside, cut, length, pad, strip, wrap
from planner.tui.widgets.panel import Panel

TEXTS = (
    "日本語の題名がとても長い場合にも列はまっすぐ",
    "한국어 제목 · 中文标题 · ｗｉｄｅ",
    "👩‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈 family, astronaut, flag",
    "🇨🇦🇫🇷🇯🇵 three flags and a lone 🇨",
    "☎️ ❤️ ✔️ 1️⃣ #️⃣ signs with a variation selector",
    "é̂̃ ạ̈ Z̡̢a̛l̀g̕ó accents upon accents",
    "عنوان طويل جدا باللغة العربية ثم English",
    "כותרת ארוכה בעברית (2026) and more",
    "ไทยและ हिन्दी தமிழ் ᄒᆞᆫ글",
    "\u200b\u2060\ufeff\u00ad zero\u200dwidth \u202e override",
    "·—…  ﷽ 𒐫 ⸻",
)
FRAME = set("│┃╮╯┓┛")


def crooked(drive: Drive) -> list[str]:
    """Return the lines whose width or right frame is not where it should be."""
    strips = drive.app.screen._compositor.render_strips()
    width = drive.app.size.width
    found = []
    if isinstance(drive.app.screen, Dialog):  # what is behind may be cut in the middle of a sign
        regions = [drive.app.screen.query_one(".box").region]
    else:
        framed = [
            panel
            for panel in drive.host.query(Panel)
            if panel.display and panel.styles.border_left[0] not in ("", "none")
        ]
        regions = [panel.region for panel in framed if panel.region.area]
        found = [f"{y}: {line.text!r}" for y, line in enumerate(strips) if cell_len(line.text) != width]
    for region in regions:
        for y in range(region.y, min(region.bottom, len(strips))):
            for x in (region.x, region.right - 1):
                sign = strips[y].crop(x, x + 1).text
                if sign not in FRAME | set("╭╰┏┗"):
                    found.append(f"{y}, {x}: {sign!r} in {strips[y].text!r}")
    return found


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (121, 33), (200, 60)])
async def test_frames_stand_straight_whatever_is_in_them(tmp_path, size):
    wrong = {}
    async with planner(tmp_path, hostile_plan(TEXTS), size=size) as drive:
        for keys in (
            ("W",),
            ("M",),
            ("B",),
            ("L",),
            ("3",),
            ("4",),
            ("W", "1", "j", "5"),
            ("question_mark",),
            ("colon",),
            ("w",),
            ("I",),
            ("F",),
            ("N",),
            ("D",),
            ("p",),
            ("e",),
            ("x",),
        ):
            await drive.press(*keys)
            await drive.settle()
            if found := crooked(drive):
                wrong[keys] = found
            for _turn in range(3):
                if isinstance(drive.app.screen, Dialog):
                    await drive.press("escape")
            await drive.press("1")
    assert not wrong, "\n".join(f"{keys}: {found[:4]}" for keys, found in wrong.items())


HOSTILE = st.one_of(
    st.text(st.sampled_from("a é日語👩\u200d👧🏽\ufe0f❤🇨🇦\u0301\u0323عبא\u200b\u202e-·. "), max_size=40),
    st.sampled_from(TEXTS),
    st.text(max_size=40),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(HOSTILE, max_size=4), st.lists(HOSTILE, max_size=2), st.integers(1, 90))
def test_a_line_has_exactly_the_cells_it_was_given(left, right, width):
    drawn = strip(Palette({}), width, [(text, "") for text in left], [(text, "muted") for text in right])
    assert sum(cell_len(segment.text) for segment in drawn) == drawn.cell_length == width


@settings(max_examples=150, deadline=None)
@given(HOSTILE, st.integers(1, 60), st.integers(1, 3), st.integers(0, 6))
@example("\u200d\u200d\u202e", 2, 1, 0)
@example("\u200d\u200d\u202e", 2, 2, 0)
def test_every_way_to_cut_stays_in_its_cells(text, width, most, signs):
    assert cell_len(pad(text, width)) == width
    assert length(cut([(text, ""), (text, "")], width)) <= width
    for line in wrap(text, width, most):
        assert cell_len(line) <= max(width, 2)
    lines, at = beside(text, max(width, signs + 3), most, signs)
    assert 0 <= at < max(len(lines), 1)
