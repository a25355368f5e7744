"""No act does nothing without a word: where there is no item, on an idea, in another panel, from the help screen, and with keys of one's own."""

from __future__ import annotations

import pytest

from journeys.harness import EMPTY, PLAN, Drive, planner
from planner.core.model import Frozen
from planner.settings.config import Config
from planner.tui import actions
from planner.tui.acts.files import do_action
from planner.tui.widgets.coverage_panel import CoveragePanel

STEPS = ("item.mark",)
"""What goes on to the next line where there is nothing to do."""


async def said(drive: Drive, ident: str) -> str:
    """Do an act by its name, as the palette does, and return what is said of it; an act that asks is left."""
    drive.host.say("")
    drive.host._aside(do_action(drive.host, drive.host.keys.actions, ident))
    await drive.settle()
    if drive.app.screen is not drive.host:
        await drive.press("escape")
        return "asked"
    return drive.host._said[0]


@pytest.mark.parametrize("keys", ["1", "3", "5"])
async def test_where_no_item_is_under_the_cursor_each_act_on_items_says_so(tmp_path, keys):
    async with planner(tmp_path, EMPTY) as drive:
        await drive.press("t", keys)
        for action in actions.table():
            if action.where >= actions.ITEMS and action.id not in STEPS:
                assert await said(drive, action.id), action.id


async def test_an_idea_that_is_made_an_idea_is_told(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("4", "i")
        assert drive.status.strip() == "That is an idea already: it has no date."
        assert drive.text == PLAN


async def test_what_needs_a_gap_or_an_item_on_its_way_says_what_to_do_first(tmp_path):
    async with planner(tmp_path) as drive:
        assert await said(drive, "gap.fill") == "Stand on a gap first: 3 goes to the gaps of the month."
        for ident in ("move.left", "move.keep", "move.today"):
            assert await said(drive, ident) == "That is for an item on its way: m begins to move one."
        assert drive.at == "Pricing mistakes"


async def test_what_is_said_names_the_keys_as_they_are(tmp_path):
    keys = {"item.move": "X", "panel.3": "Z", "coverage.usual": "ctrl+t", "edit.undo": "ctrl+u"}
    async with planner(tmp_path, EMPTY, config=Config(keys=Frozen(keys))) as drive:
        panel = drive.host.query_one(CoveragePanel)
        assert "Ctrl+T asks for the usual; Ctrl+U takes" in " ".join(panel.hint)
        await drive.press("A")
        assert "Z goes to the gaps" in drive.status
        await drive.press(">")
        assert "X puts an idea on a day" in drive.status
        drive.host.take_keys({"coverage.usual": "ctrl+y"})
        await drive.settle()
        assert "Ctrl+Y asks for the usual; u takes" in " ".join(panel.hint)
