"""``:`` and Ctrl-P: acts, items, saved filters, themes and calendars by a part of their name.

A reader would get wrong: Textual's own palette does not fold accents and ranks 10,000 titles in half a second; here a folded part of the
name is looked for, and what is listed is capped.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from planner.core.dates import short_date
from planner.core.fold import fold
from planner.core.model import Item
from planner.core.values import dataclass
from planner.i18n import _
from planner.tui.actions import Action
from planner.tui.screens.dialog import MOST_SHOWN, ListDialog, Row, nearest
from planner.tui.screens.help import grouped, keys_of
from planner.tui.synonyms import rank, words_of
from planner.tui.text import show


@dataclass(frozen=True, slots=True)
class Command:
    """What was chosen: ``kind`` is ``action``, ``item``, ``filter``, ``theme`` or ``calendar``.

    ``value`` is its id (an item's ref), text, name or number (or ``all``).
    """

    kind: str
    value: str


class Palette(ListDialog[Command]):
    """Everything by name; ``items`` are (ref, client's mark, item). Comes back with a Command."""

    DEFAULT_CSS = """
    Palette OptionList { max-height: 100%; height: 1fr; }
    Palette > .box { height: 100%; max-height: 30; }
    """

    def __init__(
        self,
        actions: Sequence[Action],
        items: Sequence[tuple[str, str, Item]],
        filters: Sequence[tuple[str, str]],
        themes: Sequence[str],
        calendars: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._items = items
        self._folded: list[str] | None = None
        self._fixed = [
            *(_action(action) for action in grouped(actions)),
            *(_named("filter", text, name, _("filter"), text) for name, text in filters),
            *([_named("calendar", "all", _("all together"), _("calendar"), "")] if len(calendars) > 1 else []),
            *(
                _named("calendar", str(index), name, _("calendar"), "")
                for index, name in enumerate(calendars)
                if len(calendars) > 1
            ),
            *(_named("theme", name, name, _("theme"), "") for name in themes),
        ]

    @property
    def heading(self) -> str:
        """The title."""
        return _("Commands")

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        return _("a command, a title, a filter, a theme")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter does it or goes there · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to use it."""
        return _(
            "Type a part of what you look for; accents and case do not matter. Enter on a title goes to that item."
        )

    def rows(self, typed: str) -> Sequence[Row]:
        """Return commands first, then what else has a name, then items."""
        words = [word for word in (fold(part) for part in typed.split()) if word]
        if not words:
            return self._fixed
        whole = "".join(words)
        if self._folded is None:
            self._folded = [fold(item.title) for _ref, _mark, item in self._items]
        found = [row for row in self._fixed if whole in row.words or all(word in row.words for word in words)]
        found.sort(key=lambda row: rank(row.words, whole))
        begin = (item for item, title in zip(self._items, self._folded, strict=True) if title.startswith(whole))
        hold = (
            item
            for item, title in zip(self._items, self._folded, strict=True)
            if not title.startswith(whole) and (whole in title or all(word in title for word in words))
        )
        items = [_item(*item) for item in islice(chain(begin, hold), MOST_SHOWN)]
        return [*found, *items] or nearest(self._fixed, typed)

    def taken(self, row: Row | None, typed: str) -> None:
        """Come back with what was chosen."""
        if row is None:
            self.complain(_("Nothing is called “{name}”.").format(name=typed))
        else:
            self.dismiss(row.value)


def _action(action: Action) -> Row:
    label, group = action.said, _(action.group)
    # the key before the group: where a line is too long for the box, it is the group that is cut
    text = show(label) + show(f"  {keys_of(action)}", "bold $text-accent") + show("  " + group, "dim")
    return Row(text, words_of(action, f"{fold(label)} {fold(group)} {fold(action.id)}"), Command("action", action.id))


def _named(kind: str, value: str, name: str, what: str, detail: str) -> Row:
    text = show(name) + show("  " + what + ("  " + detail if detail else ""), "dim")
    return Row(text, f"{fold(name)} {fold(what)} {fold(detail)}", Command(kind, value))


def _item(ref: str, mark: str, item: Item) -> Row:
    when = short_date(item.date) if item.date else _("idea")
    return Row(
        show(mark + " " if mark else "", "bold") + show(item.title or item.id) + show("  " + when, "dim"),
        "",
        Command("item", ref),
    )
