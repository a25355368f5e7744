"""Three versions of a calendar become one: item by item, key by key, and what both changed stays readable."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import edits
from planner.core.edits import Add, Change, Edit, Remove
from planner.core.model import Answer, Calendar, Frozen, Item, Pause
from planner.errors import InvalidFileError
from planner.storage import codec
from planner.storage.merge import Merged, merge
from storage.nasty_documents import COMPACT, DOCUMENTS, INLINE, NASTY


def after(data: bytes, *steps: Edit) -> bytes:
    decoded = codec.decode(data, "x")
    document, calendar = decoded.document, decoded.calendar
    for step in steps:
        changed, _inverse = edits.apply(calendar, step)
        document, calendar = document.apply(step, calendar, changed), changed
    return document.data


def read(merged: Merged) -> Calendar:
    return codec.decode(merged.data, "merged").calendar


BASE = COMPACT.encode()


def test_what_one_side_changed_alone_is_taken_byte_for_byte():
    changed = after(BASE, Change("items", "aaaaaa", {"title": "New"})) + b"# a comment\n"
    assert merge(BASE, BASE, changed) == Merged(changed, ())
    assert merge(BASE, changed, BASE) == Merged(changed, ())
    assert merge(BASE, changed, changed) == Merged(changed, ())


def test_different_items_and_different_keys_of_one_merge_without_a_question():
    ours = after(
        BASE,
        Change("items", "aaaaaa", {"title": "Ours", "owner": "ana"}),
        Change("calendar", "", {"client": "C"}),
        Remove("items", "cccccc"),
    )
    theirs = after(
        BASE,
        Change("items", "aaaaaa", {"status": "draft", "relevance": Frozen(timely=Answer("no", dt.date(2026, 1, 1)))}),
        Change("items", "bbbbbb", {"title": "Theirs", "results": Frozen(views=1)}),
        Change("coverage", "", {"min_formats": 3}),
        Change("filters", "", {"y": "z"}),
        Add("items", Item("newone", "New"), 1),
        Add("pauses", Pause(dt.date(2026, 1, 1), dt.date(2026, 1, 2))),
    )
    merged = merge(BASE, ours, theirs)
    calendar = read(merged)
    assert merged.conflicts == ()
    assert [item.id for item in calendar.items] == ["aaaaaa", "newone", "bbbbbb"]
    first = calendar.by_id["aaaaaa"]
    assert (first.title, first.owner, first.status, first.relevance["timely"].answer) == ("Ours", "ana", "draft", "no")
    assert (calendar.by_id["bbbbbb"].title, calendar.by_id["bbbbbb"].results) == ("Theirs", {"views": 1})
    assert (calendar.client, calendar.coverage.min_formats, calendar.filters, len(calendar.pauses)) == (
        "C",
        3,
        {"x": "y", "y": "z"},
        1,
    )


def test_unknown_keys_and_comments_of_a_block_that_only_they_touched_come_along():
    theirs = BASE.replace(b'title = "b"\n', b'title = "b" # theirs\n# below\nunknown = [1]\n')
    ours = BASE.replace(b'title = "a"\n', b'title = "ours"\nours_only = 1\n')
    merged = merge(BASE, ours, theirs)
    assert b'title = "b" # theirs\n# below\nunknown = [1]\n' in merged.data
    assert b"ours_only = 1\n" in merged.data


def test_where_both_changed_a_key_ours_stays_and_theirs_stands_above_it():
    ours = after(BASE, Change("items", "aaaaaa", {"title": "Ours"}), Change("calendar", "", {"title": "Ours"}))
    theirs = after(
        BASE, Change("items", "aaaaaa", {"title": "Theirs\n[[items]]"}), Change("calendar", "", {"title": "Theirs"})
    )
    merged = merge(BASE, ours, theirs, ("b", "o", "theirs.toml"))
    assert b'# conflict, theirs.toml has: title = "Theirs\\n[[items]]"\ntitle = "Ours"\n' in merged.data
    assert b'# conflict, theirs.toml has: title = "Theirs"\ntitle = "Ours"\n' in merged.data
    assert [conflict.key for conflict in merged.conflicts] == ["title", "title"]
    assert "both sides changed “title”" in str(merged.conflicts[0])
    assert read(merged).by_id["aaaaaa"].title == "Ours"


def test_what_one_removed_and_the_other_changed_stays_readable():
    removed, changed = (
        after(BASE, Remove("items", "aaaaaa")),
        after(BASE, Change("items", "aaaaaa", {"title": "Changed"})),
    )
    merged = merge(BASE, removed, changed)
    assert "aaaaaa" not in read(merged).by_id
    assert b'# [[items]]\n# id = "aaaaaa"\n# title = "Changed"\n' in merged.data
    merged = merge(BASE, changed, removed, ("b", "o", "t"))
    assert read(merged).by_id["aaaaaa"].title == "Changed"
    assert b"[[items]]\n# conflict, t removed this entry\n" in merged.data
    assert len(merged.conflicts) == 1
    cleared = after(BASE, Change("items", "bbbbbb", {"exported": Frozen()}))
    again = BASE.replace(b"on = 2026-01-01", b"on = 2026-05-05")
    for one, other in ((cleared, again), (again, cleared)):
        assert merge(BASE, one, other).conflicts


def test_one_of_both_that_was_added_twice_is_merged_key_by_key():
    ours, theirs = (after(BASE, Add("items", Item("newone", title, owner="ana"))) for title in ("Ours", "Theirs"))
    merged = merge(BASE, ours, theirs)
    assert [conflict.key for conflict in merged.conflicts] == ["title"]
    assert read(merged).by_id["newone"].title == "Ours"


def test_line_ends_and_a_byte_order_mark_are_ours():
    ours = b"\xef\xbb\xbf" + after(BASE.replace(b"\n", b"\r\n"), Change("items", "aaaaaa", {"title": "Ours"}))
    theirs = after(BASE, Change("items", "bbbbbb", {"copy": "x\ny"}), Add("items", Item("newone", "N", copy="x\ny")))
    merged = merge(BASE, ours, theirs)
    assert merged.data.startswith(b"\xef\xbb\xbf[calendar]\r\n")
    assert merged.data.count(b"\n") == merged.data.count(b"\r\n")
    assert read(merged).by_id["bbbbbb"].copy == "x\ny"


def test_arrays_written_inline_merge_as_well():
    base = INLINE.encode()
    ours = after(base, Change("items", "aaaaaa", {"title": "Ours"}), Remove("formats", "photo"))
    theirs = after(
        base,
        Change("items", "bbbbbb", {"title": "Theirs"}),
        Add("items", Item("newone", "N")),
        Change("items", "aaaaaa", {"owner": "ana"}),
    )
    calendar = read(merge(base, ours, theirs))
    assert [item.title for item in calendar.items] == ["Ours", "Theirs", "Three", "N"]
    assert calendar.items[0].owner == "ana"
    assert [one.id for one in calendar.formats] == ["video"]


def test_a_version_that_does_not_read_is_named():
    for place in range(3):
        versions = [BASE, BASE + b"# o\n", BASE + b"# t\n"]
        versions[place] = b"x"
        with pytest.raises(InvalidFileError) as raised:
            merge(versions[0], versions[1], versions[2], ("base.toml", "ours.toml", "theirs.toml"))
        assert raised.value.path == ("base.toml", "ours.toml", "theirs.toml")[place]


def test_two_versions_that_are_no_calendar_together_are_refused():
    ours, theirs = BASE + b"\n[outside]\nx = 1\n", BASE + b"\n[[outside]]\nx = 2\n"
    merged = merge(BASE, ours, theirs)
    assert merged.conflicts


changes = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["T1", "T2"]),
        "owner": st.sampled_from(["", "ana", "bob"]),
        "copy": st.sampled_from(["", "a\nb"]),
    },
)


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=20, deadline=None)
@given(
    ours=st.lists(st.tuples(st.integers(0, 3), changes), max_size=4),
    theirs=st.lists(st.tuples(st.integers(0, 3), changes), max_size=4),
)
def test_any_two_versions_merge_to_the_union_of_their_changes(name: str, ours: list[Any], theirs: list[Any]):
    base = DOCUMENTS[name]
    calendar = codec.decode(base, "x").calendar
    own = [item.id for item in calendar.items if item.has_own_id]
    if not own:
        return
    sides = []
    wanted: list[dict[tuple[str, str], Any]] = [{}, {}]
    for number, side in enumerate((ours, theirs)):
        data = base
        for place, change in side:
            ident = own[place % len(own)]
            data = after(data, Change("items", ident, change))
        sides.append(data)
        for item in codec.decode(data, "x").calendar.items:
            was = calendar.by_id.get(item.id)
            for field in ("title", "owner", "copy"):
                if was and getattr(was, field) != getattr(item, field):
                    wanted[number][item.id, field] = getattr(item, field)
    merged = merge(base, *sides)
    both = {key for key in wanted[0].keys() & wanted[1].keys() if wanted[0][key] != wanted[1][key]}
    assert len(merged.conflicts) == len(both)
    result = read(merged).by_id
    for (ident, field), value in {**wanted[1], **wanted[0]}.items():
        assert getattr(result[ident], field) == value
    for key in both:
        assert b"# conflict" in merged.data
        assert repr(wanted[1][key]).strip("'").encode() in merged.data or not wanted[1][key]
    if name == "nasty":
        assert NASTY.splitlines()[0].encode() in merged.data


HAND = """[calendar]
title = "x"

[[items]]
title = "By hand"
notes = "n"

# about the child
[[items]]
title = "Child"
"""


def test_a_hand_written_item_to_which_both_gave_an_id_stays_one():
    ours = HAND.replace('title = "By hand"', 'id = "aaaaaa"\ntitle = "By hand"\nstatus = "draft"')
    theirs = HAND.replace('title = "By hand"', 'id = "bbbbbb"\ntitle = "By hand, renamed"')
    theirs = theirs.replace('title = "Child"', 'id = "cccccc"\ntitle = "Child"\nparent = "bbbbbb"')
    merged = merge(HAND.encode(), ours.encode(), theirs.encode())
    assert merged.conflicts == ()
    first, child = codec.decode(merged.data, "x").calendar.items
    assert (first.id, first.title, first.status, first.notes) == ("aaaaaa", "By hand, renamed", "draft", "n")
    assert (child.id, child.parent) == ("cccccc", "aaaaaa")
    assert b"# about the child" in merged.data


def test_the_id_that_one_side_gave_goes_with_what_the_other_wrote_by_hand():
    named = HAND.replace('title = "By hand"', 'id = "bbbbbb"\ntitle = "By hand"\nstatus = "draft"')
    written = HAND.replace('notes = "n"', 'notes = "by hand, too"')
    for ours, theirs in ((named, written), (written, named)):
        merged = merge(HAND.encode(), ours.encode(), theirs.encode())
        items = codec.decode(merged.data, "x").calendar.items
        assert next((item.id, item.status, item.notes) for item in items) == ("bbbbbb", "draft", "by hand, too")
        assert (len(items), merged.conflicts) == (2, ())


def test_twins_without_an_id_that_both_named_stay_two():
    twins = '[calendar]\ntitle = "x"\n\n[[items]]\ntitle = "Twin"\n\n[[items]]\ntitle = "Twin"\n'
    ours = twins.replace('title = "Twin"', 'id = "aaaaaa"\ntitle = "Twin"', 1)
    theirs = '[calendar]\ntitle = "x"\n\n[[items]]\nid = "bbbbbb"\ntitle = "Twin"\n\n[[items]]\nid = "cccccc"\ntitle = "Twin"\n'
    merged = merge(twins.encode(), ours.encode(), theirs.encode())
    assert [item.id for item in codec.decode(merged.data, "x").calendar.items] == ["aaaaaa", "cccccc"]
