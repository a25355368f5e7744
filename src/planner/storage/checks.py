"""What a calendar is warned about: names that nothing declares, unknown keys, answers that go stale before they are asked for.

A reader would get wrong: a warning never changes what is loaded; the word stays as the file has it.
"""

from __future__ import annotations

from planner.core.model import STATUSES, Calendar
from planner.i18n import _
from planner.storage.findings import Finding, Where, shown

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NAMES = (
    ("format", "formats"), ("pillar", "pillars"), ("message", "messages"), ("moment", "moments"), ("owner", "people"),
    ("suggested_by", "people"), ("parent", "items"), ("status", "statuses"),
)  # fmt: skip
_LISTS = (("personas", "personas"), ("channels", "channels"))


def unknown_keys(unknown: Iterable[tuple[Where, tuple[str, ...]]]) -> list[Finding]:
    """Return what is to be said of keys that the program does not know: paths, with the keys known there."""
    return [_unknown_key(path, known) for path, known in unknown]


def warnings(
    calendar: Calendar, unknown: Iterable[tuple[Where, tuple[str, ...]]], suspects: Sequence[int] | None = None
) -> list[Finding]:
    """Return what is to be warned about; ``unknown`` are the paths of unknown keys with the keys known there.

    Only the items at the places ``suspects`` may name what nothing declares; any may where it is None.
    """
    result = unknown_keys(unknown)
    declared = {
        table: {entry.id for entry in getattr(calendar, table)}
        for table in {table for _field, table in (*_NAMES, *_LISTS)} - {"items"}
    }
    declared["statuses"] |= set(STATUSES)
    for index in range(len(calendar.items)) if suspects is None else suspects:
        result += _undeclared(index, calendar, declared)
    for index, persona in enumerate(calendar.personas):
        for name in persona.formats:
            if name not in declared["formats"]:
                result.append(_finding(("personas", index, "formats", name), name, "formats", on_key=True))
    relevance = calendar.relevance
    if relevance.fresh_days < relevance.ahead_days:
        sentence = _(
            "“fresh_days” ({fresh}) is under “ahead_days” ({ahead}), so that answers are stale while they are asked for; it should be {ahead} or more"
        )
        where: Where = (
            "relevance",
            "fresh_days" if relevance.fresh_days != type(relevance)().fresh_days else "ahead_days",
        )
        result.append(Finding(where, sentence.format(fresh=relevance.fresh_days, ahead=relevance.ahead_days)))
    return result


def _undeclared(index: int, calendar: Calendar, declared: Mapping[str, set[str]]) -> list[Finding]:
    result = []
    item = calendar.items[index]
    for field, table in _NAMES:
        name = getattr(item, field)
        if name and name not in (calendar.by_id if table == "items" else declared[table]):
            result.append(_finding(("items", index, field), name, table))
    for field, table in _LISTS:
        for place, name in enumerate(getattr(item, field)):
            if name not in declared[table]:
                result.append(_finding(("items", index, field, place), name, table))
    return result


def _finding(path: Where, name: str, table: str, *, on_key: bool = False) -> Finding:
    if table == "items":
        return Finding(
            path,
            _("no item has the id “{name}”; it should be the id of the item that this one derives from").format(
                name=shown(name)
            ),
        )
    if table == "statuses":
        sentence = _(
            "the status “{name}” is not declared and counts as draft; it should be one of {known}, or stand under [[statuses]]"
        )
        return Finding(path, sentence.format(name=shown(name), known=", ".join(STATUSES)))
    return Finding(
        path,
        _("“{name}” is not declared; it should stand under [[{table}]]").format(name=shown(name), table=table),
        on_key,
    )


def _unknown_key(path: Where, known: tuple[str, ...]) -> Finding:
    import difflib

    name = str(path[-1])
    nearest = max(known, key=lambda word: (difflib.SequenceMatcher(None, name[:60].lower(), word).ratio(), word))
    sentence = _("the key “{key}” is not known and is kept as it is; the nearest known one is “{nearest}”")
    return Finding(path, sentence.format(key=shown(name), nearest=nearest), on_key=True)
