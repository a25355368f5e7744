"""What every dialog shares: a box with a title, a line for what is wrong, a line of keys, and F1 for a sentence of help.

A reader would get wrong: a dialog knows neither the plan's file nor the app; it is made from plain values and dismissed with one. The list that narrows as
one types stands here too, over the usual length, since it is made of the same parts.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from rich.highlighter import Highlighter
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from planner.core.fold import fold
from planner.core.values import dataclass
from planner.core.visible import visible
from planner.i18n import _
from planner.tui.actions import spelled
from planner.tui.screens.beneath import Beneath
from planner.tui.screens.key_line import KeyLine
from planner.tui.text import show
from planner.tui.widgets.lines import fit

T = TypeVar("T")
LONGEST_WAIT = 1.0
"""Seconds for which Esc or Enter waits for what was typed before it; it is there at once unless something hangs."""
NOW = "→"
"""Before the line of a list that is set now; a dot is the sign of a status."""
MOST_SHOWN = 200
"""Rows of a list that are drawn at once; typing narrows to the rest."""


def one_to_one(text: str) -> str:
    """Return ``text`` with every control or bidi character replaced by one sign, so that a cursor's place stays right."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if visible(char) == char else _sign(char) for char in text)


def _sign(char: str) -> str:
    sign = chr(0x240A) if char == "\n" else visible(char)
    return sign if len(sign) == 1 else "\ufffd"


class Plain(Highlighter):
    """Shows what is typed as it is, control characters as signs."""

    def __call__(self, text: str | Text) -> Text:
        """Return a copy of ``text`` that is safe to send to a terminal and of the same length."""
        source = text if isinstance(text, Text) else Text(text)
        shown = Text(one_to_one(source.plain), no_wrap=True, overflow="ignore", end="")
        self.highlight(shown)
        return shown

    def highlight(self, text: Text) -> None:
        """Leave ``text`` without colours."""


class Line(Input):
    """One line of input without a border, in which no control character reaches the terminal."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", highlighter: Highlighter | None = None, **kwargs: Any
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            highlighter=highlighter or Plain(),
            compact=True,
            select_on_focus=False,
            **kwargs,
        )
        self._hint = placeholder

    def hint(self, text: str) -> None:
        """Let ``text`` be what the empty line says."""
        if text != self._hint:
            self._hint = text
            self.on_resize()

    def on_resize(self) -> None:
        """Cut the hint where there is no room for all of it, and show that it is cut."""
        self.placeholder = fit(self._hint, self.content_size.width)

    leaves: frozenset[str] = frozenset()
    """Printable keys that the dialog's own bindings get instead of the line; digits only while the line is empty."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the line takes ``key`` as text."""
        if key in self.leaves and (not key.isdigit() or not self.value):
            return False
        return super().check_consume_key(key, character)


class Rows(OptionList):
    """A list whose cursor is seen without colours too: Textual's own drops what a theme says of its words."""

    def render_line(self, y: int) -> Strip:
        """Return the line; the one under the cursor in its one colour, and in the words of the theme's cursor (bold, reverse)."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        if first is None or first.style is None or first.style.meta.get("option", -1) != self.highlighted:
            return strip
        words = self.app.theme_variables.get("cursor-style", "none")
        # colours that are read on the list's ground (of what is muted, or well) are not on the cursor's
        front = Style(color=self.get_component_rich_style("option-list--option-highlighted").color, dim=False)
        over = front if words == "none" else front + Style.parse(words)
        return Strip(
            [Segment(part.text, (part.style or Style()) + over, part.control) for part in strip], strip.cell_length
        )


class Dialog(ModalScreen[T]):
    """A box above the plan; Esc leaves it with None."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > .box {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; border-title-color: $text; border-title-style: bold;
        background: $surface; padding: 0 1;
    }
    Dialog .problem { color: $text-error; height: auto; display: none; }
    Dialog .problem.-shown { display: block; }
    Dialog .about { color: $text-muted; height: auto; display: none; margin: 1 0 0 0; }
    Dialog .about.-shown { display: block; }
    Dialog.-full .about.-shown {
        overlay: screen; constrain: none inside; margin: 0; padding: 0 1; border: round $primary; background: $surface; color: $foreground;
    }
    Dialog .keys { color: $text-muted; height: auto; margin: 1 0 0 0; }
    Dialog .quiet { color: $text-muted; height: auto; }
    Dialog .said { height: auto; }
    Dialog Line { background: $panel; }
    Dialog Line:focus { background: $panel; background-tint: $foreground 8%; }
    Dialog Line > .input--placeholder, Dialog Line > .input--suggestion { color: $foreground 75%; }
    Dialog OptionList { border: none; padding: 0; background: transparent; text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # before what has the focus sees it: what is typed after Esc is the plan's already
        Binding("escape", "finish", show=False, priority=True, id="dialog.leave"),
        Binding("f1", "about", show=False, id="dialog.help"),
    ]

    of_one: bool = False
    """Whether it is about one calendar, and says about which one where several stand side by side."""
    whose: str = ""
    """The client that it is about, in the title; nothing where only one is on the screen."""
    rest: str = ""
    """Whom else it is about, behind the title: what is answered here is done to their marked items, too."""
    within: str = ""
    """What it is a part of, with ``{text}`` for its own title: a step of the weekly review."""

    @property
    def heading(self) -> str:
        """The title in the border."""
        return ""

    @property
    def title_said(self) -> str:
        """The title with what it is a part of, and whose."""
        said = self.within.format(text=self.heading) if self.within else self.heading
        said = f"{said} {self.rest}".rstrip()
        return f"{self.whose} · {said}" if self.whose else said

    @property
    def keys(self) -> str:
        """The line of keys at the foot."""
        return ""

    @property
    def about(self) -> str:
        """What F1 tells."""
        return ""

    def plan_key(self, ident: str, usual: str) -> str:
        """Return what a sentence calls the key of an act of the plan; the dialog's own keys are fixed."""
        planning = getattr(self.app, "planning", None)
        return spelled(usual) if planning is None else str(planning.keys.named(ident, usual))

    def parts(self) -> ComposeResult:
        """Yield what is in the box."""
        yield from ()

    def render(self) -> RenderResult:  # type: ignore[override]  # a screen may give what any widget may
        """Return what is seen beneath the box."""
        ground = super().render()
        return Beneath(ground.screen, ground.color) if isinstance(ground, BackgroundScreen) else ground

    @on(events.Resize)
    def told_size(self, event: events.Resize) -> None:
        """Lay nothing out in the size in which it is laid out: Textual tells a screen its size once more when that is done."""
        if event.size == self.outer_size:
            event.prevent_default()

    def compose(self) -> ComposeResult:
        """Yield the box: its parts, the problem, the help and the keys."""
        with Vertical(classes="box") as box:
            if self.heading:
                box.border_title = show(self.title_said)
            yield from self.parts()
            yield Static(classes="problem", markup=False)
            yield Static(classes="about", markup=False)
            yield KeyLine(show(self.keys, lines=True), classes="keys", markup=False)

    def complain(self, text: str) -> None:
        """Show what is wrong below the parts, or take it away when ``text`` is empty."""
        place = self.query_one(".problem", Static)
        if not text and not place.has_class("-shown"):
            return
        place.update(show("✗ " + text if text else "", lines=True))
        place.set_class(bool(text), "-shown")

    async def action_finish(self) -> None:
        """Let what has the focus take what was typed before Esc, then leave."""
        await self.caught_up()
        await self.run_action("leave")

    async def caught_up(self) -> None:
        """Wait until what has the focus took what was typed so far, and this what came of it."""
        for widget in (self.focused, self) if self.focused is not None else ():
            taken = asyncio.Event()
            widget.call_later(taken.set)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), LONGEST_WAIT)

    def action_leave(self) -> None:
        """Leave without an answer; with the help open, only that goes."""
        if not self.hide_about():
            self.dismiss(None)

    def hide_about(self) -> bool:
        """Hide the sentence of help; returns whether it was shown."""
        about = self.query_one(".about")
        shown = about.has_class("-shown")
        about.remove_class("-shown")
        return shown

    def action_about(self) -> None:
        """Show or hide the sentence of help; over what is there where it would push the keys out of the box."""
        self.remove_class("-full")
        about = self.query_one(".about", Static)
        about.update(show(f"{self.about} {_('Esc closes this help.')}", lines=True))
        about.toggle_class("-shown")
        self.call_after_refresh(self._fit_about)

    def key_comes(self, key: str) -> None:
        """Hide the sentence of help before any key that does not ask about it; the key does what it does."""
        if key not in ("f1", "escape") and self.is_mounted:
            self.hide_about()

    def _fit_about(self) -> None:
        keys, box = self.query_one(".keys"), self.query_one(".box")
        inside = box.region.shrink(box.gutter).contains_region(keys.region)
        self.set_class(not inside and self.query_one(".about").has_class("-shown"), "-full")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list that can be narrowed: ``text`` is drawn, ``words`` is searched, ``value`` comes back."""

    text: Content
    words: str
    value: Any


class ListDialog(Dialog[T]):
    """A line to type in and a list that narrows with it; arrows move in the list while the line has the focus."""

    DEFAULT_CSS = """
    ListDialog OptionList { height: auto; max-height: 14; margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        # before the line sees it: what is typed after Enter is not the line's any more
        Binding("enter", "enter_row", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Row] = ()

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        return ""

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the rows for what is typed, best first."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return what is said where the list is empty; where it is not, or where that goes without saying, nothing."""
        return (
            ""
            if self._shown or not self.typed.strip()
            else _("Nothing here is called “{name}”.").format(name=self.typed)
        )

    def first(self, _rows: Sequence[Row], _typed: str) -> int:
        """Return the index of the row to stand on when the list changes."""
        return 0

    def taken(self, row: Row | None, typed: str) -> None:
        """Act on Enter: ``row`` is the one under the cursor, None where the list is empty."""
        raise NotImplementedError

    def parts(self) -> ComposeResult:
        """Yield the line and the list."""
        yield Line(placeholder=self.prompt, id="typed")
        options = Rows(id="rows", markup=False)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Fill the list and stand in the line."""
        self.query_one("#typed", Line).focus()
        self.refill()

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.query_one("#typed", Line).value

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        index = self.query_one("#rows", OptionList).highlighted
        return self._shown[index] if index is not None and index < len(self._shown) else None

    def refill(self, *, stay: bool = False) -> None:
        """Draw the rows for what is typed; ``stay`` keeps the cursor's place."""
        options = self.query_one("#rows", OptionList)
        place = options.highlighted
        self._shown = self.rows(self.typed)[:MOST_SHOWN]
        options.set_options([Option(row.text) for row in self._shown])
        if self._shown:
            options.highlighted = (
                min(place, len(self._shown) - 1) if stay and place is not None else self.first(self._shown, self.typed)
            )
        options.display = bool(self._shown)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow; who types j or k to go down or up is told how."""
        event.stop()
        self.refill()
        lost = (
            self.typed
            and not self.typed.strip("jk")
            and not any(row.words.startswith(self.typed) for row in self._shown)
        )
        self.complain(_("Letters narrow the list; ↑ ↓ or Ctrl+P Ctrl+N go through it.") if lost else self.nothing())

    async def action_enter_row(self) -> None:
        """Take the row under the cursor, once the list is that of all that was typed before Enter.

        The app waits for this, and so do the keys that are typed meanwhile: they are meant for what comes after.
        """
        await self.caught_up()
        await self.all_listed()
        if self.is_attached and self.is_current:  # it may have been left meanwhile
            self.taken(self.current, self.typed)

    async def all_listed(self) -> None:
        """Wait until the row under the cursor is the one that Enter is meant for."""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the row that was clicked."""
        event.stop()
        if event.option_index < len(self._shown):
            self.taken(self._shown[event.option_index], self.typed)

    def action_page(self, pages: int) -> None:
        """Move the cursor by as many rows as are seen, less one."""
        self.action_move(pages * max(self.query_one("#rows", OptionList).size.height - 1, 2))

    def action_move(self, rows: int) -> None:
        """Move the cursor so many rows, round the ends by one step only."""
        options = self.query_one("#rows", OptionList)
        if not self._shown:
            return
        place = (options.highlighted or 0) + rows
        if abs(rows) == 1:
            place %= len(self._shown)
        options.highlighted = min(max(place, 0), len(self._shown) - 1)


def narrowed(rows: Sequence[Row], typed: str) -> list[Row]:
    """Return the rows that hold every word typed, accents and case ignored; those that begin with it first."""
    words = [word for word in (fold(part) for part in typed.split()) if word]
    if not words:
        return list(rows)
    found = [row for row in rows if all(word in row.words for word in words)]
    return sorted(found, key=lambda row: not row.words.startswith(words[0]))
