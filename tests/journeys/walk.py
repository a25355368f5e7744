"""A walk through every view and dialog: what opens each, so that tests can look at all of them.

A reader would get wrong: ``walk`` leaves each place with Esc and goes on in the same program, and a place that does not open fails there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

from journeys.harness import Drive
from planner.i18n import _
from planner.settings import samples
from planner.tui.screens.dialog import Dialog, Line

DAY = dt.date(2026, 11, 23)
SAMPLES = {"en": "consultant", "fr": "librairie"}
ON_ITEM = ("W", "1", "t", "j")
VIEWS: dict[str, tuple[str, ...]] = {
    "week": ("W", "1"),
    "month": ("M", "1"),
    "board": ("B", "1"),
    "list": ("L", "1"),
    "dates": ("2",),
    "coverage": ("3",),
    "ideas": ("4",),
    "item": (*ON_ITEM, "5"),
    "move": (*ON_ITEM, "m", "l"),
    "delete": (*ON_ITEM, "d"),
    "marks": (*ON_ITEM, "space"),
    "filter": ("slash",),
    "go to": ("g",),
}
"""Places in the plan itself; each is left with Esc."""
DIALOGS: dict[str, tuple[str, ...]] = {
    "help": ("question_mark",),
    "palette": ("colon",),
    "add": ("W", "1", "t", "a"),
    "form": (*ON_ITEM, "e"),
    "personas": (*ON_ITEM, "p"),
    "format": (*ON_ITEM, "f"),
    "channels": (*ON_ITEM, "c"),
    "pillar": (*ON_ITEM, "P"),
    "status": (*ON_ITEM, "s"),
    "questions": ("w",),
    "gap": ("3", "enter"),
    "accept": ("3", "A"),
    "fill": ("F",),
    "derive": (*ON_ITEM, "D"),
    "report": ("I",),
    "voices": ("N",),
    "review": ("R",),
    "export": ("x",),
    "history": (*ON_ITEM, "S", "H"),
    "themes": ("C",),
    "clients": ("o",),
}
"""Dialogs by the keys that open them."""
COMMANDS: dict[str, str] = {
    "supply": "supply.show",
    "import": "file.import",
    "ideas of others": "file.import_ideas",
    "open": "file.open",
    "message": "message.derive",
    "text file": "item.text_file",
}
"""Dialogs by the act that opens them, called by its name in the palette."""


def sample(language: str) -> str:
    """Return the text of a sample in ``language``."""
    return samples.load(SAMPLES[language], DAY).decode("utf-8")


async def walk(drive: Drive, *only: str) -> AsyncIterator[str]:
    """Open one place after the other (all, or those named), and give its name while it stands."""
    wanted = only or (*VIEWS, *DIALOGS, *COMMANDS)
    for name, keys in VIEWS.items():
        if name not in wanted:
            continue
        await drive.press(*keys)
        yield name
        await _home(drive)
    for name, keys in DIALOGS.items():
        if name not in wanted:
            continue
        await drive.press(*keys)
        assert await drive.until(lambda: isinstance(drive.app.screen, Dialog)), name
        await drive.settle()
        yield name
        await _home(drive)
    for name, command in COMMANDS.items():
        if name not in wanted:
            continue
        await drive.press("colon")
        assert await drive.until(lambda: isinstance(drive.app.screen, Dialog)), name
        palette = drive.app.screen
        action = drive.host.keys.get(command)
        assert action is not None
        palette.query_one(Line).value = _(action.label)
        await drive.settle()
        await drive.press("enter")
        assert await drive.until(lambda: drive.app.screen is not palette), name  # noqa: B023 - it is asked at once
        await drive.settle()
        yield name
        await _home(drive)


async def _home(drive: Drive) -> None:
    """Leave whatever stands above the plan."""
    for _turn in range(6):
        await drive.press("escape")
        if (
            drive.app.screen is drive.host
            and drive.host._prompt is None
            and not drive.host._acting
            and not drive.host.marks
        ):
            break
    assert drive.app.screen is drive.host
