"""Any bytes as a calendar or as a spreadsheet, and every naughty string in every field, on disk and in what is exported.

A reader would get wrong: the rules are those of the ordinary tests (``tests/storage/test_any_toml.py``), run here a hundred times longer.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from saves import Score

from planner.core.edits import apply
from planner.core.model import Calendar, Item
from planner.errors import InvalidFileError, PlannerError
from planner.exchange import client_csv, csv_import, html, ics, markdown
from planner.storage import codec
from storage import any_toml, test_any_toml
from storage.nasty_documents import DOCUMENTS


def _many(examples: int, strategy: st.SearchStrategy, act: Callable) -> Score:
    """Try ``act`` with many examples; one that goes wrong is shrunk and told."""
    score = Score()

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(strategy)
    def trying(value) -> None:
        score.count += 1
        act(value)

    try:
        trying()
    except Exception:
        score.note("tracebacks", traceback.format_exc()[-1500:])
    return score


def calendars(examples: int) -> Score:
    """Legal calendars in every way of writing, real ones with something cut out or put in, and any bytes."""
    score = _many(examples, any_toml.CALENDAR, test_any_toml.judge)
    score += _many(examples, st.tuples(st.sampled_from(sorted(DOCUMENTS)), st.data()), _mutilated)
    score += _many(examples, st.binary(max_size=300), test_any_toml.judge)
    return score


TOKENS = st.sampled_from(
    [token.encode() for token in any_toml.NAUGHTY if len(token) < 40]
    + [b"[[items]]\n", b"\xff", b"\x00", b"title = 1\n"]
)


def _mutilated(given_: tuple[str, st.DataObject]) -> None:
    name, data = given_
    text = DOCUMENTS[name]
    for _time in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 40, len(text))))
        text = text[:start] + data.draw(TOKENS) + text[end:]
    test_any_toml.judge(text)


CELL = st.one_of(
    st.sampled_from(any_toml.NAUGHTY),
    st.sampled_from(("Title", "Date", "Canal", "Statut", "12/13/2026", "31/02/2026", "2026-12-03", "9h30", "Day 3", "LinkedIn; Blog", "#REF!", "1,5")),
    st.text(max_size=20),
)  # fmt: skip
SHEET = st.tuples(
    st.lists(st.lists(CELL, max_size=6), max_size=8),
    st.sampled_from(";,\t|"),
    st.sampled_from(("\r\n", "\n", "\r")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1", "mac-roman", "utf-16-le")),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)


def sheets(examples: int) -> Score:
    """Spreadsheets of the worst cells, in every delimiter and encoding, and any bytes: rows, or an error with its line; twice changes nothing."""
    score = _many(examples, SHEET, lambda given_: _taken_in(_written(*given_)))
    score += _many(examples, st.binary(max_size=400), _taken_in)
    return score


def _written(rows: list, delimiter: str, end: str, encoding: str, quoting: int) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    for row in rows:
        try:
            writer.writerow(row)
        except csv.Error:
            text.write(delimiter.join(row) + end)
    return text.getvalue().encode(encoding, "replace")


def _taken_in(data: bytes) -> None:
    calendar = Calendar("x")
    options = {"today": dt.date(2026, 11, 23), "day_one": dt.date(2026, 12, 1), "choose": random.Random(1).choice}
    try:
        plan = csv_import.plan_import(data, calendar, **options)
    except InvalidFileError as error:
        if not all(problem.line >= 1 for problem in error.problems):
            raise AssertionError("an error without a line") from error
        return
    except PlannerError:
        return
    start = codec.decode(b'[calendar]\ntitle = "x"\n', "x")
    after, back = apply(start.calendar, plan.edit())
    start.document.apply(plan.edit(), start.calendar, after)
    if apply(after, back)[0] != start.calendar:
        raise AssertionError("the import cannot be undone")
    again = csv_import.plan_import(data, after, **options)
    if again.added or again.updated:
        raise AssertionError(f"twice is not once: {again.added} {again.updated}")


def strings() -> Score:
    """Every naughty string in every field: the file gives it back, and no export holds a control byte, a formula or markup of it."""
    score = Score()
    for text in any_toml.NAUGHTY:
        for name in (*test_any_toml.TEXT_FIELDS, "title"):
            score.count += 1
            try:
                _one(text, name)
            except Exception:
                score.note("tracebacks", f"{text[:40]!r} in {name}: {traceback.format_exc()[-600:]}")
        score.count += 1
        try:
            test_any_toml.test_every_naughty_string_comes_back_the_same_from_every_field(text)
        except Exception:
            score.note("lost", f"{text[:40]!r}: {traceback.format_exc()[-600:]}")
    return score


def _one(text: str, name: str) -> None:
    title = text if text.strip() else "x"
    item = Item(
        "zzzzzz",
        **{"title": title, "copy": "c", name: title if name == "title" else text},
        date=dt.date(2026, 12, 3),
        status="approved",
    )
    calendar = Calendar("x", items=(item,))
    sheet = client_csv.export(calendar, [item], dialect="excel")
    for row in csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")):
        for cell in row:
            if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
                raise AssertionError(f"a formula in {cell!r}")
    ics.export(calendar, [item], now=dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    markdown.export(calendar, [item])
    html.export(calendar, [item])
