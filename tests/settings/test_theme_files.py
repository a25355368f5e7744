"""Theme files that people write: read, completed, or named with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.settings import themes

MINE = """
name = "mine"
title = "My own"
[colours]
primary = "#abc"
"""


@pytest.fixture
def folders(tmp_path):
    shipped, user = tmp_path / "shipped", tmp_path / "user"
    shipped.mkdir()
    user.mkdir()
    (shipped / "dark.toml").write_text('name = "dark"\n[tokens]\ngap = "#ff8888"\n')
    return shipped, user


def test_a_users_theme_is_found_and_completed(folders):
    shipped, user = folders
    (user / "mine.toml").write_text(MINE)
    loaded, problems = themes.load(shipped, user)
    assert problems == ()
    mine = themes.named(loaded, "mine")
    assert (mine.colours["primary"], mine.tokens["gap"], mine.title("fr")) == ("#abc", "#ff8888", "My own")
    assert set(mine.tokens) == set(themes.TOKENS)


def test_a_users_theme_of_our_name_takes_its_place(folders):
    shipped, user = folders
    (user / "x.toml").write_text('name = "dark"\n[tokens]\ngap = "#ff9999"\n')
    loaded, _problems = themes.load(shipped, user)
    assert [theme.tokens["gap"] for theme in loaded] == ["#ff9999"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[colours]\nprimary = "#12"', 2, "is no colour"),
        ('[colours]\nprimary = "auto 50%"', 2, "is no colour"),
        ('[colours]\nprimary = "red; layout: none"', 2, "is no colour"),
        ("[colours]\nprimary = 3", 2, "is no colour"),
        ('[tokens]\n\nstatus-ide = "#fff"', 3, "status-idea is known"),
        ('[tokens]\n"x; display: none" = "#fff"', 2, "unknown name"),
        ('[styles]\ncursor-style = "blink"', 2, "made of these words"),
        ('[styles]\ncursor-style = ""', 2, "made of these words"),
        ('styles = "bold"', 1, "is a table"),
        ("colours = 3", 1, "is a table"),
        ('dark = "yes"', 1, "true or false"),
        ('name = "Mine!"', 1, "small letters"),
        ("title = 3", 1, "title is a text"),
        ("dark = true\ndark = false", 2, "not TOML"),
        ("color = true", 1, "colours is known"),
    ],
)
def test_a_wrong_theme_is_named_with_its_line_and_left_out(folders, text, line, words):
    shipped, user = folders
    (user / "bad.toml").write_text(text)
    loaded, problems = themes.load(shipped, user)
    assert [theme.name for theme in loaded] == ["dark"]
    assert problems[0].path == str(user / "bad.toml")
    assert problems[0].problem.line == line
    assert words in str(problems[0])
    assert ": error: " in str(problems[0])


def test_a_theme_that_is_hard_to_read_is_kept_with_a_warning(folders):
    shipped, user = folders
    (user / "fog.toml").write_text('[colours]\nforeground = "#333333"')
    loaded, problems = themes.load(shipped, user)
    assert "fog" in [theme.name for theme in loaded]
    assert {problem.problem.severity for problem in problems} == {"warning"}


def test_bytes_that_are_no_text_and_a_folder_in_the_way_are_named(folders):
    shipped, user = folders
    (user / "bytes.toml").write_bytes(b"\n\xff\xfe")
    (user / "folder.toml").mkdir()
    (user / "large.toml").write_bytes(b"#" * 300_000)
    loaded, problems = themes.load(shipped, user)
    assert len(loaded) == 1
    assert len(problems) == 3
    assert problems[0].problem.line == 2


def test_without_any_file_there_is_still_a_theme(tmp_path):
    loaded, problems = themes.load(tmp_path / "none", tmp_path / "neither")
    assert (loaded, problems) == ((themes.FALLBACK,), ())
    assert themes.weak_pairs(themes.FALLBACK) == []


def test_control_characters_of_a_file_do_not_reach_the_message(folders):
    shipped, user = folders
    (user / "esc.toml").write_text('[tokens]\n"\\u001b[2J" = "#fff"')
    _loaded, problems = themes.load(shipped, user)
    assert "\x1b" not in str(problems[0])


def test_contrast_is_that_of_the_published_examples():
    assert themes.contrast("#000", "#ffffff") == pytest.approx(21)
    assert themes.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert themes.contrast("ansi_black", "ansi_bright_white") == pytest.approx(21)


@given(st.text(max_size=12))
def test_what_we_call_a_colour_the_screen_can_parse(text):
    from textual.color import Color

    for value in (text, f"#{text}", f"ansi_{text}"):
        if themes.is_colour(value):
            Color.parse(value)


@given(st.from_regex(r"#([0-9a-f]{3}|[0-9A-F]{6})", fullmatch=True), st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_contrast_is_symmetric_and_in_its_range(one, other):
    assert themes.contrast(one, other) == themes.contrast(other, one)
    assert 1 <= themes.contrast(one, other) <= 21.0001
