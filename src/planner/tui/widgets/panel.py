"""What every panel of the planning screen shares: a border with a number, a cursor, lines that are drawn when first seen.

A reader would get wrong: a panel scrolls by itself (``top``), with no scrollbar and no virtual size, so that a step costs two lines and no
layout; and it has no key bindings, since all keys go through the table of actions. A little over
the ceiling: cursor, scrolling and what is kept of lines drawn depend on one another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from planner.i18n import _
from planner.tui.text import show
from planner.tui.widgets.framed import Framed
from planner.tui.widgets.lines import wrap

if TYPE_CHECKING:
    from planner.core.coverage import Gap
    from planner.core.model import Item
    from planner.core.views import Row
    from planner.tui.actions import Keys

ALONE = 80
"""Below so many columns there is one panel at a time."""
MOST_PAGES = 12
"""Of so many weeks or months the lines are kept."""
PANELS = ("plan", "dates", "coverage", "ideas", "item")
LEGEND = -1
"""The row of the line that explains signs, among those that are drawn."""
FAR = 3
"""Cells that the pointer goes aside before a click is a drag; a line up or down is far enough."""


class Panel(Framed, can_focus=True):
    """A list of rows under a numbered title; subclasses say how many there are, how one is drawn, and which can be stood on."""

    DEFAULT_CSS = """
    Panel {
        border: round $border-blurred; border-title-color: $muted; border-subtitle-color: $muted; border-title-style: none;
        background: $background; color: $foreground; height: 1fr; width: 1fr; padding: 0;
    }
    Panel:focus { border: heavy $border; border-title-color: $foreground; border-title-style: bold; }
    """
    ALLOW_SELECT: ClassVar[bool] = False
    FOCUS_ON_CLICK: ClassVar[bool] = True
    PANEL: ClassVar[str] = ""
    """What the table of actions calls it."""
    NUMBER: ClassVar[int] = 1

    class Pointed(Message):
        """The mouse chose a row; ``again`` when it was the one under the cursor already."""

        def __init__(self, panel: Panel, *, again: bool) -> None:
            super().__init__()
            self.panel = panel
            self.again = again

    class Dragged(Message):
        """The pointer went to a place of the screen with the item under the cursor, its button held."""

        def __init__(self, panel: Panel, x: int, y: int) -> None:
            super().__init__()
            self.panel = panel
            self.x, self.y = x, y

    class Dropped(Dragged):
        """The button was let go there."""

    class Scrolled(Message):
        """The wheel turned over a panel, ``down`` by so many steps."""

        def __init__(self, panel: Panel, down: int) -> None:
            super().__init__()
            self.panel = panel
            self.down = down

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self.top = 0
        self.place = 0
        self._pressed: tuple[int, int, int, int] | None = None
        self._dragging = False
        self._dragged = False
        self.held = False
        """Whether every line stays where it is, whatever the cursor does: while the pointer holds an item over them."""
        self.aimed: dt.date | None = None
        """The day that an item held over the panels would come to."""
        self.hint: tuple[str, ...] = ()
        self._wrapped: tuple[tuple[str, ...], int, Sequence[str]] = ((), 0, ())
        """What an empty panel says: lines of text."""
        self._strips: dict[int, Strip] = {}
        """The lines that were drawn of what is shown now, by row."""
        self._pages: dict[int, tuple[object, dict[int, Strip]]] = {}
        self._made_for: tuple[object, int] = (None, 0)
        self._empty = Strip([])

    # what subclasses say ---------------------------------------------------------------------------------------------

    def count(self) -> int:
        """Return how many rows there are."""
        return 0

    def draw(self, index: int, width: int) -> Strip:
        """Return row ``index`` as a strip of ``width`` cells."""
        raise NotImplementedError

    def selectable(self, index: int) -> bool:
        """Whether the cursor can stand on row ``index``."""
        return 0 <= index < self.count()

    @property
    def row(self) -> Row | None:
        """The row of a day under the cursor, where there are days."""
        return None

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        row = self.row
        return row.card.item if row is not None and row.card is not None else None

    @property
    def client(self) -> int | None:
        """Whose row is under the cursor, by number; None where it is nobody's."""
        row = self.row
        return row.client if row is not None else None

    @property
    def gap(self) -> Gap | None:
        """The gap under the cursor."""
        row = self.row
        return row.gap if row is not None else None

    @property
    def day(self) -> dt.date | None:
        """The day under the cursor."""
        return None

    # drawing ---------------------------------------------------------------------------------------------------------

    @property
    def height(self) -> int:
        """How many rows are in view."""
        return max(self.room.height, 1)

    def beyond(self) -> tuple[int, int]:
        """Return how many rows that can be stood on are above and below those in view."""
        total, end = self.count(), self.top + self.height
        if not self.top and end >= total:
            return 0, 0
        return sum(map(self.selectable, range(self.top))), sum(map(self.selectable, range(end, total)))

    def ground(self, index: int) -> str:
        """Return what lies under row ``index``: the cursor, bright where the panel has the focus."""
        if index != self.place:
            return ""
        return "cursor" if self.has_focus else "rest"

    def render_line(self, y: int) -> Strip:
        """Return line ``y`` of the panel, drawn now if it was not yet."""
        width = self.room.width
        palette = self.palette
        if self._made_for != (palette, width):
            self._tear()
            self._made_for = (palette, width)
            self._empty = Strip.blank(width, palette.blank)
        index = self.top + y
        total = self.count()
        if index >= total:
            if y == self.room.height - 1 and total and not self.top and self.legend():
                return self._strips.setdefault(LEGEND, self.line(width, [(" " + self.legend(), "muted")]))
            at = y - total - (1 if total else 0)
            said = self._hinted(width) if self.hint and self.top == 0 else ()
            if 0 <= at < len(said):
                return self.line(width, [(" " + said[at], "muted")])
            return self._empty
        drawn = self._strips.get(index)
        if drawn is None:
            if len(self._strips) > self.MOST_KEPT:
                self._strips.clear()
            drawn = self._strips[index] = self.draw(index, width)
        return drawn

    def _hinted(self, width: int) -> Sequence[str]:
        """Return the hint in lines of the room that there is now, which may not be the one it was told in."""
        if self._wrapped[:2] != (self.hint, width):
            lines = [line for text in self.hint for line in wrap(text, max(width - 1, 10))]
            self._wrapped = (self.hint, width, lines)
        return self._wrapped[2]

    def legend(self) -> str:
        """Return what the last line says of the panel's signs where no row needs it; empty where it says nothing."""
        return ""

    def fit(self) -> None:
        """Arrange for another size, the cursor in view. All lines are drawn after it; it asks for none."""
        self._into_view()

    def forget(self, *indexes: int) -> None:
        """Draw these rows again, or all of them."""
        if not indexes:
            self._tear()
            self.refresh()
            return
        width = self.room.width
        for index in indexes:
            self._strips.pop(index, None)
            y = index - self.top
            if 0 <= y < self.height:
                self.refresh(Region(0, y, width, 1))

    def turn(self, page: object, *, leaves: int, enters: int) -> None:
        """Show the rows of another page; those that were drawn of it before are not drawn again.

        Pages are told apart by identity. ``leaves`` and ``enters`` are the cursor's rows there and here, which look different with it.
        """
        self._strips.pop(leaves, None)
        if len(self._pages) >= MOST_PAGES:
            self._pages.clear()
        self._strips = self.page(page)
        self._strips.pop(enters, None)
        self.refresh()

    def page(self, page: object) -> dict[int, Strip]:
        """Return the lines of a page that are drawn, by row, to draw some more of them."""
        return self._pages.setdefault(id(page), (page, {}))[1]

    def foresee(self) -> Iterator[None]:
        """Draw, piece by piece, what the next keys may show."""
        yield from ()

    def _tear(self) -> None:
        """Forget every line that was drawn."""
        for _page, strips in self._pages.values():
            strips.clear()
        self._strips.clear()

    @property
    def _keys(self) -> Keys:
        """The user's keys."""
        keys: Keys = self.screen.keys  # type: ignore[attr-defined]
        return keys

    def titled(self, text: str, note: str = "") -> None:
        """Put ``text`` into the border after the number, and ``note`` at the bottom; a panel alone says there how to reach the others."""
        if self.app.size.width < ALONE:
            note = _("{plan} plan · {dates} dates · {coverage} coverage · {ideas} ideas · {item} item").format(
                **{name: self._keys.sign(f"panel.{at}", str(at)) for at, name in enumerate(PANELS, 1)}
            )
        if (text, note) != self._titled:
            self._titled = (text, note)
            self.border_title = show(f"{self.NUMBER} {text}")
            self.border_subtitle = show(note) if note else Content("")

    # the cursor ------------------------------------------------------------------------------------------------------

    def stand(self, index: int) -> None:
        """Put the cursor on row ``index`` and bring it into view."""
        before, self.place = self.place, index
        if self._into_view():
            self._strips.pop(before, None)
            self._strips.pop(index, None)
            self.refresh()
        elif before != index:
            self.forget(before, index)

    def _into_view(self) -> bool:
        """Scroll as little as needed; whether that moved anything."""
        if self.held:
            return False
        top = self.top
        height = self.height
        lead = self.lead(self.place)
        if lead < self.top:
            self.top = lead
        elif self.place >= self.top + height:
            self.top = self.place - height + 1
        self.top = max(0, min(self.top, max(self.count() - height, 0)))
        return self.top != top

    def lead(self, index: int) -> int:
        """Return the first row that should be in view with row ``index``: its heading, if it has one."""
        return index

    def nearest(self, index: int, way: int) -> int | None:
        """Return the first row from ``index`` on, going ``way`` (1 or -1), that can be stood on."""
        while 0 <= index < self.count():
            if self.selectable(index):
                return index
            index += way
        return None

    def step(self, across: int, down: int) -> object:
        """Move the cursor; returns None, or where to go when that lies outside of what is shown (views of days)."""
        del across
        if down:
            way = 1 if down > 0 else -1
            target = min(max(self.place + down, 0), max(self.count() - 1, 0))
            found = self.nearest(target, way)
            if found is None:
                found = self.nearest(target, -way)
            if found is not None:
                self.stand(found)
        return None

    # the mouse and the focus -----------------------------------------------------------------------------------------

    def on_focus(self) -> None:
        """Draw the cursor bright."""
        self.forget(self.place)

    def on_blur(self) -> None:
        """Draw the cursor quiet."""
        self.forget(self.place)

    def row_at(self, x: int, y: int) -> int | None:
        """Return the row that is drawn at a place of the content, if it can be stood on."""
        del x
        index = self.top + y
        return index if self.selectable(index) else None

    def day_at(self, x: int, y: int) -> dt.date | None:  # noqa: ARG002 - panels of days have one
        """Return the day that is drawn at a place of the content, None where there is none."""
        return None

    def aim(self, day: dt.date | None) -> None:
        """Show that an item would come to ``day``, in the lines that are there: none moves."""
        if day != self.aimed:
            self.aimed = day
            self.forget()

    def point(self, x: int, y: int) -> bool | None:
        """Stand at a place of the content; whether that is where the cursor was, None where nothing can be stood on."""
        index = self.row_at(x, y)
        if index is None:
            return None
        again = index == self.place
        self.stand(index)
        return again

    def on_click(self, event: events.Click) -> None:
        """Stand where the mouse points."""
        if self._dragged:
            return
        offset = event.get_content_offset(self)
        again = self.point(offset.x, offset.y) if offset is not None else None
        if again is not None:
            self.post_message(self.Pointed(self, again=again))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note where the button went down: a drag may begin there."""
        offset = event.get_content_offset(self)
        self._dragged = self._dragging = False
        held = event.button == 1 and offset is not None
        self._pressed = (event.screen_x, event.screen_y, offset.x, offset.y) if held and offset is not None else None
        if self._pressed is not None:
            self.capture_mouse()  # or a quick hand would be over another panel before the drag has begun

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where the pointer takes the item that the button went down on."""
        if self._pressed is None:
            return
        if event.button != 1:  # let go where nobody told
            self._let_go(event)
            return
        if not self._dragging:
            x, y, across, down = self._pressed
            if event.screen_y == y and abs(event.screen_x - x) < FAR:
                return
            self.held = True
            if self.point(across, down) is None or self.item is None:
                self._pressed, self.held = None, False
                return
            self._dragging = True
        self.post_message(self.Dragged(self, event.screen_x, event.screen_y))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Tell where the item was let go."""
        self._let_go(event)

    def _let_go(self, event: events.MouseEvent) -> None:
        self._pressed, self.held = None, False
        if self.app.mouse_captured is self:
            self.release_mouse()
        if self._dragging:
            self._dragging, self._dragged = False, True
            self.post_message(self.Dropped(self, event.screen_x, event.screen_y))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Tell that the wheel turned."""
        event.stop()
        self.post_message(self.Scrolled(self, 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Tell that the wheel turned."""
        event.stop()
        self.post_message(self.Scrolled(self, -1))
