"""The JSON Schema of a calendar file, for editors that complete and check TOML.

A reader would get wrong: it is made from ``storage.schema``, so that the program and the editor never disagree on a key; only the
explanations are written here. Unknown keys are allowed, as the program keeps them.
"""

from __future__ import annotations

from typing import Any

from planner.i18n import N_, _
from planner.storage.schema import ARRAYS, TABLE_PATHS, Key, keys

DRAFT = "http://json-schema.org/draft-07/schema#"

TABLE_DOCS = {
    "calendar": N_("What the calendar is, and how it counts."),
    "objective": N_("What the plan is for, and when it is reached."),
    "coverage": N_("What a month must have. A missing key, or 0, asks for nothing."),
    "relevance": N_("When the relevance questions are asked, and which."),
    "csv": N_("How the CSV for clients looks."),
    "limits": N_("The longest text by network, in the network's own way of counting, in place of the known limits."),
    "filters": N_("Filters saved under a name."),
    "messages": N_("What readers are to remember; items carry it."),
    "personas": N_("A described reader, with what is asked for her each month."),
    "formats": N_("How an item is made."),
    "channels": N_("Where items are published, how often and when."),
    "pillars": N_("A theme of the strategy, with its share of the items that have one."),
    "moments": N_("A date that the audience cares about."),
    "competitors": N_("Somebody else who speaks to the same readers."),
    "people": N_("Somebody who owns or suggests items."),
    "statuses": N_("A status word of your own, and the step of the ladder that it counts as."),
    "pauses": N_("Days on which nothing is asked, both ends included."),
    "items": N_("One piece of content. Without a date it is an idea in the inbox."),
    "accepted": N_("A gap that was seen and accepted."),
}

KEY_DOCS = {
    "calendar.version": N_("Of this format: 1."),
    "calendar.title": N_("The calendar's name. Required."),
    "calendar.client": N_("For whom it is kept."),
    "calendar.language": N_("The language of what is exported: en or fr."),
    "calendar.timezone": N_("An IANA zone, such as America/Montreal. Without it, the machine's."),
    "calendar.week_starts": N_("The first day of a week."),
    "calendar.holidays": N_("A country or a part of one, such as CA-QC. Without it, no holidays."),
    "calendar.starts": N_("Nothing is asked of the days before."),
    "calendar.repeat_days": N_("The same title again within so many days is a repeat."),
    "calendar.avoid": N_("Words that are flagged in a text."),
    "calendar.hourly": N_("What an hour of effort costs, for the report."),
    "objective.text": N_("What is to be reached, in words."),
    "objective.indicator": N_("What is counted."),
    "objective.target": N_("How many of them."),
    "objective.by": N_("By which day."),
    "coverage.max_quiet_days": N_("The longest run of days without an item."),
    "coverage.min_formats": N_("So many different formats a month."),
    "coverage.max_promotional": N_("At most so many percent of the items with an intent may promote."),
    "coverage.min_conversation": N_("At least so many percent of the items with an intent converse."),
    "coverage.min_customers": N_("At least so many percent of the items with a persona are for a customer."),
    "coverage.max_one_owner": N_("At most so many percent of the items with an owner have the same one."),
    "coverage.min_voices": N_("So many people own or suggested an item of the month."),
    "coverage.pillar_tolerance": N_("So many percentage points under its share a pillar still passes."),
    "relevance.ahead_days": N_("Items dated this near are asked about."),
    "relevance.fresh_days": N_("An answer older than this at the item's date is stale."),
    "relevance.questions": N_("Which questions are asked."),
    "csv.columns": N_("Fields in their order: a list, or a table of field and heading."),
    "csv.date_format": N_("How dates are written, such as %d/%m/%Y. Without it, ISO."),
    "messages.text": N_("The sentence."),
    "personas.relation": N_("What she is to the business."),
    "personas.per_month": N_("So many items a month for her."),
    "personas.formats": N_("And of these formats, so many a month: { video = 1 }."),
    "personas.value": N_("What one such customer is worth a year."),
    "personas.problems": N_("What keeps her awake; items say which one they solve."),
    "personas.description": N_("Anything else about her."),
    "formats.per_month": N_("So many items of it a month."),
    "formats.effort": N_("Hours that one takes."),
    "channels.network": N_("Whose length limit holds: linkedin, instagram, x, bluesky, mastodon, threads, facebook."),
    "channels.per_week": N_("So many items a week."),
    "channels.per_month": N_("So many items a month."),
    "channels.days": N_("The days on which items are proposed."),
    "channels.time": N_("The time of day of an item that has none."),
    "pillars.share": N_("Percent of the items that have a pillar."),
    "moments.date": N_("One day; or give a rule."),
    "moments.rule": N_("An RFC 5545 rule, such as FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25."),
    "moments.lead_days": N_("From so many days before it is worth planning for."),
    "competitors.link": N_("Where to look."),
    "people.coordinator": N_("Who keeps the calendar."),
    "statuses.step": N_("The step of the ladder that the word counts as."),
    "pauses.from": N_("The first day."),
    "pauses.to": N_("The last day."),
    "pauses.reason": N_("Why."),
    "items.id": N_("Six consonants; made by the program when it is missing."),
    "items.title": N_("The title. Required."),
    "items.status": N_(
        "idea, draft, review, approved, scheduled, published, parked, dropped, or a word of [[statuses]]."
    ),
    "items.date": N_("The day. Without it the item is an idea."),
    "items.time": N_("With a date only."),
    "items.channels": N_("Where it goes; ids of [[channels]]."),
    "items.format": N_("How it is made; an id of [[formats]]."),
    "items.personas": N_("Whom it is for; ids of [[personas]]."),
    "items.pillar": N_("An id of [[pillars]]."),
    "items.message": N_("An id of [[messages]]."),
    "items.kind": N_("evergreen: any time. topical: now. seasonal: when it is the season."),
    "items.intent": N_("What it does: inform, converse or promote."),
    "items.solves": N_("Which of a persona's problems."),
    "items.not_before": N_("The first day on which it makes sense."),
    "items.not_after": N_("The last day on which it makes sense."),
    "items.moment": N_("An id of [[moments]]."),
    "items.parent": N_("The id of the item that this one is derived from."),
    "items.owner": N_("Who makes it; an id of [[people]]."),
    "items.suggested_by": N_("Whose idea it was; an id of [[people]]."),
    "items.copy": N_("The text to publish."),
    "items.notes": N_("For yourself; never exported to a client."),
    "items.link": N_("Where it leads."),
    "items.assets": N_("Names of pictures and other files."),
    "items.hashtags": N_("Without the sign."),
    "items.call_to_action": N_("What readers are asked to do."),
    "items.keyword": N_("What people search for."),
    "items.relevance": N_("Dated answers to the relevance questions."),
    "items.results": N_("Numbers, once it is published; customers counts in the report."),
    "items.exported": N_("What went out to which tool, so that it does not go twice."),
    "items.extra": N_("Columns of an import that mean nothing to the program."),
    "accepted.rule": N_("The rule of the gap."),
    "accepted.subject": N_("The id that the gap is about; empty for none."),
    "accepted.from": N_("The gap's first day. Without it, every such gap of the month."),
    "accepted.month": N_("The month, as 2026-12."),
    "accepted.reason": N_("Why it is fine."),
    "answers.answer": N_("yes, no or unsure."),
    "answers.on": N_("The day of the answer."),
    "answers.note": N_("What was found out."),
    "sent.on": N_("The day on which it went out."),
    "sent.digest": N_("A mark of what went out, to tell when it changed."),
}
"""What a key means, as ``table.key``. ``id`` and ``name`` say the same everywhere and are not listed."""

_TEXT = {"type": "string"}
_DATE = {"type": "string", "format": "date"}
_SIMPLE: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "timezone": _TEXT,
    "holidays": _TEXT,
    "texts": {"type": "array", "items": _TEXT},
    "date": _DATE,
    "time": {"type": "string", "format": "partial-time"},
    "percent": {"type": "number", "minimum": 0, "maximum": 100},
    "amount": {"type": "number", "minimum": 0},
    "truth": {"type": "boolean"},
    "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
    "numbers": {"type": "object", "additionalProperties": {"type": "number"}},
    "anything": {"type": "object"},
    "version": {"type": "integer", "minimum": 1},
    "month": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    "columns": {"anyOf": [{"type": "array", "items": _TEXT}, {"type": "object", "additionalProperties": _TEXT}]},
}


def schema() -> dict[str, Any]:
    """Return the schema (draft 7) of a calendar file, explained in the current language, ready for JSON."""
    tables: dict[str, Any] = {}
    for name, path in TABLE_PATHS.items():
        if name == "filters":
            table = {"type": "object", "additionalProperties": _TEXT}
        elif name == "limits":
            table = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
        else:
            table = _table(name)
        table["description"] = _(TABLE_DOCS[name])
        if len(path) == 1:
            tables[path[0]] = table
        else:
            tables[path[0]] = {"type": "object", "properties": {path[1]: table}}
    for name in ARRAYS:
        tables[name] = {"type": "array", "description": _(TABLE_DOCS[name]), "items": _table(name)}
    return {
        "$schema": DRAFT,
        "title": _("Content calendar"),
        "type": "object",
        "required": ["calendar"],
        "properties": tables,
    }


def _table(name: str) -> dict[str, Any]:
    known = keys(name)
    table: dict[str, Any] = {"type": "object", "properties": {key.name: _property(name, key) for key in known.values()}}
    required = [key.name for key in known.values() if key.required]
    if required:
        table["required"] = required
    return table


def _property(table: str, key: Key) -> dict[str, Any]:
    doc = KEY_DOCS.get(f"{table}.{key.name}")
    if doc is None:
        doc = N_("What other entries call it.") if key.name == "id" else N_("What people call it.")
    result = {"description": _(doc), **_type(key)}
    if isinstance(key.default, (int, str)) and key.default not in ("", 0, False):
        result["default"] = key.default
    return result


def _type(key: Key) -> dict[str, Any]:
    if key.kind == "choice":
        return {"type": "string", "enum": list(key.choices)}
    if key.kind == "choices":
        return {"type": "array", "items": {"type": "string", "enum": list(key.choices)}}
    if key.kind == "whole":
        return {"type": "integer", "minimum": 0, "maximum": key.top}
    if key.kind in ("answers", "sent"):
        inner = _table(key.kind)
        return {"type": "object", "additionalProperties": inner}
    return dict(_SIMPLE[key.kind])
