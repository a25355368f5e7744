"""Calls the command line inside this process, and says what a script would have seen."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from planner.cli import main


@dataclass
class Result:
    """What one command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


def caller(capfdbinary: pytest.CaptureFixture[bytes], *always: str) -> Run:
    """Return what runs ``planner`` with some words, those in ``always`` after them; keywords are its environment."""

    def call(*words: str, **environ: str) -> Result:
        try:
            status = main([*words, *always], {"LANG": "C.UTF-8", **environ})
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        sys.stdout.flush()
        sys.stderr.flush()
        captured = capfdbinary.readouterr()
        return Result(status, captured.out.decode(), captured.err.decode())

    return call
