"""A verb's process ends at once, with all that it said and the status it found."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from planner.cli import VERBS, is_brief

PLAN = '[calendar]\ntitle = "A"\n\n[[items]]\nid = "first"\ntitle = "One — été"\n'


def planner(tmp_path, *words, **options: Any):
    env = {**os.environ, "HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    for kind in ("CACHE", "STATE", "CONFIG", "DATA"):
        env[f"XDG_{kind}_HOME"] = str(tmp_path / kind)
    argv = [sys.executable, "-m", "planner", *words]
    return subprocess.run(argv, cwd=tmp_path, env=env, check=False, **options)


def test_all_of_the_answer_arrives(tmp_path):
    blocks = "".join(f'\n[[items]]\nid = "i{number}"\ntitle = "Title {number}"\n' for number in range(3000))
    (tmp_path / "plan.toml").write_text(PLAN + blocks, encoding="utf-8")
    done = planner(tmp_path, "list", "-c", "plan.toml", capture_output=True)
    assert done.returncode == 0
    assert done.stdout.count(b"\n") >= 3001
    assert b"i2999" in done.stdout.splitlines()[-1]


def test_the_status_is_the_verbs(tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN + "title = 1\n", encoding="utf-8")
    done = planner(tmp_path, "list", "-c", "plan.toml", capture_output=True)
    assert done.returncode == 65
    assert b"plan.toml:7:" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110 - as the shell sees it
def test_output_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - as the shell opens it
        done = planner(tmp_path, "list", "-c", "plan.toml", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 74
    assert done.stderr


def test_nothing_is_put_away_piece_by_piece(tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    code = (
        "import atexit, sys; from planner.__main__ import main; atexit.register(print, 'tidied up');"
        "sys.argv[1:] = {words}; sys.exit(main())"
    )
    env = {**os.environ, "LANG": "C.UTF-8"}
    for words, tidied in ((["list", "-c", "plan.toml"], False), (["--version"], True)):
        line = [sys.executable, "-c", code.format(words=words)]
        done = subprocess.run(line, cwd=tmp_path, env=env, check=False, capture_output=True)
        assert (done.returncode, b"tidied up" in done.stdout) == (0, tidied)


def test_what_opens_a_screen_ends_in_its_own_time():
    assert not is_brief(["plan.toml"])
    assert not is_brief(["demo"])
    assert [verb for verb in VERBS if not is_brief([verb])] == ["demo"]
