"""Acts between the plan and other files and programs: export, import, open, the editor, links, help and the palette.

A reader would get wrong: an export never writes over a file that nobody was asked about; a link is shown whole before it is opened, and goes
to the opener as one word, never through a shell.
"""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.core.edits import Add, Batch, Change, Edit, GoneError, Remove, locate
from planner.core.model import Item
from planner.errors import InvalidFileError, PlannerError
from planner.i18n import N_, _, ngettext
from planner.tui.actions import CHANGE, FILES, ITEMS, PROGRAM, Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.exchange.schedulers import Exported
    from planner.tui.context import Host
    from planner.tui.screens.export import Preview, Wanted

LINKS = ("http", "https", "mailto")
"""The only kinds of address that are ever opened."""
_children: list[subprocess.Popen[bytes]] = []


def _nothing(host: Host) -> str:
    return _("No item is under the cursor. {key} adds one.").format(key=host.keys.sign("item.add", "a"))


# export


async def export(host: Host) -> None:
    """Export what is shown, the month or everything, in one of the formats."""
    from planner.tui.screens.confirm import Confirm
    from planner.tui.screens.export import TOOLS, Export, Wanted

    making = _Making(host)
    dialect = "excel-fr" if host.calendar.language == "fr" else "excel"
    wanted: Wanted | None = Wanted("csv", "shown" if host.shown() else "all", dialect, "")
    problem = ""
    while wanted is not None:
        wanted = await host.ask(Export(wanted, making.ranges(), making.name, making.preview, problem))
        if wanted is None:
            return
        problem = ""
        try:
            files, exported = making.files(wanted)
            existing = [path for path, _data in files if path.exists()]
            if existing:
                names = "\n".join(map(str, existing))
                question = ngettext(
                    "This file exists. Write over it?", "These files exist. Write over them?", len(existing)
                )
                if await host.ask(Confirm(question, yes=_("write over it"), details=names)) != "yes":
                    continue
            for path, data in files:
                _create(path, data, force=path in existing)
        except PlannerError as error:
            problem = " ".join(part for part in (str(error), error.hint) if part)
            continue
        await _exported(host, wanted, files, exported if wanted.format in TOOLS else None)
        return


def _create(path: Path, data: bytes, *, force: bool) -> None:
    from planner.storage import files

    files.create(path, data, force=force)


async def _exported(host: Host, wanted: Wanted, files: Sequence[tuple[Path, bytes]], exported: Exported | None) -> None:
    from planner.tui.screens.confirm import Confirm

    names = ", ".join(str(path) for path, _data in files)
    if exported is None:
        host.say(_("Wrote {path}").format(path=names))
        return
    title = wanted.format.capitalize()
    if exported.edit is not None:
        host.do(exported.edit, _("exported to {tool}").format(tool=title), quiet=True)
    from planner.exchange import schedulers

    moved = schedulers.scheduled(host.calendar, exported.rows)
    host.say(_("Wrote {path}").format(path=names))
    if moved is None:
        return
    count = len({row.item.id for row in exported.rows})
    question = ngettext(
        "Set the status of this item to scheduled? (Once you have uploaded it.)",
        "Set the status of these {count} items to scheduled? (Once you have uploaded them.)",
        count,
    ).format(count=count)
    if (
        await host.ask(Confirm(question, yes=_("scheduled"), no=_("leave the status"), details=names, enter=True))
        == "yes"
    ):
        host.do(moved, ngettext("{count} item scheduled", "{count} items scheduled", count).format(count=count))


class _Making:
    """Makes an export's name, preview and bytes from the screen's state when it was asked for."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._shown = host.shown()
        self._folder = default_folder(host.workspace.path)

    def ranges(self) -> list[tuple[str, str]]:
        """Return (key, label) of what can be taken."""
        from planner.core.dates import month_name

        return [
            ("shown", _("shown ({count})").format(count=len(self._shown))),
            ("month", month_name(self._host.month.number)),
            ("all", _("everything")),
        ]

    def items(self, wanted: Wanted) -> tuple[Item, ...]:
        """Return the items that ``wanted`` takes, in the order of an export."""
        from planner.exchange import selection

        if wanted.taken == "shown":
            return self._shown
        return selection.select(self._host.calendar, month=self._host.month if wanted.taken == "month" else None)

    def name(self, wanted: Wanted) -> str:
        """Return the path proposed."""
        from planner.exchange import names

        plan = self._host.calendar
        kind = "ics" if wanted.format == "ics" else wanted.format
        dates = sorted(item.date for item in self._shown if item.date) if wanted.taken == "shown" else []
        month = self._host.month if wanted.taken == "month" else None
        return str(
            self._folder
            / names.default(
                plan.client or plan.title,
                kind,
                month=month,
                first=dates[0] if dates else None,
                last=dates[-1] if dates else None,
            )
        )

    def preview(self, wanted: Wanted) -> Preview:
        """Return what would be written; nothing is."""
        from planner.tui.screens.export import TOOLS, Preview

        items = self.items(wanted)
        notes: tuple[str, ...] = ()
        problems: tuple[str, ...] = ()
        rows = len(items)
        try:
            paths = [self.path(wanted)]
            if wanted.format in TOOLS:
                exported = self._prepare(wanted, items)
                rows, notes = len(exported.rows), exported.notes
                problems = tuple(problem.sentence for problem in exported.problems)
                if exported.left_out:
                    notes = (
                        *notes,
                        ngettext(
                            "{count} item was sent before and is unchanged",
                            "{count} items were sent before and are unchanged",
                            len(exported.left_out),
                        ).format(count=len(exported.left_out)),
                    )
                paths = [path for path, _data in self._parts(wanted, exported)]
        except PlannerError as error:
            return Preview(rows, (), failure=str(error))
        return Preview(
            rows, tuple(map(str, paths)), tuple(str(path) for path in paths if _exists(path)), notes, problems
        )

    def path(self, wanted: Wanted) -> Path:
        """Return the path that was typed. Raises PlannerError for one that cannot be."""
        from planner.tui.screens.open_file import expanded

        if "\0" in wanted.path:
            raise UnusablePathError(_("A path holds no NUL."))
        return expanded(wanted.path.strip() or self.name(wanted), self._folder)

    def files(self, wanted: Wanted) -> tuple[list[tuple[Path, bytes]], Exported | None]:
        """Return the files to write. Raises PlannerError."""
        from planner.tui.screens.export import TOOLS

        items = self.items(wanted)
        if wanted.format in TOOLS:
            exported = self._prepare(wanted, items)
            return self._parts(wanted, exported), exported
        return [(self.path(wanted), content(self._host, wanted, items))], None

    def _prepare(self, wanted: Wanted, items: Sequence[Item]) -> Exported:
        from planner.exchange import schedulers

        workspace = self._host.workspace
        return schedulers.prepare(
            wanted.format, self._host.calendar, items, now=workspace.now(), today=self._host.today, again=wanted.again
        )

    def _parts(self, wanted: Wanted, exported: Exported) -> list[tuple[Path, bytes]]:
        path = self.path(wanted)
        if len(exported.files) <= 1:
            return [(path, part.data) for part in exported.files]
        return [(path.with_name(f"{path.stem}{part.suffix}{path.suffix}"), part.data) for part in exported.files]


class UnusablePathError(PlannerError):
    """What was typed is no path; the sentence says why."""


def default_folder(calendar: Path) -> Path:
    """Return the folder of the calendar, or the working folder for a throw-away copy."""
    folder = calendar.parent
    return Path.cwd() if folder.is_relative_to(tempfile.gettempdir()) else folder


def content(host: Host, wanted: Wanted, items: Sequence[Item]) -> bytes:
    """Return the bytes of an export that is one file. Raises PlannerError (an extra that is not installed)."""
    plan = host.calendar
    month = host.month if wanted.taken == "month" else None
    match wanted.format:
        case "csv":
            from planner.exchange import client_csv

            return client_csv.export(plan, items, dialect=wanted.dialect)
        case "xlsx":
            from planner.exchange import xlsx

            return xlsx.export(plan, items)
        case "ics":
            from planner.exchange import ics

            return ics.export(plan, items, now=host.workspace.now())
        case "markdown":
            from planner.exchange import markdown

            return markdown.export(plan, items, today=host.today, month=month)
        case "html":
            from planner.exchange import html

            return html.export(plan, items, today=host.today, month=month)
        case _:
            from planner.exchange import json_export

            return json_export.export(plan, items)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


# import


async def import_(host: Host) -> None:
    """Take a client's spreadsheet in: read, shown change by change, and one step of undo."""
    from planner.tui.screens.open_file import OpenFile

    path = await host.ask(
        OpenFile(default_folder(host.workspace.path), _("Import a spreadsheet (CSV)"), (".csv", ".tsv", ".txt"))
    )
    if path is not None:
        await import_file(host, path)


async def import_file(host: Host, path: Path) -> None:
    """Show what importing ``path`` would change, and do what is taken of it."""
    from planner.tui.acts import importing

    await importing.run(host, path)


# the editor


async def in_editor(host: Host) -> None:
    """Edit the item's own lines of the file in the user's editor."""
    from planner.storage import codec, paths
    from planner.tui.screens import editor

    item = host.cursor
    if item is None:
        host.say(_nothing(host))
        return
    try:
        words = editor.command(os.environ)
        file = _editor_file(host, item)
        original = _block(host, item)
        if not file.exists() or not await _taken_up(host, file, item):
            paths.private_folder(file.parent)
            paths.private_file(file, original.encode())
    except (PlannerError, OSError) as error:
        host.say(str(error), severity="error")
        return
    line = 1
    while True:
        try:
            editor.run(host.app, words, file, line)
            text = file.read_bytes().decode("utf-8")
            entry = None if text == original or not text.strip() else codec.decode_entry(text, str(file))
            if entry is None:
                file.unlink(missing_ok=True)
                host.say(_("Nothing changed."))
                return
            if not await _take_text(host, item, entry, text):
                return
            file.unlink(missing_ok=True)
            return
        except UnicodeDecodeError as error:
            answer = await host.ask(
                editor.ask_again(_("It is not UTF-8 text: {reason}").format(reason=str(error.reason)))
            )
        except InvalidFileError as error:
            line = error.problems[0].line if error.problems else 1
            answer = await host.ask(editor.ask_again(error))
        except TwinError as error:
            answer = await host.ask(editor.ask_again(str(error)))
        except (editor.EditorError, OSError) as error:
            host.say(str(error), severity="error")
            return
        if answer == "drop":
            file.unlink(missing_ok=True)
            host.say(_("Dropped; the item is as it was."))
            return
        if answer != "again":
            host.say(_("The text is kept: {key} offers it again.").format(key=host.keys.sign("item.editor", "E")))
            return


class TwinError(PlannerError):
    """Another item has the id that was written in the editor."""


async def _taken_up(host: Host, file: Path, item: Item) -> bool:
    from planner.tui.screens.confirm import Answer, Choose

    answers = (
        Answer(("enter", "y", "o"), _("take it up"), "take"),
        Answer(("n",), _("forget it and start from the item"), "drop"),
    )
    question = _("There is text for “{title}” from the editor that is not in the plan.").format(title=item.title)
    return await host.ask(Choose(question, answers)) != "drop"


def _editor_file(host: Host, item: Item) -> Path:
    import hashlib

    from planner.exchange import names
    from planner.storage import paths

    digest = hashlib.sha256(str(host.workspace.path).encode("utf-8", "surrogateescape")).hexdigest()[:10]
    return paths.state_dir() / "drafts" / f"{names.safe(item.id, longest=40)}-{digest}.toml"


def _block(host: Host, item: Item) -> str:
    from planner.storage import codec

    try:
        text = host.workspace.document.block_text("items", item.id)
    except GoneError:
        text = ""
    return text if text.strip() else codec.entry_text("items", item)


async def _take_text(host: Host, item: Item, entry: Item, text: str) -> bool:
    """Put the text, byte for byte, in the item's place. Raises TwinError; False when it could not be written."""
    from dataclasses import replace

    from planner.tui.screens.editor import with_id

    ident = entry.id if entry.id and entry.has_own_id else item.id if item.has_own_id else host.workspace.new_id()
    if not entry.id:
        text = with_id(text, ident)
        entry = replace(entry, id=ident)
    if ident != item.id and ident in host.calendar.by_id:
        raise TwinError(_("There is another item with the id {id}.").format(id=ident))
    edit: Edit
    try:
        at = locate(host.calendar, "items", item.id)
        edit = Batch((Remove("items", item.id), Add("items", entry, at, text)))
    except GoneError:
        edit = Add("items", entry, None, text)
    return host.do(edit, _("edited “{title}” in the editor").format(title=entry.title)) is not None


# text and links


def copy_text(host: Host) -> None:
    """Put the item's text on the clipboard; its title where it has none."""
    item = host.cursor
    if item is None:
        host.say(_nothing(host))
        return
    host.app.copy_to_clipboard(item.copy or item.title)
    what = _("the text") if item.copy else _("the title (there is no text)")
    host.say(
        _("Copied {what} to the clipboard, if your terminal allows it; “{act}” is in the palette.").format(
            what=what, act=_("write the text to a file")
        )
    )


async def text_to_file(host: Host) -> None:
    """Write the item's text to a file."""
    from planner.exchange import names
    from planner.tui.screens.confirm import Confirm
    from planner.tui.screens.open_file import OpenFile

    item = host.cursor
    if item is None:
        host.say(_nothing(host))
        return
    folder = default_folder(host.workspace.path)
    path = await host.ask(
        OpenFile(
            folder,
            _("Write the text to a file"),
            (".txt", ".md"),
            text=names.safe(item.title, longest=60) + ".txt",
            new=True,
        )
    )
    if path is None:
        return
    exists = _exists(path)
    if (
        exists
        and await host.ask(Confirm(_("This file exists. Write over it?"), yes=_("write over it"), details=str(path)))
        != "yes"
    ):
        return
    try:
        _create(path, (item.copy or item.title).encode("utf-8", "replace"), force=exists)
    except PlannerError as error:
        host.say(str(error), severity="error")
        return
    host.say(_("Wrote {path}").format(path=path))


async def open_link(host: Host) -> None:
    """Open the item's link in the user's browser, after showing all of it."""
    from planner.exchange import names
    from planner.tui.screens.confirm import Confirm

    item = host.cursor
    link = item.link.strip() if item is not None else ""
    if not link:
        host.say(_("This item has no link."))
        return
    if not names.web_address(link, LINKS):
        host.say(
            _("Only http, https and mailto addresses are opened; this one is: {link}").format(link=link),
            severity="warning",
        )
        return
    if await host.ask(Confirm(_("Open this address?"), yes=_("open it"), details=link, enter=True)) != "yes":
        return
    words = opener()
    if words is None:
        host.say(
            _("There is no program to open addresses with; this is it: {link}").format(link=link), severity="warning"
        )
        return
    _children[:] = [child for child in _children if child.poll() is None]
    try:
        quiet = subprocess.DEVNULL
        _children.append(
            subprocess.Popen([*words, link], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        )  # noqa: S603 - an address that was checked and shown, as one word
    except OSError as error:
        host.say(
            _("The address could not be opened: {reason}").format(reason=error.strerror or error), severity="error"
        )
        return
    host.say(_("Opening {link}").format(link=link))


def opener() -> list[str] | None:
    """Return the words of the system's own opener of addresses, or None where there is none."""
    if sys.platform == "win32":
        return ["rundll32", "url.dll,FileProtocolHandler"]
    name = "open" if sys.platform == "darwin" else "xdg-open"
    found = shutil.which(name)
    return [found] if found else None


# other calendars, help and the palette


async def open_file(host: Host) -> None:
    """Open another calendar beside this one."""
    from planner.tui.screens.open_file import OpenFile

    path = await host.ask(OpenFile(default_folder(host.workspace.path)))
    if path is not None:
        host.open_calendar(path)


async def help_(host: Host) -> None:
    """Show the keys, those of this panel first; Enter does one."""
    from planner.tui.screens.help import Help

    actions = host.keys.actions
    chosen = await host.ask(Help(actions, host.panel))
    if chosen is not None:
        await do_action(host, actions, chosen)


async def palette(host: Host) -> None:
    """Find an act, an item, a filter, a theme or a calendar by a part of its name."""
    from planner.tui.screens.palette import Palette

    actions = host.keys.actions
    command = await host.ask(
        Palette(
            actions,
            host.calendar.items,
            tuple(host.calendar.filters.items()),
            themes(host),
            [workspace.calendar.title for workspace in host.workspaces],
        )
    )
    if command is None:
        return
    match command.kind:
        case "action":
            await do_action(host, actions, command.value)
        case "item":
            host.focus_item(command.value)
        case "filter":
            host.set_filter(command.value)
        case "theme":
            host.app.theme = command.value
        case "calendar":
            host.switch_calendar(int(command.value))


def themes(host: Host) -> list[str]:
    """Return the names of the program's and the user's themes; Textual's own are not offered."""
    from textual.theme import BUILTIN_THEMES

    return [name for name in host.app.available_themes if name not in BUILTIN_THEMES]


async def do_action(host: Host, actions: Sequence[Action], ident: str) -> None:
    """Do the act of that id, as its key would."""
    for action in actions:
        if action.id == ident:
            result: Any = action.run(host)
            if inspect.isawaitable(result):
                await result


ACTIONS: tuple[Action, ...] = (
    Action("item.editor", ("E",), N_("edit in your editor ($EDITOR)"), CHANGE, in_editor, where=ITEMS),
    Action("item.copy_text", ("Y",), N_("copy the text to the clipboard"), CHANGE, copy_text, where=ITEMS),
    Action("item.text_file", (), N_("write the text to a file"), FILES, text_to_file),
    Action("item.link", ("O",), N_("open the link"), CHANGE, open_link, where=ITEMS),
    Action("file.export", ("x",), N_("export what is shown"), FILES, export, footer=True, short=N_("export")),
    Action("file.import", (), N_("import a spreadsheet"), FILES, import_),
    Action("file.open", (), N_("open another calendar"), FILES, open_file),
    Action(
        "program.palette",
        (":", "ctrl+p"),
        N_("find a command, an item, a filter or a theme"),
        PROGRAM,
        palette,
        footer=True,
        short=N_("commands"),
    ),
    Action("program.help", ("?",), N_("keys and help"), PROGRAM, help_, footer=True, short=N_("help")),
)
