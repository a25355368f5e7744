"""Every mistake a user can make, one class each; each carries data, and speaks only when asked.

A reader would get wrong: the numbers are BSD ``sysexits`` values, part of the command line's contract; and these are no dataclasses because
every command imports them, and ``dataclasses`` alone would be a third of its start-up time.
"""

from __future__ import annotations

from collections import namedtuple

from planner.i18n import _, ngettext


class PlannerError(Exception):
    """Something a person can mend: ``str()`` is a sentence, ``hint`` says what to do, ``status`` the exit status."""

    status: int = 1

    @property
    def hint(self) -> str:
        """What to do about it, a sentence, or an empty string."""
        return ""


class UsageError(PlannerError):
    """The command line, a date or a name cannot be understood or is ambiguous (2)."""

    status: int = 2

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence, advice)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return self.sentence

    @property
    def hint(self) -> str:
        """What to type instead."""
        return self.advice


class Problem(namedtuple("Problem", ("line", "column", "severity", "message"))):  # noqa: PYI024 - typing.NamedTuple would cost start-up time
    """One fault of a file: where it is, and what would be right.

    ``line`` and ``column`` count from 1, the column in characters; ``severity`` is ``error`` or ``warning`` and is never translated.
    """

    line: int
    column: int
    severity: str
    message: str
    __slots__ = ()

    def located(self, path: str) -> str:
        """Return ``path:line:column: severity: message`` as compilers write it."""
        return f"{path}:{self.line}:{self.column}: {self.severity}: {self.message}"

    def said(self, path: str) -> str:
        """Return the same for people, in their language: ``path, line 3: message``."""
        return f"{path}, " + _("line {line}: {problem}").format(line=self.line, problem=self.message)


class InvalidFileError(PlannerError):
    """The calendar or the import is wrong (65); carries every problem that was found."""

    status: int = 65

    def __init__(self, path: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(path, problems)
        self.path = path
        self.problems = problems

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


class NoTableError(InvalidFileError):
    """What was to be imported cannot be read as a table (65); ``advice`` is what would help, where it is not mending a line."""

    def __init__(self, path: str, problem: Problem, advice: str = "") -> None:
        super().__init__(path, (problem,))
        self.args = (path, problem, advice)
        self.advice = advice

    @property
    def hint(self) -> str:
        """What to do with the file."""
        return self.advice or super().hint


class SpreadsheetError(InvalidFileError):
    """What was to be opened is a spreadsheet, and no calendar (65)."""

    def __str__(self) -> str:
        return _("{path} is a spreadsheet, not a calendar.").format(path=self.path)

    @property
    def hint(self) -> str:
        """How to make a calendar of it."""
        new = self.path.rpartition(".")[0] + ".toml"
        text = _(
            "Make a calendar of it with: planner new {new} --from {path} (or import it into a calendar that is open)."
        )
        return text.format(new=_quoted(new), path=_quoted(self.path))


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


class MissingFileError(PlannerError):
    """There is no such file (66)."""

    status: int = 66

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return _("There is no file {path}.").format(path=self.path)

    @property
    def hint(self) -> str:
        """How to make one."""
        if not self.path.endswith(".toml"):
            return _("Check the name and the folder.")
        return _("Check the name, or make a calendar with: planner new {path}").format(path=self.path)


class CannotCreateError(PlannerError):
    """A file is in the way or the folder does not take one (73)."""

    status: int = 73

    def __init__(self, path: str, reason: str, advice: str = "") -> None:
        super().__init__(path, reason, advice)
        self.path = path
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return _("{path} cannot be created: {reason}.").format(path=self.path, reason=self.reason)

    @property
    def hint(self) -> str:
        """Another name, or ``--force``."""
        return self.advice or _("Choose another name.")


class FileAccessError(PlannerError):
    """A file could not be read or written (74); what stood there still stands there."""

    status: int = 74

    def __init__(self, path: str, reason: str, *, writing: bool = True) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason
        self.writing = writing

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


class ConflictError(PlannerError):
    """Somebody else changed the file since it was read (75); nothing was overwritten.

    ``fitted`` tells what of the edit fits their plan and what clashes (``core.clashes.Fitted``), or None where that is not known.
    """

    status: int = 75

    def __init__(self, path: str, what: str = "", fitted: object = None) -> None:
        super().__init__(path, what)
        self.path = path
        self.what = what
        self.fitted = fitted

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


class RefusedError(PlannerError):
    """A check found something, and nothing was written (1); ``findings`` are complete sentences."""

    def __init__(self, sentence: str, findings: tuple[str, ...] = (), advice: str = "") -> None:
        super().__init__(sentence, findings, advice)
        self.sentence = sentence
        self.findings = findings
        self.advice = advice

    def __str__(self) -> str:
        return "\n".join((self.sentence, *self.findings))

    @property
    def hint(self) -> str:
        """What would let it through."""
        return self.advice


class CannotUndoError(PlannerError):
    """Undo or redo cannot be done on the plan as it is now."""
