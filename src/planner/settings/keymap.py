"""Keys by action: the user's wishes laid over the table of actions, and what is wrong with them.

A reader would get wrong: a key counts once per place, not once per program; ``d`` in a list and ``d`` in a form do not clash.
The user's key always wins over one of ours; the action that loses its key is named.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Protocol, TypeVar

from planner.core.fold import nearest
from planner.core.model import Frozen
from planner.core.values import dataclass
from planner.core.visible import visible
from planner.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHORT = Frozen({
    "SOLIDUS": "slash", "REVERSE SOLIDUS": "backslash", "COMMERCIAL AT": "at", "HYPHEN-MINUS": "minus", "PLUS SIGN": "plus",
    "LOW LINE": "underscore", "COMMA": "comma",
})  # fmt: skip
_WORDS = frozenset({
    "enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up",
    "down", "left", "right", "comma", "full_stop", "colon", "semicolon", "question_mark", "exclamation_mark",
    "slash", "backslash", "minus", "plus", "underscore", "at", "asterisk", "equals_sign", "less_than_sign",
    "greater_than_sign", "left_square_bracket", "right_square_bracket", "left_parenthesis", "right_parenthesis",
    "left_curly_bracket", "right_curly_bracket", "apostrophe", "quotation_mark", "grave_accent", "circumflex_accent",
    "tilde", "vertical_line", "ampersand", "percent_sign", "dollar_sign", "number_sign",
})  # fmt: skip
MODES = frozenset({"moving"})
"""Where only what names the place works: keys that work everywhere do not work there."""
_MODIFIERS = ("ctrl", "alt", "shift", "super", "meta", "hyper")
_FUNCTION_KEY = re.compile(r"f([1-9]|1\d|2[0-4])\Z")


class Keyed(Protocol):
    """What this module needs to know of an action."""

    @property
    def id(self) -> str:
        """What a keymap calls it, such as ``item.add``."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys by default."""

    @property
    def where(self) -> frozenset[str]:
        """The places where the keys work; an empty set means everywhere."""


class Complaint(str):
    """A sentence about the user's keys; ``ident`` is the action whose line in the keymap it is about."""

    __slots__ = ("ident",)
    ident: str

    @classmethod
    def about(cls, ident: str, text: str) -> Complaint:
        """Return ``text`` as a complaint about what the keymap says of ``ident``."""
        made = cls(text)
        made.ident = ident
        return made


K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every action by its id, as they were written and in the table's order; and what was wrong, as sentences."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[Complaint, ...]


def canonical(key: str) -> str | None:
    """Return the long name of a key (``?`` is ``question_mark``, ``ctrl+r`` stays), or None when there is no such key."""
    key = key.strip()
    if len(key) == 1:
        return _character(key)
    *modifiers, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    if any(modifier not in _MODIFIERS for modifier in modifiers) or len(set(modifiers)) != len(modifiers):
        return None
    name: str | None = last if last in _WORDS or _FUNCTION_KEY.match(last) else None
    if len(last) == 1:
        name = _character(last)
    return None if name is None else "+".join((*modifiers, name))


def _character(char: str) -> str | None:
    if char.isalnum():
        return char
    name = unicodedata.name(char, "")
    if char.isspace() or not name:
        return "space" if char == " " else None
    return str(_SHORT.get(name) or name.lower().replace("-", "_").replace(" ", "_"))


def merge(actions: Iterable[Keyed], overrides: Mapping[str, str]) -> Keymap:
    """Return the keys of every action once ``overrides`` (``{id: "a,n"}``, ``""`` for no key) are laid over them.

    A key that is no key and an id that is no action are left out; an action that is left without any by that keeps ours. Of two overrides that want one key in one place, the first
    in the table has it. Two defaults on one key are the table's own affair.
    """
    table = tuple(actions)
    ids = {action.id for action in table}
    problems = [_unknown(ident, ids) for ident in overrides if ident not in ids]
    asked = {ident: _split(text, ident, problems) for ident, text in overrides.items() if ident in ids}
    asked = {ident: given for ident, given in asked.items() if given or not overrides[ident].strip()}
    taken: dict[str, list[Keyed]] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for action in table:
        if action.id in asked:
            keys[action.id] = _left(action, asked[action.id], taken, problems, wished=True)
            for key in keys[action.id]:
                taken.setdefault(canonical(key) or key, []).append(action)
    for action in table:
        if action.id not in asked:
            keys[action.id] = _left(action, action.keys, taken, problems, wished=False)
    return Keymap(Frozen({action.id: keys[action.id] for action in table}), tuple(problems))


def _left(
    action: Keyed, asked: tuple[str, ...], taken: Mapping[str, list[Keyed]], problems: list[Complaint], *, wished: bool
) -> tuple[str, ...]:
    left = []
    for key in asked:
        name = canonical(key) or key
        holder = next(
            (
                other
                for other in taken.get(name, ())
                if _meet(action, other) and not (_has(other, name) and _has(action, name))
            ),
            None,
        )
        if holder is None:
            left.append(key)
        else:
            text = _("the key {key} is for {holder}; {action} goes without it")
            said = text.format(key=key, holder=holder.id, action=action.id)
            problems.append(Complaint.about(action.id if wished else holder.id, said))
    return tuple(left)


def _has(action: Keyed, name: str) -> bool:
    """Whether the key is one of ours for ``action``: then it stands beside ours for others as the table means it."""
    return any((canonical(key) or key) == name for key in action.keys)


def _meet(one: Keyed, other: Keyed) -> bool:
    if one.where and other.where:
        return not one.where.isdisjoint(other.where)
    return MODES not in (one.where, other.where)


def _split(text: str, ident: str, problems: list[Complaint]) -> tuple[str, ...]:
    keys: dict[str, str] = {}
    for part in (part.strip() for part in text.split(",")):
        key = canonical(part)
        if key is not None:
            keys.setdefault(key, part)
        elif part:
            message = _("{action}: {key} is no key; write a letter, a sign, f1 to f24, enter, or such as ctrl+r")
            problems.append(Complaint.about(ident, message.format(action=ident, key=visible(part)[:40])))
    return tuple(keys.values())


def _unknown(ident: str, ids: set[str]) -> Complaint:
    name = visible(ident)[:60]
    near = nearest(ident, sorted(ids))
    if near:
        return Complaint.about(ident, _("there is no action {name}; {near} is one").format(name=name, near=near))
    return Complaint.about(ident, _("there is no action {name}; docs/keys.md names them all").format(name=name))


def clashes(actions: Iterable[K], ident: str, key: str) -> tuple[K, ...]:
    """Return the other actions that have ``key`` now in a place where ``ident`` would have it; ``actions`` have the user's keys."""
    table = tuple(actions)
    wanted = next(action for action in table if action.id == ident)
    name = canonical(key) or key
    return tuple(other for other in table if other.id != ident and _meet(wanted, other) and _has(other, name))
