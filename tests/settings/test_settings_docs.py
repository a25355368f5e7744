"""What the documentation says of the file, the settings and the themes is what the program does."""

from pathlib import Path

import pytest
import tomli

from planner.settings import config, schema, themes
from planner.storage import codec
from planner.storage.schema import ARRAYS, TABLE_PATHS, keys

DOCS = Path(__file__).parents[2] / "docs"
FORMAT = (DOCS / "file-format.md").read_text("utf-8")
GUIDE = (DOCS / "guide.md").read_text("utf-8")
TABLES = [*ARRAYS, *(name for name in TABLE_PATHS if name not in ("filters", "limits")), "answers", "sent"]


def snippets(text):
    """Return the TOML examples of a page."""
    return [block.split("```")[0] for block in text.split("```toml\n")[1:]]


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_explained_as_in_the_schema(table):
    rows = [line for line in FORMAT.splitlines() if line.startswith("| `")]
    for key in keys(table).values():
        doc = schema.KEY_DOCS.get(f"{table}.{key.name}", "")
        assert any(line.startswith(f"| `{key.name}` |") and doc in line for line in rows), key.name


@pytest.mark.parametrize("table", [*ARRAYS, *TABLE_PATHS])
def test_every_table_has_its_place(table):
    assert f"[{'.'.join(TABLE_PATHS.get(table, (table,)))}]" in FORMAT


def test_the_examples_of_the_format_are_calendars():
    for text in snippets(FORMAT):
        whole = text if "[calendar]" in text else f'[calendar]\ntitle = "x"\n{text}'
        assert codec.decode(whole.encode(), "example.toml").calendar.title


def test_every_setting_is_in_the_guide_with_its_default():
    for setting in config.describe():
        assert f"| `{setting.name}` | `{setting.default}` | {setting.doc} |" in GUIDE


def test_every_name_of_a_theme_is_in_the_guide():
    for name in (*themes.COLOURS, *themes.TOKENS, *themes.STYLES):
        assert f"`{name}`" in GUIDE


def test_the_examples_of_the_guide_work(tmp_path):
    settings, theme = snippets(GUIDE)
    (tmp_path / "config.toml").write_text(settings)
    assert config.load(tmp_path / "config.toml")[1] == ()
    folder = tmp_path / "themes"
    folder.mkdir()
    (folder / "mine.toml").write_text(theme)
    loaded, problems = themes.load(folder)
    assert (problems, loaded[0].name) == ((), tomli.loads(theme)["name"])
