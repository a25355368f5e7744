r"""Quick add: ``Title @persona #format !channel *pillar ^date`` read into an item, with what each part of the line was taken for.

A reader would get wrong: a sign counts only where a word begins and a letter, digit or quote follows it, so ``a*b``, ``mail@x.org``,
``C#``, ``Wow !`` and ``#1`` stay in the title, as does a sign after ``\``. A date may be several words (the longest that is one counts) and
a time directly after it is taken: ``^fri 9:30``, ``=15 mars à 9h``, or with a sign of its own (``=9:30``) that of the line's day; elsewhere a time is part of the title. ``@`` and its like take an id or a
name, folded, or a beginning that only one has; several words stand in quotes, or are a name in full.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import namedtuple

from planner.core import spoken
from planner.core.dates import clock, short_date
from planner.core.fold import fold, nearest
from planner.core.model import Calendar, Item
from planner.core.values import dataclass
from planner.errors import UsageError
from planner.i18n import N_, _, language

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

TABLES = {"@": "personas", "#": "formats", "!": "channels", "*": "pillars"}
"""The sign before a name, and the table of the calendar that it is looked up in."""
KINDS = {"personas": "persona", "formats": "format", "channels": "channel", "pillars": "pillar"}
"""What a span of such a name is called: also ``hashtag``, ``date`` and ``time``."""
_QUOTES = {"'": "'", '"': '"', "’": "’", "‘": "’", "“": "”", "«": "»"}
_OPENED = r"""['"«]\s?\w|[‘’“]\s?\w"""  # in two sets: one of all of them takes long to compile
_TOKEN = re.compile(rf"(?<!\S)(?:\\(?=\\*[@#!*^=])|[@#!*](?=[^\W_]|{_OPENED})|[\^=](?=[^\W_]|[+-]\d|{_OPENED}))")
_WORD = re.compile(r"\S+")
_UNKNOWN = {
    "personas": N_("There is no persona “{word}”."),
    "channels": N_("There is no channel “{word}”."),
    "pillars": N_("There is no pillar “{word}”."),
}
_SEVERAL = {
    "personas": N_("“{word}” can be several personas: {names}."),
    "formats": N_("“{word}” can be several formats: {names}."),
    "channels": N_("“{word}” can be several channels: {names}."),
    "pillars": N_("“{word}” can be several pillars: {names}."),
}
_TWICE = {
    "format": N_("An item has one format, and here are two: {one} and {two}."),
    "pillar": N_("An item has one pillar, and here are two: {one} and {two}."),
    "date": N_("An item has one date, and here are two: {one} and {two}."),
    "time": N_("An item has one time, and here are two: {one} and {two}."),
}


class Span(namedtuple("Span", ("start", "end", "kind", "ok"))):  # noqa: PYI024 - typing.NamedTuple would cost start-up time
    """What a stretch of the typed text was taken for; ``start`` and ``end`` count characters, ``ok`` is False where it is refused."""

    start: int
    end: int
    kind: str
    ok: bool
    __slots__ = ()


@dataclass(frozen=True)
class Draft:
    """What was understood: the item without an id, spans to colour, ``notes`` to say, and the ``problems`` that ``read`` would raise."""

    item: Item
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[UsageError, ...] = ()


def read(text: str, calendar: Calendar, today: dt.date) -> Draft:
    """Return the draft that ``text`` stands for; the caller gives its item an id.

    Raises UsageError, the first of the line: a name that is unknown (the nearest is told) or could be several, a date that is none or could
    be two, a second format, pillar or date, no title.
    """
    draft = read_loosely(text, calendar, today)
    if draft.problems:
        raise draft.problems[0]
    return draft


def read_loosely(
    text: str, calendar: Calendar, today: dt.date, around: dt.date | None = None, *, dated: bool = False
) -> Draft:
    """Return what can be understood of a line that is still being typed; what is wrong with it is in ``problems``. Never raises.

    ``around`` is the day that is looked at meanwhile, whose week a lone weekday means; ``dated`` says that the item has a day without one.
    """
    reading = _Reading(text, calendar, today, around)
    reading.run()
    if reading.time is not None and reading.date is None and not dated:
        word = clock(reading.time)
        reading.problems.append(
            UsageError(
                _("“{text}” is a time without a day.").format(text=word),
                _("Write the day before it: =fri {text}.").format(text=word),
            )
        )
    title = reading.title()
    if not title:
        reading.problems.append(
            UsageError(_("A title is missing."), _("Write what it is about, then @persona #format !channel ^date."))
        )
    item = Item(
        id="",
        title=title,
        date=reading.date,
        time=reading.time,
        channels=tuple(reading.found["channel"]),
        format="".join(reading.found["format"]),
        personas=tuple(reading.found["persona"]),
        pillar="".join(reading.found["pillar"]),
        hashtags=tuple(reading.found["hashtag"]),
    )
    return Draft(item, tuple(reading.spans), tuple(reading.notes), tuple(reading.problems))


def understood(draft: Draft, calendar: Calendar) -> str:
    """Return what was understood in one line of the reader's language: ``Fri 27 Nov 2026 9:30 · LinkedIn · CFO — Title``."""
    item = draft.item
    when = _("Idea without a date")
    if item.date is not None:
        when = " ".join(filter(None, (short_date(item.date), str(item.date.year), clock(item.time))))
    parts = [when]
    parts += [calendar.name_of("channels", ident) for ident in item.channels]
    parts += [calendar.name_of("personas", ident) for ident in item.personas]
    parts += [calendar.name_of("formats", item.format)] if item.format else []
    parts += [calendar.name_of("pillars", item.pillar)] if item.pillar else []
    parts += [f"#{word}" for word in item.hashtags]
    line = " · ".join(parts)
    return f"{line} — {item.title}" if item.title else line


def resolve(word: str, calendar: Calendar, table: str) -> str | None:
    """Return the id of the entry of ``table`` (``personas``, ``channels``…) that ``word`` names, or None where there is none.

    Looked at in turn: the id itself, a folded id, a folded name, the beginning of either. Raises UsageError where that is several.
    """
    entries: Sequence[Any] = getattr(calendar, table)
    if any(entry.id == word for entry in entries):
        return word
    wanted = fold(word)
    if not wanted:
        return None
    levels: list[dict[str, str]] = [{}, {}, {}]
    for entry in entries:
        ident, name = fold(entry.id), fold(entry.name)
        if ident == wanted:
            levels[0][entry.id] = entry.name or entry.id
        elif name == wanted:
            levels[1][entry.id] = entry.name
        elif ident.startswith(wanted) or name.startswith(wanted):
            levels[2][entry.id] = entry.name or entry.id
    hits = levels[0] or levels[1] or levels[2]
    if len(hits) > 1:
        names = ", ".join(hits.values())
        raise UsageError(_(_SEVERAL[table]).format(word=word, names=names), _("Write more of it, or its id."))
    return next(iter(hits), None)


class _Reading:
    """One line being read from left to right; ``cuts`` are the stretches that are not title."""

    def __init__(self, text: str, calendar: Calendar, today: dt.date, around: dt.date | None) -> None:
        self.text = text
        self.calendar = calendar
        self.today = today
        self.around = around
        self.spans: list[Span] = []
        self.cuts: list[tuple[int, int]] = []
        self.notes: list[str] = []
        self.problems: list[UsageError] = []
        self.found: dict[str, list[str]] = {kind: [] for kind in (*KINDS.values(), "hashtag")}
        self.date: dt.date | None = None
        self.time: dt.time | None = None

    def run(self) -> None:
        """Take every sign of the line in turn."""
        place = 0
        while match := _TOKEN.search(self.text, place):
            start = match.start()
            sign = self.text[start]
            if sign == "\\":
                self.cuts.append((start, start + 1))
                place = start + 2
            elif sign in TABLES:
                place = self._name(start, TABLES[sign])
            else:
                place = self._date(start)

    def title(self) -> str:
        """The text without what was taken out of it and the space before each of these; the user's other spaces stay."""
        pieces, place = [], 0
        for start, end in self.cuts:
            piece = self.text[place:start]
            pieces.append(piece if end == start + 1 and self.text[start] == "\\" else piece.rstrip())
            place = end
        return "".join([*pieces, self.text[place:]]).strip()

    def _quoted(self, start: int) -> tuple[str, int] | None:
        """The text between quotes that open at ``start`` and where it ends, or None where they do not close."""
        closing = _QUOTES.get(self.text[start])
        if closing is None:
            return None
        place = self.text.find(closing, start + 2)
        while place != -1:
            if not self.text[place + 1 : place + 2].isalnum():
                return self.text[start + 1 : place].strip(), place + 1
            place = self.text.find(closing, place + 1)
        return None

    def _beginnings(self, start: int) -> Iterator[tuple[str, int]]:
        """The first words from ``start`` on, most words first, each with its end."""
        ends = []
        for match in _WORD.finditer(self.text, start):
            ends.append(match.end())
            if len(ends) == spoken.MOST_WORDS:
                break
        for end in reversed(ends):
            yield self.text[start:end], end

    def _name(self, start: int, table: str) -> int:
        quoted = self._quoted(start + 1)
        if quoted is None and self.text[start + 1] in _QUOTES:
            return start + 2
        word, end = quoted or self._full_name(start + 1, table)
        if table == "formats" and fold(word).isdigit() and not any(entry.id == word for entry in self.calendar.formats):
            return end
        kind, ok = KINDS[table], True
        try:
            ident = resolve(word, self.calendar, table)
        except UsageError as problem:
            self.problems.append(problem)
            ident, ok = None, False
        else:
            if ident is None and table == "formats":
                kind, ident = "hashtag", self._hashtag(word)
            elif ident is None:
                self.problems.append(self._unknown(word, table))
                ok = False
        if ident is not None:
            ok = self._take(kind, ident, table)
        self._cut(start, end, kind, ok=ok)
        return end

    def _full_name(self, start: int, table: str) -> tuple[str, int]:
        names = {fold(entry.name) for entry in getattr(self.calendar, table) if " " in entry.name.strip()}
        word, end = "", start
        for word, end in self._beginnings(start):
            if fold(word) in names:
                return word, end
        return word, end

    def _hashtag(self, word: str) -> str:
        tag = re.sub(r"[^\w-]+", "", word)
        close = nearest(word, [ident for entry in self.calendar.formats for ident in (entry.id, entry.name) if ident])
        if close is None:
            self.notes.append(_("No format is called “{word}”: kept as the hashtag #{tag}.").format(word=tag, tag=tag))
        else:
            self.notes.append(
                _(
                    "No format is called “{word}”: kept as the hashtag #{tag}. The nearest format is “{nearest}”."
                ).format(word=tag, tag=tag, nearest=close)
            )
        return tag

    def _unknown(self, word: str, table: str) -> UsageError:
        close = nearest(
            word, [name for entry in getattr(self.calendar, table) for name in (entry.id, entry.name) if name]
        )
        sentence = _(_UNKNOWN[table]).format(word=word)
        if close is not None:
            sentence += " " + _("The nearest is “{nearest}”.").format(nearest=close)
        elif entries := getattr(self.calendar, table):
            sentence += " " + _("There are: {names}.").format(names=", ".join(entry.id for entry in entries[:12]))
        return UsageError(sentence, _("A \\ before the sign keeps it in the title."))

    def _take(self, kind: str, ident: str, table: str) -> bool:
        values = self.found[kind]
        if kind in _TWICE and values and ident not in values:
            one, two = (self.calendar.name_of(table, name) for name in (values[0], ident))
            self.problems.append(UsageError(_(_TWICE[kind]).format(one=one, two=two), _("Take one of them out.")))
            return False
        if ident not in values:
            values.append(ident)
        return True

    def _date(self, start: int) -> int:
        quoted = self._quoted(start + 1)
        if quoted is None and self.text[start + 1] in _QUOTES:
            return start + 2
        spoken_language = "fr" if "fr" in (language(), self.calendar.language) else "en"
        found, word, end = None, "", start
        for word, end in [quoted] if quoted else self._beginnings(start + 1):  # noqa: B007 - the end of the one that is a date
            found = spoken.understand(
                word,
                self.today,
                spoken_language,
                self.calendar.week_starts,
                lone_day=quoted is not None,
                around=self.around,
            )
            if found is not None:
                break
        if found is None and (timed := self._clock(start + 1)) > start + 1:
            self.cuts[-1] = (start, timed)
            return timed
        if not isinstance(found, dt.date):
            problem = found or UsageError(
                _("“{text}” is not a date.").format(text=word), _("A \\ before the sign keeps it in the title.")
            )
            self.problems.append(problem)
        elif self.date is not None and self.date != found:
            one, two = short_date(self.date), short_date(found)
            self.problems.append(UsageError(_(_TWICE["date"]).format(one=one, two=two), _("Take one of them out.")))
            found = None
        else:
            self.date = found
        ok = isinstance(found, dt.date)
        self._cut(start, end, "date", ok=ok)
        return self._clock(end) if ok else end

    def _clock(self, start: int) -> int:
        """Take the time that directly follows a date, if one does: ``9:30``, ``9 h 30``, ``à 9h``, ``at 9am``."""
        words = [match for _number, match in zip(range(4), _WORD.finditer(self.text, start), strict=False)]
        if words and words[0].group() in {"à", "at"}:
            words = words[1:]
        for count in (3, 2, 1):
            taken = [match.group() for match in words[:count]]
            if len(taken) < count or (count > 1 and taken[1] != "h"):
                continue
            time = spoken.clock("".join(taken).rstrip(",.;"))
            if time is not None:
                ok = self.time in (None, time)
                if not ok:
                    one, two = clock(self.time), clock(time)
                    self.problems.append(
                        UsageError(_(_TWICE["time"]).format(one=one, two=two), _("Take one of them out."))
                    )
                self.time = time
                self._cut(words[0].start(), words[count - 1].end(), "time", ok=ok)
                self.cuts[-1] = (start, words[count - 1].end())
                return words[count - 1].end()
        return start

    def _cut(self, start: int, end: int, kind: str, *, ok: bool) -> None:
        self.cuts.append((start, end))
        self.spans.append(Span(start, end, kind, ok))
