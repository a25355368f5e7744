"""The command line: finds the verb, the calendar and the day, and turns every mistake into a sentence and an exit status.

A reader would get wrong: nothing here imports Textual or rich, nor argparse where the words are plain ones; start-up
time is measured (DESIGN.md §6).
"""

from __future__ import annotations

import os
import sys

from planner import i18n
from planner.errors import FileAccessError, PlannerError
from planner.i18n import N_, _

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

Verb = tuple[str, str, str]
VERBS: dict[str, Verb] = {
    "demo": ("files", "demo", N_("open a throw-away copy of a sample calendar, moved to the present")),
    "new": ("files", "new", N_("write a new calendar; never over an existing file")),
    "add": ("plan", "add", N_("quick add: 'Title @persona #format !channel ^date *pillar'")),
    "list": ("plan", "list_", N_("list items by date, ideas last")),
    "check": ("plan", "check", N_("show the gaps, questions and supply of a month")),
    "plan": ("plan", "plan", N_("propose where ideas go in a month; write only with --write")),
    "report": ("plan", "report", N_("show results, effort and value by persona, format, pillar, channel and message")),
    "export": ("exchange", "export", N_("write csv, xlsx, hootsuite, buffer, ics, markdown, html or json")),
    "import": ("exchange", "import_", N_("take the rows of a CSV file in, and tell of each row not taken")),
    "merge": ("files", "merge", N_("merge three calendars into one, or a copy into the calendar")),
    "validate": ("files", "validate", N_("show the file's errors and warnings")),
    "history": ("files", "history", N_("list earlier states of the file, or restore one")),
    "schema": ("files", "schema", N_("print the JSON Schema of the file, for editors")),
    "paths": ("files", "paths", N_("show where everything lies")),
    "completion": ("files", "completion", N_("print what lets a shell complete verbs, options and files")),
}
"""Verb → (module ``verbs_*``, function, what it does)."""

_TAKES_VALUE = ("-c", "--calendar", "--today")


def main(argv: Sequence[str], environ: dict[str, str] | None = None) -> int:
    """Run one command and return its exit status (CALENDAR.md §5)."""
    if list(argv) == ["--version"]:
        from planner import __version__

        print(f"planner {__version__}")
        return 0
    if sys.stderr is None:  # print() would write to standard output instead
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    env = dict(os.environ) if environ is None else environ
    i18n.speak(i18n.preferred(env))
    sys.excepthook = _last_resort
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _dispatch(list(argv), env)
        if sys.stdout is not None:
            sys.stdout.flush()
    except PlannerError as problem:
        return _explain(problem)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _give_up_output()
        return 141
    except OSError as fault:
        _give_up_output()
        return _explain(FileAccessError(str(fault.filename or _("standard output")), fault.strerror or str(fault)))
    return status


def _give_up_output() -> None:
    """Let what is still to be printed go nowhere: the interpreter would try again at its end, and complain."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(argv: list[str], env: dict[str, str]) -> int:
    from planner.cli import brief

    position = _verb_position(argv)
    if position is None:
        opening: Any = brief.read("", argv)
        if opening is None:
            from planner.cli import parsers

            opening = parsers.open_parser().parse_args(argv)
        opening.environ = env
        from planner.cli import verbs_open

        _speak_as_set()
        return verbs_open.open_(opening)
    verb, words = argv[position], argv[:position] + argv[position + 1 :]
    options: Any = brief.read(verb, words)
    if options is None:
        from planner.cli import parsers

        options = parsers.verb_parser(verb).parse_args(words)
    options.environ = env
    options.argv = argv
    _speak_as_set()
    return _run(verb, options)


def _run(verb: str, options: Any) -> int:
    module, function, _text = VERBS[verb]
    found = __import__(f"planner.cli.verbs_{module}", fromlist=[function])  # importlib would cost start-up time
    status: int = getattr(found, function)(options)
    return status


def _speak_as_set() -> None:
    """Speak the language of the user's settings, if they name one; help and usage errors come before and speak the system's."""
    from planner.storage import paths, places

    if paths.is_there(os.path.join(places.folder("config"), "config.toml")):  # noqa: PTH118 - pathlib costs start-up time
        from planner.settings import config

        wanted = config.load(paths.config_dir() / "config.toml")[0].language
        if wanted != "auto":
            i18n.speak(wanted)


def is_brief(argv: Sequence[str]) -> bool:
    """Whether this command leaves nothing running and nothing to tidy up when it has answered: a verb that opens no screen."""
    position = _verb_position(list(argv))
    return position is not None and argv[position] != "demo"


def _verb_position(argv: list[str]) -> int | None:
    """Return where the verb stands: the first word that is neither an option nor the value of one, if it is a verb."""
    skip = False
    for index, word in enumerate(argv):
        if skip:
            skip = False
        elif word in _TAKES_VALUE:
            skip = True
        elif not word.startswith("-") or word == "-":
            return index if word in VERBS else None
    return None


def _explain(problem: PlannerError) -> int:
    from planner.core.visible import visible
    from planner.tui import instant

    instant.leave()
    print(visible(str(problem), lines=True), file=sys.stderr)
    if problem.hint:
        print(visible(problem.hint, lines=True), file=sys.stderr)
    return problem.status


def _last_resort(_kind: type[BaseException], error: BaseException, _trace: Any) -> None:
    """Say one line and where the log is; the log holds code positions, never the client's texts."""
    from planner.cli.crash import write_log
    from planner.tui import instant

    instant.leave()
    print(_("Something went wrong inside the program. Your file is as it was."), file=sys.stderr)
    print(_("A log without content is in {path}.").format(path=write_log(error)), file=sys.stderr)
