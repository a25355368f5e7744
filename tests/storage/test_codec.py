"""What a file says, and what is said about a wrong one: each fault by itself, and all at once."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import i18n
from planner.core.model import Answer, Item
from planner.errors import InvalidFileError
from planner.storage import codec, regions
from planner.storage.schema import MAX_BYTES
from storage.nasty_documents import DOCUMENTS, INLINE, NASTY

HEAD = '[calendar]\ntitle = "x"\n'


def faults(text: str | bytes) -> list[str]:
    """The lines on standard error, without the path; none for a file that loads."""
    data = text if isinstance(text, bytes) else text.encode()
    try:
        codec.decode(data, "x.toml")
    except InvalidFileError as error:
        told = str(error).split("\n")
        assert all(re.match(r"x\.toml:\d+:\d+: (error|warning): ", line) for line in told)
        lines = [line for line in told if ": error: " in line]
        return [line.removeprefix("x.toml:") for line in lines]
    return []


def warned(text: str) -> list[str]:
    return [f"{one.line}:{one.column}: {one.message}" for one in codec.decode(text.encode(), "x.toml").warnings]


def test_a_title_is_all_that_is_required():
    calendar = codec.decode(b'[calendar]\ntitle = "x"', "x.toml").calendar
    assert (calendar.week_starts, calendar.language, calendar.repeat_days, calendar.version) == ("monday", "en", 60, 1)
    assert (calendar.relevance.ahead_days, calendar.relevance.fresh_days, calendar.coverage.pillar_tolerance) == (
        14,
        21,
        10,
    )


def test_toml_1_1_is_read():
    text = HEAD + '[[items]]\ntitle = "a\\e\\x41"\ndate = 2026-12-03\ntime = 09:30\nresults = {\n  views = 1,\n}\n'
    item = codec.decode(text.encode(), "x.toml").calendar.items[0]
    assert (item.title, item.time, item.results) == ("a\x1bA", dt.time(9, 30), {"views": 1})


def test_a_byte_order_mark_is_no_part_of_the_first_key_and_counts_no_column():
    assert faults(b"\xef\xbb\xbf" + HEAD.encode()) == []
    assert faults(b"\xef\xbb\xbf[calendar]\ntitle = 3\n")[0].startswith("2:9: ")
    assert faults(b"\xef\xbb\xbf= 3\n")[0].startswith("1:1: ")


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "1:1", "[calendar]"),
        ("[[items]]\ntitle = 'x'\n", "1:1", "[calendar]"),
        ("[calendar]\n", "1:1", "title"),
        ('[calendar]\ntitle = ""\n', "2:9", "empty"),
        ("calendar = 3\n", "1:12", "a table"),
        (HEAD + "version = true\n", "3:11", "true or false"),
        (HEAD + "version = 2\n", "3:11", "version 2"),
        (HEAD + 'week_starts = "lundi"\n', "3:15", "monday, tuesday"),
        (HEAD + 'language = "de"\n', "3:12", "en, fr"),
        (HEAD + 'timezone = "Mars/Base"\n', "3:12", "Mars/Base"),
        (HEAD + 'timezone = "../../etc/passwd"\n', "3:12", "time zone"),
        (HEAD + 'timezone = "America"\n', "3:12", "time zone"),
        (HEAD + 'holidays = "ZZ"\n', "3:12", "ZZ"),
        (HEAD + 'holidays = "CA-ZZ"\n', "3:12", "CA-QC"),
        (HEAD + "starts = 2026-11-01T00:00:00\n", "3:10", "a date with a time"),
        (HEAD + 'starts = "2026-11-01"\n', "3:10", "2026-12-03"),
        (HEAD + "repeat_days = -1\n", "3:15", "from 0 to"),
        (HEAD + "hourly = nan\n", "3:10", "number"),
        (HEAD + 'avoid = "x"\n', "3:9", "a list of texts"),
        (HEAD + "[coverage]\nmin_formats = 2.0\n", "4:15", "whole number"),
        (HEAD + "[coverage]\nmin_formats = true\n", "4:15", "whole number"),
        (HEAD + "[coverage]\nmax_promotional = 101\n", "4:19", "0 to 100"),
        (HEAD + "[coverage]\nmax_promotional = -0.1\n", "4:19", "0 to 100"),
        (HEAD + "[coverage]\nmax_promotional = nan\n", "4:19", "0 to 100"),
        (HEAD + '[relevance]\nquestions = ["interesting", "nice"]\n', "4:29", "nice"),
        (HEAD + "[limits]\nx = '280'\n", "4:5", "whole number"),
        (HEAD + "[filters]\nx = 1\n", "4:5", "text"),
        (HEAD + "[export]\ncsv = 1\n", "4:7", "table"),
        (HEAD + "[export.csv]\ncolumns = 1\n", "4:11", "list"),
        (HEAD + "[items]\ntitle = 'x'\n", "3:1", "double brackets"),
        ("items = 3\n" + HEAD, "1:1", "double brackets"),
        (HEAD + "[[items]]\nid = 'a'\n", "3:1", "title"),
        (HEAD + "[[personas]]\nname = 'a'\n", "3:1", "id"),
        (HEAD + "[[personas]]\nid = ''\n", "4:6", "empty"),
        (HEAD + "[[personas]]\nid = 'a'\nrelation = 'friend'\n", "5:12", "prospect"),
        (HEAD + "[[personas]]\nid = 'a'\nformats = { video = '1' }\n", "5:21", "whole number"),
        (HEAD + "[[channels]]\nid = 'a'\ndays = ['mardi']\n", "5:9", "tuesday"),
        (HEAD + "[[channels]]\nid = 'a'\ntime = '9:00'\n", "5:8", "09:00:00"),
        (HEAD + "[[pillars]]\nid = 'a'\nshare = 200\n", "5:9", "0 to 100"),
        (HEAD + "[[people]]\nid = 'a'\ncoordinator = 1\n", "5:15", "true or false"),
        (HEAD + "[[statuses]]\nid = 'a'\nstep = 'done'\n", "5:8", "published"),
        (HEAD + "[[pauses]]\nfrom = 2026-01-01\n", "3:1", "“to”"),
        (HEAD + "[[pauses]]\nfrom = 2026-01-02\nto = 2026-01-01\n", "5:6", "before"),
        (HEAD + "[[accepted]]\nrule = 'nothing'\n", "4:8", "cadence"),
        (HEAD + "[[accepted]]\nrule = 'quiet'\nmonth = '2026-13'\n", "5:9", "2026-12"),
        (HEAD + "[[items]]\ntitle = 'a'\ndate = 1969-12-31\n", "5:8", "1970-01-01"),
        (HEAD + "[[items]]\ntitle = 'a'\ndate = 3000-01-01\n", "5:8", "2999-12-31"),
        (HEAD + "[[items]]\ntitle = 'a'\ntime = 09:00:00\n", "5:1", "without “date”"),
        (HEAD + "[[items]]\ntitle = 'a'\nkind = 'x'\n", "5:8", "evergreen"),
        (HEAD + "[[items]]\ntitle = 'a'\nchannels = ['a', 1]\n", "5:18", "text"),
        (HEAD + "[[items]]\ntitle = 'a'\n[items.relevance.timely]\nanswer = 'yes'\n", "5:1", "“on”"),
        (HEAD + "[[items]]\ntitle = 'a'\nrelevance.timely.on = 2026-01-01\n", "5:1", "“answer”"),
        (HEAD + "[[items]]\ntitle = 'a'\nrelevance = { timely = { answer = 'oui', on = 2026-01-01 } }\n", "5:35", "yes, no, unsure"),
        (HEAD + "[[items]]\ntitle = 'a'\nrelevance = 'yes'\n", "5:13", "table"),
        (HEAD + "[[items]]\ntitle = 'a'\n[items.results]\nviews = 'many'\n", "6:9", "number"),
        (HEAD + "[[items]]\ntitle = 'a'\n[items.exported.x]\ndigest = ''\n", "5:1", "“on”"),
        (HEAD + "[[items]]\ntitle = 'a'\n[items.extra]\nn = 0x" + "f" * 5000 + "\n", "6:5", "larger"),
        (HEAD + "[[items]]\ntitle = 'a'\ncopy = '" + "x" * 100_001 + "'\n", "5:8", "100000"),
        (HEAD + "x = 1\nx = 2\n", "4:", "before"),
        (HEAD + "<<<<<<< ours\n", "3:1", "merge"),
        (HEAD + "a = " + "9" * 5000, "3:5", "digits"),
        ("[calendar\n", "1:10", "]"),
        ('title = "x\n', "1:", "quotes"),
        ("title = 2026-02-30\n", "1:9", "no such date"),
        ("a = " + "[" * 1000, "1:5", "100 levels"),
        ("a" + ".a" * 1000 + " = 1", "1:1", "100 levels"),
        (HEAD + "[x]\na = " + "[" * 150 + "]" * 150, "3:1", "100 levels"),
        (HEAD + "[[items]]\ntitle = 'a'\n[items.extra]\n" + "a." * 120 + "a = 1", "6:1", "100 levels"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place_and_says_what_would_be_right(text: str, where: str, what: str):
    found = faults(text)
    assert found[0].startswith(where), found
    assert what in found[0]


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    text = "[calendar]\ntitel = 1\nlanguage = 1\n[[items]]\n[[items]]\ntitle = 3\ntime = 1\n[[personas]]\n"
    assert [line.split(" error")[0] for line in faults(text)] == [
        "1:1:",
        "3:12:",
        "4:1:",
        "6:9:",
        "7:1:",
        "7:8:",
        "8:1:",
    ]


def test_a_second_item_of_the_same_id_names_both_lines():
    text = HEAD + "[[items]]\ntitle = 'a'\nid = 'q'\n\n[[items]]\nid = 'q'\ntitle = 'b'\n"
    (line,) = faults(text)
    assert line.startswith("8:6: ")
    assert "line 5" in line


def test_twins_in_an_inline_array_are_found_as_well():
    assert "line 1" in faults("formats = [{ id = 'v' },\n# x\n{ id = 'v' }]\n" + HEAD)[0]


def test_a_newer_version_is_refused_and_nothing_else_is_guessed():
    (line,) = faults("[calendar]\nversion = 2\ntitle = 3\n[[things]]\n")
    assert line.startswith("2:11: error: this file is of version 2")


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        (b"\xff\xfe[\0c\0", "1:1", "UTF-16"),
        ("[calendar]\ntitle = 'é'".encode("latin-1"), "2:10", "0xE9"),
        (b"\0" * 100, "1:1", ""),
        (b"x" * (MAX_BYTES + 1), "1:1", "20 megabytes"),
    ],
)
def test_bytes_that_are_no_text_are_told_with_their_place(data: bytes, where: str, what: str):
    (line,) = faults(data)
    assert line.startswith(where)
    assert what in line


def test_messages_show_no_control_characters():
    (line,) = faults('[calendar]\ntitle = "x"\nlanguage = "\\u001b]52;c;x\\u0007\\u009b\\u202e"\n')
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202e]", line)


def test_messages_are_translated_but_error_and_place_are_not():
    with i18n.speaking("fr"):
        assert faults("[calendar]\ntitle = 3\n")[0].startswith("2:9: error: ")


def test_warnings_name_what_is_not_declared_where_it_stands():
    text = HEAD + (
        "[[personas]]\nid = 'p'\nformats = { video = 1 }\n"
        "[[items]]\ntitle = 'a'\npersonas = ['p', 'q']\nformat = 'f'\nchannels = ['c']\npillar = 'l'\nowner = 'ana'\n"
        "suggested_by = 'bob'\nmoment = 'm'\nmessage = 'k'\nparent = 'zzz'\nstatus = 'wip'\ntitel = 1\n"
        "[items.relevance.nice]\nanswer = 'yes'\n[relevance]\nfresh_days = 3\n[itens]\n"
    )
    found = warned(text)
    places = [
        "5:13",
        "8:18",
        "9:10",
        "10:13",
        "11:10",
        "12:9",
        "13:16",
        "14:10",
        "15:11",
        "16:10",
        "17:10",
        "18:1",
        "19:1",
        "22:14",
        "23:1",
    ]
    assert [line.split(": ")[0] for line in found] == places
    assert "“title”" in found[11]
    assert "“items”" in found[14]


def test_a_status_of_the_calendar_and_an_owner_that_is_declared_are_no_warning():
    text = (
        HEAD
        + "[[statuses]]\nid = 'wip'\nname = 'W'\n[[people]]\nid = 'ana'\n[[items]]\ntitle = 'a'\nstatus = 'wip'\nowner = 'ana'\n"
    )
    assert warned(text) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_hard_documents_load_and_their_places_are_right(name: str):
    decoded = codec.decode(DOCUMENTS[name], "x.toml")
    text = DOCUMENTS[name].decode("utf-8-sig").split("\n")
    for item in decoded.calendar.items:
        line = text[decoded.document.line_of("items", item.id) - 1]
        assert "[[items]]" in line or "{" in line
    for warning in decoded.warnings:
        quoted = re.findall("“([^”]*)”", warning.message)
        assert any(word in text[warning.line - 1][warning.column - 1 :] for word in quoted), warning


def test_csv_columns_are_names_or_headings_or_a_table():
    for written in ('["title", "date=Quand"]', '{ title = "", date = "Quand" }'):
        calendar = codec.decode((HEAD + f"[export.csv]\ncolumns = {written}\n").encode(), "x.toml").calendar
        assert calendar.csv.columns == (("title", ""), ("date", "Quand"))


def test_an_item_as_json_has_its_id_first_and_nothing_that_json_has_not():
    item = Item(
        "~abcdef",
        "T",
        date=dt.date(2026, 1, 2),
        time=dt.time(9),
        relevance={"timely": Answer("yes", dt.date(2026, 1, 1))},
    )
    assert list(codec.jsonable(item).items()) == [
        ("id", "~abcdef"), ("title", "T"), ("date", "2026-01-02"), ("time", "09:00:00"),
        ("relevance", {"timely": {"answer": "yes", "on": "2026-01-01"}}),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [NASTY, INLINE])
def test_a_block_written_anew_says_the_same(text: str):
    for item in codec.decode(text.encode(), "x.toml").calendar.items:
        again = codec.decode_entry(codec.entry_text("items", item), "x.toml")
        assert (again, item.id) == (item, again.id) if item.has_own_id else again.title == item.title


def test_an_entry_from_an_editor_is_one_block_and_nothing_else():
    assert codec.decode_entry("# mine\n[[items]]\ntitle = 'a'\n[items.results]\nviews = 1\n", "e").id == ""
    for text in (
        "",
        "[[items]]\n",
        "[[items]]\ntitle='a'\n[[items]]\ntitle='b'\n",
        "[[items]]\ntitle='a'\n[calendar]\n",
        "x",
    ):
        with pytest.raises(InvalidFileError):
            codec.decode_entry(text, "e")


def test_the_regions_are_those_of_the_holidays_package():
    holidays = pytest.importorskip("holidays")
    for country, parts in holidays.list_supported_countries(include_aliases=False).items():
        assert regions.known(country)
        assert all(regions.known(f"{country}-{part}") for part in parts)
    assert not regions.known("CA-")
    assert not regions.known("ca")


def test_without_the_holidays_package_the_known_regions_are_enough(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    regions.known.cache_clear()
    assert regions.known("CA-QC")
    assert not regions.known("CA-QQ")
    regions.known.cache_clear()


def test_the_contract_page_is_a_calendar_without_a_fault(shared: Path):
    page = (shared / "CALENDAR.md").read_text(encoding="utf-8")
    text = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert text
    decoded = codec.decode(text[1].encode(), "x.toml")
    assert decoded.warnings == ()
    assert decoded.calendar.by_id["kqfzrv"].extra == {"Time (IST)": "09:30"}


# Any bytes at all ---------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_load_or_are_refused_with_places(data: bytes):
    faults(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_calendar_with_something_cut_out_or_put_in_loads_or_is_refused(data: st.DataObject):
    text = data.draw(st.sampled_from([NASTY, INLINE]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    middle = data.draw(st.text(st.sampled_from("[]{}\"'=.,#\n\\ a1-:"), max_size=5))
    faulty = text[:start] + middle + text[end:]
    if not faults(faulty):
        codec.decode(faulty.encode(), "x.toml").warnings
