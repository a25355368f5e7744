"""Earlier states of the calendar with what each write changed, and all that one of them has otherwise than now.

A reader would get wrong: reading fifty states takes a while, so the lines come in one by one, in the background; nothing is restored here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.core.values import dataclass
from planner.i18n import _, ngettext
from planner.tui.screens.dialog import Dialog, Rows
from planner.tui.text import show

SIGNS = {"added": ("+", "$text-success"), "changed": ("~", "$text-accent"), "removed": ("−", "$text-error")}
FIRST = 12
"""So many states are read before the list is drawn; the others follow one by one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One earlier state: its number, as `planner history` has it, when it was replaced, in words, and what that changed.

    ``value`` comes back, None where it cannot be gone back to.
    """

    number: int
    when: str
    told: str
    value: str | None


class _Listed(Dialog[str]):
    """A box with a list in it."""

    of_one = True
    DEFAULT_CSS = """
    _Listed > .box { width: 100%; max-width: 120; }
    _Listed OptionList { height: auto; max-height: 65vh; margin: 1 0 0 0; text-wrap: wrap; }
    _Listed OptionList:focus { border: none; background: transparent; background-tint: $foreground 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("q", "leave", show=False),
    ]

    def parts(self) -> ComposeResult:
        """Yield the sentence and the list."""
        yield Static(id="said", classes="said", markup=False)
        yield Rows(id="rows", markup=False)

    def on_mount(self) -> None:
        """Stand in the list."""
        self.query_one(OptionList).focus()

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = min(max((options.highlighted or 0) + rows, 0), options.option_count - 1)

    def say(self, text: str) -> None:
        """Say ``text`` above the list."""
        self.query_one("#said", Static).update(show(text, lines=True))


class History(_Listed):
    """The earlier states that ``load`` yields, the newest first. Comes back with the value of the one to look into."""

    def __init__(self, load: Callable[[], Iterator[Line]], *, at: str = "") -> None:
        super().__init__()
        self._load = load
        self._at = at
        self._lines: list[Line] = []

    @property
    def heading(self) -> str:
        """The title."""
        return _("History")

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter shows what was different then · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """What is kept."""
        return _(
            "Before each change the file is kept: the last 50 states and one of each day, in a folder for your eyes only. A line tells when a "
            "state was replaced and by what change; going back to it takes that change and all later ones back, and is undone by u."
        )

    def on_mount(self) -> None:
        """Begin to read."""
        super().on_mount()
        self.say(_("Reading the earlier states …"))
        self.run_worker(self._read(), group="history")

    async def _read(self) -> None:
        lines = self._load()
        while True:
            line = await asyncio.to_thread(next, lines, None)
            if line is None:
                break
            self._lines.append(line)
            if len(self._lines) == FIRST:
                self._fill()
            elif len(self._lines) > FIRST:
                self.query_one(OptionList).add_option(Option(_state(line)))
        if len(self._lines) < FIRST:
            self._fill()
        self._tell()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        options.set_options([Option(_state(line)) for line in self._lines])
        known = [line.value for line in self._lines]
        options.highlighted = known.index(self._at) if self._at in known else 0 if known else None

    def _tell(self) -> None:
        count = len(self._lines)
        if count:
            told = ngettext(
                "{count} earlier state, the newest first; each with the change that replaced it.",
                "{count} earlier states, the newest first; each with the change that replaced it.",
                count,
            )
            self.say(told.format(count=count))
        else:
            self.say(_("No earlier state is kept yet: the first change keeps the first."))
        self.query_one(OptionList).display = bool(count)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Look into a state."""
        event.stop()
        line = self._lines[event.option_index]
        if line.value is None:
            self.complain(_("This state cannot be gone back to: {problem}").format(problem=line.told))
        else:
            self.dismiss(line.value)


def _state(line: Line) -> Content:
    number = show(f"{line.number:>3}", "dim")
    return (
        number + show(f" {line.when}  ", "bold $text-accent") + show(line.told, "" if line.value is not None else "dim")
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry that differs: ``kind`` is added, changed or removed; ``fields`` tell how; ``value`` is an item's id, empty for another entry."""

    kind: str
    name: str
    fields: tuple[str, ...] = ()
    value: str = ""


class Differences(_Listed):
    """All that a state has otherwise than now. Comes back with ``all``, or ``item:`` and the id of one to bring back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("R", "all", show=False, id="history.all")]

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._title = title
        self._entries = tuple(entries)

    @property
    def heading(self) -> str:
        """The title."""
        return self._title

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter brings the item back · R everything · Esc goes back · F1 help")

    @property
    def about(self) -> str:
        """How to read the list."""
        return _(
            "+ was added since, − was removed since, ~ was changed since: then → now. Bringing an item back leaves the others as they are; "
            "bringing back everything makes the file what it was, comments too. Either is one step, and {key} takes it back."
        ).format(key=self.plan_key("edit.undo", "u"))

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        count = len(self._entries)
        if count:
            told = ngettext("{count} difference from now:", "{count} differences from now:", count)
            self.say(told.format(count=count))
        else:
            self.say(_("Only comments, blanks or keys of your own differ; R brings them back."))
        options = self.query_one(OptionList)
        options.set_options([Option(_entry(entry)) for entry in self._entries])
        options.highlighted = 0 if count else None
        options.display = bool(count)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Bring one item back."""
        event.stop()
        entry = self._entries[event.option_index]
        if entry.kind == "added" and entry.value:
            text = _("It was not there then; {key} deletes it in the plan.")
            self.complain(text.format(key=self.plan_key("item.delete", "d")))
        elif not entry.value:
            self.complain(_("Only items come back one by one; R brings back everything."))
        else:
            self.dismiss("item:" + entry.value)

    def action_all(self) -> None:
        """Bring back everything."""
        self.dismiss("all")


class Merging(_Listed):
    """What merging a copy would change. Comes back with ``keep``, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "keep", show=False, priority=True)]

    def __init__(self, title: str, sentence: str, entries: Sequence[Entry], conflicts: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._sentence = sentence
        self._entries = tuple(entries)
        self._conflicts = tuple(conflicts)

    @property
    def heading(self) -> str:
        """The title."""
        return self._title

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Enter merges it · Esc leaves everything as it is · F1 help")

    @property
    def about(self) -> str:
        """What merging does."""
        return _(
            "Both files are compared with the state from which they parted, as far as the history tells. Where both changed the same, yours "
            "stays and the copy's stands in a comment above it. Nothing that only the calendar has is removed. One step, and {key} takes it back."
        ).format(key=self.plan_key("edit.undo", "u"))

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.say(self._sentence)
        options = self.query_one(OptionList)
        rows = [Option(show(" ✗ ", "$text-warning") + show(text)) for text in self._conflicts]
        options.set_options([*rows, *(Option(_entry(entry)) for entry in self._entries)])
        options.highlighted = 0 if options.option_count else None

    def action_keep(self) -> None:
        """Merge."""
        self.dismiss("keep")


def _entry(entry: Entry) -> Content:
    sign, style = SIGNS[entry.kind]
    text = show(f" {sign} ", style) + show(entry.name, "bold")
    for field in entry.fields:
        text += show("\n     " + field, "dim", lines=True)
    return text
