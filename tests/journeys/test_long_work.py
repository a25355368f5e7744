"""Long work goes on beside the screen, shows how far it is, and ends with Esc without a trace."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import threading
from itertools import count

import pytest

from journeys.harness import PLAN, planner
from planner.core import moments
from planner.core.steps import each
from planner.errors import FileAccessError
from planner.exchange import client_csv, csv_import
from planner.storage import files
from planner.tui import working as tui_working
from planner.tui.acts import filtering
from planner.tui.clients import Clients
from planner.tui.screens import carrying, planning
from planner.tui.screens.export import Preview
from planner.tui.screens.working import Working, bar
from planner.tui.working import Job

MANY = PLAN + "".join(
    f'\n[[items]]\nid = "n{number:03d}"\ntitle = "Number {number}"\nstatus = "draft"\ndate = 2026-11-{1 + number % 28:02d}\n'
    for number in range(60)
)


def endless(*_parts, **_names):  # noqa: ANN003 - whatever it is asked
    for _number in each(count(), "Rows read:"):
        pass


async def working(drive) -> bool:
    return await drive.until(lambda: isinstance(drive.app.screen, Working) and "Rows read:" in drive.screen)


async def import_without_end(drive, rows, monkeypatch) -> None:
    """Begin an import that reads its rows for ever."""
    monkeypatch.setattr(csv_import, "plan_import", endless)
    rows.write_text("Title\nA\n", encoding="utf-8")
    await drive.command("import a spr")
    await drive.type(str(rows))
    await drive.press("enter")
    assert await working(drive)


async def test_an_import_is_stopped_with_escape(tmp_path, monkeypatch):
    async with planner(tmp_path) as drive:
        await import_without_end(drive, tmp_path / "rows.csv", monkeypatch)
        assert "Esc stops it" in drive.screen
        await drive.press("q", "d", "y")
        assert isinstance(drive.app.screen, Working), "no other key does anything meanwhile"
        await drive.press("escape")
        assert await drive.over()
        assert "Stopped; nothing was changed." in drive.status
        assert drive.text == PLAN


async def test_an_export_that_is_stopped_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(client_csv, "export", endless)
    monkeypatch.chdir(tmp_path)
    async with planner(tmp_path) as drive:
        await drive.press("x", "enter")
        assert await working(drive)
        await drive.press("escape")
        assert await drive.until(lambda: "Export" in drive.screen and not isinstance(drive.app.screen, Working))
        await drive.press("escape")
        assert [path.name for path in tmp_path.iterdir()] == ["plan.toml"]


async def test_the_program_can_be_left_while_it_works(tmp_path, monkeypatch):
    async with planner(tmp_path) as drive:
        await import_without_end(drive, tmp_path / "rows.csv", monkeypatch)
        await drive.press("ctrl+q")
        assert await drive.until(lambda: threading.active_count() == 1 or drive.app.return_code == 0)


async def test_the_program_can_be_left_while_the_holidays_are_read(tmp_path, monkeypatch):
    begun, go = threading.Event(), threading.Event()

    def held(*_asked):
        begun.set()
        go.wait(10)
        return ()

    monkeypatch.setattr(planning, "HOLIDAYS_AFTER", 0)
    async with planner(tmp_path) as drive:
        await drive.press("B")
        monkeypatch.setattr(moments, "holidays", held)
        drive.host.run_worker(drive.host._load_holidays())
        assert await drive.until(begun.is_set)
        board = drive.host.query_one("#board")
        leave = board._message_loop_exit

        async def left() -> None:
            await leave()
            go.set()  # they come when the screen has lost its first part
            await asyncio.wait({worker._task for worker in drive.app.workers if worker._task}, timeout=10)

        monkeypatch.setattr(board, "_message_loop_exit", left)


def test_works_that_overlap_leave_the_turns_of_threads_as_they_were():
    usual = sys.getswitchinterval()
    one, other = tui_working.giving_way(), tui_working.giving_way()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    other.__exit__(None, None, None)
    assert sys.getswitchinterval() == usual


async def test_many_marked_items_are_changed_and_taken_back_beside_the_screen(tmp_path):
    async with planner(tmp_path, MANY) as drive:
        await drive.press("L", "asterisk")
        assert "64 marked" in drive.status
        await drive.press(">")
        assert await drive.until(lambda: drive.item("Number 0").date == dt.date(2026, 11, 2))
        assert await drive.over()
        assert "u undoes" in drive.status
        await drive.press("u")
        assert await drive.until(lambda: drive.text == MANY)
        assert await drive.over()
        assert "Undone" in drive.status
        await drive.press("U")
        assert await drive.until(lambda: drive.item("Number 0").date == dt.date(2026, 11, 2))
        await drive.over()


async def test_many_are_moved_with_a_preview_made_beside_the_screen_and_keys_wait_their_turn(tmp_path, monkeypatch):
    monkeypatch.setattr(carrying, "MANY", 10)
    threads = set()
    foreseen = Clients.foreseen

    def noted(*given):
        threads.add(threading.current_thread())
        return foreseen(*given)

    monkeypatch.setattr(Clients, "foreseen", noted)
    async with planner(tmp_path, MANY) as drive:
        await drive.press("asterisk", "m")
        assert await drive.over()
        await drive.press("right", "right", "right", "left")
        assert await drive.until(lambda: drive.host.moving.days == 2)
        assert await drive.over()
        assert "Number 22" in drive.screen.partition("Wed 25")[2].partition("Thu 26")[0]
        assert drive.text == MANY, "nothing is kept yet"
        await drive.press("]", "enter", "j")
        assert await drive.until(lambda: drive.item("Number 22").date == dt.date(2026, 12, 2))
        assert await drive.over()
        assert "u undoes" in drive.status
        await drive.press("u")
        assert await drive.until(lambda: drive.text == MANY)
        await drive.over()
        await drive.press("m", "right", "escape")
        assert await drive.over()
        assert "Put back." in drive.status
        assert drive.text == MANY
    assert threads
    assert threading.main_thread() not in threads


async def test_what_an_act_asks_of_many_marks_is_read_beside_the_screen(tmp_path, monkeypatch):
    monkeypatch.setattr(planning, "MANY", 10)
    other = MANY.replace("Studio North", "Studio South")
    async with planner(tmp_path, MANY, more=(other,)) as drive:
        await drive.press("L", "asterisk", "p")
        await drive.type("fran")
        await drive.press("space", "enter")
        plans = drive.host.workspaces
        assert await drive.until(lambda: {one.calendar.by_id["n000"].personas for one in plans} == {("founder",)})
        assert await drive.over()
        await drive.press("u")
        assert await drive.until(lambda: drive.text == MANY)
        await drive.over()


async def test_copies_of_many_are_put_as_one_step(tmp_path):
    async with planner(tmp_path, MANY) as drive:
        await drive.press("L", "asterisk", "y", "W", "V")
        assert await drive.until(lambda: len(drive.calendar.items) == 2 * len(MANY.split("[[items]]")) - 2)
        assert await drive.over()
        assert "64 copies" in drive.status
        first = min(item.date for item in drive.calendar.items if item.date)
        assert first == dt.date(2026, 11, 1)
        there = [item.title for item in drive.calendar.by_day[dt.date(2026, 11, 23)]]
        assert {"Number 0", "Number 28", "Number 56"} <= {*there}, "those of the first day stand on the cursor's"
        await drive.press("u")
        assert await drive.until(lambda: drive.text == MANY)
        await drive.over()


async def test_marks_of_two_calendars_are_moved_beside_the_screen(tmp_path, monkeypatch):
    monkeypatch.setattr(carrying, "MANY", 10)
    other = MANY.replace("Studio North", "Studio South")
    async with planner(tmp_path, MANY, more=(other,)) as drive:
        await drive.press("L", "asterisk", "m", "right", "enter")
        moved = {dt.date(2026, 11, 2)}
        assert await drive.until(lambda: {one.calendar.by_id["n000"].date for one in drive.host.workspaces} == moved)
        assert await drive.over()
        await drive.press("u")
        assert await drive.until(lambda: drive.text == MANY)
        assert (tmp_path / "plan1.toml").read_text(encoding="utf-8") == other
        await drive.over()


async def test_a_work_waits_while_its_bar_is_drawn():
    job, took = Job("Work"), []

    def work() -> None:
        for number in range(1, 1000):
            job.report("", number, 1000)
            took.append(number)
            if job.stopped:
                return

    thread = threading.Thread(target=work)
    await job.rest()
    thread.start()
    await job.rest()
    assert not took, "it waits at its first step"
    job.go_on()
    thread.join()
    assert len(took) == 999


async def test_many_are_deleted_and_come_back_byte_for_byte(tmp_path):
    async with planner(tmp_path, MANY) as drive:
        await drive.press("L", "asterisk", "d", "y")
        assert await drive.until(lambda: not drive.calendar.items)
        assert await drive.over()
        await drive.press("u")
        assert await drive.until(lambda: drive.text == MANY)
        await drive.over()


async def test_any_edit_of_a_large_calendar_is_written_beside_the_screen(tmp_path, monkeypatch):
    monkeypatch.setattr(tui_working, "LARGE", 10)
    async with planner(tmp_path) as drive:
        title = drive.host.selected()[0].title
        day = drive.item(title).date
        drive.app.simulate_key("greater_than_sign")
        drive.app.simulate_key("greater_than_sign")  # what is typed while the first is written comes after it
        drive.app.simulate_key("greater_than_sign")
        assert await drive.until(lambda: drive.item(title).date == day + dt.timedelta(days=3))
        assert await drive.over()
        assert "u undoes" in drive.status
        drive.app.simulate_key("u")
        drive.app.simulate_key("u")
        assert await drive.until(lambda: drive.item(title).date == day + dt.timedelta(days=1))
        assert await drive.over()
        drive.app.simulate_key("U")
        assert await drive.until(lambda: drive.item(title).date == day + dt.timedelta(days=2))
        assert await drive.over()
        await drive.press("m", "right", "enter")
        assert await drive.until(lambda: drive.item(title).date == day + dt.timedelta(days=3))
        assert await drive.over()
        await drive.press("a")
        await drive.type("Another one ^2026-12-01")
        await drive.press("enter")
        assert await drive.until(lambda: "Another one" in drive.text)
        assert await drive.over()


async def test_what_somebody_else_wrote_to_a_large_calendar_is_read_beside_the_screen(tmp_path, monkeypatch):
    monkeypatch.setattr(tui_working, "LARGE", 10)
    async with planner(tmp_path) as drive:
        drive.path.write_text(drive.text.replace('"Pricing mistakes"', '"Pricing errors"'), encoding="utf-8")
        drive.host.look()
        assert "Pricing mistakes" in drive.screen  # nobody waited
        assert drive.host._reading
        drive.app.simulate_key("S")  # what is done meanwhile meets what they wrote
        assert await drive.until(lambda: drive.on_disk["bcdfgh"]["status"] == "review")
        assert await drive.sees("Pricing errors")
        assert await drive.until(lambda: not drive.host._reading)
        assert await drive.over()
        assert drive.on_disk["bcdfgh"]["title"] == "Pricing errors"
        drive.path.write_text("<<<<<<< ours\n", encoding="utf-8")
        assert await drive.until(lambda: drive.host.look() or "does not read now" in drive.status)
        drive.path.unlink()
        assert await drive.until(lambda: drive.host.look() or "is not there any more" in drive.status)


async def test_who_leaves_at_once_leaves_when_it_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(tui_working, "LARGE", 10)
    async with planner(tmp_path) as drive:
        title = drive.host.selected()[0].title
        day = drive.item(title).date
        drive.app.simulate_key("greater_than_sign")
        drive.app.simulate_key("q")
        assert await drive.until(lambda: drive.app.return_code == 0)
        assert drive.item(title).date == day + dt.timedelta(days=1)


async def test_what_cannot_be_written_of_a_large_calendar_goes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(tui_working, "LARGE", 10)
    async with planner(tmp_path) as drive:
        title = drive.host.selected()[0].title
        before = drive.text
        monkeypatch.setattr(files, "replace", _refused)
        await drive.press(">")
        assert await drive.until(lambda: not drive.host._busy and drive.app.screen is not drive.host)
        assert drive.text == before
        monkeypatch.undo()
        await drive.press("enter")
        assert await drive.until(lambda: drive.text != before)
        assert title in drive.text


def _refused(path, *_parts, **_names):  # noqa: ANN003 - whatever it is asked
    raise FileAccessError(str(path), "No space left on device")


async def test_a_tools_rows_are_looked_at_beside_the_screen(tmp_path):
    from journeys.test_dialogs_alone import Bare
    from planner.tui.screens.export import Export, Wanted

    go = threading.Event()

    def preview(wanted):
        go.wait(10)
        return Preview(3, (wanted.path,))

    app = Bare(Export(Wanted("hootsuite", "all", "excel", "x"), [("all", "all")], lambda _w: "x", preview, many=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Looking at every row" in app.seen()
        await pilot.press("enter")
        assert "One moment" in app.seen()
        go.set()
        for _turn in range(400):
            await pilot.pause()
            if "3 rows" in app.seen():
                break
        assert "3 rows" in app.seen()
        await pilot.press("enter")
    assert app.result.format == "hootsuite"


@pytest.mark.parametrize(
    ("done", "total", "line"), [(0, 10, " 0 %"), (5, 10, " 50 %"), (12, 10, " 100 %"), (3, 0, "░")]
)
def test_the_bar_tells_how_far_it_is(done, total, line):
    job = Job("Import")
    job.report("Rows read:", done, total)
    assert bar(job, 1).endswith(line)
    assert bar(job, 1).startswith("Rows read:")
    job.stop()
    assert bar(job, 1).startswith("Stopping")


async def test_the_filter_waits_until_the_texts_are_there_and_no_key_does(tmp_path, monkeypatch):
    monkeypatch.setattr(filtering, "FEW", 0)
    monkeypatch.setattr(filtering, "AT_ONCE", 1)
    monkeypatch.setattr(filtering._Reading, "_read", held := _Held(filtering._Reading._read))
    async with planner(tmp_path) as drive:
        await drive.press("/")
        await drive.type("pric")
        assert "…" in drive.screen
        assert drive.host.filter == ""
        held.go.set()
        assert await drive.until(lambda: drive.host.filter == "pric")
        await drive.press("escape")
        assert drive.host.filter == ""
        held.go.clear()
        await drive.press("/")
        await drive.type("pric")
        await drive.press("enter")  # does not wait for the texts either
        held.go.set()
        assert await drive.until(lambda: drive.host.filter == "pric")
        assert await drive.over()
        held.go.clear()
        await drive.press("/", "x", "escape")
        assert drive.host.filter == "pric"
        await drive.press("escape")
        assert drive.host.filter == ""


class _Held:
    """Makes the texts only when it may."""

    def __init__(self, read) -> None:
        self.read = read
        self.go = asyncio.Event()

    def __get__(self, one, _kind=None) -> object:
        return lambda host: self.run(one, host)

    async def run(self, one, host) -> None:
        await self.go.wait()
        await self.read(one, host)
