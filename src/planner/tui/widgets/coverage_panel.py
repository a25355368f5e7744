"""Panel 3: what the month counts against what the calendar asks, and the gaps, those of one kind on one line.

A reader would get wrong: a line of several gaps is a fold, no gap itself; ``gap`` is None there, and Enter opens it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from textual.strip import Strip

from planner.core import coverage
from planner.core.coverage import Gap, MonthTable
from planner.core.dates import Month, month_name, short_month, week_number
from planner.core.relevance import short_name as persona_name
from planner.core.views import Sight, short_name
from planner.i18n import _, ngettext
from planner.tui.widgets.lines import WARN, Span, fit, pad, width_of
from planner.tui.widgets.panel import Panel

CELL = 4
"""Cells of one format's column."""
FULL, EMPTY = "█", "░"
QUIET = "quiet gaps"
"""The fold of past and accepted gaps."""


@dataclass(frozen=True)
class Line:
    """One row: what is drawn, and the gap it stands for or the fold it opens."""

    spans: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()
    gap: Gap | None = None
    fold: str = ""
    stands: bool = True


@dataclass
class _Fold:
    gaps: list[Gap] = field(default_factory=list)


class CoveragePanel(Panel):
    """The month's coverage, always in sight."""

    PANEL: ClassVar[str] = "coverage"
    NUMBER: ClassVar[int] = 3

    def __init__(self) -> None:
        super().__init__(id="coverage")
        self._sight: Sight | None = None
        self._month: Month | None = None
        self._open: set[str] = set()
        self._lines: list[Line] = []
        self._width = 0

    def present(self, sight: Sight, month: Month) -> None:
        """Show the coverage of ``month``; where it is what is shown already, nothing happens."""
        if sight is self._sight and month == self._month:
            return
        if month != self._month:
            self.place = self.top = 0
        self._sight, self._month, self._width = sight, month, 0
        self._fill_lines()
        self.forget()

    @property
    def gap(self) -> Gap | None:
        """The gap under the cursor, None on any other line."""
        return self._lines[self.place].gap if self.place < len(self._lines) else None

    def unfold(self) -> bool:
        """Open or close the fold under the cursor; False where there is none."""
        if self.place >= len(self._lines) or not self._lines[self.place].fold:
            return False
        self._open ^= {self._lines[self.place].fold}
        self._width = 0
        self._fill_lines()
        self.forget()
        return True

    def first_gap(self) -> None:
        """Stand on the first line that tells of a gap."""
        for index, line in enumerate(self._lines):
            if line.gap is not None or line.fold:
                self.stand(index)
                return

    def count(self) -> int:
        """Return how many lines there are."""
        if self.content_size.width != self._width and self.content_size.width > 0:
            self._fill_lines()
        return len(self._lines)

    def selectable(self, index: int) -> bool:
        """Whether the cursor can stand there."""
        return 0 <= index < len(self._lines) and self._lines[index].stands

    def draw(self, index: int, width: int) -> Strip:
        """Return a line."""
        line = self._lines[index]
        return self.line(
            width, [(" ", ""), *line.spans], list(line.right), self.ground(index) if line.gap or line.fold else ""
        )

    def ground(self, index: int) -> str:
        """Return what lies under a line: nothing while the panel is not focused, since nothing is done to its lines then."""
        return super().ground(index) if self.has_focus else ""

    # what is on the lines --------------------------------------------------------------------------------------------

    def _fill_lines(self) -> None:
        if self._sight is None or self._month is None:
            return
        self._width = self.content_size.width
        width = max(self._width - 1, 10)
        table = coverage.month_table(self._sight.calendar, self._month, self._sight.today)
        gaps = self._sight.gaps(self._month)
        open_count = sum(gap.open for gap in gaps)
        name = short_month(self._month.number)
        self.titled(
            f"{_('Coverage')} {name}",
            ngettext("{count} gap", "{count} gaps", open_count).format(count=open_count) if open_count else "",
        )
        if not table.demands:
            self._lines = []
            self.hint = (
                _("This calendar asks nothing"),
                _("of a month yet."),
                _("T asks for the usual"),
                _("(undone with u)"),
            )
            return
        self.hint = ()
        self._lines = [
            *self._matrix(table, width),
            *self._gap_lines(gaps, width),
            *self._weeks(table),
            *self._pillars(table, width),
            *self._supply(table, width),
        ]
        self.place = min(self.place, max(len(self._lines) - 1, 0))

    def _matrix(self, table: MonthTable, width: int) -> list[Line]:
        calendar = self._sight.calendar  # type: ignore[union-attr]
        if not table.personas:
            return []
        forms = [form for form in table.formats if form]
        total = 6
        room = max((width - total - 8) // CELL, 0)
        shown = self._busiest(table, forms, room)
        wide = max(min(width - total - CELL * len(shown), 18), 6)
        head: list[Span] = [(pad("", wide), "")]
        head += [(pad(" " + short_name(calendar, "formats", form), CELL), "muted") for form in shown]
        lines = [Line(tuple(head), stands=False)]
        for who in table.personas:
            row: list[Span] = [(pad(persona_name(calendar, who), wide), "")]
            for form in shown:
                cell = table.cells[who, form]
                text, style = self._cell(cell.have, cell.need)
                row.append((text.rjust(CELL), style))
            sum_of = table.persona_totals[who]
            text = f"{sum_of.have}/{sum_of.need}" if sum_of.need else str(sum_of.have)
            lines.append(Line(tuple(row), ((text, "gap" if sum_of.short else "muted"),), stands=True))
        return [*lines, Line(stands=False)]

    @staticmethod
    def _busiest(table: MonthTable, forms: list[str], room: int) -> list[str]:
        if len(forms) <= room:
            return forms
        order = sorted(forms, key=lambda form: -(table.format_totals[form].need * 100 + table.format_totals[form].have))
        return [form for form in forms if form in order[:room]]

    @staticmethod
    def _cell(have: int, need: int) -> Span:
        if have < need:
            return (f"✗{have}/{need}" if have else f"✗/{need}", "gap")
        return (str(have), "") if have else ("·", "muted")

    def _gap_lines(self, gaps: tuple[Gap, ...], width: int) -> list[Line]:
        calendar, today = self._sight.calendar, self._sight.today  # type: ignore[union-attr]
        folds: dict[str, _Fold] = {}
        for gap in gaps:
            key = f"{gap.rule}:{gap.subject if gap.rule == 'cadence' else gap.subject.partition(':')[0] if gap.rule == 'persona-format' else ''}"
            folds.setdefault(QUIET if not gap.open else key, _Fold()).gaps.append(gap)
        lines: list[Line] = []
        for key, fold in sorted(folds.items(), key=lambda pair: pair[0] == QUIET):
            if key == QUIET or len(fold.gaps) > 1:
                opened = key in self._open
                sign = "▾" if opened else "▸"
                style = "muted" if key == QUIET else "gap"
                lines.append(Line(((f"{sign} {self._fold_text(key, fold.gaps)}", style),), fold=key))
                if opened:
                    lines += [self._gap_line(gap, width, "  ") for gap in fold.gaps]
            else:
                lines.append(self._gap_line(fold.gaps[0], width, ""))
        if not any(gap.open for gap in gaps):
            lines.insert(0, Line(((_("✓ nothing is missing"), "success"),)))
        return [*lines, Line(stands=False)]

    def _gap_line(self, gap: Gap, width: int, indent: str) -> Line:
        calendar, today = self._sight.calendar, self._sight.today  # type: ignore[union-attr]
        ideas = len(gap.candidates) + len(gap.could) if gap.open else 0
        tail = f" ◌{ideas}" if ideas else ""
        sign = WARN if gap.open else "·"
        text = coverage.sentence(gap, calendar, today)
        return Line(
            (
                (
                    indent + f"{sign} " + fit(text, max(width - len(indent) - 2 - width_of(tail), 8)),
                    "gap" if gap.open else "muted",
                ),
            ),
            ((tail, "muted"),) if tail else (),
            gap=gap,
        )

    def _fold_text(self, key: str, gaps: list[Gap]) -> str:
        calendar = self._sight.calendar  # type: ignore[union-attr]
        count = len(gaps)
        if key == QUIET:
            return ngettext("past or accepted: {count}", "past or accepted: {count}", count).format(count=count)
        rule, _colon, subject = key.partition(":")
        if rule == "cadence":
            return ngettext("{channel}: {count} week short", "{channel}: {count} weeks short", count).format(
                channel=short_name(calendar, "channels", subject), count=count
            )
        if rule == "persona-format":
            return ngettext("{persona}: {count} format short", "{persona}: {count} formats short", count).format(
                persona=persona_name(calendar, subject), count=count
            )
        texts = {
            "persona": ngettext("{count} persona short", "{count} personas short", count),
            "format": ngettext("{count} format short", "{count} formats short", count),
            "quiet": ngettext("{count} quiet stretch", "{count} quiet stretches", count),
            "pillar": ngettext("{count} pillar short", "{count} pillars short", count),
            "supply": ngettext("{count} channel runs dry", "{count} channels run dry", count),
            "one-owner": ngettext("{count} person owns too much", "{count} people own too much", count),
        }
        return texts.get(rule, ngettext("{count} gap", "{count} gaps", count)).format(count=count)

    def _weeks(self, table: MonthTable) -> list[Line]:
        calendar = self._sight.calendar  # type: ignore[union-attr]
        channels = list(dict.fromkeys(bar.channel for bar in table.weeks))
        lines: list[Line] = []
        wide = min(max((width_of(short_name(calendar, "channels", channel)) for channel in channels), default=0), 10)
        for channel in channels:
            spans: list[Span] = [(pad(short_name(calendar, "channels", channel), wide), "muted")]
            for bar in table.weeks:
                if bar.channel == channel:
                    most = max(bar.asks, bar.have, 1)
                    drawn = (FULL * bar.have + EMPTY * max(bar.asks - bar.have, 0))[:4] if most else ""
                    spans.append((f" {week_number(bar.week):02d}", "muted"))
                    spans.append((drawn or "–", "gap" if bar.have < bar.asks else ""))
            lines.append(Line(tuple(spans)))
        for channel, cell in table.months.items():
            spans = [
                (pad(short_name(calendar, "channels", channel), max(wide, 10)), "muted"),
                (f" {cell.have}/{cell.need}", "gap" if cell.short else ""),
                (" " + _("this month"), "muted"),
            ]
            lines.append(Line(tuple(spans)))
        return [*lines, Line(stands=False)] if lines else []

    def _pillars(self, table: MonthTable, width: int) -> list[Line]:
        calendar = self._sight.calendar  # type: ignore[union-attr]
        lines = []
        for share in table.pillars:
            bar = FULL * round(min(share.percent, 100) / 10)
            right = f"{share.percent:g} %" + (f" / {share.share:g}" if share.share else "")
            name = pad(short_name(calendar, "pillars", share.pillar), min(12, max(width - 20, 6)))
            lines.append(
                Line(
                    ((name, "muted"), (" " + bar, "gap" if share.low else "")),
                    ((right, "gap" if share.low else "muted"),),
                )
            )
        return [*lines, Line(stands=False)] if lines else []

    def _supply(self, table: MonthTable, width: int) -> list[Line]:
        calendar, today = self._sight.calendar, self._sight.today  # type: ignore[union-attr]
        lines = []
        for one in table.supply:
            name = pad(short_name(calendar, "channels", one.channel), 10)
            days = " · ".join(
                f"{day.day} {short_month(day.month)}" if day >= today else "–"
                for day in (one.ready_until, one.planned_until, one.lasts_until)
            )
            lines.append(
                Line(
                    ((name, "muted"), (f" {one.have}/{one.need}", "gap" if one.have < one.need else "")),
                    ((days, "muted"),),
                )
            )
        if lines:
            lines.insert(0, Line(((_("Supply"), "strong"),), ((_("ready · planned · ideas"), "muted"),)))
            without = len(coverage.ideas_without_channel(calendar))
            if without:
                lines.append(
                    Line(
                        (
                            (
                                ngettext(
                                    "{count} idea without a channel", "{count} ideas without a channel", without
                                ).format(count=without),
                                "muted",
                            ),
                        )
                    )
                )
        del width
        return lines


def month_title(month: Month) -> str:
    """Return ``December 2026`` in the reader's language."""
    return f"{month_name(month.number)} {month.year}"
