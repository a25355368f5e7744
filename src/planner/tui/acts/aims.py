"""Aims that came with a new file: what they are, and how they become somebody's own, are changed or are taken out.

A reader would get wrong: nothing is written to confirm one; it is confirmed by the first item that is for it, or by a name or number of its own.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.core.edits import Batch, GoneError, Remove
from planner.i18n import _, ngettext
from planner.tui.acts.shared import sentence

if TYPE_CHECKING:
    from planner.tui.context import Host


async def confirm(host: Host, idents: Sequence[str]) -> None:
    """Say what these channels and personas are, and do what is chosen."""
    from planner.tui.screens.confirm import Answer, Choose

    names = ", ".join(host.calendar.name_of(_table(host, one), one) for one in idents)
    said = _("{names}: aims that came with the new file, and no item is for them.").format(names=names)
    how = _("The first item for one of them confirms it, and so does a name or a number of its own in the file.")
    answers = (
        Answer(("e",), _("open the file there in your editor ($EDITOR)"), "edit"),
        Answer(("d",), _("take them out of the calendar"), "clear"),
        Answer(("enter", "k"), _("keep them as they are"), "keep"),
    )
    chosen = await host.ask(Choose(said + "\n" + how, answers, title=_("Aims to confirm")))
    if chosen == "edit":
        _open_file(host, idents[0])
    elif chosen == "clear":
        label = ngettext("took {count} aim out", "took {count} aims out", len(idents)).format(count=len(idents))
        await host.do_asking(Batch(tuple(Remove(_table(host, one), one) for one in idents)), label)


def _table(host: Host, ident: str) -> str:
    return "channels" if any(one.id == ident for one in host.calendar.channels) else "personas"


def _open_file(host: Host, ident: str) -> None:
    """Give the terminal to the user's editor with the calendar's own file in it, and take in what was written there."""
    from planner.errors import PlannerError
    from planner.tui.screens import editor

    host.look(wait=True)
    try:
        line = host.workspace.document.line_of(_table(host, ident), ident)
    except GoneError:
        line = 1
    try:
        editor.run(host.app, editor.command(os.environ), host.workspace.path, line)
    except PlannerError as error:
        host.say(sentence(error), severity="error")
    host.look(wait=True)
