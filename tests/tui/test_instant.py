"""The instant frame: what the program showed last stands at once, becomes the program, and never stands for anything else."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from journeys.harness import PLAN
from planner.cli import verbs_open
from planner.storage import frames
from planner.tui import instant, still

SOURCE = Path(__file__).parents[2] / "src"
STARTED = b"\x1b[?2026$p"
"""What Textual asks first."""
FULL = b"\x1b[40;1H"
"""Begins the last line of a whole frame."""


class Terminal:
    """One run of the program in a terminal of 120 × 40."""

    def __init__(self, folder: Path, *words: str, program: str = "", **environ: str) -> None:
        self.seen = b""
        arguments = ["-c", program, *words] if program else ["-m", "planner", *words]
        homes = {f"XDG_{kind.upper()}_HOME": str(folder / kind) for kind in ("config", "state", "cache", "data")}
        env = {**homes, "HOME": str(folder), "PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8"}
        self.child, self.fd = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.chdir(folder)
            for name in ("SIGHUP", "SIGINT", "SIGTERM"):  # whoever runs the tests may ignore them, as nohup does
                signal.signal(getattr(signal, name), signal.SIG_DFL)
            os.execve(sys.executable, [sys.executable, *arguments], {**env, "TERM": "xterm-256color", **environ})

    def until(self, *wanted: bytes, seconds: float = 60) -> bytes:
        """Read until all of ``wanted`` has been shown, one after the other, or the program has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            place = 0
            for one in wanted:
                place = self.seen.find(one, place) + 1
                if not place:
                    break
            if place and wanted:
                break
            if select.select([self.fd], [], [], 0.05)[0]:
                try:
                    part = os.read(self.fd, 65536)
                except OSError:
                    break
                if not part:
                    break
                self.seen += part
        return self.seen

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def end(self) -> int:
        """Read to the end and return the exit status."""
        self.until()
        _pid, status = os.waitpid(self.child, 0)
        with contextlib.suppress(OSError):
            os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


TODAY = ("--today", "2026-11-23")


@pytest.fixture
def left(tmp_path):
    """A folder with a calendar that was opened and left."""
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    run = Terminal(tmp_path, *TODAY, "plan.toml")
    run.until(STARTED, FULL)
    run.type("q")
    assert run.end() == 0
    return tmp_path


def quit_after_start(run: Terminal) -> bytes:
    """Leave once Textual has drawn all; what came before Textual."""
    run.until(STARTED, FULL)
    run.type("q")
    assert run.end() == 0
    return run.seen.partition(STARTED)[0]


def lines(drawn: bytes) -> dict[int, str]:
    """Return the text of the lines as they are drawn first."""
    rows: dict[int, dict[int, str]] = {}
    for row, column, text in re.findall(r"\x1b\[(\d+);(\d+)H((?:[^\x1b]|\x1b\[[0-9;]*m)*)", drawn.decode()):
        for place, char in enumerate(re.sub(r"\x1b\[[0-9;]*m", "", text).rstrip("\r\n"), int(column)):
            rows.setdefault(int(row), {}).setdefault(place, char)
    return {row: "".join(chars[place] for place in sorted(chars)).rstrip() for row, chars in rows.items()}


def test_the_second_start_shows_the_frame_before_all_else_and_the_program_is_the_same(left):
    run = Terminal(left, *TODAY, "plan.toml")
    before = quit_after_start(run)
    after = run.seen.partition(STARTED)[2]
    assert "Pricing" in before.decode()
    assert run.seen.count(instant.ENTER.encode()) == 1, "Textual does not empty the screen again"
    first = lines(after)
    assert len(first) == 40
    assert lines(before) == first, "what takes the frame's place is the same"


@pytest.mark.parametrize(
    ("words", "environ", "change"),
    [
        (("--today", "2026-11-24", "plan.toml"), {}, None),
        ((*TODAY, "plan.toml"), {"NO_COLOR": "1"}, None),
        ((*TODAY, "plan.toml"), {"LANG": "fr_FR.UTF-8"}, None),
        ((*TODAY, "plan.toml"), {"TERM": "xterm"}, None),
        ((*TODAY, "plan.toml"), {}, lambda folder: (folder / "plan.toml").write_text(PLAN + "\n# more\n")),
        (
            (*TODAY, "plan.toml"),
            {},
            lambda folder: (folder / "config" / "planner" / "config.toml").write_text('view = "month"\n'),
        ),
    ],
    ids=["day", "no-color", "language", "terminal", "bytes", "settings"],
)
def test_for_anything_else_the_start_is_the_usual_one(left, words, environ, change):
    if change:
        (left / "config" / "planner").mkdir(parents=True, exist_ok=True)
        change(left)
    assert b"Pricing" not in quit_after_start(Terminal(left, *words, **environ))


def test_a_key_typed_on_the_frame_is_obeyed(left):
    run = Terminal(left, *TODAY, "plan.toml")
    run.until(FULL)
    assert STARTED not in run.seen
    run.type("q")
    assert run.end() == 0


def test_what_is_typed_on_the_frame_is_not_echoed(left):
    run = Terminal(left, *TODAY, "plan.toml")
    run.until(FULL)
    run.type("~~~")
    assert b"~~~" not in quit_after_start(run)


def test_edits_are_in_the_next_frame(left):
    run = Terminal(left, *TODAY, "plan.toml")
    run.until(STARTED, FULL)
    run.type("aTea at four\r")
    run.until(STARTED, FULL, b"Tea at four")
    end = time.monotonic() + 30
    while b"Tea at four" not in (left / "plan.toml").read_bytes() and time.monotonic() < end:
        run.until(b"never", seconds=0.1)
    run.type("q")
    assert run.end() == 0
    before = quit_after_start(Terminal(left, *TODAY, "plan.toml"))
    assert b"Tea at four" in before


FAILS = """
import sys
from planner.tui import app
from planner.errors import UsageError
def run(*words, **named):
    raise UsageError("It went wrong.")
app.run = run
from planner.__main__ import main
sys.exit(main())
"""


def test_a_mistake_after_the_frame_gives_the_terminal_back_before_it_is_told(left):
    run = Terminal(left, *TODAY, "plan.toml", program=FAILS)
    attributes = termios.tcgetattr(run.fd)
    assert run.end() == 2
    assert re.search(rb"Pricing.*\x1b\[\?1049l.*It went wrong", run.seen, re.DOTALL)
    assert attributes[3] & termios.ECHO


def test_a_folder_of_caches_that_cannot_be_written_costs_the_frame_only(tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "cache").write_text("in the way")
    for _start in range(2):
        assert b"Pricing" not in quit_after_start(Terminal(tmp_path, *TODAY, "plan.toml"))


# which calendar the command line means -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "argv",
    [
        ["a.toml"],
        ["./a.toml", "b.toml"],
        ["-c", "a.toml"],
        ["--today", "2026-11-23", "a.toml"],
        ["--calendar", "sub/c.toml"],
    ],
    ids=" ".join,
)
def test_it_means_what_the_command_line_means(tmp_path, monkeypatch, argv):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    for name in ("a.toml", "b.toml", "sub/c.toml"):
        (tmp_path / name).write_text("[calendar]\n")
    files = [word for word in argv if word.endswith(".toml")] if "-" not in argv[0][:1] or argv[0] == "--today" else []
    options = argparse.Namespace(files=files, calendar=argv[1] if argv[0] in ("-c", "--calendar") else None, environ={})
    meant = [str(path.absolute()) for path in verbs_open._files(options)]
    assert instant.calendars(argv, {}) == (meant, "2026-11-23" if "--today" in argv else "")


def test_without_a_name_it_is_the_one_that_verbs_would_use(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    last = tmp_path / "elsewhere.toml.d" / "last.toml"
    last.parent.mkdir()
    last.write_text("[calendar]\n")
    (tmp_path / "state" / "planner").mkdir(parents=True)
    (tmp_path / "state" / "planner" / "opened").write_bytes(os.fsencode(last))
    assert instant.calendars([], {}) == ([str(last)], "")
    (tmp_path / "plan.toml").write_text("# mine\n[calendar]\n")
    assert instant.calendars([], {}) == ([str(tmp_path / "plan.toml")], "")
    assert instant.calendars([], {"PLANNER_CALENDAR": str(last)}) == ([str(last)], "")
    (tmp_path / "other.toml").write_text("[ calendar ]\n")
    assert instant.calendars([], {}) is None


@pytest.mark.parametrize(
    "argv", [["list"], ["check", "plan.toml"], ["--version"], ["--help"], ["-c"], ["nothing.toml"], ["."]]
)
def test_where_it_is_not_plain_there_is_none(tmp_path, monkeypatch, argv):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text("[calendar]\n")
    (tmp_path / "list").write_text("[calendar]\n")
    assert instant.calendars(argv, {}) is None


# days --------------------------------------------------------------------------------------------------------------------


class Calendarlike:
    def __init__(self, timezone: str) -> None:
        self.calendar = argparse.Namespace(timezone=timezone)


def test_a_frame_is_true_for_a_day_of_the_calendars_zone():
    day = dt.date(2026, 11, 23)
    since, until, local = still.when(day, [Calendarlike("America/Montreal")], forced=False)
    assert dt.datetime.fromtimestamp(since, dt.UTC).isoformat() == "2026-11-23T05:00:00+00:00"
    assert until - since == 86_400
    assert local == ""
    assert still.when(day, [Calendarlike("")], forced=False)[2] == "2026-11-23"
    two = still.when(day, [Calendarlike("America/Montreal"), Calendarlike("Europe/Paris")], forced=False)
    assert two[1] - two[0] == 86_400 - 6 * 3600
    assert still.when(day, [Calendarlike("Europe/Paris")], forced=True) == (0, 1 << 62, "")


def test_a_page_is_taken_down_only_whole():
    assert still.rows_of("\x1b[1;1H\x1b[1mab\x1b[0mc\r\n\x1b[2;1Hdef\x1b[1;1H", 3, 2) == [
        [("1", "ab"), ("", "c")],
        [("", "def")],
    ]
    assert still.rows_of("\x1b[1;1Habc", 3, 2) is None
    assert still.rows_of("\x1b[1;1Hab\x1b[2;1Hdef", 3, 2) is None
    assert frames.painted(still.rows_of("\x1b[1;1Habc", 3, 1) or []) == b"\x1b[1;1Habc"


HALTED = """
import os, signal, sys
sys.argv[1:] = {words!r}
def end(*_given, **_named):
    os.kill(os.getpid(), signal.{name})
def before(owner, function):
    whole = getattr(owner, function)
    setattr(owner, function, lambda *given, **named: (end(), whole(*given, **named))[1])
{moment}
from planner import __main__ as program
sys.exit(program.main())
"""
MOMENTS = {
    "while modules are read": """
from planner.tui import instant
shown = instant.show
instant.show = lambda *given: (shown(*given), end())
""",
    "before the terminal is Textual's": """
from planner.tui import app
before(app, "_driver_class")
""",
    "while it becomes Textual's": """
from textual.drivers.linux_driver import LinuxDriver
before(LinuxDriver, "_enable_mouse_support")
""",
    "while the first screen is made": """
from planner.tui.screens.planning import PlanningScreen
before(PlanningScreen, "compose")
""",
    "while it is drawn": """
from planner.tui.screens.planning import PlanningScreen
before(PlanningScreen, "redraw")
""",
}


def ended_early(folder: Path, moment: str, name: str, status: int, *, framed: bool) -> None:
    day = TODAY if framed else ("--today", "2026-11-24")
    program = HALTED.format(words=["plan.toml", *day], name=name, moment=MOMENTS[moment])
    run = Terminal(folder, program=program)
    before = termios.tcgetattr(run.fd)
    run.until()
    assert termios.tcgetattr(run.fd) == before
    assert run.end() in (status, 128 - status)
    assert b"Traceback" not in run.seen
    for name, on, off in (("1049", b"h", b"l"), ("1003", b"h", b"l"), ("25", b"l", b"h"), ("7", b"l", b"h")):
        mode = b"\x1b[?" + name.encode()
        assert run.seen.rfind(mode + on) <= run.seen.rfind(mode + off)
    assert (b"\x1b[?1049h" in run.seen) or not framed


@pytest.mark.parametrize(
    ("moment", "name", "status"), [*((one, "SIGTERM", 143) for one in MOMENTS), (next(iter(MOMENTS)), "SIGINT", 130)]
)
def test_a_signal_before_the_first_screen_gives_the_terminal_back(left, moment, name, status):
    ended_early(left, moment, name, status, framed=True)


@pytest.mark.torture
@pytest.mark.parametrize("framed", [True, False], ids=["frame", "no frame"])
@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
@pytest.mark.parametrize("moment", MOMENTS)
def test_each_signal_before_the_first_screen(left, moment, name, status, framed):
    ended_early(left, moment, name, status, framed=framed)
