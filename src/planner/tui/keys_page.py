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
            "Made from the program's own table of actions by `make docs`. A user's `config.toml` may give an action other keys:",
            "",
            "```toml",
            "[keys]",
            '"item.move" = "m,ctrl+n"',
            "```",
        ]
        for group in GROUPS:
            actions = [action for action in table() if action.group == group]
            if not actions:
                continue
            lines += ["", f"## {_(group)}", "", "| keys | does | where | id |", "| --- | --- | --- | --- |"]
            for action in actions:
                keys = " ".join(f"`{sign(key)}`" for key in action.keys).replace("|", "\\|") or ":"
                where = ", ".join(sorted(action.where)) or "everywhere"
                label = _(action.label)
                lines.append(f"| {keys} | {label[0].upper()}{label[1:]} | {where} | `{action.id}` |")
        return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
