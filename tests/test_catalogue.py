"""The French catalogue has every message that the source has, with the same placeholders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
PO = ROOT / "src/planner/locale/fr/LC_MESSAGES/planner.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
FIELDS = re.compile(r"\{[^}]*\}")


def messages():
    found = set()
    for name, _line, message, _comments, context in extract_from_dir(
        str(ROOT / "src/planner"), [("**.py", "python")], keywords=KEYWORDS
    ):
        assert name
        found.add(
            (
                context,
                message if isinstance(message, str) else message[0],
                message if isinstance(message, tuple) else None,
            )
        )
    return found


@pytest.fixture(scope="module")
def french():
    with PO.open("rb") as text:
        return read_po(text, locale="fr")


def test_every_message_is_in_french(french) -> None:
    missing = []
    for context, text, _plural in messages():
        entry = french.get(text, context)
        if text and (entry is None or not entry.string or (isinstance(entry.string, tuple) and not all(entry.string))):
            missing.append((context, text))
    assert not missing, f"{len(missing)} messages lack French: {sorted(missing, key=str)[:400]}"


def test_placeholders_are_the_same(french) -> None:
    wrong = []
    for entry in french:
        if not entry.id:
            continue
        sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        for text in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            if text and set(FIELDS.findall(text)) - set().union(*(FIELDS.findall(source) for source in sources)):
                wrong.append((sources[0], text))
    assert not wrong


def test_no_entry_is_doubted_or_left_over(french) -> None:
    known = {(context, text) for context, text, _plural in messages()}
    stale = [
        entry.id
        for entry in french
        if entry.id and (entry.context, entry.id[0] if isinstance(entry.id, tuple) else entry.id) not in known
    ]
    assert not stale
    assert not [entry.id for entry in french if entry.id and entry.fuzzy]
