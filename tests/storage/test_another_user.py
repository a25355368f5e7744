"""A calendar that belongs to somebody else, saved by a user whom permissions hold: whole, with its mode, and told beforehand what cannot be kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import another_user
from planner.core.values import dataclass

pytestmark = [
    pytest.mark.root,
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file to somebody else"
    ),
    pytest.mark.skipif(bool(another_user.reason()), reason=another_user.reason() or "-"),
]
USER, GROUP = another_user.USER, another_user.GROUP
TEXT = '[calendar]\ntitle = "Shared"\n\n# first\n[[items]]\nid = "bbbbbb"\ntitle = "One"\n'


@dataclass(frozen=True)
class Case:
    """A file and its folder, and what is to come of a save: whether it is written, and with which group and mode."""

    name: str
    folder: int
    mode: int
    owner: int
    group: int
    written: bool = True
    then_group: int = GROUP
    then_mode: int = 0


CASES = (
    Case("root's, for all to write", 0o777, 0o666, 0, 0, then_group=USER),
    Case("of one group", 0o2775, 0o664, 1234, GROUP),
    Case("of one group, secret", 0o2770, 0o660, 1234, GROUP),
    Case("of another group that may do more", 0o777, 0o676, 1234, 1234, then_group=USER, then_mode=0o666),
    Case("one's own", 0o777, 0o600, USER, USER, then_group=USER),
    Case("one's own of one group", 0o777, 0o640, USER, GROUP),
    Case("in a folder such as /tmp", 0o1777, 0o666, 0, 0, written=False),
    Case("one's own in a folder such as /tmp", 0o1777, 0o644, USER, GROUP),
    Case("in a closed folder", 0o555, 0o666, 0, 0, written=False),
    Case("not for others to write", 0o777, 0o644, 0, 0, written=False),
)
ACTS = {
    "add": "workspace.do(Add('items', Item('zzzzzz', 'New')), 'add')",
    "edit": "workspace.do(Change('items', 'bbbbbb', {'title': 'New'}), 'edit')",
    "delete": "workspace.do(Batch((Remove('items', 'bbbbbb'), Add('items', Item('zzzzzz', 'New')))), 'delete')",
    "import": "workspace.do(Batch(tuple(Add('items', Item(f'row{n:03d}', 'New')) for n in range(100))), 'import')",
    "undo": "workspace.do(Add('items', Item('zzzzzz', 'New')), 'add'); workspace.undo(); workspace.redo()",
}
CODE = """
import datetime as dt, sys
from pathlib import Path
from planner.core.edits import Add, Batch, Change, Remove
from planner.core.model import Item
from planner.errors import PlannerError
from planner.storage import neighbours
from planner.workspace import Workspace
path = Path(sys.argv[1])
print(*neighbours.concerns(path))
workspace = Workspace.open(path, now=lambda: dt.datetime.now(dt.UTC))
try:
    {act}
except PlannerError as error:
    print(error.status, error)
else:
    print("done")
"""


@pytest.fixture
def reached() -> Iterator[Path]:
    with another_user.reached() as folder:
        yield folder


@pytest.mark.parametrize(
    ("case", "act"),
    [
        pytest.param(case, act, id=f"{case.name}: {act}", marks=() if act == "add" else pytest.mark.torture)
        for case in CASES
        for act in ACTS
    ],
)
def test_a_calendar_of_somebody_else(reached: Path, case: Case, act: str):
    folder = reached / "shared"
    folder.mkdir()
    state = reached / "state"
    state.mkdir()
    os.chown(state, USER, USER)
    path = folder / "plan.toml"
    path.write_text(TEXT, encoding="utf-8")
    os.chown(path, case.owner, case.group)
    path.chmod(case.mode)
    os.chown(folder, 0, GROUP if case.group == GROUP else 0)
    folder.chmod(case.folder)
    before = path.stat()
    run = another_user.run(CODE.format(act=ACTS[act]), path, XDG_STATE_HOME=str(state))
    told, _line, result = run.stdout.partition("\n")
    after = path.stat()
    assert "Traceback" not in run.stderr
    assert [one.name for one in folder.iterdir()] == ["plan.toml"]
    if case.written:
        assert result.strip() == "done"
        assert '"New"' in path.read_text(encoding="utf-8")
        assert "# first" in path.read_text(encoding="utf-8") or act == "delete"
        assert (after.st_uid, after.st_gid) == (USER, case.then_group)
        assert oct(stat.S_IMODE(after.st_mode)) == oct(case.then_mode or case.mode)
        assert ("belongs to somebody else" in told) == (case.owner != USER)
    else:
        assert "cannot be saved where it is" in told
        assert result.startswith("74 ")
        assert "Nothing was lost" in result
        assert path.read_text(encoding="utf-8") == TEXT
        assert (after.st_ino, after.st_uid, after.st_mode) == (before.st_ino, before.st_uid, before.st_mode)
