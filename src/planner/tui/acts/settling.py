"""What happens to an edit that cannot be carried out as it is: a clash is asked about, a failed write is tried again or goes elsewhere.

A reader would get wrong: until it is settled the plan has not moved, and the edit lives on here; who left it can go back to his draft.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.core import changes, clashes
from planner.core.edits import Batch
from planner.core.model import Answer, Item, differs
from planner.errors import (
    CannotCreateError,
    ConflictError,
    FileAccessError,
    InvalidFileError,
    MissingFileError,
    PlannerError,
)
from planner.i18n import N_, _
from planner.tui.acts.shared import exists, sentence, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.core.clashes import Clash, Fitted
    from planner.core.edits import Edit
    from planner.core.model import Calendar
    from planner.tui.context import Host
    from planner.tui.drafts import Drafts
    from planner.tui.screens.conflict import Kept, Pair
    from planner.tui.screens.fields import Reader
    from planner.workspace import Workspace

    Earlier = tuple[dict[str, str], dict[str, str]]

FAILURES = (FileAccessError, MissingFileError, CannotCreateError)
"""What can be tried again or written elsewhere."""
_LABELS = {"relevance": N_("Answers"), "results": N_("Results"), "exported": N_("Sent"), "extra": N_("Other columns")}


def can_be_settled(error: PlannerError) -> bool:
    """Whether there is something to ask about ``error`` rather than only to say."""
    return isinstance(error, (ConflictError, *FAILURES))


async def settle(
    host: Host,
    edit: Edit,
    label: str,
    seen: Calendar,
    error: PlannerError,
    *,
    quiet: bool = False,
    workspace: Workspace | None = None,
) -> bool:
    """Ask until ``edit``, which was made on the plan ``seen`` and met ``error``, is carried out or given up for theirs.

    ``workspace`` is whose it is; without it, the current one's.

    Returns False when it was left undecided: then nothing moved, and it is the caller's to keep.
    """
    from planner.tui.drafts import Drafts

    workspace = workspace or host.workspace
    drafts = Drafts(workspace.path)
    waiting: dict[str, Earlier | None] = {}
    while True:
        if isinstance(error, ConflictError):
            host.look(wait=True)
            fitted = clashes.fit(edit, seen, workspace.calendar)
            seen = workspace.calendar
            edit = fitted.edit
            if fitted.clashes:
                waiting = {**_keep(host, drafts, fitted), **waiting}
                kept = await decide(host, fitted)
                if kept is None:
                    host.say(_undecided(host, waiting), severity="warning")
                    return False
                edit = clashes.settle(fitted, kept, workspace.new_id)
                if None in kept:
                    label = _("added “{title}”").format(title=fitted.clashes[kept.index(None)].mine.title)
            if edit == Batch(()):
                _forget(drafts, waiting)
                host.say(_("The plan stays as they left it."))
                return True
        unknown = isinstance(error, ConflictError) and error.fitted is None
        if unknown or isinstance(error, FAILURES):
            answer = await _again(host, workspace, edit, error)
            if answer != "again":
                if answer == "elsewhere":
                    _forget(drafts, waiting)
                else:
                    host.say(_("Nothing was saved; the plan is as it was before."), severity="warning")
                return answer == "elsewhere"
        elif not isinstance(error, ConflictError):
            host.say(sentence(error), severity="error")
            return False
        try:
            changed = workspace.do(edit, label, seen=seen)
        except PlannerError as another:
            error = another
            continue
        _forget(drafts, waiting)
        host.adopt(changed, host.workspaces.index(workspace))
        if not quiet:
            host.say_done(label)
        return True


# -- a clash


def _keep(host: Host, drafts: Drafts, fitted: Fitted) -> dict[str, Earlier | None]:
    """Keep mine as drafts of the form while it is asked about; return what stood under their keys before, None for the form's own.

    What a form keeps already is left to it; beside an older draft of the same item, mine goes under a key of its own.
    """
    from planner.i18n import language
    from planner.tui.acts.typed import wanted
    from planner.tui.screens.fields import FIELDS, Reader

    reader = Reader(host.calendar, host.today, language())
    kept: dict[str, Earlier | None] = {}
    for clash in fitted.clashes:
        base, mine = clash.base, clash.mine
        if not (isinstance(base, Item) and isinstance(mine, Item) and isinstance(clash.theirs, Item)):
            continue
        names = [name for name in differs(base, mine) if name in FIELDS]
        older = drafts.load(str(clash.now))
        if not names:
            continue
        if _holds(reader, older, mine, names):
            kept[str(clash.now)] = None
            continue
        key = wanted(str(clash.now)) if older else str(clash.now)
        earlier = drafts.load(key), drafts.load(key, "was")
        kept[key] = earlier
        texts, was = ({name: reader.written(FIELDS[name], one) for name in names} for one in (mine, base))
        drafts.keep(key, {**earlier[0], **texts}, {**was, **earlier[1]})
    return kept


def _holds(reader: Reader, texts: Mapping[str, str], mine: Item, names: list[str]) -> bool:
    """Whether a draft says of ``names`` what ``mine`` has there: then it is the form's own."""
    from planner.tui.screens.fields import FIELDS

    try:
        return all(
            name in texts and reader.read(FIELDS[name], texts[name], mine) == getattr(mine, name) for name in names
        )
    except PlannerError:
        return False


def _forget(drafts: Drafts, kept: Mapping[str, Earlier | None]) -> None:
    for key, earlier in kept.items():
        if earlier is not None:
            drafts.keep(key, *earlier)


def _undecided(host: Host, kept: Mapping[str, Earlier | None]) -> str:
    if not kept:
        return _("Not decided: the plan is as they left it, and yours is not in it.")
    told = _("Not decided: the plan is as they left it. What you wanted is kept; {key} takes it up again.")
    return told.format(key=host.keys.sign("item.edit", "e"))


async def decide(host: Host, fitted: Fitted) -> tuple[Kept, ...] | None:
    """Ask what is to stand of each clash; None when it was left."""
    from planner.tui.screens.conflict import Conflict

    twice = all(clash.table == "items" and clash.fields != (clashes.WHOLE,) for clash in fitted.clashes)
    return await host.ask(Conflict(differences(host, fitted.clashes), twice=twice))


def differences(host: Host, found: tuple[Clash, ...]) -> list[Any]:
    """Return clashes in words."""
    from planner.i18n import language
    from planner.tui.screens.conflict import Difference
    from planner.tui.screens.fields import Reader

    reader = Reader(host.calendar, host.today, language())
    result = []
    for clash in found:
        title = _("“{text}”").format(text=clash.title) if clash.title else f"[{clash.table}]"
        names = [name for name in clashes.whole_fields(clash) if name not in clash.fields]
        asked = tuple(_pair(reader, clash, name) for name in clash.fields)
        others = tuple(_pair(reader, clash, name) for name in names)
        result.append(Difference(title, asked, others))
    return result


def _pair(reader: Any, clash: Clash, name: str) -> Pair:
    from planner.tui.screens.conflict import Pair

    if name == clashes.WHOLE:
        mine, theirs = (_whole(reader, clash, side) for side in (clash.mine, clash.theirs))
        return Pair(name, "", mine, theirs)
    texts = (in_words(reader, entry, name) for entry in (clash.mine, clash.theirs, clash.base))
    mine, theirs, was = texts
    return Pair(name, field_label(name), mine, theirs, was)


def _whole(reader: Any, clash: Clash, entry: Any) -> str:
    if entry is None:
        return _("removed")
    changed = [name for name in differs(clash.base, entry) if name != "id"] if clash.base is not None else []
    pair = _("{heading}: {value}")
    told = _("; ").join(pair.format(heading=field_label(name), value=in_words(reader, entry, name)) for name in changed)
    return _("changed: {changes}").format(changes=told) if told else _("as it was")


def field_label(name: str) -> str:
    """Return what the reader calls a field of an item."""
    from planner.tui.screens.fields import FIELDS

    if name in FIELDS:
        return _(FIELDS[name].label)
    return _(_LABELS[name]) if name in _LABELS else name


def in_words(reader: Any, entry: Any, name: str) -> str:
    """Return the value of an entry's field as the form shows it; ``–`` where there is none."""
    from planner.tui.screens.fields import FIELDS

    value = clashes.value_of(entry, name)
    if isinstance(entry, Item) and name in FIELDS:
        text: str = reader.written(FIELDS[name], entry)
        return text or "–"
    if name == "relevance":
        return _answers(value) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{key} {getattr(one, 'on', one)}" for key, one in value.items()) or "–"
    return "–" if value in (None, "", ()) else str(value)


def _answers(given: Mapping[str, Answer]) -> str:
    words = {"yes": _("yes"), "no": _("no"), "unsure": _("unsure")}
    return "\n".join(
        _("{label}: ").format(label=changes.key_said("relevance", question))
        + f"{words.get(one.answer, one.answer)} {one.on}"
        + (f" ({one.note})" if one.note else "")
        for question, one in given.items()
    )


# -- a file that cannot be written


async def _again(host: Host, workspace: Workspace, edit: Edit, error: PlannerError) -> str:
    """Ask what to do about a file that cannot be written; ``again``, ``elsewhere`` (done), or nothing: it was left."""
    from planner.tui.screens.confirm import Answer, Choose

    while True:
        told, details = _what_is_wrong(workspace, error)
        answers = [
            Answer(("enter", "r"), _("try again"), "again"),
            Answer(("s",), _("save the whole calendar elsewhere, with this change, and go on there"), "elsewhere"),
        ]
        if isinstance(error, MissingFileError):
            answers.insert(1, Answer(("w",), _("write it there again, with this change"), "back"))
        question = Choose(
            told,
            answers,
            details=details,
            title=_("Not saved"),
            about=_("The plan on the screen is as it was before. Esc leaves it so; what you typed in a form is kept."),
        )
        answer = await host.ask(question)
        try:
            if answer == "back":
                write(workspace.path, workspace.rendered(edit), force=False)
                host.look(wait=True)
                host.say(_("Wrote {path}").format(path=workspace.path))
                return "elsewhere"
            if answer == "elsewhere" and not await _elsewhere(host, workspace, edit):
                continue
        except (*FAILURES, InvalidFileError) as another:
            error = another
            continue
        return answer or ""


def _what_is_wrong(workspace: Workspace, error: PlannerError) -> tuple[str, str]:
    """Return why nothing was saved, and what helps."""
    if isinstance(error, ConflictError):
        try:
            workspace.reload()
        except InvalidFileError as unreadable:
            told = _("Somebody else changed the file, and it does not read now. Nothing was overwritten.")
            return told, "\n".join(one.said(workspace.path.name) for one in unreadable.problems[:5])
        except PlannerError as another:
            return str(another), another.hint
    return str(error), "" if isinstance(error, MissingFileError) else error.hint


async def _elsewhere(host: Host, workspace: Workspace, edit: Edit) -> bool:
    """Write the calendar with ``edit`` to another file and go on there; False when no file was named. Raises PlannerError."""
    from planner.tui.screens.confirm import Confirm
    from planner.tui.screens.open_file import OpenFile

    path = workspace.path
    name = f"{path.stem}-2{path.suffix}"
    asked = OpenFile(Path.home(), _("Save the calendar elsewhere"), (".toml",), text=f"~/{name}", new=True)
    target: Path | None = await host.ask(asked)
    if target is None:
        return False
    there = exists(target)
    question = Confirm(_("This file exists. Write over it?"), yes=_("write over it"), details=str(target))
    if there and await host.ask(question) != "yes":
        return False
    write(target, workspace.rendered(edit), force=there)
    host.open_calendar(target)
    return True
