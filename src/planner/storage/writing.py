"""Writes values as TOML 1.0: whole new blocks through tomli-w, single values in the style of what stood there before.

A reader would get wrong: tomli-w drops the CR of a CR LF inside a multi-line string, so a text that holds one is written on one line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_SPECIAL = re.compile('[\x00-\x1f\x7f"\\\\]')
_SPECIAL_LONG = re.compile('[\x00-\x08\x0b-\x1f\x7f\\\\]|"{3,}|"+\\Z')
_NOT_LITERAL = re.compile("[\x00-\x08\x0a-\x1f\x7f']")
WIDTH = 100
"""A list longer than this is written one element a line."""


def key_text(*parts: str) -> str:
    """Return a dotted key, each part quoted where it must be."""
    return ".".join(part if _BARE.match(part) else basic(part) for part in parts)


def basic(text: str) -> str:
    """Return ``text`` as a string in double quotes."""
    return '"' + _SPECIAL.sub(_escape, text) + '"'


def long_basic(text: str) -> str:
    """Return ``text`` as a multi-line string; its line feeds stay line ends."""
    return '"""\n' + _SPECIAL_LONG.sub(_escape, text) + '"""'


def _escape(match: re.Match[str]) -> str:
    return "".join(_ESCAPES.get(char) or f"\\u{ord(char):04X}" for char in match.group())


def value_text(value: Any, old: str = "") -> str:
    """Return ``value`` as TOML, in the quoting style of ``old``, the text of the value that it replaces; line ends are LF."""
    if isinstance(value, str):
        if "\n" in value or old.startswith(('"""', "'''")):
            return long_basic(value)
        return f"'{value}'" if old.startswith("'") and not _NOT_LITERAL.search(value) else basic(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key_text(name)} = {_inline(one)}" for name, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, (list, tuple)):
        texts = [_inline(one) for one in value]
        line = "[" + ", ".join(texts) + "]"
        return line if len(line) <= WIDTH else "[\n" + "".join(f"    {text},\n" for text in texts) + "]"
    return repr(value)


def _inline(value: Any) -> str:
    return basic(value) if isinstance(value, str) else value_text(value)


def statement(key: tuple[str, ...], value: Any, newline: str) -> str:
    """Return the line (or lines) ``key = value`` with its line end."""
    return (key_text(*key) + " = " + value_text(value) + "\n").replace("\n", newline)


def block(table: str, plain: Mapping[str, Any], newline: str = "\n") -> str:
    """Return ``[[table]]`` with the keys and sub-tables of ``plain``."""
    lines, tables = [f"[[{table}]]\n"], []
    scalars: dict[str, Any] = {}
    for name, value in plain.items():
        if isinstance(value, Mapping) and name in SUB_TABLES:
            tables.append((name, value))
        elif isinstance(value, (list, Mapping)):
            lines += (_scalars(scalars), f"{key_text(name)} = {value_text(value)}\n")
            scalars = {}
        else:
            scalars[name] = value
    lines.append(_scalars(scalars))
    for name, value in tables:
        if name in NESTED_TABLES:
            lines += ["\n" + sub_table((table, name, inner), one) for inner, one in value.items()]
        else:
            lines.append("\n" + sub_table((table, name), value))
    return "".join(lines).replace("\n", newline)


SUB_TABLES = ("relevance", "results", "exported", "extra")
NESTED_TABLES = ("relevance", "exported")
"""Keys whose values are tables of tables: each inner one gets a header of its own."""


def sub_table(path: tuple[str, ...], value: Mapping[str, Any], newline: str = "\n") -> str:
    """Return ``[path]`` with its keys, tables inside it written inline."""
    lines = "".join(f"{key_text(name)} = {value_text(one)}\n" for name, one in value.items())
    return f"[{key_text(*path)}]\n{lines}".replace("\n", newline)


def _scalars(values: Mapping[str, Any]) -> str:
    if not values:
        return ""
    import tomli_w

    carriage = any(isinstance(value, str) and "\r" in value for value in values.values())
    return tomli_w.dumps(values, multiline_strings=not carriage)
