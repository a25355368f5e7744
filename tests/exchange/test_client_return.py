"""The client's file on its way back: what changed, what was decided, and nothing lost."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from exchange_rows import as_bytes, as_rows
from planner.core.edits import apply
from planner.core.model import Calendar, Channel, Item, Persona
from planner.exchange import client_csv, csv_import
from planner.exchange.csv_import import ImportPlan

TODAY = dt.date(2026, 11, 23)
PLAN = Calendar(
    "Plan",
    channels=(Channel("linkedin", "LinkedIn"),),
    personas=(Persona("camille", "Camille"),),
    items=(
        Item(
            "bbbbbb",
            "One",
            status="review",
            date=dt.date(2026, 12, 3),
            time=dt.time(9),
            channels=("linkedin",),
            notes="mine",
            keyword="k",
        ),
        Item("cccccc", "Two", status="draft", date=dt.date(2026, 12, 13), personas=("camille",), copy="Text"),
        Item("dddddd", "Three", status="published", date=dt.date(2026, 12, 20)),
        Item("ffffff", "Idea"),
        Item("gggggg", "January", date=dt.date(2027, 1, 4)),
    ),
)
NAMES = [name for name, _heading in client_csv.columns(PLAN)]
SENT = PLAN.items[:4]


def sent() -> list[list[str]]:
    return as_rows(client_csv.export(PLAN, SENT))


def at(name: str) -> int:
    return NAMES.index(name)


def back(rows: list[list[str]] | bytes, calendar: Calendar = PLAN) -> ImportPlan:
    data = rows if isinstance(rows, bytes) else as_bytes(rows)
    return csv_import.plan_import(data, calendar, today=TODAY, choose=random.Random(5).choice)


def test_what_the_client_changed_is_told_field_by_field() -> None:
    rows = sent()
    rows[1][at("title")], rows[1][at("date")] = "One, better", "04/12/2026"
    rows[2][at("personas")], rows[2][at("copy")] = "Camille; Bruno", ""
    rows[3][at("date")] = "20/12/2026"
    found = back(rows)

    assert found.returned
    assert found.updated == {
        "bbbbbb": {"title": ("One", "One, better"), "date": (dt.date(2026, 12, 3), dt.date(2026, 12, 4))},
        "cccccc": {"personas": (("camille",), ("camille", "bruno")), "copy": ("Text", "")},
    }
    assert found.unchanged == ("dddddd", "ffffff")
    assert found.missing == ("gggggg",)  # with ideas it was the whole calendar
    after, undo = apply(PLAN, found.edit())
    assert after.by_id["bbbbbb"].keyword == "k"
    assert [persona.name for persona in after.personas] == ["Camille", "Bruno"]
    assert apply(after, undo)[0] == PLAN


def test_columns_in_another_order_or_gone_change_nothing() -> None:
    rows = [[row[at("ref")], row[at("title")], row[at("status")]] for row in sent()]

    assert len(back(as_bytes(rows, ";", "cp1252")).unchanged) == 4
    assert len(back(as_bytes(rows, "\t", "utf-16")).unchanged) == 4


def test_rows_that_are_gone_are_told_and_never_deleted() -> None:
    rows = sent()
    found = back([rows[0], rows[1], rows[4]])

    assert found.missing == ("cccccc", "dddddd")
    assert apply(PLAN, found.edit())[0] == PLAN


def test_new_rows_become_items_once() -> None:
    rows = sent()
    fresh = [""] * len(NAMES)
    fresh[at("title")], fresh[at("channels")], fresh[at("day")] = "New", "LinkedIn + Blog", "lundi"
    fresh[at("decision")], fresh[at("comments")] = "OK", "our own idea"
    found = back([*rows, fresh])

    (item,) = found.added
    assert (item.title, item.channels, item.status, item.date) == ("New", ("linkedin", "blog"), "approved", None)
    assert "our own idea" in item.notes
    assert item.extra == {}
    after, _undo = apply(PLAN, found.edit())
    again = back([*rows, fresh], after)
    assert (again.added, dict(again.updated)) == ((), {})


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("OK", "approved"),
        ("oui", "approved"),
        ("Approuvé !", "approved"),
        ("d'accord", "approved"),
        ("👍", "approved"),
        ("x", "approved"),
    ],
)
def test_a_yes_approves(word: str, status: str) -> None:
    rows = sent()
    rows[2][at("decision")] = word
    assert back(rows).updated["cccccc"] == {"status": ("draft", status)}


@pytest.mark.parametrize("word", ["non", "No, too long", "À revoir", "changes", "refusé"])
def test_a_no_goes_back_to_review_with_what_was_said(word: str) -> None:
    rows = sent()
    rows[2][at("decision")], rows[2][at("comments")] = word, "See\r\nbelow"
    changed = back(rows).updated["cccccc"]

    assert changed["status"] == ("draft", "review")
    assert changed["notes"] == ("", f"Client, 2026-11-23: {word} – See\nbelow")


@pytest.mark.parametrize("status", ["scheduled", "published"])
def test_a_no_is_kept_as_words_where_the_post_is_out_already(status: str) -> None:
    items = tuple(replace(item, status=status) if item.id == "dddddd" else item for item in PLAN.items)
    rows = sent()
    rows[3][at("status")] = as_rows(client_csv.export(replace(PLAN, items=items), items[:4]))[3][at("status")]
    rows[3][at("decision")], rows[3][at("comments")] = "non", "too late?"
    changed = back(rows, replace(PLAN, items=items)).updated["dddddd"]

    assert set(changed) == {"notes"}
    assert changed["notes"][1].endswith("Client, 2026-11-23: non – too late?")


def test_a_yes_takes_nothing_back_and_an_unclear_word_is_kept() -> None:
    rows = sent()
    rows[3][at("decision")] = "ok"
    rows[1][at("decision")] = "ask Paul"
    found = back(rows)

    assert "dddddd" in found.unchanged
    assert found.updated["bbbbbb"] == {"notes": ("mine", "mine\nClient, 2026-11-23: ask Paul")}


def test_the_same_answer_twice_is_told_once() -> None:
    rows = sent()
    rows[1][at("decision")], rows[1][at("comments")] = "no", "longer, please"
    after, _undo = apply(PLAN, back(rows).edit())

    assert back(rows, after).updated == {}


def test_a_date_that_is_none_keeps_the_items_own() -> None:
    rows = sent()
    rows[1][at("date")] = "some day"
    found = back(rows)
    after, _undo = apply(PLAN, found.edit())

    assert after.by_id["bbbbbb"].date == dt.date(2026, 12, 3)
    assert after.by_id["bbbbbb"].extra == {"Date": "some day"}


def test_an_emptied_date_makes_an_idea_without_a_time() -> None:
    rows = sent()
    rows[1][at("date")] = ""
    after, _undo = apply(PLAN, back(rows).edit())

    assert (after.by_id["bbbbbb"].date, after.by_id["bbbbbb"].time) == (None, None)


def test_a_row_copied_by_the_client_is_a_new_item() -> None:
    rows = sent()
    copied = [*rows[1]]
    copied[at("title")] = "Again"
    found = back([*rows, copied])

    assert [item.title for item in found.added] == ["Again"]
    assert found.added[0].id != "bbbbbb"


def test_a_column_of_the_clients_own_is_kept() -> None:
    rows = [[*row, "Priority" if place == 0 else "high"] for place, row in enumerate(sent())]
    found = back(rows)

    assert found.updated["bbbbbb"] == {"extra": ({}, {"Priority": "high"})}


def test_ids_without_a_file_of_their_own_are_kept_where_they_can_be() -> None:
    found = back(sent(), replace(PLAN, items=()))

    assert [item.id for item in found.added] == ["bbbbbb", "cccccc", "dddddd", "ffffff"]
    assert found.added[0].time == dt.time(9)


def test_of_two_rows_with_one_reference_the_one_that_looks_like_the_item_is_it() -> None:
    rows = sent()
    copied = [*rows[1]]
    copied[at("title")], copied[at("date")] = "Again", "2026-12-05"
    found = back([rows[0], copied, *rows[1:]])

    assert [item.title for item in found.added] == ["Again"]
    assert (found.updated, found.missing) == ({}, ("gggggg",))


def test_an_emptied_title_changes_nothing_and_the_rest_of_its_row_counts() -> None:
    rows = sent()
    rows[1][at("title")] = ""
    rows[1][at("decision")] = "OK"
    twice = [*rows[1]]
    found = back([*rows, twice])

    assert found.updated == {"bbbbbb": {"status": ("review", "approved")}}
    assert [(one.line, found.added) for one in found.skipped] == [(6, ())]


def test_a_file_whose_references_were_deleted_is_still_told_by_its_titles() -> None:
    plan = replace(
        PLAN, items=(Item("bbbbbb", "Romans\u00a0: notre table", date=dt.date(2026, 12, 3)), *PLAN.items[1:])
    )
    rows = [row[:-1] for row in as_rows(client_csv.export(plan, plan.items))]
    found = back(rows, plan)

    assert (found.added, found.updated, len(found.unchanged)) == ((), {}, len(plan.items))


def test_a_month_that_came_back_misses_nothing_of_another_and_a_part_is_not_a_deletion() -> None:
    december = as_rows(client_csv.export(PLAN, PLAN.items[:3]))
    assert back(december).missing == ()

    part = as_rows(client_csv.export(PLAN, (PLAN.items[0], PLAN.items[3])))
    assert back(part).missing == ("cccccc", "dddddd")


@pytest.mark.parametrize(
    ("title", "shown", "same"),
    [
        ("1/2", "01/02/2026", True),
        ("1/2", "2026-01-02", True),
        ("1/2", "03/02/2026", False),
        ("00123", "123", True),
        ("00123", "124", False),
        ("3 mars", "03/03/2026", True),
        ("2026-01-02", "2026-02-01", False),
        ("1/2", "1/3", False),
    ],
)
def test_a_text_that_a_spreadsheet_took_for_a_date_or_a_number_is_not_a_change(
    title: str, shown: str, same: bool
) -> None:
    plan = replace(PLAN, items=(replace(PLAN.items[0], title=title),))
    rows = as_rows(client_csv.export(plan, plan.items))
    rows[1][at("title")] = shown
    found = back(rows, plan)

    assert found.updated == ({} if same else {"bbbbbb": {"title": (title, shown)}})
