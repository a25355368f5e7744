"""Keys that come faster than the program draws, and help where only one line asks."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from textual import events

from journeys.harness import PLAN, Drive, planner
from planner.tui import ahead
from planner.tui.screens import palette
from planner.tui.screens.dialog import Dialog

NAMES = {":": "colon", "/": "slash", " ": "space", "\r": "enter"}


async def at_once(drive: Drive, text: str) -> None:
    """Send all keys before the program has looked at the first."""
    for char in text:
        drive.app.post_message(events.Key(NAMES.get(char, char), None if char == "\r" else char))


async def test_what_is_typed_before_the_line_stands_comes_to_stand_in_it(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await at_once(drive, "/video\r")
        assert await drive.until(lambda: drive.host.filter == "video" and not drive.host._acting)
        await drive.press("escape")
        await at_once(drive, "g+2w\r")
        assert await drive.until(lambda: drive.host.day == dt.date(2026, 12, 7))


async def test_what_is_typed_before_a_dialog_stands_comes_to_stand_in_it(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await at_once(drive, "aTea @cfo\r")
        assert await drive.until(lambda: "Tea" in drive.text)
        assert drive.item("Tea").personas == ("cfo",)


async def test_what_is_typed_while_the_first_frame_is_worked_out_in_pieces_is_obeyed_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "A_LONG_PIECE", -1)
    turns = []

    async def first(sheet, first=ahead.first):
        sheet.app.post_message(events.Key("M", "M"))
        asyncio.get_running_loop().call_soon(lambda: turns.append(sheet.is_mounted))
        await first(sheet)
        assert turns  # others had their turn meanwhile

    monkeypatch.setattr(ahead, "first", first)
    async with planner(tmp_path, size=(80, 24)) as drive:
        assert await drive.until(lambda: drive.host.view == "month")
        assert "◌" in drive.screen


async def test_a_gap_is_looked_at_in_pieces_and_what_is_typed_meanwhile_is_for_its_box(tmp_path, monkeypatch):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("3", "down")
        gap = drive.host.gap
        assert gap is not None
        monkeypatch.setattr(ahead, "A_LONG_PIECE", -1)
        turns = []

        async def in_pieces(work, in_pieces=ahead.in_pieces):
            asyncio.get_running_loop().call_soon(turns.append, gap)
            await at_once(drive, "Ait ")
            await in_pieces(work)
            assert turns  # others had their turn meanwhile
            await at_once(drive, "rains")

        monkeypatch.setattr(ahead, "in_pieces", in_pieces)
        await drive.press("enter")
        assert await drive.until(lambda: "it rains" in drive.screen)
        await drive.press("enter")
        assert await drive.until(lambda: drive.calendar.accepted)
        assert [(one.rule, one.reason) for one in drive.calendar.accepted] == [(gap.rule, "it rains")]


async def test_keys_come_in_the_order_in_which_they_were_typed_however_fast(tmp_path):
    titles = [f"Tea {number}" for number in range(40)]
    async with planner(tmp_path, size=(80, 24)) as drive:
        for number, title in enumerate(titles):
            await at_once(drive, "a" + title[:3])
            for _turn in range(number):
                await asyncio.sleep(0)
            await at_once(drive, title[3:])
            assert await drive.until(lambda title=title: title in drive.screen)
            await drive.press("enter")
            assert await drive.until(lambda title=title: any(item.title == title for item in drive.calendar.items))


@pytest.mark.parametrize("keys", ["03/04/2026", "g/g/0:", "//", "dd0n", "0000", "g\rg\rg"])
async def test_keys_in_any_haste_end_nothing(tmp_path, keys):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await at_once(drive, keys)
        for _turn in range(15):
            await drive.settle()
        for _turn in range(6):
            if isinstance(drive.app.screen, Dialog) or drive.host._prompt is not None:
                await drive.press("escape")
        assert drive.app.is_running
        assert drive.text == PLAN


async def test_a_date_that_is_none_is_told_and_can_be_mended(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("g")
        await drive.type("blah")
        await drive.press("enter")
        assert "blah" in drive.screen
        assert "⏎ take it" in drive.footer
        await drive.press("ctrl+u")
        await drive.type("25")
        await drive.press("enter")
        assert drive.host.day == dt.date(2026, 11, 25)


@pytest.mark.parametrize(("key", "says"), [("/", "Only what matches all of it"), ("g", "A day (25)")])
async def test_f1_helps_in_a_line_that_asks(tmp_path, key, says):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press(key)
        assert says not in drive.screen
        assert "F1 help" in drive.footer
        await drive.press("f1")
        assert says in drive.screen
        await drive.press("f1")
        assert says not in drive.screen
        await drive.press("escape")


async def test_f1_helps_before_something_is_deleted(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("d")
        assert "Delete “Pricing mistakes”?" in drive.status
        await drive.press("f1")
        assert "leaves everything as it is; u takes it back." in drive.status
        await drive.press("f1")
        assert "Delete “Pricing mistakes”?" in drive.status
        await drive.press("n")
        assert drive.text == PLAN


async def test_what_is_typed_right_before_the_form_is_saved_is_saved(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("e")
        await drive.until(lambda: "What and when" in drive.screen)
        for key, character in (("end", None), ("exclamation_mark", "!"), ("ctrl+s", None)):
            drive.app.post_message(events.Key(key, character))  # all at once, as a busy machine gets them
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["title"] == "Pricing mistakes!")


async def test_what_is_typed_right_before_the_whole_form_is_asked_for_is_in_it(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("a")
        await drive.until(lambda: "Title @persona" in drive.screen)
        for key, character in (("N", "N"), ("e", "e"), ("w", "w"), ("f2", None)):
            drive.app.post_message(events.Key(key, character))
        assert await drive.until(lambda: "What and when" in drive.screen)
        assert await drive.until(lambda: "New" in drive.screen)


@pytest.mark.parametrize("opens", ["question_mark", "colon", "e"])
async def test_what_is_typed_right_after_esc_is_the_plans(tmp_path, opens):
    async with planner(tmp_path) as drive:
        await drive.press(opens)
        assert await drive.until(lambda: isinstance(drive.app.screen, Dialog))
        await drive.settle()
        drive.app.post_message(events.Key("escape", None))
        drive.app.post_message(events.Key("B", "B"))
        assert await drive.until(lambda: drive.app.screen is drive.host and drive.host.view == "board")


async def test_what_is_typed_right_before_esc_is_in_the_draft(tmp_path):
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("a")
        await drive.until(lambda: "Title @persona" in drive.screen)
        for key, character in (("N", "N"), ("e", "e"), ("w", "w"), ("escape", None), ("B", "B")):
            drive.app.post_message(events.Key(key, character))
        assert await drive.until(lambda: drive.host.view == "board")
        await drive.press("a")
        assert await drive.until(lambda: "New" in drive.screen)


@pytest.mark.parametrize(("keys", "view"), [("MB", "board"), ("BLM", "month"), ("LW", "week"), ("MBLW", "week")])
async def test_views_asked_for_in_haste_stand_one_at_a_time(tmp_path, keys, view):
    async with planner(tmp_path) as drive:
        for key in keys:
            drive.app.post_message(events.Key(key, key))
            await asyncio.sleep(0)  # each may find the one before half-way
        assert await drive.until(lambda: drive.host.view == view)
        await drive.settle()
        assert [one.id for one in drive.host.query("#centre > .main") if one.display] == [view]
        assert drive.app.focused is drive.host._main


async def test_the_key_after_a_view_is_meant_for_it(tmp_path):
    async with planner(tmp_path) as drive:
        await at_once(drive, "Mj")
        await drive.settle()
        assert drive.host.view == "month"
        assert drive.host.day == dt.date(2026, 11, 30)


@pytest.mark.parametrize("away", ["click", "tab"])
async def test_a_line_that_asks_keeps_the_keys(tmp_path, away):
    async with planner(tmp_path) as drive:
        await drive.press("slash")
        if away == "click":
            await drive.pilot.click("#ideas", offset=(5, 2))
            await drive.settle()
        else:
            await drive.press("tab")
        await drive.type("rates")
        assert drive.host.filter == "rates"
        await drive.press("escape")
        assert drive.host._prompt is None
        assert not drive.host.filter


async def test_what_was_typed_ahead_ends_with_the_program(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("slash")
        drive.host._ahead += [events.Key("j", "j"), events.Key("k", "k")]
    assert drive.app._exception is None


async def test_a_key_after_the_last_one_begins_nothing(tmp_path):
    async with planner(tmp_path) as drive:
        await at_once(drive, "qe")
        await drive.settle()
        assert not drive.host._acting


async def test_a_line_that_asks_waits_for_the_terminal_to_have_the_focus(tmp_path):
    async with planner(tmp_path) as drive:
        await drive.press("slash")
        drive.app.post_message(events.AppBlur())
        await drive.settle()
        drive.host._ahead.append(events.Key("v", "v"))
        drive.host._type_ahead()
        await drive.settle()
        assert not drive.host._callbacks, "nothing that turns round and round meanwhile"
        drive.app.post_message(events.AppFocus())
        assert await drive.until(lambda: drive.host.filter == "v")


@pytest.mark.parametrize(
    ("keys", "view", "day"),
    [(":a video on rates\rM", "month", 24), (":board\rM", "month", 23), (":a video on rates\rML", "list", 24)],
)
@pytest.mark.parametrize("few", [True, False])
async def test_what_is_typed_after_enter_in_the_palette_is_obeyed_after_it(tmp_path, monkeypatch, keys, view, day, few):
    if few:
        monkeypatch.setattr(palette, "AT_ONCE", 1)
    async with planner(tmp_path) as drive:
        await at_once(drive, keys)
        assert await drive.until(lambda: drive.host.view == view and drive.host.day.day == day)
        assert await drive.over()
        assert not drive.host._ahead


async def test_enter_waits_for_all_titles_and_later_keys_wait_for_it(tmp_path, monkeypatch):
    go_on = asyncio.Event()

    async def read_on(self, read_on=palette.Palette._read_on):
        await go_on.wait()
        await read_on(self)

    monkeypatch.setattr(palette.Palette, "_read_on", read_on)
    monkeypatch.setattr(
        palette.Palette, "_read", lambda self, read=palette.Palette._read: not go_on.is_set() or read(self)
    )
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("colon")
        await drive.type("a video on rates")
        assert drive.app.screen.current is None
        await at_once(drive, "\rMx")
        for _turn in range(9):
            await asyncio.sleep(0)
        assert drive.app.screen.typed == "a video on rates"
        go_on.set()
        assert await drive.until(lambda: drive.host.view == "month")
        assert drive.host.day == dt.date(2026, 11, 24)
        assert await drive.until(lambda: isinstance(drive.app.screen, Dialog))  # of x
        assert not isinstance(drive.app.screen, palette.Palette)


async def test_a_name_that_nothing_has_is_told_after_all_titles_and_can_be_mended(tmp_path, monkeypatch):
    monkeypatch.setattr(palette, "AT_ONCE", 1)
    async with planner(tmp_path, size=(80, 24)) as drive:
        await at_once(drive, ":qqqq\r")
        assert await drive.sees("Nothing is called “qqqq”.")
        await drive.press("ctrl+u")
        await at_once(drive, "a video on rates\r")
        assert await drive.until(lambda: drive.host.day == dt.date(2026, 11, 24))


async def test_the_program_may_be_left_while_enter_waits_for_titles(tmp_path, monkeypatch):
    monkeypatch.setattr(palette.Palette, "_read_on", lambda _self: asyncio.sleep(60))
    monkeypatch.setattr(palette.Palette, "_read", lambda _self: True)
    async with planner(tmp_path, size=(80, 24)) as drive:
        await drive.press("colon")
        await drive.type("a video on rates")
        await at_once(drive, "\r")
        for _turn in range(9):
            await asyncio.sleep(0)
        drive.app.leave(0)
    assert drive.app._exception is None


@pytest.mark.parametrize(
    ("opens", "chosen"), [("p", "fran"), ("f", "vid"), ("c", "blog"), ("C", ""), ("?", "to today"), ("0", "")]
)
async def test_what_is_typed_after_enter_in_a_list_is_the_plans(tmp_path, opens, chosen):
    async with planner(tmp_path) as drive:
        await drive.press(opens)
        assert await drive.until(lambda: isinstance(drive.app.screen, Dialog))
        await at_once(drive, chosen + "\rB")
        assert await drive.until(lambda: drive.host.view == "board")
