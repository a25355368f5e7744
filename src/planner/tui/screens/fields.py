"""The fields of the item form: how a value is written in its line, read back, completed, and said in words.

A reader would get wrong: a name may hold a comma, so a list is read by the longest names that fit, and what could not be read back is
written as ids; a field whose text was not touched is never read, so no value is lost by looking at it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from planner.core.dates import clock, long_date
from planner.core.fold import fold, nearest
from planner.core.model import INTENTS, KINDS, STATUSES, Calendar, Frozen, Item
from planner.core.sentences import METRICS, metric_key
from planner.core.spoken import when
from planner.core.values import dataclass, replace
from planner.errors import UsageError
from planner.i18n import N_, _
from planner.tui.screens.field_texts import joined, key_text, parted, read_numbers, read_time
from planner.tui.widgets.cards import status_name


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form: the item's field, its label, its kind, the table that its ids come from, and a sentence of help."""

    name: str
    label: str
    kind: str
    table: str = ""
    about: str = ""


SECTIONS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    (
        N_("What and when"),
        (
            Field(
                "title", N_("Title"), "text", about=N_("What the piece is called. The only field that must be filled.")
            ),
            Field("status", N_("Status"), "one", "statuses", N_("Where the work on it stands.")),
            Field(
                "date",
                N_("Date"),
                "date",
                about=N_("A date or words: 2026-12-03, fri, +2w, 15 march. Empty: an idea in the inbox."),
            ),
            Field("time", N_("Time"), "time", about=N_("9:00, 9h30 or 2pm; only with a date.")),
            Field(
                "channels", N_("Channels"), "many", "channels", N_("Where it will be published, separated by commas.")
            ),
            Field("format", N_("Format"), "one", "formats", N_("How it is made.")),
            Field("personas", N_("Personas"), "many", "personas", N_("For whom it is, separated by commas.")),
            Field("pillar", N_("Pillar"), "one", "pillars", N_("The theme of the strategy that it belongs to.")),
        ),
    ),
    (
        N_("What is published"),
        (
            Field("copy", N_("Copy"), "long", about=N_("The text to publish; counted against each network's limit.")),
            Field("link", N_("Link"), "text", about=N_("Where readers are sent.")),
            Field("hashtags", N_("Hashtags"), "list", about=N_("Separated by commas, with or without #.")),
            Field("call_to_action", N_("Call to action"), "text", about=N_("What readers are asked to do.")),
            Field("keyword", N_("Keyword"), "text", about=N_("The search term it is written for.")),
            Field("assets", N_("Assets"), "list", about=N_("Pictures and other files, separated by commas.")),
        ),
    ),
    (
        N_("Why"),
        (
            Field("message", N_("Message"), "one", "messages", N_("What readers are to remember.")),
            Field("kind", N_("Kind"), "one", "kinds", N_("Evergreen, topical or seasonal.")),
            Field("intent", N_("Intent"), "one", "intents", N_("Inform, converse or promote.")),
            Field("solves", N_("Solves"), "suggested", "problems", N_("The reader's problem that it helps with.")),
            Field("not_before", N_("Not before"), "date", about=N_("The first day on which it makes sense.")),
            Field("not_after", N_("Not after"), "date", about=N_("The last day on which it makes sense.")),
            Field("moment", N_("Moment"), "one", "moments", N_("The date of the audience that it is made for.")),
            Field("parent", N_("Derived from"), "one", "items", N_("The item it was made from: its title or its id.")),
        ),
    ),
    (
        N_("Who"),
        (
            Field("owner", N_("Owner"), "person", "people", N_("Who makes it.")),
            Field("suggested_by", N_("Suggested by"), "person", "people", N_("Whose idea it was.")),
        ),
    ),
    (
        N_("Afterwards"),
        (
            Field("notes", N_("Notes"), "long", about=N_("For yourselves; never exported to a client.")),
            Field(
                "results", N_("Results"), "numbers", about=N_("Numbers once it is published: views=1200 customers=3.")
            ),
        ),
    ),
)
FIELDS: dict[str, Field] = {field.name: field for _section, fields in SECTIONS for field in fields}

KIND_NAMES = {"evergreen": N_("evergreen"), "topical": N_("topical"), "seasonal": N_("seasonal")}
INTENT_NAMES = {"inform": N_("inform"), "converse": N_("converse"), "promote": N_("promote")}


@dataclass(frozen=True)
class Reader:
    """Reads and writes the fields of one item against its calendar; ``today`` is what words such as ``fri`` count from.

    A lone weekday is that of the week of the item's date, a lone day that of its month.
    """

    calendar: Calendar
    today: dt.date
    language: str

    def options(self, table: str) -> Sequence[tuple[str, str]]:
        """Return (id, name) of what a field of ``table`` may hold, in the calendar's order."""
        return self._items if table == "items" else self._options[table]

    @cached_property
    def _items(self) -> tuple[tuple[str, str], ...]:
        return tuple((item.id, item.title) for item in self.calendar.items if item.has_own_id)

    @cached_property
    def _options(self) -> dict[str, tuple[tuple[str, str], ...]]:
        plan = self.calendar
        own = {status.id for status in plan.statuses}
        tables = {
            table: tuple((entry.id, entry.name or entry.id) for entry in getattr(plan, table))
            for table in ("personas", "formats", "channels", "pillars", "moments", "people")
        }
        tables["messages"] = tuple((entry.id, entry.name or entry.text or entry.id) for entry in plan.messages)
        tables["statuses"] = (
            *((word, status_name(plan, word)) for word in STATUSES if word not in own),
            *((status.id, status.name or status.id) for status in plan.statuses),
        )
        tables["kinds"] = tuple((word, _(KIND_NAMES[word])) for word in KINDS)
        tables["intents"] = tuple((word, _(INTENT_NAMES[word])) for word in INTENTS)
        tables["problems"] = tuple((text, text) for persona in plan.personas for text in persona.problems)
        return tables

    @cached_property
    def _folded(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        return {}

    def _folded_options(self, table: str) -> tuple[tuple[str, str, str], ...]:
        if table not in self._folded:
            self._folded[table] = tuple((ident, fold(ident), fold(name)) for ident, name in self.options(table))
        return self._folded[table]

    def find(self, table: str, text: str) -> str | None:
        """Return the id that ``text`` names (an id, a name, or the beginning of one name only), or None."""
        if any(ident == text for ident, _name in self.options(table)):
            return text
        sought = fold(text)
        if not sought:
            return None
        rows = self._folded_options(table)
        for exact in (True, False):
            found = {
                ident
                for ident, short, name in rows
                if (sought in (short, name) if exact else short.startswith(sought) or name.startswith(sought))
            }
            if len(found) == 1:
                return found.pop()
            if exact and found:
                return None
        return None

    def name(self, table: str, ident: str) -> str:
        """Return the name of ``ident``, or the id itself where it is not declared."""
        return next((name for known, name in self.options(table) if known == ident), ident)

    # writing

    def written(self, field: Field, item: Item) -> str:
        """Return the text of ``item``'s ``field`` as its line shows it."""
        value = getattr(item, field.name)
        match field.kind:
            case "one":
                return self._written_one(field, value)
            case "person":
                name = self.name("people", value)
                return name if self._person(name) == value else value
            case "many":
                names = ", ".join(self._written_one(field, ident) for ident in value)
                return names if self._split(field, names, value) == value else ", ".join(value)
            case "date":
                return str(value or "")
            case "time":
                return clock(value)
            case "list":
                return joined(value)
            case "numbers":
                return " ".join(f"{key_text(key)}={number}" for key, number in value.items())
        return str(value)

    def _written_one(self, field: Field, ident: str) -> str:
        if field.table == "items":
            return ident
        name = self.name(field.table, ident)
        return name if name and self.find(field.table, name) == ident else ident

    def _split(self, field: Field, text: str, known: Sequence[str]) -> tuple[str, ...] | None:
        try:
            return self._many(field, text, known)
        except UsageError:
            return None

    # reading

    def read(self, field: Field, text: str, item: Item) -> Any:
        """Return the value that ``text`` stands for; ``item`` is the one being edited. Raises UsageError."""
        bare = text.strip()
        match field.kind:
            case "one":
                return self._one(field, bare, (getattr(item, field.name),))
            case "person":
                return self._person(bare)
            case "many":
                return self._many(field, text, getattr(item, field.name))
            case "date":
                return when(bare, self.today, self.language, self.calendar.week_starts, item.date) if bare else None
            case "time":
                return read_time(bare) if bare else None
            case "list":
                words = tuple(word.strip() for word in parted(text) if word.strip())
                return tuple(word.lstrip("#") for word in words) if field.name == "hashtags" else words
            case "numbers":
                return self._numbers(text, item)
            case "long":
                return text
        if field.name == "title" and not bare:
            raise UsageError(_("An item needs a title."))
        return bare

    def _numbers(self, text: str, item: Item) -> Frozen:
        """Return the numbers by the names that the file has for them, in whatever language they are typed."""
        result = {}
        for name, number in read_numbers(text).items():
            known = (
                name in item.results or name in METRICS or metric_key(name) == name
            )  # the whole plan is read for others
            result[name if known else metric_key(name, self._used)] = number
        return Frozen(result)

    @cached_property
    def _used(self) -> frozenset[str]:
        plan = self.calendar
        return frozenset(name for one in plan.items for name in one.results) | {plan.objective.indicator} - {""}

    def _one(self, field: Field, text: str, known: Sequence[str]) -> str:
        if not text or text in known:
            return text or {"status": "idea", "kind": "topical"}.get(field.name, "")
        found = self.find(field.table, text)
        if found is None:
            raise UsageError(self._unknown(field, text))
        return found

    def _unknown(self, field: Field, text: str) -> str:
        sentence = _("“{name}” is not known here.").format(name=text)
        close = nearest(text, [name for pair in self.options(field.table) for name in reversed(pair)])
        if close:
            return sentence + " " + _("Did you mean “{name}”?").format(name=close)
        return sentence + " " + _("F2 shows what there is.")

    def _person(self, text: str) -> str:
        return self.find("people", text) or text

    def _many(self, field: Field, text: str, known: Sequence[str]) -> tuple[str, ...]:
        parts = text.split(",")
        result: list[str] = []
        start = 0
        while start < len(parts):
            for end in range(len(parts), start, -1):
                name = ",".join(parts[start:end]).strip()
                found = name if name in known else self.find(field.table, name)
                if found is not None and (end - start == 1 or self._is_whole(field, found, name)):
                    result += [found] if found not in result else []
                    start = end
                    break
            else:
                if parts[start].strip():
                    raise UsageError(self._unknown(field, parts[start].strip()))
                start += 1
        return tuple(result)

    def _is_whole(self, field: Field, ident: str, text: str) -> bool:
        """Whether ``text``, which holds commas, is an id or a name with as many: ``a, b`` is two ids even where a name folds alike."""
        words = (ident, self.name(field.table, ident))
        return any(fold(text) == fold(word) and text.count(",") == word.count(",") for word in words)

    # saying

    def echo(self, field: Field, text: str, item: Item) -> str:
        """Return how ``text`` is understood, where that says more than the text. Raises UsageError."""
        value = self.read(field, text, item)
        if field.kind == "date":
            return long_date(value) if value else ""
        if field.kind == "time":
            return clock(value) if clock(value) != text.strip() else ""
        if field.kind in ("one", "person"):
            name = self.name(field.table, value)
            return name if name and name != text.strip() else ""
        if field.kind == "many":
            names = ", ".join(self.name(field.table, ident) for ident in value)
            return names if names and names != text.strip() else ""
        return ""

    def completion(self, field: Field, text: str) -> str | None:
        """Return ``text`` completed to a name that begins as it does, or None."""
        if not field.table:
            return None
        head, comma, tail = text.rpartition(",") if field.kind == "many" else ("", "", text)
        part = tail.lstrip()
        if not part:
            return None
        space = tail[: len(tail) - len(part)]
        for ident, name in self.options(field.table):
            for word in (name, ident):
                if len(word) > len(part) and fold(word[: len(part)]) == fold(part):
                    return head + comma + space + part + word[len(part) :]
        return None


def together(values: dict[str, Any], item: Item) -> dict[str, str]:
    """Return the problems, by field, that the values have with one another; ``values`` are those that change on ``item``."""
    after = replace(item, **values)
    problems = {}
    if after.time is not None and after.date is None:
        problems["time"] = _("A time needs a date.")
    if after.not_before and after.not_after and after.not_after < after.not_before:
        problems["not_after"] = _("This lies before “not before”.")
    if after.parent and after.parent == item.id:
        problems["parent"] = _("An item cannot be derived from itself.")
    return problems
