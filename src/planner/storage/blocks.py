"""Puts whole sections of a calendar's text in and takes them out; what stands around them stays as it is.

A reader would get wrong: comments directly above a header go with it, while detached ones below a block stay in the file when it goes.
"""

from __future__ import annotations

import re

from planner.storage import scanner
from planner.storage.locate import Index
from planner.storage.schema import TOP_LEVEL

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.storage.locate import Scope, Where

_BLANK = r"(?:[ \t]*+\r?\n)+"
_LAST_BLANKS = r"(?:(?<=\n)[ \t]*\r?\n)+\Z"
_ENDS_BLANK = r"(?:\A|\n)[ \t]*\r?\n\Z"


class Blocks:
    """A file's sections while they are edited; ``sections`` is the result. ``at`` says which entry or table is meant."""

    def __init__(self, index: Index, newline: str) -> None:
        self.sections = list(index.sections)
        self.newline = newline
        self.index = Index(self.sections, index.blocks)
        self._scope: Scope = []
        self._header: tuple[str, ...] = ()
        self._stale = False

    def refresh(self) -> Index:
        """Return the index of the sections as they are now."""
        if self._stale:
            self.index = Index(self.sections)
            self._stale = False
        return self.index

    def at(self, table: str, index: int | None) -> Where:
        """Aim at entry ``index`` of an array, or at a single table; return what paths to its keys begin with.

        Entries of one array may be aimed at from the last to the first without a ``refresh`` in between.
        """
        if index is not None and table in self.index.blocks:
            self._scope, self._header = self.index.scope(table, index), (table,)
            return ()
        self._scope, self._header = self.index.root(table), ()
        return (table,) if index is None else (table, index)

    # -- sections

    def rewrite(self, number: int, text: str) -> None:
        """Give section ``number`` another text; its header stays where it is."""
        old = self.sections[number]
        self.sections[number] = scanner.Section(old.path, old.array, text, old.head, old.body)

    def insert(self, number: int, text: str) -> int:
        """Put the sections of ``text`` before section ``number``; return how many there are."""
        found = scanner.sections(text)
        lead, first = found[0].text, found[1]
        if lead:  # blank lines or a detached comment above the header stay with it
            found[1] = scanner.Section(
                first.path, first.array, lead + first.text, len(lead) + first.head, len(lead) + first.body
            )
        self.sections[number:number] = found[1:]
        count = len(found) - 1
        self._scope = [(one + count if one >= number else one, base) for one, base in self._scope]
        self._stale = True
        return count

    def newline_of(self, number: int) -> str:
        """Return the line end to use in section ``number``."""
        return self.sections[number].newline or self.newline

    def add_after(self, number: int, block: str) -> None:
        """Put ``block`` after the last statement of section ``number``, apart by one blank line; detached comments follow it."""
        section = self.sections[number]
        line = self.newline_of(number)
        above, tail = section.text[: section.body_end], section.text[section.body_end :]
        if above and not above.endswith("\n"):
            above += line
        if above.strip():
            above += line
        self.rewrite(number, above)
        if tail and not re.match(_BLANK, tail):
            tail = line + tail
        elif not tail and number + 1 < len(self.sections):
            tail = line
        self.insert(number + 1, block + tail)

    def add_before(self, number: int, block: str) -> None:
        """Put ``block`` before section ``number`` and the comments that belong to it, apart by one blank line."""
        above = self.sections[number - 1].text
        line = self.newline_of(number)
        if above.strip() and not _ends_blank(above):
            self.rewrite(number - 1, above + line)
        self.insert(number, block + line)

    def exchange(self, numbers: Sequence[int], block: str) -> None:
        """Put ``block`` in place of these sections, which follow one another; what stands around them does not move."""
        first, last = numbers[0], numbers[-1]
        below = self.sections[last].text[self.sections[last].body_end :]
        del self.sections[first : last + 1]
        self.insert(first, block + below)

    def comment(self, number: int, place: int, line: str) -> None:
        """Write a comment line at ``place``, the start of a line, of section ``number``."""
        text = self.sections[number].text
        end = self.newline_of(number)
        above = text[:place] if not text[:place] or text[:place].endswith("\n") else text[:place] + end
        self.rewrite(number, above + f"# {line}" + end + text[place:])

    def append(self, text: str) -> None:
        """Write comment lines at the end of the file, apart by a blank line."""
        last = len(self.sections) - 1
        line = self.newline_of(last)
        above = self.sections[last].text
        if above and not above.endswith("\n"):
            above += line
        if above and not _ends_blank(above):
            above += line
        self.rewrite(last, above + text.replace("\n", line))

    def drop(self, number: int) -> None:
        """Take section ``number`` out, with its own comments; detached comments below it go to the section above."""
        section = self.sections[number]
        tail = section.text[section.body_end :]
        above = self.sections[number - 1].text
        if not above or _ends_blank(above):
            match = re.match(_BLANK, tail)
            tail = tail[match.end() :] if match else tail
        if not tail and number + 1 == len(self.sections):
            above = re.sub(_LAST_BLANKS, "", above)
        self.rewrite(number - 1, above + tail)
        del self.sections[number]
        self._scope = [(one - (one > number), base) for one, base in self._scope if one != number]
        self._stale = True


def place_for(index: Index, table: str) -> int:
    """Return the number of the section after which the first of ``table`` goes, in the order of CALENDAR.md §2."""
    if table not in TOP_LEVEL:
        return len(index.sections) - 1
    order = TOP_LEVEL.index(table)
    result = 0
    for number, section in enumerate(index.sections):
        if section.path and section.path[0] in TOP_LEVEL and TOP_LEVEL.index(section.path[0]) <= order:
            result = number
    return result


def _ends_blank(text: str) -> bool:
    end = text[-200:]
    return re.search(_ENDS_BLANK, end) is not None
