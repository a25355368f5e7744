"""The user's settings: each one declared with what it does, read from one TOML file, never fatal.

A reader would get wrong: a bad setting keeps its default and is named; the good ones beside it hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.core.fold import nearest
from planner.core.model import EMPTY, Frozen
from planner.core.values import dataclass, field, fields
from planner.core.visible import visible
from planner.i18n import LANGUAGES, N_, _
from planner.settings.problems import SettingsProblem, Source, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VIEWS = ("week", "month", "board", "list")


def _setting(default: Any, doc: str, choices: tuple[str, ...] = ()) -> Any:
    return field(default=default, metadata={"doc": doc, "choices": choices})


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with its default; ``describe`` lists them for people."""

    language: str = _setting(
        "auto",
        N_(
            "What the program speaks: en, fr, or auto for the system's language. A client's files are in their calendar's own language."
        ),
        ("auto", *LANGUAGES),
    )
    theme: str = _setting(
        "auto",
        N_(
            "The colours, by a theme's name; auto is dark, and ansi on a terminal of 16 colours. Where NO_COLOR is set it is plain, whatever stands here."
        ),
    )
    view: str = _setting("week", N_("The view that the program opens on: week, month, board or list."), VIEWS)
    mouse: bool = _setting(
        default=True,
        doc=N_("Whether the mouse works; false leaves it to the terminal, to select and copy text."),
    )
    keys: Mapping[str, str] = _setting(
        EMPTY,
        N_('Keys by action, as docs/keys.md names them: "item.add" = "a,n". Several keys are separated by commas.'),
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting for people: its name, default as TOML, the values it takes (empty for any), and what it does."""

    name: str
    default: str
    choices: tuple[str, ...]
    doc: str


def describe() -> tuple[Setting, ...]:
    """Return every setting in the current language, in the order in which they are declared."""
    return tuple(
        Setting(spec.name, _toml(spec.default), spec.metadata["choices"], _(spec.metadata["doc"]))
        for spec in fields(Config)
    )


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else "{}"


def load(path: Path | None) -> tuple[Config, tuple[SettingsProblem, ...]]:
    """Return the settings in ``path`` and what is wrong with them; without a path or a file, the defaults. Never raises."""
    source = None if path is None else read(path)
    if source is None:
        return Config(), ()
    if isinstance(source, SettingsProblem):
        return Config(), (source,)
    problems: list[SettingsProblem] = []
    values: dict[str, Any] = {}
    known = {spec.name: spec for spec in fields(Config)}
    for key, value in source.values.items():
        if key not in known:
            problems.append(source.fault(key, _unknown(key, tuple(known)), "warning"))
            continue
        spec = known[key]
        if key == "keys":
            values[key], found = _keys(source, value)
            problems += found
        elif (reason := _wrong(key, value, spec.default, spec.metadata["choices"])) is None:
            values[key] = value
        else:
            problems.append(source.fault(key, reason))
    return Config(**values), tuple(problems)


def _wrong(key: str, value: object, default: object, choices: tuple[str, ...]) -> str | None:
    if isinstance(default, bool):
        return None if isinstance(value, bool) else _("{key} is true or false").format(key=key)
    if not isinstance(value, str):
        return _("{key} is a text in quotes").format(key=key)
    if choices and value not in choices:
        near = nearest(value, choices)
        text = (
            _("{key}: {value} is not one of {names}; {near} is near")
            if near
            else _("{key}: {value} is not one of {names}")
        )
        return text.format(key=key, value=visible(value)[:60], names=", ".join(choices), near=near)
    return None


def _keys(source: Source, value: object) -> tuple[Mapping[str, str], list[SettingsProblem]]:
    if not isinstance(value, dict):
        return EMPTY, [source.fault("keys", _("{key} is a table").format(key="[keys]"))]
    keys, problems = texts_of(source, flat(value))
    return Frozen(keys), problems


def texts_of(source: Source, wishes: Mapping[str, object]) -> tuple[dict[str, str], list[SettingsProblem]]:
    """Return the keys that were asked for by action, as one text each, and what is no text or list of texts."""
    keys: dict[str, str] = {}
    problems = []
    for action, wanted in wishes.items():
        if isinstance(wanted, list) and all(isinstance(key, str) for key in wanted):
            keys[action] = ",".join(wanted)
        elif isinstance(wanted, str):
            keys[action] = wanted
        else:
            problems.append(source.fault(action, _("{key} is a text in quotes").format(key=visible(action)[:60])))
    return keys, problems


def flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return ``item.add = "a"`` without quotes, which TOML reads as a table in a table, under the name that was meant."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found.update(flat(value, f"{prefix}{key}."))
        else:
            found[f"{prefix}{key}"] = value
    return found


def _unknown(key: str, known: tuple[str, ...]) -> str:
    near = nearest(key, known)
    if near:
        return _("unknown setting {key}; {near} is known").format(key=visible(key)[:60], near=near)
    return _("unknown setting {key}; known are {names}").format(key=visible(key)[:60], names=", ".join(known))
