"""Placeholder."""

from planner.tui.actions import Action

ACTIONS: tuple[Action, ...] = ()
