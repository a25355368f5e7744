"""Every act of the program in one table: keys, footer, help, palette and docs/keys.md all read it.

A reader would get wrong: keys are written as they are typed (``<``, ``?``, ``U``) or by Textual's name for what types nothing (``enter``,
``ctrl+r``); a user's keymap names the ``id``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib import import_module

from planner.core.values import dataclass, replace
from planner.i18n import N_, _, pgettext
from planner.settings.keymap import Complaint, canonical, merge
from planner.tui.context import Host

GROUPS = (N_("Move about"), N_("Plan"), N_("Change"), N_("Judge"), N_("Files"), N_("Program"))
"""Where help and palette list an act, in this order."""
ABOUT, PLAN, CHANGE, JUDGE, FILES, PROGRAM = GROUPS

MAIN = frozenset({"week", "month", "board", "list"})
"""The views of panel 1."""
ITEMS = MAIN | {"ideas", "detail"}
"""Panels whose cursor stands on items."""

_MODULES = ("plan", "view", "edit", "files", "strategy")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the program does.

    ``id`` is what a keymap calls it (``item.move``), ``where`` the panels in which it works (empty: all), ``footer`` whether the footer shows
    it, ``label`` an English source text marked with N_; ``short`` one for the footer, where room is scarce.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    group: str
    run: Callable[[Host], Awaitable[None] | None]
    where: frozenset[str] = frozenset()
    footer: bool = False
    short: str = ""
    named: tuple[tuple[str, str, str], ...] = ()
    """Keys that the label names: what stands there in braces, the act whose key it is, and that key."""

    @property
    def said(self) -> str:
        """The label in the reader's language."""
        return _(self.label).format(**{name: spelled(key) for name, _ident, key in self.named})

    def works_in(self, panel: str) -> bool:
        """Whether its keys do something while ``panel`` has the focus."""
        return not self.where or panel in self.where


@cache
def table() -> tuple[Action, ...]:
    """Return every act, in the order of the acts modules; footer and help keep it."""
    actions: list[Action] = []
    for name in _MODULES:
        actions.extend(import_module(f"planner.tui.acts.{name}").ACTIONS)
    return tuple(actions)


def keyed(overrides: Mapping[str, str]) -> tuple[Action, ...]:
    """Return the table with the user's keys (``{id: "a,n"}``) in place of ours; a key given to one act is taken from those beside it."""
    given = merge(table(), overrides).keys

    def named(action: Action) -> tuple[tuple[str, str, str], ...]:
        return tuple((name, ident, chosen(given[ident], usual) or usual) for name, ident, usual in action.named)

    return tuple(
        action
        if given[action.id] == action.keys and named(action) == action.named
        else replace(action, keys=given[action.id], named=named(action))
        for action in table()
    )


def key_problems(overrides: Mapping[str, str]) -> tuple[Complaint, ...]:
    """Return what is wrong with the user's keys, as sentences."""
    return merge(table(), overrides).problems


class Keys:
    """Finds the act of a key in a panel; an act that names the panel wins over one that works everywhere."""

    def __init__(self, actions: tuple[Action, ...]) -> None:
        self.actions = actions
        self._by_id = {action.id: action for action in actions}
        self._by_key: dict[str, list[Action]] = {}
        for action in actions:
            for key in action.keys:
                self._by_key.setdefault(canonical(key) or key, []).append(action)

    def find(self, key: str, panel: str) -> Action | None:
        """Return what ``key`` (Textual's name of it) does in ``panel``, or None."""
        found = None
        for action in self._by_key.get(key, ()):
            if panel in action.where:
                return action
            if not action.where and found is None:
                found = action
        return found

    def elsewhere(self, key: str) -> Action | None:
        """Return what ``key`` does in some panel, or None."""
        return next(iter(self._by_key.get(key, ())), None)

    def get(self, ident: str) -> Action | None:
        """Return the act of that id."""
        return self._by_id.get(ident)

    def sign(self, ident: str, default: str = "") -> str:
        """Return the first key of an act as people read it; of one without a key, how the palette finds it (``: undo``)."""
        action = self._by_id.get(ident)
        if action is None:
            return default
        if action.keys:
            return sign(action.keys[0])
        palette = self._by_id.get("program.palette")
        return (
            f"{sign(palette.keys[0])} {_(action.short) if action.short else action.said}"
            if palette and palette.keys
            else default
        )

    def named(self, ident: str, usual: str) -> str:
        """Return what a sentence calls the key of an act: ``usual`` as long as that does it, else what ``sign`` returns."""
        action = self._by_id.get(ident)
        key = chosen(action.keys, usual) if action is not None else usual
        return spelled(key) if key == usual else self.sign(ident, spelled(usual))

    def footer(self, panel: str) -> tuple[Action, ...]:
        """Return what the footer shows for ``panel``, in the table's order."""
        return tuple(action for action in self.actions if action.footer and action.keys and action.works_in(panel))


KEY_SIGNS: Mapping[str, str] = {
    "enter": "⏎", "escape": N_("Esc"), "space": N_("space"), "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"), "home": N_("Home"), "end": N_("End"), "tab": "Tab", "shift+tab": "⇧Tab", "delete": N_("Del"), "backspace": "⌫",
}  # fmt: skip
"""How keys that type nothing are written for people."""


def yes_key() -> str:
    """Return the key shown for yes; y and o say it too, in every language."""
    return pgettext("key that says yes", "y")


def says_yes(key: str) -> bool:
    """Whether ``key`` says yes: y, o, or the language's own."""
    return key.lower() in ("y", "o", yes_key())


def chosen(keys: tuple[str, ...], usual: str) -> str:
    """Return the key that a sentence names: ``usual`` where it is among the ``keys``, else the first of them; empty where there is none."""
    known = {canonical(key) for key in keys}
    return usual if canonical(usual) in known else next(iter(keys), "")


def spelled(key: str) -> str:
    """Return a key as sentences call it."""
    return _("Enter") if key == "enter" else sign(key)


def sign(key: str) -> str:
    """Return a key as people read it: ``ctrl+r`` is ``Ctrl+R``."""
    if key in KEY_SIGNS:
        return _(KEY_SIGNS[key])
    if "+" in key and len(key) > 1:
        *mods, last = key.split("+")
        return "+".join([*(mod.capitalize() for mod in mods), last.upper() if len(last) == 1 else sign(last)])
    return key.upper() if len(key) > 1 and key[0] == "f" else key
