"""Where the program meets its terminal and its system: escapes, signals, colours.

A reader would get wrong: ``Escapes`` is a net under ``text.show``, not a replacement for it; what it stops has already slipped by the door.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter
from textual.theme import Theme

from planner.core.visible import visible
from planner.settings import themes

if TYPE_CHECKING:
    from textual.color import Color

SIGNALS = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130}
"""The exit status of each signal: 128 and its number."""

INPUT = 0
"""The number of standard input."""


class Escapes(LineFilter):
    """Makes control characters of whatever is drawn visible, so that no text reaches the terminal as a command."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments, those with control characters replaced."""
        del background
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control or segment.text.isprintable() else Segment(visible(segment.text), segment.style)
            for segment in segments
        ]


def catch_signals(leave: Callable[[int], None]) -> None:
    """Call ``leave`` with the exit status when the system asks the program to end; does nothing where signals cannot be caught so."""
    loop = asyncio.get_running_loop()
    for name, status in SIGNALS.items():
        number = getattr(signal, name, None)
        if number is not None:
            try:
                loop.add_signal_handler(number, leave, status)
            except (NotImplementedError, RuntimeError, ValueError):
                return


def release_signals() -> None:
    """Give the signals back."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            try:
                loop.remove_signal_handler(number)
            except (NotImplementedError, RuntimeError, ValueError):
                return


def on_terminal() -> bool:
    """Whether the program reads from a terminal of which one can ask whether it is still there."""
    return hasattr(select, "poll") and os.isatty(INPUT)


def hung_up() -> bool:
    """Whether the terminal is gone: no signal says so to a program that the terminal does not control."""
    poll = select.poll()
    poll.register(INPUT, 0)
    return any(event & select.POLLHUP for _file, event in poll.poll(0))


def can_be_resumed() -> bool:
    """Whether a shell with job control waits behind the program: one that stops there has nobody who could bring it back.

    Such a shell gives each job a process group of its own; what a terminal, ``ssh`` or ``script`` runs by itself leads its session, or is in its
    leader's group.
    """
    if not hasattr(os, "getsid"):
        return False
    try:
        return os.getpgrp() != os.getpgid(os.getsid(0))
    except OSError:  # the leader is gone
        return False


def stop() -> None:
    """Stop the program's whole job, as the terminal would: who started it by way of another program has that stopped, too."""
    os.killpg(os.getpgrp(), signal.SIGTSTP)


def textual_theme(theme: themes.Theme) -> Theme:
    """Return a theme of ours as Textual wants it."""
    return Theme(**themes.to_textual_kwargs(theme))
