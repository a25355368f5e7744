"""What the signs on the screen mean, by panel: help shows those of the focused panel first, and the palette opens all of them.

A reader would get wrong: a sign that a widget draws and that is not here is a riddle; the same sign may mean two things in two panels.
"""

from __future__ import annotations

from planner.core.values import dataclass
from planner.i18n import N_, _
from planner.tui.widgets.cards import STEP_NAMES
from planner.tui.widgets.lines import GLYPHS, width_of

DAYS = ("week", "month")
TITLES = ("week", "month", "board", "list", "ideas")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its meaning, an English source text marked with N_, in the panels that draw it."""

    sign: str
    meaning: str
    panels: tuple[str, ...]

    @property
    def said(self) -> str:
        """The meaning in the reader's language."""
        return _(self.meaning)


SIGNS = (
    *(Sign(sign, STEP_NAMES[step], (*TITLES, "detail")) for step, sign in GLYPHS.items()),
    Sign("○", N_("open: a day of that channel without an item"), DAYS),
    Sign("?2", N_("two questions wait for an answer"), TITLES),
    Sign("⚠", N_("a gap; beside a title: its date, a repeat or its words need a look"), DAYS),
    Sign("⚠", N_("too early, too late, a repeat, or jargon"), ("board", "list", "ideas", "detail")),
    Sign("▒", N_("a day that is part of a gap"), DAYS),
    Sign("☆", N_("a moment, or a holiday"), (*DAYS, "coverage")),
    Sign("+2", N_("two more than there is room for"), ("month", "board")),
    Sign("*", N_("marked"), TITLES),
    Sign("[ ]", N_("the day that the plan stands on"), ("dates",)),
    Sign("•", N_("one item"), ("dates",)),
    Sign(":", N_("two items or more"), ("dates",)),
    Sign("▒", N_("a week in which something is missing"), ("dates",)),
    Sign("6/3", N_("six planned, three asked for"), ("coverage",)),
    Sign("✗1/3", N_("too few: one of three (✗/1: none of one)"), ("coverage",)),
    Sign("·", N_("none, and none asked for"), ("coverage",)),
    Sign("⚠", N_("a gap"), ("coverage",)),
    Sign("◌2", N_("two ideas would fill it, or could"), ("coverage",)),
    Sign("○", N_("aims that came with the new file"), ("coverage",)),
    Sign("▸ ▾", N_("several of one kind, folded and unfolded"), ("coverage",)),
    Sign("█░", N_("a week: what is planned, what is missing"), ("coverage",)),
    Sign("↓ 5", N_("five more are below; ↑ above"), (*TITLES, "coverage", "detail")),
)


def of(panel: str) -> list[Sign]:
    """Return the signs of a panel."""
    return [one for one in SIGNS if panel in one.panels]


def packed(signs: list[Sign], width: int) -> list[str]:
    """Return signs with their meanings in lines of at most ``width`` cells, as many in a line as fit."""
    lines: list[str] = []
    for one in signs:
        text = f"{one.sign} {one.said}"
        if lines and width_of(lines[-1]) + 3 + width_of(text) <= width:
            lines[-1] += "   " + text
        else:
            lines.append(text)
    return lines
