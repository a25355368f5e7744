"""What one message or one item gave: everything derived from it, and the message that each item carries.

A reader would get wrong: an item without a message of its own carries its parent's, and so on up, as with relevance answers.
"""

from __future__ import annotations

from planner.core.model import Calendar, Item
from planner.core.relevance import lineage
from planner.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Yield:
    """How many items came of something, how many of these are dated, and how many published; parked and dropped ones are left out."""

    derived: int
    planned: int
    published: int
    items: tuple[str, ...]


def message_of(calendar: Calendar, item: Item) -> str:
    """Return the id of the message that ``item`` carries, its own or inherited, or an empty string."""
    return next((one.message for one in lineage(calendar, item) if one.message), "")


def descendants(calendar: Calendar, ident: str) -> tuple[Item, ...]:
    """Return the items derived from item ``ident``, their own children too, in the file's order; a circle of parents is followed once."""
    children: dict[str, list[str]] = {}
    for item in calendar.items:
        if item.parent:
            children.setdefault(item.parent, []).append(item.id)
    found: set[str] = set()
    todo = [ident]
    while todo:
        for child in children.get(todo.pop(), ()):
            if child not in found and child != ident:
                found.add(child)
                todo.append(child)
    return tuple(item for item in calendar.items if item.id in found)


def carriers(calendar: Calendar, message: str) -> tuple[Item, ...]:
    """Return the items that carry ``message``, their own or inherited, in the file's order."""
    return tuple(item for item in calendar.items if message_of(calendar, item) == message)


def yield_of(calendar: Calendar, ident: str) -> Yield:
    """Return the yield of a message, or of an item where no message has that id."""
    if any(message.id == ident for message in calendar.messages):
        items = carriers(calendar, ident)
    else:
        items = descendants(calendar, ident)
    kept = [item for item in items if calendar.on_plan(item)]
    return Yield(
        derived=len(kept),
        planned=sum(item.date is not None for item in kept),
        published=sum(calendar.step(item) == "published" for item in kept),
        items=tuple(item.id for item in kept),
    )


def matrix(calendar: Calendar, message: str) -> dict[tuple[str, str], tuple[Item, ...]]:
    """Return the items of ``message`` on the plan by (persona, format); every declared pair is there, most of them empty."""
    cells: dict[tuple[str, str], list[Item]] = {
        (persona.id, form.id): [] for persona in calendar.personas for form in calendar.formats
    }
    for item in carriers(calendar, message):
        if calendar.on_plan(item):
            for persona in dict.fromkeys(item.personas):
                if (persona, item.format) in cells:
                    cells[persona, item.format].append(item)
    return {pair: tuple(items) for pair, items in cells.items()}
