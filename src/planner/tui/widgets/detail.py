"""One item in full, to read: the strip under panel 1, and panel 5 where there is room.

A reader would get wrong: copy and notes are shown as they are, line by line, and cut at the foot of the panel; the form shows all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.strip import Strip

from planner.core import relevance
from planner.core.dates import clock, long_date, short_date
from planner.core.model import Calendar, Item
from planner.core.sentences import metric
from planner.core.views import Sight, named
from planner.i18n import N_, _, ngettext, pgettext
from planner.tui.widgets.cards import status_name
from planner.tui.widgets.framed import Framed
from planner.tui.widgets.lines import GLYPHS, Span, width_of, wrap
from planner.tui.widgets.panel import Panel

KINDS = {"evergreen": N_("evergreen"), "topical": N_("topical"), "seasonal": N_("seasonal")}
INTENTS = {"inform": N_("inform"), "converse": N_("converse"), "promote": N_("promote")}
Lines = list[list[Span]]
Lack = tuple[str, tuple[str, str]]
CHANNEL: Lack = (N_("channel"), ("item.channel", "c"))
PERSONA: Lack = (N_("persona"), ("item.persona", "p"))
FORMAT: Lack = (N_("format"), ("item.format", "f"))
OVER = ("published", "parked", "dropped")
"""Steps after which nothing is asked of an item any more."""


def facts(calendar: Calendar, item: Item) -> list[tuple[str, str]]:
    """Return what is known of an item, label and value, in the order in which people ask; empty ones left out."""
    date = f"{long_date(item.date)} {clock(item.time)}".strip() if item.date else _("no date yet: an idea")
    window = [short_date(day) for day in (item.not_before, item.not_after) if day]
    parent = calendar.by_id.get(item.parent)
    pairs = [
        (_("status"), status_name(calendar, item.status)),
        (_("date"), date),
        (_("channel"), named(calendar, "channels", item.channels)),
        (_("format"), calendar.name_of("formats", item.format)),
        (_("persona"), named(calendar, "personas", item.personas)),
        (_("pillar"), calendar.name_of("pillars", item.pillar)),
        (_("solves"), item.solves),
        (
            _("message"),
            next((message.text for message in calendar.messages if message.id == item.message), item.message),
        ),
        (_("kind"), _(KINDS.get(item.kind, item.kind))),
        (_("intent"), _(INTENTS.get(item.intent, item.intent))),
        (_("window"), " – ".join(window)),
        (_("moment"), calendar.name_of("moments", item.moment)),
        (_("parent"), parent.title if parent else item.parent),
        (_("owner"), calendar.name_of("people", item.owner)),
        (_("idea by"), calendar.name_of("people", item.suggested_by)),
        (_("link"), item.link),
        (_("action"), item.call_to_action),
        (_("hashtags"), " ".join("#" + tag.lstrip("#") for tag in item.hashtags)),
        (_("keyword"), item.keyword),
        (_("assets"), ", ".join(item.assets)),
        (_("results"), ", ".join(metric(name, value) for name, value in item.results.items())),
    ]
    return [(label, value) for label, value in pairs if value]


def asked(sight: Sight, item: Item) -> list[tuple[str, str, bool]]:
    """Return the questions about an item: the question, how it stands, and whether it waits for an answer."""
    calendar = sight.calendar
    states = relevance.states_of(calendar, item, sight.today)
    answers = relevance.answers(calendar, item)
    lines = []
    for question in relevance.asked_of(calendar, item):
        answer = answers.get(question)
        said = relevance.state_name(states[question]) if question in states else _("yes")
        if answer is not None:
            said += f" · {short_date(answer.on)}" + (f" · {answer.note}" if answer.note else "")
        lines.append((relevance.question_text(calendar, item, question), said, question in states))
    return lines


def detail_lines(sight: Sight, item: Item, width: int) -> Lines:
    """Return everything about an item in lines of ``width`` cells."""
    lines: Lines = [[(line, "title")] for line in wrap(item.title, width, 4)]
    lines.append([])
    wide = max((width_of(label) for label, _value in facts(sight.calendar, item)), default=0) + 2
    for label, value in facts(sight.calendar, item):
        for index, text in enumerate(wrap(value, width - wide, 3)):
            lines.append([((label if index == 0 else "").ljust(wide), "muted"), (text, "")])
    if sight.calendar.step(item) not in OVER:
        lines.append([])
        for question, said, waits in asked(sight, item):
            lines += [
                [("? " if waits and index == 0 else "  ", "question"), (text, "")]
                for index, text in enumerate(wrap(question, width - 2, 3))
            ]
            lines += [[("  " + text, "question" if waits else "muted")] for text in wrap(said, width - 2, 2)]
    for flag in sight.card(item).flags:
        lines.append([("⚠ " + relevance.state_name(flag), "gap")])
    for label, text in ((pgettext("part of an item", "copy"), item.copy), (_("notes"), item.notes)):
        if text.strip():
            lines += [[], [(label, "muted")], *([(line, "")] for line in wrap(text.strip("\n"), width, 40))]
    return lines


def strip_lines(sight: Sight, item: Item, key_of: Callable[[str, str], str]) -> Lines:
    """Return an item in two lines: its title, and the facts that fit; ``key_of`` an act's id and usual key is the sign of the key to press."""
    calendar = sight.calendar
    when = f"{short_date(item.date, sight.today)} {clock(item.time)}".strip() if item.date else _("no date")
    parts = [
        when,
        status_name(calendar, item.status),
        named(calendar, "channels", item.channels),
        calendar.name_of("formats", item.format),
        named(calendar, "personas", item.personas),
        calendar.name_of("pillars", item.pillar),
    ]
    states = relevance.states_of(calendar, item, sight.today) if relevance.is_asked(calendar, item) else {}
    card = sight.card(item)
    second: list[Span] = [(f" ⚠ {relevance.state_name(flag)} ", "gap") for flag in card.flags]
    second.append((" " + " · ".join(part for part in parts[:2] if part), "muted"))
    if card.asks:
        names = ", ".join(sorted({relevance.state_name(state) for state in states.values()}))
        asks = ngettext("?{count} question: {states}", "?{count} questions: {states}", card.asks)
        answer = key_of("questions.answer", "r")
        second += [(" · ", "muted"), (f"{asks.format(count=card.asks, states=names)} ({answer})", "question")]
    lacks = _lacks(sight, item)
    if lacks:
        what = ", ".join(f"{_(name)} ({key_of(*act)})" for name, act in lacks)
        second += [(" · ", "muted"), (_("no {what} yet").format(what=what), "")]
    second.append(("".join(f" · {part}" for part in parts[2:] if part), "muted"))
    return [[(f" {GLYPHS[card.step]} ", f"status-{card.step}"), (item.title, "title")], second]


def _lacks(sight: Sight, item: Item) -> list[Lack]:
    """Return what a dated item has not been given: a channel, and, while it is to come, what else it is counted by; with the act for each."""
    calendar = sight.calendar
    if item.date is None:
        return []
    lacks = [] if item.channels or not calendar.channels else [CHANNEL]
    if item.date < sight.today or sight.card(item).step in OVER:
        return lacks
    formats = any(one.per_month for one in calendar.formats) or any(one.formats for one in calendar.personas)
    if not item.personas and any(one.per_month for one in calendar.personas):
        lacks.append(PERSONA)
    if not item.format and formats:
        lacks.append(FORMAT)
    return lacks


class Strip2(Framed):
    """The item under the cursor, or what is said of an open slot or a gap, in two lines under panel 1."""

    DEFAULT_CSS = """
    Strip2 { height: 2; background: $background; color: $foreground; }
    """
    ALLOW_SELECT: ClassVar[bool] = False
    MOST_KEPT: ClassVar[int] = 8

    def __init__(self) -> None:
        super().__init__(id="strip")
        self._lines: Lines = []

    def present(self, lines: Lines) -> None:
        """Show these lines."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return line ``y``."""
        return self.line(self.room.width, self._lines[y] if y < len(self._lines) else [])


class ItemDetail(Panel):
    """The item under the cursor, in full."""

    PANEL: ClassVar[str] = "detail"
    NUMBER: ClassVar[int] = 5

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._sight: Sight | None = None
        self._item: Item | None = None
        self._width = 0
        self._lines: Lines = []
        self._about: Lines = []

    def present(self, sight: Sight, item: Item | None, about: Lines) -> None:
        """Show ``item``, or else what is said ``about`` the place where the cursor stands."""
        if item is not self._item:
            self.top = 0
        self._sight, self._item, self._about, self._width = sight, item, about, 0
        self.titled(_("Item"), "")
        self.forget()

    @property
    def item(self) -> Item | None:
        """What it shows."""
        return self._item

    @property
    def client(self) -> int | None:
        """Whose item that is."""
        return self._sight.client if self._sight is not None and self._item is not None else None

    def count(self) -> int:
        """Return how many lines it takes."""
        width = self.room.width - 2
        if width != self._width and width > 0:
            self._width = width
            if self._sight is not None and self._item is not None:
                self._lines = detail_lines(self._sight, self._item, width)
            else:
                texts = ["".join(text for text, _name in line).strip() for line in self._about]
                self._lines = [
                    [(part, "" if text is texts[0] else "muted")] for text in texts for part in wrap(text, width)
                ]
            self._strips.clear()
        return len(self._lines)

    def beyond(self) -> tuple[int, int]:
        """Return how many lines are above and below those in view."""
        return self.top, max(self.count() - self.top - self.height, 0)

    def draw(self, index: int, width: int) -> Strip:
        """Return a line."""
        return self.line(width, [(" ", ""), *self._lines[index]])

    def step(self, across: int, down: int) -> None:
        """Scroll."""
        del across
        top = max(0, min(self.top + down, self.count() - self.height))
        if top != self.top:
            self.top = top
            self.forget()
