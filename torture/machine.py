"""Runs long random sequences of edits, undo, outside edits, a second planner and restarts (``tests/any_sequence.py``).

A reader would get wrong: the sequences are split over the processors, each with its own seed; one that fails is shrunk by hypothesis.
"""

from __future__ import annotations

import multiprocessing
import os
import traceback

from saves import Score

import any_sequence


def sequences(examples: int, steps: int) -> Score:
    """Run so many sequences of so many steps; one that goes wrong ends its part."""
    parts = min(os.cpu_count() or 1, 8) if examples > 100 else 1
    share = -(-examples // parts)
    score = Score(count=share * parts)
    with multiprocessing.Pool(parts) as pool:
        for told in pool.starmap(_part, [(share, steps)] * parts):
            if told:
                score.note("lost", told)
    return score


def _part(examples: int, steps: int) -> str:
    try:
        any_sequence.run(examples, steps)
    except Exception:
        return traceback.format_exc()[-2500:]
    return ""
