"""How long a text is for a network, and how long it may be: the networks' own rules as data with a date.

A reader would get wrong: no two networks count alike. X weighs code points and counts any address as 23, Bluesky and Mastodon count
what a reader calls a character (UAX #29 grapheme clusters), the others count code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from planner.core.model import Calendar, Frozen

CHECKED = "2026-11"
"""The month in which LIMITS were last compared with what the networks publish."""
LIMITS: Mapping[str, int] = Frozen(
    {"x": 280, "linkedin": 3000, "instagram": 2200, "threads": 500, "bluesky": 300, "mastodon": 500, "facebook": 5000}
)
"""The longest text each network takes, in that network's own count; ``[limits]`` of a calendar overrides it."""
ADDRESS_WEIGHT = 23
"""What X and Mastodon count any address as (both shorten or say so: docs.x.com "Counting characters", Mastodon's posting guide)."""

_ALIASES = {"twitter": "x"}

# Code points that count 1 on X; all others count 2 (CALENDAR.md §6, twitter-text's configuration v3).
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))

# Extended_Pictographic of emoji-data.txt (Unicode 15), without © and ®, which are emoji only before U+FE0F.
_PICTURES = (
    "\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab"
    "\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733"
    "\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b"
    "\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e"
    "\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a"
    "\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d\U0001f546-\U0001f64f\U0001f680-\U0001f6ff\U0001f774-\U0001f77f"
    "\U0001f7d5-\U0001f7ff\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f\U0001f888-\U0001f88f\U0001f8ae-\U0001f8ff"
    "\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff\U0001fc00-\U0001fffd"
)
_TONES = "\U0001f3fb-\U0001f3ff"
_FLAGS = "\U0001f1e6-\U0001f1ff"
_TAGS = "\U000e0020-\U000e007f"
_PICTURE = re.compile(f"[\xa9\xae{_PICTURES}]")
_EMOJI = re.compile(
    f"[{_FLAGS}]{{2}}|[0-9#*]\ufe0f?\u20e3|[\xa9\xae]\ufe0f"
    f"|[{_PICTURES}{_TONES}](?:\ufe0f|[{_TONES}])?[{_TAGS}]*(?:\u200d[{_PICTURES}](?:\ufe0f|[{_TONES}])?)*"
)

# An address with its scheme, or a bare domain that ends in one of the endings people write; X links both.
_ADDRESS = re.compile(
    r"""(?<![\w@#$/.])
        (?: https?://(?:[\w-]+\.)+[^\W\d_]{2,}
          | (?:[a-z0-9-]+\.)+(?:com|org|net|info|biz|edu|gov|coop|shop|store|dev|app|io|ai|co|me|tv|eu|ca|fr|be|ch|lu|uk|us|de|es|it
                               |quebec|paris|nyc|blog|news|design|studio|agency|media|life|live|online|site|tech|art)(?![\w-]) )
        (?::\d+)?
        (?: /[\w\-+~%@/!*'();:=.,$|&\[\]]* )?
        (?: \?[\w\-+~%@/!*'();:=.,$|&\[\]?]* )?
        (?: \#[\w\-+~%@/!*'();:=.,$|&\[\]?]* )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_TRAILING = ".,;:!?'()[]*|$&"


def network_of(name: str) -> str:
    """Return the key of LIMITS that a network's name stands for: any case, ``twitter`` for ``x``; an unknown one as it is, folded."""
    folded = name.strip().casefold()
    return _ALIASES.get(folded, folded)


def limit(network: str, calendar: Calendar | None = None) -> int | None:
    """Return how long a text for ``network`` may be in that network's count, or None where nobody says; a limit of 0 is none."""
    key = network_of(network)
    if calendar is not None:
        for name, value in calendar.limits.items():
            if network_of(name) == key:
                return value or None
    return LIMITS.get(key)


def count(network: str, text: str) -> int:
    """Return the length of ``text`` as ``network`` counts it; code points where its way is not known."""
    match network_of(network):
        case "x":
            return _weighted(text)
        case "bluesky":
            return graphemes(text)
        case "mastodon":
            shortened, addresses = _without_addresses(_PLAIN_ADDRESS, text)
            return graphemes(shortened) + ADDRESS_WEIGHT * addresses
        case _:
            return len(text)


def over(network: str, text: str, calendar: Calendar | None = None) -> int:
    """Return by how much ``text`` is longer than ``network`` allows; 0 when it fits or nobody says."""
    allowed = limit(network, calendar)
    return max(0, count(network, text) - allowed) if allowed is not None else 0


def _without_addresses(pattern: re.Pattern[str], text: str) -> tuple[str, int]:
    """Return ``text`` without its addresses, and how many there were; punctuation after one stays text."""
    kept, last, found = [], 0, 0
    for match in pattern.finditer(text):
        end = match.start() + len(_trimmed(match.group()))
        kept.append(text[last : match.start()])
        last = end
        found += 1
    return "".join([*kept, text[last:]]), found


def _trimmed(address: str) -> str:
    while address and address[-1] in _TRAILING:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _weighted(text: str) -> int:
    """Return the weight of ``text`` on X (docs.x.com "Counting characters"; twitter-text configuration v3)."""
    text, addresses = _without_addresses(_ADDRESS, unicodedata.normalize("NFC", text))
    total = ADDRESS_WEIGHT * addresses
    if text.isascii():
        return total + len(text)
    text, emoji = _EMOJI.subn("", text)
    return total + 2 * emoji + sum(1 if any(low <= ord(char) <= high for low, high in _LIGHT) else 2 for char in text)


def graphemes(text: str) -> int:
    """Return how many characters a reader sees: the extended grapheme clusters of UAX #29.

    Rule GB9c (Indic conjuncts) is left out: such a text counts longer than it is, never shorter.
    """
    if text.isascii():
        return len(text) - text.count("\r\n")
    total, before, joined, flags = 0, "", "", 0
    for char in text:
        kind = _kind(char)
        if not _sticks(before, kind, joined, flags):
            total += 1
        flags = flags + 1 if kind == "flag" else 0
        # What stands before a joiner decides whether the picture after it belongs to it (GB11).
        keeps = kind in ("extend", "joiner") and before != "joiner"
        joined = "picture" if kind == "picture" else joined if keeps else ""
        before = kind
    return total


def _sticks(before: str, kind: str, joined: str, flags: int) -> bool:
    """Whether no boundary lies between two characters of these kinds (UAX #29, rules GB3 to GB13)."""
    if before == "cr":
        return kind == "lf"
    if before in ("", "lf", "control") or kind in ("cr", "lf", "control"):
        return False
    if kind in ("extend", "joiner", "spacing") or before == "prepend":
        return True
    if before == "joiner" and kind == "picture":
        return joined == "picture"
    if before == "flag" and kind == "flag":
        return flags % 2 == 1
    return kind in _HANGUL.get(before, ())


_HANGUL = {"L": ("L", "V", "LV", "LVT"), "LV": ("V", "T"), "V": ("V", "T"), "LVT": ("T",), "T": ("T",)}
_PREPEND = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3"
)
_SPACING_NOT = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087\u1088\u1089\u108a\u108b\u108c"
    "\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721"
)
_JAMO = (
    (0x1100, 0x115F, "L"),
    (0xA960, 0xA97C, "L"),
    (0x1160, 0x11A7, "V"),
    (0xD7B0, 0xD7C6, "V"),
    (0x11A8, 0x11FF, "T"),
    (0xD7CB, 0xD7FB, "T"),
)


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """Return the Grapheme_Cluster_Break class of one character, from its general category and the exceptions of UAX #29."""
    code = ord(char)
    if char in "\r\n":
        return "cr" if char == "\r" else "lf"
    if code == 0x200D:
        return "joiner"
    if code == 0x200C or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F or code in (0xFF9E, 0xFF9F):
        return "extend"
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "flag"
    if char in _PREPEND:
        return "prepend"
    match unicodedata.category(char):
        case "Mn" | "Me":
            return "extend"
        case "Mc":
            return "other" if char in _SPACING_NOT else "spacing"
        case "Cc" | "Cf" | "Zl" | "Zp" | "Cs":
            return "control"
    if code in (0x0E33, 0x0EB3):
        return "spacing"
    if _PICTURE.match(char):
        return "picture"
    if 0xAC00 <= code <= 0xD7A3:
        return "LV" if (code - 0xAC00) % 28 == 0 else "LVT"
    return next((kind for low, high, kind in _JAMO if low <= code <= high), "other")
