"""Makes control characters visible: the one door for a user's text on its way to a terminal.

A reader would get wrong: TOML and CSV may legally hold ESC, C1 and bidi overrides; markup-safe is not terminal-safe.
"""

from __future__ import annotations

import re

_CONTROLS = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"


def visible(text: str, *, lines: bool = False) -> str:
    """Return ``text`` with every control, bidi override and lone surrogate replaced by a visible sign.

    Line feeds and tabs become a space, or stay (a tab as four spaces) with ``lines``. C0 become U+2400 pictures, others ``<U+009B>``.
    """
    if text.isprintable():  # true of none of them
        return text

    def sign(match: re.Match[str]) -> str:
        char = match.group()
        if char in "\n\r\t":
            if lines:
                return {"\n": "\n", "\r": "", "\t": "    "}[char]
            return " "
        code = ord(char)
        if code < 0x20:
            return chr(0x2400 + code)
        return "\u2421" if code == 0x7F else f"<U+{code:04X}>"

    return re.sub(_CONTROLS, sign, text)
