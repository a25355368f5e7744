"""The log of last resort says where, and nothing of what the user wrote."""

from __future__ import annotations

from textual.worker import WorkerFailed

from planner.cli.crash import write_log


def _failing(text: str) -> None:
    raise KeyError(text)


def test_what_a_worker_failed_with_is_told_without_its_words(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    try:
        _failing("a client's title")
    except KeyError as inner:
        error = WorkerFailed(inner)
    log = (tmp_path / "planner" / "crash.log").read_text() if write_log(error) != "-" else ""
    assert "WorkerFailed\nafter KeyError\n" in log
    assert log.endswith(" _failing\n")
    assert "client" not in log
