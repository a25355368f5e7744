"""Ids of items: six consonants when made here, ``~`` and six letters for an item written by hand without one.

A reader would get wrong: a ``~`` id is a name to call an item by, never written to the file; it changes when title, date or rank do.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Container, Iterable
from functools import lru_cache

from planner.core.model import Item
from planner.core.values import replace

CONSONANTS = "bcdfghjkmnpqrstvwxz"
"""No vowels, so that no id reads as a word; no ``l``, which looks like 1."""
_BEYOND = 1_000_000
"""What a rank is raised by where its name is taken: no file has so many equals."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def new_id(taken: Container[str], choose: Callable[[str], str]) -> str:
    """Return six consonants not in ``taken``; ``choose`` picks one letter of a string (``random.choice``)."""
    while True:
        ident = "".join(choose(CONSONANTS) for _ in range(6))
        if ident not in taken:
            return ident


@lru_cache(maxsize=1 << 15)
def anonymous_id(title: str, date: dt.date | None, rank: int) -> str:
    """Return the ``~`` name of an item without an id; ``rank`` counts from 0 among items of the same title and date."""
    import hashlib

    digest = hashlib.sha256(f"{title}\0{date or ''}\0{rank}".encode("utf-8", "replace")).digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters.append(_LETTERS[rest])
    return "~" + "".join(letters)


def named(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items with the ``~`` id that each one without an id of its own goes by, in the same order.

    Of two whose six letters happen to be the same, the later one goes by others.
    """
    ranks: Counter[tuple[str, dt.date | None]] = Counter()
    taken: set[str] = set()
    result = []
    for item in items:
        key = (item.title, item.date)
        if not item.has_own_id or not item.id:
            rank = ranks[key]
            while (ident := anonymous_id(item.title, item.date, rank)) in taken:
                rank += _BEYOND
            taken.add(ident)
            result.append(item if item.id == ident else replace(item, id=ident))
        else:
            result.append(item)
        ranks[key] += 1
    return tuple(result)
