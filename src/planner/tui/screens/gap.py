"""What to do about a gap: place one of the ideas that would close it, start a new one, or accept it; and the plan of a whole month.

A reader would get wrong: nothing is placed here; the dialog comes back with what was chosen and the act does it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from planner.core.fold import fold
from planner.core.values import dataclass
from planner.i18n import _, ngettext
from planner.tui.screens.dialog import Dialog, Line, ListDialog, Row, Rows, narrowed
from planner.tui.screens.kept import Kept
from planner.tui.text import show


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do about a gap: ``kind`` is place, new, typed, problem, moment, derive or accept.

    ``value`` is an item's or moment's id, or a problem's text; ``label`` of a typed one the title that was typed.
    """

    kind: str
    value: str = ""
    label: str = ""
    detail: str = ""


SIGNS = {"place": "◌", "new": "+", "typed": "+", "problem": "+", "moment": "☆", "derive": "⇒", "accept": "✓"}


class FillGap(ListDialog[Offer]):
    """Lists ``offers``, best first; Enter takes one, ``A`` accepts the gap."""

    of_one = True
    DEFAULT_CSS = """
    FillGap > .box { width: 100%; max-width: 110; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("A", "accept", show=False, priority=True, id="gap.accept")]

    def __init__(self, sentence: str, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._sentence = sentence
        self._offers = tuple(offers)

    @property
    def heading(self) -> str:
        """The title."""
        return _("Fill the gap")

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        return _("type to narrow, ↑ ↓ to go")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter does it · A accepts the gap · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to fill a gap."""
        return _(
            "Ideas that would close the gap come first, on their best day; then new ones, filled in with what is missing, and what the "
            "persona still waits for. An accepted gap is quiet from then on."
        )

    def parts(self) -> ComposeResult:
        """Yield the sentence, the line and the list."""
        yield Static(show(self._sentence), classes="said", markup=False)
        yield from super().parts()

    def refill(self, *, stay: bool = False) -> None:
        """Draw the rows; while nothing is typed, ``A`` is a key and no letter."""
        super().refill(stay=stay)
        self.query_one("#typed", Line).leaves = frozenset() if self.typed else frozenset("A")

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the offers that hold what is typed."""
        rows = []
        for offer in self._offers:
            text = show(f" {SIGNS[offer.kind]} ", "$text-accent") + show(offer.label)
            if offer.detail:
                text += show("  " + offer.detail, "dim")
            rows.append(Row(text, fold(offer.label), offer))
        return narrowed(rows, typed)

    def taken(self, row: Row | None, typed: str) -> None:
        """Come back with the offer."""
        if row is not None:
            self.dismiss(row.value)
        elif typed:
            self.dismiss(Offer("typed", label=typed))

    def action_accept(self) -> None:
        """Come back with accepting."""
        self.dismiss(Offer("accept"))


@dataclass(frozen=True, slots=True)
class Proposed:
    """One placing to look at: the day in words, the title, what it closes, and what it only lowers."""

    day: str
    title: str
    closes: tuple[str, ...] = ()
    lowers: tuple[str, ...] = ()


class PlanPreview(Dialog[tuple[int, ...]]):
    """Shows where ideas would go; comes back with the indexes that are kept."""

    of_one = True
    DEFAULT_CSS = """
    PlanPreview > .box { width: 100%; max-width: 110; }
    PlanPreview OptionList { height: auto; max-height: 60vh; margin: 1 0 0 0; }
    PlanPreview OptionList:focus { border: none; background: transparent; background-tint: $foreground 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "leave_out", show=False, priority=True),
        Binding("enter", "keep", show=False, priority=True),
        Binding("asterisk", "all", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, title: str, placings: Sequence[Proposed]) -> None:
        super().__init__()
        self._title = title
        self._placings = tuple(placings)
        self._kept = set(range(len(self._placings)))

    @property
    def heading(self) -> str:
        """The title."""
        return self._title

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter keeps what is marked · Space marks or unmarks · * all or none · Esc changes nothing")

    @property
    def about(self) -> str:
        """What is shown."""
        return _(
            "Each line is an idea of the inbox and the day on which it closes most; below it the gaps it closes or lowers. It is one step, and {key} undoes it."
        ).format(key=self.plan_key("edit.undo", "u"))

    def parts(self) -> ComposeResult:
        """Yield the count and the list."""
        yield Static(id="count", classes="said", markup=False)
        yield Rows(id="rows", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill(0)
        self.query_one(OptionList).focus()

    def _fill(self, place: int) -> None:
        options = self.query_one(OptionList)
        rows = []
        for index, one in enumerate(self._placings):
            text = (
                show("[x] " if index in self._kept else "[ ] ") + show(f"{one.day}  ", "dim") + show(one.title, "bold")
            )
            for gap in one.closes[:3]:
                text += show("\n      " + _("closes · {gap}").format(gap=gap), "$text-success", lines=True)
            if not one.closes:
                for gap in one.lowers[:2]:
                    text += show("\n      " + _("lowers · {gap}").format(gap=gap), "$text-muted", lines=True)
            rows.append(Option(text))
        options.set_options(rows)
        options.highlighted = place
        count = len(self._kept)
        self.query_one("#count", Static).update(
            show(ngettext("{count} idea would get a day.", "{count} ideas would get a day.", count).format(count=count))
        )

    def action_leave_out(self) -> None:
        """Keep or leave out the line under the cursor."""
        place = self.query_one(OptionList).highlighted or 0
        self._kept ^= {place}
        self._fill(min(place + 1, len(self._placings) - 1))

    def action_all(self) -> None:
        """Keep all, or none."""
        self._kept = set() if len(self._kept) == len(self._placings) else set(range(len(self._placings)))
        self._fill(self.query_one(OptionList).highlighted or 0)

    def action_move(self, down: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        options.highlighted = min(max((options.highlighted or 0) + down, 0), len(self._placings) - 1)

    def action_keep(self) -> None:
        """Come back with what is kept."""
        self.dismiss(tuple(sorted(self._kept)))


class AskLine(Dialog[str]):
    """Asks for one line of text, with a heading and a sentence; an empty line is an answer where ``empty`` allows it."""

    def __init__(
        self,
        title: str,
        sentence: str,
        *,
        text: str = "",
        empty: bool = True,
        about: str = "",
        keep: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self.kept = Kept(self, None if keep is None else lambda: keep(self.query_one(Line).value))
        self._title = title
        self._sentence = sentence
        self._text = text
        self._empty = empty
        self._about = about

    @property
    def heading(self) -> str:
        """The title."""
        return self._title

    @property
    def keys(self) -> str:
        """The keys."""
        if self._text:
            return _("Enter goes on · Ctrl+U empties the line · Esc leaves · F1 help")
        return _("Enter goes on · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """The help given."""
        return self._about or _(
            "Type one line. Enter takes it; Esc leaves, and what was typed is kept for the next time."
        )

    def parts(self) -> ComposeResult:
        """Yield the sentence and the line."""
        yield Static(show(self._sentence, lines=True), classes="said", markup=False)
        yield Line(self._text, id="typed")

    def on_mount(self) -> None:
        """Stand in the line."""
        self.query_one(Line).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        event.stop()
        self.kept.typed()

    def action_leave(self) -> None:
        """Leave; what was typed is kept."""
        if not self.hide_about():
            self.kept.now()
            self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Come back with the text."""
        event.stop()
        self.kept.now()
        if event.value.strip() or self._empty:
            self.dismiss(event.value.strip())
