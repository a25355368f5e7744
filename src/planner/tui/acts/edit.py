"""Acts that write items: add, the form, the editor, one-key values, copy and put, and opening a link.

A reader would get wrong: what is typed is kept as a draft from its first second until the calendar's file holds it, so a failed write, a
closed form or a lost terminal costs nothing; the draft is dropped only after ``do`` came back with a change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from planner.core.edits import Add, Batch, Change, Edit
from planner.core.fold import slug
from planner.core.model import ENTRY_TYPES, STATUSES, Calendar, Frozen, Item
from planner.i18n import N_, _, language, ngettext
from planner.tui.actions import CHANGE, ITEMS, Action

if TYPE_CHECKING:
    from textual.app import App

    from planner.core.coverage import Gap
    from planner.tui.context import Host
    from planner.tui.drafts import Drafts
    from planner.tui.screens.item_form import ItemForm

FORM = "item-form"
"""The name under which the one form is kept."""
_DAYS = frozenset({"week", "month", "dates"})
"""Panels whose cursor stands on a day."""
_ADD = "add"

_taken: WeakKeyDictionary[App[Any], tuple[Item, ...]] = WeakKeyDictionary()
"""What ``y`` took, for ``V``, by running program."""


# adding


async def add(host: Host) -> None:
    """Add an item from one line, with what the cursor's place says already."""
    from planner.tui.screens.quick_add import QuickAdd

    drafts = _drafts(host)
    text = drafts.load(_ADD).get("text", "")
    while True:
        screen = QuickAdd(
            host.calendar, host.today, given=given(host), text=text, keep=lambda line: _keep(host, drafts, _ADD, line)
        )
        added = await host.ask(screen)
        if added is None:
            if drafts.load(_ADD):
                host.say(_("Your line is kept; {key} takes it up again.").format(key=host.keys.sign("item.add", "a")))
            return
        text = added.line
        item = replace(added.item, id=host.workspace.new_id())
        if added.more:
            drafts.drop(_ADD)
            await _fill_new(host, item)
            return
        if host.do(Add("items", item), _("added “{title}”").format(title=item.title)) is not None:
            drafts.drop(_ADD)
            return


def given(host: Host) -> Item:
    """Return what the cursor's place says of an item added there: a slot's channel, day and time, a gap's subject, or the day."""
    blank = Item("", "")
    if host.slot is not None:
        return replace(blank, date=host.slot.date, time=host.slot.time, channels=(host.slot.channel.id,))
    if host.gap is not None:
        return _of_gap(host.gap, host.today, host.calendar)
    return replace(blank, date=host.day) if host.panel in _DAYS else blank


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


# the form


async def edit(host: Host) -> None:
    """Edit the item under the cursor in the form; on a day or an open slot, add there."""
    item = host.cursor
    if item is None:
        if host.panel in _DAYS or host.slot is not None or host.gap is not None:
            await add(host)
        else:
            host.say(_nothing(host))
        return
    drafts = _drafts(host)
    draft = await _kept(host, drafts, item)
    if draft is None:
        return
    while True:
        form = _form(host)
        form.fill(
            item,
            host.calendar,
            host.today,
            language(),
            title=_("Edit: {title}").format(title=item.title),
            draft=draft,
            keep=lambda texts: _keep(host, drafts, item.id, texts),
        )
        values = await host.ask(form)
        if values is None:
            if drafts.load(item.id):
                host.say(
                    _("What you typed is kept as a draft; {key} takes it up again.").format(
                        key=host.keys.sign("item.edit", "e")
                    )
                )
            return
        if not values:
            drafts.drop(item.id)
            host.say(_("Nothing changed."))
            return
        draft = form.drafted()
        _keep(host, drafts, item.id, draft)
        if _save(host, item, values):
            drafts.drop(item.id)
            return


def _save(host: Host, item: Item, values: dict[str, Any]) -> bool:
    if item.id not in host.calendar.by_id:
        whole = replace(item, **values)
        whole = whole if whole.has_own_id else replace(whole, id=host.workspace.new_id())
        return (
            host.do(
                Add("items", whole), _("put back “{title}”, which was gone, as you edited it").format(title=whole.title)
            )
            is not None
        )
    return host.do(Change("items", item.id, Frozen(values)), changed_label(item, values)) is not None


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


async def _fill_new(host: Host, item: Item) -> None:
    """Show the whole form for an item that is not in the plan yet."""
    drafts = _drafts(host)
    draft = {"title": item.title}
    while True:
        form = _form(host)
        bare = replace(item, title="")
        form.fill(
            bare,
            host.calendar,
            host.today,
            language(),
            title=_("Add"),
            draft=draft,
            keep=lambda texts: _keep(host, drafts, _ADD, str(texts.get("title", ""))),
        )
        values = await host.ask(form)
        if values is None:
            return
        whole = replace(bare, **values)
        draft = form.drafted()
        if host.do(Add("items", whole), _("added “{title}”").format(title=whole.title)) is not None:
            drafts.drop(_ADD)
            return


async def _kept(host: Host, drafts: Drafts, item: Item) -> dict[str, str] | None:
    """Return the draft to take up (empty: none), or None when the question was left."""
    texts = drafts.load(item.id)
    if not texts:
        return {}
    from planner.tui.screens.confirm import Answer, Choose
    from planner.tui.screens.fields import FIELDS

    details = "\n".join(f"{_(FIELDS[name].label)}: {text[:200]}" for name, text in texts.items() if name in FIELDS)
    answers = (
        Answer(("enter", "y", "o"), _("take it up"), "take"),
        Answer(("n",), _("forget it and start from the item"), "drop"),
    )
    answer = await host.ask(
        Choose(_("There is an unsaved draft of “{title}”.").format(title=item.title), answers, details=details)
    )
    if answer == "drop":
        drafts.drop(item.id)
        return {}
    return {name: text for name, text in texts.items() if name in FIELDS} if answer == "take" else None


def _form(host: Host) -> ItemForm:
    from planner.tui.screens.item_form import ItemForm

    if host.app.is_screen_installed(FORM):
        form = host.app.get_screen(FORM)
        assert isinstance(form, ItemForm)
        return form
    form = ItemForm()
    host.app.install_screen(form, FORM)
    return form


def _drafts(host: Host) -> Drafts:
    from planner.tui.drafts import Drafts

    return Drafts(host.workspace.path)


def _keep(host: Host, drafts: Drafts, key: str, texts: Any) -> None:
    if isinstance(texts, str):
        texts = {"text": texts} if texts.strip() else {}
    problem = drafts.keep(key, texts)
    if problem:
        host.say(_("What you type cannot be kept as a draft: {problem}").format(problem=problem), severity="warning")


def _nothing(host: Host) -> str:
    return _("No item is under the cursor. {key} adds one.").format(key=host.keys.sign("item.add", "a"))


# one key, one value


async def persona(host: Host) -> None:
    """Choose the personas."""
    await _several(host, "personas", N_("Personas"), N_("no persona"))


async def channel(host: Host) -> None:
    """Choose the channels."""
    await _several(host, "channels", N_("Channels"), N_("no channel"))


async def format_(host: Host) -> None:
    """Choose the format."""
    await _one(host, "format", "formats", N_("Format"), N_("no format"))


async def pillar(host: Host) -> None:
    """Choose the pillar."""
    await _one(host, "pillar", "pillars", N_("Pillar"), N_("no pillar"))


async def status(host: Host) -> None:
    """Choose the status."""
    from planner.tui.screens.pick import Choice, Pick
    from planner.tui.widgets.cards import status_name

    items = host.selected()
    if not items:
        host.say(_nothing(host))
        return
    plan = host.calendar
    own = [entry.id for entry in plan.statuses]
    words = [word for word in STATUSES if word not in own]
    for word in own:  # an own word stands behind the step that it counts as
        step = plan.steps[word]
        words.insert(words.index(step) + 1 if step in words else len(words), word)
    words += sorted({item.status for item in items} - set(words))
    choices = [
        Choice(
            word,
            status_name(plan, word),
            _("counts as {step}").format(step=status_name(plan, plan.steps[word]))
            if word in own and plan.steps[word] != word
            else "",
        )
        for word in words
    ]
    picked = await host.ask(Pick(_titled(_("Status"), items), choices, sorted({item.status for item in items})))
    if picked is not None and picked.values:
        value = picked.values[0]
        _set(host, items, "status", value, _("status {value}").format(value=status_name(plan, value)))


async def _several(host: Host, table: str, title: str, none: str) -> None:
    from planner.tui.screens.pick import Pick

    items = host.selected()
    if not items:
        host.say(_nothing(host))
        return
    common = [ident for ident in getattr(items[0], table) if all(ident in getattr(item, table) for item in items)]
    used = list(dict.fromkeys(ident for item in items for ident in getattr(item, table)))
    add_text = _("add “{name}” to the calendar")
    picked = await host.ask(
        Pick(
            _titled(_(title), items),
            _choices(host.calendar, table, used),
            common,
            several=True,
            none=_(none),
            add=add_text,
        )
    )
    if picked is None:
        return
    before, values = _declare(host.calendar, table, picked.new, picked.values)
    names = ", ".join(_name(host.calendar, table, ident, picked.new) for ident in values) or _(none)
    _set(host, items, table, values, names, before)


async def _one(host: Host, field: str, table: str, title: str, none: str) -> None:
    from planner.tui.screens.pick import Pick

    items = host.selected()
    if not items:
        host.say(_nothing(host))
        return
    used = list(dict.fromkeys(getattr(item, field) for item in items if getattr(item, field)))
    add_text = _("add “{name}” to the calendar")
    picked = await host.ask(
        Pick(_titled(_(title), items), _choices(host.calendar, table, used), used, none=_(none), add=add_text)
    )
    if picked is None:
        return
    before, values = _declare(host.calendar, table, picked.new, picked.values)
    value = values[0] if values else ""
    _set(host, items, field, value, _name(host.calendar, table, value, picked.new) if value else _(none), before)


def _choices(calendar: Calendar, table: str, used: Sequence[str]) -> list[Any]:
    from planner.tui.screens.pick import Choice

    entries = getattr(calendar, table)
    known = {entry.id for entry in entries}
    return [Choice(entry.id, entry.name or entry.id) for entry in entries] + [
        Choice(ident, ident, _("not declared in the calendar")) for ident in used if ident not in known
    ]


def _declare(calendar: Calendar, table: str, new: str, values: tuple[str, ...]) -> tuple[list[Edit], tuple[str, ...]]:
    """Return the edit that declares ``new`` (none if it is empty) and the ids with it."""
    if not new:
        return [], values
    ident = slug(new, {entry.id for entry in getattr(calendar, table)}, fallback=table.rstrip("s"))
    return [Add(table, ENTRY_TYPES[table](id=ident, name=new))], (*values, ident)


def _name(calendar: Calendar, table: str, ident: str, new: str) -> str:
    name = calendar.name_of(table, ident)
    return new if new and name == ident else name


def _set(host: Host, items: Sequence[Item], field: str, value: Any, said: str, before: Sequence[Edit] = ()) -> None:
    changes = [Change("items", item.id, Frozen({field: value})) for item in items if getattr(item, field) != value]
    if not changes and not before:
        host.say(_("Nothing changed."))
        return
    parts = (*before, *changes)
    whole = parts[0] if len(parts) == 1 else Batch(parts)
    if len(items) == 1:
        label = _("“{title}”: {value}").format(title=items[0].title, value=said)
    else:
        label = ngettext("{count} item: {value}", "{count} items: {value}", len(changes)).format(
            count=len(changes), value=said
        )
    host.do(whole, label)


def _titled(what: str, items: Sequence[Item]) -> str:
    if len(items) == 1:
        return _("{what}: {title}").format(what=what, title=items[0].title)
    return _("{what}: {count} marked items").format(what=what, count=len(items))


# taking and putting


def take(host: Host) -> None:
    """Take the item, or the marked ones, to put copies of them elsewhere."""
    items = host.selected()
    if not items:
        host.say(_nothing(host))
        return
    _taken[host.app] = items
    host.say(
        ngettext(
            "Took “{title}”; {key} puts a copy here or in another calendar.",
            "Took {count} items; {key} puts copies of them.",
            len(items),
        ).format(title=items[0].title, count=len(items), key=host.keys.sign("item.put", "V"))
    )


def put(host: Host) -> None:
    """Put copies of what was taken: the first on the cursor's day and the others as far from it as they were; in the inbox, as ideas."""
    items = _taken.get(host.app, ())
    if not items:
        host.say(
            _("Nothing was taken yet: {key} takes the item under the cursor.").format(
                key=host.keys.sign("item.take", "y")
            )
        )
        return
    on_day = host.panel in _DAYS
    dates = [item.date for item in items if item.date]
    first = min(dates) if dates else host.day
    copies: list[Item] = []
    for item in items:
        day = _shifted(host.day, (item.date - first).days if item.date else 0) if on_day else None
        copies.append(copied(item, host.workspace.new_id(), day, host.calendar))
    edits = tuple(Add("items", copy) for copy in copies)
    label = ngettext("put a copy of “{title}”", "put {count} copies", len(copies)).format(
        title=copies[0].title, count=len(copies)
    )
    host.do(edits[0] if len(edits) == 1 else Batch(edits), label)


def _shifted(day: dt.date, by: int) -> dt.date:
    from planner.core.dates import shift

    return shift(day, by)


def copied(item: Item, ident: str, day: dt.date | None, calendar: Calendar) -> Item:
    """Return a copy of ``item`` for ``day``: a draft at most, without results and without what was sent."""
    done = calendar.step(item) in ("approved", "scheduled", "published")
    return replace(
        item,
        id=ident,
        date=day,
        time=item.time if day else None,
        status="draft" if done else item.status,
        results=Frozen(),
        exported=Frozen(),
    )


ACTIONS: tuple[Action, ...] = (
    Action("item.add", ("a", "n"), N_("add an item"), CHANGE, add, footer=True, short=N_("add")),
    Action(
        "item.edit", ("e", "enter"), N_("edit every field"), CHANGE, edit, where=ITEMS, footer=True, short=N_("edit")
    ),
    Action("item.persona", ("p",), N_("choose personas"), CHANGE, persona, where=ITEMS),
    Action("item.format", ("f",), N_("choose the format"), CHANGE, format_, where=ITEMS),
    Action("item.channel", ("c",), N_("choose channels"), CHANGE, channel, where=ITEMS),
    Action("item.pillar", ("P",), N_("choose the pillar"), CHANGE, pillar, where=ITEMS),
    Action("item.status", ("s",), N_("choose the status"), CHANGE, status, where=ITEMS),
    Action("item.take", ("y",), N_("take a copy of the item"), CHANGE, take, where=ITEMS),
    Action("item.put", ("V",), N_("put the copy here"), CHANGE, put),
)
