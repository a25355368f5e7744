"""The sheet the plan is drawn on: panels laid out for the window, where things stand, and each panel told what it shows.

A reader would get wrong: views are told values and asked for their cursor, so whatever is drawn can always be drawn again from here. Over
the ceilings: most methods are the read-only half of ``Host``, a line each.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Static

from planner.core import dates, views
from planner.core.dates import Month
from planner.core.views import Sight
from planner.i18n import _
from planner.tui import repeating
from planner.tui.actions import Keys
from planner.tui.screens import edges
from planner.tui.text import show
from planner.tui.widgets.bars import Bar, KeyBar
from planner.tui.widgets.coverage_panel import CoveragePanel
from planner.tui.widgets.detail import ItemDetail, Strip2
from planner.tui.widgets.item_lists import IdeasList, ItemList
from planner.tui.widgets.mini_month import MiniMonthPanel
from planner.tui.widgets.panel import Panel
from planner.tui.widgets.week_list import WeekList

if TYPE_CHECKING:
    from textual.timer import Timer

    from planner.core.coverage import Gap
    from planner.core.model import Calendar, Item
    from planner.core.views import Slot
    from planner.settings.config import Config
    from planner.tui.moving import Moving
    from planner.tui.screens.prompt import PromptLine
    from planner.workspace import Workspace

NARROW, WIDE, WIDEST = 80, 120, 160
"""Columns from which panels stand beside one another, the side stands left of a month grid, and the item in full has its own place."""
SMALLEST = (60, 20)
LOW, HIGH = 24, 36


class Sheet(Screen[None]):
    """The panels, where things stand, and how they are drawn; it changes nothing by itself."""

    AUTO_FOCUS: ClassVar[str | None] = None
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
    Sheet.-widest #detail { display: block; }
    Sheet.-widest #side { width: 22%; min-width: 36; }
    Sheet.-widest #coverage { height: 1fr; }
    Sheet.-widest #ideas { height: 11; max-height: 22%; }
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

    def __init__(
        self, workspaces: list[Workspace], config: Config, *, now: Callable[[], dt.datetime], sample: bool = False
    ) -> None:
        super().__init__()
        self.AUTO_FOCUS = f"#{config.view}"  # type: ignore[misc]  # or the first frame would be drawn without its cursor, and again with it
        self.config = config
        self.marks: set[str] = set()
        self.keys = Keys(())
        self._open = workspaces
        self._index = 0
        self._now = now
        self._sample = sample
        self._view = config.view
        self._today = self.workspace.today()
        self._with_holidays = not any(workspace.calendar.holidays for workspace in workspaces)
        self._sight = self._look_at(self.calendar)
        self._preview: Sight | None = None
        self._moving: Moving | None = None
        self._day = self._today
        self._wanted_day = self._today.day
        self._filter = ""
        self._accept: views.Accept = views.everything
        self._panel: Panel | None = None
        self._anchor: str | None = None
        self._question: tuple[str, asyncio.Future[bool]] | None = None
        self._about = ""
        self._prompt: PromptLine | None = None
        self._acting = 0
        self._ahead: list[events.Key] = []
        self._said: tuple[str, str] = ("", "information")
        self._saved = ""
        self._broken = ""
        self._seen = self.calendar
        """The plan on which the act that runs was begun, or that was there when it last asked something."""
        self._repeat: repeating.Repeat | None = None
        self._side_key: tuple[object, ...] = ()
        self._ideas: tuple[Item, ...] = ()
        self._lists: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._ready = False
        self._shown = self._drawn_whole = False
        self._watch: Timer | None = None

    # building --------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Yield the lines at the edges, the panels, and the one line for a window that is too small."""
        self._set_classes()
        yield Bar(id="header", ground="panel")
        side = Vertical(MiniMonthPanel(), CoveragePanel(), IdeasList(), id="side")
        centre = Vertical(self._make(self._view), Strip2(), id="centre")
        parts = (side, centre) if self.app.size.width >= WIDE else (centre, side)
        yield Horizontal(*parts, ItemDetail(), id="body")
        yield Bar(id="status")
        yield KeyBar()
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
        """Ask to be drawn. Textual asks for all of a screen that is shown, even for the first time, when all has just been drawn: not then."""
        if self._drawn_whole and not regions and not layout and not recompose:
            self._drawn_whole = False
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

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

    # what acts ask: where things stand -------------------------------------------------------------------------------

    @property
    def workspace(self) -> Workspace:
        """The open calendar's workspace."""
        return self._open[self._index]

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """Every open calendar's workspace."""
        return tuple(self._open)

    @property
    def calendar(self) -> Calendar:
        """The calendar as it is on disk."""
        return self.workspace.calendar

    @property
    def sight(self) -> Sight:
        """The calendar with what is said about it."""
        return self._sight

    @property
    def today(self) -> dt.date:
        """Today in the calendar's zone."""
        return self._today

    @property
    def day(self) -> dt.date:
        """The day under the cursor."""
        return self._day

    @property
    def month(self) -> Month:
        """The month that the panels beside show."""
        return Month.of(self._day)

    @property
    def view(self) -> str:
        """What panel 1 shows."""
        return self._view

    @property
    def panel(self) -> str:
        """The focused panel."""
        return self._panel.PANEL if self._panel is not None else self._view

    @property
    def filter(self) -> str:
        """The filter's text."""
        return self._filter

    @property
    def moving(self) -> Moving | None:
        """What move mode is moving."""
        return self._moving

    @property
    def _main(self) -> Any:
        return self.query_one(f"#{self._view}")

    @property
    def cursor(self) -> Item | None:
        """The item under the cursor."""
        return self._panel.item if self._panel is not None else None

    @property
    def slot(self) -> Slot | None:
        """The open slot under the cursor."""
        row = self._panel.row if self._panel is not None else None
        return row.slot if row is not None else None

    @property
    def gap(self) -> Gap | None:
        """The gap under the cursor."""
        return self._panel.gap if self._panel is not None else None

    def selected(self) -> tuple[Item, ...]:
        """Return the marked items, or the cursor's."""
        if self.marks:
            return tuple(item for item in self.calendar.items if item.id in self.marks)
        item = self.cursor
        current = self.calendar.by_id.get(item.id) if item else None
        return (current,) if current else ()

    def shown(self) -> tuple[Item, ...]:
        """Return the items that panel 1 shows, by date."""
        if self._view == "list":
            return self._listed()
        if self._view == "week":
            start = dates.week_of(self._day, self.calendar.week_starts)
            days = dates.days(start, start + dt.timedelta(days=6))
        else:
            days = self.month.days()
        dated = tuple(item for day in days for item in self.calendar.by_day.get(day, ()) if self._accept(item))
        return dated + (self._inbox() if self._view == "board" else ())

    def listed_here(self) -> tuple[Item, ...]:
        """Return the items that the focused panel shows, in its order."""
        return self._inbox() if self.panel == "ideas" else self.shown()

    def lets_through(self, item: Item) -> bool:
        """Whether the filter lets ``item`` through."""
        return self._accept(item)

    def _look_at(self, calendar: Calendar) -> Sight:
        return Sight(calendar, self._today, holidays=self._with_holidays)

    # drawing ---------------------------------------------------------------------------------------------------------

    @property
    def _drawn(self) -> Sight:
        return self._preview or self._sight

    def _listed(self) -> tuple[Item, ...]:
        items: tuple[Item, ...] = self._kept(
            "listed", (self._drawn,), lambda: views.listed(self._drawn.calendar, self._accept)
        )
        return items

    def _inbox(self) -> tuple[Item, ...]:
        items: tuple[Item, ...] = self._kept(
            "inbox", (self._drawn,), lambda: views.ideas(self._drawn.calendar, self._accept)
        )
        return items

    def _kept(self, name: str, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        key = (*key, self._filter)
        found = self._lists.get(name)
        if found is None or found[0] != key:
            found = self._lists[name] = (key, make())
        return found[1]

    def _main_key(self) -> tuple[object, ...]:
        period = dates.week_of(self._day, self.calendar.week_starts) if self._view == "week" else self.month
        return (self._drawn, period, self._filter)

    def _show_main(self) -> None:
        sight, main = self._drawn, self._main
        moving = self._moving.idents if self._moving else frozenset()
        if self._view == "week":
            view = self._kept("week", self._main_key()[:2], lambda: views.week(sight, self._day, self._accept))
            main.hint = edges.week_hint(self, view.count)
            main.present(view, sight.calendar, self._today, self.marks, moving)
        elif self._view == "month":
            view = self._kept("month", self._main_key()[:2], lambda: views.month(sight, self.month, self._accept))
            main.present(view, sight.calendar, self._today, self.marks, moving)
        elif self._view == "board":
            main.present(views.board(sight, self.month, self._accept), sight.calendar, self.month, self.marks)
        else:
            main.hint = () if self._listed() else edges.list_hint(self)
            main.present(self._listed(), sight, self.marks, len(sight.calendar.items))

    def _moved(self) -> None:
        """Draw what depends on where the cursor is."""
        sight = self._drawn
        key = (sight, self.month, self._filter, self._today)
        dates_panel = self.query_one(MiniMonthPanel)
        if key != self._side_key:
            self._side_key = key
            dates_panel.present(views.mini_month(sight, self.month, self._accept), self._day, self._today)
            self.query_one(CoveragePanel).present(sight, self.month)
            ideas = self.query_one(IdeasList)
            ideas.hint = () if self._inbox() else edges.ideas_hint(self)
            ideas.present(self._inbox(), sight, self.marks, len(sight.calendar.ideas))
        else:
            dates_panel.put(self._day)
        item = self.cursor
        about = edges.strip_of(self, sight, item)
        detail = self.query_one(ItemDetail)
        if detail.display and self.panel != "detail":
            detail.present(sight, item, about)
        self.query_one(Strip2).present(about)
        self._show_status()
        self._show_keys()
        self.query_one("#header", Bar).present(*edges.header(self, sight, sample=self._sample))

    def _show_status(self) -> None:
        if self._standing:
            question = self._question[0] if self._question else ""
            self.query_one("#status", Bar).present(*edges.status(self, self._said, self._saved, question))

    def _show_keys(self) -> None:
        if self._standing:
            asking = "question" if self._question else "prompt" if self._prompt else "moving" if self._moving else ""
            self.query_one(KeyBar).present(*edges.keys(self, self.keys, asking))

    @property
    def _standing(self) -> bool:
        """Whether there is something to draw on: not before the first frame, and not when the program is being left."""
        return self._ready and self.is_attached and bool(self.query(KeyBar))

    def _compile_filter(self) -> None:
        from planner.core import filters

        self._accept = filters.compile(self._filter, self.calendar).matches if self._filter else views.everything
