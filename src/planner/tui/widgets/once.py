"""A widget that is drawn again only where it was asked for: not twice for the first frame, and not with every key beside it.

A reader would get wrong: Textual draws all widgets of a new screen, and then again each of them that was refreshed before that; the screen
leaves the second time out (``Sheet.on_update``), which is right only where nothing was asked in between. Later it asks every widget in sight
for its lines whenever one of them changes; who was not asked to change gives the same lines again.
"""

from __future__ import annotations

from typing import Self

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Lasting(Widget):
    """Gives the lines of the last time where nothing was asked since."""

    _given: tuple[Region, list[Strip]] | None = None
    """What was given last, and which part that is; None after an order to draw."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Ask to be drawn."""
        self._given = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Draw anew in another style, even where Textual does not ask for it."""
        self._given = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part."""
        if self._given is None or self._given[0] != crop:
            self._given = (crop, self.drawn(crop))
        return self._given[1]

    def drawn(self, crop: Region) -> list[Strip]:
        """Return the lines of a part, drawn now."""
        return super().render_lines(crop)


class Once(Lasting):
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


class Ground(Lasting):
    """Shows nothing but its colour beneath what lies on it, so that one line does for all."""

    def drawn(self, crop: Region) -> list[Strip]:
        """Return the lines of a part."""
        if self.gutter:
            return super().drawn(crop)
        return super().drawn(crop.crop_size((crop.width, 1))) * crop.height


# Textual takes the styles of the first base only.
class Column(Vertical, Ground, Once):
    """Widgets below one another."""


class Line(Horizontal, Ground, Once):
    """Widgets beside one another."""
