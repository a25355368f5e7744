"""``:`` and Ctrl-P: acts, items, saved filters, themes and calendars by a part of their name.

A reader would get wrong: Textual's own palette does not fold accents and ranks 10,000 titles in half a second; here words are looked for
as ``finding`` ranks them, and a folded part of a title, and what is listed is capped. Titles are read from the first letter on, a few at a
time: until all are, what is listed are the items found so far, and Enter waits for the rest unless it is meant for a command. Keys typed after
Enter wait with it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from textual.widgets import OptionList

from planner.core.dates import long_date, short_date
from planner.core.fold import fold, plain
from planner.core.model import Item
from planner.core.titles import Titles
from planner.core.values import dataclass
from planner.i18n import _
from planner.tui.actions import Action
from planner.tui.finding import found, inside, line_of, nearest
from planner.tui.screens.dialog import MOST_SHOWN, ListDialog, Row
from planner.tui.screens.help import grouped, keys_of
from planner.tui.synonyms import answers, words_of
from planner.tui.text import show

AT_ONCE = 200
"""Titles that are read before keys are looked at again: three milliseconds."""
LISTED = 0.1
"""Seconds between two looks at what was found meanwhile."""


@dataclass(frozen=True, slots=True)
class Command:
    """What was chosen: ``kind`` is ``action``, ``item``, ``filter``, ``theme``, ``calendar`` or ``date``.

    ``value`` is its id (an item's ref), text, name or number (or ``all``), or the date as in the file.
    """

    kind: str
    value: str


class Palette(ListDialog[Command]):
    """Everything by name. Comes back with a Command.

    ``items`` are (ref, client's mark, item), ``themes`` (name, title), ``names`` (a channel, persona… and the filter that shows what is its);
    ``date_of`` returns the date that is typed, or None.
    """

    DEFAULT_CSS = """
    Palette OptionList { max-height: 100%; height: 1fr; }
    Palette > .box { height: 100%; max-height: 30; }
    """

    def __init__(
        self,
        actions: Sequence[Action],
        items: Iterable[tuple[str, str, Item]],
        filters: Sequence[tuple[str, str]],
        themes: Sequence[tuple[str, str]],
        calendars: Sequence[str] = (),
        *,
        names: Sequence[tuple[str, str]] = (),
        date_of: Callable[[str], dt.date | None] = lambda _typed: None,
        today: dt.date | None = None,
    ) -> None:
        super().__init__()
        self._today = today
        self._date_of = date_of
        self._left = iter(items)
        self._items: list[tuple[str, str, Item]] = []
        self._titles = Titles()
        self._reading: asyncio.Task[None] | None = None
        self._all_read = False
        self._answers = [Row(show(text), words, Command("action", ident)) for text, words, ident in answers(actions)]
        self._names = [_named("filter", text, name, _("filter"), text) for name, text in names]
        self._fixed = [
            *(_action(action) for action in grouped(actions)),
            *(_named("filter", text, name, _("filter"), text) for name, text in filters),
            *([_named("calendar", "all", _("all together"), _("calendar"), "")] if len(calendars) > 1 else []),
            *(
                _named("calendar", str(index), name, _("calendar"), "")
                for index, name in enumerate(calendars)
                if len(calendars) > 1
            ),
            *(_named("theme", name, title, _("theme"), "") for name, title in themes),
        ]

    @property
    def heading(self) -> str:
        """The title."""
        return _("Commands")

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        return _("a command, a title, a filter, a theme")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter does it or goes there · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to use it."""
        return _(
            "Type a part of what you look for; accents and case do not matter. Enter on a title goes to that item."
        )

    def rows(self, typed: str) -> Sequence[Row]:
        """Return commands and what else has a name, the date that is typed, then items."""
        words = [word for word in (fold(part) for part in typed.split()) if word]
        if not words:
            return self._fixed
        self._read()
        items = [_item(*self._items[number], self._today) for number in self._titles.find(words, MOST_SHOWN)]
        known = [*self._fixed, *self._answers, *self._names]
        rows = [*self._dated(found(known, _words, typed), typed), *items]
        if rows or not self._all_read:
            return rows
        return inside(known, _words, typed) or nearest(known, _words, typed)

    def _dated(self, rows: list[Row], typed: str) -> list[Row]:
        """Return the rows with the date that is typed: first, but for those whose names begin so (``mar`` is in ``mark``, too)."""
        day = self._date_of(typed)
        if day is None:
            return rows
        going = Row(show(_("go to {date}").format(date=long_date(day))), "", Command("date", day.isoformat()))
        begun = [row for row in rows if row.words.startswith(plain(typed.strip()))]
        return [*begun, going, *(row for row in rows if row not in begun)]

    def nothing(self) -> str:
        """Say where nothing is found, once all titles are read."""
        typed = self.typed.strip()
        if not typed or self._shown or not self._all_read:
            return ""
        key = self.plan_key("program.help", "?")
        return _("Nothing is found for “{words}”; {key} lists all keys.").format(words=typed, key=key)

    def refill(self, *, stay: bool = False) -> None:
        """Draw the rows for what is typed, and go on reading titles where any are left."""
        super().refill(stay=stay)
        if self.typed.strip() and not self._all_read and (self._reading is None or self._reading.done()):
            self._reading = asyncio.create_task(self._read_on())

    def on_unmount(self) -> None:
        """Read no more."""
        if self._reading is not None:
            self._reading.cancel()

    def _read(self) -> bool:
        """Read some more titles; returns whether any are left."""
        if not self._all_read:
            more = list(islice(self._left, AT_ONCE))
            self._items += more
            self._titles.take([item for _ref, _mark, item in more])
            self._all_read = len(more) < AT_ONCE
        return not self._all_read

    async def _read_on(self) -> None:
        """Read all titles, a few at a time; list what was found now and then, and at the end."""
        listed = time.perf_counter()
        while self.is_current:
            left = self._read()
            if not left or time.perf_counter() > listed + LISTED:
                self._found_more()
                listed = time.perf_counter()
            if not left:
                return
            await asyncio.sleep(0)

    def _found_more(self) -> None:
        """List what was found meanwhile; the cursor stays on the row that one went to."""
        options = self.query_one("#rows", OptionList)
        before = self.current if options.highlighted else None
        if self.typed.strip() and (self._all_read or len(self._shown) < MOST_SHOWN):
            self.refill()
            if before is not None:
                places = (place for place, row in enumerate(self._shown) if row.value == before.value)
                options.highlighted = next(places, options.highlighted)
            if not self._shown:
                self.complain(self.nothing())

    async def all_listed(self) -> None:
        """Wait until all titles are read where the row under the cursor may be an item."""
        if self.is_attached and self._reading and (self.current is None or self.current.value.kind == "item"):
            await asyncio.wait({self._reading})

    def taken(self, row: Row | None, typed: str) -> None:
        """Come back with what was chosen."""
        if row is None:
            self.complain(_("Nothing is called “{name}”.").format(name=typed))
        else:
            self.dismiss(row.value)


def _action(action: Action) -> Row:
    label, group = action.said, _(action.group)
    # the key before the group: where a line is too long for the box, it is the group that is cut
    text = show(label) + show(f"  {keys_of(action)}", "bold $text-accent") + show("  " + group, "dim")
    return Row(text, words_of(action, label, f"{group} {action.id}"), Command("action", action.id))


def _named(kind: str, value: str, name: str, what: str, detail: str) -> Row:
    text = show(name) + show("  " + what + ("  " + detail if detail else ""), "dim")
    return Row(text, line_of(name, "", f"{what} {detail}"), Command(kind, value))


def _words(row: Row) -> str:
    return row.words


def _item(ref: str, mark: str, item: Item, today: dt.date | None) -> Row:
    when = short_date(item.date, today) if item.date else _("idea")
    return Row(
        show(mark + " " if mark else "", "bold") + show(item.title or item.id) + show("  " + when, "dim"),
        "",
        Command("item", ref),
    )
