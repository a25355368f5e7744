"""Verbs that read or change the plan: add, list, check, plan, report.

A reader would get wrong: what a person should know beside the answer goes to standard error, so that output can be piped.
"""

from __future__ import annotations

import datetime as dt

from planner.cli import find, out
from planner.core.dates import Month, clock, long_date, short_day
from planner.core.model import Calendar, Item
from planner.errors import UsageError
from planner.i18n import _, ngettext

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from planner.core.coverage import Gap


def add(options: argparse.Namespace) -> int:
    """Quick add: reads the words, adds one item, prints what was understood."""
    from planner.core import quick_add
    from planner.core.edits import Add
    from planner.core.values import replace
    from planner.storage import codec

    workspace = find.open_workspace(options)
    draft = quick_add.read(" ".join(options.text), workspace.calendar, workspace.today())
    item = replace(draft.item, id=workspace.new_id())
    find.announce(workspace)
    workspace.do(Add("items", item), _("added “{title}”").format(title=item.title))
    workspace.note_seen(at_hand=True)
    if options.json:
        out.as_json(codec.jsonable(item))
    else:
        out.line(f"{item.id}  {quick_add.understood(draft, workspace.calendar)}")
    for note in draft.notes:
        out.chatter(note)
    return 0


def chosen(options: argparse.Namespace, calendar: Calendar) -> list[Item]:
    """Return the items that ``list`` shows: by date, time and place in the file, ideas last, parked and dropped too."""
    first, last = _days(options)
    dated = (
        []
        if options.ideas
        else sorted(
            (
                item
                for item in calendar.items
                if item.date is not None
                and (first is None or item.date >= first)
                and (last is None or item.date <= last)
            ),
            key=lambda item: (item.date, item.time is not None, item.time or dt.time.min),
        )
    )
    ideas = [] if first or last else [item for item in calendar.items if item.date is None]
    items = dated + ideas
    if options.filter:
        from planner.core import filters

        wanted = filters.compile(options.filter, calendar)
        items = [item for item in items if wanted.matches(item)]
    return items


def _days(options: argparse.Namespace) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day that are asked for, None where there is no such end. Raises UsageError."""
    first, last = options.first, options.last
    if options.month is not None:
        first, last = options.month.first, options.month.last
    check_range(first, last)
    return first, last


def check_range(first: dt.date | None, last: dt.date | None) -> None:
    """Raise UsageError where a range ends before it begins."""
    if first and last and last < first:
        raise UsageError(
            _("The range ends on {last}, before it begins on {first}.").format(first=first, last=last),
            _("Swap --from and --to."),
        )


def list_(options: argparse.Namespace) -> int:
    """List items, as lines, a table or JSON."""
    from planner.storage import answers, later

    if options.json or answers.question(options.argv, options.environ) is None:
        return _list(options)
    with out.held() as said:
        status = _list(options)
    if not status and options.digest:
        texts = (said[0].getvalue(), said[1].getvalue())
        later.afterwards(lambda: answers.note(options.argv, options.environ, options.digest(), texts))
    return status


def _list(options: argparse.Namespace) -> int:
    from planner.storage.schema import jsonable

    calendar = find.calendar_of_days(options, *_days(options))
    items = chosen(options, calendar)
    if options.json:
        out.as_json([jsonable(item) for item in items])
        return 0
    print_items(calendar, items, plain=options.plain)
    if not items:
        out.chatter(_("Nothing here. Add something with: planner add 'Title ^fri'"))
    return 0


def print_items(calendar: Calendar, items: list[Item], *, plain: bool = False) -> None:
    """Print items as rows: date, weekday, time, status, id, title, where and for whom; with ``plain``, a sentence each."""
    if plain:
        from planner.cli.plain import item_line

        for item in items:
            out.line(item_line(calendar, item))
        return
    rows = []
    for item in items:
        tags = (
            [f"!{ident}" for ident in item.channels]
            + [f"#{item.format}"] * bool(item.format)
            + [f"@{ident}" for ident in item.personas]
        )
        day = item.date.isoformat() if item.date else _("idea")
        weekday = short_day(item.date) if item.date else ""
        rows.append((day, weekday, clock(item.time), _status_name(calendar, item), item.id, item.title, " ".join(tags)))
    headings = (_("Date"), _("Day"), _("Time"), _("Status"), "id", _("Title"), _("Where and for whom"))
    out.table(headings, rows)


def _status_name(calendar: Calendar, item: Item) -> str:
    """Return what the status is called: a calendar's own name as it stands, ours in small letters."""
    from planner.exchange import wording

    name = wording.status_name(calendar, item)
    return name if name == calendar.name_of("statuses", item.status) else name.lower()


def check(options: argparse.Namespace) -> int:
    """Show gaps, questions and supply of a month."""
    from planner.core import coverage, relevance

    workspace = find.open_workspace(options)
    calendar, today = workspace.calendar, workspace.today()
    month = options.month or Month.of(today)
    if options.json:
        out.as_json(coverage.check_json(calendar, month, today, asked=options.month))
    else:
        _print_check(calendar, month, today, asked=options.month, plain=options.plain)
    if options.strict:
        gaps = coverage.gaps(calendar, month, today)
        asked = relevance.questions(calendar, today, options.month)
        return int(any(gap.open for gap in gaps) or bool(asked))
    return 0


def _print_check(calendar: Calendar, month: Month, today: dt.date, *, asked: Month | None, plain: bool) -> None:
    from planner.cli.plain import question_line
    from planner.core import coverage, relevance
    from planner.core.dates import month_name

    gaps = coverage.gaps(calendar, month, today)
    out.line(_("{heading}: {value}").format(heading=calendar.title, value=f"{month_name(month.number)} {month.year}"))
    fillable = [gap for gap in gaps if gap.open and (gap.candidates or gap.could)]
    others = [gap for gap in gaps if gap.open and not (gap.candidates or gap.could)]
    quiet = [gap for gap in gaps if not gap.open]
    sign = "" if plain else "  - "
    closing = [_gap_line(calendar, gap, today, plain=plain) for gap in fillable]
    _group(_("Ideas in the inbox would close these"), closing, sign)
    _group(_("These need a new idea"), [_gap_line(calendar, gap, today, plain=plain) for gap in others], sign)
    questions = relevance.questions(calendar, today, asked)
    _group(
        _("Questions to answer"),
        [
            question_line(calendar, question)
            if plain
            else _("{heading}: {value}").format(
                heading=f"{question.date} {question.title}", value=relevance.describe(question, calendar)
            )
            for question in questions
        ],
        sign,
    )
    _group(_("Supply"), [coverage.supply_sentence(entry, calendar) for entry in coverage.supply(calendar, today)], sign)
    _group(_("Accepted or past"), [coverage.sentence(gap, calendar, today) for gap in quiet], sign)
    if not gaps and not questions:
        out.line(_("Nothing is missing this month."))


def _group(heading: str, lines: list[str], sign: str) -> None:
    if lines:
        out.line()
        out.line(_("{heading}:").format(heading=heading))
        for text in lines:
            out.line(f"{sign}{text}")


def _gap_line(calendar: Calendar, gap: Gap, today: dt.date, *, plain: bool) -> str:
    from planner.cli import plain as ears
    from planner.core import coverage

    text = coverage.sentence(gap, calendar, today)
    ideas = [calendar.by_id[ident].title for ident in (*gap.candidates, *gap.could)[:2]]
    if plain:
        return ears.gap_line(text, ideas)
    return f"{text} → {' · '.join(ideas)}" if ideas else text


def plan(options: argparse.Namespace) -> int:
    """Show where ideas would go in a month, with the gaps each placing closes; ``--write`` does it as one step."""
    from planner.core import coverage, planning

    workspace = find.open_workspace(options)
    calendar, today = workspace.calendar, workspace.today()
    placings = planning.plan_month(calendar, options.month, today)
    if options.json:
        out.as_json(planning.plan_json(placings))
    else:
        for placing in placings:
            item = calendar.by_id[placing.item]
            out.line(f"{long_date(placing.date)}  {item.title}" + (f"  !{placing.channel}" if placing.channel else ""))
            for gap in placing.closes:
                out.line("    " + _("closes: {gap}").format(gap=coverage.sentence(gap, calendar, today)))
        if not placings:
            out.line(_("No idea in the inbox would close or lower a gap of this month."))
    if options.write and placings:
        find.announce(workspace)
        workspace.do(planning.as_edit(calendar, placings), _planned(len(placings)))
        out.chatter(_planned(len(placings)))
    elif placings and not options.json:
        out.chatter(_("Nothing was written; add --write to do it."))
    return 0


def _planned(count: int) -> str:
    return ngettext("planned {count} idea", "planned {count} ideas", count).format(count=count)


def report(options: argparse.Namespace) -> int:
    """Show results, effort and value."""
    from planner.core import report as core_report

    workspace = find.open_workspace(options)
    check_range(options.first, options.last)
    answer: Any = core_report.report(workspace.calendar, options.first, options.last)
    if options.json:
        out.as_json(core_report.report_json(answer))
        return 0
    for text in core_report.lines(answer, workspace.calendar):
        out.line(text)
    return 0
