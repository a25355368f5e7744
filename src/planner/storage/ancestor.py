"""Finds the state from which a calendar and a copy of it parted, among the earlier ones that are kept.

A reader would get wrong: a newer state counts only if it is nearer to both sides. One that is nearer to ours alone has an edit of ours, and
compared with it, the copy's other words for the same line would look like the only change and replace ours unasked. The copy may itself be
one of the earlier states, where the calendar was replaced by somebody else's and ours renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def of(ours: bytes, theirs: bytes, earlier: Iterable[bytes]) -> bytes | None:
    """Return the state to compare both with; ``earlier`` are the earlier ones, the newest first. None where there is nothing to go by."""
    one, other = _lines(ours), _lines(theirs)
    best, least = None, (0, 0)
    for state in earlier:
        if state in (ours, theirs):
            continue
        lines = _lines(state)
        far = _distance(one, lines), _distance(other, lines)
        if best is None or not (least[0] < far[0] and least[1] < far[1]):
            best, least = state, far
    return best


def _lines(data: bytes) -> Counter[bytes]:
    return Counter(line.strip() for line in data.split(b"\n"))


def _distance(one: Counter[bytes], other: Counter[bytes]) -> int:
    """Return how many lines stand in only one of the two."""
    return (one - other).total() + (other - one).total()
