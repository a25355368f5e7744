"""Quick add: one line into an item."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.model import Calendar, Channel, Format, Item, Persona, Pillar
from planner.core.quick_add import read, read_loosely, resolve, understood
from planner.errors import UsageError
from planner.i18n import speaking

TODAY = dt.date(2026, 11, 23)
"""A Monday."""
CALENDAR = Calendar(
    title="Librairie",
    personas=(
        Persona("camille", "Camille, lectrice fidèle"),
        Persona("cfo", "CFO"),
        Persona("marc", "Marc"),
        Persona("marie", "Marie"),
        Persona("p5", "Deux mots"),
        Persona("été", "Vacanciers de l'été"),
    ),
    formats=(Format("video", "Vidéo"), Format("photo", "Photo"), Format("podcast", "Podcast")),
    channels=(Channel("linkedin", "LinkedIn"), Channel("infolettre", "Infolettre"), Channel("blog", "Blogue du mardi")),
    pillars=(Pillar("conseil", "Conseils de lecture"), Pillar("coulisses", "Coulisses")),
)


def parts(text):
    item = read(text, CALENDAR, TODAY).item
    return {
        name: value
        for name in Item.__slots__
        if (value := getattr(item, name)) and name not in {"kind", "status", "relevance"}
    }


def test_everything_at_once():
    draft = read("Trois romans pour l'hiver @camille #video !linkedin ^fri *conseil", CALENDAR, TODAY)
    assert draft.item == Item(
        id="",
        title="Trois romans pour l'hiver",
        date=dt.date(2026, 11, 27),
        channels=("linkedin",),
        format="video",
        personas=("camille",),
        pillar="conseil",
    )
    assert draft.item.status == "idea"
    assert not draft.notes
    assert not draft.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title", {"title": "Title"}),
        ("^demain Title", {"title": "Title", "date": dt.date(2026, 11, 24)}),
        ("Title =2026-12-03", {"title": "Title", "date": dt.date(2026, 12, 3)}),
        ("^15 mars Titre", {"title": "Titre", "date": dt.date(2027, 3, 15)}),
        ("^15 mars 2028 Titre", {"title": "Titre", "date": dt.date(2028, 3, 15)}),
        ("^next fri Title", {"title": "Title", "date": dt.date(2026, 12, 4)}),
        ("^fin du mois Bilan", {"title": "Bilan", "date": dt.date(2026, 11, 30)}),
        ("Bilan ^fin du mois prochain", {"title": "Bilan", "date": dt.date(2026, 12, 31)}),
        ("^fri 5 tips for March", {"title": "5 tips for March", "date": dt.date(2026, 11, 27)}),
        ("^+2w Title", {"title": "Title", "date": dt.date(2026, 12, 7)}),
        ("Title ^-1", {"title": "Title", "date": dt.date(2026, 11, 22)}),
        ("Title ^'15 mars' 2027", {"title": "Title 2027", "date": dt.date(2027, 3, 15)}),
        ("^fri 9:30 Title", {"title": "Title", "date": dt.date(2026, 11, 27), "time": dt.time(9, 30)}),
        ("Title ^ven à 9h30", {"title": "Title", "date": dt.date(2026, 11, 27), "time": dt.time(9, 30)}),
        (
            "Title ^ven 14 h 05 !blog",
            {"title": "Title", "date": dt.date(2026, 11, 27), "time": dt.time(14, 5), "channels": ("blog",)},
        ),
        ("^fri at 9am, Title", {"title": "Title", "date": dt.date(2026, 11, 27), "time": dt.time(9)}),
        ("^fri at home", {"title": "at home", "date": dt.date(2026, 11, 27)}),
        ("Open at 9:30 ^fri", {"title": "Open at 9:30", "date": dt.date(2026, 11, 27)}),
        ("a @cam b !info c", {"title": "a b c", "personas": ("camille",), "channels": ("infolettre",)}),
        ("a @Camille @cfo @camille", {"title": "a", "personas": ("camille", "cfo")}),
        ("a @CAM, b", {"title": "a b", "personas": ("camille",)}),
        ("a @ete", {"title": "a", "personas": ("été",)}),
        ("a @'deux mots' b", {"title": "a b", "personas": ("p5",)}),
        ('a @"Vacanciers de l\'été"', {"title": "a", "personas": ("été",)}),
        ("a @'vacanciers de l'été' b", {"title": "a b", "personas": ("été",)}),
        ("a @« deux mots » b", {"title": "a b", "personas": ("p5",)}),
        ("a @Camille, lectrice fidèle b", {"title": "a b", "personas": ("camille",)}),
        ("a !blogue du mardi", {"title": "a", "channels": ("blog",)}),
        ("a #vid #VIDÉO", {"title": "a", "format": "video"}),
        ("a  b\u00a0: c  @cfo  d", {"title": "a  b\u00a0: c  d", "personas": ("cfo",)}),
    ],
)
def test_what_is_read(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a*b, mail@x.org, C# et Wow!",
        "Wow ! C'est #1 ? 1 + 1 = 2 @ 5 * 3 ^ 2",
        "^_^ :-* => == !! ## @@ **",
        "**gras** ?",
        "[/b] [@click=app.quit]x[/] \\ \x1b[31m",
        'The "5 mistakes", part 2',
        "Rock'n'roll @'not closed",
        "x" * 10_000,
        "مرحبا 👩‍👩‍👧",
    ],
)
def test_what_stays_in_the_title(text):
    assert parts(text) == {"title": text}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\\@camille et \\#video", "@camille et #video"),
        ("\\\\@camille", "\\@camille"),
        ("a\\b \\c", "a\\b \\c"),
        ("\\^fri x", "^fri x"),
    ],
)
def test_a_backslash_keeps_the_sign(text, title):
    assert parts(text) == {"title": title}


def test_an_unknown_word_becomes_a_hashtag_and_says_so():
    draft = read("Lire #lecture, #vidoe #lecture", CALENDAR, TODAY)
    assert draft.item.hashtags == ("lecture", "vidoe")
    assert draft.item.title == "Lire"
    assert draft.notes[0] == "No format is called “lecture”: kept as the hashtag #lecture."
    assert "video" in draft.notes[1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a @camile", "There is no persona “camile”. The nearest is “camille”."),
        ("a @zzz", "There is no persona “zzz”. There are: camille, cfo, marc, marie, p5, été."),
        ("a !linkdin", "There is no channel “linkdin”. The nearest is “linkedin”."),
        ("a *consiel", "There is no pillar “consiel”. The nearest is “conseil”."),
        ("a @mar", "“mar” can be several personas: Marc, Marie."),
        ("a #p", "“p” can be several formats: Photo, Podcast."),
        ("a #video #photo", "An item has one format, and here are two: Vidéo and Photo."),
        ("a ^fri ^tomorrow", "An item has one date, and here are two: Fri 27 Nov and Tue 24 Nov."),
        ("a ^soon then", "“soon” is not a date."),
        ("a ^31/02/2026", "February 2026 has 28 days."),
        ("a ^31 avril bilan", "April 2027 has 30 days."),
        ("@camille ^fri", "A title is missing."),
        ("  ", "A title is missing."),
    ],
)
def test_what_is_refused(text, sentence):
    with pytest.raises(UsageError) as refusal:
        read(text, CALENDAR, TODAY)
    assert str(refusal.value) == sentence
    assert [str(problem) for problem in read_loosely(text, CALENDAR, TODAY).problems] == [sentence]


def test_a_date_that_is_two_is_refused_with_both():
    with pytest.raises(UsageError, match=r"2026-04-03.*2026-03-04"):
        read("a =03/04/2026", CALENDAR, TODAY)


def test_mar_is_read_in_the_language_of_the_reader():
    assert read("a ^mar 15", CALENDAR, TODAY).item.date == dt.date(2027, 3, 15)
    with speaking("fr"), pytest.raises(UsageError, match="2026-12-15"):
        read("a ^mar 15", CALENDAR, TODAY)


def test_spans_say_what_each_part_was_taken_for():
    text = "a @cfo #video #tag !nope ^fri 9:30 *conseil"
    spans = read_loosely(text, CALENDAR, TODAY).spans
    assert [(text[span.start : span.end], span.kind, span.ok) for span in spans] == [
        ("@cfo", "persona", True),
        ("#video", "format", True),
        ("#tag", "hashtag", True),
        ("!nope", "channel", False),
        ("^fri", "date", True),
        ("9:30", "time", True),
        ("*conseil", "pillar", True),
    ]


def test_what_was_understood_is_said_back_with_the_weekday():
    draft = read("Trois romans ^fri 9:30 !linkedin @cfo #video *conseil #hiver", CALENDAR, TODAY)
    assert (
        understood(draft, CALENDAR)
        == "Fri 27 Nov 2026 9:30 · LinkedIn · CFO · Vidéo · Conseils de lecture · #hiver — Trois romans"
    )
    assert understood(read("Trois romans", CALENDAR, TODAY), CALENDAR) == "Idea without a date — Trois romans"


def test_a_name_is_an_id_first_then_a_name_then_a_beginning():
    calendar = Calendar("t", personas=(Persona("a", "b"), Persona("b", "c"), Persona("ab", "Ab"), Persona("A-B", "")))
    assert resolve("b", calendar, "personas") == "b"
    assert resolve("c", calendar, "personas") == "b"
    assert resolve("ab", calendar, "personas") == "ab"
    with pytest.raises(UsageError):
        resolve("AB", calendar, "personas")
    assert resolve("!?", calendar, "personas") is None


LINES = st.text("ab @#!*^='\"\\«»123 ", max_size=30) | st.lists(
    st.sampled_from(
        [
            "a",
            "@cam",
            "@'deux",
            "mots'",
            "#video",
            "#p",
            "!info",
            "*c",
            "^fri",
            "^15",
            "mars",
            "9:30",
            "à",
            "9h",
            "^31/02",
            "\\@x",
            "!",
            "\\",
            "=x",
            "«",
        ]
    ),
    max_size=8,
).map(" ".join)


@given(LINES)
def test_no_line_trips_the_reader(text):
    draft = read_loosely(text, CALENDAR, TODAY)
    understood(draft, CALENDAR)
    ends = [0]
    for span in draft.spans:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    if draft.item.time is not None:
        assert draft.item.date is not None
    if draft.problems:
        with pytest.raises(UsageError):
            read(text, CALENDAR, TODAY)


@given(st.text(max_size=30))
def test_text_without_signs_is_the_title(text):
    for sign in "@#!*^=\\":
        text = text.replace(sign, "")
    assert read_loosely(text, CALENDAR, TODAY).item.title == text.strip()


@pytest.mark.parametrize("text", ["Rates =10:00", "Rates ^10h", "Rates =at 10am"])
def test_a_time_with_a_sign_of_its_own_is_of_a_day_said_elsewhere(text):
    draft = read_loosely(text, CALENDAR, TODAY, dated=True)
    assert (draft.item.title, draft.item.date, draft.item.time) == ("Rates", None, dt.time(10))
    assert not draft.problems
    with pytest.raises(UsageError, match="a time without a day"):
        read(text, CALENDAR, TODAY)
    dated = read(f"{text} =tomorrow", CALENDAR, TODAY).item
    assert (dated.date, dated.time) == (TODAY + dt.timedelta(days=1), dt.time(10))
    with pytest.raises(UsageError, match="one time"):
        read(f"{text} =tomorrow 11:00", CALENDAR, TODAY)
