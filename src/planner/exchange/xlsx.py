"""The client's table as an Excel workbook: the same columns as the client CSV (``client_csv``), dates and times as such.

A reader would get wrong: no cell is guarded with ``'`` here, because every text is written as a string and a string is never a formula.
XlsxWriter is an optional part and is imported only when a workbook is made.
"""

from __future__ import annotations

import datetime as dt
import importlib
import io
import re
from collections.abc import Iterable

from planner.core.model import Calendar, Item
from planner.core.steps import each, stage
from planner.errors import UsageError
from planner.exchange import client_csv
from planner.exchange.wording import one_line
from planner.i18n import N_, _

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from types import ModuleType

LONGEST_CELL = 32_767
"""The most characters Excel takes in one cell."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = {
    "date": 11,
    "day": 10,
    "time": 7,
    "title": 40,
    "copy": 60,
    "notes": 40,
    "relevance": 40,
    "decision": 16,
    "comments": 40,
    "link": 30,
}
_NAMELESS = re.compile(r"[\[\]:*?/\\]")
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel's times have no zone


def export(
    calendar: Calendar,
    items: Iterable[Item],
    *,
    notes: bool = False,
    relevance: bool = False,
    now: dt.datetime | None = None,
) -> bytes:
    """Return the workbook for ``items`` in the order given: filters on, header frozen, no formula and no link.

    ``now`` is the creation time that it tells; the same calendar and ``now`` give the same bytes. A text longer than a cell takes ends
    in ``…``. Raises UsageError where XlsxWriter is not installed.
    """
    writer = _library()
    columns = client_csv.columns(calendar, notes=notes, relevance=relevance)
    out = io.BytesIO()
    book = writer.Workbook(out, _OPTIONS)
    book.set_properties({"title": one_line(calendar.title), "created": now.replace(tzinfo=None) if now else _CREATED})
    sheet = book.add_worksheet(sheet_name(calendar.title))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    clock = book.add_format({"num_format": "hh:mm", "valign": "top", "align": "left"})
    for place, (field, heading) in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(field, 18))
        sheet.write_string(0, place, _fitting(heading), head)
    number = 0
    for number, item in enumerate(each(items, N_("Items:")), 1):
        for place, (field, _heading) in enumerate(columns):
            if field == "date" and item.date is not None:
                sheet.write_datetime(number, place, item.date, day)
            elif field == "time" and item.time is not None:
                sheet.write_datetime(number, place, item.time.replace(tzinfo=None), clock)
            else:
                shown = _fitting(client_csv.cell(calendar, item, field))
                if shown:
                    sheet.write_string(number, place, shown, plain)
                else:
                    sheet.write_blank(number, place, None, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, len(columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    stage(N_("Putting the file together …"))
    book.close()
    return out.getvalue()


def sheet_name(title: str) -> str:
    """Return a name that Excel takes for a sheet: at most 31 characters, no bracket, colon, star, question mark or slash, no ``'`` at its ends."""
    name = " ".join(_NAMELESS.sub(" ", one_line(title)).split())[:31].strip(" '")
    # "History" is a name that Excel keeps for itself.
    return name if name and name.casefold() != "history" else "Calendar"


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _library() -> ModuleType:
    try:
        return importlib.import_module("xlsxwriter")
    except ImportError:
        raise UsageError(
            _("Spreadsheet files need the package XlsxWriter."),
            _(
                "Install it with: pipx inject content-planner XlsxWriter (or pip install 'content-planner[xlsx]'), or export csv."
            ),
        ) from None
