"""A new calendar: exactly what the contract promises, in both languages, for any title."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core import coverage
from planner.core.dates import Month
from planner.core.model import Calendar, Coverage
from planner.settings import template
from planner.storage import codec

TODAY = dt.date(2026, 11, 23)
LANGUAGES = ("en", "fr")


def new(language, today=TODAY, zone="America/Montreal", title="Mine") -> Calendar:
    decoded = codec.decode(template.new_calendar(title, language, zone, today), "new.toml")
    assert decoded.warnings == ()
    return decoded.calendar


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_calendar_is_what_the_contract_says(language):
    calendar = new(language)
    assert (calendar.title, calendar.language, calendar.timezone) == ("Mine", language, "America/Montreal")
    assert (calendar.starts, calendar.version, calendar.items) == (TODAY, 1, ())
    assert [(one.relation, one.per_month) for one in calendar.personas] == [("customer", 4), ("prospect", 2)]
    assert sorted(one.per_month for one in calendar.formats) == [0, 0, 0, 0, 0, 1]
    assert [one.per_month for one in calendar.formats if one.id == "video"] == [1]
    social, letter = calendar.channels
    assert (social.network, social.per_week, social.days, social.time) == (
        "linkedin",
        2,
        ("tuesday", "thursday"),
        dt.time(9),
    )
    assert (letter.per_month, letter.days) == (2, ("wednesday",))
    assert calendar.coverage == Coverage(
        max_quiet_days=7, min_formats=3, max_promotional=20, min_conversation=10, min_customers=50
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_examples_can_be_used_as_they_stand(language):
    text = template.new_calendar("Mine", language, "", TODAY).decode()
    assert all(f"\n# {name}" in text for name in ("[[pillars]]", "holidays = ", "[objective]", "[[items]]"))
    lines = []
    for line in text.splitlines():
        example = re.match(r"# (\[+\w+\]+|\w+ = .*)", line)
        lines.append(line[2:] if example else line)
    calendar = codec.decode("\n".join(lines).encode(), "new.toml").calendar
    assert len(calendar.pillars) == 2
    assert sum(pillar.share for pillar in calendar.pillars) == 100
    assert calendar.items[0].date == TODAY + dt.timedelta(14)
    assert calendar.objective.by > TODAY
    assert calendar.holidays
    assert calendar.timezone == "America/Montreal"


def test_its_comments_are_in_its_language():
    assert "# Qui vous lit" in template.new_calendar("x", "fr", "", TODAY).decode()
    assert "# Who reads you" in template.new_calendar("x", "en", "", TODAY).decode()
    assert "# Who reads you" in template.new_calendar("x", "de", "", TODAY).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_first_month_asks_nothing_by_the_month_when_it_began_before(language):
    asked = {gap.rule for gap in coverage.gaps(new(language), Month.of(TODAY), TODAY)}
    assert asked <= {"cadence", "supply", "quiet"}


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_title_comes_back_as_it_was(title, language):
    if not title.strip():
        return
    assert new(language, title=title).title == title


def test_a_lone_surrogate_is_replaced_at_the_door():
    assert new("en", title="a\ud800b").title == "a?b"


@pytest.mark.parametrize("day", [dt.date(1970, 1, 1), dt.date(2999, 6, 1)])
def test_any_day_a_calendar_can_hold_is_a_day_to_start(day):
    assert new("fr", today=day).starts == day


def test_the_machines_zone_is_its_variable_or_its_link(tmp_path):
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Paris")
    assert template.machine_timezone({"TZ": ":America/Montreal"}, link) == "America/Montreal"
    assert template.machine_timezone({}, tmp_path / "none") == ""
    folder = tmp_path / "zoneinfo" / "posix" / "Europe"
    folder.mkdir(parents=True)
    (folder / "Paris").write_bytes(b"")
    inner = tmp_path / "inner"
    inner.symlink_to(folder / "Paris")
    assert template.machine_timezone({"TZ": "CET-1CEST,M3.5.0"}, inner) == "Europe/Paris"
    assert template.machine_timezone({"TZ": "../etc/passwd"}, tmp_path / "none") == ""
    (folder / "Nowhere").write_bytes(b"")
    wrong = tmp_path / "wrong"
    wrong.symlink_to(folder / "Nowhere")
    assert template.machine_timezone({}, wrong) == ""
