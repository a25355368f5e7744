"""The relevance questions of some items, one after the other, with what helps to answer beside them.

A reader would get wrong: every answer is handed on as it is given, so leaving half-way loses nothing; Esc only stops asking. A note that is
nothing but the key of an answer was meant as that answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from planner.core.values import dataclass
from planner.i18n import _
from planner.tui.actions import says_yes
from planner.tui.screens.dialog import Dialog, Line
from planner.tui.screens.kept import Kept
from planner.tui.text import show

NO, UNSURE = ("n", "N"), ("-",)


def meant(pressed: str) -> str:
    """Return the answer that a key gives: yes, no or unsure; empty where it gives none."""
    if len(pressed) == 1 and says_yes(pressed):
        return "yes"
    return "no" if pressed in NO else "unsure" if pressed in UNSURE else ""


SIGNS = {"yes": "✓", "no": "✗", "unsure": "?"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one item: ``text`` is read out, ``last`` is the answer there is and its age, ``help`` what helps to answer."""

    item: str
    title: str
    when: str
    question: str
    text: str
    last: str = ""
    note: str = ""
    help: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: ``answer`` is yes, no or unsure."""

    item: str
    question: str
    answer: str
    note: str


@dataclass(frozen=True, slots=True)
class Asking:
    """How the asking ended: how many were answered, the item to move, if that was the wish, and whether it was ``left`` half-way.

    ``passed`` are the questions, as (item, question), that were passed over.
    """

    answered: int
    move: str = ""
    left: bool = False
    passed: frozenset[tuple[str, str]] = frozenset()


class Questions(Dialog[Asking]):
    """Asks ``questions`` in order; ``on_answer`` takes each answer at once, ``on_park`` an item that is to leave the plan.

    ``on_note`` takes a note that is being typed, so that it outlives the program.
    """

    of_one = True
    AUTO_FOCUS: ClassVar[str | None] = ""
    DEFAULT_CSS = """
    Questions #help { height: auto; max-height: 30vh; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    Questions #question { margin: 1 0 0 0; text-style: bold; height: auto; }
    Questions #last { height: auto; color: $text-muted; }
    Questions #label { height: auto; margin: 1 0 0 0; color: $text-muted; }
    Questions #note { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "back", show=False, id="questions.back")]

    def __init__(
        self,
        questions: Sequence[Asked],
        *,
        on_answer: Callable[[Given], None],
        on_park: Callable[[str], None],
        on_note: Callable[[Asked, str], None] | None = None,
        title: str = "",
    ) -> None:
        super().__init__()
        self.kept = Kept(self, None if on_note is None else self._keep_note)
        self._on_note = on_note
        self._notes: dict[int, str] = {}
        self._title = title
        self._questions = list(questions)
        self._on_answer = on_answer
        self._on_park = on_park
        self._at = 0
        self._answered: set[int] = set()
        self._passed: set[tuple[str, str]] = set()
        self._refused = ""
        self._drawn = -1

    @property
    def heading(self) -> str:
        """The title."""
        return self._title or _("Is it relevant?")

    @property
    def about(self) -> str:
        """How to answer."""
        return _(
            "Answer with y, n or - (unsure). Tab writes a note first; what competitors do is asked as a note before whether our angle "
            "differs. ← goes back, → passes over. Each answer is dated and saved at once."
        )

    @property
    def keys(self) -> str:
        """The keys that work at this moment."""
        if self._refused:
            return _("p park it · m move it · k keep it · Esc stops")
        lone = meant(self.query_one("#note", Line).value.strip()) if self._noting else ""
        if lone:
            answer = {"yes": _("yes"), "no": _("no"), "unsure": _("unsure")}[lone]
            return _("Enter answers “{answer}”, without a note · Esc leaves the note · F1 help").format(answer=answer)
        if self._noting:
            return _("Enter: then y n - · Esc leaves the note · F1 help")
        return _("y yes · n no · - unsure · Tab note · ← → back, pass · Esc stops · F1 help")

    @property
    def _noting(self) -> bool:
        return self.is_mounted and self.query_one("#note", Line).has_focus

    def parts(self) -> ComposeResult:
        """Yield the item, the question, what helps, and the note."""
        yield Static(id="item", classes="said", markup=False)
        yield Static(id="question", markup=False)
        yield Static(id="last", markup=False)
        with VerticalScroll(id="help", can_focus=False):
            yield Static(id="helps", markup=False)
        yield Static(id="label", markup=False)
        yield Line(id="note")

    def on_mount(self) -> None:
        """Ask the first one."""
        self._ask()

    @property
    def _current(self) -> Asked:
        return self._questions[self._at]

    def _ask(self) -> None:
        asked = self._current
        place = _("question {number} of {count}").format(number=self._at + 1, count=len(self._questions))
        self.query_one("#item", Static).update(
            show(asked.title, "bold") + show(f"\n{asked.when} · {place}", "dim", lines=True)
        )
        self.query_one("#question", Static).update(show(asked.text))
        self.query_one("#last", Static).update(show(asked.last))
        self.query_one("#helps", Static).update(show("\n".join(asked.help), lines=True))
        self.query_one("#help").display = bool(asked.help)
        competitors = asked.question == "competitors"
        line = self.query_one("#note", Line)
        if self._drawn != self._at:
            line.value = self._notes.get(self._at, asked.note)
            line.cursor_position = len(line.value)
            self._drawn = self._at
        self.complain("")
        if competitors and self._at not in self._answered:
            line.focus()
        else:
            self.set_focus(None)
        self._guide()

    def _guide(self) -> None:
        """Say what the note is for, and which keys work now."""
        label = _("Note")
        if self._current.question == "competitors":
            label = _("First: what do they do with it?") if self._noting else _("Now: is our angle different?")
        hint = _("write it here; Enter goes on, empty too") if self._noting else ""
        self.query_one("#label", Static).update(show(label))
        self.query_one("#note", Line).hint(hint)
        self.query_one(".keys", Static).update(show(self.keys))

    def on_descendant_focus(self) -> None:
        """Say the keys of the note."""
        self._guide()

    def on_descendant_blur(self) -> None:
        """Say the keys of the answers."""
        self._guide()

    def on_key(self, event: events.Key) -> None:
        """Answer, unless the note is being typed."""
        if self.query_one("#note", Line).has_focus:
            return
        pressed = event.character or event.key
        if self._refused:
            self._after_no(event, pressed)
            return
        answer = meant(pressed)
        if answer:
            event.stop()
            self._take(answer)
        elif event.key in ("left", "right"):
            event.stop()
            if event.key == "right" and self._at not in self._answered:
                self._passed.add((self._current.item, self._current.question))
            self._step(-1 if event.key == "left" else 1)
        elif event.key in ("tab", "enter"):
            event.stop()
            event.prevent_default()
            self.query_one("#note", Line).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        event.stop()
        if self._drawn == self._at and event.value != self._notes.get(self._at, self._current.note):
            self._notes[self._at] = event.value
            self.kept.typed()
        self._guide()

    def _keep_note(self) -> None:
        note = self._notes.get(self._at)
        if self._on_note is not None and note is not None and self._at not in self._answered:
            self._on_note(self._current, note)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave the note for the answer keys; one that is nothing but such a key answers, and is no note."""
        event.stop()
        answer = meant(event.value.strip())
        if answer:
            with event.input.prevent(Input.Changed):
                event.input.value = ""
            self._notes[self._at] = ""
        self.set_focus(None)
        if answer:
            self._take(answer)

    def _take(self, answer: str) -> None:
        asked = self._current
        self.kept.now()
        self._on_answer(Given(asked.item, asked.question, answer, self.query_one("#note", Line).value.strip()))
        self._answered.add(self._at)
        if answer == "no":
            self._refused = asked.item
            self.query_one("#question", Static).update(show(_("You said no. Park it, move it, or keep it?")))
            self._guide()
            return
        self._step(1)

    def _after_no(self, event: events.Key, pressed: str) -> None:
        if pressed == "p":
            self._on_park(self._refused)
            self._questions[self._at + 1 :] = [
                other for other in self._questions[self._at + 1 :] if other.item != self._refused
            ]
        elif pressed == "m":
            event.stop()
            self._end(move=self._refused)
            return
        elif pressed not in ("k", "enter"):
            return
        event.stop()
        self._refused = ""
        self._step(1)

    def _step(self, by: int) -> None:
        self.kept.now()
        place = self._at + by
        if place >= len(self._questions):
            self._end()
            return
        self._at = max(place, 0)
        self._ask()

    def action_back(self) -> None:
        """Ask the question before this one again."""
        self._refused = ""
        self._step(-1)

    def action_leave(self) -> None:
        """Leave the note, or stop asking; what was answered stays, and so does a note that is being typed."""
        if self.hide_about():
            return
        if self._noting:
            self.set_focus(None)
            return
        self.kept.now()
        self._end(left=True)

    def _end(self, *, move: str = "", left: bool = False) -> None:
        self.dismiss(Asking(len(self._answered), move, left, frozenset(self._passed)))
