"""``planner`` and ``python -m planner``: the same program; the last door before the shell, so that no traceback reaches a user."""

from __future__ import annotations

import gc
import os
import sys

if __name__ == "__main__" and __spec__ is not None and sys.path:
    del sys.path[
        0
    ]  # ``python -m`` looks for modules in the folder it is started in, which may be a client's: no code comes from there

from planner.storage import answers, later
from planner.tui import instant


def main() -> int:
    """Run the program with the process's arguments and return the exit status."""
    gc.disable()  # a verb ends before there is garbage worth looking for; the screen switches it on again once it has started
    try:
        if answers.tell(sys.argv[1:], os.environ):  # before anything else is imported
            return 0
        instant.show(sys.argv[1:], os.environ)
        from planner import cli

        brief = cli.is_brief(sys.argv[1:])
        if brief:
            later.put_off()
        status = cli.main(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are read; later, who runs sees to it
        return 130
    finally:
        instant.leave()
    if brief:
        _end(status)
    return status


def _end(status: int) -> None:
    """End the process at once: to put modules and values away one by one takes a tenth of a verb's time."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                return  # the interpreter tells of it
    later.finish()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
