"""A spreadsheet to a plan of what taking it in would change: read, matched, told, and nothing written.

``plan_import(data, calendar, *, day_one, today, choose, name, ask)`` returns an ``ImportPlan``; ``.edit(picks)`` is the one undo step and
``.report()`` what ``import --json`` prints (CALENDAR.md §5).

A reader would get wrong: rows are what stands below *and above* the header, blank lines at the end of the file excepted, and every one of
them is added, updated, unchanged or skipped with its reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence

from planner.core.edits import Add, Batch, Change, Edit
from planner.core.ids import CONSONANTS, new_id
from planner.core.model import EMPTY, Calendar, Frozen, Item
from planner.core.steps import each
from planner.core.values import dataclass, field, replace
from planner.errors import UsageError
from planner.exchange import (
    client_csv,
    client_return,
    csv_columns,
    csv_dates,
    csv_header,
    csv_match,
    csv_skip,
    csv_sniff,
    csv_told,
)
from planner.exchange.csv_catalogue import FIELDS, Catalogue
from planner.exchange.csv_header import Column
from planner.exchange.csv_rows import Draft, Reader
from planner.exchange.csv_skip import Skipped
from planner.i18n import N_, _

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

_OWN_ID = re.compile(f"[{CONSONANTS}]{{6}}")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. ``updated`` is ``{id: {field: (before, after)}}``; ``lines`` the line of each item added or updated.

    ``missing`` are items that a client's returned file could have held and does not; they are reported and never deleted.
    """

    name: str
    added: tuple[Item, ...] = ()
    updated: Mapping[str, Mapping[str, tuple[Any, Any]]] = EMPTY
    unchanged: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    columns: Mapping[str, str] = EMPTY
    notes: tuple[str, ...] = ()
    declared: Mapping[str, tuple[Any, ...]] = EMPTY
    missing: tuple[str, ...] = ()
    lines: Mapping[str, int] = EMPTY
    named: Mapping[str, str] = EMPTY
    returned: bool = False
    needs_day_one: bool = False
    catalogue: Catalogue | None = field(default=None, repr=False, compare=False)

    @property
    def rows(self) -> int:
        """How many rows were read: the sum of the four."""
        return len(self.added) + len(self.updated) + len(self.unchanged) + len(self.skipped)

    def check(self) -> None:
        """Raise UsageError where the plan counts its days and nobody said which date the first one is."""
        if self.needs_day_one:
            raise UsageError(
                _("{name} counts its days (1, 2, 3…): which date is day 1?").format(name=self.name),
                _("Say it with --day-one DATE, for example --day-one 2026-12-01."),
            )

    def edit(self, picks: Collection[str | tuple[str, str]] | None = None) -> Batch:
        """Return the one step that takes everything in, or only ``picks``: ids of items, or ``(id, field)`` of single changes."""
        self.check()
        added = [item for item in self.added if picks is None or item.id in picks]
        changed: dict[str, dict[str, Any]] = {}
        for ident, fields in self.updated.items():
            wanted = {
                name: after
                for name, (_before, after) in fields.items()
                if picks is None or ident in picks or (ident, name) in picks
            }
            if wanted:
                changed[ident] = wanted
        touched = [*added, *(Item("", "", **_naming(values)) for values in changed.values())]
        entries = self.catalogue.used(touched) if self.catalogue else {}
        edits: list[Edit] = [Add(table, entry) for table, news in entries.items() for entry in news]
        # ids first, while titles and dates are as they were: a ~ id is made from them, and of those that stand beside it
        edits += [Change("items", ident, Frozen(id=self.named[ident])) for ident in changed if ident in self.named]
        edits += [Change("items", self.named.get(ident, ident), Frozen(values)) for ident, values in changed.items()]
        return Batch((*edits, *(Add("items", item) for item in added)))

    def report(self) -> dict[str, Any]:
        """Return the object that ``import --json`` prints (CALENDAR.md §5); a ``~`` id is given as the id the edit gives instead."""
        self.check()
        return {
            "rows": self.rows,
            "added": [item.id for item in self.added],
            "updated": [self.named.get(ident, ident) for ident in self.updated],
            "unchanged": list(self.unchanged),
            "skipped": [{"line": one.line, "reason": one.reason} for one in self.skipped],
            "columns": dict(self.columns),
        }


def _naming(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of ``values`` that name entries of the calendar."""
    return {name: values[name] for fields in FIELDS.values() for name in fields if name in values}


def plan_import(
    data: bytes,
    calendar: Calendar,
    *,
    day_one: dt.date | None = None,
    today: dt.date,
    choose: Callable[[str], str],
    name: str = "import.csv",
    ask: bool = False,
) -> ImportPlan:
    """Return what taking ``data`` into ``calendar`` would do; ``choose`` picks one letter of a string (``random.choice``), for new ids.

    A plan of day numbers without ``day_one`` raises UsageError, or with ``ask`` comes back with ``needs_day_one``. Raises InvalidFileError
    (65, with the line) where ``data`` is no table: empty, binary, undecodable, too large, an open quotation mark.
    """
    sheet = csv_sniff.read(data, name)
    own = client_csv.headings_of(calendar)
    plan = replace(plan_sheet(sheet, calendar, own, day_one=day_one, today=today, choose=choose), name=name)
    if not ask:
        plan.check()
    return plan


def plan_sheet(
    sheet: csv_sniff.Sheet,
    calendar: Calendar,
    own: Mapping[str, str],
    *,
    day_one: dt.date | None,
    today: dt.date,
    choose: Callable[[str], str],
) -> ImportPlan:
    """Return what taking in the rows of ``sheet`` would do; ``own`` gives the concept (see ``csv_columns``) of headings that are known."""
    head = csv_header.find_header(sheet.rows, own)
    header = sheet.rows[head] if head is not None else None
    body = sheet.rows[head + 1 :] if head is not None else sheet.rows
    columns = csv_header.make_columns(body, header, own)
    refs = _ref_column(columns, calendar)
    if refs:
        columns = [replace(one, concept="ref", score=150) if one.index == refs.index else one for one in columns]
    columns = csv_columns.resolve(columns, calendar.language, returned=refs is not None)
    catalogue = Catalogue(calendar)
    order = _order(columns, body, calendar.language)
    reader = Reader(columns, calendar, catalogue, order, today=today, day_one=day_one, returned=refs is not None)
    drafts, skipped = csv_skip.sort_out(body, header, reader, columns)
    skipped = [*csv_skip.above(sheet.rows[: head or 0]), *skipped]
    reader.fill_channels(drafts)
    notes = csv_told.sentences(sheet, header, reader)
    numbered = next((column for column in columns if column.field == "day number"), None)
    needs = numbered is not None and day_one is None and any(not draft.idea for draft in drafts)
    plan = _Taking(calendar, catalogue, columns, choose, today, returned=refs is not None).plan(drafts)
    return replace(
        plan,
        skipped=tuple(skipped),
        columns=Frozen({column.header: column.said for column in columns}),
        notes=tuple(notes),
        needs_day_one=needs,
        declared=Frozen(
            catalogue.used([*plan.added, *(Item("", "", **_naming(_after(one))) for one in plan.updated.values())])
        ),
    )


def _after(fields: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: after for name, (_before, after) in fields.items()}


def _ref_column(columns: Sequence[Column], calendar: Calendar) -> Column | None:
    """Return the column that ties rows to items: ours by its heading, or any column of ids that this calendar has."""
    for column in columns:
        if column.concept == "ref" and (column.score >= 95 or set(column.cells) & calendar.by_id.keys()):
            return column
    return next((one for one in columns if one.concept == "id" and set(one.cells) & calendar.by_id.keys()), None)


def _order(columns: Sequence[Column], body: Sequence[csv_sniff.Row], language: str) -> csv_dates.Order:
    dates = next((column for column in columns if column.field == "date"), None)
    if dates is None:
        return csv_dates.Order(day_first=True)
    days = next((column for column in columns if column.field == "weekday" or column.concept == "day"), None)
    pairs = [
        (row.cells[dates.index].strip(), row.cells[days.index].strip() if days and days.index < len(row.cells) else "")
        for row in body
        if dates.index < len(row.cells)
    ]
    return csv_dates.Order.of([one for one, _day in pairs], language, [day for _date, day in pairs])


@dataclass(slots=True)
class _Taking:
    """Turns drafts into items to add and changes of those that are there."""

    calendar: Calendar
    catalogue: Catalogue
    columns: Sequence[Column]
    choose: Callable[[str], str]
    today: dt.date
    returned: bool

    def plan(self, drafts: Sequence[Draft]) -> ImportPlan:
        taken = set(self.calendar.by_id)
        added: list[Item] = []
        updated: dict[str, Mapping[str, tuple[Any, Any]]] = {}
        unchanged: list[str] = []
        lines: dict[str, int] = {}
        named: dict[str, str] = {}
        matched = csv_match.match(drafts, self.calendar)
        for draft, item in each(list(zip(drafts, matched, strict=True)), N_("Rows compared:")):
            if item is None:
                added.append(self._new(draft, taken))
                taken.add(added[-1].id)
                lines[added[-1].id] = draft.line
                continue
            changed = self._changed(draft, item)
            if not changed:
                unchanged.append(item.id)
                continue
            updated[item.id] = Frozen({name: (getattr(item, name), value) for name, value in changed.items()})
            lines[item.id] = draft.line
            if not item.has_own_id:
                named[item.id] = new_id(taken, self.choose)
                taken.add(named[item.id])
        missing = client_return.missing(self.calendar, [item for item in matched if item]) if self.returned else ()
        return ImportPlan(
            "",
            tuple(added),
            Frozen(updated),
            tuple(unchanged),
            lines=Frozen(lines),
            named=Frozen(named),
            missing=missing,
            returned=self.returned,
            catalogue=self.catalogue,
        )

    def _new(self, draft: Draft, taken: set[str]) -> Item:
        ident = draft.ref if _OWN_ID.fullmatch(draft.ref) and draft.ref not in taken else new_id(taken, self.choose)
        values = draft.values | client_return.answered(self.calendar, None, draft, self.today, draft.values)
        return Item(ident, draft.title, **values, extra=Frozen(draft.extra), results=Frozen(draft.results))

    def _changed(self, draft: Draft, item: Item) -> dict[str, Any]:
        if self.returned and draft.ref == item.id:
            found = client_return.changes(self.calendar, item, draft, self.columns, self.today)
        else:
            found = dict(draft.values) | ({"title": draft.title} if draft.own_title else {})
            found |= {"extra": {**item.extra, **self._told_by_date(draft, item)}}
            found |= client_return.answered(self.calendar, item, draft, self.today, found)
        found |= {"results": {**item.results, **draft.results}}
        changed = {name: value for name, value in found.items() if getattr(item, name) != value}
        return {name: Frozen(value) if isinstance(value, dict) else value for name, value in changed.items()}

    def _told_by_date(self, draft: Draft, item: Item) -> dict[str, str]:
        """Return the draft's extra texts without weekdays that the item never had: its date says them."""
        days = {column.header for column in self.columns if column.field == "weekday"} - item.extra.keys()
        return {header: text for header, text in draft.extra.items() if header not in days}
