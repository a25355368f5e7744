"""What is offered after a sign, and what a bare name was meant as."""

import datetime as dt

import pytest

from planner.core.model import Calendar, Channel, Item, Persona
from planner.core.offered import MOST, left_over, meant, offered
from planner.i18n import speaking

PLAN = Calendar(
    "T",
    personas=(Persona("dana", "Dana, owner"), Persona("dora", ""), Persona("ravi", "Ravi")),
    channels=(Channel("linkedin", "LinkedIn"),),
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Prices @", "@dana Dana, owner · @dora · @ravi"),
        ("@", "@dana Dana, owner · @dora · @ravi"),
        ("Prices @d", "@dana Dana, owner · @dora"),
        ("Prices @ra", ""),
        ("Prices @dana ", ""),
        ("Prices !", "!linkedin"),
        ("Prices *", "there is no pillar in this calendar yet"),
        ("Prices =", "= a day: =25, =fri, =tomorrow, =+2w, =15 march"),
        ("Prices =f", ""),
        ("Prices", ""),
        ("mail@", ""),
        ("", ""),
    ],
)
def test_a_sign_alone_shows_what_there_is(line, said):
    assert offered(line, PLAN) == said


def test_of_very_many_names_some_are_offered_and_briefly():
    plan = Calendar("T", personas=tuple(Persona(f"p{number}", "P") for number in range(20)))
    assert offered("@", plan, brief=True) == " ".join(f"@p{number}" for number in range(MOST)) + " …"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("linked", "!linkedin"),
        ("x owner", ""),
        ("ravi", "@ravi"),
        ("draft", "status:draft"),
        ("li", ""),
        ("@ravi", ""),
        ("", ""),
    ],
)
def test_a_bare_name_is_said_with_its_sign(line, said):
    assert meant(line, PLAN) == said


def test_a_status_is_known_by_its_french_name():
    with speaking("fr"):
        assert meant("brouillon", PLAN) == "statut:brouillon"


TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Prices friday 10:00 linkedin", "friday → =friday · 10:00 → =10:00 · linkedin → !linkedin"),
        ("Friday prices for Ravi", "Friday → =Friday · Ravi → @ravi"),
        ("Prices 15 march at 9h30", "15 march → =15 march · 9h30 → =9h30"),
        ("Prices next friday", "next friday → =next friday"),
        ("Prix vendredi prochain", "vendredi prochain → =vendredi prochain"),
        ("Prices 25/12", "25/12 → =25/12"),
        ("Prices 10:00", "10:00 → =fri 10:00"),
        ("Prices frid", "frid → =frid"),
        ("10 prices in 3 years of sun", ""),
        ("Friday", ""),
        ("", ""),
    ],
)
def test_what_is_left_in_a_title_is_said_as_it_would_be_written(title, said):
    told = left_over(Item("", title), PLAN, TODAY, dated=False, timed=False)
    assert told == (f"left in the title: {said}" if said else "")


def test_what_an_item_has_is_not_looked_for_in_its_title():
    item = Item("", "Prices fri 10:00 linkedin", date=TODAY, time=dt.time(9), channels=("linkedin",))
    assert not left_over(item, PLAN, TODAY, dated=True, timed=True)
    with speaking("fr"):
        told = left_over(Item("", "Prix 10:00"), PLAN, TODAY, dated=False, timed=False)
        assert told.endswith("10:00 → =ven 10:00")
