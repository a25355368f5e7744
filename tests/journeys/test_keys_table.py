"""One table of actions: keys that do not clash, words for each, and a user's own keys."""

from __future__ import annotations

import re

import pytest

from journeys.harness import planner
from planner.core.model import Frozen
from planner.settings.config import Config
from planner.settings.keymap import canonical
from planner.tui import actions

PANELS = ("week", "month", "board", "list", "dates", "coverage", "ideas", "detail", "moving")


def test_ids_are_unique_and_say_what_they_act_on():
    ids = [action.id for action in actions.table()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", ident) for ident in ids)


def test_every_action_has_words_and_a_group():
    for action in actions.table():
        assert action.label
        assert action.group in actions.GROUPS


@pytest.mark.parametrize("panel", PANELS)
def test_a_key_does_one_thing_in_a_panel(panel):
    own: dict[str, str] = {}
    general: dict[str, str] = {}
    for action in actions.table():
        for key in action.keys:
            name = canonical(key)
            assert name, f"{key} of {action.id} is no key"
            place = own if panel in action.where else general if not action.where else {}
            assert name not in place, f"{key} is {place.get(name)} and {action.id} in {panel}"
            place[name] = action.id


def test_the_keys_that_everybody_is_promised():
    keys = actions.Keys(actions.table())
    promised = {
        "left": "cursor.left",
        "h": "cursor.left",
        "l": "cursor.right",
        "right_square_bracket": "period.next",
        "left_parenthesis": "period.previous",
        "pagedown": "period.next",
        "t": "date.today",
        "g": "date.goto",
        "W": "view.week",
        "M": "view.month",
        "B": "view.board",
        "L": "view.list",
        "a": "item.add",
        "e": "item.edit",
        "E": "item.editor",
        "m": "item.move",
        "less_than_sign": "item.earlier",
        "greater_than_sign": "item.later",
        "space": "item.mark",
        "v": "item.mark_range",
        "asterisk": "item.mark_all",
        "p": "item.persona",
        "f": "item.format",
        "c": "item.channel",
        "P": "item.pillar",
        "s": "item.status",
        "S": "item.next_status",
        "d": "item.delete",
        "u": "edit.undo",
        "U": "edit.redo",
        "ctrl+r": "edit.redo",
        "full_stop": "edit.again",
        "slash": "program.filter",
        "x": "file.export",
        "colon": "program.palette",
        "ctrl+p": "program.palette",
        "question_mark": "program.help",
        "q": "program.quit",
    }
    found = {key: action.id if (action := keys.find(key, "week")) else None for key in promised}
    assert found == promised


def test_own_keys_take_the_place_of_ours():
    keys = actions.Keys(actions.keyed({"item.move": "x,f2", "program.help": "no such key", "unknown": "z"}))
    assert keys.find("x", "week").id == "item.move"
    assert keys.find("f2", "week").id == "item.move"
    assert keys.find("m", "week") is None
    assert keys.get("file.export").keys == (), "what loses its key stays in the palette"


async def test_own_keys_reach_the_footer(tmp_path):
    async with planner(tmp_path, config=Config(keys=Frozen({"item.move": "Z"}))) as drive:
        assert "Z move" in drive.footer
        await drive.press("Z")
        assert "Moving" in drive.status


@pytest.mark.parametrize("width", [60, 66, 72, 80, 100])
async def test_help_and_quit_are_never_cut(tmp_path, width):
    async with planner(tmp_path, size=(width, 24)) as drive:
        for key in ("1", "2", "3", "4"):
            await drive.press(key)
            assert drive.lines[-1].rstrip().endswith("? help  q quit")
