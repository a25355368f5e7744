"""The planning screen: panel 1 with the week, month, board or list, the panels beside it, and what acts may ask (``Host``).

A reader would get wrong: all keys come through ``on_key`` and the table of actions, not through bindings; and views are told values and
asked for their cursor, so what is drawn can always be drawn again from here. Larger than the ceilings because it *is* the host of every act:
each of its methods is one thing that acts ask, a few lines long; layout, move mode and the lines at the edges live elsewhere.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import inspect
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from planner.core import dates, edits, views
from planner.core.dates import Month
from planner.core.edits import GoneError
from planner.core.views import Sight
from planner.errors import InvalidFileError, PlannerError
from planner.i18n import _, ngettext
from planner.tui import repeating
from planner.tui.actions import Action, Keys
from planner.tui.moving import Moving
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
    from planner.core.edits import Edit
    from planner.core.model import Calendar, Item
    from planner.core.views import Row, Slot
    from planner.settings.config import Config
    from planner.tui.screens.prompt import PromptLine
    from planner.tui.widgets.board import Board
    from planner.tui.widgets.month_grid import MonthGrid
    from planner.workspace import Changed, Workspace

T = TypeVar("T")
NARROW, WIDE, WIDEST = 80, 120, 160
SMALLEST = (60, 20)
WATCH_SECONDS = 1.0


class PlanningScreen(Screen[None]):
    """The plan on screen; see ``planner.tui.context.Host`` for what acts call."""

    AUTO_FOCUS: ClassVar[str | None] = None
    DEFAULT_CSS = """
    PlanningScreen { layout: vertical; background: $background; }
    #body { height: 1fr; }
    #centre { width: 1fr; height: 1fr; }
    #side { width: 29; height: 1fr; }
    #dates { height: 9; }
    #detail { width: 42; display: none; }
    #small { display: none; height: 1fr; content-align: center middle; }
    .-widest #detail { display: block; }
    .-widest #side { width: 32; }
    .-low #strip { display: none; }
    .-low #ideas { height: 1; border: none; border-top: round $border-blurred; }
    .-low #ideas:focus { height: 1fr; border: heavy $border; }
    .-alone #side { display: none; }
    .-detail #detail { display: block; width: 1fr; }
    .-detail #centre { display: none; }
    .-narrow #side { display: none; width: 1fr; }
    .-narrow #dates, .-narrow #coverage, .-narrow #ideas { display: none; height: 1fr; }
    .-narrow.-beside #side { display: block; }
    .-narrow.-beside #centre { display: none; }
    .-narrow.-dates #dates, .-narrow.-coverage #coverage, .-narrow.-ideas #ideas { display: block; border: heavy $border; height: 1fr; }
    .-tiny #body, .-tiny #header, .-tiny #status, .-tiny #footer { display: none; }
    .-tiny #small { display: block; }
    """

    def __init__(self, workspaces: list[Workspace], config: Config, *, now: Callable[[], dt.datetime], sample: bool = False) -> None:
        super().__init__()
        self.config = config
        self.marks: set[str] = set()
        self.keys = Keys(())
        self._open = workspaces
        self._index = 0
        self._now = now
        self._sample = sample
        self._view = config.view
        self._today = self.workspace.today()
        self._sight = Sight(self.calendar, self._today)
        self._preview: Sight | None = None
        self._moving: Moving | None = None
        self._day = self._today
        self._wanted_day = self._today.day
        self._filter = ""
        self._accept: views.Accept = views.everything
        self._panel: Panel | None = None
        self._anchor: str | None = None
        self._question: tuple[str, asyncio.Future[bool]] | None = None
        self._prompt: PromptLine | None = None
        self._said: tuple[str, str] = ("", "information")
        self._saved = ""
        self._broken = ""
        self._repeat: repeating.Repeat | None = None
        self._side_key: tuple[object, ...] = ()
        self._ideas: tuple[Item, ...] = ()
        self._lists: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._watch: Timer | None = None

    # building --------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Yield the lines at the edges, the panels, and the one line for a window that is too small."""
        yield Bar(id="header")
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield MiniMonthPanel()
                yield CoveragePanel()
                yield IdeasList()
            with Vertical(id="centre"):
                yield self._make(self._view)
                yield Strip2()
            yield ItemDetail()
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

    def on_mount(self) -> None:
        """Lay out for the window, show the week, stand on today, and look at the file from now on."""
        from planner.tui import actions

        self.keys = Keys(actions.keyed(self.config.keys))
        self._panel = self._main
        self._lay_out()
        self._main.focus(scroll_visible=False)
        self.redraw()
        self.go(self._today)
        self._watch = self.set_interval(WATCH_SECONDS, self.look)

    def on_resize(self) -> None:
        """Lay out for another width or height."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.app.size
        tiny = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(tiny, "-tiny")
        if tiny:
            text = _("The window is {width} × {height}; planner needs {least_width} × {least_height}.")
            self.query_one("#small", Static).update(show(text.format(width=width, height=height, least_width=SMALLEST[0], least_height=SMALLEST[1])))
        self.set_class(width < NARROW, "-narrow")
        self.set_class(width >= WIDEST, "-widest")
        self.set_class(height < 24, "-low")
        self.set_class(NARROW <= width < WIDE and self._view in ("month", "board"), "-alone")
        body, side = self.query_one("#body"), self.query_one("#side")
        first = width >= WIDE
        if (body.children[0] is side) is not first:
            body.move_child(side, **({"before": 0} if first else {"after": "#centre"}))  # type: ignore[arg-type]
        self.query_one("#strip").display = width < WIDEST
        self._show_panel_alone()

    def _show_panel_alone(self) -> None:
        name = self.panel
        narrow = self.has_class("-narrow")
        self.set_class(name == "detail" and not self.has_class("-widest"), "-detail")
        for other in ("dates", "coverage", "ideas"):
            self.set_class(narrow and name == other, f"-{other}")
        self.set_class(narrow and name in ("dates", "coverage", "ideas"), "-beside")
        if name in ("dates", "coverage", "ideas"):
            self.remove_class("-alone")

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
    def _row(self) -> Row | None:
        row: Row | None = self._main.row if self.panel == self._view else None
        return row

    @property
    def cursor(self) -> Item | None:
        """The item under the cursor."""
        panel = self._panel
        if isinstance(panel, (IdeasList, ItemList, ItemDetail)):
            return panel.item
        if self.panel == "board":
            board: Board = self._main
            return board.item
        row = self._row
        return row.card.item if row is not None and row.card is not None else None

    @property
    def slot(self) -> Slot | None:
        """The open slot under the cursor."""
        row = self._row
        return row.slot if row is not None else None

    @property
    def gap(self) -> Gap | None:
        """The gap under the cursor."""
        if self.panel == "coverage":
            gap: Gap | None = getattr(self._panel, "gap", None)
            return gap
        row = self._row
        return row.gap if row is not None else None

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

    # what acts ask: change and say -----------------------------------------------------------------------------------

    def do(self, edit: Edit, label: str, *, quiet: bool = False) -> Changed | None:
        """Change the calendar and its file, and say so."""
        before = self.calendar
        try:
            changed = self.workspace.do(edit, label)
        except GoneError:
            self.say(_("That is not there any more; somebody else changed the file."), severity="warning")
            self.look()
            return None
        except PlannerError as error:
            self.complain(error)
            self.look()
            return None
        self._repeat = repeating.repeat_of(before, edit) or self._repeat
        self.adopt(changed)
        if not quiet:
            self.say(_("{done} — {key} undoes").format(done=label, key=self.keys.sign("edit.undo", "u")))
        return changed

    def again(self) -> None:
        """Do the last change to the selected items too."""
        items = self.selected()
        edit = self._repeat.edit(items) if self._repeat else None
        if edit is None:
            self.say(_("Nothing to do again here."))
        elif len(items) == 1:
            self.do(edit, _("“{title}”: the same again").format(title=items[0].title))
        else:
            self.do(edit, ngettext("{count} item: the same again", "{count} items: the same again", len(items)).format(count=len(items)))

    def adopt(self, changed: Changed) -> None:
        """Show what the workspace has done."""
        self._saved = f"{self._now():%H:%M}"
        self.refreshed()
        if changed.focus:
            self.focus_item(changed.focus)

    def refreshed(self) -> None:
        """Take the calendar as it is now and draw it."""
        self._sight = Sight(self.calendar, self._today)
        self.marks &= self.calendar.by_id.keys()
        self._compile_filter()
        self.redraw()

    def say(self, text: str, *, severity: str = "information") -> None:
        """Say ``text`` on the status line, and in a toast when something is wrong."""
        self._said = (text, severity)
        if severity in ("warning", "error"):
            level: Any = severity
            self.app.notify(text, severity=level, markup=False, timeout=8)
        self._show_status()

    def complain(self, error: PlannerError) -> None:
        """Say what is wrong and what to do."""
        self.say(f"{error} {error.hint}".strip(), severity="error")

    async def ask(self, screen: ModalScreen[T]) -> T | None:
        """Show a dialog and return what it gives back."""
        answer: T | None = await self.app.push_screen_wait(screen)
        return answer

    async def confirm(self, question: str) -> bool:
        """Ask on the status line."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._question = (question, future)
        self._show_status()
        self._show_keys()
        try:
            return await future
        finally:
            self._question = None
            self._show_status()
            self._show_keys()

    async def prompt(self, label: str, text: str = "", echo: Callable[[str], str] | None = None) -> str | None:
        """Ask for one line at the bottom."""
        from planner.tui.screens.prompt import PromptLine

        future: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._prompt = PromptLine(label, text, echo, future)
        status = self.query_one("#status")
        await self.mount(self._prompt, after=status)
        status.display = False
        self._show_keys()
        try:
            return await future
        finally:
            prompt, self._prompt = self._prompt, None
            status.display = True
            await prompt.remove()
            if self._panel is not None:
                self._panel.focus(scroll_visible=False)
            self._show_keys()

    # what acts ask: go and show --------------------------------------------------------------------------------------

    def go(self, day: dt.date, *, item: str = "", last: bool = False, keep_wanted: bool = False) -> None:
        """Put the cursor on ``day`` (and ``item``, or the last row of the day)."""
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
        self._moved()

    def focus_item(self, ident: str) -> None:
        """Put the cursor on the item where it is shown."""
        item = self._drawn.calendar.by_id.get(ident)
        if item is None:
            return
        if item.date is None:
            if self.query_one(IdeasList).put(ident) and self.panel not in ("board", "list"):
                self._moved()
            if self._view in ("board", "list"):
                self._main.put(ident)
                self._moved()
            return
        self.go(item.date, item=ident)

    def period(self, way: int) -> None:
        """Go to the next (1) or previous (-1) week or month; the 31st is remembered."""
        if self._view == "week":
            self.go(dates.shift(self._day, 7 * way))
            return
        month = self.month.shift(way)
        if dates.FIRST.year <= month.year <= dates.LAST.year:
            self.go(month.clamp(self._wanted_day), keep_wanted=True)

    def step(self, across: int, down: int) -> None:
        """Move the cursor of the focused panel, or what is being moved."""
        if self._moving is not None:
            self.carry(self._moving.by(across + down * (7 if self._view == "month" else 1)))
            return
        panel = self._panel or self._main
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

    def redraw(self) -> None:
        """Draw everything from the calendar as it is."""
        self._lists.clear()
        self._side_key = ()
        self._show_main()
        self._moved()

    def set_marks(self, idents: Iterable[str]) -> None:
        """Mark exactly these items."""
        self.marks = set(idents)
        if not self.marks:
            self._anchor = None
        place, ideas = self.cursor, self.query_one(IdeasList)
        self._show_main()
        ideas.present(self._inbox(), self._drawn, self.marks, len(self._drawn.calendar.ideas))
        if place is not None and place.date is not None and self.panel == self._view:
            self.focus_item(place.id)
        self._moved()

    def mark_range(self) -> None:
        """Begin a range of marks at the cursor, or end the one begun."""
        item = self.cursor
        if self._anchor is not None or item is None:
            self._anchor = None
        else:
            self._anchor = item.id
            self._extend()

    def _extend(self) -> None:
        item = self.cursor
        order = [one.id for one in self.listed_here()]
        if item is not None and self._anchor in order and item.id in order:
            first, last = sorted((order.index(self._anchor), order.index(item.id)))
            self.set_marks(order[first : last + 1])

    def set_filter(self, text: str) -> None:
        """Show only what matches."""
        self._filter = text.strip()
        self._compile_filter()
        self.redraw()

    def _compile_filter(self) -> None:
        from planner.core import filters

        self._accept = filters.compile(self._filter, self.calendar).matches if self._filter else views.everything

    def set_view(self, name: str) -> None:
        """Show another view in panel 1."""
        self.run_worker(self._change_view(name), exclusive=True, group="view")

    async def _change_view(self, name: str) -> None:
        item = self.cursor
        if name != self._view:
            old = self._main
            found = self.query(f"#{name}")
            new = found.first() if found else self._make(name)
            if not found:
                await self.query_one("#centre").mount(new, before=0)
            self._view = name
            old.display, new.display = False, True
        self._panel = self._main
        self._lay_out()
        self._main.focus(scroll_visible=False)
        self._lists.pop(name, None)
        self._show_main()
        self.go(self._day, item=item.id if item else "", keep_wanted=True)

    def focus_panel(self, number: int) -> None:
        """Focus panel 1 to 5."""
        ids = {1: f"#{self._view}", 2: "#dates", 3: "#coverage", 4: "#ideas", 5: "#detail"}
        panel = self.query_one(ids[number], Panel)
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

    # move mode -------------------------------------------------------------------------------------------------------

    def carry(self, moving: Moving) -> None:
        """Show where the items would go."""
        self._moving = moving
        edit = moving.edit
        self._preview = Sight(edits.apply(self.calendar, edit)[0], self._today) if edit else self._sight
        self._lists.clear()
        self._side_key = ()
        self.go(moving.target, item=moving.items[0].id)
        self._show_status()

    def settle(self, *, keep: bool) -> None:
        """End move mode: keep where things are now, or put them back."""
        moving, self._moving, self._preview = self._moving, None, None
        if moving is None:
            return
        self._lists.clear()
        self._side_key = ()
        edit = moving.edit
        if keep and edit is not None:
            if self.do(edit, moving.label) is not None:
                return
        elif keep:
            self.say(_("It is where it was."))
        else:
            self.say(_("Put back."))
        self.redraw()
        first = moving.items[0]
        self.go(first.date or moving.start, item=first.id)

    # the calendars ---------------------------------------------------------------------------------------------------

    def open_calendar(self, path: Path) -> None:
        """Open another calendar and show it."""
        for index, workspace in enumerate(self._open):
            if workspace.path == path:
                self.switch_calendar(index)
                return
        try:
            workspace = self.app.open_workspace(path)  # type: ignore[attr-defined]
        except PlannerError as error:
            self.complain(error)
            return
        self._open.append(workspace)
        self.switch_calendar(len(self._open) - 1)

    def switch_calendar(self, index: int) -> None:
        """Show the open calendar of that index."""
        self._index = index
        self._today = self.workspace.today()
        self.marks.clear()
        self._filter, self._saved, self._broken = "", "", ""
        self.refreshed()
        self.go(self._today)
        self.say(_("{title}: {path}").format(title=self.calendar.title, path=self.workspace.path))

    def look(self) -> None:
        """See whether somebody else changed the file, and whether a new day has begun."""
        today = self.workspace.today()
        if today != self._today:
            stay = self._day != self._today
            self._today = today
            self.refreshed()
            self.go(self._day if stay else today)
        if self._moving is not None:
            return
        try:
            changed = self.workspace.reload()
        except InvalidFileError as error:
            first = error.problems[0].located(error.path) if error.problems else error.path
            if first != self._broken:
                self._broken = first
                self.say(_("The file was changed outside and does not read now: {problem}").format(problem=first), severity="warning")
            return
        except PlannerError as error:
            if str(error) != self._broken:
                self._broken = str(error)
                self.complain(error)
            return
        if changed:
            self._broken = ""
            item = self.cursor
            self.refreshed()
            self.go(self._day, item=item.id if item else "")
            self.say(_("The file was changed outside; this is how it is now."))

    # keys and mouse --------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Do what the key is for, here and now."""
        if self._prompt is not None or self.has_class("-tiny") and event.key not in ("q", "escape"):
            return
        if self._question is not None:
            event.stop()
            if event.key in ("y", "Y", "o", "O", "n", "N", "escape"):
                _text, future = self._question
                if not future.done():
                    future.set_result(event.key.lower() in ("y", "o"))
            return
        action = self.keys.find(event.key, "moving" if self._moving else self.panel)
        if self._moving is not None and (action is None or "moving" not in action.where):
            event.stop()
            return
        if action is not None:
            event.stop()
            event.prevent_default()
            self.act(action)

    def act(self, action: Action) -> None:
        """Run an act; one that asks something goes on in the background."""
        try:
            result = action.run(self)
        except PlannerError as error:
            self.complain(error)
            return
        if inspect.isawaitable(result):
            self.run_worker(self._await(result), group="acts")

    async def _await(self, result: Awaitable[None]) -> None:
        try:
            await result
        except PlannerError as error:
            self.complain(error)

    def on_panel_pointed(self, event: Panel.Pointed) -> None:
        """Follow the mouse; a second click on the same row is Enter."""
        event.stop()
        if event.panel.PANEL == "dates":
            self.go(event.panel.day)  # type: ignore[attr-defined]
        elif event.panel is self._main and self._main.day is not None:
            self._day = self._main.day
        self._moved()
        enter = self.keys.find("enter", self.panel) if event.again else None
        if enter is not None and self._moving is None:
            self.act(enter)

    def on_panel_scrolled(self, event: Panel.Scrolled) -> None:
        """Step with the wheel."""
        event.stop()
        if event.panel is self._panel or event.panel.PANEL == "detail":
            leads = event.panel.step(0, event.down)
            if isinstance(leads, dt.date):
                self.go(leads, last=event.down < 0)
            else:
                self._moved()

    def on_key_bar_chosen(self, event: KeyBar.Chosen) -> None:
        """Do what was clicked in the last line."""
        action = self.keys.get(event.ident)
        if action is not None and self._question is None and self._prompt is None:
            self.act(action)

    # drawing ---------------------------------------------------------------------------------------------------------

    @property
    def _drawn(self) -> Sight:
        return self._preview or self._sight

    def _listed(self) -> tuple[Item, ...]:
        return self._kept("listed", (self._drawn,), lambda: views.listed(self._drawn.calendar, self._accept))

    def _inbox(self) -> tuple[Item, ...]:
        return self._kept("inbox", (self._drawn,), lambda: views.ideas(self._drawn.calendar, self._accept))

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
            main.hint = edges.list_hint(self)
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
            ideas.hint = edges.ideas_hint(self)
            ideas.present(self._inbox(), sight, self.marks, len(sight.calendar.ideas))
        else:
            dates_panel.put(self._day)
        item = self.cursor
        detail = self.query_one(ItemDetail)
        if detail.display and self.panel != "detail":
            detail.present(sight, item)
        self.query_one(Strip2).present(edges.strip_of(self, sight, item))
        self._show_status()
        self._show_keys()
        self.query_one("#header", Bar).present(*edges.header(self, sight, sample=self._sample))

    def _show_status(self) -> None:
        if self.is_mounted:
            question = self._question[0] if self._question else ""
            self.query_one("#status", Bar).present(*edges.status(self, self._said, self._saved, question))

    def _show_keys(self) -> None:
        if self.is_mounted:
            asking = "question" if self._question else "prompt" if self._prompt else "moving" if self._moving else ""
            self.query_one(KeyBar).present(*edges.keys(self, self.keys, asking))

