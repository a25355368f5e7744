"""The plan as Markdown for reading: each month as a table, then the list (CommonMark with GitHub's tables).

A reader would get wrong: text is escaped only where it would otherwise become markup, so that the file also reads well as it is; a
client's ``[draft]`` stays what it looks like.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from planner.core.dates import Month, long_date, short_day
from planner.core.model import Calendar, Item
from planner.core.steps import each
from planner.exchange import reading
from planner.exchange.wording import facts, one_line, printable
from planner.i18n import N_, _, speaking

_ALWAYS = re.compile(r"[\\`*_|~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINKING = re.compile(r"\](?=[(\[:])|\[(?=\^)")
_OPENING = re.compile(r"^(?:[#>+=-]|\d{1,9}(?=[.)]))")


def export(
    calendar: Calendar, items: Iterable[Item], *, today: dt.date | None = None, month: Month | None = None
) -> bytes:
    """Return the page as UTF-8 with line feeds, in the calendar's language; ``today`` says as of when, ``month`` is drawn even if empty."""
    page = reading.page(calendar, items, month)
    with speaking(calendar.language):
        lines = [f"# {inline(calendar.title)}", ""]
        if today is not None:
            lines += [_("As of {date}").format(date=long_date(today, weekday=False)), ""]
        for one, weeks in page.months:
            lines += [f"## {_capital(reading.month_title(one))}", "", *_grid(page, weeks), ""]
            for day in each(sorted(day for day in page.by_day if Month.of(day) == one), N_("Days:")):
                lines += [f"### {_capital(long_date(day))}", ""]
                for item in page.by_day[day]:
                    lines += _entry(calendar, item)
        if page.ideas:
            lines += ["## " + _("Ideas"), ""]
            for item in each(page.ideas, N_("Ideas:")):
                lines += _entry(calendar, item)
        if not page.months and not page.ideas:
            lines += [_("Nothing is planned."), ""]
    return "\n".join(lines).encode("utf-8", "replace")


def inline(text: str) -> str:
    """Return ``text`` on one line so that Markdown shows it as it is."""
    return _opening(_escaped(one_line(text)))


def _capital(heading: str) -> str:
    """Return a heading with its first letter large; French writes months and days small elsewhere."""
    return heading[:1].upper() + heading[1:]


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return _LINKING.sub(r"\\\g<0>", text)


def _opening(line: str) -> str:
    """Return a line whose first character starts no heading, quote or list."""
    return _OPENING.sub(
        lambda match: f"{match.group()}\\" if match.group()[0].isdigit() else f"\\{match.group()}", line
    )


def _grid(page: reading.Page, weeks: tuple[tuple[dt.date | None, ...], ...]) -> Iterator[str]:
    whole = next(week for week in [*weeks[1:], *weeks] if None not in week)
    yield "| " + " | ".join(short_day(day) for day in whole if day) + " |"
    yield "|" + " --- |" * 7
    for week in weeks:
        yield "| " + " | ".join(_cell(page, day) for day in week) + " |"


def _cell(page: reading.Page, day: dt.date | None) -> str:
    if day is None:
        return ""
    group = page.by_day.get(day, ())
    if not group:
        return str(day.day)
    titles = [" ".join(filter(None, (reading.time_of(item), inline(item.title)))) for item in group]
    return "<br>".join([f"**{day.day}**", *titles])


def _entry(calendar: Calendar, item: Item) -> Iterator[str]:
    time = reading.time_of(item)
    yield f"- {time} **{_strong(item.title)}**" if time else f"- **{_strong(item.title)}**"
    yield from (
        "",
        "  "
        + "  \n  ".join(_("{heading}: {value}").format(heading=h, value=inline(v)) for h, v in facts(calendar, item)),
        "",
    )
    link = reading.link_of(item)
    if link and not set(link) & set("<>\\"):
        yield from (f"  <{link}>", "")
    elif item.link.strip():
        yield from (f"  {inline(item.link)}", "")
    copy = printable(item.copy).strip("\n")
    if copy.strip():
        yield from _quoted(copy)
        yield ""


def _strong(title: str) -> str:
    """Return a title between ``**``, which blanks at its ends would undo."""
    return _escaped(one_line(title)) or "…"


def _quoted(copy: str) -> Iterator[str]:
    """Yield a text as a quotation, its line ends kept."""
    lines = copy.split("\n")
    for number, line in enumerate(lines):
        shown = _opening(_escaped(" ".join(line.split())))
        follows = number + 1 < len(lines) and lines[number + 1].strip()
        yield f"  > {shown}  ".rstrip() + ("  " if shown and follows else "")
