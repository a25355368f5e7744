"""Drafts of two planners that share a folder: nobody writes over or drops what the other keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.tui.drafts import Drafts


class Other(Drafts):
    """The drafts of another program."""

    _known = {}  # noqa: RUF012 - as the one it takes the place of


@pytest.fixture
def two(tmp_path: Path) -> tuple[Drafts, Drafts]:
    return Drafts(tmp_path / "a.toml", tmp_path / "drafts"), Other(tmp_path / "a.toml", tmp_path / "drafts")


def test_what_nobody_here_wrote_or_read_is_not_dropped(two):
    mine, theirs = two
    assert mine.load("bcdfgh") == {}
    theirs.keep("bcdfgh", {"title": "Theirs"})
    mine.drop("bcdfgh")
    assert mine.load("bcdfgh") == {"title": "Theirs"}
    mine.drop("bcdfgh")
    assert theirs.load("bcdfgh") == {}


def test_what_was_shown_and_changed_since_is_not_dropped(two):
    mine, theirs = two
    theirs.keep("add", {"text": "Tea"})
    assert mine.load("add") == {"text": "Tea"}
    theirs.keep("add", {"text": "Teapots"})
    mine.drop("add")
    assert mine.load("add") == {"text": "Teapots"}


def test_what_another_keeps_under_the_same_name_waits_and_is_offered_in_turn(two):
    mine, theirs = two
    theirs.keep("add", {"text": "Theirs"})
    mine.keep("add", {"text": "Mine"}, {"text": "was"})
    mine.keep("add", {"text": "Mine too"})
    theirs.keep("add", {"text": "Theirs again"})
    mine.keep("add", {"text": "Mine at last"})
    assert mine.waiting() == ["add"]
    assert theirs.load("add") == {"text": "Theirs again"}
    assert mine.load("add") == {"text": "Mine at last"}
    mine.drop("add")
    assert mine.load("add") == {"text": "Theirs again"}
    mine.drop("add")
    assert mine.waiting() == theirs.waiting() == []


def test_what_waits_takes_the_place_of_what_is_done_with_and_is_still_its_owners(two):
    mine, theirs = two
    mine.keep("add", {"text": "Mine"})
    theirs.keep("add", {"text": "Theirs"})
    mine.drop("add")
    theirs.keep("add", {"text": "Theirs again"})
    assert mine.load("add") == {"text": "Theirs again"}
    theirs.keep("add", {})
    assert theirs.waiting() == []


def test_what_is_kept_again_takes_the_place_of_what_was(two):
    mine, _theirs = two
    for text in ("T", "Te", "Tea"):
        mine.keep("add", {"text": text})
    assert mine.load("add") == {"text": "Tea"}
    mine.keep("add", {})
    assert mine.load("add") == {}
