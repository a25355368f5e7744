"""Proves a large file sound and notes where its items stand and on which days, for a verb that reads a few of them.

A reader would get wrong: this looks at each byte as ``usual`` does and makes no items; of a file that would be warned about anything, or
that holds a block written in another way, it knows nothing.
"""

from __future__ import annotations

import datetime as dt
from array import array

from planner.storage import usual

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Sequence


class Survey(usual.Reader):
    """One look through a file without making items; ``days`` are their ordinals in the file's order, 0 for an idea.

    ``columns`` are what their blocks say of the fields that are read at once.
    """

    def __init__(self, found: usual.Usual) -> None:
        super().__init__(found)
        self.days = array("I")
        self.columns: dict[str, list[bytes | None]] = {field: [] for field in usual.AT_ONCE}
        self._ordinals: dict[bytes | None, int] = {None: 0}

    def _block(self, _position: int, _backslash: int) -> int:
        raise usual.OddError

    def _made(self) -> None:
        if not self.rows:
            return
        columns: dict[str, Sequence[bytes | None]] = dict(zip(usual.READ, zip(*self.rows, strict=True), strict=True))
        self.rows.clear()
        usual.check_keys(columns["results"])
        usual.check_keys(columns["extra"])
        for field, column in self.columns.items():
            column.extend(columns[field])
        known = self._ordinals
        for day in set(columns["date"]).difference(known):
            try:
                known[day] = dt.date.fromisoformat(str(day, "ascii")).toordinal()  # type: ignore[arg-type]  # None is known
            except ValueError:  # there is no such day
                raise usual.OddError from None
        self.days.extend(map(known.__getitem__, columns["date"]))

    def _finish(self) -> None:
        self._made()
        idents = set(self.columns["id"])
        if len(idents) < len(self.days) or not set(self.columns["parent"]) <= idents | {None}:
            raise usual.OddError
