"""The words that argparse itself prints, so that the catalogue holds them, and what makes argparse look there.

A reader would get wrong: argparse asks gettext's default domain, which is chosen by the system's language (as ours is before the settings are
read); nothing here is called in English.
"""

from __future__ import annotations

import gettext

from planner.i18n import LOCALE, N_, ngettext

WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
)


def expected(count: int) -> str:
    """Return how argparse asks for ``count`` values; here for the catalogue only."""
    return ngettext("expected %s argument", "expected %s arguments", count)


def share() -> None:
    """Let argparse speak from our catalogue."""
    gettext.bindtextdomain("planner", LOCALE)
    gettext.textdomain("planner")
