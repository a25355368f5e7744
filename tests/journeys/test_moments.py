"""A date that the audience cares about is added, moved and taken out on the screen, and its items with it."""

from __future__ import annotations

import datetime as dt

import tomli
from tests.journeys.harness import PLAN, planner

RULED = (
    PLAN
    + '\n[[moments]]\nid = "spring"\nname = "Spring"\nrule = "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=20"\nlead_days = 1\n'
)


def moments(drive):
    return tomli.loads(drive.text).get("moments", [])


async def choose(drive, words):
    await drive.press(":")
    await drive.type(words)
    await drive.press("enter")


async def test_a_trade_fair_is_added_by_its_name_and_day_and_undone(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        before = len(moments(drive))
        await choose(drive, "trade fair")
        assert "Moments: the dates your audience cares about" in drive.screen
        await drive.type("Gift fair")
        assert "add “Gift fair”, a new moment" in drive.screen
        await drive.press("enter")
        assert "Gift fair, which day?" in drive.screen
        await drive.type("8 dec")
        assert "Tuesday 8 December" in drive.screen
        await drive.press("enter")
        assert moments(drive)[before] == {
            "id": "gift-fair",
            "name": "Gift fair",
            "date": dt.date(2026, 12, 8),
            "lead_days": 21,
        }
        assert "planned for from 21 days before" in drive.screen
        await drive.press("escape", "u")
        assert drive.text == PLAN


async def test_its_day_and_how_long_before_are_changed_and_what_is_no_number_is_asked_again(tmp_path):
    async with planner(tmp_path, PLAN) as drive:
        await choose(drive, "moments")
        await drive.type("Gift fair")
        await drive.press("enter")
        await drive.type("8 dec")
        await drive.press("enter")
        place = len(moments(drive)) - 1
        await drive.type("gift")
        await drive.press("enter", "d")
        await drive.type("9 dec")
        await drive.press("enter")
        assert moments(drive)[place]["date"] == dt.date(2026, 12, 9)
        await drive.type("gift")
        await drive.press("enter", "l")
        await drive.type("x")
        assert "no number that fits" in drive.screen
        await drive.press("backspace", "7")
        assert "→ 7 days before" in drive.screen
        await drive.press("enter")
        assert moments(drive)[place]["lead_days"] == 7


async def test_one_that_is_taken_out_leaves_its_items_and_one_undo_brings_both_back(tmp_path):
    plan = PLAN.replace("[[items]]\n", '[[items]]\nmoment = "spring"\n', 1) + RULED[len(PLAN) :]
    async with planner(tmp_path, plan) as drive:
        await choose(drive, "moments")
        assert "20 March" in drive.screen
        assert "planned for from 1 day before" in drive.screen
        await drive.type("spring")
        await drive.press("enter")
        assert "1 item is made for it." in drive.screen
        assert "another day" not in drive.screen  # its rule says when it is
        await drive.press("t")
        assert not any(one["id"] == "spring" for one in moments(drive))
        assert not any("moment" in item for item in tomli.loads(drive.text)["items"])
        await drive.press("escape", "u")
        assert drive.text == plan


async def test_in_french_a_new_one_is_a_temps_fort(tmp_path):
    async with planner(tmp_path, PLAN, language="fr") as drive:
        await choose(drive, "ajouter une date")
        assert "Temps forts : les dates" in drive.screen.replace("\xa0", " ")
        await drive.press("escape")
        assert drive.text == PLAN
