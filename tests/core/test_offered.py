"""What is offered after a sign, and what a bare name was meant as."""

import pytest

from planner.core.model import Calendar, Channel, Persona
from planner.core.offered import MOST, meant, offered
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
