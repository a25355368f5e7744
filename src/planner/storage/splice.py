"""Changes the text of one entry or table: one key set or taken away, one block put in or taken out, everything else left alone.

A reader would get wrong: a field may be written in four ways (a header of its own, dotted keys, an inline table, an inline array of
tables), and each is changed in the way in which it is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.storage import inline, scanner, writing
from planner.storage.blocks import Blocks, place_for
from planner.storage.locate import Spot
from planner.storage.schema import TABLE_PATHS

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

    from planner.storage.locate import Where


class Splicer(Blocks):
    """Changes keys of the entry or table that it is aimed at (``at``), and entries of arrays that are written inline."""

    def drop_entry(self, table: str, index: int) -> None:
        """Take out all sections of an entry, or its element where the array is written inline."""
        path = self.at(table, index)
        if not path:
            for number, _base in sorted(self._scope, reverse=True):
                self.drop(number)
        elif (spot := self.find(path)) is not None:
            self._remove_child(spot)

    def add_entry(self, table: str, index: int, count: int, plain: Mapping[str, Any], raw: str) -> bool:
        """Put an entry into an array that is written inline. Returns False where it is not."""
        self.at(table, None)
        spot = self.find((table,))
        if table in self.index.blocks or spot is None or spot.value_end < 0:
            return False
        text = raw if raw.startswith("{") else writing.value_text(plain)
        self._insert_element(
            spot.section, spot.value_start, min(index, count), text.replace("\n", self.newline_of(spot.section))
        )
        return True

    # -- keys

    @property
    def first(self) -> int:
        """The number of the section where the entry (or table) aimed at begins."""
        return min((number for number, base in self._scope if base or self._header), default=0)

    def find(self, path: Where) -> Spot | None:
        """Return where ``path`` is written."""
        return self.index.find_in(self._scope, path)

    def set(self, path: Where, value: Any) -> None:
        """Write ``value`` at ``path``."""
        if isinstance(value, Mapping) and self._has_table(path):
            for name, one in value.items():
                self.set((*path, name), one)
            return
        if not isinstance(value, Mapping):
            self._clear_under(path)
        spot = self.find(path)
        if spot is not None and spot.value_end >= 0:
            self._replace(spot, value)
        elif not self._insert_inline(path, value):
            self._insert_statement(path, value)

    def remove(self, path: Where) -> None:
        """Take away what is written at ``path`` and under it, and the table around it if that is empty then."""
        self._clear_under(path)
        spot = self.find(path)
        if spot is not None and spot.value_end >= 0:
            if spot.inline:
                self._remove_child(spot)
            else:
                self._cut_statement(spot.section, spot.value_start)
        if len(path) > 1 and self._header:
            self._tidy(path[:-1])

    def _tidy(self, path: Where) -> None:
        for number, base in self._scope:
            section = self.sections[number]
            bare = "#" not in section.text[section.body : section.body_end]
            if base == path and not section.statements and bare and not section.array:
                self.drop(number)
                return
        spot = self.find(path)
        if spot is not None and spot.value_end >= 0 and not spot.inline:
            text = self.sections[spot.section].text
            if text[spot.value_start] == "{" and not text[spot.value_start + 1 : spot.value_end - 1].strip():
                self._cut_statement(spot.section, spot.value_start)

    def _cut_statement(self, number: int, value_start: int) -> None:
        section = self.sections[number]
        found = next(one for one in section.statements if one.value_start == value_start)
        self.rewrite(number, section.text[: found.start] + section.text[found.end :])

    def _clear_under(self, path: Where) -> None:
        """Take away the headers and dotted keys that spell ``path`` as a table; a plain value at ``path`` stays."""
        for number, base in sorted(self._scope, reverse=True):
            if base[: len(path)] == path:
                self.drop(number)
            elif base == path[: len(base)]:
                for one in reversed(self.sections[number].statements):
                    full = base + one.key
                    if len(full) > len(path) and full[: len(path)] == path:
                        self._cut_statement(number, one.value_start)
        while (spot := self.find(path)) is not None and spot.inline and spot.value_end < 0:
            children = scanner.children(self.sections[spot.section].text, spot.parent)
            child = next(one for one in children if one.start == spot.start)
            self._remove_child(
                Spot(spot.section, child.start, child.value_start, child.value_end, inline=True, parent=spot.parent)
            )

    def _has_table(self, path: Where) -> bool:
        spot = self.find(path)
        return spot is not None and (spot.value_end < 0 or self.sections[spot.section].text[spot.value_start] == "{")

    def _replace(self, spot: Spot, value: Any) -> None:
        text = self.sections[spot.section].text
        old = text[spot.value_start : spot.value_end]
        if isinstance(value, list) and old.startswith("["):
            self._change_array(spot, value)
            return
        new = (
            writing.basic(value)
            if spot.inline and isinstance(value, str) and "\n" in value
            else writing.value_text(value, old)
        )
        self.rewrite(
            spot.section,
            text[: spot.value_start] + new.replace("\n", self.newline_of(spot.section)) + text[spot.value_end :],
        )

    def _change_array(self, spot: Spot, value: list[Any]) -> None:
        """Change an array element by element, so that those which stay keep their quotes and comments."""
        import tomli

        text = self.sections[spot.section].text
        old = tomli.loads("k = " + text[spot.value_start : spot.value_end])["k"]
        if not value or not old:
            new = writing.value_text(value).replace("\n", self.newline_of(spot.section))
            self.rewrite(spot.section, text[: spot.value_start] + new + text[spot.value_end :])
            return
        same = next((n for n, (a, b) in enumerate(zip(old, value, strict=False)) if a != b), min(len(old), len(value)))
        end = 0
        while end < min(len(old), len(value)) - same and old[-1 - end] == value[-1 - end]:
            end += 1
        line = self.newline_of(spot.section)
        for place in range(same, len(value) - end):
            one = value[place]
            element = writing.basic(one) if isinstance(one, str) else writing.value_text(one).replace("\n", line)
            text = inline.insert(text, spot.value_start, place, element, line)
        for place in reversed(range(len(value) - end, len(value) + len(old) - same - 2 * end)):
            text = inline.remove(text, spot.value_start, place)
        self.rewrite(spot.section, text)

    # -- inside inline arrays and tables

    def _insert_element(self, number: int, parent: int, place: int, element: str) -> None:
        line = self.newline_of(number)
        self.rewrite(
            number, inline.insert(self.sections[number].text, parent, place, element.replace("\n", line), line)
        )

    def _remove_child(self, spot: Spot) -> None:
        text = self.sections[spot.section].text
        place = next(n for n, child in enumerate(scanner.children(text, spot.parent)) if child.start == spot.start)
        self.rewrite(spot.section, inline.remove(text, spot.parent, place))

    def _insert_inline(self, path: Where, value: Any) -> bool:
        """Add to the inline table that holds the beginning of ``path``, if there is one."""
        for size in range(len(path) - 1, 0, -1):
            spot = self.find(path[:size])
            if spot is not None and spot.value_end >= 0 and self.sections[spot.section].text[spot.value_start] == "{":
                text = writing.basic(value) if isinstance(value, str) else writing.value_text(value)
                count = len(scanner.children(self.sections[spot.section].text, spot.value_start))
                pair = f"{writing.key_text(*map(str, path[size:]))} = {text}"
                self._insert_element(spot.section, spot.value_start, count, pair)
                return True
        return False

    # -- new statements

    def _insert_statement(self, path: Where, value: Any) -> None:
        names = tuple(map(str, path))
        number, base, near = self._home(names)
        depth = _header_depth(self._header, names[0])
        if near is None and len(base) < depth and not (self._header and base):
            self._new_section(names[:depth], _wrapped(value, names[depth:]))
            return
        key = names[len(base) :]
        if near is None and len(key) > 1:
            key, value = key[:1], _wrapped(value, key[1:])
        section = self.sections[number]
        line = self.newline_of(number)
        place = near if near is not None else section.statements[-1].end if section.statements else section.body
        if key == ("id",):
            place = section.body
        above = section.text[:place]
        if above and not above.endswith("\n"):
            above += line
        last = section.statements[-1] if section.statements else None
        indent = section.text[last.start : last.key_start] if last else ""
        self.rewrite(number, above + indent + writing.statement(key, value, line) + section.text[place:])

    def _home(self, path: tuple[str, ...]) -> tuple[int, tuple[str, ...], int | None]:
        """Return section and base for a new key at ``path``, and the end of the dotted sibling after which it goes, if any."""
        homes = [(number, base) for number, base in self._scope if base == path[: len(base)] and len(base) < len(path)]
        number, base = max(homes, key=lambda home: len(home[1]))
        best: tuple[int, tuple[str, ...], int | None] = (number, base, None)
        length = len(base) + 1
        for number, base in homes:
            for statement in self.sections[number].statements:
                shared = _shared(base + statement.key, path)
                if len(statement.key) > 1 and shared >= max(length, len(base) + 1):
                    best = (number, base, statement.end)
                    length = shared
        return best

    def _new_section(self, path: tuple[str, ...], value: Mapping[str, Any]) -> None:
        """Write a new header: after the last section of the entry, or for a single table where the file's order has it."""
        own = [number for number, base in self._scope if base[:1] == path[:1] and len(path) > 1]
        own = own or [number for number, base in self._scope if base or self._header]
        number = max(own) if own else place_for(self.refresh(), path[0])
        self.add_after(number, writing.sub_table(self._header + path, value, self.newline_of(number)))
        self._scope.append((number + 1, path))


def _wrapped(value: Any, names: tuple[str, ...]) -> Any:
    for name in reversed(names):
        value = {name: value}
    return value


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _header_depth(header: tuple[str, ...], field: str) -> int:
    """Return how many parts of a path a new header takes; 0 where the key goes straight under the entry's own header."""
    if not header:
        return len(TABLE_PATHS["csv"]) if field == "export" else 1
    return 2 if field in writing.NESTED_TABLES else int(field in writing.SUB_TABLES)
