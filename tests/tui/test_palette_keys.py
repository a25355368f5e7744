"""Every command of the palette has its key in sight, in both languages, in the smallest ordinary terminal."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from planner import i18n
from planner.tui import actions
from planner.tui.screens.help import grouped, keys_of
from planner.tui.screens.palette import Palette

ROOM = 71
"""Cells of a line of the palette at 80 columns, beside its scrollbar."""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_key_is_cut_off_at_eighty_columns(language):
    with i18n.speaking(language):
        for action in grouped(actions.table()):
            assert cell_len(f"{action.said}  {keys_of(action)}") <= ROOM, action.id
        rows = Palette(actions.table(), [], [], []).rows("")
        told = {row.value.value: str(row.text) for row in rows if row.value.kind == "action"}
        assert all(told[one.id].startswith(f"{one.said}  {keys_of(one)}") for one in grouped(actions.table()))
