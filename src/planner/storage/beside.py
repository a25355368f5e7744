"""Writes a whole file beside another one, durably, ready to take its place.

A reader would get wrong: without a sync of the folder a rename is not durable, so that belongs to saving as much as that of the file.
"""

# ruff: noqa: PTH102, PTH103, PTH105, PTH108, PTH112, PTH116, PTH118, PTH120 - every call here is one system call, and stays recognisable as such
from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from functools import cache

STALE_SECONDS = 86_400
_WRITE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_MODES = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What file systems say that have one mode for all files, as memory cards and network drives do."""
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)


def write(target: str, data: bytes, like: os.stat_result | None, *, mode: int = 0o666, durable: bool = True) -> str:
    """Write ``data`` to a new file beside ``target`` with the mode and owner of ``like``, or with ``mode``; return its name.

    Without ``durable`` it may be gone or empty after a power cut. Nothing is left of it after an error. Raises OSError.
    """
    folder, name = os.path.split(target)
    for number in range(1000):
        temporary = os.path.join(folder, f"{_stem(name)}{_here()}-{os.getpid()}-{number}.tmp")
        try:
            handle = os.open(temporary, _WRITE_FLAGS, 0o600 if like is not None else mode)
            break
        except FileExistsError:
            continue
    else:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    try:
        try:
            if like is not None:
                _dress(handle, like)
                _label(handle, target)
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            if durable:
                os.fsync(handle)
            found = os.fstat(handle)
            # A microsecond back, so that readers can tell a file that was put in place whole from one that is being written;
            # where times cannot be set, they wait a moment
            with contextlib.suppress(OSError):
                os.utime(
                    handle if os.utime in os.supports_fd else temporary,
                    ns=(found.st_atime_ns, found.st_mtime_ns - 1000),
                )
        finally:
            os.close(handle)
    except BaseException:
        away(temporary)
        raise
    return temporary


def private(path: str, data: bytes, *, durable: bool = True) -> None:
    """Write a file for this user's eyes only, whole: readers see the old one or the new one. Raises OSError.

    Without ``durable``, for what can be done without, a power cut may take it.
    """
    folder = os.path.dirname(path)
    private_folder(folder)
    sweep(path)
    temporary = write(path, data, None, mode=0o600, durable=durable)
    try:
        os.replace(temporary, path)
        if durable:
            sync_folder(folder)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def private_folder(folder: str) -> None:
    """Make a folder for this user's eyes only. Raises OSError."""
    if not os.path.isdir(folder):
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:
            if not os.path.isdir(folder):
                raise


def away(path: str) -> None:
    """Take a file away, if it is there; refused once, it is tried again, and what stays then goes at the next write."""
    for _attempt in range(2):
        try:
            os.unlink(path)
        except FileNotFoundError:
            return
        except OSError:
            continue
        return


def _dress(handle: int, like: os.stat_result) -> None:
    """Give the new file the owner, as far as that is allowed, and the mode of the old one.

    A group that may not be given is told nothing that everybody is not told: what stands for it in the mode was meant for another one.
    """
    if not hasattr(os, "fchown"):
        return
    mode = stat.S_IMODE(like.st_mode)
    mine = os.fstat(handle)
    if (mine.st_uid, mine.st_gid) != (like.st_uid, like.st_gid):
        for owner in (like.st_uid, -1):
            try:
                os.fchown(handle, owner, like.st_gid)
            except OSError as error:
                if error.errno not in (*_NO_MODES, errno.EACCES):
                    raise
            else:
                break
        else:
            mode &= ~0o070 | (mode & 0o007) << 3
    try:
        os.fchmod(handle, mode)
    except OSError as error:
        if error.errno not in _NO_MODES:
            raise


def _label(handle: int, target: str) -> None:
    """Give the new file what else the old one carries, as far as that is allowed: tags, and who else may read or write it (Linux)."""
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):
        if os.fstat(handle).st_gid != os.stat(target).st_gid:
            return  # what is said of its group there would be said of another one here
        for name in os.listxattr(target):
            with contextlib.suppress(OSError):
                os.setxattr(handle, name, os.getxattr(target, name))


def sync_folder(folder: str) -> None:
    """Make renames in ``folder`` durable, where the file system can. Raises OSError."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _stem(name: str) -> str:
    """Return what the names of files beside ``name`` begin with; no part of a name may be longer than 255 bytes."""
    return f".{name.encode('utf-8', 'surrogateescape')[:100].decode('utf-8', 'ignore')}."


@cache
def _here() -> str:
    """Return a word for this machine and its numbering of processes, so that another one's are not taken for dead."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    numbering = 0
    with contextlib.suppress(OSError):
        numbering = os.stat("/proc/self/ns/pid").st_ino
    from planner.storage import digests

    return digests.sha256(f"{name} {numbering}".encode("utf-8", "replace")).hexdigest()[:6]


def left_over(target: str) -> list[str]:
    """Return the files that killed processes left beside ``target``: their process is gone, or they are more than a day old."""
    folder, name = os.path.split(target)
    found = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_stem(name)) and entry.name.endswith(".tmp"):
                with contextlib.suppress(OSError):
                    age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                    if age > STALE_SECONDS or _abandoned(entry.name[len(_stem(name)) :]):
                        found.append(entry.path)
    return found


def _abandoned(rest: str) -> bool:
    """Whether the process is gone that made the file whose name ends with ``rest``; not where that cannot be told."""
    parts = rest.removesuffix(".tmp").split("-")
    if os.name == "nt" or len(parts) != 3 or parts[0] != _here() or not parts[1].isdecimal():
        return False
    try:
        os.kill(int(parts[1][:9]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def sweep(target: str) -> None:
    """Take away what killed processes left beside ``target``."""
    for path in left_over(target):
        with contextlib.suppress(OSError):
            os.unlink(path)
