"""Loops that tell how far they are, and stop."""

import pytest

from planner.core import steps
from planner.core.steps import StoppedError, each, reporting, stage


def test_unless_somebody_is_told_a_loop_is_its_own_items():
    items = [1, 2, 3]
    assert each(items) is items
    stage("nothing happens")


def test_each_loop_tells_what_it_does_and_how_far_it_is():
    told = []
    with reporting(lambda *how: told.append(how)):
        assert list(each(range(70), "Rows:")) == list(range(70))
        stage("Writing")
    assert told == [("Rows:", 0, 70), ("Rows:", 32, 70), ("Rows:", 64, 70), ("Writing", 0, 0)]
    assert each(told) is told


def test_who_is_told_can_stop_it():
    done = []

    def report(_what, number, _total):
        if number >= steps.EVERY:
            raise StoppedError

    def work():
        for number in each(range(100)):
            done.append(number)  # noqa: PERF402 - to see how far it came

    with reporting(report), pytest.raises(StoppedError):
        work()
    assert done == list(range(steps.EVERY))
