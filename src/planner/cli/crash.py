"""The log of last resort: where in the code something failed, without a word of the user's texts.

A reader would get wrong: the exception's message is left out on purpose, since it may quote a title.
"""

from __future__ import annotations

import sys
import traceback

from planner import __version__
from planner.storage import paths


def write_log(error: BaseException) -> str:
    """Write the log to the state folder and return its path, or a dash where that is impossible."""
    lines = [f"planner {__version__}, Python {sys.version.split()[0]}, {sys.platform}", type(error).__name__]
    cause: BaseException | None = error
    while cause is not None:
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(cause.__traceback__)
        ]
        inner = getattr(cause, "error", None)  # what a worker of Textual's failed with
        cause = inner if isinstance(inner, BaseException) else cause.__cause__ or cause.__context__
        if cause is not None:
            lines.append(f"after {type(cause).__name__}")
    try:
        path = paths.state_dir() / "crash.log"
        paths.private_file(path, ("\n".join(lines) + "\n").encode("utf-8", "replace"))
    except OSError:
        return "-"
    return str(path)
