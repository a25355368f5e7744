"""Planning: moving items in time, status by status, deleting, and taking it all back.

A reader would get wrong: every verb acts on the marks where there are any; and nothing but deleting asks, since everything can be undone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.core import dates
from planner.core.edits import Batch, Change, Edit, Remove
from planner.core.model import OFF_PLAN, STEPS, Calendar, Frozen, Item
from planner.errors import UsageError
from planner.i18n import N_, _, language, ngettext
from planner.tui.actions import ABOUT, CHANGE, ITEMS, PLAN, Action, yes_key
from planner.tui.acts.shared import before_their_day, nothing
from planner.tui.acts.view import ask_until
from planner.tui.context import Host
from planner.tui.moving import Moving, dated, moved_label, offered, undated_label
from planner.tui.widgets.cards import status_name

_MOVING = frozenset({"moving"})


def move(host: Host) -> None:
    """Begin to move the marked items, or the one under the cursor."""
    items = host.selected()
    if not items:
        host.say(_("Stand on an item to move it."))
        return
    slots = offered(host.sight, together=host.together)
    if not host.marks and items[0].date is None:
        host.carry(best_place(host, Moving(items, host.day, slots=slots)))
    else:
        ordered = tuple(sorted(items, key=lambda item: item.date or dt.date.max))
        host.carry(Moving(ordered, max(host.day, host.today), slots=slots))


def best_place(host: Host, idea: Moving) -> Moving:
    """Return an idea put where it serves the plan best among the days that are shown, none of them past.

    That is the next open slot that it would take, else the next day without an item of its calendar, else the cursor's day.
    """
    first, last = host.month.first, host.month.last
    if host.view == "week":
        first = dates.week_of(host.day, host.calendar.week_starts)
        last = dates.shift(first, 6)
    here = max(host.day, host.today)
    days = sorted(dates.days(max(first, host.today), last), key=lambda day: (day < here, day))
    taken = (day for day in days if idea.to(day).slot is not None)
    free = (day for day in days if not host.calendar.by_day.get(day))
    return replace(idea, start=next(taken, None) or next(free, here))


def keep(host: Host) -> None:
    """Keep what is being moved where it is now."""
    host.settle(keep=True)


def put_back(host: Host) -> None:
    """Put back what is being moved."""
    host.settle(keep=False)


def carry_week(host: Host, way: int) -> None:
    """Take it a week further or back."""
    if host.moving is not None:
        host.carry(host.moving.by(7 * way))


def carry_today(host: Host) -> None:
    """Take it to today."""
    if host.moving is not None:
        host.carry(host.moving.to(host.today))


async def carry_to(host: Host) -> None:
    """Ask for a day or a distance and take it there; several come to a day that is named, and keep their distance when shifted."""
    moving = host.moving
    if moving is None:
        return
    begun = moving
    count = len(begun.items)

    def read(text: str) -> Moving:
        return begun.spoken(text, host.today, language(), host.calendar.week_starts)

    def echo(text: str) -> str:
        if not text.strip():
            return _("fri, 25, 15 march, or from here: +7d, -1w")
        try:
            there = read(text)
        except UsageError as error:
            return str(error)
        where = "→ " + dates.long_date(there.target)
        if count == 1:
            return where
        return (
            where
            + " · "
            + (_("all {count} on that day") if there.gathered else _("the first of {count}")).format(count=count)
        )

    about = _(
        "A day (25) or a weekday (fri) of the month or week that is shown, a date (15 march, 2026-12-03), or a distance from where it is now: +7d, -1w, +1m. Several items come to "
        "the day that is named, and keep their distance when they are shifted. Enter takes it, Esc leaves it where it is."
    )
    there = await ask_until(host, _("Move to"), read, echo, about)
    if there is not None and host.moving is not None:
        host.carry(there)


def shift(host: Host, days: int) -> None:
    """Date the items a day earlier or later; an idea is dated on the cursor's day first."""
    items = tuple(item for item in host.selected() if item.date is not None)
    if not items:
        host.say(
            _("Only what has a date can be taken a day on; {key} puts an idea on a day.").format(
                key=host.keys.sign("item.move", "m")
            )
        )
        return
    edit = dated((item, dates.shift(item.date or host.day, days)) for item in items)
    if edit is not None:
        host.do(edit, moved_label(items, dates.shift(items[0].date or host.day, days)))


def to_inbox(host: Host) -> None:
    """Take the dates away: the items are ideas again."""
    chosen = host.selected()
    items = tuple(item for item in chosen if item.date is not None)
    if not items:
        host.say(_("That is an idea already: it has no date.") if chosen else nothing(host))
        return
    changes = tuple(Change("items", item.id, Frozen({"date": None, "time": None})) for item in items)
    host.do(_one(changes), undated_label(host.calendar, items))


def next_status(host: Host) -> None:
    """Take the items one status further."""
    items = host.selected()
    changes, last = [], ""
    known: dict[str, str] = {}
    for item in items:
        if item.status not in known:
            known[item.status] = following(host.calendar, item)
        status = known[item.status]
        if status:
            last = status
            changes.append(Change("items", item.id, Frozen({"status": status})))
    if not changes:
        host.say(_("There is no next status.") if items else _("Stand on an item first."))
        return
    name = status_name(host.calendar, last)
    given = ((host.calendar.by_id[str(change.key)], str(change.values["status"])) for change in changes)
    early = before_their_day(host, given, alone=len(changes) == 1)
    if len(changes) == 1:
        title = host.calendar.by_id[str(changes[0].key)].title
        host.do(changes[0], _("“{title}”: {status}").format(title=title, status=name) + early)
    else:
        told = ngettext("{count} item: one status further", "{count} items: one status further", len(changes))
        host.do(Batch(tuple(changes)), told.format(count=len(changes)) + early)


def following(calendar: Calendar, item: Item) -> str:
    """Return the status after the item's, the calendar's own words where it has them for a step; empty after the last and off the plan."""
    step = calendar.step(item)
    if step in OFF_PLAN:
        return ""
    ladder = [
        status for name in STEPS for status in ([own.id for own in calendar.statuses if own.step == name] or [name])
    ]
    if item.status in ladder:
        return next(iter(ladder[ladder.index(item.status) + 1 :]), "")
    later = STEPS[STEPS.index(step) + 1 :]
    return next((status for status in ladder if calendar.steps.get(status) in later), "")


async def delete(host: Host) -> None:
    """Delete the items, after one question that names them."""
    items = host.selected()
    if not items:
        host.say(nothing(host))
        return
    if len(items) == 1:
        question, label = (
            _("Delete “{title}”?").format(title=items[0].title),
            _("“{title}” deleted").format(title=items[0].title),
        )
    else:
        count = len(items)
        question = ngettext("Delete {count} item?", "Delete {count} items?", count).format(count=count)
        label = ngettext("{count} item deleted", "{count} items deleted", count).format(count=count)
    about = _("{yes} deletes, n or Esc leaves everything as it is; {key} takes it back.").format(
        yes=yes_key(), key=host.keys.sign("edit.undo", "u")
    )
    if await host.confirm(question, about):
        host.set_marks(())
        host.do(_one(tuple(Remove("items", item.id) for item in items)), label)
    else:
        host.say(_("Nothing was deleted."))


def _one(changes: tuple[Change, ...] | tuple[Remove, ...]) -> Edit:
    return changes[0] if len(changes) == 1 else Batch(changes)


def undo(host: Host) -> None:
    """Take the last change back."""
    host.take_back()


def redo(host: Host) -> None:
    """Do again what was taken back."""
    host.take_back(again=True)


def again(host: Host) -> None:
    """Do the last change to the item under the cursor too."""
    host.again()


ACTIONS: tuple[Action, ...] = (
    Action(
        "item.move",
        ("m",),
        N_("move: arrows show where, {keep} keeps, {leave} puts back"),
        PLAN,
        move,
        named=(("keep", "move.keep", "enter"), ("leave", "move.leave", "escape")),
        where=ITEMS,
        footer=True,
        short=N_("move"),
    ),
    Action("item.earlier", ("<",), N_("a day earlier"), PLAN, lambda host: shift(host, -1), where=ITEMS),
    Action("item.later", (">",), N_("a day later"), PLAN, lambda host: shift(host, 1), where=ITEMS),
    Action("item.to_inbox", ("i",), N_("take the date away: an idea again"), PLAN, to_inbox, where=ITEMS),
    Action("item.next_status", ("S",), N_("next status"), CHANGE, next_status, where=ITEMS, short=N_("next")),
    Action(
        "item.delete",
        ("d", "delete"),
        N_("delete (asks first)"),
        CHANGE,
        delete,
        where=ITEMS,
        footer=True,
        short=N_("delete"),
    ),
    Action("edit.undo", ("u",), N_("undo"), CHANGE, undo, footer=True),
    Action("edit.redo", ("U", "ctrl+r"), N_("redo"), CHANGE, redo),
    Action("edit.again", (".",), N_("the last change again, here"), CHANGE, again, where=ITEMS),
    Action(
        "move.left",
        ("left", "h", "<"),
        N_("while moving: a day earlier"),
        ABOUT,
        lambda host: host.step(-1, 0),
        where=_MOVING,
    ),
    Action(
        "move.right",
        ("right", "l", ">"),
        N_("while moving: a day later"),
        ABOUT,
        lambda host: host.step(1, 0),
        where=_MOVING,
        footer=True,
        short=N_("a day"),
    ),
    Action("move.up", ("up", "k"), N_("while moving: up"), ABOUT, lambda host: host.step(0, -1), where=_MOVING),
    Action("move.down", ("down", "j"), N_("while moving: down"), ABOUT, lambda host: host.step(0, 1), where=_MOVING),
    Action(
        "move.week_back",
        ("[", "(", "pageup"),
        N_("while moving: a week earlier"),
        ABOUT,
        lambda host: carry_week(host, -1),
        where=_MOVING,
    ),
    Action(
        "move.week_on",
        ("]", ")", "pagedown"),
        N_("while moving: a week later"),
        ABOUT,
        lambda host: carry_week(host, 1),
        where=_MOVING,
        footer=True,
        short=N_("a week"),
    ),
    Action(
        "move.today",
        ("t",),
        N_("while moving: today"),
        ABOUT,
        carry_today,
        where=_MOVING,
        footer=True,
        short=N_("today"),
    ),
    Action(
        "move.goto",
        ("g",),
        N_("while moving: to a day (fri, 25) or by a distance (+7d, -1w)"),
        ABOUT,
        carry_to,
        where=_MOVING,
        footer=True,
        short=N_("date"),
    ),
    Action(
        "move.keep",
        ("enter", "m"),
        N_("while moving: keep it here"),
        ABOUT,
        keep,
        where=_MOVING,
        footer=True,
        short=N_("keep"),
    ),
    Action(
        "move.leave",
        ("escape", "q"),
        N_("while moving: put it back"),
        ABOUT,
        put_back,
        where=_MOVING,
        footer=True,
        short=N_("put back"),
    ),
)
