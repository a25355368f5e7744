"""Earlier states and copies: what they say, and that they come back as steps which can be undone, also in another process."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from planner import versions
from planner.core.edits import Change, Remove
from planner.errors import ConflictError, InvalidFileError, UsageError
from planner.storage import codec, files, history
from planner.workspace import Workspace
from storage.nasty_documents import COMPACT, DOCUMENTS, NASTY

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def opened(path: Path) -> Workspace:
    return Workspace.open(path, now=lambda: NOON, choose=random.Random(1).choice)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(COMPACT)
    return path


def test_what_another_planner_wrote_over_is_kept_once_and_what_an_editor_did_each_time(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text('[calendar]\ntitle = "A"\n\n[[items]]\nid = "bbbbbb"\ntitle = "0"\n', encoding="utf-8")
    mine, theirs = (Workspace.open(path, now=lambda: NOON, sleep=lambda _seconds: None) for _twice in range(2))
    for title in "123":
        theirs.do(Change("items", "bbbbbb", {"title": title}), title)
    mine.do(Change("items", "bbbbbb", {"notes": "n"}), "note")
    told = [[change.fields[0].after for change in past.changes] for past in versions.earlier(path)]
    assert len(told) == 4
    assert told[1:] == [["3"], ["2"], ["1"]]
    for number in range(2):  # the same state twice, and both times somebody else's words replace it
        last = path.read_bytes()
        path.write_bytes(last.replace(b'"3"', b'"by hand"'))
        assert mine.reload()
        assert len(list(versions.earlier(path))) == 5 + 2 * number
        path.write_bytes(last)
        assert mine.reload()


def test_each_earlier_state_tells_what_the_write_after_it_changed(path: Path):
    workspace = opened(path)
    workspace.do(Change("items", "aaaaaa", {"title": "One"}), "x")
    workspace.do(Remove("items", "bbbbbb"), "x")
    told = [(past.state.number, past.told) for past in versions.earlier(path)]
    assert told == [(1, "“b” removed"), (2, "“a”: title a → One")]
    assert [str(change) for change in versions.since(path, 2)] == ["“a”: title a → One", "“b” removed"]


def test_what_somebody_else_wrote_over_is_kept_once_it_is_taken_in(path: Path):
    workspace = opened(path)
    path.write_text(NASTY)
    assert workspace.reload()
    assert [history.load(path, state.number) for state in history.states(path)] == [COMPACT.encode()]
    versions.restore(workspace, 1)
    assert path.read_text() == COMPACT


def test_a_state_or_a_file_that_does_not_read_is_told_and_the_others_stay(path: Path):
    workspace = opened(path)
    for title in ("One", "Two"):
        workspace.do(Change("items", "aaaaaa", {"title": title}), "x")
    path.write_text("no calendar")
    newest, older = versions.earlier(path)
    assert "does not read" in newest.told
    assert older.told == "“a”: title a → One"


def test_all_of_a_state_comes_back_byte_for_byte_and_undo_takes_that_back(path: Path):
    workspace = opened(path)
    workspace.do(Change("items", "aaaaaa", {"title": "One"}), "x")
    workspace.do(Remove("items", "bbbbbb"), "x")
    now = path.read_bytes()
    again = opened(path)  # as after a restart
    assert versions.restore(again, 2).label == "back to state 2"
    assert path.read_text() == COMPACT
    assert codec.decode(path.read_bytes(), "x").calendar == again.calendar
    again.undo()
    assert path.read_bytes() == now
    again.redo()
    assert path.read_text() == COMPACT
    with pytest.raises(UsageError):
        versions.restore(again, 3 + len(list(versions.earlier(path))))


@pytest.mark.parametrize("one", sorted(DOCUMENTS))
def test_any_document_can_be_put_in_the_place_of_any_other(path: Path, one: str):
    path.write_bytes(DOCUMENTS[one])
    workspace = opened(path)
    for name in sorted(DOCUMENTS):
        before = path.read_bytes()
        wanted = DOCUMENTS[name].removeprefix(b"\xef\xbb\xbf")
        if wanted == before.removeprefix(b"\xef\xbb\xbf"):
            continue
        workspace.put(DOCUMENTS[name], name)
        assert path.read_bytes().removeprefix(b"\xef\xbb\xbf") == wanted
        assert repr(codec.decode(path.read_bytes(), "x").calendar) == repr(workspace.calendar)
        workspace.undo()
        assert path.read_bytes() == before
        workspace.redo()


def test_nothing_that_does_not_read_is_put(path: Path):
    workspace = opened(path)
    with pytest.raises(InvalidFileError):
        workspace.put(b"nonsense", "x")
    with pytest.raises(UsageError):
        workspace.put(COMPACT.encode(), "x")
    path.write_text(COMPACT.replace('"c"', '"theirs"'))
    with pytest.raises(ConflictError):
        workspace.put(NASTY.encode(), "x")
    assert (path.read_text(), workspace.can_undo) == (COMPACT.replace('"c"', '"theirs"'), False)


def test_a_restored_state_is_undone_on_top_of_what_others_did_since(path: Path):
    workspace = opened(path)
    workspace.do(Change("items", "aaaaaa", {"title": "One"}), "x")
    versions.restore(workspace, 1)
    path.write_text(path.read_text().replace('title = "c"', 'title = "theirs"'))
    assert workspace.reload()
    workspace.undo()
    assert [item.title for item in workspace.calendar.items] == ["One", "b", "theirs"]


# One item -----------------------------------------------------------------------------------------------------------


def test_a_removed_item_comes_back_with_its_comments_where_it_stood(path: Path):
    path.write_text(NASTY)
    workspace = opened(path)
    removed = workspace.document.block_text("items", "bbbbbb")
    workspace.do(Remove("items", "bbbbbb"), "x")
    workspace.do(Change("items", "aaaaaa", {"title": "Later"}), "x")
    versions.restore_item(opened(path), 2, "bbbbbb")
    workspace.reload()
    assert workspace.document.block_text("items", "bbbbbb") == removed
    assert workspace.item("aaaaaa").title == "Later"
    assert [item.id for item in workspace.calendar.items if item.has_own_id][:2] == ["aaaaaa", "bbbbbb"]


def test_the_fields_of_an_item_that_is_still_there_go_back_and_nothing_else(path: Path):
    workspace = opened(path)
    workspace.do(Change("items", "aaaaaa", {"title": "One", "status": "draft"}), "x")
    workspace.do(Change("items", "bbbbbb", {"title": "Two"}), "x")
    versions.restore_item(workspace, 2, "aaaaaa")
    assert [item.title for item in workspace.calendar.items] == ["a", "Two", "c"]
    workspace.undo()
    assert [item.title for item in workspace.calendar.items] == ["One", "Two", "c"]
    with pytest.raises(UsageError):
        versions.restore_item(workspace, 2, "aaaaaa")
    with pytest.raises(UsageError):
        versions.restore_item(workspace, 1, "nobody")


def test_an_item_without_an_id_then_is_found_by_the_id_that_it_has_now(path: Path):
    path.write_text('[calendar]\ntitle = "x"\n\n[[items]]\ntitle = "By hand"\nnotes = "mine"\n')
    workspace = opened(path)
    workspace.do(Change("items", workspace.calendar.items[0].id, {"notes": ""}), "x")
    ident = workspace.calendar.items[0].id
    versions.restore_item(workspace, 1, ident)
    assert (workspace.item(ident).notes, len(workspace.calendar.items)) == ("mine", 1)


# Copies -------------------------------------------------------------------------------------------------------------


def test_a_copy_is_merged_as_one_step_against_the_state_from_which_both_parted(path: Path):
    workspace = opened(path)
    copy = path.with_name("plan.sync-conflict-20261201-120000-ABC.toml")
    copy.write_text(COMPACT.replace('title = "b"', 'title = "theirs"'))
    workspace.do(Change("items", "aaaaaa", {"title": "Mine"}), "x")
    workspace.do(Remove("items", "cccccc"), "x")
    taken = versions.take_in(workspace, copy)
    assert [item.title for item in workspace.calendar.items] == ["Mine", "theirs"]
    assert (taken.conflicts, taken.changed is not None, copy.exists()) == ((), True, True)
    assert versions.take_in(workspace, copy).changed is None
    workspace.undo()
    assert [item.title for item in workspace.calendar.items] == ["Mine", "b"]


def test_where_both_changed_the_same_both_stand_in_the_file(path: Path):
    workspace = opened(path)
    copy = path.with_name("plan (conflicted copy).toml")
    copy.write_text(COMPACT.replace('title = "a"', 'title = "theirs"'))
    workspace.do(Change("items", "aaaaaa", {"title": "Mine"}), "x")
    taken = versions.take_in(workspace, copy)
    assert len(taken.conflicts) == 1
    assert workspace.item("aaaaaa").title == "Mine"
    assert "theirs" in path.read_text()


def test_what_was_decided_of_a_copy_stands_without_a_comment(path: Path):
    workspace = opened(path)
    copy = path.with_name("plan (conflicted copy).toml")
    copy.write_text(COMPACT.replace('title = "a"', 'title = "theirs a"').replace('title = "b"', 'title = "theirs b"'))
    workspace.do(Change("items", "aaaaaa", {"title": "Mine a"}), "x")
    workspace.do(Change("items", "bbbbbb", {"title": "Mine b"}), "x")
    assert len(versions.propose(workspace, copy).conflicts) == 2
    half = versions.propose(workspace, copy, {1: True})
    assert [conflict.ours for conflict in half.conflicts] == ['"Mine a"']
    whole = versions.propose(workspace, copy, {0: False, 1: True})
    assert whole.conflicts == ()
    workspace.put(whole.data, "merged")
    assert [item.title for item in workspace.calendar.items[:2]] == ["Mine a", "theirs b"]
    assert "conflict" not in path.read_text()


def test_a_copy_of_which_no_ancestor_is_known_takes_nothing_away(path: Path):
    workspace = opened(path)
    copy = path.with_name("plan (conflicted copy).toml")
    copy.write_text(COMPACT.replace('title = "b"', 'title = "theirs"').replace('id = "cccccc"', 'id = "dddddd"'))
    taken = versions.take_in(workspace, copy)
    assert {item.id for item in workspace.calendar.items} == {"aaaaaa", "bbbbbb", "cccccc", "dddddd"}
    assert [conflict.key for conflict in taken.conflicts] == ["title"]
    assert workspace.item("bbbbbb").title == "b"


def test_a_copy_that_does_not_read_changes_nothing(path: Path):
    workspace = opened(path)
    copy = path.with_name("plan (conflicted copy).toml")
    copy.write_text("<<<<<<< ours")
    with pytest.raises(InvalidFileError) as raised:
        versions.take_in(workspace, copy)
    assert raised.value.path == str(copy)
    assert files.read(path).data == COMPACT.encode()
