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
from planner.core.sentences import metric
from planner.core.values import dataclass, replace
from planner.i18n import _, ngettext
from planner.tui.acts import typed
from planner.tui.moving import Moving, offered

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
                    short_date(item.date, today) if item.date else _("idea"),
                    question,
                    relevance.question_text(calendar, item, question),
                    _last(helps),
                    helps.last.note if helps.last else "",
                    _helps(helps, question),
                )
            )
    return found


def _last(helps: relevance.Help) -> str:
    if helps.last is None:
        return _("not answered yet")
    answer = {"yes": _("yes"), "no": _("no"), "unsure": _("unsure")}.get(helps.last.answer, helps.last.answer)
    age = ngettext("{count} day ago", "{count} days ago", helps.age or 0).format(count=helps.age or 0)
    return _("last answer: {answer}, {age}").format(answer=answer, age=age)


def _helps(helps: relevance.Help, question: str) -> tuple[str, ...]:
    lines = [f"☼ {short_date(one.date)} {one.name}" for one in helps.occasions]
    for item in helps.pillar_items:
        results = ", ".join(metric(name, value) for name, value in item.results.items())
        lines.append(
            f"· {short_date(item.date) if item.date else ''} {item.title}" + (f" ({results})" if results else "")
        )
    if question == "competitors":
        lines += [f"↗ {one.name or one.id}" + (f"  {one.link}" if one.link else "") for one in helps.competitors]
    return tuple(lines)


async def answer(host: Host) -> None:
    """Ask the open questions of the marked items, of the item under the cursor, or of the whole week."""
    items = host.selected()
    if not items:
        await answer_week(host)
        return
    asked = asked_about(host.calendar, items, host.today) or asked_about(host.calendar, items, host.today, settled=True)
    await _and_move(host, asked)


async def answer_week(host: Host) -> None:
    """Ask the open questions of the week under the cursor."""
    start = week_of(host.day, host.calendar.week_starts)
    items = [
        item
        for day in days(start, start + dt.timedelta(days=6))
        for item in host.calendar.by_day.get(day, ())
        if relevance.is_asked(host.calendar, item)
    ]
    await _and_move(host, asked_about(host.calendar, items, host.today))


async def _and_move(host: Host, asked: Sequence[Asked]) -> None:
    """Ask; where the wish was to move an item, begin to move it."""
    answered = await ask(host, asked)
    if answered.move:
        host.focus_item(answered.move)
        item = host.calendar.by_id.get(answered.move)
        if item is not None:
            slots = offered(host.sight, together=host.together)
            host.carry(Moving((item,), item.date or max(host.day, host.today), slots=slots))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking: the (item, question) pairs answered, and the id of the item to move, if that was the wish."""

    given: frozenset[tuple[str, str]] = frozenset()
    move: str = ""
    left: bool = False
    """Whether the asking was stopped before its end."""
    passed: frozenset[tuple[str, str]] = frozenset()
    """The (item, question) pairs passed over."""


def _none_here(host: Host) -> str:
    """Return that nothing is asked here, and where it is: the count at the top is of all the days ahead."""
    calendar = host.calendar
    for question in host.sight.questions:
        item = calendar.by_id.get(question.item_id) if question.question else None
        if item is not None and item.date is not None:
            day = short_date(item.date, host.today)
            return _("No question is open here; the next is about “{title}”, {day}.").format(title=item.title, day=day)
    return _("No question is open here.")


async def ask(host: Host, asked: Sequence[Asked], *, title: str = "") -> Outcome:
    """Put the questions and save each answer at once."""
    from planner.tui.screens.questions import Questions

    if not asked:
        host.say(_none_here(host))
        return Outcome()
    keeper = _Keeper(host)
    asked = [replace(one, note=keeper.drafts.load(_note_key(one)).get("text", one.note)) for one in asked]
    screen = Questions(asked, on_answer=keeper.answer, on_park=keeper.park, on_note=keeper.note, title=title)
    with typed.kept_at_the_end(host, screen.kept.now):
        done = await host.ask(screen)
    count = len(keeper.given)
    if count:
        said = ngettext("{count} question answered", "{count} questions answered", count).format(count=count)
        host.say(said + _still_open(host, keeper.given))
    if done is None:
        return Outcome(frozenset(keeper.given), left=True)
    passed = frozenset((keeper.ids.get(item, item), question) for item, question in done.passed)
    return Outcome(frozenset(keeper.given), keeper.ids.get(done.move, done.move), done.left, passed)


def _still_open(host: Host, given: Iterable[tuple[str, str]]) -> str:
    """Return what is said of answers that leave their question open: a no, unsure."""
    states = []
    for ident, question in given:
        item = host.calendar.by_id.get(ident)
        if item is not None and relevance.is_asked(host.calendar, item):
            state = relevance.states_of(host.calendar, item, host.today).get(question)
            states += [state] if state is not None else []
    if not states:
        return ""
    names = ", ".join(dict.fromkeys(relevance.state_name(state) for state in sorted(states)))
    return " · " + _("{sign} stays: {states}").format(sign=f"?{len(states)}", states=names)


def _note_key(asked: Asked | Given) -> str:
    return f"note:{asked.item}:{asked.question}"


class _Keeper:
    """Writes answers as they are given; ``ids`` maps an item without an id to the one it got."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.drafts = typed.drafts_of(host)
        self.ids: dict[str, str] = {}
        self.given: set[tuple[str, str]] = set()

    def note(self, asked: Asked, text: str) -> None:
        """Keep a note that is being typed."""
        typed.keep(self._host, self.drafts, _note_key(asked), text)

    def answer(self, given: Given) -> None:
        """Write one answer, dated today."""
        item = self._item(given.item)
        if item is None:
            told = _("This item is not in the plan any more; the answer is not kept.")
            self._host.say(told, severity="warning")
            return
        answers = Frozen({**item.relevance, given.question: Answer(given.answer, self._host.today, given.note)})
        label = _("answered for “{title}”").format(title=item.title)
        edit = Change("items", item.id, Frozen({"relevance": answers}))
        changed = self._host.do(edit, label, quiet=True, at_once=True)
        if changed is None:
            return
        self.drafts.drop(_note_key(given))
        if changed.focus:
            self.ids[given.item] = changed.focus
        self.given.add((self.ids.get(given.item, given.item), given.question))

    def park(self, ident: str) -> None:
        """Take an item off the plan."""
        item = self._item(ident)
        if item is not None:
            label = _("parked “{title}”").format(title=item.title)
            self._host.do(Change("items", item.id, Frozen({"status": "parked"})), label, quiet=True, at_once=True)

    def _item(self, ident: str) -> Item | None:
        """Return the item, None when somebody else took it away meanwhile."""
        return self._host.calendar.by_id.get(self.ids.get(ident, ident))
