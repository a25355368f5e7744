"""The user's own keys: ``keymap.toml`` and, as before it, ``[keys]`` of ``config.toml``; where each stands, and how one is changed.

A reader would get wrong: what ``keymap.toml`` says of an action wins over ``[keys]``, and only ``keymap.toml`` is written to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.model import EMPTY, Frozen
from planner.errors import Problem
from planner.i18n import _
from planner.settings.config import flat, texts_of
from planner.settings.problems import SettingsProblem, Source, read
from planner.storage import paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from planner.settings.keymap import Complaint

NAME = "keymap.toml"
TABLE = "keys"
"""Under this header the keys may stand in ``keymap.toml`` too."""


def path() -> Path:
    """Return where the user's keymap lies, whether there is one or not."""
    return paths.config_dir() / NAME


def load(where: Path) -> tuple[Mapping[str, str], tuple[SettingsProblem, ...]]:
    """Return the keys that the file asks for (``{id: "a,n"}``) and what is wrong with it; nothing where there is no file. Never raises."""
    source = read(where)
    if source is None:
        return EMPTY, ()
    if isinstance(source, SettingsProblem):
        return EMPTY, (source,)
    keys, problems = texts_of(source, _named(source))
    return Frozen(keys), tuple(problems)


def _named(source: Source) -> dict[str, object]:
    values = dict(source.values)
    inner = values.pop(TABLE, {})
    return {**flat(values), **(flat(inner) if isinstance(inner, dict) else {TABLE: inner})}


def located(complaints: Iterable[Complaint], where: Path, config: Path) -> tuple[SettingsProblem | str, ...]:
    """Return each complaint with the file and line of what it complains about; as it is where that stands in neither file."""
    sources = [source for source in (read(where), read(config)) if isinstance(source, Source)]
    return tuple(_located(complaint, sources) for complaint in complaints)


def _located(complaint: Complaint, sources: Iterable[Source]) -> SettingsProblem | str:
    for source in sources:
        line = source.line_of(complaint.ident)
        if line:
            return SettingsProblem(str(source.path), Problem(line, 1, "warning", str(complaint)))
    return str(complaint)


def keep(changes: Mapping[str, tuple[str, ...] | None]) -> None:
    """Write the keys of these actions (None: ours again) into the user's keymap, its comments untouched.

    Raises UnkeptError, FileAccessError; then nothing was written.
    """
    from planner.settings import keeping  # a file that is only read needs nobody who writes

    where = path()
    source = read(where)
    tabled = isinstance(source, Source) and isinstance(source.values.get(TABLE), dict)
    before = (TABLE,) if tabled else ()
    values = {(*before, ident): None if keys is None else ",".join(keys) for ident, keys in changes.items()}
    if tabled and isinstance(source, Source):
        own = flat({name: value for name, value in source.values.items() if name != TABLE})
        values = {((ident[-1],) if ident[-1] in own else ident): value for ident, value in values.items()}
    config = paths.config_dir() / "config.toml"
    gone: dict[tuple[str, ...], str | None] = {(TABLE, ident): None for ident, keys in changes.items() if keys is None}
    if gone:  # both files are changed, or none
        keeping.check(config, gone)
    keeping.keep(
        where,
        values,
        heading=_("Keys by action. docs/keys.md names the actions; several keys are separated by commas."),
    )
    if gone:
        keeping.keep(config, gone)
