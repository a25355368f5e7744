"""Ideas of others: to the inbox, credited, and not twice."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from planner.core.edits import apply
from planner.core.model import Calendar, Item, Person
from planner.errors import InvalidFileError
from planner.exchange import suggestions
from planner.exchange.csv_import import ImportPlan

PLAN = Calendar(
    "Plan", people=(Person("ana", "Ana Lévesque"),), items=(Item("bbbbbb", "Three novels", date=dt.date(2026, 12, 3)),)
)


def plan(text: str | bytes, **more: str) -> ImportPlan:
    data = text.encode() if isinstance(text, str) else text
    return suggestions.plan_suggestions(data, PLAN, choose=random.Random(2).choice, **more)


def told(found: ImportPlan) -> list[tuple[str, str]]:
    return [(item.title, item.suggested_by) for item in found.added]


def test_a_line_is_an_idea() -> None:
    found = plan("- A first idea, with a comma\n\n* Cheese: the guide\n3) Another\n[ ] Last one (Montréal)\n")

    assert told(found) == [
        ("A first idea, with a comma", ""),
        ("Cheese: the guide", ""),
        ("Another", ""),
        ("Last one (Montréal)", ""),
    ]
    assert list(found.lines.values()) == [1, 3, 4, 5]
    assert all(item.date is None and item.status == "idea" for item in found.added)


def test_people_the_calendar_knows_are_credited_wherever_they_stand() -> None:
    found = plan("Ana: One\nTwo (Ana Levesque)\nThree — Ana\nFour\n")

    assert told(found) == [("One", "ana"), ("Two", "ana"), ("Three", "ana"), ("Four", "")]


def test_names_nobody_declared_are_credited_where_most_lines_have_one() -> None:
    assert told(plan("Bruno: One\nMarie-Ève : Two\nThree\n")) == [("One", "bruno"), ("Two", "marie-eve"), ("Three", "")]


def test_a_name_above_credits_what_stands_below() -> None:
    assert told(plan("Ana :\n- One\n- Two\n\nThree\n")) == [("One", "ana"), ("Two", "ana"), ("Three", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Horodateur,Votre nom,Idée\n2026-11-02 10:00,Bruno,One\n2026-11-03 10:00,Ana,Two\n",
        "Name;Idea\nBruno;One\nAna;Two\n",
        "Bruno;One longer idea\nAna;Two, also longer\n",
    ],
)
def test_a_table_of_names_and_ideas(text: str) -> None:
    found = plan(text)

    assert [who for _title, who in told(found)] == ["bruno", "ana"]
    assert [title.split()[0].strip(",") for title, _who in told(found)] == ["One", "Two"]
    assert all(item.date is None for item in found.added)


def test_what_is_there_already_is_told_with_its_line() -> None:
    found = plan("three NOVELS!\nNew\nnew.\n")

    assert [item.title for item in found.added] == ["New"]
    assert [(one.line, "Three novels" in one.reason) for one in found.skipped] == [(1, True), (3, False)]
    assert found.rows == 3


def test_a_table_tells_what_is_there_and_changes_nothing() -> None:
    found = plan("Titre,Nom\nThree novels,Ana\nNew,Ana\n")

    assert told(found) == [("New", "ana")]
    assert [one.line for one in found.skipped] == [2]
    assert apply(PLAN, found.edit())[0].items[0] == PLAN.items[0]


def test_somebody_else_can_be_credited_for_the_whole_file() -> None:
    assert told(plan("One\n", suggested_by="Bruno")) == [("One", "bruno")]


def test_somebody_new_is_declared_with_the_name_as_it_was_written() -> None:
    after, _back = apply(PLAN, plan("Bruno L.: One\nBruno L.: Two\n").edit())

    assert [(one.id, one.name) for one in after.people] == [("ana", "Ana Lévesque"), ("bruno-l", "Bruno L.")]


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InvalidFileError):
        plan(b"")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("ideas.txt", "One\nTwo, and more\n", True),
        ("ideas.md", "- One\n- Two\n", True),
        ("ideas.csv", "One\nTwo\n", False),
        ("ideas.csv", "Nom;Idée\nAna;Un\n", True),
        ("form.csv", "Horodateur,Votre idée,Votre nom\n2026/10/01 10:11:12,Un podcast,Léa\n", True),
        ("plan.csv", "Date,Idea,Name,Channel\n2026-12-01,One,Ana,Blog\n", False),
        ("plan.txt", "Date\tTitle\tChannel\n2026-12-01\tOne\tBlog\n", False),
        ("plan.txt", "Date,Title\n2026-12-01,One\n", False),
    ],
)
def test_a_list_of_ideas_is_told_from_a_calendar(name: str, text: str, expected: bool) -> None:
    assert suggestions.is_list(text.encode(), name) is expected
