"""A terminal that is gone holds nothing up."""

from __future__ import annotations

import io

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
    writer = WriterThread(Patient(Gone()))
    writer.start()
    for number in range(3 * MAX_QUEUED_WRITES):
        writer.write(str(number))
    writer.stop()
    assert not writer.is_alive()


def test_a_terminal_that_is_there_gets_all():
    file = io.StringIO()
    patient = Patient(file)
    patient.write("a")
    patient.write("b")
    patient.flush()
    assert file.getvalue() == "ab"
