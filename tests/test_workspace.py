"""The one place where the plan changes: on disk first, taken back exactly, never over what somebody else wrote."""

from __future__ import annotations

import datetime as dt
import os
import random
from pathlib import Path

import pytest

import any_sequence
from planner.core.edits import Add, Batch, Change, Remove
from planner.core.model import Frozen, Item
from planner.errors import (
    CannotUndoError,
    ConflictError,
    FileAccessError,
    InvalidFileError,
    MissingFileError,
    UsageError,
)
from planner.storage import codec, files, history
from planner.workspace import Workspace
from storage.nasty_documents import COMPACT, NASTY

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def opened(path: Path, text: str | bytes = COMPACT, **options: object) -> Workspace:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Workspace.open(path, now=lambda: NOON, choose=random.Random(1).choice, **options)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "calendar.toml"


def test_a_change_is_on_disk_when_it_is_done_and_what_it_replaced_is_in_the_history(path: Path):
    workspace = opened(path)
    changed = workspace.do(Change("items", "aaaaaa", {"title": "New"}), "renamed")
    assert (changed.label, changed.focus, changed.calendar) == ("renamed", "aaaaaa", workspace.calendar)
    assert codec.decode(path.read_bytes(), "x").calendar == workspace.calendar
    assert workspace.document.data == path.read_bytes()
    assert history.load(path, 1) == COMPACT.encode()


def test_steps_go_back_and_forth_byte_for_byte(path: Path):
    workspace = opened(path, NASTY)
    states = [path.read_bytes()]
    anonymous = next(item.id for item in workspace.calendar.items if not item.has_own_id)
    for step in (
        Remove("items", "bbbbbb"),
        Change("items", anonymous, {"title": "Named now"}),
        Batch(
            (Add("items", Item("", "New"), 0), Change("coverage", "", {"min_formats": 0}), Remove("personas", "bob"))
        ),
        Change("items", "aaaaaa", {"relevance": Frozen(), "copy": "x\ny"}),
        Remove("pauses", 0),
    ):
        workspace.do(step, "step")
        states.append(path.read_bytes())
    for _twice in range(2):
        for state in reversed(states[:-1]):
            workspace.undo()
            assert path.read_bytes() == state
        for state in states[1:]:
            workspace.redo()
            assert path.read_bytes() == state


def test_labels_and_ends_of_the_stacks(path: Path):
    workspace = opened(path)
    assert (workspace.can_undo, workspace.can_redo, workspace.undo_label) == (False, False, "")
    with pytest.raises(CannotUndoError):
        workspace.undo()
    workspace.do(Change("items", "aaaaaa", {"title": "1"}), "one")
    workspace.do(Change("items", "aaaaaa", {"title": "2"}), "two")
    assert workspace.undo().label == "two"
    assert (workspace.undo_label, workspace.redo_label) == ("one", "two")
    workspace.do(Change("items", "aaaaaa", {"title": "3"}), "three")
    assert not workspace.can_redo
    with pytest.raises(CannotUndoError):
        workspace.redo()


def test_an_item_without_an_id_gets_one_when_it_is_changed_and_others_do_not(path: Path):
    workspace = opened(path, NASTY)
    first, second = (item.id for item in workspace.calendar.items if not item.has_own_id)
    focus = workspace.do(Change("items", second, {"title": "Changed"}), "x").focus
    assert focus
    assert workspace.item(focus).title == "Changed"
    assert workspace.calendar.by_id[first].title == "No id"
    assert path.read_text().count("\nid = ") == NASTY.count("\nid = ") + 1


def test_two_items_whose_made_names_would_be_the_same_are_two(path: Path):
    titles = ("Idea 8825", "Idea 10714")  # the digests of both begin alike
    workspace = opened(path, '[calendar]\ntitle = "A"\n' + "".join(f'\n[[items]]\ntitle = "{one}"\n' for one in titles))
    first, second = workspace.calendar.items
    assert first.id != second.id
    workspace.do(Change("items", second.id, {"title": "Changed"}), "renamed")
    assert [item.title for item in workspace.calendar.items] == ["Idea 8825", "Changed"]
    assert codec.decode(path.read_bytes(), "x").calendar == workspace.calendar


def test_twins_without_ids_can_be_changed_together_and_named_as_parents(path: Path):
    workspace = opened(path, NASTY)
    first, second = (item.id for item in workspace.calendar.items if not item.has_own_id)
    both = tuple(Change("items", name, {"date": dt.date(2026, 12, 9)}) for name in (first, second))
    child = Add("items", Item("", "Child", parent=second))
    workspace.do(Batch((*both, child)), "x")
    dated = [item for item in workspace.calendar.items if item.date == dt.date(2026, 12, 9)]
    assert len(dated) == 2
    assert workspace.calendar.items[-1].parent == dated[1].id
    assert all(item.has_own_id for item in workspace.calendar.items)
    workspace.undo()
    assert path.read_text() == NASTY


def test_twins_without_ids_can_be_removed_together(path: Path):
    workspace = opened(path, NASTY)
    names = [item.id for item in workspace.calendar.items if not item.has_own_id]
    workspace.do(Batch(tuple(Remove("items", name) for name in names)), "x")
    assert "No id" not in path.read_text()
    workspace.undo()
    assert path.read_text() == NASTY


def test_items_without_ids_that_were_removed_together_come_back_whole_on_top_of_others_work(path: Path):
    text = '[calendar]\ntitle = "A"\n' + "".join(
        f'\n# about {number}\n[[items]]\ntitle = "T {number}" # why\nodd = {number}\n' for number in range(3)
    )
    workspace = opened(path, text)
    workspace.do(Batch(tuple(Remove("items", item.id) for item in workspace.calendar.items[:2])), "removed")
    path.write_text(path.read_text() + "\n# theirs\n")
    assert workspace.reload()
    workspace.undo()
    assert path.read_text() == text + "\n# theirs\n"


def test_text_edited_by_hand_goes_in_as_it_was_written(path: Path):
    workspace = opened(path)
    text = '# mine\n[[items]]\nid    = "bbbbbb"  # wide\ntitle = "By hand"\nunknown = 1\n'
    entry = codec.decode_entry(text, "editor")
    workspace.do(Batch((Remove("items", "bbbbbb"), Add("items", entry, 1, text))), "edited")
    assert text in path.read_text()
    assert [item.id for item in workspace.calendar.items] == ["aaaaaa", "bbbbbb", "cccccc"]
    workspace.undo()
    assert path.read_text() == COMPACT


def test_nothing_moves_when_the_file_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch):
    workspace = opened(path)
    workspace.do(Change("items", "aaaaaa", {"title": "1"}), "one")
    before = (workspace.calendar, workspace.document, workspace.fingerprint, workspace.undo_label)
    data = path.read_bytes()

    def refuse(*_args: object, **_options: object) -> None:
        raise FileAccessError(str(path), "No space left on device")

    monkeypatch.setattr(files, "replace", refuse)
    for act in (lambda: workspace.do(Change("items", "aaaaaa", {"title": "2"}), "two"), workspace.undo):
        with pytest.raises(FileAccessError):
            act()
        assert (workspace.calendar, workspace.document, workspace.fingerprint, workspace.undo_label) == before
    assert path.read_bytes() == data
    monkeypatch.undo()
    workspace.undo()
    assert path.read_text() == COMPACT


def test_what_is_gone_or_would_not_be_read_again_is_a_sentence_and_changes_nothing(path: Path):
    workspace = opened(path)
    for step in (
        Change("items", "zzzzzz", {"title": "x"}),
        Remove("personas", "nobody"),
        Add("items", Item("aaaaaa", "Twin")),
        Change("items", "aaaaaa", {"title": ""}),
        Change("items", "aaaaaa", {"copy": "x" * 100_001}),
    ):
        with pytest.raises(UsageError):
            workspace.do(step, "x")
    assert path.read_text() == COMPACT
    assert not workspace.can_undo


def test_lone_surrogates_are_replaced_at_the_door(path: Path):
    workspace = opened(path)
    workspace.do(
        Change(
            "items", "aaaaaa", {"title": "a\ud800b", "hashtags": ("\udfff",), "extra": Frozen({"\ud800": ["\ud800"]})}
        ),
        "x",
    )
    assert workspace.item("aaaaaa").title == "a\ufffdb"
    assert workspace.item("aaaaaa").extra == {"\ufffd": ["\ufffd"]}


# Somebody else ------------------------------------------------------------------------------------------------------


def test_another_items_change_is_taken_in_and_ours_put_on_top(path: Path):
    mine, theirs = opened(path), Workspace.open(path, now=lambda: NOON)
    theirs.do(Change("items", "bbbbbb", {"title": "Theirs"}), "t")
    theirs.do(Change("items", "aaaaaa", {"owner": "ana"}), "t")
    mine.do(Change("items", "aaaaaa", {"title": "Mine"}), "m")
    assert (mine.item("bbbbbb").title, mine.item("aaaaaa").owner, mine.item("aaaaaa").title) == (
        "Theirs",
        "ana",
        "Mine",
    )
    assert codec.decode(path.read_bytes(), "x").calendar == mine.calendar
    mine.undo()
    assert (mine.item("aaaaaa").title, mine.item("bbbbbb").title) == ("a", "Theirs")


@pytest.mark.parametrize(
    ("ours", "others"),
    [
        (Change("items", "aaaaaa", {"title": "Mine"}), Change("items", "aaaaaa", {"title": "Theirs"})),
        (Change("items", "aaaaaa", {"title": "Mine"}), Remove("items", "aaaaaa")),
        (Remove("items", "aaaaaa"), Change("items", "aaaaaa", {"title": "Theirs"})),
        (Remove("items", "aaaaaa"), Remove("items", "aaaaaa")),
        (Add("items", Item("newone", "Mine")), Add("items", Item("newone", "Theirs"))),
        (Change("filters", "", {"x": "mine"}), Change("filters", "", {"x": "theirs"})),
        (Change("calendar", "", {"title": "Mine"}), Change("calendar", "", {"title": "Theirs"})),
    ],
)
def test_where_both_changed_the_same_nothing_is_overwritten_and_nothing_moves(path: Path, ours: Change, others: Change):
    mine, theirs = opened(path), Workspace.open(path, now=lambda: NOON)
    theirs.do(others, "t")
    data, calendar = path.read_bytes(), mine.calendar
    with pytest.raises(ConflictError) as raised:
        mine.do(ours, "m")
    assert raised.value.what
    assert (path.read_bytes(), mine.calendar, mine.can_undo) == (data, calendar, False)
    assert mine.reload() is True
    assert mine.calendar == theirs.calendar


def test_undo_after_a_reload_takes_ones_own_edit_off_theirs_or_says_that_it_cannot(path: Path):
    mine = opened(path)
    mine.do(Change("items", "aaaaaa", {"title": "Mine"}), "m1")
    mine.do(Remove("items", "bbbbbb"), "m2")
    path.write_text(path.read_text().replace('title = "c"', 'title = "theirs"'))
    assert mine.reload()
    mine.undo()
    assert [item.title for item in mine.calendar.items] == ["Mine", "b", "theirs"]
    assert "[items.exported.hootsuite]" in path.read_text()
    path.write_text(path.read_text().replace('title = "Mine"', 'title = "theirs too"'))
    with pytest.raises(CannotUndoError):
        mine.undo()
    assert "theirs too" in path.read_text()


def test_undo_of_what_somebody_else_took_back_says_so_writes_nothing_and_leads_on(path: Path):
    mine = opened(path)
    before = path.read_text()
    mine.do(Change("items", "aaaaaa", {"title": "Mine"}), "m1")
    mine.do(Add("items", Item("zzzzzz", "New")), "m2")
    after = path.read_text()
    path.write_text(before)
    assert mine.reload()
    for label in ("m2", "m1"):
        undone = mine.undo()
        assert (undone.label, undone.was_so, path.read_text()) == (label, True, before)
    assert not mine.can_undo
    assert not mine.redo().was_so
    assert not mine.redo().was_so
    assert path.read_text() == after
    assert not mine.undo().was_so


def test_a_file_that_does_not_read_is_told_and_never_written_to(path: Path):
    mine = opened(path)
    mine.do(Change("items", "aaaaaa", {"title": "1"}), "one")
    path.write_text("<<<<<<< ours\n")
    calendar = mine.calendar
    with pytest.raises(InvalidFileError):
        mine.reload()
    with pytest.raises(ConflictError):
        mine.do(Change("items", "aaaaaa", {"title": "2"}), "two")
    with pytest.raises(InvalidFileError):
        mine.undo()
    assert (mine.calendar, path.read_text()) == (calendar, "<<<<<<< ours\n")


def test_reload_is_false_when_nothing_changed_or_only_the_time_did(path: Path):
    mine = opened(path)
    assert mine.reload() is False
    mine.do(Change("items", "aaaaaa", {"title": "1"}), "one")
    assert mine.reload() is False
    path.touch()
    assert mine.reload() is False
    assert mine.undo().label == "one"


def test_a_half_written_file_is_left_for_the_next_look(path: Path):
    mine = opened(path)
    seconds = [path.stat().st_mtime + 1]
    mine.now = lambda: dt.datetime.fromtimestamp(seconds[0], dt.UTC)
    with path.open("ab") as writer:
        writer.write(b"\n[[it")
        writer.flush()
        seconds[0] = path.stat().st_mtime
        assert mine.reload(wait=False) is False
        writer.write(b"ems]]\ntitle = 'whole'\n")
    assert mine.reload(wait=False) is True
    assert mine.calendar.items[-1].title == "whole"


def test_what_a_thread_has_read_is_taken_in_as_if_read_now(path: Path):
    mine = opened(path)
    assert (mine.is_behind, mine.outside()) == (False, None)
    path.write_text(COMPACT.replace("aaaaaa", "zzzzzz", 1))
    read = mine.outside()
    assert read is not None
    assert "zzzzzz" not in mine.calendar.by_id
    assert mine.is_behind
    assert mine.reload(read=read) is True
    assert mine.calendar is read.decoded.calendar
    assert mine.document.data == path.read_bytes()
    assert history.load(path, 1) == COMPACT.encode()
    assert mine.reload(read=read) is False
    os.utime(path, (1, 1))  # its time alone changed
    assert mine.reload(read=mine.outside()) is False
    assert not mine.is_behind


def test_what_a_thread_has_read_is_nothing_worth_once_the_file_or_the_plan_went_on(path: Path):
    mine = opened(path)
    path.write_text(COMPACT.replace("aaaaaa", "zzzzzz", 1))
    old = mine.outside()
    path.write_text(COMPACT.replace("aaaaaa", "yyyyyyy", 1))
    assert mine.reload(read=old) is True
    assert "yyyyyyy" in mine.calendar.by_id
    assert "zzzzzz" not in mine.calendar.by_id
    path.write_text(COMPACT.replace("aaaaaa", "xxxxxxxx", 1))
    old = mine.outside()
    mine.do(Change("items", "bbbbbb", {"title": "mine"}), "mine")
    assert mine.reload(read=old) is False
    assert mine.calendar.by_id["bbbbbb"].title == "mine"
    assert "xxxxxxxx" in mine.calendar.by_id


def test_a_file_that_a_thread_could_not_read_is_not_read_again(path: Path):
    mine = opened(path)
    path.write_text("<<<<<<< ours\n")
    read = mine.outside()
    assert read is not None
    assert read.decoded is None
    for again in (read, None):
        with pytest.raises(InvalidFileError):
            mine.reload(read=again)
        assert not mine.is_behind
    path.unlink()
    assert mine.is_behind
    with pytest.raises(MissingFileError):
        mine.outside()


# Today --------------------------------------------------------------------------------------------------------------


def test_today_is_today_there(path: Path):
    late = dt.datetime(2026, 12, 2, 3, tzinfo=dt.UTC)
    text = COMPACT.replace('"Compact"', '"Compact"\ntimezone = "America/Montreal"')
    path.write_text(text)
    assert Workspace.open(path, now=lambda: late).today() == dt.date(2026, 12, 1)
    path.write_text(text.replace("America/Montreal", "Asia/Tokyo"))
    assert Workspace.open(path, now=lambda: late).today() == dt.date(2026, 12, 2)
    for forced in (dt.date(2030, 1, 1), lambda: dt.date(2030, 1, 1)):
        assert Workspace.open(path, now=lambda: late, today=forced).today() == dt.date(2030, 1, 1)
    assert Workspace.open(path, now=lambda: late, today=lambda: None).today() == dt.date(2026, 12, 2)


def test_warnings_are_those_of_the_file_as_it_stands(path: Path):
    workspace = opened(path)
    assert workspace.warnings == ()
    workspace.do(Change("items", "aaaaaa", {"owner": "ana"}), "x")
    assert [warning.line for warning in workspace.warnings] == [6]


# Any sequence -------------------------------------------------------------------------------------------------------


def test_any_sequence_of_edits_undo_outside_edits_and_restarts():
    any_sequence.run(examples=20, steps=12)
