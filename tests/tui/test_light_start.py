"""What the first frame does not need is not done before it."""

from __future__ import annotations

import subprocess
import sys

from textual.css.stylesheet import Stylesheet

from journeys.harness import planner

LATER = (
    "argparse",
    "json",
    "planner.core.filters",
    "planner.core.quick_add",
    "planner.core.spoken",
    "planner.storage.scanner",
    "planner.tui.acts.editing",
    "planner.tui.acts.exporting",
    "planner.tui.acts.importing",
    "planner.tui.acts.settling",
)


def test_modules_of_acts_wait_for_their_keys():
    code = (
        "import sys, planner.cli.verbs_open, planner.settings.keymap_file, planner.tui.app, planner.tui.drafts\n"
        "from planner.tui import actions\nactions.table()\n"
        f"print(*(set(sys.modules) & set({LATER!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


async def test_style_sheets_are_read_once_in_the_colours_of_the_theme(tmp_path, monkeypatch):
    read = []

    def reparse(sheet: Stylesheet) -> None:
        read.append(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", reparse)
    async with planner(tmp_path) as drive:
        assert drive.app.current_theme.name in {theme.name for theme in drive.app.our_themes}
        background = drive.app.get_css_variables()["background"]
        assert drive.host.styles.background.hex.lower() == background.lower()
        assert read == []
        drive.app.show_theme(drive.app.theme)
        await drive.pilot.pause()
        assert len(read) == 1
