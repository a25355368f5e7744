"""Every mistake a user can make, one class each; each carries data, and speaks only when asked.

A reader would get wrong: the numbers are BSD ``sysexits`` values, the same everywhere, and are part of the command line's contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planner.i18n import _, ngettext


class PlannerError(Exception):
    """Something a person can mend: ``str()`` is a sentence, ``hint`` says what to do, ``status`` the exit status."""

    status: ClassVar[int] = 1

    @property
    def hint(self) -> str:
        """What to do about it, a sentence, or an empty string."""
        return ""


@dataclass(eq=False)
class UsageError(PlannerError):
    """The command line, a date or a name cannot be understood or is ambiguous (2)."""

    sentence: str
    advice: str = ""
    status: ClassVar[int] = 2

    def __str__(self) -> str:
        return self.sentence

    @property
    def hint(self) -> str:
        """What to type instead."""
        return self.advice


@dataclass(frozen=True)
class Problem:
    """One fault of a file: where it is, and what would be right.

    ``line`` and ``column`` count from 1, the column in characters; ``severity`` is ``error`` or ``warning`` and is never translated.
    """

    line: int
    column: int
    severity: str
    message: str

    def located(self, path: str) -> str:
        """Return ``path:line:column: severity: message`` as compilers write it."""
        return f"{path}:{self.line}:{self.column}: {self.severity}: {self.message}"


@dataclass(eq=False)
class InvalidFileError(PlannerError):
    """The calendar or the import is wrong (65); carries every problem that was found."""

    path: str
    problems: tuple[Problem, ...]
    status: ClassVar[int] = 65

    def __str__(self) -> str:
        return "\n".join(problem.located(self.path) for problem in self.problems)

    @property
    def hint(self) -> str:
        """How to go on."""
        return ngettext(
            "Mend this line and try again; the file was not touched.",
            "Mend these lines and try again; the file was not touched.",
            len(self.problems),
        )


@dataclass(eq=False)
class MissingFileError(PlannerError):
    """There is no such file (66)."""

    path: str
    status: ClassVar[int] = 66

    def __str__(self) -> str:
        return _("There is no file {path}.").format(path=self.path)

    @property
    def hint(self) -> str:
        """How to make one."""
        return _("Check the name, or make a calendar with: planner new {path}").format(path=self.path)


@dataclass(eq=False)
class CannotCreateError(PlannerError):
    """A file is in the way or the folder does not take one (73)."""

    path: str
    reason: str
    advice: str = ""
    status: ClassVar[int] = 73

    def __str__(self) -> str:
        return _("{path} cannot be created: {reason}.").format(path=self.path, reason=self.reason)

    @property
    def hint(self) -> str:
        """Another name, or ``--force``."""
        return self.advice or _("Choose another name.")


@dataclass(eq=False)
class FileAccessError(PlannerError):
    """A file could not be read or written (74); what stood there still stands there."""

    path: str
    reason: str
    writing: bool = True
    status: ClassVar[int] = 74

    def __str__(self) -> str:
        if self.writing:
            return _("{path} could not be written: {reason}. Nothing was lost; the file is as it was.").format(
                path=self.path, reason=self.reason
            )
        return _("{path} could not be read: {reason}.").format(path=self.path, reason=self.reason)

    @property
    def hint(self) -> str:
        """What to look at."""
        return _("Check the disk's space and the file's permissions, then try again.")


@dataclass(eq=False)
class ConflictError(PlannerError):
    """Somebody else changed the file since it was read (75); nothing was overwritten."""

    path: str
    what: str = ""
    status: ClassVar[int] = 75

    def __str__(self) -> str:
        if self.what:
            return _("{path} was changed by somebody else, and both changed {what}. Nothing was overwritten.").format(
                path=self.path, what=self.what
            )
        return _("{path} was changed by somebody else meanwhile. Nothing was overwritten.").format(path=self.path)

    @property
    def hint(self) -> str:
        """How to go on."""
        return _("Look at the new state and do it again.")


@dataclass(eq=False)
class RefusedError(PlannerError):
    """A check found something, and nothing was written (1); ``findings`` are complete sentences."""

    sentence: str
    findings: tuple[str, ...] = ()
    advice: str = ""

    def __str__(self) -> str:
        return "\n".join((self.sentence, *self.findings))

    @property
    def hint(self) -> str:
        """What would let it through."""
        return self.advice


class CannotUndoError(PlannerError):
    """Undo or redo cannot be done on the plan as it is now."""
