"""Which editor is started where."""

from __future__ import annotations

import pytest

from planner.tui.screens import editor


@pytest.mark.parametrize(
    ("environ", "there", "words"),
    [
        ({"VISUAL": "code -w", "EDITOR": "vi"}, True, ["code", "-w"]),
        ({"VISUAL": " ", "EDITOR": "hx"}, True, ["hx"]),
        ({}, True, ["nano"]),
        ({}, False, ["vi"]),
    ],
)
def test_the_users_own_editor_or_one_that_says_how_it_is_left(monkeypatch, environ, there, words):
    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/usr/bin/{name}" if there else None)
    assert editor.command(environ, windows=False) == words


def test_where_there_is_none_of_these_it_is_notepad():
    assert editor.command({}, windows=True) == ["notepad"]
