"""The overview of the clients: what each one needs, most first, so that Monday begins with the right one.

A reader would get wrong: Enter shows that client alone; the first line shows all together again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.core.dates import Month, long_date, short_date, short_month
from planner.core.fold import fold
from planner.core.overview import Need
from planner.i18n import _, ngettext
from planner.tui.screens.dialog import NOW, ListDialog, Row, narrowed
from planner.tui.screens.pick import in_order
from planner.tui.text import show

ALL = "all"
"""What comes back for all clients together; one of them comes back as its number, another file as its path."""


class Overview(ListDialog[str]):
    """One client a paragraph: ``needs`` of those that are open, and ``others`` (path, name, folder) that were open lately."""

    DEFAULT_CSS = """
    Overview OptionList { max-height: 100%; height: auto; }
    Overview > .box { width: 100%; max-width: 110; max-height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("0", "leave", show=False, priority=True)]

    def __init__(
        self,
        needs: Sequence[Need],
        marks: Mapping[int, str],
        today: dt.date,
        *,
        others: Sequence[tuple[str, str, str]] = (),
        current: str = "",
    ) -> None:
        super().__init__()
        self._needs = needs
        self._marks = marks
        self._today = today
        self._others = others
        self._current = current

    @property
    def heading(self) -> str:
        """The title, with the day it is."""
        return _("Clients · {day}").format(day=long_date(self._today))

    @property
    def prompt(self) -> str:
        """What the empty line says."""
        return _("type to narrow, ↑ ↓ to go")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter goes to the client · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """What is counted, and how to come back."""
        return _(
            "Who needs you most stands first: open gaps of this month and the next, and open questions, counted together. Enter shows one client "
            "alone; the line “all together” shows all of them again."
        )

    def rows(self, typed: str) -> Sequence[Row]:
        """Return all together, each open client, then others that were open lately."""
        listed = []
        if len(self._needs) > 1:
            listed.append(self._together())
        listed += [self._client(need) for need in self._needs]
        for path, name, folder in self._others:
            text = show("+ ", "dim") + show(name) + show("  " + _("not open") + " · " + folder, "dim")
            listed.append(Row(text, fold(name), path))
        found = narrowed(listed, typed)
        return found or [row for row in listed if in_order(fold(typed), row.words)]

    def _together(self) -> Row:
        questions = sum(need.questions for need in self._needs)
        gaps = tuple(sum(need.gaps[at] for need in self._needs) for at in range(2))
        said = " · ".join((*self._gaps(gaps), questions_text(questions)))
        if len({need.open for need in self._needs}) == 1 and self._needs[0].open:
            said += " · " + _("each needs as much")
        return Row(show(_("all together"), "bold") + show("  " + said, "dim"), fold(_("all together")), ALL)

    def _client(self, need: Need) -> Row:
        mark = self._marks.get(need.client, "")
        here = NOW if str(need.client) == self._current else " "
        first = show(f"{here} ") + show(f"{mark} " if mark else "", "bold") + show(need.title, "bold")
        text = (
            first
            + show("\n", lines=True)
            + show("     " + self._open(need), "")
            + show("\n", lines=True)
            + show("     " + self._next(need), "dim")
        )
        return Row(text, f"{fold(need.title)} {fold(mark)}", str(need.client))

    def _gaps(self, counts: Sequence[int]) -> list[str]:
        """Return how many gaps this month and the next have, each with its name; none where there are none."""
        month = Month.of(self._today)
        return [
            _("{month} {gaps}").format(month=short_month(one.number), gaps=gaps_text(count))
            for one, count in zip((month, month.shift(1)), counts, strict=True)
            if count
        ]

    def _open(self, need: Need) -> str:
        parts = self._gaps(need.gaps)
        if need.questions:
            parts.append(questions_text(need.questions))
        if need.until is not None and need.until < self._today:
            parts.append(_("{channel} short this week").format(channel=need.channel))
        elif need.until is not None:
            parts.append(
                _("{channel} until {day}").format(channel=need.channel, day=short_date(need.until, self._today))
            )
        return " · ".join(parts) if need.open else " · ".join((_("nothing open"), *parts))

    def _next(self, need: Need) -> str:
        count = len(need.week)
        said = ngettext("{count} item left this week", "{count} items left this week", count).format(count=count)
        said = said if count else _("no item left this week")
        item = need.week[0] if need.week else need.following
        if item is None or item.date is None:
            return said
        return said + " · " + _("next {day}: {title}").format(day=short_date(item.date, self._today), title=item.title)

    def first(self, rows: Sequence[Row], typed: str) -> int:
        """Stand on the client who needs most."""
        return 1 if not typed and len(self._needs) > 1 and len(rows) > 1 else 0

    def taken(self, row: Row | None, _typed: str) -> None:
        """Come back with whom to go to."""
        if row is None:
            self.complain(self.nothing())
        else:
            self.dismiss(row.value)


def gaps_text(count: int) -> str:
    """Return ``3 gaps``."""
    return ngettext("{count} gap", "{count} gaps", count).format(count=count)


def questions_text(count: int) -> str:
    """Return ``2 questions``."""
    return ngettext("{count} question", "{count} questions", count).format(count=count)
