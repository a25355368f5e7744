"""Where files are written from the screen."""

from __future__ import annotations

import tempfile
from pathlib import Path

from planner.tui.acts.shared import default_folder


def test_a_calendar_named_from_the_working_folder_leads_to_its_own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    assert default_folder(Path("plans/x.toml")) == tmp_path / "plans"
    assert default_folder(Path("plans/../plans/x.toml")) == tmp_path / "plans"
    assert default_folder(tmp_path / "x.toml") == tmp_path


def test_what_is_made_from_a_throw_away_copy_goes_to_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert default_folder(Path(tempfile.gettempdir()) / "planner-sample-x" / "x.toml") == tmp_path
