"""What to export, how and where to: format, what is taken, dialect and path, with what would be written shown before anything is.

A reader would get wrong: this screen writes nothing; it says what was wanted, and a file that exists is asked about by the caller.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from planner.core.values import dataclass, replace
from planner.i18n import N_, _, ngettext
from planner.tui.screens.dialog import Dialog, Line
from planner.tui.text import show

FORMATS = ("csv", "xlsx", "hootsuite", "buffer", "ics", "markdown", "html", "json")
DIALECTS = ("excel-fr", "excel", "plain")
DIALECTS_NAMED = {
    "excel-fr": N_("Excel in French"),
    "excel": N_("Excel in English"),
    "plain": N_("other programs"),
}
DIALECTS_ABOUT = {
    "excel-fr": N_("semicolons between the columns"),
    "excel": N_("commas between the columns"),
    "plain": N_("commas between the columns, and no mark for Excel at the beginning"),
}
TOOLS = ("hootsuite", "buffer")
AROUND = 15
"""Lines of the box around the list of what would be written."""
LEAST = 4
LOW = 22
"""Lines of a terminal in which the choice of a client takes the room of what explains the other choices."""
MOST_LISTED = 200
"""Rows that break a rule are listed up to so many, and counted beyond."""
ABOUT = {
    "csv": N_("for the client: opens in Excel and LibreOffice, can be read back"),
    "xlsx": N_("for the client: a spreadsheet with dates as dates"),
    "hootsuite": N_("for Hootsuite's bulk composer: approved and scheduled items, one file a channel"),
    "buffer": N_("for Buffer's bulk upload: approved and scheduled items, one file a channel"),
    "ics": N_("for a calendar program: Outlook, Google, Apple, Thunderbird"),
    "markdown": N_("for reading: the month, then the list"),
    "html": N_("for reading: one page, on a phone and on paper"),
    "json": N_("for programs: the items with the file's keys"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: ``taken`` is the key of a range, ``path`` as it was typed; ``skip_bad`` and ``again`` are for the tools.

    ``whose`` is the key of one client; empty for all of them, or where there is only one.
    """

    format: str
    taken: str
    dialect: str
    path: str
    skip_bad: bool = False
    again: bool = False
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Whose:
    """One client, or all of them: its key in ``Wanted``, its name, the (key, label) of what can be taken, and the dialect proposed."""

    key: str
    label: str
    ranges: tuple[tuple[str, str], ...]
    dialect: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be written: how many rows, into which files, what is to be said, and what breaks a tool's rules."""

    rows: int
    files: tuple[str, ...]
    exists: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    failure: str = ""


class Cycle(Static, can_focus=True):
    """A few words, one of which is chosen with the arrows or the space bar."""

    DEFAULT_CSS = """
    Cycle { height: auto; width: 1fr; }
    Cycle:focus { background: $boost; text-style: $block-cursor-text-style; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    class Turned(Message):
        """Another word was chosen."""

    def __init__(self, options: Sequence[tuple[str, str]], value: str, **kwargs: str) -> None:
        super().__init__(markup=False, id=kwargs.get("id"))
        self._options = tuple(options)
        self.value = value

    def on_mount(self) -> None:
        """Draw."""
        self._draw()

    def _draw(self) -> None:
        parts = [
            show(f"[{label}]", "bold $text-accent") if value == self.value else show(label, "dim")
            for value, label in self._options
        ]
        self.update(Content("  ").join(parts))

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other words; the one that is chosen stays where it is among them, else it is the first."""
        self._options = tuple(options)
        if self.value not in dict(self._options):
            self.value = self._options[0][0]
        self._draw()

    def put(self, value: str) -> None:
        """Choose that word."""
        self.value = value
        self._draw()

    def action_turn(self, by: int) -> None:
        """Choose the next word, or the one before."""
        values = [value for value, _label in self._options]
        self.value = values[(values.index(self.value) + by) % len(values)]
        self._draw()
        self.post_message(self.Turned())

    def on_click(self, event: events.Click) -> None:
        """Choose the next word."""
        event.stop()
        self.action_turn(1)


class Export(Dialog[Wanted]):
    """The export. ``ranges`` are (key, label) of what can be taken, ``name`` gives the path proposed, ``preview`` what would be written.

    ``proposed`` is the dialect of the calendar's language, ``whose`` the clients where there are several. With ``many`` items the preview of a tool's files is made in a thread, since each row is looked at.
    """

    DEFAULT_CSS = """
    Export > .box { width: 120; }
    Export Horizontal { height: auto; }
    Export .label { width: 10; color: $text-muted; }
    Export Horizontal:focus-within .label { color: $text; text-style: bold; }
    Export Line { width: 1fr; }
    Export #what, Export #which { margin: 0 0 0 10; }
    Export VerticalScroll { height: auto; max-height: 10; margin: 1 0 0 0; }
    Export #preview { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, id="export.take", priority=True),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("f3", "skip_bad", show=False, id="export.skip_bad"),
        Binding("f4", "again", show=False, id="export.again"),
        Binding("pagedown", "scroll_seen('page_down')", show=False),
        Binding("pageup", "scroll_seen('page_up')", show=False),
        Binding("end,ctrl+end", "scroll_seen('end')", show=False),
        Binding("home,ctrl+home", "scroll_seen('home')", show=False),
    ]

    def __init__(
        self,
        wanted: Wanted,
        ranges: Sequence[tuple[str, str]],
        name: Callable[[Wanted], str],
        preview: Callable[[Wanted], Preview],
        problem: str = "",
        *,
        many: bool = False,
        proposed: str = "",
        whose: Sequence[Whose] = (),
    ) -> None:
        super().__init__()
        self._whose = {one.key: one for one in whose}
        self._many = many
        self._wanted = wanted
        self._proposed = self._whose[wanted.whose].dialect if self._whose else proposed
        self._ranges = tuple(ranges)
        self._propose = name
        self._preview = preview
        self._problem = problem
        self._own_path = bool(wanted.path)
        self._seen: Preview | None = Preview(0, ())

    @property
    def heading(self) -> str:
        """The title."""
        return _("Export")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("← → choose · ↑ ↓ next line · PgUp PgDn scroll · Enter writes · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to export."""
        return _(
            "Nothing is written before Enter, and never over a file without asking. For Hootsuite and Buffer, rows that break their "
            "rules are listed first; F3 leaves them out, F4 takes what was sent before as well."
        )

    def parts(self) -> ComposeResult:
        """Yield the lines."""
        wanted = self._wanted
        with Horizontal():
            yield Static(show(_("Format")), classes="label", markup=False)
            yield Cycle([(name, name) for name in FORMATS], wanted.format, id="format")
        yield Static(id="what", classes="quiet", markup=False)
        if self._whose:
            with Horizontal():
                yield Static(show(_("Client")), classes="label", markup=False)
                yield Cycle([(one.key, one.label) for one in self._whose.values()], wanted.whose, id="whose")
        with Horizontal():
            yield Static(show(_("What")), classes="label", markup=False)
            yield Cycle(self._ranges_of(wanted.whose), wanted.taken, id="taken")
        with Horizontal(id="dialects"):
            yield Static(show(_("For")), classes="label", markup=False)
            yield Cycle([(name, _(DIALECTS_NAMED[name])) for name in DIALECTS], wanted.dialect, id="dialect")
        yield Static(id="which", classes="quiet", markup=False)
        with Horizontal():
            yield Static(show(_("File")), classes="label", markup=False)
            yield Line(wanted.path, id="path")
        with VerticalScroll(can_focus=False):
            yield Static(id="preview", markup=False)

    def _ranges_of(self, whose: str) -> tuple[tuple[str, str], ...]:
        return self._whose[whose].ranges if self._whose else self._ranges

    def on_mount(self) -> None:
        """Stand on the format."""
        self.query_one("#format").focus()
        self._renew()
        if self._problem:
            self.complain(self._problem)

    def on_resize(self, event: events.Resize) -> None:
        """Give what would be written all lines that the terminal has left."""
        self.query_one(VerticalScroll).styles.max_height = max(LEAST, event.size.height - AROUND)
        self._explain()

    def action_scroll_seen(self, where: str) -> None:
        """Scroll what would be written: a page up or down, home or to the end; no key has to be on it for that."""
        box = self.query_one(VerticalScroll)
        scroll: Callable[..., None] = getattr(box, f"scroll_{where}")
        scroll(animate=False)

    def _cycle(self, name: str) -> str:
        return self.query_one(f"#{name}", Cycle).value

    def _renew(self) -> None:
        line = self.query_one("#path", Line)
        self._wanted = replace(
            self._wanted,
            format=self._cycle("format"),
            taken=self._cycle("taken"),
            dialect=self._cycle("dialect"),
            path=line.value,
            whose=self._cycle("whose") if self._whose else "",
        )
        if not self._own_path:
            self._wanted = replace(self._wanted, path=self._propose(self._wanted))
            with self.prevent(Input.Changed):
                line.value = self._wanted.path
            line.cursor_position = len(line.value)
        self.query_one("#dialects").display = self._wanted.format == "csv"
        self.query_one("#which", Static).update(show(self._which()))
        self.query_one("#what", Static).update(show(_(ABOUT[self._wanted.format])))
        self._explain()
        self._look()

    def _explain(self) -> None:
        """Show what format and dialect are for; not where that would push the keys off a low terminal."""
        room = not self._whose or self.app.size.height > LOW
        self.query_one("#what", Static).display = room
        self.query_one("#which", Static).display = room and self._wanted.format == "csv"

    def _which(self) -> str:
        """Return what the dialect is for, and that the calendar's language proposed it where that is so."""
        text = _(DIALECTS_ABOUT[self._wanted.dialect])
        return (
            _("{dialect} · as the calendar's language").format(dialect=text)
            if self._wanted.dialect == self._proposed
            else text
        )

    def _look(self) -> None:
        """Show what would be written; where that takes long, once it is known."""
        if self._many and self._wanted.format in TOOLS:
            self._seen = None
            self.query_one("#preview", Static).update(show(_("Looking at every row …"), "dim"))
            self.run_worker(self._look_aside(self._wanted), group="preview", exclusive=True)
        else:
            self._present(self._preview(self._wanted))

    async def _look_aside(self, wanted: Wanted) -> None:
        seen = await asyncio.to_thread(self._preview, wanted)
        if wanted == self._wanted:
            self._present(seen)

    def _present(self, seen: Preview) -> None:
        self._seen = seen
        lines = [show(ngettext("→ {count} row", "→ {count} rows", seen.rows).format(count=seen.rows), "bold")]
        lines += [
            show("  " + path + ("  " + _("(exists: you will be asked)") if path in seen.exists else ""))
            for path in seen.files
        ]
        if self._wanted.format in TOOLS:
            lines.append(
                show(
                    _("F3 rows that break a rule: {state} · F4 sent before and unchanged: {again}").format(
                        state=_("left out") if self._wanted.skip_bad else _("nothing is written"),
                        again=_("taken again") if self._wanted.again else _("left out"),
                    ),
                    "dim",
                )
            )
        lines += [show("✗ " + text, "$text-error") for text in seen.problems[:MOST_LISTED]]
        more = len(seen.problems) - MOST_LISTED
        if more > 0:
            text = ngettext("✗ and {count} row more", "✗ and {count} rows more", more).format(count=more)
            lines.append(show(text, "$text-error"))
        lines += [show("· " + text, "dim") for text in seen.notes]
        self.query_one("#preview", Static).update(Content("\n").join(lines))
        self.complain(seen.failure)

    def on_cycle_turned(self, event: Cycle.Turned) -> None:
        """Show what would be written now, and of one client what can be taken of it."""
        event.stop()
        if self._whose:
            self._turn_to(self._whose[self._cycle("whose")])
        self._own_path = self._own_path and bool(self.query_one("#path", Line).value)
        self._renew()

    def _turn_to(self, whose: Whose) -> None:
        """Offer what can be taken of a client, and its dialect instead of the one that was proposed."""
        self.query_one("#taken", Cycle).offer(whose.ranges)
        dialect = self.query_one("#dialect", Cycle)
        if dialect.value == self._proposed:
            dialect.put(whose.dialect)
        self._proposed = whose.dialect

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the path that was typed; when it is empty, another format proposes one again."""
        event.stop()
        if event.value != self._wanted.path:
            self._own_path = True
            self._renew()

    def action_step(self, by: int) -> None:
        """Go a line up or down."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_skip_bad(self) -> None:
        """Leave out what breaks a rule, or refuse again."""
        self._wanted = replace(self._wanted, skip_bad=not self._wanted.skip_bad)
        self._look()

    def action_again(self) -> None:
        """Take what was sent before as well, or leave it out again."""
        self._wanted = replace(self._wanted, again=not self._wanted.again)
        self._look()

    def action_take(self) -> None:
        """Come back with what is wanted, unless nothing could be written."""
        if self._seen is None:
            self.complain(_("One moment: every row is still being looked at."))
        elif self._seen.failure:
            self.complain(self._seen.failure)
        elif self._seen.problems and not self._wanted.skip_bad:
            self.complain(_("Nothing was written: mend these rows, or leave them out with F3."))
        elif not self._seen.rows:
            self.complain(_("There is nothing to export here."))
        else:
            self.dismiss(self._wanted)
