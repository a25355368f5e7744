"""Earlier states: kept for the user's eyes only, the last fifty and one a day, and they come back byte for byte."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from planner.errors import FileAccessError, UsageError
from planner.storage import files, history, paths, places


def test_states_are_numbered_from_the_last_write_back(tmp_path: Path):
    path = tmp_path / "a.toml"
    for data in (b"one", b"two", b"three"):
        assert history.keep(path, data)
    assert [history.load(path, number) for number in (1, 2, 3)] == [b"three", b"two", b"one"]
    assert [state.size for state in history.states(path)] == [5, 3, 3]
    with pytest.raises(UsageError):
        history.load(path, 4)
    with pytest.raises(UsageError):
        history.load(path, 0)


def test_the_same_bytes_twice_are_one_state(tmp_path: Path):
    for _number in range(2):
        history.keep(tmp_path / "a.toml", b"one")
    assert len(history.states(tmp_path / "a.toml")) == 1


def test_two_calendars_of_one_name_have_a_history_each_and_a_link_shares_its_targets(tmp_path: Path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.toml").write_bytes(name.encode())
        history.keep(tmp_path / name / "a.toml", name.encode())
    (tmp_path / "link.toml").symlink_to(tmp_path / "x" / "a.toml")
    assert history.load(tmp_path / "link.toml", 1) == b"x"
    assert history.load(tmp_path / "y" / "a.toml", 1) == b"y"


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
def test_nobody_else_can_read_it(tmp_path: Path):
    path = tmp_path / "a.toml"
    replaced = tmp_path / "replaced"
    replaced.write_bytes(b"moved")
    replaced.chmod(0o644)
    history.keep(path, b"one")
    assert history.keeper(path, b"moved", "0123456789abcdef")(str(replaced))
    assert not replaced.exists()
    assert history.load(path, 1) == b"moved"
    for state in history.states(path):
        assert stat.S_IMODE(state.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(history.folder(path).stat().st_mode) == 0o700
    assert stat.S_IMODE((paths.state_dir() / "history").stat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "link"), reason="there are no hard links")
def test_a_replaced_file_with_a_second_name_stays_as_it_is_there(tmp_path: Path):
    path, twin = tmp_path / "a.toml", tmp_path / "twin.toml"
    path.write_bytes(b"one")
    path.chmod(0o644)
    os.link(path, twin)
    seen = files.read(path)
    files.replace(path, b"two", seen.fingerprint, keep=history.keeper(path, b"one", seen.fingerprint.digest))
    assert os.name == "nt" or stat.S_IMODE(twin.stat().st_mode) == 0o644
    twin.write_bytes(b"another")
    assert (path.read_bytes(), history.load(path, 1)) == (b"two", b"one")


def test_the_last_fifty_stay_and_of_older_ones_the_last_of_each_day(tmp_path: Path):
    path = tmp_path / "a.toml"
    for number in range(60):
        history.keep(path, f"state {number}".encode())
        day = 1_000_000_000 + (number // 3) * 86_400
        os.utime(history.states(path)[0].file, (day, day))
    history.keep(path, b"last")
    kept = [state.file.read_bytes().decode() for state in reversed(history.states(path))]
    assert kept[:3] == ["state 2", "state 5", "state 8"]
    assert kept[-50:] == [*(f"state {number}" for number in range(11, 60)), "last"]


def test_a_history_that_cannot_be_kept_fails_no_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "no-folder").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "no-folder"))
    assert history.keep(tmp_path / "a.toml", b"one") is False
    assert history.states(tmp_path / "a.toml") == []


def test_a_state_that_cannot_be_looked_at_moves_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.toml"
    for data in (b"one", b"two", b"three"):
        history.keep(path, data)
    newest = history.states(path)[0].file
    real = Path.stat

    def refuse(self: Path, **options: bool) -> os.stat_result:
        if self == newest:
            raise PermissionError(13, "Permission denied")
        return real(self, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", refuse)
        with pytest.raises(FileAccessError):
            history.load(path, 2)
    assert history.load(path, 2) == b"two"


# The other paths ----------------------------------------------------------------------------------------------------


def test_asking_for_folders_makes_none():
    for folder in (paths.config_dir(), paths.state_dir(), paths.cache_dir(), paths.data_dir()):
        assert not folder.exists()
        assert folder.name == "planner" or "planner" in folder.parts


def test_what_was_opened_is_remembered_the_last_first_while_it_is_there(tmp_path: Path):
    assert paths.last_opened() is None
    calendars = [tmp_path / name for name in ("a.toml", "é\udcff.toml", "c.toml")]
    for path in calendars:
        path.write_bytes(b"")
        paths.remember_opened(path)
    paths.remember_opened(calendars[0])
    assert paths.known() == [calendars[0], calendars[2], calendars[1]]
    calendars[0].unlink()
    assert paths.last_opened() == calendars[2]


def test_what_is_shipped_is_there():
    assert paths.shipped("themes").is_dir()
    assert paths.shipped("sample_calendars").is_dir()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places")
def test_a_user_without_a_home_leaves_nothing_in_the_folder_where_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("STATE", "CONFIG", "CACHE", "DATA"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    monkeypatch.setattr(places, "NOWHERE", "/dev/null")
    monkeypatch.chdir(tmp_path)
    assert not history.keep(tmp_path / "a.toml", b"one")
    paths.remember_opened(tmp_path / "a.toml")
    assert list(tmp_path.iterdir()) == []
