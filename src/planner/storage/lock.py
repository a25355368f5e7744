"""Whether others are at a file: an advisory lock that ends with its process, and whether somebody has a file open for writing.

A reader would get wrong: neither is needed for safety, and where the system offers none, both give way; they only spare conflicts.
"""

from __future__ import annotations

import contextlib
import os
from _thread import get_ident  # threading itself would cost start-up time

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TRIES = 200
SECONDS = 0.01


_mine: set[tuple[int, str]] = set()
"""The folders that a thread of this process holds already."""


@contextlib.contextmanager
def held(folder: str, sleep: Callable[[float], None]) -> Iterator[None]:
    """Hold the folder's advisory lock; where it cannot be had within two seconds, go on without: what is written is checked anyway.

    Inside of it, the same thread may ask for it again.
    """
    name = (get_ident(), folder)
    handle = None if name in _mine else _opened(folder)
    if handle is None:
        yield
        return
    try:
        if _locked(handle, sleep):
            _mine.add(name)
        yield
    finally:
        _mine.discard(name)
        with contextlib.suppress(OSError):
            os.close(handle)


def _opened(folder: str) -> int | None:
    try:
        import fcntl  # noqa: F401 - where there is none, there are no locks

        return os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except (ImportError, OSError):
        return None


def _locked(handle: int, sleep: Callable[[float], None]) -> bool:
    import fcntl

    for _attempt in range(TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(SECONDS)
        except OSError:
            return False
        else:
            return True
    return False


def is_written(handle: int) -> bool | None:
    """Return whether somebody has the open file ``handle`` open for writing; None where that cannot be known (Linux, one's own files only).

    A read lease is only given where nobody has (fcntl(2), F_SETLEASE). Somebody who opens the file in that instant waits until it is given
    back, and the signal that tells of it is one that does nothing.
    """
    try:
        import fcntl
        import signal

        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except (ImportError, AttributeError, OSError):
        return None
    return False
