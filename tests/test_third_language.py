"""A third language takes a catalogue and nothing else: a made-up one is put beside the French, and the program speaks it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
FRENCH = ROOT / "src/planner/locale/fr/LC_MESSAGES/planner.po"
OWN = {
    "key that says yes": "j",
    "decimal mark": "٫",
    "first day of a month": "1-a",
    "name of the sample shown first": "studio",
}
"""What the made-up language says where more than a translation is asked for."""


def made_up() -> Catalog:
    """Return a catalogue in which every text is itself in brackets, with three plurals as Polish has them."""
    with FRENCH.open("rb") as text:
        french = read_po(text, locale="fr")
    catalogue = Catalog(locale="pl", domain="planner")
    for entry in french:
        if not entry.id:
            continue
        if isinstance(entry.id, tuple):
            one, many = entry.id
            catalogue.add(entry.id, (f"⟦1 {one}⟧", f"⟦2 {many}⟧", f"⟦5 {many}⟧"), context=entry.context)
        else:
            said = OWN.get(entry.context or "", f"⟦{entry.id}⟧")
            catalogue.add(entry.id, said, context=entry.context)
    return catalogue


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """Return the folder of a program that has got one more catalogue, and nothing else."""
    home = tmp_path_factory.mktemp("third")
    shutil.copytree(ROOT / "src/planner", home / "src/planner", ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for folder in ("themes", "sample_calendars"):
        (home / folder).symlink_to(ROOT / folder)
    target = home / "src/planner/locale/xx/LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "planner.mo").open("wb") as binary:
        write_mo(binary, made_up())
    return home


def run(program: Path, cwd: Path, *words: str, code: str = "", config: str = "") -> subprocess.CompletedProcess[str]:
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(program / "src"), str(ROOT / "tests"))),
        "LANG": "xx_YY.UTF-8",
    }
    if config:
        environ["LANG"] = "C.UTF-8"
        settings = Path(environ["XDG_CONFIG_HOME"]) / "planner/config.toml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(config, encoding="utf-8")
    words = ("-c", code) if code else ("-m", "planner", *words)
    return subprocess.run(
        [sys.executable, *words], cwd=cwd, env=environ, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_command_line_speaks_it(program, tmp_path):
    shown = run(program, tmp_path, "--help")
    assert "⟦usage: ⟧" in shown.stdout
    assert "⟦show this help message and exit⟧" in shown.stdout
    made = run(program, tmp_path, "demo", "--today", "2026-12-01")
    assert made.stdout.startswith("⟦")
    plan = tmp_path / "plan.toml"
    assert run(program, tmp_path, "new", "plan.toml", "--sample", "studio", "--today", "2026-11-23").returncode == 0
    text = run(
        program, tmp_path, "-c", str(plan), "list", "--plain", "--month", "2026-12", "--today", "2026-11-23"
    ).stdout
    assert re.search(r"⟦(Tuesday|Wednesday)⟧ \d+ ⟦December⟧ 2026", text)
    assert "⟦Draft⟧" in text or "⟦Idea⟧" in text
    wrong = run(program, tmp_path, "list", "--from", "soon")
    assert (wrong.returncode, wrong.stderr[0]) == (2, "⟦")


def test_the_settings_can_choose_it(program, tmp_path):
    chosen = run(program, tmp_path, "-c", str(tmp_path / "absent.toml"), "list", config='language = "xx"\n')
    assert chosen.stderr.startswith("⟦")
    none = run(program, tmp_path, "-c", str(tmp_path / "absent.toml"), "list", config='language = "yy"\n')
    assert not none.stderr.startswith("⟦")


def test_numbers_plurals_and_dates_are_its_own(program, tmp_path):
    code = (
        "import datetime as dt\n"
        "from planner import i18n\n"
        "from planner.core.dates import long_date, short_day_month\n"
        "from planner.core.sentences import decimal\n"
        "i18n.speak('xx')\n"
        "print(decimal(22.25), long_date(dt.date(2026, 12, 1)), short_day_month(dt.date(2026, 12, 2)))\n"
        "print(*(i18n.ngettext('{count} item', '{count} items', n) for n in (1, 3, 5)))\n"
    )
    assert run(program, tmp_path, code=code).stdout.splitlines() == [
        "22٫3 ⟦Tuesday⟧ 1-a ⟦December⟧ 2026 2 ⟦Dec⟧",
        "⟦1 {count} item⟧ ⟦2 {count} items⟧ ⟦5 {count} items⟧",
    ]


SCREEN = """
import asyncio
from pathlib import Path
from journeys.harness import PLAN, planner

async def main():
    async with planner(Path("."), PLAN, size=(120, 40), language="xx") as drive:
        print(drive.screen)
        await drive.press("question_mark")
        print(drive.screen)
        await drive.press("escape", "d")
        print(drive.screen)
        await drive.press("j")
        print("GONE" if "Pricing mistakes" not in drive.text else "THERE")

asyncio.run(main())
"""


def test_the_screen_speaks_it_and_takes_its_key_for_yes(program, tmp_path):
    done = run(program, tmp_path, code=SCREEN)
    assert done.returncode == 0, done.stderr
    shown = done.stdout
    assert "⟦Week" in shown or "⟦Week⟧" in shown
    assert "⟦Mon⟧ 23 ⟦today⟧" in shown
    assert "⟦Delete “Pricing mistakes”?" in shown
    assert shown.rstrip().endswith("GONE")
