"""What little room leaves: a cut text has one ellipsis, the first of a month its French word, and a long list pages as far as it is seen."""

from __future__ import annotations

import datetime as dt

import pytest
from textual.app import App

from journeys.harness import planner
from planner import i18n
from planner.core.dates import Month, short_day_month
from planner.tui.actions import GROUPS, Action
from planner.tui.screens.help import Help
from planner.tui.widgets.gap_words import range_of
from planner.tui.widgets.lines import cut, fit, length


def test_a_text_cut_twice_has_one_ellipsis():
    for first in range(3, 12):
        for second in range(2, first):
            assert fit(fit("Prix du roman", first), second).count("…") == 1
    assert length(cut([(fit("Prix du roman", 6), "")], 4)) <= 4


@pytest.mark.parametrize(("language", "day", "days"), [("fr", "1er déc", "1er–6"), ("en", "1 Dec", "1–6")])
def test_the_first_of_a_month_is_said_as_people_say_it(language, day, days):
    first, last = dt.date(2026, 12, 1), dt.date(2026, 12, 6)
    with i18n.speaking(language):
        assert short_day_month(first) == day
        assert range_of(first, last, Month(2026, 12)) == days
        assert range_of(dt.date(2026, 11, 30), first).endswith("–" + day)


async def test_a_page_down_moves_the_list_of_keys():
    acts = [Action(f"a.{number}", ("a",), f"act {number}", GROUPS[0], lambda _host: None) for number in range(80)]

    class Bare(App[None]):
        def on_mount(self) -> None:
            self.push_screen(Help(acts, "week"))

    app = Bare()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        rows = app.screen.query_one("#rows")
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert rows.scroll_y > 0
        await pilot.press("pageup", "pageup", "pageup")
        await pilot.pause()
        assert rows.scroll_y == 0


@pytest.mark.parametrize(
    "keys",
    [("g", "2", "5", "enter"), ("slash", "a", "enter"), ("g", "escape"), ("j", "m", "g", "2", "5", "enter", "enter")],
)
async def test_after_a_line_that_asks_the_panel_has_the_focus_again(tmp_path, keys):
    async with planner(tmp_path, size=(110, 32)) as drive:
        for panel, name in (("1", "week"), ("3", "coverage"), ("4", "ideas")):
            if panel == "3" and "m" in keys:
                continue
            await drive.press(panel)
            assert drive.host.panel == name
            for key in keys:
                await drive.press(key)
            assert await drive.until(lambda: drive.host._prompt is None and not drive.host._acting)
            assert drive.host.panel == name
            assert drive.app.focused is drive.host._panel


@pytest.mark.parametrize(
    ("width", "seen"), [(2, "a…"), (3, "ab…"), (5, "ab ·…"), (7, "ab · c…"), (8, "ab · cd…"), (12, "ab · cd · ef")]
)
def test_what_begins_where_the_room_ends_is_told_by_an_ellipsis(width, seen):
    spans = [("ab", ""), (" · ", "muted"), ("cd", ""), (" · ", "muted"), ("ef", "")]
    assert "".join(text for text, _name in cut(spans, width)) == seen
