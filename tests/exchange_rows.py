"""Rows of a spreadsheet to bytes and back, for tests of what other people send."""

from __future__ import annotations

import csv
import io


def as_rows(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """Return the rows of UTF-8 bytes, with or without a BOM."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def as_bytes(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return the rows as another program might save them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)
