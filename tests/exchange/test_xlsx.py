"""The workbook as another library reads it."""

import datetime as dt
import io
import sys
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.model import Calendar, Channel, Item
from planner.errors import UsageError
from planner.exchange import client_csv, xlsx

ITEM = Item(
    "kqfzrv",
    "Trois romans",
    status="approved",
    date=dt.date(2026, 12, 3),
    time=dt.time(9),
    channels=("linkedin",),
    copy="=1+1",
    notes="secret",
)
CALENDAR = Calendar(title="Mille: Pages/2026", language="fr", channels=(Channel("linkedin", "LinkedIn"),))


def sheet(*items: Item, **rest: bool):
    return openpyxl.load_workbook(io.BytesIO(xlsx.export(CALENDAR, items, **rest))).active


def test_the_columns_of_the_client_csv():
    page = sheet(ITEM)
    assert [cell.value for cell in page[1]] == [heading for _field, heading in client_csv.columns(CALENDAR)]
    assert page["A1"].value == "Date"
    row = dict(zip([cell.value for cell in page[1]], page[2], strict=True))
    assert row["Titre"].value == "Trois romans"
    assert row["Canal"].value == "LinkedIn"
    assert row["Réf. (ne pas modifier)"].value == "kqfzrv"


def test_dates_are_dates_and_times_are_times():
    page = sheet(ITEM, replace(ITEM, date=None, time=None))
    assert page["A2"].value == dt.datetime(2026, 12, 3)  # noqa: DTZ001 - what openpyxl gives
    assert page["A2"].number_format == "yyyy-mm-dd"
    assert page["C2"].value == dt.time(9)
    assert page["A3"].value is None


def test_filters_and_a_frozen_header():
    page = sheet(ITEM)
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:R2"
    assert sheet().max_row == 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@a", '=HYPERLINK("http://x")', "{=1}", "http://example.org", "007", "1e5", "'=1"]
)
def test_text_is_never_a_formula_a_link_or_a_number(text):
    cell = sheet(replace(ITEM, copy=text))["G2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_notes_only_on_request():
    assert b"secret" not in xlsx.export(CALENDAR, [ITEM])
    assert "secret" in [cell.value for cell in sheet(ITEM, notes=True)[2]]


def test_a_text_longer_than_a_cell_is_cut_visibly():
    value = sheet(replace(ITEM, copy="é" * 40_000))["G2"].value
    assert len(value) == xlsx.LONGEST_CELL
    assert value.endswith("…")


@pytest.mark.parametrize("title", ["", "History", "'a'", "x" * 50, "[a]:*?/\\", "\x1b"])
def test_a_sheet_has_a_name_that_excel_takes(title):
    name = xlsx.sheet_name(title)
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert name[0] != "'"
    assert xlsx.export(replace(CALENDAR, title=title), [ITEM])


def test_the_same_plan_gives_the_same_bytes():
    assert xlsx.export(CALENDAR, [ITEM]) == xlsx.export(CALENDAR, [ITEM])


def test_without_xlsxwriter_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError) as caught:
        xlsx.export(CALENDAR, [ITEM])
    assert "content-planner[xlsx]" in caught.value.hint


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_text_comes_back(text):
    value = sheet(replace(ITEM, copy=text))["G2"].value
    assert openpyxl.utils.escape.unescape(value or "") == openpyxl.utils.escape.unescape(text)
