"""The manual page ``planner.1``, made from the parsers when a wheel is built.

A reader would get wrong: nothing of the program calls this; a page cannot go stale that is written anew with every wheel.
"""

from __future__ import annotations

from collections.abc import Iterable

from planner import __version__
from planner.cli.spelled import Spelled, Taken, program, verbs
from planner.i18n import N_, _

STATUSES = (
    ("0", N_("done")),
    ("1", N_("check --strict found something, merge left a conflict, or an export refused its rows")),
    ("2", N_("the command was not understood, or a date or name may mean two things")),
    ("65", N_("the calendar, or the file to import, is wrong; each fault is told as path:line:column")),
    ("66", N_("there is no such file")),
    ("73", N_("the file cannot be created, or exists")),
    ("74", N_("the file could not be read or written")),
    ("75", N_("somebody else changed the file, and both changed the same thing")),
    ("128+n", N_("ended by signal n")),
)
ENVIRONMENT = (
    ("PLANNER_CALENDAR", N_("the calendar of verbs without -c")),
    ("EDITOR", N_("what E opens an item in")),
    ("NO_COLOR", N_("where it is set, nothing has a colour")),
    ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", N_("the language, unless the settings name one")),
)


def page() -> str:
    """Return the page in the current language, as troff with the man macros."""
    parts = [
        f'.TH PLANNER 1 "" "planner {__version__}" "{_roff(_("User commands"))}"',
        _section(_("NAME")),
        f"planner \\- {_roff(_('a content calendar in the terminal, over one TOML file'))}",
        _section(_("SYNOPSIS")),
        f".B planner\n[\\-c {_('FILE')}] [\\-\\-today {_('YYYY-MM-DD')}] [{_('FILE')} ...]\n.br\n.B planner\n.I {_roff(_('verb'))}\n\\&...",
        _section(_("DESCRIPTION")),
        _roff(_("Without a verb, planner opens calendars in the terminal; there, ? shows every key.")),
        _roff(_("Each verb works on the calendar of -c: a path, or part of a known calendar's name.")),
        _roff(_("Without -c it is that of PLANNER_CALENDAR, the only one in this folder, or the one opened last.")),
        _section(_("OPTIONS")),
        *map(_taken, program().options),
        _section(_("VERBS")),
        *map(_verb, verbs()),
        _section(_("EXIT STATUS")),
        *_pairs(STATUSES),
        _section(_("ENVIRONMENT")),
        *_pairs(ENVIRONMENT),
        _section(_("FILES")),
        _roff(_("planner paths names every place that is read or written.")),
    ]
    return "\n".join(parts) + "\n"


def _section(title: str) -> str:
    return f'.SH "{_roff(title)}"'


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (f".TP\n.B {_roff(name)}\n{_roff(_(text))}" for name, text in pairs)


def _verb(verb: Spelled) -> str:
    usage = " ".join(_usage(one) for one in verb.arguments)
    skipped = {flag for one in program().options for flag in one.flags}
    own = [one for one in verb.taken if not skipped & set(one.flags) and (one.help or one.flags)]
    head = f'.SS "planner {verb.name}{" " if usage else ""}{_roff(usage)}"\n{_roff(verb.text[:1].upper() + verb.text[1:])}.'
    return "\n".join([head, *map(_taken, own)])


def _usage(taken: Taken) -> str:
    text = f"{taken.value} ..." if taken.many else taken.value
    return text if taken.required else f"[{text}]"


def _taken(taken: Taken) -> str:
    flags = ", ".join(f"\\fB{_roff(flag)}\\fR" for flag in taken.flags)
    value = f"\\fI{_roff(taken.value)}\\fR" if taken.value else ""
    return f".TP\n{' '.join(part for part in (flags, value) if part)}\n{_roff(taken.help)}".rstrip()


def _roff(text: str) -> str:
    """Return ``text`` as troff prints it letter by letter; a line that begins with a dot or a quote is no command."""
    for char, escape in (("\\", "\\e"), ("-", "\\-"), ('"', "\\(dq"), ("\u00a0", "\\ ")):
        text = text.replace(char, escape)
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in text.split("\n"))
