"""How one line is put together: spans of text with the name of a style, cut to cells, drawn as a strip.

A reader would get wrong: every text goes through ``visible`` here, so a widget that draws with ``strip`` needs no second door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.strip import Strip

from planner.core.visible import visible

Span = tuple[str, str]
"""A text and the name of a style of the palette."""

GLYPHS: Mapping[str, str] = {
    "idea": "◌", "draft": "◔", "review": "◑", "approved": "●", "scheduled": "◆", "published": "✓", "parked": "=", "dropped": "×",
}  # fmt: skip
"""A shape for each step, told apart without colour: it fills as the work advances."""
CURSOR, MARK, SLOT, WARN, ASK, QUIET, AIM = "▸", "*", "○", "⚠", "?", "▒", "←"
CLIENTS = ("status-scheduled", "status-draft", "status-published", "status-approved", "status-review", "status-idea")
"""The colours that marks of clients take in turn: those of a theme that are unlike one another and are read well."""
JOINER = "\u200d"
"""Zero width joiner: at the end of a text it would take the blank or the ellipsis after it for a part of its sign."""
_JOINS_NOTHING = re.compile(f"(?<![^\\s{JOINER}]){JOINER}+|{JOINER}+$")
"""Joiners with nothing before or behind them: how wide they make what follows depends on where it is cut."""
LONGEST = 2000
"""Characters of a text that are looked at for one line; no terminal is wider."""

LEAST_TORN = 6
"""Cells from which a long word goes on in the next line, after a hyphen; in fewer it is cut, and the next word is seen instead."""
_TORN = re.compile("[A-Za-zÀ-ɏͰ-ϿЀ-ӿ]+")
"""Letters of the scripts that hyphenate; an address, a number or Japanese is broken as it stands."""
LEAST = 8
"""Cells of a title that stay where everything else of a sentence is to be seen."""
DASH = " — "
"""Between what was done and what undoes it."""
_QUOTED = re.compile(r"(?:“|«\s)([^”»]+?)(?=”|\s»)")


class Slim(Strip):
    """A strip to be kept: Textual's seven caches, three times as large as itself, are made when somebody asks it for more than its parts."""

    __slots__ = ("_given",)

    def __init__(self, segments: Sequence[Segment], cell_length: int | None = None) -> None:
        self._given: tuple[Sequence[Segment], int | None] | None = (segments, cell_length)

    def __getattr__(self, name: str) -> Any:
        """Become a whole strip."""
        given = None if name == "_given" else self._given
        if given is None:
            raise AttributeError(name)
        self._given = None
        super().__init__(*given)
        return object.__getattribute__(self, name)

    def __iter__(self) -> Iterator[Segment]:
        """Iterate over what it is made of."""
        return iter(self._segments if self._given is None else self._given[0])

    @property
    def cell_length(self) -> int:
        """How many cells it takes."""
        known = None if self._given is None else self._given[1]
        return super().cell_length if known is None else known

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the pieces between the cuts: where that is all of it, as it is."""
        cuts = list(cuts)
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


def joined(strips: Iterable[Strip], width: int) -> Slim:
    """Return strips beside one another, ``width`` cells in all."""
    return Slim([part for one in strips for part in one], width)


class Palette:
    """Rich styles by name on one ground (``background``, ``panel``), made once from a theme's variables.

    Every style holds the ground's colour: what draws lines is not given one by Textual.
    """

    def __init__(self, variables: Mapping[str, str], ground: str = "background") -> None:
        self._variables = variables
        back = self._raw(ground, "background")
        self._ground = Style() if back is None else Style(bgcolor=back.rich_color)
        text = self._colour("foreground")
        muted = self._style("muted", "muted-style")
        self.styles: dict[str, Style] = {
            "": text,
            "strong": text + Style(bold=True),
            "muted": muted,
            "rule": muted,
            "title": text + Style(bold=True),
            "today": self._style("today", "today-style"),
            "gap": self._colour("gap"),
            "gap-strong": self._colour("gap") + Style(bold=True),
            "question": self._colour("question") + Style(bold=True),
            "slot": self._colour("slot"),
            "mark": self._colour("mark") + Style(bold=True),
            "key": self._colour("footer-key-foreground", "accent") + Style(bold=True),
            "warning": self._colour("warning") + Style(bold=True),
            "error": self._colour("error") + Style(bold=True),
            "success": self._colour("success"),
            "off": muted + Style(strike=True),
            **{f"status-{step}": self._colour(f"status-{step}", "foreground") for step in GLYPHS},
        }
        for step in ("parked", "dropped"):
            self.styles[f"status-{step}"] = muted
        for number, name in enumerate(CLIENTS):
            self.styles[f"client-{number}"] = self._colour(name, "foreground") + Style(bold=True)
        self.blank = text
        under, front = self._raw("cursor", "primary"), self._raw("cursor-text", "background")
        self.grounds: dict[str, Style] = {
            "cursor": _pair(front, under) + self._words("cursor-style"),
            "rest": Style(bold=True),
            "moving": _pair(front, self._raw("mark", "accent")) + Style(bold=True),
        }

    def style(self, name: str) -> Style:
        """Return the style of that name, the plain one where there is none."""
        return self.styles.get(name, self.styles[""])

    def _raw(self, name: str, other: str = "foreground") -> Color | None:
        for key in (name, other, "foreground"):
            value = self._variables.get(key)
            if value:
                try:
                    colour = Color.parse(value)
                except ColorParseError:
                    continue
                if (
                    colour.a
                ):  # what Textual calls transparent (the panel of a terminal's own colours) would be drawn black
                    return colour
        return None

    def _colour(self, name: str, other: str = "foreground") -> Style:
        colour = self._raw(name, other)
        return self._ground if colour is None else Style(color=colour.rich_color) + self._ground

    def _words(self, name: str) -> Style:
        words = self._variables.get(name, "none")
        return Style() if words == "none" else Style.parse(words)

    def _style(self, name: str, words: str) -> Style:
        return self._colour(name) + self._words(words)


def _pair(front: Color | None, back: Color | None) -> Style:
    if front is None or back is None:
        return Style(reverse=True)
    return Style(color=front.rich_color, bgcolor=back.rich_color)


@lru_cache(maxsize=4096)
def width_of(text: str) -> int:
    """Return how many cells ``text`` takes."""
    return len(text) if text.isascii() else cell_len(text)


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return the part of ``text`` that one line can show, controls made visible."""
    return _joined(visible(text[:LONGEST]))


def _joined(text: str) -> str:
    return _JOINS_NOTHING.sub("", text) if JOINER in text else text


def fit(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` cells, with … where something was cut; never longer, possibly shorter."""
    text = clean(text)
    if width_of(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip(" …" + JOINER) + "…" if width > 1 else "…"


def pad(text: str, width: int) -> str:
    """Return ``text`` cut or filled with spaces to exactly ``width`` cells."""
    text = fit(text, width)
    return text + " " * (width - width_of(text))


def shortened(text: str, width: int) -> str:
    """Return ``text`` with the longest title quoted in it cut, so that the rest is seen in ``width`` cells; a few cells of it stay.

    Where that is not enough, what stands before the last dash is cut: behind it a message tells what undoes it.
    """
    text = clean(text)
    over = width_of(text) - width
    found = max(_QUOTED.finditer(text), key=lambda match: width_of(match[1]), default=None)
    if over > 0 and found is not None:
        text = text[: found.start(1)] + fit(found[1], max(width_of(found[1]) - over, LEAST)) + text[found.end(1) :]
    done, dash, then = text.rpartition(DASH)
    room = width - width_of(dash + then)
    return fit(done, room) + dash + then if done and room >= LEAST and width_of(text) > width else text


def cut(spans: Iterable[Span], width: int) -> list[Span]:
    """Return the spans that fit into ``width`` cells; the last one is cut with … where it does not."""
    left = width
    result: list[Span] = []
    for text, name in spans:
        text = clean(text)  # noqa: PLW2901 - what follows must not see the raw text
        size = width_of(text)
        if size > left:
            if left > 0:
                result.append((fit(text, left), name))
            elif result:  # what does not fit begins where the room ends
                last, called = result[-1]
                result[-1] = (fit(last + "…", width_of(last)), called)
            break
        result.append((text, name))
        left -= size
    return result


def length(spans: Iterable[Span]) -> int:
    """Return how many cells the spans take."""
    return sum(width_of(clean(text)) for text, _name in spans)


def strip(palette: Palette, width: int, left: Sequence[Span], right: Sequence[Span] = (), ground: str = "") -> Slim:
    """Return a line of exactly ``width`` cells: ``left`` is cut so that ``right`` has its place at the end.

    ``ground`` names what lies under the whole line (``cursor``, ``rest``, ``moving``).
    """
    tail = cut(right, max(width // 2, width - 12)) if right else []
    room = width - length(tail) - (1 if tail else 0)
    spans = cut(left, room)
    gap = width - length(spans) - length(tail)
    spans = [*spans, (" " * gap, ""), *tail]
    under = palette.grounds.get(ground)
    if under is None:
        segments = [Segment(text, palette.style(name)) for text, name in spans if text]
    elif under.bgcolor is not None:
        segments = [Segment("".join(text for text, _name in spans), under)]
    else:
        segments = [Segment(text, palette.style(name) + under) for text, name in spans if text]
    return Slim(segments, width)


def wrap(text: str, width: int, most: int = 0) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells, broken at spaces where there are any; at most ``most`` lines, 0 for all.

    The last line ends in … where something was left out.
    """
    lines: list[str] = []
    broken: set[int] = set()  # lines that end inside a word
    torn: set[int] = set()  # those of them that got a hyphen of ours
    for paragraph in _joined(visible(text[: LONGEST * 4], lines=True)).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if width < LEAST_TORN and _TORN.match(word) and width_of(word) > width:
                word = fit(word, width)  # noqa: PLW2901 - what follows must see the cut word only
            joined = f"{line} {word}" if line else word
            if width_of(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            rest = word
            while width_of(rest) > width > 0:
                head = set_cell_size(rest, width).rstrip().rstrip(JOINER)
                head = head[: head.rfind("-") + 1] or head
                broken.add(len(lines))
                if _TORN.fullmatch(head) and _TORN.match(rest, len(head)):
                    head = head[:-1]
                    lines.append(head + "-")
                    torn.add(len(lines) - 1)
                else:
                    lines.append(head)
                rest = rest[max(len(head), 1) :].lstrip(JOINER)
                if most and len(lines) > most:
                    break
            line = rest
        lines.append(line)
        if most and len(lines) > most:
            break
    if most and len(lines) > most:
        rest = "".join(
            line[:-1] if at in torn else line if at in broken else line + " "
            for at, line in enumerate(lines[most - 1 :], most - 1)
        )
        lines = [*lines[: most - 1], fit(rest.rstrip(), width)]
    return lines


def beside(text: str, room: int, most: int, signs: int) -> tuple[list[str], int]:
    """Return ``text`` in at most so many lines, and the number of the line after which ``signs`` cells of signs have room.

    Where none leaves any, the last one is cut for them: the beginning of a title is what it is known by.
    """
    lines = wrap(text, room, most) if most > 1 else [fit(text, room)]
    for number, line in enumerate(lines):
        if width_of(line) + signs <= room:
            return lines, number
    return [*lines[:-1], fit(lines[-1], max(room - signs, 0))], len(lines) - 1
