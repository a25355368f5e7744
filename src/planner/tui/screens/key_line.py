"""The line of keys at the foot of a dialog: a key stays on one line with what it does.

A reader would get wrong: a no-break space does not do it, since Textual breaks lines there as well.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from planner.tui.widgets.lines import width_of

BETWEEN = " · "


class KeyLine(Static):
    """Entries apart by `` · ``, broken into lines only between two of them where there is room for each."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes at a width."""
        return (
            super().get_content_height(container, viewport, width)
            if not width
            else self._at(width).get_height({}, width)
        )

    def render(self) -> Content:
        """Return the entries, broken for the width there is."""
        return self._at(self.content_size.width)

    def _at(self, width: int) -> Content:
        content = self.content
        if not isinstance(content, Content) or not width:
            return Content(str(content))
        return Content("\n".join(line for text in content.plain.split("\n") for line in broken(text, width)))


def broken(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells, an entry on one line wherever it fits into one."""
    lines: list[str] = []
    for entry in text.split(BETWEEN):
        if lines and width_of(f"{lines[-1]}{BETWEEN}{entry} ·") <= width:
            lines[-1] += BETWEEN + entry
        else:
            if lines:
                lines[-1] += BETWEEN.rstrip()
            lines.append(entry)
    return lines
