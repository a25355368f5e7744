"""Whatever is legal TOML is opened, edited and left alone but for what was edited; whatever is not is told with its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import pytest
import tomli
from hypothesis import HealthCheck, given, settings

from planner.core.edits import Add, Change, Remove, apply
from planner.core.model import Answer, Calendar, Frozen, Item
from planner.errors import InvalidFileError, UsageError
from planner.storage import codec
from storage.any_toml import CALENDAR, NAUGHTY
from storage.nasty_documents import DOCUMENTS

HEAD = '[calendar]\ntitle = "x"\n'


def changed(decoded: codec.Decoded, edit: Add | Change | Remove) -> codec.Decoded:
    after, _back = apply(decoded.calendar, edit)
    document = decoded.document.apply(edit, decoded.calendar, after)
    again = codec.decode(document.data, "x")
    assert repr(again.calendar) == repr(after)
    return again


def judge(data: bytes) -> bool:
    """Whether ``data`` opens; if so, edits of it say what they should and keep every unknown value."""
    try:
        decoded = codec.decode(data, "x")
    except InvalidFileError as error:
        told = error.problems
        assert told
        assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in told)
        return False
    raw = tomli.loads(data.decode().removeprefix("\ufeff"))
    for item in decoded.calendar.items:
        edit = Change("items", item.id, Frozen(status="draft", notes='a\n"""b', date=dt.date(2026, 12, 3)))
        try:
            again = tomli.loads(changed(decoded, edit).document.data.decode().removeprefix("\ufeff"))
        except UsageError:
            continue
        assert repr(again.get("z")) == repr(raw.get("z"))
        gone = tomli.loads(changed(decoded, Remove("items", item.id)).document.data.decode().removeprefix("\ufeff"))
        assert len(gone.get("items", [])) == len(decoded.calendar.items) - 1
        assert repr(gone.get("z")) == repr(raw.get("z"))
    added = changed(decoded, Add("items", Item("zzzzzz", "New", copy="x\ny")))
    assert changed(added, Remove("items", "zzzzzz")).calendar == decoded.calendar or "nan" in repr(decoded.calendar)
    return True


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(CALENDAR)
def test_any_way_of_writing_a_calendar_can_be_edited(data: bytes):
    judge(data)


# One bad thing each, as people and programs make them.
WRONG = (
    "a", "a =", "= 1", "a = 1 b = 2", "a = 1\na = 2", "[a]\n[a]", "[[a]]\n[a]",  "[a]\nb = 1\n[a.b]", "a.b = 1\na = 2", "[a", "[[a]", "[a]]", "[]",
    "[[]]", "[a.]", "[.a]", "[a..b]", "[a]b", "a = [1", "a = [1,,2]", "a = [,]", "a = {", "a = {b = 1", "a = {b = 1, b = 2}", "a = {b}", 'a = "', "a = '",
    'a = """', "a = '''", 'a = "\\x"', 'a = "\\u00"', 'a = "\\ud800"', 'a = "\\U00110000"', 'a = "\n"', "a = '\n'", "a = 01", "a = 1__0", "a = _1", "a = 1_",
    "a = 0x", "a = 0xg", "a = 0b2", "a = 1.", "a = .1", "a = 1e", "a = 1.e1", "a = +-1", "a = nane", "a = True", "a = FALSE", "a = yes", "a = null",
    "a = 2026-13-01", "a = 2026-02-30", "a = 2026-1-1", "a = 25:00:00", "a = 09:60:00", "a = 2026-12-03T", "a = 2026-12-03T25:00:00", "a = 2026-12-03t09:00:00+25:00",
    "a = 0000-01-01", "a b = 1", "é = 1", "a\u00a0= 1", "a = \u201cx\u201d", "a: 1", "- a", "---", "{}", "<xml/>", "a = 1 // c", "a = 1 ; c", "\x00", "a = \x01",
    "# \x07", 'a = "\x1f"', "a = '\x7f'", "\ufeff\ufeffa = 1", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> theirs\n", "a = [[[[", "a = {b = {c = {", "a = " + "[" * 5000,
    "a = " + "{b=" * 5000, ".".join("a" * 5000) + " = 1", "[" + ".".join("a" * 5000) + "]", "a = " + "9" * 10_000, 'a = "' + "\\" * 9999,
)  # fmt: skip


@pytest.mark.parametrize("text", WRONG, ids=lambda text: repr(text)[:40])
def test_each_thing_that_is_no_toml_is_told_in_a_sentence_with_its_place(text: str):
    for where in (HEAD + text, text, f'{HEAD}[[items]]\ntitle = "x"\n{text}\n'):
        with pytest.raises(InvalidFileError) as raised:
            codec.decode(where.encode(), "plan.toml")
        line = str(raised.value).split("\n")[0]
        assert line.startswith("plan.toml:")
        assert ": error: " in line
        assert len(line) < 500
        assert line.isprintable()


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("a = " + "[" * 101 + "]" * 101, "100"),
        ("a = " + "{b=" * 101 + "1" + "}" * 101, "100"),
        (".".join("a" * 102) + " = 1", "100"),
        ('[[items]]\ntitle = "x"\nnotes = "' + "x" * 100_001 + '"', "100,000"),
        ('[[items]]\ntitle = "x"\n[items.extra]\na = "' + "x" * 100_001 + '"', "100,000"),
        ("#" * 20_000_000, "20 megabytes"),
    ],
    ids=["array", "table", "dotted", "text", "extra", "file"],
)
def test_limits_have_names(text: str, limit: str):
    with pytest.raises(InvalidFileError) as raised:
        codec.decode((HEAD + text).encode(), "x")
    assert limit.replace(",", "") in str(raised.value).replace(",", "").replace("\u00a0", "").replace(
        " megabytes", " megabytes"
    )


TEXT_FIELDS = tuple(
    spec.name
    for spec in fields(Item)
    if spec.name not in ("id", "title", "status", "kind", "intent", "date", "time", "not_before", "not_after")
    and spec.name not in ("relevance", "results", "exported", "extra", "channels", "personas", "assets", "hashtags")
)


@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: repr(text)[:40])
def test_every_naughty_string_comes_back_the_same_from_every_field(text: str):
    long = text * (1 if len(text) > 5000 else 3)
    whole = dict.fromkeys(TEXT_FIELDS, text)
    item = Item(
        "zzzzzz",
        text if text.strip() else "x" + text,
        **{**whole, "copy": long},
        channels=(text,) if text else (),
        hashtags=(text, "b") if text else ("b",),
        relevance=Frozen(timely=Answer("no", dt.date(2026, 1, 1), text)),
        results=Frozen({text: 1.5}),
        extra=Frozen({text: text, "list": [text]}),
    )  # fmt: skip
    for start in (HEAD, HEAD.replace("\n", "\r\n")):
        decoded = codec.decode(start.encode(), "x")
        try:
            added = changed(decoded, Add("items", item))
        except UsageError:
            assert not text.strip()
            continue
        assert added.calendar.items[0] == item
        again = changed(
            added,
            Change("items", "zzzzzz", Frozen(notes=text + "!", hashtags=("c", text), extra=Frozen({text: "new"}))),
        )
        assert again.calendar.items[0].notes == text + "!"


def test_every_naughty_string_is_a_name_of_a_calendar_and_of_a_filter():
    for text in NAUGHTY:
        decoded = codec.decode(HEAD.encode(), "x")
        if text.strip():
            assert changed(decoded, Change("calendar", "", Frozen(title=text))).calendar.title == text
        assert isinstance(changed(decoded, Change("filters", "", Frozen({text or "x": text}))).calendar, Calendar)


@pytest.mark.parametrize("put", ["\n", "\r\n", " # c\n", "\n# c\n", "\n, "], ids=repr)
def test_an_inline_calendar_may_be_broken_into_lines_anywhere(put):
    text = DOCUMENTS["inline"]
    opened = [judge(text[:place] + put.encode() + text[place:]) for place in range(len(text) + 1)]
    assert sum(opened) > 20
