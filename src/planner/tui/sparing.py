"""The same picture in fewer bytes: a style is sent where it changes, and only what changes of it.

A reader would get wrong: every frame ends without a style, so each text begins without one; and only moves of the cursor are sent in whatever
style stands, since anything else may paint with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

STYLE = re.compile(r"\x1b\[([0-9;]*)m")
UNPAINTED = re.compile(r"(?:[\r\n]|\x1b\[[0-9;]*H)*")
"""What a style does not show in."""
BEGINS = ("", "\r", "\n", "\x1b")
"""How that may begin."""
OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""What ends a word of a style (ECMA-48); bold and dim have one end."""


class Style(NamedTuple):
    """A style in its parts: words such as bold, and the two colours, empty where they are the terminal's own."""

    words: frozenset[str]
    front: str
    back: str


Run = tuple[str | None, str]
"""The codes of a style, empty for none, and the text in it; None for what a style does not show in."""


def sparing(data: str) -> str:
    """Return what draws the same as ``data`` on a screen on which no style stands, and leaves it in the same style."""
    return joined(runs_of(data))


def runs_of(data: str) -> Iterator[Run]:
    """Yield the texts of ``data``, each with all the codes that it stands in; the last, which may be empty, with those that are left."""
    parts = STYLE.split(data)
    style = ""
    yield style, parts[0]
    for place in range(1, len(parts), 2):
        code = parts[place]
        style = "" if code in ("", "0") else f"{style};{code}" if style else code
        yield style, parts[place + 1]


def joined(runs: Iterable[Run]) -> str:
    """Return what draws the texts in their styles on a screen on which no style stands, and leaves it in the last of them."""
    sent: list[str] = []
    stands = wanted = ""
    for style, text in runs:
        if style is not None:
            wanted = style
            if wanted != stands and not (text[:1] in BEGINS and UNPAINTED.fullmatch(text)):
                sent.append(_between(stands, wanted))
                stands = wanted
        sent.append(text)
    if wanted != stands:
        sent.append(_between(stands, wanted))
    return "".join(sent)


@lru_cache(maxsize=4096)
def _between(before: str, after: str) -> str:
    """Return the shortest sequence that turns one style into another."""
    if not after:
        return "\x1b[m"
    if not before:
        return f"\x1b[{after}m"
    anew = f"\x1b[0;{after}m"
    old, new = _parsed(before), _parsed(after)
    if old is None or new is None:
        return anew
    ends = {OFF[word] for word in old.words - new.words}
    words = new.words - old.words | {word for word in new.words if OFF[word] in ends}
    codes = [*sorted(ends), *sorted(words)]
    if old.front != new.front:
        codes.append(new.front or "39")
    if old.back != new.back:
        codes.append(new.back or "49")
    changed = f"\x1b[{';'.join(codes)}m" if codes else ""
    return min(anew, changed, key=len)


def _parsed(codes: str) -> Style | None:
    """Return the parts of a style, None where something in it is not known here."""
    words: set[str] = set()
    colours = {"3": "", "4": ""}
    left = codes.split(";")[::-1]
    while left:
        code = left.pop()
        if code in OFF:
            words.add(code)
        elif code in ("38", "48") and left:
            taken = {"5": 1, "2": 3}.get(left[-1])
            if taken is None or len(left) <= taken:
                return None
            colours[code[0]] = ";".join([code, *(left.pop() for _part in range(taken + 1))])
        elif re.fullmatch("[34][0-79]", code):
            colours[code[0]] = "" if code[1] == "9" else code
        elif re.fullmatch("9[0-7]|10[0-7]", code):
            colours["3" if code[0] == "9" else "4"] = code
        else:
            return None
    return Style(frozenset(words), colours["3"], colours["4"])
