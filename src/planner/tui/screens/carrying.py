"""Move mode on the planning screen: items shown where they would go, and kept there or put back.

A reader would get wrong: marks may lie in several calendars; one of them leads, that of the item under the cursor, and the others go as far as
it does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.core.dates import Month
from planner.core.views import ref
from planner.desk import Piece
from planner.i18n import _
from planner.tui import working
from planner.tui.moving import MANY
from planner.tui.screens.changing import Changing

if TYPE_CHECKING:
    from planner.core.edits import Edit
    from planner.tui.moving import Moving


class Carrying(Changing):
    """The plan on screen, able to move what is on it."""

    def carry(self, moving: Moving, also: Mapping[int, Moving] | None = None) -> None:
        """Show where the items would go, and (from now on) those ``also`` of other calendars."""
        self._take(moving, also)
        if self._moves_many:
            self._aside(self._carry_many())
        else:
            self.clients.preview(self._seen_meanwhile())
            self._show_carried()

    async def _carry_many(self) -> None:
        """Do the same where so many are moved that a thread has to work out what is drawn."""
        moving, others = self._moving, self._also
        if moving is None:
            return
        month = Month.of(moving.target)
        sights = await working.beside(lambda: self.clients.foreseen(self._seen_meanwhile(), month))
        if self._moving is moving and self._also is others:  # else they are on their way to another day by now
            self.clients.preview_of(sights)
            self._show_carried()

    @property
    def _moves_many(self) -> bool:
        return sum(len(one.items) for one in self._all_moving.values()) > MANY

    @property
    def _all_moving(self) -> Mapping[int, Moving]:
        """What is moved, by calendar."""
        return {self._lead: self._moving, **self._also} if self._moving is not None else {}

    def _seen_meanwhile(self) -> Mapping[int, Edit]:
        """Return what there is to see of it, calendar by calendar."""
        shown = {client: one.seen for client, one in self._all_moving.items()}
        return {client: edit for client, edit in shown.items() if edit is not None}

    def _show_carried(self) -> None:
        """Draw what is moved where it would go."""
        moving = self._moving
        if moving is None:
            return
        self._lists.clear()
        self._side_key = ()
        self.go(moving.target, item=ref(self._lead, moving.items[0].id))
        self._show_status()

    def hover(self, moving: Moving, also: Mapping[int, Moving] | None = None) -> None:
        """Say where the items would go, and draw them as what is moved where they are: no line goes elsewhere under the pointer."""
        begins = self._moving is None
        self._take(moving, also)
        if begins:
            self._show_main()
        self._show_status()
        self._show_keys()

    def _take(self, moving: Moving, also: Mapping[int, Moving] | None) -> None:
        """Note what is moved, and how far."""
        if self._answers and self._moving is not None:
            self._also[self.clients.current] = moving
            moving = self._moving
        if self._moving is None:
            self._lead = self.clients.current
        self._moving = moving
        self._also |= also or {}
        self._also = {client: other.beside(moving) for client, other in self._also.items()}

    def _pieces(self) -> list[Piece]:
        """Return what keeping all that is moved comes to, client by client."""
        edits = [(client, one.edit, self._called(one)) for client, one in self._all_moving.items()]
        return [Piece(client, edit, label) for client, edit, label in edits if edit is not None]

    def step(self, across: int, down: int) -> None:
        """Move the cursor of the focused panel, or what is being moved."""
        if self._moving is not None:
            self.carry(self._moving.by(across + down * (7 if self._view == "month" else 1)))
        else:
            super().step(across, down)

    def settle(self, *, keep: bool) -> None:
        """End move mode: keep where things are now, or put them back."""
        if keep and self._moves_many:
            self._aside(self._settle_many())
        else:
            self._put_down(self._pieces() if keep else [], keep=keep)

    async def _settle_many(self) -> None:
        """Keep so many that a thread has to work out what that comes to."""
        self._put_down(await working.beside(self._pieces), keep=True)

    def _put_down(self, kept: Sequence[Piece], *, keep: bool) -> None:
        """Let go of what is moved, and carry out the pieces, if any."""
        moving, self._moving, self._also = self._moving, None, {}
        if moving is None:
            return
        self.clients.preview({})
        self._lists.clear()
        self._side_key = ()
        self.clients.current = self._lead
        if len(kept) > 1:
            self._aside(self._keep_all(kept, moving))
            return
        if kept:
            self.clients.current = kept[0].client
            self._note_seen()
            if self._is_long(kept[0].edit):
                self._aside(self._keep_one(kept[0], moving))
            elif self.do(kept[0].edit, kept[0].label) is None:
                self._go_back(moving)
            return
        self.say(_("It is where it was.") if keep else _("Put back."))
        self._go_back(moving)

    def _called(self, moving: Moving) -> str:
        """Return what keeping it is called; a day that is past is told, since a slip of the hand leads there."""
        return f"{moving.label} · {_('past')}" if moving.target < self.today else moving.label

    async def _keep_one(self, kept: Piece, moving: Moving) -> None:
        """Carry out what was moved where that takes long."""
        if not await self.do_asking(kept.edit, kept.label):
            self._go_back(moving)

    async def _keep_all(self, kept: Sequence[Piece], moving: Moving) -> None:
        """Carry out what was moved in several calendars."""
        if not await self.do_all(kept):
            self._go_back(moving)

    def _go_back(self, moving: Moving) -> None:
        """Draw everything where it is, and go to where what was moved is."""
        self.redraw()
        first = moving.items[0]
        self.go(first.date or moving.start, item=ref(self._lead, first.id))
