"""Exports what is shown, the month or everything: asked, previewed, written, and remembered for the tools that are uploaded to.

A reader would get wrong: nothing is written over a file that nobody was asked about; and a status of ``scheduled`` is offered, never set,
since only the user knows whether the file was uploaded.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from planner.core.values import dataclass
from planner.desk import Piece
from planner.errors import PlannerError
from planner.i18n import _, ngettext
from planner.storage.files import spare
from planner.tui.acts.export_all import Several, own_dialect
from planner.tui.acts.shared import default_folder, exists, sentence, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planner.core.dates import Month
    from planner.core.model import Calendar, Item
    from planner.exchange.schedulers import Exported
    from planner.tui.context import Host
    from planner.tui.screens.export import Preview, Wanted


async def export(host: Host, taken: str = "") -> None:
    """Export what is shown, the month or everything, in one of the formats; ``taken`` is the range to stand on at first."""
    from planner.tui.screens.confirm import Confirm
    from planner.tui.screens.export import Export, Wanted

    making = Several(host, Making) if host.together and len(host.drawn_clients) > 1 else Making(host)
    first = "marked" if host.marks else "shown" if host.listed() else "all"
    wanted: Wanted | None = Wanted("csv", taken or first, own_dialect(host.calendar), "")
    problem = ""
    while wanted is not None:
        wanted = await host.ask(
            Export(
                wanted,
                making.ranges(),
                making.name,
                making.preview,
                problem,
                many=making.many,
                proposed=own_dialect(host.calendar),
                whose=making.whose() if isinstance(making, Several) else (),
            )
        )
        if wanted is None:
            return
        problem = ""
        try:
            chosen = wanted
            title = _("Export: {format}").format(format=chosen.format)
            done = await host.work(title, partial(making.files, chosen))
            if done is None:
                continue
            files = [file for one in done for file in one.files]
            existing = [path for path, _data in files if exists(path)]
            for path in existing:
                spare(path, [workspace.path for workspace in host.workspaces])
            if existing:
                names = "\n".join(map(str, existing))
                question = ngettext(
                    "This file exists. Write over it?", "These files exist. Write over them?", len(existing)
                )
                if await host.ask(Confirm(question, yes=_("write over it"), details=names)) != "yes":
                    continue
            written = await host.work(title, partial(_write_all, files, existing))
            if written is None:
                continue
        except PlannerError as error:
            problem = sentence(error)
            continue
        await _exported(host, wanted, done)
        return


def _write_all(files: Sequence[tuple[Path, bytes]], existing: Sequence[Path]) -> int:
    """Write the files and return how many; over those that exist, as was agreed to. Raises CannotCreateError, FileAccessError."""
    for path, data in files:
        write(path, data, force=path in existing)
    return len(files)


def _wrote(paths: Sequence[Path], names: str) -> str:
    """Return what to say of the files written; of several in one folder that many and where, since a line would not hold their names."""
    folders = {path.parent for path in paths}
    if len(paths) > 1 and len(folders) == 1:
        count = len(paths)
        said = ngettext("Wrote {count} file in {folder}", "Wrote {count} files in {folder}", count)
        return said.format(count=count, folder=folders.pop())
    return _("Wrote {path}").format(path=names)


async def _exported(host: Host, wanted: Wanted, done: Sequence[Done]) -> None:
    """Say what was written, remember what went to a tool, and offer to call it scheduled; each in its own calendar, as one step."""
    from planner.exchange import schedulers
    from planner.tui.screens.confirm import Confirm

    paths = [path for one in done for path, _data in one.files]
    names = ", ".join(map(str, paths))
    sent = [(one.client, one.exported) for one in done if one.exported is not None]
    said = _("exported to {tool}").format(tool=wanted.format.capitalize())
    noted = [Piece(client, exported.edit, said) for client, exported in sent if exported.edit is not None]
    if noted:
        await host.do_all(noted, quiet=True)
    host.say(_wrote(paths, names))
    moved = {}
    for client, exported in sent:
        edit = schedulers.scheduled(host.workspaces[client].calendar, exported.rows)
        if edit is not None:
            moved[client] = edit
    if not moved:
        return
    count = sum(len({row.item.id for row in exported.rows}) for client, exported in sent if client in moved)
    question = ngettext(
        "Set the status of this item to scheduled? (Once you have uploaded it.)",
        "Set the status of these {count} items to scheduled? (Once you have uploaded them.)",
        count,
    ).format(count=count)
    if (
        await host.ask(Confirm(question, yes=_("scheduled"), no=_("leave the status"), details=names, enter=True))
        == "yes"
    ):
        said = ngettext("{count} item scheduled", "{count} items scheduled", count).format(count=count)
        await host.do_all([Piece(client, edit, said) for client, edit in moved.items()])


MANY = 300
"""From so many items on, looking at each row of a tool's file would hold up the screen."""


@dataclass(frozen=True, slots=True)
class Done:
    """What one client's export comes to: the files to write, and for a tool what goes out with them."""

    client: int
    files: list[tuple[Path, bytes]]
    exported: Exported | None = None


def shown_label(view: str, count: int, *, filtered: bool) -> str:
    """Return what an export takes that takes what is shown: how much of what, and that it is filtered."""
    if view == "week":
        text = ngettext("shown: {count} item of the week", "shown: {count} items of the week", count)
    elif view == "month":
        text = ngettext("shown: {count} item of the month", "shown: {count} items of the month", count)
    else:
        text = ngettext("shown: {count} item", "shown: {count} items", count)
    return text.format(count=count) + (" " + _("(filtered)") if filtered else "")


class Making:
    """Makes an export's name, preview and bytes from the screen's state when it was asked for; a thread may do so too."""

    def __init__(self, host: Host) -> None:
        self.workspace = host.workspace
        self._client = host.workspaces.index(host.workspace)
        self._month, self._today = host.month, host.today
        self.shown = host.shown()
        self.view, self.filtered = host.view, bool(host.filter)
        self.marked = host.selected() if host.marks else ()
        self.folder = default_folder(host.workspace.path)
        self._prepared: dict[tuple[str, str, bool], tuple[Calendar, Exported]] = {}
        self._one_by_one = threading.Lock()

    @property
    def many(self) -> bool:
        """Whether there are so many items that looking at each of them would hold up the screen."""
        return len(self.calendar.items) > MANY

    @property
    def calendar(self) -> Calendar:
        """The plan as it is now."""
        return self.workspace.calendar

    def ranges(self) -> list[tuple[str, str]]:
        """Return (key, label) of what can be taken."""
        from planner.core.dates import month_name

        marked = ngettext("{count} marked", "{count} marked", len(self.marked)).format(count=len(self.marked))
        return [
            *([("marked", marked)] if self.marked else []),
            ("shown", shown_label(self.view, len(self.shown), filtered=self.filtered)),
            ("month", month_name(self._month.number)),
            ("all", _("everything")),
        ]

    def items(self, wanted: Wanted) -> tuple[Item, ...]:
        """Return the items that ``wanted`` takes, in the order of an export."""
        from planner.exchange import selection

        if wanted.taken == "shown":
            return self.shown
        if wanted.taken == "marked":
            return tuple(sorted(self.marked, key=lambda item: (selection.by_time(item), item.date is None)))
        return selection.select(self.calendar, month=self._month_of(wanted))

    def _month_of(self, wanted: Wanted) -> Month | None:
        return self._month if wanted.taken == "month" else None

    def name(self, wanted: Wanted) -> str:
        """Return the path proposed."""
        from planner.exchange import names

        plan = self.calendar
        kind = "ics" if wanted.format == "ics" else wanted.format
        listed = {"shown": self.shown, "marked": self.marked}.get(wanted.taken, ())
        dates = sorted(item.date for item in listed if item.date)
        return str(
            self.folder
            / names.default(
                plan.client or plan.title,
                kind,
                month=self._month_of(wanted),
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
                problems = tuple(f"{number}. {one.sentence}" for number, one in enumerate(exported.problems, 1))
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
            rows, tuple(map(str, paths)), tuple(str(path) for path in paths if exists(path)), notes, problems
        )

    def path(self, wanted: Wanted) -> Path:
        """Return the path that was typed. Raises PlannerError for one that cannot be."""
        from planner.tui.screens.open_file import expanded

        if "\0" in wanted.path:
            raise UnusablePathError(_("A path holds no NUL."))
        return expanded(wanted.path.strip() or self.name(wanted), self.folder)

    def files(self, wanted: Wanted) -> list[Done]:
        """Return the files to write. Raises PlannerError."""
        from planner.tui.screens.export import TOOLS

        items = self.items(wanted)
        if wanted.format in TOOLS:
            exported = self._prepare(wanted, items)
            return [Done(self._client, self._parts(wanted, exported), exported)]
        return [Done(self._client, [(self.path(wanted), self._content(wanted, items))])]

    def _prepare(self, wanted: Wanted, items: Sequence[Item]) -> Exported:
        from planner.exchange import schedulers

        workspace, calendar = self.workspace, self.calendar
        key = (wanted.format, wanted.taken, wanted.again)
        with self._one_by_one:
            known = self._prepared.get(key)
            if known is None or known[0] is not calendar:
                made = schedulers.prepare(
                    wanted.format, calendar, items, now=workspace.now(), today=self._today, again=wanted.again
                )
                known = self._prepared[key] = (calendar, made)
            return known[1]

    def _parts(self, wanted: Wanted, exported: Exported) -> list[tuple[Path, bytes]]:
        path = self.path(wanted)
        if len(exported.files) <= 1:
            return [(path, part.data) for part in exported.files]
        return [(path.with_name(f"{path.stem}{part.suffix}{path.suffix}"), part.data) for part in exported.files]

    def _content(self, wanted: Wanted, items: Sequence[Item]) -> bytes:
        """Return the bytes of an export that is one file. Raises PlannerError (an extra that is not installed)."""
        plan, month = self.calendar, self._month_of(wanted)
        match wanted.format:
            case "csv":
                from planner.exchange import client_csv

                return client_csv.export(plan, items, dialect=wanted.dialect)
            case "xlsx":
                from planner.exchange import xlsx

                return xlsx.export(plan, items)
            case "ics":
                from planner.exchange import ics

                return ics.export(plan, items, now=self.workspace.now())
            case "markdown":
                from planner.exchange import markdown

                return markdown.export(plan, items, today=self._today, month=month)
            case "html":
                from planner.exchange import html

                return html.export(plan, items, today=self._today, month=month)
            case _:
                from planner.exchange import json_export

                return json_export.export(plan, items)


class UnusablePathError(PlannerError):
    """What was typed is no path; the sentence says why."""
