"""Documents that a change of the program would make untrue fail here."""

from __future__ import annotations

import contextlib
import re
import shlex
from pathlib import Path

from planner.cli import VERBS
from planner.cli.spelled import program, verbs
from planner.tui.actions import sign, table
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


PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def commands() -> list[tuple[str, list[str]]]:
    """Return (page, words) of every ``planner`` command that a document names, in a block of code or between backticks."""
    found = []
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for line in re.findall(r"(?:^|`|\$ |\| ?|driver = |\")(planner [^`\n#]*)", text, re.MULTILINE):
            with contextlib.suppress(ValueError):  # half of a command that goes on in the next line
                words = shlex.split(line.split("|")[0].split(" > ")[0].rstrip('"'))
                found.append((path.name, words[1:]))
    return found


def test_documents_name_only_verbs_and_options_that_exist() -> None:
    known = {one.name: {flag for taken in one.options for flag in taken.flags} for one in (program(), *verbs())}
    seen = set()
    for name, words in commands():
        verb = next((word for word in words if word in known), "")
        seen.add(verb)
        for word in words:
            option = word.split("=")[0]
            if option.startswith("-") and re.fullmatch(r"--?[a-z][a-z-]*", option):
                assert option in known[verb] | known[""], f"{name}: planner {' '.join(words)}"
        first = next((word for word in words if not word.startswith("-")), "")
        assert verb or not re.fullmatch(r"[a-z]+", first), f"{name}: planner {' '.join(words)}: {first} is no verb"
    assert set(VERBS) <= seen


def test_guide_and_recipes_name_only_keys_that_exist() -> None:
    keys = {sign(key) for action in table() for key in action.keys}
    dialog = {"y", "n", "-", "t", "l", "b", "m", "R", "F2", "@", "#", "!", "*", "^", "=", "1", "5", "o"}
    for name in ("README.md", "docs/guide.md", "docs/recipes.md"):
        text = re.sub(r"```.*?```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        for key in re.findall(r"`(.|F\d|Ctrl\+.|space)`", text):
            assert key in keys | dialog, f"{name}: {key}"


def test_every_picture_and_page_is_linked_from_a_page() -> None:
    linked = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    for path in (ROOT / "docs").iterdir():
        if path.suffix in (".md", ".svg"):
            assert path.name in linked, path.name
