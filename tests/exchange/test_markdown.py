"""The page for reading as a CommonMark parser with GitHub's tables sees it."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.dates import Month
from planner.core.model import Calendar, Channel, Format, Item, Persona
from planner.exchange import markdown, reading
from planner.exchange.wording import one_line

D, T = dt.date, dt.time
ITEM = Item(
    "kqfzrv", "Trois romans", status="approved", date=D(2026, 12, 3), time=T(9), channels=("linkedin",), copy="Un\nDeux"
)
CALENDAR = Calendar(
    title="Mille Pages",
    channels=(Channel("linkedin", "LinkedIn"),),
    personas=(Persona("c", "Camille"),),
    formats=(Format("v", "Video"),),
)


def export(*items: Item, calendar=CALENDAR, month=None):
    return markdown.export(calendar, items, today=D(2026, 11, 23), month=month).decode()


def tokens(text):
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return [child for token in parser.parse(text) for child in [token, *(token.children or [])]]


def test_the_month_then_the_list():
    text = export(ITEM, replace(ITEM, id="b", title="Une idée", date=None, time=None))
    assert text.startswith(
        "# Mille Pages\n\nAs of 23 November 2026\n\n## December 2026\n\n| Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n"
    )
    assert "| **3**<br>9:00 Trois romans | 4 |" in text
    assert text.index("### Thursday 3 December 2026") < text.index("- 9:00 **Trois romans**") < text.index("## Ideas")
    assert "  > Un  \n  > Deux\n" in text
    assert "Channel: LinkedIn  \n" in text


def test_weeks_start_on_the_calendars_day():
    assert "| Sun | Mon |" in export(ITEM, calendar=replace(CALENDAR, week_starts="sunday"))
    assert reading.weeks(Month(2026, 12), "sunday")[0] == (None, None, *(D(2026, 12, day) for day in range(1, 6)))


def test_a_month_that_is_asked_for_is_drawn_though_empty():
    assert "## January 2027" in export(month=Month(2027, 1))
    assert "Nothing is planned." in export()


def test_notes_stay_at_home():
    assert "secret" not in export(replace(ITEM, notes="secret"))


@pytest.mark.parametrize("title", ["Pricing [/b]", "5 < 6 & 7", "a_b", "(draft)", "50 %", "C’est « oui »"])
def test_ordinary_titles_stay_readable(title):
    shown = export(replace(ITEM, title=title))
    assert title.replace("<", "&lt;").replace("_", "\\_") in shown


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://a.b/>[x](javascript:1)", "data:text/html,x", "https://a b"]
)
def test_only_what_may_be_followed_is_a_link(link):
    linked = [token.attrGet("href") for token in tokens(export(replace(ITEM, link=link))) if token.type == "link_open"]
    assert linked == []


def test_a_web_address_is_a_link():
    linked = [
        token.attrGet("href")
        for token in tokens(export(replace(ITEM, link="https://example.org/a?b=c")))
        if token.type == "link_open"
    ]
    assert linked == ["https://example.org/a?b=c"]


HOSTILE = st.lists(
    st.sampled_from(
        [
            *"\\`*_{}[]()#+-.!|<>~&:=\"' \t\n1a",
            "](",
            "![",
            "&amp;",
            "<b>",
            "    ",
            "---",
            "```",
            "1. ",
            "[x]: y",
            "\u2028",
            "**",
        ]
    ),
    max_size=25,
).map("".join)


@given(HOSTILE | st.text(max_size=40), HOSTILE)
@settings(max_examples=150, deadline=None)
def test_any_text_is_shown_as_it_is(title, copy):
    text = export(replace(ITEM, title=title, copy=copy))
    found = tokens(text)
    allowed = {"br"}
    for token in found:
        assert token.type not in {
            "link_open",
            "image",
            "code_inline",
            "fence",
            "code_block",
            "em_open",
            "s_open",
            "html_block",
            "hr",
        }
        if token.type == "html_inline":
            assert re.sub(r"[</> ]", "", token.content) in allowed
    headings = [token for token in found if token.type == "heading_open"]
    assert len(headings) == 3
    shown = [token.content for token in found if token.type in {"text", "text_special"}]
    assert one_line(title).replace(" ", "") in "".join(shown).replace(" ", "")
    assert one_line(copy).replace(" ", "") in "".join(shown).replace(" ", "")
