"""Edits of the text: what they say afterwards, and what they leave alone."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import edits
from planner.core.edits import Add, Batch, Change, Edit, Remove
from planner.core.model import Accepted, Answer, Calendar, Format, Frozen, Item, Pause, Persona, Pillar, Sent, Status
from planner.errors import UsageError
from planner.storage import codec
from planner.storage.document import Document
from planner.storage.schema import ARRAYS
from storage.nasty_documents import COMPACT, DOCUMENTS, INLINE, MINIMAL, NASTY

# What is written ----------------------------------------------------------------------------------------------------


def opened(text: str | bytes) -> tuple[Document, Calendar]:
    decoded = codec.decode(text if isinstance(text, bytes) else text.encode(), "x.toml")
    return decoded.document, decoded.calendar


def edited(text: str | bytes, *steps: Edit) -> str:
    document, calendar = opened(text)
    for step in steps:
        document, calendar = carried_out(document, calendar, step)
    return document.data.decode()


def carried_out(document: Document, calendar: Calendar, step: Edit) -> tuple[Document, Calendar]:
    """Apply ``step`` to both and hold one against the other."""
    after, _inverse = edits.apply(calendar, step)
    result = document.apply(step, calendar, after)
    assert codec.decode(result.data, "x.toml").calendar == after
    return result, after


def changed_lines(before: str, after: str) -> tuple[set[str], set[str]]:
    old, new = before.split("\n"), after.split("\n")
    return {line for line in old if line not in new}, {line for line in new if line not in old}


def test_a_change_touches_the_lines_of_its_keys_and_keeps_the_comment_behind_a_value():
    after = edited(NASTY, Change("items", "aaaaaa", {"date": dt.date(2026, 12, 5), "title": "New"}))
    assert changed_lines(NASTY, after) == (
        {'title = "First"', "date = 2026-12-03 # when"},
        {'title = "New"', "date = 2026-12-05 # when"},
    )


def test_a_new_key_goes_below_the_last_simple_key_and_above_sub_tables():
    after = edited(NASTY, Change("items", "bbbbbb", {"owner": "ana"}))
    assert "\n'''\nowner = \"ana\"\n[items.relevance.interesting] # asked\n" in after


def test_an_emptied_key_goes_with_its_line_alone():
    after = edited(NASTY, Change("items", "aaaaaa", {"date": None, "channels": ()}))
    assert changed_lines(NASTY, after) == ({"date = 2026-12-03 # when", 'channels = [ "linkedin", "blog" ]'}, set())


def test_a_default_that_is_chosen_is_written_and_an_empty_one_is_not():
    assert 'status = "idea"' in edited(NASTY, Change("items", "bbbbbb", {"status": "idea"}))
    assert "ahead_days = 0" in edited(NASTY, Change("relevance", "", {"ahead_days": 0}))
    assert "effort" not in edited(INLINE, Change("formats", "video", {"effort": 0.0}))


def test_literal_strings_stay_literal_while_they_can():
    assert "client = 'Other \\ client'" in edited(NASTY, Change("calendar", "", {"client": "Other \\ client"}))
    assert 'client = "It\'s"' in edited(NASTY, Change("calendar", "", {"client": "It's"}))


def test_texts_with_line_ends_are_written_over_several_lines():
    after = edited(MINIMAL, Add("items", Item("zzzzzz", "T", copy="one\ntwo")))
    assert 'copy = """\none\ntwo"""' in after
    after = edited(MINIMAL.replace("\n", "\r\n"), Add("items", Item("zzzzzz", "T", copy="one\ntwo")))
    assert 'copy = """\r\none\r\ntwo"""' in after


@pytest.mark.parametrize(
    "text", ["a\r\nb", "a\rb\n", "\r", "\n", "'''\n\"\"\"", 'ends with "', "\\\n", "\x00\x1b\x7f\x85\u2028", "\t x \n"]
)
def test_every_text_comes_back_the_same(text: str):
    for document in (NASTY, NASTY.replace("\n", "\r\n"), INLINE):
        edited(
            document,
            Change("items", "bbbbbb", {"notes": text, "title": f"t{text}"}),
            Add("items", Item("zzzzzz", "T", copy=text)),
        )


def test_of_answers_only_the_changed_one_is_touched_however_it_is_written():
    new = Answer("no", dt.date(2026, 12, 1))
    document, calendar = opened(NASTY)
    answers = calendar.by_id["aaaaaa"].relevance
    for name, line in (
        ("interesting", 'relevance.interesting = { answer = "no", on = 2026-12-01 } # dotted and inline'),
        ("popular", "relevance.popular.on = 2026-12-01"),
    ):
        text = carried_out(
            document, calendar, Change("items", "aaaaaa", {"relevance": Frozen({**answers, name: new})})
        )[0].data.decode()
        assert line in text
        assert len(changed_lines(NASTY, text)[1]) == 1
    asked = calendar.by_id["bbbbbb"].relevance
    step = Change("items", "bbbbbb", {"relevance": Frozen({"interesting": Answer("yes", asked["interesting"].on)})})
    text = carried_out(document, calendar, step)[0].data.decode()
    assert '[items.relevance.interesting] # asked\nanswer = "yes"\non = 2026-11-01\nby = "ana"\n' in text


def test_a_new_answer_is_written_as_its_siblings_are():
    new = Answer("no", dt.date(2026, 12, 1))
    _document, calendar = opened(NASTY)
    dotted = Change("items", "aaaaaa", {"relevance": Frozen({**calendar.by_id["aaaaaa"].relevance, "timely": new})})
    assert 'relevance.timely = { answer = "no", on = 2026-12-01 }' in edited(NASTY, dotted)
    headers = Change("items", "bbbbbb", {"relevance": Frozen({**calendar.by_id["bbbbbb"].relevance, "timely": new})})
    assert '\n[items.relevance.timely]\nanswer = "no"\non = 2026-12-01\n\n[items.results]\n' in edited(NASTY, headers)
    inline = Change(
        "items", calendar.items[3].id, {"relevance": Frozen({**calendar.items[3].relevance, "popular": new})}
    )
    assert 'note = "a#b" }, popular = { answer = "no", on = 2026-12-01 } }' in edited(NASTY, inline)


def test_the_last_number_takes_its_header_along_and_unknown_keys_keep_theirs():
    assert "[items.results]" not in edited(NASTY, Change("items", "bbbbbb", {"results": Frozen()}))
    assert 'by = "ana"' not in edited(NASTY, Change("items", "bbbbbb", {"relevance": Frozen()}))
    assert "formats." not in edited(NASTY, Change("personas", "bob", {"formats": Frozen()}))


def test_arrays_keep_the_comments_of_what_stays():
    after = edited(NASTY, Change("calendar", "", {"avoid": ("clé en main", "synergie", "levier")}))
    assert '    "clé en main", # first\n    # above the second\n    \'synergie\',\n    "levier",\n]' in after
    after = edited(NASTY, Change("calendar", "", {"avoid": ("clé en main",)}))
    assert '    "clé en main", # first\n    # above the second\n]' in after
    after = edited(NASTY, Change("calendar", "", {"avoid": ("synergie",)}))
    assert "avoid = [\n    # above the second\n    'synergie',\n]" in after


def test_removing_a_block_takes_its_own_comments_and_leaves_its_neighbours_theirs():
    after = edited(NASTY, Remove("items", "bbbbbb"))
    assert "# belongs to bbbbbb" not in after
    assert "odd = 1\n\n# --- detached heading ---\n\n[relevance]\n" in after
    after = edited(NASTY, Remove("items", "aaaaaa"))
    assert "deep.er = { a = [ { b = 1 } ] }\n\n# --- detached heading ---\n\n# belongs to bbbbbb\n[[items]]\n" in after


def test_a_new_block_stands_apart_and_does_not_come_between_a_heading_and_what_it_heads():
    after = edited(NASTY, Add("items", Item("zzzzzz", "New"), 1))
    assert (
        'odd = 1\n\n[[items]]\nid = "zzzzzz"\ntitle = "New"\n\n# --- detached heading ---\n\n# belongs to bbbbbb\n'
        in after
    )
    after = edited(COMPACT, Add("items", Item("zzzzzz", "New"), 0))
    assert 'title = "Compact"\n\n[[items]]\nid = "zzzzzz"\ntitle = "New"\n\n[[items]]\nid = "aaaaaa"' in after


def test_a_table_that_is_not_there_is_made_where_the_file_has_its_place():
    after = edited(NASTY, Change("objective", "", {"text": "Sell"}))
    assert after.index('[objective]\ntext = "Sell"') < after.index("# about coverage")
    after = edited(
        MINIMAL,
        Change("filters", "", {"a b": "@x"}),
        Change("csv", "", {"date_format": "%d"}),
        Add("pillars", Pillar("p")),
    )
    assert (
        after
        == '[calendar]\ntitle = "x"\n\n[export.csv]\ndate_format = "%d"\n\n[filters]\n"a b" = "@x"\n\n[[pillars]]\nid = "p"\n'
    )


def test_what_was_removed_goes_back_byte_for_byte_with_its_text():
    for name in ("aaaaaa", "bbbbbb"):
        document, calendar = opened(NASTY)
        raw = document.block_text("items", name)
        place = edits.locate(calendar, "items", name)
        item = calendar.by_id[name]
        document, calendar = carried_out(document, calendar, Remove("items", name))
        document, calendar = carried_out(document, calendar, Add("items", item, place, raw))
        assert raw in document.data.decode()


def test_what_the_program_would_not_read_again_is_not_written():
    document, calendar = opened(NASTY)
    for step in (
        Change("items", "aaaaaa", {"title": ""}),
        Change("items", "bbbbbb", {"time": dt.time(9)}),
        Change("items", "aaaaaa", {"copy": "x" * 100_001}),
        Add("items", Item("zzzzzz", "T", kind="nonsense")),
        Change("coverage", "", {"min_formats": -1}),
        Change("calendar", "", {"timezone": "Mars/Base"}),
    ):
        with pytest.raises(UsageError):
            document.apply(step, calendar, edits.apply(calendar, step)[0])


def test_an_import_of_thousands_and_a_change_of_many_are_one_edit():
    adds = Batch(tuple(Add("items", Item(f"new{n:03}", f"T{n}", copy="a\nb" if n % 2 else "")) for n in range(300)))
    document, calendar = carried_out(*opened(NASTY), adds)
    many = Batch(
        tuple(
            Change("items", f"new{n:03}", {"status": "draft", "exported": Frozen(x=Sent(dt.date(2026, 1, 1)))})
            for n in range(300)
        )
    )
    document, calendar = carried_out(document, calendar, many)
    assert document.data.decode().startswith(NASTY[: NASTY.index("[[pauses]]") - 1])


# Any edits at all ---------------------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["a\nb", "[[items]]", "# x", '"""', "'''", "\r\n", "é"]
)
titles = texts.filter(bool)
dates = st.dates(dt.date(1970, 1, 1), dt.date(2999, 12, 31))
lists = st.lists(texts, max_size=3).map(tuple)
answers = st.builds(Answer, st.sampled_from(["yes", "no", "unsure"]), dates, texts)
values: dict[str, st.SearchStrategy[Any]] = {
    "title": titles,
    "status": st.sampled_from(["idea", "draft", "published", "own word"]),
    "date": dates,
    "channels": lists,
    "copy": texts,
    "notes": texts,
    "kind": st.sampled_from(["evergreen", "topical"]),
    "relevance": st.dictionaries(st.sampled_from(["interesting", "popular", "timely"]), answers, max_size=3).map(
        Frozen
    ),
    "results": st.dictionaries(texts, st.integers(-5, 5) | st.floats(-2, 2), max_size=3).map(Frozen),
    "exported": st.dictionaries(texts, st.builds(Sent, dates, texts), max_size=2).map(Frozen),
    "extra": st.dictionaries(
        texts,
        texts
        | st.integers(-9, 9)
        | st.booleans()
        | st.lists(st.integers(0, 3), max_size=2)
        | st.dictionaries(texts, texts, max_size=2),
        max_size=3,
    ).map(Frozen),
    "assets": lists,
}
item_changes = st.fixed_dictionaries({}, optional=values)
others: dict[str, st.SearchStrategy[Any]] = {
    "personas": st.fixed_dictionaries(
        {},
        optional={
            "name": texts,
            "formats": st.dictionaries(texts, st.integers(0, 9), max_size=3).map(Frozen),
            "problems": lists,
        },
    ),
    "formats": st.fixed_dictionaries(
        {}, optional={"name": texts, "effort": st.floats(0, 9), "per_month": st.integers(0, 9)}
    ),
    "pauses": st.fixed_dictionaries({}, optional={"reason": texts}),
    "calendar": st.fixed_dictionaries(
        {}, optional={"client": texts, "avoid": lists, "title": titles, "repeat_days": st.integers(0, 9)}
    ),
    "coverage": st.fixed_dictionaries(
        {}, optional={"min_formats": st.integers(0, 9), "max_promotional": st.floats(0, 99)}
    ),
    "relevance": st.fixed_dictionaries(
        {}, optional={"ahead_days": st.integers(0, 9), "questions": st.just(("timely",))}
    ),
    "objective": st.fixed_dictionaries({}, optional={"text": texts, "by": st.none() | dates}),
    "filters": st.dictionaries(texts, texts, max_size=2),
    "limits": st.dictionaries(texts, st.integers(1, 9), max_size=2),
    "csv": st.fixed_dictionaries(
        {},
        optional={
            "columns": st.lists(
                st.tuples(st.sampled_from(["title", "date", "copy"]), texts), max_size=3, unique_by=lambda c: c[0]
            ).map(tuple)
        },
    ),
}
newcomers: dict[str, st.SearchStrategy[Any]] = {
    "personas": st.builds(Persona, st.sampled_from(["p1", "p2", "p3"]), texts),
    "formats": st.builds(Format, st.sampled_from(["f1", "f2"]), texts),
    "statuses": st.builds(Status, st.sampled_from(["s1", "s2"]), texts),
    "pauses": st.builds(Pause, st.just(dt.date(2026, 1, 1)), st.just(dt.date(2026, 1, 2)), texts),
    "accepted": st.builds(Accepted, st.just("quiet"), texts),
}


@st.composite
def steps(draw: st.DrawFn, calendar: Calendar) -> Edit:
    kind = draw(st.sampled_from(["item", "item", "add", "remove", "other", "newcomer", "batch"]))
    if kind == "batch":
        first = draw(steps(calendar))
        after = edits.apply(calendar, first)[0]
        return Batch((first, draw(steps(after))))
    if kind == "item" and calendar.items:
        item = draw(st.sampled_from(calendar.items))
        change = draw(item_changes)
        own = next(name for name in (f"own{number}" for number in range(99)) if name not in calendar.by_id)
        return Change("items", item.id, change if item.has_own_id or draw(st.booleans()) else {**change, "id": own})
    if kind == "remove":
        table = draw(st.sampled_from([table for table in ARRAYS if getattr(calendar, table)] or ["items"]))
        entries = getattr(calendar, table)
        if entries:
            place = draw(st.integers(0, len(entries) - 1))
            return Remove(table, getattr(entries[place], "id", place))
    if kind == "newcomer":
        table = draw(st.sampled_from(sorted(newcomers)))
        entry = draw(newcomers[table])
        if getattr(entry, "id", None) not in {getattr(one, "id", 0) for one in getattr(calendar, table)}:
            return Add(table, entry, draw(st.none() | st.integers(0, 3)))
    if kind == "other":
        table = draw(st.sampled_from(sorted(others)))
        entries = getattr(calendar, table, ()) if table in ARRAYS else None
        if entries is None:
            return Change(table, "", draw(others[table]))
        if entries:
            place = draw(st.integers(0, len(entries) - 1))
            return Change(table, getattr(entries[place], "id", place), draw(others[table]))
    ident = "new" + str(sum(item.id.startswith("new") for item in calendar.items))
    change = draw(item_changes)
    item = Item(
        ident if ident not in calendar.by_id else ident + "x" * len(calendar.items), change.pop("title", "T"), **change
    )
    return Add("items", item, draw(st.none() | st.integers(0, 5)))


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_edits_say_what_the_plan_says_and_leave_the_rest_alone(name: str, data: st.DataObject):
    document, calendar = opened(DOCUMENTS[name])
    for _number in range(data.draw(st.integers(1, 4))):
        step = data.draw(steps(calendar))
        result, after = carried_out(document, calendar, step)
        untouched_stays(document, result, calendar, after)
        assert result.bom == document.bom
        assert re.search(rb"(?<!\r)\n", result.data) is None or re.search(rb"(?<!\r)\n", document.data) is not None
        document, calendar = result, after


def untouched_stays(before: Document, after: Document, old: Calendar, new: Calendar) -> None:
    for table in ARRAYS:
        kept = {id(entry): place for place, entry in enumerate(getattr(new, table))}
        if table not in before.index.blocks or table not in after.index.blocks:
            continue
        for place, entry in enumerate(getattr(old, table)):
            if id(entry) in kept:
                assert block(before, table, place).rstrip() == block(after, table, kept[id(entry)]).rstrip()
    was, now = tomli.loads(text_of(before)), tomli.loads(text_of(after))
    assert {k: v for k, v in was.items() if k.startswith("unknown")} == {
        k: v for k, v in now.items() if k.startswith("unknown")
    }


def block(document: Document, table: str, place: int) -> str:
    return "".join(
        document.sections[number].text[: document.sections[number].body_end]
        for number in document.index.blocks[table][place]
    )


def text_of(document: Document) -> str:
    return document.data.decode("utf-8-sig")


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_edit_can_be_taken_back(name: str, data: st.DataObject):
    document, calendar = opened(DOCUMENTS[name])
    step = data.draw(steps(calendar))
    after, inverse = edits.apply(calendar, step)
    there = document.apply(step, calendar, after)
    back = there.apply(inverse, after, calendar)
    assert codec.decode(back.data, "x.toml").calendar == calendar


@pytest.mark.parametrize("text", [NASTY, COMPACT, NASTY.replace("\n", "\r\n")])
def test_an_entry_given_another_text_stays_where_it_is_among_the_comments_around_it(text: str):
    document, calendar = opened(text)
    for place, item in enumerate(calendar.items):
        if not item.has_own_id:
            continue
        block = document.block_text("items", item.id)
        new = block.replace(item.title, "NEW ONE", 1)
        step = Batch((Remove("items", item.id), Add("items", codec.decode_entry(new, "x.toml"), place, new)))
        after, _back = edits.apply(calendar, step)
        assert document.apply(step, calendar, after).data.decode() == text.replace(block, new, 1) != text


@pytest.mark.parametrize("text", list(DOCUMENTS.values()), ids=list(DOCUMENTS))
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_several_removed_at_once_leave_what_they_leave_one_after_the_other(text: bytes, data: st.DataObject):
    _document, calendar = opened(text)
    names = data.draw(
        st.lists(st.sampled_from([item.id for item in calendar.items if item.has_own_id] or [""]), unique=True)
    )
    steps = [Remove("items", name) for name in names if name]
    by_one, at_once = edited(text, *steps), edited(text, Batch(tuple(steps)))
    assert [line for line in by_one.splitlines() if line.strip()] == [
        line for line in at_once.splitlines() if line.strip()
    ], "apart from blank lines"
