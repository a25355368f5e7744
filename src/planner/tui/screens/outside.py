"""What somebody else did to an item while its form was being filled in.

A reader would get wrong: a text that was typed belongs to the value it was typed over, not to the one that stands there by now; only with that
can it be told whether both changed the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.core.model import Item
from planner.core.values import replace
from planner.errors import UsageError
from planner.i18n import _
from planner.tui.screens.fields import FIELDS, Reader

SHORT = 80
"""Characters of a value that a note under a field shows."""


def typed_over(reader: Reader, item: Item, texts: Mapping[str, str | None]) -> Item:
    """Return ``item`` with the values that ``texts`` stand for, where those are known and can be read."""
    values: dict[str, Any] = {}
    for name, text in texts.items():
        if text is None or name not in FIELDS or text == reader.written(FIELDS[name], item):
            continue
        try:
            values[name] = reader.read(FIELDS[name], text, item)
        except UsageError:
            continue
    return replace(item, **values)


def differing(reader: Reader, base: Item, item: Item, names: Iterable[str]) -> dict[str, str]:
    """Return the texts of those fields of ``item`` that are others than on ``base``."""
    return {
        name: reader.written(FIELDS[name], item)
        for name in names
        if name in FIELDS and getattr(base, name) != getattr(item, name)
    }


def told(text: str) -> str:
    """Return what is said below a field that was changed elsewhere to ``text`` while it was being filled in."""
    one = " ".join(text.split())
    shown = one if len(one) <= SHORT else one[: SHORT - 1] + "…"
    if not shown:
        return _("changed elsewhere meanwhile: it is empty there; saving asks which one stands")
    return _("changed elsewhere meanwhile to “{text}”; saving asks which one stands").format(text=shown)
