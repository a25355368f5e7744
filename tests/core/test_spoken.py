"""Dates in words, in English and French."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.dates import DAYS, FIRST, LAST
from planner.core.spoken import clock, understand, when
from planner.errors import UsageError
from planner.i18n import speaking

TODAY = dt.date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-03", "2026-12-03"),
        ("2026/12/3", "2026-12-03"),
        ("20261203", "2026-12-03"),
        ("today", "2026-11-23"),
        ("Aujourd’hui", "2026-11-23"),
        ("aujourd'hui", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("DEMAIN", "2026-11-24"),
        ("après-demain", "2026-11-25"),
        ("apres demain", "2026-11-25"),
        ("day after tomorrow", "2026-11-25"),
        ("hier", "2026-11-22"),
        ("yesterday", "2026-11-22"),
        ("avant-hier", "2026-11-21"),
        ("fri", "2026-11-27"),
        ("ven", "2026-11-27"),
        ("ve", "2026-11-27"),
        ("vendredi", "2026-11-27"),
        ("on friday", "2026-11-27"),
        ("ce vendredi", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("lundi", "2026-11-30"),
        ("mar", "2026-11-24"),
        ("mer.", "2026-11-25"),
        ("sun", "2026-11-29"),
        ("dim", "2026-11-29"),
        ("next fri", "2026-12-04"),
        ("next tue", "2026-12-01"),
        ("next sunday", "2026-12-06"),
        ("vendredi prochain", "2026-11-27"),
        ("lundi prochain", "2026-11-30"),
        ("mardi en huit", "2026-12-01"),
        ("lundi en huit", "2026-12-07"),
        ("lundi en quinze", "2026-12-14"),
        ("friday week", "2026-12-04"),
        ("last fri", "2026-11-20"),
        ("lundi dernier", "2026-11-16"),
        ("+3", "2026-11-26"),
        ("+3d", "2026-11-26"),
        ("+3j", "2026-11-26"),
        ("+3 jours", "2026-11-26"),
        ("-1", "2026-11-22"),
        ("+2w", "2026-12-07"),
        ("+2s", "2026-12-07"),
        ("+2sem", "2026-12-07"),
        ("+1m", "2026-12-23"),
        ("+1y", "2027-11-23"),
        ("in 2 weeks", "2026-12-07"),
        ("in a month", "2026-12-23"),
        ("in three days", "2026-11-26"),
        ("dans 2 semaines", "2026-12-07"),
        ("dans une semaine", "2026-11-30"),
        ("dans deux mois", "2027-01-23"),
        ("dans huit jours", "2026-11-30"),
        ("dans quinze jours", "2026-12-07"),
        ("dans 15 jours", "2026-12-08"),
        ("15 mars", "2027-03-15"),
        ("le 15 mars", "2027-03-15"),
        ("march 15", "2027-03-15"),
        ("March 15th, 2028", "2028-03-15"),
        ("15th of march", "2027-03-15"),
        ("1er mars", "2027-03-01"),
        ("premier décembre", "2026-12-01"),
        ("15 mars 2027", "2027-03-15"),
        ("15 mar", "2027-03-15"),
        ("23 nov", "2026-11-23"),
        ("22 novembre", "2027-11-22"),
        ("3 déc.", "2026-12-03"),
        ("14 juil", "2027-07-14"),
        ("1er août", "2027-08-01"),
        ("29 feb", "2028-02-29"),
        ("vendredi 27 novembre", "2026-11-27"),
        ("fri 27 nov 2026", "2026-11-27"),
        ("vendredi 27", "2026-11-27"),
        ("eom", "2026-11-30"),
        ("end of month", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("fin du mois", "2026-11-30"),
        ("fin du mois prochain", "2026-12-31"),
        ("fin février", "2027-02-28"),
        ("end of november", "2026-11-30"),
        ("fin de mars 2028", "2028-03-31"),
        ("fin de l'année", "2026-12-31"),
        ("next week", "2026-11-30"),
        ("la semaine prochaine", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("le mois prochain", "2026-12-01"),
        ("25", "2026-11-25"),
        ("le 25", "2026-11-25"),
        ("23", "2026-11-23"),
        ("22", "2026-12-22"),
        ("31", "2026-12-31"),
        ("1er", "2026-12-01"),
        ("15/04/2026", "2026-04-15"),
        ("04/15/2026", "2026-04-15"),
        ("15.04.2026", "2026-04-15"),
        ("04-04-2027", "2027-04-04"),
        ("25/12", "2026-12-25"),
        ("12/25", "2026-12-25"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_a_date_in_words_means(text, expected, language):
    assert when(text, TODAY, language) == dt.date.fromisoformat(expected)


def test_today_is_the_start_of_what_is_next():
    friday = dt.date(2026, 11, 27)
    assert when("fri", friday) == dt.date(2026, 12, 4)
    assert when("next fri", friday) == dt.date(2026, 12, 4)
    assert when("vendredi prochain", friday) == dt.date(2026, 12, 4)
    assert when("27", friday) == friday
    assert when("31", dt.date(2027, 2, 1)) == dt.date(2027, 3, 31)
    assert when("+1m", dt.date(2027, 1, 31)) == dt.date(2027, 2, 28)


def test_the_next_week_begins_when_the_calendars_weeks_do():
    sunday = dt.date(2026, 11, 29)
    assert when("next week", sunday, week_starts="monday") == dt.date(2026, 11, 30)
    assert when("next week", sunday, week_starts="sunday") == dt.date(2026, 12, 6)
    assert when("next mon", sunday, week_starts="monday") == dt.date(2026, 11, 30)
    assert when("next mon", sunday, week_starts="sunday") == dt.date(2026, 12, 7)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("03/04/2026", "2026-04-03", "2026-03-04"),
        ("3-4-2026", "2026-04-03", "2026-03-04"),
        ("03/12", "2026-12-03", "2027-03-12"),
    ],
)
def test_what_can_be_two_dates_is_refused_and_both_are_offered(text, first, second):
    with pytest.raises(UsageError) as refusal:
        when(text, TODAY)
    assert first in str(refusal.value)
    assert text in str(refusal.value)
    assert refusal.value.status == 2
    assert second in str(refusal.value)
    assert refusal.value.hint == f"Write {first} or {second}."


def test_the_two_readings_are_said_in_words():
    with pytest.raises(UsageError) as refusal:
        when("03/04/2026", TODAY)
    assert (
        str(refusal.value)
        == "“03/04/2026” could be Friday 3 April 2026 (2026-04-03) or Wednesday 4 March 2026 (2026-03-04)."
    )


def test_mar_is_march_in_english_and_maybe_mardi_in_french():
    assert when("mar 15", TODAY, "en") == dt.date(2027, 3, 15)
    assert when("mar 16", TODAY, "fr") == dt.date(2027, 3, 16)
    with pytest.raises(UsageError, match=r"2026-12-15.*2027-03-15"):
        when("mar 15", TODAY, "fr")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/02/2026", "February 2026 has 28 days."),
        ("2026-02-30", "February 2026 has 28 days."),
        ("31 avril", "April 2027 has 30 days."),
        ("31 april 2028", "April 2028 has 30 days."),
        ("30 fév", "February 2027 has 28 days."),
        ("2026-13-01", "There is no month 13."),
        ("13/13/2026", "There is no month 13."),
        ("32", "No month has a day 32."),
        ("0", "No month has a day 0."),
        ("15/04/26", "“15/04/26” has a year of two digits."),
        ("1969-12-31", "Dates run from 1970 to 2999."),
        ("+9999y", "Dates run from 1970 to 2999."),
        ("15 mars 3000", "Dates run from 1970 to 2999."),
        ("friday 28 nov", "28 November 2026 is a Saturday."),
        ("lundi 27", "27 November 2026 is a Friday."),
        ("", "A date is missing."),
        ("soon", "“soon” is not a date."),
        ("mars", "“mars” is not a date."),
        ("jui 3", "“jui 3” is not a date."),
        ("2026-12", "“2026-12” is not a date."),
        ("2026", "“2026” is not a date."),
        ("1.5", "“1.5” is not a date."),
        ("fri 27 28", "“fri 27 28” is not a date."),
        ("+3 a", "“+3 a” is not a date."),
        ("+", "“+” is not a date."),
        ("next", "“next” is not a date."),
        ("fin", "“fin” is not a date."),
        ("dans", "“dans” is not a date."),
        ("of", "“of” is not a date."),
        ("le", "“le” is not a date."),
    ],
)
def test_what_is_refused_says_why(text, sentence):
    with pytest.raises(UsageError) as refusal:
        when(text, TODAY)
    assert str(refusal.value) == sentence


def test_a_number_after_a_weekday_can_be_left_to_the_title():
    assert understand("fri 5", TODAY, lone_day=False) is None
    assert understand("fri 27 nov", TODAY, lone_day=False) == dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00", "09:00"),
        ("9h", "09:00"),
        ("9h30", "09:30"),
        ("14H", "14:00"),
        ("9am", "09:00"),
        ("12am", "00:00"),
        ("9:30pm", "21:30"),
        ("24h", None),
        ("9:60", None),
        ("13pm", None),
        ("9", None),
        ("14", None),
        ("", None),
        ("am", None),
    ],
)
def test_times_of_day(text, expected):
    assert clock(text) == (dt.time.fromisoformat(expected) if expected else None)


DAYS_THERE_ARE = st.dates(FIRST, LAST)


@given(DAYS_THERE_ARE, DAYS_THERE_ARE)
def test_an_iso_date_is_itself(day, today):
    assert when(day.isoformat(), today) == day


@given(st.dates(dt.date(1980, 1, 1), dt.date(2900, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_the_week_after_today(today, number):
    day = when(DAYS[number], today)
    assert day.weekday() == number
    assert 1 <= (day - today).days <= 7
    assert when(f"last {DAYS[number]}", today) in {day - dt.timedelta(days=7), day - dt.timedelta(days=14)}


@given(st.dates(dt.date(1980, 1, 1), dt.date(2900, 1, 1)), st.integers(1, 31))
def test_a_day_number_is_today_or_later(today, number):
    day = when(str(number), today)
    assert day.day == number
    assert 0 <= (day - today).days <= 62


WORDS = [
    "the",
    "le",
    "on",
    "of",
    "de",
    "mar",
    "mars",
    "fri",
    "mardi",
    "next",
    "last",
    "prochain",
    "en",
    "huit",
    "week",
    "in",
    "dans",
    "fin",
    "du",
    "mois",
    "3",
    "31",
    "2027",
    "1er",
    "a",
    "d",
    "+2",
    "w",
    "3/4",
    "jours",
]
TYPED = st.text("0123456789/-.+ aeimrsfndwjx", max_size=12) | st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


@given(TYPED, DAYS_THERE_ARE, st.sampled_from(["en", "fr"]))
def test_whatever_is_typed_is_a_date_or_a_sentence(text, today, language):
    with speaking(language):
        found = understand(text, today, language)
    assert found is None or isinstance(found, UsageError) or FIRST <= found <= LAST


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("thu", "2026-12-07", "2026-12-10"),
        ("jeu", "2026-12-13", "2026-12-10"),
        ("on friday", "2026-12-07", "2026-12-11"),
        ("mon", "2026-11-09", "2026-11-09"),
        ("mon", "2026-11-25", "2026-11-30"),  # the week that is shown is today's: the next one, as ever
        ("next fri", "2026-12-07", "2026-12-04"),
        ("vendredi prochain", "2026-12-07", "2026-11-27"),
        ("25", "2027-01-04", "2027-01-25"),
        ("le 3", "2027-01-04", "2027-01-03"),
        ("25", "2026-11-05", "2026-11-25"),
        ("31", "2027-02-04", "2026-12-31"),
        ("tomorrow", "2026-12-07", "2026-11-24"),
        ("+1w", "2026-12-07", "2026-11-30"),
        ("15 march", "2028-12-07", "2027-03-15"),
    ],
)
def test_a_lone_weekday_or_day_is_of_the_week_or_month_that_is_looked_at(text, around, expected):
    assert when(text, TODAY, around=dt.date.fromisoformat(around)) == dt.date.fromisoformat(expected)


@given(st.dates(FIRST + dt.timedelta(7), LAST - dt.timedelta(7)), st.integers(0, 6))
def test_a_weekday_is_one_that_is_seen_unless_that_is_this_week(around, number):
    found = when(DAYS[number], TODAY, around=around)
    monday = around - dt.timedelta(around.weekday())
    assert found.weekday() == number
    assert monday <= found <= monday + dt.timedelta(6 if monday != TODAY else 7)
