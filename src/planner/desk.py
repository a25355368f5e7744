"""The calendars that are open together, and one way back over all of them.

A reader would get wrong: each workspace keeps its own steps; here is only known in which order the hands made them, by the number that each
step was given. Steps of one number are one step, in whichever calendars they were made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from planner.core.steps import StoppedError, unstopped
from planner.core.values import dataclass
from planner.errors import CannotUndoError, PlannerError
from planner.i18n import _
from planner.order import Order
from planner.workspace import Changed, Workspace

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from planner.core.edits import Edit
    from planner.core.model import Calendar


@dataclass(frozen=True, slots=True)
class Taken:
    """What undo or redo did: the changes by calendar number, and what could not be taken back there, and why."""

    label: str
    changes: tuple[tuple[int, Changed], ...]
    problems: tuple[tuple[int, PlannerError], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to be done in one calendar: the edit, what it is called, and the plan that it was made on (None: the present one)."""

    client: int
    edit: Edit
    label: str
    seen: Calendar | None = None


class Desk:
    """Open workspaces in the order in which they were opened; a number, once given, stays."""

    def __init__(self, workspaces: Iterable[Workspace]) -> None:
        self.order = Order()
        self.workspaces: list[Workspace] = []
        for workspace in workspaces:
            self.add(workspace)

    def add(self, workspace: Workspace) -> int:
        """Put one more on the desk, and return its number."""
        workspace.order = self.order
        self.workspaces.append(workspace)
        return len(self.workspaces) - 1

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Make whatever is done inside one step of undo, in however many calendars."""
        with self.order.held():
            yield

    @property
    def undo_label(self) -> str:
        """What ``undo`` would undo, or an empty string."""
        last = max(self.workspaces, key=lambda one: one.last_done, default=None)
        return last.undo_label if last is not None else ""

    def on_top(self, *, undone: bool) -> tuple[Edit, ...]:
        """Return the edits that undo (with ``undone``: redo) would take next in each calendar that has any."""
        return tuple(edit for one in self.workspaces if (edit := one.on_top(undone=undone)) is not None)

    def do(self, pieces: Sequence[Piece]) -> Taken:
        """Carry out each piece in its calendar, all as one step; what cannot be done in one of them is told by its number.

        Raises StoppedError where it is stopped, and CannotUndoError or FileAccessError where what was done by then cannot be taken back.
        """
        changes: list[tuple[int, Changed]] = []
        problems: list[tuple[int, PlannerError]] = []
        with self.one_step():
            for piece in pieces:
                try:
                    done = self.workspaces[piece.client].do(piece.edit, piece.label, seen=piece.seen)
                except PlannerError as error:
                    problems.append((piece.client, error))
                except StoppedError:
                    with unstopped():
                        for client, _changed in reversed(changes):
                            self.workspaces[client].withdraw()
                    raise
                else:
                    changes.append((piece.client, done))
        label = _("; ").join(dict.fromkeys(changed.label for _client, changed in changes))
        return Taken(label, tuple(changes), tuple(problems))

    def undo(self) -> Taken:
        """Take the last step of the hands back, wherever it was made. Raises CannotUndoError where none of it can be."""
        number = max((one.last_done for one in self.workspaces), default=0)
        if not number:
            raise CannotUndoError(_("There is nothing to undo."))
        return self._each(number, lambda one: one.last_done, Workspace.undo)

    def redo(self) -> Taken:
        """Do the step undone last again. Raises CannotUndoError where none of it can be done, or something else was done since."""
        number = min((one.last_undone for one in self.workspaces if one.can_redo), default=0)
        if not number or number < max(one.last_done for one in self.workspaces):
            raise CannotUndoError(_("There is nothing to redo."))
        return self._each(number, lambda one: one.last_undone, Workspace.redo)

    def _each(self, number: int, at: Callable[[Workspace], int], take: Callable[[Workspace], Changed]) -> Taken:
        changes: list[tuple[int, Changed]] = []
        problems: list[tuple[int, PlannerError]] = []
        for client, workspace in enumerate(self.workspaces):
            try:
                while at(workspace) == number:
                    changes.append((client, take(workspace)))
            except PlannerError as error:
                problems.append((client, error))
        if not changes and problems:
            raise problems[0][1]
        label = _("; ").join(dict.fromkeys(changed.label for _client, changed in changes))
        return Taken(label, tuple(changes), tuple(problems))
