"""Going about the plan: the cursor, periods, marks, the filter, views and panels.

A reader would get wrong: the day under the cursor is kept here, not in a view, so that every view opens where the last one stood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from textual import events
from textual.geometry import Size

from planner.core import dates
from planner.core.dates import Month
from planner.core.views import of_ref, ref
from planner.tui.screens import edges
from planner.tui.screens.sheet import Sheet
from planner.tui.widgets.detail import ItemDetail
from planner.tui.widgets.item_lists import IdeasList
from planner.tui.widgets.panel import Panel


class Going(Sheet):
    """What acts ask in order to go and to show."""

    _sized: Size | None = None
    """The window that all was last drawn for."""
    _stood: str = ""
    """The item that a filter took from under the cursor, until that goes elsewhere."""

    @property
    def _cursor_ref(self) -> str:
        """The ref of the item under the cursor, or an empty string."""
        item = self.cursor
        return ref(self._client, item.id) if item is not None else ""

    def go(self, day: dt.date, *, item: str = "", last: bool = False, keep_wanted: bool = False) -> None:
        """Put the cursor on ``day`` (and on the item of that ref, or the last row of the day)."""
        before = self._day
        self._day = day if dates.in_range(day) else self._day
        if not keep_wanted:
            self._wanted_day = self._day.day
        if self._view in ("week", "month"):
            if self._lists.get(self._view, ((), None))[0] != self._main_key():
                self._show_main()
            self._main.put(self._day, item, last=last)
        elif self._view == "list":
            if not (item and self._main.put(item)):
                self._main.put_day(self._day)
        else:
            if Month.of(before) != Month.of(self._day):
                self._show_main()
            if item:
                self._main.put(item)
        if self.panel == "detail":
            self._show_detail(self._main)
        self._moved()

    def focus_item(self, ident: str) -> None:
        """Put the cursor on the current calendar's item where it is shown."""
        self.focus_ref(ref(self.clients.current, ident))

    def focus_ref(self, wanted: str) -> None:
        """Put the cursor on an item, whosever it is, where it is shown."""
        client, ident = of_ref(wanted)
        item = self._drawn.calendar(client).by_id.get(ident) if client in self._drawn.clients else None
        if item is None:
            return
        if item.date is None:
            if self.query_one(IdeasList).put(wanted) and self.panel not in ("board", "list"):
                self._moved()
            if self._view in ("board", "list"):
                self._main.put(wanted)
                self._moved()
            return
        self.go(item.date, item=wanted)

    def period(self, way: int) -> None:
        """Go to the next (1) or previous (-1) week or month; the 31st is remembered."""
        if self._view == "week":
            self.go(dates.shift(self._day, 7 * way))
            return
        month = self.month.shift(way)
        if dates.FIRST.year <= month.year <= dates.LAST.year:
            self.go(month.clamp(self._wanted_day), keep_wanted=True)

    def step(self, across: int, down: int) -> None:
        """Move the cursor of the focused panel."""
        panel = self._panel or self._main
        self._stood = ""
        leads = panel.step(across, down)
        if isinstance(leads, dt.date):
            self.go(leads, last=down < 0)
        elif panel is self._main and self._main.day is not None and self._main.day != self._day:
            self._day = self._main.day
            self._wanted_day = self._day.day
            self._moved()
        else:
            self._moved()
        if self._anchor is not None:
            self._extend()

    def on_resize(self) -> None:
        """Draw anew for another window, once it is laid out for it."""
        size, before = self.app.size, self._sized
        self._sized = size
        if before not in (None, size):
            self.call_after_refresh(self.redraw)

    def redraw(self) -> None:
        """Draw everything from the calendar as it is."""
        self._lists.clear()
        self._side_key = ()
        self._show_main()
        main = self._main
        if self._view == "week" and not (main.day == self._day and main.selectable(main.place)):
            main.put(self._day, last=True)  # what the cursor stood on is gone, and another line stands in its place
        self._renew_detail()
        self._moved()

    def _renew_detail(self) -> None:
        """Let panel 5, where it has the focus, show its item as it is now; where that is gone, what the cursor of panel 1 stands on."""
        detail = self.query_one(ItemDetail)
        if self.panel != "detail" or detail.item is None:
            return
        client = detail.client
        now = self._drawn.calendar(client).by_id.get(detail.item.id) if client in self._drawn.clients else None
        if now is None:
            self._show_detail(self._main)
        else:
            sight = self._drawn.sight(client)
            detail.present(sight, now, edges.strip_of(self, sight, now))

    def _show_detail(self, panel: Panel) -> None:
        """Show in panel 5 what the cursor of a panel stands on."""
        client = panel.client
        sight = self._drawn.sight(client if client in self._drawn.clients else self.clients.current)
        self.query_one(ItemDetail).present(sight, panel.item, edges.strip_of(self, sight, panel.item))

    def set_marks(self, refs: Iterable[str]) -> None:
        """Mark exactly these items."""
        self.marks = set(refs)
        if not self.marks:
            self._anchor = None
        place, here = self.cursor, self._cursor_ref
        self._show_main()
        self._show_ideas()
        if place is not None and place.date is not None and self.panel == self._view:
            self.focus_ref(here)
        self._moved()

    def mark_range(self) -> bool:
        """Begin a range of marks at the cursor, or end the one begun; whether there was either to do."""
        begun = self._anchor is not None
        self._anchor = None if begun else self._cursor_ref or None
        if not begun:
            self._marked_before = frozenset(self.marks)
        self._extend()
        return begun or self._anchor is not None

    def _extend(self) -> None:
        here, order = self._cursor_ref, list(self.listed_here())
        if self._anchor in order and here in order:
            first, last = sorted((order.index(self._anchor), order.index(here)))
            self.set_marks([*self._marked_before, *order[first : last + 1]])

    def set_filter(self, text: str) -> None:
        """Show only what matches; the cursor stays on its item, or on its day until the item is shown again."""
        stood = self._cursor_ref or self._stood
        self.clients.filter = text.strip()
        self.clients.changed()
        self.redraw()
        main = self._main
        lost = self._cursor_ref != stood if stood else not main.selectable(main.place)
        if lost and self.panel != "ideas":
            self.go(self._day, item=stood, keep_wanted=True)
        self._stood = stood

    def set_view(self, name: str) -> None:
        """Show another view in panel 1, at once: the next key is meant for it, and may ask for yet another."""
        here = self._cursor_ref
        if name != self._view:
            old = self._main
            found = self.query(f"#{name}")
            new = found.first() if found else self._make(name)
            if not found:
                self.query_one("#centre").mount(new, before=0)
            self._view = name
            old.display, new.display = False, True
        self._panel = self._main
        self._lay_out()
        self._main.focus(scroll_visible=False)
        self._lists.pop(name, None)
        self._show_main()
        self.go(self._day, item=here, keep_wanted=True)

    def focus_panel(self, number: int) -> None:
        """Focus panel 1 to 5."""
        ids = {1: f"#{self._view}", 2: "#dates", 3: "#coverage", 4: "#ideas", 5: "#detail"}
        panel = self.query_one(ids[number], Panel)
        if isinstance(panel, ItemDetail) and self.panel != "detail":
            self._show_detail(self._panel or self._main)
        self._panel = panel
        self._show_panel_alone()
        self._side_key = ()
        panel.focus(scroll_visible=False)
        self._moved()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus that a click has moved."""
        if isinstance(event.widget, Panel) and event.widget is not self._panel:
            self._panel = event.widget
            self._moved()

    def refreshed(self) -> None:
        """Take the calendars as they are now and draw them."""
        self.clients.changed()
        self.marks = self.clients.items(self.marks)
        if self._anchor is not None and not self.clients.items((self._anchor,)):
            self._anchor = None
        self.redraw()
