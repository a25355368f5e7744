"""The list of all items and the inbox of ideas: one line an item, drawn only where it is seen.

A reader would get wrong: the lists hold items and make a card only when a line is drawn, so ten thousand cost no more than thirty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual.strip import Strip

from planner.core.dates import short_date, short_day_month
from planner.core.model import Item
from planner.core.together import Entry
from planner.core.views import of_ref, ref
from planner.i18n import _, ngettext
from planner.tui.clients import Drawn
from planner.tui.widgets.cards import Columns, columns, items_text, lead, most_wide, signs, status_name, title, where
from planner.tui.widgets.lines import Span, pad, width_of
from planner.tui.widgets.panel import Panel

MOST_MEASURED = 500
"""Of more items it is not asked how much room their channels and personas need: each would have to be read for it."""


class ItemsPanel(Panel):
    """Items one below the other; told by ``present``, asked by ``item`` and ``client``."""

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._entries: tuple[Entry, ...] = ()
        self._drawn: Drawn | None = None
        self._marks: AbstractSet[str] = frozenset()
        self._told: tuple[object, ...] = ()
        """What is shown besides the items."""

    def present(self, entries: tuple[Entry, ...], drawn: Drawn, marks: AbstractSet[str], total: int) -> None:
        """Show items, of ``total`` that there are without the filter; the cursor stays on its item where that is still there."""
        kept = self._ref(self.place) if self.item else ""
        same = entries is self._entries
        if same and drawn is self._drawn and self._told == (marks, total, self.hint):
            return
        self._told = (frozenset(marks), total, self.hint)
        self._entries, self._drawn, self._marks = entries, drawn, marks
        if not same:
            there = self._find(kept) if kept else None
            self.place = min(self.place, max(len(entries) - 1, 0)) if there is None else there
        self.named(len(entries), total)
        self._into_view()
        self.forget()

    def named(self, shown: int, total: int) -> None:
        """Put title and count into the border."""

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self._entries[self.place][1] if 0 <= self.place < len(self._entries) else None

    @property
    def client(self) -> int | None:
        """Whose item that is."""
        return self._entries[self.place][0].client if 0 <= self.place < len(self._entries) else None

    def _ref(self, index: int) -> str:
        sight, item = self._entries[index]
        return ref(sight.client, item.id)

    def _find(self, wanted: str) -> int | None:
        client, ident = of_ref(wanted)
        places = (
            index for index, (sight, item) in enumerate(self._entries) if item.id == ident and sight.client == client
        )
        return next(places, None)

    def count(self) -> int:
        """Return how many items are shown."""
        return len(self._entries)

    def beyond(self) -> tuple[int, int]:
        """Return how many items are above and below those in view, without asking each."""
        return self.top, max(len(self._entries) - self.top - self.height, 0)

    def put(self, wanted: str) -> bool:
        """Stand on the item of that ref; returns whether it is here."""
        index = self._find(wanted)
        if index is not None:
            self.stand(index)
        return index is not None

    def draw(self, index: int, width: int) -> Strip:
        """Return one item as a line."""
        assert self._drawn is not None
        sight, item = self._entries[index]
        card = sight.card(item)
        here = index == self.place
        before = lead(card, cursor=here, marked=card.ref in self._marks) + self._drawn.mark(card.client)
        left, right = self.spans(before, index, width)
        return self.line(width, left, right, self.ground(index))

    def foresee(self) -> Iterator[None]:
        """Draw the pages below and above, a few lines at a time."""
        width, height = self.room.width, self.height
        if self._made_for != (self.palette, width):
            return
        below = range(self.top + height, min(self.top + 2 * height, self.count()))
        above = range(max(self.top - height, 0), self.top)
        for index in (*below, *above):
            if index not in self._strips:
                self._strips[index] = self.draw(index, width)
                self.frame_ahead(self._strips[index])
                yield

    def spans(self, before: list[Span], index: int, width: int) -> tuple[list[Span], list[Span]]:
        """Return the left and the right part of an item's line."""
        raise NotImplementedError


class ItemList(ItemsPanel):
    """Every item by date, parked and dropped ones too, ideas last."""

    PANEL: ClassVar[str] = "list"

    def __init__(self) -> None:
        super().__init__(id="list", classes="main")
        self._measured: tuple[tuple[Entry, ...], int, Columns] = ((), 0, (0, 0))
        """For which items and which room the columns beside titles were measured, and what they are."""

    def _beside(self, width: int) -> Columns:
        """Return how wide channel and persona are, the same for the whole list: as wide as may be where there are too many items to ask."""
        if self._measured[0] is not self._entries or self._measured[1] != width:
            few = len(self._entries) <= MOST_MEASURED
            shown = ((sight.calendar, item) for sight, item in self._entries)
            self._measured = (self._entries, width, columns(width, shown) if few else most_wide(width))
        return self._measured[2]

    def named(self, shown: int, total: int) -> None:
        """Put title and count into the border."""
        count = items_text(shown) if shown == total else _("{shown} of {total} items").format(shown=shown, total=total)
        self.titled(_("List"), count)

    @property
    def day(self) -> dt.date | None:
        """The date of the item under the cursor."""
        item = self.item
        return item.date if item else None

    def put_day(self, day: dt.date) -> None:
        """Stand on the first item from ``day`` on, else on the last dated one."""
        last = 0
        for index, (_sight, item) in enumerate(self._entries):
            if item.date is None:
                break
            last = index
            if item.date >= day:
                break
        if self._entries:
            self.stand(last)

    def spans(self, before: list[Span], index: int, width: int) -> tuple[list[Span], list[Span]]:
        """Return date and title; status, channel and persona at the right."""
        sight, item = self._entries[index]
        card, date = sight.card(item), item.date
        style = "today" if date == sight.today else "muted" if date is None or date < sight.today else ""
        said = _("idea") if date is None else short_date(date)
        if date is not None and date.year != sight.today.year:
            said = f"{short_day_month(date)} {date.year}"
        right = signs(card, words=width >= 100)
        if width >= 44:
            right += where(sight.calendar, item, self._beside(min(width, 90) - 20))
        if width >= 90:
            right.append(
                (" " + pad(status_name(sight.calendar, item.status), 10 if width < 105 else 14), f"status-{card.step}")
            )
        dated = self._entries[0][1].date is not None  # ideas are last
        return [
            *before[:2],
            (pad(said, 13 if dated else width_of(said) + 1), style),
            *before[2:],
            *title(card, time=width >= 90),
        ], right


class IdeasList(ItemsPanel):
    """The inbox: ideas without a date."""

    PANEL: ClassVar[str] = "ideas"
    NUMBER: ClassVar[int] = 4

    def __init__(self) -> None:
        super().__init__(id="ideas", classes="side")

    def named(self, shown: int, total: int) -> None:
        """Put title and count into the border."""
        count = str(total) if shown == total else f"{shown}/{total}"
        self.titled(_("Ideas") + f" · {count}")

    def spans(self, before: list[Span], index: int, width: int) -> tuple[list[Span], list[Span]]:
        """Return the title, and the persona where there is room."""
        sight, item = self._entries[index]
        card, calendar = sight.card(item), sight.calendar
        right = signs(card, words=False)
        if width >= 34 and card.item.personas:
            right = [*right, *where(calendar, card.item, (0, most_wide(width)[1]))]
        return [*before, *title(card, time=False)], right


def left_text(count: int) -> str:
    """Return ``3 marked``."""
    return ngettext("{count} marked", "{count} marked", count).format(count=count)
