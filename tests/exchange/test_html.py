"""The page that a client gets: one file, every text escaped, nothing from outside."""

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.dates import Month
from planner.core.model import Calendar, Channel, Format, Item, Persona
from planner.exchange import html, reading
from planner.exchange.wording import one_line

D, T = dt.date, dt.time
ITEM = Item(
    "kqfzrv",
    "Trois romans",
    status="approved",
    date=D(2026, 12, 3),
    time=T(9),
    channels=("linkedin",),
    format="video",
    personas=("camille",),
    copy="Un\nDeux",
    link="https://example.org/a?b=1&c=2",
)
CALENDAR = Calendar(
    title="Mille Pages",
    client="Librairie",
    channels=(Channel("linkedin", "LinkedIn"),),
    personas=(Persona("camille", "Camille", relation="customer"), Persona("cesar", "César")),
    formats=(Format("video", "Vidéo"),),
)
VOID = {"meta", "br", "!doctype"}


class Reader(HTMLParser):
    """Collects tags, attributes and texts, and checks that tags are nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open, self.tags, self.attributes, self.texts = [], set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))


def export(*items: Item, calendar=CALENDAR, month=None):
    return html.export(calendar, items, today=D(2026, 11, 23), month=month).decode()


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_one_file_without_outside_parts():
    page = export(ITEM)
    reader = read(page)
    assert not reader.tags & {"script", "link", "img", "iframe", "object", "base", "form", "svg"}
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|src=", page)
    assert [(tag, value) for tag, name, value in reader.attributes if name == "href"] == [
        ("a", "#i0"),
        ("a", ITEM.link),
    ]


def test_grid_list_legend_and_ideas():
    page = export(ITEM, replace(ITEM, id="b", title="Une idée", date=None, time=None))
    assert '<html lang="en">' in page
    assert (
        page.index('class="legend"')
        < page.index("December 2026</h2>")
        < page.index("in detail")
        < page.index(">Ideas<")
    )
    assert "<b>Personas</b>" in page
    assert "(customer)" in page
    assert "César" not in page
    assert "As of 23 November 2026" in page
    assert page.count("<tr>") == 6
    assert 'id="i0"' in page


def test_a_month_that_is_asked_for_is_drawn_though_empty():
    assert "January 2027" in export(month=Month(2027, 1))
    assert "Nothing is planned." in export()


def test_the_page_speaks_the_calendars_language():
    assert '<html lang="fr">' in export(ITEM, calendar=replace(CALENDAR, language="fr"))


def test_notes_stay_at_home():
    assert "secret" not in export(replace(ITEM, notes="secret"))


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//evil", 'https://a" onclick="x', "file:///etc/passwd"]
)
def test_only_what_may_be_followed_is_a_link(link):
    reader = read(export(replace(ITEM, link=link)))
    assert [value for _tag, name, value in reader.attributes if name == "href"] == ["#i0"]
    assert not [name for _tag, name, _value in reader.attributes if name.startswith("on")]


def test_marks_differ():
    assert reading.short_marks(["Camille", "César", "Carl", "Élise", "", "Carl"]) == ["Cam", "Cé", "C3", "É", "5", "C6"]
    assert reading.short_marks(["Video", "Visual", "Article"], least=2) == ["Vid", "Vis", "Ar"]


@given(st.lists(st.text(max_size=6), max_size=8))
@settings(max_examples=60)
def test_marks_always_differ(texts):
    marks = reading.short_marks(texts)
    assert len(set(marks)) == len(texts)
    assert all(marks)


HOSTILE = st.text(max_size=30) | st.lists(
    st.sampled_from(
        [
            "<script>",
            "</style>",
            "<!--",
            "-->",
            "]]>",
            '"',
            "'",
            "&amp;",
            "&lt;",
            "\x00",
            "\x1b[2J",
            "\u202e",
            "a",
            " ",
            "{x}",
        ]
    ),
    max_size=8,
).map("".join)


@given(title=HOSTILE, name=HOSTILE, copy=HOSTILE)
@settings(max_examples=100, deadline=None)
def test_any_text_is_shown_and_is_never_markup(title, name, copy):
    plan = replace(CALENDAR, title=title, personas=(Persona("camille", name),), channels=(Channel("linkedin", name),))
    plain = read(export(replace(ITEM, copy="x"), calendar=CALENDAR))
    reader = read(export(replace(ITEM, title=title, copy=copy + "x", owner=name), calendar=plan))
    assert reader.tags == plain.tags
    assert {(tag, key) for tag, key, _ in reader.attributes} == {(tag, key) for tag, key, _ in plain.attributes}
    shown = "".join(data for _tag, data in reader.texts)
    assert one_line(title) in shown
    assert "\x1b" not in shown
    assert "\x00" not in shown
