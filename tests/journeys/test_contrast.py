"""What is really drawn can be read: every sign on every screen has the contrast that WCAG AA asks of text, in every theme.

A reader would get wrong: this looks at the cells that go to the terminal, so it sees the colours that Textual derives and blends too; what only
frames or scrolls is no text and has to reach 3:1 (success criterion 1.4.11), or nothing where it is decoration.
"""

from __future__ import annotations

from journeys.harness import planner
from journeys.walk import DAY, sample, walk
from planner.settings import themes
from planner.storage import paths

LOADED = themes.load(paths.shipped("themes"))[0]
COLOURED = [theme for theme in LOADED if not theme.ansi]
FRAMES = set("─│╭╮╰╯━┃┏┓┗┛┈▁▂▃▄▅▆▇█▔▕▏▎▍▌▋▊▉ ")


def hexed(colour) -> str:
    red, green, blue = colour.get_truecolor()
    return f"#{red:02x}{green:02x}{blue:02x}"


def weak(drive, least: float) -> set[tuple[str, str, str]]:
    """Return (text, colour, ground) of what is drawn too weakly."""
    found = set()
    screen = drive.app.screen
    lines = screen._compositor.render_strips()
    if screen is not drive.host:  # what is behind a dialog is out of use meanwhile, and is meant to step back
        box = screen.query_one(".box").region
        lines = [line.crop(box.x, box.right) for line in lines[box.y : box.bottom]]
    for strip in lines:
        for segment in strip:
            text = segment.text.strip()
            style = segment.style
            if not text or style is None or set(text) <= FRAMES or style.color is None or style.bgcolor is None:
                continue
            front, back = hexed(style.color), hexed(style.bgcolor)
            if style.reverse:
                front, back = back, front
            if themes.contrast(front, back) < least or style.dim:
                found.add((text, front, back))
    return found


PLACES = (
    "week", "month", "board", "list", "coverage", "item", "move", "marks", "filter", "delete",
    "help", "palette", "add", "form", "personas", "questions", "gap", "fill", "export", "import",
)  # fmt: skip


async def test_all_that_is_drawn_can_be_read_in_every_theme(tmp_path):
    faults: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
    async with planner(tmp_path, sample("en"), size=(100, 30), today=DAY, chosen=LOADED) as drive:
        async for place in walk(drive, *PLACES):
            for theme in COLOURED:
                drive.app.theme = theme.name
                await drive.pilot.pause()
                if found := weak(drive, 4.5 if theme.name != "high-contrast" else 7.0):
                    faults[theme.name, place] = found
            drive.app.theme = COLOURED[0].name
    assert not faults, "\n".join(f"{place} {sorted(found)}" for place, found in faults.items())
