"""Gaps: what would close one, placing an idea in it, starting an item from it, or accepting it.

A reader would get wrong: nothing is decided here; the core says what would help, a dialog asks, and one edit does it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.core import coverage, moments, planning, relevance, voices
from planner.core.dates import Month, short_date
from planner.core.edits import Add
from planner.core.model import Accepted, Calendar, Item
from planner.core.values import replace
from planner.i18n import _, ngettext
from planner.tui import ahead
from planner.tui.acts import deriving, typed
from planner.tui.widgets.coverage_panel import CoveragePanel

if TYPE_CHECKING:
    from planner.core.coverage import Gap
    from planner.tui.context import Host
    from planner.tui.screens.gap import Offer

MOST = 40
"""Ideas that a dialog offers for one gap; they come best first."""


async def fill(host: Host) -> None:
    """Open what can be done about the gap under the cursor; on a line of several gaps, unfold it."""
    gap = host.gap
    if gap is not None:
        await fill_gap(host, gap)
        return
    panel = host.app.screen.query_one(CoveragePanel)
    occasion = panel.occasion if host.panel == panel.PANEL else None
    if occasion is not None:
        await start(host, replace(Item("", ""), moment=occasion.id, date=max(occasion.date, host.today)))
    elif host.panel != CoveragePanel.PANEL:
        host.say(_stand_on_one(host))
    elif panel.here is not None and panel.here.aims:
        from planner.tui.acts import aims

        await aims.confirm(host, panel.here.aims)
    elif not panel.unfold():
        closed = panel.here.closed if panel.here is not None else None
        host.say(_("Nothing is missing on this line.") if closed is None else _closed(host, closed))


def _closed(host: Host, gap: Gap) -> str:
    """Return why nothing is asked of a gap any more."""
    said = coverage.sentence(gap, host.calendar, host.today)
    if gap.accepted:
        return _("Accepted: nothing is asked here any more. {gap}").format(gap=said)
    return _("Past: what is missing cannot be filled any more. {gap}").format(gap=said)


async def fill_gap(host: Host, gap: Gap) -> bool:
    """Ask what to do about ``gap`` and do it; whether anything was done."""
    from planner.tui.screens.gap import FillGap

    calendar = host.calendar
    sentence = coverage.sentence(gap, calendar, host.today)
    if not gap.open:
        host.say(_closed(host, gap))
        return False
    await ahead.in_pieces(coverage.foresee(calendar, [gap]))
    chosen = await host.ask(FillGap(sentence, offers(host, gap)))
    if chosen is None:
        return False
    match chosen.kind:
        case "place":
            return await _place(host, gap, chosen.value)
        case "accept":
            return await accept_gap(host, gap)
        case "derive":
            return await deriving.derive_from_any(host)
        case "problem":
            return await start(host, replace(given_by(host, gap), solves=chosen.value), chosen.value)
        case _:
            given = given_by(host, gap)
            if chosen.kind == "moment":
                given = replace(given, moment=chosen.value)
            return await start(host, given, chosen.label if chosen.kind == "typed" else "")


def _month_of(host: Host, gap: Gap) -> Month:
    if gap.rule == "supply":
        return Month.of(host.today)
    if gap.rule == "cadence":
        return Month.of(gap.start + dt.timedelta(days=3))
    return host.month if gap.start <= host.month.last and gap.end >= host.month.first else Month.of(gap.start)


def offers(host: Host, gap: Gap) -> list[Offer]:
    """Return what can be done about ``gap``: ideas that close it, best first, then new items, then accepting it."""
    from planner.tui.screens.gap import Offer

    calendar, month = host.calendar, _month_of(host, gap)
    found = []
    idents = (*gap.candidates, *gap.could)[:MOST]
    placings = planning.fills(calendar, month, gap, idents, host.today)
    for ident in idents:
        item, placing = calendar.by_id.get(ident), placings.get(ident)
        if item is not None and placing is not None:
            found.append(Offer("place", ident, item.title, _what_it_does(calendar, gap, placing, host.today)))
    day = _free_day(host, gap)
    found.append(Offer("new", "", _("a new item, filled in"), short_date(day, host.today) if day else _("idea")))
    persona = _persona_of(calendar, gap)
    if persona and not gap.candidates:
        name = relevance.short_name(calendar, persona)
        found += [
            Offer("problem", problem, problem, _("{persona} still waits for it").format(persona=name))
            for problem in voices.unsolved_problems(calendar, persona, host.today)
        ]
    found += [
        Offer("moment", one.id, _("an item for {moment}").format(moment=one.name), short_date(one.date, host.today))
        for one in moments.offered(calendar, host.today)
        if max(gap.start, host.today) <= one.date <= gap.end
    ]
    if gap.rule == "supply":
        without = len(coverage.ideas_without_channel(calendar))
        detail = ngettext("{count} idea without a channel", "{count} ideas without a channel", without)
        found.append(Offer("derive", "", _("derive several from one"), detail.format(count=without) if without else ""))
    found.append(Offer("accept", "", _("accept the gap, with a reason"), ""))
    return found


def _what_it_does(calendar: Calendar, gap: Gap, placing: planning.Placing, today: dt.date) -> str:
    """Return the day, how many gaps that closes, what speaks against it, and what would be set; what is cut where a line is short is the last."""
    count = len(placing.closes)
    told = [short_date(placing.date, today)]
    if count:
        told.append(ngettext("closes {count} gap", "closes {count} gaps", count).format(count=count))
    elif gap.key in {one.key for one in placing.lowers}:
        told.append(_("lowers this gap"))
    if placing.opens:
        told.append(_("opens another"))
    if placing.outside:
        told.append(_("outside its window"))
    told += [
        _setting(calendar, name, value) for name, value in placing.edit.values.items() if name not in ("date", "time")
    ]
    return " · ".join(told)


def _persona_of(calendar: Calendar, gap: Gap) -> str:
    """Return the persona that a gap is about, or an empty string; an id may hold a colon."""
    if gap.rule == "persona":
        return gap.subject
    if gap.rule != "persona-format":
        return ""
    pairs = ((one.id, form) for one in calendar.personas for form in one.formats)
    return next((who for who, form in pairs if f"{who}:{form}" == gap.subject), "")


def _setting(calendar: Calendar, name: str, value: object) -> str:
    table = {"channels": "channels", "personas": "personas", "format": "formats", "pillar": "pillars"}[name]
    idents = value if isinstance(value, tuple) else (value,)
    return "+" + ", ".join(calendar.name_of(table, str(ident)) for ident in idents)


def _free_day(host: Host, gap: Gap) -> dt.date | None:
    """Return the first day of the gap from today that is a day of its channel, else the first from today, else None."""
    first = max(gap.start, host.today)
    if first > gap.end:
        return None
    channel = gap.subject if gap.rule in ("cadence", "supply") else ""
    for day, name, _time in coverage.open_slots(host.calendar, first, gap.end):
        if not channel or name == channel:
            return day
    return first


def given_by(host: Host, gap: Gap) -> Item:
    """Return what is missing as the beginnings of an item: persona, format, channel, pillar, intent and day."""
    calendar = host.calendar
    day = _free_day(host, gap)
    rule, subject = gap.rule, gap.subject
    values: dict[str, object] = {"date": day}
    if rule in ("cadence", "supply"):
        values["channels"] = (subject,)
        values["time"] = next((one.time for one in calendar.channels if one.id == subject), None) if day else None
    elif rule == "persona":
        values["personas"] = (subject,)
    elif rule == "persona-format":
        persona = _persona_of(calendar, gap)
        values |= {"personas": (persona,) if persona else (), "format": subject[len(persona) + 1 :]}
    elif rule == "format":
        values["format"] = subject
    elif rule == "pillar":
        values["pillar"] = subject
    elif rule == "conversation":
        values["intent"] = "converse"
    elif rule == "customers":
        values["personas"] = tuple(one.id for one in calendar.personas if one.relation == "customer")[:1]
    return replace(Item("", ""), **values)  # type: ignore[arg-type]


async def start(host: Host, given: Item, text: str = "") -> bool:
    """Open the add line filled with ``given`` and ``text``; whether something was added."""
    from planner.tui.acts.edit import added_label, fill_in_full
    from planner.tui.screens.quick_add import QuickAdd

    drafts = typed.drafts_of(host)
    key = (
        f"gap:add:{text}" if text else typed.ADD
    )  # a line begun for something of its own is not the one left elsewhere
    left = drafts.load(key)
    screen = QuickAdd(
        host.calendar,
        host.today,
        given=given,
        around=given.date or host.day,
        text=left.get("text", text),
        last=bool(left.get("text")),
        earlier=left.get("before", ""),
        keep=lambda line: typed.line_kept(host, drafts, key, "" if line == text else line, screen.replaced),
    )
    with typed.kept_at_the_end(host, screen.keep_draft):
        added = await host.ask(screen)
    if added is None:
        if key == typed.ADD and drafts.load(key):
            typed.say_kept(host)
        return False
    item = replace(added.item, id=host.workspace.new_id())
    if given.solves and not item.solves:
        item = replace(item, solves=given.solves)
    if added.more:
        drafts.drop(key)
        return await fill_in_full(host, item)
    done = await host.do_asking(Add("items", item), added_label(host, item))
    if done:
        typed.line_kept(host, drafts, key, "", added.replaced if key == typed.ADD else "")
    return done


async def _place(host: Host, gap: Gap, ident: str) -> bool:
    placing = planning.fill(host.calendar, _month_of(host, gap), gap, ident, host.today)
    if placing is None:
        host.say(_("That idea no longer closes this gap."), severity="warning")
        return False
    title = host.workspace.item(ident).title
    label = _("placed “{title}” on {day}").format(title=title, day=short_date(placing.date, host.today))
    return await host.do_asking(placing.edit, label)


async def accept(host: Host) -> None:
    """Accept the gap under the cursor, with a reason."""
    if host.gap is None:
        host.say(_stand_on_one(host))
        return
    await accept_gap(host, host.gap)


def _stand_on_one(host: Host) -> str:
    return _("Stand on a gap first: {key} goes to the gaps of the month.").format(key=host.keys.sign("panel.3", "3"))


async def accept_gap(host: Host, gap: Gap) -> bool:
    """Ask for the reason and accept ``gap``; whether it was accepted."""
    sentence = coverage.sentence(gap, host.calendar, host.today)
    if not gap.open:
        host.say(_closed(host, gap))
        return False
    key = f"gap:{gap.rule}:{gap.subject}:{gap.start}"
    reason = await typed.ask_line(host, key, _("Accept the gap"), sentence + "\n" + _("Why is that all right?"))
    if reason is None:
        return False
    first = None if gap.rule == "supply" else gap.start  # it begins today, every day anew
    entry = Accepted(gap.rule, gap.subject, first, str(_month_of(host, gap)), reason)
    done = await host.do_asking(Add("accepted", entry), _("accepted: {gap}").format(gap=sentence))
    if done:
        typed.forget(host, key)
    return done


def go_gaps(host: Host) -> None:
    """Go to the first gap of the month."""
    host.focus_panel(3)
    host.app.screen.query_one(CoveragePanel).first_gap()
    host.step(0, 0)
