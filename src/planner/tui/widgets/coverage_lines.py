"""What panel 3 says, line by line: personas by formats, gaps, moments to come, weeks, pillars and supply.

A reader would get wrong: several lines may tell of one gap (its own, and its persona's or pillar's); each of them leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from planner.core import coverage
from planner.core.coverage import Cell, Gap, MonthTable, WeekBar
from planner.core.dates import Month, short_day_month, week_number
from planner.core.model import Calendar
from planner.core.moments import Occasion
from planner.core.relevance import short_name as persona_name
from planner.core.sentences import percents
from planner.core.values import dataclass
from planner.core.views import Sight, short_name
from planner.i18n import _, ngettext
from planner.tui.widgets import gap_words
from planner.tui.widgets.lines import WARN, Span, clean, fit, pad, width_of, wrap

WIDE = 40
"""Cells from which gaps are told in their sentences."""
FULL, EMPTY = "█", "░"
LONGEST_BAR = 4
QUIET = "quiet gaps"
"""The fold of past and accepted gaps."""
MOST_MOMENTS = 4


@dataclass(frozen=True)
class Line:
    """One row: what is drawn, and what it leads to: a gap, a fold, a moment or aims. ``told`` is what the strip says of it in full.

    ``closed`` is a past or accepted gap that it tells of where it leads to none that is open.
    """

    spans: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()
    gap: Gap | None = None
    fold: str = ""
    occasion: Occasion | None = None
    told: str = ""
    stands: bool = True
    closed: Gap | None = None
    aims: tuple[str, ...] = ()


BLANK = Line(stands=False)

ABBREVIATED = 5
"""Cells of a column under which the name of a format is abbreviated without a sign."""


class CoverageLines:
    """The lines of one month at one width; ``opened`` are the folds that are open, ``enter`` is what the key is called that does a line."""

    def __init__(self, sight: Sight, month: Month, width: int, opened: AbstractSet[str], enter: str) -> None:
        self._calendar, self._today = sight.calendar, sight.today
        self._gaps, self._waiting = sight.gaps(month), sight.waiting
        self._open = tuple(gap for gap in self._gaps if gap.open)
        self._month, self._width, self._opened, self._enter = month, width, opened, enter
        self._untouched = sight.untouched
        self._channels = {one.id for one in sight.calendar.channels}
        self.table = sight.table(month)

    def lines(self) -> list[Line]:
        """Return all of them, a blank one between the parts."""
        return _joined((self._matrix(), self._came_with(), self._gap_lines(), *self._others()))

    def columns(self) -> tuple[list[Line], list[Line]]:
        """Return the same lines in two columns: figures, and beside them the gaps."""
        figures, gaps, others = self._matrix(), [*self._came_with(), *self._gap_lines()], self._others()
        return (_joined((figures, *others)), gaps) if figures else (gaps, _joined(others))

    def _others(self) -> tuple[list[Line], ...]:
        return self._moments(), self._weeks(), self._pillars(), self._supply()

    def _of(self, rule: str, subject: str) -> Gap | None:
        """Return the first open gap of a rule about something."""
        return next((gap for gap in self._open if (gap.rule, gap.subject) == (rule, subject)), None)

    def _closed(self, rule: str, subject: str) -> Gap | None:
        """Return the last gap of a rule about something that is past or accepted, where none is open."""
        found = [gap for gap in self._gaps if (gap.rule, gap.subject) == (rule, subject)]
        return found[-1] if found and not any(gap.open for gap in found) else None

    # personas and formats --------------------------------------------------------------------------------------------

    def _matrix(self) -> list[Line]:
        table, calendar = self.table, self._calendar
        if not table.personas:
            return []
        total, cell = 6, 4 if self._width < WIDE else 5 if self._width < 60 else 7
        shown = _busiest(table, [form for form in table.formats if form], max((self._width - total - 8) // cell, 0))
        name = max(min(self._width - total - cell * len(shown), 18), 6)
        head: list[Span] = [(pad("", name), "")]
        for form in shown:
            text = clean(short_name(calendar, "formats", form))
            # in few cells an abbreviation, as of weekdays; from five on there is room to say that it is cut
            text = text[: cell - 1] if cell < ABBREVIATED and width_of(text) >= cell else text
            head.append((" " + pad(text, cell - 1), "muted"))
        lines = [Line(tuple(head), stands=False)]
        for who in table.personas:
            row: list[Span] = [(pad(persona_name(calendar, who), name), "")]
            row += [_cell(table.cells[who, form], cell) for form in shown]
            whole = table.persona_totals[who]
            text = f"{whole.have}/{whole.need}" if whole.need else str(whole.have)
            gap = self._of("persona", who) or next(
                (one for one in self._open if one.rule == "persona-format" and one.subject.startswith(f"{who}:")), None
            )
            right = ((text, "gap" if whole.short else "muted"),)
            closed = self._closed("persona", who)
            lines.append(Line(tuple(row), right, gap=gap, told=self._told_of(who, whole), closed=closed))
        return lines

    def _came_with(self) -> list[Line]:
        """Return that some aims are those of every new file, and nobody's yet."""
        if not self._untouched:
            return []
        names = ", ".join(
            short_name(self._calendar, "channels" if one in self._channels else "personas", one)
            for one in self._untouched
        )
        count = len(self._untouched)
        text = ngettext("○ {count} aim to confirm", "○ {count} aims to confirm", count).format(count=count)
        told = _("{key} confirms or changes aims that came with the new file, without an item yet: {names}.")
        told = told.format(names=names, key=self._enter)
        return [Line(((text, "muted"),), told=told, aims=self._untouched)]

    def _told_of(self, who: str, whole: Cell) -> str:
        """Return ``Dana: 7 of 5 in November · Article 3 · Video 0/1``."""
        sums = f"{whole.have}/{whole.need}" if whole.need else str(whole.have)
        parts = [_("{name}: {figures}").format(name=persona_name(self._calendar, who), figures=sums)]
        for form in self.table.formats:
            cell = self.table.cells[who, form]
            if form and (cell.have or cell.need):
                count = f"{cell.have}/{cell.need}" if cell.need else str(cell.have)
                parts.append(f"{short_name(self._calendar, 'formats', form)} {count}")
        return " · ".join(parts)

    # gaps ------------------------------------------------------------------------------------------------------------

    def _gap_lines(self) -> list[Line]:
        folds: dict[str, list[Gap]] = {}
        for gap in self._gaps:
            folds.setdefault(_kind(gap, self._calendar) if gap.open else QUIET, []).append(gap)
        lines: list[Line] = [] if self._open else [Line(((_("✓ nothing is missing"), "success"),), stands=False)]
        for key, gaps in sorted(folds.items(), key=lambda pair: pair[0] == QUIET):
            if key != QUIET and len(gaps) == 1:
                lines += self._gap_line(gaps[0], "")
                continue
            text, is_open = self._fold_text(key, gaps), key in self._opened
            said = _("{text}. {key} folds it.") if is_open else _("{text}. {key} unfolds it.")
            span = (f"{'▾' if is_open else '▸'} {text}", "muted" if key == QUIET else "gap")
            lines.append(Line((span,), fold=key, told=said.format(text=text, key=self._enter)))
            if is_open:
                lines += [line for gap in gaps for line in self._gap_line(gap, "  ")]
        return lines

    def _gap_line(self, gap: Gap, indent: str) -> list[Line]:
        """Return a gap in one line, or with room for its sentence in as many as that takes; one can stand on the first."""
        right: tuple[Span, ...] = ((f" ◌{gap.ideas}", "muted"),) if gap.ideas else ()
        room = max(self._width - len(indent) - 2 - (len(right[0][0]) + 1 if right else 0), 8)
        sign, style = (WARN, "gap") if gap.open else ("·", "muted")
        if self._width < WIDE:
            texts = [fit(gap_words.short(gap, self._calendar, self._month), room)]
        else:
            texts = wrap(coverage.sentence(gap, self._calendar, self._today), room, 3)
        first = Line(((f"{indent}{sign} {texts[0]}", style),), right, gap=gap)
        return [first, *(Line(((f"{indent}  {text}", style),), stands=False) for text in texts[1:])]

    def _fold_text(self, key: str, gaps: list[Gap]) -> str:
        calendar, count = self._calendar, len(gaps)
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

    # what comes, weeks, pillars, supply ------------------------------------------------------------------------------

    def _moments(self) -> list[Line]:
        lines = []
        for one in self._waiting[:MOST_MOMENTS]:
            day = short_day_month(one.date)
            count = (one.date - self._today).days
            left = ngettext("in {count} day", "in {count} days", count).format(count=count) if count else _("today")
            told = _("{moment}, {day} ({left}): {key} starts an item for it.").format(
                moment=one.name, day=day, left=left, key=self._enter
            )
            lines.append(Line(((f"☆ {one.name}", "mark"),), ((day, "muted"),), occasion=one, told=told))
        return lines

    def _weeks(self) -> list[Line]:
        calendar, table = self._calendar, self.table
        names = {
            one: short_name(calendar, "channels", one) for one in (*(b.channel for b in table.weeks), *table.months)
        }
        wide = min(max((width_of(clean(name)) for name in names.values()), default=0), 8 if self._width < WIDE else 14)
        lines: list[Line] = []
        for channel in dict.fromkeys(bar.channel for bar in table.weeks):
            bars = [bar for bar in table.weeks if bar.channel == channel]
            numbers = wide + sum(4 + min(max(bar.asks, bar.have, 1), LONGEST_BAR) for bar in bars) <= self._width
            spans: list[Span] = [(pad(names[channel], wide), "muted")]
            for bar in bars:
                spans.append((f" {week_number(bar.week):02d}" if numbers else "", "muted"))
                spans.append(((" " if not numbers else "") + _bar(bar), "gap" if bar.have < bar.asks else ""))
            told = " · ".join(
                _("week {number}: {count}").format(number=week_number(bar.week), count=f"{bar.have}/{bar.asks}")
                for bar in bars
            )
            told = _("{name}: {figures}").format(name=names[channel], figures=told)
            gap, closed = self._of("cadence", channel), self._closed("cadence", channel)
            lines.append(Line(tuple(spans), gap=gap, told=told, closed=closed))
        for channel, cell in table.months.items():
            if not cell.need and not cell.have:  # a month before the plan starts asks nothing
                continue
            count = f"{cell.have}/{cell.need}"
            told = _("{name}: {figures}").format(name=names[channel], figures=count + " " + _("this month"))
            spans = [
                (pad(names[channel], wide), "muted"),
                (f" {count}", "gap" if cell.short else ""),
                (" " + _("this month"), "muted"),
            ]
            gap, closed = self._of("cadence", channel), self._closed("cadence", channel)
            lines.append(Line(tuple(spans), gap=gap, told=told, closed=closed))
        return lines

    def _pillars(self) -> list[Line]:
        lines = []
        for share in self.table.pillars:
            style = "gap" if share.low else ""
            right = percents(share.percent) + (f"/{share.share:g}" if share.share else "")
            most = 10 if self._width >= WIDE else 4
            room = max(self._width - width_of(right) - 2, 6)
            name = pad(short_name(self._calendar, "pillars", share.pillar), min(max(room - most - 1, 6), 18))
            bar = (FULL * round(min(share.percent, 100) * most / 100)).ljust(most)
            full = self._calendar.name_of("pillars", share.pillar)
            told = _("{name}: {figures}").format(name=full, figures=right)
            spans = ((name, "muted"), (" " + bar, style))
            gap = self._of("pillar", share.pillar)
            closed = self._closed("pillar", share.pillar)
            lines.append(Line(spans, ((right, style or "muted"),), gap=gap, told=told, closed=closed))
        return lines

    def _supply(self) -> list[Line]:
        calendar, lines = self._calendar, []
        for one in self.table.supply:
            dates = [
                short_day_month(day) if day >= self._today else "–"
                for day in (one.ready_until, one.planned_until, one.lasts_until)
            ]
            name = pad(short_name(calendar, "channels", one.channel), 8 if self._width < WIDE else 14)
            count = (f" {one.have}/{one.need}", "gap" if one.have < one.need else "")
            days = dates[-1] if self._width < WIDE else " · ".join(dates)
            told = coverage.supply_sentence(one, calendar)
            gap = self._of("supply", one.channel)
            lines.append(Line(((name, "muted"), count), ((days, "muted"),), gap=gap, told=told))
        if not lines:
            return []
        said = _("until") if self._width < WIDE else _("ready · planned · with ideas")
        lines.insert(0, Line(((_("Supply"), "strong"),), ((said, "muted"),), stands=False))
        without = len(coverage.ideas_without_channel(calendar))
        if without:
            text = ngettext("{count} idea without a channel", "{count} ideas without a channel", without)
            lines.append(Line(((text.format(count=without), "muted"),), stands=False))
        return lines


def _kind(gap: Gap, calendar: Calendar) -> str:
    """Return what gaps that stand on one line have in common."""
    subject = ""
    if gap.rule == "cadence":
        subject = gap.subject
    elif gap.rule == "persona-format":
        subject = gap_words.pair_of(calendar, gap.subject)[0]
    return f"{gap.rule}:{subject}"


def _joined(parts: Iterable[list[Line]]) -> list[Line]:
    """Return the lines of all parts, a blank one between two."""
    found: list[Line] = []
    for part in parts:
        if part:
            found += [BLANK, *part] if found else part
    return found


def _busiest(table: MonthTable, forms: list[str], room: int) -> list[str]:
    if len(forms) <= room:
        return forms
    order = sorted(forms, key=lambda form: -(table.format_totals[form].need * 100 + table.format_totals[form].have))
    return [form for form in forms if form in order[:room]]


def _cell(cell: Cell, wide: int) -> Span:
    if cell.short:
        text = f"✗{cell.have}/{cell.need}" if cell.have else f"✗/{cell.need}"
        return (text.rjust(wide), "gap")
    return (str(cell.have).rjust(wide), "") if cell.have else ("·".rjust(wide), "muted")


def _bar(bar: WeekBar) -> str:
    """Return a week as a bar: a cell an item, or in scale where that is too long; a week that is short is never full."""
    most = max(bar.asks, bar.have)
    if most <= LONGEST_BAR:
        return FULL * bar.have + EMPTY * max(bar.asks - bar.have, 0) or "–"
    full = LONGEST_BAR if bar.have >= bar.asks else LONGEST_BAR * bar.have // bar.asks
    return FULL * full + EMPTY * (LONGEST_BAR - full)
