"""A document made by edits gives the bytes that its sections say, whichever of them were taken from the document before it."""

from __future__ import annotations

import random

import pytest

from planner.core import edits
from planner.core.edits import Add, Change, Remove
from planner.core.model import Item
from planner.storage.codec import decode
from planner.storage.document import BOM

HARD = """\
# Crème
[calendar]
title = "Calendrier « été »"

[[items]]
id = "aaaaaa"
title = "日本語"
copy = '''
😀 “x”'''

# entre deux

[[items]]
id = "bbbbbb"
title = "Plain"
[items.results]
views = 1

[[accepted]]
rule = "quiet"
"""


@pytest.mark.parametrize("bom", [b"", BOM])
@pytest.mark.parametrize("forget", [False, True])
def test_the_bytes_are_those_of_the_sections_after_every_edit(bom, forget):
    rng = random.Random(7)
    data = bom + HARD.encode()
    before = decode(data, "x")
    calendar, document = before.calendar, before.document
    for number in range(60):
        item = rng.choice(calendar.items)
        edit = rng.choice(
            [
                Change("items", item.id, {"title": rng.choice(["Été", "“", "plain", "日本"])}),
                Change("calendar", "", {"client": f"Ä{number}"}),
                Add("items", Item(f"n{number}", "Nouveau — “titre”"), rng.randrange(len(calendar.items) + 1)),
                Remove("items", item.id) if len(calendar.items) > 2 else Change("items", item.id, {"notes": "é"}),
            ]
        )
        after, _back = edits.apply(calendar, edit)
        assert after.by_id == {one.id: one for one in after.items}
        assert after.places == {one.id: place for place, one in enumerate(after.items)}
        made = document.apply(edit, calendar, after)
        assert made.data == bom + "".join(section.text for section in made.sections).encode()
        assert decode(made.data, "x").calendar == after
        if forget:
            document.release()
        calendar, document = after, made
