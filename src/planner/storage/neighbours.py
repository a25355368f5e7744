"""What lies beside a calendar and should be told before it is saved: other names of it, copies that a conflict left.

A reader would get wrong: a conflict copy is named and can be merged, but never read as a calendar of its own.
"""

# ruff: noqa: PTH116, PTH120 - the same system calls as in storage.files
from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from planner.i18n import _


def concerns(path: Path) -> tuple[str, ...]:
    """Return what should be told before the first save, as sentences: other names of the file, a folder that takes no new file, copies."""
    result = []
    try:
        target = os.path.realpath(path)
        if os.stat(target).st_nlink > 1:
            result.append(
                _("{path} has a second name (a hard link); that one keeps the old text when this one is saved.").format(
                    path=path
                )
            )
        if not os.access(os.path.dirname(target), os.W_OK) or not os.access(target, os.W_OK):
            result.append(
                _("{path} cannot be saved where it is: its folder or the file does not allow it.").format(path=path)
            )
    except OSError:
        return ()
    sentence = _(
        "{copy} is a copy that a synchronising program left; planner merge, or “merge a copy” after : on the screen, brings both together."
    )
    return (*result, *(sentence.format(copy=copy.name) for copy in copies_beside(path)))


_COPY = r"""(?xi)
      \.sync-conflict-\d            # Syncthing
    | conflicted\ copy | copie\ en\ conflit  # Dropbox, Nextcloud, ownCloud, our own
    | \((?:sf|case\ )?conflict | \[conflicted\]  # Seafile, Unison, pCloud
    | _[a-z]{3}-\d\d-\d{4,6}-\d{4}_conflict\.  # Synology
    | \.conflict\d*\.toml          # Resilio
    | _(?:base|local|remote|backup)_\d+\.toml | \.toml\.orig$  # git mergetool"""
_APART = (" ", ".", "_", "(", "[")
"""What stands between the calendar's name and what makes the copy's of it."""
_OLDER = r"(?i)\.toml(?:~|\.~\d+~|\.bak|\.old|\.save|\.orig)$"


def copies_beside(path: Path, *, older: bool = False) -> tuple[Path, ...]:
    """Return conflict copies of this calendar in its folder (Syncthing's, Dropbox's, git's, our own); they are never read as calendars.

    With ``older``, also the older versions that editors leave (``plan.toml~``), which can be merged but are not worth a word. A copy is of the
    calendar whose name it begins with; where several do, of the one whose name is the longest.
    """
    target = Path(os.path.realpath(path))
    with contextlib.suppress(OSError):
        near = [found for found in target.parent.iterdir() if found.name.startswith(target.stem) and found != target]
        others = tuple(found.stem for found in near if found.suffix == ".toml" and not is_conflict_copy(found))
        return tuple(
            sorted(
                found
                for found in near
                if (is_conflict_copy(found) or (older and re.search(_OLDER, found.name)))
                and found.name.startswith(_APART, len(target.stem))
                and not found.name.startswith(others)
            )
        )
    return ()


def is_conflict_copy(path: Path) -> bool:
    """Whether the name is one that synchronising programs and git give to one side of a conflict."""
    return re.search(_COPY, path.name) is not None
