"""An item dragged with the mouse: move mode whose day is the one under the pointer.

A reader would get wrong: what counts is the day that is drawn under the pointer when it moves, since the preview may shift the rows; and a
pointer over no day shows the item where it was, so that letting go there changes nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from textual.errors import NoWidget

from planner.tui.moving import Moving
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

    @property
    def begun(self) -> bool:
        """Whether an item is being dragged."""
        return self._item is not None

    def to(self, panel: Panel, x: int, y: int) -> None:
        """Show the item under the cursor of ``panel`` on the day at that place of the screen; begins the drag."""
        if self._item is None and not self._begin(panel):
            return
        moving = self._host.moving
        if moving is None or self._item is None:
            return  # given up with Esc: nothing until the button is let go
        self._home = self._home or moving
        day = self._day_at(x, y)
        wanted = self._home
        if day is not None:
            wanted = wanted.by((day - wanted.date_of(self._item)).days)
        if wanted.target != moving.target or wanted.days != moving.days:
            self._host.carry(wanted)

    def drop(self, x: int, y: int) -> None:
        """Keep what is shown, or put it back where the pointer is over no day."""
        begun, self._item, self._home = self._item is not None, None, None
        if begun and self._host.moving is not None:
            self._host.settle(keep=self._day_at(x, y) is not None)

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
        self._host.carry(Moving(ordered, start), {client: Moving(others, start) for client, others in marked.items()})
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
