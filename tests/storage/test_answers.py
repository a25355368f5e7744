"""What ``list`` said is said again for the same bytes and the same words only."""

from __future__ import annotations

import os
import sys

import pytest

from planner.cli import main
from planner.storage import answers, paths

ENGLISH = {"LANG": "C.UTF-8"}


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.setattr(answers, "SMALLEST", 1)
    path = tmp_path / "plan.toml"
    path.write_text(
        '[calendar]\ntitle = "A"\n\n[[items]]\nid = "aaaaaa"\ntitle = "É « one »"\ndate = 2026-12-03\nowner = "nobody"\n',
        encoding="utf-8",
        newline="\n",
    )
    return path


def words(path, *more):
    return ["list", "-c", str(path), "--month", "2026-12", *more]


def entries():
    folder = paths.cache_dir() / "answers"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_the_same_is_said_the_second_time(plan, capsys):
    assert not answers.tell(words(plan), ENGLISH)
    assert main(words(plan), ENGLISH) == 0
    first = capsys.readouterr()
    assert "É « one »" in first.out
    assert "warning" in first.err
    assert answers.tell(words(plan), ENGLISH)
    assert capsys.readouterr() == first


def test_other_bytes_other_words_or_another_language_are_another_question(plan, capsys):
    assert main(words(plan), ENGLISH) == 0
    assert not answers.tell(words(plan, "--plain"), ENGLISH)
    assert not answers.tell(words(plan), {"LANG": "fr_CA.UTF-8"})
    found = plan.stat()
    plan.write_bytes(plan.read_bytes().replace(b"one", b"two"))
    os.utime(plan, ns=(found.st_atime_ns, found.st_mtime_ns))  # within the clock's resolution
    capsys.readouterr()
    assert not answers.tell(words(plan), ENGLISH)
    assert capsys.readouterr() == ("", "")
    plan.write_bytes(plan.read_bytes().replace(b"two", b"one"))
    assert answers.tell(words(plan), ENGLISH)
    (paths.config_dir()).mkdir(parents=True)
    (paths.config_dir() / "config.toml").write_text('language = "fr"\n')
    assert not answers.tell(words(plan), ENGLISH)


@pytest.mark.parametrize(
    "more", [["--json"], ["--filter", "x"], ["--help"], ["--month=2026-11"], ["--ideas"], ["--today"], ["more"]]
)
def test_what_may_depend_on_more_is_asked_anew(plan, more, capsys):
    assert answers.question(words(plan, *more), ENGLISH) is None
    assert answers.question(["list", "-c", str(plan)], ENGLISH) is None
    assert answers.question(["check", *words(plan)[1:]], ENGLISH) is None
    assert answers.question(words(plan.parent), ENGLISH) is None


def test_a_terminal_is_drawn_on_anew(plan, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert answers.question(words(plan), ENGLISH) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: b"",
        lambda body: body[:-3],
        lambda body: body[:-3] + b"xyz",
        lambda body: b"planner 99.0 answer 7\n" + body,
        lambda body: body[:40],
    ],
)
def test_a_damaged_or_foreign_answer_is_replaced_without_a_word(plan, damage, capsys):
    assert main(words(plan), ENGLISH) == 0
    first = capsys.readouterr()
    for entry in entries():
        entry.write_bytes(damage(entry.read_bytes()))
    assert not answers.tell(words(plan), ENGLISH)
    assert capsys.readouterr() == ("", "")
    assert main(words(plan), ENGLISH) == 0
    assert capsys.readouterr() == first
    assert answers.tell(words(plan), ENGLISH)


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(plan, tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert main(words(plan), ENGLISH) == 0
    first = capsys.readouterr()
    assert main(words(plan), ENGLISH) == 0
    assert capsys.readouterr() == first


def test_errors_are_told_each_time(plan, capsys):
    plan.write_bytes(plan.read_bytes() + b"time = 1\n")
    for _time in range(2):
        assert not answers.tell(words(plan), ENGLISH)
        assert main(words(plan), ENGLISH) == 65
        assert ":9:8: error" in capsys.readouterr().err
    assert entries() == []


def test_only_the_last_answers_stay(plan, monkeypatch):
    monkeypatch.setattr(answers, "KEPT", 2)
    for month in range(1, 6):
        assert main(["list", "-c", str(plan), "--month", f"2026-{month:02}"], ENGLISH) == 0
    assert len(entries()) == 2
