"""Which items an export takes, and what its file may be called."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.dates import Month
from planner.core.model import Calendar, Item, Status
from planner.exchange import names, selection

D = dt.date
ITEMS = (
    Item("bbbbbb", "idea one"),
    Item("cccccc", "late", date=D(2026, 12, 31), time=dt.time(9)),
    Item("dddddd", "nine", date=D(2026, 12, 3), time=dt.time(9)),
    Item("ffffff", "no time", date=D(2026, 12, 3)),
    Item("gggggg", "nine too", date=D(2026, 12, 3), time=dt.time(9)),
    Item("hhhhhh", "parked", date=D(2026, 12, 4), status="parked"),
    Item("jjjjjj", "own word", date=D(2026, 12, 4), status="binned"),
    Item("kkkkkk", "november", date=D(2026, 11, 30)),
    Item("mmmmmm", "dropped idea", status="dropped"),
    Item("nnnnnn", "idea two", status="approved"),
)
CALENDAR = Calendar(title="c", items=ITEMS, statuses=(Status("binned", "Binned", "dropped"),))


def ids(items):
    return [item.id[0] for item in items]


def test_everything_that_counts_by_date_time_and_place_then_ideas():
    assert ids(selection.select(CALENDAR)) == list("kfdgcbn")
    assert ids(selection.select(CALENDAR, ideas=False)) == list("kfdgc")
    assert ids(selection.select(CALENDAR, off_plan=True)) == list("kfdghjcbmn")


def test_a_range_holds_dated_items_only_and_both_its_ends():
    assert ids(selection.select(CALENDAR, month=Month(2026, 12))) == list("fdgc")
    assert ids(selection.select(CALENDAR, first=D(2026, 12, 3), last=D(2026, 12, 31))) == list("fdgc")
    assert ids(selection.select(CALENDAR, last=D(2026, 11, 30))) == ["k"]
    assert ids(selection.select(CALENDAR, first=D(2026, 12, 31))) == ["c"]
    assert ids(selection.select(CALENDAR, month=Month(2026, 12), first=D(2026, 12, 4))) == ["c"]


def test_a_filter_narrows():
    class Nine:
        def matches(self, item):
            return item.title.startswith(("nine", "idea"))

    assert ids(selection.select(CALENDAR, filter=Nine())) == list("dgbn")


def test_the_months_of_a_selection():
    assert selection.months(ITEMS) == [Month(2026, 11), Month(2026, 12)]


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_a_name_made_from_any_text_is_safe(text):
    name = names.safe(text)
    assert name
    assert name[0] not in "-."
    assert name[-1] not in "-. "
    assert ".." not in name
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t')
    assert len(name.encode()) <= 100
    whole = names.default(text, "html", month=Month(2026, 12))
    assert len(whole.encode()) <= 100
    assert whole.endswith("-2026-12.html")


@pytest.mark.parametrize("text", ["", "..", "/", "-", "../../etc", "con", "CON.txt", "nul"])
def test_names_that_would_do_harm(text):
    assert names.safe(text) not in {"", ".", "..", "-", "con", "CON.txt", "nul"}


def test_the_date_format_to_choose_at_upload_is_in_the_name():
    assert names.default("Acme", "hootsuite", part="-linkedin") == "acme-linkedin-MMDDYYYY.csv"
    assert names.default("Acme", "buffer", part="-linkedin-2") == "acme-linkedin-2-YYYY-MM-DD.csv"
    assert (
        names.default("Librairie Mille Pages", "markdown", month=Month(2026, 12)) == "librairie-mille-pages-2026-12.md"
    )
    assert names.default("Été", "ics", first=D(2026, 1, 1), last=D(2026, 1, 31)) == "été-2026-01-01-2026-01-31.ics"


@pytest.mark.parametrize("text", ["https://example.org", "http://exämple.org:80/a?b=c#d", "HTTPS://example.org/"])
def test_addresses_that_may_be_followed(text):
    assert names.web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "//example.org",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https:// example.org",
        "https://exa\x1bmple.org",
        "http://[::1",
        "data:text/html,x",
        "mailto:ana@example.org",
        " https://example.org",
    ],
)
def test_addresses_that_may_not(text):
    assert not names.web_address(text)


def test_a_mailbox_where_mail_is_meant():
    assert names.web_address("mailto:ana@example.org", ("https", "mailto"))
    assert not names.web_address("mailto:", ("https", "mailto"))
