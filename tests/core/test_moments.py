"""Moments and holidays: rules are bounded whatever they say, and holidays speak the reader's language."""

import builtins
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import i18n
from planner.core import dates, moments
from planner.core.model import Calendar, Moment

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2027, 12, 31)


def days(rule, first=FIRST, last=LAST):
    return [day.isoformat() for day in dates.occurrences(rule, first, last)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=8;BYDAY=-1TU", ["2026-08-25", "2027-08-31"]),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", []),
        ("FREQ=YEARLY;BYEASTER=0", ["2026-04-05", "2027-03-28"]),
        ("freq=yearly;byweekno=53;byday=mo", ["2026-12-28"]),
        ("FREQ=YEARLY;INTERVAL=3;BYMONTH=5;BYMONTHDAY=1", ["2027-05-01"]),
        ("FREQ=MONTHLY;BYDAY=1FR;UNTIL=20260301", ["2026-01-02", "2026-02-06"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;BYHOUR=3,4", ["2026-12-25", "2027-12-25"]),
    ],
)
def test_rules_name_their_days(rule, expected):
    assert days(rule) == expected


@given(
    freq=st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]),
    months=st.lists(st.integers(1, 12), max_size=3),
    other=st.sampled_from(["", ";BYDAY=-1TU", ";BYMONTHDAY=29", ";BYWEEKNO=1", ";BYYEARDAY=60", ";INTERVAL=2"]),
    start=st.integers(0, 600),
    length=st.integers(-3, 430),
)
@settings(max_examples=150, deadline=None)
def test_where_no_month_of_a_rule_is_looked_at_it_names_no_day(freq, months, other, start, length):
    rule = f"freq={freq}{other}" + (";bymonth=" + ",".join(map(str, months)) if months else "")
    first = FIRST + dt.timedelta(days=start)
    last = first + dt.timedelta(days=length)
    if not dates.may_recur(rule, first, last):
        assert dates.occurrences(rule, first, last) == ()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=8;BYDAY=-1TU", False),
        ("rrule:freq=yearly;bymonth=11,2", True),
        ("RRULE:BYMONTH=8;FREQ=YEARLY", False),
        ("FREQ=YEARLY;BYMONTH=x", True),
        ("FREQ=YEARLY;BYEASTER=0", True),
    ],
)
def test_most_rules_are_of_another_month(rule, expected):
    assert dates.may_recur(rule, dt.date(2026, 10, 26), dt.date(2026, 12, 6)) is expected
    assert dates.may_recur(rule, dt.date(2025, 12, 31), dt.date(2026, 12, 6))


def test_an_interval_counts_from_1970_whatever_is_looked_at():
    whole = days("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH")
    assert [day for day in whole if day >= "2026-06-01"] == days(
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH", dt.date(2026, 6, 1)
    )


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "x",
        "FREQ=SECONDLY",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=3",
        "FREQ=YEARLY;FOO=1",
        "FREQ=YEARLY;BYDAY=XX",
        "FREQ=DAILY;UNTIL=x",
        "FREQ=YEARLY;BYMONTH=a",
    ],
)
def test_what_is_no_rule_of_days_is_refused(rule):
    with pytest.raises(ValueError):
        dates.occurrences(rule, FIRST, LAST)


@pytest.mark.parametrize("rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYDAY=6MO"])
def test_a_rule_that_never_comes_is_given_up(rule):
    assert days(rule) == []


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_text_as_a_rule_does_more_than_name_no_days(text):
    calendar = Calendar("C", moments=(Moment("m", rule=text),))
    assert all(FIRST <= one.date <= LAST for one in moments.occurrences(calendar, FIRST, LAST))


def test_moments_are_in_order_and_both_days_of_a_range_count():
    calendar = Calendar(
        "C",
        moments=(Moment("b", "B", date=LAST), Moment("a", date=FIRST), Moment("out", date=LAST + dt.timedelta(days=1))),
    )
    assert [(one.name, one.kind) for one in moments.occurrences(calendar, FIRST, LAST)] == [
        ("a", "moment"),
        ("B", "moment"),
    ]


def test_a_moment_is_offered_from_its_lead_days_on():
    calendar = Calendar("C", moments=(Moment("fair", "Fair", date=dt.date(2026, 9, 10), lead_days=21),))
    assert not moments.offered(calendar, dt.date(2026, 8, 19))
    assert [one.id for one in moments.offered(calendar, dt.date(2026, 8, 20))] == ["fair"]
    assert not moments.offered(calendar, dt.date(2026, 9, 11))


def test_holidays_speak_the_readers_language():
    pytest.importorskip("holidays")
    calendar = Calendar("C", holidays="CA-QC")
    with i18n.speaking("fr"):
        names = [one.name for one in moments.occurrences(calendar, FIRST, dt.date(2026, 12, 31))]
    assert "Fête du Travail" in names
    assert "Labour Day" in [one.name for one in moments.occurrences(calendar, FIRST, dt.date(2026, 12, 31))]


def test_an_unknown_country_has_no_holidays():
    assert moments.holidays("ZZ", FIRST, LAST) == ()


def test_without_the_library_there_are_no_holidays(monkeypatch):
    real = builtins.__import__

    def without(name, *rest: object, **named: object):
        if name == "holidays":
            raise ImportError(name)
        return real(name, *rest, **named)

    moments._holidays.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    assert moments.holidays("FR", FIRST, LAST) == ()
    moments._holidays.cache_clear()
