"""Puts elements into arrays and inline tables and takes them out, on the text alone.

A reader would get wrong: a comment behind an element belongs to it, so a new last element goes below the line, not behind the value.
"""

from __future__ import annotations

import re

from planner.storage import scanner

_COMMA = re.compile(r"(?:\s|#[^\n]*\n)*(,)")
"""The next comma: it may stand below, behind comments."""
_REST_OF_LINE = re.compile(r"([ \t]*,)?[ \t]*(?:#[^\n]*)?\r?\n")


def insert(text: str, parent: int, place: int, element: str, newline: str) -> str:
    """Return ``text`` with ``element`` (a value, or ``key = value``) at index ``place`` of what starts at ``parent``."""
    children = scanner.children(text, parent)
    if not children:
        end = scanner.value_end(text, parent)
        inner = text[parent + 1 : end - 1]
        if inner.strip():  # comments alone: below them
            return text[: end - 1] + element + newline + text[end - 1 :]
        pad = " " if text[parent] == "{" else ""
        return text[: parent + 1] + pad + element + pad + text[end - 1 :]
    if place < len(children):
        start = children[place].start
        return text[:start] + element + "," + _gap(text, parent, children, place, newline) + text[start:]
    gap = _gap(text, parent, children, len(children) - 1, newline)
    end = children[-1].value_end
    rest = _REST_OF_LINE.match(text, end) if "\n" in gap and text[parent] == "[" else None
    if rest is None:
        return text[:end] + "," + gap + element + text[end:]
    indent = gap[len(newline) :]
    if rest.group(1):
        return text[: rest.end()] + indent + element + "," + newline + text[rest.end() :]
    return text[:end] + "," + text[end : rest.end()] + indent + element + newline + text[rest.end() :]


def remove(text: str, parent: int, place: int) -> str:
    """Return ``text`` without the element at index ``place`` of the array or inline table that starts at ``parent``."""
    children = scanner.children(text, parent)
    child = children[place]
    line = text.rfind("\n", 0, child.start) + 1
    rest = _REST_OF_LINE.match(text, child.value_end)
    found = _COMMA.match(text, child.value_end)
    last = place + 1 == len(children)
    alone = line > parent and not text[line : child.start].strip() and rest is not None and text[parent] == "["
    if alone and rest is not None and (rest.group(1) or (last and found is None)):
        return text[:line] + text[rest.end() :]
    if last and place:
        return text[: children[place - 1].value_end] + text[child.value_end :]
    end = child.value_end if last else children[place + 1].start
    if found is None:
        return text[: child.start] + text[end:]
    comma = found.start(1)
    if last:
        return text[: child.start] + text[end:comma] + text[comma + 1 :]
    between = text[child.value_end : end]
    comment = between.find("#")
    if comment >= 0 and "\n" in between[:comment]:  # it stands above the next element
        above = child.value_end + comment
        return text[: child.start] + (text[above:comma] + text[comma + 1 :] if comma > above else text[above:])
    return text[: child.start] + text[end:]


def _gap(text: str, parent: int, children: list[scanner.Child], place: int, newline: str) -> str:
    """Return what separates elements here: a line end and an indent where there is one element a line, else a space."""
    above = children[place - 1].value_end if place else parent + 1
    between = text[above : children[place].start]
    below = between[between.rfind("\n") + 1 :]  # a comma may stand before the element
    return newline + below[: len(below) - len(below.lstrip())] if "\n" in between else " "
