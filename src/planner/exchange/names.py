"""Names of files that are safe everywhere, and addresses that may be followed.

A reader would get wrong: a channel's id is a user's text too, so even ``-CHANNEL`` goes through ``safe`` (RELIABILITY.md P23).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from urllib.parse import urlsplit

from planner.core.dates import Month

LONGEST = 100
"""The most bytes of a name in UTF-8, its suffix included."""
_SUFFIXES = {"markdown": "md", "hootsuite": "csv", "buffer": "csv"}
_DATE_FORMATS = {"hootsuite": "MMDDYYYY", "buffer": "YYYY-MM-DD"}
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(\.|$)")


def safe(text: str, *, longest: int = LONGEST) -> str:
    """Return ``text`` as part of a file name: letters, digits, ``-``, ``_`` and inner dots, at most ``longest`` bytes of UTF-8.

    It never begins with a dot or a dash, holds no ``..`` and is no device of Windows; what leaves nothing over is ``calendar``.
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[^\w.]+", "-", text)
    text = re.sub(r"\.{2,}", ".", text).strip("-._ ")
    text = text.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore").rstrip("-._ ")
    if _RESERVED.match(text):
        text = f"_{text}"[:longest]
    return text or "calendar"


def default(
    client: str,
    kind: str,
    *,
    month: Month | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    part: str = "",
) -> str:
    """Return the name that an export of ``kind`` (``csv``, ``hootsuite``…) goes by when nobody gives one.

    For a scheduling tool it says the date format to choose at upload: ``acme-linkedin-MMDDYYYY.csv``; ``part`` is the ``-CHANNEL`` or
    ``-CHANNEL-N`` of one of its files. For others it says the time covered: ``acme-2026-12.html``.
    """
    suffix = _SUFFIXES.get(kind, kind)
    if kind in _DATE_FORMATS:
        covered = _DATE_FORMATS[kind]
    elif month is not None:
        covered = str(month)
    else:
        covered = "-".join(day.isoformat() for day in (first, last) if day is not None)
    tail = "-".join(word for word in (part.strip("-"), covered) if word)
    tail = f"-{tail}.{suffix}" if tail else f".{suffix}"
    stem = safe(client.casefold(), longest=max(1, LONGEST - len(tail.encode())))
    return stem + tail


def web_address(text: str, schemes: tuple[str, ...] = ("http", "https")) -> bool:
    """Whether ``text`` is an address that may be followed: one of ``schemes``, a host (or a mailbox), no blank or control in it."""
    if not text or any(char.isspace() or not char.isprintable() for char in text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme not in schemes:
        return False
    return "@" in parts.path if parts.scheme == "mailto" else bool(host)
