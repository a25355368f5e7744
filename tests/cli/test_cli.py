"""The command line as a script sees it: arguments in, output and exit status out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.harness import Run, caller
from planner.cli import VERBS
from planner.storage import paths
from planner.tui import instant

TODAY = ("--today", "2026-11-23")
PLAN = """# Ada's plan
[calendar]
title = "Ada"
language = "en"
timezone = "Europe/Paris"

[[personas]]
id = "cfo"
name = "CFO"
relation = "customer"
per_month = 2

[[formats]]
id = "video"

[[channels]]
id = "linkedin"
name = "LinkedIn"
network = "linkedin"
per_week = 2
days = ["tuesday", "thursday"]
time = 09:00:00

[[items]]
id = "kqfzrv"
title = "Pricing [/b]"
status = "approved"
date = 2026-11-24
time = 09:00:00
channels = ["linkedin"]
personas = ["cfo"]
copy = "Three mistakes"

# about the idea
[[items]]
id = "bxcwpd"
title = "Été"
channels = ["linkedin"]
personas = ["cfo"]
format = "video"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary) -> Run:
    monkeypatch.chdir(tmp_path)
    return caller(capfdbinary)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ada.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_help_and_version_of_everything_write_nothing(run: Run, tmp_path: Path) -> None:
    assert run("--version").out.startswith("planner ")
    for words in ((), *((verb,) for verb in VERBS)):
        result = run(*words, "--help")
        assert result.status == 0
        assert "usage: planner" in result.out
    assert list(tmp_path.iterdir()) == []


def test_neither_textual_nor_rich_is_loaded_by_a_verb(plan: Path) -> None:
    code = (
        "import sys; from planner.cli import main; main(['list', '--today', '2026-11-23']); main(['check', '--json']);"
        "bad = [name for name in ('textual', 'rich') if name in sys.modules]; sys.exit(' '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=plan.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_new_writes_once_and_never_over_a_file(run: Run, tmp_path: Path) -> None:
    assert run("new", "plan.toml", *TODAY).status == 0
    before = (tmp_path / "plan.toml").read_bytes()
    again = run("new", "plan.toml", *TODAY)
    assert again.status == 73
    assert "plan.toml" in again.err
    assert (tmp_path / "plan.toml").read_bytes() == before
    assert run("validate", "-c", "plan.toml").status == 0


def test_a_new_calendar_adds_lists_and_exports(run: Run) -> None:
    run("new", "plan.toml", *TODAY)
    added = run("add", "Été à Québec ^fri !linkedin", *TODAY)
    assert added.status == 0
    assert "Fri" in added.out
    assert "27" in added.out
    assert "plan.toml" in added.err
    listed = run("list", "--json", *TODAY).json
    assert [(item["title"], item["date"]) for item in listed] == [("Été à Québec", "2026-11-27")]


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--json", "--today", "2026-11-23"),
        ("--today", "2026-11-23", "list", "--json"),
        ("-c", "ada.toml", "list", "--json"),
        ("list", "--json", "-c", "ada.toml"),
        ("--calendar=ada.toml", "list", "--json"),
    ],
)
def test_options_stand_before_or_after_the_verb(run: Run, plan: Path, words: tuple[str, ...]) -> None:
    assert plan.exists()
    assert [item["id"] for item in run(*words).json] == ["kqfzrv", "bxcwpd"]


def test_a_calendar_is_found_by_environment_folder_and_name(run: Run, plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('[calendar]\ntitle = "Other"\n', encoding="utf-8")
    assert run("list").status == 2
    assert run("list", "--json", PLANNER_CALENDAR=str(plan)).json
    assert run("list", "--json", "-c", "othe").json == []
    assert run("list", "-c", "nowhere.toml").status == 66
    assert run("list", "-c", "zzz").status == 66


def test_a_wrong_file_names_every_problem_and_stays(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    text = '[calendar]\ntitle = "x"\n\n[[items]]\ntitel = "y"\ntime = 09:00:00\n\n[[items]]\ntitle = "z"\nkind = "odd"\ndate = "2026-01-01"\n'
    path.write_text(text, encoding="utf-8")
    result = run("add", "New", "-c", "bad.toml")
    assert result.status == 65
    lines = [line for line in result.err.splitlines() if line.startswith("bad.toml:")]
    assert len([line for line in lines if ": error: " in line]) == 4
    assert path.read_text(encoding="utf-8") == text
    assert result.out == ""


def test_a_range_that_ends_before_it_begins_is_refused(run: Run, plan: Path) -> None:
    assert plan.exists()
    assert run("list", "--from", "2026-12-02", "--to", "2026-12-01").status == 2
    assert run("list", "--from", "2026-13-02").status == 2


def test_a_range_leaves_ideas_out(run: Run, plan: Path) -> None:
    assert plan.exists()
    assert [item["id"] for item in run("list", "--from", "2026-11-24", "--to", "2026-11-24", "--json").json] == [
        "kqfzrv"
    ]
    assert [item["id"] for item in run("list", "--ideas", "--json").json] == ["bxcwpd"]


def test_an_ambiguous_date_offers_both(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    result = run("add", "Talk ^03/04/2026", *TODAY)
    assert result.status == 2
    assert "2026-04-03" in result.err
    assert "2026-03-04" in result.err
    assert plan.read_bytes() == before


def test_add_leaves_every_other_byte(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    assert run("add", "More", "@cfo", "^2026-12-03", *TODAY).status == 0
    assert plan.read_bytes().startswith(before.rstrip(b"\n"))


def test_history_restores_the_state_before_the_last_write(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    run("add", "More ^2026-12-03", *TODAY)
    assert plan.read_bytes() != before
    assert run("history", "--json").json[0]["number"] == 1
    assert run("history", "--restore", "1").status == 0
    assert plan.read_bytes() == before
    assert "the same as state 2" in run("history", "2").out
    assert run("history", "--restore", "99").status == 2


def test_check_is_strict_when_told(run: Run, plan: Path) -> None:
    assert plan.exists()
    assert run("check", *TODAY).status == 0
    assert run("check", "--strict", *TODAY).status == 1
    found = run("check", "--json", *TODAY).json
    assert found["month"] == "2026-11"
    assert found["today"] == "2026-11-23"
    assert {gap["rule"] for gap in found["gaps"]} >= {"cadence"}


def test_plan_writes_only_when_told_and_in_one_step(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    shown = run("plan", "--month", "2026-11", "--json", *TODAY).json
    assert [placing["item"] for placing in shown["placings"]] == ["bxcwpd"]
    assert plan.read_bytes() == before
    assert run("plan", "--month", "2026-11", "--write", *TODAY).status == 0
    assert run("list", "--ideas", "--json").json == []
    run("history", "--restore", "1")
    assert plan.read_bytes() == before


def test_import_counts_every_row_and_a_dry_run_writes_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "client.csv"
    sheet.write_text(
        "Date;Titre;Canal;Humeur\n05/12/2026;Soupe;LinkedIn;gaie\n15/12/2026;Tarte;Blogue;\n;;;\n", encoding="cp1252"
    )
    before = plan.read_bytes()
    dry = run("import", "client.csv", "--dry-run", "--json", *TODAY).json
    assert plan.read_bytes() == before
    wet = run("import", "client.csv", "--json", *TODAY).json
    assert {key: len(dry[key]) for key in ("added", "updated", "unchanged", "skipped")} == {
        key: len(wet[key]) for key in ("added", "updated", "unchanged", "skipped")
    }
    assert wet["rows"] == sum(len(wet[key]) for key in ("added", "updated", "unchanged", "skipped"))
    assert len(wet["added"]) == 2
    assert run("history", "--restore", "1").status == 0
    assert plan.read_bytes() == before


def test_an_empty_import_is_65_and_a_header_alone_is_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "header.csv").write_text("Date,Title,Status\n", encoding="utf-8")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 20)
    before = plan.read_bytes()
    assert run("import", "empty.csv").status == 65
    assert run("import", "binary.csv").status == 65
    assert run("import", "missing.csv").status == 66
    assert run("import", "header.csv", "--json").json["rows"] == 0
    assert plan.read_bytes() == before


@pytest.mark.parametrize("kind", ["csv", "ics", "markdown", "html", "json"])
def test_text_exports_go_to_standard_output_and_to_files(run: Run, plan: Path, tmp_path: Path, kind: str) -> None:
    before = plan.read_bytes()
    shown = run("export", kind, *TODAY)
    assert shown.status == 0
    assert "Pricing [/b]" in shown.out
    assert run("export", kind, "-o", "out.x", *TODAY).status == 0
    assert (tmp_path / "out.x").stat().st_size > 100
    assert run("export", kind, "-o", "out.x", *TODAY).status == 73
    assert run("export", kind, "-o", "out.x", "--force", *TODAY).status == 0
    assert plan.read_bytes() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx", "hootsuite"])
def test_an_export_never_takes_the_calendars_own_place(run: Run, plan: Path, kind: str) -> None:
    before = plan.read_bytes()
    plan.with_name("link.toml").symlink_to(plan)
    for name in (plan.name, "link.toml"):
        refused = run("export", kind, "-c", plan.name, "-o", name, "--force", *TODAY)
        assert (refused.status, "it is the calendar itself" in refused.err) == (73, True)
    assert plan.read_bytes() == before


def test_hootsuite_remembers_what_went_out(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("export", "hootsuite", "-o", "h.csv", *TODAY).status == 0
    assert (tmp_path / "h.csv").read_bytes() == b'11/24/2026 09:00,"Three mistakes",\r\n'
    assert "exported" in plan.read_text(encoding="utf-8")
    (tmp_path / "h.csv").unlink()
    run("export", "hootsuite", "-o", "h.csv", *TODAY)
    assert not (tmp_path / "h.csv").exists()
    assert run("export", "hootsuite", "-o", "h.csv", "--again", *TODAY).status == 0
    assert (tmp_path / "h.csv").exists()


def test_a_preflight_refuses_with_row_rule_and_remedy(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.write_text(PLAN.replace('copy = "Three mistakes"\n', ""), encoding="utf-8")
    result = run("export", "hootsuite", "-o", "h.csv", *TODAY)
    assert result.status == 1
    assert "Pricing [/b]" in result.err
    assert not (tmp_path / "h.csv").exists()


def test_the_demo_prints_its_week_without_a_terminal(run: Run) -> None:
    assert run("demo", *TODAY).out.count("\n") >= 3
    assert "semaine" in run("demo", *TODAY, LANG="fr_CA.UTF-8").out
    assert run("demo", "nothing-like-this").status == 2


def test_escape_sequences_never_reach_the_terminal(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("Pricing [/b]", "\\u001b]52;c;x\\u0007 [@click=app.quit]x[/]"), encoding="utf-8")
    result = run("list", *TODAY)
    assert "\x1b" not in result.out
    assert "[@click=app.quit]x[/]" in result.out


def test_schema_and_paths_answer(run: Run, plan: Path) -> None:
    assert plan.exists()
    assert run("schema").json["type"] == "object"
    assert str(plan.name) in run("paths").out


def test_merge_ends_with_one_where_both_changed_the_same_key(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(PLAN.replace("Pricing", "Prices"), encoding="utf-8")
    (tmp_path / "theirs.toml").write_text(PLAN.replace("Été", "Été indien"), encoding="utf-8")
    assert run("merge", "ada.toml", "ours.toml", "theirs.toml", "-o", "out.toml").status == 0
    merged = (tmp_path / "out.toml").read_text(encoding="utf-8")
    assert "Prices" in merged
    assert "Été indien" in merged
    (tmp_path / "theirs.toml").write_text(PLAN.replace("Pricing", "Fees"), encoding="utf-8")
    assert run("merge", "ada.toml", "ours.toml", "theirs.toml", "-o", "out.toml").status == 1
    both = (tmp_path / "out.toml").read_text(encoding="utf-8")
    assert "Prices" in both
    assert "Fees" in both
    assert plan.exists()


def test_a_mistyped_key_is_told_beside_the_error_it_causes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[calendar]\ntitle = "x"\n\n[[items]]\ntitel = "y"\n', encoding="utf-8")
    result = run("validate", "-c", "bad.toml")
    assert result.status == 65
    assert "bad.toml:4:1: error: " in result.err
    assert "bad.toml:5:1: warning: " in result.err


def test_an_unknown_name_is_answered_with_those_there_are(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    result = run("add", "X @nobodyatall", *TODAY)
    assert result.status == 2
    assert "cfo" in result.err
    assert plan.read_bytes() == before


def test_a_dry_run_names_what_the_calendar_would_gain(run: Run, plan: Path, tmp_path: Path) -> None:
    assert plan.exists()
    (tmp_path / "client.csv").write_text("Date,Title,Channel\n2026-12-05,Soup,Pinterest\n", encoding="utf-8")
    assert "Pinterest" in run("import", "client.csv", "--dry-run", *TODAY).out


def test_several_calendars_in_a_folder_leave_it_to_the_one_opened_last(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('[calendar]\ntitle = "Other"\n', encoding="utf-8")
    assert run("list").status == 2
    paths.remember_opened(plan)
    assert [item["id"] for item in run("list", "--json").json] == ["kqfzrv", "bxcwpd"]


def test_a_missing_spreadsheet_is_not_offered_as_a_new_calendar(run: Run, plan: Path) -> None:
    assert plan.exists()
    result = run("import", "nope.csv")
    assert result.status == 66
    assert "planner new" not in result.err


def test_what_stands_in_the_way_of_a_save_is_told_before_it(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "second.name").hardlink_to(plan)
    (tmp_path / "ada.sync-conflict-20261101-101112-ABCDEFG.toml").write_text(PLAN, encoding="utf-8")
    result = run("add", "More", *TODAY)
    assert "hard link" in result.err
    assert "sync-conflict" in result.err
    assert result.status == 0


def test_history_says_what_each_write_changed_and_brings_one_item_back(run: Run, plan: Path) -> None:
    run("add", "More ^2026-12-03", *TODAY)
    run("add", "Evenmore", *TODAY)
    listed = run("history").out.splitlines()
    assert "“Evenmore” added" in listed[0]
    assert "“More” added" in listed[1]
    assert run("history", "--json").json[1]["changes"][0]["kind"] == "added"
    shown = run("history", "2")
    assert [line[0] for line in shown.out.splitlines()] == ["+", "+"]
    run("history", "--restore", "2")
    assert "More" not in plan.read_text(encoding="utf-8")
    ident = run("history", "1", "--json").json[-1]["former"]
    assert run("history", "--restore", "1", "--item", ident).status == 0
    assert [item["title"] for item in run("list", "--json").json].count("Evenmore") == 1
    for wrong in (("7",), ("--item", ident), ("1", "--restore", "1"), ("--restore", "1", "--item", "nobody")):
        assert run("history", *wrong).status == 2


def test_history_restores_over_a_file_that_does_not_read(run: Run, plan: Path) -> None:
    run("add", "More ^2026-12-03", *TODAY)
    before = plan.read_bytes()
    run("add", "Evenmore", *TODAY)
    plan.write_text("<<<<<<< ours\n", encoding="utf-8")
    assert run("-c", str(plan), "history").status == 0
    assert run("-c", str(plan), "history", "--restore", "1").status == 0
    assert plan.read_bytes() == before


def test_history_restores_a_calendar_that_was_deleted_and_names_it_first(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    run("add", "More ^2026-12-03", *TODAY)
    plan.unlink()
    assert run("-c", str(plan), "history").status == 0
    back = run("-c", str(plan), "history", "--restore", "1")
    assert (back.status, plan.read_bytes()) == (0, before)
    assert back.err.startswith(f"Calendar: Ada ({plan})\n")


def test_one_copy_is_merged_into_the_calendar(run: Run, plan: Path) -> None:
    copy = plan.with_name(f"{plan.stem} (conflicted copy).toml")
    copy.write_bytes(plan.read_bytes() + b'\n[[items]]\nid = "zzzzzz"\ntitle = "Theirs"\n')
    run("add", "Mine", *TODAY)
    merged = run("-c", str(plan), "merge", str(copy))
    assert (merged.status, copy.exists()) == (0, True)
    assert {"Mine", "Theirs"} <= {item["title"] for item in run("-c", str(plan), "list", "--json").json}
    assert "nothing" in run("-c", str(plan), "merge", str(copy)).out
    assert run("-c", str(plan), "merge", str(copy), str(copy)).status == 2


def _user(*words: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own as a user who is not root, where there is such a way."""
    drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    code = [sys.executable, "-m", "planner", *map(str, words)]
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        **environ,
    }
    return subprocess.run([*drop, *code], env=env, cwd="/", capture_output=True, text=True, check=False)  # fmt: skip


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that nobody may look into, with a calendar in it, in one where others may."""
    if os.name == "nt" or (os.geteuid() == 0 and shutil.which("setpriv") is None):
        pytest.skip("there is no other user here")
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        folder = Path(parent) / "planner"
        folder.mkdir()
        (folder / "ada.toml").write_text(PLAN, encoding="utf-8")
        folder.chmod(0o000)
        yield folder
        folder.chmod(0o755)


def test_settings_that_may_not_be_read_do_not_stop_a_verb(closed: Path) -> None:
    done = _user("--today", "2026-11-23", "demo", "consultant", XDG_CONFIG_HOME=str(closed.parent))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_calendar_in_a_closed_folder_is_one_that_could_not_be_read(closed: Path) -> None:
    for words in (("list", "-c", closed / "ada.toml"), (closed / "ada.toml",)):
        done = _user(*words)
        assert done.returncode == 74
        assert "could not be read: Permission denied" in done.stderr


def test_calendars_that_were_opened_in_a_folder_that_is_closed_now_are_forgotten(closed: Path, tmp_path: Path) -> None:
    state = closed.parent / "state" / "planner"
    state.mkdir(parents=True)
    (state / "opened").write_bytes(os.fsencode(closed / "ada.toml"))
    done = _user("list", XDG_STATE_HOME=str(state.parent))
    assert done.returncode == 2
    assert "There is no calendar here." in done.stderr


@pytest.mark.parametrize("words", [("list", "-c"), ("new",), ("merge",), ()])
def test_a_home_of_nobody_is_a_name_like_any_other(run: Run, plan: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "~nobody-of-that-name/plan.toml")
    assert result.status == (73 if words == ("new",) else 66)
    assert "~nobody-of-that-name/plan.toml" in result.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_called_like_a_calendar_is_none(run: Run, plan: Path) -> None:
    os.mkfifo(plan.with_name("pipe.toml"))
    assert run("validate").out.startswith(plan.name)
    assert instant.calendars([], {}) == ([str(plan)], "")


@pytest.mark.parametrize("day", ["2026-W48-1", "20261123", "2026-11-3", "1969-12-31", "3000-01-01"])
def test_a_day_is_written_in_one_way_only(run: Run, plan: Path, day: str) -> None:
    assert run("list", "-c", plan.name, "--today", day).status == 2


def test_a_link_beside_its_calendar_is_no_second_one(run: Run, plan: Path) -> None:
    plan.with_name("a-link.toml").symlink_to(plan.name)
    assert run("validate").out.startswith(plan.name)


def test_a_calendar_that_begins_with_a_bom_is_the_only_one_of_its_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_bytes(b'\xef\xbb\xbf[calendar]\ntitle = "Ada"\n')
    assert run("validate").status == 0


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
def test_without_standard_error_its_words_do_not_go_to_standard_output(plan: Path) -> None:
    plan.write_text(PLAN + "unknown = 1\n", encoding="utf-8")
    command = f'exec "{sys.executable}" -m planner list --json -c ada.toml 2>&-'
    done = subprocess.run(command, shell=True, cwd=plan.parent, capture_output=True, text=True, check=False)
    assert len(json.loads(done.stdout)) == 2


def test_an_interrupt_while_an_answer_is_looked_up_ends_the_program_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    from planner import __main__ as program

    def interrupted(*_words: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(program.answers, "tell", interrupted)
    assert program.main() == 130


def test_who_opens_a_spreadsheet_is_told_how_a_calendar_is_made_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my posts.csv").write_text("Date;Titre\n2026-12-01;Un post\n", encoding="utf-8")
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04\x14\x00\xff\xfe")
    for name, said in (
        ("my posts.csv", '"my posts.toml" --from "my posts.csv"'),
        ("book.xlsx", "book.toml --from book"),
    ):
        result = run("list", "-c", name)
        assert result.status == 65
        assert f"{name} is a spreadsheet, not a calendar." in result.err
        assert f"planner new {said}" in " ".join(result.err.split())
    (tmp_path / "plan.csv").write_text('[calendar]\ntitle = "Named so, and a calendar"\n', encoding="utf-8")
    assert run("list", "-c", "plan.csv").status == 0
