"""Taking a spreadsheet in: every row told, every column placed, nothing twice."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import ids
from planner.core.edits import apply
from planner.core.model import Calendar, Channel, Format, Frozen, Item, Person, Persona, Pillar
from planner.errors import InvalidFileError, UsageError
from planner.exchange import csv_import, suggestions
from planner.exchange.csv_import import ImportPlan
from planner.tui.acts import shared

TODAY = dt.date(2026, 11, 23)


def plan(text: str | bytes, calendar: Calendar | None = None, **more: object) -> ImportPlan:
    data = text.encode() if isinstance(text, str) else text
    choose = random.Random(7).choice
    return csv_import.plan_import(data, calendar or Calendar("Test"), **({"today": TODAY, "choose": choose} | more))


def only(text: str | bytes, calendar: Calendar | None = None, **more: object) -> Item:
    (item,) = plan(text, calendar, **more).added
    return item


def test_a_plain_row_fills_every_field() -> None:
    item = only(
        "Date,Time,Channel,Format,Title,Copy,Persona,Pillar,Owner,Status,Link,Call to action,Hashtags,Assets,Notes,Keyword,Intent,Views\n"
        '2026-12-03,9h30,LinkedIn + Newsletter,Video,"The ""5"" mistakes, part 2","One\ntwo",Camille,Advice,Ana,approved,https://e.org/x,'
        "Book,#a #b,one.jpg | two.jpg,internal,novel,Inform,1 200\n"
    )

    assert (item.date, item.time) == (dt.date(2026, 12, 3), dt.time(9, 30))
    assert item.channels == ("linkedin", "newsletter")
    assert (item.format, item.personas, item.pillar) == ("video", ("camille",), "advice")
    assert item.title == 'The "5" mistakes, part 2'
    assert item.copy == "One\ntwo"
    assert (item.owner, item.status, item.link, item.call_to_action) == ("ana", "approved", "https://e.org/x", "Book")
    assert (item.hashtags, item.assets) == (("a", "b"), ("one.jpg", "two.jpg"))
    assert (item.notes, item.keyword, item.intent) == ("internal", "novel", "inform")
    assert item.results == {"views": 1200}
    assert item.extra == {}
    assert len(item.id) == 6


def test_the_whole_import_is_one_edit_that_declares_what_is_new() -> None:
    found = plan(
        "Title,Channel,Persona,Format,Theme,Status\nA,LinkedIn,Camille,Reel,Tips,À produire\nB,linkedin,Camille,Reel,Tips,draft\n"
    )
    after, back = apply(Calendar("Test"), found.edit())

    assert [channel.name for channel in after.channels] == ["LinkedIn"]
    assert after.channels[0].network == "linkedin"
    assert [persona.id for persona in after.personas] == ["camille"]
    assert [(status.id, status.name, status.step) for status in after.statuses] == [
        ("a-produire", "À produire", "draft")
    ]
    assert [item.status for item in after.items] == ["a-produire", "draft"]
    assert after.pillars[0].name == "Tips"
    assert apply(after, back)[0] == Calendar("Test")


def test_names_the_calendar_knows_are_found_by_id_or_name_whatever_the_accents() -> None:
    calendar = Calendar(
        "Test",
        personas=(Persona("camille", "Camille, lectrice fidèle"),),
        formats=(Format("video", "Vidéo"),),
        channels=(Channel("insta", "Instagram", "instagram"),),
        pillars=(Pillar("conseil", "Conseils de lecture"),),
        people=(Person("ana", "Ana Lévesque"),),
    )
    found = plan(
        "Titre;Persona;Format;Canal;Pilier;Responsable\nA;camille, LECTRICE fidele;VIDEO;IG;conseils de lecture;ana levesque\n",
        calendar,
    )

    (item,) = found.added
    assert (item.personas, item.format, item.channels, item.pillar, item.owner) == (
        ("camille",),
        "video",
        ("insta",),
        "conseil",
        "ana",
    )
    assert found.declared == {}


@pytest.mark.parametrize(
    "header",
    [
        "Date,Titre,Statut,Plateforme,Légende,Mots-clics",
        "Fecha,Título,Estado,Red social,Texto,Hashtags",
        "Data,Título,Situação,Rede social,Legenda,Hashtags",
        "Datum,Titel,Status,Kanal,Beitragstext,Hashtags",
        "Tanggal,Judul Konten,Status,Platform,Keterangan,Hashtag",
        "日期,标题,状态,平台,文案,标签",
        "PublishDate,Content_Title,Blog Status,Platforms,Draft Caption,Hash-tags",
    ],
)
def test_headers_are_known_in_many_languages(header: str) -> None:
    found = plan(f"{header}\n2026-12-03,Un titre,x,LinkedIn,Un texte assez long pour en être un,#a\n")

    assert list(found.columns.values()) == ["date", "title", "status", "channels", "copy", "hashtags"]


@pytest.mark.parametrize(
    ("cell", "status", "step", "kept"),
    [
        ("Published", "published", "published", False),
        ("PUBLIÉ", "published", "published", False),
        ("Posted", "published", "published", True),
        ("Publicado", "published", "published", True),
        ("published:180244", "published", "published", True),
        ("In Progress", "in-progress", "draft", False),
        ("a  valider", "a-valider", "review", False),
        ("Not started", "not-started", "idea", False),
        ("review_pending", "review-pending", "review", False),
        ("Geplant", "geplant", "draft", False),
        ("on hold", "parked", "parked", True),
        ("Annulé", "dropped", "dropped", True),
        ("waiting for Godot", "waiting-for-godot", "draft", False),
    ],
)
def test_status_words_fold_onto_the_ladder_and_the_own_word_stays(
    cell: str, status: str, step: str, kept: bool
) -> None:
    found = plan(f"Title,Status\nA,{cell}\n")
    after, _back = apply(Calendar("Test"), found.edit())

    (item,) = after.items
    assert item.status == status
    assert after.step(item) == step
    assert (item.extra.get("Status") == cell) is kept
    names = [one.name for one in after.statuses]
    assert kept or " ".join(cell.split()) in names or cell.lower() in ("published", "publié")


def test_a_header_row_further_down_is_found_and_what_stands_above_is_told() -> None:
    found = plan(
        "Our plan for spring,,\n,,\nDate,Title,Platform\n2026-12-03,A,Facebook\nDate,Title,Platform\n,,\nWeek 2,,\n2026-12-04,B,Facebook\n"
    )

    assert [item.title for item in found.added] == ["A", "B"]
    assert [one.line for one in found.skipped] == [1, 2, 5, 6, 7]
    assert found.rows == 7
    assert "line 3" in " ".join(found.notes)


def test_a_legend_at_the_end_is_no_item() -> None:
    found = plan("Date,Titre,Notes\n2026-12-03,A,\n,,\n,,Pilier 1 : annonces\n,Légende :,\n,Bleu = brouillon,\n")

    assert len(found.added) == 1
    assert [one.line for one in found.skipped] == [3, 4, 5, 6]


def test_the_line_is_that_of_the_file_where_cells_have_several_lines() -> None:
    found = plan('Title,Copy\r\nA,"one\r\ntwo\nthree"\r\n,\r\n"B",x\r\n')

    assert list(found.lines.values()) == [2, 6]
    assert [one.line for one in found.skipped] == [5]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_delimiter_in_every_encoding(delimiter: str, encoding: str) -> None:
    rows = [
        ["Date", "Titre", "Légende"],
        ["2026-12-03", "L'été à la forêt", "Où êtes-vous, déjà"],
        ["2026-12-04", "Noël; ou presque", "œuvre"],
    ]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    found = plan(text.encode(encoding))

    assert [item.title for item in found.added] == ["L'été à la forêt", "Noël; ou presque"]
    assert [item.copy for item in found.added] == ["Où êtes-vous, déjà", "œuvre"]


def test_a_few_wrong_bytes_in_utf8_are_read_as_windows_and_told() -> None:
    found = plan("Titre,Texte\nÉté à la forêt,œuvres d'été\n".encode() + "Noël,é\n".encode("cp1252"))

    assert [item.title for item in found.added] == ["Été à la forêt", "Noël"]
    assert any("Windows-1252" in note for note in found.notes)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"\xef\xbb\xbf \r\n", 1),
        (b"PK\x03\x04" + bytes(range(256)), 1),
        (bytes(range(256)) * 20, 2),
        (b"Title,Copy\nA,b\nC,\x00\n", 3),
        (b'Title,Copy\nA,b\n"C,never closed\nD,e\n', 3),
        (b"Title,Copy\nA," + b"x" * 10_000_000 + b"\n", 2),
        (b"\xff\xfeT\x00i\x00\x00\xd8", 1),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(content: bytes, line: int) -> None:
    with pytest.raises(InvalidFileError) as caught:
        plan(content, name="file.csv")

    assert caught.value.status == 65
    assert caught.value.problems[0].line == line
    assert str(caught.value).startswith(f"file.csv:{line}:1: error: ")


def test_a_workbook_is_refused_with_what_to_do_and_no_line_to_mend() -> None:
    with pytest.raises(InvalidFileError) as caught:
        plan(b"PK\x03\x04" + bytes(range(256)), name="/home/ana/month.xlsx")

    assert "CSV UTF-8" in caught.value.hint
    assert shared.sentence(caught.value) == (
        "month.xlsx: this is no CSV but a file of the kind Excel (.xlsx) or LibreOffice (.ods). Open it in Excel or LibreOffice, choose File > Save As, "
        "and the type “CSV UTF-8”; then import the new file."
    )
    with pytest.raises(InvalidFileError) as caught:
        plan(b'Title,Copy\nA,b\n"C,never closed\nD,e\n', name="month.csv")
    assert shared.sentence(caught.value).startswith("month.csv, line 3: ")
    assert "Mend this line" in shared.sentence(caught.value)


def test_headings_that_mean_nothing_here_are_named_and_their_texts_kept() -> None:
    found = plan("Date,Title,Channel,Zielgruppenfarbe,Couleur\n2026-12-01,A,LinkedIn,x,red\n2026-12-02,B,LinkedIn,,\n")

    assert [note for note in found.notes if "“Zielgruppenfarbe”, “Couleur”" in note and "Persona" in note]
    assert found.added[0].extra == {"Zielgruppenfarbe": "x", "Couleur": "red"}
    assert not [note for note in plan("Date,Title\n2026-12-01,A\n").notes if "not known" in note]


def test_too_many_rows_are_refused_at_the_row_that_is_too_many() -> None:
    with pytest.raises(InvalidFileError) as caught:
        plan("Title,Copy\n" + "A,b\n" * 200_000)

    assert caught.value.problems[0].line == 50_002


def test_a_header_alone_is_nothing_at_all() -> None:
    found = plan("Date,Title,Status\n\n\n")

    assert found.report() == {
        "rows": 0,
        "added": [],
        "updated": [],
        "unchanged": [],
        "skipped": [],
        "columns": {"Date": "date", "Title": "title", "Status": "status"},
    }
    assert found.edit().edits == ()


def test_a_column_twice_keeps_both() -> None:
    found = plan("Title,Colour,Colour\nA,red,blue\n")

    assert found.columns == {"Title": "title", "Colour": "extra", "Colour (2)": "extra"}
    assert found.added[0].extra == {"Colour": "red", "Colour (2)": "blue"}


def test_ragged_rows_lose_nothing() -> None:
    item = (
        only("Title,Goal\nA,Light the roads, park and lights\nB\n", None)
        if False
        else plan("Title,Goal\nA,Roads, park\nB\n").added[0]
    )

    assert item.extra == {"Goal": "Roads", "Column 3": "park"}


@pytest.mark.parametrize("cell", ["31/02/2026", "2026-13-01", "T-2_Mon", "Month 1 (Jan 2026)", "soon", "0001-01-01"])
def test_what_is_no_date_makes_an_idea_and_stays(cell: str) -> None:
    found = plan(f"Date,Title\n2026-12-03,A\n{cell},B\n")

    item = found.added[1]
    assert item.date is None
    assert item.extra == {"Date": cell}
    assert any("line 3" in note and cell in note for note in found.notes)


@pytest.mark.parametrize(
    ("cells", "language", "expected", "told"),
    [
        (("21-08-2026", "05-08-2026"), "en", (dt.date(2026, 8, 21), dt.date(2026, 8, 5)), "day, month"),
        (("08/21/2026", "08/05/2026"), "fr", (dt.date(2026, 8, 21), dt.date(2026, 8, 5)), "month, day"),
        (("26/9/25", "1/10/25"), "en", (dt.date(2025, 9, 26), dt.date(2025, 10, 1)), "day, month"),
        (("03/04/2026", "05/04/2026"), "fr", (dt.date(2026, 4, 3), dt.date(2026, 4, 5)), "two ways"),
        (("03/04/2026", "05/04/2026"), "en", (dt.date(2026, 3, 4), dt.date(2026, 5, 4)), "two ways"),
        (("2026-12-03T23:00:00", "2026-12-04 20:00"), "en", (dt.date(2026, 12, 3), dt.date(2026, 12, 4)), ""),
        (("Dec 3, 2026", "4 décembre 2026"), "en", (dt.date(2026, 12, 3), dt.date(2026, 12, 4)), ""),
        (("24th Sept", "Friday, January 1st"), "en", (dt.date(2026, 9, 24), dt.date(2027, 1, 1)), "without a year"),
        (("46359", "46360"), "en", (dt.date(2026, 12, 3), dt.date(2026, 12, 4)), ""),
    ],
)
def test_the_order_of_dates_is_decided_for_the_column(
    cells: tuple[str, str], language: str, expected: tuple[dt.date, dt.date], told: str
) -> None:
    found = plan(f'Date,Title\n"{cells[0]}",A\n"{cells[1]}",B\n', Calendar("Test", language=language))

    assert tuple(item.date for item in found.added) == expected
    assert told in " ".join(found.notes)


def test_weekdays_beside_the_dates_settle_their_order() -> None:
    found = plan("Date,Day,Title\n03/04/2026,Fri,A\n05/04/2026,Sun,B\n")

    assert [item.date for item in found.added] == [dt.date(2026, 4, 3), dt.date(2026, 4, 5)]


def test_a_time_in_a_zone_moves_to_the_calendars_zone() -> None:
    rows = "Publish at,Title\n2026-01-20T23:30:00Z,A\n"

    item = only(rows, Calendar("Test", timezone="Europe/Paris"))
    assert (item.date, item.time) == (dt.date(2026, 1, 21), dt.time(0, 30))
    assert only(rows).time == dt.time(23, 30)


def test_a_clock_of_another_zone_is_kept_and_not_used() -> None:
    item = only("Date,Time (IST),Title\n2026-12-03,09:30,A\n")

    assert item.time is None
    assert item.extra == {"Time (IST)": "09:30"}


def test_an_idea_keeps_its_time_as_text() -> None:
    item = only("Day,Time,Title\nMonday,11:00 AM,A\n")

    assert (item.date, item.time) == (None, None)
    assert item.extra == {"Day": "Monday", "Time": "11:00 AM"}


DAYS = "Type,Day,Concept\nCALENDAR,1,A\nCALENDAR,30,B\nIDEA,1,C\n"


def test_a_plan_of_day_numbers_asks_for_day_one() -> None:
    with pytest.raises(UsageError) as caught:
        plan(DAYS)
    assert "--day-one" in caught.value.hint

    asked = plan(DAYS, ask=True)
    assert asked.needs_day_one
    with pytest.raises(UsageError):
        asked.edit()

    found = plan(DAYS, day_one=dt.date(2026, 12, 1))
    assert [item.date for item in found.added] == [dt.date(2026, 12, 1), dt.date(2026, 12, 30), None]


def test_day_numbers_beside_dates_ask_nothing() -> None:
    assert only("day,date,hook\n1,2026-02-28,A\n").date == dt.date(2026, 2, 28)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Instagram + Facebook", ["Instagram", "Facebook"]),
        ("Instagram/Facebook", ["Instagram", "Facebook"]),
        ("Instagram & Facebook", ["Instagram", "Facebook"]),
        ("LinkedIn, X; Blog | TikTok", ["LinkedIn", "X", "Blog", "TikTok"]),
        ("WhatsApp Group/Broadcast", ["WhatsApp Group/Broadcast"]),
        ("Facebook\nThreads", ["Facebook", "Threads"]),
    ],
)
def test_several_channels_in_a_cell(cell: str, names: list[str]) -> None:
    found = plan(f'Title,Platform\nA,"{cell}"\n')

    assert [channel.name for channel in found.declared["channels"]] == names
    assert len(found.added[0].channels) == len(names)


def test_all_means_every_channel_and_the_word_stays() -> None:
    found = plan(
        "Title,Platform\nA,All Platforms\nB,Facebook\nC,X\n", Calendar("Test", channels=(Channel("blog", "Blog"),))
    )

    assert found.added[0].channels == ("blog", "facebook", "x")
    assert found.added[0].extra == {"Platform": "All Platforms"}


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Type", ("Reel", "Carousel"), "format"),
        ("Type", ("Educational", "Engagement"), "pillar"),
        ("Type", ("CALENDAR", "IDEA"), "extra"),
        ("Type", ("alpha", "beta"), "extra"),
        ("Content Type", ("Educational", "Promotional"), "pillar"),
        ("Content Type", ("Video (tour)", "Photo"), "format"),
        ("Day", ("Monday", "Tuesday"), "extra"),
        ("Day", ("2026-12-01", "2026-12-02"), "date"),
        ("Link", ("a-slug", "another-slug"), "extra"),
        ("Link", ("https://e.org/", "e.org/x"), "link"),
        ("Tags", ("Materials,Outdoor", "Sizing"), "extra"),
        ("Tags", ("#a #b", "#c"), "hashtags"),
        ("Intent", ("Commercial", "Informational"), "intent"),
        ("Intent", ("C", "T"), "extra"),
        ("Comments", ("12", "40"), "results"),
        ("Comments", ("check the name", "nice"), "notes"),
        ("Auto-Post", ("Yes", "No"), "extra"),
        ("Date Approved", ("24th Sept", "1st Dec"), "extra"),
        ("Nonsense", ("https://e.org/", "https://e.org/x"), "link"),
        ("Nonsense", ("Instagram", "TikTok"), "channels"),
    ],
)
def test_a_column_is_told_by_its_name_and_by_its_values(header: str, cells: tuple[str, str], field: str) -> None:
    assert plan(f'Title,{header}\nOne,"{cells[0]}"\nTwo,"{cells[1]}"\n').columns[header] == field


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ("Theme,Hook\nWinter,Feel the cold\n", "Winter"),
        ('Date,Caption\n2026-12-03,"First line\nsecond"\n', "First line"),
        ("date,type,media_url,caption\n2026-12-03,story,https://e.org/the-big-day.png,\n", "the-big-day"),
        ("campaign,format\nrelaunch,reel\n", "relaunch"),
        ("title_zh,title_en\n中文,English\n", "English"),
        ("Foo,Bar\nA long unknown text,7\n", "A long unknown text"),
    ],
)
def test_a_title_is_found_where_no_column_is_called_one(rows: str, title: str) -> None:
    assert only(rows).title == title


def test_lines_without_a_header_are_titles() -> None:
    found = plan("Three novels for winter\nAnother idea\n")

    assert [item.title for item in found.added] == ["Three novels for winter", "Another idea"]
    assert found.rows == 2


def test_a_title_keeps_its_blanks_and_stands_on_one_line() -> None:
    assert only('Title,Notes\n"  Two  blanks\u00a0!\nand  a line\n",x\n').title == "Two  blanks\u00a0! and  a line"


def test_a_guarded_formula_is_a_text_again_and_never_more() -> None:
    found = plan("Title,Copy\n'=1+1,'@you\n=cmd|x,'plain\n")

    assert [(item.title, item.copy) for item in found.added] == [("=1+1", "@you"), ("=cmd|x", "'plain")]


SHEET = (
    "Post ID,Date,Time,Platform,Theme,Status,Mood\n"
    "P1,2026-12-01,09:00,Instagram,Gift guide,Posted,calm\n"
    "P2,2026-12-01,12:00,Facebook,Gift guide,Planned,calm\n"
    "P3,,,Facebook,Gift guide,Idea,loud\n"
)


def test_the_same_file_twice_changes_nothing() -> None:
    after, _back = apply(Calendar("Test"), plan(SHEET).edit())
    again = plan(SHEET, after)

    assert (len(again.added), len(again.updated), len(again.unchanged)) == (0, 0, 3)


def test_a_changed_file_updates_its_items_and_only_what_it_says() -> None:
    after, _back = apply(Calendar("Test"), plan(SHEET).edit())
    mine = replace(after.items[0], copy="mine", extra=Frozen({**after.items[0].extra, "Own": "kept"}))
    again = plan(
        SHEET.replace("calm", "wild", 1).replace("2026-12-01,12:00", "2026-12-02,12:00"), after.with_item(mine)
    )

    assert again.added == ()
    first, second = (item.id for item in after.items[:2])
    assert again.updated[first] == {"extra": (mine.extra, {**mine.extra, "Mood": "wild"})}
    assert again.updated[second] == {"date": (dt.date(2026, 12, 1), dt.date(2026, 12, 2))}
    final, _back = apply(after.with_item(mine), again.edit(picks={(second, "date")}))
    assert final.items[0] == mine
    assert final.items[1].date == dt.date(2026, 12, 2)


def test_an_idea_that_was_dated_here_is_not_taken_in_again() -> None:
    after, _back = apply(Calendar("Test"), plan("Title\nA\n").edit())
    dated = after.with_item(replace(after.items[0], date=TODAY))

    assert plan("Title\nA\n", dated).unchanged == (after.items[0].id,)


def test_items_without_an_id_of_their_own_get_one_when_they_change() -> None:
    calendar = Calendar("Test", items=ids.named((Item("~", "A"), Item("~", "A"), Item("~", "B"))))
    found = plan("Title,Owner\nA,Ana\nB,Bo\n", calendar)
    after, back = apply(calendar, found.edit())

    assert [item.owner for item in after.items] == ["ana", "", "bo"]
    assert found.report()["updated"] == [after.items[0].id, after.items[2].id]
    assert after.items[0].has_own_id
    assert [item.title for item in apply(after, back)[0].items] == ["A", "A", "B"]


def test_picks_leave_the_rest_out_with_what_it_would_declare() -> None:
    found = plan("Title,Platform\nA,Instagram\nB,Facebook\n")
    edit = found.edit(picks={found.added[1].id})
    after, _back = apply(Calendar("Test"), edit)

    assert [channel.name for channel in after.channels] == ["Facebook"]
    assert [item.title for item in after.items] == ["B"]


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "Date",
            "Title",
            "2026-12-03",
            "31/12/2026",
            "1",
            "LinkedIn",
            "Week 1",
            "draft",
            "https://e.org",
            "'=x",
            "#a",
        ]
    ),
    # a file that is full of control characters is refused as no text, which other tests see to
    st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r\x85"), max_size=12),
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.lists(CELLS, max_size=5), max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_rows_are_always_the_sum_and_twice_changes_nothing(rows: list[list[str]], delimiter: str, newline: str) -> None:
    text = newline.join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row)
        for row in [["Date", "Title", "Status"], *rows]
    )
    data = text.encode("utf-8", "replace")
    found = plan(data, day_one=TODAY)
    report = found.report()
    assert report["rows"] == sum(len(report[name]) for name in ("added", "updated", "unchanged", "skipped"))
    assert all(item.time is None or item.date is not None for item in found.added)
    after, _back = apply(Calendar("Test"), found.edit())
    again = plan(data, after, day_one=TODAY)
    assert not again.added
    assert not again.updated
    assert again.rows == found.rows


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_plan_or_an_error_with_a_line(data: bytes) -> None:
    try:
        found = plan(data, day_one=TODAY)
    except InvalidFileError:
        return
    apply(Calendar("Test"), found.edit())


@pytest.mark.parametrize("zone", ["+99:99", "-24:00", "+23:59", "+1400", "Z"])
def test_a_zone_that_no_clock_has_is_no_reason_to_stop(zone: str) -> None:
    data = f"Date,Title\n2026-12-05T10:00:00{zone},One\n".encode()
    found = csv_import.plan_import(
        data, Calendar("X", timezone="Europe/Paris"), today=dt.date(2026, 11, 23), choose=random.Random(1).choice
    )

    assert [item.title for item in found.added] == ["One"]
    assert found.added[0].date in (dt.date(2026, 12, 4), dt.date(2026, 12, 5))


PIECES = (
    *('"', "\n", "\r", ",", ";", "\t", "'", "=1+1", "#", "@", "31/02/2026", "2026-12-01", "OK", "\u202e", "99:99", "9" * 40, "1e999"),
    *("nan", "10:00 PM", "2026-12-01T10:00:00+99:99", "0001-01-01T00:00:00+14:00", "T-2_Mon", "A title", "LinkedIn / X", "bbbbbb"),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["", "Date,Title,Time,Channel\n", "Titre;Votre décision;Réf. (ne pas modifier)\n", "Idea\tName\n"]),
    st.lists(st.sampled_from(PIECES), max_size=30),
)
def test_pieces_of_spreadsheets_in_any_order_give_a_plan_or_an_error(header: str, pieces: list[str]) -> None:
    data = (header + "".join(pieces)).encode()
    calendar = Calendar("Test", timezone="Europe/Paris", items=(Item("bbbbbb", "One", date=TODAY),))
    for read in (
        lambda: plan(data, calendar, day_one=TODAY),
        lambda: suggestions.plan_suggestions(data, calendar, choose=random.Random(1).choice),
    ):
        try:
            after, _undo = apply(calendar, read().edit())
        except InvalidFileError:
            continue
        assert "bbbbbb" in after.by_id


def test_a_cell_of_signs_alone_is_no_name_that_parts_another() -> None:
    text = 'Canal\r\n0&{;é\r\n""""\r\n'
    first = plan(text)
    again = plan(text, apply(Calendar("x"), first.edit())[0])
    assert (again.added, again.updated) == ((), {})
