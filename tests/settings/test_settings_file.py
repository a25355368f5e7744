"""The settings file: good settings hold, each bad one is named, nothing stops the program."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.i18n import speaking
from planner.settings import config
from planner.settings.config import Config


def load(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def test_without_a_file_everything_is_at_its_default(tmp_path):
    assert config.load(None) == (Config(), ())
    assert config.load(tmp_path / "none.toml") == (Config(), ())


def test_every_setting_is_read(tmp_path):
    found, problems = load(
        tmp_path,
        "\ufeff"
        'language = "fr"\ntheme = "light"\nview = "month"\nmouse = false\n[keys]\n"item.add" = "n"\nitem.move = ["m", "ctrl+m"]\n',
    )
    assert problems == ()
    assert found == Config(
        "fr", "light", "month", mouse=False,
        keys={"item.add": "n", "item.move": "m,ctrl+m"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\nlanguage = "de"', 2, "not one of auto, en, fr"),
        ("language = 3", 1, "text in quotes"),
        ('mouse = "no"', 1, "true or false"),
        ("mouse = 1", 1, "true or false"),
        ('keys = "a"', 1, "is a table"),
        ('[keys]\n"item.add" = 3', 2, "text in quotes"),
        ('languge = "fr"', 1, "language is known"),
        ('zzz = "fr"', 1, "known are language, theme"),
        ('language = "fr', 1, "not TOML"),
        ("number = " + "1" * 5000, 1, "not TOML"),
    ],
)
def test_a_bad_setting_is_named_and_keeps_its_default(tmp_path, text, line, words):
    found, problems = load(tmp_path, text)
    assert found == Config()
    assert len(problems) == 1
    assert problems[0].problem.line == line
    assert words in str(problems[0])


def test_one_bad_setting_does_not_take_the_others_with_it(tmp_path):
    found, problems = load(tmp_path, 'language = "de"\ntheme = "light"')
    assert (found.theme, len(problems)) == ("light", 1)


def test_a_folder_in_the_files_place_is_named(tmp_path):
    (tmp_path / "config.toml").mkdir()
    found, problems = config.load(tmp_path / "config.toml")
    assert (found, len(problems)) == (Config(), 1)


def test_every_setting_is_explained_in_words():
    with speaking("en"):
        described = config.describe()
    assert [setting.name for setting in described] == list(Config.__dataclass_fields__)
    assert all(setting.doc.endswith(".") for setting in described)


@given(st.binary(max_size=200))
def test_any_bytes_give_settings(tmp_path_factory, data):
    path = Path(tmp_path_factory.getbasetemp()) / "any.toml"
    path.write_bytes(data)
    found, problems = config.load(path)
    assert isinstance(found, Config)
    assert all("\x1b" not in str(problem) for problem in problems)
