"""A terminal that is gone holds nothing up."""

from __future__ import annotations

import io
import os

import pytest

pytest.importorskip("textual.drivers.linux_driver", reason="this system has another driver", exc_type=ImportError)

from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from planner.tui.driver import Patient


class Gone(io.StringIO):
    """A terminal that went while something was written to it."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_more_than_the_queue_holds_is_taken_where_nobody_sees_it():
    patient = Patient(Gone())
    writer = WriterThread(patient)
    writer.start()
    for number in range(3 * MAX_QUEUED_WRITES):
        writer.write(str(number))
    writer.stop()
    assert patient.sent(30)


def test_a_terminal_that_hangs_is_not_waited_for():
    inside, outside = os.pipe()
    patient = Patient(open(outside, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - nobody can close it while a thread writes to it
    patient.write("x" * 1_000_000)
    patient.write("y")
    assert not patient.sent(0.01)
    os.close(inside)


def test_a_terminal_that_is_there_gets_all():
    file = io.StringIO()
    patient = Patient(file)
    assert patient.sent(0)
    patient.write("a")
    patient.write("b")
    patient.flush()
    assert patient.sent(30)
    assert file.getvalue() == "ab"
