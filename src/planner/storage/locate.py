"""Leads from a path, such as ``("items", 3, "channels", 0)``, to the place in the text where it is written.

A reader would get wrong: one entry may stand in several sections (``[[items]]``, ``[items.relevance.timely]``), with other tables in
between, or in none at all, where the array is written inline.
"""

from __future__ import annotations

from functools import cached_property

from planner.core.values import dataclass
from planner.storage import scanner

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.storage.scanner import Section

Where = tuple[str | int, ...]
Scope = list[tuple[int, tuple[str, ...]]]
"""Sections that one entry or table is spread over: number of the section, and its header's path from the entry."""


Blocks = dict[str, list[list[int]]]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is written, in the text of section ``section``: its key (or header) at ``start``, its value from ``value_start``.

    ``inline`` tells an element of an inline array or table from a statement; ``value_end`` is -1 for a header, which has no value.
    ``parent`` is where the enclosing inline array or table starts.
    """

    section: int
    start: int
    value_start: int
    value_end: int
    inline: bool = False
    parent: int = -1


class Index:
    """The sections of a file, and which of them belong to which entry."""

    def __init__(self, sections: Sequence[Section], blocks: Blocks | None = None) -> None:
        self.sections = sections
        if blocks is not None:
            self.blocks = blocks

    @cached_property
    def blocks(self) -> Blocks:
        """For each array of tables written with headers, the numbers of the sections of each entry."""
        blocks: Blocks = {}
        for number, section in enumerate(self.sections):
            path = section.path
            if not path:
                continue
            if len(path) == 1 and section.array:
                blocks.setdefault(path[0], []).append([number])
            elif path[0] in blocks:
                blocks[path[0]][-1].append(number)
        return blocks

    def scope(self, table: str, index: int) -> Scope:
        """Return the sections of entry ``index`` of the array ``table`` that is written with headers."""
        return [(number, self.sections[number].path[1:]) for number in self.blocks[table][index]]

    def root(self, table: str) -> Scope:
        """Return the sections that may hold a table of which there is one: those of its name, and the one without a header."""
        return [
            (number, section.path)
            for number, section in enumerate(self.sections)
            if not section.path or section.path[0] == table
        ]

    def find(self, path: Where) -> Spot | None:
        """Return where ``path`` is written, or None. An array of tables by its name alone is its first header."""
        table = str(path[0])
        if table in self.blocks:
            if len(path) == 1:
                return self._header(self.blocks[table][0][0])
            return self.find_in(self.scope(table, int(path[1])), path[2:])
        return self.find_in(self.root(table), path)

    def nearest(self, path: Where) -> Spot | None:
        """Return where ``path`` or else what encloses it most closely is written."""
        while path:
            spot = self.find(path)
            if spot is not None:
                return spot
            path = path[:-1]
        return None

    def _header(self, number: int) -> Spot:
        section = self.sections[number]
        start = section.text.find("[", section.head)
        return Spot(number, start, start, -1)

    def find_in(self, scope: Scope, rest: Where) -> Spot | None:
        """Return where ``rest``, a path from the entry, is written in its sections."""
        weak: Spot | None = None
        for number, base in scope:
            size = len(base)
            if base == rest and (base or self.sections[number].path):
                return self._header(number)
            if base[: len(rest)] == rest and size > len(rest) and weak is None:
                weak = self._header(number)
            if base != rest[:size]:
                continue
            text = self.sections[number].text
            for statement in self.sections[number].statements:
                full = base + statement.key
                if full == rest:
                    return Spot(number, statement.key_start, statement.value_start, statement.value_end)
                if full == rest[: len(full)]:
                    inside = descend(number, text, statement.value_start, rest[len(full) :])
                    if inside is not None:
                        return inside
                elif full[: len(rest)] == rest and weak is None:
                    weak = Spot(number, statement.key_start, statement.value_start, -1)
        return weak


def descend(number: int, text: str, start: int, rest: Where) -> Spot | None:
    """Return where ``rest`` is written inside the inline array or table that starts at ``start``."""
    if text[start : start + 1] not in ("[", "{"):
        return None
    children = scanner.children(text, start)
    if isinstance(rest[0], int):
        if rest[0] >= len(children) or text[start] != "[":
            return None
        child = children[rest[0]]
        if len(rest) == 1:
            return Spot(number, child.start, child.value_start, child.value_end, inline=True, parent=start)
        return descend(number, text, child.value_start, rest[1:])
    weak = None
    for child in children:
        size = len(child.key)
        if child.key == rest and size:
            return Spot(number, child.start, child.value_start, child.value_end, inline=True, parent=start)
        if size and child.key == rest[:size]:
            return descend(number, text, child.value_start, rest[size:])
        if size > len(rest) and child.key[: len(rest)] == rest and weak is None:
            weak = Spot(number, child.start, child.value_start, -1, inline=True, parent=start)
    return weak
