"""An item dragged to another day: seen meanwhile, kept where it is let go, put back elsewhere or with Esc."""

from __future__ import annotations

import datetime as dt

import pytest
from textual import events

from journeys.harness import MONDAY, PLAN, planner
from planner.tui.widgets.panel import Panel


def day(number: int, month: int = 11) -> dt.date:
    return dt.date(2026, month, number)


class Hand:
    """A mouse that goes to places of the screen."""

    def __init__(self, drive) -> None:
        self.drive = drive

    async def _send(self, kind: type[events.MouseEvent], x: int, y: int, button: int) -> None:
        await self.drive.pilot._post_mouse_events([kind], offset=(x, y), button=button)
        await self.drive.settle()

    async def down(self, place) -> None:
        await self._send(events.MouseDown, *place, 1)

    async def to(self, place) -> None:
        await self._send(events.MouseMove, *place, 1)

    async def up(self, place) -> None:
        await self._send(events.MouseUp, *place, 1)


def where(drive, words: str, panel: str) -> tuple[int, int]:
    """The place of the screen where ``words`` stand in a panel."""
    region = drive.host.query_one(f"#{panel}").content_region
    for y in range(region.y, region.bottom):
        x = drive.lines[y][region.x : region.right].find(words)
        if x >= 0:
            return region.x + x, y
    raise AssertionError(words)


async def test_from_day_to_day_in_the_week(tmp_path):
    async with planner(tmp_path) as drive:
        hand = Hand(drive)
        await hand.down(where(drive, "Pricing mistakes", "week"))
        await hand.to(where(drive, "Wed 25", "week"))
        assert "Moving" in drive.status
        assert drive.host.moving.target == day(25)
        assert drive.text == PLAN, "a preview writes nothing"
        place = where(drive, "Thu 26", "week")
        await hand.to(place)
        assert drive.host.moving.target == day(26)
        await hand.up(place)
        assert drive.host.moving is None
        assert drive.on_disk["bcdfgh"]["date"] == day(26)
        await drive.press("u")
        assert drive.text == PLAN, "one step"


BUSY = PLAN + "".join(
    f'\n[[items]]\ntitle = "Cup {number}"\ndate = 2026-11-{23 + number % 4}\n' for number in range(22)
)
"""A week of more lines than a small window has."""


def told(drive, panel: str) -> list[str]:
    """The lines of a panel without what shows the cursor and the day aimed at."""
    region = drive.host.query_one(f"#{panel}").content_region
    lines = [drive.lines[y][region.x : region.right] for y in range(region.y, region.bottom)]
    return [line.translate(str.maketrans("▸[]←:•", "      ")).replace(" ", "") for line in lines]


@pytest.mark.parametrize(
    ("size", "keys"), [((80, 24), "W"), ((80, 24), "W" + "j" * 20), ((120, 40), "W"), ((120, 30), "M")]
)
async def test_no_line_moves_before_the_button_is_let_go(tmp_path, size, keys):
    async with planner(tmp_path, BUSY, size=size) as drive:
        await drive.press(*keys)
        panel = drive.host.panel
        region = drive.host.query_one(f"#{panel}").content_region
        hand = Hand(drive)
        first = next(y for y in range(region.y, region.bottom) if "Cup" in drive.lines[y][region.x : region.right])
        begin = drive.lines[first].index("Cup", region.x), first
        await hand.down(begin)
        before = told(drive, panel), told(drive, "dates")
        title = None
        for y in range(region.y, region.bottom, 2):
            place = (begin[0] + 2, y)
            await hand.to(place)
            assert (told(drive, panel), told(drive, "dates")) == before, y
            title = title or (drive.host.moving and drive.host.moving.items[0].title)
        place = (begin[0], region.y + 4)
        there = drive.host.query_one(f"#{panel}").day_at(place[0] - region.x, 4)
        await hand.to((begin[0], region.bottom - 1))
        await hand.up(place)
        assert drive.item(title).date == there, "the day under the pointer when it was let go"
        assert not [one for one in drive.host.query(Panel) if one.held or one.aimed]


async def test_a_key_takes_over_what_the_mouse_holds(tmp_path):
    async with planner(tmp_path) as drive:
        hand = Hand(drive)
        await hand.down(where(drive, "Pricing mistakes", "week"))
        await hand.to(where(drive, "Wed 25", "week"))
        assert "Wed 25 ←" in drive.screen
        await drive.press("l")
        assert drive.host.moving.target == day(26)
        assert " ←" not in "\n".join(drive.lines[:-1])
        await hand.to(where(drive, "Sat 28", "week"))
        await hand.up(where(drive, "Sat 28", "week"))
        assert drive.host.moving.target == day(26), "the mouse was not listened to"
        await drive.press("enter")
        assert drive.item("Pricing mistakes").date == day(26)


async def test_the_wheel_turns_nothing_while_an_item_is_held(tmp_path):
    async with planner(tmp_path, BUSY, size=(80, 24)) as drive:
        hand = Hand(drive)
        await hand.down(where(drive, "Cup 4", "week"))
        await hand.to(where(drive, "Cup 9", "week"))
        before = drive.lines
        await drive.pilot._post_mouse_events([events.MouseScrollDown], offset=where(drive, "Cup 9", "week"))
        await drive.settle()
        assert drive.lines == before
        await hand.up(where(drive, "Cup 9", "week"))
        assert drive.item("Cup 4").date == drive.item("Cup 9").date


async def test_onto_the_small_month(tmp_path):
    async with planner(tmp_path) as drive:
        hand = Hand(drive)
        await hand.down(where(drive, "Pricing mistakes", "week"))
        place = where(drive, " 9", "dates")
        await hand.to((place[0] + 1, place[1]))
        assert drive.host.moving.target == day(9)
        await hand.up((place[0] + 1, place[1]))
        assert drive.item("Pricing mistakes").date == day(9)


async def test_in_the_month_grid_and_from_the_ideas(tmp_path):
    async with planner(tmp_path, size=(160, 50)) as drive:
        await drive.press("M")
        hand = Hand(drive)
        await hand.down(where(drive, "Pricing", "month"))
        place = where(drive, " 12 ", "month")
        await hand.to(place)
        assert drive.host.moving.target == day(12)
        await hand.up(place)
        assert drive.item("Pricing mistakes").date == day(12)
        await hand.down(where(drive, "Year-end", "ideas"))
        place = where(drive, " 20 ", "month")
        await hand.to(place)
        await hand.up(place)
        assert drive.item("Year-end checklist").date == day(20)


async def test_let_go_outside_or_given_up_it_is_where_it_was(tmp_path):
    async with planner(tmp_path) as drive:
        hand = Hand(drive)
        begin = where(drive, "Pricing mistakes", "week")
        await hand.down(begin)
        await hand.to(where(drive, "Thu 26", "week"))
        await hand.to((40, 39))
        assert drive.host.moving.target == MONDAY, "no day is under the pointer"
        await hand.up((40, 39))
        assert drive.host.moving is None
        assert drive.text == PLAN
        await hand.down(begin)
        await hand.to(where(drive, "Thu 26", "week"))
        await drive.press("escape")
        assert drive.host.moving is None
        await hand.to(where(drive, "Fri 27", "week"))
        await hand.up(where(drive, "Fri 27", "week"))
        assert drive.host.moving is None
        assert drive.text == PLAN


async def test_what_is_marked_goes_along_and_keeps_its_distance(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("space", "space")
        hand = Hand(drive)
        await hand.down(where(drive, "A video on rates", "week"))
        place = where(drive, "Thu 26", "week")
        await hand.to(place)
        await hand.up(place)
        assert drive.item("A video on rates").date == day(26)
        assert drive.item("Pricing mistakes").date == day(25)
        await drive.press("u")
        assert drive.text == PLAN


async def test_a_click_that_trembles_is_a_click_and_a_slot_is_not_dragged(tmp_path):
    async with planner(tmp_path) as drive:
        hand = Hand(drive)
        x, y = where(drive, "A video on rates", "week")
        await hand.down((x, y))
        await hand.to((x + 1, y))
        await hand.up((x + 1, y))
        assert drive.host.moving is None
        await hand.down(where(drive, "LinkedIn 9:00", "week"))
        await hand.to(where(drive, "Wed 25", "week"))
        assert drive.host.moving is None
        await hand.up(where(drive, "Wed 25", "week"))
        assert drive.text == PLAN


@pytest.mark.parametrize("key", ["L", "B"])
async def test_lists_and_boards_are_dragged_from_onto_the_small_month(tmp_path, key):
    async with planner(tmp_path) as drive:
        await drive.press(key)
        hand = Hand(drive)
        await hand.down(where(drive, "Pricing", "list" if key == "L" else "board"))
        place = where(drive, "18", "dates")
        await hand.to(place)
        await hand.up(place)
        assert drive.item("Pricing mistakes").date == day(18)


async def test_an_item_of_another_client_is_dragged_in_its_own_calendar(tmp_path):
    other = PLAN.replace("Studio North", "Kiln Lane").replace("Pricing mistakes", "Glaze test")
    async with planner(tmp_path, more=(other,)) as drive:
        hand = Hand(drive)
        await drive.press("j")
        await hand.down(where(drive, "Glaze test", "week"))
        await hand.to(where(drive, "Wed 25", "week"))
        assert "Glaze test" in drive.status
        await hand.up(where(drive, "Wed 25", "week"))
        assert drive.on_disk["bcdfgh"]["date"] == day(23), "the same id in the first calendar stays"
        assert "date = 2026-11-25" in drive.path.with_name("plan1.toml").read_text("utf-8")


async def test_a_day_that_is_clicked_is_marked_in_the_dates(tmp_path):
    async with planner(tmp_path) as drive:
        place = where(drive, "27", "dates")
        await drive.pilot.click(offset=place)
        await drive.settle()
        assert drive.host.day == day(27)
        assert "[27]" in drive.lines[place[1]]


@pytest.mark.parametrize(("size", "count"), [((120, 40), 6), ((200, 60), 2), ((200, 60), 3)])
async def test_a_click_in_the_month_stands_on_the_item_that_is_drawn_there(tmp_path, size, count):
    titles = ["Tea", "Rates: a talk that takes two lines", "Cups", "Kiln", "Salt", "Clay"][:count]
    more = "".join(
        f'\n[[items]]\ntitle = "{title}"\ndate = 2026-11-25\ntime = 0{hour}:00:00\n'
        for hour, title in enumerate(titles)
    )
    async with planner(tmp_path, PLAN + more, size=size) as drive:
        await drive.press("M", "l", "l")
        assert drive.at == "Tea"
        for down in range(len(titles)):
            for title in titles:
                drive.host.go(dt.date(2026, 11, 25))
                await drive.press(*["j"] * down)
                grid = drive.host._main.region
                word = title.split(" ")[0]
                shown = [y for y in range(grid.y, grid.bottom) if f"{word} " in drive.lines[y][grid.x : grid.right]]
                if shown and drive.at != title:
                    await drive.pilot.click(offset=(drive.lines[shown[0]].index(f"{word} ", grid.x), shown[0]))
                    await drive.settle()
                    assert drive.at == title
