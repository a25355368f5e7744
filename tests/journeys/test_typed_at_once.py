"""What is typed in the instant in which a dialog is there and nothing in it has the focus yet.

A reader would get wrong: a test that presses keys one by one never meets that instant; here the keys come while the dialog is being pushed.
"""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from journeys.harness import planner
from planner.tui.app import PlannerApp

TYPED = "Typed at once"


def keys(text: str) -> list[events.Key]:
    return [events.Key("space" if letter == " " else letter, letter) for letter in text]


@pytest.mark.parametrize("before", [0, 1, 3])
async def test_no_letter_is_lost_while_the_add_line_comes(tmp_path, monkeypatch, before):
    push = PlannerApp.push_screen

    def pushed(self: PlannerApp, *given: Any, **named: Any) -> Any:
        future = push(self, *given, **named)
        for key in keys(TYPED[before:]):
            self.post_message(key)
        return future

    async with planner(tmp_path) as drive:
        monkeypatch.setattr(PlannerApp, "push_screen", pushed)
        for key in keys("a" + TYPED[:before]):
            drive.app.post_message(key)
        await drive.settle()
        assert drive.app.screen.query_one(Input).value == TYPED
