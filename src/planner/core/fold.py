"""Text as it is compared: without accents and case, and the nearest word to one that is not known.

A reader would get wrong: ``fold`` also drops spaces and punctuation (two titles that fold alike are the same title, CALENDAR.md §4), while
``plain`` keeps them, so that what is searched in it never matches across the end of a word.
"""

from __future__ import annotations

import re
import unicodedata

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Container, Iterable

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_NEITHER = re.compile(r"[\W_]+")
_LETTERS = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "þ": "th",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
}
"""Letters that Unicode does not take apart into a letter and an accent, and the apostrophes that are typed for one another."""
_CLOSE = 0.6
"""How alike (0 to 1, difflib's ratio) a word has to be to be offered: one slip in four letters, two in seven."""


def plain(text: str) -> str:
    """Return ``text`` without accents and case; spaces and punctuation stay, so its length is not that of ``text``."""
    if text.isascii():
        return text.lower()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    if not text.isascii():
        for letter, others in _LETTERS.items():
            if letter in text:
                text = text.replace(letter, others)
    return text


def fold(text: str) -> str:
    """Return the letters and digits of ``text`` only, accents and case dropped: ``L'Été, 2e !`` is ``lete2e``."""
    text = plain(text)
    return text if text.isalnum() else _NEITHER.sub("", text)


def nearest(word: str, options: Iterable[str]) -> str | None:
    """Return the one of ``options`` that is most like ``word`` once both are folded, or None where none is alike."""
    wanted = fold(word)
    folded: dict[str, str] = {}
    for option in options:
        folded.setdefault(fold(option), option)
    if not wanted:
        return None
    if wanted in folded:
        return folded[wanted]
    from difflib import get_close_matches

    close = get_close_matches(wanted, folded, n=1, cutoff=_CLOSE)
    if close:
        return folded[close[0]]
    begun = [option for key, option in folded.items() if key.startswith(wanted)]
    return begun[0] if len(begun) == 1 else None


def slug(text: str, taken: Container[str] = (), fallback: str = "entry") -> str:
    """Return an id made from ``text``: lower-case ASCII letters, digits and hyphens, not in ``taken``.

    A name without a Latin letter or digit gives ``fallback``; a taken id gets ``-2``, ``-3``… at its end.
    """
    words = re.findall("[a-z0-9]+", plain(text).replace("'", "-"))
    stem = "-".join(words)[:40].strip("-") or fallback
    ident, number = stem, 1
    while ident in taken:
        number += 1
        ident = f"{stem}-{number}"
    return ident
