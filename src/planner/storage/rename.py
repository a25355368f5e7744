"""The renames that Python does not have: exchange two files, and never replace one; Linux's ``renameat2(2)``, and what stands in for it.

A reader would get wrong: a file system may not know them although the kernel does; then ``exchange`` says so and does nothing.
"""

# ruff: noqa: PTH105, PTH108, PTH110, PTH116 - the same system calls as in storage.files
from __future__ import annotations

import errno
import os
import sys
from functools import cache

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_AT_FDCWD = -100
_NO_REPLACE = 1
_EXCHANGE = 2
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


@cache
def _renameat2() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    import ctypes  # only where something is written: it costs start-up time

    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None


def get_ready() -> None:
    """Load what a rename needs, so that it need not be loaded between the steps of a save."""
    if _renameat2() is not None:
        import ctypes  # noqa: F401 - as above


def _call(old: str, new: str, flags: int) -> bool:
    """Return False where the system or the file system does not know the flag. Raises OSError."""
    function = _renameat2()
    if function is None:
        return False
    import ctypes

    while function(_AT_FDCWD, os.fsencode(old), _AT_FDCWD, os.fsencode(new), flags) != 0:
        code = ctypes.get_errno()
        if code in _UNKNOWN:
            return False
        if code != errno.EINTR:
            raise OSError(code, os.strerror(code), new)
    return True


def exchange(one: str, other: str) -> bool:
    """Swap two files in one instant. Returns False where that is not possible; then nothing happened. Raises OSError."""
    return _call(one, other, _EXCHANGE)


def no_replace(old: str, new: str) -> None:
    """Rename ``old`` to ``new``, which must not exist. Raises FileExistsError, OSError."""
    if _call(old, new, _NO_REPLACE):
        return
    if hasattr(os, "link"):
        try:
            os.link(old, new)
        except FileExistsError:
            raise
        except OSError:
            pass
        else:
            os.unlink(old)
            return
    if os.path.exists(new):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
    os.replace(old, new)


class Swap:
    """Puts the file ``new`` in the place of ``target`` so that it can be taken back; ``out`` is then the name of what stood there.

    Where files cannot be exchanged, a second name (a hard link) of what stands there is made first: it shows what was written to it until
    the last moment. Where that is not possible either, ``out`` is empty and nothing can be taken back.
    """

    def __init__(self, new: str, target: str) -> None:
        self.new, self.target = new, target
        self.out = ""
        self._exchanged = False

    def forth(self, check: Callable[[], None]) -> None:
        """Put the new file in place. Raises OSError.

        Where that cannot be taken back, or another file stands there than a moment ago, ``check`` is called just before; what it raises ends it.
        """
        if exchange(self.new, self.target):
            self.out, self._exchanged = self.new, True
            return
        aside = self.new.removesuffix(".tmp") + "o.tmp"
        try:
            os.link(self.target, aside)
        except (OSError, AttributeError):
            aside = ""
        self.out = aside
        # somebody may have put another file there since
        if not aside or not os.path.samestat(os.stat(aside), os.stat(self.target)):
            check()
        os.replace(self.new, self.target)

    def back(self) -> None:
        """Take it back. Raises OSError."""
        if self._exchanged:
            exchange(self.new, self.target)
        elif self.out:
            os.replace(self.out, self.target)
