"""No text of a file is markup, an action or an escape, in any view, bar, toast or question."""

from __future__ import annotations

import datetime as dt

import tomli_w
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeys.harness import planner
from planner.core.visible import visible

TITLES = (
    "[/b]",
    "[/",
    "[b",
    "[@click=app.quit]x[/]",
    "\\",
    'The "5 mistakes", part 2',
    "\x1b]52;c;eA==\x07",
    "\x9b31m",
    "\u202eabc",
    "👩‍👩‍👧 مرحبا 日本",
    "two\nlines",
    "x" * 10_000,
    "$title {name} %s",
)


def hostile_plan(texts: tuple[str, ...]) -> str:
    """Return a calendar in which every field holds one of ``texts``."""
    items = []
    for number, text in enumerate(texts):
        items.append(
            {
                "id": f"bcdf{'ghjkmnpqrstvwxz'[number % 15]}{'bcdfghjkmnpqrstvwxz'[number // 15]}",
                "title": text,
                "date": dt.date(2026, 11, 23 + number % 6),
                "channels": ["c"],
                "personas": ["p"],
                "format": "f",
                "pillar": "l",
                "copy": text,
                "notes": text,
                "link": text,
                "solves": text,
                "hashtags": [text],
                "owner": text,
                "relevance": {"interesting": {"answer": "no", "on": dt.date(2026, 11, 1), "note": text}},
            }
        )
    ideas = [{"id": f"zxwv{'bcdfghjkmnpqrst'[number]}z", "title": text} for number, text in enumerate(texts[:15])]
    name = texts[0]
    return tomli_w.dumps(
        {
            "calendar": {
                "title": name,
                "timezone": "Europe/London",
                "avoid": [text for text in texts if text.strip()][:1],
            },
            "coverage": {"max_quiet_days": 3, "min_formats": 4},
            "personas": [{"id": "p", "name": name, "per_month": 30, "problems": [name]}],
            "formats": [{"id": "f", "name": name, "per_month": 30}],
            "channels": [{"id": "c", "name": name, "per_week": 9, "days": ["sunday"]}],
            "pillars": [{"id": "l", "name": name, "share": 10}],
            "moments": [{"id": "m", "name": name, "date": dt.date(2026, 11, 24)}],
            "pauses": [
                {
                    "from": dt.date(2026, 12, 24),
                    "to": dt.date(2026, 12, 26),
                    "reason": name,
                }
            ],
            "items": items + ideas,
        }
    )


def clean(lines: list[str]) -> bool:
    return all(line == visible(line) for line in lines)


async def walk(drive, keys: tuple[str, ...]) -> None:
    for key in keys:
        await drive.press(key)
        assert clean(drive.lines), key


KEYS = (
    "down",
    "M",
    "B",
    "L",
    "5",
    "4",
    "3",
    "1",
    "W",
    "m",
    "right",
    "enter",
    "d",
    "n",
    "S",
    "space",
    "*",
    "escape",
    "escape",
)


async def test_every_view_shows_them_as_they_are(tmp_path):
    async with planner(tmp_path, hostile_plan(TITLES), size=(200, 60)) as drive:
        assert clean(drive.lines)
        assert "[/b]" in drive.bar("header")
        await walk(drive, KEYS)
        await drive.press("L")
        for title in TITLES[:6]:
            assert title in drive.screen


async def test_in_a_narrow_window(tmp_path):
    async with planner(tmp_path, hostile_plan(TITLES[::-1]), size=(70, 22)) as drive:
        await walk(drive, KEYS)


async def test_status_toast_and_question_take_any_text(tmp_path):
    async with planner(tmp_path) as drive:
        for text in TITLES:
            drive.host.say(text, severity="error")
            await drive.settle()
            assert clean(drive.lines)


def test_any_unicode_in_a_line(tmp_path):
    from planner.tui.widgets.lines import JOINER, fit, width_of, wrap
    from planner.tui.widgets.lines import clean as cleaned

    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.text(st.characters(), max_size=60), st.integers(1, 40))
    @example("\u200d", 1)
    def holds(text: str, width: int) -> None:
        shown = fit(text, width)
        assert width_of(shown) <= width
        assert shown == visible(shown)
        assert cleaned(text).replace(JOINER, "") == visible(text).replace(JOINER, "")  # one that joins nothing goes
        for line in wrap(text, width, 3):
            assert width_of(line) <= max(width, 2)
            assert "\x1b" not in line

    holds()
