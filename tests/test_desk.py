"""Calendars that are open together have one way back and one way forth, in the order of the hands."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.core.edits import Change
from planner.core.model import Frozen
from planner.desk import Desk
from planner.errors import CannotUndoError
from planner.workspace import Workspace

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def opened(path: Path) -> Workspace:
    path.write_text('[calendar]\ntitle = "A"\n\n[[items]]\nid = "bbbbbb"\ntitle = "0"\n', encoding="utf-8")
    return Workspace.open(path, now=lambda: NOON, sleep=lambda _seconds: None)


def named(workspace: Workspace, title: str) -> None:
    workspace.do(Change("items", "bbbbbb", Frozen(title=title)), title)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(opened(tmp_path / f"{name}.toml") for name in "ab")


def test_what_was_undone_in_one_calendar_is_over_once_something_is_done_in_another(desk: Desk) -> None:
    one, other = desk.workspaces
    named(one, "first")
    named(other, "second")
    desk.undo()
    named(one, "third")
    assert not other.can_redo
    with pytest.raises(CannotUndoError):
        desk.redo()
    desk.undo()
    assert [len(desk.on_top(undone=undone)) for undone in (True, False)] == [1, 1]
    assert desk.redo().label == "third"


def test_a_step_in_which_nothing_was_done_takes_no_way_forth(desk: Desk) -> None:
    one, _other = desk.workspaces
    named(one, "first")
    desk.undo()
    with desk.one_step():
        pass
    assert desk.redo().label == "first"


@example(keys=["b", "undo", "a", "undo", "redo"])
@settings(max_examples=30, deadline=None)
@given(keys=st.lists(st.sampled_from(("a", "b", "both", "undo", "redo")), max_size=12))
def test_undo_and_redo_over_several_calendars_are_those_of_one_list(
    tmp_path_factory: pytest.TempPathFactory, keys
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    desk = Desk(opened(folder / f"{name}.toml") for name in "ab")
    past, future, now = [], [], ("0", "0")
    for key, number in zip(keys, itertools.count(1), strict=False):
        if key in ("undo", "redo"):
            source, target = (past, future) if key == "undo" else (future, past)
            if source:
                target.append(now)
                now = source.pop()
                getattr(desk, key)()
            else:
                with pytest.raises(CannotUndoError):
                    getattr(desk, key)()
        else:
            past.append(now)
            future.clear()
            with desk.one_step():
                for place, workspace in enumerate(desk.workspaces):
                    if key in ("both", "ab"[place]):
                        named(workspace, str(number))
                        now = (str(number), now[1]) if place == 0 else (now[0], str(number))
        assert tuple(workspace.item("bbbbbb").title for workspace in desk.workspaces) == now
