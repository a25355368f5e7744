"""What a key changed on a screen of panels, to be drawn before anything else is done.

A reader would get wrong: this is a short cut, not a second way to draw. Textual asks every widget, waits for its clock and puts the whole
window together; that is left to it wherever anything but panels is in sight, or anything else than lines is to change.
"""

# ruff: noqa: SLF001 - what Textual's own screen does with its widgets

from __future__ import annotations

from typing import Any

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from planner.tui.widgets.once import Lasting


def strips(screen: Screen[Any]) -> list[tuple[int, int, Strip]] | None:
    """Return the lines of what asked to be drawn, each with its line and column from 0, and note that it is drawn; None where Textual must."""
    if (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._compositor._dirty_regions
    ):
        return None
    places = screen._compositor.visible_widgets
    if not (screen.is_current and all(map(_only_lines, places))):
        return None
    asked = screen._dirty_widgets.union(widget for widget in places if widget._repaint_required)
    if not (asked and asked <= places.keys()):
        return None
    found: list[tuple[int, int, Strip]] = []
    for widget in asked:
        region, _clip = places[widget]
        widget._repaint_required = False
        widget._exchange_repaint_regions()
        lines = widget.render_lines(Region(0, 0, region.width, region.height))
        found += [(region.y + y, region.x, line) for y, line in enumerate(lines)]
    screen._dirty_widgets.clear()
    return found


def _only_lines(widget: object) -> bool:
    """Whether a widget is a panel or what panels lie on, and stays as it is laid out."""
    return isinstance(widget, Lasting) and not (
        widget._layout_required or widget._scroll_required or widget._refresh_styles_required
    )
