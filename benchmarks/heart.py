"""Runs the program with a heart that beats every few milliseconds: ``python heart.py FILE WORD…``; every beat goes to FILE when it ends.

A reader would get wrong: a pause is how much later than it should the event loop got to the next beat; while it lasts no key is obeyed.
A beat in time is written down as well: where none stands there, nothing was measured. Beside it stands the processor time of this thread
since the beat before, since on a busy machine a pause is longer than what was done in it.
"""

from __future__ import annotations

import asyncio
import atexit
import sys
import time
from pathlib import Path

from planner.__main__ import main as run

BEAT = 0.005
"""Seconds."""


class _Beating(asyncio.DefaultEventLoopPolicy):
    """Gives every new event loop a heart."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[tuple[float, float, float]] = []

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """Return a loop that beats."""
        loop = super().new_event_loop()
        last, spent = time.perf_counter(), time.thread_time()

        def beat() -> None:
            nonlocal last, spent
            now, used = time.perf_counter(), time.thread_time()
            self.beats.append((now, max(now - last - BEAT, 0.0), used - spent))
            last, spent = now, used
            loop.call_later(BEAT, beat)

        loop.call_soon(beat)
        return loop


def main() -> int:
    """Run the program; write lines of three numbers: when the heart beat (``time.perf_counter``), how many seconds too late, and the work."""
    out = Path(sys.argv[1])
    hearts = _Beating()
    asyncio.set_event_loop_policy(hearts)
    atexit.register(lambda: out.write_text("".join(f"{at} {late} {used}\n" for at, late, used in hearts.beats)))
    sys.argv = ["planner", *sys.argv[2:]]
    return run()


if __name__ == "__main__":
    sys.exit(main())
