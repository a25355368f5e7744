"""The sheet the plan is drawn on: panels laid out for the window, and each panel told what it shows.

A reader would get wrong: views are told values and asked for their cursor, so whatever is drawn can always be drawn again from here.
"""

from __future__ import annotations

from typing import ClassVar, Self

from textual import messages
from textual.app import ComposeResult
from textual.geometry import Region
from textual.widgets import Static

from planner.core import dates, together
from planner.core.views import ref
from planner.i18n import _
from planner.tui import ahead, at_once
from planner.tui.screens import edges
from planner.tui.screens.standing import Standing
from planner.tui.text import show
from planner.tui.widgets.bars import Bar
from planner.tui.widgets.coverage_panel import CoveragePanel
from planner.tui.widgets.detail import ItemDetail, Strip2
from planner.tui.widgets.item_lists import IdeasList, ItemList
from planner.tui.widgets.mini_month import MiniMonthPanel
from planner.tui.widgets.once import Column, Ground, Line
from planner.tui.widgets.panel import Panel
from planner.tui.widgets.week_list import WeekList

NARROW, WIDE, WIDEST = 80, 120, 160
"""Columns from which panels stand beside one another, the side stands left of a month grid, and the item in full has its own place."""
SMALLEST = (60, 20)
LOW, HIGH = 24, 36


class Sheet(Standing, Ground):
    """The panels, where things stand, and how they are drawn; it changes nothing by itself."""

    SCOPED_CSS: ClassVar[bool] = False
    DEFAULT_CSS = """
    Sheet { layout: vertical; background: $background; }
    Sheet #body { height: 1fr; }
    Sheet #centre { width: 1fr; height: 1fr; }
    Sheet #side { width: 29; height: 1fr; }
    Sheet #dates { height: 9; }
    Sheet #coverage { height: 3fr; }
    Sheet #ideas { height: 2fr; }
    Sheet #detail { width: 44; display: none; }
    Sheet #small { display: none; height: 1fr; content-align: center middle; text-align: center; }
    Sheet.-high #dates { height: 10; }
    Sheet.-widest #detail { display: block; }
    Sheet.-widest #side { width: 22%; min-width: 36; }
    Sheet.-widest #coverage { height: 1fr; }
    Sheet.-widest #ideas { height: 10; max-height: 22%; }
    Sheet.-low #strip, Sheet.-widest #strip { display: none; }
    Sheet.-low #ideas { height: 1; border: none; border-top: round $border-blurred; }
    Sheet.-low #ideas:focus { height: 1fr; border: heavy $border; }
    Sheet.-alone #body { layout: vertical; }
    Sheet.-alone #side { width: 1fr; height: 5; }
    Sheet.-alone.-high #side { height: 9; }
    Sheet.-alone #dates, Sheet.-alone #ideas { display: none; }
    Sheet.-alone #coverage { height: 1fr; border: none; border-top: round $border-blurred; }
    Sheet.-alone #strip { height: 1; }
    Sheet.-alone.-high #strip { height: 2; }
    Sheet.-detail #detail { display: block; width: 1fr; }
    Sheet.-detail #centre { display: none; }
    Sheet.-narrow #side { display: none; width: 1fr; }
    Sheet.-narrow #dates, Sheet.-narrow #coverage, Sheet.-narrow #ideas { display: none; height: 1fr; }
    Sheet.-narrow.-beside #side { display: block; }
    Sheet.-narrow.-beside #centre { display: none; }
    Sheet.-narrow.-dates #dates, Sheet.-narrow.-coverage #coverage, Sheet.-narrow.-ideas #ideas {
        display: block; border: heavy $border; height: 1fr;
    }
    Sheet.-tiny #body, Sheet.-tiny #header, Sheet.-tiny #status, Sheet.-tiny #footer { display: none; }
    Sheet.-tiny #small { display: block; }
    """

    # building --------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Yield the lines at the edges, the panels, and the one line for a window that is too small."""
        self._set_classes()
        yield Bar(id="header", ground="panel")
        side = Column(MiniMonthPanel(), CoveragePanel(), IdeasList(), id="side")
        centre = Column(self._make(self._view), Strip2(), id="centre")
        parts = (side, centre) if self.app.size.width >= WIDE else (centre, side)
        yield Line(*parts, ItemDetail(), id="body")
        yield Bar(id="status")
        yield self._footer
        yield Static(id="small", markup=False)

    def _make(self, name: str) -> Panel:
        if name == "month":
            from planner.tui.widgets.month_grid import MonthGrid

            return MonthGrid()
        if name == "board":
            from planner.tui.widgets.board import Board

            return Board()
        return ItemList() if name == "list" else WeekList()

    def on_screen_resume(self) -> None:
        """Expect the order to draw all again that follows."""
        self._drawn_whole = not self._shown
        self._shown = True

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Ask to be drawn.

        Textual asks for all of a screen that is shown for the first time twice more: when its size is known, just before it draws all, and
        when it has drawn all. Not then.
        """
        if self._drawn_whole and layout and not regions and not recompose:
            return super().refresh(repaint=False, layout=True)
        if self._drawn_whole and not regions and not recompose:
            self._drawn_whole = self.asked = False
            return self
        self.asked = True
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def draw_now(self) -> None:
        """Draw what a key changed, before anything else is done, where that is possible."""
        strips = at_once.strips(self) if self.app.lays else None  # type: ignore[attr-defined]
        if strips is not None:
            self.app.lay(self, strips)  # type: ignore[attr-defined]

    def on_update(self, message: messages.Update) -> None:
        """Leave out what was to be drawn before the first frame and has been drawn with it."""
        if not getattr(message.widget, "asked", True):
            message.prevent_default()

    def on_resize(self) -> None:
        """Lay out for another width or height."""
        self._lay_out()

    def _set_classes(self) -> None:
        """Tell the style sheet how much room there is."""
        width, height = self.app.size
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "-tiny")
        self.set_class(width < NARROW, "-narrow")
        self.set_class(width >= WIDEST, "-widest")
        self.set_class(height < LOW, "-low")
        self.set_class(height >= HIGH, "-high")
        self.set_class(self._stands_alone, "-alone")

    @property
    def _stands_alone(self) -> bool:
        """Whether panel 1 needs the whole width, with the coverage below it: a month or a board in less than 120 columns.

        Not while a panel beside it is wanted.
        """
        beside = self.panel in ("dates", "coverage", "ideas")
        return NARROW <= self.app.size.width < WIDE and self._view in ("month", "board") and not beside

    def _lay_out(self) -> None:
        width, height = self.app.size
        narrow = self.has_class("-narrow")
        self._set_classes()
        if self.has_class("-tiny"):
            text = _("The window is {width} × {height}; planner needs {least_width} × {least_height}.")
            self.query_one("#small", Static).update(
                show(text.format(width=width, height=height, least_width=SMALLEST[0], least_height=SMALLEST[1]))
            )
        if self.has_class("-narrow") is not narrow:
            self._lists.clear()
            self._side_key = ()
        body, side = self.query_one("#body"), self.query_one("#side")
        if (body.children[0] is side) is not (width >= WIDE):
            if width >= WIDE:
                body.move_child(side, before=0)
            else:
                body.move_child(side, after=self.query_one("#centre"))
        self._show_panel_alone()

    def _show_panel_alone(self) -> None:
        name = self.panel
        narrow = self.has_class("-narrow")
        self.set_class(name == "detail" and not self.has_class("-widest"), "-detail")
        for other in ("dates", "coverage", "ideas"):
            self.set_class(narrow and name == other, f"-{other}")
        self.set_class(narrow and name in ("dates", "coverage", "ideas"), "-beside")
        self.set_class(self._stands_alone, "-alone")

    # drawing ---------------------------------------------------------------------------------------------------------

    def _main_key(self) -> tuple[object, ...]:
        """What panel 1 depends on: the calendars as they are drawn, the filter, and the period."""
        period = dates.week_of(self._day, self._drawn.starts) if self._view == "week" else self.month
        return (*self._drawn.key, period, self.filter)

    def _show_main(self) -> None:
        drawn, main = self._drawn, self._main
        parts = drawn.parts
        moving = self.carried()
        if self._view == "week":
            view = self._kept("week", self._main_key()[:-1], lambda: drawn.week(self._day))
            main.hint = edges.week_hint(self, view.count)
            main.present(view, drawn, self.marks, moving)
        elif self._view == "month":
            view = self._kept("month", self._main_key()[:-1], lambda: drawn.month(self.month))
            main.present(view, drawn, self.marks, moving)
        elif self._view == "board":
            main.present(together.board(parts, self.month), drawn, self.month, self.marks)
        else:
            main.hint = () if self._listed() else edges.list_hint(self)
            main.present(self._listed(), drawn, self.marks, sum(len(sight.calendar.items) for sight, _accept in parts))

    def carried(self) -> frozenset[str]:
        """Return the refs of what is being moved."""
        moving = {self._lead: self._moving, **self._also} if self._moving else {}
        return self._kept(  # type: ignore[no-any-return]
            "carried",
            tuple((client, one.items) for client, one in moving.items() if one),
            lambda: frozenset(ref(client, item.id) for client, one in moving.items() if one for item in one.items),
        )

    def _show_ideas(self) -> None:
        ideas, parts = self.query_one("#ideas", IdeasList), self._drawn.parts
        ideas.hint = () if self._inbox() else edges.ideas_hint(self)
        total = sum(len(sight.calendar.ideas) for sight, _accept in parts)
        ideas.present(self._inbox(), self._drawn, self.marks, total)

    def _follow(self) -> None:
        """Make the calendar of the row under the cursor the current one, unless an act is at work in another."""
        if not self._acting and self._moving is None:
            self.clients.current = self._client

    def _moved(self) -> None:
        """Draw what depends on where the cursor is."""
        self._follow()
        drawn = self._drawn
        key = (*drawn.key, self.month, self.filter, drawn.today)
        dates_panel = self.query_one("#dates", MiniMonthPanel)
        if key != self._side_key:
            self._side_key = key
            dates_panel.present(drawn.mini_month(self.month), self._day, drawn.today)
            self._show_ideas()
        else:
            dates_panel.put(self._day)
        self.query_one("#coverage", CoveragePanel).present(
            drawn.sight(self.clients.current), self.month, drawn.named(self.clients.current)
        )
        item, sight = self.cursor, drawn.sight(self._client)
        about = edges.strip_of(self, sight, item)
        detail = self.query_one("#detail", ItemDetail)
        if detail.display and self.panel != "detail":
            detail.present(sight, item, about)
        self.query_one("#strip", Strip2).present(about)
        self._show_status()
        self._show_keys()
        self.query_one("#header", Bar).present(*edges.header(self, sample=self._sample))
        if self._foresight is not None:
            self._foresight.moved(ahead.place(self, self._main))

    def _show_status(self) -> None:
        if self._standing:
            question = self._question[0] if self._question else ""
            self.query_one("#status", Bar).present(*edges.status(self, self._said, self._saved, question))

    def _show_keys(self) -> None:
        if self._standing:
            asking = "question" if self._question else "prompt" if self._prompt else "moving" if self._moving else ""
            self._footer.present(*edges.keys(self, self.keys, asking))

    @property
    def _standing(self) -> bool:
        """Whether there is something to draw on: not before the first frame, and not when the program is being left."""
        return self._ready and self.app.is_running and self._footer.is_attached
