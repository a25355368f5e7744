"""Words that are read without argparse are read as argparse reads them."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.cli import brief, parsers
from planner.errors import UsageError

_WORDS = st.sampled_from(
    (
        *("-c", "--calendar", "--today", "--month", "--from", "--to", "--filter", "--ideas", "--plain", "--json"),
        *("plan.toml", "2026-11-23", "2026-11", "2026-13", "2026-02-30", "un", "deux mots", "@camille", "", "-", "--"),
        *("--month=2026-11", "-cplan.toml", "--pla", "-h", "--nope", "-5", "- un", "list"),
    )
)


def parsed(verb: str, words: list[str]) -> dict[str, object]:
    parser = parsers.verb_parser(verb) if verb else parsers.open_parser()
    return vars(parser.parse_args(words))


@given(st.sampled_from(("list", "add", "check", "")), st.lists(_WORDS, max_size=7))
@settings(max_examples=300)
def test_what_is_read_briefly_is_what_argparse_reads(verb: str, words: list[str]) -> None:
    found = brief.read(verb, words)
    if found is None:
        return
    with contextlib.redirect_stderr(io.StringIO()):
        assert vars(found) == parsed(verb, words)


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("list", []),
        ("list", ["-c", "plan.toml", "--month", "2026-11", "--plain"]),
        ("list", ["--today", "2026-11-23", "--from", "2026-11-01", "--to", "2026-11-30", "--json"]),
        ("list", ["--ideas", "--filter", "@camille", "--calendar", "plan.toml"]),
        ("", []),
        ("", ["--today", "2026-11-23", "plan.toml", "other.toml"]),
        ("", ["-c", "plan"]),
        ("add", ["-c", "plan.toml", "Un", "titre", "^fri", "--json"]),
    ],
)
def test_usual_words_are_read_briefly(verb: str, words: list[str]) -> None:
    found = brief.read(verb, words)
    assert found is not None
    assert vars(found) == parsed(verb, words)


@pytest.mark.parametrize("words", [["--today", "2026-11-31"], ["--json", "--json"], ["un"], ["-c"], ["-c", "--json"]])
def test_odd_words_are_left_to_argparse(words: list[str]) -> None:
    assert brief.read("list", words) is None


def test_a_day_is_written_in_full() -> None:
    assert brief.day("2026-11-23") == date(2026, 11, 23)
    for text in ("20261123", "1969-12-31", "2026-11-31", ""):
        with pytest.raises(UsageError, match="no date"):
            brief.day(text)


def test_a_plain_command_loads_no_argparse() -> None:
    code = (
        "import sys; from planner.cli import main; status = main(['list', '-c', 'nowhere.toml', '--month', '2026-11']);"
        "sys.exit(status != 66 or 'argparse' in sys.modules or 'typing' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
