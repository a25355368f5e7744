"""Finds where two sequences differ, by the identity of their elements.

A reader would get wrong: equal is not the same here; what was not touched is the very object that it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any


def stretch(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int, int]:
    """Return ``(start, old_end, new_end)``: before ``start``, and after the ends, both hold the same objects."""
    shortest = min(len(old), len(new))
    same = list(map(is_, old, new))
    start = same.index(False) if False in same else shortest
    end = 0
    if start < shortest:
        same = list(map(is_, reversed(old[start:]), reversed(new[start:])))
        end = same.index(False) if False in same else shortest - start
    return start, len(old) - end, len(new) - end
