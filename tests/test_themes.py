"""The shipped themes: readable, and told apart by every eye."""

import itertools
from pathlib import Path

import pytest

from planner.settings import themes

FOLDER = Path(__file__).parent.parent / "themes"
LOADED, PROBLEMS = themes.load(FOLDER)
NAMES = [theme.name for theme in LOADED]
COLOURED = [theme for theme in LOADED if not theme.ansi]
GROUNDS = ("background", "surface", "panel")
TEXTS = [token for token in themes.TOKENS if token not in ("cursor", "cursor-text")]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for Simulation of Color Vision
# Deficiency, IEEE TVCG 15(6), 2009; severity 1.0, for linear RGB.
SIMULATIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    parts = (value / 255 for value in themes.rgb(colour))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour, matrix):
    """Return linear RGB as eyes of that kind see it."""
    light = linear(colour)
    return [min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, light, strict=True)))) for row in matrix]


def lab(light):
    """Return CIE Lab (D65) of linear sRGB."""
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    x, y, z = (sum(weight * part for weight, part in zip(row, light, strict=True)) for row in rows)
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x / 0.95047, y, z / 1.08883))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, matrix):
    return sum((a - b) ** 2 for a, b in zip(lab(seen(one, matrix)), lab(seen(other, matrix)), strict=True)) ** 0.5


def test_all_six_kinds_are_there_and_without_a_fault():
    assert PROBLEMS == ()
    assert NAMES[:6] == ["dark", "light", "high-contrast", "colour-blind", "ansi", "plain"]


def test_every_theme_says_all_of_its_colours_and_has_a_name_in_both_languages():
    import tomli

    for path in FOLDER.glob("*.toml"):
        values = tomli.loads(path.read_text("utf-8"))
        assert values["name"] == path.stem
        assert set(values["title"]) == {"en", "fr"}
        assert set(values["colours"]) == set(themes.COLOURS)
        assert set(values["tokens"]) == set(themes.TOKENS)
        assert set(values["styles"]) == set(themes.STYLES)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_text_reads_well_on_every_ground(theme):
    least = 7.0 if theme.name == "high-contrast" else 4.5
    colours = {**theme.colours, **theme.tokens}
    for name in ("foreground", *TEXTS, "primary", "secondary", "accent", "warning", "error", "success"):
        for ground in GROUNDS:
            assert themes.contrast(colours[name], theme.colours[ground]) >= least, (name, ground)
    assert themes.contrast(theme.tokens["cursor-text"], theme.tokens["cursor"]) >= least
    assert themes.weak_pairs(theme) == []


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_statuses_differ_for_normal_eyes(theme):
    for one, other in itertools.combinations(themes.STATUS_TOKENS, 2):
        assert distance(theme.tokens[one], theme.tokens[other], SIMULATIONS["normal"]) >= 15, (one, other)


@pytest.mark.parametrize("eyes", SIMULATIONS)
def test_colour_blind_eyes_tell_all_statuses_apart(eyes):
    theme = themes.named(LOADED, "colour-blind")
    for one, other in itertools.combinations(themes.STATUS_TOKENS, 2):
        assert distance(theme.tokens[one], theme.tokens[other], SIMULATIONS[eyes]) >= 25, (one, other)


def test_the_terminal_theme_uses_nothing_but_the_terminals_colours():
    theme = themes.named(LOADED, "ansi")
    assert all(value.startswith("ansi_") for value in (*theme.colours.values(), *theme.tokens.values()))
    statuses = [theme.tokens[name] for name in themes.STATUS_TOKENS]
    assert len(set(statuses)) == len(statuses)
    assert themes.contrast(theme.tokens["cursor-text"], theme.tokens["cursor"]) >= 7


def test_plain_has_no_colour_at_all_and_a_cursor_one_can_see():
    theme = themes.named(LOADED, "plain")
    assert {*theme.colours.values(), *theme.tokens.values()} == {"ansi_default"}
    assert theme.styles["cursor-style"] == "reverse"


async def test_the_screen_takes_every_theme_with_all_of_its_names():
    from textual.app import App
    from textual.theme import Theme
    from textual.widgets import Input, Static

    rules = [f"#t{number} {{ color: ${token}; }}" for number, token in enumerate(themes.TOKENS)]
    rules += [f"#s{number} {{ text-style: ${style}; }}" for number, style in enumerate(themes.STYLES)]
    made = [Theme(**themes.to_textual_kwargs(theme)) for theme in LOADED]

    class Palette(App[None]):
        CSS = "\n".join(rules)

        def get_theme_variable_defaults(self):
            return made[0].variables

        def compose(self):
            yield Input("text")
            yield from (Static("token", id=f"t{number}") for number in range(len(themes.TOKENS)))
            yield from (Static("style", id=f"s{number}") for number in range(len(themes.STYLES)))

    app = Palette()
    async with app.run_test() as pilot:
        for theme in made:
            app.register_theme(theme)
        for theme, ours in zip(made, LOADED, strict=True):
            app.theme = theme.name
            await pilot.pause()
            idea = app.query_one("#t0").styles.color
            if not ours.ansi:
                assert idea.hex.lower() == ours.tokens["status-idea"]


@pytest.mark.parametrize("wanted", ["auto", "light"])
async def test_no_color_leaves_no_colour_at_all_on_the_screen(monkeypatch, tmp_path, wanted):
    import datetime as dt

    from planner.settings import samples
    from planner.settings.config import Config
    from planner.tui.app import PlannerApp
    from planner.workspace import Workspace

    monkeypatch.setenv("NO_COLOR", "1")
    now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    path = tmp_path / "sample.toml"
    path.write_bytes(samples.load(samples.names()[0], now.date()))
    plan = Workspace.open(path, today=now.date, now=lambda: now)
    app = PlannerApp([plan], today=now.date, now=lambda: now, config=Config(theme=wanted), chosen=LOADED, sample=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        ground = app.screen.background_colors[1]
        strips = app.screen._compositor.render_strips()
        for line_filter in app.get_line_filters():
            if line_filter.enabled:
                strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        styles = {segment.style for strip in strips for segment in strip if segment.style}
    assert all(style.color is None or style.color.is_default for style in styles)
    assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)
    assert any(style.reverse for style in styles)


def test_a_theme_that_is_not_there_is_named():
    assert themes.missing(LOADED, "auto") == themes.missing(LOADED, "paper") == ()
    assert "There is no theme sepia" in themes.missing(LOADED, "sepia")[0]
