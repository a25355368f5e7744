"""The question of what is to stand where two people changed the same: mine, theirs, or both as items of their own.

A reader would get wrong: nothing is decided here by leaving; Esc comes back with None, and what was to be written is still the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.core.values import dataclass
from planner.i18n import _
from planner.tui.screens.dialog import Dialog, Rows
from planner.tui.text import show

Kept = frozenset[str] | None
"""Of one difference, the fields of which mine is to stand; None: both, as two items."""
SHORT = 300
"""Characters of a value that the list shows; the rest is seen side by side."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One field in both versions, in words; ``label`` is what the field is called, ``was`` how it stood before both."""

    field: str
    label: str
    mine: str
    theirs: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that both changed: what has to be decided, and ``others``, what differs besides and is for looking at."""

    title: str
    asked: tuple[Pair, ...]
    others: tuple[Pair, ...] = ()


class Conflict(Dialog[tuple[Kept, ...]]):
    """Asks about ``differences``; comes back with what is kept of each. ``twice`` says whether both can stand as two items."""

    of_one = True
    DEFAULT_CSS = """
    Conflict > .box { width: 100%; max-width: 110; }
    Conflict OptionList { height: auto; max-height: 55vh; margin: 1 0 0 0; text-wrap: wrap; }
    Conflict OptionList:focus { border: none; background: transparent; background-tint: $foreground 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "all(True)", show=False, id="conflict.mine"),
        Binding("t", "all(False)", show=False, id="conflict.theirs"),
        Binding("b", "both", show=False, id="conflict.both"),
        Binding("l", "look", show=False, id="conflict.look"),
        Binding("space,left,right,h", "turn", show=False, priority=True),
        Binding("enter", "keep", show=False, priority=True),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, differences: Sequence[Difference], *, twice: bool) -> None:
        super().__init__()
        self._differences = tuple(differences)
        self._twice = twice
        self._pairs = [(at, pair) for at, one in enumerate(self._differences) for pair in one.asked]
        self._mine = set(range(len(self._pairs)))

    @property
    def heading(self) -> str:
        """What both changed."""
        titles = list(dict.fromkeys(one.title for one in self._differences))
        if len(titles) == 1:
            return _("Both changed {title}").format(title=titles[0])
        return _("Both changed the same")

    @property
    def keys(self) -> str:
        """The keys."""
        both = " · " + _("b both, as two items") if self._twice else ""
        return (
            _("m mine · t theirs")
            + both
            + " · "
            + _("l side by side")
            + "\n"
            + _("Space turns a line · Enter keeps the ● · Esc decides later · F1 help")
        )

    @property
    def about(self) -> str:
        """What happened and what can be done."""
        return _(
            "While you worked, the file was changed elsewhere: in an editor, by a synchronising program or in a second window. All that "
            "only one side changed is in the plan already. m keeps yours, t theirs, for every line; b keeps theirs and adds yours as an "
            "item of its own. One step, and {key} takes it back."
        ).format(key=self.plan_key("edit.undo", "u"))

    def parts(self) -> ComposeResult:
        """Yield the sentence and the list."""
        sentence = _("Somebody else changed the same meanwhile. Nothing was overwritten; decide what is to stand.")
        yield Static(show(sentence), classes="said", markup=False)
        yield Rows(id="rows", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill(0)
        self.query_one(OptionList).focus()

    def _fill(self, place: int) -> None:
        options = self.query_one(OptionList)
        options.set_options([Option(self._row(number)) for number in range(len(self._pairs))])
        options.highlighted = place

    def _row(self, number: int) -> Content:
        at, pair = self._pairs[number]
        mine = number in self._mine
        head = pair.label
        if len({one.title for one in self._differences}) > 1:
            head = f"{self._differences[at].title} · {pair.label}" if pair.label else self._differences[at].title
        width = max(len(_("mine")), len(_("theirs")))
        lines = [show(head, "bold")]
        for chosen, name, text in ((mine, _("mine"), pair.mine), (not mine, _("theirs"), pair.theirs)):
            shown = _cut(text)
            sign = show(" ● " if chosen else " ○ ", "$text-accent" if chosen else "")
            lines.append(
                sign + show(f"{name:<{width}}  ", "bold" if chosen else "dim") + show(shown, "" if chosen else "dim")
            )
        return show("\n", lines=True).join(lines)

    def action_turn(self) -> None:
        """Keep the other side of the line under the cursor."""
        place = self.query_one(OptionList).highlighted or 0
        self._mine ^= {place}
        self._fill(place)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        options.highlighted = min(max((options.highlighted or 0) + rows, 0), len(self._pairs) - 1)

    def action_all(self, mine: bool) -> None:  # noqa: FBT001 - as the binding writes it
        """Keep one side of every line."""
        self._mine = set(range(len(self._pairs))) if mine else set()
        self.action_keep()

    def action_keep(self) -> None:
        """Come back with the side that is marked, line by line."""
        self.dismiss(
            tuple(
                frozenset(
                    pair.field
                    for number, (place, pair) in enumerate(self._pairs)
                    if place == at and number in self._mine
                )
                for at in range(len(self._differences))
            )
        )

    def action_both(self) -> None:
        """Come back with both."""
        if self._twice:
            self.dismiss((None,) * len(self._differences))

    def action_look(self) -> None:
        """Look at both versions whole."""
        self.app.push_screen(SideBySide(self._differences))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Turn the line that was clicked."""
        event.stop()
        self.action_turn()


def _cut(text: str) -> str:
    one = " ⏎ ".join(text.splitlines())
    return one if len(one) <= SHORT else one[: SHORT - 1] + "…"


class SideBySide(Dialog[None]):
    """Both versions in full, field beside field; lines that only one of them has are marked."""

    DEFAULT_CSS = """
    SideBySide > .box { width: 100%; height: 100%; }
    SideBySide VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    SideBySide Horizontal { height: auto; }
    SideBySide .side { width: 1fr; height: auto; padding: 0 1 0 0; }
    SideBySide .field { color: $text-accent; text-style: bold; height: auto; margin: 1 0 0 0; }
    SideBySide .names { text-style: bold; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,l", "leave", show=False, priority=True),
        Binding("down,j", "scroll(1)", show=False, priority=True),
        Binding("up,k", "scroll(-1)", show=False, priority=True),
        Binding("pagedown,space", "scroll(10)", show=False, priority=True),
        Binding("pageup", "scroll(-10)", show=False, priority=True),
    ]

    def __init__(
        self, differences: Sequence[Difference], names: tuple[str, str] | None = None, title: str = ""
    ) -> None:
        super().__init__()
        self._differences = tuple(differences)
        self._names = names or (_("mine"), _("theirs"))
        self._title = title

    @property
    def heading(self) -> str:
        """The title."""
        return self._title or _("Side by side")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("↑ ↓ scroll · Enter or Esc goes back")

    @property
    def about(self) -> str:
        """What is shown."""
        return _("Lines with a bar stand on one side only.")

    def parts(self) -> ComposeResult:
        """Yield the two columns."""
        yield Horizontal(*(Static(show(name), classes="side", markup=False) for name in self._names), classes="names")
        with VerticalScroll():
            several = len(self._differences) > 1
            for one in self._differences:
                if several:
                    yield Static(show(one.title, "bold"), classes="field", markup=False)
                for pair in (*one.asked, *one.others):
                    yield Static(show(pair.label), classes="field", markup=False)
                    mine, theirs = _marked(pair.mine, pair.theirs)
                    yield Horizontal(
                        Static(mine, classes="side", markup=False), Static(theirs, classes="side", markup=False)
                    )

    def action_scroll(self, lines: int) -> None:
        """Scroll at once."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def _marked(mine: str, theirs: str) -> tuple[Content, Content]:
    """Return both texts, with a bar before the lines that the other one lacks."""
    import difflib

    sides: tuple[list[Content], list[Content]] = ([], [])
    one, other = mine.splitlines(), theirs.splitlines()
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        for side, lines in zip(sides, (one[start:end], other[begin:stop]), strict=True):
            for line in lines:
                side.append(show("  " + line) if kind == "equal" else show("▌ ", "$text-accent") + show(line, "bold"))
    empty = show("–", "dim")
    left, right = (show("\n", lines=True).join(side) if side else empty for side in sides)
    return left, right
