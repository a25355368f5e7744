"""A theme is seen while it is chosen, kept with the comments of the settings, and read again when its file is saved."""

from __future__ import annotations

import pytest

from journeys.harness import planner
from planner.settings import themes
from planner.settings.config import Config
from planner.storage import paths

MINE = 'name = "mine"\ntitle = "My own"\ndark = true\n[colours]\nbackground = "#102030"\n'
SETTINGS = '# settings\ntheme = "dark" # for the evening\nview = "week"\n'


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "settings"
    (folder / "themes").mkdir(parents=True)
    (folder / "config.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "themes" / "mine.toml").write_text(MINE, encoding="utf-8")
    monkeypatch.setattr(paths, "config_dir", lambda: folder)
    return folder


def loaded():
    return themes.load(paths.shipped("themes"), paths.config_dir() / "themes")[0]


def ground(drive) -> str:
    """The colour under the first cell of the status line."""
    strips = drive.app.screen._compositor.render_strips()
    return next(iter(strips[-3])).style.bgcolor.get_truecolor().hex


async def test_the_arrows_show_enter_keeps_and_escape_puts_back(tmp_path, home):
    async with planner(tmp_path, chosen=loaded(), config=Config(theme="dark")) as drive:
        assert drive.app.theme == "dark"
        await drive.press("C")
        assert "→ Dark" in drive.screen
        await drive.press("down")
        assert drive.app.theme == "light"
        assert ground(drive) == dict(themes.named(loaded(), "light").colours)["background"]
        assert "Studio North" in drive.screen, "the plan stays in sight"
        await drive.press("escape")
        assert drive.app.theme == "dark"
        assert (home / "config.toml").read_text(encoding="utf-8") == SETTINGS
        await drive.press("C")
        await drive.type("my own")
        assert drive.app.theme == "mine"
        await drive.press("enter")
        assert drive.app.theme == "mine"
        assert (home / "config.toml").read_text(encoding="utf-8") == SETTINGS.replace('"dark"', '"mine"')
        assert "kept in" in drive.status


async def test_a_theme_of_the_palette_is_kept_too(tmp_path, home):
    async with planner(tmp_path, chosen=loaded(), config=Config(theme="dark")) as drive:
        await drive.command("high-contrast")
        assert drive.app.theme == "high-contrast"
        assert 'theme = "high-contrast" # for the evening' in (home / "config.toml").read_text(encoding="utf-8")


async def test_a_settings_file_that_does_not_read_is_told_and_left_alone(tmp_path, home):
    (home / "config.toml").write_text("theme = ", encoding="utf-8")
    async with planner(tmp_path, chosen=loaded(), config=Config(theme="dark")) as drive:
        await drive.press("C", "down", "enter")
        assert drive.app.theme == "light"
        assert "The setting was not kept" in drive.status
        assert (home / "config.toml").read_text(encoding="utf-8") == "theme = "


async def test_a_theme_is_read_again_when_its_file_is_saved(tmp_path, home):
    file = home / "themes" / "mine.toml"
    async with planner(tmp_path, chosen=loaded(), config=Config(theme="mine")) as drive:
        assert ground(drive) == "#102030"
        file.write_text(MINE.replace("#102030", "#000000"), encoding="utf-8")
        drive.app.look_at_themes()
        await drive.settle()
        assert ground(drive) == "#000000"
        file.write_text(MINE.replace("background", "backgrund"), encoding="utf-8")
        drive.app.look_at_themes()
        await drive.settle()
        assert ground(drive) == "#000000", "the last good one stays"
        told = [note.message for note in drive.app._notifications]
        assert len(told) == 1
        assert "mine.toml, line 5" in told[0]
        assert "background is known" in told[0]
        drive.app.look_at_themes()
        assert len(drive.app._notifications) == 1, "told once"
        file.write_text(MINE, encoding="utf-8")
        drive.app.look_at_themes()
        await drive.settle()
        assert ground(drive) == "#102030"


async def test_a_new_theme_is_offered_without_a_restart_and_one_that_was_wrong_comes_when_it_is_right(tmp_path, home):
    async with planner(tmp_path, chosen=loaded(), config=Config(theme="later")) as drive:
        assert drive.app.theme == "dark", "what there is not is the first"
        (home / "themes" / "later.toml").write_text(
            MINE.replace("mine", "later").replace("My own", "Later"), encoding="utf-8"
        )
        drive.app.look_at_themes()
        await drive.settle()
        assert drive.app.theme == "later"
        await drive.press("C")
        assert "→ Later" in drive.screen


async def test_no_color_stays_without(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with planner(tmp_path, chosen=loaded(), config=Config(theme="dark")) as drive:
        await drive.press("C")
        assert "NO_COLOR is set" in drive.status
        assert drive.app.theme == "plain"
