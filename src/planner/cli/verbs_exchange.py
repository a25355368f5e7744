"""Verbs between the plan and other people's files: import and export.

A reader would get wrong: ``import`` writes the whole file in as one step of history, or nothing at all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.cli import find, out
from planner.cli.verbs_plan import check_range
from planner.errors import CannotCreateError, PlannerError, RefusedError, UsageError
from planner.i18n import _, ngettext

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from planner.core.model import Item
    from planner.exchange.csv_import import ImportPlan
    from planner.exchange.schedulers import Exported
    from planner.workspace import Workspace


def import_(options: argparse.Namespace) -> int:
    """Take a spreadsheet's rows in; tells of each row it did not take."""
    from planner.storage import files

    workspace = find.open_workspace(options)
    content = files.read(Path(options.file)).data
    if options.ideas or _is_list_of_ideas(options, content):
        return _import_ideas(options, workspace, content)
    return take_in(options, workspace, content)


def _is_list_of_ideas(options: argparse.Namespace, content: bytes) -> bool:
    """Whether the file is a list of ideas although nobody said so; says what is made of it."""
    from planner.exchange import suggestions

    if options.day_one or not suggestions.is_list(content, options.file):
        return False
    out.chatter(_("{name} is read as a list of ideas; they go to the inbox.").format(name=options.file))
    return True


def take_in(options: argparse.Namespace, workspace: Workspace, content: bytes) -> int:
    """Plan the import of ``content``, tell it, and write it unless this is a dry run."""
    from planner.exchange import csv_import

    plan = csv_import.plan_import(
        content,
        workspace.calendar,
        day_one=options.day_one,
        today=workspace.today(),
        choose=random.choice,
        name=options.file,
    )
    report = plan.report()
    changes = bool(report["added"] or report["updated"])
    if changes and not options.dry_run:
        find.announce(workspace)
        workspace.do(plan.edit(), _("imported {name}").format(name=Path(options.file).name))
    if options.json:
        for note in plan.notes:
            out.chatter(note)
        out.as_json(report)
        return 0
    _tell(plan, workspace, dry=options.dry_run)
    return 0


def _tell(plan: ImportPlan, workspace: Workspace, *, dry: bool) -> None:
    report = plan.report()
    for note in plan.notes:
        out.chatter(note)
    for header, field in report["columns"].items():
        out.line(f"{header} → {field}")
    for table, entries in plan.declared.items():
        names = ", ".join(entry.name or entry.id for entry in entries)
        out.line(_("New in the calendar, {table}: {names}").format(table=_table_name(table), names=names))
    out.line()
    for item in plan.added:
        out.line(f"+ {item.date or _('idea')}  {item.title}")
    for ident, changes in plan.updated.items():
        out.line(
            f"~ {ident}  {workspace.calendar.by_id[ident].title}" if ident in workspace.calendar.by_id else f"~ {ident}"
        )
        for field, (before, after) in changes.items():
            out.line(f"    {field}: {_shown(before)} → {_shown(after)}")
    for skip in report["skipped"]:
        out.line(_("line {line} was not taken: {reason}").format(line=skip["line"], reason=skip["reason"]))
    for ident in getattr(plan, "missing", ()):
        out.line(_("missing in the file, and kept: {title}").format(title=workspace.calendar.by_id[ident].title))
    if getattr(plan, "missing", ()):
        out.line(_("To park what is missing, import the file on screen and mark it there; nothing is deleted."))
    out.line()
    text = ngettext(
        "{rows} row: {added} added, {updated} updated, {unchanged} unchanged, {skipped} skipped.",
        "{rows} rows: {added} added, {updated} updated, {unchanged} unchanged, {skipped} skipped.",
        report["rows"],
    )
    counts = {name: len(report[name]) for name in ("added", "updated", "unchanged", "skipped")}
    out.line(text.format(rows=report["rows"], **counts))
    if dry:
        out.chatter(_("Nothing was written: this was a dry run."))


def _table_name(table: str) -> str:
    names = {
        "personas": _("personas"),
        "formats": _("formats"),
        "channels": _("channels"),
        "pillars": _("pillars"),
        "people": _("people"),
        "statuses": _("statuses"),
    }
    return names.get(table, table)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "–"
    return str(value) if value not in (None, "") else "–"


def _import_ideas(options: argparse.Namespace, workspace: Workspace, content: bytes) -> int:
    from planner.exchange import suggestions

    plan = suggestions.plan_suggestions(content, workspace.calendar, choose=random.choice, name=options.file)
    if plan.added and not options.dry_run:
        find.announce(workspace)
        workspace.do(plan.edit(), _("took in suggested ideas"))
    if options.json:
        out.as_json(plan.report())
        return 0
    people = {one.id: one.name or one.id for one in (*workspace.calendar.people, *plan.declared.get("people", ()))}
    for item in plan.added:
        who = f" ({people.get(item.suggested_by, item.suggested_by)})" if item.suggested_by else ""
        out.line(f"+ {item.title}{who}")
    for skip in plan.report()["skipped"]:
        out.line(_("line {line} was not taken: {reason}").format(line=skip["line"], reason=skip["reason"]))
    out.line(ngettext("{count} idea added.", "{count} ideas added.", len(plan.added)).format(count=len(plan.added)))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write the plan in another format, to a file or to standard output."""
    workspace = find.open_workspace(options)
    check_range(options.first, options.last)
    items = _selected(options, workspace)
    if options.format in ("hootsuite", "buffer"):
        return _export_posts(options, workspace, items)
    content = _content(options, workspace, items)
    if options.output is None:
        if options.format == "xlsx":
            raise UsageError(_("A spreadsheet file is not text for a terminal."), _("Name a file: -o plan.xlsx"))
        out.data(content)
        return 0
    target = Path(options.output)
    if _is_folder(options.output):
        from planner.exchange import names

        client = workspace.calendar.client or workspace.calendar.title
        target /= names.default(client, options.format, month=options.month, first=options.first, last=options.last)
    _write(target, content, workspace, force=options.force)
    out.chatter(
        ngettext("{path}: {count} item", "{path}: {count} items", len(items)).format(path=target, count=len(items))
    )
    return 0


def _selected(options: argparse.Namespace, workspace: Workspace) -> list[Item]:
    from planner.core import filters
    from planner.exchange import selection

    wanted = filters.compile(options.filter, workspace.calendar) if options.filter else None
    return list(
        selection.select(workspace.calendar, month=options.month, first=options.first, last=options.last, filter=wanted)
    )


def _content(options: argparse.Namespace, workspace: Workspace, items: list[Item]) -> bytes:
    calendar = workspace.calendar
    match options.format:
        case "csv":
            from planner.exchange import client_csv

            return client_csv.export(
                calendar, items, dialect=options.dialect, notes=options.notes, relevance=options.relevance
            )
        case "xlsx":
            from planner.exchange import xlsx

            return xlsx.export(calendar, items, notes=options.notes, relevance=options.relevance)
        case "ics":
            from planner.exchange import ics

            return ics.export(
                calendar, items, now=find.now(), revised=_revised(workspace.path), timezone=find.zone(options.environ)
            )
        case "markdown":
            from planner.exchange import markdown

            return markdown.export(calendar, items, today=workspace.today(), month=options.month)
        case "html":
            from planner.exchange import html

            return html.export(calendar, items, today=workspace.today(), month=options.month)
        case _:
            from planner.exchange import json_export

            return json_export.export(calendar, items)


def _revised(path: Path) -> dt.datetime:
    """Return when the calendar's file was last written: an ICS file says so of its items."""
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)


def _is_folder(name: str) -> bool:
    """Whether ``name`` is a folder; where nobody may look, writing will say why it fails.

    Raises CannotCreateError where a name that ends as folders' do is none: ``Path`` would make a file of it.
    """
    if os.path.isdir(name):  # noqa: PTH112 - Path.is_dir raises where a folder above is closed
        return True
    if name.endswith(("/", os.sep)):
        raise CannotCreateError(name, _("there is no such folder"), _("Make it first, or name a file."))
    return False


def _write(path: Path, content: bytes, workspace: Workspace, *, force: bool) -> None:
    from planner.storage import files

    files.spare(path, [workspace.path])
    files.create(path, content, force=force)


def _export_posts(options: argparse.Namespace, workspace: Workspace, items: list[Item]) -> int:
    """One file a channel (CALENDAR.md §6); a preflight that refuses writes nothing and ends with 1."""
    from planner.exchange import schedulers

    result = schedulers.prepare(
        options.format,
        workspace.calendar,
        items,
        now=_moment(options, workspace),
        today=workspace.today(),
        again=options.again,
    )
    for sentence in result.notes:
        out.chatter(sentence)
    if result.problems and not options.skip_bad:
        raise RefusedError(
            _("Nothing was written; these rows break the rules of {tool}:").format(tool=options.format.capitalize()),
            tuple(problem.sentence for problem in result.problems),
            _("Mend them, or leave them out with --skip-bad."),
        )
    for problem in result.problems:
        out.chatter(problem.sentence)
    if options.output is not None:
        return _write_posts(options, workspace, result)
    if len(result.files) > 1:
        raise UsageError(
            _("This makes {count} files.").format(count=len(result.files)),
            _("Name them with -o FILE, or say which folder they go to with -o FOLDER."),
        )
    for _suffix, content in result.files:
        out.data(content)
    if not result.files:
        out.chatter(_nothing())
    return 0


def _nothing() -> str:
    return _("Nothing to export: no approved item is new or changed.")


def _write_posts(options: argparse.Namespace, workspace: Workspace, result: Exported) -> int:
    """Write the files, print their names, and remember in the calendar what went out."""
    from planner.exchange import schedulers

    names = _post_names(options, workspace, [suffix for suffix, _data in result.files])
    if not options.force:
        for path in (path for path in names if os.path.lexists(path)):
            raise CannotCreateError(str(path), _("it exists"), _("Choose another name, or write over it with --force."))
    for path, (_suffix, content) in zip(names, result.files, strict=True):
        _write(path, content, workspace, force=options.force)
        out.line(str(path))
    if result.edit is not None:
        find.announce(workspace)
        try:
            workspace.do(result.edit, _("exported to {tool}").format(tool=options.format.capitalize()))
        except PlannerError:
            out.chatter(_("The files are written, but the calendar does not remember that they went out:"))
            raise
    if not names:
        out.chatter(_nothing())
    elif schedulers.scheduled(workspace.calendar, result.rows) is not None:
        out.chatter(
            _("Once {tool} has taken them, set the status of these items to scheduled.").format(
                tool=options.format.capitalize()
            )
        )
    return 0


def _post_names(options: argparse.Namespace, workspace: Workspace, suffixes: list[str]) -> list[Path]:
    """Return the files to write: ``-o`` with what tells several apart before its suffix, or usual names in the folder it is."""
    from planner.exchange import names

    target = Path(options.output)
    if _is_folder(options.output):
        client = workspace.calendar.client or workspace.calendar.title
        return [target / names.default(client, options.format, part=suffix) for suffix in suffixes]
    if len(suffixes) < 2:
        return [target for _suffix in suffixes]
    return [target.with_name(f"{target.stem}{suffix}{target.suffix}") for suffix in suffixes]


def _moment(options: argparse.Namespace, workspace: Workspace) -> dt.datetime:
    """Return the instant it is; with ``--today`` 00:00 of that day in the calendar's zone (CALENDAR.md §6)."""
    if options.today is None:
        return find.now()
    name = workspace.calendar.timezone or find.zone(options.environ)
    return dt.datetime.combine(options.today, dt.time(), ZoneInfo(name) if name else None).astimezone()
