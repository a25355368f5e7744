"""What is being typed is on disk within two seconds of its first key, and offered again after any ending.

A reader would get wrong: a draft is dropped only once the calendar's file holds what was typed, or somebody chose to forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from planner.i18n import _

if TYPE_CHECKING:
    from planner.tui.context import Host
    from planner.tui.drafts import Drafts

ADD, NEW = "add", "new"
"""Under which names the add line and the form of a new item are kept; the form of an item goes by the item's id."""


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
        host.say(_("What you type cannot be kept as a draft: {problem}").format(problem=problem), severity="warning")


@contextmanager
def kept_at_the_end(host: Host, save: Callable[[], None]) -> Iterator[None]:
    """Save what is being typed if the program ends meanwhile, whatever ends it."""
    hooks: list[Callable[[], None]] = getattr(host.app, "before_leaving", [])
    hooks.append(save)
    try:
        yield
    finally:
        hooks.remove(save)


async def ask_line(host: Host, key: str, title: str, sentence: str) -> str | None:
    """Ask for one line, which begins with what was typed there before; None when it was left.

    What was typed stays on disk under ``key`` until ``forget``.
    """
    from planner.tui.screens.gap import AskLine

    drafts = drafts_of(host)
    text = drafts.load(key).get("text", "")
    screen = AskLine(title, sentence, text=text, keep=lambda line: keep(host, drafts, key, line))
    with kept_at_the_end(host, screen.kept.now):
        return await host.ask(screen)


def forget(host: Host, key: str) -> None:
    """Drop what was kept under ``key``: it is in the plan now."""
    drafts_of(host).drop(key)


def say_kept(host: Host) -> None:
    """Say that the add line is kept, and how it is taken up again."""
    host.say(_("Your line is kept; {key} takes it up again.").format(key=host.keys.sign("item.add", "a")))


def waiting(host: Host) -> str:
    """Return what to say of unfinished texts of an earlier sitting, or an empty string."""
    told = []
    for key in drafts_of(host).waiting():
        item = host.calendar.by_id.get(key)
        if key in (ADD, NEW):
            told.append(_("a new item ({key})").format(key=host.keys.sign("item.add", "a")))
        elif item is not None:
            told.append(_("“{title}” ({key})").format(title=item.title, key=host.keys.sign("item.edit", "e")))
    return _("Unfinished, and kept: {drafts}").format(drafts=", ".join(dict.fromkeys(told))) if told else ""
