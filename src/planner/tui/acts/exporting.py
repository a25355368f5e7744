"""Exports what is shown, the month or everything: asked, previewed, written, and remembered for the tools that are uploaded to.

A reader would get wrong: nothing is written over a file that nobody was asked about; and a status of ``scheduled`` is offered, never set,
since only the user knows whether the file was uploaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.errors import PlannerError
from planner.i18n import _, ngettext
from planner.tui.acts.shared import default_folder, exists, sentence, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planner.core.model import Item
    from planner.exchange.schedulers import Exported
    from planner.tui.context import Host
    from planner.tui.screens.export import Preview, Wanted


async def export(host: Host, taken: str = "") -> None:
    """Export what is shown, the month or everything, in one of the formats; ``taken`` is the range to stand on at first."""
    from planner.tui.screens.confirm import Confirm
    from planner.tui.screens.export import TOOLS, Export, Wanted

    making = _Making(host)
    dialect = "excel-fr" if host.calendar.language == "fr" else "excel"
    first = "marked" if host.marks else "shown" if host.shown() else "all"
    wanted: Wanted | None = Wanted("csv", taken or first, dialect, "")
    problem = ""
    while wanted is not None:
        wanted = await host.ask(Export(wanted, making.ranges(), making.name, making.preview, problem))
        if wanted is None:
            return
        problem = ""
        try:
            files, exported = making.files(wanted)
            existing = [path for path, _data in files if exists(path)]
            if existing:
                names = "\n".join(map(str, existing))
                question = ngettext(
                    "This file exists. Write over it?", "These files exist. Write over them?", len(existing)
                )
                if await host.ask(Confirm(question, yes=_("write over it"), details=names)) != "yes":
                    continue
            for path, data in files:
                write(path, data, force=path in existing)
        except PlannerError as error:
            problem = sentence(error)
            continue
        await _exported(host, wanted, files, exported if wanted.format in TOOLS else None)
        return


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
        self._marked = host.selected() if host.marks else ()
        self._folder = default_folder(host.workspace.path)

    def ranges(self) -> list[tuple[str, str]]:
        """Return (key, label) of what can be taken."""
        from planner.core.dates import month_name

        marked = ngettext("{count} marked", "{count} marked", len(self._marked)).format(count=len(self._marked))
        return [
            *([("marked", marked)] if self._marked else []),
            ("shown", _("shown ({count})").format(count=len(self._shown))),
            ("month", month_name(self._host.month.number)),
            ("all", _("everything")),
        ]

    def items(self, wanted: Wanted) -> tuple[Item, ...]:
        """Return the items that ``wanted`` takes, in the order of an export."""
        from planner.exchange import selection

        if wanted.taken == "shown":
            return self._shown
        if wanted.taken == "marked":
            return tuple(sorted(self._marked, key=lambda item: (selection.by_time(item), item.date is None)))
        return selection.select(self._host.calendar, month=self._host.month if wanted.taken == "month" else None)

    def name(self, wanted: Wanted) -> str:
        """Return the path proposed."""
        from planner.exchange import names

        plan = self._host.calendar
        kind = "ics" if wanted.format == "ics" else wanted.format
        listed = {"shown": self._shown, "marked": self._marked}.get(wanted.taken, ())
        dates = sorted(item.date for item in listed if item.date)
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
