"""``planner [FILE…]`` and ``planner demo``: into the terminal program.

A reader would get wrong: a file that does not load is told here, on standard error, before any screen starts.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from planner.cli import find
from planner.errors import MissingFileError, UsageError
from planner.i18n import _
from planner.storage import paths

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    import argparse


def open_(options: argparse.Namespace) -> int:
    """Open the named calendars; without any, those that were open together last or the one that verbs would use, else the first screen."""
    files = _files(options)
    if not has_screen(options.environ):
        for path in files:
            find.open_workspace(options, path)
        raise UsageError(
            _("The program needs a terminal; standard output is none."),
            _("Use a verb instead, such as: planner list, planner check. See: planner --help"),
        )
    return run(options, tuple(files))


def has_screen(environ: dict[str, str]) -> bool:
    """Whether there is a terminal, or a browser that is one: ``textual serve`` names its driver and talks through pipes."""
    return bool(
        environ.get("TEXTUAL_DRIVER") or (sys.stdout and sys.stdout.isatty() and sys.stdin and sys.stdin.isatty())
    )


def run(options: argparse.Namespace, files: tuple[Path, ...], *, demo: bool = False) -> int:
    """Start the terminal program on ``files`` and return its exit status."""
    gc.disable()  # little that is made while starting is garbage; collecting it costs a tenth of the start
    gc.collect(0)  # but Python up to 3.11 leaves behind what it made of ``datetime`` before it took the quick one
    from planner.core.values import replace
    from planner.settings import config, keymap_file
    from planner.tui import app

    settings, problems = config.load(paths.config_dir() / "config.toml")
    keys, wrong = keymap_file.load(paths.config_dir() / keymap_file.NAME)
    settings, problems = replace(settings, keys={**settings.keys, **keys}), (*problems, *wrong)
    return app.run(files, today=find.today_of(options), now=find.now, config=settings, problems=problems, demo=demo)


def _files(options: argparse.Namespace) -> list[Path]:
    named = list(options.files) or ([options.calendar] if options.calendar else [])
    if not named:
        return _unnamed(options)
    files: list[Path] = []
    for name in named:
        path = find.path_of(name)
        if paths.is_folder(path):
            inside = find.calendars_in(path)
            if not inside:
                raise MissingFileError(str(path / "*.toml"))
            files += inside
        elif paths.is_there(path):
            files.append(path)
        else:
            options.calendar = name
            files.append(find.calendar_path(options))
    if not any(map(paths.is_there, files)):
        raise MissingFileError(str(files[0]))
    return files


def _unnamed(options: argparse.Namespace) -> list[Path]:
    """Return the calendar that is meant here by its folder or PLANNER_CALENDAR, else those that were open together last."""
    last = paths.last_together()
    if len(last) > 1 and not options.environ.get("PLANNER_CALENDAR", "") and len(find.calendars_in(Path())) != 1:
        return last
    try:
        return [find.calendar_path(options)]
    except UsageError:
        return find.calendars_in(Path())
