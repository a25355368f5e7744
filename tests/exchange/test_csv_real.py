"""The real calendars beside the project: each goes in, adds up, comes back as it went out, and twice changes nothing."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest

from planner.core.edits import apply
from planner.core.model import Calendar
from planner.errors import UsageError
from planner.exchange import client_csv, csv_import

TODAY = dt.date(2026, 11, 23)

# first letters of a file: rows, items, dated items, and what some columns are
READ: dict[str, tuple[int, int, int, dict[str, str]]] = {
    "Acea": (45, 45, 45, {"Theme": "title", "Hook": "extra", "Content_Type": "format"}),
    "Chec": (12, 12, 0, {"Тема статьи": "title", "Рубрика": "pillar", "Тип": "extra"}),
    "DREC": (2, 2, 2, {"message": "copy", "image_url": "assets"}),
    "Jnea": (5, 5, 5, {"hook": "title"}),
    "Kart": (6, 6, 6, {"Day": "date", "Topic": "title"}),
    "Mani": (12, 12, 0, {"Month": "extra", "Target Audience": "personas"}),
    "Nesk": (18, 12, 12, {"Jour": "extra", "Titre / Hook": "title"}),
    "Nucl": (6, 6, 0, {"H1": "title", "Fecha publicación": "date"}),
    "Rhei": (7, 7, 0, {"Day": "extra", "Content Type": "format", "Who Creates": "owner"}),
    "Taru": (116, 72, 34, {"Blog Type": "extra", "Blog Status": "status", "Published date": "date"}),
    "Vola": (10, 10, 10, {"Type": "format", "URL": "extra", "PublishDate": "date"}),
    "acha": (3, 3, 3, {"Theme/Topic": "pillar", "Title/Hook": "title", "Asset Owner": "owner"}),
    "bjsc": (24, 24, 24, {"Intent": "intent", "Tags": "extra", "PillarLink": "extra"}),
    "blun": (5, 5, 5, {"day": "extra", "hook": "title"}),
    "criz": (130, 130, 30, {"Type": "extra", "Day": "date", "Views": "results"}),
    "doub": (16, 16, 16, {"week_start": "date", "title_en": "title", "title_zh": "extra"}),
    "esha": (7, 7, 7, {"Content Type": "pillar", "Topic": "title"}),
    "gast": (1, 1, 1, {"description": "title", "author": "owner"}),
    "jend": (30, 30, 30, {"Tanggal": "date", "Judul Konten": "title"}),
    "miam": (9, 9, 9, {"type": "format", "caption": "copy"}),
    "shiz": (30, 30, 30, {"status": "status", "approval_status": "extra", "post_id": "extra"}),
    "suhe": (65, 65, 0, {"date_iso": "extra", "working_title": "title"}),
    "tian": (3, 3, 3, {"content_title": "title", "audience": "personas"}),
    "vmso": (12, 12, 0, {"campaign": "title"}),
}


@pytest.mark.parametrize("start", READ)
def test_a_real_calendar(start: str, shared: Path) -> None:
    (path,) = (shared / "real_calendars").glob(f"{start}*.csv")
    rows, items, dated, columns = READ[start]
    more: dict[str, Any] = {"today": TODAY, "choose": random.Random(1).choice, "name": path.name}
    data = path.read_bytes()
    try:
        found = csv_import.plan_import(data, Calendar("Test"), **more)
    except UsageError:
        more["day_one"] = TODAY
        found = csv_import.plan_import(data, Calendar("Test"), **more)

    assert (found.rows, len(found.added), sum(item.date is not None for item in found.added)) == (rows, items, dated)
    assert {header: found.columns[header] for header in columns} == columns
    assert ("day_one" in more) == (start in ("Kart", "criz"))

    calendar, _back = apply(Calendar("Test"), found.edit())
    again = csv_import.plan_import(data, calendar, **more)
    assert (again.added, dict(again.updated), len(again.unchanged)) == ((), {}, items)
    for dialect in client_csv.DIALECTS:
        returned = csv_import.plan_import(
            client_csv.export(calendar, calendar.items, dialect=dialect), calendar, **more
        )
        assert (returned.added, dict(returned.updated), returned.skipped) == ((), {}, ())


def test_every_real_calendar_is_in_the_table(shared: Path) -> None:
    assert {path.name[:4] for path in (shared / "real_calendars").glob("*.csv")} == set(READ)
