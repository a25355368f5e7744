"""How an item, a slot and a gap are said in one line, the same in every view.

A reader would get wrong: the letter or shape carries the meaning; the style only repeats it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from planner.core import coverage, relevance
from planner.core.coverage import Gap
from planner.core.dates import clock
from planner.core.model import Calendar, Item
from planner.core.views import Card, Slot, short_name
from planner.i18n import N_, _, ngettext
from planner.tui.widgets.lines import ASK, CURSOR, GLYPHS, MARK, QUIET, SLOT, WARN, Span, fit, pad, width_of

STEP_NAMES: Mapping[str, str] = {
    "idea": N_("Idea"), "draft": N_("Draft"), "review": N_("Review"), "approved": N_("Approved"), "scheduled": N_("Scheduled"),
    "published": N_("Published"), "parked": N_("Parked"), "dropped": N_("Dropped"),
}  # fmt: skip

Columns = tuple[int, int]
"""Cells of channel and persona beside a title."""
ROOMY = 70
"""Cells of a line from which these have room for a name in full."""


def status_name(calendar: Calendar, status: str) -> str:
    """Return what a status is called: the calendar's own name for it, else ours in the reader's language."""
    own = calendar.name_of("statuses", status)
    return own if own != status or status not in STEP_NAMES else _(STEP_NAMES[status])


def lead(card: Card, *, cursor: bool, marked: bool) -> list[Span]:
    """Return the signs before a title: mark, cursor, status."""
    style = f"status-{card.step}"
    return [(MARK if marked else " ", "mark"), (CURSOR if cursor else " ", "strong"), (GLYPHS[card.step] + " ", style)]


def title(card: Card, *, time: bool = True) -> list[Span]:
    """Return the time, where there is one, and the title."""
    off = card.step in ("parked", "dropped")
    spans: list[Span] = []
    if time and card.item.time is not None:
        spans.append((clock(card.item.time) + " ", "muted"))
    spans.append((card.item.title, "off" if off else ""))
    return spans


def signs(card: Card, *, words: bool = True, count: bool = True) -> list[Span]:
    """Return what is to be looked at: open questions as ``?2`` (or ``?``), and early, late, repeat, jargon, in words or as one sign."""
    spans: list[Span] = []
    if card.asks:
        spans.append((f" {ASK}{card.asks if count else ''}", "question"))
    if card.flags:
        spans.append(
            (
                " " + WARN + (" " + ", ".join(relevance.state_name(flag) for flag in card.flags) if words else ""),
                "gap",
            )
        )
    return spans


def most_wide(width: int) -> Columns:
    """Return how wide the columns of channel and persona may be in a line of ``width`` cells."""
    return (12, 12) if width >= ROOMY else (8, 6)


def columns(width: int, shown: Iterable[tuple[Calendar, Item]]) -> Columns:
    """Return how wide the columns of channel and persona are for these items: no wider than they need, and the title has the rest."""
    first = second = 0
    most = most_wide(width)
    for calendar, item in shown:
        first = max(first, width_of(_column(calendar, "channels", item.channels, most[0])))
        second = max(second, width_of(_column(calendar, "personas", item.personas, most[1])))
        if (first, second) == most:
            break
    return first, second


def where(calendar: Calendar, item: Item, wide: Columns) -> list[Span]:
    """Return channel and persona in two columns of these widths, none where that is 0; further ones are told by a plus."""
    texts = (
        pad(_column(calendar, table, idents, most), most)
        for table, idents, most in (("channels", item.channels, wide[0]), ("personas", item.personas, wide[1]))
        if most
    )
    return [(f" {text}", "muted") for text in texts]


def _column(calendar: Calendar, table: str, idents: tuple[str, ...], wide: int) -> str:
    if not idents:
        return ""
    more = f"+{len(idents) - 1}" if len(idents) > 1 else ""
    return fit(short_name(calendar, table, idents[0]), wide - len(more)) + more


def in_marked(client: list[Span], sign: str, style: str = "slot") -> list[Span]:
    """Return a sign and the client's mark after it, as before a title; nothing where no client is marked."""
    return [(f"{sign} ", style), *client] if client else []


def slot_text(calendar: Calendar, slot: Slot, *, sign: bool = True) -> str:
    """Return ``○ LinkedIn 9:00``."""
    name = short_name(calendar, "channels", slot.channel.id)
    return f"{SLOT + ' ' if sign else ''}{name} {clock(slot.time)}".rstrip()


def gap_text(calendar: Calendar, gap: Gap, today: dt.date, *, sign: bool = True) -> str:
    """Return the gap's sentence after its sign; a past one is told quietly."""
    return ("· " if gap.past else f"{WARN} ") * sign + coverage.sentence(gap, calendar, today)


def gap_short(calendar: Calendar, gap: Gap) -> str:
    """Return a cadence gap for little room: ``LinkedIn 1/2``."""
    return f"{short_name(calendar, 'channels', gap.subject)} {gap.have:g}/{gap.need:g}"


def gap_entry(calendar: Calendar, gap: Gap) -> tuple[str, str]:
    """Return a gap for a cell of the month, sign and figures first: ``⚠`` ``1/2 LinkedIn``, ``▒`` ``9 days``."""
    if gap.rule == "quiet":
        days = (gap.end - gap.start).days + 1
        return QUIET, ngettext("{count} day", "{count} days", days).format(count=days)
    sign = WARN if gap.open else "·"
    return sign, f"{gap.have:g}/{gap.need:g} {short_name(calendar, 'channels', gap.subject)}"


def items_text(count: int) -> str:
    """Return ``4 items``."""
    return ngettext("{count} item", "{count} items", count).format(count=count)
