"""Which calendar a verb works on, and what day it is there.

A reader would get wrong: ``-c`` may be part of a known calendar's *name*, and a folder's only calendar is told from other TOML files by
its ``[calendar]`` table.
"""

from __future__ import annotations

import datetime as dt
import os
import sys

from planner.core.visible import visible
from planner.errors import MissingFileError, UsageError
from planner.i18n import _
from planner.storage import paths

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from planner.core.model import Calendar
    from planner.storage.codec import Decoded
    from planner.workspace import Workspace

_HEADER = rb"(?m)^(?:\xef\xbb\xbf)?\s*\[\s*calendar\s*\]"


def path_of(word: str) -> Path:
    """Return the path that a word of the command line means; ``~`` stays as it is where there is no such user."""
    from pathlib import Path

    return Path(os.path.expanduser(word))  # noqa: PTH111 - Path.expanduser raises RuntimeError


def _is_copy(path: Path) -> bool:
    if not any(word in path.name.lower() for word in ("confli", "_base_", "_local_", "_remote_", "_backup_")):
        return False
    from planner.storage import neighbours

    return neighbours.is_conflict_copy(path)


def calendars_in(folder: Path) -> list[Path]:
    """Return the calendars of ``folder``, sorted: TOML files with a ``[calendar]`` table; sync conflicts are named, not read.

    A link beside the calendar that it leads to is no other one.
    """
    import re

    found = []
    for path in sorted(folder.glob("*.toml")):
        if _is_copy(path):
            continue
        try:
            if not path.is_file():  # a pipe would never end
                continue
            with path.open("rb") as text:
                if re.search(_HEADER, text.read(20_000)):
                    found.append(path)
        except OSError:
            continue
    links = [path for path in found if path.is_symlink()]
    if links:
        kept = paths.distinct([*(path for path in found if path not in links), *links])
        found = [path for path in found if path in kept]
    return found


def calendar_path(options: argparse.Namespace) -> Path:
    """Return the calendar of ``-c``, else PLANNER_CALENDAR, else the folder's only one, else the one opened last. Raises UsageError."""
    wanted = getattr(options, "calendar_file", None) or options.calendar or options.environ.get("PLANNER_CALENDAR", "")
    if wanted:
        return _named(wanted)
    here = calendars_in(path_of(""))
    if len(here) == 1:
        return here[0]
    last = paths.last_opened()
    if last is not None:
        return last
    if here:
        names = ", ".join(path.name for path in here)
        raise UsageError(_("This folder holds several calendars: {names}.").format(names=names), _("Name one with -c."))
    raise UsageError(_("There is no calendar here."), _("Name one with -c, or make one: planner new my-calendar.toml"))


def _named(wanted: str) -> Path:
    path = path_of(wanted)
    if paths.is_folder(path):
        found = calendars_in(path)
        if len(found) == 1:
            return found[0]
        raise UsageError(
            _("{path} is a folder with {count} calendars.").format(path=wanted, count=len(found)), _("Name one file.")
        )
    if paths.is_there(path) or path.suffix == ".toml" or "/" in wanted:
        return path
    from planner.core.fold import fold

    matches = sorted(
        {known for known in (*paths.known(), *calendars_in(path_of(""))) if fold(wanted) in fold(known.stem)}
    )
    distinct = {match.resolve(): match for match in matches}
    if len(distinct) == 1:
        return next(iter(distinct.values()))
    if distinct:
        raise UsageError(
            _("“{name}” may be any of these calendars: {names}.").format(
                name=wanted, names=", ".join(map(str, distinct.values()))
            ),
            _("Write more of the name, or a path."),
        )
    raise MissingFileError(wanted)


def today_of(options: argparse.Namespace) -> dt.date | None:
    """Return the day of ``--today``, or None for the clock's."""
    day: dt.date | None = options.today
    return day


def now() -> dt.datetime:
    """Return the clock's instant in UTC; the only place of the command line that reads it."""
    return dt.datetime.now(dt.UTC)


def open_workspace(options: argparse.Namespace, path: Path | None = None) -> Workspace:
    """Open the calendar that ``options`` mean; its warnings go to standard error. Raises what ``Workspace.open`` raises."""
    from planner.storage import files

    target = path or calendar_path(options)
    reading = files.reading(target, clock=lambda: now().timestamp())
    _load_reader()
    from planner.workspace import Workspace

    workspace = Workspace.open(target, now=now, today=today_of(options), reading=reading)
    workspace.note_seen(at_hand=True)
    for warning in workspace.warnings:
        print(visible(warning.located(str(target))), file=sys.stderr)
    return workspace


def calendar_of_days(options: argparse.Namespace, first: dt.date | None, last: dt.date | None) -> Calendar:
    """Return the calendar that ``options`` mean, for a look at its items from ``first`` to ``last``; it may lack items of other days.

    Only with one of the two; without, and with a filter, it is whole. Its warnings go to standard error. Raises what ``Workspace.open``
    raises.
    """
    if (first is None and last is None) or options.filter:
        return open_workspace(options).calendar
    from planner.storage import unseen

    target = _outright(options) or str(calendar_path(options))
    read = _of_new if unseen.looks_new(target) else _of_known
    decoded, options.digest = read(target, first, last)
    for warning in decoded.warnings:
        print(visible(warning.located(target)), file=sys.stderr)
    return decoded.calendar


def _of_known(target: str, first: dt.date | None, last: dt.date | None) -> tuple[Decoded, Callable[[], str]]:
    """Return what a file says of some days, perhaps from what was kept of it, and what returns its digest."""
    from planner.storage import files

    reading = files.reading(target)
    _load_reader()
    from planner.storage import codec, seen

    snapshot = reading()
    data, name = snapshot.data, snapshot.fingerprint.digest
    decoded = seen.of_days(data, name, target, first, last) or seen.at_first_sight(data, name, target, first, last)
    if decoded is None:
        decoded = codec.decode(data, target)
        seen.note(data, name, decoded)
    return decoded, lambda: name


def _of_new(target: str, first: dt.date | None, last: dt.date | None) -> tuple[Decoded, Callable[[], str]]:
    """Return the same of a file that was hardly seen before: two processes look through it, and its digest is only made for what is noted."""
    from functools import cache

    from planner.storage import files

    reading = files.reading(target, named=False)
    import tomli  # noqa: F401 - all that both processes need, and nothing else, before there are two

    from planner.storage import survey, unseen

    data = reading().data
    begun = survey.Survey.begun(data) if len(data) >= unseen.LARGE else None
    from planner.exchange import wording  # noqa: F401 - needed at the end, when the other process is through
    from planner.storage import checks, codec, seen  # noqa: F401

    named = cache(lambda: files.digest(data))
    decoded = seen.surveyed(begun, named, target, first, last) if begun else None
    decoded = decoded or seen.of_days(data, named(), target, first, last)
    if decoded is None:
        decoded = codec.decode(data, target)
        seen.note(data, named(), decoded)
    return decoded, named


def _outright(options: argparse.Namespace) -> str:
    """Return the file that ``-c`` is the plain name of, if it is; that is told without the import of pathlib."""
    word: str = options.calendar or ""
    plain = word == os.path.normpath(word) and not word.startswith("~") and os.path.isfile(word)  # noqa: PTH113
    return word if plain else ""


def _load_reader() -> None:
    """Load what reads, while a large file is being read: at first what leaves room for the other thread, then what it needs next."""
    from planner.storage import codec, digests  # noqa: F401

    digests.sha256()
    import tomli  # noqa: F401


def announce(workspace: Workspace) -> None:
    """Name the calendar that is about to be written, on standard error."""
    announce_path(workspace.path, workspace.calendar.title)


def announce_path(path: Path, title: str) -> None:
    """Name the calendar at ``path``, and what should be told before it is written, on standard error."""
    from planner.storage import neighbours

    for sentence in (_("Calendar: {title} ({path})").format(title=title, path=path), *neighbours.concerns(path)):
        print(visible(sentence), file=sys.stderr)


def zone(environ: dict[str, str]) -> str:
    """Return the IANA name of the machine's time zone, or an empty string where it has none."""
    from planner.settings import template

    return template.machine_timezone(environ)
