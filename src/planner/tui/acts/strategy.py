"""Acts of judgement: answer the questions, fill or accept a gap, plan the month, derive, and read what it brought.

A reader would get wrong: nothing is decided here; the core says what would help, a dialog asks, and one edit does it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.core import coverage, planning, relevance, voices, yields
from planner.core import report as core_report
from planner.core.dates import Month, day_month, days, month_name, short_date, week_of
from planner.core.edits import Add, Batch, Change, Edit
from planner.core.model import Accepted, Answer, Calendar, Frozen, Item
from planner.core.views import short_name
from planner.i18n import N_, _, ngettext, speaking
from planner.tui.actions import JUDGE, Action

if TYPE_CHECKING:
    from planner.core.coverage import Gap
    from planner.tui.context import Host
    from planner.tui.screens.gap import Offer
    from planner.tui.screens.questions import Asked, Given

USUAL = Frozen(
    {"max_quiet_days": 7, "min_formats": 3, "max_promotional": 20, "min_conversation": 10, "min_customers": 50}
)
"""The targets that a new calendar has (CALENDAR.md §2)."""


# questions -----------------------------------------------------------------------------------------------------------


def asked_about(calendar: Calendar, items: Iterable[Item], today: dt.date, *, settled: bool = False) -> list[Asked]:
    """Return the questions of ``items`` that are not settled, item by item; with ``settled`` all of them."""
    from planner.tui.screens.questions import Asked

    found = []
    for item in items:
        states = relevance.states_of(calendar, item, today)
        for question in relevance.asked_of(calendar, item):
            if question not in states and not settled:
                continue
            helps = relevance.helping(calendar, item, question, today)
            found.append(
                Asked(
                    item.id,
                    item.title,
                    short_date(item.date) if item.date else _("idea"),
                    question,
                    relevance.question_text(calendar, item, question),
                    _last(helps),
                    helps.last.note if helps.last else "",
                    _helps(calendar, helps, question),
                )
            )
    return found


def _last(helps: relevance.Help) -> str:
    if helps.last is None:
        return _("not answered yet")
    answer = {"yes": _("yes"), "no": _("no"), "unsure": _("unsure")}.get(helps.last.answer, helps.last.answer)
    age = ngettext("{count} day ago", "{count} days ago", helps.age or 0).format(count=helps.age or 0)
    return _("last answer: {answer}, {age}").format(answer=answer, age=age)


def _helps(calendar: Calendar, helps: relevance.Help, question: str) -> tuple[str, ...]:
    lines = [f"☼ {short_date(one.date)} {one.name}" for one in helps.occasions]
    for item in helps.pillar_items:
        results = ", ".join(f"{name} {value:g}" for name, value in item.results.items())
        lines.append(
            f"· {short_date(item.date) if item.date else ''} {item.title}" + (f" ({results})" if results else "")
        )
    if question == "competitors":
        lines += [f"↗ {one.name or one.id}" + (f"  {one.link}" if one.link else "") for one in helps.competitors]
    del calendar
    return tuple(lines)


async def answer(host: Host) -> None:
    """Ask the open questions of the marked items, of the item under the cursor, or of the whole week."""
    items = host.selected()
    if not items:
        await answer_week(host)
        return
    asked = asked_about(host.calendar, items, host.today) or asked_about(host.calendar, items, host.today, settled=True)
    await ask(host, asked)


async def answer_week(host: Host) -> None:
    """Ask the open questions of the week under the cursor."""
    start = week_of(host.day, host.calendar.week_starts)
    items = [
        item
        for day in days(start, start + dt.timedelta(days=6))
        for item in host.calendar.by_day.get(day, ())
        if relevance.is_asked(host.calendar, item)
    ]
    await ask(host, asked_about(host.calendar, items, host.today))


async def ask(host: Host, asked: Sequence[Asked]) -> int:
    """Put the questions and save each answer at once; return how many were answered."""
    from planner.tui.screens.questions import Questions

    if not asked:
        host.say(_("No question is open here."))
        return 0
    current: dict[str, str] = {}

    def keep(given: Given) -> None:
        ident = current.get(given.item, given.item)
        item = host.workspace.item(ident)
        answers = Frozen({**item.relevance, given.question: Answer(given.answer, host.today, given.note)})
        changed = host.do(
            Change("items", ident, Frozen({"relevance": answers})),
            _("answered for “{title}”").format(title=item.title),
            quiet=True,
        )
        if changed is not None and changed.focus:
            current[given.item] = changed.focus

    def park(ident: str) -> None:
        ident = current.get(ident, ident)
        host.do(
            Change("items", ident, Frozen({"status": "parked"})),
            _("parked “{title}”").format(title=host.workspace.item(ident).title),
            quiet=True,
        )

    done = await host.ask(Questions(asked, on_answer=keep, on_park=park))
    if done is None:
        return 0
    host.say(
        ngettext("{count} question answered", "{count} questions answered", done.answered).format(count=done.answered)
    )
    if done.move:
        host.focus_item(current.get(done.move, done.move))
        host.say(_("m moves it, Enter keeps the new day"))
    return done.answered


# gaps ----------------------------------------------------------------------------------------------------------------


async def fill(host: Host) -> None:
    """Open what can be done about the gap under the cursor; on a line of several gaps, unfold it."""
    gap = host.gap
    if gap is None:
        panel = host.app.screen.query("CoveragePanel")
        for widget in panel:
            unfold = getattr(widget, "unfold", None)
            if unfold is not None:
                unfold()
        return
    await fill_gap(host, gap)


async def fill_gap(host: Host, gap: Gap) -> bool:
    """Ask what to do about ``gap`` and do it; whether anything was done."""
    from planner.tui.screens.gap import FillGap

    calendar = host.calendar
    sentence = coverage.sentence(gap, calendar, host.today)
    if not gap.open:
        host.say(_("Accepted or past: nothing is asked here any more. {gap}").format(gap=sentence))
        return False
    chosen = await host.ask(FillGap(sentence, offers(host, gap)))
    if chosen is None:
        return False
    match chosen.kind:
        case "place":
            return _place(host, gap, chosen.value)
        case "accept":
            return await accept_gap(host, gap)
        case "derive":
            await derive(host)
            return True
        case "problem":
            return await start(host, replace(given_by(host, gap), solves=chosen.value), chosen.value)
        case _:
            return await start(host, given_by(host, gap), chosen.label if not chosen.detail else "")


def _month_of(host: Host, gap: Gap) -> Month:
    if gap.rule == "supply":
        return Month.of(host.today)
    if gap.rule == "cadence":
        return Month.of(gap.start + dt.timedelta(days=3))
    return host.month if gap.start <= host.month.last and gap.end >= host.month.first else Month.of(gap.start)


def offers(host: Host, gap: Gap) -> list[Offer]:
    """Return what can be done about ``gap``, best first."""
    from planner.tui.screens.gap import Offer

    calendar, month = host.calendar, _month_of(host, gap)
    found = []
    for ident in (*gap.candidates, *gap.could):
        item = calendar.by_id.get(ident)
        placing = planning.fill(calendar, month, gap, ident, host.today) if item else None
        if item is None or placing is None:
            continue
        sets = [
            _setting(calendar, name, value)
            for name, value in placing.edit.values.items()
            if name not in ("date", "time")
        ]
        closes = ngettext("closes {count} gap", "closes {count} gaps", len(placing.closes)).format(
            count=len(placing.closes)
        )
        found.append(
            Offer(
                "place",
                ident,
                item.title,
                " · ".join([short_date(placing.date), *sets, *([closes] if placing.closes else [])]),
            )
        )
    day = _free_day(host, gap)
    found.append(Offer("new", "", _("a new item, filled in"), short_date(day) if day else _("idea")))
    persona = gap.subject.partition(":")[0] if gap.rule in ("persona", "persona-format") else ""
    if persona and not gap.candidates:
        name = relevance.short_name(calendar, persona)
        found += [
            Offer("problem", problem, problem, _("{persona} still waits for it").format(persona=name))
            for problem in voices.unsolved_problems(calendar, persona, host.today)
        ]
    if gap.rule == "supply":
        found.append(Offer("derive", "", _("derive several from one"), ""))
    found.append(Offer("accept", "", _("accept the gap, with a reason"), ""))
    return found


def _setting(calendar: Calendar, name: str, value: object) -> str:
    table = {"channels": "channels", "personas": "personas", "format": "formats", "pillar": "pillars"}[name]
    idents = value if isinstance(value, tuple) else (value,)
    return "+" + ", ".join(calendar.name_of(table, str(ident)) for ident in idents)


def _free_day(host: Host, gap: Gap) -> dt.date | None:
    """Return the first day of the gap from today that is a day of its channel, else the first from today, else None."""
    first = max(gap.start, host.today)
    if first > gap.end:
        return None
    channel = gap.subject if gap.rule in ("cadence", "supply") else ""
    for day, name, _time in coverage.open_slots(host.calendar, first, gap.end):
        if not channel or name == channel:
            return day
    return first


def given_by(host: Host, gap: Gap) -> Item:
    """Return what is missing as the beginnings of an item: persona, format, channel, pillar, intent and day."""
    calendar = host.calendar
    day = _free_day(host, gap)
    rule, subject = gap.rule, gap.subject
    values: dict[str, object] = {"date": day}
    if rule in ("cadence", "supply"):
        values["channels"] = (subject,)
        values["time"] = next((one.time for one in calendar.channels if one.id == subject), None) if day else None
    elif rule == "persona":
        values["personas"] = (subject,)
    elif rule == "persona-format":
        persona = next(
            (one.id for one in calendar.personas for form in one.formats if f"{one.id}:{form}" == subject), ""
        )
        values |= {"personas": (persona,) if persona else (), "format": subject[len(persona) + 1 :]}
    elif rule == "format":
        values["format"] = subject
    elif rule == "pillar":
        values["pillar"] = subject
    elif rule == "conversation":
        values["intent"] = "converse"
    elif rule == "customers":
        values["personas"] = tuple(one.id for one in calendar.personas if one.relation == "customer")[:1]
    return replace(Item("", ""), **values)  # type: ignore[arg-type]


async def start(host: Host, given: Item, text: str = "") -> bool:
    """Open the add line filled with ``given`` and ``text``; whether something was added."""
    from planner.tui.screens.quick_add import QuickAdd

    added = await host.ask(QuickAdd(host.calendar, host.today, given=given, text=text))
    if added is None:
        return False
    item = replace(added.item, id=host.workspace.new_id())
    if given.solves and not item.solves:
        item = replace(item, solves=given.solves)
    done = host.do(Add("items", item), _("added “{title}”").format(title=item.title))
    return done is not None


def _place(host: Host, gap: Gap, ident: str) -> bool:
    placing = planning.fill(host.calendar, _month_of(host, gap), gap, ident, host.today)
    if placing is None:
        host.say(_("That idea no longer closes this gap."), severity="warning")
        return False
    title = host.workspace.item(ident).title
    return (
        host.do(placing.edit, _("placed “{title}” on {day}").format(title=title, day=short_date(placing.date)))
        is not None
    )


async def accept(host: Host) -> None:
    """Accept the gap under the cursor, with a reason."""
    if host.gap is None:
        host.say(_("Stand on a gap first: 3 goes to the gaps of the month."))
        return
    await accept_gap(host, host.gap)


async def accept_gap(host: Host, gap: Gap) -> bool:
    """Ask for the reason and accept ``gap``; whether it was accepted."""
    from planner.tui.screens.gap import AskLine

    sentence = coverage.sentence(gap, host.calendar, host.today)
    if not gap.open:
        host.say(_("Accepted or past: nothing is asked here any more. {gap}").format(gap=sentence))
        return False
    reason = await host.ask(AskLine(_("Accept the gap"), f"{sentence}\n{_('Why is that all right?')}"))
    if reason is None:
        return False
    entry = Accepted(gap.rule, gap.subject, gap.start, str(_month_of(host, gap)), reason)
    return host.do(Add("accepted", entry), _("accepted: {gap}").format(gap=sentence)) is not None


async def plan_month(host: Host) -> None:
    """Show where ideas would go in the month, and do what is kept."""
    await fill_month(host, host.month)


async def fill_month(host: Host, month: Month) -> int:
    """Show the plan of ``month`` and do what is kept; return how many ideas were dated."""
    from planner.tui.screens.gap import PlanPreview, Proposed

    calendar = host.calendar
    placings = planning.plan_month(calendar, month, host.today)
    name = f"{month_name(month.number)} {month.year}"
    if not placings:
        host.say(_("No idea of the inbox would close a gap in {month}.").format(month=name))
        return 0
    shown = [
        Proposed(
            short_date(one.date),
            calendar.by_id[one.item].title,
            tuple(coverage.sentence(gap, calendar, host.today) for gap in one.closes),
        )
        for one in placings
    ]
    kept = await host.ask(PlanPreview(_("Fill {month}").format(month=name), shown))
    if not kept:
        return 0
    chosen = [placings[index] for index in kept]
    label = ngettext("planned {count} idea", "planned {count} ideas", len(chosen)).format(count=len(chosen))
    if host.do(planning.as_edit(calendar, chosen), label) is None:
        return 0
    host.go(min(one.date for one in chosen))
    return len(chosen)


def ask_usual(host: Host) -> None:
    """Give a calendar that asks nothing the usual targets."""
    table = coverage.month_table(host.calendar, host.month, host.today)
    if table.demands:
        host.say(_("This calendar has its own targets; they stand in its file under [coverage]."))
        return
    host.do(Change("coverage", "", USUAL), _("asked for the usual targets of a month"))


# derive --------------------------------------------------------------------------------------------------------------


async def derive(host: Host) -> None:
    """From the item under the cursor several formats at once; without one, from the calendar's message."""
    item = host.cursor
    if not host.calendar.formats:
        host.say(_("This calendar has no format yet; a format is made with f on an item."))
        return
    if item is not None:
        await _derive_item(host, item)
    else:
        await derive_message(host)


async def _derive_item(host: Host, item: Item) -> None:
    from planner.tui.screens.derive import Axis, Derive

    calendar = host.calendar
    name = ", ".join(relevance.short_name(calendar, persona) for persona in item.personas) or _("everybody")
    children = [calendar.by_id[ident] for ident in yields.yield_of(calendar, item.id).items]
    there = {
        ("", form.id): sum(child.format == form.id for child in children) + (item.format == form.id)
        for form in calendar.formats
    }
    columns = [Axis(form.id, short_name(calendar, "formats", form.id)) for form in calendar.formats]
    cells = await host.ask(Derive(item.title, told(calendar, item.id), (Axis("", name),), columns, there))
    if not cells:
        return
    edits: list[Edit] = []
    parent = item.id
    if not item.has_own_id:
        parent = host.workspace.new_id()
        edits.append(Change("items", item.id, Frozen({"id": parent})))
    taken = {parent}
    for _persona, form in cells:
        ident = fresh(host, taken)
        edits.append(
            Add(
                "items",
                Item(
                    ident,
                    derived_title(calendar, item.title, form),
                    format=form,
                    personas=item.personas,
                    pillar=item.pillar,
                    message=item.message,
                    kind=item.kind,
                    parent=parent,
                ),
            )
        )
    _derived(host, edits, len(cells))


def fresh(host: Host, taken: set[str]) -> str:
    """Return a new id that is not among ``taken``, and put it there."""
    ident = host.workspace.new_id()
    while ident in taken:
        ident = host.workspace.new_id()
    taken.add(ident)
    return ident


def derived_title(calendar: Calendar, title: str, form: str) -> str:
    """Return the title that a derived idea starts with: its parent's, and the format's name."""
    return _("{title} ({format})").format(title=title, format=short_name(calendar, "formats", form).lower())


def told(calendar: Calendar, ident: str) -> str:
    """Return the yield of an item or message in a few words."""
    gave = yields.yield_of(calendar, ident)
    return _("derived {derived}, planned {planned}, published {published}").format(
        derived=gave.derived, planned=gave.planned, published=gave.published
    )


async def derive_message(host: Host) -> None:
    """From one message a month of ideas: personas by formats, empty cells are filled."""
    from planner.tui.screens.derive import Axis, Derive
    from planner.tui.screens.pick import Choice, Pick

    calendar = host.calendar
    if not calendar.messages or not calendar.personas:
        host.say(_("Write the message into the file first, under [[messages]] with id and text; personas too."))
        return
    message = calendar.messages[0]
    if len(calendar.messages) > 1:
        picked = await host.ask(
            Pick(
                _("Derive from which message?"),
                [Choice(one.id, one.text or one.id, told(calendar, one.id)) for one in calendar.messages],
            )
        )
        if picked is None or not picked.values:
            return
        message = next(one for one in calendar.messages if one.id == picked.values[0])
    rows = [Axis(persona.id, relevance.short_name(calendar, persona.id)) for persona in calendar.personas]
    columns = [Axis(form.id, short_name(calendar, "formats", form.id)) for form in calendar.formats]
    there = {pair: len(items) for pair, items in yields.matrix(calendar, message.id).items()}
    cells = await host.ask(Derive(message.text or message.id, told(calendar, message.id), rows, columns, there))
    if not cells:
        return
    taken: set[str] = set()
    edits: list[Edit] = [
        Add(
            "items",
            Item(
                fresh(host, taken),
                derived_title(calendar, message.text or message.id, form),
                format=form,
                personas=(persona,),
                message=message.id,
            ),
        )
        for persona, form in cells
    ]
    _derived(host, edits, len(cells))


def _derived(host: Host, edits: list[Edit], count: int) -> None:
    label = ngettext("derived {count} idea", "derived {count} ideas", count).format(count=count)
    host.do(Batch(tuple(edits)), label)


# what it brings ------------------------------------------------------------------------------------------------------


async def report(host: Host) -> None:
    """Show results, effort and value."""
    from planner.tui.screens.pages import Page

    answer_ = core_report.report(host.calendar)
    lines = core_report.lines(answer_, host.calendar)
    supply = [coverage.supply_sentence(one, host.calendar) for one in coverage.supply(host.calendar, host.today)]
    messages = [
        _("{name}: {figures}").format(name=one.text or one.id, figures=told(host.calendar, one.id))
        for one in host.calendar.messages
    ]
    parts = ["\n".join(lines)]
    if messages:
        parts.append(_("Messages") + "\n" + "\n".join(f"  {line}" for line in messages))
    if supply:
        parts.append(_("Supply") + "\n" + "\n".join(f"  {line}" for line in supply))
    await host.ask(Page(_("What it brings"), "\n\n".join(parts), copy="\n".join(lines)))


async def show_voices(host: Host) -> None:
    """Show who contributes, who has been silent, and a text to ask them for ideas."""
    from planner.tui.screens.pages import Page

    people = voices.voices(host.calendar, host.today)
    if not people:
        host.say(_("Nobody owns or suggested anything yet."))
        return
    lines = []
    for one in people:
        last = _("last {day}").format(day=day_month(one.last)) if one.last else _("nothing dated")
        count = ngettext("{count} item", "{count} items", one.items).format(count=one.items)
        lines.append(
            ("○ " if one.silent else "● ")
            + _("{name}: {figures}").format(name=one.name, figures=f"{count}, {last}")
            + (f"  ({_('silent for 60 days')})" if one.silent else "")
        )
    silent = [one for one in people if one.silent] or list(people)
    with speaking(host.calendar.language):
        text = voices.asking_text(host.calendar, silent)
    await host.ask(
        Page(
            _("Voices"),
            "\n".join(lines) + "\n\n" + _("A text to ask for ideas; Y copies it:") + "\n\n" + text,
            copy=text,
        )
    )


async def review(host: Host) -> None:
    """Go through the week, guided; it can be left and resumed."""
    from planner.tui.acts.review import run

    await run(host)


def go_gaps(host: Host) -> None:
    """Go to the first gap of the month."""
    host.focus_panel(3)
    for widget in host.app.screen.query("CoveragePanel"):
        first = getattr(widget, "first_gap", None)
        if first is not None:
            first()


COVERAGE = frozenset({"coverage"})
ACTIONS: tuple[Action, ...] = (
    Action(
        "gap.fill",
        ("enter",),
        N_("fill the gap under the cursor"),
        JUDGE,
        fill,
        COVERAGE,
        footer=True,
        short=N_("fill"),
    ),
    Action(
        "questions.answer",
        ("r",),
        N_("answer the open questions of the item, the marked ones, or the week"),
        JUDGE,
        answer,
        footer=True,
        short=N_("relevance"),
    ),
    Action("questions.week", ("w",), N_("answer the week's open questions"), JUDGE, answer_week),
    Action(
        "gap.accept",
        ("A",),
        N_("accept the gap under the cursor, with a reason"),
        JUDGE,
        accept,
        footer=False,
        short=N_("accept"),
    ),
    Action(
        "month.fill",
        ("F",),
        N_("fill the month: see where ideas would go, then keep it"),
        JUDGE,
        plan_month,
        footer=True,
        short=N_("fill month"),
    ),
    Action("item.derive", ("D",), N_("derive several formats from the item, or ideas from the message"), JUDGE, derive),
    Action("message.derive", (), N_("derive a month of ideas from a message"), JUDGE, derive_message),
    Action("coverage.usual", ("T",), N_("ask for the usual targets of a month"), JUDGE, ask_usual, COVERAGE),
    Action("gap.first", ("z",), N_("go to the first gap of the month"), JUDGE, go_gaps),
    Action("report.show", ("I",), N_("what it brings: results, effort and value"), JUDGE, report),
    Action("voices.show", ("N",), N_("voices: who contributes, who is silent"), JUDGE, show_voices),
    Action("review.run", ("R",), N_("weekly review"), JUDGE, review, footer=True, short=N_("review")),
)
