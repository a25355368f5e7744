"""The open calendars as the planning screen sees them: which are drawn, each one's sight, filter and mark, and whose turn it is.

A reader would get wrong: acts know one calendar, the *current* one, which is that of the item under the cursor; views know all that are
drawn. One calendar shown alone has no mark.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from planner.core import dates, edits, together, views
from planner.core.model import Calendar
from planner.core.steps import unstopped
from planner.core.views import Sight
from planner.desk import Desk
from planner.i18n import ngettext
from planner.tui.widgets.lines import CLIENTS, Span

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from planner.core.dates import Month
    from planner.core.edits import Edit
    from planner.core.filters import Filter, Texts
    from planner.core.model import Item
    from planner.core.views import MiniMonth, MonthView, Week
    from planner.workspace import Workspace

MOST_KEPT = 100
"""So many weeks and months are kept as values."""


class Drawn:
    """What is drawn together at one moment: a sight for each calendar, and the marks that tell them apart (none for one alone)."""

    def __init__(
        self,
        parts: tuple[together.Part, ...],
        marks: Mapping[int, str],
        starts: str,
        today: dt.date,
        filters: Mapping[int, Filter] | None = None,
    ) -> None:
        self.parts = parts
        self._filters = filters or {}
        self.starts = starts
        self.today = today
        self._marks = marks
        self._sights = {sight.client: sight for sight, _accept in parts}
        self._views: dict[object, Any] = {}

    def month(self, of: Month) -> MonthView:
        """Return every week that touches the month; the same value for the same month, so that what was drawn of it can be kept."""
        view: MonthView = self._kept(("month", of), lambda: together.month(self.parts, of, self.starts))
        return view

    def week(self, day: dt.date) -> Week:
        """Return the week that holds a day, the same value each time."""
        first = dates.week_of(day, self.starts)
        view: Week = self._kept(("week", first), lambda: together.week(self.parts, first, self.starts))
        return view

    def mini_month(self, of: Month) -> MiniMonth:
        """Return the month in small, the same value each time."""
        view: MiniMonth = self._kept(("mini", of), lambda: together.mini_month(self.parts, of, self.starts))
        return view

    def _kept(self, key: object, make: Callable[[], Any]) -> Any:
        if key not in self._views:
            if len(self._views) >= MOST_KEPT:
                self._views.clear()
            self._views[key] = make()
        return self._views[key]

    @cached_property
    def passed(self) -> Mapping[int, Sequence[Item]]:
        """What the filters let through of each calendar, in the file's order."""
        return {
            sight.client: self._filters[sight.client].among(sight.calendar.items)
            if self._filters
            else sight.calendar.items
            for sight, _accept in self.parts
        }

    @cached_property
    def sifted(self) -> tuple[together.Part, ...]:
        """The parts, for who asks about every item: what passes is worked out once and not for each who asks."""
        return (
            tuple((sight, _those(self.passed[sight.client])) for sight, _accept in self.parts)
            if self._filters
            else self.parts
        )

    def hidden(self, day: dt.date) -> int:
        """Return how many items of a day the filters take away."""
        if not self._filters:
            return 0
        return sum(not accept(item) for sight, accept in self.parts for item in sight.calendar.by_day.get(day, ()))

    def sight(self, client: int | None) -> Sight:
        """Return the sight of a calendar; of the first where it is not drawn."""
        return self._sights.get(client or 0) or self.parts[0][0]

    def calendar(self, client: int | None) -> Calendar:
        """Return a calendar; the first where it is not drawn."""
        return self.sight(client).calendar

    @property
    def key(self) -> tuple[object, ...]:
        """What a drawing depends on besides day and filter; equal keys draw the same."""
        return tuple(self._sights.values())

    @cached_property
    def clients(self) -> tuple[int, ...]:
        """The numbers of what is drawn."""
        return tuple(self._sights)

    def mark(self, client: int | None) -> list[Span]:
        """Return the mark of a calendar and a space, nothing where one is drawn alone."""
        text = self._marks.get(client, "") if client is not None else ""
        return [(text + " ", f"client-{(client or 0) % len(CLIENTS)}")] if text else []

    def named(self, client: int) -> str:
        """Return what a calendar's mark stands for, in short; nothing where one is drawn alone."""
        return self._marks.get(client, "")


def _those(items: Iterable[Item]) -> views.Accept:
    """Return what lets just these through."""
    idents = frozenset(map(id, items))
    return lambda item: id(item) in idents


class Clients:
    """The open calendars; ``only`` is the one that is shown alone, None for all together."""

    def __init__(self, workspaces: Iterable[Workspace]) -> None:
        self.desk = Desk(workspaces)
        self.current = 0
        self.only: int | None = None
        self.filter = ""
        self.with_holidays = not any(one.calendar.holidays for one in self.desk.workspaces)
        self._sights: dict[int, Sight] = {}
        self._filters: dict[int, Filter] = {}
        self._texts: dict[int, Texts] = {}
        self._previews: dict[int, Sight] = {}
        self._drawn: Drawn | None = None
        self._names: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def workspaces(self) -> list[Workspace]:
        """Every open calendar's workspace, in the order they were given."""
        return self.desk.workspaces

    @property
    def workspace(self) -> Workspace:
        """The current calendar's."""
        return self.desk.workspaces[self.current]

    @property
    def several(self) -> bool:
        """Whether more than one calendar is shown together, whatever the filter leaves of them."""
        return self.only is None and len(self.workspaces) > 1

    @property
    def marks(self) -> tuple[str, ...]:
        """Two letters for each open calendar, all different."""
        titles = tuple(one.calendar.client or one.calendar.title for one in self.workspaces)
        if self._names[0] != titles:
            self._names = (titles, together.marks(titles))
        return self._names[1]

    def sight(self, client: int | None = None) -> Sight:
        """Return a calendar with what is said about it (the current one's), computed once and kept until it changes."""
        client = self.current if client is None else client
        workspace, known = self.workspaces[client], self._sights.get(client)
        today = workspace.today()
        if known is None or known.calendar is not workspace.calendar or known.today != today:
            known = self._sight_of(client, workspace.calendar)
            self._sights[client] = known
        return known

    def look_through(self, clients: Iterable[int], month: Month) -> None:
        """Work out what is drawn of calendars that have changed, where nobody waits for it; a thread may do so."""
        for client in clients:
            _look_through(self.sight(client), month)

    def sight_ahead(self, client: int, calendar: Calendar, month: Month) -> Sight:
        """Return the sight of what a calendar is about to be, with what is drawn of it worked out; a thread may do so."""
        sight = self._sight_of(client, calendar)
        _look_through(sight, month)
        return sight

    def expect(self, client: int, sight: Sight) -> None:
        """Take this sight once its calendar is that one's plan."""
        self._sights[client] = sight

    def know_holidays(self) -> None:
        """From now on draw the holidays, too."""
        self.with_holidays = True
        self._sights = {client: sight.with_holidays() for client, sight in self._sights.items()}
        self.changed()

    def forget(self) -> None:
        """Look at everything anew."""
        self._sights.clear()
        self.changed()

    def changed(self) -> None:
        """Note that a calendar, the filter or what is shown has changed."""
        self._filters.clear()
        self._drawn = None
        if self.only is not None:
            self.current = self.only
        elif self.current not in self.drawn.clients:
            self.current = self.drawn.clients[0]

    def accepts(self, client: int) -> Filter:
        """Return what the filter lets through of a calendar."""
        if client not in self._filters:
            from planner.core import filters

            workspace = self.workspaces[client]
            names, text = (workspace.path.stem, self.marks[client]), self.filter
            if self.several and ":" in text:  # one client's kept filter is meant for all that are drawn
                for other in (self.workspace, *self.workspaces):
                    text = filters.expand(text, other.calendar)
            self._filters[client] = filters.compile(text, workspace.calendar, names, self.texts(client))
        return self._filters[client]

    def texts(self, client: int) -> Texts:
        """Return the texts of a calendar's items that words are looked for in, as far as they were made."""
        if client not in self._texts:
            from planner.core.filters import Texts

            self._texts[client] = Texts()
        return self._texts[client]

    def _part(self, client: int) -> together.Part:
        sight = self._previews.get(client) or self.sight(client)
        return sight, self.accepts(client).matches if self.filter else views.everything

    @property
    def drawn(self) -> Drawn:
        """What the views draw: the calendars that are shown and that the filter does not leave out, move mode's preview in them."""
        if self._drawn is None:
            shown: Sequence[int] = range(len(self.workspaces)) if self.only is None else (self.only,)
            if self.filter and self.several:
                shown = [client for client in shown if self.accepts(client).here] or shown
            parts = tuple(self._part(client) for client in shown)
            marks = dict(enumerate(self.marks)) if self.several else {}
            first = parts[0][0]
            filters = {client: self.accepts(client) for client in shown} if self.filter else None
            self._drawn = Drawn(parts, marks, first.calendar.week_starts, first.today, filters)
        return self._drawn

    def preview(self, changes: Mapping[int, Edit]) -> None:
        """Draw some calendars as they would be after an edit; none: as they are."""
        self.preview_of({client: self._sight_of(client, self._after(client, edit)) for client, edit in changes.items()})

    def preview_of(self, sights: Mapping[int, Sight]) -> None:
        """Draw some calendars as these sights have them; none: as they are."""
        self._previews = dict(sights)
        self._drawn = None

    def foreseen(self, changes: Mapping[int, Edit], month: Month) -> Mapping[int, Sight]:
        """Return the sights of calendars as they would be after an edit, with what is drawn of them worked out; a thread may do so."""
        return {client: self.sight_ahead(client, self._after(client, edit), month) for client, edit in changes.items()}

    def _after(self, client: int, edit: Edit) -> Calendar:
        return edits.apply(self.workspaces[client].calendar, edit)[0]

    def _sight_of(self, client: int, calendar: Calendar) -> Sight:
        return Sight(calendar, self.workspaces[client].today(), holidays=self.with_holidays, client=client)

    def holding(self, refs: Iterable[str]) -> list[int]:
        """Return whose items the refs are, the current calendar first."""
        found = {views.of_ref(one)[0] for one in refs}
        return sorted(found, key=lambda client: (client != self.current, client))

    def rest_of(self, refs: Iterable[str], clients: Sequence[int]) -> str:
        """Return what is said of the marked items of all but the first client: ``(and 3 more: BB, Cé)``."""
        count = sum(1 for one in refs if views.of_ref(one)[0] != clients[0])
        names = ", ".join(self.marks[client] for client in clients[1:])
        said = ngettext("(and {count} more: {clients})", "(and {count} more: {clients})", count)
        return said.format(count=count, clients=names) if count else ""

    def say_whose(self, screen: ModalScreen[Any]) -> None:
        """Say on a dialog whose items it is about."""
        if getattr(screen, "whose", None) == "":
            screen.whose = self.workspace.calendar.client or self.workspace.calendar.title  # type: ignore[attr-defined]

    def items(self, refs: Iterable[str]) -> set[str]:
        """Return those of ``refs`` whose items are still there."""
        known = [one.calendar.by_id for one in self.workspaces]
        there = set()
        for ref in refs:
            client, ident = views.of_ref(ref)
            if client < len(known) and ident in known[client]:
                there.add(ref)
        return there


def _look_through(sight: Sight, month: Month) -> None:
    """Work out what is drawn of a calendar in a month."""
    with unstopped():  # what changed has changed
        for gap in sight.open_gaps(month):
            _ideas = gap.ideas
        _asked, _waiting, _inbox = sight.asked, sight.waiting, sight.calendar.ideas
        _by_id = sight.calendar.by_id
