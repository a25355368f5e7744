"""The order in which the hands did what they did.

A reader would get wrong: the number belongs to a step, not to a calendar; steps of several calendars that were done at once share it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


class Order:
    """Numbers steps as they are done; shared by what is open together, so that they are undone in that order."""

    def __init__(self) -> None:
        self._number = 0
        self._last = 0
        self._held = False

    def next(self) -> int:
        """Return the number of a new step."""
        if not self._held:
            self._number += 1
        self._last = self._number
        return self._number

    @property
    def last(self) -> int:
        """The number of the step that was done last; what was undone before that is not done again."""
        return self._last

    @property
    def is_held(self) -> bool:
        """Whether what is done now belongs to one step with something else."""
        return self._held

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Give all steps inside the same number."""
        if not self._held:
            self._number += 1
        before, self._held = self._held, True
        try:
            yield
        finally:
            self._held = before
