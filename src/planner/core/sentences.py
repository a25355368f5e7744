"""What a gap says, one sentence in the reader's language; the French ones are agreed word by word.

A reader would get wrong: numbers choose the plural (0 and 1 are singular in French), and which number does so differs by sentence: what was
found, or what is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from fractions import Fraction

from planner.core.dates import Month, day_month, month_name, span
from planner.core.fold import fold
from planner.core.model import Calendar
from planner.core.relevance import short_name
from planner.core.supply import Supply
from planner.core.tally import exact, rounded
from planner.i18n import N_, _, decimal_mark, ngettext

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from planner.core.coverage import Gap


METRICS = {
    "views": N_("views"),
    "clicks": N_("clicks"),
    "comments": N_("comments"),
    "shares": N_("shares"),
    "saves": N_("saves"),
    "likes": N_("likes"),
    "opens": N_("opens"),
    "replies": N_("replies"),
    "customers": N_("customers"),
}
"""Names of usual results in a file; any other name is the user's own, and stays as it is."""


_SAME = {
    "customer": "customers",
    "client": "customers",
    "clients": "customers",
    "cliente": "customers",
    "clientes": "customers",
    "view": "views",
    "vue": "views",
    "vues": "views",
    "comment": "comments",
    "commentaire": "comments",
    "commentaires": "comments",
    "clic": "clicks",
    "clics": "clicks",
    "click": "clicks",
    "partage": "shares",
    "partages": "shares",
    "ouverture": "opens",
    "ouvertures": "opens",
    "reponse": "replies",
    "reponses": "replies",
    "enregistrement": "saves",
    "enregistrements": "saves",
    "like": "likes",
    "jaime": "likes",
}
"""Names that mean a usual result; customers are what the report counts under that name only."""


def metric_key(name: str, used: Iterable[str] = ()) -> str:
    """Return the name in the file of the result that people call ``name``, in English or in their own language; any other stays as it is.

    A name in ``used``, those that the calendar has, is meant before a usual one, except that of customers.
    """
    wanted = fold(name)
    own = {fold(one): one for one in used}.get(wanted) if wanted not in ("client", "clients") else None
    local = {fold(_(word)): key for key, word in METRICS.items()}
    usual = wanted if wanted in METRICS else _SAME.get(wanted) or local.get(wanted)
    return own or usual or name


def metric(name: str, amount: float) -> str:
    """Return one result as it is read: ``views 1200``, ``vues 1200``."""
    return f"{_(METRICS[name]) if name in METRICS else name} {decimal(amount)}"


def decimal(value: float | Fraction) -> str:
    """Return a number with at most one decimal as it is read: ``22.2``, in French ``22,2``."""
    return str(rounded(value)).replace(".", decimal_mark())


def percents(value: float | Fraction) -> str:
    """Return a percentage as it is read: ``22.2%``, in French ``22,2 %`` with a no-break space."""
    return _("{number}%").format(number=decimal(value))


def gap_sentence(gap: Gap, calendar: Calendar, lasts_until: dt.date | None = None) -> str:
    """Return the sentence of ``gap``; ``lasts_until`` is the supply's, for a supply gap."""
    if gap.rule == "supply":
        return _supply(calendar, gap.subject, int(gap.have), int(gap.need), lasts_until or gap.start)
    return _SENTENCES[gap.rule](gap, calendar)


def _month(gap: Gap) -> str:
    return month_name(Month.of(gap.start).number)


def _cadence(gap: Gap, calendar: Calendar) -> str:
    channel = calendar.name_of("channels", gap.subject)
    weekly = (gap.end - gap.start).days == 6
    have, need = int(gap.have), int(gap.need)
    if have == 0 and weekly:
        return ngettext(
            "{channel}: nothing in the week of {week} ({need} aimed for).",
            "{channel}: nothing in the week of {week} ({need} aimed for).",
            need,
        ).format(channel=channel, week=span(gap.start, gap.end), need=need)
    if have == 0:
        return ngettext(
            "{channel}: nothing in {month} ({need} aimed for).",
            "{channel}: nothing in {month} ({need} aimed for).",
            need,
        ).format(channel=channel, month=_month(gap), need=need)
    if weekly:
        return ngettext(
            "{channel}: {have} item of {need} in the week of {week}.",
            "{channel}: {have} items of {need} in the week of {week}.",
            have,
        ).format(channel=channel, have=have, need=need, week=span(gap.start, gap.end))
    return _counted(channel, gap)


def _counted(name: str, gap: Gap) -> str:
    have = int(gap.have)
    return ngettext(
        "{name}: {have} item of {need} in {month}.", "{name}: {have} items of {need} in {month}.", have
    ).format(name=name, have=have, need=gap.need, month=_month(gap))


def _persona(gap: Gap, calendar: Calendar) -> str:
    return _counted(short_name(calendar, gap.subject), gap)


def _persona_format(gap: Gap, calendar: Calendar) -> str:
    who, what = next(
        (
            (persona.id, form)
            for persona in calendar.personas
            for form in persona.formats
            if f"{persona.id}:{form}" == gap.subject
        ),
        (gap.subject, ""),
    )
    name = _("{persona}, format {format}").format(
        persona=short_name(calendar, who), format=calendar.name_of("formats", what)
    )
    return _counted(name, gap)


def _format(gap: Gap, calendar: Calendar) -> str:
    return _counted(_("Format {format}").format(format=calendar.name_of("formats", gap.subject)), gap)


def _variety(gap: Gap, _calendar: Calendar) -> str:
    return ngettext(
        "{have} different format in {month}, {need} needed.",
        "{have} different formats in {month}, {need} needed.",
        gap.have,
    ).format(have=gap.have, need=gap.need, month=_month(gap))


def _quiet(gap: Gap, _calendar: Calendar) -> str:
    return ngettext(
        "Nothing from {days}: {have} day in a row, {need} at most.",
        "Nothing from {days}: {have} days in a row, {need} at most.",
        gap.have,
    ).format(days=span(gap.start, gap.end), have=gap.have, need=gap.need)


def _pillar(gap: Gap, calendar: Calendar) -> str:
    tolerance = calendar.coverage.pillar_tolerance
    return ngettext(
        "Pillar “{pillar}”: {have} in {month}, {floor} at least (target {share}, tolerance {tolerance} point).",
        "Pillar “{pillar}”: {have} in {month}, {floor} at least (target {share}, tolerance {tolerance} points).",
        tolerance,
    ).format(
        pillar=calendar.name_of("pillars", gap.subject),
        have=percents(gap.have),
        month=_month(gap),
        floor=percents(exact(gap.need) - exact(tolerance)),
        share=percents(gap.need),
        tolerance=decimal(tolerance),
    )


def _promotion(gap: Gap, _calendar: Calendar) -> str:
    return _("{have} of items are promotional in {month}, {need} at most.").format(
        have=percents(gap.have), month=_month(gap), need=percents(gap.need)
    )


def _conversation(gap: Gap, _calendar: Calendar) -> str:
    return _("{have} of items invite conversation in {month}, {need} at least.").format(
        have=percents(gap.have), month=_month(gap), need=percents(gap.need)
    )


def _customers(gap: Gap, _calendar: Calendar) -> str:
    return _("{have} of items speak to current customers in {month}, {need} at least.").format(
        have=percents(gap.have), month=_month(gap), need=percents(gap.need)
    )


def _one_owner(gap: Gap, calendar: Calendar) -> str:
    return _("{person}: owner of {have} of items in {month}, {need} at most.").format(
        person=calendar.name_of("people", gap.subject),
        have=percents(gap.have),
        month=_month(gap),
        need=percents(gap.need),
    )


def _voices(gap: Gap, _calendar: Calendar) -> str:
    return ngettext(
        "{have} person contributes in {month}, {need} needed.",
        "{have} people contribute in {month}, {need} needed.",
        gap.have,
    ).format(have=gap.have, month=_month(gap), need=gap.need)


def _supply(calendar: Calendar, channel: str, have: int, need: int, until: dt.date) -> str:
    return ngettext(
        "{channel}: {have} item in reserve of {need} for four weeks; enough until {day}.",
        "{channel}: {have} items in reserve of {need} for four weeks; enough until {day}.",
        have,
    ).format(channel=calendar.name_of("channels", channel), have=have, need=need, day=day_month(until))


def supply_sentence(entry: Supply, calendar: Calendar) -> str:
    """Return what a channel has to eat, gap or not, in the same words as the gap."""
    return _supply(calendar, entry.channel, entry.have, entry.need, entry.lasts_until)


_SENTENCES: dict[str, Callable[[Gap, Calendar], str]] = {
    "cadence": _cadence,
    "persona": _persona,
    "persona-format": _persona_format,
    "format": _format,
    "variety": _variety,
    "quiet": _quiet,
    "pillar": _pillar,
    "promotion": _promotion,
    "conversation": _conversation,
    "customers": _customers,
    "one-owner": _one_owner,
    "voices": _voices,
}
