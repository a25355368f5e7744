"""The weekly review: a guided walk from what customers asked to the client's export, left and resumed at will.

A reader would get wrong: each step saves as it goes, so what is remembered between two sittings is only which step comes next, what was
counted, and which questions were answered or passed over.
The six steps stand in one module, longer than others, since each is read after the one before it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from planner.core import coverage, relevance
from planner.core.dates import Month, days, month_name, short_date, week_of
from planner.core.edits import Add, Change
from planner.core.model import Frozen, Item
from planner.core.sentences import METRICS
from planner.core.values import dataclass, field
from planner.i18n import _, ngettext
from planner.tui.acts import asking, filling, gaps, typed
from planner.tui.acts.review_lines import credited, results_in
from planner.tui.acts.summary import summary
from planner.tui.acts.view import ask_date
from planner.tui.drafts import Drafts
from planner.tui.moving import dated, moved_label

if TYPE_CHECKING:
    from planner.core.coverage import Gap
    from planner.tui.context import Host

KEY = "review"
"""Under which name the next step is kept."""


class Left(Exception):  # noqa: N818 - no error: somebody left the review half-way
    """The review was left; the next sitting goes on from this step."""


@dataclass
class Tally:
    """What was done, counted for the summary."""

    counts: Counter[str] = field(default_factory=Counter)
    exported: bool = False
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    """Title, day and question of what was answered or passed over in this review; an id may come with the first answer."""


async def run(host: Host) -> None:
    """Walk through every open calendar that was not reviewed this week, each from the step at which it was left; all anew when all were."""
    indexes = [index for index in range(len(host.workspaces)) if not _reviewed(host, index)]
    together = host.together
    try:
        for index in indexes or range(len(host.workspaces)):
            if len(host.workspaces) > 1:
                host.switch_calendar(index)
            await _walk(host)
    except Left:
        said = _("The review waits at this step; {key} goes on.").format(key=host.keys.sign("review.run", "R"))
    else:
        said = ""
    if together:
        host.show_together()
    if said:
        host.say(said)


def _reviewed(host: Host, index: int) -> bool:
    """Whether the review of an open calendar came to its end this week."""
    workspace = host.workspaces[index]
    kept = Drafts(workspace.path).load(KEY)
    week = str(week_of(workspace.today(), workspace.calendar.week_starts))
    return kept.get("week") == week and kept.get("step") == str(len(STEPS))


async def _walk(host: Host) -> None:
    drafts = Drafts(host.workspace.path)
    week = str(week_of(host.today, host.calendar.week_starts))
    kept = drafts.load(KEY)
    first = int(kept["step"]) % len(STEPS) if kept.get("week") == week and kept.get("step", "").isdigit() else 0
    numbers = {name: int(number) for name, number in kept.items() if number.isdigit() and name not in ("step", "week")}
    tally = Tally(Counter(numbers if first else {}), seen=_seen(kept.get("seen", "")) if first else set())

    def keep(number: int) -> None:
        counts = {name: str(value) for name, value in tally.counts.items() if value}
        drafts.keep(KEY, {"week": week, "step": str(number), "seen": json.dumps(sorted(tally.seen)), **counts})

    empty: list[int] = []
    for number, step in enumerate(STEPS[first:], first):
        keep(number)
        host.within = _framed(number + 1, empty)
        try:
            empty = [] if await step(host, tally) else [*empty, number + 1]
        finally:
            host.within = ""
            keep(number)
    keep(len(STEPS))
    await summary(host, tally.counts)


def _seen(text: str) -> set[tuple[str, str, str]]:
    """Return what was answered or passed over before; nothing where that cannot be read."""
    try:
        return {(str(title), str(day), str(question)) for title, day, question in json.loads(text)}
    except (ValueError, TypeError):
        return set()


def _framed(number: int, empty: Sequence[int]) -> str:
    """Return what the titles of a step stand in; ``empty`` are the steps just before it in which there was nothing to do."""
    if not empty:
        return _("Weekly review {number} of {count}: {text}").format(number=number, count=len(STEPS), text="{text}")
    said = _("Weekly review {number} of {count} (nothing to do in {empty}): {text}")
    return said.format(number=number, count=len(STEPS), empty=", ".join(map(str, empty)), text="{text}")


# 1 -------------------------------------------------------------------------------------------------------------------


async def _capture(host: Host, tally: Tally) -> bool:
    """What did customers ask, what did you come across: one line is one idea, credited, to converse about."""
    noted: list[str] = []
    while True:
        sentence = _(
            "What did customers ask? What did you come across? One line is one idea; a name in brackets credits it: Why so dear? (Ana)"
        )
        if noted:
            sentence += "\n" + "\n".join(f"  ✓ {line}" for line in noted[-6:])
        text = await typed.ask_line(host, "review:idea", _("ideas"), sentence + "\n" + _("An empty line goes on."))
        if text is None:
            raise Left
        if not text:
            return True
        item = credited(host.calendar, text, host.workspace.new_id())
        if await host.do_asking(Add("items", item), _("added “{title}”").format(title=item.title), quiet=True):
            typed.forget(host, "review:idea")
            noted.append(
                f"{item.title} ({host.calendar.name_of('people', item.suggested_by)})"
                if item.suggested_by
                else item.title
            )
            tally.counts["ideas"] += 1


# 2 -------------------------------------------------------------------------------------------------------------------


async def _last_week(host: Host, tally: Tally) -> bool:
    """Mark what was published last week, and note what it brought."""
    start = week_of(host.today, host.calendar.week_starts)
    past = [
        item.id
        for day in days(start - dt.timedelta(days=7), host.today - dt.timedelta(days=1))
        for item in host.calendar.by_day.get(day, ())
        if host.calendar.counts(item)
    ]
    asked = False
    for ident in past:
        item = host.calendar.by_id.get(ident)
        if item is None:  # taken away by somebody else since the review began
            continue
        if host.calendar.step(item) != "published":
            asked = True
            said = await _published(host, item)
            if said == "park" and await host.do_asking(
                Change("items", ident, Frozen({"status": "parked"})),
                _("parked “{title}”").format(title=item.title),
                quiet=True,
            ):
                tally.counts["parked"] += 1
            if said != "yes" or not await host.do_asking(
                Change("items", ident, Frozen({"status": "published"})),
                _("published “{title}”").format(title=item.title),
                quiet=True,
            ):
                continue
            tally.counts["published"] += 1
            item = _now(host, item)
        if item is not None and not item.results:
            asked = True
            await _result(host, item, tally)
    return asked


async def _published(host: Host, item: Item) -> str:
    """Ask whether an item was published; ``yes``, ``no`` or ``park``. Raises Left."""
    from planner.tui.screens.confirm import Answer, Choose

    answers = (
        Answer(("y", "o", "Y", "O"), _("yes, it was published"), "yes"),
        Answer(("n", "N"), _("no, leave it"), "no"),
        Answer(("p",), _("no, park it"), "park"),
    )
    question = f"{item.title}\n{short_date(item.date, host.today) if item.date else ''}"
    said = await host.ask(Choose(question, answers, title=_("was it published?")))
    if said is None:
        raise Left
    return said


def _now(host: Host, item: Item) -> Item | None:
    """Return an item as it is after a change, with which it may have got an id; None where somebody took it away."""
    there = host.calendar.by_day.get(item.date, ()) if item.date else ()
    return host.calendar.by_id.get(item.id) or next((one for one in there if one.title == item.title), None)


async def _result(host: Host, item: Item, tally: Tally) -> None:
    key = f"review:result:{item.id}"
    text = await typed.ask_line(
        host,
        key,
        _("what did it bring?"),
        item.title
        + "\n"
        + _("Such as: 1200 views, 3 customers. What is no number goes to its notes. An empty line goes on."),
        _(
            "Counted by name: {names}; a name of your own is kept as well. Customers count in what the plan brings. Written 1200 views, views=1200 "
            "or views: 1200, separated by commas."
        ).format(names=", ".join(map(_, METRICS.values()))),
    )
    if text is None:
        raise Left
    if not text:
        return
    used = {name for one in host.calendar.items for name in one.results}
    numbers, rest = results_in(text, used | {host.calendar.objective.indicator} - {""})
    values: dict[str, object] = {"results": Frozen({**item.results, **numbers})} if numbers else {}
    if rest:
        values["notes"] = f"{item.notes}\n{rest}".strip("\n")
    if await host.do_asking(
        Change("items", item.id, Frozen(values)),
        _("noted what “{title}” brought").format(title=item.title),
        quiet=True,
    ):
        typed.forget(host, key)
        tally.counts["results"] += 1
        if rest:
            host.say(_("Kept in the notes of “{title}”: {text}").format(title=item.title, text=rest))


# 3 -------------------------------------------------------------------------------------------------------------------


async def _questions(host: Host, tally: Tally) -> bool:
    """Answer the open questions of the coming days."""
    return await _ask(host, tally)


async def _ask(host: Host, tally: Tally) -> bool:
    """Ask what is open and was neither answered nor passed over in this review, what is moved meanwhile for its new day; whether anything was."""
    given: set[tuple[str, str]] = set()
    any_asked = False
    while True:
        items = tuple(relevance.asked_items(host.calendar, host.today))
        asked = asking.asked_about(host.calendar, items, host.today)
        days_of = {item.id: str(item.date) for item in items}
        keys = {(one.item, one.question): (one.title, days_of[one.item], one.question) for one in asked}
        asked = [
            one
            for one in asked
            if (one.item, one.question) not in given and keys[one.item, one.question] not in tally.seen
        ]
        if not asked:
            return any_asked
        any_asked = True
        outcome = await asking.ask(host, asked, title=_("is it relevant?"))
        given |= outcome.given
        tally.seen |= _keys(host, outcome.given | outcome.passed)
        tally.counts["answers"] += len(outcome.given)
        if outcome.move:
            await _move(host, outcome.move)
            tally.seen |= _keys(host, given)  # it has another day now
            continue
        if outcome.left and not await _go_on(host, _("Some questions are still open.")):
            raise Left
        tally.seen |= set(keys.values())
        return True


def _keys(host: Host, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str, str]]:
    """Return by what (item, question) pairs are known in a review."""
    found = ((host.calendar.by_id.get(ident), question) for ident, question in pairs)
    return {(item.title, str(item.date), question) for item, question in found if item is not None}


async def _move(host: Host, ident: str) -> None:
    """Ask for another day for an item, and move it there."""
    item = host.calendar.by_id.get(ident)
    day = await ask_date(host, _("Move to"), item.date or host.today) if item is not None else None
    if item is not None and day is not None:
        edit = dated([(item, day)])
        if edit is not None:
            await host.do_asking(edit, moved_label((item,), day), quiet=True)


async def _go_on(host: Host, sentence: str) -> bool:
    from planner.tui.screens.confirm import Answer, Choose

    answers = (
        Answer(("enter", "y", "o"), _("go on with the review"), "yes"),
        Answer(
            ("n",),
            _("leave it here; {key} comes back to this step").format(key=host.keys.sign("review.run", "R")),
            "no",
        ),
    )
    return await host.ask(Choose(sentence, answers, title=_("go on?"))) == "yes"


# 4 -------------------------------------------------------------------------------------------------------------------


async def _gaps(host: Host, tally: Tally) -> bool:
    """Fill this month's and next month's gaps, first with the ideas that fit, then one by one; then ask about what was dated."""
    this, open_before = Month.of(host.today), False
    for month in (this, this.shift(1)):
        host.go(max(host.today, month.first))
        open_before = open_before or any(gap.open for gap in host.sight.gaps(month))
        tally.counts["planned"] += await filling.fill_month(host, month)
        while True:
            gap = await _pick_gap(host, month)
            if gap is None:
                break
            if await gaps.fill_gap(host, gap):
                tally.counts["gaps"] += 1
    return await _ask(host, tally) or open_before


async def _pick_gap(host: Host, month: Month) -> Gap | None:
    """Return the gap to fill next, or None to go on. Raises Left."""
    from planner.tui.screens.pick import Choice, Pick

    open_gaps = [gap for gap in coverage.gaps(host.calendar, month, host.today) if gap.open]
    if not open_gaps:
        return None
    choices = [Choice("on", _("go on with the review"), "")]
    for index, gap in enumerate(open_gaps):
        ideas = gap.ideas
        detail = ngettext("{count} idea fits", "{count} ideas fit", ideas).format(count=ideas) if ideas else ""
        sentence = coverage.sentence(gap, host.calendar, host.today)
        choices.append(Choice(str(index), f"{detail} · {sentence}" if detail else sentence))
    title = _("gaps in {month}").format(month=month_name(month.number))
    picked = await host.ask(Pick(title, choices))
    if picked is None:
        raise Left
    return open_gaps[int(picked.values[0])] if picked.values and picked.values[0] != "on" else None


# 5 -------------------------------------------------------------------------------------------------------------------


async def _suggested(host: Host, tally: Tally) -> bool:
    """Accept or park what others suggested."""
    from planner.tui.screens.confirm import Answer, Choose

    own = {person.id for person in host.calendar.people if person.coordinator}
    waiting = [
        item.id
        for item in host.calendar.ideas
        if item.suggested_by and item.suggested_by not in own and host.calendar.step(item) == "idea"
    ]
    for ident in waiting:
        item = host.calendar.by_id.get(ident)
        if item is None:
            continue
        answers = (
            Answer(("a", "y", "o"), _("accept: it becomes a draft"), "draft"),
            Answer(("p",), _("park it"), "parked"),
            Answer(("k", "n", "enter"), _("keep it for later"), "keep"),
        )
        who = host.calendar.name_of("people", item.suggested_by)
        said = await host.ask(
            Choose(
                item.title + "\n" + _("suggested by {person}").format(person=who),
                answers,
                title=_("suggestions"),
            )
        )
        if said is None:
            raise Left
        if said != "keep" and await host.do_asking(
            Change("items", ident, Frozen({"status": said})),
            _("“{title}”: {status}").format(title=item.title, status=host.calendar.name_of("statuses", said)),
            quiet=True,
        ):
            tally.counts["accepted" if said == "draft" else "parked"] += 1
    return bool(waiting)


# 6 -------------------------------------------------------------------------------------------------------------------


async def _export(host: Host, tally: Tally) -> bool:
    """Offer the export for the client."""
    from planner.tui.screens.confirm import Answer, Choose

    answers = (Answer(("x", "y", "o"), _("export for the client"), "yes"), Answer(("n", "enter"), _("not now"), "no"))
    said = await host.ask(Choose(_("Send the client the plan?"), answers, title=_("export")))
    if said is None:
        raise Left
    if said == "yes":
        from planner.tui.acts.exporting import export

        await export(host, "all")
        tally.exported = True
    return True


Step = Callable[["Host", Tally], Awaitable[bool]]
STEPS: tuple[Step, ...] = (_capture, _last_week, _questions, _gaps, _suggested, _export)
"""In the order of the walk; the number of a step is what is remembered."""
