"""A walk through every view and dialog: what opens each, so that tests can look at all of them.

A reader would get wrong: ``walk`` leaves each place with Esc and goes on in the same program, and a place that does not open fails there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable

from journeys.harness import Drive
from planner.settings import config, samples
from planner.tui.acts import importing
from planner.tui.screens.dialog import Dialog, Line
from planner.tui.screens.welcome import Welcome

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


async def _review(drive: Drive) -> None:
    """Take a spreadsheet in that changes an item and brings another."""
    item = next(one for one in drive.calendar.items if one.date is not None and one.date > DAY)
    sheet = drive.path.with_name("back.csv")
    sheet.write_text(f"id,title,date\n{item.id},{item.title},2026-12-28\n,Kiln, 2026-12-29\n", encoding="utf-8")
    drive.host._aside(importing.run(drive.host, sheet))


async def _conflict(drive: Drive) -> None:
    """Change a title in the form, and outside."""
    await drive.press(*ON_ITEM, "e", "end", "!")
    item = drive.host.cursor
    assert item is not None
    drive.path.write_text(drive.text.replace(item.title, item.title + " ?"), encoding="utf-8")
    drive.host.look(wait=True)
    await drive.settle()
    form = drive.app.screen
    await drive.press("ctrl+s")
    assert await drive.until(lambda: drive.app.screen is not form)


async def _settings(drive: Drive) -> None:
    """Start with settings of which much is wrong."""
    path = drive.path.with_name("config.toml")
    path.write_text('languge = "fr"\nmoose = 1\nmouse = "no"\n', encoding="utf-8")
    drive.app._problems = config.load(path)[1]
    drive.app.run_worker(drive.app._tell_problems())


async def _welcome(drive: Drive) -> None:
    drive.app.push_screen(Welcome("/home/ana/.local/share/planner/content.toml"))


MADE: dict[str, Callable[[Drive], Awaitable[None]]] = {
    "import review": _review,
    "settings": _settings,
    "welcome": _welcome,
    "conflict": _conflict,
}
"""Dialogs that no key opens, by what makes them come."""


def sample(language: str) -> str:
    """Return the text of a sample in ``language``."""
    return samples.load(SAMPLES[language], DAY).decode("utf-8")


async def walk(drive: Drive, *only: str) -> AsyncIterator[str]:
    """Open one place after the other (all, or those named), and give its name while it stands."""
    wanted = only or (*VIEWS, *DIALOGS, *COMMANDS, *MADE)
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
        palette.query_one(Line).value = action.said
        await drive.settle()
        await drive.press("enter")
        assert await drive.until(lambda: drive.app.screen is not palette), name  # noqa: B023 - it is asked at once
        await drive.settle()
        yield name
        await _home(drive)
    for name, make in MADE.items():
        if name not in wanted:
            continue
        await make(drive)
        assert await drive.until(lambda: isinstance(drive.app.screen, Dialog)), name
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
