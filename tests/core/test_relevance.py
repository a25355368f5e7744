"""What is asked of the days ahead: each state, whose answer counts, and what is told without asking."""

import datetime as dt

import pytest

from planner import i18n
from planner.core import relevance
from planner.core.dates import Month
from planner.core.model import Answer, Calendar, Competitor, Frozen, Item, Moment, Persona, Relevance, Status

TODAY = dt.date(2026, 12, 1)
NBSP = "\u00a0"


def day(number, month=12):
    return dt.date(2026, month, number)


def answered(answer, on, *questions: str):
    return Frozen(
        {question: Answer(answer, on) for question in questions or ("interesting", "popular", "timely", "competitors")}
    )


def states(calendar, today=TODAY, month=None):
    return [(one.item_id, one.question, one.state) for one in relevance.questions(calendar, today, month)]


def test_four_questions_are_open_and_two_of_an_evergreen_item():
    calendar = Calendar("C", items=(Item("a", "A", date=day(3)), Item("b", "B", date=day(3), kind="evergreen")))
    assert states(calendar) == [
        ("a", "interesting", "open"),
        ("a", "popular", "open"),
        ("a", "timely", "open"),
        ("a", "competitors", "open"),
        ("b", "interesting", "open"),
        ("b", "competitors", "open"),
    ]


@pytest.mark.parametrize(
    ("date", "asked"), [(day(30, 11), False), (day(1), True), (day(15), True), (day(16), False), (None, False)]
)
def test_only_what_is_dated_from_today_to_ahead_days_is_asked(date, asked):
    assert bool(states(Calendar("C", items=(Item("a", "A", date=date),)))) is asked


@pytest.mark.parametrize(
    ("status", "asked"), [("published", False), ("live", False), ("parked", False), ("scheduled", True), ("?", True)]
)
def test_published_and_off_plan_items_are_not_asked(status, asked):
    calendar = Calendar(
        "C", statuses=(Status("live", "", "published"),), items=(Item("a", "A", date=day(3), status=status),)
    )
    assert bool(states(calendar)) is asked


def test_a_month_asks_of_past_days_too():
    calendar = Calendar("C", items=(Item("a", "A", date=day(2)), Item("b", "B", date=day(31))))
    assert {ident for ident, _question, _state in states(calendar, day(20), Month(2026, 12))} == {"a", "b"}


@pytest.mark.parametrize(
    ("on", "answer", "state"),
    [
        (day(12, 11), "yes", None),
        (day(11, 11), "yes", "stale"),
        (day(11, 11), "no", "stale"),
        (day(12, 11), "no", "no"),
        (day(12, 11), "unsure", "unsure"),
    ],
)
def test_an_answer_is_stale_more_than_fresh_days_before_the_items_date(on, answer, state):
    calendar = Calendar(
        "C",
        relevance=Relevance(questions=("timely",)),
        items=(Item("a", "A", date=day(3), relevance=answered(answer, on)),),
    )
    assert states(calendar) == ([("a", "timely", state)] if state else [])


def test_an_item_far_away_has_no_stale_answers_yet_but_still_a_no():
    items = (
        Item("a", "A", date=day(31), relevance=answered("yes", day(1, 10))),
        Item("b", "B", date=day(31), relevance=answered("no", day(1, 10))),
    )
    calendar = Calendar("C", relevance=Relevance(questions=("timely",)), items=items)
    assert states(calendar, TODAY, Month(2026, 12)) == [("b", "timely", "no")]


def test_an_answer_is_inherited_question_by_question_and_circles_end():
    calendar = Calendar(
        "C",
        items=(
            Item("child", "A", date=day(3), parent="mother", relevance=answered("yes", day(1), "interesting")),
            Item("mother", "B", parent="root", relevance=answered("no", day(1), "interesting", "popular")),
            Item("root", "C", parent="child", relevance=answered("unsure", day(1), "popular", "timely")),
        ),
    )
    assert states(calendar) == [
        ("child", "popular", "no"),
        ("child", "timely", "unsure"),
        ("child", "competitors", "open"),
    ]
    assert relevance.refused(calendar, calendar.by_id["child"])


def test_an_idea_can_be_asked_and_its_answers_do_not_age():
    idea = Item("a", "A", relevance=answered("yes", dt.date(2020, 1, 1), "interesting", "popular"))
    calendar = Calendar("C", items=(idea,))
    assert relevance.states_of(calendar, idea, TODAY) == {"timely": "open", "competitors": "open"}


def settled(ident, title, date, **fields: object):
    return Item(ident, title, date=date, relevance=answered("yes", TODAY), **fields)


def test_early_and_late_lie_outside_the_window():
    calendar = Calendar(
        "C",
        items=(
            settled("a", "A", day(3), not_before=day(4)),
            settled("b", "B", day(3), not_before=day(3), not_after=day(3)),
            settled("c", "C", day(3), not_after=day(2)),
        ),
    )
    assert states(calendar) == [("a", "", "early"), ("c", "", "late")]


@pytest.mark.parametrize(
    ("title", "date", "status", "repeated"),
    [
        ("L’ÉTÉ, enfin !", day(30, 11), "published", True),
        ("lete enfin", day(4, 10), "idea", True),
        ("lete enfin", day(3, 10), "idea", False),
        ("lete enfin", day(3), "idea", False),
        ("lete enfin", day(30, 11), "dropped", False),
        ("lete", day(30, 11), "idea", False),
    ],
)
def test_a_repeat_has_the_same_folded_title_1_to_repeat_days_before(title, date, status, repeated):
    calendar = Calendar("C", items=(settled("a", "L'été enfin", day(3)), Item("b", title, date=date, status=status)))
    assert (("a", "", "repeat") in states(calendar)) is repeated


def test_jargon_is_found_in_title_and_copy_without_case_and_accents_and_told_where():
    item = settled("a", "Une solution CLE EN MAIN", day(3), copy="x\nclé\nen main, œuvre")
    calendar = Calendar("C", avoid=("clé en main", "oeuvre", ""), items=(item,))
    assert states(calendar) == [("a", "", "jargon")]
    spans = relevance.jargon(calendar, item)
    assert [{"title": item.title, "copy": item.copy}[field][start:end] for field, start, end in spans] == [
        "CLE EN MAIN",
        "clé\nen main",
        "œuvre",
    ]
    assert relevance.jargon_in(calendar, "rien") == ()


def test_flags_come_after_questions_and_unpublished_past_items_keep_them():
    item = Item("a", "A", date=day(3), not_after=day(1))
    calendar = Calendar("C", relevance=Relevance(questions=("timely",)), items=(item,))
    assert states(calendar) == [("a", "timely", "open"), ("a", "", "late")]
    assert relevance.marks(calendar, item, day(30)) == ("late",)


def test_questions_speak_both_languages():
    item = Item("a", "A", date=day(3), personas=("camille",))
    calendar = Calendar("C", personas=(Persona("camille", "Camille, lectrice fidèle"),), items=(item,))
    assert relevance.question_text(calendar, item, "interesting") == "Is the subject interesting to Camille right now?"
    with i18n.speaking("fr"):
        told = [
            relevance.question_text(calendar, item, question)
            for question in ("interesting", "popular", "timely", "competitors")
        ]
        assert told == [
            f"Le sujet intéresse-t-il Camille en ce moment{NBSP}?",
            f"Est-il populaire{NBSP}?",
            f"Est-ce le moment d'en parler{NBSP}?",
            f"Qu'en font vos concurrents{NBSP}? Votre angle se distingue-t-il{NBSP}?",
        ]
        assert [relevance.state_name(state) for state in (*relevance.STATES, *relevance.FLAGS)] == [
            "à répondre",
            "à revérifier",
            "non",
            "pas sûr",
            "trop tôt",
            "trop tard",
            "déjà traité",
            "langue de bois",
        ]


def test_help_shows_what_happens_around_the_last_items_of_the_pillar_and_the_last_answer():
    item = Item("a", "A", date=day(10), pillar="p", parent="mother")
    calendar = Calendar(
        "C",
        moments=(Moment("fair", "Fair", date=day(12)), Moment("far", "Far", date=day(25))),
        competitors=(Competitor("x", "X", "https://example.org/"),),
        items=(
            item,
            Item("old", "Old", date=day(1, 11), pillar="p"),
            Item("older", "Older", date=day(1, 10), pillar="p", results=Frozen({"views": 3})),
            Item("mother", "M", relevance=answered("yes", day(21, 11), "timely")),
        ),
    )
    shown = relevance.helping(calendar, item, "timely", TODAY)
    assert [one.name for one in shown.occasions] == ["Fair"]
    assert [one.id for one in shown.pillar_items] == ["old", "older"]
    assert (shown.last_of, shown.age, shown.competitors[0].name) == ("mother", 10, "X")
    assert relevance.helping(calendar, item, "popular", TODAY).last is None


def test_a_repeat_is_described_with_its_day():
    calendar = Calendar("C", items=(settled("a", "A", day(3)), Item("b", "a!", date=day(30, 11))))
    assert [relevance.describe(one, calendar) for one in relevance.questions(calendar, TODAY)] == [
        "repeat (the same title on 30 November)"
    ]
