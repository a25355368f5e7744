"""Whoever changed a key reads the key that is his, wherever a sentence names one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from journeys.harness import planner
from planner.settings.config import Config
from planner.tui import actions

MINE = Config(
    keys={
        "edit.undo": "Z",
        "item.delete": "X",
        "item.editor": "ctrl+e",
        "program.back": "f9",
        "item.edit": "e",
        "gap.fill": "f8",
        "move.keep": "f7",
        "move.leave": "f6",
        "panel.1": "f2",
        "panel.5": "f3",
    }
)
SOURCE = Path(__file__).parents[2] / "src/planner/tui"
OWN = {
    # the fixed keys of dialogs, and what is no key
    "y keeps its text", "move: arrows show where", "{yes} deletes, n or", "A text to ask for ideas; Y", "{number} h",
    "The file says Day 1", "This plan counts", "Such as: 1200", "A day (25)", "While you worked", "b both", "l side by side", "m mine",
    "9:00, 9h30", "A accepts", "Enter does it · A accepts", "Enter brings the item back · R", "Only comments, blanks", "Only items come back",
    "Space marks · * all or none · n", "Each line is one change that the file would make. A mark [x]", "Take it from there?", "↑ ↓ scroll · Y",
    "This page is for reading; Y", "Answer with y, n", "y yes", "p park it", "Enter: then y n", "q or Esc quits", "W{number}", "quiet {",
    "y",
}  # fmt: skip
LETTER = re.compile(r"(?<![\w'’.\-{+#@!&/])[A-Za-z](?![\w'’.\-}])")


def messages():
    """Every text for people in the terminal program, with its file."""
    for path in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in ("_", "N_", "ngettext")
            ):
                yield from ((path.name, one.value) for one in call.args if isinstance(one, ast.Constant))


def test_no_sentence_names_a_key_that_can_be_changed() -> None:
    keys = {key for action in actions.table() for key in action.keys if len(key) == 1}
    found = [
        (name, text)
        for name, text in messages()
        if isinstance(text, str) and not text.startswith(tuple(OWN))
        and (set(LETTER.findall(re.sub(r"\b[aAI]\b(?= \w)", "", text))) & keys)
    ]  # fmt: skip
    assert not found, "name the key by host.keys.sign or Dialog.plan_key"


@pytest.mark.parametrize(("language", "enter", "keeps"), [("en", "Enter", "keeps"), ("fr", "Entrée", "garde")])
async def test_labels_name_the_keys_that_are_there(tmp_path, language, enter, keeps):
    ours = next(action for action in actions.keyed({}) if action.id == "item.move")
    assert "Enter keeps, Esc puts back" in ours.said
    async with planner(tmp_path, language=language) as drive:
        await drive.press("?")
        await drive.type("move" if language == "en" else "deplacer")
        assert f"{enter} {keeps}" in drive.screen
    async with planner(tmp_path, language=language, config=MINE) as drive:
        await drive.press("?")
        await drive.type("move" if language == "en" else "deplacer")
        assert f"F7 {keeps}, F6 " in drive.screen


async def test_the_lines_at_the_edges_name_them(tmp_path):
    async with planner(tmp_path, size=(70, 24), config=MINE) as drive:
        assert "F2 plan · 2 dates · 3 coverage · 4 ideas · F3 item" in drive.screen
        await drive.press("/")
        await drive.type("nothing like it")
        await drive.press("enter")
        assert "F9 shows everything again" in " ".join(drive.screen.split())
    async with planner(tmp_path, config=MINE) as drive:
        await drive.press("z")
        assert drive.host.gap is not None
        assert "F8: what would close it" in drive.screen
        await drive.press("f8")
        assert "Fill the gap" in drive.screen


async def test_dialogs_name_the_keys_of_the_plan(tmp_path):
    from planner.tui.screens.conflict import Conflict
    from planner.tui.screens.gap import PlanPreview
    from planner.tui.screens.history import Differences, Merging

    async with planner(tmp_path, config=MINE) as drive:
        for screen in (
            Conflict((), twice=True),
            PlanPreview("Fill", ()),
            Differences("Then", ()),
            Merging("Merge", "", (), ()),
        ):
            drive.app.push_screen(screen)
            await drive.settle()
            told = screen.about
            assert " Z takes it back" in told or " Z undoes it" in told
            await drive.press("escape")


@pytest.mark.parametrize(
    ("mine", "key", "named"),
    [
        ("g", "g", "g"),
        ("x", "x", "x"),
        ("f5", "f5", "F5"),
        ("'", "apostrophe", "'"),
        ("f, f5", "f", "F5"),
        ("f", "f", ""),
    ],
)
async def test_going_somewhere_goes_by_the_key_that_it_has(tmp_path, mine, key, named):
    async with planner(
        tmp_path, config=Config(keys={"date.goto": mine, "cursor.page_down": "", "file.export": "", "item.format": ""})
    ) as drive:
        await drive.press("down", key)
        assert drive.host._prompt is not None
        assert (f"{named}: first" in drive.screen) == bool(named)
        await drive.press(key if named != "F5" else "f5")
        assert (drive.host._prompt is None) == bool(named)
        if named:
            assert drive.host.cursor is drive.item("Pricing mistakes")
        else:
            await drive.type("ri")
            await drive.press("enter")
            assert drive.host.day.day == 27
