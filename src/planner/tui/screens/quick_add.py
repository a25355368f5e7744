"""The add line: what is typed is read as one types, coloured in the line and said in words below it.

A reader would get wrong: the day (channel, persona…) that the cursor stood on is a chip beside the line, not text; what is typed wins over
it, and Backspace at the beginning of the line takes it away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input, Static

from planner.core import elsewhere
from planner.core.dates import clock, short_date
from planner.core.model import Calendar, Item
from planner.core.offered import completed, left_over, offered
from planner.core.quick_add import Draft, read_loosely, understood
from planner.core.values import dataclass, replace
from planner.i18n import _
from planner.tui.screens.dialog import Dialog, Plain
from planner.tui.screens.kept import Again
from planner.tui.text import show

KEEP_AFTER = 1.0
"""Seconds after the first key not yet kept; a draft has to be on disk within two."""
_NOTHING = Item("", "")
_COLOURS = {"persona": "accent", "format": "secondary", "channel": "primary", "pillar": "success", "hashtag": "secondary",
            "date": "warning", "time": "warning"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Added:
    """What was typed: the item, without an id; ``more`` when the whole form is wanted before it is added; ``line`` as it was typed.

    ``client`` is the number of the calendar that it is for, ``replaced`` a line left earlier that this one was typed over.
    """

    item: Item
    more: bool = False
    line: str = ""
    client: int = 0
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class Client:
    """A calendar that the line can add to: its number, mark and name, and the day it is there."""

    number: int
    mark: str
    calendar: Calendar
    today: dt.date

    @property
    def name(self) -> str:
        """What the client is called."""
        return self.calendar.client or self.calendar.title


class _Reading(Plain):
    """Colours each part by what it was taken for; what is refused is struck through as well."""

    def __init__(self, screen: QuickAdd) -> None:
        self._screen = screen

    def highlight(self, text: Text) -> None:
        """Colour the spans of the reading."""
        theme = self._screen.app.theme_variables
        for span in self._screen.draft.spans:
            colour = theme.get("error" if not span.ok else _COLOURS.get(span.kind, "accent"), "")
            style = Style.parse(colour.removeprefix("ansi_")) if colour.startswith(("#", "ansi_")) else Style()
            text.stylize(style + Style(bold=True, underline=not span.ok), span.start, span.end)


class _Names(Suggester):
    """Completes the name after a sign at the end of the line."""

    def __init__(self, screen: QuickAdd) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._screen = screen

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line completed, or None."""
        return completed(value, self._screen.calendar)


class QuickAdd(Dialog[Added]):
    """The add line. ``given`` holds what the cursor's place says already (date, time, channels…); ``keep`` takes the line as it is typed.

    ``around`` is the day looked at meanwhile, whose week a lone weekday means. ``last`` says that ``text`` was left there earlier: typing
    replaces it; ``earlier`` is a line that was replaced then. ``clients`` are the calendars that Tab goes through, ``client`` the number of the one that ``calendar`` is.
    """

    DEFAULT_CSS = """
    QuickAdd { align: center bottom; }
    QuickAdd > .box { width: 100%; }
    QuickAdd Horizontal { height: 1; }
    QuickAdd #chips {
        width: auto; max-width: 40%; height: 1; background: $primary 30%; padding: 0 1; margin: 0 1 0 0; display: none;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    QuickAdd #chips:ansi { background: transparent; text-style: reverse; }
    QuickAdd #chips.-shown { display: block; }
    QuickAdd #typed { width: 1fr; }
    QuickAdd #reading { height: auto; min-height: 1; color: $text-muted; }
    QuickAdd .keys { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "more", show=False, id="add.form", priority=True),
        Binding("backspace", "drop_chips", show=False, priority=True),
        Binding("tab", "client(1)", show=False, id="add.client", priority=True),
        Binding("shift+tab", "client(-1)", show=False, priority=True),
        Binding("up", "again", show=False),
    ]

    def __init__(
        self,
        calendar: Calendar,
        today: dt.date,
        *,
        given: Item = _NOTHING,
        around: dt.date | None = None,
        text: str = "",
        last: bool = False,
        earlier: str = "",
        keep: Callable[[str], None] | None = None,
        clients: Sequence[Client] = (),
        client: int = 0,
    ) -> None:
        super().__init__()
        self.calendar = calendar
        self.client = client
        self._clients = clients if len(clients) > 1 else ()
        self._today = today
        self._here = (client, given)
        self._given = given
        self._around = around
        self._text = text
        self._last, self._earlier = last, earlier
        self._keep = keep
        self._timer: Timer | None = None
        self.draft: Draft = read_loosely(text, calendar, today, around, dated=given.date is not None)

    @property
    def heading(self) -> str:
        """The title; a line taken up again says so."""
        title = _("Add — ↑ brings back an earlier line") if self._earlier else _("Add")
        if self._last:
            title = _("Add — your last line: → keeps it, ↑ brings it back")
        whose = next((f"{one.mark} {one.name} · " for one in self._clients if one.number == self.client), "")
        return whose + title

    @property
    def keys(self) -> str:
        """The signs and keys."""
        if self._clients:
            return _("Enter adds · Tab another client · F2 all fields · → completes · Esc leaves · F1 help")
        return _("Enter adds · F2 all fields · → completes · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to type an item."""
        return _(
            "Write the title and, in any order, @persona #format !channel *pillar and a date after ^ or =: ^fri, =+2w, =15 march, "
            "=2026-12-03 9:30. → completes a name. Without a date it is an idea. Backspace at the beginning of the line takes the "
            "proposed day away. A sign after \\ is text."
        )

    def parts(self) -> ComposeResult:
        """Yield the chips, the line and its reading."""
        with Horizontal():
            yield Static(id="chips", markup=False)
            yield Again(
                self._text,
                earlier=self._earlier,
                placeholder=_("Title @persona #format !channel *pillar =fri 9:30 (^fri is the same)"),
                id="typed",
                highlighter=_Reading(self),
                suggester=_Names(self),
            )
        yield Static(id="reading", markup=False)

    def on_mount(self) -> None:
        """Stand in the line."""
        line = self._line
        line.focus()
        if self._last:
            line.select_all()
        self._chips()
        self._read()

    def _chips(self) -> None:
        given = self._given
        parts = [short_date(given.date) + (f" {clock(given.time)}" if given.time else "")] if given.date else []
        for table, values in (
            ("channels", given.channels),
            ("personas", given.personas),
            ("formats", (given.format,)),
            ("pillars", (given.pillar,)),
        ):
            parts += [self.calendar.name_of(table, ident) for ident in values if ident]
        chips = self.query_one("#chips", Static)
        chips.update(show(" · ".join(parts)))
        chips.set_class(bool(parts), "-shown")

    def item(self) -> Item:
        """Return the item as it is read now, with what the cursor's place gives where nothing else is said."""
        item, given = self.draft.item, self._given
        date = item.date or given.date
        same_day = date == given.date
        return replace(
            given,
            title=item.title,
            date=date,
            time=item.time or (given.time if same_day else None),
            channels=item.channels or given.channels,
            personas=item.personas or given.personas,
            format=item.format or given.format,
            pillar=item.pillar or given.pillar,
            hashtags=item.hashtags or given.hashtags,
        )

    def _read(self) -> None:
        text = self._line.value
        dated = self._given.date is not None
        self.draft = read_loosely(text, self.calendar, self._today, self._around, dated=dated)
        said = understood(replace(self.draft, item=self.item()), self.calendar)
        item = self.draft.item
        timed = bool(item.time or (item.date is None and self._given.time))
        there_is = filter(
            None,
            (
                offered(text, self.calendar),
                left_over(item, self.calendar, self._today, dated=dated or item.date is not None, timed=timed),
            ),
        )
        lines = [said] if text.strip() or self._given != _NOTHING else [_("Idea without a date")]
        self.query_one("#reading", Static).update(
            show("\n".join(["→ " + lines[0], *self.draft.notes, *there_is]), lines=True)
        )
        problems = [
            problem for problem in self.draft.problems if text.strip() and (self.draft.item.title or self.draft.spans)
        ]
        if not self.draft.item.title:
            problems = problems[:-1]
        self.complain("\n".join(str(problem) for problem in problems))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read what is typed."""
        event.stop()
        self._read()
        if self._timer is None and self._keep is not None:
            self._timer = self.set_timer(KEEP_AFTER, self.keep_draft)

    @property
    def _line(self) -> Again:
        return self.query_one("#typed", Again)

    @property
    def replaced(self) -> str:
        """The line left earlier that was typed over, and is not to be lost with that."""
        return self._line.replaced

    @property
    def _over(self) -> str:
        """The line typed over here; one that was typed over the last time was offered again once."""
        return self.replaced if self.replaced != self._earlier else ""

    def action_again(self) -> None:
        """Bring back the line that was typed over."""
        self._line.again()

    def keep_draft(self) -> None:
        """Hand the line to the keeper; also called when the program is about to end."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._keep is not None:
            self._keep(self._line.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add, unless something is wrong with it; then nothing typed is lost."""
        event.stop()
        self._finish(more=False)

    def _finish(self, *, more: bool) -> None:
        problems = self.draft.problems
        if more and not self.draft.item.title:
            problems = problems[:-1]
        if problems:
            self.complain(
                "\n".join(" ".join(part for part in (str(problem), problem.hint) if part) for problem in problems)
            )
            return
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.dismiss(Added(self.item(), more, self._line.value, self.client, self._over))

    def action_more(self) -> None:
        """Go on in the whole form, once the line has taken what was typed before."""
        self._line.call_later(self.call_later, self._more)

    def _more(self) -> None:
        if self.is_current:
            self._read()
            self._finish(more=True)

    def action_leave(self) -> None:
        """Leave; the line stays as a draft."""
        if self.hide_about():
            return
        self.keep_draft()
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Let Backspace be Backspace except where it takes the chips away."""
        if action == "client":
            return bool(self._clients)
        if action == "drop_chips":
            line = self._line
            return self._given != _NOTHING and line.cursor_position == 0 and line.selection.is_empty
        return True

    def action_client(self, way: int) -> None:
        """Add for the next client; of what the cursor's place gave, the day goes along, and what is called the same there."""
        numbers = [one.number for one in self._clients]
        there = self._clients[(numbers.index(self.client) + way) % len(numbers)]
        self.client, self.calendar, self._today = there.number, there.calendar, there.today
        first, given = self._here
        if self._given != _NOTHING:
            here = next(one.calendar for one in self._clients if one.number == first)
            self._given = given if self.client == first else fitted(given, here, self.calendar)
        self.query_one(".box").border_title = show(self.title_said)
        self._chips()
        self._read()

    def action_drop_chips(self) -> None:
        """Take away what the cursor's place gave."""
        self._given = _NOTHING
        self._chips()
        self._read()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted text is a title and nothing else: it never reaches the keys of the plan."""
        event.stop()


def fitted(given: Item, here: Calendar, there: Calendar) -> Item:
    """Return what was given of another calendar's item, without what this one does not have; a time is that of the channel."""
    found = elsewhere.fitted(given, here, there)
    return found if len(found.channels) == len(given.channels) else replace(found, time=None)
