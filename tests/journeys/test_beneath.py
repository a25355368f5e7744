"""What is seen beneath a dialog looks as Textual draws it, and is laid out once."""

from __future__ import annotations

import pytest
from rich.style import Style
from tests.journeys.harness import planner
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.style import Style as VisualStyle

from planner.tui.screens.beneath import Beneath


def cells(segments):
    """Return what each cell shows and in which style."""
    return [(char, style or Style.null()) for text, style, _control in segments for char in text]


@pytest.mark.parametrize("keys", [("x",), ("M", "question_mark"), ("L", "space", "s")])
async def test_it_is_the_plan_in_the_shade_that_textual_gives(tmp_path, keys):
    async with planner(tmp_path) as drive:
        await drive.press(*keys)
        assert isinstance(drive.app.screen._render(), Beneath)
        shade = drive.app.screen.styles.background
        assert 0 < shade.a < 1
        lines = drive.host._compositor.render_strips()
        width, height = drive.host.size
        given = Beneath(drive.host, shade).render_strips(width, height, VisualStyle(), None)
        assert [line.cell_length for line in given] == [width] * height
        assert [cells(line) for line in given] == [
            cells(BackgroundScreen.process_segments(line, shade)) for line in lines
        ]
        assert not any(style.meta or style.link for line in given for _text, style, _control in line if style)


@pytest.mark.parametrize("size", [(60, 20), (200, 60)])
async def test_a_larger_window_has_the_plan_beneath_in_all_of_it(tmp_path, size):
    async with planner(tmp_path) as drive:
        await drive.press("x")
        await drive.pilot.resize_terminal(*size)
        await drive.settle()
        await drive.settle()
        assert drive.app.screen.query_one(".box").region.right <= size[0]
        assert drive.app.screen._compositor.size == size
        assert drive.host._compositor.size == size


async def test_a_dialog_is_laid_out_once_in_the_size_that_it_has(tmp_path, monkeypatch):
    sizes, resized = [], Screen._screen_resized

    def noted(screen, size):
        sizes.append((type(screen).__name__, size))
        resized(screen, size)

    async with planner(tmp_path) as drive:
        monkeypatch.setattr(Screen, "_screen_resized", noted)
        await drive.press("s")
        assert sizes == []
        await drive.pilot.resize_terminal(100, 30)
        await drive.settle()
        assert ("Pick", (100, 30)) in sizes
