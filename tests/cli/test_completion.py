"""Completion scripts and the manual page know every verb and option, and the shells that are here take them."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from cli.harness import caller
from planner import i18n
from planner.cli import completion, manual, parsers, spelled

EVERY = (spelled.program(), *spelled.verbs())


def shell(name, *words, text="", cwd=None):
    """Run a shell without its start-up files and return what it printed; skip where it is not installed."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not on this machine")
    done = subprocess.run(
        [program, *words], input=text, capture_output=True, text=True, timeout=60, cwd=cwd, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


def bash(tmp_path, line, *, cwd=None):
    """Return what Tab offers in bash at the end of ``line``."""
    script = tmp_path / "planner.bash"
    script.write_text(completion.script("bash"), encoding="utf-8")
    words = line.split(" ")
    quoted = " ".join(f'"{word}"' for word in words)
    asked = f'source "{script}"; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _planner; printf "%s\\n" "${{COMPREPLY[@]}}"'
    return set(shell("bash", "--norc", "-c", asked, cwd=cwd).splitlines()) - {""}


def fish(tmp_path, line, *, cwd=None):
    """Return what Tab offers in fish at the end of ``line``."""
    script = tmp_path / "planner.fish"
    script.write_text(completion.script("fish"), encoding="utf-8")
    asked = f"source '{script}'; complete -C '{line}'"
    return {offer.split("\t")[0] for offer in shell("fish", "--no-config", "-c", asked, cwd=cwd).splitlines()}


@pytest.mark.parametrize("one", [(verb, taken) for verb in EVERY for taken in verb.taken if taken.value], ids=str)
def test_of_every_value_it_is_known_what_it_may_be(one):
    _verb, taken = one
    assert taken.words or taken.files or taken.dest in spelled.FREE, f"add {taken.dest} to cli/spelled.py"


@pytest.mark.parametrize("name", parsers.SHELLS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_verb_and_option_is_in_every_script(name, language):
    with i18n.speaking(language):
        script = completion.script(name)
    for verb in EVERY:
        assert verb.name in script
        for taken in verb.options:
            for flag in taken.flags:
                assert (flag if name != "fish" else flag.lstrip("-")) in script


@pytest.mark.parametrize(("name", "words"), [("bash", ("-n",)), ("zsh", ("-n",)), ("fish", ("-n",))])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_shell_reads_its_script(tmp_path, name, words, language):
    with i18n.speaking(language):
        (tmp_path / "script").write_text(completion.script(name), encoding="utf-8")
    shell(name, *words, str(tmp_path / "script"))


@pytest.mark.parametrize("ask", [bash, fish])
def test_tab_offers_what_fits_the_place(tmp_path, ask):
    here = tmp_path / "here"
    (here / "sub").mkdir(parents=True)
    for name in ("plan.toml", "two words.toml", "rows.csv"):
        (here / name).write_text("", encoding="utf-8")
    assert ask(tmp_path, "planner ch") == {"check"}
    assert ask(tmp_path, "planner export h") == {"hootsuite", "html"}
    assert ask(tmp_path, "planner new x.toml --sample ") == {"atelier", "consultant", "librairie", "studio"}
    assert ask(tmp_path, "planner check --st") == {"--strict"}
    assert ask(tmp_path, "planner -c plan.toml list --pl") == {"--plain"}
    assert ask(tmp_path, "planner completion ") == set(parsers.SHELLS)
    assert {"plan.toml", "two words.toml"} <= ask(tmp_path, "planner -c ", cwd=here)
    assert "rows.csv" in ask(tmp_path, "planner import ", cwd=here)


def test_the_verb_prints_the_script_and_nothing_else(capfdbinary):
    run = caller(capfdbinary)
    for name in parsers.SHELLS:
        result = run("completion", name)
        assert (result.status, result.out, result.err) == (0, completion.script(name), "")
    assert run("completion", "tcsh").status == 2


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_manual_page_has_everything_and_troff_finds_no_fault(language):
    with i18n.speaking(language):
        page = manual.page()
    for verb in EVERY:
        assert f"planner {verb.name}" in page
        for taken in verb.options:
            for flag in taken.flags:
                assert flag.replace("-", "\\-") in page
    for line in page.splitlines():
        assert not line.startswith("'")
        assert not line.startswith(".") or line[1:3] in ("TH", "SH", "SS", "TP", "B ", "I ", "br")
    if shutil.which("groff"):
        assert shell("groff", "-ww", "-man", "-z", "-Kutf8", text=page) == ""


def test_every_exit_status_of_the_program_is_explained():
    from planner import errors

    known = {status for status, _text in manual.STATUSES}
    used = {str(kind.status) for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "status")}
    assert used <= known


def test_a_wheel_gets_all_of_it(tmp_path):
    import sys
    from pathlib import Path

    root = Path(__file__).parents[2]
    before = list(sys.path)
    sys.path.insert(0, str(root))
    try:
        hatch_build = pytest.importorskip("hatch_build")
        shared = hatch_build.write_shared(root, tmp_path)
    finally:
        sys.path[:] = before
    assert set(shared.values()) == {
        *hatch_build.PLACES.values(),
        "share/man/man1/planner.1",
        "share/man/fr/man1/planner.1",
    }, json.dumps(shared)
