"""What an act may ask of the program it runs in.

A reader would get wrong: an act never touches a widget; it asks the host, and the host draws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App
    from textual.screen import ModalScreen

    from planner.core.coverage import Gap
    from planner.core.dates import Month
    from planner.core.edits import Edit
    from planner.core.filters import Texts
    from planner.core.model import Calendar, Item
    from planner.core.views import Sight, Slot
    from planner.desk import Piece
    from planner.settings.config import Config
    from planner.tui.actions import Action, Keys
    from planner.tui.moving import Moving
    from planner.workspace import Changed, Workspace

T = TypeVar("T")


class Host(Protocol):
    """The planning screen, as acts see it."""

    config: Config
    """The user's settings, frozen."""
    keys: Keys
    """The table of actions with the user's keys: ``keys.sign("item.add")`` is how a key is written for people."""
    marks: set[str]
    """Refs of marked items, in whichever calendars they are; change them through ``set_marks``."""
    within: str
    """A text with ``{text}`` in it while one thing after another is asked: every question's title is said with it."""

    @property
    def app(self) -> App[Any]:
        """The running app, for what only Textual can do: suspend, the clipboard."""

    @property
    def workspace(self) -> Workspace:
        """The current calendar's workspace, that of the row under the cursor; changes go through ``do``, not here.

        While an act is at work, the current calendar stays the one in which it was begun.
        """

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """Every open calendar's workspace, in the order they were given."""

    @property
    def together(self) -> bool:
        """Whether several calendars are shown together."""

    @property
    def calendar(self) -> Calendar:
        """The current calendar as it is on disk now (a preview is not in it)."""

    @property
    def sight(self) -> Sight:
        """The calendar with what is said about it (gaps, questions), computed once and kept until it changes."""

    @property
    def today(self) -> dt.date:
        """Today in the calendar's time zone."""

    @property
    def day(self) -> dt.date:
        """The day under the cursor."""

    @property
    def month(self) -> Month:
        """The month that panels 2 and 3 show."""

    @property
    def view(self) -> str:
        """What panel 1 shows: ``week``, ``month``, ``board`` or ``list``."""

    @property
    def panel(self) -> str:
        """The focused panel: the view's name, or ``dates``, ``coverage``, ``ideas``, ``detail``."""

    @property
    def cursor(self) -> Item | None:
        """The item under the cursor of the focused panel."""

    @property
    def slot(self) -> Slot | None:
        """The open slot under the cursor, if that is what it stands on: adding there fills in its channel, day and time."""

    @property
    def gap(self) -> Gap | None:
        """The gap under the cursor (coverage panel, or drawn in a view), if that is what it stands on."""

    @property
    def filter(self) -> str:
        """The filter's text; empty when everything is shown."""

    def selected(self) -> tuple[Item, ...]:
        """Return the current calendar's marked items in the order of the file, or else the cursor's item, or nothing."""

    def selected_of_all(self) -> dict[int, tuple[Item, ...]]:
        """Return what ``selected`` returns for each calendar that holds a mark, by its number, the current one's first; nothing is empty."""

    def ref(self, item: Item) -> str:
        """Return what an item of the current calendar is told apart by among all that are open; what is marked are refs."""

    def shown(self) -> tuple[Item, ...]:
        """Return the current calendar's items that panel 1 shows, filter applied, by date; what an export takes."""

    def do(self, edit: Edit, label: str, *, quiet: bool = False, at_once: bool = False) -> Changed | None:
        """Change the calendar and its file, say ``label`` and how to undo (not with ``quiet``), go to what changed.

        Returns None when that could not be done; then it has been said why, and nothing moved. Also where it takes long and is done aside,
        before the next act; who needs to know waits for ``do_asking``, or has it done ``at_once`` however long that takes.
        """

    async def work(self, title: str, run: Callable[[], T]) -> T | None:
        """Return what ``run`` returns, which a thread does while a bar shows how far it is; None when it was stopped, which is said.

        Raises what ``run`` raises; ``run`` touches no widget.
        """

    async def do_asking(self, edit: Edit, label: str, *, seen: Calendar | None = None, quiet: bool = False) -> bool:
        """Change the calendar and its file; ask where somebody else changed the same, or where the file cannot be written.

        ``seen`` is the plan that the edit was made on (None: as it was when something was last asked). Returns False when it was left: then
        nothing moved and nothing is decided, and what was typed is the caller's to keep.
        """

    async def do_all(self, pieces: Sequence[Piece], *, quiet: bool = False) -> bool:
        """Change several calendars as one step, which can be stopped as one; ask where that does not go as it is. Whether all was done."""

    def look(self, *, wait: bool = False) -> None:
        """Take in what somebody else did to the files; with ``wait``, also what may be half-written, once it is whole."""

    def adopt(self, changed: Changed, client: int | None = None) -> None:
        """Show what a workspace has already done (the current one, or that of a number): redraw and follow its focus."""

    def take_back(self, *, again: bool = False) -> None:
        """Undo the last step of the hands, in whichever calendars it was made, or do it again, and say so. Raises PlannerError."""

    def say(self, text: str, *, severity: str = "information") -> None:
        """Say ``text`` on the status line, and in a toast too when ``severity`` is ``warning`` or ``error``. Any text is safe."""

    def say_done(self, label: str) -> None:
        """Say what was done, as undo calls it, and which key undoes it."""

    def go(self, day: dt.date, *, last: bool = False) -> None:
        """Put the cursor on ``day``, on its first row or its last."""

    def focus_item(self, ident: str) -> None:
        """Put the cursor on the item: on its day in panel 1, or in the inbox. Nothing happens if it is not shown anywhere."""

    async def ask(self, screen: ModalScreen[T]) -> T | None:
        """Show a dialog and return what it gives back; None when it was left."""

    async def confirm(self, question: str, about: str = "") -> bool:
        """Ask on the status line; only ``y`` or ``o`` says yes, Enter never does. F1 tells ``about``."""

    async def prompt(
        self,
        label: str,
        text: str = "",
        echo: Callable[[str], str] | None = None,
        about: str = "",
        choices: Sequence[str] = (),
        *,
        keep: Callable[[str], None] | None = None,
        at_once: str = "",
        anew: bool = False,
    ) -> str | None:
        """Ask for one line at the bottom; ``echo`` is shown beside it while it is typed, ``about`` on F1; up and down go through ``choices``.

        ``keep`` is handed what is typed, in time; the text ``at_once`` is taken without Enter; with ``anew`` typing replaces ``text``. None when
        it was left.
        """

    def take_keys(self, keys: Mapping[str, str]) -> None:
        """Let these be the user's keys (``{id: "a,n"}``) from now on."""

    def refreshed(self) -> None:
        """Take the calendar as it is now and draw it."""

    def focus_ref(self, wanted: str) -> None:
        """Put the cursor on the item of a ref, whosever it is; nothing happens if it is not shown anywhere."""

    def everything(self) -> Iterator[tuple[str, str, Item]]:
        """Yield (ref, client's mark, item) of every item of the calendars that are drawn."""

    async def perform(self, action: Action) -> None:
        """Do an act to its end, as its key would."""

    def redraw(self) -> None:
        """Draw everything again from the calendar as it is."""

    def set_marks(self, refs: Iterable[str]) -> None:
        """Mark exactly the items of these refs."""

    def set_filter(self, text: str) -> None:
        """Show only what matches ``text`` (core.filters)."""

    def set_view(self, name: str) -> None:
        """Show ``week``, ``month``, ``board`` or ``list`` in panel 1 and focus it."""

    def focus_panel(self, number: int) -> None:
        """Focus panel 1 to 5; below 80 columns that shows it alone."""

    def step(self, across: int, down: int) -> None:
        """Move the cursor of the focused panel by so many places (or what is being moved, in move mode)."""

    def period(self, way: int) -> None:
        """Go to the next (1) or previous (-1) week or month of the view."""

    def listed_here(self) -> tuple[str, ...]:
        """Return the refs of what the focused panel shows, in its order, of all calendars that are drawn."""

    @property
    def texts(self) -> Sequence[Texts]:
        """The texts of each open calendar's items that words of the filter are looked for in, as far as they were made."""

    def echo_again(self) -> None:
        """Let the line that asks, if one does, say anew what its text is taken for."""

    def matching(self) -> int:
        """Return how many items the filter lets through, of all calendars that are drawn."""

    def elsewhere(self) -> int:
        """Return how many of these are neither in the week or month that is shown nor ideas of the inbox."""

    def mark_range(self) -> bool:
        """Begin a range of marks at the cursor, or end the one begun; whether there was either to do."""

    @property
    def moving(self) -> Moving | None:
        """What move mode is moving, None outside of it."""

    def hover(self, moving: Moving, also: Mapping[int, Moving] | None = None) -> None:
        """Say where the items would go, and move no line for it; ``also`` as in ``carry``."""

    def carry(self, moving: Moving, also: Mapping[int, Moving] | None = None) -> None:
        """Show where the items would go, and (from now on) those ``also`` of other calendars; begins move mode."""

    def settle(self, *, keep: bool) -> None:
        """End move mode: keep where things are now, or put them back."""

    def again(self) -> None:
        """Do the last change to the selected items too."""

    def open_calendar(self, path: Path) -> None:
        """Open another calendar beside the open ones and show it; says so when it cannot be opened."""

    def switch_calendar(self, index: int) -> None:
        """Show the open calendar of that index alone."""

    @property
    def drawn_clients(self) -> tuple[int, ...]:
        """The numbers of the calendars that are drawn now: all, or those that the filter leaves, or the one that is shown alone."""

    def listed(self) -> bool:
        """Whether panel 1 shows any item, whosever it is."""

    def one_step(self) -> AbstractContextManager[None]:
        """Make whatever is done inside one step of undo, in however many calendars."""

    def sights(self) -> tuple[Sight, ...]:
        """Return each open calendar with what is said about it, in the order of ``workspaces``."""

    @property
    def client_marks(self) -> tuple[str, ...]:
        """The letters that stand before each open calendar's items."""

    def attend(self, index: int) -> None:
        """Make another open calendar the current one, until the act is over."""

    def show_together(self) -> None:
        """Show all open calendars together."""
