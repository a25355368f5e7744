"""The filter language of ``/``."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core import filters
from planner.core.model import STATUSES, Calendar, Channel, Format, Frozen, Item, Person, Persona, Pillar, Status
from planner.core.values import replace
from planner.i18n import speaking

ITEMS = (
    Item(
        "aaaaaa",
        "Trois romans pour l'été",
        "approved",
        dt.date(2026, 12, 3),
        channels=("linkedin",),
        format="video",
        personas=("camille",),
        pillar="conseil",
        owner="ana",
        copy="Le texte à publier",
    ),
    Item(
        "bbbbbb",
        "Great amount",
        "valide",
        dt.date(2026, 12, 24),
        channels=("blog", "linkedin"),
        personas=("cfo",),
        hashtags=("videoclub",),
    ),
    Item(
        "cccccc", "L’école", channels=("infolettre",), personas=("camille", "cfo"), notes="à revoir", keyword="Rentrée"
    ),
    Item(
        "dddddd",
        "Œuvre",
        "odd",
        dt.date(2027, 1, 5),
        personas=("undeclared",),
        format="photo",
        kind="evergreen",
        intent="promote",
    ),
)
CALENDAR = Calendar(
    "t",
    personas=(Persona("camille", "Camille, lectrice fidèle"), Persona("cfo", "CFO"), Persona("cfo-2", "CFO of a bank")),
    formats=(Format("video", "Vidéo"), Format("photo", "Photo")),
    channels=(Channel("linkedin", "LinkedIn"), Channel("blog", "Blogue"), Channel("infolettre", "Infolettre")),
    pillars=(Pillar("conseil", "Conseils de lecture"),),
    people=(Person("ana", "Ana Roy"),),
    statuses=(Status("valide", "Validé client", "approved"),),
    filters=Frozen({"camille": "@camille !linkedin", "Loop": ":loop romans", "été": "ete"}),
    items=ITEMS,
)


def kept(text):
    wanted = filters.compile(text, CALENDAR)
    return "".join(item.id[0] for item in ITEMS if wanted.matches(item))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "abcd"),
        ("   ", "abcd"),
        ("roman", "a"),
        ("ROMANS trois", "a"),
        ("ete", "a"),
        ("l'ete", "a"),
        ("l'ecole", "c"),
        ("oeuv", "d"),
        ("texte", "a"),
        ("revoir", "c"),
        ("rentree", "c"),
        ("bbbb", "b"),
        ("tam", ""),
        ("amount great", "b"),
        ('"amount great"', ""),
        ('"great amount"', "b"),
        ('"great am', "b"),
        ("-romans", "bcd"),
        ("-", "abcd"),
        ("@camille", "ac"),
        ("@cam", "ac"),
        ("@lectrice", "ac"),
        ("@cfo", "bc"),
        ("@c", "abc"),
        ("@camille @cfo", "c"),
        ("@camille,cfo", "abc"),
        ("@undeclared", "d"),
        ("@und", "d"),
        ("@nobody", ""),
        ("@'Camille, lectrice fidèle'", "ac"),
        ("persona:camille", "ac"),
        ("@", "abcd"),
        ("-@camille", "bd"),
        ("@camille !linkedin", "a"),
        ("@camille -!linkedin", "c"),
        ("#video", "a"),
        ("#vid", "ab"),
        ("#videoc", "b"),
        ("!blogue", "b"),
        ("!", "abcd"),
        ("*conseil", "a"),
        ("*con", "a"),
        ("status:approved", "ab"),
        ("s:val", "b"),
        ("statut:idea", "c"),
        ("status:draft", "d"),
        ("status:odd", "d"),
        ("-s:approved", "cd"),
        ("status:", "abcd"),
        ("owner:ana", "a"),
        ("by:roy", "a"),
        ("kind:ever", "d"),
        ("intent:promote", "d"),
        ("date:2026-12", "ab"),
        ("date:2026-12-2", "b"),
        ("date:none", "c"),
        ("from:2026-12-24", "bd"),
        ("to:2026-12-24", "ab"),
        ("from:2027", "d"),
        ("to:2026", "ab"),
        ("from:2026-12 to:2026-12", "ab"),
        ("from:2026-1", "abcd"),
        ("from:2026-99", "abcd"),
        (":camille", "a"),
        (":cam", "a"),
        ("-:camille", "bcd"),
        (":ete", "a"),
        (":nothing", "abcd"),
        (":loop", "a"),
        (":", "abcd"),
        ("https://x", ""),
        ("l'été romans @camille #video !linkedin *conseil s:app owner:ana from:2026", "a"),
    ],
)
def test_what_stays(text, expected):
    assert kept(text) == expected


def test_a_status_is_found_by_its_word_in_the_readers_language():
    with speaking("fr"):
        assert kept("s:approved") == "ab"
        assert kept("statut:idea") == "c"


def test_nothing_typed_is_an_empty_filter():
    assert filters.compile("  ", CALENDAR).empty
    assert filters.compile("@ status:", CALENDAR).empty
    assert not filters.compile("a", CALENDAR).empty


def test_spans_say_what_each_part_was_taken_for():
    text = 'été -@cam #vid !nope *conseil s:app "two words" :cam from:2026-1 '
    spans = filters.compile(text, CALENDAR).spans
    assert [(text[span.start : span.end], span.kind, span.ok) for span in spans] == [
        ("été", "word", True),
        ("-@cam", "persona", True),
        ("#vid", "format", True),
        ("!nope", "channel", False),
        ("*conseil", "pillar", True),
        ("s:app", "status", True),
        ('"two words"', "word", True),
        (":cam", "saved", True),
        ("from:2026-1", "from", False),
    ]


def test_a_saved_filter_can_be_written_out():
    assert filters.expand("a :camille b :nope", CALENDAR) == "a @camille !linkedin b :nope"


def test_an_item_that_changed_is_searched_anew():
    before = Item("zzzzzz", "Before")
    after = Item("zzzzzz", "After")
    wanted = filters.compile("after", CALENDAR)
    assert [wanted.matches(item) for item in (before, after, before, after)] == [False, True, False, True]


TYPED = st.text(max_size=20) | st.text("abé @#!*:-\"',. status:from:2026-1 camille", max_size=30)


@given(TYPED)
def test_whatever_is_half_typed_is_a_filter(text):
    wanted = filters.compile(text, CALENDAR)
    for item in ITEMS:
        wanted.matches(item)
    ends = [0]
    for span in wanted.spans:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    filters.expand(text, CALENDAR)


@given(st.sampled_from(["romans", "@cam", "#vid", "!lin", "s:app", "from:2026", '"great am', ":cam"]))
def test_not_keeps_what_is_left(text):
    assert sorted(kept(text) + kept(f"-{text}")) == ["a", "b", "c", "d"]


def test_an_items_text_is_made_once():
    item = Item("yyyyyy", "Déjà", copy="Été")
    texts = filters.Texts()
    assert texts.of(item) is texts.of(item)
    assert texts.of(item) == "deja\nyyyyyy\nete"
    assert texts.take([item]) == 0
    changed = replace(item, title="Là")  # is looked at anew
    assert texts.take([changed, replace(item, id="zzzzzz")]) == 2
    assert texts.of(changed) == "la\nyyyyyy\nete"
    assert len(texts) == 2


@given(st.sampled_from(["romans", "-@cam", "#vid @cam", "!lin -s:app", "from:2026 rom", ":cam", ""]))
def test_of_many_items_those_stay_that_match(text):
    wanted = filters.compile(text, CALENDAR)
    assert wanted.among(CALENDAR.items) == list(filter(wanted.matches, CALENDAR.items))


def test_a_saved_filter_knows_the_clients_by_their_marks_too():
    calendar = Calendar("Ana", filters=Frozen(mine="&lm", others="&bo", none="-&lm"), items=ITEMS)

    def found(text):
        wanted = filters.compile(text, calendar, ("LM", "plan"))
        return len([item for item in ITEMS if wanted.matches(item)]), wanted.here

    assert found("&lm") == found(":mine") == (len(ITEMS), True)
    assert found("&bo") == found(":others") == found(":none") == (0, False)
    assert found("-:others") == (len(ITEMS), True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_a_french_reader_is_shown_means_the_same_to_everybody(language):
    with speaking(language):
        for step, word in zip(STATUSES, FRENCH_STEPS, strict=True):
            assert kept(f"statut:{word}") == kept(f"status:{step}")
        assert kept("au:2026-12-03") == kept("to:2026-12-03")
        assert kept("du:2026-12-03") == kept("from:2026-12-03")


def test_french_words_count_whole_only_for_an_english_reader():
    item = replace(ITEMS[0], status="scheduled")
    assert not filters.compile("status:p", CALENDAR).matches(item)
    assert filters.compile("statut:programmé", CALENDAR).matches(item)
    assert filters.compile("-statut:publié,mis-de-côté,abandonné", CALENDAR).matches(item)
    assert not filters.compile("-statut:publié,mis-de-côté", CALENDAR).matches(replace(item, status="parked"))


FRENCH_STEPS = ("idée", "brouillon", "à-approuver", "approuvé", "programmé", "publié", "mis-de-côté", "abandonné")
