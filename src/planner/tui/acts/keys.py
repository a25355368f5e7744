"""The user's keys, changed from the help screen: asked for, told what they clash with, written to keymap.toml, working at once.

A reader would get wrong: what loses its key to another act is written down without it as well, so that the next start finds nothing to complain
about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.i18n import _
from planner.settings import keymap, keymap_file
from planner.tui import actions
from planner.tui.actions import Action

if TYPE_CHECKING:
    from planner.tui.context import Host

KEPT = ("program.help",)
"""What must have a key, whatever else is changed."""


async def change(host: Host, ident: str, how: str) -> Sequence[Action] | None:
    """Give the act ``ident`` another key (``other``), one more (``more``) or ours again (``ours``); return the acts as they are then.

    None where it was left. Raises UnkeptError, FileAccessError; then nothing changed.
    """
    now = {action.id: action for action in host.keys.actions}
    wanted: dict[str, tuple[str, ...] | None]
    if how == "ours":
        wanted = {ident: None, **dict.fromkeys(robbed(host, ident))}
    else:
        key = await _ask(host, now[ident])
        if key is None:
            return None
        losers = keymap.clashes(host.keys.actions, ident, key)
        kept = now[ident].keys if how == "more" else ()
        wanted = {ident: (*(one for one in kept if not _same(one, key)), key)}
        wanted |= {loser.id: tuple(one for one in loser.keys if not _same(one, key)) for loser in losers}
    keymap_file.keep(wanted)
    keys = dict(host.config.keys)
    for name, given in wanted.items():
        keys.pop(name, None)
        if given is not None:
            keys[name] = ",".join(given)
    host.take_keys(keys)
    said = next(action for action in host.keys.actions if action.id == ident)
    host.say(_("{act}: {keys}").format(act=said.said, keys=" ".join(map(actions.sign, said.keys)) or "–"))
    return host.keys.actions


def robbed(host: Host, ident: str) -> list[str]:
    """Return the acts that lack keys of ours only because ``ident`` has them."""
    ours = {action.id: {keymap.canonical(key) for key in action.keys} for action in actions.table()}
    has = {action.id: {keymap.canonical(key) for key in action.keys} for action in host.keys.actions}
    return [
        name
        for name in host.config.keys
        if name in ours and name != ident and has[name] < ours[name] and ours[name] - has[name] <= has[ident]
    ]


async def _ask(host: Host, action: Action) -> str | None:
    from planner.tui.screens.new_key import NewKey

    def clash(key: str) -> tuple[Sequence[str], str]:
        losers = keymap.clashes(host.keys.actions, action.id, key)
        for loser in losers:
            if loser.id in KEPT and all(_same(one, key) for one in loser.keys):
                return (), _("{key} is the only key for: {act}. Give that another one first.").format(
                    key=actions.sign(key), act=loser.said
                )
        return [loser.said for loser in losers], ""

    return await host.ask(NewKey(action.said, clash))


def _same(one: str, other: str) -> bool:
    return (keymap.canonical(one) or one) == (keymap.canonical(other) or other)
