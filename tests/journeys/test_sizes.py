"""Every place at every size, and resized while it stands open: nothing overlaps, nothing of a dialog is out of the window, keys are seen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from journeys.harness import Drive, planner
from journeys.walk import DAY, sample, walk
from planner.tui.screens.dialog import Dialog
from planner.tui.widgets.panel import Panel

SIZES = {"en": ((60, 20), (200, 60)), "fr": ((60, 20),)}
"""From 80×24 through these and back."""
SCROLLED = ("list", "questions")
"""Places that may show another part of the same afterwards, the one under the cursor in it."""


async def resized(drive: Drive, size: tuple[int, int]) -> None:
    await drive.pilot.resize_terminal(*size)
    await drive.settle()


def faults(drive: Drive) -> list[str]:
    """Return what is wrong with the picture as it stands."""
    width = drive.app.size.width
    screen = drive.app.screen
    found = [f"line {y} is {cell_len(line)} wide" for y, line in enumerate(drive.lines) if cell_len(line) != width]
    if isinstance(screen, Dialog):
        box = screen.query_one(".box")
        if not screen.region.contains_region(box.region):
            found.append(f"box {box.region}")
        found += [
            f"keys {part.region} out of {box.region}"
            for part in screen.query(".keys")
            if part.display and not box.region.contains_region(part.region)
        ]
        if screen.focused is not None and not box.region.overlaps(screen.focused.region):
            found.append(f"focus {screen.focused.region} out of {box.region}")
    else:
        shown = [panel for panel in drive.host.query(Panel) if panel.display and panel.region.area]
        for number, panel in enumerate(shown):
            if not screen.region.contains_region(panel.region):
                found.append(f"{panel.id} {panel.region}")
            found += [
                f"{panel.id} over {other.id}" for other in shown[number + 1 :] if panel.region.overlaps(other.region)
            ]
        if drive.host._prompt is None and drive.host._question is None and drive.host._moving is None:
            last = drive.lines[-1].rstrip()
            found += [] if last.endswith(("? help  q quit", "? aide  q quitter")) else [last]
    return found


@pytest.mark.parametrize("language", SIZES)
async def test_every_place_stands_at_every_size_and_comes_back_as_it_was(tmp_path, monkeypatch, language):
    monkeypatch.chdir(tmp_path)
    wrong = {}
    async with planner(tmp_path, sample(language), size=(80, 24), today=DAY, language=language) as drive:
        async for place in walk(drive):
            before = drive.screen
            for size in SIZES[language]:
                await resized(drive, size)
                if found := faults(drive):
                    wrong[place, size] = found
            await resized(drive, (80, 24))
            if place not in SCROLLED and drive.screen != before:
                wrong[place, (80, 24)] = ["it is not as it was"]
    assert not wrong, "\n".join(f"{place}: {found}" for place, found in wrong.items())


@pytest.mark.parametrize("size", [(120, 40), (160, 50)])
async def test_a_window_made_larger_looks_as_one_that_was_so_from_the_start(tmp_path, monkeypatch, size):
    monkeypatch.chdir(tmp_path)
    for view in "WMBL":
        async with planner(tmp_path, sample("en"), size=size, today=DAY) as drive:
            await drive.press(view)
            wanted = drive.screen
        async with planner(tmp_path, sample("en"), size=(60, 20), today=DAY) as drive:
            await drive.press(view)
            await resized(drive, size)
            assert drive.screen == wanted, view


@pytest.mark.parametrize("language", SIZES)
async def test_help_pushes_nothing_out_of_the_window(tmp_path, monkeypatch, language):
    monkeypatch.chdir(tmp_path)
    wrong = {}
    async with planner(tmp_path, sample(language), size=(60, 20), today=DAY, language=language) as drive:
        async for place in walk(drive, "questions", "report", "export", "import review", "conflict", "status"):
            await drive.press("f1")
            about = drive.app.screen.query_one(".about")
            found = faults(drive)
            if not (about.region.area and drive.app.screen.region.contains_region(about.region)):
                found.append(f"help {about.region}")
            if found:
                wrong[place] = found
    assert not wrong, "\n".join(f"{place}: {found}" for place, found in wrong.items())
