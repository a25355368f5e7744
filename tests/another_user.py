"""Runs Python as a user whom permissions hold: root passes them all, so that what root tries of them proves nothing.

A reader would get wrong: the Python of these tests may lie where nobody else can reach it; then another one of the same version runs, with the
same folders of modules. A reason is given where there is none.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

USER = 65534
GROUP = 4242
"""A group that the other user is a member of."""


def drop() -> list[str]:
    """Return the words that begin a command that is to be run as another user than root; none where we are another one."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", f"--groups={GROUP}"]


@functools.cache
def _python() -> str:
    """Return a Python that the other user reaches, an empty string for none."""
    wanted = f"{sys.version_info[0]}.{sys.version_info[1]}"
    tell = "import sys, tomli; print(*sys.version_info[:2], sep='.')"
    for candidate in (sys.executable, "/usr/bin/python3", f"/usr/bin/python{wanted}", f"/usr/local/bin/python{wanted}"):
        if not Path(candidate).exists():
            continue
        told = subprocess.run(
            [*drop(), candidate, "-c", tell], capture_output=True, text=True, check=False, env=_environ()
        )
        if told.stdout.strip() == wanted:
            return candidate
    return ""


def _environ(**more: str) -> dict[str, str]:
    source = Path(__file__).parents[1] / "src"
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(source), *sys.path]),
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }


def reason() -> str:
    """Return why nothing can be run as another user here, or an empty string."""
    if not hasattr(os, "geteuid"):
        return "there are no such users"
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "permissions hold no root, and setpriv is missing"
    return "" if _python() else "another user cannot reach this Python or its modules"


def run(code: str, *arguments: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run ``code`` as that user."""
    words: Sequence[str] = [*drop(), _python(), "-c", code, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False, env=_environ(**environ))


@contextmanager
def reached() -> Iterator[Path]:
    """Make a folder that the other user can look into; those of the tests are shut again whenever another run of them begins."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder
