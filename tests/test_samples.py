"""The sample calendars: real plans, right to the last key, at any time of the year."""

import datetime as dt
import re

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import coverage, relevance
from planner.core.dates import Month
from planner.core.model import LANGUAGES, STATUSES
from planner.errors import UsageError
from planner.i18n import speaking
from planner.settings import samples
from planner.storage import codec

NAMES = samples.names()
ANCHOR = samples.ANCHOR
DAYS = st.dates(dt.date(1972, 1, 1), dt.date(2997, 12, 31))
QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*')


def plan(name, today=ANCHOR):
    return codec.decode(samples.load(name, today), name).calendar


def judged(name, today):
    calendar = plan(name, today)
    return [gap for gap in coverage.gaps(calendar, Month.of(today), today) if gap.open], calendar


def test_there_are_samples_in_both_languages_and_one_is_long():
    calendars = [plan(name) for name in NAMES]
    assert len(NAMES) >= 3
    assert {calendar.language for calendar in calendars} == set(LANGUAGES)
    assert max(sum(item.date is not None for item in calendar.items) for calendar in calendars) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_without_a_warning(name):
    assert codec.decode(samples.load(name, ANCHOR), name).warnings == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_shows_all_that_a_calendar_can_hold(name):
    calendar = plan(name)
    steps = {calendar.step(item) for item in calendar.items}
    assert steps == set(STATUSES)
    assert all(persona.problems for persona in calendar.personas)
    assert all(one.effort for one in calendar.formats)
    assert all(channel.days and (channel.per_week or channel.per_month) for channel in calendar.channels)
    assert all(pillar.share for pillar in calendar.pillars)
    assert calendar.moments
    assert calendar.competitors
    assert calendar.people
    assert calendar.pauses
    assert any(item.parent for item in calendar.items)
    assert any(item.suggested_by for item in calendar.items)
    assert any(item.results for item in calendar.items)
    assert any(item.exported for item in calendar.items)
    assert any(not item.has_own_id for item in calendar.items)
    assert any(item.copy and item.date and item.date >= ANCHOR for item in calendar.items)
    assert all(not item.link or item.link.startswith("https://example.org/") for item in calendar.items)


@pytest.mark.parametrize("name", NAMES)
def test_every_problem_solved_is_a_personas_own(name):
    calendar = plan(name)
    problems = {problem for persona in calendar.personas for problem in persona.problems}
    assert {item.solves for item in calendar.items if item.solves} <= problems


@pytest.mark.parametrize("name", NAMES)
def test_on_its_own_day_a_sample_has_a_handful_of_gaps_and_ideas_for_most(name):
    gaps, _calendar = judged(name, ANCHOR)
    assert 3 <= len(gaps) <= 8
    assert sum(bool(gap.candidates) for gap in gaps) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_on_its_own_day_questions_are_open_and_stale(name):
    states = {question.state for question in relevance.questions(plan(name), ANCHOR)}
    assert {"stale", "unsure"} <= states
    assert "open" in states or "no" in states or name == "studio"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("days", range(0, 366, 61))
def test_all_year_round_a_sample_has_something_to_say_but_not_too_much(name, days):
    gaps, _calendar = judged(name, ANCHOR + dt.timedelta(days))
    assert 1 <= len(gaps) <= 12
    assert any(gap.candidates for gap in gaps)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_is_a_sentence(name, language):
    gaps, calendar = judged(name, ANCHOR)
    with speaking(language):
        assert all(coverage.sentence(gap, calendar, ANCHOR).endswith(".") for gap in gaps)


@pytest.mark.parametrize("name", NAMES)
def test_in_the_anchors_week_a_sample_is_the_file_as_it_is_stored(name):
    from planner.storage import paths

    assert samples.load(name, ANCHOR) == (paths.shipped("sample_calendars") / f"{name}.toml").read_bytes()


@settings(max_examples=15)
@given(st.sampled_from(NAMES), DAYS)
def test_on_any_day_every_date_has_moved_by_the_same_whole_weeks(name, today):
    before, after = plan(name), plan(name, today)
    shift = after.items[0].date - before.items[0].date
    assert shift.days % 7 == 0
    for old, new in zip(before.items, after.items, strict=True):
        for field in ("date", "not_before", "not_after"):
            was = getattr(old, field)
            assert getattr(new, field) == (was + shift if was else None)
        assert {key: answer.on - shift for key, answer in new.relevance.items()} == {
            key: answer.on for key, answer in old.relevance.items()
        }
        assert (old.copy, old.title, old.notes) == (new.copy, new.title, new.notes)
    assert after.starts - before.starts == shift
    assert after.objective.by - before.objective.by == shift
    assert [pause.start - shift for pause in after.pauses] == [pause.start for pause in before.pauses]


@settings(max_examples=15)
@given(st.sampled_from(NAMES), DAYS)
def test_the_anchors_week_becomes_todays(name, today):
    begins = plan(name).week_starts
    offset = {"monday": 0, "sunday": 6}[begins]
    shift = plan(name, today).items[0].date - plan(name).items[0].date
    first = ANCHOR - dt.timedelta((ANCHOR.weekday() - offset) % 7) + shift
    assert first <= today < first + dt.timedelta(7)


@settings(max_examples=30)
@given(st.sampled_from(NAMES), st.integers(-2000, 40000))
def test_moved_there_and_back_is_the_same_file(name, weeks):
    data = samples.load(name, ANCHOR)
    assert samples.moved(samples.moved(data, weeks), -weeks) == data


@pytest.mark.parametrize("name", NAMES)
def test_moving_touches_no_text_and_no_comment(name):
    data = samples.load(name, ANCHOR)
    moved = samples.moved(data, 52)
    assert QUOTED.findall(moved.decode()) == QUOTED.findall(data.decode())


@pytest.mark.parametrize(
    "text",
    [
        'a = "2026-11-23"', "a = '2026-11-23'", 'a = """\n2026-11-23 \\" "" 2026-11-23"""', "a = '''2026-11-23 '' '''",
        "# 2026-11-23", 'a = "\\" # 2026-11-23"', "a-2026-11-23 = 1", 'a = """x"""" # 2026-11-23',
    ],
)  # fmt: skip
def test_a_date_that_is_no_value_stays(text):
    assert samples.moved(text.encode(), 1) == text.encode()


def test_a_date_that_is_a_value_moves_wherever_it_stands():
    text = 'a = 2026-11-23 # 2026-11-23\nb = [2026-11-24,2026-12-31]\nc = {d=2026-11-25}\ne = 2026-11-26T09:30:00\nf = ""\n'
    expected = 'a = 2026-11-30 # 2026-11-23\nb = [2026-12-01,2027-01-07]\nc = {d=2026-12-02}\ne = 2026-12-03T09:30:00\nf = ""\n'
    assert samples.moved(text.encode(), 1) == expected.encode()
    assert tomli.loads(expected)


def test_an_unknown_sample_is_refused_with_the_nearest():
    with pytest.raises(UsageError) as caught:
        samples.load("librarie", ANCHOR)
    assert "librairie" in caught.value.hint
    assert caught.value.status == 2


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1970, 1, 2), dt.date(2999, 12, 31), dt.date.max])
def test_a_day_that_no_calendar_can_hold_is_refused(day):
    with pytest.raises(UsageError):
        samples.load(NAMES[0], day)
