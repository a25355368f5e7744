"""The calendars that measures are taken on are sound, and the same every time."""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from planner.storage import codec

_PATH = Path(__file__).resolve().parents[1] / "benchmarks" / "generate.py"


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("generate_calendars", _PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_generated_calendar_is_the_same_every_time(generate):
    assert generate.calendar_text(50) == generate.calendar_text(50)


def test_a_generated_calendar_has_no_problem_and_sixty_items_a_month(generate):
    read = codec.decode(generate.calendar_text(500).encode(), "generated.toml")
    assert not read.warnings
    calendar = read.calendar
    assert len(calendar.items) == 500
    assert len(calendar.by_id) == 500
    assert len(calendar.ideas) == generate.IDEAS
    months = Counter(f"{item.date:%Y-%m}" for item in calendar.items if item.date)
    assert months["2026-11"] == 60


def test_ids_are_scattered_and_distinct(generate):
    idents = {generate.ident(number) for number in range(50_000)}
    assert len(idents) == 50_000
    assert all(len(ident) == 6 for ident in list(idents)[:100])
