"""Where things stand on the planning screen, as acts may ask: which calendar, day, item, filter, marks.

A reader would get wrong: the day is kept here, what is under the cursor by the panel that has it, and the calendars by ``Clients``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Container, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.screen import Screen

from planner.core import dates, together
from planner.core.dates import Month
from planner.core.views import Sight, of_ref, ref
from planner.tui import repeating
from planner.tui.actions import Keys
from planner.tui.clients import Clients, Drawn
from planner.tui.widgets.bars import KeyBar
from planner.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from pathlib import Path

    from textual.timer import Timer

    from planner.core.coverage import Gap
    from planner.core.filters import Texts
    from planner.core.model import Calendar, Item
    from planner.core.together import Entry
    from planner.core.views import Slot
    from planner.settings.config import Config
    from planner.tui.ahead import Ahead
    from planner.tui.moving import Moving
    from planner.tui.screens.over import Answers
    from planner.tui.screens.prompt import PromptLine
    from planner.workspace import Workspace


class Standing(Screen[None]):
    """Holds where things stand; most of it is the read-only half of ``Host``, a line each."""

    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(
        self, workspaces: list[Workspace], config: Config, *, now: Callable[[], dt.datetime], sample: bool = False
    ) -> None:
        super().__init__()
        self.AUTO_FOCUS = f"#{config.view}"  # type: ignore[misc]  # or the first frame would be drawn without its cursor, and again with it
        self.config = config
        self.marks: set[str] = set()
        self.within = ""
        self.keys = Keys(())
        self.clients = Clients(workspaces)
        self._now = now
        self._sample = sample
        self._view = config.view
        self._today = self.workspace.today()
        self._moving: Moving | None = None
        self._also: dict[int, Moving] = {}
        self._lead = 0
        self._answers: Answers | None = None
        self._day = self._today
        self._wanted_day = self._today.day
        self._panel: Panel | None = None
        self._anchor: str | None = None
        self._marked_before: frozenset[str] = frozenset()
        self._question: tuple[str, asyncio.Future[bool]] | None = None
        self._about = ""
        self._prompt: PromptLine | None = None
        self._acting = 0
        self._busy = 0
        self._ahead: list[events.Key] = []
        self.queues = False
        self._said: tuple[str, str] = ("", "information")
        self._saved = ""
        self._broken: dict[Path, str] = {}
        self._reading: set[Workspace] = set()
        self._seen: dict[Workspace, Calendar] = {}
        self._repeat: repeating.Repeat | None = None
        self._side_key: tuple[object, ...] = ()
        self._lists: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._footer = KeyBar()
        self._ready = False
        self._shown = self._drawn_whole = False
        self.asked = True
        self._watch: Timer | None = None
        self._foresight: Ahead | None = None

    @property
    def workspace(self) -> Workspace:
        """The current calendar's workspace: of the item or row under the cursor."""
        return self.clients.workspace

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """Every open calendar's workspace."""
        return tuple(self.clients.workspaces)

    @property
    def unread(self) -> Container[Path]:
        """The files that cannot be read at present: what is shown of them is what was read last."""
        return self._broken

    @property
    def together(self) -> bool:
        """Whether several calendars are shown together."""
        return self.clients.several

    def everything(self) -> Iterator[tuple[str, str, Item]]:
        """Yield (ref, client's mark, item) of every item of the calendars that are drawn."""
        for sight, _accept in self._drawn.parts:
            mark = self._drawn.named(sight.client)
            yield from ((ref(sight.client, item.id), mark, item) for item in sight.calendar.items)

    @property
    def drawn_clients(self) -> tuple[int, ...]:
        """The numbers of the calendars that are drawn now."""
        return self._drawn.clients

    def listed(self) -> bool:
        """Whether panel 1 shows any item, whosever it is."""
        return bool(self._entries(focused=False))

    def one_step(self) -> AbstractContextManager[None]:
        """Make whatever is done inside one step of undo."""
        return self.clients.desk.one_step()

    def sights(self) -> tuple[Sight, ...]:
        """Return each open calendar with what is said about it."""
        return tuple(map(self.clients.sight, range(len(self.workspaces))))

    @property
    def client_marks(self) -> tuple[str, ...]:
        """The letters that stand before each open calendar's items."""
        return self.clients.marks

    @property
    def calendar(self) -> Calendar:
        """The current calendar as it is on disk."""
        return self.workspace.calendar

    @property
    def sight(self) -> Sight:
        """The current calendar with what is said about it."""
        return self.clients.sight()

    @property
    def today(self) -> dt.date:
        """Today in the current calendar's zone."""
        return self.clients.sight().today

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
        return self.clients.filter

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

    @property
    def _client(self) -> int:
        """Whose the row under the cursor is; the current one's where it is nobody's."""
        client = self._panel.client if self._panel is not None else None
        return client if client is not None and client in self._drawn.clients else self.clients.current

    @property
    def leading(self) -> Sight:
        """The calendar whose item is being moved, or was last."""
        return self._drawn.sight(self._lead)

    def ref(self, item: Item) -> str:
        """Return what an item of the current calendar is told apart by among all that are open."""
        return ref(self.clients.current, item.id)

    def selected(self) -> tuple[Item, ...]:
        """Return the current calendar's marked items, or the cursor's where nothing is marked."""
        own = self._answers.own if self._answers else None
        if own:
            return tuple(item for item in self.calendar.items if item.id in own.get(self.clients.current, ()))
        if self.marks:
            own_ids = {ident for client, ident in map(of_ref, self.marks) if client == self.clients.current}
            return tuple(item for item in self.calendar.items if item.id in own_ids)
        item = self.cursor
        current = self.calendar.by_id.get(item.id) if item else None
        return (current,) if current else ()

    def selected_of_all(self) -> dict[int, tuple[Item, ...]]:
        """Return the marked items by whose they are, the current calendar's first, or the cursor's where nothing is marked."""
        if not self.marks:
            items = self.selected()
            return {self.clients.current: items} if items else {}
        own: dict[int, set[str]] = {client: set() for client in self.clients.holding(self.marks)}
        for client, ident in map(of_ref, self.marks):
            own[client].add(ident)
        return {
            client: tuple(item for item in self.workspaces[client].calendar.items if item.id in idents)
            for client, idents in own.items()
        }

    def _entries(self, *, focused: bool) -> tuple[Entry, ...]:
        """Return what panel 1 shows, by date, or what the focused panel shows, in its order; of all calendars."""
        if focused and self.panel == "ideas":
            return self._inbox()
        if self._view == "list":
            return self._listed()
        if self._view == "week":
            start = dates.week_of(self._day, self._drawn.starts)
            days = dates.days(start, start + dt.timedelta(days=6))
        else:
            days = self.month.days()
        return together.on_days(self._drawn.parts, days) + (self._inbox() if self._view == "board" else ())

    def shown(self) -> tuple[Item, ...]:
        """Return the current calendar's items that panel 1 shows, by date."""
        return tuple(item for sight, item in self._entries(focused=False) if sight.client == self.clients.current)

    def listed_here(self) -> tuple[str, ...]:
        """Return the refs of what the focused panel shows, in its order, whosever it is."""
        return tuple(ref(sight.client, item.id) for sight, item in self._entries(focused=True))

    def matching(self) -> int:
        """Return how many items the filter lets through, of all that is drawn."""
        return sum(map(len, self._drawn.passed.values()))

    def elsewhere(self) -> int:
        """Return how many of these are neither in the week or month that is shown nor ideas of the inbox."""
        if self._view == "list":
            return 0
        shown = len(self._entries(focused=False)) + (0 if self._view == "board" else len(self._inbox()))
        return max(self.matching() - shown, 0)

    @property
    def texts(self) -> tuple[Texts, ...]:
        """The texts of each open calendar's items that words are looked for in."""
        return tuple(map(self.clients.texts, range(len(self.workspaces))))

    @property
    def _drawn(self) -> Drawn:
        return self.clients.drawn

    def _listed(self) -> tuple[Entry, ...]:
        entries: tuple[Entry, ...] = self._kept("listed", self._drawn.key, lambda: together.listed(self._drawn.sifted))
        return entries

    def _inbox(self) -> tuple[Entry, ...]:
        entries: tuple[Entry, ...] = self._kept("inbox", self._drawn.key, lambda: together.ideas(self._drawn.sifted))
        return entries

    def _kept(self, name: str, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        key = (*key, self.filter)
        found = self._lists.get(name)
        if found is None or found[0] != key:
            found = self._lists[name] = (key, make())
        return found[1]
