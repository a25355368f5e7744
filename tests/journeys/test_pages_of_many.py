"""The pages about all items are made beside the screen where the calendar is large, and say the same."""

from __future__ import annotations

import threading

import pytest

from journeys.harness import PLAN, planner
from planner.core import report, voices
from planner.tui.acts import reading


@pytest.mark.parametrize(
    ("key", "title", "module", "name"), [("I", "What it brings", report, "report"), ("N", "Voices", voices, "voices")]
)
async def test_a_page_about_many_items_is_made_beside_the_screen(tmp_path, monkeypatch, key, title, module, name):
    made_in, make = [], getattr(module, name)
    monkeypatch.setattr(module, name, lambda *words: (made_in.append(threading.current_thread()), make(*words))[1])
    async with planner(tmp_path, PLAN.replace("[[items]]", '[[items]]\nowner = "ana"', 1)) as drive:
        await drive.press(key)
        assert await drive.sees(title)
        at_once = drive.screen
        await drive.press("escape")
        monkeypatch.setattr(reading, "AT_ONCE", 0)
        await drive.press(key)
        assert await drive.sees(title)
        assert drive.screen == at_once
    assert made_in[0] is threading.main_thread() is not made_in[1]
