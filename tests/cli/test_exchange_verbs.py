"""Import and export as a script sees them: files, names, what is remembered, exit status."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cli.harness import Run, caller
from planner.cli import verbs_exchange
from planner.errors import ConflictError
from planner.workspace import Workspace

TODAY = ("--today", "2026-11-23")
PLAN = """# Ada's plan
[calendar]
title = "Ada"
client = "Ada & Co"
language = "en"
timezone = "Europe/Paris"
avoid = ["turnkey"]

[[channels]]
id = "linkedin"
name = "LinkedIn"
network = "linkedin"
time = 09:00:00

[[channels]]
id = "blog"
name = "Blog"
time = 10:00:00

[[people]]
id = "bea"
name = "Béa"

[[items]]
id = "kqfzrv"
title = "Pricing"
status = "approved"
date = 2026-11-24
channels = ["linkedin", "blog"]
copy = "Three mistakes, turnkey"

[[items]]
id = "bxcwpd"
title = "Été"
status = "review"
date = 2026-12-02

[[items]]
title = "Nameless"
"""
BAD = """
[[items]]
id = "gggggg"
title = "No text"
status = "approved"
date = 2026-11-25
channels = ["linkedin"]
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    monkeypatch.chdir(tmp_path)
    return caller(capfdbinary, *TODAY)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ada.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def held(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def sent(path: Path) -> dict[str, Any]:
    return held(path)["items"][0].get("exported", {})


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def write_rows(path: Path, rows: list[list[str]], encoding: str = "utf-8", delimiter: str = ";") -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def test_one_file_a_channel_their_names_told_and_what_went_out_remembered(run: Run, plan: Path) -> None:
    result = run("export", "hootsuite", "-o", "out.csv")

    assert (result.status, result.out.split()) == (0, ["out-linkedin.csv", "out-blog.csv"])
    assert Path("out-linkedin.csv").read_bytes() == b'11/24/2026 09:00,"Three mistakes, turnkey",\r\n'
    assert sent(plan)["hootsuite"]["on"].isoformat() == "2026-11-23"
    assert "words to avoid: “turnkey”" in result.err
    assert "set the status of these items to scheduled" in result.err

    again = run("export", "hootsuite", "-o", "more.csv")
    assert (again.status, again.out, list(Path().glob("more*"))) == (0, "", [])
    assert "Nothing to export" in again.err

    assert run("export", "hootsuite", "-o", "more.csv", "--again").out.split() == ["more-linkedin.csv", "more-blog.csv"]


def test_what_changed_since_it_went_out_goes_again_and_is_told(run: Run, plan: Path) -> None:
    run("export", "buffer", "-o", "out.csv")
    plan.write_text(plan.read_text(encoding="utf-8").replace("Three mistakes", "Four mistakes"), encoding="utf-8")
    result = run("export", "buffer", "-o", "new.csv")

    assert result.out.split() == ["new-linkedin.csv", "new-blog.csv"]
    assert "changed since it went out on 2026-11-23" in result.err


def test_several_files_do_not_fit_on_standard_output_and_one_is_not_remembered(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    assert run("export", "hootsuite").status == 2

    plan.write_bytes(before.replace(b'"linkedin", "blog"', b'"linkedin"'))
    before = plan.read_bytes()
    result = run("export", "hootsuite")
    assert (result.status, result.out) == (0, '11/24/2026 09:00,"Three mistakes, turnkey",\r\n')
    assert plan.read_bytes() == before


def test_a_folder_gets_names_that_tell_the_date_format(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run("export", "hootsuite", "-o", "out").status == 0
    assert run("export", "csv", "--month", "2026-12", "-o", "out").status == 0

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "ada-co-2026-12.csv",
        "ada-co-blog-MMDDYYYY.csv",
        "ada-co-linkedin-MMDDYYYY.csv",
    ]


@pytest.mark.parametrize("kind", ["csv", "hootsuite"])
def test_a_folder_that_is_not_there_is_not_made_a_file(run: Run, plan: Path, kind: str) -> None:
    result = run("export", kind, "-o", "uploads/")

    assert (result.status, Path("uploads").exists()) == (73, False)
    assert not sent(plan)


def test_a_preflight_that_refuses_writes_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.write_text(PLAN + BAD, encoding="utf-8")
    before = plan.read_bytes()
    result = run("export", "hootsuite", "-o", "out.csv")

    assert (result.status, result.out, plan.read_bytes()) == (1, "", before)
    assert "gggggg “No text”, LinkedIn: it has no text to post. Write its copy" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["ada.toml"]

    assert run("export", "hootsuite", "-o", "out.csv", "--skip-bad").status == 0
    assert "exported" not in held(plan)["items"][-1]


def test_no_file_is_written_over_unless_forced_and_then_none_of_them(run: Run, plan: Path) -> None:
    Path("out-blog.csv").write_text("mine", encoding="utf-8")
    result = run("export", "hootsuite", "-o", "out.csv")

    assert (result.status, Path("out-blog.csv").read_text(encoding="utf-8")) == (73, "mine")
    assert not Path("out-linkedin.csv").exists()
    assert not sent(plan)
    assert run("export", "hootsuite", "-o", "out.csv", "--force").status == 0


def test_a_calendar_is_no_spreadsheet(run: Run, plan: Path) -> None:
    other = plan.with_name("other.csv")
    before = plan.read_bytes()
    for data in (before, before.replace(b"\n", b"\r\n")):
        other.write_bytes(data)
        for words in (
            ("import", other.name),
            ("import", other.name, "--ideas"),
            ("new", "third.toml", "--from", other.name),
        ):
            refused = run(*words, "-c", plan.name)
            assert (refused.status, "this is a calendar, not a spreadsheet" in refused.err) == (65, True)
    assert plan.read_bytes() == before
    assert not plan.with_name("third.toml").exists()


@pytest.mark.parametrize("dialect", ["excel-fr", "excel", "plain"])
def test_what_was_exported_comes_back_unchanged(run: Run, plan: Path, dialect: str) -> None:
    run("export", "csv", "--dialect", dialect, "-o", "client.csv")
    before = plan.read_bytes()
    result = run("import", "client.csv", "--json")

    assert (result.status, plan.read_bytes()) == (0, before)
    assert (result.json["rows"], len(result.json["unchanged"])) == (3, 3)


def test_a_returned_file_is_one_step_and_tells_before_and_after(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    run("export", "csv", "-o", "client.csv")
    rows = rows_of(Path("client.csv"))
    head = rows[0]
    rows[1][head.index("Title")] = "Prïcing"
    rows[1][head.index("Date")] = "25/11/2026"
    rows[3][head.index("Your decision")] = "OK"
    del rows[2]
    rows.append(["13/12/2026" if name == "Date" else "New one" if name == "Title" else "" for name in head])
    write_rows(Path("back.csv"), rows, "utf-16")

    dry = run("import", "back.csv", "--dry-run")
    assert (dry.status, plan.read_bytes()) == (0, before)
    assert "title: Pricing → Prïcing" in dry.out
    assert "date: 2026-11-24 → 2026-11-25" in dry.out
    assert "missing in the file, and kept: Été" in dry.out
    assert "import the file on screen and mark it there" in dry.out

    found = run("import", "back.csv", "--json").json
    assert found["rows"] == 3 == len(found["added"]) + len(found["updated"])
    assert [item["title"] for item in held(plan)["items"]] == ["Prïcing", "Été", "Nameless", "New one"]
    assert held(plan)["items"][2]["status"] == "approved"

    assert run("history", "--restore", "1").status == 0
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "Béa: A podcast\n- Été\n"),
        ("a.csv", "Idea,Name\nA podcast,Béa\nété,Zoé\n"),
        ("b.csv", "Timestamp,Your idea,Your name\n2026/10/01 10:11:12,A podcast,Béa\n2026/10/02 10:11:12,Été,Zoé\n"),
    ],
)
def test_a_list_of_ideas_is_known_as_one_credited_and_free_of_doubles(
    run: Run, plan: Path, name: str, content: str
) -> None:
    Path(name).write_text(content, encoding="utf-8")
    result = run("import", name)

    assert result.status == 0
    assert "+ A podcast (Béa)" in result.out
    assert "it is there already: “Été”" in result.out
    added = held(plan)["items"][-1]
    assert (added["title"], added["suggested_by"], "date" in added) == ("A podcast", "bea", False)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"\x89PNG\r\n\x1a\n\x00\x01", 1),
        (b"Date,Title\r\n2026-12-01,A\x00B\r\n", 2),
        (b'Date,Title\r\n2026-12-01,A\r\n2026-12-02,"B\r\n', 3),
        (b'Date,Title,Copy\r\n2026-12-01,"A,x\r\n2026-12-02,"B,y\r\n', 2),
        (b"Date,Title\r\n2026-12-01," + b"x" * 100_001, 2),
        (b"Title\r\n" + b"A\r\n" * 50_001, 50_002),
        (b",".join(b"c%d" % n for n in range(1900)) + b"\r\n" + (b"a," * 1899 + b"\r\n") * 600, 527),
    ],
    ids=["empty", "binary", "nul", "unclosed", "run together", "long cell", "many rows", "many cells"],
)
@pytest.mark.parametrize("more", [(), ("--ideas",)])
def test_a_bad_file_gets_a_sentence_and_a_line_and_changes_nothing(
    run: Run, plan: Path, content: bytes, line: int, more: tuple[str, ...]
) -> None:
    before = plan.read_bytes()
    Path("bad.csv").write_bytes(content)
    result = run("import", "bad.csv", *more)

    assert (result.status, result.out, plan.read_bytes()) == (65, "", before)
    assert result.err.startswith(f"bad.csv:{line}:1: error: ")


def test_a_date_that_does_not_exist_is_told_with_its_line(run: Run, plan: Path) -> None:
    Path("feb.csv").write_text("Date,Title\n31/02/2026,A\n28/02/2026,B\n", encoding="utf-8")
    result = run("import", "feb.csv", "--json")

    assert result.status == 0
    assert "line 2: “31/02/2026”" in result.err
    assert held(plan)["items"][-2]["extra"] == {"Date": "31/02/2026"}


def test_ics_is_the_same_bytes_until_the_plan_changes(run: Run, plan: Path) -> None:
    first = run("export", "ics").out

    assert first == run("export", "ics").out
    assert first.count("UID:") == 2


def test_a_workbook_needs_a_file_and_a_package(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("export", "xlsx").status == 2
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run("export", "xlsx", "-o", "x.xlsx")

    assert (result.status, Path("x.xlsx").exists()) == (2, False)
    assert "XlsxWriter" in result.err


def test_a_conflict_of_a_git_merge_calls_the_sides_by_their_parts(run: Run, plan: Path) -> None:
    for number, title in enumerate(("Pricing", "Mine", "Yours")):
        text = PLAN.replace('"Pricing"', f'"{title}"')
        Path(f".merge_file_{number}").write_text(text, encoding="utf-8")
    result = run("merge", ".merge_file_0", ".merge_file_1", ".merge_file_2", "-o", ".merge_file_1")
    merged = Path(".merge_file_1").read_text(encoding="utf-8")

    assert result.status == 1
    assert 'theirs has: title = "Yours"\ntitle = "Mine"' in merged
    assert ".merge_file_" not in merged


def alone(folder: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program by itself, without buffering: then a pipe may take a part of what it is given."""
    source = Path(__file__).parents[2] / "src"
    environ = {**os.environ, "PYTHONPATH": str(source), "PYTHONUNBUFFERED": "1", "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "planner", *words], cwd=folder, env=environ, stderr=subprocess.PIPE, check=False, **more
    )


@pytest.mark.parametrize("words", [("export", "csv"), ("list",), ("import", "--dry-run", "list.csv")])
def test_a_full_disk_behind_standard_output_is_said_in_one_sentence(plan: Path, words: tuple[str, ...]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this machine has no device that is always full")
    (plan.parent / "list.csv").write_text("Date,Title\n2026-12-01,A\n", encoding="utf-8")
    with full.open("wb") as output:
        result = alone(plan.parent, *words, stdout=output)

    assert result.returncode == 74
    assert b"standard output could not be written" in result.stderr
    assert b"went wrong" not in result.stderr


def test_a_reader_that_goes_away_ends_an_export_and_is_no_mistake(plan: Path) -> None:
    long = "".join(f'\n[[items]]\ntitle = "{number} {"x" * 500}"\n' for number in range(400))
    plan.write_text(PLAN + long, encoding="utf-8")
    reading, writing = os.pipe()
    threading.Thread(target=lambda: (os.read(reading, 10), os.close(reading)), daemon=True).start()
    try:
        result = alone(plan.parent, "export", "csv", stdout=writing)
    finally:
        os.close(writing)

    assert (result.returncode, result.stderr) == (141, b"")


def test_a_folder_nobody_may_look_into_is_told_by_writing(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_path: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", closed)
        patched.setattr(Path, "stat", closed)
        patched.setattr(Path, "is_dir", closed)
        assert not verbs_exchange._is_folder("closed/x.csv")


def test_files_that_went_out_and_are_not_remembered_are_said(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object, *_words: object) -> None:
        raise ConflictError(str(plan))

    monkeypatch.setattr(Workspace, "do", refuse)
    result = run("export", "hootsuite", "-o", "out.csv")

    assert (result.status, Path("out-blog.csv").exists()) == (75, True)
    assert "does not remember that they went out" in result.err
