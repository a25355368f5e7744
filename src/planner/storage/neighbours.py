"""What lies beside a calendar and should be told before it is saved: other names of it, copies that a conflict left.

A reader would get wrong: a conflict copy is named and can be merged, but never read as a calendar of its own.
"""

# ruff: noqa: PTH116, PTH120 - the same system calls as in storage.files
from __future__ import annotations

import contextlib
import os
import re
import stat
from pathlib import Path

from planner.i18n import _


def concerns(path: Path) -> tuple[str, ...]:
    """Return what should be told before the first save, as sentences: other names of the file, another owner, a folder that takes no new file, copies."""
    result = []
    try:
        target = os.path.realpath(path)
        info = os.stat(target)
        if info.st_nlink > 1:
            result.append(
                _("{path} has a second name (a hard link); that one keeps the old text when this one is saved.").format(
                    path=path
                )
            )
        if not _allowed(target, info):
            result.append(
                _("{path} cannot be saved where it is: its folder or the file does not allow it.").format(path=path)
            )
        elif _me() not in (0, info.st_uid):
            result.append(
                _("{path} belongs to somebody else; once it is saved from here, it is yours.").format(path=path)
            )
    except OSError:
        return ()
    sentence = _(
        "{copy} is a copy that a synchronising program left; planner merge, or “merge a copy” after : on the screen, brings both together."
    )
    return (*result, *(sentence.format(copy=copy.name) for copy in copies_beside(path)))


def _me() -> int:
    """Return who saves here; 0, whom nothing is forbidden, where there are no users."""
    return os.geteuid() if hasattr(os, "geteuid") else 0


def _allowed(target: str, info: os.stat_result) -> bool:
    """Whether a new file may take the place of ``target``; in a folder such as /tmp only the owner of either may do that."""
    folder = os.path.dirname(target)
    if not os.access(folder, os.W_OK) or not os.access(target, os.W_OK):
        return False
    above = os.stat(folder)
    return not above.st_mode & stat.S_ISVTX or _me() in (0, info.st_uid, above.st_uid)


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
