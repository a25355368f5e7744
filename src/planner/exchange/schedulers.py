"""What Hootsuite and Buffer share: which items go out, one file a channel, and what is remembered of it.

A reader would get wrong: an item has one digest over all its channels, and it is taken before the clock is asked; else an item that
went out this morning would look changed this evening.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.core import relevance
from planner.core.edits import Batch, Change, Edit
from planner.core.model import Calendar, Frozen, Item, Sent
from planner.core.values import dataclass, field
from planner.exchange import buffer, hootsuite, names
from planner.exchange.preflight import Finding, Row, Tool, message_of, rows_of, too_late
from planner.exchange.wording import one_line
from planner.i18n import _

READY = ("approved", "scheduled")
"""The steps whose items go out."""


class Part(NamedTuple):
    """One file: what goes before the suffix of its name where there are several (``-linkedin``, ``-linkedin-2``), and its bytes."""

    suffix: str
    data: bytes


@dataclass(slots=True)
class Checked:
    """What the preflight found: rows that break no rule, findings, and what became of items that went out before.

    ``digests`` are those of the items that have a row; ``left_out`` went out before, unchanged; ``changed`` went out differently.
    """

    rows: list[Row] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    left_out: list[Item] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export to a tool makes; nothing is written yet.

    ``files`` hold the rows that break no rule; whoever writes them although there are ``problems`` does so knowingly (``--skip-bad``).
    ``left_out`` went out before, unchanged; ``changed`` are in the files although an earlier state of them went out; ``notes`` are
    sentences about both and about what the files do not carry; ``edit`` remembers what went out, None where nothing does.
    """

    files: tuple[Part, ...]
    rows: tuple[Row, ...]
    problems: tuple[Finding, ...]
    left_out: tuple[Item, ...]
    changed: tuple[Item, ...]
    notes: tuple[str, ...]
    edit: Edit | None


def tool(name: str) -> Tool:
    """Return the rules of ``hootsuite`` or ``buffer``. Raises KeyError."""
    return {one.name: one for one in (hootsuite.TOOL, buffer.TOOL)}[name]


def prepare(
    kind: str,
    calendar: Calendar,
    items: Iterable[Item],
    *,
    now: dt.datetime,
    today: dt.date | None = None,
    again: bool = False,
) -> Exported:
    """Return the files for the tool ``kind`` and everything that is to be said first. Raises KeyError for an unknown tool.

    ``now`` knows its zone, which is the calendar's where that names none; ``today`` is the day to remember, that of ``now`` there
    unless told. ``again`` takes what went out before, too.
    """
    rules = tool(kind)
    zone = ZoneInfo(calendar.timezone) if calendar.timezone else now.tzinfo or dt.UTC
    checked = check(rules, calendar, items, now=now, zone=zone, again=again)
    return Exported(
        _files(rules, calendar, checked.rows),
        tuple(checked.rows),
        tuple(checked.problems),
        tuple(checked.left_out),
        tuple(checked.changed),
        (*_notes(rules, checked), *_jargon(calendar, checked)),
        _remember(rules, checked, today or now.astimezone(zone).date()),
    )


def check(
    rules: Tool, calendar: Calendar, items: Iterable[Item], *, now: dt.datetime, zone: dt.tzinfo, again: bool = False
) -> Checked:
    """Return the preflight of ``items``: the dated ones whose step is approved or scheduled; others are passed over in silence."""
    checked = Checked()
    for item in items:
        if item.date is None or calendar.step(item) not in READY:
            continue
        good, bad = rows_of(rules, calendar, item, zone)
        checked.problems += bad
        before, mark = item.exported.get(rules.name), digest(good)
        if before is not None and before.digest == mark and not again:
            checked.left_out.append(item)
            continue
        late = [(row, too_late(row, now, zone)) for row in good]
        checked.problems += [
            Finding(item, calendar.name_of("channels", row.channel), fault) for row, fault in late if fault
        ]
        timely = [row for row, fault in late if fault is None]
        if not timely:
            continue
        checked.rows += timely
        checked.digests[item.id] = mark
        if before is not None and before.digest != mark:
            checked.changed.append(item)
    checked.rows.sort(key=lambda row: row.when)
    return checked


def digest(rows: Iterable[Row]) -> str:
    """Return 8 hex digits of what a tool is given for one item, whatever the order of its channels."""
    parts = sorted(f"{row.channel}\0{row.when.isoformat()}\0{row.text}\0{row.link}\0{row.image}" for row in rows)
    return hashlib.sha256("\1".join(parts).encode("utf-8", "replace")).hexdigest()[:8]


def scheduled(calendar: Calendar, rows: Iterable[Row]) -> Edit | None:
    """Return the edit that sets what went out to the calendar's own status of the step ``scheduled``; None where all have it."""
    word = next((status.id for status in calendar.statuses if status.step == "scheduled"), "scheduled")
    items = {row.item.id: row.item for row in rows if calendar.step(row.item) != "scheduled"}
    return Batch(tuple(Change("items", ident, Frozen({"status": word})) for ident in items)) if items else None


def _files(rules: Tool, calendar: Calendar, rows: Sequence[Row]) -> tuple[Part, ...]:
    order = {channel.id: place for place, channel in enumerate(calendar.channels)}
    used = sorted({row.channel for row in rows}, key=lambda ident: (order.get(ident, len(order)), ident))
    files: list[Part] = []
    taken: set[str] = set()
    for ident in used:
        mine = [row for row in rows if row.channel == ident]
        word = names.safe(ident, longest=40)
        while word.casefold() in taken:
            word += "_"
        taken.add(word.casefold())
        starts = range(0, len(mine), rules.rows_a_file)
        for number, start in enumerate(starts, 1):
            suffix = f"-{word}-{number}" if len(starts) > 1 else f"-{word}"
            files.append(Part(suffix, rules.write(mine[start : start + rules.rows_a_file])))
    return tuple(files)


def _remember(rules: Tool, checked: Checked, day: dt.date) -> Edit | None:
    items = {row.item.id: row.item for row in checked.rows}
    changes = [
        Change(
            "items",
            ident,
            Frozen({"exported": Frozen({**item.exported, rules.name: Sent(day, checked.digests[ident])})}),
        )
        for ident, item in items.items()
    ]
    return Batch(tuple(changes)) if changes else None


def _notes(rules: Tool, checked: Checked) -> Iterable[str]:
    for item in checked.changed:
        yield _(
            "{item} “{title}” changed since it went out on {day}: change or delete the earlier post in {tool}."
        ).format(item=item.id, title=item.title, day=item.exported[rules.name].on.isoformat(), tool=rules.title)
    if rules.takes_link:
        return
    for item, text in {row.item.id: (row.item, row.text) for row in checked.rows}.values():
        if item.link.strip() and item.link.strip() not in text:
            yield _("{item} “{title}”: {tool} has no column for a link, and the text does not hold {link}.").format(
                item=item.id, title=item.title, tool=rules.title, link=item.link.strip()
            )


def _jargon(calendar: Calendar, checked: Checked) -> Iterable[str]:
    """Yield a sentence for each item whose text holds words that the calendar avoids; no tool refuses them, so nothing is held back."""
    if not calendar.avoid:
        return
    items = {item.id: item for item in (*(row.item for row in checked.rows), *(one.item for one in checked.problems))}
    for item in items.values():
        text = message_of(item)
        words = list(dict.fromkeys(one_line(text[start:end]) for start, end in relevance.jargon_in(calendar, text)))
        if words:
            yield _("{item} “{title}”: its text holds words to avoid: {words}.").format(
                item=item.id, title=item.title, words=", ".join(_("“{text}”").format(text=word) for word in words)
            )
