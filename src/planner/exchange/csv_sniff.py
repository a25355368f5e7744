"""Bytes of a spreadsheet to rows: encoding, delimiter, and the physical line on which each row starts.

A reader would get wrong: the text is never cut with ``splitlines`` (it also breaks at U+0085, U+2028, VT and FF, which stand inside cells),
and ``csv`` swallows the rest of the file after a quotation mark that is never closed: a last row of our own tells whether it did.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from planner.core.values import dataclass, field
from planner.errors import InvalidFileError, NoTableError, Problem
from planner.exchange.csv_words import HEADERS, words
from planner.i18n import N_, _

MAX_BYTES = 20_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 2_000
MAX_CELL = 100_000
MAX_CELLS = 1_000_000
"""What is taken in at most: bytes of a file, rows (more than a calendar is made for), cells of a row, characters of a cell (P18), cells."""

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 60_000
_CALENDAR = re.compile(
    r"^[ \t]*\[calendar\][ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*[a-z_]+[ \t]*=", re.MULTILINE
)
"""The header of a calendar's file with a key below it."""
_END = "\x00 end of file"
_MAGIC = {
    b"PK\x03\x04": N_("Excel (.xlsx) or LibreOffice (.ods)"),
    b"\xd0\xcf\x11\xe0": "Excel (.xls)",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_WINDOWS = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it starts, from 1, and its cells, none for an empty line."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file as they are, the header's among them, and how the bytes were read."""

    rows: tuple[Row, ...]
    delimiter: str
    encoding: str
    notes: tuple[str, ...] = field(default=())


def refuse(name: str, line: int, message: str, advice: str = "") -> InvalidFileError:
    """Return the error for ``line`` of the file ``name`` (65); ``advice`` stands instead of that the line is to be mended."""
    return NoTableError(name, Problem(line, 1, "error", message), advice)


def _save_as(kind: str) -> str:
    """Return what to do with a file of that kind, which is no text."""
    if "xls" not in kind:
        return _("Only text can be imported: a spreadsheet saved as CSV.")
    return _(
        "Open it in Excel or LibreOffice, choose File > Save As, and the type “CSV UTF-8”; then import the new file."
    )


def read(data: bytes, name: str) -> Sheet:
    """Return the rows of ``data``; ``name`` is what errors call the file.

    Raises InvalidFileError where it is empty, no text, in no known encoding, too large, or where a quotation mark is never closed.
    """
    text, encoding, notes = decode(data, name)
    delimiter = find_delimiter(text)
    rows = list(_rows(text, delimiter, name))
    while rows and not rows[-1].cells:
        rows.pop()
    return Sheet(tuple(rows), delimiter, encoding, tuple(notes))


def decode(data: bytes, name: str) -> tuple[str, str, list[str]]:
    """Return the text of ``data``, the name of its encoding, and sentences on what had to be guessed. Raises InvalidFileError."""
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise refuse(name, 1, _("the file is empty"))
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise refuse(
                name, 1, _("this is no CSV but a file of the kind {kind}").format(kind=_(kind)), _save_as(kind)
            )
    if len(data) > MAX_BYTES:
        raise refuse(
            name,
            1,
            _("the file has {size} MB; at most {limit} are read").format(
                size=len(data) // 10**6, limit=MAX_BYTES // 10**6
            ),
        )
    text, encoding, notes = _as_text(data, name)
    text = text.rstrip("\x1a\x00")
    _check_controls(text, name)
    if _CALENDAR.search(text, 0, _SAMPLE):
        sentence = _("this is a calendar, not a spreadsheet; planner merge brings two calendars together")
        raise refuse(name, 1, sentence)
    return text, encoding, notes


def _as_text(data: bytes, name: str) -> tuple[str, str, list[str]]:
    if data.startswith(codecs.BOM_UTF8):
        return (*_utf8(data[3:], name, "UTF-8 (BOM)"),)
    for mark, codec, label in (
        (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
    ):
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, name), label, []
    codec = _utf16_without_mark(data)
    if codec:
        label = "UTF-16 LE" if codec.endswith("le") else "UTF-16 BE"
        return _strict(data, codec, name), label, []
    return _utf8(data, name, "UTF-8")


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].decode(codec, "replace").count("\n") + 1
        raise refuse(
            name, line, _("this is not {encoding}, as the file's beginning says").format(encoding=codec.upper())
        ) from None


def _utf16_without_mark(data: bytes) -> str:
    """Return the codec of UTF-16 without a BOM, or an empty string: NUL bytes stand on one side of every pair, and it decodes."""
    head = data[: _SAMPLE * 2]
    if b"\x00" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < max(2, len(head) // 60) or min(even, odd) * 20 > max(even, odd):
        return ""
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(codec, "replace")
    return codec if "\x00" not in text and "\ufffd" not in text[:-1] else ""


def _utf8(data: bytes, name: str, label: str) -> tuple[str, str, list[str]]:
    try:
        return data.decode("utf-8"), label, []
    except UnicodeDecodeError as fault:
        first = data.count(b"\n", 0, fault.start) + 1
    wrong = len(re.findall("\ufffd", data.decode("utf-8", "replace")))
    right = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", data))
    if _CONTROLS.search(data.decode("latin-1")) and len(_CONTROLS.findall(data.decode("latin-1"))) * 200 > len(data):
        raise refuse(name, first, _("this is not text in any encoding that is known here"))
    if right > 3 * wrong:
        note = _("Line {line} and others hold bytes that are not UTF-8; they were read as Windows-1252.").format(
            line=first
        )
        return data.decode("utf-8", "planner.mixed"), label, [note]
    return data.decode("cp1252", "planner.c1"), "Windows-1252", []


def _c1(fault: UnicodeError) -> tuple[str, int]:
    """Read the five bytes that Windows-1252 leaves out as Windows does: as the C1 control of that number."""
    if isinstance(fault, UnicodeDecodeError):
        return _WINDOWS.get(fault.object[fault.start], "\ufffd"), fault.start + 1
    raise fault


codecs.register_error("planner.c1", _c1)


def _mixed(fault: UnicodeError) -> tuple[str, int]:
    """Read what is no UTF-8 in a file that is otherwise as Windows-1252."""
    if isinstance(fault, UnicodeDecodeError):
        return fault.object[fault.start : fault.end].decode("cp1252", "planner.c1"), fault.end
    raise fault


codecs.register_error("planner.mixed", _mixed)


def _check_controls(text: str, name: str) -> None:
    place = text.find("\x00")
    if place >= 0:
        line = _lines_before(text, place) + 1
        raise refuse(name, line, _("a NUL byte: this is no text, or was damaged on its way"))
    controls = len(_CONTROLS.findall(text[:_SAMPLE]))
    if controls * 10 > len(text[:_SAMPLE]):
        raise refuse(name, 1, _("this is not text: it is full of control characters"))


def _lines_before(text: str, place: int) -> int:
    head = text[:place]
    return head.count("\n") + head.count("\r") - head.count("\r\n")


def find_delimiter(text: str) -> str:
    """Return the delimiter that cuts ``text`` most evenly and into the most cells that are headers people use; a comma where none does."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return told.group(1)
    sample = text[:_SAMPLE]
    best, found = 0.0, ","
    for delimiter in DELIMITERS:
        if delimiter in sample:
            score = _evenness(sample, delimiter)
            if score > best:
                best, found = score, delimiter
    return found


def _evenness(sample: str, delimiter: str) -> float:
    try:
        rows = [
            row
            for _n, row in zip(
                range(200), csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), strict=False
            )
        ]
    except csv.Error:
        return 0.0
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    widths = Counter(len(row) for row in rows)
    wide = [(count, width) for width, count in widths.items() if width > 1]
    if not wide:
        return 0.0
    count, width = max(wide)
    known = max(sum(words(cell) in HEADERS for cell in row) for row in rows[:20])
    return count / len(rows) + min(width, 12) / 24 + (known if known > 1 else known / 2)


def _rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    """Yield the rows. A cell of our own at the end must come out alone, or a quotation mark has swallowed it."""
    # csv's own limit of 131,072 is one for the whole process: it is moved for as long as this reads, and MAX_CELL judges.
    before = csv.field_size_limit(MAX_BYTES * 2)
    try:
        if not text.endswith(("\n", "\r")):
            text += "\n"
        lines: list[str] = []
        reader = csv.reader(_noted(io.StringIO(text + _END, newline=""), lines), delimiter=delimiter)
        line, total = 1, 0
        for count, cells in enumerate(reader):
            if cells == [_END]:
                return
            if any(_END in cell for cell in cells[-1:]):
                raise refuse(name, line, _("a quotation mark is opened in this row and never closed"))
            total += len(cells)
            _check_size(name, line, cells, count, total)
            if len(lines) > 1 and not _well_quoted(lines, delimiter):
                raise refuse(
                    name,
                    line,
                    _(
                        "a quotation mark is opened in this row and closed inside a text, on line {line}; inside a text they are written twice"
                    ).format(line=reader.line_num),
                )
            lines.clear()
            yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as fault:
        raise refuse(name, line, _("this row cannot be read: {reason}").format(reason=fault)) from None
    finally:
        csv.field_size_limit(before)


def _noted(stream: Iterable[str], lines: list[str]) -> Iterator[str]:
    """Yield the lines of ``stream`` and put each into ``lines``, so that whoever empties that sees what one row was made of."""
    for line in stream:
        lines.append(line)
        yield line


def _well_quoted(lines: list[str], delimiter: str) -> bool:
    """Whether a row over several lines closes its quotation marks where cells end; if not, it has swallowed the rows below it."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _check_size(name: str, line: int, cells: list[str], count: int, total: int) -> None:
    """Raise InvalidFileError where the row ``cells``, number ``count`` after the header, or all ``total`` cells are too much."""
    if cells and max(map(len, cells)) > MAX_CELL:
        raise _too_long(name, line, cells)
    if len(cells) > MAX_COLUMNS:
        message = _("this row has {count} cells, at most {limit} are taken")
        raise refuse(name, line, message.format(count=f"{len(cells):,}", limit=f"{MAX_COLUMNS:,}"))
    if count > MAX_ROWS:
        message = _("more than {count} rows; cut the file into smaller ones")
        raise refuse(name, line, message.format(count=f"{MAX_ROWS:,}"))
    if total > MAX_CELLS:
        message = _("more than {count} cells; cut the file into smaller ones, or leave columns out")
        raise refuse(name, line, message.format(count=f"{MAX_CELLS:,}"))


def _too_long(name: str, line: int, cells: list[str]) -> InvalidFileError:
    column = next(number for number, cell in enumerate(cells, 1) if len(cell) > MAX_CELL)
    message = _(
        "cell {column} of this row has {size} characters, at most {limit} are taken; a quotation mark may not be closed"
    )
    return refuse(name, line, message.format(column=column, size=f"{len(cells[column - 1]):,}", limit=f"{MAX_CELL:,}"))
