"""What differs between two states of a plan, in words.

A reader would get wrong: an item without an id of its own is another one to the file when its title changes, so such items are paired by
what they still have in common before anything is called added or removed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from planner.core.dates import clock, long_date, short_date
from planner.core.edits import SINGLE_TABLES
from planner.core.model import CALENDAR_FIELDS, NAMED_TABLES, Answer, Calendar, Item, differs
from planner.core.values import dataclass, fields
from planner.i18n import N_, _, decimal_mark, ngettext, pgettext

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_LONG = ("copy", "notes", "description")
"""Texts of several lines: that they changed is said, not how."""
_FIELDS = {
    "title": N_("title"), "status": N_("status"), "date": N_("date"), "time": N_("time"), "channels": N_("channel"),
    "format": N_("format"), "personas": N_("persona"), "pillar": N_("pillar"), "message": N_("message"), "kind": N_("kind"),
    "intent": N_("intent"), "solves": N_("solves"), "not_before": N_("not before"), "not_after": N_("not after"),
    "moment": N_("moment"), "parent": N_("parent"), "owner": N_("owner"), "suggested_by": N_("idea by"), "notes": N_("notes"),
    "link": N_("link"), "assets": N_("assets"), "hashtags": N_("hashtags"), "call_to_action": N_("action"),
    "keyword": N_("keyword"), "relevance": N_("answers"), "results": N_("results"), "exported": N_("sent"),
    "extra": N_("other columns"), "name": N_("name"),
}  # fmt: skip
_STATUSES = {
    "idea": N_("Idea"), "draft": N_("Draft"), "review": N_("Review"), "approved": N_("Approved"), "scheduled": N_("Scheduled"),
    "published": N_("Published"), "parked": N_("Parked"), "dropped": N_("Dropped"),
}  # fmt: skip
_WORDS = {
    "evergreen": N_("evergreen"), "topical": N_("topical"), "seasonal": N_("seasonal"), "inform": N_("inform"),
    "converse": N_("converse"), "promote": N_("promote"), "yes": N_("yes"), "no": N_("no"), "unsure": N_("unsure"),
}  # fmt: skip
_QUESTIONS = {
    "interesting": N_("of interest to them"), "popular": N_("popular now"), "timely": N_("the right time"),
    "competitors": N_("what competitors do"),
}  # fmt: skip
"""The questions of relevance, in a word or two."""
_TABLES = {
    "messages": N_("message"), "personas": N_("persona"), "formats": N_("format"), "channels": N_("channel"), "pillars": N_("pillar"),
    "moments": N_("moment"), "competitors": N_("competitor"), "people": N_("person"), "statuses": N_("status"), "pauses": N_("pause"),
    "accepted": N_("accepted gap"), "calendar": N_("calendar"), "objective": N_("objective"), "coverage": N_("coverage"),
    "relevance": N_("relevance"), "csv": N_("spreadsheet"), "filters": N_("kept filters"), "limits": N_("limits of length"),
}  # fmt: skip
"""What people call an entry of a table, or the table of which there is one."""
_NAMED = {
    "channels": "channels", "format": "formats", "personas": "personas", "pillar": "pillars", "message": "messages",
    "moment": "moments", "owner": "people", "suggested_by": "people",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an entry: its name in the reader's language, and both values in words, ``–`` where there was none.

    ``before`` and ``after`` are empty where the field is a long text, of which only that it changed is said.
    """

    field: str
    label: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before and not self.after:
            return _("{field} rewritten").format(field=self.label)
        return _("{field} {before} → {after}").format(field=self.label, before=self.before, after=self.after)


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry that differs: ``kind`` is ``added``, ``changed`` or ``removed``; ``str()`` is the sentence, without a full stop.

    ``key`` is the id by which the later plan knows it (the earlier one's where it was removed; empty for a table of which there is one, or
    where entries have no id), ``former`` the earlier plan's id. ``title`` is what people call it.
    """

    kind: str
    table: str
    key: str
    former: str
    title: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def named(self) -> str:
        """What is spoken of: an item's title in quotes; of another entry its table and name."""
        if self.table == "items":
            return _("“{text}”").format(text=self.title)
        return (_(_TABLES.get(self.table, "")) or self.table) + (f" {self.title}" if self.title else "")

    def __str__(self) -> str:
        if self.kind == ADDED:
            return _("{name} added").format(name=self.named)
        if self.kind == REMOVED:
            return _("{name} removed").format(name=self.named)
        return _("{heading}: {value}").format(heading=self.named, value=", ".join(map(str, self.fields)))


def between(before: Calendar, after: Calendar) -> tuple[EntryChange, ...]:
    """Return what differs, items first, in the order of the later plan; removed ones follow. Empty where both say the same."""
    result = list(_items(before, after))
    for table in NAMED_TABLES:
        result += _named(table, before, after)
    for table in ("pauses", "accepted"):
        result += _listed(table, getattr(before, table), getattr(after, table))
    for table in SINGLE_TABLES:
        changes = _single(table, before, after)
        if changes:
            result.append(EntryChange(CHANGED, table, "", "", "", changes))
    return tuple(result)


def summary(changes: Sequence[EntryChange], most: int = 3) -> str:
    """Return all of it in one line: the sentences of the first ``most``, and how many more there are."""
    if not changes:
        return _("comments, blanks or keys of your own only")
    told = _("; ").join(map(str, changes[:most]))
    rest = len(changes) - most
    if rest > 0:
        told += _("; ") + ngettext("and {count} more", "and {count} more", rest).format(count=rest)
    return told


def counts(changes: Iterable[EntryChange]) -> str:
    """Return how many were added, changed and removed, in words, those that are none left out; empty where there are none."""
    kinds = [change.kind for change in changes]
    added, changed, removed = (kinds.count(kind) for kind in (ADDED, CHANGED, REMOVED))
    parts = [
        (added, ngettext("{count} added", "{count} added", added)),
        (changed, ngettext("{count} changed", "{count} changed", changed)),
        (removed, ngettext("{count} removed", "{count} removed", removed)),
    ]
    return ", ".join(text.format(count=count) for count, text in parts if count)


# -- items and other entries


def _items(before: Calendar, after: Calendar) -> list[EntryChange]:
    former = paired(before, after)
    taken = set(former.values())
    result = []
    for item in after.items:
        old = before.by_id.get(former.get(item.id, ""))
        if old is None:
            result.append(EntryChange(ADDED, "items", item.id, "", item.title))
            continue
        changes = _fields(old, item, before, after)
        if changes:
            result.append(EntryChange(CHANGED, "items", item.id, old.id, old.title, changes))
    gone = [item for item in before.items if item.id not in taken]
    return result + [EntryChange(REMOVED, "items", item.id, item.id, item.title) for item in gone]


def paired(before: Calendar, after: Calendar) -> dict[str, str]:
    """Return, by the id of an item of the later plan, the id that the earlier one knows it by; items that are new are not there."""
    result = {ident: ident for ident in after.by_id if ident in before.by_id}
    old = [item for item in before.items if item.id not in result and not item.has_own_id]
    for same in (lambda item: (item.title, item.date), lambda item: item.title, _rest):
        waiting: dict[Any, list[Item]] = {}
        for item in old:
            waiting.setdefault(same(item), []).append(item)
        for item in after.items:
            if item.id not in result and waiting.get(same(item)):
                result[item.id] = waiting[same(item)].pop(0).id
        found = set(result.values())
        old = [item for item in old if item.id not in found]
    return result


def _rest(item: Item) -> Any:
    """Return what an item says besides its title and day, where that is enough to know it again by; otherwise a name of its own."""
    said = tuple(
        repr(getattr(item, spec.name))
        for spec in fields(item)
        if spec.name not in ("id", "title", "date", "time", "status")
    )
    return said if item.copy or item.notes or item.link else item.id


def _fields(old: Item, new: Item, before: Calendar, after: Calendar) -> tuple[FieldChange, ...]:
    return tuple(
        _field(name, was, now, before, after)
        for name, (was, now) in differs(old, new).items()
        if name != "id" and repr(was) != repr(now)
    )


def _field(name: str, was: Any, now: Any, before: Calendar, after: Calendar) -> FieldChange:
    label = pgettext("part of an item", "copy") if name == "copy" else _(_FIELDS.get(name, "")) or name
    if name in _LONG:
        return FieldChange(name, label, "", "")
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        differing = [key for key in dict.fromkeys((*was, *now)) if was.get(key) != now.get(key)]
        was, now = ({key: side[key] for key in differing if key in side} for side in (was, now))
    told, tells = _said(name, was, before), _said(name, now, after)
    if told == tells and isinstance(was, dt.date) and isinstance(now, dt.date):
        told, tells = long_date(was), long_date(now)
    return FieldChange(name, label, told, tells)


def _said(name: str, value: Any, calendar: Calendar) -> str:
    """Return a value in the reader's words; ``–`` where there is none."""
    if value is None or value in ("", (), {}):
        return "–"
    if name == "status":
        own = calendar.name_of("statuses", value)
        return own if own != value or value not in _STATUSES else _(_STATUSES[value])
    if name in _NAMED:
        idents = (value,) if isinstance(value, str) else value
        return ", ".join(calendar.name_of(_NAMED[name], ident) for ident in idents)
    if name == "parent" and value in calendar.by_id:
        return calendar.by_id[value].title
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, dt.time):
        return clock(value)
    if isinstance(value, (tuple, list)):
        return ", ".join(_said("", one, calendar) for one in value)
    if isinstance(value, Answer):
        return _(_WORDS[value.answer]) + (f" ({value.note})" if value.note else "")
    if isinstance(value, Mapping):
        return ", ".join(f"{key_said(name, key)} {_said('', one, calendar)}" for key, one in value.items())
    if hasattr(value, "on"):
        return short_date(value.on)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (int, float)):
        return (f"{value:g}" if abs(value) < 10**6 else str(value)).replace(".", decimal_mark())
    return _(_WORDS[value]) if value in _WORDS else str(value)


def key_said(name: str, key: str) -> str:
    """Return what people call ``key`` of the table that a field is: a question of relevance or a usual result in words, others as they are."""
    if name == "results":
        from planner.core.sentences import METRICS  # the judgement that it stands on is not loaded to read a file

        return _(METRICS.get(key, "")) or key
    return _(_QUESTIONS[key]) if name == "relevance" and key in _QUESTIONS else key


def _plain_fields(old: Any, new: Any, before: Calendar, after: Calendar) -> tuple[FieldChange, ...]:
    return tuple(
        _field(name, was, now, before, after)
        for name, (was, now) in differs(old, new).items()
        if repr(was) != repr(now)
    )


def _named(table: str, before: Calendar, after: Calendar) -> list[EntryChange]:
    old, new = ({entry.id: entry for entry in getattr(side, table)} for side in (before, after))
    result = []
    for ident, entry in new.items():
        title = entry.name or ident
        if ident not in old:
            result.append(EntryChange(ADDED, table, ident, "", title))
        elif changes := _plain_fields(old[ident], entry, before, after):
            result.append(EntryChange(CHANGED, table, ident, ident, title, changes))
    return result + [
        EntryChange(REMOVED, table, ident, ident, old[ident].name or ident) for ident in old if ident not in new
    ]


def _listed(table: str, old: Sequence[Any], new: Sequence[Any]) -> list[EntryChange]:
    def title(entry: Any) -> str:
        first = getattr(entry, "rule", "") or " – ".join((short_date(entry.start), short_date(entry.end)))
        return " ".join(part for part in (first, getattr(entry, "subject", ""), entry.reason) if part)

    return [EntryChange(ADDED, table, "", "", title(entry)) for entry in new if entry not in old] + [
        EntryChange(REMOVED, table, "", "", title(entry)) for entry in old if entry not in new
    ]


def _single(table: str, before: Calendar, after: Calendar) -> tuple[FieldChange, ...]:
    if table == "calendar":
        return tuple(
            _field(name, getattr(before, name), getattr(after, name), before, after)
            for name in CALENDAR_FIELDS
            if repr(getattr(before, name)) != repr(getattr(after, name))
        )
    old, new = getattr(before, table), getattr(after, table)
    if isinstance(old, Mapping):
        return tuple(
            _field(name, old.get(name, ""), new.get(name, ""), before, after)
            for name in dict.fromkeys((*old, *new))
            if old.get(name) != new.get(name)
        )
    return _plain_fields(old, new, before, after)
