"""What is worked out ahead about gaps, in small steps and given up anywhere, is what is worked out when it is asked for."""

from __future__ import annotations

import datetime as dt
from itertools import islice

import pytest

from planner.core import coverage
from planner.core.dates import Month
from planner.core.filling import Filling
from planner.core.idea_groups import groups
from planner.core.values import replace
from planner.settings import samples
from planner.storage import codec

TODAY = dt.date(2026, 11, 23)


def said(gaps):
    return [(gap.key, gap.candidates, gap.could) for gap in gaps]


@pytest.mark.parametrize("steps", [0, 1, 7, 40, 41, 42, 43, None])
@pytest.mark.parametrize("month", [Month(2026, 11), Month(2026, 12)])
def test_what_is_foreseen_is_what_is_found(steps, month):
    plan = codec.decode(samples.load("consultant", TODAY), "plan.toml").calendar
    asked = said(coverage.gaps(plan, month, TODAY))
    plan = replace(plan, title="another")
    gaps = coverage.gaps(plan, month, TODAY)
    for _step in islice(coverage.foresee(plan, gaps), steps):
        pass
    assert said(gaps) == asked
    assert any(candidates for _key, candidates, _could in asked)


@pytest.mark.parametrize("lacks", ["channels", "format", "personas"])
def test_nothing_is_left_to_rank_of_a_gap_that_was_foreseen(monkeypatch, lacks):
    plan = codec.decode(samples.load("consultant", TODAY), "plan.toml").calendar
    empty = "" if lacks == "format" else ()
    plan = replace(
        plan, items=tuple(replace(item, **{lacks: empty}) if item.date is None else item for item in plan.items)
    )
    month = Month(2026, 12)
    asked = said(coverage.gaps(plan, month, TODAY))
    assert any(could for _key, _candidates, could in asked)
    for _begun_elsewhere in range(2):
        gaps = coverage.gaps(plan, month, TODAY)
        for _step in islice(coverage.foresee(plan, gaps), 9):
            pass
        for _step in coverage.foresee(plan, gaps):
            pass
    with monkeypatch.context() as patched:
        patched.setattr(Filling, "_ranked", None)
        assert said(gaps) == asked


def test_ideas_that_are_alike_are_found_once_for_all_months_of_a_plan():
    plan = codec.decode(samples.load("consultant", TODAY), "plan.toml").calendar
    assert groups(plan) is groups(plan)
    fewer = replace(plan, items=tuple(item for item in plan.items if item.date is not None))
    assert groups(fewer) == []
