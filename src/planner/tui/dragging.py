"""An item dragged with the mouse: move mode whose day is the one under the pointer.

A reader would get wrong: unlike move mode by keys it shows nothing where it would go, since no line may move under the pointer before the
button is let go; the day is marked instead. Over no day, letting go changes nothing. A key takes the move over: the mouse is not listened to
any more until the button is let go.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from textual.errors import NoWidget

from planner.tui.moving import Moving, offered
from planner.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from textual.screen import Screen

    from planner.core.model import Item
    from planner.tui.context import Host


class Drag:
    """One drag at a time, from the first step of the pointer until it is let go or given up."""

    def __init__(self, host: Host, screen: Screen[None]) -> None:
        self._host = host
        self._screen = screen
        self._item: Item | None = None
        self._home: Moving | None = None
        self._given_up = False

    @property
    def begun(self) -> bool:
        """Whether an item is being dragged."""
        return self._item is not None

    def to(self, panel: Panel, x: int, y: int) -> None:
        """Take the item under the cursor of ``panel`` to the day at that place of the screen; begins the drag."""
        if self._item is None and not self._begin(panel):
            return
        moving = self._host.moving
        if moving is None or self._item is None or self._given_up:
            return
        self._home = self._home or moving
        day = self._day_at(x, y)
        wanted = self._home
        if day is not None:
            wanted = wanted.by((day - wanted.date_of(self._item)).days)
        self._aim(day)
        if wanted.target != moving.target or wanted.days != moving.days:
            self._host.hover(wanted)

    def drop(self, panel: Panel, x: int, y: int) -> None:
        """Keep the item on the day that is drawn there, or leave it where it was where there is none."""
        if self.begun and not self._given_up and self._host.moving is not None:
            self.to(panel, x, y)
            kept = self._day_at(x, y) is not None
            self.give_up()
            self._host.settle(keep=kept)
        self._item, self._home, self._given_up = None, None, False

    def give_up(self) -> None:
        """Leave what is moved to the keys."""
        self._given_up = True
        for panel in self._screen.query(Panel):
            panel.held = False
        self._aim(None)

    def _aim(self, day: dt.date | None) -> None:
        for panel in self._screen.query(Panel):
            panel.aim(day)

    def _begin(self, panel: Panel) -> bool:
        item = panel.item
        if item is None or self._host.moving is not None:
            return False
        known = self._host.calendar.by_id.get(item.id)
        if known is None:
            return False
        self._item = known
        start = known.date or max(self._host.day, self._host.today)
        marked = self._host.selected_of_all() if self._host.ref(known) in self._host.marks else {}
        own = self._host.workspaces.index(self._host.workspace)
        items = marked.pop(own, (known,))
        ordered = tuple(sorted(items, key=lambda one: (one.id != known.id, one.date or dt.date.max)))
        for one in self._screen.query(Panel):
            one.held = True
        sights = self._host.sights() if marked else ()
        together = self._host.together
        also = {
            client: Moving(others, start, slots=offered(sights[client], together=together))
            for client, others in marked.items()
        }
        self._host.hover(Moving(ordered, start, slots=offered(self._host.sight, together=together)), also)
        return True

    def _day_at(self, x: int, y: int) -> dt.date | None:
        try:
            widget, _region = self._screen.get_widget_at(x, y)
        except NoWidget:
            return None
        if not isinstance(widget, Panel):
            return None
        inside = widget.content_region
        return widget.day_at(x - inside.x, y - inside.y) if inside.contains(x, y) else None
