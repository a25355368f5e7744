"""One row to one draft of an item: which field each cell fills, and what of it is kept as it stands.

A reader would get wrong: a cell that its field cannot hold (31/02/2026, a link that is none) is not lost: its text goes to ``extra`` under
the column's header. A time without a date goes there too, for an idea has none. A few lines over the ceiling.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from planner.core.dates import in_range
from planner.core.model import Calendar
from planner.core.values import dataclass, field
from planner.exchange import csv_dates, csv_values
from planner.exchange.csv_catalogue import Catalogue
from planner.exchange.csv_columns import TITLES
from planner.exchange.csv_header import EXTRA, Column
from planner.exchange.csv_sniff import Row
from planner.exchange.csv_words import IDEA_WORDS, words

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

_GUARD = re.compile(r"'(?='*[=+\-@\t\r\n])")
_LONGEST_NAME = 80


@dataclass(slots=True)
class Draft:
    """What a row says of an item: ``values`` by field, for cells that hold something; ``cells`` by the column's header, unguarded."""

    line: int
    title: str = ""
    own_title: bool = True
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    results: dict[str, float] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    ref: str = ""
    ident: tuple[str, str] = ("", "")
    decision: str = ""
    comment: str = ""
    idea: bool = False
    every_channel: str = ""

    @property
    def date(self) -> dt.date | None:
        """The date that the row gives, if it gives one."""
        found: dt.date | None = self.values.get("date")
        return found


@dataclass(slots=True)
class Told:
    """What is to be told of the reading: lines by kind of finding, with an example."""

    bad_dates: list[tuple[int, str]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    zones: Counter[str] = field(default_factory=Counter)
    wrong_days: list[tuple[int, str]] = field(default_factory=list)


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if _GUARD.match(cell) else cell


class Reader:
    """Reads the rows of one file; ``columns`` have their fields, ``order`` is that of the date column.

    It has more methods than a class should: one for each field a cell can fill, and nothing else.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        calendar: Calendar,
        catalogue: Catalogue,
        order: csv_dates.Order,
        *,
        today: dt.date,
        day_one: dt.date | None,
        returned: bool = False,
    ) -> None:
        self.columns = columns
        self.told = Told()
        self.calendar, self.catalogue, self.order = calendar, catalogue, order
        self._today, self._day_one, self._returned = today, day_one, returned
        self._titles = sorted(
            (column for column in columns if column.concept in TITLES and column.field in ("title", EXTRA)),
            key=lambda column: (column.field != "title", TITLES.index(column.concept)),
        )
        self._take_by = self._takers()
        self._by_need = sorted(columns, key=lambda column: column.field != "date")  # the others look at the date
        self._messages = {
            words(text): one.id for one in calendar.messages for text in (one.text, one.name, one.id) if text
        }
        channels = next((column.cells for column in columns if column.field == "channels"), ())
        self._single = {words(cell) for cell in channels if words(cell) and not re.search(r"[/&+,;|]", cell)}

    def read(self, row: Row) -> Draft:
        """Return what ``row`` says. Its title is empty where nothing in it can be one."""
        draft = Draft(row.line)
        for column in self._by_need:
            cell = row.cells[column.index] if column.index < len(row.cells) else ""
            draft.cells[column.header] = cell
            text = unguarded(cell).strip()
            if text:
                self._take(draft, column, text)
        if draft.idea:
            draft.values.pop("date", None)
        self._settle_time(draft)
        if not draft.title:
            draft.title, draft.own_title = self._other_title(draft), False
        return draft

    def _takers(self) -> Mapping[str, Callable[[Draft, Column, str], bool]]:
        """What takes a cell into a draft, by the column's field; it gives False where the text has to be kept in ``extra`` as well."""
        return {
            "title": self._title,
            "date": self._date,
            "day number": self._day_number,
            "time": self._time,
            "channels": self._channels,
            "format": self._format,
            "pillar": self._pillar,
            "personas": self._personas,
            "owner": self._owner,
            "suggested_by": self._owner,
            "status": self._status,
            "link": self._link,
            "hashtags": self._hashtags,
            "assets": self._assets,
            "results": self._results,
            "intent": self._chosen,
            "kind": self._chosen,
            "copy": self._text,
            "notes": self._text,
            "call_to_action": self._line,
            "keyword": self._line,
            "solves": self._line,
            "message": self._message,
            "record": self._record,
            "ref": self._ref,
            "id": self._id,
            "decision": self._decision,
            "client comments": self._comment,
            "weekday": self._weekday,
        }

    def _take(self, draft: Draft, column: Column, text: str) -> None:
        take = self._take_by.get(column.field)
        if take is None or not take(draft, column, text):
            draft.extra[column.header] = text

    def _title(self, draft: Draft, _column: Column, text: str) -> bool:
        draft.title = _on_one_line(text)
        return True

    def _date(self, draft: Draft, _column: Column, text: str) -> bool:
        found = self._own_date(text) or csv_dates.read(text, self.order, self._today)
        if found is None:
            self.told.bad_dates.append((draft.line, text))
            return False
        if found.assumed_year:
            self.told.years.append(draft.line)
        if found.offset is not None and found.time is not None:
            found = self._in_zone(found)
        draft.values["date"] = found.date
        if found.time is not None:
            draft.values.setdefault("time", found.time)
        return True

    def _own_date(self, text: str) -> csv_dates.Moment | None:
        if not self.calendar.csv.date_format:
            return None
        try:
            found = dt.datetime.strptime(text, self.calendar.csv.date_format).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return None
        return csv_dates.Moment(found) if in_range(found) else None

    def _in_zone(self, found: csv_dates.Moment) -> csv_dates.Moment:
        if not self.calendar.timezone or found.time is None or found.offset is None:
            self.told.zones["kept"] += 1
            return found
        there = dt.datetime.combine(found.date, found.time, dt.timezone(found.offset))
        here = there.astimezone(ZoneInfo(self.calendar.timezone))
        if not in_range(here.date()):
            return found
        self.told.zones["moved"] += 1
        return csv_dates.Moment(here.date(), here.time().replace(tzinfo=None), None, found.assumed_year)

    def _day_number(self, draft: Draft, _column: Column, text: str) -> bool:
        number = csv_dates.day_number(text)
        if number is None or self._day_one is None:
            return False
        day = self._day_one + dt.timedelta(days=number - 1)
        if in_range(day):
            draft.values["date"] = day
        return False  # the number is kept too: which day of the plan it is stays true when the item moves

    def _time(self, draft: Draft, _column: Column, text: str) -> bool:
        found = csv_dates.read_time(text)
        if found is not None:
            draft.values["time"] = found
        return found is not None

    def _settle_time(self, draft: Draft) -> None:
        if "date" in draft.values or "time" not in draft.values:
            return
        del draft.values["time"]
        for column in self.columns:
            if column.field == "time" and draft.cells[column.header].strip():
                draft.extra.setdefault(column.header, draft.cells[column.header].strip())

    def _channels(self, draft: Draft, column: Column, text: str) -> bool:
        names = csv_values.channels_of(
            text, lambda part: self.catalogue.knows("channels", part) or words(part) in self._single
        )
        if any(len(name) > _LONGEST_NAME for name in names):
            return False
        named = [name for name in names if not csv_values.means_all(name) or self.catalogue.knows("channels", name)]
        if len(named) < len(names):
            draft.every_channel = column.header
            draft.extra[column.header] = text
        if found := tuple(dict.fromkeys(self.catalogue.find("channels", name) for name in named)):
            draft.values["channels"] = found
        return True

    def _format(self, draft: Draft, _column: Column, text: str) -> bool:
        return self._named(draft, "formats", "format", text)

    def _pillar(self, draft: Draft, _column: Column, text: str) -> bool:
        return self._named(draft, "pillars", "pillar", text)

    def _named(self, draft: Draft, table: str, name: str, text: str) -> bool:
        if len(text) > _LONGEST_NAME or "\n" in text:
            return False
        draft.values[name] = self.catalogue.find(table, text)
        return True

    def _personas(self, draft: Draft, column: Column, text: str) -> bool:
        whole = (text,) if self.catalogue.knows("personas", text) else csv_values.names_of(text)
        kept = True
        titles, parts = column.header.split("/"), text.split("/")
        if len(whole) == 1 and len(titles) == len(parts) > 1 and not self.catalogue.knows("personas", text):
            # two things under one header (Persona/Stage): the persona is the part that the header's first part names
            whole, kept = (parts[0].strip(),), False
        if any(len(name) > _LONGEST_NAME for name in whole):
            return False
        draft.values["personas"] = tuple(dict.fromkeys(self.catalogue.find("personas", name) for name in whole))
        return kept

    def _owner(self, draft: Draft, column: Column, text: str) -> bool:
        if len(text) > _LONGEST_NAME:
            return False
        draft.values[column.field] = self.catalogue.find("people", text)
        return True

    def _status(self, draft: Draft, _column: Column, text: str) -> bool:
        found, keep = self.catalogue.status(text)
        if found:
            draft.values["status"] = found
        return not keep

    def _link(self, draft: Draft, _column: Column, text: str) -> bool:
        if csv_values.is_link(text):
            draft.values["link"] = text
        return "link" in draft.values

    def _hashtags(self, draft: Draft, _column: Column, text: str) -> bool:
        draft.values["hashtags"] = csv_values.hashtags_of(text)
        return bool(draft.values["hashtags"])

    def _assets(self, draft: Draft, _column: Column, text: str) -> bool:
        draft.values["assets"] = tuple(csv_values.assets_of(text))
        return True

    def _results(self, draft: Draft, column: Column, text: str) -> bool:
        found = csv_values.number(text)
        if found is not None:
            draft.results[csv_values.metric(column.header)] = found
        return found is not None

    def _chosen(self, draft: Draft, column: Column, text: str) -> bool:
        found = (csv_values.intent if column.field == "intent" else csv_values.kind)(text)
        if found:
            draft.values[column.field] = found
        return found == words(text)

    def _text(self, draft: Draft, column: Column, text: str) -> bool:
        draft.values[column.field] = text.replace("\r\n", "\n").replace("\r", "\n")
        return True

    def _line(self, draft: Draft, column: Column, text: str) -> bool:
        draft.values[column.field] = _on_one_line(text)
        return True

    def _message(self, draft: Draft, _column: Column, text: str) -> bool:
        if words(text) in self._messages:
            draft.values["message"] = self._messages[words(text)]
        return "message" in draft.values

    def _record(self, draft: Draft, _column: Column, text: str) -> bool:
        draft.idea = bool(set(words(text).split()) & IDEA_WORDS)
        return False

    def _ref(self, draft: Draft, _column: Column, text: str) -> bool:
        draft.ref = text
        return True

    def _id(self, draft: Draft, column: Column, text: str) -> bool:
        draft.ident = (column.header, text)
        return False

    def _decision(self, draft: Draft, _column: Column, text: str) -> bool:
        draft.decision = text
        return True

    def _comment(self, draft: Draft, _column: Column, text: str) -> bool:
        draft.comment = text.replace("\r\n", "\n").replace("\r", "\n")
        return True

    def _weekday(self, draft: Draft, _column: Column, text: str) -> bool:
        number = csv_dates.weekday(text)
        if not self._returned and draft.date is not None and number not in (None, draft.date.weekday()):
            self.told.wrong_days.append((draft.line, text))
        return self._returned

    def _other_title(self, draft: Draft) -> str:
        for column in self._titles:
            text = csv_values.first_line(unguarded(draft.cells[column.header]))
            if text:
                return text
        copy = csv_values.first_line(draft.values.get("copy", ""))
        if copy:
            return copy
        assets = draft.values.get("assets", ())
        return csv_values.stem(assets[0]) if assets else str(draft.values.get("keyword", ""))

    def fill_channels(self, drafts: Sequence[Draft]) -> None:
        """Give the rows that say ``All`` every channel, now that all rows are read."""
        everywhere = self.catalogue.every_channel()
        for draft in drafts:
            if draft.every_channel and everywhere:
                draft.values["channels"] = everywhere


def _on_one_line(text: str) -> str:
    """Return a text without line ends; the blanks within a line are its own."""
    return " ".join(line for part in re.split(r"[\r\n\v\f]", text) if (line := part.strip()))
