"""One value of a settings file set or taken away: every other byte stays, and what cannot be changed so is refused."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from planner.settings import config, keeping, keymap, keymap_file
from planner.settings.keeping import UnkeptError, changed
from planner.storage import paths

MINE = """\
# mine
theme = 'light' # reads well
# about the keys
[keys] # mine too
"item.add" = "n"
item.move = "m"   # as ever

# the end
"""


def test_a_value_is_replaced_where_it_stands_in_its_own_quotes():
    assert changed(MINE, {("theme",): "dark"}) == MINE.replace("'light'", "'dark'")
    assert changed(MINE, {("keys", "item.move"): "x"}) == MINE.replace('"m"', '"x"')


def test_a_new_value_goes_below_its_neighbours():
    assert changed(MINE, {("view",): "month"}) == MINE.replace("well\n", 'well\nview = "month"\n')
    assert changed(MINE, {("keys", "edit.undo"): "z"}) == MINE.replace("as ever\n", 'as ever\n"edit.undo" = "z"\n')


def test_a_value_is_taken_away_with_its_line():
    assert changed(MINE, {("keys", "item.add"): None, ("nothing",): None}) == MINE.replace('"item.add" = "n"\n', "")


@pytest.mark.parametrize("text", ["", "# only words", "# only words\n", "a = 1\r\n[b]\r\nc = 2\r\n", "[b]\nc = 2"])
def test_files_of_all_kinds_get_a_value_at_the_top_and_one_in_a_table(text):
    after = changed(text, {("theme",): "dark", ("keys", "item.add"): "a"})
    before = tomli.loads(text.replace("\r\n", "\n"))
    assert tomli.loads(after.replace("\r\n", "\n")) == {**before, "theme": "dark", "keys": {"item.add": "a"}}
    assert all(line in after for line in text.splitlines())
    assert ("\r\n" in after) is ("\r\n" in text)
    assert "\n" not in after.replace("\r\n", "") if "\r\n" in text else True


def test_what_only_a_person_can_change_is_refused():
    with pytest.raises(UnkeptError):
        changed('keys = { "item.add" = "a" }\n', {("keys", "item.add"): "n"})


@given(st.dictionaries(st.sampled_from(["item.add", "item.move", "edit.undo"]), st.none() | st.text(max_size=5)))
def test_what_is_kept_is_read_again(values):
    after = tomli.loads(changed(MINE, {("keys", name): value for name, value in values.items()}))
    flat = config.flat(after["keys"]) if "keys" in after else {}
    expected = {"item.add": "n", "item.move": "m", **values}
    assert flat == {name: value for name, value in expected.items() if value is not None}


def test_the_file_is_written_whole_with_its_comments_and_made_where_there_is_none(tmp_path):
    path = tmp_path / "deep" / "config.toml"
    keeping.keep(path, {("theme",): None})
    assert not path.exists(), "nothing to take away"
    keeping.keep(path, {("theme",): "dark"}, heading="Settings.")
    assert path.read_text() == '# Settings.\ntheme = "dark"\n'
    path.write_bytes(b"\xef\xbb\xbf" + MINE.encode())
    keeping.keep(path, {("theme",): "dark"})
    assert path.read_bytes() == b"\xef\xbb\xbf" + MINE.replace("light", "dark").encode()


def test_a_file_that_does_not_read_is_left_alone(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("theme = ", encoding="utf-8")
    with pytest.raises(UnkeptError, match=r"config\.toml:1"):
        keeping.keep(path, {("theme",): "dark"})
    assert path.read_text(encoding="utf-8") == "theme = "


@pytest.mark.parametrize(
    "text", ['"item.add" = "n"\nitem.move = ["m", "x"]\n', '[keys]\n"item.add" = "n"\nitem.move = "m,x"\n']
)
def test_a_keymap_is_read_with_and_without_its_header(tmp_path, text):
    path = tmp_path / "keymap.toml"
    path.write_text(text, encoding="utf-8")
    assert keymap_file.load(path) == ({"item.add": "n", "item.move": "m,x"}, ())


def test_what_is_wrong_with_a_keymap_is_told_with_its_line(tmp_path):
    path = tmp_path / "keymap.toml"
    path.write_text('# mine\n"item.add" = 3\n"item.mve" = "m"\n', encoding="utf-8")
    keys, problems = keymap_file.load(path)
    assert [problem.problem.line for problem in problems] == [2]
    table = [type("Act", (), {"id": "item.move", "keys": ("m",), "where": frozenset()})()]
    found = keymap_file.located(keymap.merge(table, keys).problems, path, tmp_path / "config.toml")
    assert str(found[0]).startswith(f"{path}:3:1: warning: there is no action item.mve; item.move is one")
    path.write_text("oh no", encoding="utf-8")
    assert "not TOML" in str(keymap_file.load(path)[1][0])


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "config_dir", lambda: tmp_path / "planner")
    return tmp_path / "planner"


def test_keys_are_kept_under_the_header_where_there_is_one_and_above_where_not(home):
    keymap_file.keep({"item.add": ("n", "comma")})
    assert (home / "keymap.toml").read_text().endswith('"item.add" = "n,comma"\n')
    (home / "keymap.toml").write_text('[keys]\n# here\n"item.add" = "a" # yes\n', encoding="utf-8")
    keymap_file.keep({"item.add": ("n",), "item.move": ("x",)})
    assert (home / "keymap.toml").read_text() == '[keys]\n# here\n"item.add" = "n" # yes\n"item.move" = "x"\n'


def test_ours_again_takes_the_key_out_of_both_files(home):
    home.mkdir()
    (home / "config.toml").write_text(
        'theme = "dark"\n[keys]\n"item.add" = "n" # old\nitem.move = "x"\n', encoding="utf-8"
    )
    (home / "keymap.toml").write_text('"item.add" = "z"\n', encoding="utf-8")
    keymap_file.keep({"item.add": None})
    assert (home / "config.toml").read_text() == 'theme = "dark"\n[keys]\nitem.move = "x"\n'
    assert (home / "keymap.toml").read_text() == ""


def test_where_one_of_both_files_cannot_be_changed_neither_is(home):
    home.mkdir()
    (home / "config.toml").write_text('keys = { "item.add" = "n" }\n', encoding="utf-8")
    (home / "keymap.toml").write_text('"item.add" = "z"\n', encoding="utf-8")
    with pytest.raises(keeping.UnkeptError):
        keymap_file.keep({"item.add": None})
    assert (home / "keymap.toml").read_text() == '"item.add" = "z"\n'
