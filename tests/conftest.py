"""Every test has a home of its own and speaks English unless it says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from idle import at_once
from planner import i18n


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        folder = home / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    for name in ("PLANNER_CALENDAR", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")  # a terminal of 16 colours gets another theme
    with i18n.speaking("en"):
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_pauses():
    with at_once():
        yield


@pytest.fixture
def shared() -> Path:
    """The folder of real calendars beside the project, where there is one."""
    folder = Path(__file__).parents[2] / "shared"
    if not (folder / "real_calendars").is_dir():
        pytest.skip("the real calendars beside the project are not on this machine")
    return folder
