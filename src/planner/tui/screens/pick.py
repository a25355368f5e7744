"""Choose a persona, format, channel, pillar or status: type to narrow, Enter takes one, Space marks several.

A reader would get wrong: Enter without a mark means "only this one"; once something is marked or unmarked, Enter means what is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from planner.core.fold import fold
from planner.core.values import dataclass
from planner.i18n import _
from planner.tui.screens.dialog import NOW, Line, ListDialog, Row, narrowed
from planner.tui.text import show


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its id, its name, what is said beside it, and other words that it is found by."""

    value: str
    label: str
    detail: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen: the ids (none: take it away), and ``new``, a name that the calendar does not have yet."""

    values: tuple[str, ...] = ()
    new: str = ""


def in_order(letters: str, text: str) -> bool:
    """Whether ``text`` holds ``letters`` in that order, whatever stands between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


class Pick(ListDialog[Picked]):
    """Choose among ``choices``; ``chosen`` are the ids set now.

    ``none`` is the line that takes the value away, ``add`` the one that makes a new name (with ``{name}``); both are left out where empty.
    ``loose`` finds names by their letters in order too; ``of_one`` tells whose they are where several calendars are shown.
    """

    DEFAULT_CSS = """
    Pick > .box { width: 100%; max-width: 110; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False, priority=True),
        *(Binding(str(number), f"take({number - 1})", show=False, priority=True) for number in range(1, 10)),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        chosen: Sequence[str] = (),
        *,
        several: bool = False,
        none: str = "",
        add: str = "",
        loose: bool = False,
        of_one: bool = False,
    ) -> None:
        super().__init__()
        self.of_one = of_one
        self._title = title
        self.choices = tuple(choices)
        self._chosen = tuple(chosen)
        self._marks = set(chosen)
        self._touched = False
        self._several = several
        self._none = none
        self._add = add
        self._loose = loose

    @property
    def heading(self) -> str:
        """The title given."""
        return self._title

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        if not self._add:
            return _("type to narrow, ↑ ↓ to go")
        return (
            _("type to narrow, ↑ ↓ to go; a new name adds it")
            if self.choices
            else _("nothing here yet: type a name to add it")
        )

    @property
    def keys(self) -> str:
        """The keys."""
        if self._several:
            if self._touched:
                return _("Enter keeps all that are marked · Space marks or unmarks · 1–9 · Esc leaves · F1 help")
            return _("Enter only this one · Space marks several · 1–9 · Esc leaves · F1 help")
        return _("Enter takes it · 1–9 · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to choose."""
        text = _(
            "Type a part of the name, accents do not matter. Enter takes the line under the cursor; 1 to 9 takes that line at once."
        )
        if self._several:
            text += " " + _("Space marks a line, and Enter then takes all that are marked.")
        if self._add:
            text += " " + _("A name that is not there yet can be added to the calendar.")
        return text

    def on_mount(self) -> None:
        """Leave Space and digits to the list."""
        super().on_mount()
        self.query_one("#typed", Line).leaves = frozenset("123456789") | ({"space"} if self._several else frozenset())

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the choices that hold what is typed, then the two lines that are no choices."""
        order = {choice.value: number for number, choice in enumerate(self.choices, 1)}
        listed = [self._row(choice, order[choice.value]) for choice in self.choices]
        found = narrowed(listed, typed)
        if self._loose and not found:
            found = [row for row in listed if in_order(fold(typed), row.words)]
        name = " ".join(typed.split())
        if not name and self._none:
            found.append(Row(show("   ∅ ") + show(self._none, "dim"), "", Picked()))
        taken = {fold(word) for choice in self.choices for word in (choice.value, choice.label)}
        if name and self._add and fold(name) and fold(name) not in taken:
            found.append(Row(show("   + ") + show(self._add.format(name=name)), "", Picked(new=name)))
        return found

    def _row(self, choice: Choice, number: int) -> Row:
        marked = choice.value in self._marks
        sign = ("[x]" if marked else "[ ]") if self._several else (NOW if marked else " ")
        digit = str(number) if number < 10 else " "
        text = show(f"{digit} ", "dim") + show(f"{sign} ") + show(choice.label, "bold" if marked else "")
        if choice.detail:
            text += show("  " + choice.detail, "dim")
        return Row(text, " ".join(map(fold, (choice.label, choice.value, choice.words))), choice.value)

    def first(self, rows: Sequence[Row], typed: str) -> int:
        """Stand on what is set now, as long as nothing is typed."""
        if typed:
            return 0
        return next((index for index, row in enumerate(rows) if row.value in self._chosen), 0)

    def taken(self, row: Row | None, _typed: str) -> None:
        """Come back with the marks, or with the row."""
        if row is not None and isinstance(row.value, Picked):
            self.dismiss(row.value if not row.value.new or not self._touched else Picked(self._marked(), row.value.new))
        elif self._touched:
            self.dismiss(Picked(self._marked()))
        elif row is not None:
            self.dismiss(Picked((row.value,)))
        else:
            self.complain(self.nothing())

    def _marked(self) -> tuple[str, ...]:
        known = tuple(choice.value for choice in self.choices if choice.value in self._marks)
        return (*known, *(value for value in self._chosen if value in self._marks and value not in known))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Leave Space and digits to the line where they are text."""
        if action == "mark":
            return self._several
        if action == "take":
            return not self.typed
        return True

    def action_mark(self) -> None:
        """Mark the line under the cursor, or take its mark away."""
        row = self.current
        if row is None or not isinstance(row.value, str):
            return
        self._touched = True
        self._marks ^= {row.value}
        self._marked_anew()

    def _marked_anew(self) -> None:
        """Draw the marks, and say what Enter does now."""
        self.refill(stay=True)
        self.query_one(".keys", Static).update(show(self.keys, lines=True))

    def action_take(self, index: int) -> None:
        """Take the choice with that number: mark it where several are being marked, else come back with it."""
        if index >= len(self.choices):
            return
        value = self.choices[index].value
        if self._touched:
            self._marks ^= {value}
            self._marked_anew()
        else:
            self.dismiss(Picked((value,)))
