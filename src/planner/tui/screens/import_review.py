"""What an import would change, one line a field, each with a mark: take all, or pick.

A reader would get wrong: nothing has happened yet; what comes back are the numbers of the lines to take, and the caller makes one edit of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.core.values import dataclass
from planner.i18n import _, ngettext
from planner.tui.screens.dialog import Dialog, Rows
from planner.tui.text import show


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


class ImportReview(Dialog[frozenset[int]]):
    """The review. Comes back with the indexes of the proposals to take, or None when it was left."""

    DEFAULT_CSS = """
    ImportReview > .box { width: 110; height: 100%; }
    ImportReview OptionList { height: 1fr; max-height: 100%; margin: 1 0 0 0; }
    ImportReview VerticalScroll { height: auto; max-height: 6; }
    ImportReview #both { height: auto; max-height: 6; border-top: solid $surface-lighten-2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
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
        for index, proposal in enumerate(self._proposals):
            if proposal.group not in self._groups:
                self._groups[proposal.group] = []
                self._lines.append(proposal.group)
            self._groups[proposal.group].append(index)
            if proposal.label:
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
        yield Rows(*(Option(self._text(line)) for line in self._lines), id="changes", markup=False)
        yield Static(id="both", markup=False)

    def on_mount(self) -> None:
        """Stand in the list."""
        self._count()
        options = self.query_one("#changes", OptionList)
        options.focus()
        if self._lines:
            options.highlighted = 0

    def _count(self) -> None:
        text = ngettext(
            "{marked} of {number} change marked", "{marked} of {number} changes marked", len(self._proposals)
        ).format(marked=len(self._marks), number=len(self._proposals))
        self.query_one("#count", Static).update(
            show(text + (" · " + self._summary if self._summary else ""), lines=True)
        )

    def _members(self, line: int | str) -> list[int]:
        return self._groups[line] if isinstance(line, str) else [line]

    def _text(self, line: int | str) -> Content:
        members = self._members(line)
        marked = sum(index in self._marks for index in members)
        sign = "[x]" if marked == len(members) else "[ ]" if not marked else "[-]"
        proposal = self._proposals[members[0]]
        if isinstance(line, str):
            new = Content("")
            if proposal.gone:
                new = show(_("not in the file: park") + " ", "bold $text-warning")
            elif not proposal.label:
                new = show(_("new") + " ", "bold $text-success")
            tail = show("  " + proposal.after, "dim") if not proposal.label and proposal.after else Content("")
            return show(f"{sign} ") + new + show(proposal.title, "bold") + tail
        return (
            show("    " + sign + " " + _("{label}: ").format(label=proposal.label))
            + show(proposal.before or "–", "strike dim")
            + show(" → ")
            + show(proposal.after or "–", "$text-success")
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show both values of the line in full."""
        event.stop()
        proposal = self._proposals[self._members(self._lines[event.option_index])[0]]
        if not proposal.label or isinstance(self._lines[event.option_index], str):
            text = show(proposal.title, "bold")
        else:
            text = (
                show(_("before: "), "dim")
                + show(proposal.before or "–", lines=True)
                + show("\n" + _("after: "), "dim", lines=True)
                + show(proposal.after or "–", lines=True)
            )
        self.query_one("#both", Static).update(text)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what is marked."""
        event.stop()
        self.dismiss(frozenset(self._marks))

    def _set(self, members: Sequence[int], *, marked: bool) -> None:
        self._marks = self._marks | set(members) if marked else self._marks - set(members)
        options = self.query_one("#changes", OptionList)
        groups = {self._proposals[index].group for index in members}
        for number, line in enumerate(self._lines):
            if (line if isinstance(line, str) else self._proposals[line].group) in groups:
                options.replace_option_prompt_at_index(number, self._text(line))
        self._count()

    def action_mark(self) -> None:
        """Mark the line under the cursor, or take its mark away, and go one down."""
        options = self.query_one("#changes", OptionList)
        if options.highlighted is None:
            return
        members = self._members(self._lines[options.highlighted])
        self._set(members, marked=not all(index in self._marks for index in members))
        options.action_cursor_down()

    def action_mark_all(self) -> None:
        """Mark all, or none when all are; items that the file lacks are marked one by one only."""
        everything = {index for index, proposal in enumerate(self._proposals) if not proposal.gone}
        parked = self._marks - everything
        self._marks = parked | (set() if everything <= self._marks else everything)
        options = self.query_one("#changes", OptionList)
        place = options.highlighted
        options.set_options([Option(self._text(line)) for line in self._lines])
        options.highlighted = place
        self._count()

    def action_next(self) -> None:
        """Go to the next item."""
        options = self.query_one("#changes", OptionList)
        place = options.highlighted or 0
        options.highlighted = next(
            (number for number, line in enumerate(self._lines) if number > place and isinstance(line, str)), place
        )

    def action_told(self, by: int) -> None:
        """Scroll what is told of the file."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
