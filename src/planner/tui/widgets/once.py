"""A widget that knows whether it was asked to be drawn again since it was drawn first.

A reader would get wrong: Textual draws all widgets of a new screen, and then again each of them that was refreshed before that; the screen
leaves the second time out (``Sheet.on_update``), which is right only where nothing was asked in between.
"""

from __future__ import annotations

from typing import Self

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Once(Widget):
    """``asked`` is True but for the time between the first drawing and the next order to draw."""

    asked = True
    _was_drawn = False

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Ask to be drawn."""
        self.asked = True
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part."""
        if not self._was_drawn:
            self._was_drawn, self.asked = True, False
        return super().render_lines(crop)


# Textual takes the styles of the first base only.
class Column(Vertical, Once):
    """Widgets below one another."""


class Line(Horizontal, Once):
    """Widgets beside one another."""
