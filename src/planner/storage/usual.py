"""Reads the items of a large file without a TOML parser, as far as they are written as usual: one look at each block proves it sound.

What an item says is read when it is first asked for (``core.model.Late``).

A reader would get wrong: nothing is taken for sound here that tomli and ``storage.reading`` would not take. A block of another shape goes
through both of them, and a file of another shape, or with a fault anywhere, is not read here at all: ``read`` returns None, and the file is
read as a small one is. A little over the ceiling: what is proved of a block and what is read from it later must agree.
"""

from __future__ import annotations

import datetime as dt
import re
from array import array
from collections import deque
from functools import cached_property
from itertools import islice, repeat
from operator import sub

from planner.core.model import BRIEF, EMPTY, Frozen, Item, Late
from planner.storage import shape
from planner.storage.schema import MAX_TEXT, keys
from planner.storage.shape import DATES, LISTS, LONG_TEXTS, declared, is_text, pattern

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, Self

    from planner.storage.findings import Where

_ROWS = 500
_TRIES = 4
"""How many lines that look like the next header are tried."""
_PARTS = 8
"""How often other tables may stand between items."""
_SHARED = ("format", "pillar", "message", "kind", "intent", "owner", "suggested_by", "moment")
AT_ONCE = ("id", "status", "date", "time", "parent")
"""Fields that are read with the file, since most questions are about days; ``parent`` also to see whether there is such an item."""
READ = (*AT_ONCE, "results", "extra")
_TABLES = ("relevance", "results", "exported", "extra")
_LATER = {
    key.field: key.default for key in keys("items").values() if key.field not in AT_ONCE and key.field not in _TABLES
}
"""Fields that are read when they are asked for, with what they are where the file does not give them."""
_BESIDE = 8
"""So many items are read at once: that takes twice as long as one of them alone."""
MANY = 1000
"""So many items are read one by one."""
_BRIEFLY, _WHOLLY = 1, 2
_MORE = 12
"""After that, so many more with each, from the first on: a tenth of a millisecond."""


class Usual:
    """The items of one file: where each block starts and ends, and what the blocks say.

    ``raw`` is all else that the file says, as TOML values; ``suspects`` are the places of items that may name what nothing declares;
    ``unknown`` are the keys of items that the program does not know.
    """

    def __init__(self, data: bytes, newline: bytes) -> None:
        self.data = data
        self.newline = newline
        self.starts = array("I")
        self.ends = array("I")
        self.raw: dict[str, Any] = {}
        self.items: tuple[Item, ...] = ()
        self.suspects: list[int] = []
        self.unknown: list[tuple[Where, tuple[str, ...]]] = []
        self._texts: dict[str, dict[bytes | None, Any]] = {}
        self._asked = self._ahead = 0
        self._filled = bytearray()
        """How much was set of what a usual item says, by its place."""
        self._saying: dict[str, frozenset[int]] = {}

    # -- what an item says

    @cached_property
    def block(self) -> re.Pattern[bytes]:
        """What a usual block looks like, whatever it names."""
        return pattern({}, self.newline)

    def fill(self, item: Item, field: str) -> None:
        """Set what ``item`` says beyond what was read at once, and what those after it say, who are likely to be asked next.

        Results alone, as published items have them, are seldom looked at: they are read when they are asked for.

        Who asks for very many gets some more with each, so that all are read in a third of the time and nobody waits for it.
        """
        if field == "results" and self._fill_results(item):
            return
        self._asked += 1
        self.read(range(item.place, min(item.place + _BESIDE, len(self.items))))
        if self._asked > MANY and self._ahead < len(self.items):
            more = range(self._ahead, min(self._ahead + _MORE, len(self.items)))
            self._ahead = more.stop
            self.read(more)

    def saying(self, field: str) -> frozenset[int]:
        """Return the places of the items that may say anything in ``field``: in their blocks a line begins with it."""
        if field not in self._saying:
            from bisect import bisect_right

            begun, places = b"\n%b = " % field.encode(), set()
            found = self.data.find(begun, self.starts[0]) if self.starts else -1
            while found >= 0:
                place = bisect_right(self.starts, found) - 1
                places.add(place)
                found = self.data.find(begun, self.ends[place])
            self._saying[field] = frozenset(places)
        return self._saying[field]

    def fill_all(self) -> None:
        """Set what all items say, where all of them are to be shown at once."""
        self.read(range(len(self.items)))

    def read(self, places: Sequence[int], *, tables: bool = True) -> None:
        """Set what the items at these places say; without ``tables``, of those that have some more than results what is beside these."""
        rows, items, untold, tabled, filled = [], [], [], [], self._filled_so_far()
        for place in places:
            item = self.items[place]
            if filled[place] == _WHOLLY or not hasattr(item, "source"):  # it was read whole
                continue
            match = self.block.match(self.data, self.starts[place], self.ends[place])
            assert match is not None
            items.append(item)
            rows.append(match.group(*_LATER))
            text = self.data[match.end("keys") : match.start("rest")]
            if not _has_results_alone(text):
                untold.append(item)
                if text:
                    tabled.append((item, text))
        for (field, default), column in zip(_LATER.items(), zip(*rows, strict=True), strict=False):
            put = getattr(Item, field).__set__
            deque(map(put, items, self._values(field, default, column)), maxlen=0)
        if not tables:
            later = {item.place for item, _text in tabled}
            items, untold = ([item for item in some if item.place not in later] for some in (items, untold))
            tabled.clear()
        for field in _TABLES:
            put = getattr(Item, field).__set__
            deque(map(put, untold if field == "results" else items, repeat(EMPTY)), maxlen=0)
        for item, text in tabled:
            self._fill_tables(item, text)
        for item in items:  # not before all is set: another thread may ask meanwhile
            filled[item.place] = _WHOLLY

    def read_brief(self, places: Sequence[int]) -> None:
        """Set what the items at these places say in ``BRIEF`` and was answered; the texts of those without an answer are not made."""
        rows, items, answered, filled = [], [], [], self._filled_so_far()
        for place in places:
            item = self.items[place]
            if filled[place] or not hasattr(item, "source"):
                continue
            match = self.block.match(self.data, self.starts[place], self.ends[place])
            assert match is not None
            if self.data.find(b"[items.relevance.", match.end("keys"), match.start("rest")) >= 0:
                answered.append(place)
            else:
                items.append(item)
                rows.append(match.group(*BRIEF))
        for field, column in zip(BRIEF, zip(*rows, strict=True), strict=False):
            put(items, {field: self._values(field, _LATER[field], column)})
        put(items, {"relevance": repeat(EMPTY)})
        for item in items:
            filled[item.place] = max(filled[item.place], _BRIEFLY)
        self.read(answered)

    def _filled_so_far(self) -> bytearray:
        if len(self._filled) < len(self.items):
            self._filled.extend(bytes(len(self.items) - len(self._filled)))
        return self._filled

    def _values(self, field: str, default: Any, column: Sequence[bytes | None]) -> Iterable[Any]:
        """Return what a column says; of fields whose values are few, each different text is read once."""
        if field in LONG_TEXTS:
            return [default if value is None else _long(value) for value in column]
        if field not in LISTS and field not in DATES and field not in _SHARED:
            return [default if value is None else value.decode() for value in column]
        known = self._texts.setdefault(field, {None: default})
        for value in set(column).difference(known):
            text = str(value, "utf-8")  # type: ignore[arg-type]  # None is known
            if field in LISTS:
                known[value] = tuple(text.split('"')[1::2])
            else:
                known[value] = dt.date.fromisoformat(text) if field in DATES else text
        return map(known.__getitem__, column)

    def _fill_results(self, item: Item) -> bool:
        """Set the results of an item that has no other tables, and return whether it is such a one; they need no parser."""
        match = self.block.match(self.data, self.starts[item.place], self.ends[item.place])
        assert match is not None
        text = self.data[match.end("keys") : match.start("rest")]
        if _has_results_alone(text):
            numbers = ((name.decode(), value) for name, value in re.findall(_NUMBER, text))
            found = {name: float(value) if b"." in value else int(value) for name, value in numbers}
            object.__setattr__(item, "results", Frozen(found))
            return True
        return False

    def _fill_tables(self, item: Item, text: bytes) -> None:
        """Set what ``[items.relevance]`` and its like say."""
        import tomli

        from planner.storage import reading
        from planner.storage.findings import Findings

        for name, value in tomli.loads(text.decode())["items"].items():
            key = keys("items")[name]
            read_one = reading.READERS[key.kind]
            object.__setattr__(item, name, read_one(value, key, ("items", item.place, name), Findings()))


def _has_results_alone(tables: bytes) -> bool:
    return tables.startswith(b"[items.results]") and tables.count(b"[items.") == 1


def _long(value: bytes) -> str:
    """Return a text, of which the outermost quotes are taken off already."""
    if value[:2] != b'""' or len(value) < 4:
        return value.decode()
    return value[2:-2].decode().replace("\r\n", "\n").removeprefix("\n")


def read(data: bytes, start: int) -> Usual | None:
    """Return the items of the file whose text begins at ``start``, or None where it must be read in the usual way."""
    reader = Reader.of(data, start)
    return reader.usual if reader else None


class OddError(Exception):
    """The file is not as usual, or has a fault."""


def loads(data: bytes) -> dict[str, Any] | None:
    """Return TOML values, or None where it is not TOML."""
    import tomli

    try:
        return tomli.loads(data.decode())
    except (ValueError, RecursionError):
        return None


class Reader:
    """One look through a file, from its start to its end.

    Where text up to some line is valid TOML, that line begins a statement; so a part that is valid was cut off at the right place, even
    where a line within a text looks like a header.
    """

    def __init__(self, usual: Usual) -> None:
        self.usual = usual
        self.data = usual.data
        self.end = len(usual.data)
        """Where it stops; an item begins there, if anything does."""
        self.between = b""
        self.rows: list[Sequence[bytes | None]] = []
        self.items: list[Item] = []
        self.texts: dict[str, dict[bytes | None, Any]] = {field: {} for field in AT_ONCE}
        self.odd: dict[int, Item] = {}
        self.suspects: list[int] = []
        newline = usual.newline
        self.header = b"[[items]]" + newline

    @classmethod
    def of(cls, data: bytes, start: int) -> Self | None:
        """Return what has read the file whose text begins at ``start``, or None where it must be read in the usual way."""
        reader = cls.over(data)
        try:
            if reader:
                reader.run(start)
        except OddError:
            return None
        return reader

    @classmethod
    def over(cls, data: bytes) -> Self | None:
        """Return what can read the file, or None where its lines do not end as usual."""
        newline = b"\r\n" if b"\r" in data else b"\n"
        if not shape.EXACT or (newline == b"\r\n" and data.count(b"\r") != data.count(newline)):
            return None
        return cls(Usual(data, newline))

    def run(self, position: int) -> None:
        """Take the file in from ``position`` on. Raises OddError."""
        self.take(self.begin(position))
        self._finish()

    def begin(self, position: int) -> int:
        """Take in what stands before the first item; return where that starts. Raises OddError."""
        position = self._other_tables(position)
        self.strict = pattern(declared(self.usual.raw), self.usual.newline)
        return position

    def take(self, position: int) -> None:
        """Take in all that stands between the start of an item and ``end``. Raises OddError."""
        if not is_text(self.data, position, self.end):
            raise OddError
        for _part in range(_PARTS):
            position = self._blocks(position)
            if position == self.end:
                self._made()
                return
            position = self._other_tables(position)
        raise OddError

    def _other_tables(self, position: int) -> int:
        """Take in what stands before the next item; return where that starts, or the end."""
        found = self.data.find(self.usual.newline + self.header, position)
        end = found + len(self.usual.newline) if found >= 0 else len(self.data)
        self.between += self.data[position:end]
        self.take_around(self.between)
        return end

    def take_around(self, text: bytes) -> None:
        """Read what stands around the items. Raises OddError."""
        raw = loads(text)
        if raw is None or "items" in raw:
            raise OddError
        self.usual.raw = raw

    def _blocks(self, position: int) -> int:
        """Take in all blocks from ``position`` on; return where the last of them ends."""
        data, starts, ends = self.data, self.usual.starts, self.usual.ends
        strict, last = self.strict, self.end
        groups = [strict.groupindex[name] for name in READ]
        backslash = self._backslash(position)
        while position < last and data.startswith(self.header, position):
            found = strict.finditer(data, position, last) if strict.match(data, position, last) else iter(())
            most = 1  # what was looked at behind a block of another shape is looked at again
            while some := list(islice(found, most)):
                begun = [match.start() for match in some]
                ended = [match.end() for match in some]
                if begun != [position, *ended[:-1]] or ended[-1] > backslash or max(map(sub, ended, begun)) > MAX_TEXT:
                    del some[self._sound(begun, ended, position, backslash) :]
                starts.extend(begun[: len(some)])
                ends.extend(ended[: len(some)])
                self.rows += [match.group(*groups) for match in some]
                if len(self.rows) >= _ROWS:
                    self._made()
                if len(some) < len(begun):
                    position = ends[-1] if some else position
                    break
                position = ended[-1]
                most = min(2 * most, _ROWS)
            if position < last and data.startswith(self.header, position):
                position = self._block(position, backslash)
                if position > backslash:
                    backslash = self._backslash(position)
        return position

    @staticmethod
    def _sound(begun: Sequence[int], ended: Sequence[int], position: int, backslash: int) -> int:
        """Return how many of these blocks follow ``position`` and each other, hold no backslash and are not too long."""
        for count, (start, end) in enumerate(zip(begun, ended, strict=True)):
            if start != position or end > backslash or end - start > MAX_TEXT:
                return count
            position = end
        return len(begun)

    def _backslash(self, position: int) -> int:
        found = self.data.find(b"\\", position, self.end)
        return self.end if found < 0 else found

    def _block(self, position: int, backslash: int) -> int:
        """Take in the block at ``position``, which names what is not declared, or is written in another way."""
        place = len(self.items) + len(self.rows)
        self.suspects.append(place)
        match = self.usual.block.match(self.data, position)
        if match is not None and match.end() <= backslash and match.end() - position <= MAX_TEXT:
            self.rows.append(match.group(*READ))
            self._placed(position, match.end())
            return match.end()
        end, newline = position, self.usual.newline
        next_header = re.compile(newline + rb"(?:\[\[items\]\]" + newline + rb"|\[(?!\[?items[.\]]))")
        for _try in range(_TRIES):
            found = next_header.search(self.data, end)
            end = found.start() + len(self.usual.newline) if found else len(self.data)
            raw = loads(self.data[position:end])
            if raw is not None:
                self.odd[place] = self.parsed(raw, place)
                self.rows.append((None,) * len(READ))
                self._placed(position, end)
                return end
        raise OddError

    def _placed(self, start: int, end: int) -> None:
        self.usual.starts.append(start)
        self.usual.ends.append(end)

    def parsed(self, raw: dict[str, Any], place: int) -> Item:
        """Return the item of a block that went through the parser. Raises OddError."""
        entries = raw.get("items") if len(raw) == 1 else None
        if not isinstance(entries, list) or len(entries) != 1:
            raise OddError
        from planner.storage import reading
        from planner.storage.findings import Findings

        found = Findings()
        fields = reading.fields_of(entries[0], "items", ("items", place), found)
        if fields is None:
            raise OddError
        fields.setdefault("id", "")
        self.usual.unknown += found.unknown
        return Item(**fields)

    def _made(self) -> None:
        """Make items of the rows read so far: a few at a time, since what is made on the way stays in memory."""
        if not self.rows:
            return
        columns = dict(zip(READ, zip(*self.rows, strict=True), strict=True))
        self.rows.clear()
        check_keys(columns["results"])
        check_keys(columns["extra"])
        said = {field: said_of(field, columns[field], known) for field, known in self.texts.items()}
        self.items += make(self.usual, len(self.items), len(columns["id"]), said)

    def _finish(self) -> None:
        items = self.items
        for place, item in self.odd.items():
            items[place] = item
        nameless = self.nameless()
        known = {item.id for item in items if item.id[:1] not in ("", "~")}
        if len(known) < len(items) - len(nameless):
            raise OddError
        self.name(nameless)
        parents = {parent.decode() for parent in self.texts["parent"] if parent is not None} - known
        if parents:
            self.suspects += [place for place, item in enumerate(items) if item.parent in parents]
        self.usual.suspects = sorted({*self.suspects})

    def nameless(self) -> set[int]:
        """Return the places of the items to which the file gives no id."""
        return {place for place, item in self.odd.items() if not item.id or not item.has_own_id}

    def name(self, places: set[int]) -> None:
        """Name items without an id by title and date, and by the rank among those of the same title and date."""
        self.usual.items = tuple(self.items)  # titles are read by way of it
        if not places:
            return
        from planner.core import ids

        days = {self.items[place].date for place in places}
        same = [place for place, item in enumerate(self.items) if item.date in days]
        for place, item in zip(same, ids.named([self.items[place] for place in same]), strict=True):
            self.items[place] = item
        self.usual.items = tuple(self.items)


def put(items: Sequence[Item], said: Mapping[str, Iterable[Any]]) -> None:
    """Set fields of items, each by a column."""
    for field, values in said.items():
        deque(map(getattr(Item, field).__set__, items, values), maxlen=0)


def make(source: Usual, first: int, count: int, said: Mapping[str, Iterable[Any]]) -> list[Item]:
    """Return ``count`` items, the first one's place being ``first``, of which these fields are known and ``source`` reads the others."""
    items: list[Item] = list(map(object.__new__, repeat(Item, count)))
    put(items, said)
    deque(map(_SOURCE, items, repeat(source)), maxlen=0)
    deque(map(_PLACE, items, range(first, first + count)), maxlen=0)
    return items


_SOURCE: Any = vars(Late)["source"].__set__
_PLACE: Any = vars(Late)["place"].__set__
_NUMBER = rb"(?m)^([A-Za-z0-9_-]++) = ([0-9.-]++)"
_KEY = rb'(?m)^([A-Za-z0-9_-]++|"[^"\n]*+") = '


def check_keys(bodies: Iterable[bytes | None]) -> None:
    """Raise OddError where a table that takes any key has one twice."""
    for body in filter(None, bodies):
        if body.count(b"\n") > 2:
            names = [name.strip(b'"') for name in re.findall(_KEY, body)]
            if len(set(names)) < len(names):
                raise OddError


def said_of(field: str, column: Sequence[bytes | None], known: dict[bytes | None, Any]) -> Iterator[Any]:
    """Return what a column says, each different text read once and kept in ``known``. Raises OddError."""
    if field == "id":
        return iter(b"\n".join([ident or b"" for ident in column]).decode().split("\n"))
    try:
        for text in set(column).difference(known):
            known[text] = DEFAULT[field] if text is None else _READERS.get(field, str)(text.decode())
    except ValueError:  # there is no such day
        raise OddError from None
    return map(known.__getitem__, column)


_READERS: Mapping[str, Callable[[str], Any]] = {"date": dt.date.fromisoformat, "time": dt.time.fromisoformat}
DEFAULT = {"status": "idea", "date": None, "time": None, "parent": ""}
