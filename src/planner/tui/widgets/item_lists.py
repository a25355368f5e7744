"""The list of all items and the inbox of ideas: one line an item, drawn only where it is seen.

A reader would get wrong: the lists hold items and make a card only when a line is drawn, so ten thousand cost no more than thirty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual.strip import Strip

from planner.core.dates import short_date, short_day_month
from planner.core.model import Item
from planner.core.views import Sight
from planner.i18n import _, ngettext
from planner.tui.widgets.cards import items_text, lead, signs, status_name, title, where
from planner.tui.widgets.lines import Span, pad
from planner.tui.widgets.panel import Panel


class ItemsPanel(Panel):
    """Items one below the other; told by ``present``, asked by ``item``."""

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._items: tuple[Item, ...] = ()
        self._sight: Sight | None = None
        self._marks: AbstractSet[str] = frozenset()

    def present(self, items: tuple[Item, ...], sight: Sight, marks: AbstractSet[str], total: int) -> None:
        """Show ``items``, of ``total`` that there are without the filter; the cursor stays on its item where that is still there."""
        kept = self.item.id if self.item else ""
        same = items is self._items
        self._items, self._sight, self._marks = items, sight, marks
        if not same:
            self.place = next(
                (index for index, item in enumerate(items) if item.id == kept), min(self.place, max(len(items) - 1, 0))
            )
        self.named(len(items), total)
        self._into_view()
        self.forget()

    def named(self, shown: int, total: int) -> None:
        """Put title and count into the border."""

    @property
    def items(self) -> tuple[Item, ...]:
        """What is shown."""
        return self._items

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self._items[self.place] if 0 <= self.place < len(self._items) else None

    def count(self) -> int:
        """Return how many items are shown."""
        return len(self._items)

    def put(self, ident: str) -> bool:
        """Stand on the item; returns whether it is here."""
        for index, item in enumerate(self._items):
            if item.id == ident:
                self.stand(index)
                return True
        return False

    def draw(self, index: int, width: int) -> Strip:
        """Return one item as a line."""
        assert self._sight is not None
        card = self._sight.card(self._items[index])
        here = index == self.place
        before = lead(card, cursor=here, marked=card.item.id in self._marks)
        left, right = self.spans(before, index, width)
        return self.line(width, left, right, self.ground(index))

    def spans(self, before: list[Span], index: int, width: int) -> tuple[list[Span], list[Span]]:
        """Return the left and the right part of an item's line."""
        raise NotImplementedError


class ItemList(ItemsPanel):
    """Every item by date, parked and dropped ones too, ideas last."""

    PANEL: ClassVar[str] = "list"

    def __init__(self) -> None:
        super().__init__(id="list", classes="main")

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
        for index, item in enumerate(self._items):
            if item.date is None:
                break
            last = index
            if item.date >= day:
                break
        if self._items:
            self.stand(last)

    def spans(self, before: list[Span], index: int, width: int) -> tuple[list[Span], list[Span]]:
        """Return date and title; status, channel and persona at the right."""
        assert self._sight is not None
        card = self._sight.card(self._items[index])
        date = card.item.date
        style = "today" if date == self._sight.today else "muted" if date is None or date < self._sight.today else ""
        said = _("idea") if date is None else short_date(date)
        if date is not None and date.year != self._sight.today.year:
            said = f"{short_day_month(date)} {date.year}"
        right = signs(card, words=width >= 100)
        if width >= 44:
            right += where(self._sight.calendar, card.item, min(width, 90) - 20)
        if width >= 90:
            right.append((" " + pad(status_name(self._sight.calendar, card.item.status), 10), f"status-{card.step}"))
        return [*before[:2], (pad(said, 13), style), before[2], *title(card, time=width >= 90)], right


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
        assert self._sight is not None
        calendar = self._sight.calendar
        card = self._sight.card(self._items[index])
        right = signs(card, words=False)
        if width >= 34 and card.item.personas:
            right = [*right, *where(calendar, card.item, width)[1:]]
        return [*before, *title(card, time=False)], right


def left_text(count: int) -> str:
    """Return ``3 marked``."""
    return ngettext("{count} marked", "{count} marked", count).format(count=count)
