"""The plan as one HTML file for reading: what a client gets instead of a login (styles in ``html_style``).

A reader would get wrong: every text goes through ``text``, which also takes out what no document may hold; nothing a user wrote ever
becomes a tag, an attribute's name, an id or a class.
"""

from __future__ import annotations

import datetime as dt
import html as _html
from collections.abc import Iterable, Iterator, Mapping

from planner.core.dates import Month, day_name, long_date, short_day
from planner.core.model import Calendar, Item
from planner.core.steps import each
from planner.core.values import dataclass
from planner.exchange import reading
from planner.exchange.html_style import STYLE
from planner.exchange.wording import facts, one_line, printable, status_name
from planner.i18n import N_, _, language, speaking

RELATIONS: Mapping[str, str] = {
    "customer": N_("customer"),
    "prospect": N_("prospect"),
    "partner": N_("partner"),
    "team": N_("team"),
}
_SETTLED = ("approved", "scheduled", "published")
_COLOURS = 8


@dataclass(frozen=True, slots=True)
class Legend:
    """The sign of each persona and format: ready-made HTML by id."""

    personas: Mapping[str, str]
    formats: Mapping[str, str]


def export(
    calendar: Calendar, items: Iterable[Item], *, today: dt.date | None = None, month: Month | None = None
) -> bytes:
    """Return the page in UTF-8, in the calendar's language; ``today`` says as of when, ``month`` is drawn even if empty."""
    page = reading.page(calendar, items, month)
    with speaking(calendar.language):
        return "\n".join(_page(calendar, page, today)).encode("utf-8", "replace")


def text(value: str) -> str:
    """Return ``value`` as HTML text or an attribute's value, line ends kept."""
    return _html.escape(printable(value))


def line(value: str) -> str:
    """Return ``value`` as HTML text on one line."""
    return _html.escape(one_line(value))


def _page(calendar: Calendar, page: reading.Page, today: dt.date | None) -> Iterator[str]:
    legend = _legend(calendar, page)
    anchors = {
        id(item): f"i{number}" for number, item in enumerate(item for group in page.by_day.values() for item in group)
    }
    yield f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f'<meta name="generator" content="planner">\n<title>{line(calendar.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>'
    yield f'<header>\n<h1 dir="auto">{line(calendar.title)}</h1>'
    subtitle = [line(calendar.client)] if calendar.client and calendar.client != calendar.title else []
    if today is not None:
        subtitle.append(line(_("As of {date}").format(date=long_date(today, weekday=False))))
    if subtitle:
        yield f"<p>{' · '.join(subtitle)}</p>"
    yield "</header>\n<main>"
    yield from _legend_lines(calendar, page, legend)
    for one, weeks in page.months:
        yield f'<section class="month">\n<h2>{line(reading.month_title(one))}</h2>'
        yield from _grid(calendar, page, weeks, legend, anchors)
        yield "</section>"
    for one, _weeks in page.months:
        days = [day for day in page.by_day if Month.of(day) == one]
        if days:
            yield f'<section class="list">\n<h2>{line(_("{month} in detail").format(month=reading.month_title(one)))}</h2>'
            for day in each(days, N_("Days:")):
                yield f"<h3>{line(long_date(day))}</h3>"
                yield from (_entry(calendar, item, legend, anchors[id(item)]) for item in page.by_day[day])
            yield "</section>"
    if page.ideas:
        yield f'<section class="list">\n<h2>{line(_("Ideas"))}</h2>'
        yield from (_entry(calendar, item, legend, "") for item in each(page.ideas, N_("Ideas:")))
        yield "</section>"
    if not page.months and not page.ideas:
        yield f"<p>{line(_('Nothing is planned.'))}</p>"
    yield "</main>\n</body>\n</html>\n"


def _legend(calendar: Calendar, page: reading.Page) -> Legend:
    """Return signs for the personas and formats that the page's items name, declared ones first and in their order."""
    shown = [item for group in page.by_day.values() for item in group] + list(page.ideas)
    used = {
        "personas": {ident for item in shown for ident in item.personas},
        "formats": {item.format for item in shown if item.format},
    }
    signs: dict[str, dict[str, str]] = {}
    for table, idents in used.items():
        declared = [entry.id for entry in getattr(calendar, table)]
        order = [ident for ident in declared if ident in idents] + sorted(idents - set(declared))
        titles = [one_line(calendar.name_of(table, ident)) for ident in order]
        marks = reading.short_marks(titles, least=1 if table == "personas" else 2)
        signs[table] = {
            ident: f'<abbr class="{f"who c{place % _COLOURS}" if table == "personas" else "how"}" title="{text(title)}">{text(mark)}</abbr>'
            for place, (ident, title, mark) in enumerate(zip(order, titles, marks, strict=True))
        }
    return Legend(signs["personas"], signs["formats"])


def _legend_lines(calendar: Calendar, page: reading.Page, legend: Legend) -> Iterator[str]:
    if not page.by_day and not page.ideas:
        return
    relations = {persona.id: persona.relation for persona in calendar.personas}
    yield '<section class="legend">'
    if legend.personas:
        yield f"<p><b>{line(_('Personas'))}</b> "
        for ident, sign in legend.personas.items():
            relation = relations.get(ident, "")
            said = f" <small>({line(_(RELATIONS[relation]))})</small>" if relation in RELATIONS else ""
            yield f"<span>{sign} <bdi>{line(calendar.name_of('personas', ident))}</bdi>{said}</span>"
        yield "</p>"
    if legend.formats:
        yield f"<p><b>{line(_('Formats'))}</b> "
        for ident, sign in legend.formats.items():
            yield f"<span>{sign} <bdi>{line(calendar.name_of('formats', ident))}</bdi></span>"
        yield "</p>"
    yield f'<p><span class="key set">{line(_("approved"))}</span> <span class="key open">{line(_("not approved yet"))}</span></p>'
    yield "</section>"


def _grid(
    calendar: Calendar,
    page: reading.Page,
    weeks: tuple[tuple[dt.date | None, ...], ...],
    legend: Legend,
    anchors: Mapping[int, str],
) -> Iterator[str]:
    whole = next(week for week in [*weeks[1:], *weeks] if None not in week)
    yield "<table>\n<thead><tr>"
    yield "".join(
        f'<th scope="col"><abbr title="{line(day_name(day))}">{line(short_day(day))}</abbr></th>'
        for day in whole
        if day
    )
    yield "</tr></thead>\n<tbody>"
    for week in weeks:
        yield "<tr>" + "".join(_cell(calendar, page, day, legend, anchors) for day in week) + "</tr>"
    yield "</tbody>\n</table>"


def _cell(
    calendar: Calendar, page: reading.Page, day: dt.date | None, legend: Legend, anchors: Mapping[int, str]
) -> str:
    if day is None:
        return '<td class="out"></td>'
    group = page.by_day.get(day, ())
    number = f'<p class="day"><span>{line(short_day(day))}</span> {day.day}</p>'
    if not group:
        return f'<td class="free">{number}</td>'
    entries = []
    for item in group:
        settled = "set" if calendar.step(item) in _SETTLED else "open"
        time = f"<time>{reading.time_of(item)}</time> " if item.time else ""
        entries.append(
            f'<a class="item {settled}" href="#{anchors[id(item)]}">{time}<bdi>{line(item.title)}</bdi>{_signs(item, legend)}</a>'
        )
    return f"<td>{number}{''.join(entries)}</td>"


def _signs(item: Item, legend: Legend) -> str:
    signs = [legend.formats[item.format]] if item.format else []
    signs += [legend.personas[ident] for ident in dict.fromkeys(item.personas)]
    return f' <span class="signs">{"".join(signs)}</span>' if signs else ""


def _entry(calendar: Calendar, item: Item, legend: Legend, anchor: str) -> str:
    """Return one item in full; what the legend already says by a sign is said in words here."""
    settled = "set" if calendar.step(item) in _SETTLED else "open"
    time = f"<time>{reading.time_of(item)}</time> " if item.time else ""
    name = f' id="{anchor}"' if anchor else ""
    lines = [
        f'<article class="{settled}"{name}>',
        f"<h4>{time}<bdi>{line(item.title)}</bdi>{_signs(item, legend)} <em>{line(status_name(calendar, item))}</em></h4>",
    ]
    status = _("Status")
    rows = [(heading, value) for heading, value in facts(calendar, item) if heading != status]
    if rows:
        pairs = "".join(
            f"<div><dt>{line(heading)}</dt><dd><bdi>{line(value)}</bdi></dd></div>" for heading, value in rows
        )
        lines.append(f"<dl>{pairs}</dl>")
    if item.copy.strip():
        lines.append(f'<p class="copy" dir="auto">{text(item.copy.strip(chr(10)))}</p>')
    address = reading.link_of(item)
    if address:
        lines.append(f'<p class="link"><a href="{text(address)}" rel="noopener noreferrer">{text(address)}</a></p>')
    elif item.link.strip():
        lines.append(f'<p class="link">{line(item.link)}</p>')
    return "\n".join([*lines, "</article>"])
