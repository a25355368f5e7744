"""Writes docs/keys.md from the table of actions: ``python -m planner.tui.keys_page``.

A reader would get wrong: the page is never edited by hand; a test compares it with the table.
"""

from __future__ import annotations

import sys

from planner.i18n import _, speaking
from planner.tui.actions import GROUPS, sign, table


def page() -> str:
    """Return the page, in English."""
    with speaking("en"):
        lines = [
            "# Keys",
            "",
            (
                "Made from the program's own table of actions by `make docs`. Every key can be changed: in the program, `?` and then `F2` on a line "
                "(`F3` for one more key, `F4` for ours again), or by hand in `keymap.toml` in the settings folder (`planner paths` tells where):"
            ),
            "",
            "```toml",
            '"item.move" = "m,ctrl+n"',
            '"file.import" = "ctrl+o"',
            "```",
            "",
            (
                "Several keys are separated by commas; a comma is written `comma`. What stands there wins over `[keys]` in `config.toml`. A key given to "
                "one action is taken from those that work in the same place; that, and a name that is no action, is told with file and line."
            ),
        ]
        for group in GROUPS:
            actions = [action for action in table() if action.group == group]
            if not actions:
                continue
            lines += ["", f"## {_(group)}", "", "| keys | does | where | id |", "| --- | --- | --- | --- |"]
            for action in actions:
                keys = " ".join(f"`{sign(key)}`" for key in action.keys).replace("|", "\\|") or ":"
                where = ", ".join(sorted(action.where)) or "everywhere"
                label = action.said
                lines.append(f"| {keys} | {label[0].upper()}{label[1:]} | {where} | `{action.id}` |")
        return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
