"""With wrong settings the program starts at its defaults, and says which file, line and name is wrong, and which was nearest."""

from __future__ import annotations

import argparse
import datetime as dt

import pytest

from journeys.harness import PLAN
from planner.cli import verbs_open
from planner.storage import paths
from planner.tui.app import PlannerApp

WRONG = {
    "config.toml": 'languge = "fr"\ntheme = "drak"\nview = "weak"\nmouse = "no"\n[keys]\n"item.ad" = "n"\n',
    "keymap.toml": '# mine\n"item.mvoe" = "m"\n"item.add" = "ctrl+shift+what"\n',
    "themes/mine.toml": 'name = "mine"\n[colours]\nprimry = "#fff"\n[tokens]\ngap = "redd"\n',
    "themes/none.toml": "this is no TOML",
}
TOLD = {
    "config.toml:1:": "language is known",
    "config.toml:2:": "dark is near",
    "config.toml:3:": "week is near",
    "config.toml:4:": "mouse is true or false",
    "config.toml:6:": "item.add",
    "keymap.toml:2:": "item.move",
    "keymap.toml:3:": "ctrl+shift+what",
    "mine.toml:3:": "primary is known",
    "mine.toml:5:": "is no colour",
    "none.toml:1:": "not TOML",
}


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Start the program as the command line does, up to its first frame, and give it back."""
    apps: list[PlannerApp] = []
    monkeypatch.setattr(PlannerApp, "run", lambda self, **_how: apps.append(self) or 0)
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN, encoding="utf-8")

    def start(files: dict[str, str]) -> PlannerApp:
        for name, text in files.items():
            path = paths.config_dir() / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert verbs_open.run(argparse.Namespace(today=dt.date(2026, 11, 23), environ={}), (plan,)) == 0
        return apps[0]

    return start


def test_all_that_is_wrong_is_told_with_its_place_and_the_defaults_hold(started):
    app = started(WRONG)
    told = [str(problem) for problem in app._problems]
    for place, words in TOLD.items():
        assert any(place in one and words in one for one in told), f"{place} {words} is not in:\n" + "\n".join(told)
    assert (app.config.language, app.config.view, app.config.mouse) == ("auto", "week", True)
    assert app.theme == "dark"


@pytest.mark.parametrize("name", WRONG)
def test_each_alone_stops_nothing(started, name):
    app = started({name: WRONG[name]})
    assert app._problems
    assert all(name.rsplit("/")[-1] in str(problem) for problem in app._problems)


def test_right_settings_are_told_nothing_of(started):
    app = started({"config.toml": 'theme = "light"\nview = "month"\n', "keymap.toml": '"item.add" = "n"\n'})
    assert list(app._problems) == []
    assert (app.theme, app.config.view) == ("light", "month")
