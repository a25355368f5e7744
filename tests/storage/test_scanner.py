"""Where things stand in a text: nothing that only looks like a header is taken for one, and the pieces are the whole."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.storage import scanner, writing
from storage.nasty_documents import DOCUMENTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_sections_joined_are_the_text_and_each_is_toml(name: str):
    text = DOCUMENTS[name].decode("utf-8-sig")
    sections = scanner.sections(text)
    assert "".join(section.text for section in sections) == text
    for section in sections:
        tomli.loads(section.text)
        assert section.path == () or section.text[section.head :].lstrip().startswith("[")


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ('a = """\n[b]\n"""\n[c]\n', ["c"]),
        ("a = '''\n[b]\n'''\n[c]", ["c"]),
        ('a = ["""x""", [\n[1]\n]]\n[c]\n', ["c"]),
        ("a = [\n  ['b']\n]\n  [c]\n", ["c"]),
        ("a = [ # ]\n['b']\n]\n[c]\n", ["c"]),
        ("a = [']', \"]\",\n['b']\n]\n[c]\n", ["c"]),
        ('"a = [" = 1\n[c]\n', ["c"]),
        ('\'a = """\' = 1\n[c]\n', ["c"]),
        ('a = 1 # """\n[c]\n# = [\n[d]\n', ["c", "d"]),
        ('a = """\\""" [\n"""\n[c]\n', ["c"]),
        ('a = """"x"""""\n[c]\n', ["c"]),
        ("a = { b = [\n['x']\n] }\n[c]\n", ["c"]),
        ("a = {\n  b = 1,\n}\n[c]\n", ["c"]),
        ('[ "a.b" . c ]\n[[ d ]] # [e]\n', ["a.b|c", "d"]),
        ("[a]\r\n[b]\r\n", ["a", "b"]),
        ("\n\t[a]\n", ["a"]),
        ("", []),
    ],
)
def test_only_headers_are_headers(text: str, headers: list[str]):
    tomli.loads(text)
    assert ["|".join(section.path) for section in scanner.sections(text)[1:]] == headers


def test_comments_directly_above_a_header_are_its_own_and_those_in_a_text_are_not():
    text = "# head\n\n# a1\n  # a2\n[a]\nx = '''\n# no'''\n[b]\n# below\n\n# apart\n"
    first, a, b = scanner.sections(text)
    assert (first.text, a.text[: a.head]) == ("# head\n\n", "# a1\n  # a2\n")
    assert b.head == 0
    assert b.text[b.body_end :] == "\n# apart\n"


keys = st.text("ab.é \"'\\\t", max_size=4)
values: st.SearchStrategy[object] = st.recursive(
    st.text("ab\"'\\\n\r#[]{}=,\t\x00é", max_size=8)
    | st.integers(-9, 9)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.dates()
    | st.times()
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(keys, values, max_size=4))
def test_what_is_written_is_read_and_its_places_are_found(table: dict[str, object]):
    text = "".join(writing.statement((name,), value, "\n") for name, value in table.items())
    assert tomli.loads(text) == table
    (section,) = scanner.sections(text)
    assert [statement.key for statement in section.statements] == [(name,) for name in table]
    for statement in section.statements:
        value = text[statement.value_start : statement.value_end]
        assert tomli.loads("k = " + value)["k"] == table[statement.key[0]]
        if value[0] in "[{":
            inner = table[statement.key[0]]
            found = scanner.children(text, statement.value_start)
            assert [child.key for child in found] == (
                [(name,) for name in inner] if isinstance(inner, dict) else [()] * len(inner)
            )  # type: ignore[arg-type]
