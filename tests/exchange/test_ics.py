"""iCalendar as other programs read it: parsed by the ``icalendar`` library and compared with the plan."""

import datetime as dt
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.model import Calendar, Channel, Item
from planner.exchange import ics, timezones
from planner.exchange.wording import one_line, printable

D, T = dt.date, dt.time
NOW = dt.datetime(2026, 11, 23, 12, 30, 15, tzinfo=dt.UTC)
ITEM = Item("kqfzrv", "Trois romans", status="approved", date=D(2026, 12, 3), channels=("linkedin",), copy="Un\nDeux")
CALENDAR = Calendar(
    title="Mille; Pages, \\ & Cie",
    language="en",
    timezone="America/Montreal",
    channels=(Channel("linkedin", "LinkedIn, pro"),),
)


def export(*items: Item, calendar=CALENDAR, revised=NOW):
    return ics.export(calendar, items, now=NOW, revised=revised)


def events(data):
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def event(item, **rest: Any):
    (only,) = events(export(item, **rest))
    return only


def test_without_a_time_the_whole_day_and_no_zone():
    data = export(ITEM)
    one = event(ITEM)
    assert one["DTSTART"].dt == D(2026, 12, 3)
    assert one["DTEND"].dt == D(2026, 12, 4)
    assert b"VTIMEZONE" not in data
    assert b"DTSTART;VALUE=DATE:20261203\r\n" in data


@pytest.mark.parametrize("zone", ["America/Montreal", "Pacific/Auckland", "Asia/Kolkata", "Africa/Casablanca"])
def test_an_all_day_item_is_that_day_in_every_zone(zone):
    assert event(ITEM, calendar=replace(CALENDAR, timezone=zone))["DTSTART"].dt == D(2026, 12, 3)


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        (D(2026, 12, 3), T(9), "2026-12-03T14:00"),
        (D(2026, 7, 3), T(9), "2026-07-03T13:00"),
        (D(2026, 3, 8), T(1, 55), "2026-03-08T06:55"),
        (D(2026, 3, 8), T(3), "2026-03-08T07:00"),
        (D(2026, 3, 8), T(2, 30), "2026-03-08T07:30"),
        (D(2026, 11, 1), T(1, 30), "2026-11-01T05:30"),
        (D(2026, 11, 1), T(2), "2026-11-01T07:00"),
    ],
)
def test_times_are_right_across_a_change_of_clocks(day, time, utc):
    one = event(replace(ITEM, date=day, time=time))
    start = one["DTSTART"].dt
    assert start.astimezone(dt.UTC).isoformat().startswith(utc)
    assert one["DTSTART"].params["TZID"] == "America/Montreal"
    assert one["DURATION"].dt == dt.timedelta(minutes=30)


def test_a_skipped_hour_is_said():
    assert "clocks skip 2:30" in event(replace(ITEM, date=D(2026, 3, 8), time=T(2, 30)))["DESCRIPTION"]


def test_a_calendar_without_a_zone_floats_or_takes_the_machines():
    nowhere = replace(CALENDAR, timezone="")
    timed = replace(ITEM, time=T(9))
    assert event(timed, calendar=nowhere)["DTSTART"].dt == dt.datetime(2026, 12, 3, 9)  # noqa: DTZ001 - floating is the point
    data = ics.export(nowhere, [timed], now=NOW, timezone="Europe/Paris")
    assert events(data)[0]["DTSTART"].dt == dt.datetime(2026, 12, 3, 9, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    "name",
    [
        "America/Montreal",
        "Europe/Paris",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "America/Sao_Paulo",
        "Europe/Dublin",
        "Pacific/Apia",
        "UTC",
    ],
)
def test_the_zone_written_is_the_zone_meant(name):
    """What a reader who trusts only the VTIMEZONE computes is what the zone says, every nine hours for four years."""
    lines = timezones.vtimezone(name, D(2010, 6, 1), D(2013, 6, 1))
    parsed = icalendar.Timezone.from_ical("\r\n".join([*lines, ""]))
    onsets = []
    for block in parsed.subcomponents:
        rdates = block.get("RDATE", [])
        times = [block["DTSTART"].dt] + [
            day.dt for one in (rdates if isinstance(rdates, list) else [rdates]) for day in one.dts
        ]
        onsets += [(time - block["TZOFFSETFROM"].td, block["TZOFFSETTO"].td) for time in times]
    onsets.sort()
    zone, moment = ZoneInfo(name), dt.datetime(2010, 1, 1, tzinfo=dt.UTC)
    while moment.year < 2014:
        naive = moment.replace(tzinfo=None)
        offset = [after for onset, after in onsets if onset <= naive][-1]
        assert offset == moment.astimezone(zone).utcoffset(), moment
        moment += dt.timedelta(hours=9)


def test_the_same_uid_for_the_same_item_over_the_years():
    uid = event(ITEM)["UID"]
    assert uid == "kqfzrv@planner"
    moved = replace(ITEM, title="Autre", date=D(2031, 1, 1), time=T(8), channels=(), status="draft")
    assert event(moved, calendar=replace(CALENDAR, title="Renamed"))["UID"] == uid


def test_an_unchanged_plan_gives_the_same_bytes_and_a_changed_one_a_higher_sequence():
    assert export(ITEM) == export(ITEM)
    later = event(ITEM, revised=NOW + dt.timedelta(seconds=1))
    assert later["SEQUENCE"] > event(ITEM)["SEQUENCE"] >= 0
    assert event(ITEM)["DTSTAMP"].dt == NOW
    assert event(ITEM, revised=dt.datetime(2190, 1, 1, tzinfo=dt.UTC))["SEQUENCE"] == 2**31 - 1
    assert event(ITEM, revised=dt.datetime(1980, 1, 1, tzinfo=dt.UTC))["SEQUENCE"] == 0


@pytest.mark.parametrize(
    ("status", "state"), [("draft", "TENTATIVE"), ("approved", "CONFIRMED"), ("dropped", "CANCELLED")]
)
def test_the_status_of_an_event_is_its_step(status, state):
    assert event(replace(ITEM, status=status))["STATUS"] == state


def test_ideas_stay_out_and_so_do_notes():
    data = export(ITEM, replace(ITEM, id="bxcwpd", date=None), replace(ITEM, id="dddddd", notes="secret"))
    assert len(events(data)) == 2
    assert b"secret" not in data


def test_only_web_addresses_become_a_url():
    assert event(replace(ITEM, link="https://example.org/a;b,c"))["URL"] == "https://example.org/a;b,c"
    assert "URL" not in event(replace(ITEM, link="javascript:alert(1)"))
    assert b"\nX-EVIL" not in export(replace(ITEM, link="https://example.org/\r\nX-EVIL:1", id="a\r\nX-EVIL:1"))


def test_the_calendars_name_and_categories_are_escaped():
    parsed = icalendar.Calendar.from_ical(export(ITEM))
    assert parsed["NAME"].to_ical() == b"Mille\\; Pages\\, \\\\ & Cie"
    assert event(ITEM)["CATEGORIES"].cats == ["LinkedIn, pro"]


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=120)
def test_any_text_is_escaped_folded_and_read_back(title, copy):
    data = export(replace(ITEM, title=title, copy=copy))
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()
        assert b"\n" not in line
        assert b"\r" not in line
    (one,) = events(data)
    assert one.get("SUMMARY", "") == one_line(title)
    assert one_line(copy) in one_line(one["DESCRIPTION"])
    assert one["UID"] == "kqfzrv@planner"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
@settings(max_examples=80)
def test_folding_only_adds_breaks(line):
    folded = ics.fold(line)
    assert folded.endswith("\r\n")
    assert folded[:-2].replace("\r\n ", "") == line
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))


@given(st.text(max_size=200))
@settings(max_examples=80)
def test_printable_text_holds_no_control_and_no_half_character(text):
    shown = printable(text)
    shown.encode()
    assert not [char for char in shown if char not in "\n\t" and ord(char) < 32]
    assert "\n" not in one_line(text)
    assert printable(shown) == shown
