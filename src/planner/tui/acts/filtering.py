"""The filter: typed in a line, kept in the calendar under a name, recalled and forgotten.

A reader would get wrong: a filter that is kept stands in the calendar's ``[filters]``, so it is undone like any edit and goes where the file goes.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from planner.core.edits import Change
from planner.core.fold import fold
from planner.core.model import STEPS, Frozen
from planner.i18n import _, ngettext
from planner.tui.acts import typed

if TYPE_CHECKING:
    from planner.tui.context import Host

AT_ONCE = 200
"""Items that are read before keys are looked at again: three milliseconds."""
FEW = 500
"""Of so many items nobody waits for the texts."""


async def narrow(host: Host) -> None:
    """Narrow what is shown while one types; Esc puts the filter back that was there."""
    before = host.filter
    reading = _Reading(host)

    def echo(text: str) -> str:
        if not reading.is_over:
            return "…"
        if text.strip() != host.filter:
            host.set_filter(text)
        said = _found(host, text) if text.strip() else _counted(host)
        saved = host.calendar.filters
        names = _names(host, text)
        if names:
            return f"{_counted(host)} · {names}"
        if not text.strip() and saved:
            return said + " · " + ngettext("↓ {count} kept", "↓ {count} kept", len(saved)).format(count=len(saved))
        return said

    about = (
        _(
            "Only what matches all of it is shown: words, @persona, #format, !channel, *pillar, status:draft, date:2026-12; a comma means or, "
            "a leading - not. Enter keeps the filter, Esc puts back the one before; an empty line shows everything."
        )
        + " "
        + _(
            "↓ and ↑ go through the filters kept under a name, which are also written :name; {key} keeps this one."
        ).format(key=host.keys.sign("filter.save", ":"))
    )
    if host.together:
        about += " " + _("&name is a client.")
    kept = tuple(":" + "".join(name.split()) for name in host.calendar.filters)
    text = await host.prompt(_("Filter"), before, echo, about, kept, anew=True)
    if text is None:
        reading.leave()
        text = before
    await reading.over()
    if text.strip() != host.filter:
        host.set_filter(text)
    if text.strip() and (host.elsewhere() or not host.matching()):
        host.say(_found(host, text))


def _counted(host: Host) -> str:
    count = host.matching()
    return ngettext("{count} item", "{count} items", count).format(count=count)


def _found(host: Host, text: str) -> str:
    """Return how many items match, how many of them are not in sight, and the key that lists them all; or what was meant where none does."""
    from planner.core.offered import meant

    guess = meant(text, host.calendar) if not host.matching() else ""
    if guess:
        return f"{_counted(host)} · {_('perhaps {text}?').format(text=guess)}"
    elsewhere = host.elsewhere()
    if not elsewhere:
        return _counted(host)
    said = ngettext("{count} elsewhere, {key} lists all", "{count} elsewhere, {key} lists all", elsewhere)
    return f"{_counted(host)} · {said.format(count=elsewhere, key=host.keys.sign('view.list', 'L'))}"


def _names(host: Host, text: str) -> str:
    """Return what can follow the sign that the filter ends in: names of the calendar, clients, kept filters, statuses."""
    from planner.core.offered import offered, step_word  # loaded where nobody waits for it

    match text[text.rfind(" ") + 1 :].lstrip("-"):
        case "&" if host.together:
            return " ".join(f"&{mark}" for mark in host.client_marks)
        case ":":
            return " ".join(":" + "".join(name.split()) for name in host.calendar.filters)
        case "status:" | "statut:" | "s:":
            own = {status.step: status.id for status in host.calendar.statuses}
            return " ".join(own.get(step) or step_word(step) for step in STEPS)

    return offered(text, host.calendar, brief=True)


async def show(host: Host, text: str) -> None:
    """Show only what matches ``text``."""
    await _Reading(host).over()
    host.set_filter(text)


class _Reading:
    """Makes the texts that words are looked for in, a few at a time, so that no key waits for all of them; the line that asks is told then."""

    def __init__(self, host: Host) -> None:
        self._task: asyncio.Task[None] | None = None
        self.is_over = sum(len(workspace.calendar.items) for workspace in host.workspaces) <= FEW
        if not self.is_over:
            self._task = asyncio.create_task(self._read(host))

    async def _read(self, host: Host) -> None:
        for workspace, texts in zip(host.workspaces, host.texts, strict=True):
            items = workspace.calendar.items
            for first in range(0, len(items), AT_ONCE):
                if texts.take(items[first : first + AT_ONCE]):
                    await asyncio.sleep(0)
        self.is_over = True
        host.echo_again()

    def leave(self) -> None:
        """Read no more."""
        if self._task is not None:
            self._task.cancel()

    async def over(self) -> None:
        """Wait until all is read."""
        if self._task is not None:
            await asyncio.wait({self._task})


async def save(host: Host) -> None:
    """Keep the filter under a name, in the calendar."""
    text = host.filter
    if not text:
        host.say(_("There is no filter to keep: {key} makes one.").format(key=host.keys.sign("program.filter", "/")))
        return
    saved = host.calendar.filters

    def echo(name: str) -> str:
        twin = _twin(host, name)
        return (
            _("there is one: {text}").format(text=saved[twin])
            if twin
            else _("then: {key} :{name}").format(
                key=host.keys.sign("program.filter", "/"), name=_clean(name) or _("name")
            )
        )

    about = _(
        "A short name for the filter. It is written into the calendar under [filters]; {key} takes it back."
    ).format(key=host.keys.sign("edit.undo", "u"))
    drafts = typed.drafts_of(host)
    before = drafts.load(typed.FILTER).get("text", "")
    label = _("Keep “{text}” as").format(text=text[:40])
    answer = await host.prompt(
        label, before, echo, about, keep=lambda line: typed.keep(host, drafts, typed.FILTER, line)
    )
    name = _clean(answer or "")
    if not fold(name):
        if name:
            host.say(_("A name needs a letter or a digit."), severity="warning")
        return
    name = _twin(host, name) or name
    if saved.get(name) == text:
        typed.forget(host, typed.FILTER)
        host.say(_("Nothing changed."))
        return
    if name in saved and not await host.confirm(
        _("There is a filter “{name}” already. Put this one in its place?").format(name=name)
    ):
        host.say(_("Nothing changed."))
        return
    if await host.do_asking(Change("filters", "", Frozen({name: text})), _("filter “{name}” kept").format(name=name)):
        typed.forget(host, typed.FILTER)


async def forget(host: Host) -> None:
    """Take a filter that was kept out of the calendar."""
    from planner.tui.screens.pick import Choice, Pick

    saved = host.calendar.filters
    if not saved:
        host.say(
            _("No filter is kept: {key} keeps the one that is set.").format(key=host.keys.sign("filter.save", ":"))
        )
        return
    picked = await host.ask(Pick(_("Forget which filter?"), [Choice(name, name, text) for name, text in saved.items()]))
    if picked is not None and picked.values:
        name = picked.values[0]
        host.do(Change("filters", "", Frozen({name: None})), _("filter “{name}” forgotten").format(name=name))


def _clean(name: str) -> str:
    return " ".join(name.split()).lstrip(":")


def _twin(host: Host, name: str) -> str:
    """Return the name of a kept filter that is the same but for case and accents, or an empty string."""
    wanted = fold(_clean(name))
    return next((one for one in host.calendar.filters if fold(one) == wanted), "")
