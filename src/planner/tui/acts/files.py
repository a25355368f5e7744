"""Acts between the plan and other files and programs: export, import, open, the editor, links, help and the palette.

A reader would get wrong: a link is shown whole before it is opened, and goes to the opener as one word, never through a shell.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from planner.core.values import replace
from planner.errors import PlannerError
from planner.i18n import N_, _, language
from planner.tui.actions import CHANGE, FILES, ITEMS, PROGRAM, Action
from planner.tui.acts.edit import edit
from planner.tui.acts.shared import default_folder, exists, nothing, sentence, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.core.model import Calendar
    from planner.tui.context import Host
    from planner.tui.screens.open_file import OpenFile

LINKS = ("http", "https", "mailto")
"""The only kinds of address that are ever opened."""
_children: list[subprocess.Popen[bytes]] = []


async def in_editor(host: Host) -> None:
    """Open the item in the user's editor."""
    from planner.tui.acts import editing

    await editing.in_editor(host)


async def export(host: Host) -> None:
    """Write what is shown for a client or a tool."""
    from planner.tui.acts import exporting

    await exporting.export(host)


async def import_(host: Host) -> None:
    """Take a client's spreadsheet in: read, shown change by change, and one step of undo."""
    from planner.tui.screens.open_file import OpenFile

    folder = default_folder(host.workspace.path)
    kinds = (".csv", ".tsv", ".txt")
    await _taken_in(host, lambda wrong: OpenFile(folder, _("Import a spreadsheet (CSV)"), kinds, wrong=wrong))


async def import_ideas(host: Host) -> None:
    """Take ideas that others sent into the inbox, each credited to who had it."""
    from planner.tui.screens.open_file import OpenFile

    folder = default_folder(host.workspace.path)
    kinds = (".txt", ".md", ".csv", ".tsv")
    title = _("Take in suggested ideas (text or CSV)")
    await _taken_in(host, lambda wrong: OpenFile(folder, title, kinds, wrong=wrong), ideas=True)


async def _taken_in(host: Host, asked: Callable[[str], OpenFile], *, ideas: bool = False) -> None:
    """Take a file in; one that cannot be read is asked for again, and told why, since who types its name goes on typing."""
    wrong = ""
    while (path := await host.ask(asked(wrong))) is not None:
        from planner.tui.acts import importing

        wrong = await importing.run(host, path, ideas=ideas)
        if not wrong:
            return


# text and links


def copy_text(host: Host) -> None:
    """Put the item's text on the clipboard; its title where it has none. Of several that are marked, all texts, a line between."""
    items = [item for own in host.selected_of_all().values() for item in own]
    if not items:
        host.say(nothing(host))
        return
    host.app.copy_to_clipboard("\n\n".join(item.copy or item.title for item in items))
    if len(items) > 1:
        said = _("Copied {count} texts to the clipboard, if your terminal allows it.").format(count=len(items))
    elif items[0].copy:
        said = _("Copied the text to the clipboard, if your terminal allows it.")
    else:
        said = _("There is no text yet: copied the title to the clipboard, if your terminal allows it.")
    host.say(said)


async def text_to_file(host: Host) -> None:
    """Write the item's text to a file."""
    from planner.exchange import names
    from planner.tui.screens.confirm import Confirm
    from planner.tui.screens.open_file import OpenFile

    item = host.cursor
    if item is None:
        host.say(nothing(host))
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
    there = exists(path)
    question = Confirm(_("This file exists. Write over it?"), yes=_("write over it"), details=str(path))
    if there and await host.ask(question) != "yes":
        return
    try:
        write(path, (item.copy or item.title).encode("utf-8", "replace"), force=there)
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
    try:
        start([*words, link])
    except OSError as error:
        host.say(
            _("The address could not be opened: {reason}").format(reason=error.strerror or error), severity="error"
        )
        return
    host.say(_("Opening {link}").format(link=link))


def start(words: Sequence[str]) -> None:
    """Start a program beside this one, without a shell and without the terminal. Raises OSError."""
    _children[:] = [child for child in _children if child.poll() is None]
    quiet = subprocess.DEVNULL
    # words are the system's opener and an address that was checked and shown, never a shell's line
    child = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    _children.append(child)


def opener() -> list[str] | None:
    """Return the words of the system's own opener of addresses, or None where there is none."""
    if sys.platform == "win32":
        return ["rundll32", "url.dll,FileProtocolHandler"]
    name = "open" if sys.platform == "darwin" else "xdg-open"
    found = shutil.which(name)
    return [found] if found else None


# other calendars, help and the palette


async def open_file(host: Host) -> None:
    """Open another calendar beside this one; a name that no file has makes a new one."""
    from planner.tui.acts import beginning
    from planner.tui.screens.open_file import OpenFile

    path = await host.ask(OpenFile(default_folder(host.workspace.path), make=True))
    if path is None:
        return
    try:
        if await beginning.is_there(host.ask, path, host.today):
            host.open_calendar(path)
    except PlannerError as error:
        host.say(sentence(error), severity="error")


async def help_(host: Host) -> None:
    """Show the keys, those of this panel first; Enter does one."""
    from planner.tui.screens.help import Help

    actions = host.keys.actions

    async def change(ident: str, how: str) -> Sequence[Action] | None:
        from planner.tui.acts import keys

        return await keys.change(host, ident, how)

    chosen = await host.ask(Help(actions, host.panel, change=change))
    if chosen is not None:
        await do_action(host, actions, chosen)


async def palette(host: Host) -> None:
    """Find an act, an item, a filter, a theme or a calendar by a part of its name."""
    from planner.tui.acts import looks
    from planner.tui.screens.palette import Palette

    actions = host.keys.actions
    command = await host.ask(
        Palette(
            actions,
            host.everything(),
            tuple(host.calendar.filters.items()),
            looks.listed(host),
            [workspace.calendar.title for workspace in host.workspaces],
            names=_filters_by_name(host.calendar),
            date_of=lambda text: _date_typed(host, text),
            today=host.today,
        )
    )
    if command is None:
        return
    match command.kind:
        case "action":
            await do_action(host, actions, command.value)
        case "item":
            host.focus_ref(command.value)
        case "filter":
            from planner.tui.acts import filtering

            await filtering.show(host, command.value)
        case "date":
            host.go(dt.date.fromisoformat(command.value))
        case "theme":
            looks.keep_theme(host, command.value)
        case "calendar":
            if command.value == "all":
                host.show_together()
            else:
                host.switch_calendar(int(command.value))


def _filters_by_name(calendar: Calendar) -> list[tuple[str, str]]:
    """Return the name of each channel, persona, format and pillar, and the filter that shows what is its."""
    from planner.core.quick_add import TABLES

    return [
        (one.name or one.id, f'{sign}"{one.id}"' if " " in one.id else f"{sign}{one.id}")
        for sign, table in TABLES.items()
        for one in getattr(calendar, table)
    ]


def _date_typed(host: Host, text: str) -> dt.date | None:
    """Return the date that ``text`` means, as where one goes to a date; None where it is none, or can be two."""
    from planner.core import spoken

    found = spoken.understand(text, host.today, language(), host.calendar.week_starts, around=host.day)
    return found if isinstance(found, dt.date) else None


async def where(host: Host) -> None:
    """Show the full path of each calendar that is open, and where history, settings and themes lie."""
    from planner.storage import paths
    from planner.tui.screens.confirm import Answer, Choose

    lying = [
        *((workspace.calendar.title, workspace.path.absolute()) for workspace in host.workspaces),
        (_("history and drafts"), paths.state_dir()),
        (_("settings"), paths.config_dir() / "config.toml"),
        (_("your keys"), paths.config_dir() / "keymap.toml"),
    ]
    details = "\n".join(_("{what}: {path}").format(what=what, path=path) for what, path in lying)
    going_on = Answer(("enter",), _("go on"), "on")
    await host.ask(Choose(_("Where what is yours lies:"), (going_on,), details=details, title=_("Your files")))


async def choose_theme(host: Host) -> None:
    """Choose a theme while it is shown."""
    from planner.tui.acts import looks

    await looks.choose_theme(host)


async def show_signs(host: Host) -> None:
    """Show what the signs on the screen mean."""
    from planner.tui.screens.signs import Signs

    await host.ask(Signs(host.panel))


async def do_action(host: Host, actions: Sequence[Action], ident: str) -> None:
    """Do the act of that id, as its key would; what follows the id of the form is the field to stand in."""
    ident, _space, field = ident.partition(" ")
    for action in (one for one in actions if one.id == ident):
        if action.id.startswith("move.") and host.moving is None:
            told = _("That is for an item on its way: {key} begins to move one.")
            host.say(told.format(key=host.keys.sign("item.move", "m")))
        else:
            await host.perform(replace(action, run=lambda host: edit(host, field)) if field else action)


async def show_history(host: Host) -> None:
    """Show the earlier states of the calendar, and go back to one, or to one item of it."""
    from planner.tui.acts import keeping

    await keeping.show_history(host)


async def merge_copies(host: Host) -> None:
    """Merge a copy that a synchronising program left beside the calendar."""
    from planner.tui.acts import keeping

    await keeping.merge_copies(host)


ACTIONS: tuple[Action, ...] = (
    Action("item.editor", ("E",), N_("edit in your editor ($EDITOR)"), CHANGE, in_editor, where=ITEMS),
    Action("item.copy_text", ("Y",), N_("copy the text to the clipboard"), CHANGE, copy_text, where=ITEMS),
    Action("item.text_file", (), N_("write the text to a file"), FILES, text_to_file),
    Action("item.link", ("O",), N_("open the link"), CHANGE, open_link, where=ITEMS),
    Action("file.export", ("x",), N_("export what is shown"), FILES, export, footer=True, short=N_("export")),
    Action("file.import", (), N_("import a spreadsheet"), FILES, import_, short=N_("import")),
    Action("file.import_ideas", (), N_("take in ideas that others suggested"), FILES, import_ideas),
    Action(
        "history.show", ("H",), N_("history: earlier states, and back to one or to one item of it"), FILES, show_history
    ),
    Action("file.merge_copy", (), N_("merge a copy that a synchronising program left"), FILES, merge_copies),
    Action("file.where", (), N_("where the file lies, and history and settings"), FILES, where),
    Action("file.open", (), N_("open another calendar, or make a new one"), FILES, open_file),
    Action(
        "program.palette",
        (":", "ctrl+p"),
        N_("find a command, an item, a filter or a theme"),
        PROGRAM,
        palette,
        footer=True,
        short=N_("commands"),
    ),
    Action("program.signs", (), N_("what the signs mean"), PROGRAM, show_signs, short=N_("signs")),
    Action("program.theme", ("C",), N_("choose the colours (a theme), and see them meanwhile"), PROGRAM, choose_theme),
    Action("program.help", ("?", "f1"), N_("keys and help"), PROGRAM, help_, footer=True, short=N_("help")),
)
