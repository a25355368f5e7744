"""The filter language of ``/``: words and signs that an item must all match, read anew at every key and never refused.

Words are looked for in title, copy, notes, id, owner, keyword and hashtags, without accents and case; ``"two words"`` as they stand.
``@persona``, ``#format`` (or hashtag), ``!channel``, ``*pillar``, ``status:word`` (``s:``), ``owner:``, ``kind:``, ``intent:``, ``moment:``,
``message:``, ``date:2026-12``, ``from:2026-12-03``, ``to:2026-12``; a comma means "or", a leading ``-`` "not", ``:name`` a saved filter,
``&name`` a client where several calendars are open.

A reader would get wrong: a name that is complete matches only itself, one that is half typed all that begin so, and a sign alone nothing
less than everything, so that the list narrows while one types.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence

from planner.core.dates import Month
from planner.core.fold import fold, plain
from planner.core.model import Calendar, Item, read_together
from planner.core.quick_add import KINDS, TABLES, Span
from planner.core.values import dataclass
from planner.i18n import _

Test = Callable[[Item], bool]

_WORDS = {
    "status": "status s statut",
    "owner": "owner by responsable",
    "personas": "persona",
    "formats": "format",
    "channels": "channel canal",
    "pillars": "pillar pilier",
    "kind": "kind nature",
    "intent": "intent intention",
    "moment": "moment",
    "message": "message",
    "date": "date",
    "from": "from since depuis du",
    "to": "to until au",
}
_KEYS = {word: subject for subject, words in _WORDS.items() for word in words.split()}
"""What stands before the colon, in both languages, and what it means."""
_STEPS = {
    "idee": "idea", "brouillon": "draft", "aapprouver": "review", "approuve": "approved", "programme": "scheduled", "publie": "published",
    "misdecote": "parked", "abandonne": "dropped",
}  # fmt: skip
"""The ladder's French words, folded, so that a filter kept by a French reader means the same to an English one; only whole ones count."""
_TOKEN = re.compile(r"""(-?)([@#!*:&]|[a-z]+:)?(?:"([^"]*)"?|'([^']*)'(?!\w)|(\S*))""", re.IGNORECASE)
_FIELDS = {"personas": "personas", "formats": "format", "channels": "channels", "pillars": "pillar"}
_FIELD_TABLES = {"owner": "people", "moment": "moments", "message": "messages"}
_ENOUGH = 200_000
"""So many searched texts are kept; beyond it they are made anew."""


class Texts(dict[str, tuple[Item, str]]):
    """The texts of one calendar's items that words are looked for in, without accents and case; each made once for an item."""

    def of(self, item: Item) -> str:
        """Return the text of ``item``."""
        known = self.get(item.id)
        if known is not None and known[0] is item:
            return known[1]
        if len(self) >= _ENOUGH:
            self.clear()
        parts = (item.title, item.id, item.owner, item.keyword, " ".join(item.hashtags), item.notes, item.copy)
        text = plain("\n".join(filter(None, parts)))
        self[item.id] = item, text
        return text

    def take(self, items: Sequence[Item]) -> int:
        """Make the texts of many items at once, which takes half the time; return how many were not made before."""
        new = [item for item in items if self.get(item.id, _NONE)[0] is not item]
        read_together(new)
        for item in new:
            self.of(item)
        return len(new)


_NONE = (None, "")


@dataclass(frozen=True)
class Filter:
    """A filter that was read: ``matches`` says of an item whether it stays; ``spans`` what each part was taken for.

    A span is not ``ok`` where the calendar has nothing of that name; ``here`` is False where ``&`` means other clients than this one.
    """

    text: str = ""
    spans: tuple[Span, ...] = ()
    tests: tuple[Test, ...] = ()
    here: bool = True

    @property
    def empty(self) -> bool:
        """Whether every item stays."""
        return not self.tests

    def matches(self, item: Item) -> bool:
        """Whether ``item`` passes every part."""
        for test in self.tests:  # noqa: SIM110 - a generator costs as much as the test itself, ten thousand times a key
            if not test(item):
                return False
        return True

    def among(self, items: Iterable[Item]) -> list[Item]:
        """Return those of many items that stay: as ``matches`` says of each, in half the time."""
        for test in self.tests:
            items = filter(test, items)
        return list(items)


def compile(  # noqa: A001 - as in re.compile
    text: str, calendar: Calendar, also: Sequence[str] = (), texts: Texts | None = None
) -> Filter:
    """Return the filter that ``text`` stands for in ``calendar``; what is half typed or unknown never raises.

    ``also`` is what the calendar goes by besides client and title: its mark on the screen, the name of its file. ``texts`` are those of its
    items as far as they are known from before.
    """
    return _Compiler(calendar, tuple(also), Texts() if texts is None else texts).filter(text, frozenset())


def expand(text: str, calendar: Calendar) -> str:
    """Return ``text`` with each ``:name`` of a saved filter replaced by what was saved; an unknown name stays."""
    pieces, place = [], 0
    for start, end, negated, sign, word, _quoted in _tokens(text):
        name = _saved(word, calendar) if sign == ":" and not negated else None
        if name is not None:
            pieces += [text[place:start], calendar.filters[name]]
            place = end
    return "".join([*pieces, text[place:]])


def _tokens(text: str) -> list[tuple[int, int, bool, str, str, bool]]:
    """Each part of the line: start, end, whether negated, its sign or key, the rest, and whether that stands in quotes."""
    result, place = [], 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        match = _TOKEN.match(text, place)
        assert match is not None
        minus, sign, double, single, bare = match.groups()
        sign = plain(sign or "")
        quoted = bare is None
        word = bare if bare is not None else double if double is not None else single
        if sign.endswith(":") and sign != ":" and sign[:-1] not in _KEYS:
            sign, word = "", text[match.start() + len(minus) : match.end()]
        result.append((match.start(), match.end(), bool(minus), sign, word, quoted))
        place = match.end()
    return result


class _Compiler:
    """Reads filters for one calendar."""

    def __init__(self, calendar: Calendar, also: tuple[str, ...], texts: Texts) -> None:
        self.calendar = calendar
        self.also = also
        self.texts = texts

    def filter(self, text: str, inside: frozenset[str]) -> Filter:
        """Return the filter of a line; ``inside`` are the saved filters that it stands in."""
        tests: list[Test] = []
        spans: list[Span] = []
        here = True
        test: Test | None
        for start, end, negated, sign, word, quoted in _tokens(text):
            if sign == ":":
                kept, ok = self._kept(word, inside)
                test = kept.matches if kept is not None and not kept.empty else None
                kind = "saved"
                here = here and (negated or kept is None or kept.here)
            elif sign == "&":
                words = [word] if quoted else word.split(",")
                ok, kind = _is_client([fold(part) for part in words if fold(part)], self.calendar, self.also), "client"
                passes = ok != negated or not any(fold(part) for part in words)
                test = None if passes else _of_others(turned=negated)
                here = here and passes
            elif sign:
                subject = TABLES.get(sign) or _KEYS[sign[:-1]]
                kind = KINDS.get(subject, subject)
                words = [word] if quoted else word.split(",")
                test, ok = _subject(subject, [part for part in words if fold(part)], self.calendar)
            else:
                test, ok, kind = self._word(word), True, "word"
            spans.append(Span(start, end, kind, ok))
            if test is not None:
                tests.append(_not(test) if negated else test)
        return Filter(text, tuple(spans), tuple(tests), here)

    def _word(self, word: str) -> Test | None:
        wanted, text_of = plain(word).strip(), self.texts.of
        return (lambda item: wanted in text_of(item)) if wanted else None

    def _kept(self, word: str, inside: frozenset[str]) -> tuple[Filter | None, bool]:
        """Return the saved filter that ``word`` names, if there is one, and whether the word is right."""
        name = _saved(word, self.calendar)
        if name is None or name in inside:
            return None, not word
        return self.filter(self.calendar.filters[name], inside | {name}), True


def _of_others(*, turned: bool) -> Test:
    """Return a test that nothing passes, once a leading minus has turned it round."""
    return lambda _item: turned


def _is_client(words: Sequence[str], calendar: Calendar, also: Sequence[str]) -> bool:
    """Whether one of ``words`` begins a name of the calendar, or a word of one; no word means every client."""
    names = [name for name in (calendar.client, calendar.title, *also) if name]
    sides = [fold(part) for name in names for part in (name, *name.split())]
    return not words or any(side.startswith(word) for word in words for side in sides)


def _not(test: Test) -> Test:
    return lambda item: not test(item)


def _saved(word: str, calendar: Calendar) -> str | None:
    wanted = fold(word)
    names = {name: fold(name) for name in calendar.filters}
    same = [name for name, folded in names.items() if folded == wanted]
    begun = [name for name, folded in names.items() if wanted and folded.startswith(wanted)]
    return same[0] if same else begun[0] if len(begun) == 1 else None


def _subject(subject: str, words: list[str], calendar: Calendar) -> tuple[Test | None, bool]:
    if not words:
        return None, True
    match subject:
        case "personas" | "channels":
            named = _Named(words, calendar, subject)
            field = _FIELDS[subject]
            return (lambda item: any(named[ident] for ident in getattr(item, field))), named.known
        case "formats":
            named = _Named(words, calendar, subject)
            tagged = _Tagged(words, whole=named.whole)
            return (lambda item: named[item.format] or any(tagged[tag] for tag in item.hashtags)), True
        case "status":
            status = _Status(words, calendar)
            return (lambda item: status[item.status]), status.known
        case "date" | "from" | "to":
            return _dated(subject, words[0])
    field = _FIELDS.get(subject, subject)
    named = _Named(words, calendar, _FIELD_TABLES.get(subject, subject))
    return (lambda item: named[getattr(item, field)]), named.known


class _Named(dict[str, bool]):
    """Whether an id, as items carry it, is one of those meant: looked up once for each."""

    def __init__(self, words: list[str], calendar: Calendar, table: str) -> None:
        super().__init__({"": False})
        self.names: dict[str, str] = {entry.id: entry.name for entry in getattr(calendar, table, ())}
        self.wanted = [fold(word) for word in words]
        self.exact = {
            wanted for wanted in self.wanted for entry in self.names.items() if wanted in {fold(part) for part in entry}
        }
        self.whole = bool(self.exact)
        self.known = not self.names or any(self[ident] for ident in self.names)

    def __missing__(self, ident: str) -> bool:
        name = self.names.get(ident, "")
        sides = [fold(ident), fold(name), *(fold(word) for word in name.split())]
        self[ident] = found = any(
            wanted in sides[:2] if wanted in self.exact else any(side.startswith(wanted) for side in sides)
            for wanted in self.wanted
        )
        return found


class _Tagged(dict[str, bool]):
    """Whether a hashtag is one of those meant; ``whole`` where the word is a format's own name."""

    def __init__(self, words: list[str], *, whole: bool) -> None:
        super().__init__()
        self.wanted = [fold(word) for word in words]
        self.whole = whole

    def __missing__(self, tag: str) -> bool:
        folded = fold(tag)
        self[tag] = found = any(folded == word if self.whole else folded.startswith(word) for word in self.wanted)
        return found


class _Status(dict[str, bool]):
    """Whether a status word is meant: by itself, by its name here or in the reader's language, or by the step that it counts as."""

    def __init__(self, words: list[str], calendar: Calendar) -> None:
        super().__init__()
        self.steps = calendar.steps
        self.names = {entry.id: entry.name for entry in calendar.statuses}
        self.wanted = [fold(word) for word in words]
        self.known = any(self[word] for word in self.steps)

    def __missing__(self, status: str) -> bool:
        step = self.steps.get(status, "draft")
        # The ladder's words are in the catalogue as they are shown: Idea, Draft, Review…
        sides = {fold(side) for side in (status, self.names.get(status, ""), step, _(step.capitalize()))}
        self[status] = found = any(
            _STEPS.get(word) == step or any(side.startswith(word) for side in sides) for word in self.wanted
        )
        return found


def _dated(subject: str, word: str) -> tuple[Test | None, bool]:
    word = plain(word)
    if subject == "date":
        if word in {"none", "aucune", "sans"}:
            return (lambda item: item.date is None), True
        known = re.fullmatch(r"[\d-]+", word) is not None
        return (lambda item: item.date is not None and item.date.isoformat().startswith(word)), known
    day = _edge(word, last=subject == "to")
    if day is None:
        return None, False
    if subject == "from":
        return (lambda item: item.date is not None and item.date >= day), True
    return (lambda item: item.date is not None and item.date <= day), True


def _edge(word: str, *, last: bool) -> dt.date | None:
    """The day, or the first or last day of the month or year, that ``word`` writes in figures; None while it is half typed."""
    try:
        if re.fullmatch(r"\d{4}", word):
            month = Month.parse(f"{word}-12" if last else f"{word}-01")
        elif re.fullmatch(r"\d{4}-\d\d", word):
            month = Month.parse(word)
        else:
            return dt.date.fromisoformat(word) if re.fullmatch(r"\d{4}-\d\d-\d\d", word) else None
    except ValueError:
        return None
    return month.last if last else month.first
