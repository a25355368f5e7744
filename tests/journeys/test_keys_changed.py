"""Keys changed from the help screen: asked for, clashes told, written to keymap.toml, working at once."""

from __future__ import annotations

import pytest

from journeys.harness import planner
from planner.settings import keymap_file
from planner.settings.config import Config
from planner.storage import paths


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "settings"
    monkeypatch.setattr(paths, "config_dir", lambda: folder)
    return folder


async def on_line(drive, words: str) -> None:
    await drive.press("?")
    await drive.type(words)
    assert words in drive.screen


async def test_an_act_gets_another_key(tmp_path, home):
    async with planner(tmp_path) as drive:
        await on_line(drive, "import a spreadsheet")
        await drive.press("f2")
        assert "A key for: import a spreadsheet" in drive.screen
        await drive.press("X")
        assert "import a spreadsheet" in drive.screen
        assert any(line.split("import a")[0].split()[-1:] == ["X"] for line in drive.lines if "import a" in line)
        assert '"file.import" = "X"' in (home / "keymap.toml").read_text(encoding="utf-8")
        await drive.press("escape", "X")
        assert "Import a spreadsheet" in drive.screen


async def test_a_key_that_is_taken_is_told_and_asked_about(tmp_path, home):
    async with planner(tmp_path) as drive:
        await on_line(drive, "import a spreadsheet")
        await drive.press("f2", "u")
        assert "u does something already: undo" in drive.screen
        await drive.press("n")
        assert not (home / "keymap.toml").exists()
        await drive.press("f2", "u", "y")
        assert keymap_file.load(home / "keymap.toml")[0] == {"file.import": "u", "edit.undo": ""}
        await drive.press("escape", ">")
        assert ": undo undoes" in drive.status, "what has no key is found in the palette"
        await drive.press("u")
        assert "Import a spreadsheet" in drive.screen
        await drive.press("escape")
        await on_line(drive, "import a spreadsheet")
        await drive.press("f4", "escape", "u")
        assert "Undone" in drive.status, "ours again, and the key is back where it came from"
        assert keymap_file.load(home / "keymap.toml")[0] == {}


async def test_one_more_key_leaves_the_others(tmp_path, home):
    async with planner(tmp_path) as drive:
        await on_line(drive, "quit; everything is saved")
        await drive.press("f3", "f10")
        assert keymap_file.load(home / "keymap.toml")[0] == {"program.quit": "q,f10"}


async def test_help_keeps_a_key_and_escape_is_given_to_nothing(tmp_path, home):
    async with planner(tmp_path, config=Config(keys={"program.help": "?"})) as drive:
        await on_line(drive, "import a spreadsheet")
        await drive.press("f2", "?")
        assert "only key for: keys and help" in drive.screen
        await drive.press("ctrl+c")
        assert "cannot be given to anything" in drive.screen
        await drive.press("escape")
        assert not (home / "keymap.toml").exists()
        assert "Enter does it" in drive.screen


async def test_a_keymap_that_does_not_read_is_not_written_to(tmp_path, home):
    home.mkdir()
    (home / "keymap.toml").write_text("oh no", encoding="utf-8")
    async with planner(tmp_path) as drive:
        await on_line(drive, "import a spreadsheet")
        await drive.press("f2", "X")
        assert "The setting was not kept" in drive.screen
        assert "keymap.toml:1" in drive.screen
        assert (home / "keymap.toml").read_text(encoding="utf-8") == "oh no"


async def test_help_lists_the_focused_panel_first_and_filters_as_one_types(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("3", "?")
        assert "Here: coverage" in drive.screen
        await drive.type("remet")
        await drive.press("escape", "1", "?")
        assert "Here: week" in drive.screen
        await drive.type("a day later")
        await drive.press("enter")
        assert drive.on_disk["bcdfgh"]["date"].day == 24, "Enter runs the line"
