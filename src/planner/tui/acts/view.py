"""Moving about: the cursor, periods, views, panels, marks, the filter, and leaving.

A reader would get wrong: Esc backs out one thing at a time: a range, the marks, the filter, a panel beside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from planner.core.dates import long_date, shift, week_of
from planner.core.fold import plain
from planner.errors import UsageError
from planner.i18n import N_, _, language, ngettext
from planner.tui.actions import ABOUT, ITEMS, MAIN, PROGRAM, Action, sign
from planner.tui.acts.clients import overview, switch
from planner.tui.acts.filtering import forget, narrow, save
from planner.tui.acts.shared import nothing, sentence
from planner.tui.context import Host

if TYPE_CHECKING:
    from textual.app import App

_looked_from: WeakKeyDictionary[App[Any], tuple[str, str]] = WeakKeyDictionary()
"""By running program, the filter of the past dates and the view that they were listed from."""

LISTS = frozenset({"list", "ideas", "coverage", "detail"})
"""Panels in which Page Up and Page Down turn pages; elsewhere they turn weeks and months."""
PAGE = 15
MOST = 1_000_000
"""More rows than any list has."""
NO_DATE = "bgkqruxz"
"""Letters that no date begins with, in any language."""
T = TypeVar("T")


def _step(across: int, down: int) -> Callable[[Host], None]:
    return lambda host: host.step(across, down)


def _period(way: int) -> Callable[[Host], None]:
    return lambda host: host.period(way)


def _view(name: str) -> Callable[[Host], None]:
    return lambda host: host.set_view(name)


def _panel(number: int) -> Callable[[Host], None]:
    return lambda host: host.focus_panel(number)


def _next_panel(way: int) -> Callable[[Host], None]:
    def run(host: Host) -> None:
        order = {"dates": 2, "coverage": 3, "ideas": 4, "detail": 5}
        host.focus_panel((order.get(host.panel, 1) - 1 + way) % 5 + 1)

    return run


def _edge(way: int) -> Callable[[Host], None]:
    """To the first (-1) or last (1) row of a list; to the first or last day of the week or month that is shown."""

    def run(host: Host) -> None:
        if host.panel in LISTS or host.panel == "board":
            host.step(0, way * MOST)
        elif host.panel == "week":
            start = week_of(host.day, host.calendar.week_starts)
            host.go(shift(start, 6) if way > 0 else start, last=way > 0)
        else:
            host.go(host.month.last if way > 0 else host.month.first, last=way > 0)

    return run


def today(host: Host) -> None:
    """Go to today."""
    host.go(host.today)


def _when(host: Host, text: str, around: dt.date) -> dt.date:
    from planner.core import spoken

    return spoken.when(text, host.today, language(), host.calendar.week_starts, around)


def _told(text: str, read: Callable[[str], dt.date | str], empty: str) -> str:
    """Return the date that ``text`` means, in words, or why it is none."""
    if not text.strip():
        return empty
    try:
        found = read(text)
    except UsageError as error:
        return str(error)
    return "→ " + long_date(found) if isinstance(found, dt.date) else ""


def _about_dates() -> str:
    return _(
        "A day (25) or a weekday (fri) of the month or week that is shown, so many days or weeks from today (+3, +2w), or a date "
        "(15 march, 2026-12-03). Enter takes it, Esc leaves everything as it is."
    )


async def ask_date(host: Host, label: str, around: dt.date) -> dt.date | None:
    """Ask for a date in words until it is one, a weekday being that of the week of ``around``; None when it was left."""

    def read(text: str) -> dt.date:
        return _when(host, text, around)

    empty = _("25, fri, +2w, 15 march, 2026-12-03")
    return await ask_until(host, label, read, lambda text: _told(text, read, empty), _about_dates())


async def ask_number(
    host: Host, label: str, said: Callable[[int], str], about: str, *, now: int, most: int
) -> int | None:
    """Ask for a whole number from 0 to ``most``, ``now`` standing there, each one echoed as ``said``; None when it was left or is still ``now``."""

    def read(text: str) -> int:
        if not text.strip().isdecimal() or int(text) > most:
            raise UsageError(
                _("“{text}” is no number that fits here.").format(text=text[:60]),
                _("Write one from 0 to {most}.").format(most=most),
            )
        return int(text)

    def echo(text: str) -> str:
        try:
            return "→ " + said(read(text)) if text.strip() else about
        except UsageError as error:
            return str(error)

    found = await ask_until(host, label, read, echo, about, text=str(now))
    return None if found == now else found


async def ask_until(
    host: Host,
    label: str,
    read: Callable[[str], T],
    echo: Callable[[str], str],
    about: str,
    *,
    text: str = "",
    at_once: str = "",
) -> T | None:
    """Ask for one line until ``read`` raises no UsageError for it; None when it was left, or left empty."""
    typed = text
    while True:
        answer = await host.prompt(label, typed, echo, about, at_once=at_once, anew=typed == text)
        if answer is None or not answer.strip():
            return None
        typed = answer
        try:
            return read(answer)
        except UsageError as error:
            host.say(sentence(error), severity="warning")


def _twice(host: Host) -> str:
    """Return the key of going somewhere, the first that no date begins with; an empty string where there is none."""
    keys = next((action.keys for action in host.keys.actions if action.id == "date.goto"), ())
    return next(
        (key for key in keys if len(key) > 1 or plain(key) in NO_DATE or not (key.isalnum() or key in "+-")), ""
    )


async def goto(host: Host) -> None:
    """Ask for a date and go there; the key twice goes to the first row, as in vi."""
    twice = _twice(host)

    def read(text: str) -> dt.date | str:
        return text if twice and text == twice else _when(host, text, host.day)

    empty, about = _("25, fri, +2w, 15 march, 2026-12-03"), _about_dates()
    if twice:
        empty = _("{key}: first · 25, fri, +2w, 15 march").format(key=sign(twice))
        about += " " + _("{key} goes to the first line that is shown.").format(key=sign(twice))
    day = await ask_until(host, _("Go to"), read, lambda text: _told(text, read, empty), about, at_once=twice)
    if isinstance(day, dt.date):
        host.go(day)
    elif day:
        _edge(-1)(host)


async def past(host: Host) -> None:
    """List what lies before today and is not published; Esc goes back to where it was asked for."""
    from planner.tui.acts import filtering

    yesterday, view = host.today - dt.timedelta(days=1), host.view
    await filtering.show(host, _("to:{day} -status:published,parked,dropped").format(day=yesterday.isoformat()))
    _view("list")(host)
    _looked_from[host.app] = (host.filter, view)
    text = _("{all} marks all · {status} status · {key} back")
    host.say(
        text.format(
            status=host.keys.sign("item.status", "s"),
            all=host.keys.sign("item.mark_all", "*"),
            key=host.keys.named("program.back", "escape"),
        )
    )


def toggle_mark(host: Host) -> None:
    """Mark the item under the cursor, or take its mark away, and step down."""
    item = host.cursor
    if item is not None:
        host.set_marks(host.marks ^ {host.ref(item)})
    else:
        host.say(_("Stand on an item first."))
    host.step(0, 1)


def mark_all(host: Host) -> None:
    """Mark everything that is shown."""
    refs = host.listed_here()
    host.set_marks(refs)
    host.say(ngettext("{count} marked", "{count} marked", len(refs)).format(count=len(refs)))


def mark_range(host: Host) -> None:
    """Begin or end a range."""
    if not host.mark_range():
        host.say(nothing(host))


def back(host: Host) -> None:
    """Back out of one thing."""
    if host.marks:
        host.set_marks(())
    elif host.filter:
        filter_, view = _looked_from.pop(host.app, ("", ""))
        if host.filter == filter_ and host.view == "list" and view != "list":
            _view(view)(host)
            host.go(host.today)
        host.set_filter("")
    elif host.panel not in MAIN:
        host.focus_panel(1)


def zoom_in(host: Host) -> None:
    """From the month in small to the day in panel 1."""
    host.focus_panel(1)


def redraw(host: Host) -> None:
    """Send all of the screen again, where something else wrote over it."""
    host.app.draw_anew()  # type: ignore[attr-defined]


def leave(host: Host) -> None:
    """Leave the program; everything is saved."""
    host.app.exit(0)


Run = Callable[[Host], Awaitable[None] | None]
_ALL = MAIN | {"dates", "coverage", "ideas", "detail"}

ACTIONS: tuple[Action, ...] = (
    Action("cursor.left", ("left", "h"), N_("left; the day before"), ABOUT, _step(-1, 0)),
    Action("cursor.right", ("right", "l"), N_("right; the day after"), ABOUT, _step(1, 0)),
    Action("cursor.up", ("up", "k"), N_("up"), ABOUT, _step(0, -1)),
    Action("cursor.down", ("down", "j"), N_("down"), ABOUT, _step(0, 1)),
    Action("cursor.page_up", ("pageup",), N_("a page up"), ABOUT, _step(0, -PAGE), where=LISTS),
    Action("cursor.page_down", ("pagedown",), N_("a page down"), ABOUT, _step(0, PAGE), where=LISTS),
    Action("cursor.first", ("home",), N_("to the first"), ABOUT, _edge(-1)),
    Action("cursor.last", ("end", "G"), N_("to the last"), ABOUT, _edge(1)),
    Action("period.previous", ("[", "(", "pageup"), N_("the week or month before"), ABOUT, _period(-1)),
    Action("period.next", ("]", ")", "pagedown"), N_("the next week or month"), ABOUT, _period(1)),
    Action("date.today", ("t",), N_("today"), ABOUT, today),
    Action("date.goto", ("g",), N_("go to a date, or to the first line"), ABOUT, goto),
    Action("view.week", ("W",), N_("week"), ABOUT, _view("week")),
    Action("view.month", ("M",), N_("month"), ABOUT, _view("month")),
    Action("view.board", ("B",), N_("board"), ABOUT, _view("board")),
    Action("view.list", ("L",), N_("list"), ABOUT, _view("list")),
    Action(
        "view.past", (), N_("list the items of past dates that are not published"), ABOUT, past, short=N_("past dates")
    ),
    Action("panel.1", ("1",), N_("the plan"), ABOUT, _panel(1)),
    Action("panel.2", ("2",), N_("the dates"), ABOUT, _panel(2)),
    Action("panel.3", ("3",), N_("the coverage"), ABOUT, _panel(3)),
    Action("panel.4", ("4",), N_("the ideas"), ABOUT, _panel(4)),
    Action("panel.5", ("5",), N_("the item in full"), ABOUT, _panel(5)),
    Action("panel.next", ("tab",), N_("the next panel"), ABOUT, _next_panel(1)),
    Action("panel.previous", ("shift+tab",), N_("the panel before"), ABOUT, _next_panel(-1)),
    Action(
        "date.open",
        ("enter",),
        N_("the day under the cursor, in the plan"),
        ABOUT,
        zoom_in,
        where=frozenset({"dates"}),
        footer=True,
        short=N_("to the plan"),
    ),
    Action(
        "item.mark",
        ("space",),
        N_("mark, and step down"),
        ABOUT,
        toggle_mark,
        where=ITEMS,
        footer=True,
        short=N_("mark"),
    ),
    Action("item.mark_range", ("v",), N_("mark a range, from here on"), ABOUT, mark_range, where=ITEMS),
    Action("item.mark_all", ("*",), N_("mark all that is shown"), ABOUT, mark_all, where=ITEMS),
    Action("program.filter", ("/",), N_("filter"), ABOUT, narrow, footer=True),
    Action("filter.save", ("K",), N_("keep the filter under a name"), ABOUT, save),
    Action("filter.forget", (), N_("forget a filter that was kept"), ABOUT, forget),
    Action("program.back", ("escape",), N_("back out: marks, filter, panel"), ABOUT, back, short=N_("unmark")),
    Action("client.switch", ("o",), N_("another client, or all together"), PROGRAM, switch, short=N_("client")),
    Action("client.overview", ("0",), N_("the clients: what each one needs"), PROGRAM, overview, short=N_("clients")),
    Action("program.redraw", ("ctrl+l",), N_("draw the screen anew"), PROGRAM, redraw),
    Action("program.quit", ("q",), N_("quit; everything is saved"), PROGRAM, leave, footer=True, short=N_("quit")),
)
