"""Edits an item's own lines of the file in the user's editor, and comes back until they are right.

A reader would get wrong: what was written there replaces the block byte for byte, comments and unknown keys too; until it is in the plan it
lies in the state folder, so that nothing that ends the program loses it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from planner.core.edits import Add, Batch, Edit, GoneError, Remove, locate
from planner.core.values import replace
from planner.errors import InvalidFileError, PlannerError, RefusedError
from planner.i18n import _
from planner.tui.acts.rejoining import rejoined
from planner.tui.acts.shared import exists, nothing, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from planner.core.model import Item
    from planner.tui.context import Host


async def in_editor(host: Host) -> None:
    """Edit the item's own lines of the file in the user's editor."""
    from planner.storage import paths
    from planner.tui.screens import editor

    item = host.cursor
    if item is None:
        host.say(nothing(host))
        return
    try:
        words = editor.command(os.environ)
        file, original = _editor_file(host, item), _block(host, item)
        if not exists(file) or _text(file) == original.encode() or not await _taken_up(host, item):
            paths.private_file(file, original.encode())
            paths.private_file(_base(file), original.encode())
        elif exists(_base(file)):
            original = _text(_base(file)).decode("utf-8", "replace")
        await _until_right(host, item, words, file, original)
    except (PlannerError, OSError) as error:
        host.say(sentence(error) if isinstance(error, PlannerError) else str(error), severity="error")


async def _until_right(host: Host, item: Item, words: list[str], file: Path, original: str) -> None:
    """Start the editor again until its text is in the plan, or the user has had enough. Raises PlannerError, OSError; the text stays."""
    from planner.tui.screens import editor

    line, key = 1, host.keys.named("item.editor", "E")
    while True:
        editor.run(host.app, words, file, line)
        try:
            await _take_back(host, item, file, original)
        except UnicodeDecodeError as error:
            answer = await host.ask(
                editor.ask_again(_("It is not UTF-8 text: {reason}").format(reason=error.reason), key)
            )
        except InvalidFileError as error:
            line = error.problems[0].line if error.problems else 1
            answer = await host.ask(editor.ask_again(error, key))
        except RefusedError as error:
            answer = await host.ask(editor.ask_again(str(error), key))
        else:
            return
        if answer == "drop":
            _forget(file)
            host.say(_("Dropped; the item is as it was."))
            return
        if answer != "again":
            host.say(_("The text is kept: {key} offers it again.").format(key=host.keys.sign("item.editor", "E")))
            return


async def _take_back(host: Host, item: Item, file: Path, original: str) -> None:
    """Put what the editor left into the plan, and forget the editor's file once it is there.

    Raises OSError, UnicodeDecodeError and InvalidFileError for what cannot be read, RefusedError where another item has its id.
    """
    from planner.storage import codec

    text = _text(file).decode("utf-8")
    if text == original or not text.strip():
        host.say(_("Nothing changed."))
        _forget(file)
        return
    entry = codec.decode_entry(text, str(file))
    host.workspace.reload()
    now = _block(host, item)
    if now != original or item.id not in host.calendar.by_id:
        brought = await rejoined(host, item, original, text, now)
        if brought is None:
            host.say(_("The text is kept: {key} offers it again.").format(key=host.keys.sign("item.editor", "E")))
            return
        if not brought:
            _forget(file)
            return
        text, entry = brought, codec.decode_entry(brought, str(file))
    if await _put_text(host, item, entry, text):
        _forget(file)


def _text(file: Path) -> bytes:
    return file.read_bytes()


def _base(file: Path) -> Path:
    """Return where the text lies that the editor was given."""
    return file.with_name(file.name + ".base")


def _forget(file: Path) -> None:
    file.unlink(missing_ok=True)
    _base(file).unlink(missing_ok=True)


async def _taken_up(host: Host, item: Item) -> bool:
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


async def _put_text(host: Host, item: Item, entry: Item, text: str) -> bool:
    """Put the text, byte for byte, in the item's place. Raises RefusedError; False when it could not be written."""
    from planner.tui.screens.editor import with_id

    ident = entry.id if entry.id and entry.has_own_id else item.id if item.has_own_id else host.workspace.new_id()
    if not entry.id or not entry.has_own_id:
        text = with_id(text, ident)
        entry = replace(entry, id=ident)
    if ident != item.id and ident in host.calendar.by_id:
        raise RefusedError(_("There is another item with the id {id}.").format(id=ident))
    edit: Edit
    try:
        at = locate(host.calendar, "items", item.id)
        edit = Batch((Remove("items", item.id), Add("items", entry, at, text)))
    except GoneError:
        edit = Add("items", entry, None, text)
    label = _("edited “{title}” in the editor").format(title=entry.title)
    return await host.do_asking(edit, label, seen=host.calendar)
