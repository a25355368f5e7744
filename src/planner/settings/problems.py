"""Read a settings file and name what is wrong with it, file by file.

A reader would get wrong: nothing here raises; a fault of a setting or a theme is a value that is shown, and the rest of the file holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tomli

from planner.core.values import dataclass
from planner.core.visible import visible
from planner.errors import Problem
from planner.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 256 * 1024
"""A settings file larger than this is not one."""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A fault of one settings or theme file; ``str()`` is ``path:line:column: severity: message``."""

    path: str
    problem: Problem

    def __str__(self) -> str:
        return self.problem.located(self.path)

    def said(self) -> str:
        """Return it for people: the file by the end of its path, the line and the message."""
        *_folders, folder, name = ("", *self.path.replace("\\", "/").split("/"))
        return self.problem.said(f"{folder}/{name}" if folder == "themes" else name)


@dataclass(frozen=True, slots=True)
class Source:
    """A settings file that was read: its text, to say where a key stands, and its values."""

    path: Path
    text: str
    values: dict[str, Any]

    def fault(self, key: str, message: str, severity: str = "error") -> SettingsProblem:
        """Return the problem ``message`` at the first line that sets ``key``, else at line 1."""
        return SettingsProblem(str(self.path), Problem(self.line_of(key) or 1, 1, severity, message))

    def line_of(self, key: str) -> int:
        """Return the first line that sets ``key``, counted from 1, or 0 where none does."""
        spelt = re.escape(key).replace("\\.", r"[\"']?[ \t]*\.[ \t]*[\"']?")
        found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{spelt}[\"']?[ \t]*[=.\]]", self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.start()) + 1 if found else 0


def read(path: Path) -> Source | SettingsProblem | None:
    """Return what the TOML file ``path`` holds, the reason why it cannot be read, or None when there is no such file."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return SettingsProblem(str(path), Problem(1, 1, "error", visible(error.strerror or str(error))))
    if len(data) > MAX_BYTES:
        return SettingsProblem(str(path), Problem(1, 1, "error", _("the file is too large to be a settings file")))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return Source(path, text, tomli.loads(text))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return SettingsProblem(str(path), Problem(line, 1, "error", _("this is not UTF-8 text")))
    except tomli.TOMLDecodeError as error:
        message = _("not TOML: {reason}").format(reason=visible(error.msg))
        return SettingsProblem(str(path), Problem(error.lineno, error.colno, "error", message))
    except ValueError as error:  # a number of more digits than Python reads
        message = _("not TOML: {reason}").format(reason=visible(str(error)))
        return SettingsProblem(str(path), Problem(1, 1, "error", message))
    except RecursionError:
        return SettingsProblem(str(path), Problem(1, 1, "error", _("the file is nested too deeply")))
