"""Every path the program uses besides the calendars themselves.

A reader would get wrong: nothing is made here by asking; a folder comes into being when something is written to it.
"""

from __future__ import annotations

import contextlib
import os

from planner.storage import beside, places

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def _path(text: str) -> Path:
    from pathlib import Path  # a verb that is told its file needs none, and it costs start-up time

    return Path(text)


def config_dir() -> Path:
    """Return the folder of the user's settings, keymap and themes."""
    return _path(places.folder("config"))


def state_dir() -> Path:
    """Return the folder of earlier states, drafts and what was opened last."""
    return _path(places.folder("state"))


def cache_dir() -> Path:
    """Return the folder of what can be thrown away at any time."""
    return _path(places.folder("cache"))


def data_dir() -> Path:
    """Return the folder where a calendar goes that is made without a name."""
    return _path(places.folder("data"))


def shipped(folder: str) -> Path:
    """Return the folder ``themes`` or ``sample_calendars`` that comes with the program: in the package, or in the source tree."""
    package = _path(__file__).resolve().parent.parent
    inside = package / folder
    return inside if inside.is_dir() else package.parent.parent / folder


def private_folder(folder: Path) -> Path:
    """Make ``folder`` for this user's eyes only, and return it. Raises OSError."""
    beside.private_folder(str(folder))
    return folder


def private_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file for this user's eyes only, whole: readers see the old one or the new one. Raises OSError.

    Without ``durable``, for what can be done without, a power cut may take it.
    """
    beside.private(str(path), data, durable=durable)


def rename_private(path: Path, place: Path) -> None:
    """Give a file of the program's own another name. Raises OSError where it is not there."""
    path.rename(place)


def is_there(path: Path | str) -> bool:
    """Whether anything may be at ``path``: also where nobody may look, since reading it says why. Never raises, as ``Path.exists`` does."""
    try:
        os.stat(path)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def is_folder(path: Path) -> bool:
    """Whether a folder is at ``path``; not where nobody may look."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def distinct(paths: Iterable[Path]) -> list[Path]:
    """Return ``paths`` without those that lead to a file that another of them led to before."""
    found: list[Path] = []
    for path in paths:
        if not any(same(path, other) for other in found):
            found.append(path)
    return found


def same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file, through whatever links; one that is not there is the same as itself alone."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other


KNOWN = 50
"""How many calendars are remembered."""


def remember_opened(*opened: Path) -> None:
    """Note that these calendars were opened last, the last of them last; a note that cannot be written is done without."""
    with contextlib.suppress(OSError, ValueError):
        here = list(dict.fromkeys(os.fsencode(path.absolute()) for path in reversed(opened)))
        others = [one for one in _noted("opened") if one not in here]
        private_file(state_dir() / "opened", b"\0".join([*here, *others][:KNOWN]), durable=False)


def remember_together(opened: Sequence[Path]) -> None:
    """Note which calendars are open together; a note that cannot be written is done without."""
    with contextlib.suppress(OSError, ValueError):
        here = [os.fsencode(path.absolute()) for path in opened]
        if here != _noted("together"):
            private_file(state_dir() / "together", b"\0".join(here), durable=False)


def last_together() -> list[Path]:
    """Return the calendars that were open together last, those that are still there, in their order."""
    return _there("together")


def last_opened() -> Path | None:
    """Return the calendar that was opened last, if it is still there."""
    return next(iter(known()[:1]), None)


def known() -> list[Path]:
    """Return the calendars that were opened and are still there, the last one first."""
    return _there("opened")


def _there(name: str) -> list[Path]:
    # Path.is_file raises where a folder above is closed now
    return [_path(one) for one in map(os.fsdecode, _noted(name)) if os.path.isfile(one)]  # noqa: PTH113


def _noted(name: str) -> list[bytes]:
    try:
        return [one for one in (state_dir() / name).read_bytes().split(b"\0") if one]
    except OSError:
        return []
