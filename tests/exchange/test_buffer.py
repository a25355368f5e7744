"""What Buffer is handed, where it differs from Hootsuite."""

import csv
import datetime as dt
import io
from dataclasses import replace

from planner.core.model import Calendar, Channel, Item
from planner.exchange import schedulers

NOW = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
ITEM = Item(
    "kqfzrv",
    "Trois romans",
    status="approved",
    date=dt.date(2026, 12, 3),
    time=dt.time(9),
    channels=("linkedin",),
    copy='Lire, "oui"\nencore',
    hashtags=("lecture",),
    assets=("couverture.jpg", "https://example.org/a,b.jpg"),
)
CALENDAR = Calendar(title="c", channels=(Channel("linkedin", network="linkedin"),))


def prepare(*items: Item):
    return schedulers.prepare("buffer", CALENDAR, items, now=NOW)


def test_a_header_then_text_image_tags_and_time():
    result = prepare(ITEM)
    assert result.files[0].data.decode() == (
        "Text,Image URL,Tags,Posting Time\r\n"
        '"Lire, ""oui""\nencore\n\n#lecture","https://example.org/a,b.jpg",,2026-12-03 09:00\r\n'
    )
    assert list(csv.reader(io.StringIO(result.files[0].data.decode(), newline="")))[1][3] == "2026-12-03 09:00"


def test_100_rows_a_file_each_with_its_header():
    items = [replace(ITEM, id=f"id{number}", date=ITEM.date + dt.timedelta(number)) for number in range(101)]
    result = prepare(*items)
    assert [part.suffix for part in result.files] == ["-linkedin-1", "-linkedin-2"]
    assert result.files[1].data.startswith(b"Text,")
    assert result.files[1].data.count(b"2027-03-13 09:00") == 1


def test_a_link_that_the_text_does_not_hold_is_told():
    assert "no column for a link" in prepare(replace(ITEM, link="https://example.org")).notes[0]
    assert not prepare(replace(ITEM, link="https://example.org", copy="Voir https://example.org")).notes
    assert not prepare(replace(ITEM, link="not sent, so not judged")).problems


def test_what_went_to_buffer_is_not_what_went_to_hootsuite():
    edit = prepare(ITEM).edit
    assert set(edit.edits[0].values["exported"]) == {"buffer"}
