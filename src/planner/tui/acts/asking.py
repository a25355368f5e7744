"""Asking the relevance questions: of an item, the marked ones or a week, one after the other, each answer kept at once.

A reader would get wrong: an item without an id gets one with its first answer, and goes by that from then on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planner.core import relevance
from planner.core.dates import days, short_date, week_of
from planner.core.edits import Change
from planner.core.model import Answer, Calendar, Frozen, Item
from planner.i18n import _, ngettext

if TYPE_CHECKING:
    from planner.tui.context import Host
    from planner.tui.screens.questions import Asked, Given


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
