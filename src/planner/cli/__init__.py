"""The command line: finds the verb, the calendar and the day, and turns every mistake into a sentence and an exit status.

A reader would get wrong: only the parser of the verb that was asked for is built, and nothing here imports Textual or rich; start-up
time is measured (DESIGN.md §6). It is a little longer than 350 lines, so that the options of all verbs stand together.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Sequence

from planner import i18n
from planner.errors import FileAccessError, PlannerError, UsageError
from planner.i18n import N_, _

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
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
        print(_version())
        return 0
    if sys.stderr is None:  # print() would write to standard output instead
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    env = dict(os.environ) if environ is None else environ
    i18n.speak(i18n.preferred(env))
    _share_words()
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


def _share_words() -> None:
    """Let argparse speak our language; in English it has nothing to look up, which spares an import and a search for files."""
    english = i18n.language() == "en"
    if not english:
        from planner.cli import argparse_words

        argparse_words.share()
    if hasattr(argparse, "_"):
        argparse._ = str if english else gettext.gettext


def _give_up_output() -> None:
    """Let what is still to be printed go nowhere: the interpreter would try again at its end, and complain."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(argv: list[str], env: dict[str, str]) -> int:
    position = _verb_position(argv)
    if position is None:
        options = open_parser().parse_args(argv)
        options.environ = env
        from planner.cli import verbs_open

        _speak_as_set()
        return verbs_open.open_(options)
    verb = argv[position]
    parser, run = verb_parser(verb)
    options = parser.parse_args(argv[:position] + argv[position + 1 :])
    options.environ = env
    options.argv = argv
    _speak_as_set()
    return run(options)


def _speak_as_set() -> None:
    """Speak the language of the user's settings, if they name one; help and usage errors come before and speak the system's."""
    from planner.storage import paths

    path = paths.config_dir() / "config.toml"
    if paths.is_there(path):
        from planner.settings import config

        wanted = config.load(path)[0].language
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


class _Parser(argparse.ArgumentParser):
    """argparse with errors in the house's voice, status 2."""

    def error(self, message: str) -> Any:
        sentence = _("{heading}: {value}").format(heading=self.prog, value=message)
        raise UsageError(sentence, _("See: {command} --help").format(command=self.prog))


def _help(prog: str, kind: type[argparse.HelpFormatter] = argparse.HelpFormatter) -> argparse.HelpFormatter:
    """Return what writes help as wide as the terminal is; asked at every ``add_argument``, so without the imports that argparse would do."""
    try:
        width = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        width = 0
    if width <= 0:
        try:
            width = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):
            width = 0
    return kind(prog, width=(width or 80) - 2)


def _raw_help(prog: str) -> argparse.HelpFormatter:
    return _help(prog, argparse.RawDescriptionHelpFormatter)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-c", "--calendar", metavar=_("FILE"), help=_("the calendar: a path, or part of a known calendar's name")
    )
    parser.add_argument("--today", metavar=_("YYYY-MM-DD"), type=_day, help=_("take this day as today"))


def _day(text: str) -> Any:
    import datetime as dt

    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text or not 1970 <= day.year <= 2999:
        raise UsageError(_("“{text}” is no date.").format(text=text), _("Write it as YYYY-MM-DD, such as 2026-12-03."))
    return day


def _month(text: str) -> Any:
    from planner.core.dates import Month

    try:
        return Month.parse(text)
    except ValueError:
        raise UsageError(
            _("“{text}” is no month.").format(text=text), _("Write it as YYYY-MM, such as 2026-12.")
        ) from None


def open_parser() -> argparse.ArgumentParser:
    """Return what reads a command without a verb."""
    width = max(map(len, VERBS)) + 2
    verbs = "\n".join(f"  {name:<{width}}{_(text)}" for name, (_module, _function, text) in VERBS.items())
    parser = _Parser(
        prog="planner",
        formatter_class=_raw_help,
        usage=_("planner [-c FILE] [--today DATE] [FILE …]\n       planner VERB …"),
        description=_("A content calendar in the terminal, over one TOML file."),
        epilog=_("verbs:") + "\n" + verbs + "\n\n" + _("planner VERB --help says more."),
    )
    _common(parser)
    parser.add_argument("--version", action="version", version=_version(), help=_("show the version and exit"))
    parser.add_argument(
        "files", nargs="*", metavar=_("FILE"), help=_("calendars, or a folder of them, to open together")
    )
    return parser


def _version() -> str:
    from planner import __version__

    return f"planner {__version__}"


def verb_parser(verb: str) -> tuple[argparse.ArgumentParser, Callable[[argparse.Namespace], int]]:
    """Return what reads the words after ``verb``, one of ``VERBS``, and what then runs."""
    import importlib

    module, function, text = VERBS[verb]
    parser = _Parser(prog=f"planner {verb}", description=_(text)[0].upper() + _(text)[1:] + ".", formatter_class=_help)
    _common(parser)
    _ARGUMENTS[verb](parser)

    def run(options: argparse.Namespace) -> int:
        status: int = getattr(importlib.import_module(f"planner.cli.verbs_{module}"), function)(options)
        return status

    return parser, run


def _range(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", metavar=_("DATE"), type=_day, help=_("the first day, included"))
    parser.add_argument("--to", dest="last", metavar=_("DATE"), type=_day, help=_("the last day, included"))


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON on standard output, and nothing else there"))


def _plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain", action="store_true", help=_("one sentence a line, without drawing: for screen readers")
    )


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar=_("NAME"), help=_("a sample's name; see: planner paths"))


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"))
    parser.add_argument("--sample", metavar=_("NAME"), help=_("begin with a copy of this sample"))
    parser.add_argument(
        "--from", dest="source", metavar=_("FILE.csv"), help=_("begin with the rows of this spreadsheet")
    )
    parser.add_argument("--title", help=_("the calendar's title; the file's name unless told"))
    parser.add_argument("--language", choices=("en", "fr"), help=_("of what is exported; the machine's unless told"))
    parser.add_argument(
        "--day-one", metavar=_("DATE"), type=_day, help=_("with --from: the date of day 1 of a plan of day numbers")
    )


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text", nargs="+", metavar=_("TEXT"), help=_("'Title @persona #format !channel ^date *pillar'; also =date")
    )
    _json(parser)


def _list(parser: argparse.ArgumentParser) -> None:
    _range(parser)
    parser.add_argument("--month", metavar=_("YYYY-MM"), type=_month, help=_("one month"))
    parser.add_argument("--ideas", action="store_true", help=_("only ideas: items without a date"))
    parser.add_argument("--filter", metavar=_("TEXT"), help=_("only what matches, as typed after / in the program"))
    _plain(parser)
    _json(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--month", metavar=_("YYYY-MM"), type=_month, help=_("this month; the one that holds today unless told")
    )
    parser.add_argument("--strict", action="store_true", help=_("end with 1 when something is open"))
    _plain(parser)
    _json(parser)


def _plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", metavar=_("YYYY-MM"), type=_month, required=True)
    parser.add_argument("--write", action="store_true", help=_("do it; otherwise only show it"))
    _json(parser)


def _report(parser: argparse.ArgumentParser) -> None:
    _range(parser)
    _json(parser)


FORMATS = ("csv", "xlsx", "hootsuite", "buffer", "ics", "markdown", "html", "json")
DIALECTS = ("excel-fr", "excel", "plain")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", metavar=_("FORMAT"), choices=FORMATS, help=", ".join(FORMATS))
    parser.add_argument("--month", metavar=_("YYYY-MM"), type=_month, help=_("one month"))
    _range(parser)
    parser.add_argument("--filter", metavar=_("TEXT"), help=_("only what matches, as typed after / in the program"))
    parser.add_argument("-o", "--output", metavar=_("FILE"), help=_("write here instead of to standard output"))
    parser.add_argument("--force", action="store_true", help=_("write over an existing file"))
    parser.add_argument(
        "--dialect", choices=DIALECTS, help=_("csv: excel-fr, excel or plain; by the calendar's language unless told")
    )
    parser.add_argument("--notes", action="store_true", help=_("csv, xlsx: with internal notes"))
    parser.add_argument(
        "--relevance", action="store_true", help=_("csv, xlsx: with the answers to relevance questions")
    )
    parser.add_argument(
        "--skip-bad", action="store_true", help=_("hootsuite, buffer: leave out rows that break a rule")
    )
    parser.add_argument("--again", action="store_true", help=_("hootsuite, buffer: also what went out before"))


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE.csv"))
    parser.add_argument(
        "--day-one", metavar=_("DATE"), type=_day, help=_("the date of day 1, for a plan of day numbers")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("show all of it, write nothing"))
    parser.add_argument("--ideas", action="store_true", help=_("a list of ideas, one a line, with or without names"))
    _json(parser)


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.usage = _("planner merge BASE OURS THEIRS -o OUT\n       planner [-c FILE] merge COPY")
    parser.add_argument(
        "versions", nargs="+", metavar=_("FILE"), help=_("base, ours and theirs; or one copy of the calendar of -c")
    )
    parser.add_argument("-o", "--output", metavar=_("OUT"), help=_("where the merged calendar goes"))


def _history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", nargs="?", metavar="N", type=int, help=_("show all that changed since state N, item by item")
    )
    parser.add_argument(
        "--restore", metavar="N", type=int, help=_("put state N back; 1 undoes the last verb that wrote")
    )
    parser.add_argument("--item", metavar="ID", help=_("with --restore: bring only this item back"))
    _json(parser)


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("calendar_file", nargs="?", metavar=_("FILE"), help=_("the calendar, instead of -c"))


SHELLS = ("bash", "zsh", "fish")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar=_("SHELL"), choices=SHELLS, help=", ".join(SHELLS))


def _nothing(_parser: argparse.ArgumentParser) -> None:
    return


_ARGUMENTS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "demo": _demo,
    "new": _new,
    "add": _add,
    "list": _list,
    "check": _check,
    "plan": _plan,
    "report": _report,
    "export": _export,
    "import": _import,
    "merge": _merge,
    "validate": _file,
    "history": _history,
    "schema": _nothing,
    "paths": _nothing,
    "completion": _completion,
}


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
