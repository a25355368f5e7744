"""The acts of judgement in one table: answer, fill, accept, plan the month, derive, read what it brought, review the week.

A reader would get wrong: the modules that do them are loaded when a key first asks for one, so that they cost nothing at the start.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING

from planner.i18n import N_
from planner.tui.actions import JUDGE, Action

if TYPE_CHECKING:
    from planner.tui.context import Host


def _late(module: str, name: str) -> Callable[[Host], Awaitable[None] | None]:
    """Return an act that loads its module when it is first done."""

    def run(host: Host) -> Awaitable[None] | None:
        done: Awaitable[None] | None = getattr(import_module(f"planner.tui.acts.{module}"), name)(host)
        return done

    return run


COVERAGE = frozenset({"coverage"})
ACTIONS: tuple[Action, ...] = (
    Action(
        "gap.fill",
        ("enter",),
        N_("fill the gap under the cursor"),
        JUDGE,
        _late("gaps", "fill"),
        COVERAGE,
        footer=True,
        short=N_("fill"),
    ),
    Action(
        "questions.answer",
        ("r",),
        N_("answer the open questions of the item, the marked ones, or the week"),
        JUDGE,
        _late("asking", "answer"),
        footer=True,
        short=N_("relevance"),
    ),
    Action("questions.week", ("w",), N_("answer the week's open questions"), JUDGE, _late("asking", "answer_week")),
    Action(
        "gap.accept",
        ("A",),
        N_("accept the gap under the cursor, with a reason"),
        JUDGE,
        _late("gaps", "accept"),
        footer=False,
        short=N_("accept"),
    ),
    Action(
        "month.fill",
        ("F",),
        N_("fill the month: see where ideas would go, then keep it"),
        JUDGE,
        _late("filling", "plan_month"),
        footer=True,
        short=N_("fill month"),
    ),
    Action(
        "item.derive",
        ("D",),
        N_("derive several formats from the item, or ideas from the message"),
        JUDGE,
        _late("deriving", "derive"),
        short=N_("derive"),
    ),
    Action(
        "message.derive", (), N_("derive a month of ideas from a message"), JUDGE, _late("deriving", "derive_message")
    ),
    Action(
        "coverage.usual", ("T",), N_("targets: how many items a week or month"), JUDGE, _late("filling", "ask_usual")
    ),
    Action(
        "moments.show",
        (),
        N_("moments: dates your audience cares about, and a new one"),
        JUDGE,
        _late("occasions", "show"),
        short=N_("moments"),
    ),
    Action("gap.first", ("z",), N_("go to the first gap of the month"), JUDGE, _late("gaps", "go_gaps")),
    Action("report.show", ("I",), N_("what it brings: results, effort and value"), JUDGE, _late("reading", "report")),
    Action("supply.show", (), N_("supply: until when each channel is fed"), JUDGE, _late("reading", "show_supply")),
    Action("voices.show", ("N",), N_("voices: who contributes, who is silent"), JUDGE, _late("reading", "show_voices")),
    Action("review.run", ("R",), N_("weekly review"), JUDGE, _late("review", "run"), footer=True, short=N_("review")),
)
