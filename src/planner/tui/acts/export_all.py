"""One export for several clients: a file for each, all into one folder, named after them.

A reader would get wrong: each client's file is made from its own calendar alone, in its own language, and nothing of one reaches another's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from planner.core.values import replace
from planner.exchange import names
from planner.i18n import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from planner.core.model import Calendar
    from planner.tui.acts.exporting import Done, Making
    from planner.tui.context import Host
    from planner.tui.screens.export import Preview, Wanted, Whose


def own_dialect(calendar: Calendar) -> str:
    """Return the dialect that a client's spreadsheet program reads."""
    return "excel-fr" if calendar.language == "fr" else "excel"


class Several:
    """Makes the exports of several clients, as ``Making`` makes that of one."""

    def __init__(self, host: Host, make: Callable[[Host], Making]) -> None:
        self._month = host.month
        self._lead = host.workspaces.index(host.workspace)
        self._makings: dict[int, Making] = {}
        for client in host.drawn_clients:
            host.attend(client)
            self._makings[client] = make(host)
        host.attend(self._lead)
        self._dialect = own_dialect(host.calendar)

    @property
    def many(self) -> bool:
        """Whether there are so many items that looking at each of them would hold up the screen."""
        return any(making.many for making in self._makings.values())

    def whose(self) -> list[Whose]:
        """Return all clients together, then each one, with what can be taken of it."""
        from planner.tui.screens.export import Whose

        count = len(self._makings)
        everybody = ngettext("all {count}, a file each", "all {count}, a file each", count).format(count=count)
        own = (
            Whose(
                str(client),
                making.calendar.client or making.calendar.title,
                tuple(making.ranges()),
                own_dialect(making.calendar),
            )
            for client, making in self._makings.items()
        )
        return [Whose("", everybody, tuple(self.ranges()), self._dialect), *own]

    def _of(self, wanted: Wanted) -> Mapping[int, Making]:
        """Return the clients that are wanted: all, or the one that was chosen."""
        return {int(wanted.whose): self._makings[int(wanted.whose)]} if wanted.whose else self._makings

    def ranges(self) -> list[tuple[str, str]]:
        """Return (key, label) of what can be taken, counted over all clients."""
        from planner.core.dates import month_name
        from planner.tui.acts.exporting import shown_label

        marked, shown = (sum(len(getattr(one, part)) for one in self._makings.values()) for part in ("marked", "shown"))
        lead = next(iter(self._makings.values()))
        label = ngettext("{count} marked", "{count} marked", marked).format(count=marked)
        return [
            *([("marked", label)] if marked else []),
            ("shown", shown_label(lead.view, shown, filtered=lead.filtered)),
            ("month", month_name(self._month.number)),
            ("all", _("everything")),
        ]

    def name(self, wanted: Wanted) -> str:
        """Return the folder proposed for all of them, that of the current client's calendar; for one, the path of its file."""
        if wanted.whose:
            return self._makings[int(wanted.whose)].name(wanted)
        return str(self._makings[self._lead if self._lead in self._makings else next(iter(self._makings))].folder) + "/"

    def preview(self, wanted: Wanted) -> Preview:
        """Return what would be written for all of them; nothing is."""
        from planner.tui.screens.export import Preview

        seen = [preview for _client, preview in self._each(wanted, lambda one, own: one.preview(own))]
        return Preview(
            sum(one.rows for one in seen),
            tuple(path for one in seen for path in one.files),
            tuple(path for one in seen for path in one.exists),
            tuple(dict.fromkeys(note for one in seen for note in one.notes)),
            tuple(problem for one in seen for problem in one.problems),
            next((one.failure for one in seen if one.failure), ""),
        )

    def files(self, wanted: Wanted) -> list[Done]:
        """Return the files to write, client by client. Raises PlannerError."""
        return [done for _client, found in self._each(wanted, lambda one, own: one.files(own)) for done in found]

    def _each(self, wanted: Wanted, do: Callable[[Making, Wanted], Any]) -> list[tuple[int, Any]]:
        """Do something for each client that has anything to export, with the path and the dialect that are its own."""
        found, taken = [], set()
        for client, making in self._of(wanted).items():
            if not making.items(wanted):
                continue
            path = making.path(wanted) if wanted.whose else self._path(making, wanted)
            if path in taken:
                path = path.with_name(f"{path.stem}-{client + 1}{path.suffix}")
            taken.add(path)
            as_proposed = wanted.dialect == self._dialect and not wanted.whose
            own = own_dialect(making.calendar) if as_proposed else wanted.dialect
            found.append((client, do(making, replace(wanted, path=str(path), dialect=own))))
        return found

    def _path(self, making: Making, wanted: Wanted) -> Path:
        """Return a client's own path: in the folder that was typed, else the name that was typed with the client's before its suffix."""
        typed = wanted.path.strip()
        base = making.path(wanted)
        proposed = making.path(replace(wanted, path=""))
        if not typed or typed.endswith(("/", "\\")) or base.is_dir():
            return (base if typed else base.parent) / proposed.name
        plan = making.calendar
        return base.with_name(
            f"{base.stem}-{names.safe((plan.client or plan.title).casefold(), longest=40)}{base.suffix}"
        )
