"""A path, completed folder by folder; for opening a calendar, importing a file, or naming a new one.

A reader would get wrong: the folder is listed again when it changes, never walked; a name that is no folder and no file is an answer only
where ``new`` allows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.core.fold import fold
from planner.i18n import _
from planner.tui.screens.dialog import ListDialog, Row
from planner.tui.text import show

MOST_LISTED = 1000
"""Entries of one folder that are looked at."""


class OpenFile(ListDialog[Path]):
    """Choose a file with one of the ``suffixes``, starting in ``folder``. Comes back with its path.

    With ``new`` a file that does not exist is an answer too; with ``make`` such a name is offered below those that exist, as a new calendar.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False, priority=True)]

    def __init__(
        self,
        folder: Path,
        title: str = "",
        suffixes: Sequence[str] = (".toml",),
        *,
        text: str = "",
        new: bool = False,
        make: bool = False,
        wrong: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._folder = folder
        self._suffixes = tuple(suffixes)
        self._start = text
        self._new = new
        self._make = make
        self._wrong = wrong
        self._listed: Path | None = None
        self._entries: list[tuple[str, bool]] = []

    @property
    def heading(self) -> str:
        """The title given."""
        return self._title or _("Open a calendar")

    @property
    def prompt(self) -> str:
        """Where a bare name is looked for; a path alone would look like one that is filled in."""
        if self._make:
            return _("a file's name, or a new name to make one; from {folder}").format(folder=self._folder)
        return _("type a name or path; from {folder}").format(folder=self._folder)

    @property
    def keys(self) -> str:
        """The keys."""
        return _("Tab completes · Enter opens · Esc leaves · F1 help")

    @property
    def about(self) -> str:
        """How to type a path."""
        return _(
            "Type a path, or choose one with the arrows. ~ is your home; a folder opens when it is chosen. Only {kinds} files are "
            "listed, but any path may be typed."
        ).format(kinds=" ".join(self._suffixes))

    def on_mount(self) -> None:
        """Begin with the text given."""
        super().on_mount()
        if self._start:
            self.query_one("#typed").value = self._start  # type: ignore[attr-defined]
        if self._wrong:
            self.complain(self._wrong)

    def path(self, typed: str) -> Path:
        """Return the path that ``typed`` means."""
        return expanded(typed, self._folder)

    def _parts(self, typed: str) -> tuple[Path, str, str]:
        head, slash, tail = typed.rpartition("/")
        return expanded(head + slash, self._folder) if slash else self._folder, head + slash, tail

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the folders and files of the folder typed so far whose names hold what follows."""
        if typed in ("~", ".."):
            typed += "/"
        folder, head, tail = self._parts(typed)
        if folder != self._listed:
            self._listed, self._entries = folder, listed(folder, self._suffixes)
        sought = fold(tail)
        hidden = tail.startswith(".")
        shown = [
            (name, is_folder)
            for name, is_folder in self._entries
            if (hidden or not name.startswith(".")) and (not sought or sought in fold(name))
        ]
        shown.sort(key=lambda entry: not fold(entry[0]).startswith(sought))
        result = [_entry(head, name, is_folder=is_folder) for name, is_folder in shown]
        if not tail and folder.parent != folder:
            result.append(_entry(head, "..", is_folder=True))
        if self._make and tail.strip() and not hidden and folder.is_dir() and not _is_file(self.path(typed)):
            result += self._not_yet(folder, head, tail.strip())
        return result

    def _not_yet(self, folder: Path, head: str, tail: str) -> list[Row]:
        """Return the row of a calendar that is not there yet."""
        name = tail if tail.lower().endswith(".toml") else f"{tail}.toml"
        if (folder / name).exists():
            return []
        return [Row(show("+ " + _("new calendar: {name}").format(name=name)), "", head + name)]

    def nothing(self) -> str:
        """Say nothing: a path may be typed of which nothing is listed."""
        return ""

    def taken(self, row: Row | None, typed: str) -> None:
        """Open what is typed if it is a file, else what is under the cursor; enter a folder."""
        if typed and _is_file(self.path(typed)):
            self.dismiss(self.path(typed))
            return
        if self._new and typed and not typed.endswith("/") and not self.path(typed).is_dir():
            self.dismiss(self.path(typed))
            return
        if row is None:
            self.complain(_("There is no file {path}.").format(path=self.path(typed)))
        elif row.value.endswith("/"):
            self._put(row.value)
        else:
            self.dismiss(self.path(row.value))

    def action_complete(self) -> None:
        """Put what is under the cursor into the line."""
        if self.current is not None:
            self._put(self.current.value)

    def _put(self, text: str) -> None:
        line = self.query_one("#typed")
        line.value = text  # type: ignore[attr-defined]
        line.cursor_position = len(text)  # type: ignore[attr-defined]


def expanded(typed: str, folder: Path) -> Path:
    """Return the path of what was typed, ``~`` and folders resolved against ``folder``; no variable or pattern is expanded."""
    path = Path(typed)
    if path.parts[:1] == ("~",):
        path = Path.home().joinpath(*path.parts[1:])
    return path if path.is_absolute() else folder / path


def listed(folder: Path, suffixes: Sequence[str]) -> list[tuple[str, bool]]:
    """Return (name, is a folder) of the folders and of the files with a suffix of ``suffixes``, folders last; nothing if it cannot be read."""
    entries: list[tuple[str, bool]] = []
    try:
        for number, path in enumerate(folder.iterdir()):
            if number >= MOST_LISTED:
                break
            is_folder = path.is_dir()
            if is_folder or path.suffix.lower() in suffixes:
                entries.append((path.name, is_folder))
    except OSError:
        return []
    return sorted(entries, key=lambda entry: (entry[1], fold(entry[0]), entry[0]))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _entry(head: str, name: str, *, is_folder: bool) -> Row:
    shown = name + ("/" if is_folder else "")
    return Row(show(shown, "" if is_folder else "bold"), "", head + shown)
