"""Where the program's own folders are, as text.

A reader would get wrong: this is read before anything else at every start, so it imports next to nothing; platformdirs alone would take as
long as the rest, and is asked where the answer is not the XDG one.
"""

from __future__ import annotations

import os
import sys

NAME = "planner"
NOWHERE = "/nonexistent"
"""Where nothing can be kept, as in ``/etc/passwd``."""
_XDG = {
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "state": ("XDG_STATE_HOME", "~/.local/state"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
    "data": ("XDG_DATA_HOME", "~/.local/share"),
}


def folder(kind: str) -> str:
    """Return the program's folder for ``config``, ``state``, ``cache`` or ``data``."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        variable, usual = _XDG[kind]
        parent = os.environ.get(variable, "")
        if not parent.strip():
            parent = os.path.expanduser(usual)  # noqa: PTH111 - see above
            if parent == usual:  # a user without a home; a folder called ~ here would be taken for one
                parent = usual.replace("~", NOWHERE, 1)
        return os.path.join(parent, NAME)  # noqa: PTH118
    import platformdirs

    found: str = getattr(platformdirs, f"user_{kind}_dir")(NAME, appauthor=False)
    return found
