"""Keys by action: wishes hold, clashes and misspellings are named."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.settings import keymap


@dataclass(frozen=True)
class Act:
    id: str
    keys: tuple[str, ...]
    where: frozenset[str] = frozenset()


TABLE = (
    Act("item.add", ("a", "n")),
    Act("item.move", ("m",), frozenset({"week", "month"})),
    Act("gap.accept", ("A",), frozenset({"coverage"})),
    Act("app.help", ("?",)),
)


def test_without_wishes_the_keys_are_the_tables():
    found = keymap.merge(TABLE, {})
    assert dict(found.keys) == {action.id: action.keys for action in TABLE}
    assert found.problems == ()


def test_a_wish_takes_the_place_of_our_keys():
    found = keymap.merge(TABLE, {"item.add": " i , ctrl+n,i"})
    assert found.keys["item.add"] == ("i", "ctrl+n")


def test_an_empty_wish_takes_the_keys_away():
    assert keymap.merge(TABLE, {"item.add": ""}).keys["item.add"] == ()


def test_a_users_key_wins_over_ours_and_says_so():
    found = keymap.merge(TABLE, {"item.move": "question_mark"})
    assert found.keys["app.help"] == ()
    assert found.problems == ("the key ? is for item.move; app.help goes without it",)


def test_the_same_key_in_two_places_is_no_clash():
    found = keymap.merge(TABLE, {"gap.accept": "m"})
    assert found.keys["item.move"] == ("m",)
    assert found.problems == ()


def test_two_wishes_for_one_key_leave_it_to_the_first():
    found = keymap.merge(TABLE, {"app.help": "x", "item.add": "x"})
    assert (found.keys["item.add"], found.keys["app.help"]) == (("x",), ())
    assert "app.help goes without it" in found.problems[0]


def test_unknown_ids_and_keys_are_named_with_what_was_meant():
    found = keymap.merge(TABLE, {"item.ad": "x", "zzz": "x", "item.add": "ctrl+nope,x"})
    assert "item.add is one" in found.problems[0]
    assert "docs/keys.md" in found.problems[1]
    assert "ctrl+nope is no key" in found.problems[2]
    assert found.keys["item.add"] == ("x",)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a", "a"), ("A", "A"), ("é", "é"), ("?", "question_mark"), ("/", "slash"), (" ", None), ("space", "space"),
        ("ctrl+r", "ctrl+r"), ("shift+f5", "shift+f5"), ("ctrl++", "ctrl+plus"), ("<", "less_than_sign"), ("f25", None),
        ("ctrl+ctrl+a", None), ("hyperspace", None), ("", None), ("+", "plus"), ("\x1b", None), ("comma", "comma"),
    ],
)  # fmt: skip
def test_keys_have_one_name(written, name):
    assert keymap.canonical(written) == name


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_wish_brings_the_program_down(ident, keys):
    found = keymap.merge(TABLE, {ident: keys, "item.add": keys})
    assert list(found.keys) == [action.id for action in TABLE]


@given(st.characters())
def test_a_character_is_named_as_the_screen_names_it(char):
    from textual.keys import _character_to_key

    name = keymap.canonical(char)
    if name is not None:
        assert name == _character_to_key(char)


def test_an_action_whose_keys_are_none_keeps_ours_and_one_given_no_key_has_none():
    ours = keymap.merge(TABLE, {}).keys["item.add"]
    assert keymap.merge(TABLE, {"item.add": "ctrl+foo"}).keys["item.add"] == ours
    assert keymap.merge(TABLE, {"item.add": ""}).keys["item.add"] == ()
