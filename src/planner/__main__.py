"""``planner`` and ``python -m planner``: the same program; the last door before the shell, so that no traceback reaches a user."""

from __future__ import annotations

import gc
import sys

from planner.cli import main as _main


def main() -> int:
    """Run the program with the process's arguments and return the exit status."""
    gc.disable()  # a verb ends before there is garbage worth looking for; the screen switches it on again once it has started
    return _main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
