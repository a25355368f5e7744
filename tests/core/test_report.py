"""What the plan brought: sums that can be checked by hand, values by the formula that is printed, yields and voices."""

import datetime as dt

from planner import i18n
from planner.core import report, voices, yields
from planner.core.model import Calendar, Channel, Format, Frozen, Item, Message, Objective, Person, Persona, Pillar

TODAY = dt.date(2026, 12, 1)


def day(number, month=11):
    return dt.date(2026, month, number)


def published(ident, date, results=None, **fields: object):
    return Item(ident, ident, status="published", date=date, results=Frozen(results or {}), **fields)


CALENDAR = Calendar(
    "Librairie",
    hourly=85.0,
    objective=Objective("Fidéliser", "cartes", 120, day(31, 3)),
    personas=(Persona("camille", "Camille", "customer", value=240.0), Persona("paul", "Paul", value=100.0)),
    formats=(Format("video", "Vidéo", effort=4.0), Format("text", "Texte", effort=0.1)),
    channels=(Channel("linkedin", "LinkedIn"), Channel("blog", "Blogue")),
    pillars=(Pillar("conseil", "Conseils"),),
    messages=(Message("lire", "On lit mieux"),),
    items=(
        published(
            "a",
            day(3),
            {"views": 1200, "customers": 3},
            format="video",
            personas=("camille",),
            channels=("linkedin", "blog"),
            message="lire",
        ),
        published(
            "b",
            day(10),
            {"views": 0.1, "customers": 1},
            format="text",
            personas=("camille", "paul"),
            channels=("blog",),
            parent="a",
        ),
        published("c", day(20), {"views": 0.2}, format="text", pillar="conseil"),
        Item("d", "d", date=day(21), format="video"),
        Item("e", "e", status="dropped", date=day(21), results=Frozen({"customers": 50})),
        published("late", day(1, 12), {"cartes": 7}),
    ),
)


def test_sums_are_exact_and_each_item_counts_once_in_the_total():
    answer = report.report(CALENDAR, day(1), day(30))
    total = answer.total
    assert (total.items, total.customers, total.hours) == (3, 4, 4.2)
    assert dict(total.results) == {"views": 1200.3, "customers": 4}
    assert total.value == 3 * 240 + 170 - 4.2 * 85


def test_rows_follow_the_file_and_what_names_nothing_stands_last():
    rows = report.report(CALENDAR, day(1), day(30)).rows
    assert [(line.id, line.items, line.customers) for line in rows["persona"]] == [
        ("camille", 2, 4),
        ("paul", 1, 1),
        ("", 1, 0),
    ]
    assert [(line.id, line.hours) for line in rows["format"]] == [("video", 4), ("text", 0.2)]
    assert [(line.id, line.items) for line in rows["channel"]] == [("linkedin", 1), ("blog", 2), ("", 1)]
    assert [(line.id, line.items) for line in rows["message"]] == [("lire", 2), ("", 1)]
    assert rows["persona"][0].value == 4 * 240 - 4.1 * 85


def test_the_objective_takes_results_named_like_its_indicator_else_customers():
    assert report.progress(CALENDAR).reached == 7
    assert report.report(CALENDAR, day(1), day(30)).objective.target == 120
    other = Calendar("C", objective=Objective(target=10), items=(published("a", day(1), {"customers": 3}),))
    assert report.progress(other).reached == 3


def test_report_json_and_lines_say_the_same():
    answer = report.report(CALENDAR, day(1), day(30))
    told = report.report_json(answer)
    assert (told["calendar"], told["from"], told["to"]) == ("Librairie", "2026-11-01", "2026-11-30")
    assert set(told) >= {"total", "persona", "format", "pillar", "channel", "message", "objective", "formula"}
    assert told["objective"]["by"] == "2026-03-31"
    assert told["total"]["value"] == 533
    text = report.lines(answer, CALENDAR)
    assert text[0] == "All: 3 items · views 1200.3 · 4 customers · 4.2 hours · value 533"
    assert report.formula() in text
    with i18n.speaking("fr"):
        assert (
            report.lines(answer, CALENDAR)[0]
            == "Tout\u00a0: 3 contenus · vues 1200,3 · 4 clients · 4,2 heures · valeur 533"
        )


def test_an_empty_report_says_so():
    assert report.lines(report.report(Calendar("C")), Calendar("C")) == ["Nothing was published in this time."]
    assert report.report_json(report.report(Calendar("C")))["total"]["items"] == 0


def test_yield_counts_children_and_childrens_children_once():
    calendar = Calendar(
        "C",
        messages=(Message("m"),),
        personas=(Persona("p"),),
        formats=(Format("f"), Format("g")),
        items=(
            Item("root", "R", message="m", parent="grandchild"),
            Item("child", "A", parent="root", date=TODAY, format="f", personas=("p",)),
            published("grandchild", TODAY, parent="child"),
            Item("parked", "P", parent="root", status="parked"),
            Item("own", "O", parent="root", message="other"),
        ),
    )
    assert yields.yield_of(calendar, "root") == yields.Yield(3, 2, 1, ("child", "grandchild", "own"))
    assert yields.yield_of(calendar, "m").items == ("root", "child", "grandchild")
    assert yields.yield_of(calendar, "nobody").derived == 0
    assert {pair: [item.id for item in items] for pair, items in yields.matrix(calendar, "m").items()} == {
        ("p", "f"): ["child"],
        ("p", "g"): [],
    }


def test_silent_is_who_has_nothing_dated_in_60_days_and_no_idea_waiting():
    calendar = Calendar(
        "C",
        client="Librairie",
        people=(Person("ana", "Ana", coordinator=True), Person("luc", "Luc"), Person("kim")),
        items=(
            Item("a", "A", date=day(2, 10), owner="ana"),
            Item("b", "B", date=day(1, 10), owner="luc"),
            Item("c", "C", suggested_by="zoe"),
        ),
    )
    told = {voice.person: voice.silent for voice in voices.voices(calendar, TODAY)}
    assert told == {"ana": False, "luc": True, "kim": True, "zoe": False}
    text = voices.asking_text(calendar, [voice for voice in voices.voices(calendar, TODAY) if voice.silent])
    assert text.startswith("Hello Luc, kim,")
    assert "Librairie" in text
    assert text.endswith("Ana")


def test_problems_are_unsolved_until_an_item_of_the_last_repeat_days_solves_them():
    persona = Persona("p", problems=("Que lire ?", "Où lire ?", "Quand lire ?"))
    calendar = Calendar(
        "C",
        repeat_days=60,
        personas=(persona,),
        items=(
            Item("a", "A", date=day(20, 11), solves="que lire"),
            Item("b", "B", date=day(1, 9), solves="Où lire ?"),
            Item("c", "C", date=day(20, 11), solves="Quand lire ?", status="dropped"),
        ),
    )
    assert voices.unsolved_problems(calendar, "p", TODAY) == ("Où lire ?", "Quand lire ?")
    assert voices.unsolved_problems(calendar, "nobody", TODAY) == ()
