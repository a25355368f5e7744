"""Guesses whether a file was never seen, before its bytes are read: then it is looked through at once, beside what else must be done.

A reader would get wrong: this is a guess at what is done first and at nothing else; whatever it says, the same is found. How it is written
what is noted of a file stands here as well, for who looks through one before ``storage.seen`` is loaded.
"""

# ruff: noqa: PTH116, PTH118 - pathlib would cost start-up time
from __future__ import annotations

import os
import time

from planner.storage import places

LARGE = 1_000_000
"""Bytes of a file from which on it is worth the while."""
TEXTS = ("id", "status", "time", "parent")
"""Fields that are kept as they are written, beside the day."""
NONE = "\0"
"""Stands for a field that an item does not have: no file has this byte."""


def folder() -> str:
    """Return where it is kept what is remembered of files (``storage.seen``)."""
    return os.path.join(places.folder("cache"), "seen")


def looks_new(path: str) -> bool:
    """Whether this is a large file, and nothing was noted of any file since it was changed."""
    try:
        found = os.stat(path)
    except OSError:
        return False
    changed = found.st_mtime_ns
    if found.st_size < LARGE or changed > time.time_ns():  # what is of tomorrow would look new for ever
        return False
    try:
        with os.scandir(folder()) as entries:
            return all(entry.stat().st_mtime_ns < changed for entry in entries)
    except OSError:
        return True
