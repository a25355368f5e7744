"""What came with a new file is known as that, and does not fill the week of several clients."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from planner.core import overview, starter, together
from planner.core.model import Calendar, Item
from planner.core.views import Sight, everything
from planner.settings import template
from planner.storage import codec

TODAY = dt.date(2026, 11, 23)


def new(language: str, *items: Item) -> Calendar:
    text = template.new_calendar("Mine", language, "Europe/London", TODAY)
    return replace(codec.decode(text, "new.toml").calendar, items=items)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_channel_and_persona_of_a_new_calendar_is_known(language):
    calendar = new(language, Item("bcdfgh", "Something", date=TODAY))
    everyone = (*(one.id for one in calendar.channels), *(one.id for one in calendar.personas))
    assert starter.untouched(calendar) == everyone
    assert starter.untouched(new(language)) == ()  # an empty calendar is guided by them


def test_what_is_used_or_changed_is_somebodys_own():
    item = Item("bcdfgh", "Something", date=TODAY, channels=("linkedin",), personas=("customer",))
    calendar = new("en", item)
    assert starter.untouched(calendar) == ("newsletter", "prospect")
    other = replace(calendar.channels[1], days=("friday",))
    named = replace(calendar.personas[1], name="Ravi, new here")
    changed = replace(calendar, channels=(calendar.channels[0], other), personas=(calendar.personas[0], named))
    assert starter.untouched(changed) == ()


def test_several_clients_are_shown_without_it_and_one_alone_with_it():
    item = Item("bcdfgh", "Something", channels=("blog",))
    parts = [(Sight(new("en", item), TODAY, client=client), everything) for client in range(2)]
    both, alone = together.week(parts, TODAY, "monday"), together.week(parts[:1], TODAY, "monday")
    assert not any(day.slots for day in both.days)
    assert not any(part.gaps for part in both.parts)
    assert any(day.slots for day in alone.days)
    assert alone.gaps
    used = replace(item, channels=("linkedin",))
    parts[1] = (Sight(new("en", used), TODAY, client=1), everything)
    assert {slot.channel.id for day in together.week(parts, TODAY, "monday").days for slot in day.slots} == {"linkedin"}


def test_past_items_that_nobody_called_published_are_counted():
    day = TODAY - dt.timedelta(days=400)
    items = [
        Item(f"bcdfg{n}", "Old", date=day, status=status)
        for n, status in enumerate(("", "draft", "published", "parked"))
    ]
    assert Sight(new("en", *items, Item("hjklmn", "Idea")), TODAY).past == 2


def test_the_overview_names_no_supply_that_nobody_asked_for():
    item = Item("bcdfgh", "Something", channels=("blog",))
    assert overview.need_of(Sight(new("en", item), TODAY)).channel == ""
    used = replace(item, channels=("linkedin",))
    assert overview.need_of(Sight(new("en", used), TODAY)).channel == "LinkedIn"
