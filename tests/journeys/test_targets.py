"""How many items a week or month are asked for is changed on the screen, and written into the file."""

from __future__ import annotations

import tomli
from tests.journeys.harness import PLAN, planner


def asked(drive, table):
    return {one["id"]: one for one in tomli.loads(drive.text)[table]}


async def test_what_is_asked_of_a_channel_and_a_persona_is_changed_and_taken_back(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        await drive.press("T")
        assert "Targets: how many items are asked for?" in drive.screen
        assert "2 a week" in drive.screen
        await drive.type("linkedin")
        await drive.press("enter")
        assert "LinkedIn, a week" in drive.screen
        await drive.press("3")
        assert "→ 3 a week" in drive.screen
        await drive.press("enter")
        assert "3 a week" in drive.screen
        assert asked(drive, "channels")["linkedin"]["per_week"] == 3
        await drive.type("fran")
        await drive.press("enter")
        assert "Fran, founder, a month" in drive.screen
        await drive.press("x", "enter")
        assert "no number that fits" in drive.screen
        await drive.press("backspace", "backspace", "4", "enter", "escape")
        assert asked(drive, "personas")["founder"]["per_month"] == 4
        await drive.press("u", "u")
        assert drive.text == PLAN


async def test_nothing_asked_for_takes_the_number_out_of_the_file(tmp_path):
    async with planner(tmp_path, PLAN, language="fr") as drive:
        await drive.press("T")
        assert "2 par semaine" in drive.screen
        await drive.type("linkedin")
        await drive.press("enter", "0")
        assert "rien de demandé" in drive.screen
        await drive.press("enter", "escape")
        assert not asked(drive, "channels")["linkedin"].get("per_week")
        assert "# a plan" in drive.text.lower()
