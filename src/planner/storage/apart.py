"""Takes the items out of two versions of a calendar that both have alike, so that comparing large ones costs what they differ in.

A reader would get wrong: this looks at bytes and not at TOML, so the result is only good for telling people what differs, and what looks odd
(a text that may hold a header) is left whole.
"""

from __future__ import annotations

import re

SMALLEST = 100_000
"""Bytes; smaller versions are read as a whole."""
_ITEM = re.compile(rb"(?<=\n)\[\[items\]\]\r?\n")
_OTHER = re.compile(rb"\n[ \t]*\[(?!items\.|\[items\]\]\r?\n)")


def apart(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    """Return both without the first and the last items that are the same in both; unchanged where that is not safe."""
    if min(len(one), len(other)) < SMALLEST:
        return one, other
    first = _ITEM.search(one)
    if first is None or one[: first.end()] != other[: first.end()]:
        return one, other
    begin = _before(one, _alike(one, other), first.start())
    tail = _alike(one[begin:][::-1], other[begin:][::-1])
    end = _after(one, len(one) - tail)
    stop = _stop(one, end)
    cut = one[first.start() : begin] + one[end:stop]
    if cut.count(b'"""') % 2 or cut.count(b"'''") % 2:
        return one, other
    back = len(one) - len(other)
    return (
        one[: first.start()] + one[begin:end] + one[stop:],
        other[: first.start()] + other[begin : end - back] + other[stop - back :],
    )


def _alike(one: bytes, other: bytes) -> int:
    """Return how many of the first bytes are the same."""
    low, high = 0, min(len(one), len(other))
    step = 1 << 16
    while low < high:
        end = min(low + step, high)
        if one[low:end] == other[low:end]:
            low = end
        elif step == 1:
            break
        else:
            step = max(step >> 4, 1)
    return low


def _before(data: bytes, place: int, least: int) -> int:
    """Return where the last item starts whose header ends before ``place``; items before it are the same in both."""
    found = data.rfind(b"\n[[items]]", least - 1, max(place - 12, least))
    return max(found + 1, least)


def _after(data: bytes, place: int) -> int:
    """Return where the first item starts at or after ``place``, or the end."""
    found = _ITEM.search(data, max(place, 1))
    return found.start() if found else len(data)


def _stop(data: bytes, place: int) -> int:
    """Return where the items from ``place`` on end: before another table, or at the end."""
    found = _OTHER.search(data, max(place - 1, 0))
    return found.start() + 1 if found else len(data)
