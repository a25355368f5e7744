"""An evergreen again: a copy on a later day, no sooner than the calendar's ``repeat_days`` allow.

A reader would get wrong: too soon is said and asked about, not forbidden; and what was answered of the first time is not carried over, since it
is another day's answer.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.core import cooldown, dates
from planner.core.edits import Add, Batch
from planner.core.model import EMPTY, Item
from planner.core.values import replace
from planner.i18n import _, language, ngettext
from planner.tui.acts.copies import copied, fresh
from planner.tui.acts.shared import nothing
from planner.tui.acts.view import ask_until
from planner.tui.moving import Moving

if TYPE_CHECKING:
    from planner.tui.context import Host

LOOKED = 28
"""So many days after the first that is allowed are looked through for an open slot."""


async def repeat(host: Host) -> None:
    """Put a copy of the evergreen under the cursor, or of those that are marked, on a later day."""
    items = repeatable(host)
    if not items:
        return
    calendar = host.calendar
    begun = Moving(items, host.today)
    begun = begun.by(max((earliest(host, item) - begun.date_of(item)).days for item in items))

    def read(text: str) -> Moving:
        if text.strip()[:1] in "+-":
            return Moving(items, host.today).spoken(text, host.today, language(), calendar.week_starts)
        to = begun.spoken(text, host.today, language(), calendar.week_starts).target
        return begun.by((to - begun.target).days)

    def echo(text: str) -> str:
        if not text.strip():
            return _("a day, or +90d from the last time")
        from planner.errors import UsageError

        try:
            there = read(text)
        except UsageError as error:
            return str(error)
        return " · ".join(part for part in ("→ " + dates.long_date(there.target), warning(host, there)) if part)

    title = (
        _("Repeat “{title}” on").format(title=items[0].title[:40])
        if len(items) == 1
        else ngettext("Repeat {count} item from", "Repeat {count} items from", len(items)).format(count=len(items))
    )
    about = _(
        "The copy is a draft with the same text, channels and personas. The day proposed is the first that is far enough from the last time, on an "
        "open slot of its channel where there is one. Enter takes it, Esc leaves everything as it is."
    )
    there = await ask_until(host, title, read, echo, about, text=begun.target.isoformat())
    if there is None:
        return
    soon = warning(host, there)
    if soon and not await host.confirm(_("{reason} Repeat it all the same?").format(reason=soon)):
        host.say(_("Nothing was repeated."))
        return
    taken: set[str] = set()
    copies = [again(host, item, there.date_of(item), fresh(host.workspace, taken)) for item in items]
    host.do(
        Batch(tuple(Add("items", copy) for copy in copies)),
        _("“{title}” again on {day}").format(title=items[0].title, day=dates.short_date(there.target, host.today))
        if len(items) == 1
        else ngettext("{count} item repeated", "{count} items repeated", len(items)).format(count=len(items)),
    )


def repeatable(host: Host) -> tuple[Item, ...]:
    """Return what of the selected items can be repeated, by date; says why where that is nothing."""
    chosen = host.selected()
    if not chosen:
        host.say(nothing(host))
        return ()
    copy, put = host.keys.sign("item.take", "y"), host.keys.sign("item.put", "V")
    dated = [item for item in chosen if item.date is not None]
    if not dated:
        host.say(
            _("This has no date yet, so there is nothing to repeat: {key} puts it on a day.").format(
                key=host.keys.sign("item.move", "m")
            )
        )
        return ()
    found = [item for item in dated if item.kind == "evergreen"]
    if not found:
        edit = host.keys.sign("item.edit", "e")
        text = _("Only an evergreen is repeated: {edit}, Kind, makes it one. {copy} and {put} copy anything.")
        host.say(text.format(edit=edit, copy=copy, put=put))
    return tuple(sorted(found, key=lambda item: item.date or dt.date.max))


def earliest(host: Host, item: Item) -> dt.date:
    """Return the day proposed: the first open slot of the item's channels once it is no repeat, else the first day that is none."""
    first = cooldown.earliest(host.calendar, item, host.today)
    for number in range(LOOKED):
        day = dates.shift(first, number)
        if any(slot.channel.id in item.channels for slot in host.sight.slots(day)):
            return day
    return first


def warning(host: Host, there: Moving) -> str:
    """Return why that is too soon, for the first item of which it is, or an empty string."""
    for item in there.items:
        day = there.date_of(item)
        near = cooldown.too_near(host.calendar, item, day)
        if near is not None and near.date is not None:
            days = abs((near.date - day).days)
            return ngettext(
                "Too soon: {days} day from {day}, and {least} days must lie between.",
                "Too soon: {days} days from {day}, and {least} days must lie between.",
                days,
            ).format(days=days, day=dates.short_date(near.date, host.today), least=host.calendar.repeat_days)
    return ""


def again(host: Host, item: Item, day: dt.date, ident: str) -> Item:
    """Return the copy: a draft at most, with no answers, results or traces of the first time."""
    return replace(copied(item, ident, day, host.calendar), relevance=EMPTY)
