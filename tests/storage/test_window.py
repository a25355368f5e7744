"""An edit in a large file by way of a few blocks leaves the very bytes that it leaves by way of the whole file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.core import edits
from planner.core.edits import Add, Batch, Change, Remove
from planner.core.model import Frozen, Item
from planner.errors import InvalidFileError, UsageError
from planner.storage import codec, usual, window
from planner.storage.document import Document
from planner.workspace import Workspace
from storage.test_usual import files

NEW = Item("newone", "New", date=dt.date(2026, 12, 9), channels=("li",), copy="a\nb")
CHANGES = (
    {"title": 'Other "title"'},
    {"date": dt.date(2026, 12, 25)},
    {"time": dt.time(9)},
    {"date": None, "time": None},
    {"copy": "one\ntwo", "notes": ""},
    {"channels": ("li", "x"), "hashtags": ()},
    {"relevance": Frozen(), "results": Frozen(views=9)},
    {"extra": Frozen(a="b"), "results": Frozen()},
    {"id": "other"},
)


@pytest.fixture(autouse=True)
def _of_any_size(monkeypatch):
    monkeypatch.setattr(codec, "SMALLEST", 0)


@st.composite
def edits_of(draw, calendar):
    count = len(calendar.items)
    kind = draw(st.integers(0, 4))
    if kind == 4:
        idents = st.sampled_from([item.id for item in calendar.items])
        one = st.builds(lambda ident, values: Change("items", ident, values), idents, st.sampled_from(CHANGES[:-1]))
        return Batch(tuple(draw(st.lists(one, min_size=1, max_size=3))))
    if kind == 0:
        return Add("items", NEW, draw(st.one_of(st.none(), st.integers(0, count))))
    item = draw(st.sampled_from(calendar.items))
    return Remove("items", item.id) if kind == 1 else Change("items", item.id, draw(st.sampled_from(CHANGES)))


def done(document, edit, before, after):
    try:
        return document.apply(edit, before, after)
    except UsageError as error:
        return str(error)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(files(), st.data())
def test_an_edit_leaves_the_bytes_that_it_leaves_by_way_of_the_whole_file(data, choice):
    try:
        decoded = codec.decode(data, "x")
    except InvalidFileError:
        return
    document, calendar = decoded.document, decoded.calendar
    assume(document.layout is not None)
    for _round in range(2):
        if not calendar.items:
            return
        edit = choice.draw(edits_of(calendar))
        if isinstance(edit, Change) and isinstance(edit.values.get("id"), str) and not calendar.all_named:
            return
        try:
            after, _back = edits.apply(calendar, edit)
        except edits.GoneError:
            return
        quick = done(document, edit, calendar, after)
        whole = done(Document(document.data, calendar=calendar), edit, calendar, after)
        if isinstance(whole, str):
            assert quick == whole
            return
        assert quick.data == whole.data
        if quick.splice is not None:
            assert document.spliced(quick.splice, after).data == quick.data
            assert quick.spliced(quick.splice.back(), calendar).data == document.data
            again = usual.read(quick.data, 3 * quick.bom)
            assert again is None or (quick.layout.starts, quick.layout.ends) == (again.starts, again.ends)
            assert quick.spliced(quick.splice.back(), calendar).layout == document.layout
        if quick.layout is None:
            return
        for place in range(len(after.items)):
            assert quick.block_text("items", after.items[place].id) == quick.text_of("items", place)
        document, calendar = quick, after


@pytest.mark.parametrize("between", range(1, 8))
@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("act", ["change", "remove", "add", "batch"])
def test_other_tables_may_stand_between_any_two_items(between, place, act):
    """``between``: a bit for each gap, after the first item, the second and the last."""
    parts = ['[calendar]\ntitle = "A"\n']
    for number in range(3):
        parts.append(f'\n# about it\n[[items]]\nid = "item0{number}"\ntitle = "T"\n')
        if between >> number & 1:
            parts.append(f'\n[[accepted]]\nrule = "quiet"\nreason = "{number}"\n')
    decoded = codec.decode("".join(parts).encode(), "x")
    document, before = decoded.document, decoded.calendar
    assert document.layout is not None
    ident = before.items[place].id
    change = Change("items", ident, {"title": "New"})
    edit = {
        "change": change,
        "remove": Remove("items", ident),
        "add": Add("items", NEW, place),
        "batch": Batch((change, Change("items", ident, {"notes": "n"}))),
    }[act]
    after, _back = edits.apply(before, edit)
    made = document.apply(edit, before, after)
    assert made.data == Document(document.data, calendar=before).apply(edit, before, after).data
    assert codec.decode(made.data, "x").calendar == after
    assert document.block_text("items", ident) == document.text_of("items", place)


@given(st.binary(max_size=12), st.binary(max_size=6), st.binary(max_size=6), st.binary(max_size=12))
def test_what_differs_between_two_states(before, old, new, behind):
    splice = window.between(before + old + behind, before + new + behind)
    document = Document(before + old + behind)
    assert document.spliced(splice, None).data == before + new + behind
    assert len(splice.old) <= len(old)
    assert len(splice.new) <= len(new)


def plan(count):
    blocks = [
        f'# about {number}\n[[items]]\nid = "i{number}"\ntitle = "Title {number}"\ndate = 2026-12-01\n'
        for number in range(count)
    ]
    return ('[calendar]\ntitle = "A"\n\n' + "\n".join(blocks) + '\n[[accepted]]\nrule = "quiet"\n').encode()


def test_steps_of_undo_lead_back_over_the_very_bytes(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(plan(30))
    workspace = Workspace.open(path, now=lambda: dt.datetime(2026, 12, 1, tzinfo=dt.UTC), today=dt.date(2026, 12, 1))
    states = [path.read_bytes()]
    for edit in (
        Change("items", "i3", {"title": "Three"}),
        Add("items", NEW),
        Remove("items", "i3"),
        Change("items", "i29", {"notes": "n"}),
        Add("items", replace(NEW, id="second")),
        Remove("items", "i0"),
        Change("items", "i1", {"notes": "n"}),
    ):
        workspace.do(edit, "edit")
        states.append(path.read_bytes())
    assert "sections" not in vars(workspace.document)
    for state in reversed(states[:-1]):
        workspace.undo()
        assert path.read_bytes() == state
    for state in states[1:]:
        workspace.redo()
        assert path.read_bytes() == state
    assert codec.decode(path.read_bytes(), "x").calendar == workspace.calendar


def test_one_item_is_changed_without_cutting_the_whole_file():
    data = plan(60)
    decoded = codec.decode(data, "x")
    edit = Change("items", "i30", {"title": "Thirty"})
    after, _back = edits.apply(decoded.calendar, edit)
    made = decoded.document.apply(edit, decoded.calendar, after)
    assert made.data == data.replace(b"Title 30", b"Thirty")
    assert "sections" not in vars(decoded.document)
    assert made.block_text("items", "i31").startswith("# about 31\n[[items]]")
