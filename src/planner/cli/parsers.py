"""What reads the words of a command and explains them: the options of all verbs, with their help.

A reader would get wrong: only the parser of the verb that was asked for is built, and none where ``brief`` reads the words; an option
that is added here and is to be read fast is added there, too. It is about as long as a module may be, so that the options of all verbs
stand together.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys

from planner import __version__, i18n
from planner.cli import VERBS, brief
from planner.errors import UsageError
from planner.i18n import _

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def share_words() -> None:
    """Let argparse speak our language; in English it has nothing to look up, which spares an import and a search for files."""
    english = i18n.language() == "en"
    if not english:
        from planner.cli import argparse_words

        argparse_words.share()
    if hasattr(argparse, "_"):
        argparse._ = str if english else gettext.gettext


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
    parser.add_argument("--today", metavar=_("YYYY-MM-DD"), type=brief.day, help=_("take this day as today"))


def open_parser() -> argparse.ArgumentParser:
    """Return what reads a command without a verb."""
    share_words()
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
    parser.add_argument(
        "--version", action="version", version=f"planner {__version__}", help=_("show the version and exit")
    )
    parser.add_argument(
        "files", nargs="*", metavar=_("FILE"), help=_("calendars, or a folder of them, to open together")
    )
    return parser


def verb_parser(verb: str) -> argparse.ArgumentParser:
    """Return what reads the words after ``verb``, one of ``VERBS``."""
    _module, _function, text = VERBS[verb]
    share_words()
    parser = _Parser(prog=f"planner {verb}", description=_(text)[0].upper() + _(text)[1:] + ".", formatter_class=_help)
    _common(parser)
    _ARGUMENTS[verb](parser)
    return parser


def _range(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", metavar=_("DATE"), type=brief.day, help=_("the first day, included"))
    parser.add_argument("--to", dest="last", metavar=_("DATE"), type=brief.day, help=_("the last day, included"))


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
        "--day-one",
        metavar=_("DATE"),
        type=brief.day,
        help=_("with --from: the date of day 1 of a plan of day numbers"),
    )


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text", nargs="+", metavar=_("TEXT"), help=_("'Title @persona #format !channel ^date *pillar'; also =date")
    )
    _json(parser)


def _list(parser: argparse.ArgumentParser) -> None:
    _range(parser)
    parser.add_argument("--month", metavar=_("YYYY-MM"), type=brief.month, help=_("one month"))
    parser.add_argument("--ideas", action="store_true", help=_("only ideas: items without a date"))
    parser.add_argument("--filter", metavar=_("TEXT"), help=_("only what matches, as typed after / in the program"))
    _plain(parser)
    _json(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--month", metavar=_("YYYY-MM"), type=brief.month, help=_("this month; the one that holds today unless told")
    )
    parser.add_argument("--strict", action="store_true", help=_("end with 1 when something is open"))
    _plain(parser)
    _json(parser)


def _plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", metavar=_("YYYY-MM"), type=brief.month, required=True)
    parser.add_argument("--write", action="store_true", help=_("do it; otherwise only show it"))
    _json(parser)


def _report(parser: argparse.ArgumentParser) -> None:
    _range(parser)
    _json(parser)


FORMATS = ("csv", "xlsx", "hootsuite", "buffer", "ics", "markdown", "html", "json")
DIALECTS = ("excel-fr", "excel", "plain")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", metavar=_("FORMAT"), choices=FORMATS, help=", ".join(FORMATS))
    parser.add_argument("--month", metavar=_("YYYY-MM"), type=brief.month, help=_("one month"))
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
        "--day-one", metavar=_("DATE"), type=brief.day, help=_("the date of day 1, for a plan of day numbers")
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
