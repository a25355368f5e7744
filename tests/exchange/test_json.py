"""JSON for programs: the file's own words."""

import datetime as dt
import json

from planner.core.model import Answer, Calendar, Frozen, Item, Sent
from planner.exchange import json_export

ITEM = Item(
    "kqfzrv",
    "Été",
    status="approved",
    date=dt.date(2026, 12, 3),
    time=dt.time(9),
    not_after=dt.date(2026, 12, 20),
    channels=("linkedin",),
    notes="kept",
    relevance=Frozen({"timely": Answer("yes", dt.date(2026, 11, 20))}),
    exported=Frozen({"hootsuite": Sent(dt.date(2026, 11, 25), "1f0c9a2b")}),
)


def test_an_array_of_objects_with_the_files_keys():
    data = json_export.export(Calendar(title="c"), [ITEM, Item("~abcdef", "Idée")])
    one, two = json.loads(data)
    assert one["id"] == "kqfzrv"
    assert one["date"] == "2026-12-03"
    assert one["time"] == "09:00:00"
    assert one["not_after"] == "2026-12-20"
    assert one["channels"] == ["linkedin"]
    assert one["relevance"]["timely"] == {"answer": "yes", "on": "2026-11-20"}
    assert one["exported"]["hootsuite"] == {"on": "2026-11-25", "digest": "1f0c9a2b"}
    assert two == {"id": "~abcdef", "title": "Idée"} | {key: two[key] for key in two if key not in {"id", "title"}}
    assert "Été".encode() in data
    assert data.endswith(b"]\n")


def test_no_items_are_an_empty_array():
    assert json.loads(json_export.export(Calendar(title="c"), [])) == []
