"""Earlier states of a calendar, kept in the state folder: the last fifty, and of what is older the last one of each day.

A reader would get wrong: state 1 is what the last write replaced, not what stands in the file now.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from pathlib import Path

from planner.core.values import dataclass
from planner.errors import FileAccessError, UsageError
from planner.i18n import _
from planner.storage import beside, paths
from planner.storage.files import digest, reason

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planner.storage.files import Fingerprint

LAST = 50
_NAME = re.compile(r"([0-9]{8})-([0-9a-f]{12})\.toml")


@dataclass(frozen=True, slots=True)
class State:
    """One earlier state: ``number`` 1 is the newest; ``when`` it was replaced, in UTC; ``size`` in bytes."""

    number: int
    when: dt.datetime
    size: int
    file: Path


def folder(path: Path) -> Path:
    """Return where the states of the calendar at ``path`` lie."""
    real = os.path.realpath(path)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "_", Path(real).stem)[:40]
    return paths.state_dir() / "history" / f"{stem}-{digest(os.fsencode(real))[:16]}"


def keep(path: Path, data: bytes) -> bool:
    """Keep ``data``, which a write replaced. Returns False where it could not be kept; a save does not fail for that."""
    return keeper(path, data, digest(data))("")


def keep_overwritten(path: Path, data: bytes, seen: Fingerprint) -> None:
    """Keep ``data``, as it was seen, which somebody else has written over since; not where they kept it themselves, as a planner does."""
    with contextlib.suppress(OSError):
        alike = [file for file in _files(folder(path)) if file.stem.endswith(seen.digest[:12])]
        if any(file.stat().st_mtime_ns >= seen.mtime_ns for file in alike):
            return
    keeper(path, data, seen.digest)("")


def keeper(path: Path, data: bytes, name: str) -> Callable[[str], bool]:
    """Return what ``files.replace`` calls with the file that it took out of the calendar's place: that file is moved into the history.

    Where it cannot be moved, ``data`` is written there; ``name`` is the digest of both. All that could go wrong otherwise, such as an
    import, goes wrong here, before anything is replaced.
    """
    place = folder(path)

    def keep_by(moved: str) -> bool:
        try:
            paths.private_folder(paths.private_folder(place.parent) / place.name)
            kept = _files(place)
            if not kept or not kept[-1].stem.endswith(name[:12]):
                _put(_next(place, kept, name), moved, data)
            _gather(path, place)
            _prune(_files(place))
        except OSError:
            return False
        return True

    return keep_by


def _next(place: Path, kept: list[Path], name: str) -> Path:
    return place / f"{int(kept[-1].name[:8]) + 1 if kept else 1:08d}-{name[:12]}.toml"


def _gather(path: Path, place: Path) -> None:
    """Take in what killed processes left beside the calendar: a whole one may be what somebody wrote and nobody read, so it is kept."""
    target = os.path.realpath(path)
    for left in beside.left_over(target):
        data = Path(left).read_bytes()
        name = digest(data)
        kept = _files(place)
        known = {file.stem[-12:] for file in kept} | {digest(Path(target).read_bytes())[:12]}
        if name[:12] not in known and _reads(data):
            _put(_next(place, kept, name), left, data)
        Path(left).unlink(missing_ok=True)


def _reads(data: bytes) -> bool:
    from planner.errors import InvalidFileError
    from planner.storage import codec

    try:
        codec.decode(data, "")
    except InvalidFileError:
        return False
    return True


def _put(target: Path, source: str, data: bytes) -> None:
    """Make ``target`` hold ``data``, which ``source`` (empty for none) holds: by moving that file, or else by writing. Raises OSError."""
    if not source or not _moved(source, target):
        paths.private_file(target, data, durable=False)


def _moved(source: str, target: Path) -> bool:
    """Move a replaced file here, which spares writing its bytes again; its times become those of now, when it was replaced.

    Not one that has another name somewhere: what is done to it there would be done to the state.
    """
    try:
        if Path(source).stat().st_nlink > 1:
            return False
        Path(source).chmod(0o600)
        os.utime(source)
        Path(source).rename(target)
    except OSError:
        return False
    return True


def states(path: Path) -> list[State]:
    """Return the earlier states, the newest first; none where nothing was kept yet. Raises FileAccessError."""
    place = folder(path)
    try:
        found = [(file, file.stat()) for file in reversed(_files(place))]
    except OSError as error:
        raise FileAccessError(str(place), reason(error), writing=False) from error
    return [
        State(number, dt.datetime.fromtimestamp(stat.st_mtime, dt.UTC), stat.st_size, file)
        for number, (file, stat) in enumerate(found, start=1)
    ]


def load(path: Path, number: int) -> bytes:
    """Return state ``number``. Raises UsageError (there is none), FileAccessError."""
    found = states(path)
    if not 1 <= number <= len(found):
        raise UsageError(
            _("There is no state {number} of {path}.").format(number=number, path=path),
            _("planner history lists them."),
        )
    return _bytes(found[number - 1].file)


def contents(path: Path) -> Iterator[bytes]:
    """Yield the earlier states' bytes, the newest first. Raises FileAccessError."""
    for state in states(path):
        yield _bytes(state.file)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileAccessError(str(file), reason(error), writing=False) from error


def _files(place: Path) -> list[Path]:
    """Return the states' files, the oldest first; none where there is no folder. Raises OSError."""
    try:
        return sorted((file for file in place.iterdir() if _NAME.fullmatch(file.name)), key=lambda file: file.name)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _prune(files: list[Path]) -> None:
    """Take away all but the last fifty and the last of each day."""
    seen: set[dt.date] = set()
    for file in reversed(files[:-LAST]):
        with contextlib.suppress(OSError):
            day = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC).date()
            if day in seen:
                file.unlink()
            seen.add(day)
