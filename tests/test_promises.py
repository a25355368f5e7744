"""Promises that no single part keeps alone: nothing is fetched or sent, no code comes from data folders, names are safe, days stay days."""

from __future__ import annotations

import ast
import datetime as dt
import os
import subprocess
import sys
import zoneinfo
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.exchange import names
from planner.storage import history
from storage.any_toml import NAUGHTY

SOURCE = Path(__file__).parents[1] / "src"
WATCH = """
import sys
WATCHED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
def watch(event, args):
    if event in WATCHED:
        print("OPENED", event, args, file=sys.stderr)
        sys.stderr.flush()
sys.addaudithook(watch)
"""
VERBS = """
from planner.cli import main
for words in (
    ["new", "plan.toml", "--sample", "consultant"], ["add", "Hello ^fri !linkedin"], ["list"], ["check"], ["plan", "--month", "2026-12"], ["report"],
    ["validate"], ["history"], ["schema"], ["paths"], ["demo"], ["import", "in.csv"],
    *(["export", kind, "-o", "out." + kind] for kind in ("csv", "xlsx", "ics", "markdown", "html", "json")), ["export", "hootsuite", "--skip-bad", "-o", "h.csv"],
):
    print(words, main([*words, "--today", "2026-11-23"]))
"""
SCREEN = """
import asyncio, datetime as dt, pathlib
from planner.settings import config, samples
from planner.workspace import Workspace
path = pathlib.Path("plan.toml")
path.write_bytes(samples.load("consultant", dt.date(2026, 11, 23)))
now, today = lambda: dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), lambda: dt.date(2026, 11, 23)
workspace = Workspace.open(path, now=now, today=today)
from planner.tui.app import PlannerApp
async def look():
    app = PlannerApp([workspace], today=today, now=now, config=config.Config())
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("j", "M", "B", "L", "W", "question_mark", "escape", "e", "escape", "x", "escape"):
            await pilot.press(key)
asyncio.run(look())
print("looked")
"""


def python(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_verb_opens_a_connection(tmp_path: Path):
    (tmp_path / "in.csv").write_text("Title,Link\nx,https://example.org/\n")
    done = python(tmp_path, WATCH + VERBS)
    assert "OPENED" not in done.stderr
    assert done.returncode == 0, done.stderr[-2000:]
    assert all(line.endswith((" 0", " 1")) for line in done.stdout.splitlines() if line.startswith("['"))
    assert (tmp_path / "out.html").exists()


def test_no_screen_opens_a_connection(tmp_path: Path):
    done = python(tmp_path, WATCH + SCREEN)
    assert "OPENED" not in done.stderr
    assert "looked" in done.stdout, done.stderr[-2000:]


def test_the_watch_would_tell(tmp_path: Path):
    done = python(
        tmp_path,
        WATCH + "import socket\ntry:\n    socket.socket().connect(('127.0.0.1', 9))\nexcept OSError:\n    pass",
    )
    assert "OPENED socket.connect" in done.stderr


def test_no_code_comes_from_the_folder_of_a_calendar_or_from_the_programs_own(tmp_path: Path):
    mine = "import sys\nsys.stderr.write('RAN')\nraise SystemExit(9)\n"
    for module in ("argparse", "tomli", "textual", "json", "random", "sitecustomize_not", "planner_plugin"):
        (tmp_path / f"{module}.py").write_text(mine)
    for folder in (os.environ["XDG_CONFIG_HOME"], os.environ["XDG_STATE_HOME"], os.environ["XDG_DATA_HOME"]):
        place = Path(folder) / "planner" / "themes"
        place.mkdir(parents=True)
        (place / "theme.py").write_text(mine)
    (tmp_path / "plan.toml").write_text('[calendar]\ntitle = "x"\n[[items]]\ntitle = "Mine"\n')
    done = subprocess.run(
        [sys.executable, "-m", "planner", "list"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Mine" in done.stdout, "RAN" in done.stderr) == (0, True, False)


# Writing ------------------------------------------------------------------------------------------------------------

WRITERS = {"write_bytes", "write_text", "rename", "renames", "symlink_to", "truncate"}
THROWN_AWAY = {"opening.py", "verbs_files.py"}
"""Where a sample is copied into a temporary folder, to be thrown away."""


def test_only_storage_writes_files():
    found = []
    for path in (SOURCE / "planner").rglob("*.py"):
        if path.parent.name == "storage":
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            modes = [
                word.value for word in ast.walk(call) if isinstance(word, ast.Constant) and isinstance(word.value, str)
            ]
            writing = name == "open" and any(set(mode) & set("wxa+") and set(mode) <= set("rwxabt+") for mode in modes)
            if writing or (name in WRITERS and not (name == "write_bytes" and path.name in THROWN_AWAY)):
                found.append(f"{path.name}:{call.lineno} {name}")
    assert not found


# Names --------------------------------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(
    st.text(max_size=300) | st.sampled_from(NAUGHTY),
    st.text(max_size=60) | st.sampled_from(NAUGHTY),
    st.sampled_from(("csv", "hootsuite", "markdown")),
)
def test_the_name_of_an_export_is_safe_everywhere(client: str, part: str, kind: str):
    for name in (
        names.safe(client),
        names.default(client, kind, part=names.safe(part, longest=40)),
        names.safe(client, longest=60) + ".txt",
    ):
        assert 0 < len(name.encode()) <= names.LONGEST
        assert not name.startswith((".", "-"))
        assert ".." not in name
        assert not set(name) & set('/\\:*?"<>|\0\n\r\t;&$`(){}[]!#~ ')
        assert name.isprintable()
        assert name.split(".")[0].casefold() not in ("con", "prn", "aux", "nul", "com1", "lpt1")


# Days ---------------------------------------------------------------------------------------------------------------

ZONES = (
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Europe/London",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Etc/GMT+12",
)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("kind", ["ics", "csv", "json", "markdown"])
def test_a_day_without_a_time_stays_that_day_whatever_the_zones(tmp_path: Path, zone: str, kind: str):
    if zone not in zoneinfo.available_timezones():
        pytest.skip("this machine does not know the zone")
    (tmp_path / "plan.toml").write_text(
        f'[calendar]\ntitle = "x"\ntimezone = "{zone}"\n[[items]]\nid = "kqfzrv"\ntitle = "Day"\ndate = 2026-03-29\n'
    )
    code = f"import os, time\nos.environ['TZ'] = 'Pacific/Apia'\ntime.tzset()\nfrom planner.cli import main\nmain(['export', '{kind}', '--today', '2026-03-01'])"
    if not hasattr(os, "fork"):
        pytest.skip("this system sets no zone for one process")
    out = python(tmp_path, code).stdout
    assert {"ics": "DTSTART;VALUE=DATE:20260329", "csv": "2026-03-29", "json": '"2026-03-29"', "markdown": "29 March"}[
        kind
    ] in out


def test_a_clock_that_was_set_back_deletes_nothing(tmp_path: Path):
    path = tmp_path / "plan.toml"
    for number in range(49):
        history.keep(path, str(number).encode())
    for state in history.states(path):
        ahead = dt.datetime(2099, 1, 1, tzinfo=dt.UTC).timestamp()
        os.utime(state.file, (ahead, ahead))
    history.keep(path, b"now")
    assert [state.file.read_bytes() for state in history.states(path)][:2] == [b"now", b"48"]
    assert len(history.states(path)) == 50
