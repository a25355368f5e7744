"""Titles that are looked for by a part of them: folded, one after the other in one text, which is searched as a whole.

A reader would get wrong: to look at each of 50,000 titles takes as long as a dozen frames; to find a word in all of them takes none.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain, islice

from planner.core.fold import fold
from planner.core.model import read_together

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.core.model import Item

_BETWEEN = "\n"
"""Stands before each title and after the last; no folded title holds it."""


class Titles:
    """The titles taken so far; each has the number of its place in their order."""

    def __init__(self) -> None:
        self._new: list[str] = []
        self._text = _BETWEEN
        self._starts: list[int] = []
        self._end = len(_BETWEEN)

    def take(self, items: Sequence[Item]) -> None:
        """Take the titles of more items, which come after those taken before."""
        read_together(items)
        for item in items:
            title = fold(item.title)
            self._new.append(title)
            self._starts.append(self._end)
            self._end += len(title) + len(_BETWEEN)

    def find(self, words: Sequence[str], most: int) -> list[int]:
        """Return the numbers of at most so many titles that hold every folded word: first those that begin with all of them in a row."""
        if self._new:
            self._text += _BETWEEN.join([*self._new, ""])
            self._new.clear()
        whole = "".join(words)
        begin = list(islice((self._at(place + 1) for place in self._places(_BETWEEN + whole)), most))
        begun = set(begin)
        hold = (number for number in self._holding(words) if number not in begun)
        return list(islice(chain(begin, hold), most))

    def _holding(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the numbers of the titles that hold every word, found by the one that occurs least."""
        rarest = min(words, key=self._text.count)
        others = [word for word in words if word != rarest and word in self._text]
        if len(others) < len({*words}) - 1:
            return
        for place in self._places(rarest):
            number = self._at(place)
            start, end = self._starts[number], self._text.index(_BETWEEN, place)
            if all(self._text.find(word, start, end) >= 0 for word in others):
                yield number

    def _places(self, part: str) -> Iterator[int]:
        """Yield where ``part`` stands, once for each title."""
        place = self._text.find(part)
        while place >= 0:
            yield place
            place = self._text.find(part, self._text.index(_BETWEEN, place + 1))

    def _at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1
