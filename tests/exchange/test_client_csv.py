"""What a client gets, and that it comes back as it went out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.model import (
    Answer,
    Calendar,
    Channel,
    CsvExport,
    Format,
    Frozen,
    Item,
    Message,
    Person,
    Persona,
    Pillar,
    Status,
)
from planner.errors import UsageError
from planner.exchange import client_csv, csv_import
from planner.exchange.csv_import import ImportPlan

TODAY = dt.date(2026, 11, 23)
PLAN = Calendar(
    "Librairie",
    language="fr",
    personas=(Persona("camille", "Camille, lectrice; fidèle"), Persona("b", "A/B")),
    formats=(Format("video", "Vidéo"),),
    channels=(Channel("linkedin", "LinkedIn", "linkedin"), Channel("duo", "A + B")),
    pillars=(Pillar("conseil", "=Conseils"),),
    messages=(Message("lire", "On lit mieux."),),
    people=(Person("ana", "Ana"),),
    statuses=(Status("a-produire", "À produire", "draft"),),
    items=(
        Item(
            "kqfzrv",
            "Trois romans",
            status="approved",
            date=dt.date(2026, 12, 3),
            time=dt.time(9),
            channels=("linkedin", "duo"),
            format="video",
            personas=("camille", "b"),
            pillar="conseil",
            owner="ana",
            copy="Une\nligne",
            notes="secret",
            link="https://example.org/",
            assets=("a; b.jpg", "c.jpg"),
            hashtags=("lecture", "deux mots"),
            call_to_action="Réserver",
            relevance=Frozen(interesting=Answer("yes", TODAY, "vu")),
        ),
        Item("bxcwpd", "Lire après", status="a-produire"),
        Item("mmmmmm", "Sans date", status="inconnu", date=dt.date(2026, 12, 9)),
    ),
)


def table(data: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def back(data: bytes | str, calendar: Calendar = PLAN, **more: object) -> ImportPlan:
    content = data.encode() if isinstance(data, str) else data
    return csv_import.plan_import(content, calendar, today=TODAY, choose=random.Random(3).choice, **more)


def write(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def test_the_columns_are_those_of_the_contract_in_french() -> None:
    data = client_csv.export(PLAN, PLAN.items)

    assert data.startswith(
        b"\xef\xbb\xbfDate;Jour;Heure;Canal;Format;Titre;Texte;Persona;Pilier;Responsable;Statut;Lien;"
    )
    assert (
        "Appel à l'action;Mots-clics;Visuels;Votre décision;Vos commentaires;Réf. (ne pas modifier)\r\n".encode()
        in data
    )
    row = table(data)[1]
    assert row[:6] == ["2026-12-03", "jeudi", "09:00", "LinkedIn + A + B", "Vidéo", "Trois romans"]
    assert row[6:11] == ["Une\nligne", "Camille, lectrice; fidèle; A/B", "'=Conseils", "Ana", "Approuvé"]
    assert row[15:] == ["", "", "kqfzrv"]
    assert table(data)[2][10] == "À produire"


def test_in_english_and_plain() -> None:
    calendar = replace(PLAN, language="en")
    first = client_csv.export(calendar, calendar.items, dialect="plain").split(b"\r\n")[0].decode()

    assert first == (
        "Date,Day,Time,Channel,Format,Title,Copy,Persona,Pillar,Owner,Status,Link,Call to action,Hashtags,Assets,"
        "Your decision,Your comments,Ref. (do not change)"
    )
    assert client_csv.export(calendar, calendar.items).startswith(b"\xef\xbb\xbfDate,Day")
    with pytest.raises(UsageError):
        client_csv.export(calendar, (), dialect="lotus")


def test_notes_and_relevance_only_when_asked() -> None:
    quiet = client_csv.export(PLAN, PLAN.items).decode("utf-8-sig")
    told = client_csv.export(PLAN, PLAN.items, notes=True, relevance=True).decode("utf-8-sig")

    assert "secret" not in quiet
    assert "interesting" not in quiet
    assert "secret" in told
    assert "interesting: yes (2026-11-23) – vu" in told
    assert table(told.encode())[0][-3:] == ["Notes", "Pertinence", "Réf. (ne pas modifier)"]
    assert not back(told).updated


def test_columns_and_dates_as_the_calendar_has_them() -> None:
    calendar = replace(
        PLAN, csv=CsvExport((("date", "Quand"), ("title", "Quoi"), ("comments", "Vos mots")), "%d/%m/%Y")
    )
    rows = table(client_csv.export(calendar, calendar.items))

    assert rows[:2] == [
        ["Quand", "Quoi", "Vos mots", "Réf. (ne pas modifier)"],
        ["03/12/2026", "Trois romans", "", "kqfzrv"],
    ]
    rows[1][0], rows[1][2] = "04/12/2026", "Parfait"
    found = back(write(rows), calendar)
    assert found.updated["kqfzrv"]["date"] == (dt.date(2026, 12, 3), dt.date(2026, 12, 4))
    assert "Parfait" in found.updated["kqfzrv"]["notes"][1]
    assert len(found.unchanged) == 2


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-5", "@you", "\tx", "\rx", "\nx", "'=1", "''=1"])
def test_a_formula_is_guarded_in_excel_and_not_in_plain(text: str) -> None:
    item = Item("kqfzrv", "A", copy=text)
    calendar = Calendar("x", items=(item,))

    for dialect, guard in (("excel", "'"), ("excel-fr", "'"), ("plain", "")):
        data = client_csv.export(calendar, (item,), dialect=dialect)
        assert table(data, client_csv.DIALECTS[dialect].delimiter)[1][6] == guard + text
        assert back(data, calendar).unchanged == ("kqfzrv",)
    assert client_csv.guarded("it's") == "it's"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", '"', "\n"])
def test_a_text_with_any_delimiter_is_quoted_for_programs_that_try_them_all(mark: str) -> None:
    item = Item("kqfzrv", f"a{mark}b")
    for dialect in client_csv.DIALECTS:
        data = client_csv.export(Calendar("x"), (item,), dialect=dialect)
        assert ('"a' + mark.replace('"', '""') + 'b"').encode() in data


TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "=cmd|' /C calc'!A0",
            "'=x",
            "''+1",
            'The "5 mistakes", part 2',
            "a\r\nb\n",
            "[/b]",
            "é\u202eà",
            "\x1b[2J",
            ";,\t|",
            " x ",
        ]
    ),
    st.text(max_size=20),
)
SHORT = st.sampled_from(["", "linkedin", "duo", "=x", "A + B", "unheard of"])


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        date = draw(st.none() | st.dates(dt.date(1970, 1, 1), dt.date(2999, 12, 31)))
        made.append(
            Item(
                "bcdfgh"[: 6 - number] + "z" * number,
                draw(TEXTS.filter(str.strip)),
                status=draw(st.sampled_from(["idea", "published", "a-produire", "own word"])),
                date=date,
                time=draw(st.none() | st.times()) if date else None,
                channels=tuple(draw(st.lists(SHORT.filter(bool), max_size=2, unique=True))),
                format=draw(SHORT),
                personas=tuple(draw(st.lists(st.sampled_from(["camille", "b", "x; y"]), max_size=2, unique=True))),
                pillar=draw(st.sampled_from(["", "conseil", "other"])),
                owner=draw(TEXTS),
                copy=draw(TEXTS),
                link=draw(TEXTS),
                assets=tuple(draw(st.lists(TEXTS.filter(str.strip), max_size=2))),
                hashtags=tuple(draw(st.lists(TEXTS.filter(str.strip), max_size=2))),
                call_to_action=draw(TEXTS),
            )
        )
    return tuple(made)


@settings(max_examples=120, deadline=None)
@given(items(), st.sampled_from(sorted(client_csv.DIALECTS)), st.sampled_from(["en", "fr"]), st.booleans())
def test_what_went_out_comes_back_unchanged(made: tuple[Item, ...], dialect: str, language: str, excel: bool) -> None:
    calendar = replace(PLAN, items=made, language=language)
    data = client_csv.export(calendar, made, dialect=dialect)
    if excel:  # as Excel saves: line feeds inside cells, its own delimiter, blanks at the ends gone
        rows = table(data, client_csv.DIALECTS[dialect].delimiter)
        data = write([[cell.replace("\r\n", "\n").strip() for cell in row] for row in rows], ";", "utf-16")
    found = back(data, calendar)

    assert found.updated == {}
    assert found.added == ()
    assert found.unchanged == tuple(item.id for item in made)
    assert found.missing == ()


@pytest.mark.parametrize("blank", ["\r", "\t", "\n", "\t \r"])
def test_a_guarded_blank_of_which_a_spreadsheet_leaves_the_guard_is_no_change(blank: str) -> None:
    item = Item("bcdfgh", "Title", copy="text", call_to_action=blank)
    calendar = replace(PLAN, items=(item,))
    rows = table(client_csv.export(calendar, (item,), dialect="excel"), ",")
    found = back(write([[cell.strip() for cell in row] for row in rows], ";", "utf-16"), calendar)
    assert found.unchanged == ("bcdfgh",)


@pytest.mark.parametrize("dialect", ["excel-fr", "excel", "plain"])
@pytest.mark.parametrize("opened_with", [",", ";", "\t"])
def test_a_program_that_cuts_at_every_usual_delimiter_still_gets_one_column_per_column(
    dialect: str, opened_with: str
) -> None:
    item = Item("kqfzrv", "Une école, cent livres; la suite\tet fin", copy="dit-elle | et ensuite, rien")
    data = client_csv.export(Calendar("X", language="fr", items=(item,)), (item,), dialect=dialect)
    text = data.decode("utf-8-sig")
    used = ";" if dialect == "excel-fr" else ","

    # outside of quotes only the file's own delimiter is left
    bare = re.sub(r'"[^"]*"', "", text)
    assert (opened_with in bare) == (opened_with == used)
    assert table(data, used)[1][5:7] == [item.title, item.copy]


@pytest.mark.parametrize(
    ("language", "form", "shown"),
    [
        ("fr", "%A %d %B %Y", "jeudi 03 décembre 2026"),
        ("en", "%a %d %b %Y", "Thu 03 Dec 2026"),
        ("fr", "100%% %d/%m/%Y", "100% 03/12/2026"),
    ],
)
def test_names_in_a_date_are_those_of_the_calendars_language(language: str, form: str, shown: str) -> None:
    plan = replace(PLAN, language=language, csv=CsvExport(date_format=form))
    data = client_csv.export(plan, PLAN.items)

    assert table(data, ";" if language == "fr" else ",")[1][0] == shown
    assert len(back(data, plan).unchanged) == len(PLAN.items)
