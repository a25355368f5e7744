"""What ``--plain`` prints: one sentence a line, states and dates in words, nothing drawn and nothing told by a sign alone.

A reader would get wrong: this is for ears, so names stand where other output has ids with ``!`` and ``@``; scripts take ``--json``.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.core.dates import clock, long_date
from planner.core.model import Calendar, Item
from planner.core.relevance import Question, describe
from planner.exchange import wording
from planner.i18n import _, ngettext


def item_line(calendar: Calendar, item: Item) -> str:
    """Return an item: when, title, status, where, as what, for whom and its id, parted by semicolons."""
    when = _("idea without a date")
    if item.date is not None:
        when = ", ".join(part for part in (long_date(item.date), clock(item.time)) if part)
    named = calendar.name_of
    parts = (
        when,
        item.title,
        wording.status_name(calendar, item),
        ", ".join(named("channels", ident) for ident in item.channels),
        named("formats", item.format) if item.format else "",
        *(_("for {name}").format(name=named("personas", ident)) for ident in item.personas),
        item.id,
    )
    return _("; ").join(wording.one_line(part) for part in parts if part)


def gap_line(sentence: str, ideas: Sequence[str]) -> str:
    """Return the sentence of a gap with the titles of ``ideas`` that would close it."""
    if not ideas:
        return sentence
    told = ngettext("This idea would help: {titles}.", "These ideas would help: {titles}.", len(ideas))
    titles = _("; ").join(_("“{title}”").format(title=wording.one_line(title)) for title in ideas)
    return f"{sentence} {told.format(titles=titles)}"


def question_line(calendar: Calendar, question: Question) -> str:
    """Return a question with the title and the date that it is about."""
    day = long_date(question.date, year=False) if question.date else _("idea without a date")
    told = describe(question, calendar)
    return _("“{title}”, {day}: {question}.").format(title=wording.one_line(question.title), day=day, question=told)
