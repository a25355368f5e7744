"""The plan as it is seen beneath a dialog: the lines that stand on the screen, in the dialog's shade.

A reader would get wrong: it looks as Textual's own ``BackgroundScreen`` does; that one sends the whole screen through rich each time a dialog
is laid out (three times before it stands), which is most of what a dialog costs. The same few styles are shaded once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.screen import Screen
    from textual.style import Style as VisualStyle
    from textual.visual import RenderOptions

STYLES = 2048
"""Shaded styles that are kept; a screen has some dozens."""


@lru_cache(maxsize=STYLES)
def _shaded(style: Style, shade: Color) -> Style:
    """Return a style (without links) as it is seen through a translucent colour."""
    front, ground = (
        (Color.from_rich_color(color) + shade).rich_color if color is not None else None
        for color in (style.color, style.bgcolor)
    )
    return style + Style.from_color(front, ground) if shade.a else style


class Beneath(Visual):
    """The lines of ``screen`` through ``shade``, a colour with alpha; nothing on it can be clicked."""

    def __init__(self, screen: Screen[Any], shade: Color) -> None:
        self._screen = screen
        self._shade = shade

    def render_strips(self, width: int, height: int | None, style: VisualStyle, _options: RenderOptions) -> list[Strip]:
        """Return as many lines as are asked for, each of the width."""
        shade, none = self._shade, Style.null()

        def seen(segment: Segment) -> Segment:
            plain = none if segment.style is None else segment.style.clear_meta_and_links()
            return Segment(segment.text, _shaded(plain, shade), segment.control)

        strips = self._screen._compositor.render_strips()  # noqa: SLF001 - as Textual's own does
        lines = [Strip(map(seen, strip), strip.cell_length).adjust_cell_length(width) for strip in strips[:height]]
        blank = Strip.blank(width, style.rich_style)
        return lines + [blank] * ((height or 0) - len(lines))

    def get_optimal_width(self, _rules: RulesMap, container_width: int) -> int:
        """Return the width that there is."""
        return container_width

    def get_height(self, _rules: RulesMap, _width: int) -> int:
        """Return the lines of the screen."""
        return self._screen.size.height
