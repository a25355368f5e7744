"""Which row of a spreadsheet is which item: by reference, by the sheet's own id, by title and date, by title.

A reader would get wrong: two rows of one file are never the same item, however alike; a row is only ever matched with what the calendar
held before, and each item with one row, so that taking the same file in twice adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from planner.core.fold import fold
from planner.core.model import Calendar, Item
from planner.exchange.csv_rows import Draft

_MANY = 4000
"""Above so many pairs of rows and items that are called alike, they are paired in their order instead of by likeness."""


def match(drafts: Sequence[Draft], calendar: Calendar) -> list[Item | None]:
    """Return for each draft the item that it is, or None for a new one."""
    found: list[Item | None] = [None] * len(drafts)
    taken: set[str] = set()

    def give(place: int, item: Item) -> None:
        found[place] = item
        taken.add(item.id)

    for place in _by_likeness_to_reference(drafts, calendar):
        item = calendar.by_id[drafts[place].ref]
        if item.id not in taken:
            give(place, item)
    _by_foreign_id(drafts, calendar, found, taken, give)
    rounds: tuple[tuple[Callable[[Draft], Hashable], Callable[[Item], Hashable]], ...] = (
        (lambda draft: (called(draft.title), draft.date), lambda item: (called(item.title), item.date)),
        (lambda draft: called(draft.title) if draft.date is None else None, lambda item: called(item.title)),
        (lambda draft: called(draft.title), lambda item: called(item.title) if item.date is None else None),
    )
    for of_draft, of_item in rounds:
        rows: dict[Hashable, list[int]] = defaultdict(list)
        for place, draft in enumerate(drafts):
            key = of_draft(draft) if found[place] is None else None
            if key is not None:
                rows[key].append(place)
        items: dict[Hashable, list[Item]] = defaultdict(list)
        for item in calendar.items:
            key = of_item(item) if item.id not in taken else None
            if key in rows:
                items[key].append(item)
        for key, some in items.items():
            _pair([(place, drafts[place]) for place in rows[key]], some, give)
    return found


def _by_likeness_to_reference(drafts: Sequence[Draft], calendar: Calendar) -> list[int]:
    """Return the places of rows with a reference: of two with the same one, the row that looks like its item first.

    Somebody who copies a row to make another copies its reference, too.
    """
    places = [place for place, draft in enumerate(drafts) if draft.ref in calendar.by_id]
    if len({drafts[place].ref for place in places}) == len(places):
        return places

    def distance(place: int) -> tuple[bool, bool]:
        draft, item = drafts[place], calendar.by_id[drafts[place].ref]
        return (called(draft.title) != called(item.title), draft.date != item.date)

    return sorted(places, key=distance)


def called(title: str) -> str:
    """Return a title as it is compared: folded, or as it stands where nothing of it is a letter or digit."""
    return fold(title) or title.strip()


def _by_foreign_id(
    drafts: Sequence[Draft],
    calendar: Calendar,
    found: list[Item | None],
    taken: set[str],
    give: Callable[[int, Item], None],
) -> None:
    """A sheet's own id, kept in ``extra``: it is enough if it has a letter in it (P014); a mere number wants the title or the date too."""
    headers = {draft.ident[0] for draft in drafts if draft.ident[1]}
    known = {
        (header, str(item.extra[header])): item for header in headers for item in calendar.items if header in item.extra
    }
    for place, draft in enumerate(drafts):
        item = known.get(draft.ident) if found[place] is None and draft.ident[1] else None
        if item is None or item.id in taken:
            continue
        sure = any(char.isalpha() for char in draft.ident[1])
        if sure or called(item.title) == called(draft.title) or (item.date is not None and item.date == draft.date):
            give(place, item)


def _pair(rows: list[tuple[int, Draft]], items: list[Item], give: Callable[[int, Item], None]) -> None:
    """Pair rows and items that are called alike: the most alike first."""
    if len(rows) * len(items) > _MANY or len(rows) == len(items) == 1:
        for (place, _draft), item in zip(rows, items, strict=False):
            give(place, item)
        return
    scored = [
        (-_likeness(draft, item), at, rank)
        for at, (_place, draft) in enumerate(rows)
        for rank, item in enumerate(items)
    ]
    used_rows: set[int] = set()
    used_items: set[int] = set()
    for _score, at, rank in sorted(scored):
        if at not in used_rows and rank not in used_items:
            used_rows.add(at)
            used_items.add(rank)
            give(rows[at][0], items[rank])


def _likeness(draft: Draft, item: Item) -> int:
    same = [field for field, value in draft.values.items() if getattr(item, field) == value]
    weight: int = sum(4 if field in ("time", "channels", "copy") else 1 for field in same)
    return weight + sum(bool(item.extra.get(header) == text) for header, text in draft.extra.items())
