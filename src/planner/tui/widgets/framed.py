"""A widget of lines between borders: what Textual makes of a line is kept, and used again wherever that line stands next.

A reader would get wrong: lines are told apart by identity, so whoever draws gives the same strip for the same line; and the border beside a
line is Textual's own, taken from the first line that it finished.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.segment import Segment
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip

from planner.i18n import _
from planner.tui.widgets.lines import Palette, Slim, Span, joined, strip, width_of
from planner.tui.widgets.once import Once


class Framed(Once):
    """Subclasses give the lines inside (``render_line``), all in their own ground and as wide as the room."""

    MOST_KEPT: ClassVar[int] = 400
    """So many finished lines are kept."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self._framed: dict[int, tuple[Strip, Strip]] = {}
        """Lines as they are sent, between the borders, by the identity of what is between; whichever line of the panel they are."""
        self._titled = ("", "")
        """What stands in the border, at the top and at the bottom."""
        self._rims: dict[tuple[int, tuple[str, str], tuple[int, int]], Strip] = {}
        """The border's own lines, by what stands in it."""
        self._sides: tuple[Strip, Strip] | None = None
        """The border at the left and at the right of a line."""
        self._behind = Color(0, 0, 0)
        """The colour behind the lines, as Textual works it out from the widgets around."""
        self._room: Size | None = None
        self._ink: Palette | None = None

    @property
    def palette(self) -> Palette:
        """The styles of the current theme."""
        palette: Palette = self._ink or self.app.palette("background")  # type: ignore[attr-defined]
        return palette

    @property
    def room(self) -> Size:
        """The cells inside the border when it was drawn last, or as it is laid out, if it never was; asking for them is slow."""
        return self.content_size if self._room is None else self._room

    def line(self, width: int, left: Sequence[Span], right: Sequence[Span] = (), ground: str = "") -> Strip:
        """Return a strip in this panel's palette."""
        return strip(self.palette, width, left, right, ground)

    def drawn(self, crop: Region) -> list[Strip]:
        """Return the lines of a part; what is shown is fitted to another size here, or the first frame would be drawn twice."""
        # Textual's content_size asks the screen where the widget is
        room, self._ink = self.outer_size - self.gutter.totals, self.app.palette("background")  # type: ignore[attr-defined]
        if room != self._room:
            self._room = room
            self._unframe()
            self.fit()
        if (crop.x, crop.width) != (0, self.outer_size.width):
            return super().drawn(crop)
        return self._between_borders(crop, room.height)

    def _between_borders(self, crop: Region, height: int) -> list[Strip]:
        """Return whole lines, those that were shown before as they were, wherever; putting a border beside a line takes longer than to draw it."""
        if len(self._framed) > self.MOST_KEPT:
            self._framed.clear()
            self._rims.clear()
        above, lines = self.gutter.top, []
        for y in crop.line_range:
            if not 0 <= y - above < height:
                lines.append(self._rim(y))
                continue
            line = self.render_line(y - above)
            found = self._framed.get(id(line))
            if found is None:
                found = self._framed[id(line)] = (line, self._frame(y, line))
            lines.append(found[1])
        return lines

    def beyond(self) -> tuple[int, int]:
        """Return how many rows there are above and below those in view."""
        return 0, 0

    def _rim(self, y: int) -> Strip:
        """Return a line of the border, in it how much is beyond what is in view; drawn with it, so that to scroll asks Textual for nothing."""
        beyond = self.beyond()
        if beyond == (0, 0):
            return self._plain_rim(y)
        key = (y, self._titled, beyond)
        if key not in self._rims:
            self._rims[key] = self._signed(y, *beyond)
        return self._rims[key]

    def _plain_rim(self, y: int) -> Strip:
        key = (y, self._titled, (0, 0))
        if key not in self._rims:
            self._rims[key] = super().drawn(Region(0, y, self.outer_size.width, 1))[0]
        return self._rims[key]

    def _signed(self, y: int, above: int, below: int) -> Strip:
        """Return a line of the border with ``↓ 5 more`` in it: the lower one where that has room, else the upper one."""
        rim, gutter, height = self._plain_rim(y), self.gutter, self.outer_size.height
        for text in more_texts(above, below):
            size = width_of(text)
            places = [(height - 1, 2)] if gutter.bottom else []
            places += [(0, self.outer_size.width - size - 2)] if gutter.top else []
            for at, left in places:
                whole = self._plain_rim(at)
                free = whole.crop(max(left - 1, 0), left + size + 1).text
                if left > 1 and len(free) == size + 2 and len(set(free)) == 1:
                    if at != y:
                        return rim
                    parts = [Segment(text, self.palette.style("muted"))]
                    for line_filter in self.get_line_filters():
                        parts = line_filter.apply(parts, self._behind)
                    width = self.outer_size.width
                    return joined((rim.crop(0, left), Slim(parts), rim.crop(left + size, width)), width)
        return rim

    def _frame(self, y: int, line: Strip) -> Strip:
        """Return a line with the border beside it, as Textual puts it there; it is asked once, and what stands beside is kept."""
        if self._sides is None:
            width, gutter = self.outer_size.width, self.gutter
            whole = super().drawn(Region(0, y, width, 1))[0]
            self._sides = (whole.crop(0, gutter.left), whole.crop(width - gutter.right, width))
            self._behind = self.background_colors[1]
            return whole
        parts = list(line)
        for line_filter in self.get_line_filters():
            parts = line_filter.apply(parts, self._behind)
        return joined((self._sides[0], Slim(parts), self._sides[1]), self.outer_size.width)

    def frame_ahead(self, line: Strip) -> None:
        """Finish a line that may be shown soon."""
        if self._sides is not None and id(line) not in self._framed:
            whole = self._frame(0, line)
            self._framed[id(line)] = (line, whole)
            self.app.expect(whole)  # type: ignore[attr-defined]

    def _unframe(self) -> None:
        """Forget what Textual's styles went into."""
        self._framed.clear()
        self._rims.clear()
        self._sides = None

    def notify_style_update(self) -> None:
        """Forget the borders that were."""
        self._unframe()
        super().notify_style_update()

    def fit(self) -> None:
        """Arrange for another size; all lines are drawn after it."""


def more_texts(above: int, below: int) -> tuple[str, str]:
    """Return what says that there is more than is in view, and the same in fewer cells: `` ↓ 5 more ``, `` ↓5 ``."""
    signs = [(sign, count) for sign, count in (("↑", above), ("↓", below)) if count]
    short = " ".join(f"{sign}{count}" for sign, count in signs)
    if len(signs) > 1:
        return f" {signs[0][0]} {above}  {signs[1][0]} {below} ", f" {short} "
    return f" {signs[0][0]} " + _("{count} more").format(count=above or below) + " ", f" {short} "
