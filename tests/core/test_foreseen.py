"""What is worked out ahead about gaps, in small steps and given up anywhere, is what is worked out when it is asked for."""

from __future__ import annotations

import datetime as dt
from itertools import islice

import pytest

from planner.core import coverage
from planner.core.dates import Month
from planner.core.idea_groups import groups
from planner.core.values import replace
from planner.settings import samples
from planner.storage import codec

TODAY = dt.date(2026, 11, 23)


def said(gaps):
    return [(gap.key, gap.candidates, gap.could) for gap in gaps]


@pytest.mark.parametrize("steps", [0, 1, 7, 40, None])
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


def test_ideas_that_are_alike_are_found_once_for_all_months_of_a_plan():
    plan = codec.decode(samples.load("consultant", TODAY), "plan.toml").calendar
    assert groups(plan) is groups(plan)
    fewer = replace(plan, items=tuple(item for item in plan.items if item.date is not None))
    assert groups(fewer) == []
