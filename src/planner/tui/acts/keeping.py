"""Going back to what the calendar was, and merging copies that synchronising programs left beside it.

A reader would get wrong: a state is known by its file, not by its number; every save meanwhile makes all numbers one higher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.core.dates import short_date
from planner.errors import FileAccessError
from planner.i18n import _, ngettext

if TYPE_CHECKING:
    import datetime as dt

    from planner.core.changes import EntryChange
    from planner.storage.merge import Conflict
    from planner.tui.context import Host
    from planner.tui.screens.conflict import Difference
    from planner.tui.screens.history import Entry, Line


async def show_history(host: Host) -> None:
    """Show the earlier states; into one of them, and back to it, whole or one item of it."""
    from planner import versions
    from planner.core import changes
    from planner.storage import codec
    from planner.tui.screens.history import Differences, History

    workspace = host.workspace
    at = ""
    while True:
        chosen = await host.ask(History(lambda: _lines(workspace.path, host.today), at=at))
        if chosen is None:
            return
        at = chosen
        file = Path(chosen)
        then = codec.decode(_bytes(file), chosen).calendar
        found = _entries(changes.between(then, host.calendar))
        when = _when(_replaced(file), host.today)
        answer = await host.ask(Differences(_("As it was until {when}").format(when=when), found))
        if answer is None:
            continue
        number = _number(workspace.path, file)
        if answer == "all":
            changed = versions.restore(workspace, number)
        else:
            changed = versions.restore_item(workspace, number, answer.removeprefix("item:"))
        host.adopt(changed)
        host.say_done(changed.label)
        return


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileAccessError(str(file), error.strerror or str(error), writing=False) from error


def _lines(path: Path, today: dt.date) -> Iterator[Line]:
    from planner import versions
    from planner.tui.screens.history import Line

    for past in versions.earlier(path):
        value = str(past.state.file) if past.reads else None
        yield Line(past.state.number, _when(past.state.when, today), past.told, value)


def _when(moment: dt.datetime, today: dt.date) -> str:
    """Return a moment in little room: the time alone on the day itself."""
    here = moment.astimezone()
    if here.date() == today:
        return f"{here:%H:%M:%S}"
    return f"{short_date(here.date())} {here:%H:%M}"


def _replaced(file: Path) -> dt.datetime:
    import datetime as dt

    return dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)


def _number(path: Path, file: Path) -> int:
    """Return the number that a state goes by now; one that is not kept any more has none, which is told later."""
    from planner.storage import history

    return next((state.number for state in history.states(path) if state.file == file), 0)


def _entries(found: Iterable[EntryChange]) -> list[Entry]:
    from planner.tui.screens.history import Entry

    return [
        Entry(
            one.kind,
            one.named,
            tuple(str(field) for field in one.fields),
            (one.former or one.key) if one.table == "items" else "",
        )
        for one in found
    ]


# -- copies


async def merge_copies(host: Host) -> None:
    """Merge a copy that a synchronising program left; what both changed is asked, all is shown first, and it is one step of undo."""
    from planner.storage import neighbours
    from planner.tui.screens.open_file import OpenFile

    copies = neighbours.copies_beside(host.workspace.path)
    if not copies:
        title = _("No copy lies beside the calendar. Which file is to be merged?")
        chosen = await host.ask(OpenFile(host.workspace.path.parent, title))
    elif len(copies) == 1:
        chosen = copies[0]
    else:
        chosen = await _pick(host, copies)
    if chosen is not None:
        await _merge(host, chosen)


async def _pick(host: Host, copies: tuple[Path, ...]) -> Path | None:
    from planner.tui.screens.pick import Choice, Pick

    choices = [Choice(str(copy), copy.name, _when(_replaced(copy), host.today)) for copy in copies]
    picked = await host.ask(Pick(_("Which copy?"), choices))
    return Path(picked.values[0]) if picked is not None and picked.values else None


async def _merge(host: Host, copy: Path) -> None:
    from planner import versions
    from planner.tui.screens.history import Merging

    workspace = host.workspace
    while True:
        found = versions.propose(workspace, copy)
        host.refreshed()
        decided = await _decided(host, found.conflicts)
        if decided is None:
            host.say(_("Nothing was merged."))
            return
        proposed = versions.propose(workspace, copy, decided) if decided else found
        if proposed.over != found.over:
            continue
        if not proposed.is_new:
            nothing = _("The plan stays as it was.") if decided else _("{copy} has nothing that the calendar has not.")
            host.say(nothing.format(copy=copy.name))
            await _put_away(host, copy)
            return
        count = len(proposed.changes)
        told = ngettext(
            "Merging {copy} would bring {count} change:", "Merging {copy} would bring {count} changes:", count
        ).format(copy=copy.name, count=count)
        if proposed.kept:
            kept = ngettext(
                "{count} entry stays that the copy lacks.", "{count} entries stay that the copy lacks.", proposed.kept
            )
            told += "\n" + kept.format(count=proposed.kept)
        screen = Merging(
            _("Merge a copy"), told, _entries(proposed.changes), [str(conflict) for conflict in proposed.conflicts]
        )
        if await host.ask(screen) is None:
            host.say(_("Nothing was merged."))
            return
        host.look(wait=True)
        if workspace.document.data == proposed.over:
            break
    changed = workspace.put(proposed.data, _("merged {name}").format(name=copy.name), name=copy.name)
    host.adopt(changed)
    host.say_done(changed.label)
    await _put_away(host, copy)


async def _decided(host: Host, conflicts: Sequence[Conflict]) -> dict[int, bool] | None:
    """Ask about each value that both changed whether the copy's is to stand, by its place; None when that was left."""
    from planner.tui.screens.conflict import Conflict as Asking

    asked = [number for number, one in enumerate(conflicts) if one.key]
    if not asked:
        return {}
    kept = await host.ask(Asking([_difference(conflicts[number]) for number in asked], twice=False))
    return None if kept is None else {number: not mine for number, mine in zip(asked, kept, strict=True)}


def _difference(conflict: Conflict) -> Difference:
    from planner.tui.acts.settling import field_label
    from planner.tui.screens.conflict import Difference, Pair

    table, _blank, title = conflict.where.partition(" ")
    label = field_label(conflict.key) if table == "[[items]]" else conflict.key
    pair = Pair(conflict.key, label, _plain(conflict.ours), _plain(conflict.theirs))
    return Difference(title or table, (pair,))


def _plain(value: str) -> str:
    """Return a value that stands as TOML as people read it."""
    from planner.storage import codec

    if not value:
        return "–"
    read = codec.parse(f"value = {value}".encode(), "")["value"]
    return read if isinstance(read, str) else ", ".join(map(str, read)) if isinstance(read, list) else str(read)


async def _put_away(host: Host, copy: Path) -> None:
    """Offer to move a copy that has nothing new any more into the history, where it can still be found."""
    from planner.storage import neighbours

    if not neighbours.is_conflict_copy(copy):
        return
    question = _("Put {copy} away? It goes to the history.").format(copy=copy.name)
    if not await host.confirm(
        question, _("y keeps its text among the earlier states and removes the file; n leaves it.")
    ):
        return
    problem = _moved(host.workspace.path, copy)
    if problem:
        host.say(_("{copy} is still there: {reason}").format(copy=copy.name, reason=problem), severity="warning")
    else:
        host.say(_("{copy} is among the earlier states now.").format(copy=copy.name))


def _moved(calendar: Path, copy: Path) -> str:
    """Move a copy into the calendar's history; return why not, or an empty string."""
    from planner.storage import history

    try:
        if not history.keep(calendar, copy.read_bytes()):
            return _("the history takes nothing")
        copy.unlink()
    except OSError as error:
        return error.strerror or str(error)
    return ""
