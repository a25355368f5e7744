"""Leaves for after the answer what only the next command gains from: notes of files and answers, where that is long by another process.

A reader would get wrong: only who promises to call ``finish`` (a verb's last act) calls ``put_off``; for everybody else ``afterwards`` acts
at once. What is left may be lost with the process, so nothing that anybody asked for belongs here.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable

_left: list[list[tuple[Callable[[], object], bool]]] = []
"""What is to be done and whether it is long, as one list, from ``put_off`` to ``finish``."""


def put_off() -> None:
    """Have ``afterwards`` wait for ``finish``."""
    _left[:] = [[]]


def afterwards(act: Callable[[], object], *, long: bool = False) -> None:
    """Do ``act`` once all is said, or now where nobody promised to; ``long`` is what takes longer than to begin a process, a millisecond."""
    if _left:
        _left[0].append((act, long))
    else:
        act()


def finish() -> int:
    """Do what was left, in another process where it is long and there can be one; return that process's id, 0 where there is none.

    It has let go of the terminal and of any pipe, so that nobody waits for it.
    """
    left = [one for some in _left for one in some]
    _left.clear()
    alone = False
    if hasattr(os, "fork") and any(long for _act, long in left):
        try:
            process = os.fork()
        except OSError:
            process = -1
        if process > 0:
            return process
        alone = process == 0
    try:
        if alone:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
        for act, _long in left:
            act()
    finally:
        if alone:
            os._exit(0)
    return 0
