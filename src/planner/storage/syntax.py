"""Says what is wrong with a file that is no TOML, and what would be right, in the reader's language.

A reader would get wrong: a merge conflict is looked for first, since what TOML says about ``<<<<<<<`` helps nobody.
"""

from __future__ import annotations

import re

from planner.errors import Problem
from planner.i18n import N_, _
from planner.storage.findings import shown

_MARKER = r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?= |\r?$)"
_SENTENCES: tuple[tuple[str, str], ...] = (
    ("Invalid statement", N_("this is neither a key, nor a header, nor a comment; write: key = value")),
    ("Expected '=' after a key", N_("a key must be followed by “=” and a value; write: key = value")),
    ("Invalid initial character for a key part", N_("a key is missing here, or must stand in quotes")),
    ("Invalid value", N_("this is no value; a text stands in quotes, a date is 2026-12-03, a list stands in [ ]")),
    ("Invalid date or datetime", N_("there is no such date; write year-month-day, such as 2026-12-03")),
    (
        "Expected newline or end of document after a statement",
        N_("something stands after the value; each key must have a line of its own"),
    ),
    ("Cannot overwrite a value", N_("this key was given before; keep one of the two")),
    ("Cannot declare", N_("this table was given before; keep one of the two")),
    ("Cannot mutate immutable namespace", N_("this table was given before in another form; keep one of the two")),
    ("Duplicate inline table key", N_("this key was given before; keep one of the two")),
    ("Cannot redefine namespace", N_("this table was given before; keep one of the two")),
    ("Unterminated string", N_("this text is not closed; add the closing quotes")),
    ("Expected \"'''\"", N_("this text is not closed; add the closing quotes")),
    ('Expected \'"""\'', N_("this text is not closed; add the closing quotes")),
    ('Expected "\'"', N_("this text is not closed; add the closing quote")),
    (
        "Illegal character",
        N_(
            "a character that may not stand here, such as a line end or a control character; close the quotes, or write it as \\u0000"
        ),
    ),
    ("Unescaped '\\' in a string", N_("a single \\ in double quotes; write \\\\, or use single quotes")),
    ("Invalid hex value", N_("\\u must be followed by four, \\U by eight hexadecimal digits")),
    (
        "Escaped character is not a Unicode scalar value",
        N_("there is no such character; \\u must name a Unicode character"),
    ),
    ("Unclosed array", N_("this list is not closed; add ]")),
    ("Unclosed inline table", N_("this table is not closed; add }")),
    ("Expected ']' at the end of a table declaration", N_("this header is not closed; add ]")),
    ("Expected ']]' at the end of an array declaration", N_("this header is not closed; add ]]")),
)


def syntax_problem(text: str, error: Exception) -> Problem:
    """Return the first syntax error of ``text``; ``error`` is what tomli raised."""
    marker = re.search(_MARKER, text)
    if marker is not None:
        sentence = _(
            "a merge left two versions of the file here; keep one, and take out the lines <<<<<<<, ======= and >>>>>>>"
        )
        return Problem(text.count("\n", 0, marker.start()) + 1, 1, "error", sentence)
    line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
    if isinstance(error, RecursionError):
        line, column = _deepest(text)
        return Problem(
            line, column, "error", _("something is nested too deep; the limit is {limit} levels").format(limit=100)
        )
    if not line:
        line, column = _long_number(text)
        return Problem(line, column, "error", _("this number has more digits than the program reads; put it in quotes"))
    said = getattr(error, "msg", "")
    for start, sentence in _SENTENCES:
        if said.startswith(start):
            return Problem(line, column, "error", _(sentence))
    return Problem(line, column, "error", _("this is not TOML: {reason}").format(reason=shown(said)))


def _deepest(text: str) -> tuple[int, int]:
    match = re.search(r"(?:[\[{]\s*+){100}|(?:[\w\"'-]+\s*\.\s*){100}", text)
    return _place(text, match.start() if match else 0)


def _long_number(text: str) -> tuple[int, int]:
    match = re.search(r"[0-9][0-9_]{4000}", text)
    return _place(text, match.start() if match else 0)


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
