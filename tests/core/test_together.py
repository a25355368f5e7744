"""Several calendars merged by day and column, and what each client needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import overview, together, views
from planner.core.dates import Month
from planner.core.model import Calendar, Channel, Item, Pause, Persona
from planner.core.views import Sight, everything, of_ref, ref

TODAY = dt.date(2026, 11, 23)


def plan(title, *dates, week_starts="monday", **more: object):
    items = tuple(Item(f"{title[0]}{n}", f"{title} {n}", date=day) for n, day in enumerate(dates))
    return replace(Calendar(title=title), items=items, week_starts=week_starts, **more)


def parts(*calendars):
    return [(Sight(calendar, TODAY, client=client), everything) for client, calendar in enumerate(calendars)]


DAYS = st.lists(st.dates(dt.date(2026, 10, 1), dt.date(2026, 12, 31)) | st.none(), max_size=12)


@settings(max_examples=40, deadline=None)
@given(DAYS, DAYS, st.sampled_from(["monday", "sunday", "saturday"]))
def test_nothing_is_lost_and_nothing_is_made(one, two, starts):
    calendars = (plan("Ada", *one), plan("Bo", *two, week_starts=starts))
    both = parts(*calendars)
    shown = together.month(both, Month(2026, 11), "monday")
    cards = [card for week in shown.weeks for day in week.days for card in day.cards]
    first, last = shown.weeks[0].start, shown.weeks[-1].end
    expected = [item for plan_ in calendars for item in plan_.items if item.date and first <= item.date <= last]
    assert sorted(card.ref for card in cards) == sorted(
        ref(client, item.id) for client, plan_ in enumerate(calendars) for item in plan_.items if item in expected
    )
    assert len(together.listed(both)) == len(one) + len(two)
    dated = [item.date for _sight, item in together.listed(both) if item.date]
    assert dated == sorted(dated)
    assert len(together.ideas(both)) == sum(1 for day in (*one, *two) if day is None)
    small = together.mini_month(both, Month(2026, 11), "monday")
    assert sum(small.counts.values()) == sum(1 for day in (*one, *two) if day and (day.year, day.month) == (2026, 11))
    board = together.board(both, Month(2026, 11))
    assert sum(len(column.cards) for column in board) == sum(
        len(column.cards) for sight, _accept in both for column in views.board(sight, Month(2026, 11))
    )


def test_one_calendar_is_shown_as_ever():
    alone = parts(plan("Ada", TODAY))
    assert together.week(alone, TODAY, "monday") == views.week(alone[0][0], TODAY)
    assert together.month(alone, Month.of(TODAY), "monday") == views.month(alone[0][0], Month.of(TODAY))


def test_each_row_says_whose_it_is():
    channel = Channel("li", "LinkedIn", days=("monday",), per_week=3)
    both = parts(plan("Ada", TODAY, channels=(channel,)), plan("Bo", TODAY, channels=(channel,)))
    rows = [row for row in views.week_rows(together.week(both, TODAY, "monday")) if row.kind != "day"]
    assert {(row.kind, row.client) for row in rows} == {
        ("item", 0),
        ("item", 1),
        ("slot", 0),
        ("slot", 1),
        ("gap", 0),
        ("gap", 1),
    }


def test_a_day_is_paused_where_it_is_for_all():
    away = Pause(TODAY, TODAY, "Closed")
    one, two = plan("Ada", TODAY, pauses=(away,)), plan("Bo", TODAY)
    assert together.week(parts(one, two), TODAY, "monday").days[0].pause is None
    two = replace(two, pauses=(Pause(TODAY, TODAY, "Away"),))
    assert together.week(parts(one, two), TODAY, "monday").days[0].pause == "Closed, Away"


@pytest.mark.parametrize(("client", "ident"), [(0, "abc"), (1, "abc"), (12, "~x")])
def test_refs_come_back(client, ident):
    assert of_ref(ref(client, ident)) == (client, ident)


def test_marks_are_short_and_all_different():
    assert together.marks(["Studio North", "Brown Bakery", "Célestin"]) == ("SN", "BB", "Cé")
    assert together.marks(["L'Atelier du Pignon", "La Poste", "", "🎄", "Studio North", "Studio Nord"])[:2] == (
        "LA",
        "LP",
    )


@given(st.lists(st.text(max_size=12), max_size=20))
def test_marks_never_clash(titles):
    found = together.marks(titles)
    assert len(set(found)) == len(titles)
    assert all(found)


def test_who_needs_most_stands_first():
    asks = (Persona("p", "P", per_month=4),)
    calm, busy = plan("Calm", TODAY), plan("Busy", TODAY, None, personas=asks)
    needs = overview.needs([Sight(one, TODAY, client=client) for client, one in enumerate((calm, busy))])
    assert [need.title for need in needs] == ["Busy", "Calm"]
    assert needs[0].gaps == (1, 1)
    assert [item.id for item in needs[0].week] == ["B0"]
