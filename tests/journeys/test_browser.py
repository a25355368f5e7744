"""In a browser, where ``textual serve`` talks to the program through pipes, it starts without asking for anything."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time

import pytest

from journeys.harness import PLAN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="reads a pipe without waiting")


def packet(kind: bytes, text: bytes) -> bytes:
    """Return what the server sends: a letter, a length, a text."""
    return kind + len(text).to_bytes(4, "big") + text


def until(stream, wanted: bytes, seconds: float = 30) -> bytes:
    seen = b""
    end = time.monotonic() + seconds
    while wanted not in seen and time.monotonic() < end:
        if select.select([stream], [], [], 0.05)[0]:
            part = os.read(stream.fileno(), 65536)
            if not part:
                break
            seen += part
    return seen


def test_the_plan_is_there_and_takes_keys(tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    environ = {**os.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "COLUMNS": "80", "ROWS": "24"}
    environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "planner", "--today", "2026-11-23", "plan.toml"]
    with subprocess.Popen(command, cwd=tmp_path, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert b"Pricing" in until(child.stdout, b"quit")
        child.stdin.write(packet(b"D", b"S"))
        child.stdin.flush()
        assert b"undoes" in until(child.stdout, b"undoes")
        child.stdin.write(packet(b"M", b'{"type": "quit"}'))
        child.stdin.flush()
        assert child.wait(30) in (0, 1)
    assert 'status = "review"' in (tmp_path / "plan.toml").read_text(encoding="utf-8")
