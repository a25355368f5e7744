"""What the program looks like, kept as pictures: a change of looks is seen, and meant, before it is in.

A reader would get wrong: the pictures are SVG without what differs from run to run (ids) and without fonts from elsewhere; after a change that
is meant, ``pytest tests/journeys/test_looks.py --snapshot-update`` draws them anew, and they open in a browser.
"""

from __future__ import annotations

import re

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from journeys.harness import PLAN, Drive, planner

MORE = """
[[items]]
id = "ghjkmn"
title = "Letter: planning the prices of next year"
status = "review"
date = 2026-11-26
time = 08:30:00
channels = ["linkedin", "blog"]
personas = ["cfo", "founder"]
format = "article"
pillar = "pricing"
notes = "First draft by Tuesday.\\nAsk Fran for the figures."

[items.relevance.interesting]
answer = "yes"
on = 2026-11-20

[[items]]
id = "hjkmnp"
title = "What a quote must never say"
status = "published"
date = 2026-11-10
channels = ["linkedin"]
personas = ["founder"]
format = "video"
pillar = "pricing"

[[items]]
id = "jkmnpq"
title = "Called off"
status = "dropped"
date = 2026-11-27
"""


class Pictures(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Pictures)


def drawn(drive: Drive) -> str:
    """Return the screen as SVG, the same in every run and on every machine."""
    text = drive.app.export_screenshot(title="planner", simplify=True)
    text = re.sub(r"terminal-\d+-", "", text)
    text = re.sub(r"\s*@font-face \{.*?\}", "", text, flags=re.DOTALL)
    text = re.sub(r'\s*<clipPath id="line-\d+">.*?</clipPath>', "", text, flags=re.DOTALL)
    text = re.sub(r' clip-path="url\(#line-\d+\)"', "", text)
    text = re.sub(r' (?:textLength|shape-rendering)="[^"]*"', "", text)
    text = re.sub(r"<text [^>]*>(?:&#160;)*</text>|<!--.*?-->", "", text)
    return re.sub(r"(?<=>)(?=<(?:rect|text) )", "\n", text)


@pytest.mark.parametrize(
    ("size", "keys", "language"),
    [
        pytest.param((80, 24), (), "en", id="week-80"),
        pytest.param((120, 40), (), "en", id="week-120"),
        pytest.param((120, 40), ("M",), "en", id="month-120"),
        pytest.param((200, 60), ("l", "l", "l", "5"), "en", id="item-200"),
        pytest.param((80, 24), (), "fr", id="week-80-fr"),
        pytest.param((60, 20), ("M",), "fr", id="month-60-fr"),
    ],
)
async def test_it_looks_as_it_did(tmp_path, picture, size, keys, language):
    async with planner(tmp_path, PLAN + MORE, size=size, language=language) as drive:
        await drive.press(*keys)
        assert await drive.until(lambda: "M" not in keys or drive.host.view == "month")
        await drive.settle()
        assert drawn(drive) == picture
