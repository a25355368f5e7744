"""Runs the large matrices of the tests (``pytest -m torture``) as lines of the torture, one test one run.

A reader would get wrong: the tests' own rules hold; a run that fails counts as lost, whatever it was that it found, and says what.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path

from saves import Score

ROOT = Path(__file__).parents[1]


def possible() -> str:
    if find_spec("pytest") is None:
        return "needs pytest"
    return "" if hasattr(os, "fork") else "needs pseudo-terminals"


def matrix(*tests: str, quick: bool) -> Score | None:
    """Run the whole matrix of the tests; None with ``quick``: the part of it that every change passes is among the ordinary tests."""
    if quick:
        return None
    score = Score()
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        told = Path(folder) / "told.xml"
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "torture or not torture"]
        words += [f"--junitxml={told}", f"--basetemp={folder}/runs", *tests]
        run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        cases = list(ET.parse(told).iter("testcase")) if told.exists() else []
        for case in cases:
            if case.find("skipped") is not None:
                continue
            score.count += 1
            wrong = case.find("failure") if case.find("failure") is not None else case.find("error")
            if wrong is not None:
                score.note("lost", f"{case.get('name')}: {wrong.get('message', '')[:300]}")
        if run.returncode and not score.bad:
            score.note("lost", run.stdout[-500:] + run.stderr[-500:])
    return score
