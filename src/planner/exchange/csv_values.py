"""What one cell says: a status and its step, channels, tags, files, an address, a number, an intent.

A reader would get wrong: a cell is cut only where that is sure. ``WhatsApp Group/Broadcast`` is one channel and ``Instagram/Facebook`` two;
a comma in a sentence about a photograph is no list of files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from planner.core.fold import fold, plain
from planner.exchange.csv_words import (
    ALL_CHANNELS,
    INTENT_WORDS,
    KIND_WORDS,
    NETWORKS,
    NEXT_TO,
    OTHER_CHANNELS,
    SAME_WORD,
    STATUS_NAMES,
    STATUS_WORDS,
    YES,
    words,
)

_LINK = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_FILE = re.compile(r"\S.*\.\w{2,5}|https?://\S+|www\.\S+")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_SURE = re.compile(r"\s*[+;|\n,、，；]\s*|\s+/\s+|\s+-\s*>\s*")
_MAYBE = re.compile(r"\s*[/&]\s*|\s+(?:and|et|und|y|e|dan|plus)\s+")
LONGEST_STATUS = 40


@lru_cache(maxsize=2048)
def step_of(text: str) -> tuple[str, bool]:
    """Return the step of the ladder that a status word counts as (empty: not known) and whether it says no more than the step itself."""
    whole = words(text)
    for spoken in (whole, words(re.split(r"[:(\[–—]", text)[0])):
        if spoken in STATUS_WORDS:
            return STATUS_WORDS[spoken], SAME_WORD.get(spoken) == STATUS_WORDS[spoken]
    if len(text) > LONGEST_STATUS:
        return "", False
    parts = whole.split()
    if parts and parts[-1] in NEXT_TO and "not" not in parts and "non" not in parts:
        return NEXT_TO[parts[-1]], False
    if parts and NEXT_TO.get(parts[0]) in ("published", "scheduled"):
        return NEXT_TO[parts[0]], False
    return "", False


def is_plain_status(text: str) -> bool:
    """Whether ``text`` is the ladder's own word, or its name in English or French, so that nothing of it has to be kept."""
    step = step_of(text)[0]
    return bool(step) and words(text) in {words(step), words(STATUS_NAMES["en"][step]), words(STATUS_NAMES["fr"][step])}


def decision_of(text: str) -> bool | None:
    """Return what a client decided: True for OK, False for no or changes, None where it says something else."""
    spoken = words(text)
    said = YES.get(text.strip()) or YES.get(spoken)
    if not said and spoken.split(" ", 1)[0] in ("no", "non", "refuse", "refusee", "refused", "rejected"):
        said = "no"
    return {"yes": True, "no": False}.get(said or "")


@lru_cache(maxsize=4096)
def network_of(name: str) -> str:
    """Return the network that a channel's name speaks of, or an empty string."""
    spoken = words(re.sub(r"\(.*?\)", " ", name)) or words(name)
    if spoken in NETWORKS:
        return NETWORKS[spoken]
    first = spoken.split(" ", 1)[0] if spoken else ""
    return NETWORKS.get(first, "") if len(first) > 1 else ""


def is_network(cell: str) -> bool:
    """Whether every part of the cell is a channel that is known by name."""
    parts = [part for part in _MAYBE.split(cell) if part.strip()]
    return bool(parts) and all(known_channel(part) for one in parts for part in _SURE.split(one) if part)


def known_channel(part: str) -> bool:
    """Whether ``part`` names a network or another usual channel."""
    return bool(network_of(part)) or words(part).replace(" ", "") in OTHER_CHANNELS or words(part) in ALL_CHANNELS


def channels_of(cell: str, known: Callable[[str], bool]) -> list[str]:
    """Return the channels that a cell names; ``known`` tells which other names the calendar or the column has."""
    result: list[str] = []
    for part in _SURE.split(cell):
        pieces = [piece for piece in _MAYBE.split(part) if piece.strip()]
        if len(pieces) > 1 and all(known_channel(piece) or known(piece) for piece in pieces):
            result += [piece.strip() for piece in pieces]
        elif part.strip():
            result.append(part.strip())
    return list(dict.fromkeys(result))


def means_all(name: str) -> bool:
    """Whether a channel's name says that every channel is meant."""
    return words(name) in ALL_CHANNELS


@lru_cache(maxsize=1024)
def names_of(cell: str) -> tuple[str, ...]:
    """Return the names that a cell lists with ``;``, ``|`` or line breaks; commas and slashes stay, they stand inside descriptions."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[;|\n]", cell) if part.strip()))


@lru_cache(maxsize=1024)
def hashtags_of(cell: str) -> tuple[str, ...]:
    """Return the hashtags of a cell without their ``#``."""
    if "#" in cell and not re.search(r"[,;|\n]", cell):
        parts = re.split(r"\s*#|\s+(?=#)", cell)
        if not all(" " not in part.strip() for part in parts):
            parts = cell.split()
    else:
        parts = re.split(r"[,;|\n]", cell) if re.search(r"[,;|\n]", cell) else cell.split()
        parts = [piece for part in parts for piece in (part.split("#") if "#" in part else [part])]
    return tuple(dict.fromkeys(tag for part in parts if (tag := part.strip().lstrip("#").strip())))


def assets_of(cell: str) -> list[str]:
    """Return the files or pictures that a cell names; a comma parts them only where each part is a file or an address."""
    parts = [part.strip() for part in re.split(r"[|\n;]", cell) if part.strip()]
    if len(parts) == 1 and "," in cell:
        pieces = [piece.strip() for piece in cell.split(",") if piece.strip()]
        if all(_FILE.fullmatch(piece) for piece in pieces):
            parts = pieces
    return list(dict.fromkeys(parts))


def is_link(cell: str) -> bool:
    """Whether a cell is one web address."""
    return _LINK.fullmatch(cell.strip()) is not None


def number(cell: str) -> float | None:
    """Return the number of a cell (``1,200``, ``1 200``, ``3,5``, ``12%``), or None."""
    text = cell.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "").rstrip("%")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3}){2,}", text):
        text = text.replace(".", "")
    if not _NUMBER.fullmatch(text) or len(text) > 15:
        return None
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def intent(cell: str) -> str:
    """Return the intent that a cell names, or an empty string."""
    return INTENT_WORDS.get(words(cell), "")


def kind(cell: str) -> str:
    """Return the kind (evergreen…) that a cell names, or an empty string."""
    return KIND_WORDS.get(words(cell), "")


def metric(header: str) -> str:
    """Return the key under ``results`` for a column of numbers: ASCII words with underscores."""
    key = "_".join(re.findall("[a-z0-9]+", plain(header)))[:40]
    return key or fold(header)[:40] or "number"


def first_line(text: str, limit: int = 100) -> str:
    """Return the first line of ``text`` that says something, cut at a word to ``limit`` characters."""
    line = next((one.strip() for one in re.split(r"[\r\n]+", text) if one.strip()), "")
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def stem(path: str) -> str:
    """Return the name of a file or the end of an address without its suffix."""
    name = re.split(r"[/\\]", path.strip().rstrip("/"))[-1]
    return re.sub(r"\.\w{2,5}$", "", name)
