"""Documents that a change of the program would make untrue fail here."""

from __future__ import annotations

import re
from pathlib import Path

from planner.cli import VERBS
from planner.tui.keys_page import page

ROOT = Path(__file__).parents[1]


def test_the_keys_page_is_the_table_of_actions() -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == page(), "run: make docs"


def test_every_file_the_readme_names_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (ROOT / target).exists(), target


def test_every_verb_is_in_a_document() -> None:
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/guide.md"))
    assert [verb for verb in VERBS if f"planner {verb}" not in text] == []
