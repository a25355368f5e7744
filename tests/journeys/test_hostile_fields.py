"""Every hostile string into every field of every screen: nothing crashes, nothing runs, no control reaches the screen, and the file has it.

The ordinary run takes a few strings at one size; ``-m torture`` takes all of them at two.
"""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input, TextArea

from journeys.harness import PLAN, planner
from planner.core.visible import visible
from planner.tui.screens.fields import FIELDS, Reader

STRINGS = {
    "closing tag": "[/b]",
    "closing": "[/",
    "opening": "[b",
    "tag": "[red]x",
    "nothing in brackets": "[]",
    "click": "[@click=app.quit]x[/]",
    "screenshot": "[@click=app.screenshot('plan.toml','.')]Brief.pdf[/]",
    "link": "[link=file:///etc/passwd]x[/link]",
    "backslash": "\\",
    "backslash before": "\\[b]x\\",
    "rich": "[bold]x[/bold] :smile:",
    "quotes": "The \"5 mistakes\", 'part' 2",
    "triple": "'''\"\"\"",
    "toml": 'x"\n[[items]]\nid = "zzzzzz"',
    "toml in a line": "x' = 1 # [[items]]",
    "percent": "%s %n {0} {name} $title ${HOME} `id` $(id)",
    "escape": "\x1b[31mred\x1b[0m",
    "clipboard": "\x1b]52;c;ZWNobyBoYQ==\x07",
    "title": "\x1b]0;owned\x07",
    "query": "\x1b[c\x1b[6n\x1bP+q544e\x1b\\",
    "c1": "\x9b31m\x9d0;x\x9c",
    "screen": "\x1b[?1049l\x1b[2J",
    "nul": "a\x00b",
    "bell and back": "a\x07b\x08c\x7fd",
    "tab": "a\tb",
    "vertical": "a\x0bb\x0cc",
    "separators": "a\x1cb\x85c\u2028d\u2029e",
    "lines": "two\nlines",
    "carriage": "one\rtwo\r\nthree",
    "emoji": "👩‍👩‍👧 🏳️‍🌈 👍🏽 🇫🇷",
    "rtl": "مرحبا بالعالم שלום",
    "bidi": "\u202eabc\u202c \u2066x\u2069 \u200f",
    "combining": "é" * 3 + "a" + "\u0301" * 40 + "Z͑ͫ̓ͪ̂ͫ̽͏",
    "wide": "日本語 ｆｕｌｌ 한국어 ไทย",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f",
    "surrogate": "x\ud800y",
    "astral": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \U0010ffff",
    "private": "\ue000\uf8ff\ufffe\uffff",
    "spaces": "  two  spaces  ",
    "no-break": "a\xa0b\u202fc\u3000d",
    "long": "x" * 10_000,
    "long words": "word " * 2_000,
    "long wide": "日" * 10_000,
    "formula": "=cmd|' /C calc'!A0",
    "path": "../../../etc/passwd",
    "option": "--help -rf",
    "url": "javascript:alert(1)",
    "signs": "@persona #format !channel *pillar ^fri =2026-11-27",
    "number": "1e999",
    "date": "9999-12-31",
}
SIZES = ((80, 24), (60, 20))
TEXTS = tuple(name for name, field in FIELDS.items() if field.kind in ("text", "long", "list", "person", "suggested"))
"""Fields that take any text; the others take names, dates and numbers."""


def chosen(*ordinary: str) -> list[object]:
    """Return every string at every size; those that are named belong to the ordinary run, at the first size."""
    return [
        pytest.param(
            name,
            size,
            id=f"{name}-{size[0]}",
            marks=() if name in ordinary and size == SIZES[0] else pytest.mark.torture,
        )
        for name in STRINGS
        for size in SIZES
    ]


def replaced(text: str) -> str:
    """Return the text as any file can hold it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def check(drive) -> None:
    assert drive.app.is_running
    assert drive.app.failure is None
    for line in drive.lines:
        assert line == visible(line), line


async def paste(drive, text: str) -> str:
    """Type the text into what has the focus, as a terminal hands it on, and return what stands there then."""
    widget = drive.app.focused
    assert isinstance(widget, (Input, TextArea)), widget
    if text.isprintable() and len(text) < 12:
        for char in text:
            drive.app.post_message(events.Key(char, char))
            await drive.pilot.pause()
    else:
        drive.app.post_message(events.Paste(text))
    await drive.settle()
    check(drive)
    return widget.text if isinstance(widget, TextArea) else widget.value


async def in_the_form(drive, text: str) -> None:
    await drive.press("e")
    assert await drive.until(lambda: "What and when" in drive.screen)
    form = drive.app.screen
    typed = {}
    for name in TEXTS:
        widget = form.query_one(f"#field-{name}")
        form.set_focus(widget)
        if isinstance(widget, Input):
            widget.value = ""
        else:
            widget.load_text("")
        await drive.settle()
        typed[name] = await paste(drive, text)
    if not typed["title"].strip():
        form.query_one("#field-title").value = typed["title"] = "T"
    reader = Reader(drive.calendar, drive.host.today, "en")
    item = drive.calendar.by_id["bcdfgh"]
    wanted = {name: reader.read(FIELDS[name], typed[name], item) for name in TEXTS}
    await drive.press("ctrl+s")
    assert await drive.until(lambda: drive.app.screen is not form)
    await drive.settle()
    check(drive)
    found = drive.on_disk["bcdfgh"]
    for name, value in wanted.items():
        if isinstance(value, tuple):
            assert found.get(name, []) == [replaced(one) for one in value], name
        else:
            assert found.get(name, "") == replaced(value), name
    assert drive.calendar == type(drive.host.workspace).open(drive.path, now=drive.host.workspace.now).calendar
    await drive.press("e")
    assert await drive.until(lambda: "What and when" in drive.screen)
    check(drive)
    await drive.press("ctrl+s")
    await drive.settle()
    assert drive.on_disk["bcdfgh"] == found


async def in_a_line(drive, text: str, *keys: str) -> str:
    """Open something with ``keys``, type the text there, and return what stands there."""
    await drive.press(*keys)
    assert await drive.until(lambda: isinstance(drive.app.focused, Input)), keys
    return await paste(drive, text)


async def leave(drive) -> None:
    for _turn in range(4):
        if drive.app.screen is drive.host and drive.host._prompt is None:
            break
        await drive.press("escape")
    await drive.until(lambda: drive.app.screen is drive.host)
    check(drive)


async def in_the_other_lines(drive, text: str) -> None:
    await drive.press("r")
    assert await drive.until(lambda: "question 1 of" in drive.screen)
    stood = await in_a_line(drive, text, "tab")
    await drive.press("enter", "y")
    await drive.until(lambda: drive.app.screen is drive.host)
    answer = drive.on_disk["bcdfgh"]["relevance"]["interesting"]
    assert answer.get("note", "") == replaced(stood.strip())
    await drive.press("3")
    stood = await in_a_line(drive, text, "A")
    await drive.press("enter")
    await drive.until(lambda: drive.app.screen is drive.host)
    assert drive.calendar.accepted[-1].reason == replaced(stood.strip())
    await drive.press("1")
    await in_a_line(drive, text, "p")
    await drive.press("enter")
    await leave(drive)
    for keys in (("a",), ("g",), ("/",), (":",), ("?",), ("R",), ("f",), ("s",), ("K",)):
        await drive.press(*keys)
        for _turn in range(30):
            if isinstance(drive.app.focused, Input):
                break
            await drive.pilot.pause()
        else:
            await leave(drive)
            continue
        await paste(drive, text)
        if keys != ("R",):
            await drive.press("enter")
            check(drive)
        await leave(drive)
        drive.host.set_filter("")
        await drive.settle()


@pytest.mark.parametrize(("name", "size"), chosen("click", "c1", "surrogate"))
async def test_every_field_takes_it_as_it_is(tmp_path, name, size):
    async with planner(tmp_path, PLAN, size=size) as drive:
        await in_the_form(drive, STRINGS[name])


@pytest.mark.parametrize(("name", "size"), chosen("clipboard"))
async def test_every_line_takes_it(tmp_path, name, size):
    async with planner(tmp_path, PLAN, size=size) as drive:
        await in_the_other_lines(drive, STRINGS[name])
