"""Finds where things stand in a calendar's text: headers, keys and values, without reading what they say.

A reader would get wrong: only text that tomli has accepted comes here, so nothing is checked; and a line that looks like a header may
stand inside a multi-line string or array, which is why the places where those begin are found first.
"""

from __future__ import annotations

import re
from functools import cache

from planner.core.values import dataclass

Path = tuple[str, ...]

# Nothing possessive holds a choice or an open repeat: Python 3.11 before .5, which systems still ship, matches that wrongly.
_BASIC = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_LITERAL = r"'[^'\n]*+'"
_LONG_BASIC = r'"""[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*"{3,5}'
_LONG_LITERAL = r"'''[^']*+(?:'{1,2}(?!')[^']*+)*'{3,5}"
_STRING = f"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}"
_PART = rf"(?:[A-Za-z0-9_\-]++|{_BASIC}|{_LITERAL})"
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*"

_PARTS = re.compile(_PART)
_ASSIGN = re.compile(rf"[ \t]*+({_KEY})[ \t]*+=[ \t]*+")
_HEADER = re.compile(rf"[ \t]*+(\[\[?)[ \t]*+({_KEY})[ \t]*+\]\]?[^\n]*+(?:\n|\Z)")
_HEADER_LINE = re.compile(r"\n[ \t]*+\[")
_LONG_QUOTES = re.compile('"""'), re.compile("'''")
_OPEN_BRACKET = re.compile(
    r"=[ \t]*+(?:"
    r"\[(?!(?:[^\[\]\"'#\n]++|\"[^\"\\\n]*+\"|'[^'\n]*+')*\])|"
    r"\{(?!(?:[^\[\]{}\"'#\n]++|\"[^\"\\\n]*+\"|'[^'\n]*+')*\}))"
)
_STRING_VALUE = re.compile(_STRING, re.DOTALL)
_SCALAR = re.compile(r"[^,\]}#\n]*+")
_TOKEN = re.compile(rf"[^\[\]{{}}\"'#]++|{_STRING}|#[^\n]*+|[\[\]{{}}]", re.DOTALL)
_GAP = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*")
_EMPTY_LINES = re.compile(r"(?:[ \t]*+(?:#[^\n]*+|\r)?\n)*")
_COMMENT_LINES = re.compile(r"(?:[ \t]*+#[^\n]*+(?:\n|\Z))*")


@dataclass(frozen=True, slots=True)
class Statement:
    """One ``key = value`` and where it stands in its section's text; ``start`` to ``end`` are whole lines with their newline."""

    key: Path
    start: int
    key_start: int
    value_start: int
    value_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Child:
    """One element of an array (no ``key``) or one pair of an inline table."""

    key: Path
    start: int
    value_start: int
    value_end: int


class Section:
    """A header with the comments directly above it, and all up to the next one's; the first section of a file has no header.

    ``head`` is where the header's line starts in ``text``, ``body`` where the line after it does. Never changed; two are the same when
    they are the same object.
    """

    __slots__ = ("_statements", "array", "body", "head", "path", "text")

    def __init__(self, path: Path, array: bool, text: str, head: int = 0, body: int = 0) -> None:  # noqa: FBT001 - made 20,000 at a time
        self.path = path
        self.array = array
        self.text = text
        self.head = head
        self.body = body
        self._statements: tuple[Statement, ...] | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The assignments under this header, in order."""
        if self._statements is None:
            self._statements = tuple(_scan(self.text, self.body))
        return self._statements

    @property
    def body_end(self) -> int:
        """Where the last statement ends, comments directly below it included; detached comments and blank lines follow."""
        last = self.statements[-1].end if self.statements else self.body
        match = _COMMENT_LINES.match(self.text, last)
        return match.end() if match else last

    @property
    def newline(self) -> str:
        """The line end that this section uses, or an empty string where it has none."""
        first = self.text.find("\n")
        if first < 0:
            return ""
        return "\r\n" if self.text[first - 1 : first] == "\r" else "\n"


@cache
def split_key(text: str) -> Path:
    """Return the parts of a dotted key, without their quotes."""
    if text.isascii() and text.replace("_", "").replace("-", "").isalnum():
        return (text,)
    return tuple(_unquoted(part) for part in _PARTS.findall(text))


def _unquoted(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] != '"':
        return part
    if "\\" not in part:
        return part[1:-1]
    import tomli

    text: str = tomli.loads("k = " + part)["k"]
    return text


def value_end(text: str, start: int) -> int:
    """Return where the value that starts at ``start`` ends."""
    first = text[start : start + 1]
    if first in ("'", '"'):
        match = _STRING_VALUE.match(text, start)
        return match.end() if match else len(text)
    if first in ("[", "{"):
        depth = 0
        position = start
        while match := _TOKEN.match(text, position):
            position = match.end()
            mark = text[match.start()]
            if mark in "[{":
                depth += 1
            elif mark in "]}":
                depth -= 1
                if not depth:
                    return position
        return len(text)
    match = _SCALAR.match(text, start)
    assert match is not None
    return start + len(match.group().rstrip())


def children(text: str, start: int) -> list[Child]:
    """Return the elements of the array, or the pairs of the inline table, that starts at ``start``."""
    result: list[Child] = []
    table = text[start] == "{"
    position = start + 1
    while True:
        gap = _GAP.match(text, position)
        assert gap is not None
        position = gap.end()
        if text[position : position + 1] in ("]", "}", ""):
            return result
        key: Path = ()
        value = position
        if table:
            match = _ASSIGN.match(text, position)
            if match is None:
                return result
            key, value = split_key(match.group(1)), match.end()
        end = value_end(text, value)
        result.append(Child(key, position, value, end))
        position = end


def _scan(text: str, position: int) -> list[Statement]:
    result: list[Statement] = []
    while True:
        gap = _EMPTY_LINES.match(text, position)
        position = gap.end() if gap else position
        match = _ASSIGN.match(text, position)
        if match is None:
            return result
        end = value_end(text, match.end())
        line_end = text.find("\n", end)
        after = line_end + 1 if line_end >= 0 else len(text)
        result.append(Statement(split_key(match.group(1)), position, match.start(1), match.end(), end, after))
        position = after


def sections(text: str) -> list[Section]:
    """Return the file's sections; their texts joined are ``text``. The first has no header and may be empty."""
    heads = _headers(text)
    starts = [start for start, _match in heads]
    starts.append(len(text))
    result = [Section((), array=False, text=text[: starts[0]])]
    for number, (start, match) in enumerate(heads):
        bracket, key = match.groups()
        piece = text[start : starts[number + 1]]
        result.append(Section(split_key(key), bracket == "[[", piece, match.start() - start, match.end() - start))
    return result


def _headers(text: str) -> list[tuple[int, re.Match[str]]]:
    """Return ``(start of own comments, match)`` of every header."""
    result = []
    holes = _holes(text)
    hole = 0
    floor = 0
    candidates = [match.start() + 1 for match in _HEADER_LINE.finditer(text)]
    if text.lstrip(" \t").startswith("["):
        candidates.insert(0, 0)
    for line in candidates:
        while hole < len(holes) and holes[hole][1] <= line:
            floor = holes[hole][1]
            hole += 1
        if hole < len(holes) and holes[hole][0] < line:
            continue
        match = _HEADER.match(text, line)
        if match is not None:
            result.append((_own_comments(text, line, floor), match))
            floor = match.end()
    return result


def _own_comments(text: str, line: int, floor: int) -> int:
    """Return the start of the run of comment lines directly above ``line``, looking back no further than ``floor``."""
    while line > floor:
        above = text.rfind("\n", 0, line - 1) + 1
        if above < floor or not text[above:line].lstrip(" \t").startswith("#"):
            break
        line = above
    return line


def _holes(text: str) -> list[tuple[int, int]]:
    """Return the spans of values that go over a line's end, in order."""
    spots = [match.start() for pattern in (*_LONG_QUOTES, _OPEN_BRACKET) for match in pattern.finditer(text)]
    spots.sort()
    result = []
    done = 0
    for spot in spots:
        if spot < done:
            continue
        line = text.rfind("\n", 0, spot) + 1
        match = _ASSIGN.match(text, line)
        if match is None:
            end = spot
        else:
            end = value_end(text, match.end())
            if text.find("\n", match.end(), end) >= 0:
                result.append((match.end(), end))
        done = text.find("\n", end) + 1 or len(text)
    return result
