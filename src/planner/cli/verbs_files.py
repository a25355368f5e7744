"""Verbs about the file itself: new, demo, validate, history, merge, schema, paths, completion.

A reader would get wrong: the demo's calendar is a copy in a temporary folder, thrown away when the program ends.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from planner.cli import find, out
from planner.core.dates import day_month, days, week_of
from planner.errors import CannotCreateError, InvalidFileError, MissingFileError, UsageError
from planner.i18n import _, language, ngettext


def new(options: argparse.Namespace) -> int:
    """Write a calendar: an empty one, a sample, or one out of a spreadsheet; never over an existing file."""
    from planner.settings import samples, template
    from planner.storage import codec, files
    from planner.workspace import Workspace

    path = find.path_of(options.file)
    if path.exists():
        raise CannotCreateError(str(path), _("it exists"), _("Choose another name; nothing was written."))
    today = options.today or find.now().astimezone().date()
    spoken = options.language or language()
    title = options.title or template.title_of(path)
    if options.sample:
        content = template.pointed(samples.load(options.sample, today))
    else:
        content = template.new_calendar(title, spoken, find.zone(options.environ), today)
    codec.decode(content, str(path))
    if options.source:
        return _from_spreadsheet(options, path, content)
    files.create(path, content)
    Workspace.open(path, now=find.now, today=options.today, choose=random.choice)
    out.line(str(path))
    out.chatter(_("Open it with: planner {path}").format(path=path))
    return 0


def _from_spreadsheet(options: argparse.Namespace, path: Path, content: bytes) -> int:
    from planner.cli.verbs_exchange import take_in
    from planner.exchange import csv_import
    from planner.storage import codec, files

    rows = files.read(Path(options.source)).data
    calendar = codec.decode(content, str(path)).calendar
    csv_import.plan_import(
        rows,
        calendar,
        day_one=options.day_one,
        today=options.today or find.now().date(),
        choose=random.choice,
        name=options.source,
    )  # what cannot be read is told before a file is made
    files.create(path, content)
    workspace = find.open_workspace(options, path)
    options.file, options.dry_run, options.json = options.source, False, False
    return take_in(options, workspace, rows)


def demo(options: argparse.Namespace) -> int:
    """Open a throw-away copy of a sample; without a terminal, print its week."""
    from planner.cli import verbs_open
    from planner.cli.verbs_plan import print_items
    from planner.settings import samples

    today = options.today or find.now().astimezone().date()
    names = samples.names()
    name = options.name or samples.preferred()
    if name not in names:
        raise UsageError(
            _("There is no sample “{name}”.").format(name=name), _("Samples: {names}.").format(names=", ".join(names))
        )
    content = samples.load(name, today)
    with tempfile.TemporaryDirectory(prefix="planner-demo-") as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_bytes(content)
        if verbs_open.has_screen(options.environ):
            return verbs_open.run(options, (path,), demo=True)
        workspace = find.open_workspace(options, path)
        calendar = workspace.calendar
        week = week_of(workspace.today(), calendar.week_starts)
        items = [
            item for day in days(week, week.fromordinal(week.toordinal() + 6)) for item in calendar.by_day.get(day, ())
        ]
        out.line(_("{title}: the week of {day}").format(title=calendar.title, day=day_month(week)))
        print_items(calendar, items)
    return 0


def validate(options: argparse.Namespace) -> int:
    """Show the file's warnings; its errors end it with 65 as every verb's do."""
    workspace = find.open_workspace(options)
    count = len(workspace.warnings)
    if count:
        out.line(
            ngettext("{path}: {count} warning, no error.", "{path}: {count} warnings, no error.", count).format(
                path=workspace.path, count=count
            )
        )
    else:
        out.line(_("{path}: no error, no warning.").format(path=workspace.path))
    return 0


def history(options: argparse.Namespace) -> int:
    """List earlier states of the file with what changed after each, newest first; show one; or put one back, whole or one item of it."""
    from planner.cli import history_words
    from planner.storage import history as states

    path = find.calendar_path(options)
    count = len(states.states(path))
    for wanted in (options.number, options.restore):
        if wanted is not None and not 1 <= wanted <= count:
            raise UsageError(
                _("There is no state {number}; there are {count}.").format(number=wanted, count=count),
                _("See them with: planner history"),
            )
    if options.item and options.restore is None:
        raise UsageError(_("--item needs --restore."), _("Such as: planner history --restore 1 --item kqfzrv"))
    if options.number is not None and options.restore is not None:
        raise UsageError(
            _("Either a number or --restore."), _("See: {command} --help").format(command="planner history")
        )
    if options.item:
        return _restore_item(options, path)
    if options.restore is not None:
        return _restore(path, options.restore)
    if options.number is not None:
        history_words.show(path, options.number, json=options.json)
    else:
        history_words.list_(path, json=options.json)
    return 0


def _restore_item(options: argparse.Namespace, path: Path) -> int:
    from planner import versions

    workspace = find.open_workspace(options, path)
    find.announce(workspace)
    changed = versions.restore_item(workspace, options.restore, options.item)
    out.line(changed.label)
    return 0


def _restore(path: Path, number: int) -> int:
    """Put a whole state back, byte for byte; what it replaces need not be a calendar that reads, nor be there."""
    from planner.storage import codec, files
    from planner.storage import history as states

    content = states.load(path, number)
    try:
        title = codec.decode(content, str(path)).calendar.title
    except InvalidFileError:
        title = path.stem
    find.announce_path(path, title)
    try:
        snapshot = files.read_settled(path)
    except MissingFileError:
        files.create(path, content)
    else:
        keep = states.keeper(path, snapshot.data, snapshot.fingerprint.digest)
        files.replace(path, content, snapshot.fingerprint, keep=keep)
    out.line(_("{path}: state {number} is back.").format(path=path, number=number))
    return 0


def merge(options: argparse.Namespace) -> int:
    """Three-way merge; 1 where both changed the same key, with both kept readable in the result."""
    from planner.storage import files
    from planner.storage import merge as three_way

    given = options.versions
    if len(given) == 1 and not options.output:
        return _take_in(options, find.path_of(given[0]))
    if len(given) != 3 or not options.output:
        raise UsageError(
            _("Three calendars and -o are needed, or one copy of the calendar."),
            _("Such as: planner merge BASE OURS THEIRS -o OUT, or: planner -c plan.toml merge COPY"),
        )
    base, ours, theirs = (files.read(Path(name)).data for name in given)
    # git hands a merge driver its own temporary files, whose names say nothing to the reader of a conflict
    names = [
        word if Path(name).name.startswith(".merge_file_") else name
        for name, word in zip(given, ("base", "ours", "theirs"), strict=True)
    ]
    merged = three_way.merge(base, ours, theirs, names=(names[0], names[1], names[2]))
    target = Path(options.output)
    files.create(target, merged.data, force=True)
    for conflict in merged.conflicts:
        out.chatter(str(conflict))
    return int(bool(merged.conflicts))


def _take_in(options: argparse.Namespace, copy: Path) -> int:
    """Merge one copy into the calendar; the copy stays. 1 where both changed the same."""
    from planner import versions

    workspace = find.open_workspace(options)
    find.announce(workspace)
    taken = versions.take_in(workspace, copy)
    for conflict in taken.conflicts:
        out.chatter(str(conflict))
    if taken.changed is None:
        out.line(_("{copy} has nothing that the calendar has not.").format(copy=copy.name))
    else:
        out.line(
            _("{copy} is merged into {path}; the copy is still there.").format(copy=copy.name, path=workspace.path)
        )
    if taken.kept:
        out.chatter(
            ngettext(
                "{count} entry stays that the copy lacks; delete it here if that was meant.",
                "{count} entries stay that the copy lacks; delete them here if that was meant.",
                taken.kept,
            ).format(count=taken.kept)
        )
    return int(bool(taken.conflicts))


def schema(_options: argparse.Namespace) -> int:
    """Print the JSON Schema of the file."""
    from planner.settings import schema as json_schema

    out.as_json(json_schema.schema())
    return 0


def paths(options: argparse.Namespace) -> int:
    """Show every place the program reads or writes."""
    from planner.settings import samples
    from planner.storage import paths as places

    rows = [
        (_("settings"), str(places.config_dir() / "config.toml")),
        (_("your keys"), str(places.config_dir() / "keymap.toml")),
        (_("your themes"), str(places.config_dir() / "themes")),
        (_("history and drafts"), str(places.state_dir())),
        (_("cache"), str(places.cache_dir())),
        (_("themes"), str(places.shipped("themes"))),
        (_("samples"), str(places.shipped("sample_calendars"))),
        (_("sample names"), ", ".join(samples.names())),
    ]
    try:
        rows.insert(0, (_("calendar"), str(find.calendar_path(options))))
    except UsageError:
        rows.insert(0, (_("calendar"), "–"))
    out.table((_("what"), _("where")), rows, plain=True)
    return 0


def completion(options: argparse.Namespace) -> int:
    """Print the completion script of a shell; on a terminal, also say where it goes."""
    from planner.cli import completion as scripts

    out.data(scripts.script(options.shell).encode("utf-8"))
    if sys.stdout.isatty():
        out.chatter(scripts.where(options.shell))
    return 0
