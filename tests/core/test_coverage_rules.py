"""Each rule says what it says, in both languages, word by word, and the lines are drawn exactly where the page draws them."""

import datetime as dt

import pytest

from planner import i18n
from planner.core import coverage
from planner.core.dates import Month
from planner.core.model import (
    Accepted,
    Calendar,
    Channel,
    Coverage,
    Format,
    Frozen,
    Item,
    Pause,
    Person,
    Persona,
    Pillar,
    Status,
)

DEC = Month(2026, 12)
TODAY = dt.date(2026, 12, 1)
NBSP = "\u00a0"


def day(number, month=12, year=2026):
    return dt.date(year, month, number)


def items(number, *, start=1, **fields: object):
    return tuple(
        Item(f"{start}-{index}", f"T{start}-{index}", date=day(start + index % 28), **fields) for index in range(number)
    )


def gaps(calendar, month=DEC, today=TODAY):
    return coverage.gaps(calendar, month, today)


def only(calendar, rule, month=DEC, today=TODAY):
    return [gap for gap in gaps(calendar, month, today) if gap.rule == rule]


def says(calendar, rule, language, month=DEC, today=TODAY):
    with i18n.speaking(language):
        return coverage.sentence(only(calendar, rule, month, today)[0], calendar, today)


def french(text):
    """Put the no-break spaces where FRENCH.md wants them."""
    for sign in (":", "%", "»", "?"):
        text = text.replace(f" {sign}", NBSP + sign)
    return text.replace("« ", "«" + NBSP)


LINKEDIN = (Channel("linkedin", "LinkedIn", per_week=2),)
ONE_WEEK = Calendar(
    "C",
    channels=LINKEDIN,
    items=(*items(2), *items(1, start=8, channels=("linkedin",))),
    pauses=(Pause(day(14), day(31, 1, 2027)),),
)
CAMILLE = Persona("camille", "Camille, lectrice fidèle", "customer", per_month=4, formats=Frozen({"video": 1}))

SENTENCES = [
    (
        Calendar(
            "C",
            channels=LINKEDIN,
            starts=day(7),
            pauses=(Pause(day(14), day(31)),),
            items=items(1, start=8, channels=("linkedin",)),
        ),
        "cadence",
        "LinkedIn: 1 item of 2 in the week of 7 to 13 December.",
        "LinkedIn : 1 contenu sur 2 la semaine du 7 au 13 décembre.",
    ),
    (
        Calendar("C", channels=LINKEDIN, starts=day(7), pauses=(Pause(day(14), day(31)),)),
        "cadence",
        "LinkedIn: nothing in the week of 7 to 13 December (2 aimed for).",
        "LinkedIn : rien la semaine du 7 au 13 décembre (2 visés).",
    ),
    (
        Calendar("C", channels=(Channel("l", "Infolettre", per_month=2),), items=items(1, channels=("l",))),
        "cadence",
        "Infolettre: 1 item of 2 in December.",
        "Infolettre : 1 contenu sur 2 en décembre.",
    ),
    (
        Calendar("C", channels=(Channel("l", "Infolettre", per_month=1),)),
        "cadence",
        "Infolettre: nothing in December (1 aimed for).",
        "Infolettre : rien en décembre (1 visé).",
    ),
    (
        Calendar("C", personas=(CAMILLE,), items=items(2, personas=("camille",))),
        "persona",
        "Camille: 2 items of 4 in December.",
        "Camille : 2 contenus sur 4 en décembre.",
    ),
    (
        Calendar("C", personas=(CAMILLE,), formats=(Format("video", "Vidéo"),)),
        "persona-format",
        "Camille, format Vidéo: 0 items of 1 in December.",
        "Camille, format Vidéo : 0 contenu sur 1 en décembre.",
    ),
    (
        Calendar("C", formats=(Format("video", "Vidéo", per_month=2),), items=items(1, format="video")),
        "format",
        "Format Vidéo: 1 item of 2 in December.",
        "Format Vidéo : 1 contenu sur 2 en décembre.",
    ),
    (
        Calendar("C", coverage=Coverage(min_formats=3), items=(*items(1, format="a"), *items(1, start=2, format="b"))),
        "variety",
        "2 different formats in December, 3 needed.",
        "2 formats différents en décembre, il en faut 3.",
    ),
    (
        Calendar(
            "C",
            coverage=Coverage(max_quiet_days=4),
            items=tuple(Item(f"i{n}", "T", date=day(n)) for n in [*range(1, 24), 31]),
        ),
        "quiet",
        "Nothing from 24 to 30 December: 7 days in a row, 4 at most.",
        "Rien du 24 au 30 décembre : 7 jours de suite, 4 au plus.",
    ),
    (
        Calendar(
            "C",
            coverage=Coverage(max_quiet_days=4),
            starts=dt.date(2026, 11, 28),
            items=tuple(Item(f"i{n}", "T", date=day(n)) for n in range(5, 32)),
        ),
        "quiet",
        "Nothing from 28 November to 4 December: 7 days in a row, 4 at most.",
        "Rien du 28 novembre au 4 décembre : 7 jours de suite, 4 au plus.",
    ),
    (
        Calendar(
            "C", pillars=(Pillar("c", "Conseils", 40),), items=(*items(2, pillar="c"), *items(7, start=9, pillar="x"))
        ),
        "pillar",
        "Pillar “Conseils”: 22.2% in December, 30% at least (target 40%, tolerance 10 points).",
        "Pilier « Conseils » : 22,2 % en décembre, 30 % au moins (cible 40 %, tolérance 10 points).",
    ),
    (
        Calendar(
            "C",
            coverage=Coverage(max_promotional=20),
            items=(*items(5, intent="promote"), *items(11, start=9, intent="inform")),
        ),
        "promotion",
        "31.3% of items are promotional in December, 20% at most.",
        "31,3 % de contenus promotionnels en décembre, 20 % au plus.",
    ),
    (
        Calendar(
            "C",
            coverage=Coverage(min_conversation=10),
            items=(*items(1, intent="converse"), *items(19, start=3, intent="inform")),
        ),
        "conversation",
        "5% of items invite conversation in December, 10% at least.",
        "5 % des contenus invitent à la conversation en décembre, 10 % au moins.",
    ),
    (
        Calendar(
            "C",
            coverage=Coverage(min_customers=50),
            personas=(Persona("k", relation="customer"), Persona("p")),
            items=(*items(5, personas=("k",)), *items(8, start=9, personas=("p",))),
        ),
        "customers",
        "38.5% of items speak to current customers in December, 50% at least.",
        "38,5 % des contenus s'adressent à la clientèle actuelle en décembre, 50 % au moins.",
    ),
    (
        Calendar(
            "C",
            coverage=Coverage(max_one_owner=80),
            people=(Person("ana", "Ana"),),
            items=(*items(9, owner="ana"), *items(1, start=20, owner="luc")),
        ),
        "one-owner",
        "Ana: owner of 90% of items in December, 80% at most.",
        "Ana : responsable de 90 % des contenus en décembre, 80 % au plus.",
    ),
    (
        Calendar("C", coverage=Coverage(min_voices=2), items=items(1, owner="ana")),
        "voices",
        "1 person contributes in December, 2 needed.",
        "1 personne contribue en décembre, il en faut 2.",
    ),
    (
        Calendar(
            "C",
            channels=(Channel("l", "Infolettre", per_week=1),),
            week_starts="sunday",
            items=(
                Item("a", "A", date=day(1), channels=("l",)),
                Item("b", "B", channels=("l",)),
                Item("c", "C", date=day(15), channels=("l",)),
            ),
        ),
        "supply",
        "Infolettre: 3 items in reserve of 4 for four weeks; enough until 19 December.",
        "Infolettre : 3 contenus en réserve sur 4 pour quatre semaines ; assez jusqu'au 19 décembre.",
    ),
    (
        Calendar(
            "C",
            channels=(Channel("l", "Infolettre", per_week=1),),
            items=(Item("a", "A", date=day(24, 11), channels=("l",)),),
        ),
        "supply",
        "Infolettre: 1 item in reserve of 4 for four weeks; enough until 1 November.",
        "Infolettre : 1 contenu en réserve sur 4 pour quatre semaines ; assez jusqu'au 1er novembre.",
    ),
]


@pytest.mark.parametrize(("calendar", "rule", "english", "words"), SENTENCES)
def test_each_rule_speaks_both_languages(calendar, rule, english, words):
    today, month = (day(3, 11), Month(2026, 11)) if "novembre." in words else (TODAY, DEC)
    assert says(calendar, rule, "en", month, today) == english
    assert says(calendar, rule, "fr", month, today) == french(words)


def test_an_empty_calendar_without_targets_has_no_gaps():
    assert gaps(Calendar("C")) == ()


def test_a_week_belongs_to_the_month_of_its_fourth_day_and_is_counted_whole():
    calendar = Calendar(
        "C", channels=(Channel("l", per_week=1),), items=(Item("a", "A", date=dt.date(2026, 11, 30), channels=("l",)),)
    )
    weeks = [gap.start for gap in only(calendar, "cadence")]
    assert weeks == [day(7), day(14), day(21), day(28)]
    assert next(gap.start for gap in only(calendar, "cadence", Month(2027, 1))) == dt.date(2027, 1, 4)
    assert dt.date(2026, 11, 30) not in [gap.start for gap in only(calendar, "cadence", Month(2026, 11))]


def test_a_week_that_starts_on_thursday_has_its_fourth_day_on_sunday():
    calendar = Calendar("C", week_starts="thursday", channels=(Channel("l", per_week=1),))
    assert [gap.start.day for gap in only(calendar, "cadence", Month(2026, 2))] == [29, 5, 12, 19]


def test_february_of_four_whole_weeks_has_four():
    calendar = Calendar("C", channels=(Channel("l", per_week=1),))
    assert len(only(calendar, "cadence", Month(2027, 2), day(1, 2, 2027))) == 4


def test_a_year_of_53_weeks_gives_each_week_to_one_month():
    calendar = Calendar("C", channels=(Channel("l", per_week=1),))
    starts = [
        gap.start for number in range(1, 13) for gap in only(calendar, "cadence", Month(2020, number), day(1, 1, 2020))
    ]
    assert len(starts) == len(set(starts)) == 53


def test_a_paused_week_asks_less_but_the_target_stays_that_of_the_file():
    calendar = Calendar("C", channels=LINKEDIN, pauses=(Pause(day(10), day(12)),))
    week = next(gap for gap in only(calendar, "cadence") if gap.start == day(7))
    assert (week.need, week.asks, week.have) == (2, 1, 0)
    fed = Calendar(
        "C", channels=LINKEDIN, pauses=(Pause(day(10), day(12)),), items=items(1, start=8, channels=("linkedin",))
    )
    assert day(7) not in [gap.start for gap in only(fed, "cadence")]


def test_nothing_is_asked_by_the_month_of_a_month_that_begins_before_starts():
    calendar = Calendar(
        "C", starts=day(2), personas=(CAMILLE,), coverage=Coverage(min_formats=3, max_quiet_days=4), channels=LINKEDIN
    )
    assert {gap.rule for gap in gaps(calendar)} == {"cadence", "quiet", "supply"}
    assert {gap.rule for gap in gaps(calendar, Month(2027, 1))} >= {"persona", "variety"}


@pytest.mark.parametrize(("promote", "inform", "flagged"), [(1, 4, False), (2, 8, False), (2, 7, True), (1, 3, False)])
def test_a_percentage_on_the_line_passes_and_a_set_under_five_is_silent(promote, inform, flagged):
    calendar = Calendar(
        "C",
        coverage=Coverage(max_promotional=20),
        items=(*items(promote, intent="promote"), *items(inform, start=9, intent="inform")),
    )
    assert bool(only(calendar, "promotion")) is flagged


def test_a_decimal_target_is_the_decimal_that_is_written():
    made = (
        *items(333, intent="converse"),
        *tuple(Item(f"x{n}", "T", date=day(2), intent="inform") for n in range(667)),
    )
    assert not only(Calendar("C", coverage=Coverage(min_conversation=33.3), items=made), "conversation")


def test_parked_dropped_and_own_words_for_them_do_not_count():
    calendar = Calendar(
        "C",
        statuses=(Status("à part", "", "parked"),),
        personas=(Persona("a", per_month=5),),
        items=tuple(
            Item(str(n), "T", status=word, date=day(2), personas=("a",))
            for n, word in enumerate(["parked", "dropped", "à part", "idea", "?"])
        ),
    )
    assert only(calendar, "persona")[0].have == 2


def test_an_item_counts_once_on_each_of_its_channels():
    item = Item("a", "A", date=day(8), channels=("x", "y", "x"))
    calendar = Calendar("C", channels=(Channel("x", per_month=2), Channel("y", per_month=1)), items=(item,))
    assert [(gap.subject, gap.have) for gap in only(calendar, "cadence")] == [("x", 1)]


def test_supply_is_asked_only_of_the_month_that_holds_today():
    calendar = Calendar("C", channels=LINKEDIN)
    assert only(calendar, "supply")
    assert not only(calendar, "supply", Month(2027, 1))
    gap = only(calendar, "supply")[0]
    assert (gap.start, gap.end, gap.need, gap.have) == (TODAY, dt.date(2026, 12, 28), 8, 0)


def test_accepting_by_first_day_by_month_and_not_by_half():
    base = {"channels": LINKEDIN}
    everything = [gap.start for gap in only(Calendar("C", **base), "cadence")]
    by_day = Calendar("C", **base, accepted=(Accepted("cadence", "linkedin", day(7), "2026-12"),))
    by_month = Calendar("C", **base, accepted=(Accepted("cadence", "linkedin", None, "2026-12"),))
    other = Calendar(
        "C", **base, accepted=(Accepted("cadence", "blog", day(7)), Accepted("cadence", "linkedin", None, "2026-11"))
    )
    assert [gap.start for gap in only(by_day, "cadence") if gap.accepted] == [day(7)]
    assert [gap.start for gap in only(by_month, "cadence") if gap.accepted] == everything
    assert not any(gap.accepted for gap in only(other, "cadence"))


def test_a_gap_is_past_when_it_ended_before_today():
    calendar = Calendar("C", channels=LINKEDIN)
    assert [gap.past for gap in only(calendar, "cadence", today=day(14))] == [True, True, False, False, False]


def test_a_target_larger_than_time_itself_neither_crashes_nor_hangs():
    assert gaps(Calendar("C", coverage=Coverage(max_quiet_days=10**30))) == ()


def test_check_json_has_the_shape_of_the_page():
    calendar = Calendar(
        "Librairie",
        channels=LINKEDIN,
        items=(
            Item("kqfzrv", "Trois", date=day(3), channels=("linkedin",)),
            Item("bxcwpd", "Lire", channels=("linkedin",)),
        ),
    )
    told = coverage.check_json(calendar, DEC, TODAY)
    assert list(told) == ["calendar", "month", "today", "gaps", "questions", "supply"]
    gap = next(one for one in told["gaps"] if one["from"] == "2026-12-07")
    assert list(gap) == [
        "rule",
        "subject",
        "from",
        "to",
        "need",
        "have",
        "accepted",
        "past",
        "message",
        "candidates",
        "could",
    ]
    assert gap["candidates"] == ["bxcwpd"]
    assert gap["could"] == []
    assert told["questions"][0] == {
        "item": "kqfzrv",
        "title": "Trois",
        "date": "2026-12-03",
        "question": "interesting",
        "state": "open",
    }
    assert told["supply"] == [
        {
            "channel": "linkedin",
            "need": 8,
            "have": 2,
            "ready_until": "2026-11-29",
            "planned_until": "2026-11-29",
            "lasts_until": "2026-12-06",
        }
    ]


def test_the_questions_of_check_are_those_ahead_unless_a_month_is_named():
    calendar = Calendar("C", items=(Item("a", "A", date=day(25)),))
    assert coverage.check_json(calendar, DEC, TODAY)["questions"] == []
    assert len(coverage.check_json(calendar, DEC, TODAY, asked=DEC)["questions"]) == 4


def test_open_slots_are_a_channels_days_without_an_item_on_it_and_not_paused():
    calendar = Calendar(
        "C",
        channels=(Channel("l", days=("tuesday", "thursday"), time=dt.time(9)), Channel("n")),
        items=(
            Item("a", "A", date=day(1), channels=("l",)),
            Item("b", "B", date=day(3), status="parked", channels=("l",)),
        ),
        pauses=(Pause(day(8), day(8)),),
    )
    assert coverage.open_slots(calendar, day(1), day(10)) == ((day(3), "l", dt.time(9)), (day(10), "l", dt.time(9)))


def test_month_table_counts_against_targets():
    calendar = Calendar(
        "C",
        personas=(CAMILLE,),
        formats=(Format("video", per_month=2),),
        channels=LINKEDIN,
        pillars=(Pillar("p", share=50),),
        items=(
            *items(3, personas=("camille", "bob"), format="video", pillar="p", channels=("linkedin",)),
            *items(1, start=9, personas=("bob",)),
        ),
    )
    table = coverage.month_table(calendar, DEC, TODAY)
    assert table.personas == ("camille", "bob")
    assert table.formats == ("video", "")
    assert table.cells["camille", "video"] == coverage.Cell(3, 1)
    assert table.persona_totals["camille"].short
    assert not table.cells["camille", "video"].short
    assert table.weeks[0] == coverage.WeekBar("linkedin", dt.date(2026, 11, 30), 3, 2)
    assert table.pillars[0].percent == 100
    assert table.demands
    assert table.supply
    assert not coverage.month_table(Calendar("C"), DEC).demands
