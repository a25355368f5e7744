"""The form with every field of an item; comes back with the fields that changed, and nothing else.

A reader would get wrong: one instance is kept and shown again (``fill`` says for which item), because making sixty widgets takes longer
than a key may; a field whose text was not touched keeps its value, whatever the text says.
Over the ceiling: the fields, what reads them back and what somebody else does to them meanwhile belong side by side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from planner.core import lengths
from planner.core.dates import long_date, short_date
from planner.core.model import Calendar, Item
from planner.core.relevance import jargon_in
from planner.core.values import replace
from planner.errors import UsageError
from planner.exchange.preflight import message_of
from planner.i18n import _
from planner.tui.screens import outside
from planner.tui.screens.dialog import Dialog, Line
from planner.tui.screens.fields import FIELDS, SECTIONS, Field, Reader, together
from planner.tui.screens.form_parts import Completes, Copy, FieldRow, Words
from planner.tui.screens.pick import Choice, Pick, Picked
from planner.tui.text import show

Drafted = Mapping[str, str]
"""The text of each field that differs from the item's."""
DRAFT_AFTER = 1.0
"""Seconds after the first key not yet kept; a draft has to be on disk within two."""
BLINK_AFTER = 0.5
"""Seconds for which the cursor stands still when the form is opened."""


class ItemForm(Dialog[dict[str, Any]]):
    """The form. Comes back with ``{field: value}`` of what changed, or with None when it was left."""

    DEFAULT_CSS = """
    ItemForm { background: $background; }
    ItemForm > .box { width: 96; height: 100%; max-height: 46; }
    ItemForm VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    ItemForm .section { color: $text-accent; text-style: bold; height: 1; margin: 1 0 0 0; }
    ItemForm .section.-first { margin: 0; }
    ItemForm .note { margin: 0 0 0 17; color: $text-muted; height: auto; }
    ItemForm .note.-wrong { color: $text-error; }
    ItemForm TextArea { height: 5; width: 1fr; border: none; padding: 0; background: $panel; }
    ItemForm TextArea:focus { border: none; }
    ItemForm .keys { margin: 0; }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, id="form.save", priority=True),
        Binding("tab", "step(1)", show=False, priority=True),  # before what is typed behind it goes to the field before
        Binding("shift+tab", "step(-1)", show=False, priority=True),
        Binding("up", "climb(-1)", show=False, priority=True),  # before what holds the fields scrolls with it
        Binding("down", "climb(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("f2", "pick", show=False, id="form.pick", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.item = Item("", "")
        """What the form was filled in on: the item as it is, but for fields with a text that was typed over an earlier value."""
        self._outside: Drafted = {}
        self._calendar = Calendar("")
        self.reader = Reader(self._calendar, dt.date(2000, 1, 1), "en")
        self._keep: Callable[[Drafted], None] = lambda _texts: None
        self._was: dict[str, str] = {}
        self._notes: dict[str, Static] = {}
        self._noted: dict[str, tuple[str, bool]] = {}
        self._draft: Drafted = {}
        self._start = "title"
        self._title = ""
        self._filled = False
        self._open = False
        self._timer: Timer | None = None
        self._blinks: Timer | None = None
        self._styled: tuple[object, ...] = ()

    def fill(
        self,
        item: Item,
        calendar: Calendar,
        today: dt.date,
        language: str,
        *,
        title: str,
        draft: Drafted | None = None,
        base: Drafted | None = None,
        start: str = "title",
        keep: Callable[[Drafted], None],
    ) -> None:
        """Say which item is shown next.

        ``draft`` are texts typed earlier, ``base`` those they were typed over, ``start`` the field to stand in; ``keep`` takes what was typed
        so far so that it outlives the program, and an empty mapping when there is nothing left to keep.
        """
        self._calendar, self._title, self._start, self._keep = calendar, title, start, keep
        self.reader = Reader(calendar, today, language)
        self._draft = dict(draft or {})
        self.item = outside.typed_over(self.reader, item, {name: (base or {}).get(name) for name in self._draft})
        self._was = {name: self.reader.written(field, self.item) for name, field in FIELDS.items()}
        self._outside = outside.differing(self.reader, self.item, item, self._draft)
        self._filled = False
        self._open = True
        if self.is_mounted:
            self._show_values()

    # what is drawn

    @property
    def heading(self) -> str:
        """The title given by ``fill``."""
        return self._title

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Ctrl+S saves · Tab next · F2 choose · → completes · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """What F1 tells of the field in focus."""
        field = self._current()
        return _(field.about) if field else ""

    def parts(self) -> ComposeResult:
        """Yield the fields."""
        with VerticalScroll(can_focus=False):
            for number, (section, fields) in enumerate(SECTIONS):
                yield Static(show(_(section)), classes="section" + ("" if number else " -first"), markup=False)
                for field in fields:
                    yield FieldRow(field, self._editor(field))

    def _editor(self, field: Field) -> Input | TextArea:
        if field.kind == "long":
            return Copy(self.jargon, id=f"field-{field.name}")
        words = Words(self.jargon) if field.name == "title" else None
        suggester = Completes(lambda text: self.reader.completion(field, text)) if field.table else None
        return Line(id=f"field-{field.name}", highlighter=words, suggester=suggester)

    def on_mount(self) -> None:
        """Show the values that ``fill`` was given."""
        self._show_values()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Stand in the field that ``fill`` named, once; coming back from a picker changes nothing.

        Styles are worked out again only where they are not those of the last time: with this many widgets that takes longer than all else.
        """
        styled = (self.app.theme, self.app.size)
        event.refresh_styles = self._styled != styled
        self._styled = styled
        if not self._filled:
            self._filled = True
            self.query_one(VerticalScroll).scroll_home(animate=False)
            # at once: what was typed ahead comes right behind
            self.set_focus(self._widget(self._start), scroll_visible=self._start != "title")
            self._blinks = self.set_timer(BLINK_AFTER, self._blink)

    def on_screen_suspend(self) -> None:
        """Be as the form is opened again once it has gone: in the title, the cursor to be seen, so that it is drawn once then."""
        if not self._open:
            title = self._line
            self.set_focus(title, scroll_visible=False)
            title.cursor_blink = False
            if self._blinks is not None:
                self._blinks.stop()

    @property
    def _line(self) -> Input:
        return self.query_one("#field-title", Input)

    def _blink(self) -> None:
        """Let the title's cursor blink, now or when it is there."""
        if self._line.has_focus:
            self._line.cursor_blink = True
        else:
            self._line.set_reactive(Input.cursor_blink, True)  # noqa: FBT003 - Textual's own

    def _show_values(self) -> None:
        with self.prevent(Input.Changed, TextArea.Changed):
            for name in FIELDS:
                if name in self._draft:
                    self._put(name, self._draft[name])
                else:
                    self._show(name, self._was[name])
                if name != "copy":  # whose note tells its length
                    self._note(name, self._spoken(name))
        self.query_one(".box").border_title = show(self.title_said)
        self.complain("")
        self._lengths()
        for name in self._draft:
            self._check(name)

    def _spoken(self, name: str) -> str:
        """Return how the date of a field is said, of one that was not touched."""
        day = getattr(self.item, name) if FIELDS[name].kind == "date" else None
        return long_date(day) if day else ""

    def _show(self, name: str, text: str) -> None:
        """Put the text of the item's own value into a field."""
        self._put(name, text)
        self._was[name] = self._text(name)  # line ends as the widget gives them back

    def _put(self, name: str, text: str) -> None:
        widget = self._widget(name)
        if isinstance(widget, TextArea):
            if widget.text != text:
                widget.load_text(text)
        elif widget.value != text:
            widget.value = text
            widget.cursor_position = len(text)

    def renewed(self, calendar: Calendar) -> None:
        """Take in what somebody else changed: fields that were not touched show it, those that were say it."""
        item = calendar.by_id.get(self.item.id)
        if not self._open or self.item.id not in self._calendar.by_id:
            return
        if item is None:
            self.complain(_("Somebody else deleted this item meanwhile; saving asks what is to be done."))
            return
        drafted = self.drafted()
        self._calendar = calendar
        self.reader = replace(self.reader, calendar=calendar)
        self.item = replace(item, **{name: getattr(self.item, name) for name in drafted})
        self._outside = outside.differing(self.reader, self.item, item, drafted)
        with self.prevent(Input.Changed, TextArea.Changed):
            for name in FIELDS.keys() - drafted.keys():
                self._show(name, self.reader.written(FIELDS[name], item))
                if FIELDS[name].kind == "date":
                    self._note(name, self._spoken(name))
        for name in drafted:
            self._check(name)
        self._lengths()

    def _widget(self, name: str) -> Input | TextArea:
        widget = self.query_one(f"#field-{name}")
        assert isinstance(widget, (Input, TextArea))
        return widget

    def _text(self, name: str) -> str:
        widget = self._widget(name)
        return widget.text if isinstance(widget, TextArea) else widget.value

    def _current(self) -> Field | None:
        focused = self.focused
        return FIELDS.get(focused.id.removeprefix("field-")) if focused is not None and focused.id else None

    def _note(self, name: str, text: str, *, wrong: bool = False) -> None:
        if self._noted.get(name, ("", False)) == (text, wrong):
            return  # or all sixty widgets would be laid out again
        self._noted[name] = (text, wrong)
        if FIELDS[name].kind == "date":
            day = self.reader.read(FIELDS[name], self._text(name), self.item) if text and not wrong else None
            brief = f"{short_date(day)} {day.year}" if day else ""
            self.query_one(f"#row-{name}", FieldRow).say("" if wrong else text, brief)
            text = text if wrong else ""
        note = self._notes.get(name)
        if not text:
            if note is not None:
                note.display = False
            return
        if note is None:
            note = self._notes[name] = Static(classes="note", markup=False)
            self.query_one(VerticalScroll).mount(note, after=f"#row-{name}")
        note.update(show(("✗ " if wrong else "") + text, lines=True))
        note.display = True
        note.set_class(wrong, "-wrong")

    def jargon(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where ``text`` holds words that the calendar avoids."""
        return jargon_in(self._calendar, text) if self._calendar.avoid else ()

    def _lengths(self) -> None:
        text = self._text("copy")
        whole = self._whole(text)
        parts = []
        for network, name in self._networks():
            most = lengths.limit(network, self._calendar)
            if most is not None:
                used = lengths.count(network, whole)
                over = _(" ✗ {number} too many").format(number=used - most) if used > most else ""
                parts.append(f"{name} {used}/{most}{over}")
        if parts and whole != text:
            parts.append(_("with hashtags and link"))
        spans = self.jargon(text)
        if spans:
            words = ", ".join(dict.fromkeys(text[start:end] for start, end in spans))
            parts.append(_("to avoid: {words}").format(words=words))
        self._note("copy", " · ".join(parts), wrong=any("✗" in part for part in parts))

    def _whole(self, text: str) -> str:
        """Return what is posted, as the preflight of an export counts it: the copy, the hashtags and the link."""
        tags = self.reader.read(FIELDS["hashtags"], self._text("hashtags"), self.item)
        whole = message_of(replace(self.item, copy=text, hashtags=tags))
        link = self._text("link").strip()
        return f"{whole} {link}" if whole and link and link not in whole else whole

    def _networks(self) -> list[tuple[str, str]]:
        try:
            chosen = self.reader.read(FIELDS["channels"], self._text("channels"), self.item)
        except UsageError:
            chosen = self.item.channels
        return [
            (channel.network, channel.name or channel.id)
            for channel in self._calendar.channels
            if channel.network and channel.id in chosen
        ]

    # what is typed

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        name = (event.control.id or "").removeprefix("field-")
        if name not in FIELDS:
            return
        self._in_sight()
        self._check(name)
        if name in ("copy", "channels", "hashtags", "link"):
            self._lengths()
        self.complain("")
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_AFTER, self.keep_draft)

    def _check(self, name: str) -> None:
        field, text = FIELDS[name], self._text(name)
        if name in self._outside and text != self._was[name]:
            self._note(name, outside.told(self._outside[name]), wrong=True)
            return
        if field.kind == "long":
            return
        if text == self._was[name]:
            self._note(name, self._spoken(name))
            return
        try:
            self._note(name, self.reader.echo(field, text, self.item))
        except UsageError as error:
            self._note(name, " ".join(part for part in (str(error), error.hint) if part), wrong=True)

    def drafted(self) -> dict[str, str]:
        """Return the texts that differ from the item's."""
        return {name: text for name in FIELDS if (text := self._text(name)) != self._was[name]}

    def whole(self) -> dict[str, str]:
        """Return the texts of the fields that hold something, or that were emptied."""
        return {name: text for name in FIELDS if (text := self._text(name)) or self._was[name]}

    def written_on(self) -> dict[str, str]:
        """Return the texts that those of ``drafted`` were typed over."""
        return {name: self._was[name] for name in self.drafted()}

    def keep_draft(self) -> None:
        """Hand what was typed so far to the keeper; also called when the program is about to end."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._open:
            self._keep(self.drafted())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; in the last one, save."""
        event.stop()
        if event.input.id == f"field-{list(FIELDS)[-1]}":
            self._finish()
        else:
            self.focus_next()

    def on_descendant_focus(self) -> None:
        """Take the help away, which tells of the field before."""
        self.hide_about()

    def _fit_about(self) -> None:
        """Bring the field that the help tells of into view again: the help takes room from it."""
        super()._fit_about()
        self._in_sight()

    # leaving

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the values that changed and, by field, what is wrong."""
        values: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for name, text in self.drafted().items():
            try:
                value = self.reader.read(FIELDS[name], text, self.item)
            except UsageError as error:
                problems[name] = " ".join(part for part in (str(error), error.hint) if part)
                continue
            if value != getattr(self.item, name):
                values[name] = value
        if not problems:
            if "date" in values and values["date"] is None and self.item.time is not None and "time" not in values:
                values["time"] = None
            problems = together(values, self.item)
            if not replace(self.item, **values).title.strip():
                problems["title"] = _("An item needs a title.")
        return values, problems

    def action_save(self) -> None:
        """Save once the field in focus has taken what was typed before."""
        (self.focused or self).call_later(self.call_later, self._finish)

    def _finish(self) -> None:
        """Come back with what changed, or stand in the first field that is wrong."""
        if not self._open or not self.is_current:
            return
        values, problems = self.values()
        for name, text in problems.items():
            self._note(name, text, wrong=True)
        if problems:
            first = next(name for name in FIELDS if name in problems)
            self._widget(first).focus()
            self.complain(
                _("Not saved: {label}: {problem}").format(label=_(FIELDS[first].label), problem=problems[first])
            )
            return
        self._stop_timer()
        self._open = False
        self.dismiss(values)

    def action_leave(self) -> None:
        """Leave; what was typed stays as a draft."""
        if self.hide_about():
            return
        self.keep_draft()
        self._open = False
        self.dismiss(None)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def action_step(self, step: int) -> None:
        """Go a field up or down."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the arrows to a text of several lines until its first or last line is reached."""
        if action not in ("climb", "page") or not isinstance(self.focused, TextArea):
            return True
        place, lines = self.focused.selection.end, self.focused.navigator
        return lines.is_first_wrapped_line(place) if parameters == (-1,) else lines.is_last_wrapped_line(place)

    def action_climb(self, step: int) -> None:
        """Go to the field above or below; at the ends there is none."""
        names = list(FIELDS)
        field = self._current()
        place = names.index(field.name) + step if field else 0
        if 0 <= place < len(names):
            self._stand(names[place], step)

    def action_page(self, step: int) -> None:
        """Go to the field that is as far away as the form is high."""
        names = list(FIELDS)
        field = self._current()
        place = names.index(field.name) if field else 0
        height = self.query_one(VerticalScroll).size.height - 1
        rows = [self.query_one(f"#row-{name}").virtual_region.y for name in names]
        ahead = range(place + step, len(names) if step > 0 else -1, step)
        near = [there for there in ahead if abs(rows[there] - rows[place]) <= height]
        if ahead:
            self._stand(names[(near or ahead[:1])[-1]], step)

    def _stand(self, name: str, step: int) -> None:
        """Stand in a field, in a text of several lines where one comes in."""
        widget = self._widget(name)
        if isinstance(widget, TextArea):
            widget.move_cursor((0, 0) if step > 0 else widget.document.end)
        widget.focus()

    def _in_sight(self) -> None:
        """Bring the field in which one types into view, wherever a wheel left it."""
        if self.focused is not None and not self.query_one(VerticalScroll).region.contains_region(self.focused.region):
            self.focused.scroll_visible(animate=False)

    def action_pick(self) -> None:
        """Choose the value of the field in focus from a list."""
        field = self._current()
        if field is None or not field.table:
            return
        widget = self._widget(field.name)
        assert isinstance(widget, Input)
        try:
            value = self.reader.read(field, widget.value, self.item)
        except UsageError:
            value = getattr(self.item, field.name)
        chosen = value if isinstance(value, tuple) else (value,) if value else ()
        choices = [Choice(ident, name) for ident, name in self.reader.options(field.table) if ident != self.item.id]

        def put(picked: Picked | None) -> None:
            if picked is not None:
                values: dict[str, Any] = {
                    field.name: picked.values if field.kind == "many" else "".join(picked.values[:1])
                }
                held = replace(self.item, **values)
                widget.value = self.reader.written(field, held)
                widget.cursor_position = len(widget.value)

        # a status and a kind are never none
        none = "" if field.name in ("status", "kind") else _("none")
        self.app.push_screen(Pick(_(field.label), choices, chosen, several=field.kind == "many", none=none), put)
