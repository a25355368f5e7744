"""What Hootsuite is handed, what it would refuse, and what is remembered."""

import csv
import datetime as dt
import io
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import edits
from planner.core.model import Calendar, Channel, Frozen, Item, Sent, Status
from planner.exchange import schedulers
from planner.exchange.preflight import message_of

D, T = dt.date, dt.time
ZONE = ZoneInfo("America/Montreal")
NOW = dt.datetime(2026, 12, 1, tzinfo=ZONE)
ITEM = Item(
    "kqfzrv",
    "Trois romans",
    status="approved",
    date=D(2026, 12, 3),
    time=T(9),
    channels=("linkedin",),
    copy="Le texte, « tel quel ».",
    link="https://example.org/trois",
)
LINKEDIN = Channel("linkedin", "LinkedIn", network="linkedin")
X = Channel("x", "X", network="x", time=T(17, 30))
CALENDAR = Calendar(title="c", timezone="America/Montreal", channels=(LINKEDIN, X))


def prepare(*items: Item, calendar=CALENDAR, now=NOW, **rest: bool):
    calendar = replace(calendar, items=items)
    return schedulers.prepare("hootsuite", calendar, items, now=now, **rest)


def rules(result):
    return [finding.fault.rule for finding in result.problems]


def text_of(result):
    return result.files[0].data.decode()


def test_three_columns_no_header_every_message_quoted():
    result = prepare(ITEM, replace(ITEM, id="bxcwpd", time=T(8, 5), copy='=1+1 "oui"\nsuite', link=""))
    assert result.files[0].suffix == "-linkedin"
    assert text_of(result) == (
        '12/03/2026 08:05,"=1+1 ""oui""\nsuite",\r\n12/03/2026 09:00,"Le texte, « tel quel ».",https://example.org/trois\r\n'
    )
    assert not result.problems


def test_one_file_a_channel_in_the_calendars_order():
    result = prepare(replace(ITEM, channels=("x", "linkedin")), replace(ITEM, id="bxcwpd", time=None, channels=("x",)))
    assert [part.suffix for part in result.files] == ["-linkedin", "-x"]
    assert result.files[1].data.decode().count("\r\n") == 2
    assert "12/03/2026 17:30," in result.files[1].data.decode()


def test_350_rows_a_file():
    items = [replace(ITEM, id=f"id{number}", date=D(2026, 12, 3) + dt.timedelta(number)) for number in range(701)]
    result = prepare(*items)
    assert [part.suffix for part in result.files] == ["-linkedin-1", "-linkedin-2", "-linkedin-3"]
    assert [part.data.count(b"\r\n") for part in result.files] == [350, 350, 1]


def test_channels_whose_names_clash_as_files_keep_their_own():
    result = prepare(replace(ITEM, channels=("a/b", "a?b", "../..")))
    assert [part.suffix for part in result.files] == ["-calendar", "-a-b", "-a-b_"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"copy": ""}, "copy"),
        ({"copy": " \n "}, "copy"),
        ({"time": None}, "time"),
        ({"time": T(9, 3)}, "minutes"),
        ({"time": T(9, 0, 30)}, "minutes"),
        ({"link": "example.org"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"channels": ()}, "channel"),
        ({"copy": "a" * 3001, "link": ""}, "length"),
        ({"copy": "a" * 2990, "hashtags": ("lecture", "roman")}, "length"),
        ({"date": D(2026, 11, 30)}, "late"),
        ({"date": D(2026, 12, 1), "time": T(0, 5)}, "late"),
        ({"date": D(2027, 3, 14), "time": T(2, 30)}, "clocks"),
    ],
)
def test_what_breaks_a_rule_is_named_with_its_remedy(change, rule):
    result = prepare(replace(ITEM, **change))
    assert rules(result) == [rule]
    assert result.files == ()
    assert result.edit is None
    sentence = result.problems[0].sentence
    assert "kqfzrv" in sentence
    assert "Trois romans" in sentence
    assert result.problems[0].fault.remedy in sentence


@pytest.mark.parametrize(
    "change",
    [
        {"copy": "a" * 3000, "link": ""},
        {"date": D(2026, 12, 1), "time": T(0, 10)},
        {"time": T(23, 55)},
        {"date": D(2026, 11, 1), "time": T(1, 30)},
    ],
)
def test_what_just_keeps_the_rules(change):
    result = prepare(
        replace(ITEM, **change), now=min(NOW, dt.datetime(2026, 11, 1, 0, tzinfo=ZONE)) if "date" in change else NOW
    )
    assert rules(result) == []
    assert len(result.rows) == 1


def test_of_a_doubled_hour_the_first_is_meant():
    twice = replace(ITEM, date=D(2026, 11, 1), time=T(1, 30))
    before_first = dt.datetime(2026, 11, 1, 5, 20, tzinfo=dt.UTC)
    assert rules(prepare(twice, now=before_first)) == []
    assert rules(prepare(twice, now=before_first + dt.timedelta(minutes=1))) == ["late"]


def test_every_fault_of_a_row_is_told_at_once():
    result = prepare(replace(ITEM, copy="", time=T(9, 1), link="x"))
    assert rules(result) == ["copy", "minutes", "link"]
    assert "9:00 or 9:05" in result.problems[1].sentence


def test_a_link_counts_on_x():
    assert rules(prepare(replace(ITEM, channels=("x",), copy="a" * 256))) == []
    assert rules(prepare(replace(ITEM, channels=("x",), copy="a" * 257))) == ["length"]


def test_a_calendars_own_limit_rules():
    tight = replace(CALENDAR, limits=Frozen({"linkedin": 10}))
    assert rules(prepare(ITEM, calendar=tight)) == ["length"]


def test_only_dated_items_that_are_approved_or_scheduled():
    own = replace(CALENDAR, statuses=(Status("go", "Go", "approved"),))
    items = [
        replace(ITEM, id="a", status="draft", copy=""),
        replace(ITEM, id="b", status="published"),
        replace(ITEM, id="c", date=None, time=None),
        replace(ITEM, id="d", status="scheduled"),
        replace(ITEM, id="e", status="go"),
        replace(ITEM, id="f", status="parked"),
    ]
    result = prepare(*items, calendar=own)
    assert [row.item.id for row in result.rows] == ["d", "e"]
    assert not result.problems


@pytest.mark.parametrize(
    ("copy", "tags", "message"),
    [
        ("Lire", (), "Lire"),
        ("Lire", ("lecture", "#roman"), "Lire #lecture #roman"),
        ("Lire\nencore", ("lecture",), "Lire\nencore\n\n#lecture"),
        ("Lire\nencore\n", ("lecture",), "Lire\nencore\n\n#lecture"),
        ("Lire #Lecture.", ("lecture", "roman policier"), "Lire #Lecture. #romanpolicier"),
        ("Lire", ("", "#"), "Lire"),
        ("", ("lecture",), ""),
    ],
)
def test_the_message_is_the_copy_then_the_hashtags(copy, tags, message):
    assert message_of(replace(ITEM, copy=copy, hashtags=tags)) == message


def sent_once(*items: Item):
    calendar = replace(CALENDAR, items=items)
    result = schedulers.prepare("hootsuite", calendar, items, now=NOW, today=D(2026, 12, 1))
    return edits.apply(calendar, result.edit)[0]


def test_what_went_out_is_left_out_until_it_changes():
    calendar = sent_once(ITEM, replace(ITEM, id="bxcwpd"))
    memory = calendar.items[0].exported["hootsuite"]
    assert memory.on == D(2026, 12, 1)
    assert len(memory.digest) == 8
    int(memory.digest, 16)

    again = prepare(*calendar.items)
    assert (again.files, again.edit) == ((), None)
    assert [item.id for item in again.left_out] == ["kqfzrv", "bxcwpd"]
    assert len(prepare(*calendar.items, again=True).rows) == 2

    changed = prepare(replace(calendar.items[0], copy="Autre"), calendar.items[1])
    assert [row.item.id for row in changed.rows] == ["kqfzrv"]
    assert [item.id for item in changed.changed] == ["kqfzrv"]
    assert "2026-12-01" in changed.notes[0]


@pytest.mark.parametrize(
    "change", [{"notes": "x"}, {"title": "x"}, {"status": "scheduled"}, {"personas": ("camille",)}]
)
def test_what_the_tool_never_sees_does_not_count_as_a_change(change):
    (item,) = sent_once(ITEM).items
    assert prepare(replace(item, **change)).left_out


@pytest.mark.parametrize(
    "change", [{"time": T(10)}, {"date": D(2026, 12, 4)}, {"hashtags": ("a",)}, {"link": ""}, {"channels": ("x",)}]
)
def test_what_the_tool_sees_does(change):
    (item,) = sent_once(ITEM).items
    assert prepare(replace(item, **change)).changed


def test_what_went_out_stays_sent_after_its_hour():
    (item,) = sent_once(ITEM).items
    later = prepare(item, now=dt.datetime(2026, 12, 24, tzinfo=ZONE))
    assert later.left_out
    assert not later.problems


def test_the_other_tools_memory_stays():
    (item,) = sent_once(replace(ITEM, exported=Frozen({"buffer": Sent(D(2026, 1, 1), "00000000")}))).items
    assert set(item.exported) == {"buffer", "hootsuite"}
    assert prepare(item).left_out


def test_a_row_without_faults_goes_out_beside_a_bad_one():
    two = replace(ITEM, time=None, channels=("linkedin", "x"))
    result = prepare(two)
    assert [row.channel for row in result.rows] == ["x"]
    assert rules(result) == ["time"]
    (item,) = edits.apply(replace(CALENDAR, items=(two,)), result.edit)[0].items
    assert prepare(item).left_out
    assert rules(prepare(item)) == ["time"]


def test_the_edit_that_says_scheduled():
    own = replace(CALENDAR, items=(ITEM,), statuses=(Status("prog", "Programmé", "scheduled"),))
    result = prepare(ITEM, calendar=own)
    after = edits.apply(own, schedulers.scheduled(own, result.rows))[0]
    assert after.items[0].status == "prog"
    assert schedulers.scheduled(after, prepare(*after.items, calendar=after).rows) is None


def test_an_unknown_tool_is_the_callers_mistake():
    with pytest.raises(KeyError):
        schedulers.tool("fax")


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=80))
@settings(max_examples=60)
def test_any_text_comes_back_from_the_file_as_it_was(text):
    result = prepare(replace(ITEM, copy=text, link=""))
    if not text.strip():
        assert rules(result) == ["copy"]
        return
    ((stamp, message, link),) = csv.reader(io.StringIO(text_of(result), newline=""))
    assert (stamp, message, link) == ("12/03/2026 09:00", text, "")
