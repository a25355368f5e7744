"""However the program ends, the terminal is given back and the shell learns why; nothing of the client's texts is printed."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journeys.harness import PLAN

LEFT = b"\x1b[?1049l"
"""What a terminal program sends last: back to the ordinary screen."""


def start(folder: Path, *, program: str = "", **variables: str) -> tuple[int, int]:
    path = folder / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    arguments = ["-c", program, str(path)] if program else ["-m", "planner", "--today", "2026-11-23", str(path)]
    child, terminal = pty.fork()
    if child == 0:
        source = Path(__file__).parents[2] / "src"
        environ = {
            **os.environ,
            "PYTHONPATH": str(source),
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "LINES": "24",
            **variables,
        }
        os.execve(sys.executable, [sys.executable, *arguments], environ)
    return child, terminal


def read_until(terminal: int, wanted: bytes, seconds: float = 30) -> bytes:
    """Return what the terminal was sent, until ``wanted`` (or its end)."""
    seen = b""
    end = time.monotonic() + seconds
    while wanted not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
    return seen


def ended(child: int, seconds: float = 30) -> int | None:
    """Return the exit status of a program that is to end by itself; None, and it is killed, where it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        select.select([], [], [], 0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def finish(child: int, terminal: int) -> tuple[int, bytes]:
    seen = read_until(terminal, b"\0never", 20)
    _pid, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):
        os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen


@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_signal_restores_the_terminal(tmp_path, name, status):
    child, terminal = start(tmp_path)
    assert b"Pricing" in read_until(terminal, b"Pricing")
    os.kill(child, getattr(signal, name))
    code, seen = finish(child, terminal)
    assert code == status
    assert LEFT in seen
    assert b"Traceback" not in seen
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == PLAN


def test_a_terminal_that_is_closed_ends_the_program(tmp_path):
    child, terminal = start(tmp_path)
    assert b"Pricing" in read_until(terminal, b"Pricing")
    os.close(terminal)
    assert ended(child) == 129


def test_so_does_one_that_does_not_control_it_and_sends_no_signal(tmp_path):
    terminal, inside = pty.openpty()
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "TERM": "xterm-256color"}
    words = [sys.executable, "-m", "planner", "--today", "2026-11-23", str(path)]
    with subprocess.Popen(
        words, stdin=inside, stdout=inside, stderr=inside, start_new_session=True, env=environ
    ) as program:
        os.close(inside)
        assert b"Pricing" in read_until(terminal, b"Pricing")
        os.close(terminal)
        assert program.wait(timeout=30) == 129
    assert path.read_text(encoding="utf-8") == PLAN


def test_a_terminal_that_reads_no_more_holds_up_no_signal_and_loses_nothing_typed(tmp_path):
    child, terminal = start(tmp_path, XDG_STATE_HOME=str(tmp_path / "state"))
    assert b"Pricing" in read_until(terminal, b"Pricing")
    os.write(terminal, b"\x0c" * 200 + b"a")
    os.write(terminal, b"Typed unseen")

    def kept() -> bool:
        drafts = (tmp_path / "state").rglob("drafts/*.json")
        return any("Typed unseen" in draft.read_text(encoding="utf-8") for draft in drafts)

    end = time.monotonic() + 30
    while not kept() and time.monotonic() < end:
        select.select([], [], [], 0.05)
    assert kept()
    os.kill(child, signal.SIGTERM)
    assert ended(child, 20) == 143
    os.close(terminal)


def test_q_ends_with_zero(tmp_path):
    child, terminal = start(tmp_path)
    read_until(terminal, b"Pricing")
    os.write(terminal, b"q")
    code, seen = finish(child, terminal)
    assert code == 0
    after = seen.rpartition(LEFT)[2]
    assert after != seen
    assert f"All is saved in {tmp_path / 'plan.toml'}" in after.decode()


def test_q_says_so_in_the_readers_language_and_counts_several(tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(PLAN, encoding="utf-8")
    child, terminal = start(tmp_path, program=SEVERAL, LANG="fr_FR.UTF-8", LC_ALL="", LANGUAGE="")
    read_until(terminal, b"Pricing")
    os.write(terminal, b"q")
    code, seen = finish(child, terminal)
    assert code == 0
    assert "Tout est enregistré, dans 2 fichiers." in seen.rpartition(LEFT)[2].decode()


SEVERAL = """
import sys
sys.argv = ["planner", "--today", "2026-11-23", sys.argv[1], sys.argv[1].replace("plan.toml", "other.toml")]
from planner.__main__ import main
sys.exit(main())
"""


BROKEN = """
import sys
from planner.tui.screens import planning
def fail(self, across, down):
    secret = "the client's words"
    raise RuntimeError(secret)
planning.PlanningScreen.step = fail
sys.argv = ["planner", "--today", "2026-11-23", sys.argv[1]]
from planner.__main__ import main
sys.exit(main())
"""


def test_an_exception_leaves_one_line_and_no_text_of_the_client(tmp_path):
    child, terminal = start(tmp_path, program=BROKEN)
    read_until(terminal, b"Pricing")
    os.write(terminal, b"j")
    code, seen = finish(child, terminal)
    assert code not in (0, None)
    assert LEFT in seen
    after = seen.rpartition(LEFT)[2]
    assert b"Traceback" not in after
    assert b"client's words" not in after
    assert after.strip(), "one line says what happened"
