"""In a browser, where ``textual serve`` talks to the program through pipes, it starts without asking for anything."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from journeys.harness import PLAN
from planner.storage import paths

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


@contextmanager
def served(tmp_path) -> Iterator[subprocess.Popen[bytes]]:
    """The program as a server runs it, with its first screen."""
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    environ = {**os.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "COLUMNS": "80", "ROWS": "24"}
    environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "planner", "--today", "2026-11-23", "plan.toml"]
    with subprocess.Popen(command, cwd=tmp_path, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert b"Pricing" in until(child.stdout, b"quit")
        yield child


def send(child, kind: bytes, text: bytes) -> None:
    child.stdin.write(packet(kind, text))
    child.stdin.flush()


def test_the_plan_is_there_and_takes_keys(tmp_path):
    with served(tmp_path) as child:
        send(child, b"D", b"S")
        assert b"undoes" in until(child.stdout, b"undoes")
        send(child, b"M", b'{"type": "quit"}')
        assert child.wait(30) in (0, 1)
    assert 'status = "review"' in (tmp_path / "plan.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["the page is closed", "the server is gone"])
def test_what_is_being_typed_when_the_browser_goes_is_kept(tmp_path, how):
    with served(tmp_path) as child:
        send(child, b"D", b"a")
        assert b"Add" in until(child.stdout, b"Add")
        send(child, b"D", b"Begun in a browser")
        assert b"browser" in until(child.stdout, b"browser")
        if how == "the page is closed":
            send(child, b"M", b'{"type": "quit"}')
        else:
            child.stdin.close()
            child.stdout.close()
        child.wait(30)
    kept = [path.read_text("utf-8", "replace") for path in paths.state_dir().rglob("*") if path.is_file()]
    assert any("Begun in a browser" in text for text in kept)
