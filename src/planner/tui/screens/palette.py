"""``:`` and Ctrl-P: acts, items, saved filters, themes and calendars by a part of their name.

A reader would get wrong: Textual's own palette does not fold accents and ranks 10,000 titles in half a second; here a folded part of the
name is looked for, and what is listed is capped. Titles are read from the first letter on, a few at a time: until all are, what is listed
are the items found so far, and Enter waits for the rest unless it is meant for a command. Keys typed after Enter wait with it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from planner.core.dates import short_date
from planner.core.fold import fold
from planner.core.model import Item
from planner.core.titles import Titles
from planner.core.values import dataclass
from planner.i18n import _
from planner.tui.actions import Action
from planner.tui.screens.dialog import MOST_SHOWN, ListDialog, Row, nearest
from planner.tui.screens.help import grouped, keys_of
from planner.tui.synonyms import answers, rank, words_of
from planner.tui.text import show

AT_ONCE = 200
"""Titles that are read before keys are looked at again: three milliseconds."""
LISTED = 0.1
"""Seconds between two looks at what was found meanwhile."""


@dataclass(frozen=True, slots=True)
class Command:
    """What was chosen: ``kind`` is ``action``, ``item``, ``filter``, ``theme`` or ``calendar``.

    ``value`` is its id (an item's ref), text, name or number (or ``all``).
    """

    kind: str
    value: str


class Palette(ListDialog[Command]):
    """Everything by name; ``items`` are (ref, client's mark, item), ``themes`` (name, title). Comes back with a Command."""

    DEFAULT_CSS = """
    Palette OptionList { max-height: 100%; height: 1fr; }
    Palette > .box { height: 100%; max-height: 30; }
    """
    # before the line sees it: what is typed after Enter is not the line's any more
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False, priority=True)]

    def __init__(
        self,
        actions: Sequence[Action],
        items: Iterable[tuple[str, str, Item]],
        filters: Sequence[tuple[str, str]],
        themes: Sequence[tuple[str, str]],
        calendars: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._left = iter(items)
        self._items: list[tuple[str, str, Item]] = []
        self._titles = Titles()
        self._reading: asyncio.Task[None] | None = None
        self._all_read = False
        self._answers = [Row(show(text), words, Command("action", ident)) for text, words, ident in answers(actions)]
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
        """Return commands first, then what else has a name, then items."""
        words = [word for word in (fold(part) for part in typed.split()) if word]
        if not words:
            return self._fixed
        whole = "".join(words)
        known = [*self._fixed, *self._answers]
        found = [row for row in known if whole in row.words or all(word in row.words for word in words)]
        found.sort(key=lambda row: rank(row.words, whole))
        self._read()
        items = [_item(*self._items[number]) for number in self._titles.find(words, MOST_SHOWN)]
        return [*found, *items] or (nearest(known, typed) if self._all_read else [])

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

    async def action_take(self) -> None:
        """Take the row under the cursor; where it may be an item, once all titles are read.

        The app waits for this, and so do the keys that are typed meanwhile: they are meant for what comes after.
        """
        await self.caught_up()
        if self.is_attached and self._reading and (self.current is None or self.current.value.kind == "item"):
            await asyncio.wait({self._reading})
        if self.is_attached and self.is_current:  # it may have been left meanwhile
            self.taken(self.current, self.typed)

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
    return Row(text, words_of(action, f"{fold(label)} {fold(group)} {fold(action.id)}"), Command("action", action.id))


def _named(kind: str, value: str, name: str, what: str, detail: str) -> Row:
    text = show(name) + show("  " + what + ("  " + detail if detail else ""), "dim")
    return Row(text, f"{fold(name)} {fold(what)} {fold(detail)}", Command(kind, value))


def _item(ref: str, mark: str, item: Item) -> Row:
    when = short_date(item.date) if item.date else _("idea")
    return Row(
        show(mark + " " if mark else "", "bold") + show(item.title or item.id) + show("  " + when, "dim"),
        "",
        Command("item", ref),
    )
