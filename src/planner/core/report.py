"""What the plan brought: results, effort and value by persona, format, pillar, channel and message, and how near the objective is.

A reader would get wrong: an item for two personas stands in both rows but once in the total, where its customers are worth the mean of the two;
rows of one kind therefore need not add up to the total.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction

from planner.core.dates import day_month
from planner.core.fold import fold
from planner.core.model import EMPTY, Calendar, Frozen, Item
from planner.core.sentences import decimal, metric
from planner.core.steps import each
from planner.core.tally import exact
from planner.core.values import dataclass, fields
from planner.core.yields import message_of
from planner.i18n import N_, _, decimal_mark, ngettext

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

KINDS = (
    ("persona", "personas", N_("By persona")),
    ("format", "formats", N_("By format")),
    ("pillar", "pillars", N_("By pillar")),
    ("channel", "channels", N_("By channel")),
    ("message", "messages", N_("By message")),
)
CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``results`` are sums by name, ``hours`` the effort, ``value`` customers × worth − hours × hourly. ``id`` "" has none."""

    id: str
    name: str
    items: int
    results: Mapping[str, int | float]
    customers: int | float
    hours: int | float
    value: int | float


@dataclass(frozen=True, slots=True)
class Progress:
    """The objective and what has been reached of it: the sum of the results named like the indicator, else of the customers."""

    text: str
    indicator: str
    target: int | float
    reached: int | float
    by: dt.date | None


@dataclass(frozen=True, slots=True)
class Report:
    """Results of the items published from ``first`` to ``last`` (None: open); rows by kind: persona, format, pillar, channel, message."""

    calendar: str
    first: dt.date | None
    last: dt.date | None
    total: Line
    rows: Mapping[str, tuple[Line, ...]]
    objective: Progress
    hourly: int | float


def reported(calendar: Calendar, first: dt.date | None, last: dt.date | None) -> list[Item]:
    """Return the items that a report is about: dated in the range, on the plan, and published or with results."""
    return [
        item
        for item in each(calendar.items)
        if item.date is not None
        and (first is None or first <= item.date)
        and (last is None or item.date <= last)
        and calendar.on_plan(item)
        and (item.results or calendar.step(item) == "published")
    ]


def report(calendar: Calendar, first: dt.date | None = None, last: dt.date | None = None) -> Report:
    """Return the report on the items published from ``first`` to ``last``, both included."""
    sums = _Sums(calendar)
    items = reported(calendar, first, last)
    rows = {}
    for kind, table, _heading in KINDS:
        by_id: dict[str, list[Item]] = {entry.id: [] for entry in getattr(calendar, table)}
        for item in items:
            for ident in _belongs(calendar, item, kind) or ("",):
                by_id.setdefault(ident, []).append(item)
        rows[kind] = tuple(
            sums.line(ident, calendar.name_of(table, ident), found, persona=ident if kind == "persona" else "")
            for ident, found in by_id.items()
            if found
        )
    return Report(
        calendar.title,
        first,
        last,
        sums.line("", "", items),
        Frozen(rows),
        progress(calendar),
        rounded_money(exact(calendar.hourly)),
    )


def _belongs(calendar: Calendar, item: Item, kind: str) -> tuple[str, ...]:
    if kind == "message":
        message = message_of(calendar, item)
        return (message,) if message else ()
    values = {"persona": item.personas, "channel": item.channels, "format": (item.format,), "pillar": (item.pillar,)}
    return tuple(dict.fromkeys(word for word in values[kind] if word))


class _Sums:
    """Adds items up with exact arithmetic; only what comes out is rounded."""

    def __init__(self, calendar: Calendar) -> None:
        self._values = {persona.id: exact(persona.value) for persona in calendar.personas}
        self._effort = {form.id: exact(form.effort) for form in calendar.formats}
        self._hourly = exact(calendar.hourly)

    def line(self, ident: str, name: str, items: Iterable[Item], persona: str = "") -> Line:
        """Return the sums of ``items``; customers are worth ``persona``'s value, or the mean of each item's personas."""
        results: dict[str, int | Fraction] = {}
        brought: dict[tuple[str, ...], int | Fraction] = {}
        made: dict[str, int] = {}
        number = 0
        for item in each(items):
            number += 1
            made[item.format] = made.get(item.format, 0) + 1
            for key, amount in item.results.items():
                results[key] = results.get(key, 0) + _whole(amount)
                if key == CUSTOMERS:
                    brought[item.personas] = brought.get(item.personas, 0) + _whole(amount)
        hours = sum((count * self._effort.get(form, Fraction(0)) for form, count in made.items()), Fraction(0))
        value = sum((count * self._worth(who, persona) for who, count in brought.items()), -hours * self._hourly)
        sums = Frozen({key: rounded_money(amount) for key, amount in results.items()}) if results else EMPTY
        customers = Fraction(sum(brought.values()))
        return Line(ident, name, number, sums, *(rounded_money(one) for one in (customers, hours, value)))

    def _worth(self, personas: tuple[str, ...], persona: str) -> Fraction:
        named = (persona,) if persona else tuple(dict.fromkeys(personas))
        return (
            sum((self._values.get(one, Fraction(0)) for one in named), Fraction(0)) / len(named)
            if named
            else Fraction(0)
        )


def _whole(amount: float) -> int | Fraction:
    """Return an amount to be added up: a whole number as it is, since fractions take ten times as long."""
    return amount if isinstance(amount, int) else exact(amount)


def rounded_money(value: int | Fraction) -> int | float:
    """Return a sum rounded half up to two decimals; a whole one comes back as int."""
    cents = (value * 100 + Fraction(1, 2)).__floor__()
    return cents // 100 if cents % 100 == 0 else cents / 100


def progress(calendar: Calendar) -> Progress:
    """Return how near the objective is, over all items with results."""
    goal = calendar.objective
    wanted = fold(goal.indicator)
    sums: dict[str, int | Fraction] = {}
    for item in each(calendar.items):
        if item.results and calendar.on_plan(item):
            for key, amount in item.results.items():
                sums[key] = sums.get(key, 0) + _whole(amount)
    named = [amount for key, amount in sums.items() if wanted and fold(key) == wanted]
    reached = rounded_money(sum(named) if named else sums.get(CUSTOMERS, 0))
    return Progress(goal.text, goal.indicator, goal.target, reached, goal.by)


def formula() -> str:
    """Return how a value is worked out, as it is printed under every report."""
    return _("value = customers × the persona's value − hours × the hourly rate")


def _line_json(line: Line) -> dict[str, Any]:
    return {spec.name: getattr(line, spec.name) for spec in fields(line)} | {"results": dict(line.results)}


def report_json(answer: Report) -> dict[str, Any]:
    """Return the object of ``report --json``; rows by kind, with the id ``""`` for items that name none."""
    goal = answer.objective
    total = _line_json(answer.total)
    return {
        "calendar": answer.calendar,
        "from": answer.first.isoformat() if answer.first else None,
        "to": answer.last.isoformat() if answer.last else None,
        "total": {key: value for key, value in total.items() if key not in ("id", "name")},
        **{kind: [_line_json(line) for line in lines] for kind, lines in answer.rows.items()},
        "objective": {
            "text": goal.text,
            "indicator": goal.indicator,
            "target": goal.target,
            "reached": goal.reached,
            "by": goal.by.isoformat() if goal.by else None,
        },
        "hourly": answer.hourly,
        "formula": formula(),
    }


def lines(answer: Report, calendar: Calendar) -> list[str]:
    """Return the report for people, line by line, in the current language."""
    if not answer.total.items:
        return [_("Nothing was published in this time."), *_objective_lines(answer.objective)]
    text = [_("All: {figures}").format(figures=_figures(answer.total))]
    for kind, _table, heading in KINDS:
        rows = answer.rows[kind]
        if any(line.id for line in rows):
            text += ["", _("{heading}:").format(heading=_(heading))]
            text += [
                "  " + _("{name}: {figures}").format(name=line.name or _("none"), figures=_figures(line))
                for line in rows
            ]
    text += ["", *_objective_lines(answer.objective), formula()]
    if calendar.hourly:
        text.append(_("hourly rate: {rate}").format(rate=_money(answer.hourly)))
    return text


def _money(value: float) -> str:
    """Return an amount as it is read: whole, or with both its cents."""
    text = str(value) if isinstance(value, int) else f"{value:.2f}"
    return text.replace(".", decimal_mark())


def _figures(line: Line) -> str:
    parts = [ngettext("{count} item", "{count} items", line.items).format(count=line.items)]
    parts += [metric(key, amount) for key, amount in line.results.items() if key != CUSTOMERS]
    if line.customers:
        parts.append(
            ngettext("{count} customer", "{count} customers", line.customers).format(count=decimal(line.customers))
        )
    if line.hours:
        parts.append(ngettext("{count} hour", "{count} hours", line.hours).format(count=decimal(line.hours)))
    if line.value:
        parts.append(_("value {amount}").format(amount=_money(line.value)))
    return " · ".join(parts)


def _objective_lines(goal: Progress) -> list[str]:
    if not goal.text and not goal.target:
        return []
    name = goal.text or goal.indicator
    if not goal.target:
        return [_("Objective: {text}").format(text=name)]
    reached = _("Objective: {text}: {reached} of {target} {indicator}").format(
        text=name, reached=decimal(goal.reached), target=decimal(goal.target), indicator=goal.indicator
    )
    if goal.by is None:
        return [reached]
    return [_("{reached}, by {day} {year}").format(reached=reached, day=day_month(goal.by), year=goal.by.year)]
