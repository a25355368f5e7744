"""What ``--plain`` prints is for ears: a sentence a line, nothing drawn, no state that only a sign tells."""

from __future__ import annotations

import re

import pytest

from cli.harness import caller
from planner.settings import samples

SIGNS = re.compile(r"[─-▟■-◿☀-➿→←·•|*]|^\s|\s$|\s{2}| [!@#]\w")
"""Box drawing, blocks, shapes, dingbats, arrows; blanks that align; ids with their sign."""


@pytest.fixture(params=[("consultant", "en_GB.UTF-8"), ("librairie", "fr_FR.UTF-8")], ids=["en", "fr"])
def say(request, tmp_path, capfdbinary):
    import datetime as dt

    name, language = request.param
    path = tmp_path / "plan.toml"
    path.write_bytes(samples.load(name, dt.date(2026, 11, 23)))
    run = caller(capfdbinary, "--today", "2026-11-23", "-c", str(path))
    return lambda *words: run(*words, LANG=language)


@pytest.mark.parametrize("words", [("list", "--plain"), ("list", "--ideas", "--plain"), ("check", "--plain")])
def test_nothing_is_drawn_and_nothing_is_aligned(say, words):
    result = say(*words)
    assert (result.status, result.err) == (0, "")
    lines = [line for line in result.out.splitlines() if line]
    assert len(lines) > 8
    assert [line for line in lines if SIGNS.search(line)] == []


def test_an_item_is_one_line_with_its_state_in_words(say):
    result = say("list", "--month", "2026-11", "--plain")
    items = say("list", "--month", "2026-11", "--json").json
    assert len(result.out.splitlines()) == len(items)
    for line, item in zip(result.out.splitlines(), items, strict=True):
        assert line.endswith(f"; {item['id']}")
        assert line.count("; ") >= 4
        assert item["date"][:4] in line
        assert item["date"] not in line


def test_a_gap_names_the_ideas_that_would_help(say):
    lines = say("check", "--plain").out.splitlines()
    helped = [
        line for line in lines if "These ideas would help: “" in line or "Ces idées aideraient\xa0: «\xa0" in line
    ]
    assert len(helped) > 3
    assert all(line.endswith((".", ":")) for line in lines[1:] if line)
