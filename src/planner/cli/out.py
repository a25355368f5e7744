"""What verbs print: lines, aligned columns, JSON, bytes.

A reader would get wrong: rich is loaded only when a table goes to a real terminal; pipes and ``--plain`` get bare lines.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterable, Iterator, Sequence

from planner.core.visible import visible
from planner.errors import FileAccessError
from planner.i18n import _

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any


@contextlib.contextmanager
def held() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Hold back what is said on standard error and output, to be looked at, and say it at the end, whatever happens."""
    said = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stderr(said[0]), contextlib.redirect_stdout(said[1]):
            yield said
    finally:
        sys.stderr.write(said[0].getvalue())
        sys.stdout.write(said[1].getvalue())


def line(text: str = "") -> None:
    """Print one line, its control characters made visible."""
    print(visible(text))


def chatter(text: str) -> None:
    """Print one line on standard error."""
    print(visible(text, lines=True), file=sys.stderr)


def as_json(value: Any) -> None:
    """Print ``value`` as JSON in UTF-8, dates as ISO text."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    data(text.encode("utf-8", "replace") + b"\n")


def data(content: bytes) -> None:
    """Write bytes to standard output as they are. Raises FileAccessError where it is closed, OSError where it takes no more."""
    if sys.stdout is None:
        raise FileAccessError(_("standard output"), _("it is closed"))
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(content.decode("utf-8"))
        return
    rest = memoryview(content)
    while rest:  # an unbuffered stream writes what fits, and says how much that was
        rest = rest[buffer.write(rest) :]
    buffer.flush()


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, plain: bool = False) -> None:
    """Print rows of text: a drawn table on a terminal, otherwise two spaces between columns that are as wide as what they hold."""
    cells = [[visible(cell) for cell in row] for row in rows]
    if sys.stdout is not None and sys.stdout.isatty() and not plain:
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in headings:
            drawn.add_column(Text(heading), overflow="fold")
        for row in cells:
            drawn.add_row(*(Text(cell) for cell in row))
        Console().print(drawn)
        return
    if not cells:
        return
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]) - 1)]
    for row in cells:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip())
