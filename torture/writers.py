"""Several processes and an editor write to one calendar at the same time; every item and every word must be there at the end.

A reader would get wrong: an editor that reads, thinks and writes loses what others wrote while it thought, and no planner can help that; so
of the careless editor only its own lines are counted, which nobody may write over unread, and of the one that locks everything is.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from saves import Score

from planner.core.edits import Add, Change
from planner.core.model import Item
from planner.errors import CannotUndoError, ConflictError, PlannerError
from planner.storage import codec, neighbours
from planner.workspace import Workspace

START = '[calendar]\ntitle = "Shared"\n\n[[items]]\nid = "bbbbbb"\ntitle = "Shared"\n'


def adding(path: Path, name: str, count: int) -> int:
    """Add ``count`` items from an open calendar, and change and undo some; return how many tries were refused for good."""
    lost = 0
    workspace = Workspace.open(path, now=_now, choose=random.Random(name).choice)
    for number in range(count):
        try:
            workspace.do(Add("items", Item("", f"{name} {number}")), "add")
            if number % 10 == 9:
                workspace.do(Change("items", workspace.calendar.items[-1].id, {"notes": "x"}), "note")
                workspace.undo()
        except (ConflictError, CannotUndoError):
            lost += f"{name} {number}" not in {item.title for item in workspace.calendar.items}
    return lost


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def together(writers: int, count: int, *, editor: int = 0, careless: bool = False) -> Score:
    """Let ``writers`` processes add ``count`` items each beside an editor; count what is missing at the end."""
    score = Score()
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    path = folder / "shared.toml"
    path.write_text(START)
    environ = {**os.environ, "XDG_STATE_HOME": str(folder / "state")}
    words = [sys.executable, __file__, str(path)]
    running = [
        subprocess.Popen([*words, f"writer{number}", str(count)], env=environ, stderr=subprocess.PIPE)
        for number in range(writers)
    ]
    lines = _edit_beside(path, editor, careless=careless)
    for one in running:
        _out, errors = one.communicate()
        if one.returncode and not careless:
            score.note("tracebacks" if b"Traceback" in errors else "lost", errors.decode(errors="replace")[-300:])
    titles = [item.title for item in codec.decode(path.read_bytes(), str(path)).calendar.items]
    for number in range(0 if careless else writers):
        for place in range(count):
            score.count += 1
            found = titles.count(f"writer{number} {place}")
            if found != 1:
                score.note("lost", f"writer{number} {place} is there {found} times")
    copies = list(neighbours.copies_beside(path))  # what nobody had read when it came out is kept under a name
    kept = "".join(copy.read_text(errors="replace") for copy in copies)
    for line in lines:
        score.count += 1
        if titles.count(line) != 1 and (f'"{line}"' not in kept or titles.count(line) > 1):
            score.note("lost", f"{line} is there {titles.count(line)} times")
    for one in folder.iterdir():
        if one.is_file() and one != path and (one not in copies or not careless):
            score.note("left over", one.name)
    shutil.rmtree(folder, ignore_errors=True)
    return score


def _edit_beside(path: Path, count: int, *, careless: bool) -> list[str]:
    """Append lines while the others write, in place and by a rename in turn; return the titles."""
    titles = [f"editor {number}" for number in range(count)]
    for number, title in enumerate(titles):
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            if not careless:
                fcntl.flock(handle, fcntl.LOCK_EX)
            data = path.read_bytes() + f'\n[[items]]\ntitle = "{title}"\n'.encode()
            if number % 2:
                other = path.with_name("editor-file")
                other.write_bytes(data)
                other.replace(path)
            else:
                path.write_bytes(data)
        finally:
            os.close(handle)
        time.sleep(0.01)
    return titles


if __name__ == "__main__":
    try:
        sys.exit(min(adding(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])), 100))
    except PlannerError as error:
        sys.exit(f"{type(error).__name__}: {error}")
