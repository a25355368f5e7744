"""Regular expressions match the same on every Python that the program runs on; the one of ``storage.shape`` is not used where it would not."""

from __future__ import annotations

import importlib
import pkgutil
import re
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import planner


def backtracks(tree: Any, *, possessive: bool = False) -> bool:
    """Whether something possessive holds a choice or an open repeat; Python 3.11.0 to 3.11.4 match that wrongly."""
    for kind, rest in tree:
        match kind:
            case kinds.POSSESSIVE_REPEAT if backtracks(rest[2], possessive=True):
                return True
            case kinds.ATOMIC_GROUP if backtracks(rest, possessive=True):
                return True
            case kinds.MAX_REPEAT | kinds.MIN_REPEAT if possessive or backtracks(rest[2]):
                return True
            case kinds.BRANCH if possessive or any(backtracks(one) for one in rest[1]):
                return True
            case kinds.SUBPATTERN if backtracks(rest[3], possessive=possessive):
                return True
            case kinds.ASSERT | kinds.ASSERT_NOT if backtracks(rest[1]):
                return True
            case _:
                continue
    return False


def test_the_check_would_tell():
    assert backtracks(parser.parse(r"(?:ab|cd)++"))
    assert backtracks(parser.parse(r"(?:x\r?\n)*+"))
    assert not backtracks(parser.parse(r"(?:x[ab]*+\n)*[^c]++"))


def test_no_pattern_needs_a_python_that_is_newer():
    names = [module.name for module in pkgutil.walk_packages(planner.__path__, "planner.")]
    values = [
        (f"{name}.{word}", value)
        for name in names
        if not name.endswith("__main__")
        for word, value in vars(importlib.import_module(name)).items()
    ]
    assert not [
        name
        for name, value in values
        for pattern in (value if isinstance(value, tuple) else (value,))
        if isinstance(pattern, re.Pattern) and backtracks(parser.parse(pattern.pattern, pattern.flags))
    ]
