"""The editor in a real terminal: Ctrl+C belongs to it alone, and the program is there again afterwards."""

from __future__ import annotations

import os
import shlex
import sys

import pytest

from journeys.test_endings import finish, read_until, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

EDITOR = """\
import os, pathlib, signal, sys, tomllib
hit = []
signal.signal(signal.SIGINT, lambda *_: hit.append(1))
os.killpg(os.getpgrp(), signal.SIGINT)
path = pathlib.Path(sys.argv[-1])
assert hit
path.write_text(path.read_text().replace('"draft"', '"review"'))
"""


def test_ctrl_c_in_the_editor_does_not_end_the_program(tmp_path, monkeypatch):
    script = tmp_path / "an editor.py"
    script.write_text(EDITOR, encoding="utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
    child, terminal = start(tmp_path)
    assert b"Pricing" in read_until(terminal, b"Pricing")
    os.write(terminal, b"E")
    assert b"in the editor" in read_until(terminal, b"in the editor", 15)
    assert 'status = "review"' in (tmp_path / "plan.toml").read_text(encoding="utf-8")
    os.write(terminal, b"q")
    code, seen = finish(child, terminal)
    assert code == 0
    assert b"Traceback" not in seen
    assert b"is suspended" not in seen, "an editor is no stop"


def test_a_form_that_is_open_when_the_terminal_is_closed_is_offered_again(tmp_path):
    child, terminal = start(tmp_path)
    read_until(terminal, b"Pricing")
    os.write(terminal, b"e")
    assert b"What and when" in read_until(terminal, b"What and when")
    os.write(terminal, b"!!")
    read_until(terminal, b"mistakes!!", 5)
    os.kill(child, 1)
    code, _seen = finish(child, terminal)
    assert code == 129
    child, terminal = start(tmp_path)
    read_until(terminal, b"Pricing")
    os.write(terminal, b"e")
    assert b"unsaved draft" in read_until(terminal, b"unsaved draft", 15)
    os.write(terminal, b"\x1b")
    os.kill(child, 15)
    assert finish(child, terminal)[0] == 143
