"""Edits, undo, redo, edits from outside, a second planner, older versions put in the file's place, and restarts, in any order.

A reader would get wrong: this is run small by the ordinary tests and large by the torture; neither has rules of its own.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from planner import versions
from planner.core.edits import Add, Batch, Change, Remove
from planner.core.model import Accepted, Answer, Frozen, Item, Pause
from planner.errors import CannotUndoError
from planner.storage import codec, history
from planner.storage.document import BOM
from planner.workspace import Workspace
from storage.nasty_documents import DOCUMENTS

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


class AnySequence(RuleBasedStateMachine):
    """Edits, undo, redo, edits from outside and reloads, in any order: the file always says what the workspace says."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="any-sequence-"))

    def teardown(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)

    @initialize(name=st.sampled_from(sorted(DOCUMENTS)))
    def open(self, name: str) -> None:
        self.path = self.home / "any.toml"
        self.path.write_bytes(DOCUMENTS[name])
        self.choose = random.Random(1).choice
        self.workspace = self.opened()
        self.states = [self.path.read_bytes()]
        self.place = 0
        self.number = 0

    def opened(self) -> Workspace:
        return Workspace.open(self.path, now=lambda: NOON, choose=self.choose, sleep=lambda _seconds: None)

    def forget(self) -> None:
        """From here on only what comes now is known."""
        self.states, self.place = [self.path.read_bytes()], 0

    def remember(self) -> None:
        self.place += 1
        self.states[self.place :] = [self.path.read_bytes()]

    @rule(place=st.integers(0, 9), title=st.text("ab\n\"'#é", min_size=1, max_size=4), day=st.integers(1, 28))
    def change(self, place: int, title: str, day: int) -> None:
        items = self.workspace.calendar.items
        if items:
            values = {
                "title": title,
                "date": dt.date(2026, 12, day),
                "relevance": Frozen(timely=Answer("no", dt.date(2026, 1, day))),
            }
            self.workspace.do(Change("items", items[place % len(items)].id, values), "change")
            self.remember()

    @rule(at=st.none() | st.integers(0, 5))
    def add(self, at: int | None) -> None:
        self.workspace.do(Add("items", Item("", "New"), at), "add")
        self.remember()

    @rule(place=st.integers(0, 9), table=st.sampled_from(["items", "pauses", "formats", "personas"]))
    def remove(self, place: int, table: str) -> None:
        entries = getattr(self.workspace.calendar, table)
        if entries:
            place %= len(entries)
            self.workspace.do(Remove(table, getattr(entries[place], "id", place)), "remove")
            self.remember()

    @rule()
    def several(self) -> None:
        pause = Pause(dt.date(2026, 1, 1), dt.date(2026, 1, 2))
        step = Batch(
            (Add("pauses", pause), Change("coverage", "", {"min_formats": 5}), Add("accepted", Accepted("quiet"), 0))
        )
        self.workspace.do(step, "several")
        self.remember()

    @precondition(lambda self: self.place)
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        self.place -= 1
        assert self.path.read_bytes() == self.states[self.place]

    @precondition(lambda self: self.place < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.workspace.redo()
        self.place += 1
        assert self.path.read_bytes() == self.states[self.place]

    @rule(reload=st.booleans())
    def write_outside(self, reload: bool) -> None:
        self.number += 1
        self.path.write_bytes(self.path.read_bytes().rstrip() + f"\n\n[[outside]]\nn = {self.number}\n".encode())
        if reload:
            assert self.workspace.reload()
        self.workspace.do(Add("items", Item("", f"After {self.number}")), "after")
        self.forget()

    @precondition(lambda self: not self.place and self.number and self.workspace.can_undo)
    @rule()
    def undo_on_top_of_theirs(self) -> None:
        try:
            self.workspace.undo()
        except CannotUndoError:
            return
        self.forget()
        assert f"n = {self.number}".encode() in self.path.read_bytes()

    @rule()
    def restart(self) -> None:
        self.workspace = self.opened()
        self.forget()
        self.number = 0

    @rule(place=st.integers(0, 9), title=st.text("xyz", min_size=1, max_size=3))
    def second_planner(self, place: int, title: str) -> None:
        """It changes one item while this one changes another; both are there, and undo takes back one's own only."""
        items = [item for item in self.workspace.calendar.items if item.has_own_id]
        if len(items) < 2:
            return
        mine, theirs = items[place % len(items)], items[(place + 1) % len(items)]
        other = self.opened()
        other.do(Change("items", theirs.id, {"notes": f"theirs {title}"}), "theirs")
        self.workspace.do(Change("items", mine.id, {"notes": f"mine {title}"}), "mine")
        assert self.workspace.item(mine.id).notes == f"mine {title}"
        assert self.workspace.item(theirs.id).notes == f"theirs {title}"
        self.workspace.undo()
        assert self.workspace.item(mine.id).notes == mine.notes
        assert self.workspace.item(theirs.id).notes == f"theirs {title}"
        self.forget()
        self.number = 0

    @rule(back=st.integers(1, 60))
    def restore(self, back: int) -> None:
        found = history.states(self.path)
        if not found:
            return
        number = back % len(found) + 1
        wanted = history.load(self.path, number)
        if wanted.removeprefix(BOM) != self.path.read_bytes().removeprefix(BOM):
            versions.restore(self.workspace, number)
            assert self.path.read_bytes().removeprefix(BOM) == wanted.removeprefix(BOM)
            self.remember()

    @precondition(lambda self: len(self.states) > 1)
    @rule(back=st.integers(0, 60))
    def checkout(self, back: int) -> None:
        """Somebody puts an older version in the file's place, as git does."""
        data = self.states[back % len(self.states)]
        if data == self.path.read_bytes():
            return
        other = self.path.with_name("checkout")
        other.write_bytes(data)
        other.replace(self.path)
        assert self.workspace.reload()
        self.forget()
        self.number = 0

    @invariant()
    def the_file_says_what_the_workspace_says(self) -> None:
        if hasattr(self, "workspace"):
            data = self.path.read_bytes()
            assert self.workspace.document.data == data
            assert codec.decode(data, "x").calendar == self.workspace.calendar


def run(examples: int, steps: int) -> None:
    """Run ``examples`` sequences of at most ``steps`` steps. Raises AssertionError with the shortest sequence that goes wrong."""
    run_state_machine_as_test(
        AnySequence,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
