"""Widgets are told what to show and tell what was picked; they know no screen."""
