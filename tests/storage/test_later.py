"""What is left for after the answer is done, by whomever it may be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.storage import later

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    later._left.clear()


def test_where_nobody_promised_to_finish_it_is_done_at_once() -> None:
    done: list[str] = []
    later.afterwards(lambda: done.append("now"), long=True)
    assert done == ["now"]
    assert later.finish() == 0


def test_what_is_short_waits_for_the_end_and_is_done_here_in_its_order() -> None:
    done: list[int] = []
    later.put_off()
    later.afterwards(lambda: done.append(1))
    later.afterwards(lambda: done.append(2))
    assert done == []
    assert later.finish() == 0
    assert done == [1, 2]
    assert later.finish() == 0
    assert done == [1, 2]


@needs_fork
def test_what_is_long_is_done_by_another_process(tmp_path: Path) -> None:
    later.put_off()
    later.afterwards(lambda: (tmp_path / "long").write_text(str(os.getpid())), long=True)
    later.afterwards(lambda: (tmp_path / "short").write_text(str(os.getpid())))
    process = later.finish()
    assert os.waitpid(process, 0)[1] == 0
    assert (tmp_path / "long").read_text() == (tmp_path / "short").read_text() == str(process)


@needs_fork
def test_what_fails_in_another_process_ends_with_it(tmp_path: Path) -> None:
    later.put_off()
    later.afterwards(lambda: (tmp_path / "none" / "such").write_text(""), long=True)
    os.waitpid(later.finish(), 0)


def test_where_no_process_can_be_had_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    done: list[int] = []
    monkeypatch.setattr(os, "fork", refused, raising=False)
    later.put_off()
    later.afterwards(lambda: done.append(1), long=True)
    assert later.finish() == 0
    assert done == [1]
    monkeypatch.delattr(os, "fork")
    later.put_off()
    later.afterwards(lambda: done.append(2), long=True)
    assert later.finish() == 0
    assert done == [1, 2]


@needs_fork
def test_nobody_waits_for_who_does_it() -> None:
    """A pipe's reader gets to its end though the other process goes on until it is told to end."""
    program = (
        "import os, sys\nfrom planner.storage import later\nlater.put_off()\n"
        "end = int(sys.argv[1])\nlater.afterwards(lambda: os.read(end, 1), long=True)\nprint('said', flush=True)\nlater.finish()\nos._exit(0)"
    )
    reading, writing = os.pipe()
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, str(reading)],
            pass_fds=(reading,),
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        assert done.stdout == "said\n"
    finally:
        os.close(writing)
        os.close(reading)
