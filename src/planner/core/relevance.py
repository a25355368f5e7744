"""The questions to ask of the days ahead, and what is to be said of an item without asking (CALENDAR.md §4).

A reader would get wrong: an item without an answer of its own has its parent's, and so on up; and an answer is stale measured at the item's
date, not today, so an item that is moved on is asked again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from planner.core import dates, fold, moments
from planner.core.dates import Month
from planner.core.model import Answer, Calendar, Competitor, Item
from planner.core.values import dataclass
from planner.i18n import _, pgettext

STATES = ("open", "stale", "no", "unsure")
FLAGS = ("early", "late", "repeat", "jargon")
NOT_OF_EVERGREEN = ("popular", "timely")
_folded = lru_cache(maxsize=32768)(fold.fold)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask or to tell of an item: ``question`` is empty for what is told, and ``state`` then one of ``FLAGS``."""

    item_id: str
    title: str
    date: dt.date | None
    question: str
    state: str


@dataclass(frozen=True, slots=True)
class Help:
    """What helps to answer: what happens within a week, the last items on the pillar, competitors, and the last answer with its age in days."""

    occasions: tuple[moments.Occasion, ...]
    pillar_items: tuple[Item, ...]
    competitors: tuple[Competitor, ...]
    last: Answer | None
    last_of: str
    age: int | None


def lineage(calendar: Calendar, item: Item) -> Iterator[Item]:
    """Yield ``item``, its parent, and so on up; a circle of parents ends where it closes."""
    seen = {item.id}
    current: Item | None = item
    while current is not None:
        yield current
        current = calendar.by_id.get(current.parent) if current.parent else None
        if current is not None and current.id in seen:
            return
        if current is not None:
            seen.add(current.id)


def answers(calendar: Calendar, item: Item) -> dict[str, Answer]:
    """Return the answers that hold for ``item`` by question, inherited ones too."""
    if not item.parent:
        return dict(item.relevance)
    found: dict[str, Answer] = {}
    for one in lineage(calendar, item):
        for question, answer in one.relevance.items():
            found.setdefault(question, answer)
    return found


def refused(calendar: Calendar, item: Item) -> bool:
    """Whether some question about ``item`` is answered no."""
    if not item.relevance and not item.parent:
        return False
    return any(answer.answer == "no" for answer in answers(calendar, item).values())


def asked_of(calendar: Calendar, item: Item) -> tuple[str, ...]:
    """Return the questions that are asked of an item of this kind, in the calendar's order, each once."""
    questions = tuple(dict.fromkeys(calendar.relevance.questions))
    return tuple(word for word in questions if word not in NOT_OF_EVERGREEN) if item.kind == "evergreen" else questions


def states_of(calendar: Calendar, item: Item, today: dt.date) -> dict[str, str]:
    """Return the state of each question about ``item`` that is not settled; ideas can be asked too, their answers are never stale."""
    given = answers(calendar, item)
    states = {}
    for question in asked_of(calendar, item):
        state = _state(calendar, item, given.get(question), today)
        if state:
            states[question] = state
    return states


def _state(calendar: Calendar, item: Item, answer: Answer | None, today: dt.date) -> str:
    if answer is None:
        return "open"
    rules = calendar.relevance
    if (
        item.date is not None
        and (item.date - today).days <= rules.ahead_days
        and (item.date - answer.on).days > rules.fresh_days
    ):
        return "stale"
    return answer.answer if answer.answer in ("no", "unsure") else ""


def is_asked(calendar: Calendar, item: Item) -> bool:
    """Whether anything is asked of ``item`` at all: it counts and is not published."""
    return calendar.counts(item) and calendar.step(item) != "published"


def marks(calendar: Calendar, item: Item, _today: dt.date | None = None) -> tuple[str, ...]:
    """Return which of ``FLAGS`` hold for ``item``, in that order; none for what does not count or is published."""
    if item.date is None or not is_asked(calendar, item):
        return ()
    found = {
        "early": item.not_before is not None and item.date < item.not_before,
        "late": item.not_after is not None and item.date > item.not_after,
        "repeat": bool(repeats(calendar, item)),
        "jargon": bool(calendar.avoid and jargon(calendar, item)),
    }
    return tuple(flag for flag in FLAGS if found[flag])


def repeats(calendar: Calendar, item: Item) -> tuple[Item, ...]:
    """Return the counted items of the same folded title that are dated 1 to ``repeat_days`` days before ``item``, latest first."""
    if item.date is None or calendar.repeat_days <= 0:
        return ()
    title = _folded(item.title)
    if calendar.repeat_days <= len(calendar.by_day):
        last = item.date.toordinal() - 1
        before = map(dt.date.fromordinal, range(last, max(last - calendar.repeat_days, 0), -1))
        days = [day for day in before if day in calendar.by_day]
    else:
        days = sorted(
            (day for day in calendar.by_day if 1 <= (item.date - day).days <= calendar.repeat_days), reverse=True
        )
    return tuple(
        other
        for day in days
        if title in _titles(calendar, day)
        for other in calendar.by_day[day]
        if _folded(other.title) == title and calendar.on_plan(other)
    )


def _titles(calendar: Calendar, day: dt.date) -> frozenset[str]:
    """Return the folded titles of a day that has items; every item of two months looks at it."""
    found = calendar.titles_by_day.get(day)
    if found is None:
        found = calendar.titles_by_day[day] = frozenset([_folded(item.title) for item in calendar.by_day[day]])
    return found


def _searchable(text: str) -> str:
    return fold.plain(text.translate({10: " ", 9: " ", 13: " "}))


def jargon_in(calendar: Calendar, text: str) -> tuple[tuple[int, int], ...]:
    """Return where ``text`` holds words that the calendar avoids, as (start, end) in characters, in order."""
    words = [word for word in map(_searchable, calendar.avoid) if word]
    searched = _searchable(text)
    if not any(word in searched for word in words):
        return ()
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = _searchable(char)
        letters.append(plain)
        places += [place] * len(plain)
    searched = "".join(letters)
    spans = set()
    for word in words:
        at = searched.find(word)
        while at >= 0:
            spans.add((places[at], places[at + len(word) - 1] + 1))
            at = searched.find(word, at + len(word))
    return tuple(sorted(spans))


def jargon(calendar: Calendar, item: Item) -> tuple[tuple[str, int, int], ...]:
    """Return where the title and the copy hold words that the calendar avoids, as (field, start, end)."""
    return tuple(
        (field, *span)
        for field, text in (("title", item.title), ("copy", item.copy))
        for span in jargon_in(calendar, text)
    )


def asked_items(calendar: Calendar, today: dt.date, month: Month | None = None) -> Iterator[Item]:
    """Yield the items that are asked about: those of the days ahead, or of ``month``; by date, time and place in the file."""
    first = month.first if month else today
    last = month.last if month else dates.shift(today, calendar.relevance.ahead_days)
    if (last - first).days > len(calendar.by_day):
        span = sorted(day for day in calendar.by_day if first <= day <= last)
    else:
        span = list(dates.days(first, last))
    for day in span:
        for item in calendar.by_day.get(day, ()):
            if is_asked(calendar, item):
                yield item


def questions(calendar: Calendar, today: dt.date, month: Month | None = None) -> tuple[Question, ...]:
    """Return what is to be asked and told of the days from today to ``ahead_days`` ahead, or of every day of ``month``."""
    found = []
    for item in asked_items(calendar, today, month):
        for question, state in states_of(calendar, item, today).items():
            found.append(Question(item.id, item.title, item.date, question, state))
        found += [Question(item.id, item.title, item.date, "", flag) for flag in marks(calendar, item, today)]
    return tuple(found)


def question_json(question: Question) -> dict[str, str]:
    """Return a question as an object of ``check --json``."""
    return {
        "item": question.item_id,
        "title": question.title,
        "date": question.date.isoformat() if question.date else "",
        "question": question.question,
        "state": question.state,
    }


def short_name(calendar: Calendar, persona: str) -> str:
    """Return a persona's name up to its first comma: ``Camille, lectrice fidèle`` is ``Camille``."""
    name = calendar.name_of("personas", persona)
    return name.partition(",")[0].strip() or name


def question_text(calendar: Calendar, item: Item, question: str) -> str:
    """Return ``question`` in the reader's language, as it is asked of ``item``."""
    people = ", ".join(short_name(calendar, persona) for persona in item.personas) or _("your readers")
    texts = {
        "interesting": _("Is the subject interesting to {persona} right now?").format(persona=people),
        "popular": _("Is it popular?"),
        "timely": _("Is this the right moment to talk about it?"),
        "competitors": _("What do your competitors do with it? Is your angle different?"),
    }
    return texts.get(question, question)


def state_name(state: str) -> str:
    """Return a state or flag in the reader's language: open, stale, late; à répondre, à revérifier, trop tard."""
    names = {
        "open": pgettext("state of a question", "open"),
        "stale": pgettext("state of a question", "stale"),
        "no": pgettext("state of a question", "no"),
        "unsure": pgettext("state of a question", "unsure"),
        "early": pgettext("state of a question", "early"),
        "late": pgettext("state of a question", "late"),
        "repeat": pgettext("state of a question", "repeat"),
        "jargon": pgettext("state of a question", "jargon"),
    }
    return names.get(state, state)


def describe(question: Question, calendar: Calendar) -> str:
    """Return a question and its state, or what is told of an item, in a few words of the reader's language."""
    item = calendar.by_id.get(question.item_id)
    if question.question:
        text = question_text(calendar, item, question.question) if item else question.question
        return _("{question} ({state})").format(question=text, state=state_name(question.state))
    if item is None:
        return state_name(question.state)
    detail = _detail(calendar, item, question.state)
    if not detail:
        return state_name(question.state)
    return _("{state} ({detail})").format(state=state_name(question.state), detail=detail)


def _detail(calendar: Calendar, item: Item, flag: str) -> str:
    if flag == "early" and item.not_before:
        return _("makes sense from {day}").format(day=dates.day_month(item.not_before))
    if flag == "late" and item.not_after:
        return _("made sense until {day}").format(day=dates.day_month(item.not_after))
    if flag == "repeat" and (earlier := repeats(calendar, item)) and (day := earlier[0].date):
        return _("the same title on {day}").format(day=dates.day_month(day))
    if flag == "jargon":
        texts = {"title": item.title, "copy": item.copy}
        return ", ".join(dict.fromkeys(texts[field][start:end] for field, start, end in jargon(calendar, item)))
    return ""


def helping(calendar: Calendar, item: Item, question: str, today: dt.date, most: int = 3) -> Help:
    """Return what is shown beside ``question`` about ``item``; at most ``most`` items of the pillar, latest first."""
    day = item.date or today
    around = moments.occurrences(calendar, dates.shift(day, -7), dates.shift(day, 7))
    same = [
        other
        for other in calendar.items
        if item.pillar
        and other.pillar == item.pillar
        and other.id != item.id
        and other.date is not None
        and other.date < day
        and calendar.on_plan(other)
    ]
    same.sort(key=lambda other: other.date or dt.date.min, reverse=True)
    for one in lineage(calendar, item):
        if question in one.relevance:
            last = one.relevance[question]
            return Help(around, tuple(same[:most]), calendar.competitors, last, one.id, (today - last.on).days)
    return Help(around, tuple(same[:most]), calendar.competitors, None, "", None)
