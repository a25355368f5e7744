"""What is being typed is on disk within two seconds of its first key, and offered again after any ending.

A reader would get wrong: a draft is dropped only once the calendar's file holds what was typed, or somebody chose to forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from planner.i18n import _

if TYPE_CHECKING:
    from planner.core.model import Calendar
    from planner.tui.context import Host
    from planner.tui.drafts import Drafts

ADD, NEW = "add", "new"
"""Under which names the add line and the form of a new item are kept; the form of an item goes by the item's id."""
FILTER = "filter"
"""Under which name the name of a filter is kept."""


def wanted(ident: str) -> str:
    """Return under which name a change of an item is kept of which there is an older draft."""
    return f"wanted:{ident}"


def drafts_of(host: Host) -> Drafts:
    """Return the drafts of the calendar that is shown."""
    from planner.tui.drafts import Drafts

    return Drafts(host.workspace.path)


def keep(
    host: Host, drafts: Drafts, key: str, texts: Mapping[str, str] | str, was: Mapping[str, str] | None = None
) -> None:
    """Keep ``texts`` (one text is called ``text``); say so where that cannot be done."""
    if isinstance(texts, str):
        texts = {"text": texts} if texts.strip() else {}
    problem = drafts.keep(key, texts, was)
    if problem:
        host.say(
            _("What you type cannot be kept in case of a crash: {problem}").format(problem=problem), severity="warning"
        )


@contextmanager
def kept_at_the_end(host: Host, save: Callable[[], None]) -> Iterator[None]:
    """Save what is being typed if the program ends meanwhile, whatever ends it."""
    hooks: list[Callable[[], None]] = getattr(host.app, "before_leaving", [])
    hooks.append(save)
    try:
        yield
    finally:
        hooks.remove(save)


async def ask_line(host: Host, key: str, title: str, sentence: str, about: str = "") -> str | None:
    """Ask for one line, which begins with what was typed there before; None when it was left.

    What was typed stays on disk under ``key`` until ``forget``.
    """
    from planner.tui.screens.gap import AskLine

    drafts = drafts_of(host)
    text = drafts.load(key).get("text", "")
    screen = AskLine(title, sentence, text=text, about=about, keep=lambda line: keep(host, drafts, key, line))
    with kept_at_the_end(host, screen.kept.now):
        return await host.ask(screen)


def line_kept(host: Host, drafts: Drafts, key: str, line: str, replaced: str) -> None:
    """Keep an add line and the one left earlier that it was typed over."""
    texts = {"text": line, "before": replaced if replaced != line else ""}
    keep(host, drafts, key, {name: text for name, text in texts.items() if text.strip()})


def forget(host: Host, key: str) -> None:
    """Drop what was kept under ``key``: it is in the plan now."""
    drafts_of(host).drop(key)


def say_kept(host: Host) -> None:
    """Say that the add line is kept, and how it is taken up again."""
    host.say(_("Your line is kept; {key} takes it up again.").format(key=host.keys.sign("item.add", "a")))


def of_an_item(key: str) -> bool:
    """Whether ``key`` is one under which the form of an item keeps what is typed, or what was wanted beside that."""
    kind = key.partition(":")[0]
    return key not in (ADD, NEW, FILTER) and kind not in ("note", "gap", "review")


def orphan(host: Host, drafts: Drafts) -> str:
    """Return the key of a draft whose item is not in the plan any more, or an empty string."""
    known = host.calendar.by_id
    keys = (key for key in drafts.waiting() if of_an_item(key))
    return next((key for key in keys if key not in known and key.removeprefix(wanted("")) not in known), "")


def waiting(host: Host, client: int | None = None) -> str:
    """Return what to say of unfinished texts of an earlier sitting, of a calendar or of all that are open; or an empty string."""
    from planner.tui.drafts import Drafts

    told = []
    for number, (workspace, mark) in enumerate(zip(host.workspaces, host.client_marks, strict=True)):
        if client in (None, number):
            kept = (_unfinished(host, workspace.calendar, key) for key in Drafts(workspace.path).waiting())
            told += [f"{mark} {one}" if host.together else one for one in kept if one]
    return _("Unfinished, and kept: {drafts}").format(drafts=", ".join(dict.fromkeys(told))) if told else ""


def _unfinished(host: Host, calendar: Calendar, key: str) -> str:
    """Return what is unfinished that is kept under ``key``, and the key that takes it up; empty for what nobody typed."""
    kind, _colon, rest = key.partition(":")
    known = calendar.by_id
    item = known.get(key) or known.get(rest if kind == "wanted" else rest.rpartition(":")[0])
    title = item.title if item is not None else ""

    def named(text: str, action: str, usual: str) -> str:
        return text.format(title=title, key=host.keys.sign(action, usual))

    if key in known or (kind == "wanted" and title):
        return named(_("“{title}” ({key})"), "item.edit", "e")
    if key in (ADD, NEW):
        return named(_("a new item ({key})"), "item.add", "a")
    if key == FILTER:
        return named(_("the name of a filter ({key})"), "filter.save", "K")
    if kind == "note":
        return named(_("a note to “{title}” ({key})"), "questions.answer", "r") if title else ""
    if kind == "gap" and rest.startswith("add:"):
        return named(_("a line for a gap ({key})"), "gap.first", "z")
    if kind == "gap":
        return named(_("why a gap is all right ({key})"), "gap.accept", "A")
    if kind == "review":
        return named(_("a line of the weekly review ({key})"), "review.run", "R") if rest else ""
    return named(_("an item that is not in the plan any more ({key})"), "item.add", "a")
