"""The rules a post must keep before a scheduling tool is handed it; every fault names the row, the rule and the remedy.

A reader would get wrong: "ten minutes ahead" depends on the clock and is judged apart from the other rules, so that an item which went
out stays "sent" after its hour has passed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.core import lengths
from planner.core.dates import clock, long_date
from planner.core.model import Calendar, Channel, Item
from planner.core.values import dataclass
from planner.exchange import names
from planner.i18n import _

STEP_MINUTES = 5
LEAD = dt.timedelta(minutes=10)
"""How long before its time a post must be uploaded."""


class Row(NamedTuple):
    """One post of one channel; ``when`` is the wall clock of the calendar's zone, ``link`` empty where the tool has no column for it."""

    item: Item
    channel: str
    when: dt.datetime
    text: str
    link: str
    image: str


class Fault(NamedTuple):
    """A broken rule: its word, what is wrong, and what would be right."""

    rule: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that breaks a rule: the item, its channel by name (empty: none), and the fault."""

    item: Item
    channel: str
    fault: Fault

    @property
    def sentence(self) -> str:
        """Return row, rule and remedy on one line."""
        known = {
            "item": self.item.id,
            "title": self.item.title,
            "fault": self.fault.message,
            "remedy": self.fault.remedy,
        }
        if self.channel:
            return _("{item} “{title}”, {channel}: {fault} {remedy}").format(channel=self.channel, **known)
        return _("{item} “{title}”: {fault} {remedy}").format(**known)


@dataclass(frozen=True, slots=True)
class Tool:
    """What one tool's published rules say; ``write`` turns the rows of one file into its bytes."""

    name: str
    title: str
    rows_a_file: int
    takes_link: bool
    write: Callable[[Sequence[Row]], bytes]


def message_of(item: Item) -> str:
    """Return the text that is posted: the copy as it is, then the hashtags that it does not hold yet; empty without copy."""
    copy = item.copy
    if not copy.strip():
        return ""
    held = {word.casefold().rstrip(".,;:!?…)»") for word in copy.split() if word.startswith("#")}
    tags = ["#" + "".join(tag.split()).lstrip("#") for tag in item.hashtags if tag.strip().strip("#")]
    tags = [tag for tag in dict.fromkeys(tags) if tag.casefold() not in held]
    if not tags:
        return copy
    if "\n" in copy:
        blank = "\n" * max(0, 2 - (len(copy) - len(copy.rstrip("\n"))))
    else:
        blank = "" if copy.endswith(" ") else " "
    return copy + blank + " ".join(tags)


def csv_field(text: str, *, quoted: bool = False) -> str:
    """Return one field of RFC 4180; ``quoted`` even where it needs no quotes. The text itself is left as it is."""
    if quoted or any(char in text for char in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def rows_of(tool: Tool, calendar: Calendar, item: Item, zone: dt.tzinfo) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a dated item that break no rule but perhaps the clock's, one a channel, and what the others break."""
    good: list[Row] = []
    bad: list[Finding] = []
    if not item.channels:
        bad.append(
            Finding(
                item, "", Fault("channel", _("it has no channel."), _("Give it one, or set its status back to review."))
            )
        )
    text = message_of(item)
    link = item.link.strip() if tool.takes_link else ""
    image = next((asset for asset in item.assets if names.web_address(asset)), "")
    declared = {channel.id: channel for channel in calendar.channels}
    for ident in dict.fromkeys(item.channels):
        channel = declared.get(ident, Channel(ident))
        faults = [
            fault
            for fault in (
                _text_fault(text),
                _time_fault(item, channel, zone),
                _link_fault(link),
                _length_fault(calendar, channel, text, link),
            )
            if fault is not None
        ]
        bad += [Finding(item, channel.name or ident, fault) for fault in faults]
        time = item.time or channel.time
        if not faults and item.date is not None and time is not None:
            good.append(Row(item, ident, dt.datetime.combine(item.date, time.replace(tzinfo=None)), text, link, image))
    return good, bad


def too_late(row: Row, now: dt.datetime, zone: dt.tzinfo) -> Fault | None:
    """Return the fault of a row that is less than ten minutes ahead of ``now``; of a doubled hour the first is meant."""
    if row.when.replace(tzinfo=zone).astimezone(dt.UTC) >= now.astimezone(dt.UTC) + LEAD:
        return None
    said = f"{long_date(row.when.date())}, {clock(row.when.time())}"
    return Fault(
        "late", _("{when} is past, or less than 10 minutes ahead.").format(when=said), _("Move it to a later time.")
    )


def _text_fault(text: str) -> Fault | None:
    if text:
        return None
    return Fault("copy", _("it has no text to post."), _("Write its copy; the title is never posted."))


def _time_fault(item: Item, channel: Channel, zone: dt.tzinfo) -> Fault | None:
    time = item.time or channel.time
    if time is None or item.date is None:
        return Fault("time", _("neither it nor its channel has a time."), _("Give the item or the channel a time."))
    if time.minute % STEP_MINUTES or time.second or time.microsecond:
        near = (time.hour * 60 + time.minute) // STEP_MINUTES * STEP_MINUTES
        options = [dt.time(*divmod(minutes, 60)) for minutes in (near, near + STEP_MINUTES) if minutes < 24 * 60]
        said = clock(time) + (f":{time.second:02d}" if time.second else "")
        return Fault(
            "minutes",
            _("{time} is not a multiple of five minutes.").format(time=said),
            _("Try {times}.").format(times=_(" or ").join(map(clock, options))),
        )
    if skipped(dt.datetime.combine(item.date, time, zone)):
        return Fault(
            "clocks",
            _("the clocks skip {time} on that day.").format(time=clock(time)),
            _("Choose a time before or after the change of clocks."),
        )
    return None


def skipped(when: dt.datetime) -> bool:
    """Whether the wall clock of its zone never shows ``when``: there and back by UTC it comes out differently."""
    return when.astimezone(dt.UTC).astimezone(when.tzinfo).replace(tzinfo=None, fold=0) != when.replace(
        tzinfo=None, fold=0
    )


def _link_fault(link: str) -> Fault | None:
    if not link or names.web_address(link):
        return None
    return Fault(
        "link", _("its link is not a web address."), _("Write it with http:// or https://, and without spaces.")
    )


def _length_fault(calendar: Calendar, channel: Channel, text: str, link: str) -> Fault | None:
    """Return the fault of a text that is too long; a link goes into the post as an address, so it counts with the text."""
    whole = f"{text} {link}" if link and link not in text else text
    excess = lengths.over(channel.network, whole, calendar)
    if not excess:
        return None
    length, allowed = lengths.count(channel.network, whole), lengths.limit(channel.network, calendar)
    message = _("with hashtags and link its text counts {count}, and {network} takes {limit}.")
    return Fault(
        "length",
        message.format(count=length, network=channel.network, limit=allowed),
        _("Shorten it by {count}.").format(count=excess),
    )
