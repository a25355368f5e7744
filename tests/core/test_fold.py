"""Text as it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.fold import fold, nearest, plain, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Été, 2e !", "lete2e"),
        ("Œuvre à cœur", "oeuvreacoeur"),
        ("Straße ÆØÅ Łódź", "strasseaeoalodz"),
        ("İstanbul ısı", "istanbulisi"),
        ("ﬁn ² ①", "fin21"),
        ("a_b-c.d", "abcd"),
        ("e\u0301te\u0301", "ete"),
        ("Привет, мир", "приветмир"),
        ("日本語 カレンダー", "日本語カレンター"),
        ("🎉 – !", ""),
    ],
)
def test_only_letters_and_digits_stay(text, expected):
    assert fold(text) == expected


def test_plain_keeps_what_stands_between_words():
    assert plain("L’Été, déjà") == "l'ete, deja"


@given(st.text(max_size=40))
def test_folding_is_done_in_one_go(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert not folded or folded.isalnum()


@given(st.text("abcdefgéàçœßI ’-", max_size=20))
def test_case_does_not_matter(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("camile", "camille"),
        ("CAMILLE", "camille"),
        ("infoletre", "Infolettre"),
        ("video", "Vidéo"),
        ("infol", "Infolettre"),
        ("zzzz", None),
        ("", None),
        ("!?", None),
    ],
)
def test_the_nearest_word(word, expected):
    assert nearest(word, ["camille", "Infolettre", "Vidéo"]) == expected


def test_nothing_is_near_to_nothing():
    assert nearest("camille", []) is None


def test_ids_made_from_names():
    assert slug("Camille, lectrice fidèle") == "camille-lectrice-fidele"
    assert slug("L'œuvre") == "l-oeuvre"
    assert slug("LinkedIn", {"linkedin"}) == "linkedin-2"
    assert slug("LinkedIn", {"linkedin", "linkedin-2"}) == "linkedin-3"
    assert slug("学生", fallback="persona") == "persona"
    assert len(slug("mot " * 100)) <= 40


@given(st.text(max_size=60), st.sets(st.sampled_from(["entry", "a", "entry-2", "0"])))
def test_an_id_is_ascii_and_free(text, taken):
    ident = slug(text, taken)
    assert ident not in taken
    assert ident.isascii()
    assert ident == ident.lower()
    assert ident.replace("-", "").isalnum()
