"""Only what differs of two large versions is read, and what is told is the same as if all were."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from core import random_calendars
from planner import versions
from planner.core import changes
from planner.core.edits import Add, Change, Edit, GoneError, Remove, apply
from planner.core.model import Accepted, Frozen, Item
from planner.storage import apart, codec
from storage.nasty_documents import DOCUMENTS


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "SMALLEST", 0)


def edited(data: bytes, seed: int, count: int) -> bytes:
    rng = random.Random(seed)
    decoded = codec.decode(data, "x")
    for _number in range(count):
        items = decoded.calendar.items
        some = rng.choice(items).id if items else ""
        choices: list[Edit] = [
            Add("items", Item("".join(rng.choices("bcdfgh", k=6)), "New"), rng.choice([None, 0, len(items) // 2])),
            Change("coverage", "", {"min_formats": rng.randint(1, 9)}),
            Add("accepted", Accepted("quiet")),
        ]
        if some:
            choices += [
                Remove("items", some),
                Change("items", some, Frozen(title="Other", date=dt.date(2026, 12, 24))),
                Change("items", some, Frozen(parent=rng.choice(items).id if rng.choice(items).has_own_id else "")),
            ]
        edit = rng.choice(choices)
        try:
            after, _back = apply(decoded.calendar, edit)
        except GoneError:  # an id that is taken
            continue
        decoded = codec.decode(decoded.document.apply(edit, decoded.calendar, after).data, "x")
    return decoded.document.data


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(sorted(DOCUMENTS)) | st.integers(0, 500), st.integers(0, 10_000), st.integers(0, 3), st.booleans()
)
def test_what_is_told_is_the_same(source: str | int, seed: int, count: int, turned: bool):
    if isinstance(source, str):
        before = DOCUMENTS[source]
    else:
        before = tomli_w.dumps(random_calendars.calendar(source)[0]).encode()
    after = edited(before, seed, count)
    one, other = (after, before) if turned else (before, after)
    whole = changes.between(codec.decode(one, "x").calendar, codec.decode(other, "x").calendar)
    assert versions._between(one, other) == whole


def test_little_is_read_of_a_large_calendar():
    items = "".join(f'[[items]]\nid = "i{number:05d}"\ntitle = "{number}"\n\n' for number in range(2000))
    before = f'[calendar]\ntitle = "x"\n\n{items}[[accepted]]\nrule = "quiet"\n'.encode()
    after = before.replace(b'title = "1000"', b'title = "changed, and longer"')
    one, other = apart.apart(before, after)
    assert max(len(one), len(other)) < 300
    assert [str(change) for change in versions._between(before, after)] == ["“1000”: title 1000 → changed, and longer"]


def test_a_header_inside_a_text_fools_nobody():
    text = '[calendar]\ntitle = "x"\n' + "".join(
        f'[[items]]\nid = "i{number}"\ntitle = "{number}"\ncopy = """\n[[items]]\n[[accepted]]\n"""\n'
        for number in range(9)
    )
    after = text.replace('title = "4"', 'title = "four"')
    assert [str(one) for one in versions._between(text.encode(), after.encode())] == ["“4”: title 4 → four"]
