"""What a panel keeps of what it drew is what it would draw now: after any steps, marks, edits and filters."""

from __future__ import annotations

import random

import pytest

from journeys.harness import Drive, planner

STEPS = ["right", "left", "down", "up", "]", "[", "space", ">", "<", "u", "pagedown", "t", "4", "1"]


def lines(drive: Drive) -> list[list[tuple[str, str]]]:
    main = drive.host._main
    return [[(part.text, str(part.style)) for part in main.render_line(y)] for y in range(main.room.height)]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
@pytest.mark.parametrize("view", ["M", "W", "L"])
async def test_what_was_kept_is_what_would_be_drawn(tmp_path, view, size):
    rng = random.Random(f"{view}{size}")
    async with planner(tmp_path, size=size) as drive:
        await drive.press(view)
        for _turn in range(30):
            await drive.press(rng.choice(STEPS))
            shown = lines(drive)
            drive.host._main.forget()
            assert shown == lines(drive)
        await drive.press("escape")
