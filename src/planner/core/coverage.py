"""The gaps of a month, what it counts, and which of a channel's days are still open (CALENDAR.md §3).

A reader would get wrong: ``need`` is the target as the file has it, also in a week that asks less because of a pause, and also for a pillar,
which passes at its share less the tolerance; ``asks`` is what closes the gap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from planner.core import idea_groups, relevance
from planner.core.dates import Month, days
from planner.core.filling import Filling
from planner.core.model import WEEKDAYS, Calendar
from planner.core.sentences import gap_sentence, supply_sentence
from planner.core.shortfall import Shortfall
from planner.core.supply import Supply, ideas_without_channel, paused, supply
from planner.core.tally import RULES, Finding, Key, exact, percent, rounded
from planner.core.values import dataclass, field

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "RULES",
    "Cell",
    "Gap",
    "MonthTable",
    "Share",
    "Supply",
    "WeekBar",
    "check_json",
    "foresee",
    "gap_of",
    "gaps",
    "ideas_without_channel",
    "month_table",
    "open_slots",
    "sentence",
    "supply",
    "supply_sentence",
]


@dataclass(frozen=True)
class Gap:
    """A place where a month falls short. ``have`` is rounded to one decimal where it is a percentage.

    ``asks`` is the count that would do (for percentages: the line that has to be reached or kept). ``candidates`` and ``could`` are ids of
    ideas, best first, worked out when they are first looked at; both are empty for a gap that is past or accepted. ``ideas`` is how many
    they are, which is known much sooner.
    """

    rule: str
    subject: str
    start: dt.date
    end: dt.date
    need: int | float
    have: int | float
    accepted: bool = False
    past: bool = False
    asks: int | float = 0
    _filling: Filling | None = field(default=None, repr=False, compare=False)

    @property
    def key(self) -> Key:
        """What it is known by inside its month."""
        return (self.rule, self.subject, self.start, self.end)

    @property
    def open(self) -> bool:
        """Whether it counts: neither accepted nor past."""
        return not self.accepted and not self.past

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """Ids of the ideas that would lower it if dated inside it, best first."""
        return self._filling.candidates(self.key) if self._filling and self.open else ()

    @cached_property
    def could(self) -> tuple[str, ...]:
        """Ids of the ideas that would, once something they lack is set, best first."""
        return self._filling.could(self.key) if self._filling and self.open else ()

    @cached_property
    def ideas(self) -> int:
        """How many ideas ``candidates`` and ``could`` name together; counted without ranking them."""
        return self._filling.count(self.key) if self._filling and self.open else 0


def foresee(calendar: Calendar, gaps: Iterable[Gap]) -> Iterator[None]:
    """Work out which ideas fill these gaps of a calendar, a little with each step."""
    yield from idea_groups.foresee(calendar)
    yield
    idea_groups.order(calendar)
    yield
    for gap in gaps:
        if gap._filling and gap.open:  # noqa: SLF001 - its own module's
            yield from gap._filling.foresee(gap.key)  # noqa: SLF001
        _candidates = gap.candidates
        yield
        _could = gap.could
        yield


def gap_of(finding: Finding, state: Shortfall, filling: Filling | None = None) -> Gap:
    """Return a finding as the gap that is shown; ``filling`` works out its candidates."""
    asks = finding.have + finding.short
    if finding.rule in ("quiet", "promotion", "one-owner"):
        asks = exact(finding.need)
    return Gap(
        finding.rule,
        finding.subject,
        finding.start,
        finding.end,
        finding.need,
        rounded(finding.have),
        accepted=state.accepted(finding.key),
        past=finding.end < state.today,
        asks=rounded(asks),
        _filling=filling,
    )


def gaps(calendar: Calendar, month: Month, today: dt.date, state: Shortfall | None = None) -> tuple[Gap, ...]:
    """Return the gaps of ``month`` by rule, first day and place in the file; past and accepted ones too.

    ``state`` is what the month counts, where that is known.
    """
    state = state or Shortfall(calendar, month, today)
    found = state.findings()
    filling = Filling(state, found)
    return tuple(gap_of(finding, state, filling) for finding in found)


def sentence(gap: Gap, calendar: Calendar, today: dt.date) -> str:
    """Return what ``gap`` says, one sentence in the current language."""
    lasts_until = None
    if gap.rule == "supply":
        lasts_until = next((one.lasts_until for one in supply(calendar, today) if one.channel == gap.subject), None)
    return gap_sentence(gap, calendar, lasts_until)


def check_json(
    calendar: Calendar, month: Month | None, today: dt.date, *, asked: Month | None = None
) -> dict[str, Any]:
    """Return the object of ``check --json``. ``asked`` is the month a user named: it also says which questions are asked."""
    shown = month or asked or Month.of(today)
    return {
        "calendar": calendar.title,
        "month": str(shown),
        "today": today.isoformat(),
        "gaps": [_gap_json(gap, calendar, today) for gap in gaps(calendar, shown, today)],
        "questions": [relevance.question_json(one) for one in relevance.questions(calendar, today, asked)],
        "supply": [
            {
                "channel": one.channel,
                "need": one.need,
                "have": one.have,
                "ready_until": one.ready_until.isoformat(),
                "planned_until": one.planned_until.isoformat(),
                "lasts_until": one.lasts_until.isoformat(),
            }
            for one in supply(calendar, today)
        ],
    }


def _gap_json(gap: Gap, calendar: Calendar, today: dt.date) -> dict[str, Any]:
    return {
        "rule": gap.rule,
        "subject": gap.subject,
        "from": gap.start.isoformat(),
        "to": gap.end.isoformat(),
        "need": gap.need,
        "have": gap.have,
        "accepted": gap.accepted,
        "past": gap.past,
        "message": sentence(gap, calendar, today),
        "candidates": list(gap.candidates),
        "could": list(gap.could),
    }


@dataclass(frozen=True, slots=True)
class Cell:
    """A count against what is asked; 0 asks for nothing."""

    have: int
    need: int

    @property
    def short(self) -> bool:
        """Whether it falls short."""
        return self.have < self.need


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One channel in the week that starts on ``week``: ``asks`` after pauses."""

    channel: str
    week: dt.date
    have: int
    asks: int


@dataclass(frozen=True, slots=True)
class Share:
    """A pillar's part of the items that have a pillar: ``percent`` rounded, ``low`` where it is a gap."""

    pillar: str
    count: int
    percent: int | float
    share: int | float
    low: bool


@dataclass(frozen=True, slots=True)
class MonthTable:
    """What a month counts: personas by formats (ids, undeclared ones last; "" has none), totals, weeks, pillars and supply.

    ``demands`` says whether the calendar asks for anything at all.
    """

    month: Month
    personas: tuple[str, ...]
    formats: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    persona_totals: Mapping[str, Cell]
    format_totals: Mapping[str, Cell]
    weeks: tuple[WeekBar, ...]
    months: Mapping[str, Cell]
    pillars: tuple[Share, ...]
    supply: tuple[Supply, ...]
    items: int
    demands: bool


def month_table(
    calendar: Calendar, month: Month, today: dt.date | None = None, state: Shortfall | None = None
) -> MonthTable:
    """Return the figures of a coverage panel; supply is as of ``today`` and empty without it. ``state`` as of ``gaps``."""
    state = state or Shortfall(calendar, month, today or month.first)
    tally = state.tally
    asked = not state.rules.silent
    personas = {persona.id: persona for persona in calendar.personas}
    formats = {form.id: form for form in calendar.formats}
    persona_ids = (*personas, *sorted({word for word, number in tally.personas.items() if number} - personas.keys()))
    wanted = {word for persona in calendar.personas for word in persona.formats}
    format_ids = (
        *formats,
        *sorted(({word for word, number in tally.formats.items() if number} | wanted) - formats.keys()),
    )
    if any(form == "" and number for (_persona, form), number in tally.pairs.items()):
        format_ids = (*format_ids, "")
    low = {one.subject for one in state.rules.find(tally) if one.rule == "pillar"}
    whole = sum(tally.pillars.values())
    return MonthTable(
        month=month,
        personas=persona_ids,
        formats=format_ids,
        cells={
            (who, form): Cell(
                tally.pairs[who, form], personas[who].formats.get(form, 0) if asked and who in personas else 0
            )
            for who in persona_ids
            for form in format_ids
        },
        persona_totals={
            who: Cell(tally.personas[who], personas[who].per_month if asked and who in personas else 0)
            for who in persona_ids
        },
        format_totals={
            form: Cell(tally.formats[form], formats[form].per_month if asked and form in formats else 0)
            for form in format_ids
        },
        weeks=tuple(
            WeekBar(channel, week, state.week_counts[channel, week], asks)
            for (channel, week), asks in state.asks.items()
        ),
        months={
            channel.id: Cell(tally.channels[channel.id], channel.per_month if asked else 0)
            for channel in calendar.channels
            if channel.per_month
        },
        pillars=tuple(
            Share(
                pillar.id,
                tally.pillars[pillar.id],
                rounded(percent(tally.pillars[pillar.id], whole) if whole else Fraction(0)),
                pillar.share,
                pillar.id in low,
            )
            for pillar in calendar.pillars
        ),
        supply=supply(calendar, today) if today else (),
        items=tally.items,
        demands=_demands(calendar),
    )


def _demands(calendar: Calendar) -> bool:
    asked = calendar.coverage
    return bool(
        asked.max_quiet_days
        or asked.min_formats
        or asked.max_promotional
        or asked.min_conversation
        or asked.min_customers
        or asked.max_one_owner
        or asked.min_voices
        or any(channel.per_week or channel.per_month for channel in calendar.channels)
        or any(persona.per_month or any(persona.formats.values()) for persona in calendar.personas)
        or any(form.per_month for form in calendar.formats)
        or any(pillar.share for pillar in calendar.pillars)
    )


def open_slots(calendar: Calendar, first: dt.date, last: dt.date) -> tuple[tuple[dt.date, str, dt.time | None], ...]:
    """Return (day, channel, time) for each of a channel's ``days`` that has no counted item on it and is not paused, by day."""
    found = []
    for day in days(first, last):
        name = WEEKDAYS[day.weekday()]
        expected = [channel for channel in calendar.channels if name in channel.days]
        if not expected or paused(calendar, day):
            continue
        taken = {word for item in calendar.by_day.get(day, ()) if calendar.on_plan(item) for word in item.channels}
        found += [(day, channel.id, channel.time) for channel in expected if channel.id not in taken]
    return tuple(found)
