"""How well what is typed in palette and help fits the words of a line: whole words first, and the act's own before others.

A reader would get wrong: words of a line are three lines of text (``line_of``): its name, other words for it as phrases between commas, and what weighs
least, its group. What follows ``:``, ``;`` or ``(`` in a name only explains it, and weighs as the other words do. Letters inside a word count only where
nothing else is found: ``mai`` is not sought in ``semaine``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from planner.core.fold import plain
from planner.core.values import dataclass

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[^\W_]+(?:['-][^\W_]+)+")
_SMALL = frozenset(
    """
    a an the of to my le la les l un une des du de d au aux ce mon ma mes est sont en see voir
    i is it in on at for me be do make faire je il elle qui que pour avec dans sur
    post posts item items content publication publications contenu contenus
    """.split()  # noqa: SIM905 - a table
)
"""Words that tell nothing beside others: small ones, and what nearly every act is about."""
PHRASE = 1
"""The rank of what is called so, word for word, by its name (0) or by one of its other names."""
_PLURAL = 4
"""Letters from which on a word's last ``s`` may be missing in what it is compared with."""


@dataclass(frozen=True, slots=True)
class _Line:
    head: tuple[str, ...]
    called: tuple[str, ...]
    """The head without small words."""
    phrases: frozenset[tuple[str, ...]]
    other: frozenset[str]
    least: frozenset[str]
    joined: str


def line_of(name: str, also: str = "", least: str = "") -> str:
    """Return what a line is found by, for ``found``: its name, other names between commas, and what weighs least."""
    return "\n".join(plain(" ".join(part.split())) for part in (name, also, least))


def words_in(typed: str) -> tuple[str, ...]:
    """Return the words of what is typed as they are sought; small ones only where there are no others."""
    words = tuple(_WORD.findall(plain(typed)))
    return _without_small(words)


def _without_small(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _SMALL) or words


def _tokens(text: str) -> Iterable[str]:
    yield from _WORD.findall(text)
    for joined in _JOINED.findall(text):
        yield "".join(_WORD.findall(joined))


@lru_cache(maxsize=2048)
def _read(text: str) -> _Line:
    name, also, least = [*text.split("\n"), "", ""][:3]
    head = re.split(r"\s*[:;(]", name, maxsplit=1)[0]
    own = tuple(_tokens(head))
    return _Line(
        own,
        _without_small(tuple(_WORD.findall(head))),
        frozenset(_without_small(tuple(_WORD.findall(phrase))) for phrase in also.split(",")),
        frozenset(_tokens(name[len(head) :])) | frozenset(_tokens(also)),
        frozenset(_tokens(least)),
        "".join(_WORD.findall(f"{name} {also} {least}")),
    )


def _begins(word: str, words: Iterable[str]) -> bool:
    short = word[:-1] if word.endswith("s") and len(word) >= _PLURAL else word
    return any(one.startswith(word) or one == short for one in words)


def _grade(word: str, line: _Line) -> int | None:
    if word in line.head:
        return 0
    if word in line.other:
        return 1
    if _begins(word, line.head):
        return 2
    if _begins(word, line.other):
        return 3
    return 4 if _begins(word, line.least) else None


def rank(text: str, words: tuple[str, ...]) -> tuple[int, int, int] | None:
    """Return how well a line of ``line_of`` fits ``words`` (of ``words_in``), the lower the better; None where it does not hold each of them."""
    line = _read(text)
    grades = [_grade(word, line) for word in words]
    known = [grade for grade in grades if grade is not None]
    if len(known) < len(grades) or not known:
        return None
    exact = 0 if words == line.called else PHRASE if words in line.phrases else 2
    return exact, max(known), sum(known)


def found(rows: Sequence[T], text_of: Callable[[T], str], typed: str) -> list[T]:
    """Return the rows that hold every word typed, best first."""
    words = words_in(typed)
    ranked = [(rank(text_of(row), words), row) for row in rows]
    fitting = [(fits, row) for fits, row in ranked if fits is not None]
    return [row for _fits, row in sorted(fitting, key=lambda pair: pair[0])]


def inside(rows: Sequence[T], text_of: Callable[[T], str], typed: str) -> list[T]:
    """Return the rows that hold what is typed anywhere, inside words too: for where ``found`` finds nothing."""
    words = words_in(typed)
    return [row for row in rows if words and all(word in _read(text_of(row)).joined for word in words)]


SHORT = 3
"""Letters of a word that tells little beside longer ones: who, for."""


def nearest(rows: Sequence[T], text_of: Callable[[T], str], typed: str) -> list[T]:
    """Return the rows that hold the most of the words typed, for where none holds all: people ask in sentences."""
    asked = words_in(typed)
    words = [word for word in asked if len(word) > SHORT] or [word for word in asked if len(word) == SHORT]
    held = []
    for row in rows:
        line = _read(text_of(row))
        grades = [grade for word in words if (grade := _grade(word, line)) is not None]
        held.append((-len(grades), min(grades, default=0), row))
    most = min((count for count, _best, _row in held), default=0)
    close = [(best, row) for count, best, row in held if count == most < 0]
    return [row for _best, row in sorted(close, key=lambda pair: pair[0])]
