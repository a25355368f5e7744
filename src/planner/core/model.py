"""The plan as frozen values: a calendar, its items, and what they name.

A reader would get wrong: keys and tables the program does not know are not here; they live in the file's text (``storage.document``),
so a value never has to be written back whole.
Over the ceiling: every table of the file is one small class here, and they are looked up together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

from planner.core.values import dataclass, fields, replace

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any, NoReturn

VERSION = 1
STEPS = ("idea", "draft", "review", "approved", "scheduled", "published")
OFF_PLAN = ("parked", "dropped")
STATUSES = STEPS + OFF_PLAN
RELATIONS = ("customer", "prospect", "partner", "team")
KINDS = ("evergreen", "topical", "seasonal")
INTENTS = ("inform", "converse", "promote")
ANSWERS = ("yes", "no", "unsure")
QUESTIONS = ("interesting", "popular", "timely", "competitors")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LANGUAGES = ("en", "fr")


class Frozen(dict[str, "Any"]):
    """A dict that is never changed, so that values which hold it can be shared and hashed."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self)))

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("a frozen mapping is replaced, never changed")

    __setitem__ = __delitem__ = update = pop = popitem = clear = setdefault = _refuse


EMPTY: Mapping[str, Any] = Frozen()


@dataclass(frozen=True, slots=True)
class Answer:
    """A dated answer to a relevance question."""

    answer: str
    on: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out to a tool: when, and a digest of what was sent."""

    on: dt.date
    digest: str = ""


class Late:
    """What may be read later: where a slot is still empty, ``source.fill`` sets it and others; a value made the usual way has no source.

    ``source.read`` sets all of the values at some places, ``source.read_brief`` the short ones (``BRIEF``); ``source.saying`` returns the places
    of the values that may say anything in a field.

    ``place`` is for the source, to know it by.
    """

    __slots__ = ("place", "source")
    if TYPE_CHECKING:
        source: Any
        place: int
    else:

        def __getattr__(self, name: str) -> Any:
            """Return a field that was not read yet."""
            if name in Late.__slots__:
                raise AttributeError(name)
            self.source.fill(self, name)
            return object.__getattribute__(self, name)


@dataclass(frozen=True, slots=True)
class Item(Late):
    """One piece of content; without ``date`` it is an idea in the inbox, whatever its status.

    ``id`` begins with ``~`` when the file gives none. ``time`` is None unless ``date`` is set.
    """

    id: str
    title: str
    status: str = "idea"
    date: dt.date | None = None
    time: dt.time | None = None
    channels: tuple[str, ...] = ()
    format: str = ""
    personas: tuple[str, ...] = ()
    pillar: str = ""
    message: str = ""
    kind: str = "topical"
    intent: str = ""
    solves: str = ""
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    moment: str = ""
    parent: str = ""
    owner: str = ""
    suggested_by: str = ""
    copy: str = ""
    notes: str = ""
    link: str = ""
    assets: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    call_to_action: str = ""
    keyword: str = ""
    relevance: Mapping[str, Answer] = EMPTY
    results: Mapping[str, float] = EMPTY
    exported: Mapping[str, Sent] = EMPTY
    extra: Mapping[str, Any] = EMPTY

    @property
    def has_own_id(self) -> bool:
        """Whether the file gives the id; ``~`` ids are made from title, date and rank."""
        return not self.id.startswith("~")


BRIEF = ("channels", "format", "personas", "pillar", "intent", "owner", "suggested_by")
"""What the rules of a month look at, beside the days and what was answered."""


def read_together(items: Iterable[Item], *, brief: bool = False) -> None:
    """Read all that these items say, many at once: in a third of the time that it takes when one after the other is asked.

    ``brief``: only what the rules of a month look at, which takes a third of that.
    """
    places: dict[Any, list[int]] = {}
    for item in items:
        if hasattr(item, "source"):
            places.setdefault(item.source, []).append(item.place)
    for source, some in places.items():
        if brief:
            source.read_brief(some)
        else:
            source.read(some)


def may_say(item: Item, field: str) -> bool:
    """Whether ``item`` may say anything in ``field``; where it does not, that is often known without reading it."""
    source = getattr(item, "source", None)
    return source is None or item.place in source.saying(field)


@dataclass(frozen=True, slots=True)
class Persona:
    """A described reader; ``per_month`` and ``formats`` are demands in items a month, ``value`` a year's worth of one such customer."""

    id: str
    name: str = ""
    relation: str = "prospect"
    per_month: int = 0
    formats: Mapping[str, int] = EMPTY
    value: float = 0.0
    problems: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """How an item is made; ``effort`` in hours."""

    id: str
    name: str = ""
    per_month: int = 0
    effort: float = 0.0


@dataclass(frozen=True, slots=True)
class Channel:
    """Where an item is published, with its cadence; ``days`` are weekday names."""

    id: str
    name: str = ""
    network: str = ""
    per_week: int = 0
    per_month: int = 0
    days: tuple[str, ...] = ()
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Pillar:
    """A theme of the strategy; ``share`` in percent of the items that have a pillar."""

    id: str
    name: str = ""
    share: int | float = 0


@dataclass(frozen=True, slots=True)
class Message:
    """What readers are to remember."""

    id: str
    text: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date the audience cares about: one ``date`` or an RFC 5545 ``rule``; ``lead_days`` before it is worth planning for."""

    id: str
    name: str = ""
    date: dt.date | None = None
    rule: str = ""
    lead_days: int = 0


@dataclass(frozen=True, slots=True)
class Competitor:
    """Somebody else who speaks to the same readers."""

    id: str
    name: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who owns or suggests items."""

    id: str
    name: str = ""
    coordinator: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """The calendar's own status word and the ``step`` of the ladder that it counts as."""

    id: str
    name: str = ""
    step: str = "draft"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing is asked, both ends included."""

    start: dt.date
    end: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A gap that was seen and accepted; ``start`` None means every such gap of the month (``YYYY-MM``)."""

    rule: str
    subject: str = ""
    start: dt.date | None = None
    month: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """What the plan is for."""

    text: str = ""
    indicator: str = ""
    target: float = 0
    by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a month must have; 0 asks for nothing. Percentages are 0 to 100."""

    max_quiet_days: int = 0
    min_formats: int = 0
    max_promotional: int | float = 0
    min_conversation: int | float = 0
    min_customers: int | float = 0
    max_one_owner: int | float = 0
    min_voices: int = 0
    pillar_tolerance: int | float = 10


@dataclass(frozen=True, slots=True)
class Relevance:
    """Which questions are asked, how many days ahead, and after how many days an answer is stale."""

    ahead_days: int = 14
    fresh_days: int = 21
    questions: tuple[str, ...] = QUESTIONS


@dataclass(frozen=True, slots=True)
class CsvExport:
    """How this calendar's client CSV looks: ``columns`` are (field, heading) pairs, empty for the default; ``date_format`` is strftime-like, empty for ISO."""

    columns: tuple[tuple[str, str], ...] = ()
    date_format: str = ""


@dataclass(frozen=True)
class Calendar:
    """The plan of one client. Everything that changes it goes through ``core.edits``.

    ``title`` to ``hourly`` stand under ``[calendar]`` in the file. ``repeat_days`` in days, ``hourly`` in the client's money an hour.
    """

    title: str
    version: int = VERSION
    client: str = ""
    language: str = "en"
    timezone: str = ""
    week_starts: str = "monday"
    holidays: str = ""
    starts: dt.date | None = None
    repeat_days: int = 60
    avoid: tuple[str, ...] = ()
    hourly: float = 0.0

    objective: Objective = Objective()
    coverage: Coverage = Coverage()
    relevance: Relevance = Relevance()
    csv: CsvExport = CsvExport()
    limits: Mapping[str, int] = EMPTY
    filters: Mapping[str, str] = EMPTY
    messages: tuple[Message, ...] = ()
    personas: tuple[Persona, ...] = ()
    formats: tuple[Format, ...] = ()
    channels: tuple[Channel, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    moments: tuple[Moment, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    people: tuple[Person, ...] = ()
    statuses: tuple[Status, ...] = ()
    pauses: tuple[Pause, ...] = ()
    items: tuple[Item, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Items by id, ``~`` ids included."""
        return {item.id: item for item in self.items}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The index in ``items`` of each item, by id; of two of the same id, the first's."""
        return {
            item.id: place for place, item in zip(range(len(self.items) - 1, -1, -1), reversed(self.items), strict=True)
        }

    @cached_property
    def all_named(self) -> bool:
        """Whether the file gives every item an id of its own."""
        return not any(item.id.startswith("~") for item in self.items)

    @cached_property
    def steps(self) -> Mapping[str, str]:
        """The step of the ladder (or ``parked``, ``dropped``) by status word, the calendar's own words included."""
        return {**{word: word for word in STATUSES}, **{status.id: status.step for status in self.statuses}}

    def step(self, item: Item) -> str:
        """Return the step that ``item``'s status counts as; an undeclared word counts as ``draft``."""
        return self.steps.get(item.status, "draft")

    def on_plan(self, item: Item) -> bool:
        """Whether ``item`` is neither parked nor dropped."""
        return self.step(item) not in OFF_PLAN

    def counts(self, item: Item) -> bool:
        """Whether ``item`` is dated and on the plan (CALENDAR.md §3)."""
        return item.date is not None and self.on_plan(item)

    @cached_property
    def ideas(self) -> tuple[Item, ...]:
        """The inbox: undated items on the plan, in the file's order."""
        return tuple(item for item in self.items if item.date is None and self.on_plan(item))

    @cached_property
    def by_day(self) -> Mapping[dt.date, tuple[Item, ...]]:
        """All dated items, off-plan too, by day; within a day by time (none first), then place in the file."""
        days: dict[dt.date, list[Item]] = {}
        for item in self.items:
            if item.date is not None:
                days.setdefault(item.date, []).append(item)
        timed = {item.date for item in self.items if item.time is not None}
        return {day: tuple(sorted(items, key=time_key) if day in timed else items) for day, items in days.items()}

    @cached_property
    def titles_by_day(self) -> dict[dt.date, frozenset[str]]:
        """The folded titles of some days: ``core.relevance`` puts them here, for as long as this plan lives."""
        return {}

    @cached_property
    def alike(self) -> dict[str, Any]:
        """What ideas have in common: ``core.idea_groups`` puts it here, for as long as this plan lives."""
        return {}

    def name_of(self, table: str, ident: str) -> str:
        """Return the name of an entry of ``table`` (``personas``, ``formats``…), or ``ident`` itself where it has none."""
        entry = self._names[table].get(ident)
        return entry or ident

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        return {table: {entry.id: entry.name for entry in getattr(self, table)} for table in NAMED_TABLES}

    def with_item(self, item: Item) -> Calendar:
        """Return the calendar with ``item`` in place of the one of the same id. Raises KeyError if there is none."""
        if item.id not in self.by_id:
            raise KeyError(item.id)
        return replace(self, items=tuple(item if old.id == item.id else old for old in self.items))


NAMED_TABLES = (
    "messages",
    "personas",
    "formats",
    "channels",
    "pillars",
    "moments",
    "competitors",
    "people",
    "statuses",
)
"""Tables whose entries have an id; ``items`` beside them."""

ENTRY_TYPES: Mapping[str, type] = Frozen(
    {
        "messages": Message,
        "personas": Persona,
        "formats": Format,
        "channels": Channel,
        "pillars": Pillar,
        "moments": Moment,
        "competitors": Competitor,
        "people": Person,
        "statuses": Status,
        "pauses": Pause,
        "items": Item,
        "accepted": Accepted,
    }
)
"""The class of one entry of each array of tables, in the file's order of sections."""

TABLE_TYPES: Mapping[str, type] = Frozen({"objective": Objective, "coverage": Coverage, "relevance": Relevance})
CALENDAR_FIELDS = (
    "version",
    "title",
    "client",
    "language",
    "timezone",
    "week_starts",
    "holidays",
    "starts",
    "repeat_days",
    "avoid",
    "hourly",
)
"""The keys of ``[calendar]``, in the order in which they are written."""


def time_key(item: Item) -> tuple[bool, dt.time]:
    """Return by what the items of a day are ordered: those without a time first."""
    return (item.time is not None, item.time or dt.time.min)


def differs(before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    """Return ``{field: (before, after)}`` for two values of the same dataclass."""
    return {
        spec.name: (old, new)
        for spec in fields(before)
        if (old := getattr(before, spec.name)) != (new := getattr(after, spec.name))
    }
