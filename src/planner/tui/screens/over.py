"""One act done to what is marked in several calendars: client after client, as one step, asked once where one answer serves all.

A reader would get wrong: an act knows one calendar, so it is run once for each; a later run gets the answers of the first, and asks for itself
only where they mean nothing in its calendar (a persona that is not there).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.core.fold import fold
from planner.core.views import of_ref

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from planner.desk import Piece
    from planner.tui.screens.pick import Pick

TAKES_MARKS = frozenset(
    f"item.{name}"
    for name in (
        *("move", "earlier", "later", "to_inbox", "next_status", "delete", "derive", "repeat"),
        *("persona", "format", "channel", "pillar", "status"),
    )
) | {"edit.again", "questions.answer"}
"""The acts that change what is marked, and are run for each client that holds some of it."""
TAKES_ALL = frozenset({"questions.week"})
"""The acts that are done for every client that is drawn."""
AT_ONCE = frozenset({"questions.answer", "questions.week"})
"""The acts that do something after each answer; what the others do is gathered and done at the end."""
_NOT = object()


class Answers:
    """The answers of the first run, given again in the later ones; ``left`` once a question was left or refused."""

    def __init__(self, marks: frozenset[str], rest: str, *, gathers: bool) -> None:
        self.gathers = gathers
        """Whether what the runs would do is done at the end, all at once."""
        self.pieces: list[Piece] = []
        self.own: dict[int, set[str]] = {}
        """The ids of what was marked when the first run began, by client."""
        for client, ident in map(of_ref, marks):
            self.own.setdefault(client, set()).add(ident)
        self.rest = rest
        """What a question says of the clients that are still to come."""
        self.left = False
        self.labels: list[str] = []
        self._given: dict[str, list[tuple[Any, Any]]] = {}
        self._place: dict[str, int] = {}
        self._first = True

    def next_client(self) -> None:
        """Begin another run."""
        self._first = False
        self._place.clear()

    def known(self, kind: str, screen: ModalScreen[Any] | None = None) -> tuple[bool, Any]:
        """Return whether the first run answers this question of its kind (in its order) too, and the answer."""
        place = self._place.get(kind, 0)
        self._place[kind] = place + 1
        given = self._given.get(kind, [])
        if self._first or place >= len(given):
            return False, None
        before, answer = given[place]
        if screen is not None and kind_of(screen):
            answer = _translated(before, screen, answer)
        return answer is not _NOT, answer

    def keep(self, kind: str, answer: Any, screen: ModalScreen[Any] | None = None) -> None:
        """Note an answer; None and False end the whole."""
        if answer is None or answer is False:
            self.left = True
        if self._first:
            self._given.setdefault(kind, []).append((screen, answer))


def kind_of(screen: ModalScreen[Any]) -> str:
    """Return under which name a dialog's answer is kept, or an empty string where each client is asked for itself."""
    from planner.tui.screens.pick import Pick  # not before one is shown: dialogs are slow to load

    return "pick" if isinstance(screen, Pick) else ""


def _translated(before: Any, screen: Any, answer: Any) -> Any:
    """Return what was picked in another calendar's list, by id or else by name, in this one's; ``_NOT`` where something is not in it."""
    from planner.tui.screens.pick import Pick, Picked

    if not isinstance(answer, Picked) or not isinstance(before, Pick):
        return _NOT
    names = {choice.value: choice.label for choice in before.choices}
    values = []
    for value in answer.values:
        found = _same(screen, value) or _named(screen, names.get(value, value))
        if not found:
            return _NOT
        values.append(found)
    known = _named(screen, answer.new) if answer.new else ""
    return Picked((*values, known)) if known else Picked(tuple(values), answer.new)


def _same(screen: Pick, value: str) -> str:
    return next((choice.value for choice in screen.choices if choice.value == value), "")


def _named(screen: Pick, name: str) -> str:
    return next((choice.value for choice in screen.choices if fold(choice.label) == fold(name)), "")
