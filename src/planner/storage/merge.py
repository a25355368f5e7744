"""Brings two people's versions of a calendar together: item by item and key by key, in the text of the first.

A reader would get wrong: the values are compared as the file has them, unknown keys among them, and a block that only one side touched
is taken as text, comments and all; where both changed the same key, ours stays in force and theirs stands above it in a comment.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.core.values import dataclass
from planner.errors import InvalidFileError, Problem
from planner.i18n import _
from planner.storage import codec, scanner, writing
from planner.storage.blocks import place_for
from planner.storage.findings import shown
from planner.storage.named_alike import alike
from planner.storage.schema import ARRAYS
from planner.storage.splice import Splicer

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

    from planner.storage.document import Document
    from planner.storage.locate import Where

_MISSING: Any = object()
_NOTHING = b'[calendar]\ntitle = "nothing"\n'


@dataclass(frozen=True, slots=True)
class Conflict:
    """One key (or, with an empty one, one whole entry) that both sides changed; ``ours`` and ``theirs`` are TOML, empty where removed."""

    where: str
    key: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        ours, theirs = shown(self.ours) or _("removed"), shown(self.theirs) or _("removed")
        if not self.key:
            sentence = _("{where} was removed on one side and changed on the other; both stand in the file.")
            return sentence.format(where=self.where)
        sentence = _("{where}: both sides changed “{key}”; {ours} is kept, {theirs} stands in a comment.")
        return sentence.format(where=self.where, key=self.key, ours=ours, theirs=theirs)


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file, what could not be decided, and how many entries stay although ``theirs`` lacks them."""

    data: bytes
    conflicts: tuple[Conflict, ...]
    kept: int = 0


class _Side:
    """One of the three versions, with its entries by what they go by."""

    def __init__(self, data: bytes | None, name: str) -> None:
        decoded = codec.decode(_NOTHING if data is None else data, name)
        self.document: Document = decoded.document
        self.raw = {} if data is None else codec.parse(data, name)
        self.names = {table: _names(table, decoded.calendar, self.raw) for table in ARRAYS}

    def entry(self, table: str, name: str) -> Any:
        """Return the entry's keys and values, or ``_MISSING``."""
        place = self.names[table].get(name)
        return _MISSING if place is None else self.raw[table][place]

    def text(self, table: str, name: str) -> str:
        """Return the entry's text with LF, or an empty string where it has no block of its own."""
        blocks = self.document.index.blocks.get(table)
        place = self.names[table].get(name)
        if blocks is None or place is None:
            return ""
        numbers = blocks[place]
        sections = self.document.sections
        return "\n".join(sections[number].text[: sections[number].body_end] for number in numbers).replace("\r\n", "\n")


def _names(table: str, calendar: Any, raw: Mapping[str, Any]) -> dict[str, int]:
    """Return the places of a table's entries by id; by content where entries have none."""
    result: dict[str, int] = {}
    for place, entry in enumerate(getattr(calendar, table)):
        if hasattr(entry, "id"):
            name = entry.id
        else:
            name = repr([(key, raw[table][place].get(key)) for key in ("rule", "subject", "from", "to", "month")])
        while name in result:
            name += "+"
        result[name] = place
    return result


def merge(
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    names: tuple[str, str, str] = ("base", "ours", "theirs"),
    *,
    removing: bool = True,
    decided: Mapping[int, bool] | None = None,
) -> Merged:
    """Return ``ours`` with what ``theirs`` changed since ``base``. Raises InvalidFileError for a version that does not read.

    ``decided`` says of conflicts, by their place among those of an earlier merge of the same versions, whether theirs is to stand; these
    leave no comment.

    Without a ``base`` nothing was removed by anybody: what only one side has stands in the result. Without ``removing``, whole entries of
    ``ours`` stay whatever ``theirs`` did, for a ``base`` that is only likely.
    """
    if theirs in (base, ours):
        _Side(ours, names[1])
        return Merged(ours, ())
    if ours == base and removing:
        _Side(theirs, names[2])
        return Merged(theirs, ())
    if base is not None:
        base, ours, theirs = alike((base, ours, theirs), names)
    merging = _Merging(
        _Side(base, names[0]), _Side(ours, names[1]), _Side(theirs, names[2]), names[2], removing=removing
    )
    merging.decided = decided or {}
    return merging.result(names[1])


class _Merging:
    def __init__(self, base: _Side, ours: _Side, theirs: _Side, name: str, *, removing: bool) -> None:
        self.removing, self.kept = removing, 0
        self.base, self.ours, self.theirs, self.name = base, ours, theirs, name
        newline = next((section.newline for section in ours.document.sections if section.newline), "\n")
        self.splicer = Splicer(ours.document.index, newline)
        self.conflicts: list[Conflict] = []
        self.decided: Mapping[int, bool] = {}
        self.places = {table: list(side) for table, side in ours.names.items()}

    def result(self, name: str) -> Merged:
        for table in dict.fromkeys((*self.base.raw, *self.ours.raw, *self.theirs.raw)):
            if table in ARRAYS:
                self._array(table)
            else:
                self._table(table)
        document = self.ours.document.with_sections(self.splicer.sections, self.ours.document.calendar)  # type: ignore[arg-type]
        try:
            codec.decode(document.data, name)
        except InvalidFileError as error:
            sentence = _("both together are no calendar: {problem}")
            problems = tuple(
                Problem(one.line, one.column, one.severity, sentence.format(problem=one.message))
                for one in error.problems
            )
            raise InvalidFileError(name, problems) from None
        return Merged(document.data, tuple(self.conflicts), self.kept)

    # -- tables of which there is one, and those that are not known

    def _table(self, table: str) -> None:
        values = [side.raw.get(table, _MISSING) for side in (self.base, self.ours, self.theirs)]
        if values[1] is _MISSING and values[0] is _MISSING:
            sections = self.theirs.document.sections
            numbers = [number for number, _base in self.theirs.document.index.root(table) if number]
            if numbers:
                text = "".join(sections[number].text[: sections[number].body_end] for number in numbers)
                self._put(place_for(self.splicer.refresh(), table), text)
                return
        self._values((), table, None, (table,), values)

    def _values(self, where: tuple[str, ...], table: str, place: int | None, path: Where, values: list[Any]) -> None:
        """Merge one value; ``path`` leads to it from its entry (``place``) or from the file's root."""
        base, ours, theirs = values
        if _same(ours, theirs) or _same(base, theirs):
            return
        if _same(base, ours):
            self._take(table, place, path, ours, theirs)
            return
        tables = [{} if value is _MISSING else value for value in values]
        if all(isinstance(value, Mapping) for value in tables) and not (ours is _MISSING or theirs is _MISSING):
            for key in dict.fromkeys((*tables[0], *tables[1], *tables[2])):
                self._values(where, table, place, (*path, key), [value.get(key, _MISSING) for value in tables])
            return
        key = writing.key_text(*map(str, path[1:] if place is None and len(path) > 1 else path))
        conflict = Conflict(" ".join(where) or f"[{table}]", key, _toml(ours), _toml(theirs))
        number = len(self.conflicts)
        self.conflicts.append(conflict)
        if self.decided.get(number, False):
            self._take(table, place, path, ours, theirs)
        elif number not in self.decided:
            self._comment(table, place, path, conflict)

    def _take(self, table: str, place: int | None, path: Where, ours: Any, theirs: Any) -> None:
        """Let their value stand."""
        self.splicer.refresh()
        start = self.splicer.at(table, place)
        target = (*start, *path) if place is not None else path
        if theirs is _MISSING:
            self.splicer.remove(target)
            return
        self.splicer.set(target, theirs)
        if isinstance(theirs, Mapping) and isinstance(ours, Mapping):
            for key in ours.keys() - theirs.keys():
                self.splicer.remove((*target, key))

    def _comment(self, table: str, place: int | None, path: Where, conflict: Conflict) -> None:
        """Write theirs above the statement that has ours, or under the header where there is none."""
        self.splicer.refresh()
        start = self.splicer.at(table, place)
        target = (*start, *path) if place is not None else path
        spot = None
        while target and spot is None:
            spot = self.splicer.find(target)
            target = target[:-1]
        number = spot.section if spot else self.splicer.first
        section = self.splicer.sections[number]
        offset = spot.start if spot and (spot.value_end >= 0 or spot.start >= section.body) else section.body
        at = max((one.start for one in section.statements if one.start <= offset < one.end), default=section.body)
        self.splicer.comment(number, at, self._line(conflict))

    def _line(self, conflict: Conflict) -> str:
        if conflict.theirs:
            return _("conflict, {name} has: {statement}").format(
                name=self.name, statement=f"{conflict.key} = {conflict.theirs}"
            )
        return _("conflict, {name} removed: {key}").format(name=self.name, key=conflict.key)

    # -- arrays of tables

    def _array(self, table: str) -> None:
        names = dict.fromkeys((*self.base.names[table], *self.ours.names[table], *self.theirs.names[table]))
        for name in names:
            base, ours, theirs = (side.entry(table, name) for side in (self.base, self.ours, self.theirs))
            if ours is _MISSING and theirs is _MISSING:
                continue
            if ours is _MISSING:
                self._absent(table, name, base, theirs)
            elif theirs is _MISSING:
                self._removed(table, name, base, ours)
            elif not self._as_text(table, name):
                values = [{} if one is _MISSING else one for one in (base, ours, theirs)]
                where = (f"[[{table}]]", _label(ours, name))
                place = self.places[table].index(name)
                for key in dict.fromkeys((*values[0], *values[1], *values[2])):
                    self._values(where, table, place, (key,), [value.get(key, _MISSING) for value in values])

    def _as_text(self, table: str, name: str) -> bool:
        """Take theirs as text where ours is as it was; return whether nothing is left to merge."""
        base, ours, theirs = (side.text(table, name) for side in (self.base, self.ours, self.theirs))
        if not ours or not theirs or theirs in (base, ours):
            return bool(ours and theirs)
        if ours != base:
            return False
        place = self.places[table].index(name)
        index = self.splicer.refresh()
        mine = index.blocks[table][place]
        others = self.theirs.document.index.blocks[table][self.theirs.names[table][name]]
        if len(mine) != len(others):
            return False
        for number, other in zip(mine, others, strict=True):
            section = self.splicer.sections[number]
            new = self.theirs.document.sections[other]
            text = self._lines(new.text[: new.body_end])
            self.splicer.sections[number] = scanner.sections(text + section.text[section.body_end :])[-1]
        return True

    def _absent(self, table: str, name: str, base: Any, theirs: Any) -> None:
        """They have an entry that we have not: it is new, or we removed it."""
        if base is not _MISSING:
            if _same(base, theirs):
                return
            where = f"[[{table}]] {_label(theirs, name)}"
            self.conflicts.append(Conflict(where, "", "", _toml(theirs)))
            block = self.theirs.text(table, name) or writing.block(table, theirs)
            lines = [
                _("conflict, removed here, but {name} has:").format(name=self.name),
                *block.rstrip("\n").split("\n"),
            ]
            self.splicer.append("".join(f"# {line}".rstrip() + "\n" for line in lines))
            return
        mine = self.places[table]
        before = list(self.theirs.names[table])
        above = [one for one in before[: before.index(name)] if one in mine]
        place = mine.index(above[-1]) + 1 if above else len(mine)
        splicer = self.splicer
        index = splicer.refresh()
        text = self.theirs.text(table, name) or writing.block(table, theirs)
        if not splicer.add_entry(table, place, len(mine), theirs, ""):
            blocks = index.blocks.get(table, [])
            self._put(blocks[place - 1][-1] if blocks and place else place_for(index, table), text)
        mine.insert(place, name)

    def _removed(self, table: str, name: str, base: Any, ours: Any) -> None:
        """We have an entry that they have not: it is new, or they removed it."""
        if base is _MISSING or not self.removing:
            self.kept += base is not _MISSING
            return
        place = self.places[table].index(name)
        if _same(base, ours):
            self.splicer.refresh()
            self.splicer.drop_entry(table, place)
            del self.places[table][place]
            return
        conflict = Conflict(f"[[{table}]] {_label(ours, name)}", "", _toml(ours), "")
        self.conflicts.append(conflict)
        self.splicer.refresh()
        self.splicer.at(table, place)
        number = self.splicer.first
        line = _("conflict, {name} removed this entry").format(name=self.name)
        self.splicer.comment(number, self.splicer.sections[number].body, line)

    def _put(self, number: int, text: str) -> None:
        self.splicer.add_after(number, self._lines(text if text.endswith("\n") else text + "\n"))

    def _lines(self, text: str) -> str:
        return text.replace("\r\n", "\n").replace("\n", self.splicer.newline)


def _same(one: Any, other: Any) -> bool:
    if one is _MISSING or other is _MISSING:
        return one is other
    return bool(one == other) or repr(one) == repr(other)


def _toml(value: Any) -> str:
    if value is _MISSING:
        return ""
    return writing.basic(value) if isinstance(value, str) else writing.value_text(value).replace("\n", " ")


def _label(entry: Mapping[str, Any], name: str) -> str:
    for key in ("title", "name", "text"):
        if isinstance(entry.get(key), str) and entry[key]:
            return _("“{text}”").format(text=shown(entry[key]))
    return name if not name.startswith("[(") else ""
