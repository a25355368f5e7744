"""``E``: an item's own lines of the file in the user's editor, and back until they are right.

A reader would get wrong: the editor is started from words, never by a shell; while it runs, Ctrl+C belongs to it alone; and what was
written there is kept in the state folder until it is in the plan, so a wrong bracket or a closed terminal loses nothing.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

from textual.app import App, SuspendNotSupported

from planner.errors import InvalidFileError, PlannerError
from planner.i18n import _
from planner.tui.bridge import SIGNALS
from planner.tui.screens.confirm import Answer, Choose

TAKES_LINE = frozenset(
    {
        "vi",
        "vim",
        "nvim",
        "view",
        "gvim",
        "nano",
        "pico",
        "emacs",
        "emacsclient",
        "micro",
        "kak",
        "joe",
        "ne",
        "mg",
        "jed",
    }
)
"""Editors that start at a line when told ``+LINE`` before the file."""
PATIENCE = 0.5
"""Seconds that an editor has to end when this program is told to."""
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*items[ \t]*\]\][^\r\n]*(\r?\n|$)", re.MULTILINE)


class EditorError(PlannerError):
    """The editor cannot be started; the sentence says why."""


def command(environ: Mapping[str, str], *, windows: bool = os.name == "nt") -> list[str]:
    """Return the editor's words: ``VISUAL``, else ``EDITOR``, else one that says how it is left. Raises EditorError for unbalanced quotes."""
    for name in ("VISUAL", "EDITOR"):
        text = environ.get(name, "").strip()
        if text:
            try:
                words = shlex.split(text, posix=not windows)
            except ValueError as error:
                raise EditorError(_("{name} has unbalanced quotes: {text}").format(name=name, text=text)) from error
            if words:
                return words
    return ["notepad"] if windows else ["nano" if shutil.which("nano") else "vi"]


def arguments(words: list[str], path: Path, line: int) -> list[str]:
    """Return the words to start: the file last, before it the line for editors that take one."""
    place = [f"+{line}"] if line > 1 and PurePath(words[0]).stem in TAKES_LINE else []
    return [*words, *place, str(path)]


class Child:
    """The editor while it runs, and the exit status with which a signal told this program to end meanwhile (0: none did)."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.ended = 0

    def start(self, words: list[str]) -> int:
        """Start it and wait; return its exit status. Raises OSError."""
        self.process = subprocess.Popen(words)  # noqa: S603 - the user's own editor, started from words
        return self.process.wait()

    def end(self, status: int) -> None:
        """Pass the end on to the editor, which has a moment to keep its own copy of the text."""
        self.ended = status
        if self.process is not None:
            self.process.terminate()
            timer = threading.Timer(PATIENCE, self.process.kill)
            timer.daemon = True
            timer.start()


@contextmanager
def alone() -> Iterator[Child]:
    r"""Keep Ctrl+C and Ctrl+\ from this program while a child has the terminal; the child starts with its own handling.

    A handler that does nothing is used, since a child inherits what is ignored; the event loop is not woken meanwhile, or it would act on
    the key afterwards. A signal that ends this program ends the child first.
    """
    child = Child()
    handlers: dict[str, Any] = {"SIGINT": lambda _number, _frame: None, "SIGQUIT": lambda _number, _frame: None}
    handlers |= {
        name: lambda _number, _frame, status=status: child.end(status)
        for name, status in SIGNALS.items()
        if name != "SIGINT"
    }
    before = {
        name: signal.signal(getattr(signal, name), handler)
        for name, handler in handlers.items()
        if hasattr(signal, name)
    }
    wakeup = signal.set_wakeup_fd(-1)
    try:
        yield child
    finally:
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
        for name, handler in before.items():
            if handler is not None:
                signal.signal(getattr(signal, name), handler)


def run(app: App[Any], words: list[str], path: Path, line: int = 1) -> None:
    """Give the terminal to the editor and wait for it. Raises EditorError when it cannot be started or ended badly."""
    failure: OSError | None = None
    status = ended = 0
    try:
        with app.suspend(), alone() as child:
            try:  # inside: what is raised through suspend() leaves the terminal suspended
                status = child.start(arguments(words, path, line))
            except OSError as error:
                failure = error
            ended = child.ended
    except SuspendNotSupported as error:
        raise EditorError(_("This terminal cannot be handed to an editor.")) from error
    if ended:
        app.exit(ended, return_code=ended)
    if failure is not None:
        reason = failure.strerror or str(failure)
        raise EditorError(
            _("The editor {name} could not be started: {reason}. Set EDITOR to another one.").format(
                name=words[0], reason=reason
            )
        ) from failure
    if status:
        raise EditorError(
            _("The editor ended with status {status}; its text is kept and nothing was changed.").format(status=status)
        )


def with_id(text: str, ident: str) -> str:
    """Return an item's block with an ``id`` line under its header."""
    match = _HEADER.search(text)
    if match is None:
        return text
    newline = match[1] or "\n"
    head = text[: match.end()] if match[1] else text + newline
    return f'{head}id = "{ident}"{newline}{text[match.end() :]}'


def ask_again(error: InvalidFileError | str, key: str) -> Choose:
    """Return the question that follows a text that cannot be read: back to the editor, or leave it for later; ``key`` opens the editor."""
    if isinstance(error, str):
        details = error
    else:
        details = "\n".join(
            _("line {line}: {problem}").format(line=problem.line, problem=problem.message) for problem in error.problems
        )
    answers = (
        Answer(("enter", "e", "E"), _("back to the editor, at that line"), "again"),
        Answer(
            ("k",),
            _("keep the text for later ({key} offers it again) and leave the item as it is").format(key=key),
            "keep",
        ),
        Answer(("d",), _("drop what was written in the editor"), "drop"),
    )
    return Choose(
        _("The item cannot be read like this; nothing was changed."), answers, details=details, title=_("In the editor")
    )
