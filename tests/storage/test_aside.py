"""What another thread does comes back, or is done again here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from planner.errors import MissingFileError
from planner.storage import aside, files


def test_what_is_done_aside_is_done_once() -> None:
    done: list[int] = []

    def act() -> str:
        done.append(1)
        return "found"

    usual = sys.getswitchinterval()
    result = aside.begun(act)
    assert [result(), result(), done] == ["found", "found", [1]]
    assert sys.getswitchinterval() == usual


def test_what_fails_aside_is_done_again_where_it_is_told() -> None:
    done: list[int] = []

    def act() -> str:
        done.append(1)
        raise MissingFileError("plan.toml")

    result = aside.begun(act)
    with pytest.raises(MissingFileError):
        result()
    assert len(done) == 2


def test_without_a_thread_it_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_given: object) -> int:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(aside, "start_new_thread", none)
    assert aside.begun(lambda: 7)() == 7


@pytest.mark.parametrize("size", [10, 700_000])
def test_a_file_that_is_being_read_is_read_as_ever(tmp_path: Path, size: int) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"#" * size)
    assert files.reading(path, clock=lambda: 4e9)() == files.read_settled(path, clock=lambda: 4e9)


def test_a_file_that_is_not_there_is_missed_when_it_is_asked_for(tmp_path: Path) -> None:
    reading = files.reading(tmp_path / "plan.toml")
    with pytest.raises(MissingFileError):
        reading()
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 700_000)
    reading = files.reading(large)
    reading()
    large.unlink()
    with pytest.raises(MissingFileError):
        files.reading(large)()
