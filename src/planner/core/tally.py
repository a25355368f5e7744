"""Counts what a month's items amount to, and finds where the month falls short of the monthly targets (CALENDAR.md §3).

A reader would get wrong: percentages are compared as exact fractions; what is printed is rounded half up to one decimal, afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from planner.core.dates import Month
from planner.core.model import Calendar, Item

RULES = (
    "cadence",
    "persona",
    "persona-format",
    "format",
    "variety",
    "quiet",
    "pillar",
    "promotion",
    "conversation",
    "customers",
    "one-owner",
    "voices",
    "supply",
)
"""The rules in the order in which gaps are listed."""
SHARES_FROM = 5
"""A share of fewer items than this says nothing."""

Key = tuple[str, str, dt.date, dt.date]
"""What a gap is known by inside one month: rule, subject, first and last day (a channel's week and its month may begin together)."""


class Finding(NamedTuple):
    """One place where a month falls short; ``short`` is what is missing (or too much), above 0 and exact."""

    rule: str
    subject: str
    start: dt.date
    end: dt.date
    need: float
    have: int | Fraction
    short: int | Fraction

    @property
    def key(self) -> Key:
        """What it is known by."""
        return (self.rule, self.subject, self.start, self.end)


@lru_cache(maxsize=4096)
def exact(value: float) -> Fraction:
    """Return a target as the fraction that the file writes: 33.3 is 333/10, not the nearest binary number."""
    return Fraction(value) if isinstance(value, int) else Fraction(str(value))


@lru_cache(maxsize=65536)
def percent(part: int, whole: int) -> Fraction:
    """Return ``part`` in percent of ``whole``, exactly."""
    return Fraction(100 * part, whole)


def rounded(value: float | Fraction) -> int | float:
    """Return a number rounded half up to one decimal; a whole one comes back as int."""
    tenths = (Fraction(value) * 10 + Fraction(1, 2)).__floor__()
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


class Tally:
    """Counts over the counted items of one month. ``count`` adds an item, or with ``sign`` -1 takes it away again."""

    def __init__(self, calendar: Calendar, items: Iterable[Item] = ()) -> None:
        self._customers = frozenset(persona.id for persona in calendar.personas if persona.relation == "customer")
        self.items = 0
        self.with_persona = 0
        self.customers = 0
        self.channels: Counter[str] = Counter()
        self.personas: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.formats: Counter[str] = Counter()
        self.pillars: Counter[str] = Counter()
        self.intents: Counter[str] = Counter()
        self.owners: Counter[str] = Counter()
        self.voices: Counter[str] = Counter()
        for item in items:
            self.count(item)

    def count(self, item: Item, sign: int = 1) -> None:
        """Add ``item`` to every count that it belongs to; on two channels or for two personas it counts for each."""
        self.items += sign
        for channel in set(item.channels):
            self.channels[channel] += sign
        personas = set(item.personas)
        for persona in personas:
            self.personas[persona] += sign
            self.pairs[persona, item.format] += sign
        self.with_persona += sign if personas else 0
        self.customers += 0 if self._customers.isdisjoint(personas) else sign
        for counter, word in (
            (self.formats, item.format),
            (self.pillars, item.pillar),
            (self.intents, item.intent),
            (self.owners, item.owner),
        ):
            if word:
                counter[word] += sign
        for person in {item.owner, item.suggested_by} - {""}:
            self.voices[person] += sign


def distinct(counter: Counter[str]) -> int:
    """Return how many words a counter holds at least once."""
    return sum(1 for number in counter.values() if number > 0)


class MonthlyRules:
    """What the calendar asks of one month as a whole; ``find`` says where a tally falls short of it."""

    def __init__(self, calendar: Calendar, month: Month) -> None:
        self.silent = calendar.starts is not None and month.first < calendar.starts
        self._calendar = calendar
        self._span = (month.first, month.last)
        coverage = calendar.coverage
        tolerance = exact(coverage.pillar_tolerance)
        self._pillars = [(pillar, exact(pillar.share) - tolerance) for pillar in calendar.pillars if pillar.share]
        self._counts: list[tuple[str, str, str, str | tuple[str, str], int]] = [
            ("cadence", channel.id, "channels", channel.id, channel.per_month)
            for channel in calendar.channels
            if channel.per_month
        ]
        self._counts += [
            ("persona", persona.id, "personas", persona.id, persona.per_month)
            for persona in calendar.personas
            if persona.per_month
        ]
        self._counts += [
            ("persona-format", f"{persona.id}:{form}", "pairs", (persona.id, form), number)
            for persona in calendar.personas
            for form, number in persona.formats.items()
            if number
        ]
        self._counts += [
            ("format", form.id, "formats", form.id, form.per_month) for form in calendar.formats if form.per_month
        ]
        self._people = {person.id: place for place, person in enumerate(calendar.people)}
        self._keys: dict[tuple[str, str | tuple[str, str]], Key] = {
            (counter, word): (rule, subject, *self._span) for rule, subject, counter, word, _need in self._counts
        }

    def find(self, tally: Tally) -> Iterator[Finding]:
        """Yield where ``tally`` falls short, in the order of the rules; nothing in a month that begins before ``starts``."""
        if self.silent:
            return
        start, end = self._span
        for rule, subject, counter, word, need in self._counts:
            have = getattr(tally, counter)[word]
            if have < need:
                yield Finding(rule, subject, start, end, need, have, need - have)
        need = self._calendar.coverage.min_formats
        if need and (have := distinct(tally.formats)) < need:
            yield Finding("variety", "", start, end, need, have, need - have)
        yield from self.find_swaying(tally)

    def find_swaying(self, tally: Tally) -> Iterator[Finding]:
        """Yield the findings of the rules that one more item can raise as well as lower: shares, and voices in a month with items."""
        if self.silent:
            return
        yield from self._find_pillars(tally)
        yield from self._find_shares(tally)
        need = self._calendar.coverage.min_voices
        if need and tally.items and (have := distinct(tally.voices)) < need:
            yield Finding("voices", "", *self._span, need, have, need - have)

    def counted(self, item: Item, tally: Tally) -> Iterator[Key]:
        """Yield the gaps, if they are any, that ``item`` lowers by one: counts that it adds to, and variety by a new format."""
        if self.silent:
            return
        words: list[tuple[str, str | tuple[str, str]]] = [("formats", item.format)]
        words += [("channels", channel) for channel in item.channels]
        for persona in item.personas:
            words += [("personas", persona), ("pairs", (persona, item.format))]
        for word in words:
            if word in self._keys:
                yield self._keys[word]
        if item.format and not tally.formats[item.format]:
            yield ("variety", "", *self._span)

    def _find_pillars(self, tally: Tally) -> Iterator[Finding]:
        whole = sum(tally.pillars.values()) if self._pillars else 0
        if whole < SHARES_FROM:
            return
        for pillar, floor in self._pillars:
            have = percent(tally.pillars[pillar.id], whole)
            if have < floor:
                yield Finding("pillar", pillar.id, *self._span, pillar.share, have, floor - have)

    def _find_shares(self, tally: Tally) -> Iterator[Finding]:
        coverage = self._calendar.coverage
        whole = sum(tally.intents.values())
        if whole >= SHARES_FROM:
            have = percent(tally.intents["promote"], whole)
            if coverage.max_promotional and (over := have - exact(coverage.max_promotional)) > 0:
                yield Finding("promotion", "", *self._span, coverage.max_promotional, have, over)
            have = percent(tally.intents["converse"], whole)
            if coverage.min_conversation and (under := exact(coverage.min_conversation) - have) > 0:
                yield Finding("conversation", "", *self._span, coverage.min_conversation, have, under)
        if coverage.min_customers and tally.with_persona >= SHARES_FROM:
            have = percent(tally.customers, tally.with_persona)
            if (under := exact(coverage.min_customers) - have) > 0:
                yield Finding("customers", "", *self._span, coverage.min_customers, have, under)
        whole = sum(tally.owners.values()) if coverage.max_one_owner else 0
        if whole >= SHARES_FROM:
            ceiling = exact(coverage.max_one_owner)
            for owner in sorted((name for name, number in tally.owners.items() if number > 0), key=self._owner_order):
                have = percent(tally.owners[owner], whole)
                if have > ceiling:
                    yield Finding("one-owner", owner, *self._span, coverage.max_one_owner, have, have - ceiling)

    def _owner_order(self, owner: str) -> tuple[int, str]:
        return (self._people.get(owner, len(self._people)), owner)
