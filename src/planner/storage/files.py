"""Reads and replaces files so that at every instant a whole one stands there, and nobody's bytes are overwritten unread.

A reader would get wrong: comparing before the save still loses edits; only a look at what came out of the exchange tells whether
somebody wrote in between (RELIABILITY.md, finding 5), and then the exchange is taken back. A little over the ceiling: how a
file is read and how it is replaced are to be seen together.
"""

# ruff: noqa: PTH104, PTH108, PTH112, PTH116, PTH120, PTH122, PTH123 - every call here is one system call, and stays recognisable as such
from __future__ import annotations

import contextlib
import errno
import os
import stat
import time

from planner.core.values import dataclass
from planner.errors import CannotCreateError, ConflictError, FileAccessError, MissingFileError
from planner.i18n import _
from planner.storage import aside, beside, digests, lock, paths, rename
from planner.storage.schema import MAX_BYTES

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

SETTLE_SECONDS = 0.2
"""A file that changed more recently may be half-written."""
SETTLE_TRIES = 10
_LARGE = 500_000
"""Bytes from which on a thread is worth its start."""
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file held when it was read: two are the same content when ``digest`` is equal; the rest tells that without reading."""

    digest: str
    size: int = -1
    mtime_ns: int = -1
    inode: int = -1

    def same_content(self, other: Fingerprint | None) -> bool:
        """Whether both are of the same bytes."""
        return other is not None and self.digest == other.digest


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file's bytes, and the fingerprint to replace them under. ``settled`` is False where it may still be being written."""

    data: bytes
    fingerprint: Fingerprint
    settled: bool = True


def digest(data: bytes) -> str:
    """Return a name for these bytes that no others have."""
    return digests.sha256(data).hexdigest()


def reason(error: OSError) -> str:
    """Return why the system refused, in its own words, without a full stop."""
    return (error.strerror or str(error) or type(error).__name__).rstrip(".")


def read(path: Path | str, *, clock: Callable[[], float] = time.time, named: bool = True) -> Snapshot:
    """Return the file's bytes with their fingerprint, which has no digest if not ``named``. Raises MissingFileError, FileAccessError."""
    try:
        return _read(str(path), clock, named=named)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFileError(str(path)) from None
    except OSError as error:
        raise FileAccessError(str(path), reason(error), writing=False) from error


def read_settled(
    path: Path | str,
    known: Fingerprint | None = None,
    *,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    named: bool = True,
) -> Snapshot:
    """Return the file's bytes once nobody seems to be writing them any more, two seconds at most; ``known`` is never waited for.

    Raises MissingFileError, FileAccessError.
    """
    snapshot = read(path, clock=clock, named=named)
    for _attempt in range(SETTLE_TRIES):
        if snapshot.settled or snapshot.fingerprint.same_content(known):
            break
        sleep(SETTLE_SECONDS)
        snapshot = read(path, clock=clock, named=named)
    return snapshot


def reading(path: Path | str, *, clock: Callable[[], float] = time.time, named: bool = True) -> Callable[[], Snapshot]:
    """Return what returns, or raises, what ``read_settled`` does; a large file is read by another thread until that is asked for."""

    def act() -> Snapshot:
        return read_settled(path, clock=clock, named=named)

    try:
        large = os.stat(path).st_size >= _LARGE
    except OSError:
        large = False
    return aside.begun(act) if large else act


def unchanged(path: Path, known: Fingerprint) -> bool:
    """Whether the file looks untouched since ``known``, without reading it."""
    try:
        found = os.stat(path)
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns, found.st_ino) == (known.size, known.mtime_ns, known.inode)


def _read(path: str, clock: Callable[[], float], *, named: bool) -> Snapshot:
    handle = os.open(path, _READ_FLAGS)
    try:
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, _("it is no ordinary file"))
        parts = []
        left = MAX_BYTES + 1
        most = found.st_size + 1  # in one piece: to join two takes a copy, for which every other thread waits
        while left > 0 and (part := os.read(handle, min(left, max(most, 1 << 16)))):
            parts.append(part)
            left -= len(part)
        after = os.fstat(handle)
        # A file put in place by a rename has changed as a whole: its inode changed after its last byte was written.
        old = abs(clock() - after.st_mtime_ns / 1e9) >= SETTLE_SECONDS or after.st_ctime_ns > after.st_mtime_ns
        # A file that is being cut to nothing has no bytes a while before its times say so.
        written = lock.is_written(handle) if not parts or not old else None
        after = os.fstat(handle)  # who had half of it written when it was read may be done by the time that is asked
        same = (after.st_size, after.st_mtime_ns) == (found.st_size, found.st_mtime_ns)
        settled = same and (written is False or (written is None and old))
    finally:
        os.close(handle)
    data = b"".join(parts)
    name = digest(data) if named else ""
    return Snapshot(data, Fingerprint(name, found.st_size, found.st_mtime_ns, found.st_ino), settled)


def _digest_aside(data: bytes) -> Callable[[], str]:
    """Return what returns the digest, which another thread makes if that is worth its while; it also loads what the next step needs."""

    def made() -> str:
        name = digest(data)
        rename.get_ready()
        return name

    return aside.begun(made) if len(data) >= _LARGE else made


@contextlib.contextmanager
def alone(path: Path, sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Keep other planners from writing to the file while it is read and replaced; never needed for safety, and waits two seconds at most."""
    with lock.held(os.path.dirname(os.path.realpath(path)), sleep):
        yield


def replace(
    path: Path,
    data: bytes,
    expected: Fingerprint | None,
    *,
    old: bytes | None = None,
    keep: Callable[[str], bool] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Fingerprint:
    """Put ``data`` in the place of the file's bytes, durably, if those are still ``expected`` (None: whatever they are).

    ``old`` are the bytes of which ``expected`` is the fingerprint, where they are at hand: comparing costs less than a digest.
    Symlinks, mode and (where allowed) owner stay. ``keep`` is called once that is done, with the name of a file that holds the old bytes (or an empty string where there is none any more), and may move it away. Raises ConflictError when somebody else wrote,
    MissingFileError, FileAccessError; then the file is as it was.
    """
    try:
        target = os.path.realpath(path, strict=True)
        with lock.held(os.path.dirname(target), sleep):
            return _replace(str(path), target, data, (expected, old), keep)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFileError(str(path)) from None
    except OSError as error:
        raise FileAccessError(str(path), reason(error)) from error


def _replace(
    path: str,
    target: str,
    data: bytes,
    known: tuple[Fingerprint | None, bytes | None],
    keep: Callable[[str], bool] | None,
) -> Fingerprint:
    expected, old = known
    before = os.stat(target)
    if not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, _("it is no ordinary file"))
    if not os.access(target, os.W_OK):  # an exchange would pass over it, but somebody wanted it to stay
        os.close(os.open(target, os.O_WRONLY))  # says why: a read-only disk is not mended by permissions
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    named = _digest_aside(data)
    temporary = beside.write(target, data, before)
    swap = rename.Swap(temporary, target)
    ours = named()
    done = False
    try:
        written = os.stat(temporary)
        if not _still(target, before, expected):
            raise ConflictError(path)
        # read once more where what stands there could not be looked at afterwards
        swap.forth(lambda: _refuse_unread(path, target, expected, old))
        try:
            _refuse_unread(path, swap.out, expected, old)
            beside.sync_folder(os.path.dirname(target))
        except BaseException:
            swap.back()
            raise
        done = True
        if keep is not None:
            keep(swap.out)
        else:
            beside.sweep(target)
    finally:
        for left in {temporary, swap.out} - {""}:
            if done or expected is None:
                beside.away(left)
            else:
                _discard(left, target, {ours, expected.digest})
    return Fingerprint(ours, written.st_size, written.st_mtime_ns, written.st_ino)


def _refuse_unread(path: str, out: str, expected: Fingerprint | None, old: bytes | None) -> None:
    """Raise ConflictError where what came out is not what was expected."""
    if expected is not None and out and not _holds(out, expected, old):
        raise ConflictError(path)


def _still(target: str, before: os.stat_result, expected: Fingerprint | None) -> bool:
    """Whether the file looks as expected; what comes out of the exchange is read in any case."""
    if expected is None or (before.st_size, before.st_mtime_ns, before.st_ino) == (
        expected.size,
        expected.mtime_ns,
        expected.inode,
    ):
        return True
    return _digest_of(target) == expected.digest


def create(path: Path, data: bytes, *, force: bool = False) -> Fingerprint:
    """Write a new file, whole and durably; with ``force`` over an existing one, through symlinks and with its mode.

    Raises CannotCreateError (something is in the way, or there is no such folder), FileAccessError (permissions, space).
    """
    target = os.path.realpath(path)
    try:
        found = os.stat(target)
    except OSError:
        found = None
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise CannotCreateError(str(path), _("it is a folder"))
    if found is not None and not stat.S_ISREG(found.st_mode):
        return _pour(path, target, data)
    if found is not None and not force:
        raise _in_the_way(path)
    if not os.path.isdir(os.path.dirname(target)):
        raise CannotCreateError(str(path), _("there is no folder {folder}").format(folder=os.path.dirname(target)))
    beside.sweep(target)
    try:
        try:
            return _create(target, data, found)
        except FileExistsError:
            if not force:
                raise _in_the_way(path) from None
            return _create(target, data, os.stat(target))
    except OSError as error:
        raise FileAccessError(str(path), reason(error)) from error


def _create(target: str, data: bytes, found: os.stat_result | None) -> Fingerprint:
    """Write a file that is new, or take the place of ``found``. Raises OSError; then what was there is there."""
    temporary = beside.write(target, data, found)
    swap = rename.Swap(temporary, target)
    try:
        written = os.stat(temporary)
        if found is not None:
            swap.forth(lambda: None)
        else:
            rename.no_replace(temporary, target)
        try:
            beside.sync_folder(os.path.dirname(target))
        except OSError:
            if found is not None:
                swap.back()
            else:
                os.unlink(target)
            raise
    finally:
        for left in {temporary, swap.out} - {""}:
            beside.away(left)
    return Fingerprint(digest(data), written.st_size, written.st_mtime_ns, written.st_ino)


def spare(path: Path, calendars: Iterable[Path]) -> None:
    """Raise CannotCreateError where ``path`` is one of ``calendars``: what is made of a plan never takes its place, even if told to."""
    if any(paths.same(path, calendar) for calendar in calendars):
        raise CannotCreateError(str(path), _("it is the calendar itself"))


def _in_the_way(path: Path) -> CannotCreateError:
    return CannotCreateError(
        str(path), _("it exists already"), _("Choose another name, or write over it with --force.")
    )


def _pour(path: Path, target: str, data: bytes) -> Fingerprint:
    """Write to a pipe or a device, which cannot be replaced."""
    try:
        with open(target, "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise FileAccessError(str(path), reason(error)) from error
    return Fingerprint(digest(data))


def _holds(path: str, expected: Fingerprint, old: bytes | None) -> bool:
    """Whether a file holds the expected bytes, which are ``old`` where they are at hand."""
    if old is None:
        return _digest_of(path) == expected.digest
    handle = os.open(path, _READ_FLAGS)
    try:
        position = 0
        while piece := os.read(handle, 1 << 18):
            if not old.startswith(piece, position):
                return False
            position += len(piece)
    finally:
        os.close(handle)
    return position == len(old)


def _digest_of(path: str) -> str:
    """Return the digest of a file's bytes, read in pieces."""
    handle = os.open(path, _READ_FLAGS)
    try:
        found = digests.sha256()
        while piece := os.read(handle, 1 << 18):
            found.update(piece)
    finally:
        os.close(handle)
    return found.hexdigest()


def _discard(temporary: str, target: str, known: set[str]) -> None:
    """Take away the file beside, unless it holds what nobody has read: then it stays, under a name that says so."""
    for _attempt in range(2):
        try:
            found = _digest_of(temporary)
            if found in known:
                os.unlink(temporary)
            else:
                stem, suffix = os.path.splitext(target)
                os.rename(temporary, f"{stem} (conflicted copy {found[:8]}){suffix}")
        except FileNotFoundError:
            return
        except OSError:
            continue  # what still cannot be looked at is not thrown away: a later save takes it into the history
        return
