"""Acts that write items: add from one line, the form; the table of all acts that change an item is here too.

A reader would get wrong: what is typed is kept as a draft from its first second until the calendar's file holds it, so a failed write, a
closed form or a lost terminal costs nothing; the draft is dropped only after ``do`` came back with a change.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.core.edits import Add, Change
from planner.core.model import Calendar, Frozen, Item
from planner.core.values import replace
from planner.i18n import N_, _, language, ngettext
from planner.tui.actions import CHANGE, ITEMS, Action
from planner.tui.acts.copies import put, take
from planner.tui.acts.shared import DAYS, nothing
from planner.tui.acts.typed import ADD, NEW, drafts_of, keep, kept_at_the_end, line_kept, orphan, say_kept, wanted
from planner.tui.acts.values import channel, format_, persona, pillar, status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.core.coverage import Gap
    from planner.tui.context import Host
    from planner.tui.drafts import Drafts
    from planner.tui.screens.item_form import ItemForm
    from planner.tui.screens.quick_add import Client

FORM = "item-form"
"""The name under which the one form is kept."""


def _kept_words() -> str:
    return _("What you typed is kept; {key} takes it up again.")


async def add(host: Host) -> None:
    """Add an item from one line, with what the cursor's place says already."""
    from planner.tui.screens.quick_add import QuickAdd

    drafts = drafts_of(host)
    if await _new_kept(host, drafts):
        return
    left = drafts.load(ADD)
    text = left.get("text", "")
    screen = QuickAdd(
        host.calendar,
        host.today,
        given=given(host),
        around=host.day,
        text=text,
        last=bool(text),
        earlier=left.get("before", ""),
        keep=lambda line: line_kept(host, drafts, ADD, line, screen.replaced),
        clients=_clients(host),
        client=host.workspaces.index(host.workspace),
    )
    with kept_at_the_end(host, screen.keep_draft):
        added = await host.ask(screen)
    if added is None:
        if drafts.load(ADD):
            say_kept(host)
        return
    host.attend(added.client)
    item = replace(added.item, id=host.workspace.new_id())
    if added.more:
        line_kept(host, drafts, ADD, "", added.replaced)
        await _fill_new(host, item)
        return
    if await host.do_asking(Add("items", item), added_label(host, item)):
        line_kept(host, drafts, ADD, "", added.replaced)
    else:
        say_kept(host)


def added_label(host: Host, item: Item) -> str:
    """Return what is said of a new item; for whom it is, where several calendars stand side by side."""
    if not host.together:
        return _("added “{title}”").format(title=item.title)
    client = host.calendar.client or host.calendar.title
    return _("added “{title}” for {client}").format(title=item.title, client=client)


def _clients(host: Host) -> list[Client]:
    """Return the calendars that something can be added to from here: all that are open, where they are shown together."""
    from planner.tui.screens.quick_add import Client

    if not host.together:
        return []
    return [
        Client(sight.client, mark, sight.calendar, sight.today)
        for sight, mark in zip(host.sights(), host.client_marks, strict=True)
    ]


def given(host: Host) -> Item:
    """Return what the cursor's place says of an item added there: a slot's channel, day and time, a gap's subject, or the day."""
    blank = Item("", "")
    if host.slot is not None:
        return replace(blank, date=host.slot.date, time=host.slot.time, channels=(host.slot.channel.id,))
    if host.gap is not None:
        return _of_gap(host.gap, host.today, host.calendar)
    return replace(blank, date=host.day) if host.panel in DAYS else blank


def _of_gap(gap: Gap, today: dt.date, calendar: Calendar) -> Item:
    day = max(gap.start, today)
    item = Item("", "", date=day if day <= gap.end else None)
    match gap.rule:
        case "cadence" | "supply":
            channel = next((channel for channel in calendar.channels if channel.id == gap.subject), None)
            item = replace(item, channels=(gap.subject,), time=channel.time if channel and item.date else None)
        case "persona":
            item = replace(item, personas=(gap.subject,))
        case "persona-format":
            persona, _colon, form = gap.subject.rpartition(":")
            item = replace(item, personas=(persona,), format=form)
        case "format":
            item = replace(item, format=gap.subject)
        case "pillar":
            item = replace(item, pillar=gap.subject)
        case "conversation":
            item = replace(item, intent="converse")
    return item


async def repeat(host: Host) -> None:
    """Put a copy of an evergreen on a later day."""
    from planner.tui.acts import repeats

    await repeats.repeat(host)


async def edit(host: Host, start: str = "title") -> None:
    """Edit the item under the cursor in the form, beginning in the field ``start``; on a day or an open slot, add there."""
    item = host.cursor
    if item is None:
        if host.gap is not None:
            from planner.tui.acts.gaps import fill_gap

            await fill_gap(host, host.gap)
        elif host.panel in DAYS or host.slot is not None:
            await add(host)
        else:
            host.say(nothing(host))
        return
    drafts = drafts_of(host)
    draft = await _kept(host, drafts, item)
    if draft is None:
        return
    item = host.calendar.by_id.get(item.id, item)
    form = _form(host)
    form.fill(
        item,
        host.calendar,
        host.today,
        language(),
        title=_("Edit: {title}").format(title=item.title),
        draft=draft,
        base=drafts.load(item.id, "was"),
        start=start,
        keep=lambda texts: keep(host, drafts, item.id, texts, form.written_on()),
    )
    with kept_at_the_end(host, form.keep_draft):
        values = await host.ask(form)
    if values is None:
        if drafts.load(item.id):
            host.say(_kept_words().format(key=host.keys.sign("item.edit", "e")))
        return
    if not values:
        drafts.drop(item.id)
        host.say(_("Nothing changed."))
        return
    keep(host, drafts, item.id, form.drafted(), form.written_on())
    seen = _with(host.calendar, form.item)
    if await host.do_asking(Change("items", item.id, Frozen(values)), changed_label(item, values), seen=seen):
        drafts.drop(item.id)
    elif item.id in host.calendar.by_id:
        host.say(_kept_words().format(key=host.keys.sign("item.edit", "e")))
    else:  # somebody took it away: as a new item it can still be taken up
        keep(host, drafts, item.id, form.whole())
        host.say(_kept_words().format(key=host.keys.sign("item.add", "a")))


def _with(calendar: Calendar, item: Item) -> Calendar:
    """Return the plan on which the form was filled in, as far as the item goes; somebody else may have taken it away since."""
    if item.id in calendar.by_id:
        return calendar.with_item(item)
    return replace(calendar, items=(*calendar.items, item))


def changed_label(item: Item, values: dict[str, Any]) -> str:
    """Return what is said of a change of ``values`` of ``item``."""
    from planner.tui.screens.fields import FIELDS

    names = [_(FIELDS[name].label).lower() for name in values if name in FIELDS]
    title = values.get("title", item.title)
    if len(names) > 3:
        return ngettext("changed {count} field of “{title}”", "changed {count} fields of “{title}”", len(names)).format(
            count=len(names), title=title
        )
    return _("changed {fields} of “{title}”").format(fields=", ".join(names), title=title)


async def fill_in_full(host: Host, item: Item) -> bool:
    """Show the whole form for an item that is not in the plan yet; whether it was added."""
    await _fill_new(host, item)
    return item.id in host.calendar.by_id


async def _fill_new(host: Host, item: Item, texts: Mapping[str, str] | None = None) -> None:
    """Show the whole form for an item that is not in the plan yet; ``texts`` were typed earlier."""
    drafts = drafts_of(host)
    bare = replace(item, title="")
    form = _form(host)

    form.fill(
        bare,
        host.calendar,
        host.today,
        language(),
        title=_("Add"),
        draft=texts or {"title": item.title},
        keep=lambda _texts: keep(host, drafts, NEW, form.whole()),
    )
    with kept_at_the_end(host, form.keep_draft):
        values = await host.ask(form)
    if values is not None:
        keep(host, drafts, NEW, form.whole())
        new = replace(bare, **values)
        if await host.do_asking(Add("items", new), added_label(host, new)):
            drafts.drop(NEW)
            return
    if drafts.load(NEW):
        host.say(_("Your new item is kept; {key} takes it up again.").format(key=host.keys.sign("item.add", "a")))


async def _new_kept(host: Host, drafts: Drafts) -> bool:
    """Offer the form of a new item that was not finished; whether that was all."""
    texts, key = drafts.load(NEW), NEW
    question = _("There is a new item that was not finished.")
    if not texts:
        key = orphan(host, drafts)
        texts = drafts.load(key) if key else {}
        question = _("There is an unsaved draft of an item that is not in the plan any more.")
    if not texts:
        return False
    answer = await _take_up(host, question, texts, _("forget it"))
    if answer == "drop":
        drafts.drop(key)
        return False
    if answer == "take":
        from planner.tui.screens.fields import FIELDS

        if key != NEW:
            drafts.keep(NEW, texts)
            drafts.drop(key)
        known = {name: text for name, text in texts.items() if name in FIELDS}
        await _fill_new(host, Item(host.workspace.new_id(), ""), known)
    return True


async def _take_up(host: Host, question: str, texts: Mapping[str, str], forget: str) -> str | None:
    from planner.tui.screens.confirm import Answer, Choose
    from planner.tui.screens.fields import FIELDS

    details = "\n".join(
        _("{label}: {text}").format(label=_(FIELDS[name].label), text=text[:200])
        for name, text in texts.items()
        if name in FIELDS
    )
    answers = (Answer(("enter", "y", "o"), _("take it up"), "take"), Answer(("n",), forget, "drop"))
    return await host.ask(Choose(question, answers, details=details))


async def _kept(host: Host, drafts: Drafts, item: Item) -> dict[str, str] | None:
    """Return the draft to take up (empty: none), or None when the question was left."""
    from planner.tui.screens.fields import FIELDS

    question = _("There is an unsaved draft of “{title}”.").format(title=item.title)
    for _turn in range(2):
        texts = drafts.load(item.id)
        if not texts:  # what was wanted beside it comes after it
            other = wanted(item.id)
            texts = drafts.load(other)
            drafts.keep(item.id, texts, drafts.load(other, "was"))
            drafts.drop(other)
        if not texts:
            break
        answer = await _take_up(host, question, texts, _("forget it and start from the item"))
        if answer != "drop":
            return {name: text for name, text in texts.items() if name in FIELDS} if answer == "take" else None
        drafts.drop(item.id)
    return {}


def _form(host: Host) -> ItemForm:
    from planner.tui.screens.item_form import ItemForm

    if host.app.is_screen_installed(FORM):
        form = host.app.get_screen(FORM)
        assert isinstance(form, ItemForm)
        return form
    form = ItemForm()
    host.app.install_screen(form, FORM)
    return form


ACTIONS: tuple[Action, ...] = (
    Action("item.add", ("a", "n"), N_("add an item"), CHANGE, add, footer=True, short=N_("add")),
    Action(
        "item.edit", ("e", "enter"), N_("edit every field"), CHANGE, edit, where=ITEMS, footer=True, short=N_("edit")
    ),
    Action("item.persona", ("p",), N_("choose personas"), CHANGE, persona, where=ITEMS, short=N_("persona")),
    Action("item.format", ("f",), N_("choose the format"), CHANGE, format_, where=ITEMS, short=N_("format")),
    Action("item.channel", ("c",), N_("choose channels"), CHANGE, channel, where=ITEMS, short=N_("channel")),
    Action("item.pillar", ("P",), N_("choose the pillar"), CHANGE, pillar, where=ITEMS, short=N_("pillar")),
    Action(
        "item.status", ("s",), N_("choose the status"), CHANGE, status, where=ITEMS, footer=True, short=N_("status")
    ),
    Action("item.take", ("y",), N_("take a copy of the item"), CHANGE, take, where=ITEMS, short=N_("duplicate")),
    Action("item.put", ("V",), N_("put the copy here"), CHANGE, put),
    Action("item.repeat", ("b",), N_("bring an evergreen back: a copy on a later day"), CHANGE, repeat, where=ITEMS),
)
