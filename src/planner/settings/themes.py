"""Colour themes as data: read, checked and ready for the screen, without knowing the screen's library.

A reader would get wrong: colours are checked here by our own parser, because one bad colour would bring the screen down later;
and a name in a theme reaches a style sheet, so only known names are let through.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from planner.core.fold import nearest
from planner.core.model import EMPTY, Frozen
from planner.core.sentences import decimal
from planner.core.values import dataclass
from planner.core.visible import visible
from planner.i18n import _
from planner.settings.problems import SettingsProblem, Source, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLOURS = (
    "primary", "secondary", "accent", "warning", "error", "success",
    "foreground", "background", "surface", "panel", "boost",
)  # fmt: skip
"""The colours that the screen derives its own from, as ``[colours]`` names them."""

STATUS_TOKENS = (
    "status-idea",
    "status-draft",
    "status-review",
    "status-approved",
    "status-scheduled",
    "status-published",
)
TOKENS = (*STATUS_TOKENS, "gap", "question", "slot", "cursor", "cursor-text", "mark", "today", "muted")
"""The colours with a meaning of ours, under ``[tokens]``; a style sheet calls them ``$status-idea`` and so on."""

STYLES = ("cursor-style", "today-style", "muted-style")
"""Text styles under ``[styles]``, for themes that cannot lean on colour."""
STYLE_WORDS = frozenset({"none", "bold", "dim", "italic", "reverse", "strike", "underline"})

_ANSI_RGB = Frozen(
    ansi_black=(0, 0, 0), ansi_red=(205, 0, 0), ansi_green=(0, 205, 0), ansi_yellow=(205, 205, 0),
    ansi_blue=(0, 0, 238), ansi_magenta=(205, 0, 205), ansi_cyan=(0, 205, 205), ansi_white=(229, 229, 229),
    ansi_bright_black=(127, 127, 127), ansi_bright_red=(255, 0, 0), ansi_bright_green=(0, 255, 0),
    ansi_bright_yellow=(255, 255, 0), ansi_bright_blue=(92, 92, 255), ansi_bright_magenta=(255, 0, 255),
    ansi_bright_cyan=(0, 255, 255), ansi_bright_white=(255, 255, 255),
)  # fmt: skip
"""What xterm shows for the sixteen names by default; each terminal has its own."""
LEAST_CONTRAST = 4.5
"""What WCAG 2.2 asks of text (success criterion 1.4.3, level AA)."""
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\Z")
_TOP_KEYS = ("name", "title", "dark", "ansi", "colours", "tokens", "styles")
_ORDER = ("dark", "light", "high-contrast", "colour-blind", "ansi", "plain")


@dataclass(frozen=True, slots=True)
class Theme:
    """A complete theme: every colour and token is there. ``ansi`` means that the terminal's own sixteen colours are used."""

    name: str
    titles: Mapping[str, str]
    dark: bool
    colours: Mapping[str, str]
    tokens: Mapping[str, str]
    styles: Mapping[str, str] = EMPTY
    ansi: bool = False

    def title(self, language: str) -> str:
        """Return what the theme is called in ``language``, else in English, else its name."""
        return self.titles.get(language) or self.titles.get("en") or self.name


FALLBACK = Theme(
    name="dark",
    titles=Frozen(en="Dark", fr="Sombre"),
    dark=True,
    colours=Frozen({
        "primary": "#5fa8d3", "secondary": "#8d99ae", "accent": "#e9c46a", "warning": "#f4a261", "error": "#ff7b72",
        "success": "#7fc97f", "foreground": "#e6e6e6", "background": "#14171c", "surface": "#1b1f26", "panel": "#252b34",
        "boost": "#2d343f",
    }),
    tokens=Frozen({
        "status-idea": "#a9b1bd", "status-draft": "#e9c46a", "status-review": "#f4a261", "status-approved": "#7fc97f",
        "status-scheduled": "#5fa8d3", "status-published": "#c3a6e0", "gap": "#ff7b72", "question": "#e9c46a",
        "slot": "#8d99ae", "cursor": "#5fa8d3", "cursor-text": "#0b0d10", "mark": "#e9c46a", "today": "#ffffff",
        "muted": "#98a2b0",
    }),
    styles=Frozen({"cursor-style": "bold", "today-style": "bold", "muted-style": "none"}),
)  # fmt: skip
"""What holds when no theme file can be read, and what completes an incomplete one of a user."""


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of ``#rgb``, ``#rrggbb`` or an ``ansi_`` name (as xterm shows it).

    Raises ValueError for anything else, ``ansi_default`` too: only the terminal knows that one.
    """
    if colour in _ANSI_RGB:
        red, green, blue = _ANSI_RGB[colour]
        return red, green, blue
    if not _HEX.match(colour):
        raise ValueError(colour)
    digits = colour[1:] if len(colour) == 7 else "".join(letter * 2 for letter in colour[1:])
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def is_colour(value: object) -> bool:
    """Whether ``value`` is a colour that a theme may use."""
    return isinstance(value, str) and (value == "ansi_default" or value in _ANSI_RGB or _HEX.match(value) is not None)


def contrast(front: str, back: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, by WCAG 2.2 (relative luminance). Raises ValueError as ``rgb`` does."""
    light, dark = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def load(shipped: Path, user: Path | None = None) -> tuple[tuple[Theme, ...], tuple[SettingsProblem, ...]]:
    """Return the themes of both folders and what is wrong with their files; never raises, never empty.

    Ours come first, in a fixed order; a user's theme of the same name takes the place of ours. A file with an error is left
    out; one with a warning is kept.
    """
    themes: dict[str, Theme] = {}
    problems: list[SettingsProblem] = []
    for folder in (shipped, user):
        if folder is None:
            continue
        for path in _files(folder):
            theme, found = _read_theme(path, themes)
            problems.extend(found)
            if theme is not None:
                themes[theme.name] = theme
    if not themes:
        themes[FALLBACK.name] = FALLBACK
    ranks = {name: rank for rank, name in enumerate(_ORDER)}
    ordered = sorted(themes.values(), key=lambda theme: (ranks.get(theme.name, len(ranks)), theme.name))
    return tuple(ordered), tuple(problems)


def _files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith(".")]
    except OSError:
        return []
    ranks = {f"{name}.toml": rank for rank, name in enumerate(_ORDER)}
    return sorted(found, key=lambda path: (ranks.get(path.name, len(ranks)), path.name))


def _read_theme(path: Path, known: Mapping[str, Theme]) -> tuple[Theme | None, list[SettingsProblem]]:
    source = read(path)
    if source is None:
        return None, []
    if isinstance(source, SettingsProblem):
        return None, [source]
    problems = [*_check_top(source), *_check_table(source, "colours", COLOURS), *_check_table(source, "tokens", TOKENS)]
    problems += _check_styles(source)
    if problems:
        return None, problems
    theme = _build(source.values, path.stem, known)
    if theme.ansi:
        return theme, []
    return theme, [
        source.fault(
            name,
            _("{name} on {back} has a contrast of {found}; {least} reads well").format(
                name=name, back=back, found=decimal(found), least=decimal(LEAST_CONTRAST)
            ),
            "warning",
        )
        for name, back, found in weak_pairs(theme)
    ]


def _build(values: Mapping[str, Any], stem: str, known: Mapping[str, Theme]) -> Theme:
    dark = values.get("dark", True)
    base = known.get("dark" if dark else "light", FALLBACK)
    name = values.get("name", stem)
    title = values.get("title", name)
    return Theme(
        name=name,
        titles=Frozen(title) if isinstance(title, dict) else Frozen(en=title),
        dark=dark,
        colours=Frozen({**base.colours, **values.get("colours", {})}),
        tokens=Frozen({**base.tokens, **values.get("tokens", {})}),
        styles=Frozen({**FALLBACK.styles, **values.get("styles", {})}),
        ansi=values.get("ansi", False),
    )


def weak_pairs(theme: Theme) -> list[tuple[str, str, float]]:
    """Return the pairs of a theme that are hard to read: text under 4.5 on its grounds, the cursor's text under 4.5.

    Pairs with ``ansi_default`` are left out: only the terminal knows what they look like.
    """
    pairs = [
        ("foreground", back, theme.colours["foreground"], theme.colours[back])
        for back in ("background", "surface", "panel")
    ]
    pairs += [("muted", "background", theme.tokens["muted"], theme.colours["background"])]
    pairs += [("cursor-text", "cursor", theme.tokens["cursor-text"], theme.tokens["cursor"])]
    return [
        (name, back, ratio)
        for name, back, front, ground in pairs
        if "ansi_default" not in (front, ground) and (ratio := contrast(front, ground)) < LEAST_CONTRAST
    ]


def _check_top(source: Source) -> list[SettingsProblem]:
    values = source.values
    problems = [source.fault(key, _unknown(key, _TOP_KEYS)) for key in values if key not in _TOP_KEYS]
    problems += [
        source.fault(key, _("{key} is true or false").format(key=key))
        for key in ("dark", "ansi")
        if not isinstance(values.get(key, True), bool)
    ]
    name = values.get("name", source.path.stem)
    if not isinstance(name, str) or not _NAME.match(name):
        problems.append(source.fault("name", _("a theme's name is of small letters, digits and hyphens, 40 at most")))
    title = values.get("title", "")
    texts = title.values() if isinstance(title, dict) else (title,)
    if not all(isinstance(text, str) for text in texts):
        problems.append(source.fault("title", _("title is a text, or a table with one text for each language")))
    return problems


def _check_table(source: Source, table: str, known: tuple[str, ...]) -> list[SettingsProblem]:
    values = source.values.get(table, {})
    if not isinstance(values, dict):
        return [source.fault(table, _("{key} is a table").format(key=f"[{table}]"))]
    problems = []
    for key, value in values.items():
        if key not in known:
            problems.append(source.fault(key, _unknown(key, known)))
        elif not is_colour(value):
            problems.append(
                source.fault(
                    key,
                    _("{key}: {value} is no colour; write #rgb, #rrggbb or a name such as ansi_blue").format(
                        key=key, value=visible(repr(value))[:60]
                    ),
                )
            )
    return problems


def _check_styles(source: Source) -> list[SettingsProblem]:
    values = source.values.get("styles", {})
    if not isinstance(values, dict):
        return [source.fault("styles", _("{key} is a table").format(key="[styles]"))]
    problems = []
    for key, value in values.items():
        if key not in STYLES:
            problems.append(source.fault(key, _unknown(key, STYLES)))
        elif not isinstance(value, str) or not value.split() or not STYLE_WORDS.issuperset(value.split()):
            words = ", ".join(sorted(STYLE_WORDS))
            problems.append(source.fault(key, _("{key} is made of these words: {words}").format(key=key, words=words)))
    return problems


def _unknown(key: str, known: tuple[str, ...]) -> str:
    near = nearest(key, known)
    if near:
        return _("unknown name {key}; {near} is known").format(key=visible(key)[:60], near=near)
    return _("unknown name {key}; known are {names}").format(key=visible(key)[:60], names=", ".join(known))


def to_textual_kwargs(theme: Theme) -> dict[str, Any]:
    """Return the arguments for ``textual.theme.Theme``; our tokens and styles are its ``variables``."""
    tokens, styles = theme.tokens, theme.styles
    variables = {
        **tokens,
        **styles,
        "block-cursor-background": tokens["cursor"],
        "block-cursor-foreground": tokens["cursor-text"],
        "block-cursor-text-style": styles["cursor-style"],
        "input-cursor-background": tokens["cursor"],
        "input-cursor-foreground": tokens["cursor-text"],
        "input-cursor-text-style": styles["cursor-style"] if theme.ansi else "none",
        "input-selection-background": tokens["cursor"],
        "input-selection-foreground": tokens["cursor-text"],
        "screen-selection-background": tokens["cursor"],
        "screen-selection-foreground": tokens["cursor-text"],
        "footer-key-foreground": theme.colours["accent"],
        "border": theme.colours["primary"],
        "border-blurred": tokens["muted"],
    }
    if theme.ansi:
        # the terminal's ground everywhere: Textual's black troughs would be holes on a light one
        grounds = (
            "ansi-background",
            "ansi-foreground",
            "scrollbar-background",
            "scrollbar-background-hover",
            "scrollbar-background-active",
        )
        variables |= dict.fromkeys(grounds, "ansi_default")
    return {**theme.colours, "name": theme.name, "dark": theme.dark, "ansi": theme.ansi, "variables": variables}


def named(themes: tuple[Theme, ...], name: str) -> Theme:
    """Return the theme called ``name``, else the first. ``themes`` is never empty, as ``load`` returns it."""
    return next((theme for theme in themes if theme.name == name), themes[0])


def missing(themes: tuple[Theme, ...], name: str, settings: Path | None = None) -> tuple[str | SettingsProblem, ...]:
    """Return what is to be said when ``name`` is no theme's, at its line where it stands in the file ``settings``; ``auto`` is always fine."""
    names = tuple(theme.name for theme in themes)
    if name == "auto" or name in names:
        return ()
    near = nearest(name, names)
    text = _("There is no theme {name}; {near} is near.") if near else _("There is no theme {name}; there are {names}.")
    said = text.format(name=visible(name)[:60], near=near, names=", ".join(names))
    source = read(settings) if settings is not None else None
    return (source.fault("theme", said) if isinstance(source, Source) else said,)
