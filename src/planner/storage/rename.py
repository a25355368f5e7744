"""The two renames that Python does not have: exchange two files, and never replace one; Linux's ``renameat2(2)``.

A reader would get wrong: a file system may not know them although the kernel does; then ``exchange`` says so and does nothing.
"""

# ruff: noqa: PTH105, PTH108, PTH110 - the same system calls as in storage.files
from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from typing import Any

_AT_FDCWD = -100
_NO_REPLACE = 1
_EXCHANGE = 2
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


@cache
def _renameat2() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None


def _call(old: str, new: str, flags: int) -> bool:
    """Return False where the system or the file system does not know the flag. Raises OSError."""
    function = _renameat2()
    if function is None:
        return False
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
