"""What every verb takes, read off the parsers themselves: completion scripts and the manual page are written from this.

A reader would get wrong: what a value may be is told by the parser's choices, and else by its name in ``FILES`` and ``FREE``; a test wants
every value in one of the three, so that a new option cannot be forgotten here.
"""

from __future__ import annotations

import argparse

from planner.cli import VERBS, parsers
from planner.core.values import dataclass
from planner.i18n import _

FILES = {
    "calendar": "*.toml",
    "calendar_file": "*.toml",
    "files": "*.toml",
    "file": "*",
    "source": "*",
    "output": "*",
    "versions": "*",
}
"""Where argparse puts the value → the files that it may be."""
FREE = frozenset({"today", "first", "last", "month", "day_one", "filter", "title", "text", "restore", "number", "item"})
"""Values that nobody can guess."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One option or argument: how it is written, what its value is called and may be, and what it does."""

    flags: tuple[str, ...]
    """Empty for an argument without a name."""
    value: str
    """What the value is called; empty for an option that takes none."""
    help: str
    dest: str
    words: tuple[str, ...] = ()
    files: str = ""
    """A pattern of file names, where the value is a file."""
    many: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Spelled:
    """A verb (or, with an empty name, the program itself): what it does and what it takes."""

    name: str
    text: str
    taken: tuple[Taken, ...]

    @property
    def options(self) -> tuple[Taken, ...]:
        """What is written with a dash."""
        return tuple(one for one in self.taken if one.flags)

    @property
    def arguments(self) -> tuple[Taken, ...]:
        """What is written without."""
        return tuple(one for one in self.taken if not one.flags)


def program() -> Spelled:
    """Return what ``planner`` takes before and without a verb."""
    parser = parsers.open_parser()
    return Spelled("", parser.description or "", _taken(parser))


def verbs() -> tuple[Spelled, ...]:
    """Return every verb, in the order of ``planner --help``, in the current language."""
    return tuple(
        Spelled(name, _(text), _taken(parsers.verb_parser(name))) for name, (_module, _function, text) in VERBS.items()
    )


def _taken(parser: argparse.ArgumentParser) -> tuple[Taken, ...]:
    # argparse has no public way to ask for the options; the list is the same in 3.11 to 3.14
    return tuple(_one(action) for action in parser._actions)  # noqa: SLF001


def _one(action: argparse.Action) -> Taken:
    flags = tuple(action.option_strings)
    valued = action.nargs != 0
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    choices = tuple(map(str, action.choices or ()))
    called = metavar or ("|".join(choices) if choices else action.dest.upper())
    return Taken(
        flags,
        called if valued else "",
        (action.help or "").strip(),
        action.dest,
        _words(action.dest, choices),
        FILES.get(action.dest, "") if valued and not choices else "",
        many=action.nargs in ("*", "+"),
        required=bool(action.required),
    )


def _words(dest: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    if choices or dest not in ("name", "sample"):
        return choices
    from planner.storage import paths

    return tuple(sorted(path.stem for path in paths.shipped("sample_calendars").glob("*.toml")))
