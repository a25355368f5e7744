"""Writes a whole file beside another one, durably, ready to take its place.

A reader would get wrong: without a sync of the folder a rename is not durable, so that belongs to saving as much as that of the file.
"""

# ruff: noqa: PTH108, PTH118 - every call here is one system call, and stays recognisable as such
from __future__ import annotations

import contextlib
import errno
import os
import stat
import time

STALE_SECONDS = 86_400
_WRITE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)


def write(target: str, data: bytes, like: os.stat_result | None) -> str:
    """Write ``data`` to a new file beside ``target`` with the mode and owner of ``like``; nothing is left of it after an error. Raises OSError."""
    folder, name = os.path.split(target)
    _sweep(folder, name)
    for number in range(1000):
        temporary = os.path.join(folder, f".{name[:100]}.{os.getpid()}-{number}.tmp")
        try:
            handle = os.open(temporary, _WRITE_FLAGS, 0o600 if like is not None else 0o666)
            break
        except FileExistsError:
            continue
    else:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    try:
        try:
            if like is not None:
                _dress(handle, like)
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
            found = os.fstat(handle)
            # A microsecond back, so that readers can tell a file that was put in place whole from one that is being written.
            os.utime(
                handle if os.utime in os.supports_fd else temporary, ns=(found.st_atime_ns, found.st_mtime_ns - 1000)
            )
        finally:
            os.close(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


def _dress(handle: int, like: os.stat_result) -> None:
    """Give the new file the owner, as far as that is allowed, and the mode of the old one."""
    if not hasattr(os, "fchown"):
        return
    mine = os.fstat(handle)
    if (mine.st_uid, mine.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.fchown(handle, like.st_uid, like.st_gid)
        except PermissionError:
            with contextlib.suppress(PermissionError):
                os.fchown(handle, -1, like.st_gid)
    os.fchmod(handle, stat.S_IMODE(like.st_mode))


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


def _sweep(folder: str, name: str) -> None:
    """Take away what a killed process left beside this file more than a day ago."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(f".{name[:100]}.") and entry.name.endswith(".tmp"):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > STALE_SECONDS:
                        os.unlink(entry.path)
