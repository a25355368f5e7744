"""What the lines at the edges of the planning screen say, and what an empty panel says.

A reader would get wrong: the words are made here from where things stand; the widgets only cut and draw them.
A little over the ceiling: the lines share what they ask of the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core import coverage
from planner.core.dates import Month, clock, long_date, month_name, short_month, week_number, week_of
from planner.core.views import Sight
from planner.i18n import _, ngettext
from planner.tui.actions import ITEMS, Keys, sign, yes_key
from planner.tui.widgets.coverage_panel import CoveragePanel
from planner.tui.widgets.detail import strip_lines
from planner.tui.widgets.lines import Span, length, shortened, wrap

if TYPE_CHECKING:
    from planner.core.model import Item
    from planner.tui.actions import Action
    from planner.tui.moving import Moving
    from planner.tui.screens.sheet import Sheet

ORDER = (
    "item.add",
    "item.edit",
    "item.move",
    "edit.undo",
    "item.mark",
    "program.filter",
    "file.export",
    "item.status",
    "item.delete",
)
"""What the last line shows first; the others follow in the table's order, and what does not fit is left to help."""
MARKED = (
    "item.move", "item.status", "item.delete", "file.export", "program.back", "item.persona", "item.channel", "item.format", "item.pillar",
    "item.next_status", "item.take", "item.derive",
)  # fmt: skip
"""What the last line shows while something is marked: what is done to all of it at once."""
NEVER_CUT = ("program.palette", "program.help", "program.quit")
"""Who does not know what to press finds the way by these three; they stand at the end of the last line, whatever else does."""
OVERVIEW_AT = 3
"""After so many entries the last line names the overview of the clients, where several are open."""
BACK = {"move.right": "move.left", "move.week_on": "move.week_back"}
"""What the last line names together while something is moved."""
ANSWER_AT = 3
"""After so many it says how the questions of the item under the cursor are answered."""
ANSWER = "questions.answer"
MOST_READ = 2000
"""Of more items it is not asked how many past ones are not published: all of them would be read for it."""
Spans = list[Span]
Entry = tuple[str, str, str]


def header(host: Sheet, *, sample: bool) -> tuple[Spans, Spans]:
    """Return the first line: calendar and period at the left, what is to be done at the right."""
    width = host.app.size.width
    month = f"{month_name(host.month.number).capitalize()} {host.month.year}"
    drawn = host.clients.drawn
    name = (host.together and host.calendar.client) or host.calendar.title
    left: Spans = [*drawn.mark(host.clients.current if host.together else None), (name, "title")]
    if host.clients.several:
        count = len(drawn.clients)
        left.append((" · " + ngettext("{count} client", "{count} clients", count).format(count=count), "muted"))
    elif len(host.workspaces) > 1:
        left.append((f" {host.workspaces.index(host.workspace) + 1}/{len(host.workspaces)}", "muted"))
    if sample:
        left.append((" " + _("(sample)"), "warning"))
    left.append((" · " + month, ""))
    right: Spans = []
    sights = [one for one, _accept in drawn.parts]
    gaps = sum(len(one.open_gaps(host.month)) for one in sights)
    questions = sum(one.asked for one in sights)
    if gaps:
        said = ngettext("{count} gap", "{count} gaps", gaps).format(count=gaps)
        right.append((_("{month} {gaps}").format(month=short_month(host.month.number), gaps=said), "gap"))
    if questions:
        right += [(" · ", "muted")] if right else []
        right.append((ngettext("{count} question", "{count} questions", questions).format(count=questions), "question"))
    if not right:
        right.append((_("nothing open"), "success"))
    if host.view == "week":  # panel 1 says it, too: not where it would push something out
        week: Span = (" · " + _("W{number}").format(number=week_number(week_of(host.day, drawn.starts))), "muted")
        if length([*left, week, *right]) + 4 <= width:
            left.append(week)
    if _elsewhere(host):
        back: Spans = [(" · ", "muted"), (host.keys.sign("date.today", "t"), "key"), (" " + _("today"), "muted")]
        if length([*left, *back, *right]) + 4 <= width:
            left += back
    return left, right


def _elsewhere(host: Sheet) -> bool:
    """Whether today is not in the week or month that is shown."""
    if host.view == "week":
        starts = host.clients.drawn.starts
        return week_of(host.day, starts) != week_of(host.today, starts)
    return host.month != Month.of(host.today)


def status(host: Sheet, said: tuple[str, str], saved: str, question: str) -> tuple[Spans, Spans]:
    """Return the line above the keys: a question, move mode, or the file and what happened last; marks and filter at the right."""
    right: Spans = []
    if host.filter:
        right.append((_("filter: {text}").format(text=host.filter), "question"))
    if host.marks:
        text = ngettext("{count} marked", "{count} marked", len(host.marks)).format(count=len(host.marks))
        right += [("  ", ""), (text, "mark")]
    room = host.app.size.width - 2 - (length(right) + 1 if right else 0)
    if question:
        return [
            (shortened(question, room - 4) + " ", "warning"),
            (yes_key(), "key"),
            ("/", "muted"),
            ("n", "key"),
        ], right
    if host.moving is not None:
        moving = host.moving
        where = long_date(moving.target, year=moving.target.year != host.today.year)
        title = (
            _("“{text}”").format(text=moving.items[0].title)
            if len(host.carried()) == 1
            else ngettext("{count} item", "{count} items", len(host.carried())).format(count=len(host.carried()))
        )
        before, after = _("Moving"), [("→ ", "mark"), (where, "strong"), *_landing(host, moving)]
        title = shortened(title, room - length([(before, ""), *after]) - 2)
        return [(before, "mark"), (f" {title} ", ""), *after], right
    text, severity = said
    if text:
        return [(shortened(text, room), severity if severity in ("warning", "error") else "")], right
    paths = [host.workspaces[client].path for client in host.drawn_clients] if host.together else [host.workspace.path]
    unread = next((path for path in paths if path in host.unread), None)
    if unread is not None:
        return [(unread.name, "warning"), (" · " + _("cannot be read now; this is how it was"), "warning")], right
    several = ngettext("{count} calendar", "{count} calendars together", len(paths)).format(count=len(paths))
    name = several if len(paths) > 1 else paths[0].name
    return [
        (name, "muted"),
        (" · " + (_("saved {time}").format(time=saved) if saved else _("all saved")), "muted"),
    ], right


def _landing(host: Sheet, moving: Moving) -> Spans:
    """Return what else there is to know of the day that something is moved to."""
    if moving.target < host.today:
        return [(" · " + _("past"), "warning")]
    idea = moving.items[0] if len(host.carried()) == 1 else None
    if idea is None or idea.date is not None:
        return []
    if moving.slot_name:
        return [(f" · {moving.slot_name}", "")]
    return [] if idea.channels else [(" · " + _("no channel yet"), "muted")]


def keys(host: Sheet, table: Keys, asking: str) -> tuple[list[Entry], list[Entry]]:
    """Return the entries of the last line, and those of it that are never cut."""
    if asking == "question":
        return [("", yes_key(), _("yes")), ("", "n", _("no")), ("", sign("escape"), _("no")), ("", "F1", _("help"))], []
    if asking == "prompt":
        return [("", "⏎", _("take it")), ("", sign("escape"), _("leave")), ("", "F1", _("help"))], []
    if asking == "moving":
        shown = [_both_ways(table, entry) for entry in _entries(table, "moving") if entry[0].startswith("move.")]
        return shown[:-2], shown[-2:]
    fixed = [entry for ident in NEVER_CUT for entry in _entry(table, ident)]
    if host.marks:
        acts = [action for ident in MARKED if (action := table.get(ident)) is not None and action.works_in(host.panel)]
        if len(acts) > 2:
            return [entry for action in acts for entry in _entry(table, action.id)], fixed
    shown = [entry for entry in _entries(table, host.panel) if entry[0] not in NEVER_CUT]
    if len(host.workspaces) > 1:
        shown[OVERVIEW_AT:OVERVIEW_AT] = _entry(table, "client.overview")
    asked = _asked(host)
    if asked:
        answer = [(ident, key, _("answer {sign}").format(sign=asked)) for ident, key, _label in _entry(table, ANSWER)]
        shown = [entry for entry in shown if entry[0] != ANSWER]
        shown[ANSWER_AT:ANSWER_AT] = answer
    return shown, fixed


def _both_ways(table: Keys, entry: Entry) -> Entry:
    """Return an entry with the key of the other way before its own, where there is one."""
    ident, key, label = entry
    back = table.get(BACK.get(ident, ""))
    return (ident, f"{sign(back.keys[0])} {key}", label) if back is not None and back.keys else entry


def _asked(host: Sheet) -> str:
    """Return the sign of the questions that the item under the cursor waits for, as its row has it; empty where there are none."""
    item, sight = host.cursor, host.sight
    if item is None or item.id not in sight.calendar.by_id:
        return ""
    count = sight.card(item).asks
    return f"?{count}" if count else ""


def _entries(table: Keys, panel: str) -> list[Entry]:
    own = {action.id for action in table.footer(panel) if action.where and not action.where >= ITEMS}
    ranks = {ident: rank for rank, ident in enumerate(ORDER)}
    actions = sorted(table.footer(panel), key=lambda action: (action.id not in own, ranks.get(action.id, len(ranks))))
    return [(action.id, sign(action.keys[0]), _label(action, panel)) for action in actions]


def _label(action: Action, panel: str) -> str:
    """Return what the last line calls an act; what is undated is not moved yet."""
    if action.id == "item.move" and panel == "ideas":
        return _("put on a day")
    return _(action.short) if action.short else action.said


def _entry(table: Keys, ident: str) -> list[Entry]:
    action = table.get(ident)
    return (
        [(ident, sign(action.keys[0]), _(action.short) if action.short else action.said)]
        if action and action.keys
        else []
    )


def strip_of(host: Sheet, sight: Sight, item: Item | None) -> list[Spans]:
    """Return the two lines under panel 1 for what the cursor stands on."""
    if host.moving is not None:
        item, sight = host.moving.items[0], host.leading
    if item is not None:
        return strip_lines(sight, sight.calendar.by_id.get(item.id, item), host.keys.sign)
    add = host.keys.sign("item.add", "a")
    slot, gap = host.slot, host.gap
    if slot is not None:
        name = sight.calendar.name_of("channels", slot.channel.id)
        when = f"{long_date(slot.date, year=False)} {clock(slot.time)}".strip()
        return [
            [(f" ○ {name}", "slot"), (f" · {when}", "")],
            [
                (
                    " " + _("Open: {key} adds an item here, mostly filled in.").format(key=add),
                    "muted",
                )
            ],
        ]
    if gap is not None:
        sign: Span = (" ⚠ ", "gap") if gap.open else (" · ", "muted")
        enter = host.keys.named("item.edit" if host.panel in ITEMS else "gap.fill", "enter")
        then = (
            _("{key}: what would close it.").format(key=enter) if gap.open else _("Past, or accepted: nothing to do.")
        )
        return _in_two(host, sign, coverage.sentence(gap, sight.calendar, host.today), then)
    if host.panel == "coverage":
        return _in_two(host, (" ", ""), host.query_one(CoveragePanel).told, "")
    if host.panel in ("week", "month"):
        hidden = host.clients.drawn.hidden(host.day)
        if hidden:
            text = ngettext(
                "{count} item here does not match the filter; {key} shows it.",
                "{count} items here do not match the filter; {key} shows them.",
                hidden,
            ).format(count=hidden, key=host.keys.named("program.back", "escape"))
            return [[(" " + long_date(host.day), "title")], [(" " + text, "muted")]]
        return [
            [(" " + long_date(host.day), "title")],
            [(" " + _("Nothing planned: {key} adds an item on this day.").format(key=add), "muted")],
        ]
    if host.panel == "detail":
        return [
            [(" " + long_date(host.day), "title")],
            [(" " + _("No item is under the cursor. {key} adds one.").format(key=add), "muted")],
        ]
    return [[], []]


def _in_two(host: Sheet, sign: Span, text: str, then: str) -> list[Spans]:
    """Return ``text`` and what is to be done ``then`` in two lines; where the text takes both, it comes first."""
    width = host.query_one("#strip").size.width or len(text) + 10
    lines = wrap(text, max(width - len(sign[0]) - 1, 20), 2)
    first: Spans = [sign, (lines[0], "")]
    if len(lines) > 1:
        return [first, [(" " * len(sign[0]) + lines[1], "")]]
    return [first, [(" " + then, "muted")] if then else []]


def week_hint(host: Sheet, count: int) -> tuple[str, ...]:
    """Return what a week without items says under its days, if anything."""
    if count or host.filter:
        return (_no_match(host),) if host.filter and not count else ()
    width = max(host.app.size.width - 34, 40) if host.app.size.width >= 80 else 54
    if not host.calendar.items:
        text = aims(host) + _("{add} adds the first item; “{import_key}” brings in a spreadsheet.")
        return tuple(
            wrap(text.format(add=host.keys.sign("item.add", "a"), import_key=host.keys.sign("file.import", ":")), width)
        )
    text = _(
        "An empty week: {add} adds an item on the day under the cursor, {ideas} goes to the ideas and {move} puts one on a day."
    )
    return tuple(
        wrap(
            text.format(
                add=host.keys.sign("item.add", "a"),
                ideas=host.keys.sign("panel.4", "4"),
                move=host.keys.sign("item.move", "m"),
            ),
            width,
        )
    )


def aims(host: Sheet) -> str:
    """Return what the calendar asks of a month, in one sentence and a space; empty where it asks for nothing."""
    parts = []
    for channel in host.calendar.channels:
        name = channel.name or channel.id
        if channel.per_week:
            parts.append(
                ngettext("{name} {count} a week", "{name} {count} a week", channel.per_week).format(
                    name=name, count=channel.per_week
                )
            )
        elif channel.per_month:
            parts.append(
                ngettext("{name} {count} a month", "{name} {count} a month", channel.per_month).format(
                    name=name, count=channel.per_month
                )
            )
    parts += [
        _("{name} {count} a month").format(name=persona.name or persona.id, count=persona.per_month)
        for persona in host.calendar.personas
        if persona.per_month
    ]
    if not parts:
        return ""
    return (
        _("{month} aims at: {aims}.")
        .format(month=month_name(host.month.number).capitalize(), aims=", ".join(parts))
        .replace("{", "{{")
        .replace("}", "}}")
        + " "
    )


def list_hint(host: Sheet) -> tuple[str, ...]:
    """Return what an empty list says."""
    if host.filter:
        return (_no_match(host),)
    return (_("No items yet: {key} adds the first.").format(key=host.keys.sign("item.add", "a")),)


def _no_match(host: Sheet) -> str:
    text = _("Nothing here matches the filter; {key} shows everything again.")
    return text.format(key=host.keys.named("program.back", "escape"))


def ideas_hint(host: Sheet) -> tuple[str, ...]:
    """Return what an empty inbox says."""
    if host.filter and host.calendar.ideas:
        return (_("None matches the filter."),)
    add, bring = host.keys.sign("item.add", "a"), host.keys.sign("file.import", ":")
    texts = [_("No ideas: {add} here adds one; “{import_key}” brings some in.").format(add=add, import_key=bring)]
    sights = [sight for sight, _accept in host.clients.drawn.parts]
    past = sum(sight.past for sight in sights) if sum(len(one.calendar.items) for one in sights) <= MOST_READ else 0
    if past:
        text = ngettext(
            "{count} past item not published (“{key}” lists it)",
            "{count} past items not published (“{key}” lists them)",
            past,
        )
        texts.insert(0, text.format(count=past, key=host.keys.sign("view.past", ":")))
    return tuple(texts)
