"""What the week, month, board, list, inbox and detail show, as values; nothing here knows how it is drawn.

A reader would get wrong: a filter hides items from what is shown and from nothing else; slots, gaps and counts are always those of the whole
calendar. A little over the ceiling: the values and what makes them are read together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from planner.core import coverage, dates, moments, relevance, starter
from planner.core.coverage import Gap
from planner.core.dates import Month
from planner.core.model import STEPS, WEEKDAYS, Calendar, Channel, Item, may_say, read_together
from planner.core.moments import Occasion
from planner.core.relevance import Question
from planner.core.shortfall import Shortfall
from planner.core.values import dataclass, replace

Accept = Callable[[Item], bool]
"""Whether a filter lets an item through."""


def ref(client: int, ident: str) -> str:
    """Return what an item is told apart by among all that are open: its id, with the calendar's number unless that is the first.

    Two calendars may hold the same ids: one of them was begun as a copy of the other.
    """
    return f"{client}\0{ident}" if client else ident


def of_ref(text: str) -> tuple[int, str]:
    """Return the calendar's number and the item's id of a ``ref``."""
    client, nul, ident = text.rpartition("\0")
    return (int(client) if nul else 0), ident


_SOME = 1000
"""So many ideas are read at once: some milliseconds."""


def everything(item: Item) -> bool:
    """Let every item through."""
    return item is not None


@dataclass(frozen=True, slots=True)
class Card:
    """One item as a line or a card: ``step`` of the ladder, ``asks`` questions that wait for an answer, ``flags`` early, late, repeat, jargon."""

    item: Item
    step: str
    asks: int = 0
    flags: tuple[str, ...] = ()
    client: int = 0

    @property
    def ref(self) -> str:
        """What the item is told apart by among all that are open."""
        return ref(self.client, self.item.id)


@dataclass(frozen=True, slots=True)
class Slot:
    """A day of a channel without an item on it, where something is expected."""

    channel: Channel
    date: dt.date
    client: int = 0

    @property
    def time(self) -> dt.time | None:
        """When the channel publishes."""
        return self.channel.time


@dataclass(frozen=True, slots=True)
class Day:
    """One day: ``gaps`` are runs of quiet days that it belongs to, ``begins`` those of them that are told here: a run is told once.

    ``hidden`` is the number of items that the filter took away.
    """

    date: dt.date
    cards: tuple[Card, ...] = ()
    slots: tuple[Slot, ...] = ()
    gaps: tuple[Gap, ...] = ()
    begins: tuple[Gap, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    pause: str | None = None
    hidden: int = 0
    client: int = 0
    parts: tuple[Day, ...] = ()
    """The days of the calendars that are drawn together here; empty where it is one calendar's."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a day's list: ``kind`` is ``day`` (the heading), ``item``, ``slot`` or ``gap``; the one of its name is set."""

    kind: str
    day: Day
    card: Card | None = None
    slot: Slot | None = None
    gap: Gap | None = None
    selectable: bool = True
    client: int | None = None
    """Whose it is: a number among the open calendars; None for a heading, which is everybody's."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from ``start``; ``number`` is the ISO number to show, ``gaps`` the channels that fall short in this week."""

    start: dt.date
    number: int
    days: tuple[Day, ...]
    gaps: tuple[Gap, ...] = ()
    client: int = 0
    parts: tuple[Week, ...] = ()
    """The weeks of the calendars that are drawn together here; empty where it is one calendar's."""

    @property
    def end(self) -> dt.date:
        """Its last day."""
        return self.days[-1].date

    @property
    def count(self) -> int:
        """How many items it shows."""
        return sum(len(day.cards) for day in self.days)


@dataclass(frozen=True, slots=True)
class MonthView:
    """The weeks that touch a month, and days of its neighbours with them."""

    month: Month
    weeks: tuple[Week, ...]

    @property
    def count(self) -> int:
        """How many items its own days show."""
        return sum(len(day.cards) for week in self.weeks for day in week.days if Month.of(day.date) == self.month)


@dataclass(frozen=True, slots=True)
class MiniMonth:
    """A month in small: the first days of its weeks with their numbers, and how many items each day counts."""

    month: Month
    weeks: tuple[tuple[dt.date, int], ...]
    counts: Mapping[dt.date, int]
    short: frozenset[dt.date] = frozenset()
    """The weeks (first days) in which a channel falls short."""


@dataclass(frozen=True, slots=True)
class Column:
    """One status of the board and its cards, dated ones first, by date."""

    step: str
    cards: tuple[Card, ...]


class Sight:
    """A calendar and what is said about it on a day; each answer is worked out when first asked for, and kept.

    Without ``holidays`` only the calendar's own moments are known: the library of holidays is slow to load. ``client`` is its number
    among the open calendars.
    """

    def __init__(self, calendar: Calendar, today: dt.date, *, holidays: bool = True, client: int = 0) -> None:
        self.calendar = calendar
        self.today = today
        self.client = client
        self._occasional = calendar if holidays or not calendar.holidays else replace(calendar, holidays="")
        self._gaps: dict[Month, tuple[Gap, ...]] = {}
        self._months: dict[Month, Shortfall] = {}
        self._cards: dict[str, Card] = {}

    def with_holidays(self) -> Sight:
        """Return the same with holidays; what was worked out stays, since nothing of it depends on them."""
        import copy

        sight = copy.copy(self)
        sight._occasional = self.calendar  # noqa: SLF001 - its own
        return sight

    def gaps(self, month: Month) -> tuple[Gap, ...]:
        """Return the gaps of a month, past and accepted ones too; none while there is no item at all, since nothing was begun yet."""
        if month not in self._gaps:
            items = self.calendar.items
            found = coverage.gaps(self.calendar, month, self.today, self._counted(month)) if items else ()
            self._gaps[month] = tuple(found)
        return self._gaps[month]

    def foresee(self, month: Month) -> Iterator[None]:
        """Work out what a large calendar is asked first and what is told of a month, in steps."""
        calendar = self.calendar
        _date = (
            calendar.items[0].date if calendar.items else None
        )  # of some calendars those of all items are read with the first
        yield
        _by_day = calendar.by_day
        yield
        ideas = calendar.ideas
        yield
        for place in range(0, len(ideas), _SOME):
            read_together(ideas[place : place + _SOME], brief=True)
            yield
        for gap in self.open_gaps(month):
            _count = gap.ideas
            yield
        _waiting = self.waiting
        yield

    def table(self, month: Month) -> coverage.MonthTable:
        """Return the figures of a month's coverage."""
        return coverage.month_table(self.calendar, month, self.today, self._counted(month))

    def _counted(self, month: Month) -> Shortfall:
        if month not in self._months:
            self._months[month] = Shortfall(self.calendar, month, self.today)
        return self._months[month]

    def open_gaps(self, month: Month) -> tuple[Gap, ...]:
        """Return the gaps of a month that are neither past nor accepted."""
        return tuple(gap for gap in self.gaps(month) if gap.open)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is to be asked of the days ahead."""
        return tuple(relevance.questions(self.calendar, self.today))

    @cached_property
    def asked(self) -> int:
        """How many questions of the days ahead wait for an answer."""
        return sum(1 for question in self.questions if question.question)

    @cached_property
    def untouched(self) -> tuple[str, ...]:
        """The channels and personas that came with the new file and that no item is for."""
        return starter.untouched(self.calendar)

    @cached_property
    def past(self) -> int:
        """How many items of days before today are on the plan and not published; all of those days are read for it."""
        calendar = self.calendar
        days = (items for day, items in calendar.by_day.items() if day < self.today)
        return sum(calendar.step(item) not in ("published", "parked", "dropped") for items in days for item in items)

    @cached_property
    def _asks(self) -> Mapping[str, int]:
        asks: dict[str, int] = {}
        for question in self.questions:
            if question.question:
                asks[question.item_id] = asks.get(question.item_id, 0) + 1
        return asks

    @cached_property
    def channels_by_weekday(self) -> tuple[tuple[Channel, ...], ...]:
        """The channels that publish on each weekday, Monday first."""
        return tuple(tuple(channel for channel in self.calendar.channels if name in channel.days) for name in WEEKDAYS)

    @cached_property
    def waiting(self) -> tuple[Occasion, ...]:
        """The moments that are worth planning for today and that nothing on the plan is for yet."""
        calendar, today = self.calendar, self.today
        offered = moments.offered(calendar, today) if calendar.moments else ()
        names = {one.id for one in offered}
        taken = {
            item.moment
            for item in (_to_come(calendar, today) if names else ())
            if may_say(item, "moment")  # few do, and the others need not be read for that
            and item.moment in names
            and calendar.on_plan(item)
        }
        return tuple(one for one in offered if one.id not in taken)

    def card(self, item: Item) -> Card:
        """Return the item as a card."""
        found = self._cards.get(item.id)
        if found is None or found.item is not item:
            flags = relevance.marks(self.calendar, item, self.today) if item.date is not None else ()
            found = Card(item, self.calendar.step(item), self._asks.get(item.id, 0), tuple(flags), self.client)
            self._cards[item.id] = found
        return found

    def occasions(self, first: dt.date, last: dt.date) -> Mapping[dt.date, tuple[Occasion, ...]]:
        """Return the moments and holidays of some days, by day."""
        found: dict[dt.date, list[Occasion]] = {}
        for occasion in moments.occurrences(self._occasional, first, last):
            found.setdefault(occasion.date, []).append(occasion)
        return {day: tuple(occasions) for day, occasions in found.items()}

    def days(self, first: dt.date, last: dt.date, accept: Accept = everything) -> tuple[Day, ...]:
        """Return the days from ``first`` to ``last``, both included."""
        months = dict.fromkeys(Month.of(day) for day in (first, last, *_between(first, last)))
        quiet = {
            (gap.start, gap.end): gap
            for month in months
            for gap in self.gaps(month)
            if gap.rule == "quiet" and not gap.accepted
        }
        told = _told(quiet, first, last)
        occasions = self.occasions(first, last)
        found = []
        for day in dates.days(first, last):
            items = self.calendar.by_day.get(day, ())
            shown = tuple(self.card(item) for item in items if accept(item))
            gaps = tuple(gap for (start, end), gap in quiet.items() if start <= day <= end)
            begins = tuple(gap for gap in told if max(gap.start, first) == day)
            hidden = len(items) - len(shown)
            found.append(
                Day(
                    day,
                    shown,
                    self.slots(day),
                    gaps,
                    begins,
                    occasions.get(day, ()),
                    self.pause(day),
                    hidden,
                    self.client,
                )
            )
        return tuple(found)

    def slots(self, day: dt.date) -> tuple[Slot, ...]:
        """Return the channels whose day it is and that have no item on it; none for days that are past or paused."""
        channels = self.channels_by_weekday[day.weekday()]
        if not channels or day < self.today or self.pause(day) is not None:
            return ()
        if self.calendar.starts is not None and day < self.calendar.starts:
            return ()
        taken = {
            name for item in self.calendar.by_day.get(day, ()) if self.calendar.on_plan(item) for name in item.channels
        }
        return tuple(Slot(channel, day, self.client) for channel in channels if channel.id not in taken)

    def chosen_slots(self, day: dt.date) -> tuple[Slot, ...]:
        """Return the same without those of channels that only came with a new file, and that nobody uses."""
        return tuple(slot for slot in self.slots(day) if slot.channel.id not in self.untouched)

    def pause(self, day: dt.date) -> str | None:
        """Return why nothing is asked of ``day`` (possibly ""), or None where something is."""
        return next((pause.reason for pause in self.calendar.pauses if pause.start <= day <= pause.end), None)

    def week_gaps(self, start: dt.date) -> tuple[Gap, ...]:
        """Return the channels that fall short in the week from ``start``; not the accepted ones."""
        month = Month.of(start + dt.timedelta(days=3))
        return tuple(
            gap
            for gap in self.gaps(month)
            if gap.rule == "cadence" and gap.start == start and not gap.accepted and _one_week(gap)
        )


def _to_come(calendar: Calendar, today: dt.date) -> Iterator[Item]:
    """Yield the ideas, and what is dated from ``today`` on."""
    yield from calendar.ideas
    for day, items in calendar.by_day.items():
        if day >= today:
            yield from items


def _one_week(gap: Gap) -> bool:
    return (gap.end - gap.start).days == 6


def _told(quiet: Mapping[tuple[dt.date, dt.date], Gap], first: dt.date, last: dt.date) -> list[Gap]:
    """Return the runs of quiet days that are told on these days: of two months that see the same run, the one that sees more of it here."""
    inside = [
        (max(start, first), min(end, last), gap)
        for (start, end), gap in quiet.items()
        if start <= last and end >= first
    ]
    found: list[tuple[dt.date, dt.date, Gap]] = []
    for begin, end, gap in sorted(inside, key=lambda one: (one[0] - one[1], one[2].start)):
        if all(end < other_begin or other_end < begin for other_begin, other_end, _gap in found):
            found.append((begin, end, gap))
    return [gap for _begin, _end, gap in sorted(found, key=lambda one: one[0])]


def _between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = Month.of(first).shift(1)
    while month.first <= last:
        yield month.first
        month = month.shift(1)


def week(sight: Sight, day: dt.date, accept: Accept = everything) -> Week:
    """Return the week that holds ``day``."""
    start = dates.week_of(day, sight.calendar.week_starts)
    days = sight.days(start, start + dt.timedelta(days=6), accept)
    return Week(start, dates.week_number(start), days, sight.week_gaps(start), sight.client)


def month(sight: Sight, of: Month, accept: Accept = everything) -> MonthView:
    """Return every week that touches the month."""
    first = dates.week_of(of.first, sight.calendar.week_starts)
    last = dates.week_of(of.last, sight.calendar.week_starts) + dt.timedelta(days=6)
    days = sight.days(first, last, accept)
    weeks = []
    for index in range(0, len(days), 7):
        start = days[index].date
        number, here = dates.week_number(start), days[index : index + 7]
        weeks.append(Week(start, number, here, sight.week_gaps(start), sight.client))
    return MonthView(of, tuple(weeks))


def mini_month(sight: Sight, of: Month, accept: Accept = everything) -> MiniMonth:
    """Return the month in small; only items on the plan are counted."""
    counts = {}
    first = dates.week_of(of.first, sight.calendar.week_starts)
    weeks = []
    while first <= of.last:
        weeks.append((first, dates.week_number(first)))
        first += dt.timedelta(days=7)
    for day in of.days():
        items = sight.calendar.by_day.get(day, ())
        if items:
            counts[day] = sum(1 for item in items if sight.calendar.on_plan(item) and accept(item))
    short = frozenset(gap.start for gap in sight.open_gaps(of) if gap.rule == "cadence" and _one_week(gap))
    return MiniMonth(of, tuple(weeks), counts, short)


def day_rows(day: Day) -> tuple[Row, ...]:
    """Return the lines of a day in the week list: a heading, and below it items and slots by time, and the quiet runs told here.

    The heading can be stood on only where nothing else can.
    """
    rows = [Row("item", day, card=card, client=card.client) for card in day.cards]
    rows += [Row("slot", day, slot=slot, client=slot.client) for slot in day.slots]
    rows.sort(key=_row_time)
    for part in day.parts or (day,):
        rows += [Row("gap", day, gap=gap, client=part.client) for gap in part.begins]
    return (Row("day", day, selectable=not rows), *rows)


def _row_time(row: Row) -> tuple[bool, dt.time, bool]:
    time = row.card.item.time if row.card is not None else row.slot.time if row.slot is not None else None
    return (time is not None, time or dt.time.min, row.kind == "slot")


def week_rows(view: Week) -> tuple[Row, ...]:
    """Return the lines of the week list: what falls short in the whole week stands under its last day."""
    rows = [row for day in view.days for row in day_rows(day)]
    return (*rows, *below(view))


def below(view: Week) -> tuple[Row, ...]:
    """Return what falls short in the whole week, as rows of its last day."""
    parts = view.parts or (view,)
    return tuple(Row("gap", view.days[-1], gap=gap, client=part.client) for part in parts for gap in part.gaps)


def told(view: Week) -> tuple[Row, ...]:
    """Return the gaps of a week that a month has room for: the open ones, or else the past ones."""
    rows = below(view)
    return tuple(row for row in rows if row.gap is not None and row.gap.open) or rows


def cell_rows(day: Day, gaps: Iterable[Row] = ()) -> tuple[Row, ...]:
    """Return what one can stand on in a day of the month grid: items, slots and quiet runs, or the day itself; and ``gaps`` of its week."""
    return (*(row for row in day_rows(day) if row.selectable), *gaps)


def board(sight: Sight, of: Month, accept: Accept = everything) -> tuple[Column, ...]:
    """Return a column for each step of the ladder: the month's items, and in each column the undated ones after them."""
    columns: dict[str, list[Card]] = {step: [] for step in STEPS}
    for day in of.days():
        for item in sight.calendar.by_day.get(day, ()):
            _put(columns, sight, item, accept)
    for item in sight.calendar.ideas:
        _put(columns, sight, item, accept)
    return tuple(Column(step, tuple(cards)) for step, cards in columns.items())


def _put(columns: dict[str, list[Card]], sight: Sight, item: Item, accept: Accept) -> None:
    step = sight.calendar.step(item)
    if step in columns and accept(item):
        columns[step].append(sight.card(item))


def listed(calendar: Calendar, accept: Accept = everything) -> tuple[Item, ...]:
    """Return every item by date, time and place in the file, undated ones last."""
    dated = chain.from_iterable(calendar.by_day[day] for day in sorted(calendar.by_day))
    every = (*dated, *(item for item in calendar.items if item.date is None))
    return every if accept is everything else tuple(filter(accept, every))


def ideas(calendar: Calendar, accept: Accept = everything) -> tuple[Item, ...]:
    """Return the inbox: undated items on the plan, newest (last in the file) first."""
    return tuple(item for item in reversed(calendar.ideas) if accept(item))


def named(calendar: Calendar, table: str, idents: Iterable[str]) -> str:
    """Return the names of some entries, comma between them."""
    return ", ".join(calendar.name_of(table, ident) for ident in idents)


def short_name(calendar: Calendar, table: str, ident: str) -> str:
    """Return a name for where room is scarce: up to its first comma, parenthesis or dash."""
    name = calendar.name_of(table, ident)
    for mark in (",", " (", " –", " —", " - "):
        name = name.split(mark, 1)[0]
    return name.strip() or ident
