"""``?``: the signs of the focused panel, then every key in words, that panel's first; type to search, Enter does it.

A reader would get wrong: the list is the one action table with the user's own keys; nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.core.fold import fold
from planner.errors import PlannerError
from planner.i18n import N_, _
from planner.tui import signs
from planner.tui.actions import GROUPS, Action, sign
from planner.tui.finding import found, inside, nearest
from planner.tui.screens.dialog import ListDialog, Row
from planner.tui.synonyms import answers, words_of
from planner.tui.text import show

PANELS: Mapping[str, str] = {
    "week": N_("week"), "month": N_("month"), "board": N_("board"), "list": N_("list"), "dates": N_("dates"),
    "coverage": N_("coverage"), "ideas": N_("ideas"), "detail": N_("item"),
}  # fmt: skip
"""What each panel is called where its keys are listed."""

BOX = 76
"""Cells of the box, where the window has as many."""
AROUND = 8
"""Cells of the box that are no room for a line: border, margin, indent, scroll bar."""

Change = Callable[[str, str], Awaitable[Sequence[Action] | None]]
"""Asks for a key: the act's id, and ``other``, ``more`` or ``ours``; the acts afterwards, None where it was left."""


class Help(ListDialog[str]):
    """The keys. Comes back with the id of the action to do, or None.

    ``change`` is asked to give an action another key, one more (``add``) or ours again; it returns the acts as they are then.
    """

    DEFAULT_CSS = """
    Help OptionList { max-height: 100%; height: 1fr; }
    Help > .box { height: 100%; max-height: 40; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "change('other')", show=False, id="help.other_key"),
        Binding("f3", "change('more')", show=False, id="help.one_more_key"),
        Binding("f4", "change('ours')", show=False, id="help.our_keys"),
    ]

    def __init__(self, actions: Sequence[Action], panel: str, title: str = "", change: Change | None = None) -> None:
        super().__init__()
        self._panel = panel
        self._title = title
        self._change = change
        self._sort(actions)

    def _sort(self, actions: Sequence[Action]) -> None:
        """Part the acts by where they work."""
        panel, title = self._panel, self._title
        here = [action for action in actions if action.where and action.works_in(panel)]
        general = [action for action in actions if not action.where]
        elsewhere = [action for action in actions if action.where and not action.works_in(panel)]
        self._answers = [Row(show("  " + text), words, ident or None) for text, words, ident in answers(actions)]
        self._parts = (
            (_("Here: {panel}").format(panel=title or _(PANELS.get(panel, panel))), here),
            (_("Everywhere"), general),
            (_("In other panels"), elsewhere),
        )

    @property
    def heading(self) -> str:
        """The title."""
        return _("Keys")

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        return _("type to search: a word or a key")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter does it · F2 another key · F3 one more key · F4 first key · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to use the help."""
        return _(
            "Type a part of a word or a key; Enter does what the line says. F2 asks for another key for the line under the cursor, F3 for one "
            "more, F4 takes your change back. Your keys stand in keymap.toml; `planner paths` tells where it lies."
        )

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the acts whose words or keys hold what is typed; headings stand only where nothing is typed."""
        result: list[Row] = []
        pressed = typed.strip()
        meant = signs.of(self._panel)
        if not pressed and meant:
            room = min(self.app.size.width if self.is_attached else BOX, BOX) - AROUND
            result.append(Row(show(_("Signs"), "bold $text-accent"), "", None))
            result += [Row(show("  " + line), "", None) for line in signs.packed(meant, room)]
        if pressed:
            return self._sought(pressed)
        for title, actions in self._parts:
            if actions:
                result += [Row(show(title, "bold $text-accent"), "", None), *map(_row, actions)]
        return result

    def _sought(self, typed: str) -> list[Row]:
        """Return the acts that have the key typed, then those that are called so."""
        acts = [action for _title, actions in self._parts for action in actions]
        exact = [_row(action) for action in acts if typed in action.keys]
        if not fold(typed):
            return exact + [
                Row(show(f"  {one.sign}  {one.said}"), "", None) for one in signs.of(self._panel) if typed in one.sign
            ]
        rows = [*(_row(action) for action in acts if typed not in action.keys), *self._answers]
        fitting = found(rows, _words, typed)
        if not (exact or fitting):
            fitting = inside(rows, _words, typed) or nearest(rows, _words, typed)
        return exact + fitting

    def nothing(self) -> str:
        """Say where nothing is found."""
        typed = self.typed.strip()
        return _("Nothing is found for “{words}”.").format(words=typed) if typed and not self._shown else ""

    def first(self, rows: Sequence[Row], _typed: str) -> int:
        """Stand on the first act, not on its heading."""
        return next((index for index, row in enumerate(rows) if row.value is not None), 0)

    def action_change(self, how: str) -> None:
        """Ask for another key for the act under the cursor, for one more, or give it ours again."""
        row = self.current
        if self._change is None or row is None or row.value is None:
            return
        self.run_worker(self._changed(str(row.value), how), group="keys", exclusive=True)

    async def _changed(self, ident: str, how: str) -> None:
        assert self._change is not None
        try:
            actions = await self._change(ident, how)
        except PlannerError as error:
            self.complain(f"{error} {error.hint}".strip())
            return
        if actions is None:
            return
        self._sort(actions)
        self.refill(stay=True)
        self.complain("")

    def taken(self, row: Row | None, typed: str) -> None:
        """Come back with the act."""
        if row is None:
            self.complain(_("No key does “{words}”.").format(words=typed))
        elif row.value is not None:
            self.dismiss(row.value)


def keys_of(action: Action) -> str:
    """Return the keys of ``action`` as people read them."""
    return " ".join(sign(key) for key in action.keys)


def _row(action: Action) -> Row:
    label = action.said
    keys = keys_of(action)
    text = show(f"  {keys:<12} ", "bold $text-accent") + show(label)
    return Row(text, words_of(action, label, f"{_(action.group)} {keys}"), action.id)


def _words(row: Row) -> str:
    return row.words


def grouped(actions: Sequence[Action]) -> list[Action]:
    """Return the acts that are worth finding by name, in the order of their groups; moving about comes last, single steps not at all."""
    order = {group: number for number, group in enumerate((*GROUPS[1:], GROUPS[0]))}
    named = [action for action in actions if not action.id.startswith(("move.", "cursor."))]
    return sorted(named, key=lambda action: order.get(action.group, len(order)))
