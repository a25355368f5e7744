"""Whatever interrupts the program at whatever screen: what was typed is kept, the terminal is given back, the shell learns why."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import time

import pytest

from journeys.test_endings import BROKEN, LEFT, finish, read_until, start
from planner.storage import paths

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

ENTERED = b"\x1b[?1049h"
SIGNALS = [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)]
SCREENS = {
    "week": ("", b"Pricing"),
    "month": ("M", b"November"),
    "board": ("B", b"Approved"),
    "list": ("L", b"retainers"),
    "add line": ("anew", b"new"),
    "form": ("e", b"What and when"),
    "form, typing": ("e!", b"!"),
    "pick": ("s", b"Scheduled"),
    "questions": ("r", b"question 1 of"),
    "a note": ("r\t", b"leaves the note"),
    "date prompt": ("g", b"Go to"),
    "filter": ("/vid", b"vid"),
    "delete?": ("d", b"Delete"),
    "move": ("m", b"Moving"),
    "help": ("?", b"ype to search"),
    "palette": (":", b"Esc leaves"),
    "export": ("x", b"xport"),
    "history": ("H", b"earlier state"),
    "gap reason": ("3A", b"all right"),
    "review": ("R", b"customers ask"),
}


def told(child: int, terminal: int, name: str, status: int) -> float:
    """Send a signal, and return in how many seconds the program ended as it should."""
    begun = time.monotonic()
    os.kill(child, getattr(signal, name))
    code, seen = finish(child, terminal)
    took = time.monotonic() - begun
    assert code == status, seen
    assert LEFT in seen
    assert b"Traceback" not in seen
    return took


def open_at(folder, keys: str, shown: bytes) -> tuple[int, int]:
    child, terminal = start(folder)
    read_until(terminal, b"Pricing")
    for key in keys:
        os.write(terminal, key.encode())
    if keys:
        assert shown in read_until(terminal, shown, 15), keys
    return child, terminal


@pytest.mark.torture
@pytest.mark.parametrize(("name", "status"), SIGNALS)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_signal_on_any_screen(tmp_path, screen, name, status):
    child, terminal = open_at(tmp_path, *SCREENS[screen])
    assert told(child, terminal, name, status) < 1.5


def drafted(wanted: str, terminal: int | None = None) -> bool:
    """Whether ``wanted`` comes to stand in a draft; without a terminal, whether it stands there."""
    for _turn in range(60 if terminal is not None else 1):
        if terminal is not None:
            read_until(terminal, b"\0never", 0.05)
        if any(wanted in file.read_text(encoding="utf-8") for file in (paths.state_dir() / "drafts").glob("*.json")):
            return True
    return False


@pytest.mark.parametrize(
    ("key", "more", "shown"), [("a", "new line", "new line"), ("r", "\tbecause", "because"), ("e", "!!", "mistakes!!")]
)
def test_what_was_being_typed_is_kept_and_offered_again_after_a_signal(tmp_path, key, more, shown):
    child, terminal = open_at(tmp_path, key, {"a": b"Add", "r": b"question 1 of", "e": b"What and when"}[key])
    for char in more:
        os.write(terminal, char.encode())
        read_until(terminal, b"\0never", 0.1)
    told(child, terminal, "SIGTERM", 143)
    assert drafted(shown)
    child, terminal = open_at(tmp_path, key, shown.encode())
    told(child, terminal, "SIGHUP", 129)


def test_a_draft_is_on_disk_before_anything_ends(tmp_path):
    child, terminal = open_at(tmp_path, "e", b"What and when")
    os.write(terminal, b"!!")
    assert drafted("mistakes!!", terminal)
    os.kill(child, signal.SIGKILL)
    finish(child, terminal)
    child, terminal = open_at(tmp_path, "e", b"unsaved draft")
    told(child, terminal, "SIGTERM", 143)


def test_the_add_form_is_kept_whole(tmp_path):
    child, terminal = open_at(tmp_path, "a", b"Add")
    os.write(terminal, b"Something")
    assert drafted("Something", terminal)  # on the screen it may come letter by letter
    os.write(terminal, b"\x1bOQ")  # F2
    read_until(terminal, b"What and when", 10)
    os.write(terminal, b" else\t\t\t10:30")
    assert drafted("10:30", terminal)
    told(child, terminal, "SIGTERM", 143)
    child, terminal = start(tmp_path)
    assert b"Unfinished" in read_until(terminal, b"Unfinished", 15)
    os.write(terminal, b"a")
    assert b"not finished" in read_until(terminal, b"not finished", 15)
    os.write(terminal, b"\r")
    assert b"What and when" in read_until(terminal, b"What and when", 15)
    os.write(terminal, b"\x13")
    assert b"undoes" in read_until(terminal, b"undoes", 15)
    text = (tmp_path / "plan.toml").read_text(encoding="utf-8")
    assert 'title = "Something else"' in text
    assert "time = 10:30:00" in text
    told(child, terminal, "SIGTERM", 143)


def test_an_exception_while_typing_keeps_what_was_typed(tmp_path):
    program = BROKEN.replace(
        "planning.PlanningScreen.step = fail",
        "planning.PlanningScreen.look = lambda self, wait=False: fail(self, 0, 0)",
    ).replace("sys.argv =", "planning.WATCH_SECONDS = 1000\nplanning.UNFINISHED_AFTER = 1000\nsys.argv =")
    program = program.replace(
        "from planner.__main__ import main",
        "from planner.tui.screens import item_form\n"
        "item_form.ItemForm.action_pick = lambda self: fail(self, 0, 0)\n"
        "from planner.__main__ import main",
    )
    child, terminal = start(tmp_path, program=program)
    read_until(terminal, b"Pricing")
    os.write(terminal, b"e")
    read_until(terminal, b"What and when", 15)
    os.write(terminal, b"!")
    assert b"!" in read_until(terminal, b"!", 15)
    os.write(terminal, b"\x1bOQ")
    code, seen = finish(child, terminal)
    after = seen.rpartition(LEFT)[2]
    assert code not in (0, None)
    assert b"Traceback" not in after
    assert b"client's words" not in after
    assert b"crash.log" in after
    child, terminal = open_at(tmp_path, "e", b"unsaved draft")
    told(child, terminal, "SIGTERM", 143)


JOB = """
import os, signal, subprocess, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
words = [sys.executable, "-m", "planner", "--today", "2026-11-23", sys.argv[1]]
job = subprocess.Popen(words, preexec_fn=os.setpgrp)
os.tcsetpgrp(0, job.pid)
os.waitpid(job.pid, os.WUNTRACED)
os.tcsetpgrp(0, os.getpgrp())
print("STOPPED", flush=True)
input()
os.tcsetpgrp(0, job.pid)
os.killpg(job.pid, signal.SIGCONT)
sys.exit(job.wait())
"""
"""What a shell with job control does, with ``fg`` at the next line."""


def somebody_else_changes(folder) -> None:
    path = folder / "plan.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Pricing mistakes", "Quite another title"), encoding="utf-8"
    )


def test_suspended_and_back_it_shows_what_changed_meanwhile(tmp_path):
    child, terminal = open_at(tmp_path, "", b"")
    os.kill(child, signal.SIGTSTP)
    assert LEFT in read_until(terminal, LEFT, 10)
    _pid, status = os.waitpid(child, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    somebody_else_changes(tmp_path)
    os.kill(child, signal.SIGCONT)
    seen = read_until(terminal, b"Quite another title", 15)
    assert ENTERED in seen
    assert b"Quite another title" in seen
    told(child, terminal, "SIGTERM", 143)


def test_suspended_and_back_all_of_it_is_drawn(tmp_path):
    child, terminal = open_at(tmp_path, "", b"")
    read_until(terminal, b"\0never", 0.5)
    os.kill(child, signal.SIGTSTP)
    assert LEFT in read_until(terminal, LEFT, 10)
    os.waitpid(child, os.WUNTRACED)
    os.kill(child, signal.SIGCONT)
    seen = read_until(terminal, b"commands", 15).rpartition(ENTERED)[2]
    assert b"Pricing mistakes" in seen
    assert b"commands" in seen
    told(child, terminal, "SIGTERM", 143)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "planner is suspended: type fg and Enter"), ("fr", "planner est suspendu : tapez fg et Entrée")],
)
def test_who_suspends_it_from_a_shell_reads_there_how_to_come_back(tmp_path, language, said):
    child, terminal = start(tmp_path, program=JOB, LANGUAGE=language)
    read_until(terminal, b"Pricing")
    os.write(terminal, b"\x1a")
    seen = read_until(terminal, b"STOPPED", 15)
    assert said.encode() in seen.rpartition(LEFT)[2]
    somebody_else_changes(tmp_path)
    os.write(terminal, b"\n")
    seen = read_until(terminal, b"Quite another title", 15)
    assert ENTERED in seen
    assert b"Quite another title" in seen
    os.write(terminal, b"q")
    assert finish(child, terminal)[0] == 0


def test_where_nobody_could_bring_it_back_it_is_not_suspended_and_says_what_undoes(tmp_path):
    child, terminal = open_at(tmp_path, "", b"")
    os.write(terminal, b"\x1a")
    seen = read_until(terminal, b"undoes", 15)
    assert b"undoes" in seen
    assert LEFT not in seen
    told(child, terminal, "SIGTERM", 143)


def editor(folder, monkeypatch, body: str) -> None:
    script = folder / "my editor.py"
    script.write_text(
        "import os, pathlib, signal, sys, time\npath = pathlib.Path(sys.argv[-1])\n" + body, encoding="utf-8"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} --wait")


@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.parametrize("stubborn", [False, True])
def test_a_signal_while_the_editor_runs_ends_both(tmp_path, monkeypatch, name, status, stubborn):
    ignoring = "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" if stubborn else ""
    mark = tmp_path / "mark"
    editor(
        tmp_path,
        monkeypatch,
        f"{ignoring}path.write_text(path.read_text().replace('Pricing', 'Half done'))\n"
        f"pathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\nprint('EDITING', flush=True)\ntime.sleep(60)\n",
    )
    child, terminal = open_at(tmp_path, "E", b"EDITING")
    told(child, terminal, name, status)
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)
    assert "Half done" not in (tmp_path / "plan.toml").read_text(encoding="utf-8")
    child, terminal = open_at(tmp_path, "E", b"from the editor")
    told(child, terminal, "SIGTERM", 143)


@pytest.mark.parametrize(
    ("words", "told_so"),
    [
        ("no-such-editor-anywhere -w", b"could not be started"),
        ("false", b"ended with status 1"),
        ("vi '", b"unbalanced"),
    ],
)
def test_an_editor_that_does_not_work_is_told_and_nothing_is_asked_the_next_time(tmp_path, monkeypatch, words, told_so):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", words)
    child, terminal = open_at(tmp_path, "E", told_so)
    os.write(terminal, b"E")
    assert b"from the editor" not in read_until(terminal, b"from the editor", 1)
    told(child, terminal, "SIGTERM", 143)


def test_visual_wins_and_bad_toml_leads_back_to_its_line(tmp_path, monkeypatch):
    lines = tmp_path / "lines"
    editor(
        tmp_path,
        monkeypatch,
        f"place = pathlib.Path({str(lines)!r})\n"
        "seen = place.read_text() if place.exists() else ''\n"
        "place.write_text(seen + ' '.join(sys.argv[1:-1]) + '|')\n"
        "text = path.read_text()\n"
        "path.write_text(text.replace('status = \"draft\"', 'status = draft') if 'draft\"' in text else "
        "text.replace('status = draft', 'status = \"approved\"'))\n",
    )
    vim = tmp_path / "vim"
    vim.write_text(f'#!/bin/sh\nexec {os.environ["EDITOR"]} "$@"\n', encoding="utf-8")
    vim.chmod(0o755)
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"{shlex.quote(str(vim))} -f")
    child, terminal = open_at(tmp_path, "E", b"cannot be read like this")
    os.write(terminal, b"\r")
    assert b"dited" in read_until(terminal, b"dited", 15)
    assert 'status = "approved"' in (tmp_path / "plan.toml").read_text(encoding="utf-8")
    assert lines.read_text() == "--wait -f|--wait -f +5|"
    told(child, terminal, "SIGTERM", 143)
