"""Reading and replacing files: nothing is lost, nothing is left over, and every refusal is a sentence."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import another_user
from planner.errors import CannotCreateError, ConflictError, FileAccessError, MissingFileError
from planner.storage import beside, files, history, neighbours, rename

OLD, NEW = b'[calendar]\ntitle = "old"\n', b'[calendar]\ntitle = "new"\n'


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "calendar.toml"
    path.write_bytes(b"old")
    return path


def only(path: Path) -> bool:
    return [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_replaced_file_has_the_new_bytes_and_nothing_lies_beside_it(target: Path):
    seen = files.read(target)
    after = files.replace(target, b"new", seen.fingerprint)
    assert target.read_bytes() == b"new"
    assert only(target)
    assert files.unchanged(target, after)
    assert files.read(target).fingerprint == after


def test_bytes_that_nobody_read_are_not_overwritten(target: Path):
    seen = files.read(target)
    target.write_bytes(b"theirs")
    with pytest.raises(ConflictError):
        files.replace(target, b"new", seen.fingerprint)
    assert target.read_bytes() == b"theirs"
    assert only(target)


@pytest.mark.parametrize("how", ["in place", "by a rename"])
def test_a_write_between_the_last_look_and_the_exchange_is_seen_and_taken_back(
    target: Path, monkeypatch: pytest.MonkeyPatch, how: str
):
    seen = files.read(target)
    real = rename.exchange
    calls: list[str] = []

    def late(one: str, other: str) -> bool:
        if not calls:
            if how == "in place":
                target.write_bytes(b"theirs")
            else:
                other_file = target.with_name("theirs")
                other_file.write_bytes(b"theirs")
                other_file.replace(target)
        calls.append(one)
        return real(one, other)

    monkeypatch.setattr(rename, "exchange", late)
    with pytest.raises(ConflictError):
        files.replace(target, b"new", seen.fingerprint)
    assert target.read_bytes() == b"theirs"
    assert only(target)


def test_a_third_version_that_comes_in_while_a_conflict_is_taken_back_is_kept_under_a_name(
    target: Path, monkeypatch: pytest.MonkeyPatch
):
    seen = files.read(target)
    real = rename.exchange
    calls: list[str] = []

    def late(one: str, other: str) -> bool:
        target.write_bytes(b"second" if not calls else b"third")
        calls.append(one)
        return real(one, other)

    monkeypatch.setattr(rename, "exchange", late)
    with pytest.raises(ConflictError):
        files.replace(target, b"new", seen.fingerprint)
    (copy,) = neighbours.copies_beside(target)
    assert {target.read_bytes(), copy.read_bytes()} == {b"second", b"third"}


@pytest.mark.parametrize("link", [True, False])
def test_without_the_exchange_the_file_is_compared_and_renamed(
    target: Path, monkeypatch: pytest.MonkeyPatch, link: bool
):
    """As on file systems and kernels that do not know the exchange; without ``link`` not even a second name."""
    monkeypatch.setattr(rename, "exchange", lambda one, other: False)
    if not link:
        monkeypatch.delattr(os, "link")
    seen = files.read(target)
    kept: list[bytes] = []
    keep = lambda name: kept.append(Path(name).read_bytes() if name else b"") is None  # noqa: E731
    files.replace(target, b"new", seen.fingerprint, keep=keep)
    assert (target.read_bytes(), kept, only(target)) == (b"new", [b"old" if link else b""], True)
    target.write_bytes(b"theirs")
    with pytest.raises(ConflictError):
        files.replace(target, b"newer", seen.fingerprint)
    assert target.read_bytes() == b"theirs"
    assert only(target)


def test_without_the_exchange_a_late_write_and_a_refused_sync_are_taken_back(
    target: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rename, "exchange", lambda one, other: False)
    seen = files.read(target)
    real = os.replace

    def late(one: str, other: str) -> None:
        target.write_bytes(b"theirs")
        monkeypatch.setattr(os, "replace", real)
        real(one, other)

    monkeypatch.setattr(os, "replace", late)
    with pytest.raises(ConflictError):
        files.replace(target, b"new", seen.fingerprint)
    assert (target.read_bytes(), only(target)) == (b"theirs", True)
    monkeypatch.setattr(beside, "sync_folder", refusing(beside.sync_folder, errno.EIO, 0))
    with pytest.raises(FileAccessError):
        files.replace(target, b"new", files.read(target).fingerprint)
    assert (target.read_bytes(), only(target)) == (b"theirs", True)


def test_without_the_exchange_a_file_that_is_put_there_late_stays(target: Path, monkeypatch: pytest.MonkeyPatch):
    """As editors save: by a rename, here between the second name and the save's own rename."""
    monkeypatch.setattr(rename, "exchange", lambda one, other: False)
    seen = files.read(target)
    real = os.link

    def late(one: str, other: str) -> None:
        real(one, other)
        theirs = target.with_name("theirs")
        theirs.write_bytes(b"theirs")
        theirs.replace(target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(ConflictError):
        files.replace(target, b"new", seen.fingerprint)
    assert (target.read_bytes(), only(target)) == (b"theirs", True)


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_what_came_out_of_the_exchange_and_cannot_be_read_goes_back(
    target: Path, monkeypatch: pytest.MonkeyPatch, code: int
):
    seen = files.read(target)
    monkeypatch.setattr(files, "_digest_of", refusing(files._digest_of, code, 0))
    with pytest.raises(FileAccessError):
        files.replace(target, b"new", seen.fingerprint)
    assert (target.read_bytes(), only(target)) == (b"old", True)


@pytest.mark.parametrize("missing", ["fcntl module", "flock", "lease", "folder sync", "modes", "owners", "times"])
def test_a_system_without_one_of_the_means_still_saves_and_sees_others_writing(
    target: Path, monkeypatch: pytest.MonkeyPatch, missing: str
):
    """Network file systems, containers and other systems lack some of them."""
    fcntl = pytest.importorskip("fcntl")
    refuse = refusing_always(errno.ENOTSUP)
    if missing == "fcntl module":
        monkeypatch.setitem(sys.modules, "fcntl", None)
    elif missing == "flock":
        monkeypatch.setattr(fcntl, "flock", refuse)
    elif missing == "lease":
        monkeypatch.setattr(fcntl, "fcntl", refuse)
    elif missing == "modes":
        monkeypatch.setattr(os, "fchmod", refusing_always(errno.EPERM))
    elif missing == "owners":
        monkeypatch.setattr(os, "fchown", refuse)
        monkeypatch.setattr(os, "fstat", another_group(os.fstat))
    elif missing == "times":
        monkeypatch.setattr(os, "utime", refusing_always(errno.EPERM))
    else:
        real = os.fsync
        monkeypatch.setattr(
            os, "fsync", lambda handle: refuse() if stat.S_ISDIR(os.fstat(handle).st_mode) else real(handle)
        )
    seen = files.read_settled(target, sleep=lambda _seconds: None)
    files.replace(target, b"new", seen.fingerprint)
    assert (target.read_bytes(), only(target)) == (b"new", True)
    target.write_bytes(b"theirs")
    with pytest.raises(ConflictError):
        files.replace(target, b"newer", seen.fingerprint)
    assert (target.read_bytes(), only(target)) == (b"theirs", True)


def refusing_always(code: int) -> Any:
    def call(*_args: Any, **_options: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return call


def another_group(real: Any) -> Any:
    def call(handle: int) -> Any:
        found = real(handle)
        return SimpleNamespace(
            **{name: getattr(found, name) for name in dir(found) if name[:3] == "st_"} | {"st_gid": 4711}
        )

    return call


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="there are no extended attributes here")
def test_what_else_a_file_carries_stays(target: Path):
    try:
        os.setxattr(target, "user.colour", b"red")
    except OSError:
        pytest.skip("the file system has no extended attributes")
    files.replace(target, b"new", files.read(target).fingerprint)
    files.create(target, b"newer", force=True)
    assert (target.read_bytes(), os.getxattr(target, "user.colour")) == (b"newer", b"red")


def test_what_was_replaced_can_be_moved_away(target: Path, tmp_path_factory: pytest.TempPathFactory):
    away = tmp_path_factory.mktemp("away") / "old"
    files.replace(target, b"new", files.read(target).fingerprint, keep=lambda name: Path(name).rename(away) == away)
    assert away.read_bytes() == b"old"
    assert only(target)


def test_a_symlink_stays_one_and_its_target_is_replaced(target: Path, tmp_path: Path):
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.toml"
    link.symlink_to(target)
    files.replace(link, b"new", files.read(link).fingerprint)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert only(link)


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(target: Path, mode: int):
    target.chmod(mode)
    files.replace(target, b"new", files.read(target).fingerprint)
    assert stat.S_IMODE(target.stat().st_mode) == mode


@pytest.mark.root
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file to somebody else"
)
def test_the_owner_stays(target: Path):
    os.chown(target, 1234, 1234)
    files.replace(target, b"new", files.read(target).fingerprint)
    assert (target.stat().st_uid, target.stat().st_gid) == (1234, 1234)


@pytest.fixture
def reached() -> Iterator[Path]:
    with another_user.reached() as folder:
        yield folder


@pytest.mark.skipif(bool(another_user.reason()), reason=another_user.reason() or "-")
def test_what_is_not_allowed_is_told_with_path_and_reason(reached: Path):
    folder = reached / "closed"
    folder.mkdir()
    path = folder / "calendar.toml"
    path.write_bytes(b"old")
    path.chmod(0o644)
    folder.chmod(0o555)
    said = another_user.run(
        f"from pathlib import Path\nfrom planner.storage import files, neighbours\nfrom planner.errors import PlannerError\np = Path({str(path)!r})\n"
        "print(neighbours.concerns(p)[0])\n"
        "for act in (lambda: files.replace(p, b'new', files.read(p).fingerprint), lambda: files.create(p.with_name('n'), b'')):\n"
        "    try: act()\n    except PlannerError as error: print(error.status, error)\n"
    ).stdout
    told = said.splitlines()
    assert "cannot be saved where it is" in told[0]
    assert [line[:3] for line in told[1:]] == ["74 ", "74 "]
    assert "Permission denied" in told[1]
    folder.chmod(0o755)
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(bool(another_user.reason()), reason=another_user.reason() or "-")
def test_a_file_that_may_not_be_written_is_told_and_not_replaced_although_its_folder_would_allow_it(reached: Path):
    path = reached / "calendar.toml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    reached.chmod(0o777)
    said = another_user.run(
        f"from pathlib import Path\nfrom planner.storage import files, neighbours\nfrom planner.errors import PlannerError\np = Path({str(path)!r})\n"
        "print(neighbours.concerns(p)[0])\n"
        "try: files.replace(p, b'new', files.read(p).fingerprint)\nexcept PlannerError as error: print(error.status)\n"
    ).stdout
    assert "cannot be saved where it is" in said
    assert said.splitlines()[1] == "74"
    assert (path.read_bytes(), only(path)) == (b"old", True)


def test_a_read_only_disk_is_called_so(target: Path, monkeypatch: pytest.MonkeyPatch):
    seen = files.read(target)
    monkeypatch.setattr(os, "access", lambda *_given: False)
    monkeypatch.setattr(beside, "write", refusing(beside.write, errno.EIO, 0))
    real = os.open

    def read_only(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & os.O_WRONLY and not flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(FileAccessError, match=os.strerror(errno.EROFS)):
        files.replace(target, b"new", seen.fingerprint)
    assert only(target)


@pytest.mark.parametrize(
    "call", ["os.open", "os.write", "os.fsync", "os.fstat", "os.fchmod", "rename.exchange", "beside.sync_folder"]
)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EACCES])
def test_any_refusal_of_the_system_leaves_the_file_whole_and_alone(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
):
    module, name = call.split(".")
    owner: Any = {"os": os, "rename": rename, "beside": beside}[module]
    real = getattr(owner, name)
    seen = files.read(target)
    monkeypatch.setattr(
        owner, name, refusing(real, code, 0 if name not in ("open", "exchange") else 1 if name == "open" else 0)
    )
    with pytest.raises(FileAccessError) as raised:
        files.replace(target, b"new", seen.fingerprint)
    monkeypatch.undo()
    assert os.strerror(code) in str(raised.value)
    assert str(target) in str(raised.value)
    assert target.read_bytes() == b"old"
    assert only(target)


def refusing(real: Any, code: int, skip: int) -> Any:
    calls: list[int] = []

    def call(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == skip + 1:
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    return call


def test_an_interrupted_exchange_is_tried_again(target: Path, monkeypatch: pytest.MonkeyPatch):
    codes = [errno.EINTR, errno.EINTR]
    real = rename._renameat2()
    if real is None:
        pytest.skip("this system has no renameat2")

    def interrupted(*args: Any) -> int:
        if codes:
            ctypes.set_errno(codes.pop())
            return -1
        return int(real(*args))

    monkeypatch.setattr(rename, "_renameat2", lambda: interrupted)
    files.replace(target, b"new", files.read(target).fingerprint)
    assert target.read_bytes() == b"new"


def test_reading_what_is_not_there_or_no_file_is_a_sentence(tmp_path: Path):
    with pytest.raises(MissingFileError):
        files.read(tmp_path / "none.toml")
    with pytest.raises(MissingFileError):
        files.read(tmp_path / "none" / "none.toml")
    with pytest.raises(FileAccessError) as raised:
        files.read(tmp_path)
    assert raised.value.writing is False
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(FileAccessError):
            files.read(tmp_path / "pipe")


def test_a_file_that_somebody_holds_open_for_writing_is_waited_for(target: Path):
    naps: list[float] = []
    now = target.stat().st_mtime

    def finish(seconds: float) -> None:
        naps.append(seconds)
        writer.write(b" and whole")
        writer.close()

    writer = target.open("ab")
    writer.write(b"half")
    writer.flush()
    snapshot = files.read_settled(target, clock=lambda: now if len(naps) < 1 else now + 9, sleep=finish)
    assert snapshot.data == b"oldhalf and whole"
    assert naps == [files.SETTLE_SECONDS]


@pytest.mark.parametrize("first", [b"", b"ha"])
def test_half_a_file_is_waited_for_though_its_writer_was_done_when_that_was_asked(
    target: Path, monkeypatch: pytest.MonkeyPatch, first: bytes
):
    naps: list[float] = []
    now = target.stat().st_mtime
    target.write_bytes(first)

    def asked_late(_handle: int) -> bool:
        if target.read_bytes() == first:
            target.write_bytes(b"half and whole")
        return False

    monkeypatch.setattr(files.lock, "is_written", asked_late)
    caught = files.read(target, clock=lambda: now)
    assert (caught.data, caught.settled) == (first, False)
    assert not files.unchanged(target, caught.fingerprint)
    target.write_bytes(first)
    snapshot = files.read_settled(target, clock=lambda: now, sleep=naps.append)
    assert (snapshot.data, naps) == (b"half and whole", [files.SETTLE_SECONDS])


def test_a_file_that_is_cut_to_nothing_is_waited_for_though_its_times_are_old(
    target: Path, monkeypatch: pytest.MonkeyPatch
):
    target.write_bytes(b"")
    later = target.stat().st_mtime + 9
    for written, settled in ((True, False), (False, True), (None, True)):
        monkeypatch.setattr(files.lock, "is_written", lambda _handle, written=written: written)
        assert files.read(target, clock=lambda: later).settled is settled


def test_a_file_that_stays_open_is_not_waited_for_without_end(target: Path):
    naps: list[float] = []
    now = target.stat().st_mtime
    with target.open("ab"):
        files.read_settled(target, clock=lambda: now, sleep=naps.append)
    assert len(naps) == files.SETTLE_TRIES


def test_a_file_that_was_put_in_place_whole_is_not_waited_for(target: Path):
    after = files.replace(target, b"new", files.read(target).fingerprint)
    naps: list[float] = []
    with target.open("ab"):
        snapshot = files.read_settled(target, clock=lambda: after.mtime_ns / 1e9, sleep=naps.append)
    assert (snapshot.data, naps) == (b"new", [])


def test_a_dead_process_blocks_nobody(target: Path):
    fcntl = pytest.importorskip("fcntl")
    handle = os.open(target.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    naps: list[float] = []
    files.replace(target, b"new", files.read(target).fingerprint, sleep=naps.append)
    os.close(handle)
    assert target.read_bytes() == b"new"
    assert naps


def test_leftovers_of_killed_processes_go_at_the_next_write_those_of_others_after_a_day(target: Path):
    ours = beside.write(str(target), b"half", None)
    old, fresh = target.with_name(".calendar.toml.1-0.tmp"), target.with_name(".calendar.toml.2-0.tmp")
    for path in (old, fresh):
        path.write_bytes(b"")
    os.utime(old, (1, 1))
    files.replace(target, b"new", files.read(target).fingerprint)
    assert sorted(one.name for one in target.parent.iterdir()) == sorted([Path(ours).name, fresh.name, target.name])
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = Path(ours.replace(f"-{os.getpid()}-", f"-{int(dead.stdout)}-"))
    Path(ours).rename(left)
    files.replace(target, b"newer", files.read(target).fingerprint)
    assert sorted(one.name for one in target.parent.iterdir()) == [fresh.name, target.name]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed by forking one")
def test_a_whole_calendar_that_a_killed_process_left_goes_to_the_history_and_half_of_one_goes(target: Path):
    target.write_bytes(OLD)
    for data in (NEW, NEW[:-4]):
        child = os.fork()
        if not child:
            beside.write(str(target), data, None)
            os._exit(0)
        os.waitpid(child, 0)
    snapshot = files.read(target)
    files.replace(target, OLD + b"# x", snapshot.fingerprint, keep=history.keeper(target, OLD, files.digest(OLD)))
    assert only(target)
    assert list(history.contents(target)) == [NEW, OLD]


@pytest.mark.parametrize("name", ["é" * 120 + ".toml", "日" * 83 + ".toml", "x" * 250 + ".toml", "\udcff.toml"])
def test_a_long_or_odd_name_is_no_hindrance(tmp_path: Path, name: str):
    path = tmp_path / name
    try:
        path.write_bytes(b"old")
    except OSError:
        pytest.skip("this file system does not take such a name")
    files.replace(path, b"new", files.read(path).fingerprint)
    assert path.read_bytes() == b"new"
    assert only(path)


# New files ----------------------------------------------------------------------------------------------------------


def test_a_new_file_is_written_and_an_existing_one_is_not_touched_without_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "out.csv"
    files.create(path, b"one")
    with pytest.raises(CannotCreateError) as raised:
        files.create(path, b"two")
    assert (raised.value.status, path.read_bytes()) == (73, b"one")
    assert "--force" in raised.value.hint
    files.create(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert only(path)


@pytest.mark.parametrize("without", [[], ["_call"], ["_call", "link"]])
def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: list[str]
):
    path = tmp_path / "out.csv"
    real = beside.write

    def late(*args: Any) -> str:
        name = real(*args)
        path.write_bytes(b"theirs")
        return name

    monkeypatch.setattr(beside, "write", late)
    if "_call" in without:
        monkeypatch.setattr(rename, "_call", lambda *_args: False)
    if "link" in without:
        monkeypatch.delattr(os, "link")
    with pytest.raises(CannotCreateError):
        files.create(path, b"ours")
    assert path.read_bytes() == b"theirs"
    assert only(path)


def test_a_new_file_has_the_mode_that_the_user_wants(tmp_path: Path):
    before = os.umask(0o027)
    try:
        files.create(tmp_path / "new", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_folders_in_the_way_or_missing_are_told(tmp_path: Path):
    for path in (tmp_path, tmp_path / "none" / "out.csv"):
        for force in (False, True):
            with pytest.raises(CannotCreateError):
                files.create(path, b"", force=force)


def test_a_device_is_written_to_and_stays_one(tmp_path: Path):
    files.create(Path(os.devnull), b"x", force=True)
    assert not Path(os.devnull).is_file()


# What lies beside ---------------------------------------------------------------------------------------------------


def test_a_second_name_and_copies_of_synchronising_programs_are_told_before_the_first_save(target: Path):
    assert neighbours.concerns(target) == ()
    target.with_name("calendar.sync-conflict-20261101-120000-ABC.toml").write_bytes(b"x")
    target.with_name("calendar (Ana's conflicted copy 2026-11-01).toml").write_bytes(b"x")
    target.with_name("calendar-2.toml").write_bytes(b"x")
    os.link(target, target.with_name("twin.toml"))
    told = neighbours.concerns(target)
    assert len(told) == 3
    assert "hard link" in told[0]
    assert all("planner merge" in sentence for sentence in told[1:])


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("calendar.sync-conflict-20261201-093000-ABCDEFG.toml", True),
        ("calendar (Ana's conflicted copy 2026-12-01).toml", True),
        ("calendar (conflicted copy 2026-12-01 093000).toml", True),
        ("calendar (Copie en conflit de Ana 2026-12-01).toml", True),
        ("calendar (SFConflict ana@example.org 2026-12-01-09-30-00).toml", True),
        ("calendar_NAS_Dec-01-0930-2026_Conflict.toml", True),
        ("calendar_LOCAL_4711.toml", True),
        ("calendar.toml.orig", True),
        ("calendar.toml~", False),
        ("calendar.toml.bak", False),
        ("calendar-conflict-resolution.toml", False),
        ("calendar_local.toml", False),
        ("calendar 2.toml", False),
        ("other.sync-conflict-20261201-093000-ABCDEFG.toml", False),
    ],
)
def test_copies_are_known_by_their_names_and_other_calendars_are_left_alone(target: Path, name: str, copy: bool):
    target.with_name(name).write_bytes(b"x")
    assert neighbours.copies_beside(target) == ((target.with_name(name),) if copy else ())
    told = neighbours.copies_beside(target, older=True)
    assert bool(told) is (copy or name.endswith(("~", ".bak")))


@pytest.mark.parametrize("other", ["calendar-b", "calendar b", "calendar_b", "calendar2"])
def test_a_copy_of_a_calendar_whose_name_begins_alike_is_not_offered(target: Path, other: str):
    copy = target.with_name(f"{other}.sync-conflict-20261201-093000-ABCDEFG.toml")
    for path in (target.with_name(f"{other}.toml"), copy, target.with_name(f"{other}.toml~")):
        path.write_bytes(b"x")
    assert neighbours.copies_beside(target, older=True) == ()
    assert copy in neighbours.copies_beside(target.with_name(f"{other}.toml"))


# A process that is killed -------------------------------------------------------------------------------------------

CALLS = ("open", "write", "fsync", "close", "stat", "fstat", "utime", "unlink", "fchmod", "read")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed by forking one")
def test_a_process_killed_at_any_call_leaves_the_old_file_or_the_new_one(target: Path):
    seen = files.read(target)
    states = set()
    for point in range(200):
        target.write_bytes(b"old")
        child = os.fork()
        if not child:
            dying_at(point)
            files.replace(target, b"new", seen.fingerprint)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        states.add(target.read_bytes())
        for left in target.parent.glob(".*.tmp"):
            left.unlink()
        if status == 0:
            break
        assert status == 9
    assert status == 0
    assert states == {b"old", b"new"}


def dying_at(point: int) -> None:
    count = [0]

    def dying(real: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            count[0] += 1
            if count[0] > point:
                os._exit(9)
            return real(*args, **kwargs)

        return call

    for name in CALLS:
        setattr(os, name, dying(getattr(os, name)))
    rename.exchange = dying(rename.exchange)
