"""The French catalogue has every message that the source has, with the same placeholders."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
PO = ROOT / "src/planner/locale/fr/LC_MESSAGES/planner.po"
SINGLE, PLURAL, CONTEXT = ("_", "N_"), "ngettext", "pgettext"
FIELDS = re.compile(r"\{[^}]*\}")


def messages():
    """The literal messages as (context, text, plural pair); read from the syntax tree, since Babel passes over those inside f-strings."""
    found = set()
    for path in (ROOT / "src/planner").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            texts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if call.func.id in SINGLE and texts:
                found.add((None, texts[0], None))
            elif call.func.id == PLURAL and len(texts) > 1:
                found.add((None, texts[0], (texts[0], texts[1])))
            elif call.func.id == CONTEXT and len(texts) > 1:
                found.add((texts[0], texts[1], None))
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
        known = set().union(*(FIELDS.findall(source) for source in sources))
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        wrong += [(sources[0], text) for text in texts if text and set(FIELDS.findall(text)) - known]
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


def test_no_french_line_can_begin_with_punctuation(french) -> None:
    """A no-break space (U+00A0) stands before : ; ? ! » and after «; but for the sentence of a supply, which is given with another."""
    loose = re.compile(r"[\w»)}…] [:;?!](?=\s|$)|« | »")
    texts = [
        text for entry in french for text in (entry.string if isinstance(entry.string, tuple) else (entry.string,))
    ]
    found = [text for text in texts if loose.search(text.replace("quatre semaines ; assez", ""))]
    assert not found, f"use U+00A0 there: {found}"
