"""Pages to read: what the plan brings, with bars, and whose voices are heard in it.

A reader would get wrong: the figures are the report verb's, worked out in the core; only the bars and columns are made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from planner.core import coverage, voices
from planner.core import report as core_report
from planner.core.dates import day_month
from planner.core.model import Calendar
from planner.core.sentences import decimal, metric
from planner.i18n import _, decimal_mark, ngettext, speaking
from planner.tui.acts.deriving import told
from planner.tui.widgets.lines import pad, width_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from planner.core.report import Line, Progress, Report
    from planner.tui.context import Host

T = TypeVar("T")
AT_ONCE = 2000
"""Of so many items a page is made at once: of more, to look through all of them takes longer than a frame."""
FULL, EMPTY, LOSS = "█", "░", "▒"
WITH_BARS, WIDE, SMALL = 72, (10, 11, 9, 12), (9, 10, 8, 10)
"""Cells of a page from which there is room for bars, and of the four columns of figures, with them and without."""


async def report(host: Host) -> None:
    """Show results, effort and value."""
    from planner.tui.screens.pages import Page

    calendar, today = host.calendar, host.today
    title = _("What it brings")
    found = await _found(host, title, lambda: (core_report.report(calendar), _beside(calendar, today)))
    if found is not None:
        answer, beside = found
        copied = "\n".join(core_report.lines(answer, calendar))
        await host.ask(Page(title, lambda width: _page(host, calendar, answer, beside, width), copy=copied))


async def _found(host: Host, title: str, run: Callable[[], T]) -> T | None:
    """Return what ``run`` finds in all items, a thread while there are many; None where it was stopped."""
    return run() if len(host.calendar.items) <= AT_ONCE else await host.work(title, run)


def _page(host: Host, calendar: Calendar, answer: Report, beside: Sequence[str], width: int) -> str:
    """Return the report, laid out for ``width`` cells, and what stands below its figures."""
    parts = [_objective(answer.objective, width), _totals(host, answer)]
    for kind, _table, heading in core_report.KINDS:
        rows = answer.rows[kind]
        if any(line.id for line in rows):
            parts.append(table_of(calendar, _(heading), kind, rows, width))
    return "\n\n".join(part for part in (*parts, *beside) if part)


def _beside(calendar: Calendar, today: dt.date) -> list[str]:
    """Return what each message gave, and the supply."""
    parts = []
    if calendar.messages:
        said = [f"  {one.text or one.id}\n    {told(calendar, one.id)}" for one in calendar.messages]
        parts.append("\n".join([_("What each message gave"), *said]))
    supply = [f"  {coverage.supply_sentence(one, calendar)}" for one in coverage.supply(calendar, today)]
    if supply:
        parts.append("\n".join([_("Supply"), *supply]))
    return parts


def bar(part: float, whole: float, cells: int, *, rest: str = " ") -> str:
    """Return ``part`` of ``whole`` as a bar of exactly ``cells`` cells; what is under nothing is drawn in another shade."""
    filled = min(round(abs(part) * cells / whole), cells) if whole > 0 else 0
    if part and cells and not filled:
        filled = 1
    return (FULL if part > 0 else LOSS) * filled + rest * (cells - filled)


def _objective(goal: Progress, width: int) -> str:
    if not goal.text and not goal.target:
        return ""
    lines = [_("Objective: {text}").format(text=goal.text or goal.indicator)]
    if goal.target:
        percent = f"{min(100 * goal.reached / goal.target, 999):.0f}"
        near = _("{reached} of {target} {indicator}").format(
            reached=decimal(goal.reached), target=decimal(goal.target), indicator=goal.indicator
        )
        if goal.by is not None:
            near = _("{reached}, by {day} {year}").format(reached=near, day=day_month(goal.by), year=goal.by.year)
        drawn = bar(goal.reached, goal.target, min(width // 3, 30), rest=EMPTY)
        share = _("{number}%").format(number=percent)
        lines.append(f"  {drawn} {share}  {near}")
    return "\n".join(lines)


def _totals(host: Host, answer: Report) -> str:
    whole = answer.total
    entered = _(
        "Results: {form} in the last field of an item (views=1200 customers=3), or {review}, which asks."
    ).format(form=host.keys.sign("item.edit", "e"), review=host.keys.sign("review.run", "R"))
    if not whole.items:
        return _("Nothing was published yet, or nothing has results.") + "\n" + entered
    count = ngettext("{count} item", "{count} items", whole.items).format(count=whole.items)
    figures = [count, *_results(whole), _("{number} h").format(number=decimal(whole.hours))]
    figures.append(
        ngettext("{count} customer", "{count} customers", whole.customers).format(count=decimal(whole.customers))
    )
    lines = [" · ".join(figures), _("Value: {amount}").format(amount=money(whole.value)), "  " + core_report.formula()]
    if answer.hourly:
        lines.append("  " + _("hourly rate: {rate}").format(rate=money(answer.hourly)))
    lines.append(entered)
    return "\n".join(lines)


def table_of(calendar: Calendar, heading: str, kind: str, rows: Sequence[Line], width: int) -> str:
    """Return the rows of one kind: name, a bar of what it is worth (or brought), and four columns; results on a line below."""
    name, cells = (26, 24) if width >= 100 else (18, 8) if width >= WITH_BARS else (width - sum(SMALL) - 2, 0)
    wide = WIDE if width >= WITH_BARS else SMALL
    measured = next(
        ([part(row) for row in rows] for part in (_value, _customers, _items) if any(part(row) for row in rows)), []
    )
    most = max((abs(number) for number in measured), default=0)
    lines = [pad(heading, name + cells + 2) + _columns(wide, _("items"), _("customers"), _("hours"), _("value"))]
    for row, number in zip(rows, measured, strict=False):
        figures = (str(row.items), decimal(row.customers), decimal(row.hours), money(row.value))
        label = _label(calendar, kind, row)
        lines.append(f"  {pad(label, name - 1)} {bar(number, most, cells)}{_columns(wide, *figures)}")
        results = " · ".join(_results(row))
        if results:
            lines.append(f"    {results}")
    return "\n".join(lines)


def _label(calendar: Calendar, kind: str, row: Line) -> str:
    if kind == "message":
        return next((one.text for one in calendar.messages if one.id == row.id and one.text), row.name) or _("none")
    return row.name or _("none")


def _columns(wide: tuple[int, ...], *texts: str) -> str:
    return "".join(" " * max(cells - width_of(text), 1) + text for text, cells in zip(texts, wide, strict=True))


def _value(row: Line) -> float:
    return row.value


def _customers(row: Line) -> float:
    return row.customers


def _items(row: Line) -> float:
    return row.items


def _results(row: Line) -> list[str]:
    return [metric(key, amount) for key, amount in row.results.items() if key != core_report.CUSTOMERS]


def money(value: float) -> str:
    """Return an amount as it is read: whole, or with both its cents."""
    text = str(value) if isinstance(value, int) else f"{value:.2f}"
    return text.replace(".", decimal_mark())


async def show_supply(host: Host) -> None:
    """Show until when each channel is fed, and how many ideas have no channel yet."""
    from planner.tui.screens.pages import Page

    calendar = host.calendar
    lines = [coverage.supply_sentence(one, calendar) for one in coverage.supply(calendar, host.today)]
    if not lines:
        host.say(_("No channel has a number of items per week or month, so nothing says how long the supply lasts."))
        return
    without = len(coverage.ideas_without_channel(calendar))
    if without:
        text = ngettext("{count} idea without a channel", "{count} ideas without a channel", without)
        lines += ["", text.format(count=without)]
    await host.ask(Page(_("Supply"), "\n".join(lines)))


async def show_voices(host: Host) -> None:
    """Show who contributes, who has been silent, and a text to ask them for ideas."""
    from planner.tui.screens.pages import Page

    calendar, today = host.calendar, host.today
    people = await _found(host, _("Voices"), lambda: voices.voices(calendar, today))
    if people is None:
        return
    if not people:
        host.say(_("Nobody owns or suggested anything yet."))
        return
    silent = [one for one in people if one.silent] or list(people)
    with speaking(calendar.language):
        text = voices.asking_text(calendar, silent)
    lines = [_voice(one) for one in people]
    head = _("A text to ask for ideas; Y copies it:")
    await host.ask(Page(_("Voices"), "\n".join([*lines, "", head, "", text]), copy=text))


def _voice(one: voices.Voice) -> str:
    figures = [ngettext("{count} item", "{count} items", one.items).format(count=one.items)]
    if one.last is not None:
        figures.append(_("last {day}").format(day=f"{day_month(one.last)} {one.last.year}"))
    if one.next is not None:
        figures.append(_("next {day}").format(day=f"{day_month(one.next)} {one.next.year}"))
    if one.waiting:
        figures.append(ngettext("{count} idea waits", "{count} ideas wait", one.waiting).format(count=one.waiting))
    if one.silent:
        figures.append(_("silent for 60 days"))
    return ("○ " if one.silent else "● ") + _("{name}: {figures}").format(name=one.name, figures=", ".join(figures))
