"""Ideas that others send, as lines of text or as a table, to the inbox, each credited to who had it.

A reader would get wrong: a suggestion is never planned, so a form's time stamp is no date; and ``Cheese: the guide`` is a title unless
``Cheese`` is somebody, or most lines begin that way.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from planner.core.ids import new_id
from planner.core.model import EMPTY, Calendar, Frozen, Item
from planner.core.values import dataclass, replace
from planner.exchange import csv_columns, csv_header, csv_sniff
from planner.exchange.csv_catalogue import Catalogue
from planner.exchange.csv_import import ImportPlan, plan_sheet
from planner.exchange.csv_match import called
from planner.exchange.csv_skip import Skipped
from planner.exchange.csv_words import words
from planner.i18n import _

_BULLET = re.compile(r"\A\s*(?:[-*•–—·▪◦☐+]|\d{1,3}[.)]|\[[ xX]?\])\s+")
_BEFORE = re.compile(r"(?P<who>[^:：]{2,30}?)\s*[:：]\s+(?P<idea>\S.*)")
_AFTER = re.compile(r"(?P<idea>.*\S)\s*(?:[—–]\s*|\s-\s+|\()(?P<who>[^()—–:]{2,30}?)\)?\s*")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}")
_WHO = frozenset(
    (
        *(
            "name",
            "names",
            "nom",
            "noms",
            "prenom",
            "nom et prenom",
            "your name",
            "votre nom",
            "who",
            "qui",
            "from",
            "de",
            "by",
            "par",
        ),
        *(
            "person",
            "personne",
            "author",
            "auteur",
            "autrice",
            "colleague",
            "collegue",
            "nombre",
            "nome",
            "suggested by",
            "suggere par",
        ),
        *(
            "propose par",
            "contributor",
            "contributeur",
            "owner",
            "responsable",
            "submitted by",
            "idea by",
            "idee de",
            "member",
            "membre",
        ),
    )
)
_STAMP = frozenset(
    (
        "timestamp",
        "horodateur",
        "date",
        "submitted",
        "submitted at",
        "time",
        "marca temporal",
        "carimbo de data hora",
        "zeitstempel",
    )
)
_IDEA = frozenset(
    ("idea", "ideas", "idee", "idees", "ideia", "ideias", "ideen", "suggestion", "suggestions", "sugerencia")
)


@dataclass(frozen=True, slots=True)
class _Idea:
    line: int
    title: str
    who: str = ""


def plan_suggestions(
    data: bytes, calendar: Calendar, *, choose: Callable[[str], str], name: str = "ideas.txt", suggested_by: str = ""
) -> ImportPlan:
    """Return what taking the ideas of ``data`` into the inbox would do; ``suggested_by`` is credited where the file names nobody.

    What is there already (the same folded title), in the calendar or further up in the file, is skipped and said so. Nothing is changed.
    Raises InvalidFileError as ``csv_import.plan_import`` does.
    """
    sheet = csv_sniff.read(data, name)
    head = _table(sheet)
    if head is not None:
        own = {cell.strip(): concept for cell in head.cells if (concept := _concept(cell))}
        plan = plan_sheet(sheet, calendar, own, day_one=None, today=dt.date(2000, 1, 1), choose=choose)
        found = [(plan.lines[item.id], item) for item in plan.added]
        known = [(plan.lines.get(ident, 0), calendar.by_id[ident]) for ident in (*plan.updated, *plan.unchanged)]
        return _without_twins(plan, found, known, calendar, suggested_by)
    text, _encoding, _notes = csv_sniff.decode(data, name)
    found_lines = list(_of_pairs(sheet)) or list(_of_lines(text, calendar))
    catalogue = Catalogue(calendar)
    taken = set(calendar.by_id)
    items = []
    for idea in found_lines:
        ident = new_id(taken, choose)
        taken.add(ident)
        items.append(
            (idea.line, Item(ident, idea.title, suggested_by=catalogue.find("people", idea.who) if idea.who else ""))
        )
    return _without_twins(ImportPlan(name, catalogue=catalogue), items, [], calendar, suggested_by)


def is_list(data: bytes, name: str) -> bool:
    """Whether ``data`` is a list of ideas rather than a calendar: a table of nothing but ideas, names and time stamps, or lines of text.

    Lines are looked for in a ``.txt`` or ``.md`` only, and only without headings: a spreadsheet can be saved under such a name too.
    Raises InvalidFileError as ``plan_suggestions`` does.
    """
    sheet = csv_sniff.read(data, name)
    head = _table(sheet)
    if head is not None:
        concepts = {_concept(cell) for cell in head.cells if cell.strip()}
        return {"title", "suggested_by"} <= concepts <= {"title", "suggested_by", "stamp"}
    known = max((sum(csv_header.concept_of(cell)[1] >= 90 for cell in row.cells) for row in sheet.rows[:20]), default=0)
    return name.casefold().endswith((".txt", ".md")) and known < 2 and sheet.delimiter != "\t"


def _concept(header: str) -> str:
    spoken = words(header)
    if spoken in _WHO:
        return "suggested_by"
    return "stamp" if spoken in _STAMP else "title" if _IDEA.intersection(spoken.split()) else ""


def _table(sheet: csv_sniff.Sheet) -> csv_sniff.Row | None:
    """Return the header of a table of ideas: a first row that names a column of ideas, or of people, in words that are known."""
    row = next((row for row in sheet.rows if not row.blank), None)
    if row is None:
        return None
    spoken = [csv_header.concept_of(cell) for cell in row.cells if cell.strip()]
    sure = sum(score >= 90 for _concept_, score in spoken) + sum(
        _concept(cell) in ("suggested_by", "stamp") for cell in row.cells
    )
    titled = any(concept in (*csv_columns.TITLES, "copy") for concept, score in spoken if score >= 70)
    titled = titled or (sure > 0 and any(_concept(cell) == "title" and len(cell) <= 40 for cell in row.cells))
    return row if sure and titled and (len(spoken) > 1 or spoken[0][1] >= 95) else None


def _of_pairs(sheet: csv_sniff.Sheet) -> Iterator[_Idea]:
    """Yield the ideas of a table of two columns without a header, one of which holds names."""
    rows = [row for row in sheet.rows if not row.blank]
    if any(len(row.cells) != 2 for row in rows) or len(rows) < 2:
        return
    for who, idea in ((0, 1), (1, 0)):
        names = [row.cells[who].strip() for row in rows]
        if all(not one or (_NAME.fullmatch(one) and len(one) <= 30) for one in names):
            if sum(len(row.cells[idea]) for row in rows) <= sum(map(len, names)):
                continue
            yield from (
                _Idea(row.line, row.cells[idea].strip(), row.cells[who].strip())
                for row in rows
                if row.cells[idea].strip()
            )
            return


def _of_lines(text: str, calendar: Calendar) -> Iterator[_Idea]:
    """Yield an idea a line; a line such as ``Ana :`` credits those below it, up to the next blank line."""
    known = {words(one) for person in calendar.people for one in (person.id, person.name) if one}
    lines = [
        (number, _BULLET.sub("", line, count=1).strip()) for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1)
    ]
    usual = [pattern for pattern in (_BEFORE, _AFTER) if _most(pattern, [line for _number, line in lines if line])]
    above = ""
    for number, line in lines:
        if not line:
            above = ""
            continue
        if re.fullmatch(r".{2,40}\s*[:：]", line):
            above = line.rstrip(":： ").strip()
            above = above if words(above) in known or _is_name(above) else ""
            continue
        who, idea = above, line
        for pattern in (_BEFORE, _AFTER):
            match = pattern.fullmatch(line)
            if match and (words(match["who"]) in known or (pattern in usual and _is_name(match["who"]))):
                who, idea = match["who"].strip(), match["idea"].strip()
                break
        yield _Idea(number, idea, who)


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text.strip()) is not None and text.strip()[:1].isupper()


def _most(pattern: re.Pattern[str], lines: list[str]) -> bool:
    hits = sum(bool((match := pattern.fullmatch(line)) and _is_name(match["who"])) for line in lines)
    return hits >= 2 and hits * 5 >= len(lines) * 3


def _without_twins(
    plan: ImportPlan,
    found: Iterable[tuple[int, Item]],
    known: Iterable[tuple[int, Item]],
    calendar: Calendar,
    suggested_by: str,
) -> ImportPlan:
    """Return ``plan`` with ideas only, those that are there already among the skipped rows."""
    catalogue = plan.catalogue or Catalogue(calendar)
    credited = catalogue.find("people", suggested_by) if suggested_by else ""
    there = {called(item.title): item.title for item in calendar.items}
    added, lines = [], {}
    skipped = [*plan.skipped, *(Skipped(line, _twin(item.title)) for line, item in known)]
    for line, item in found:
        key = called(item.title)
        if key in there:
            skipped.append(Skipped(line, _twin(there[key])))
            continue
        there[key] = item.title
        added.append(replace(item, date=None, time=None, suggested_by=item.suggested_by or credited))
        lines[item.id] = line
    return replace(
        plan,
        added=tuple(added),
        updated=EMPTY,
        unchanged=(),
        skipped=tuple(sorted(skipped, key=lambda one: one.line)),
        lines=Frozen(lines),
        named=EMPTY,
        missing=(),
        needs_day_one=False,
        declared=Frozen(catalogue.used(added)),
        catalogue=catalogue,
    )


def _twin(title: str) -> str:
    return _("it is there already: “{title}”").format(title=title)
