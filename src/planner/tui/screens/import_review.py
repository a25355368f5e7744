"""What an import would change, one line a field, each with a mark: take all, or pick.

A reader would get wrong: nothing has happened yet; what comes back are the numbers of the lines to take, and the caller makes one edit of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.strip import Strip
from textual.widgets import Static

from planner.core.values import dataclass
from planner.i18n import _, ngettext
from planner.tui.screens.dialog import Dialog
from planner.tui.text import show
from planner.tui.widgets.lines import Palette, Span
from planner.tui.widgets.panel import Panel


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that the import would do to one item.

    ``group`` is the item's id and ``title`` is shown for it; ``before`` and ``after`` are the field's called ``label``, which is empty for a
    new item or one that the file lacks. ``taken`` is how its mark stands at first; ``gone`` is an item that the file lacks: its mark parks it.
    """

    group: str
    title: str
    label: str = ""
    before: str = ""
    after: str = ""
    taken: bool = True
    gone: bool = False


class Changes(Panel):
    """The lines of the review; one is drawn when it is first seen, so that twenty thousand cost no more than twenty."""

    DEFAULT_CSS = """
    Changes, Changes:focus { border: none; background: $surface; height: 1fr; }
    """

    def __init__(self, number: int, spans: Callable[[int], list[Span]]) -> None:
        super().__init__(id="changes")
        self._number = number
        self._spans = spans

    @property
    def palette(self) -> Palette:
        """The styles on a dialog's ground."""
        palette: Palette = self.app.palette("surface")  # type: ignore[attr-defined]
        return palette

    def count(self) -> int:
        """Return how many lines there are."""
        return self._number

    def draw(self, index: int, width: int) -> Strip:
        """Return line ``index``."""
        return self.line(width, self._spans(index), (), self.ground(index))


class ImportReview(Dialog[frozenset[int]]):
    """The review. Comes back with the indexes of the proposals to take, or None when it was left."""

    of_one = True
    DEFAULT_CSS = """
    ImportReview > .box { width: 110; height: 100%; }
    ImportReview Changes { margin: 1 0 0 0; }
    ImportReview VerticalScroll { height: auto; max-height: 6; }
    ImportReview #both { height: auto; max-height: 6; border-top: solid $surface-lighten-2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, id="review.take"),
        *(
            Binding(key, f"step({rows})", show=False)
            for key, rows in (("up,k", -1), ("down,j", 1), ("home", -1_000_000), ("end", 1_000_000))
        ),
        *(Binding(key, f"page({pages})", show=False) for key, pages in (("pageup", -1), ("pagedown", 1))),
        Binding("space", "mark", show=False, id="review.mark"),
        Binding("asterisk", "mark_all", show=False, id="review.all"),
        Binding("n", "next", show=False, id="review.next"),
        Binding("ctrl+down", "told(1)", show=False),
        Binding("ctrl+up", "told(-1)", show=False),
    ]

    def __init__(self, title: str, proposals: Sequence[Proposal], summary: str = "", details: str = "") -> None:
        super().__init__()
        self._title = title
        self._proposals = tuple(proposals)
        self._summary = summary
        self._details = details
        self._marks = {index for index, proposal in enumerate(self._proposals) if proposal.taken}
        self._lines: list[int | str] = []
        self._groups: dict[str, list[int]] = {}
        self._numbers: dict[str, list[int]] = {}
        for index, proposal in enumerate(self._proposals):
            if proposal.group not in self._groups:
                self._groups[proposal.group] = []
                self._numbers[proposal.group] = [len(self._lines)]
                self._lines.append(proposal.group)
            self._groups[proposal.group].append(index)
            if proposal.label:
                self._numbers[proposal.group].append(len(self._lines))
                self._lines.append(index)

    @property
    def heading(self) -> str:
        """The title given."""
        return self._title

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Space marks · * all or none · n next item · Enter takes what is marked · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to review."""
        return _(
            "Each line is one change that the file would make. A mark [x] takes it; on a title, Space marks all of that item. Taken "
            "together they are one step of undo. What the file does not know stays as it is. An item that the file lacks is kept; a mark "
            "parks it, and nothing is deleted."
        )

    def parts(self) -> ComposeResult:
        """Yield the counts, the list and both values of the line under the cursor."""
        yield Static(id="count", classes="said", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(show(self._details, lines=True), classes="quiet", markup=False)
        yield Changes(len(self._lines), lambda number: self._line_of(self._lines[number]))
        yield Static(id="both", markup=False)

    def on_mount(self) -> None:
        """Stand in the list."""
        self._count()
        self.query_one(Changes).focus()
        self._told()

    def _count(self) -> None:
        text = ngettext(
            "{marked} of {number} change marked", "{marked} of {number} changes marked", len(self._proposals)
        ).format(marked=len(self._marks), number=len(self._proposals))
        self.query_one("#count", Static).update(
            show(text + (" · " + self._summary if self._summary else ""), lines=True)
        )

    def _members(self, line: int | str) -> list[int]:
        return self._groups[line] if isinstance(line, str) else [line]

    def _line_of(self, line: int | str) -> list[Span]:
        members = self._members(line)
        marked = sum(index in self._marks for index in members)
        sign = "[x]" if marked == len(members) else "[ ]" if not marked else "[-]"
        proposal = self._proposals[members[0]]
        if isinstance(line, str):
            spans: list[Span] = [(f"{sign} ", "")]
            if proposal.gone:
                spans.append((_("not in the file: park") + " ", "warning"))
            elif not proposal.label:
                spans.append((_("new") + " ", "success"))
            spans.append((proposal.title, "strong"))
            if not proposal.label and proposal.after:
                spans.append(("  " + proposal.after, "muted"))
            return spans
        return [
            ("    " + sign + " " + _("{label}: ").format(label=proposal.label), ""),
            (proposal.before or "–", "off"),
            (" → ", ""),
            (proposal.after or "–", "success"),
        ]

    def _told(self) -> None:
        """Show both values of the line under the cursor in full."""
        if not self._lines:
            return
        line = self._lines[self.query_one(Changes).place]
        proposal = self._proposals[self._members(line)[0]]
        if not proposal.label or isinstance(line, str):
            text = show(proposal.title, "bold")
        else:
            text = (
                show(_("before: "), "dim")
                + show(proposal.before or "–", lines=True)
                + show("\n" + _("after: "), "dim", lines=True)
                + show(proposal.after or "–", lines=True)
            )
        self.query_one("#both", Static).update(text)

    def _go(self, by: int) -> None:
        self.query_one(Changes).step(0, by)
        self._told()

    def on_panel_pointed(self, event: Panel.Pointed) -> None:
        """Show the line that was clicked; a second click marks it."""
        event.stop()
        self._told()
        if event.again:
            self.action_mark()

    def on_panel_scrolled(self, event: Panel.Scrolled) -> None:
        """Step with the wheel."""
        event.stop()
        self._go(event.down)

    def _set(self, members: Sequence[int], *, marked: bool) -> None:
        self._marks = self._marks | set(members) if marked else self._marks - set(members)
        groups = {self._proposals[index].group for index in members}
        self.query_one(Changes).forget(*(number for group in groups for number in self._numbers[group]))
        self._count()

    def action_step(self, rows: int) -> None:
        """Go so many lines down."""
        self._go(rows)

    def action_page(self, pages: int) -> None:
        """Go so many pages down."""
        self._go(pages * max(self.query_one(Changes).height - 1, 2))

    def action_take(self) -> None:
        """Take what is marked."""
        self.dismiss(frozenset(self._marks))

    def action_mark(self) -> None:
        """Mark the line under the cursor, or take its mark away, and go one down."""
        if not self._lines:
            return
        members = self._members(self._lines[self.query_one(Changes).place])
        self._set(members, marked=not all(index in self._marks for index in members))
        self._go(1)

    def action_mark_all(self) -> None:
        """Mark all, or none when all are; items that the file lacks are marked one by one only."""
        everything = {index for index, proposal in enumerate(self._proposals) if not proposal.gone}
        parked = self._marks - everything
        self._marks = parked | (set() if everything <= self._marks else everything)
        self.query_one(Changes).forget()
        self._count()

    def action_next(self) -> None:
        """Go to the next item."""
        place = self.query_one(Changes).place
        found = next(
            (number for number in range(place + 1, len(self._lines)) if isinstance(self._lines[number], str)), place
        )
        self._go(found - place)

    def action_told(self, by: int) -> None:
        """Scroll what is told of the file."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
