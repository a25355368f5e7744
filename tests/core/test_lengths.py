"""Each network's count, and the limits a calendar may set itself."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import lengths
from planner.core.model import Calendar, Frozen

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("network", "allowed"),
    [
        ("x", 280),
        ("linkedin", 3000),
        ("instagram", 2200),
        ("threads", 500),
        ("bluesky", 300),
        ("mastodon", 500),
        ("facebook", 5000),
    ],
)
def test_the_published_limits(network, allowed):
    assert lengths.limit(network) == allowed
    assert lengths.limit(network.upper()) == allowed


def test_nobody_says_how_long_a_newsletter_may_be():
    assert lengths.limit("") is None
    assert lengths.limit("newsletter") is None
    assert lengths.over("newsletter", "a" * 100_000) == 0


def test_a_calendar_overrides_a_limit_and_sets_new_ones():
    calendar = Calendar(title="c", limits=Frozen({"x": 25_000, "Pinterest": 500, "facebook": 0}))
    assert lengths.limit("twitter", calendar) == 25_000
    assert lengths.limit("pinterest", calendar) == 500
    assert lengths.limit("facebook", calendar) is None
    assert lengths.limit("linkedin", calendar) == 3000
    assert lengths.over("pinterest", "a" * 503, calendar) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a" * 280, 280),
        ("e\u0301" * 10, 10),
        ("日本", 4),
        ("\u0000\u10ff\u1100", 1 + 1 + 2),
        ("\u1fff\u2000\u200d\u200e\u200f\u2010\u201f\u2020", 2 + 1 + 1 + 2 + 2 + 1 + 1 + 2),
        ("\u2031\u2032\u2037\u2038", 2 + 1 + 1 + 2),
        ("l’été — « oui »…", 16 + 1),
        ("😀", 2),
        (FAMILY, 2),
        ("👍🏽", 2),
        ("🇨🇦🇫🇷", 4),
        ("1️⃣", 2),
        ("❤️", 2),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 2),
        ("© 2026", 6),
        ("https://example.org/", 23),
        ("https://example.org/a/very/long/path/that/goes/on/and/on?with=a&query=1#part", 23),
        ("Lire https://example.org/a.", 5 + 23 + 1),
        ("(https://example.org/a_(b))", 25),
        ("https://a.fr https://b.fr", 47),
        ("voir mille-pages.ca, ou", 5 + 23 + 4),
        ("x.y ana@example.org", 19),
        ("example.commerce", 16),
        ("http://example.org/été", 23),
    ],
)
def test_x_weighs_a_text(text, expected):
    assert lengths.count("x", text) == expected


def test_an_ellipsis_is_heavy_on_x():
    assert lengths.count("x", "…") == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("été", 3),
        ("e\u0301te\u0301", 3),
        (FAMILY * 3, 3),
        ("👩🏽‍🚀", 1),
        ("🇨🇦🇫🇷🇶", 3),
        ("❤️", 1),
        ("1️⃣", 1),
        ("a\r\nb", 3),
        ("\r\n\u0301", 2),
        ("각", 1),
        ("\u1100\u1161\u11a8", 1),
        ("กำ", 1),
        ("a\u200db", 2),
        ("👩\u200d\u200d👩", 2),
        ("நி", 1),
        ("\u0600a", 1),
    ],
)
def test_bluesky_counts_what_a_reader_sees(text, expected):
    assert lengths.count("bluesky", text) == expected


def test_mastodon_counts_any_address_as_23():
    assert lengths.count("mastodon", "é https://example.org/" + "a" * 200) == 25
    assert lengths.count("mastodon", "https://a.fr.") == 24


@given(st.text(max_size=60))
@settings(max_examples=80)
def test_counts_are_sane_for_any_text(text):
    clusters = lengths.graphemes(text)
    assert (clusters == 0) == (text == "")
    assert clusters <= len(text)
    assert lengths.count("linkedin", text) == len(text)
    assert 0 <= lengths.count("x", text) <= 23 * len(text)


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=80)
def test_a_letter_between_two_texts_parts_their_clusters(one, two):
    together = lengths.graphemes(one + "\n" + two)
    assert together >= lengths.graphemes(two)
    assert lengths.graphemes(one + two) <= lengths.graphemes(one) + lengths.graphemes(two)


@given(st.text(alphabet="eaéàüñ \u0301\u0300", max_size=40))
@settings(max_examples=50)
def test_x_counts_composed_and_decomposed_alike(text):
    assert lengths.count("x", text) == lengths.count("x", unicodedata.normalize("NFD", text))
